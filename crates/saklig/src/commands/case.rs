//! `case`: shows, explains and changes a case.

use clap::Subcommand;
use saklig_app::page;

use super::work::{Who, connected, done, look, print};
use crate::context::Session;
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Case,
}

#[derive(Debug, Subcommand)]
enum Case {
    Show(Seen),
    Explain(Seen),
    Change {
        #[arg(value_name = "NUMBER")]
        number: String,
        #[arg(value_name = "PATH=VALUE", required = true)]
        changes: Vec<String>,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
    Cancel(Ended),
    Suspend(Ended),
    Resume {
        #[arg(value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, clap::Args)]
struct Seen {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, default_value = "handlaggning", hide_default_value = true)]
    purpose: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Ended {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Case::Show(seen) => show(session, &seen),
            Case::Explain(seen) => explain(session, &seen),
            Case::Change { number, changes, reason, who } => {
                let changes: Vec<(String, String)> =
                    changes.iter().map(|change| pair(change)).collect::<Result<_, _>>()?;
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.change_case(&viewer, &number, &changes, &reason, folder.now)?;
                done(session, &folder, &executed)
            }
            Case::Cancel(Ended { number, reason, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.cancel_case(&viewer, &number, &reason, folder.now)?;
                done(session, &folder, &executed)
            }
            Case::Suspend(Ended { number, reason, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.suspend_case(&viewer, &number, &reason, folder.now)?;
                done(session, &folder, &executed)
            }
            Case::Resume { number, who } => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.resume_case(&viewer, &number, folder.now)?;
                done(session, &folder, &executed)
            }
        }
    }
}

fn show(session: &Session, seen: &Seen) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let (viewer, kinds) = (seen.who.looking(session, &seen.purpose), connected(&folder)?);
    let shown = folder.app.show_case(&look(session, &folder, &viewer, &kinds), &seen.number)?;
    let out = &session.out;
    if out.is_json() {
        out.json(&shown)?;
        return Ok(Exit::Done);
    }
    print(out, &page::case(&shown, out.texts()))
}

fn explain(session: &Session, seen: &Seen) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let (viewer, kinds) = (seen.who.looking(session, &seen.purpose), connected(&folder)?);
    let shown = folder.app.explain_case(&look(session, &folder, &viewer, &kinds), &seen.number)?;
    let out = &session.out;
    if out.is_json() {
        out.json(&shown)?;
        return Ok(Exit::Done);
    }
    print(out, &page::explanation(&shown, out.texts()))
}

/// A path and the value it gets.
fn pair(text: &str) -> anyhow::Result<(String, String)> {
    let (path, value) = text
        .split_once('=')
        .ok_or_else(|| Fault::new("E0772", Exit::Usage).with("text", text).with("known", "PATH=VALUE"))?;
    Ok((path.trim().to_owned(), value.to_owned()))
}
