//! `world`: the simulated time of a demo folder.

use clap::Subcommand;
use jiff::{Span, Timestamp, tz::TimeZone};
use saklig_store::ClockRow;

use crate::context::{Folder, Session};
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: World,
}

#[derive(Debug, Subcommand)]
enum World {
    Clock {
        #[arg(value_name = "+TIME", allow_hyphen_values = true)]
        step: Option<String>,
    },
}

impl Args {
    /// Shows the clock, or moves it and runs what falls due.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let World::Clock { step } = self.command;
        let mut folder = session.open()?;
        let Some(before) = folder.demo_clock()? else {
            return clock_is_real(session, &folder, step.is_some());
        };
        let (mut jobs, mut timers) = (0, 0);
        if let Some(step) = &step {
            let wanted = moved(before, step)?;
            // From one time that something falls due to the next, so that nothing sees a later time than its own.
            loop {
                let done = folder.run_due(&|| {})?;
                jobs += done.jobs;
                timers += done.timers;
                if folder.now >= wanted {
                    break;
                }
                let due = folder.store.next_due(folder.app.tenant())?.filter(|due| *due > folder.now);
                folder.now = due.map_or(wanted, |due| due.min(wanted));
                folder.store.set_clock(ClockRow::Demo(folder.now))?;
            }
        }
        folder.checkpoint()?;
        let out = &session.out;
        if out.is_json() {
            let (now, moved) = (folder.now.to_string(), step.is_some());
            out.json(&serde_json::json!({
                "klocka": "demo", "nu": now, "flyttad": moved, "uppdrag": jobs, "tider": timers,
            }))?;
        } else {
            let texts = out.texts();
            out.line(texts.get("clock-demo", [("time", texts.instant(folder.now))]))?;
            if step.is_some() {
                out.line(texts.get("clock-ran", [("jobs", jobs), ("timers", timers)]))?;
            }
        }
        Ok(Exit::Done)
    }
}

fn clock_is_real(session: &Session, folder: &Folder, asked_to_move: bool) -> anyhow::Result<Exit> {
    if asked_to_move {
        return Err(Fault::new("E0746", Exit::Rejected).into());
    }
    let out = &session.out;
    if out.is_json() {
        out.json(&serde_json::json!({ "klocka": "verklig", "nu": folder.now.to_string() }))?;
    } else {
        out.line(out.texts().get("clock-real", [("time", out.texts().instant(folder.now))]))?;
    }
    Ok(Exit::Done)
}

/// The time a step away: `+7d`, `+36h`, `+2w`, counted in days as the calendar in Sweden counts them.
fn moved(from: Timestamp, step: &str) -> anyhow::Result<Timestamp> {
    let wrong = || Fault::new("E0747", Exit::Usage).with("text", step);
    let span: Span = step.strip_prefix('+').unwrap_or(step).parse().map_err(|_| wrong())?;
    let zone = TimeZone::get("Europe/Stockholm").map_err(|_| wrong())?;
    let to = from.to_zoned(zone).checked_add(span).map_err(|_| wrong())?.timestamp();
    if to < from { Err(wrong().into()) } else { Ok(to) }
}
