//! `search`: finds cases.

use saklig_app::page;

use super::work::{Who, connected, look, print};
use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    who: Who,
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let folder = session.open()?;
        let (viewer, kinds) = (self.who.looking(session, "sokning"), connected(&folder)?);
        let found = folder.app.search(&look(session, &folder, &viewer, &kinds), &self.words.join(" "))?;
        let out = &session.out;
        if out.is_json() {
            out.json(&found)?;
        } else {
            print(out, &page::found(&found, out.texts()))?;
        }
        Ok(if found.is_empty() { Exit::NotFound } else { Exit::Done })
    }
}
