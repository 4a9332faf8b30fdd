//! Starting the world, and ending it.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::error::WorldError;
use crate::faults::Faults;
use crate::ledger::keep;
use crate::registry::Registry;
use crate::world::World;
use crate::{certificates, server};

/// What the world begins with.
#[derive(Debug, Default)]
pub struct Settings {
    /// The data folder: the world keeps its files in `varld` below it.
    pub folder: PathBuf,
    /// The demo's answers: name and text of each file.
    pub answers: Vec<(String, String)>,
    /// What everybody else is made from.
    pub seed: u64,
    /// The file of faults: name and text.
    pub faults: Option<(String, String)>,
    /// Where to listen on the loopback; 0 lets the system choose.
    pub port: u16,
    /// The world's time, unless its ledger has come further.
    pub now: Timestamp,
    /// The real time, which the certificates are valid from.
    pub real_now: Timestamp,
}

/// A world that answers.
#[derive(Debug)]
pub struct Running {
    runtime: Option<Runtime>,
    serving: Option<JoinHandle<()>>,
    stop: watch::Sender<bool>,
    folder: PathBuf,
    port: u16,
    /// Held as long as the world is there: two worlds never write one ledger.
    _alone: File,
}

/// Starts the world: its certificates are made, its ledger is read, and when this returns it answers, at the addresses
/// in `varld/adresser.json`.
pub fn start(settings: &Settings) -> Result<Running, WorldError> {
    let folder = settings.folder.join("varld");
    fs::create_dir_all(&folder).map_err(WorldError::file(&folder))?;
    let alone = alone(&folder)?;
    let faults = match &settings.faults {
        Some((name, text)) => Faults::read(name, text)?,
        None => Faults::default(),
    };
    let registry = Registry::new(&settings.answers, settings.seed)?;
    let keys = folder.join("certifikat");
    certificates::make(&keys, settings.real_now)?;
    let tls = TlsAcceptor::from(certificates::server(&keys)?);
    let world = Arc::new(World::open(folder.clone(), registry, faults, settings.now)?);
    let failed = |source| WorldError::Listen { port: settings.port, source };
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", settings.port))).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let (stop, stopped) = watch::channel(false);
    let serving = runtime.spawn(server::serve(listener, tls, world, stopped));
    let addresses = addresses(port, &keys.display().to_string());
    let path = folder.join("adresser.json");
    keep(&path, addresses.as_bytes()).map_err(WorldError::file(&path))?;
    Ok(Running { runtime: Some(runtime), serving: Some(serving), stop, folder, port, _alone: alone })
}

fn alone(folder: &std::path::Path) -> Result<File, WorldError> {
    let path = folder.join("las");
    let file = File::create(&path).map_err(WorldError::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(WorldError::Taken { path: folder.to_owned() }),
        Err(fs::TryLockError::Error(source)) => Err(WorldError::File { path, source }),
    }
}

fn addresses(port: u16, keys: &str) -> String {
    let at = |path: &str| format!("https://localhost:{port}/{path}");
    json!({
        "ssbtek": at("ssbtek/v10"), "navet": at("navet/V4/personpostXML"), "post": at("post/v1"),
        "bank": at("bank/v1"), "arkiv": at("arkiv/v1"), "varld": at("varld/v1"), "certifikat": keys,
    })
    .to_string()
        + "\n"
}

impl Running {
    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The world's folder: addresses, certificates, ledger, letters, files, packages.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Goes on until the operating system tells the program to end (SIGTERM, ctrl-c), or, with `until_input_ends`,
    /// standard input ends, which it does when the program that started this one is gone.
    pub fn wait(self, until_input_ends: bool) -> Result<(), WorldError> {
        let port = self.port;
        let failed = |source| WorldError::Listen { port, source };
        if until_input_ends {
            std::thread::spawn({
                let stop = self.stop.clone();
                move || {
                    drop(std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
                    stop.send_replace(true);
                }
            });
        }
        if let Some(runtime) = &self.runtime {
            let mut stopped = self.stop.subscribe();
            runtime
                .block_on(async {
                    tokio::select! {
                        told = told() => told,
                        _ = stopped.changed() => Ok(()),
                    }
                })
                .map_err(failed)?;
        }
        self.stop();
        Ok(())
    }

    /// Ends it: no more connections, and the addresses are gone.
    pub fn stop(mut self) {
        self.stop.send_replace(true);
        drop(fs::remove_file(self.folder.join("adresser.json")));
        if let (Some(runtime), Some(serving)) = (self.runtime.take(), self.serving.take()) {
            drop(runtime.block_on(serving));
            runtime.shutdown_background();
        }
    }
}

/// Returns when the program is told to end.
async fn told() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut ended = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            _ = ended.recv() => Ok(()),
            pressed = tokio::signal::ctrl_c() => pressed,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
