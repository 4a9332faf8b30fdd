//! `task`: what officers do.

use clap::Subcommand;
use saklig_app::{GroundRuling, Ruling, TaskQuery, page};
use saklig_case::RuleResult;

use super::work::{Who, amount, connected, done, finding, look, outcome, print, time};
use crate::context::{Session, moment};
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    List(List),
    Show(Which),
    Take(Which),
    Return(Return),
    Set(Set),
    Undo(Undo),
    Acknowledge(Acknowledge),
    Ask(Ask),
    Reply(Reply),
    Assess(Assess),
    Decide(Decide),
    Attest(Attest),
    Complete(Complete),
}

#[derive(Debug, clap::Args)]
struct List {
    #[arg(long)]
    queue: Option<String>,
    #[arg(long)]
    mine: bool,
    #[arg(long, value_name = "ACCOUNT", conflicts_with = "mine")]
    assignee: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    case: Option<String>,
    #[arg(long, value_name = "TIME")]
    due: Option<String>,
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Which {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Return {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Set {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(value_name = "ROW")]
    row: String,
    #[arg(value_name = "AMOUNT", required_unless_present = "remove", allow_hyphen_values = true)]
    amount: Option<String>,
    #[arg(long, conflicts_with = "amount")]
    remove: bool,
    #[arg(long, requires = "text")]
    group: Option<String>,
    #[arg(long, requires = "group")]
    text: Option<String>,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Undo {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(value_name = "ROW")]
    row: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Acknowledge {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(value_name = "WARNING")]
    kind: String,
    #[arg(long)]
    about: Option<String>,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Ask {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(long, value_name = "MANNER")]
    given_by: Option<String>,
    #[arg(long, value_name = "TIME", requires = "given_by")]
    given_at: Option<String>,
    #[arg(long, value_name = "TIME", requires = "given_by")]
    until: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Reply {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(value_name = "TEXT")]
    text: String,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Assess {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(long, value_name = "CODE", requires = "note")]
    finding: Option<String>,
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Decide {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(value_name = "OUTCOME")]
    outcome: Option<String>,
    #[arg(long)]
    amount: Option<String>,
    #[arg(long, requires = "lagrum")]
    reason: Option<String>,
    #[arg(long, requires = "reason")]
    lagrum: Option<String>,
    #[arg(long, value_name = "RULE=met|LAGRUM|REASON")]
    ruling: Vec<String>,
    #[arg(long, value_name = "GROUND")]
    exception: Option<String>,
    #[arg(long, value_name = "CLEARING-ACCOUNT")]
    payee: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Attest {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(long)]
    yes: bool,
    #[arg(long, conflicts_with = "yes", requires = "reason")]
    no: bool,
    #[arg(long, requires = "no")]
    reason: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
struct Complete {
    #[arg(value_name = "NUMBER|KEY")]
    task: String,
    #[arg(long)]
    note: String,
    #[command(flatten)]
    who: Who,
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Task::List(args) => list(session, args),
            Task::Show(args) => show(session, &args.task, &args.who),
            Task::Assess(args) => assess(session, &args),
            Task::Ask(args) => ask(session, &args),
            Task::Decide(args) => decide(session, args),
            Task::Attest(args) => attest(session, &args),
            Task::Set(args) => set(session, &args),
            Task::Take(Which { task, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.take_task(&viewer, &task, folder.now)?;
                done(session, &folder, &executed)
            }
            Task::Return(Return { task, reason, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.return_task(&viewer, &task, &reason, folder.now)?;
                done(session, &folder, &executed)
            }
            Task::Undo(Undo { task, row, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.undo_row(&viewer, &task, &row, folder.now)?;
                done(session, &folder, &executed)
            }
            Task::Acknowledge(Acknowledge { task, kind, about, reason, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let about = about.as_deref();
                let executed = folder.app.acknowledge(&viewer, &task, &kind, about, &reason, folder.now)?;
                done(session, &folder, &executed)
            }
            Task::Reply(Reply { task, text, at, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let at = time(&folder, at.as_deref())?;
                let executed = folder.app.record_reply(&viewer, &task, at, &text, folder.now)?;
                done(session, &folder, &executed)
            }
            Task::Complete(Complete { task, note, who }) => {
                let (viewer, folder) = (who.acting(session)?, session.open_to_write()?);
                let executed = folder.app.complete_task(&viewer, &task, &note, folder.now)?;
                done(session, &folder, &executed)
            }
        }
    }
}

fn list(session: &Session, args: List) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let (viewer, kinds) = (args.who.looking(session, "handlaggning"), connected(&folder)?);
    let mine = args.mine.then(|| viewer.account.to_string());
    let query = TaskQuery {
        queue: args.queue,
        assignee: mine.or(args.assignee),
        case: args.case,
        due_by: args.due.as_deref().map(moment).transpose()?,
        kind: None,
        done: args.all,
    };
    let lines = folder.app.list_tasks(&look(session, &folder, &viewer, &kinds), &query)?;
    let out = &session.out;
    if out.is_json() {
        out.json(&lines)?;
        return Ok(Exit::Done);
    }
    print(out, &page::tasks(&lines, out.texts()))
}

fn show(session: &Session, task: &str, who: &Who) -> anyhow::Result<Exit> {
    let folder = session.open()?;
    let (viewer, kinds) = (who.looking(session, "handlaggning"), connected(&folder)?);
    let view = folder.app.show_task(&look(session, &folder, &viewer, &kinds), task)?;
    let out = &session.out;
    if out.is_json() {
        out.json(&view)?;
        return Ok(Exit::Done);
    }
    print(out, &page::task(&view, out.texts()))
}

fn assess(session: &Session, args: &Assess) -> anyhow::Result<Exit> {
    let (Some(code), Some(note)) = (&args.finding, &args.note) else {
        return show(session, &args.task, &args.who);
    };
    let found = finding(code)?;
    let (viewer, folder) = (args.who.acting(session)?, session.open_to_write()?);
    let executed = folder.app.assess_spot_check(&viewer, &args.task, found, note, folder.now)?;
    done(session, &folder, &executed)
}

fn ask(session: &Session, args: &Ask) -> anyhow::Result<Exit> {
    let out = &session.out;
    let Some(manner) = &args.given_by else {
        let folder = session.open()?;
        let (viewer, kinds) = (args.who.looking(session, "handlaggning"), connected(&folder)?);
        let material = folder.app.material(&look(session, &folder, &viewer, &kinds), &args.task)?;
        if out.is_json() {
            out.json(&material)?;
            return Ok(Exit::Done);
        }
        return print(out, &page::material(&material, out.texts()));
    };
    let (viewer, folder) = (args.who.acting(session)?, session.open_to_write()?);
    let kinds = connected(&folder)?;
    let mut material = folder.app.material(&look(session, &folder, &viewer, &kinds), &args.task)?;
    material.recorded = true;
    let given_at = time(&folder, args.given_at.as_deref())?;
    let until = args.until.as_deref().map(moment).transpose()?;
    let executed =
        folder.app.record_communication(&viewer, &args.task, given_at, manner, until, folder.now)?;
    if !out.is_json() {
        print(out, &page::material(&material, out.texts()))?;
    }
    done(session, &folder, &executed)
}

fn set(session: &Session, args: &Set) -> anyhow::Result<Exit> {
    let wanted = args.amount.as_deref().map(amount).transpose()?;
    let label = args.group.as_deref().zip(args.text.as_deref());
    let (viewer, folder) = (args.who.acting(session)?, session.open_to_write()?);
    let executed =
        folder.app.set_row(&viewer, &args.task, &args.row, wanted, label, &args.reason, folder.now)?;
    done(session, &folder, &executed)
}

fn decide(session: &Session, args: Decide) -> anyhow::Result<Exit> {
    let ruling = Ruling {
        outcome: args.outcome.as_deref().map(outcome).transpose()?,
        amount: args.amount.as_deref().map(amount).transpose()?,
        reason: args.reason,
        lagrum: args.lagrum,
        rulings: args.ruling.iter().map(|text| ruling(text)).collect::<Result<_, _>>()?,
        exception: args.exception,
        payee: args.payee,
    };
    let (viewer, folder) = (args.who.acting(session)?, session.open_to_write()?);
    let executed = folder.app.decide(&viewer, &args.task, &ruling, folder.now)?;
    done(session, &folder, &executed)
}

/// Without yes or no the task is shown.
fn attest(session: &Session, args: &Attest) -> anyhow::Result<Exit> {
    if !args.yes && !args.no {
        return show(session, &args.task, &args.who);
    }
    let (viewer, folder) = (args.who.acting(session)?, session.open_to_write()?);
    let executed = folder.app.attest(&viewer, &args.task, args.reason.as_deref(), folder.now)?;
    done(session, &folder, &executed)
}

/// `RULE=met|LAGRUM|REASON`.
fn ruling(text: &str) -> anyhow::Result<GroundRuling> {
    let read = || {
        let (rule, rest) = text.split_once('=')?;
        let mut parts = rest.splitn(3, '|').map(str::trim);
        let (word, lagrum, reason) = (parts.next()?, parts.next()?, parts.next()?);
        let result = match word {
            "met" | "uppfyllt" => RuleResult::Met,
            "not-met" | "ej_uppfyllt" => RuleResult::NotMet,
            _ => return None,
        };
        let rule = rule.trim().to_owned();
        Some(GroundRuling { rule, result, lagrum: lagrum.to_owned(), reason: reason.to_owned() })
    };
    let known = "RULE=met|LAGRUM|REASON, RULE=not-met|LAGRUM|REASON";
    read().ok_or_else(|| Fault::new("E0772", Exit::Usage).with("text", text).with("known", known).into())
}
