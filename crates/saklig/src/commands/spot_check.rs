//! `spot-check`: the draw recomputed, checks assessed, what they have found.

use clap::Subcommand;
use saklig_app::page;

use super::work::{Who, connected, done, finding, look, print};
use crate::context::Session;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: SpotCheck,
}

#[derive(Debug, Subcommand)]
enum SpotCheck {
    Show {
        #[arg(value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        who: Who,
    },
    Assess {
        #[arg(value_name = "NUMBER|KEY")]
        task: String,
        #[arg(long, value_name = "CODE")]
        finding: String,
        #[arg(long)]
        note: String,
        #[command(flatten)]
        who: Who,
    },
    Report {
        #[arg(long)]
        period: Option<String>,
        #[command(flatten)]
        who: Who,
    },
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let out = &session.out;
        match self.command {
            SpotCheck::Show { number, who } => {
                let folder = session.open()?;
                let (viewer, kinds) = (who.looking(session, "stickprov"), connected(&folder)?);
                let check = folder.app.show_spot_check(&look(session, &folder, &viewer, &kinds), &number)?;
                if out.is_json() {
                    out.json(&check)?;
                    return Ok(Exit::Done);
                }
                print(out, &page::check(&check, out.texts()))
            }
            SpotCheck::Assess { task, finding: code, note, who } => {
                let found = finding(&code)?;
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.assess_spot_check(&viewer, &task, found, &note, folder.now)?;
                done(session, &folder, &executed)
            }
            SpotCheck::Report { period, who } => {
                let folder = session.open()?;
                let (viewer, kinds) = (who.looking(session, "stickprov"), connected(&folder)?);
                let look = look(session, &folder, &viewer, &kinds);
                let report = folder.app.spot_check_report(&look, period.as_deref())?;
                if out.is_json() {
                    out.json(&report)?;
                    return Ok(Exit::Done);
                }
                print(out, &page::report(&report, out.texts()))
            }
        }
    }
}
