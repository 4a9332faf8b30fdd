//! `verify`: recomputes every chain and every checkpoint.

use std::path::{Path, PathBuf};

use saklig_store::Checkpoint;
use serde_json::json;

use crate::context::Session;
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "FILE")]
    checkpoints: Option<PathBuf>,
}

impl Args {
    /// Says what was looked at, and everything that is wrong.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let folder = session.open()?;
        let kept = match self.checkpoints {
            Some(file) => kept(&file)?,
            // The program's own copy is worth less than one that another party has, but more than none.
            None if folder.checkpoints.is_file() => kept(&folder.checkpoints)?,
            None => Vec::new(),
        };
        let tenant = folder.app.tenant();
        let kept: Vec<Checkpoint> = kept.into_iter().filter(|point| point.tenant == tenant).collect();
        let report = folder.store.verify(tenant, &kept)?;
        let (out, texts) = (&session.out, session.out.texts());
        if out.is_json() {
            let findings: Vec<_> = report
                .findings
                .iter()
                .map(|found| {
                    let number = found.number.as_ref().map(ToString::to_string);
                    json!({ "vad": found.kind.as_str(), "nummer": number, "post": found.seq })
                })
                .collect();
            out.json(&json!({
                "arenden": report.cases, "poster": report.entries, "gallrade": report.erased,
                "dokument": report.blobs, "behorighet": report.authority, "lasningar": report.reads,
                "kontrollpunkter": report.checkpoints, "fynd": findings,
            }))?;
        } else {
            let args = saklig_text::Args::new().with("cases", report.cases).with("entries", report.entries);
            let args = args.with("blobs", report.blobs).with("reads", report.reads);
            let args = args.with("authority", report.authority).with("checkpoints", report.checkpoints);
            out.line(texts.get("verify-seen", args))?;
            if report.is_green() {
                out.line(texts.get("verify-green", ()))?;
            } else {
                let head = ["verify-head-what", "verify-head-number", "verify-head-entry"];
                let rows = report.findings.iter().map(|found| {
                    let number = found.number.as_ref().map(ToString::to_string).unwrap_or_default();
                    let seq = found.seq.map(|seq| seq.to_string()).unwrap_or_default();
                    vec![found.kind.as_str().to_owned(), number, seq]
                });
                out.table(&head.map(|key| texts.get(key, ())), rows.collect())?;
            }
        }
        Ok(if report.is_green() { Exit::Done } else { Exit::Found })
    }
}

/// The checkpoints that another party has kept.
fn kept(file: &Path) -> anyhow::Result<Vec<Checkpoint>> {
    let fault = |line: usize, cause: &dyn std::fmt::Display| {
        let fault = Fault::new("E0758", Exit::Rejected).with("file", file.display());
        fault.with("line", line).with("cause", cause)
    };
    let text = std::fs::read_to_string(file).map_err(|cause| fault(0, &cause))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| Checkpoint::from_line(line).map_err(|cause| fault(at, &cause).into())).collect()
}
