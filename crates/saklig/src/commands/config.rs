//! `config`: where things lie, and whether anything about them needs a person.

use std::path::Path;

use clap::Subcommand;
use jiff::SignedDuration;
use saklig_connect_se::connections::Connections;
use saklig_store::{CaseFilter, ClockRow};
use serde::Serialize;

use crate::context::{Folder, Session, unconnected};
use crate::output::Exit;

/// A log that is larger than this has not been written back for a while.
const LARGE_WAL_BYTES: u64 = 256 << 20;
/// A certificate that expires within so many days is named.
const CERTIFICATE_DAYS: i64 = 30;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Do,
}

#[derive(Debug, Subcommand)]
enum Do {
    Show,
    Doctor,
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Do::Show => show(session),
            Do::Doctor => doctor(session),
        }
    }
}

/// What a folder is set up as.
#[derive(Debug, Serialize)]
struct Shown {
    datamapp: String,
    hemligheter: String,
    kontrollpunkter: String,
    myndigheter: Vec<String>,
    klocka: String,
    paket: Vec<(String, String)>,
    anslutet: Vec<String>,
    byte: u64,
}

fn show(session: &Session) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let texts = session.out.texts();
    let clock = match folder.store.clock()? {
        ClockRow::Real => texts.get("clock-real", [("time", texts.instant(folder.now))]),
        ClockRow::Demo(now) => texts.get("clock-demo", [("time", texts.instant(now))]),
    };
    let mut packages: Vec<(String, String)> = Vec::new();
    for row in folder.store.bundles(folder.app.tenant())? {
        packages.push((row.case_type.clone(), row.id.to_string()));
    }
    let shown = Shown {
        datamapp: folder.path.display().to_string(),
        hemligheter: folder.secrets.display().to_string(),
        kontrollpunkter: folder.checkpoints.display().to_string(),
        myndigheter: folder.store.tenants()?.into_iter().map(|(_, name)| name).collect(),
        klocka: clock,
        paket: packages,
        anslutet: folder.ports()?.map(|ports| ports.kinds()).unwrap_or_default(),
        byte: folder.store.stats()?.bytes,
    };
    if session.out.is_json() {
        session.out.json(&shown)?;
        return Ok(Exit::Done);
    }
    let none = texts.get("none", ());
    let list = |items: &[String]| if items.is_empty() { none.clone() } else { items.join(", ") };
    let packages: Vec<String> =
        shown.paket.iter().map(|(id, bundle)| format!("{id} {}", &bundle[..12.min(bundle.len())])).collect();
    let rows = [
        ("config-data", shown.datamapp),
        ("config-secrets", shown.hemligheter),
        ("config-checkpoints", shown.kontrollpunkter),
        ("config-tenants", list(&shown.myndigheter)),
        ("config-clock", shown.klocka),
        ("config-packages", list(&packages)),
        ("config-connected", list(&shown.anslutet)),
        ("config-size", format!("{} kB", shown.byte / 1024)),
    ];
    let rows = rows.into_iter().map(|(key, value)| vec![texts.get(key, ()), value]).collect();
    session.out.table(&[], rows)?;
    Ok(Exit::Done)
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Check {
    vad: &'static str,
    bra: bool,
    text: String,
}

fn doctor(session: &Session) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let texts = session.out.texts();
    let check = |what: &'static str, good: bool| Check {
        vad: what,
        bra: good,
        text: texts.get(&format!("doctor-{what}-{}", if good { "good" } else { "bad" }), ()),
    };
    let checks = vec![
        check("secrets", secrets_are_private(&folder.secrets)?),
        check("outside", !folder.secrets.starts_with(&folder.path)),
        check("disk", can_write(&folder.path)),
        check("clock", clock_is_right(session, &folder)?),
        check("wal", wal_bytes(&folder.path) < LARGE_WAL_BYTES),
        check("package", !folder.store.bundles(folder.app.tenant())?.is_empty()),
        check("registers", folder.ports()?.is_some()),
        check("certificates", certificates_last(session, &folder)?),
    ];
    let good = checks.iter().all(|check| check.bra);
    let out = &session.out;
    if out.is_json() {
        out.json(&serde_json::json!({ "kontroller": checks }))?;
    } else {
        let word = |good| texts.get(if good { "doctor-good" } else { "doctor-bad" }, ());
        let rows = checks.into_iter().map(|check| vec![word(check.bra), check.text]).collect();
        out.table(&[], rows)?;
    }
    Ok(if good { Exit::Done } else { Exit::Found })
}

#[cfg(unix)]
fn secrets_are_private(folder: &Path) -> anyhow::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut private = std::fs::metadata(folder)?.permissions().mode().trailing_zeros() >= 6;
    for entry in std::fs::read_dir(folder)? {
        private &= entry?.metadata()?.permissions().mode().trailing_zeros() >= 6;
    }
    Ok(private)
}

#[cfg(not(unix))]
fn secrets_are_private(folder: &Path) -> anyhow::Result<bool> {
    Ok(std::fs::metadata(folder)?.is_dir())
}

/// Every certificate of the connections lasts 30 days more, by the machine's own clock.
fn certificates_last(session: &Session, folder: &Folder) -> anyhow::Result<bool> {
    let Some(connections) = Connections::of(&folder.path).map_err(|error| unconnected(&error))? else {
        return Ok(true);
    };
    let soon = session.now()?.checked_add(SignedDuration::from_hours(24 * CERTIFICATE_DAYS))?;
    Ok(connections.certificates().iter().all(|(_, last)| last.is_some_and(|last| last > soon)))
}

/// Whether there is room for more: a file of one group of writes can be made, synced and taken away.
fn can_write(folder: &Path) -> bool {
    use std::io::Write as _;
    let file = folder.join(format!(".prov-{}", std::process::id()));
    let written = std::fs::File::create(&file)
        .and_then(|mut file| file.write_all(&vec![0; 16 << 20]).and_then(|()| file.sync_all()));
    let removed = std::fs::remove_file(&file);
    written.is_ok() && removed.is_ok()
}

/// Nothing was written later than now, as the clock says it.
fn clock_is_right(session: &Session, folder: &Folder) -> anyhow::Result<bool> {
    let now = if folder.demo_clock()?.is_some() { folder.now } else { session.now()? };
    let allowed = now.checked_add(SignedDuration::from_mins(1))?;
    let mut filter = CaseFilter { limit: 1_000, ..CaseFilter::default() };
    loop {
        let rows = folder.store.cases(folder.app.tenant(), &filter)?;
        if rows.iter().any(|row| row.changed_at > allowed) {
            return Ok(false);
        }
        if rows.len() < filter.limit {
            return Ok(true);
        }
        filter.after = rows.last().map(|row| row.key);
    }
}

fn wal_bytes(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("saklig.db-wal")).map_or(0, |file| file.len())
}
