//! What the commands for people share: who works, what is printed of pages and of what was done.

use saklig_app::page::Part;
use saklig_app::{Executed, Look, Viewer, page};
use saklig_number::Number;

use crate::context::{Folder, Session, moment};
use crate::faults::Fault;
use crate::output::{Exit, Out};

/// Whoever works.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Who {
    #[arg(long = "as", value_name = "ACCOUNT")]
    pub(crate) account: Option<String>,
}

impl Who {
    /// Whoever looks, for the read log.
    pub(crate) fn looking(&self, session: &Session, purpose: &str) -> Viewer {
        Viewer::officer(&session.looking(self.account.as_deref()), purpose)
    }

    /// Whoever acts: an account must be named.
    pub(crate) fn acting(&self, session: &Session) -> anyhow::Result<Viewer> {
        Ok(Viewer::officer(&session.account(self.account.as_deref())?, "handlaggning"))
    }
}

/// The task types that something is connected for in this folder.
pub(crate) fn connected(folder: &Folder) -> anyhow::Result<Vec<String>> {
    Ok(folder.ports()?.map(|ports| ports.kinds()).unwrap_or_default())
}

/// How something is looked at.
pub(crate) fn look<'l>(
    session: &Session,
    folder: &Folder,
    viewer: &'l Viewer,
    connected: &'l [String],
) -> Look<'l> {
    Look { viewer, texts: session.out.texts(), connected: Some(connected), now: folder.now }
}

/// Prints a page.
pub(crate) fn print(out: &Out, parts: &[Part]) -> anyhow::Result<Exit> {
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Heading(heading) => {
                if at > 0 {
                    out.blank()?;
                }
                out.heading(heading)?;
            }
            Part::Line(line) => out.line(line)?,
            Part::Table(head, rows) => out.table(head, rows.clone())?,
        }
    }
    Ok(Exit::Done)
}

/// Prints what a command on a case did, after what follows from it has been run.
pub(crate) fn done(session: &Session, folder: &Folder, executed: &Executed) -> anyhow::Result<Exit> {
    folder.run_due(&|| {})?;
    let out = &session.out;
    if out.is_json() {
        let kinds: Vec<&str> = executed.events.iter().map(saklig_case::CaseEvent::kind).collect();
        out.json(&serde_json::json!({
            "nummer": executed.case.number.to_string(),
            "post": executed.receipt.seq.to_string(),
            "slag": kinds,
        }))?;
        return Ok(Exit::Done);
    }
    print(out, &page::executed(executed, out.texts()))
}

/// An amount as it is written on the command line, in kronor.
pub(crate) fn amount(text: &str) -> anyhow::Result<Number> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(',', ".");
    plain.parse().map_err(|_| Fault::new("E0771", Exit::Usage).with("text", text).into())
}

/// A time as it is written on the command line; the folder's when none is given.
pub(crate) fn time(folder: &Folder, text: Option<&str>) -> anyhow::Result<jiff::Timestamp> {
    text.map_or(Ok(folder.now), moment)
}

/// A word of a few that may stand there.
pub(crate) fn word<T>(text: &str, read: impl Fn(&str) -> Option<T>, known: &[&str]) -> anyhow::Result<T> {
    let fault = || Fault::new("E0772", Exit::Usage).with("text", text).with("known", known.join(", "));
    read(text.trim()).ok_or_else(|| fault().into())
}

/// An outcome.
pub(crate) fn outcome(text: &str) -> anyhow::Result<saklig_case::Outcome> {
    let known = saklig_case::Outcome::ALL.map(saklig_case::Outcome::word);
    word(text, saklig_case::Outcome::from_word, &known)
}

/// What a spot check found.
pub(crate) fn finding(text: &str) -> anyhow::Result<saklig_case::spot_check::Finding> {
    use saklig_case::spot_check::Finding;
    word(text, Finding::from_word, &Finding::ALL.map(Finding::word))
}

/// A day.
pub(crate) fn day(text: &str) -> anyhow::Result<jiff::civil::Date> {
    text.parse().map_err(|_| Fault::new("E0745", Exit::Usage).with("text", text).into())
}
