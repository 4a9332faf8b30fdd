//! `stuck`: cases that wait for nothing that has a name. Must always be empty.

use crate::context::Session;
use crate::output::Exit;

/// The most cases that are listed.
const LIMIT: usize = 1_000;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    /// Lists them.
    #[allow(clippy::unused_self, reason = "every command is run the same way")]
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let folder = session.open()?;
        let stuck = folder.store.stuck(folder.app.tenant(), LIMIT)?;
        let (out, texts) = (&session.out, session.out.texts());
        if out.is_json() {
            let cases: Vec<_> = stuck
                .iter()
                .map(|row| {
                    let since = row.changed_at.to_string();
                    serde_json::json!({ "nummer": row.number.as_str(), "lage": row.state.as_str(), "sedan": since })
                })
                .collect();
            out.json(&serde_json::json!({ "arenden": cases }))?;
        } else if stuck.is_empty() {
            out.line(texts.get("stuck-none", ()))?;
        } else {
            let head = ["stuck-head-number", "stuck-head-since"].map(|key| texts.get(key, ()));
            let row =
                |row: &saklig_store::CaseRow| vec![row.number.to_string(), texts.instant(row.changed_at)];
            out.table(&head, stuck.iter().map(row).collect())?;
        }
        Ok(if stuck.is_empty() { Exit::Done } else { Exit::Found })
    }
}
