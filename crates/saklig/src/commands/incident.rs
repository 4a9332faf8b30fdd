//! `incident`: what failed, and trying it again.

use clap::Subcommand;
use saklig_app::{TaskQuery, page};
use saklig_case::TaskKind;

use super::work::{Who, connected, done, look, print};
use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Incident,
}

#[derive(Debug, Subcommand)]
enum Incident {
    List {
        #[command(flatten)]
        who: Who,
    },
    Resolve {
        #[arg(value_name = "NUMBER|KEY")]
        task: String,
        #[arg(long)]
        note: String,
        #[command(flatten)]
        who: Who,
    },
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Incident::List { who } => {
                let folder = session.open()?;
                let (viewer, kinds) = (who.looking(session, "drift"), connected(&folder)?);
                let query = TaskQuery { kind: Some(TaskKind::Incident), ..TaskQuery::default() };
                let lines = folder.app.list_tasks(&look(session, &folder, &viewer, &kinds), &query)?;
                let out = &session.out;
                if out.is_json() {
                    out.json(&lines)?;
                    return Ok(Exit::Done);
                }
                print(out, &page::tasks(&lines, out.texts()))
            }
            Incident::Resolve { task, note, who } => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                folder.app.take_task(&viewer, &task, folder.now)?;
                let executed = folder.app.complete_task(&viewer, &task, &note, folder.now)?;
                done(session, &folder, &executed)
            }
        }
    }
}
