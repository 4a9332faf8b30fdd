//! `simulate-world`: the world alone, until it is told to end.

use std::path::PathBuf;

use anyhow::Context as _;
use saklig_simulator::{Settings, start};

use super::demo::{DemoFiles, START};
use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    #[arg(long, hide = true)]
    with_input: bool,
}

impl Args {
    /// Starts it, says where it answers, and goes on until the program is told to end.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let folder = session.data_path()?;
        let now = match &session.global.now {
            Some(given) => crate::context::moment(given)?,
            None => session.demo_time(&folder)?.map_or_else(|| START.parse(), Ok)?,
        };
        let faults = match &self.faults {
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
                Some((path.display().to_string(), text))
            }
            None => None,
        };
        let settings = Settings {
            folder,
            answers: DemoFiles::new(self.from).folder("answers")?,
            seed: self.seed,
            faults,
            port: self.port,
            now,
            real_now: session.real_now(),
        };
        let running = start(&settings)?;
        let (port, place) = (running.port(), running.folder().display().to_string());
        let (out, texts) = (&session.out, session.out.texts());
        if out.is_json() {
            out.json(&serde_json::json!({"port": port, "mapp": place}))?;
        } else {
            let args = saklig_text::Args::new().with("port", port.to_string()).with("folder", place.as_str());
            out.line(texts.get("world-runs", args))?;
        }
        running.wait(self.with_input)?;
        if !out.is_json() {
            out.line(texts.get("world-ended", [("folder", place)]))?;
        }
        Ok(Exit::Done)
    }
}
