//! `verify`: recomputes every chain and every checkpoint.

use serde_json::json;

use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    /// Says what was looked at, and everything that is wrong.
    #[allow(clippy::unused_self, reason = "every command is run the same way")]
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let folder = session.open()?;
        let report = folder.store.verify(folder.app.tenant(), &[])?;
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
