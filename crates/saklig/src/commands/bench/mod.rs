//! `bench`: how fast and how large, on this machine, with the machine's data beside the figures.

mod cases;
mod households;
mod machine;
mod rules;

use std::time::Duration;

use serde::Serialize;

use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,
}

/// What was measured.
#[derive(Debug, Serialize)]
struct Measured {
    maskin: machine::Machine,
    arenden: cases::Cases,
    regler: rules::Evaluations,
}

impl Args {
    /// Measures and prints.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let time = Duration::from_secs(self.seconds);
        let place = Place::new(&session.data_path()?)?;
        let cases = cases::measure(&place.0, time, usize::from(self.threads))?;
        let regler = rules::measure(time.min(Duration::from_secs(5)))?;
        let measured = Measured { maskin: machine::Machine::look(), arenden: cases, regler };
        if session.out.is_json() {
            session.out.json(&measured)?;
        } else {
            show(session, &measured)?;
        }
        Ok(Exit::Done)
    }
}

/// A folder beside the data folder, so that the same disk is measured; it is taken away at the end.
struct Place(std::path::PathBuf);

impl Place {
    fn new(data: &std::path::Path) -> anyhow::Result<Self> {
        let data = std::path::absolute(data)?;
        let place = data.with_file_name(format!("saklig-bench-{}", std::process::id()));
        std::fs::create_dir_all(&place)?;
        Ok(Self(place))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be taken away lies there for a person to see.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn show(session: &Session, measured: &Measured) -> anyhow::Result<()> {
    let (out, texts) = (&session.out, session.out.texts());
    let (cases, rules, machine) = (&measured.arenden, &measured.regler, &measured.maskin);
    let rows = [
        ("bench-cases", cases.per_sekund.to_string()),
        ("bench-decided", format!("{} / {}", cases.beslutade, cases.antal)),
        ("bench-fsync", cases.fsync_per_sekund.to_string()),
        ("bench-evaluations", rules.per_sekund.to_string()),
        ("bench-bytes", cases.byte_per_arende.to_string()),
        ("bench-documents", cases.dokument_byte_per_arende.to_string()),
        ("bench-first", cases.forsta_arendet_ms.to_string()),
        ("bench-memory", machine.minne_mb.map_or_else(|| "–".to_owned(), |mb| mb.to_string())),
        ("bench-peak", machine.minne_som_mest_mb.map_or_else(|| "–".to_owned(), |mb| mb.to_string())),
    ];
    out.heading(texts.get("bench-title", [("profile", machine.profil)]))?;
    let head = ["bench-head-what", "bench-head-value"].map(|key| texts.get(key, ()));
    out.table(&head, rows.into_iter().map(|(key, value)| vec![texts.get(key, ()), value]).collect())?;
    out.blank()?;
    let args = saklig_text::Args::new()
        .with("cores", machine.karnor)
        .with("model", machine.modell.as_str())
        .with("kernel", machine.kernel.as_str())
        .with("rustc", machine.rustc.as_str());
    Ok(out.line(texts.get("bench-machine", args))?)
}
