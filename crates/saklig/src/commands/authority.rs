//! `authority`: the register of modes, mandates, brakes and spot checks.

use std::sync::Arc;

use clap::Subcommand;
use jiff::civil::Date;
use saklig_app::{App, HeldJobs, page};
use saklig_case::authority::{Braked, Mandate, Mode, Principal, Rates};
use saklig_case::{Actor, AuthorityEvent};
use saklig_number::Number;

use super::work::{Who, amount, connected, day, look, outcome, print, word};
use crate::context::{Folder, Session};
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Authority,
}

#[derive(Debug, Subcommand)]
enum Authority {
    Show,
    Set(Set),
    #[command(subcommand)]
    Mandate(MandateCommand),
    #[command(subcommand)]
    Brake(BrakeCommand),
    #[command(subcommand)]
    Source(SourceCommand),
    #[command(subcommand)]
    Period(PeriodCommand),
    Decisions {
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, clap::Args)]
struct Set {
    #[arg(value_name = "TYPE")]
    case_type: String,
    #[arg(value_name = "OUTCOME")]
    outcome: String,
    #[arg(long)]
    mode: Option<String>,
    #[arg(long, value_name = "SHARE", requires = "after")]
    before: Option<String>,
    #[arg(long, value_name = "SHARE", requires = "before")]
    after: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    two_persons_from: Option<String>,
    #[arg(long, conflicts_with = "two_persons_from")]
    no_two_persons: bool,
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, Subcommand)]
enum MandateCommand {
    Give {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long)]
        to: String,
        #[arg(long = "type", value_name = "TYPE")]
        case_type: String,
        #[arg(long, value_name = "OUTCOME,OUTCOME")]
        outcomes: String,
        #[arg(long, value_name = "AMOUNT")]
        max_amount: Option<String>,
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        #[arg(long)]
        delegation: String,
        #[command(flatten)]
        who: Who,
    },
    Withdraw {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, Subcommand)]
enum BrakeCommand {
    Pull {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long = "type", value_name = "TYPE")]
        case_type: Option<String>,
        #[arg(long, value_name = "KIND,KIND")]
        stops: Option<String>,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
    Release {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long)]
        cancel_held: bool,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, Subcommand)]
enum SourceCommand {
    Stop {
        #[arg(value_name = "SOURCE")]
        source: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
    Start {
        #[arg(value_name = "SOURCE")]
        source: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, Subcommand)]
enum PeriodCommand {
    Start {
        #[arg(value_name = "PERIOD")]
        period: String,
        #[command(flatten)]
        who: Who,
    },
    End {
        #[arg(value_name = "PERIOD")]
        period: String,
        #[command(flatten)]
        who: Who,
    },
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Authority::Show => {
                let register = session.open()?.app.show_register()?;
                let out = &session.out;
                if out.is_json() {
                    out.json(&register)?;
                    return Ok(Exit::Done);
                }
                print(out, &page::register(&register, out.texts()))
            }
            Authority::Set(set) => self::set(session, &set),
            Authority::Mandate(command) => mandate(session, command),
            Authority::Brake(command) => brake(session, command),
            Authority::Source(command) => source(session, command),
            Authority::Period(command) => period(session, command),
            Authority::Decisions { from, to, who } => {
                let folder = session.open()?;
                let (viewer, kinds) = (who.looking(session, "redovisning_till_namnden"), connected(&folder)?);
                let (from, to) = (from.as_deref().map(day).transpose()?, to.as_deref().map(day).transpose()?);
                let look = look(session, &folder, &viewer, &kinds);
                let decisions = folder.app.delegated_decisions(&look, from, to)?;
                let out = &session.out;
                if out.is_json() {
                    out.json(&decisions)?;
                    return Ok(Exit::Done);
                }
                print(out, &page::decisions(&decisions, out.texts()))
            }
        }
    }
}

/// Whoever changes the register, and the folder. What has fallen due is not run first: a brake shall not wait.
fn opened(session: &Session, who: &Who) -> anyhow::Result<(Actor, Folder)> {
    Ok((who.acting(session)?.actor(), session.open()?))
}

fn written(session: &Session, entry: u64) -> anyhow::Result<Exit> {
    let out = &session.out;
    let entry = entry.to_string();
    if out.is_json() {
        out.json(&serde_json::json!({ "post": entry }))?;
    } else {
        out.line(out.texts().get("behorighet-skrivet", [("post", entry.as_str())]))?;
    }
    Ok(Exit::Done)
}

fn counted(session: &Session, key: &str, jobs: usize) -> anyhow::Result<Exit> {
    let out = &session.out;
    if out.is_json() {
        out.json(&serde_json::json!({ "uppdrag": jobs }))?;
    } else {
        out.line(out.texts().get(key, [("n", jobs)]))?;
    }
    Ok(Exit::Done)
}

fn set(session: &Session, set: &Set) -> anyhow::Result<Exit> {
    let decided = outcome(&set.outcome)?;
    let mode = set.mode.as_deref().map(|text| word(text, Mode::from_word, &Mode::ALL.map(Mode::word)));
    let mode = mode.transpose()?;
    let rates = set.before.as_deref().zip(set.after.as_deref());
    let rates = rates.map(|(before, after)| Ok::<_, anyhow::Error>((amount(before)?, amount(after)?)));
    let rates = rates.transpose()?.map(|(before, after)| Rates { before, after });
    let from_amount = set.two_persons_from.as_deref().map(amount).transpose()?;
    if mode.is_none() && rates.is_none() && from_amount.is_none() && !set.no_two_persons {
        return Err(Fault::new("E0773", Exit::Usage).into());
    }
    let (actor, folder) = opened(session, &set.who)?;
    let (app, now) = (&folder.app, folder.now);
    let mut entry = 0;
    if let Some(mode) = mode {
        entry = app.set_mode(&set.case_type, decided, mode, &set.reason, &actor, now)?;
    }
    if let Some(rates) = rates {
        entry = app.set_rates(&set.case_type, decided, rates, &set.reason, &actor, now)?;
    }
    if from_amount.is_some() || set.no_two_persons {
        let case_type = Arc::from(set.case_type.as_str());
        let event = AuthorityEvent::TwoPersonsSet { case_type, outcome: decided, from_amount };
        entry = app.record_authority(&event, &actor, now)?;
    }
    written(session, entry)
}

fn mandate(session: &Session, command: MandateCommand) -> anyhow::Result<Exit> {
    match command {
        MandateCommand::Give { id, to, case_type, outcomes, max_amount, from, until, delegation, who } => {
            let outcomes = outcomes.split(',').map(outcome).collect::<Result<Vec<_>, _>>()?;
            let max_amount: Option<Number> = max_amount.as_deref().map(amount).transpose()?;
            let until: Option<Date> = until.as_deref().map(day).transpose()?;
            let (actor, folder) = opened(session, &who)?;
            let today = App::moment(folder.now).today;
            let mandate = Mandate {
                id: Arc::from(id),
                principal: principal(&to),
                case_type: Arc::from(case_type),
                outcomes,
                max_amount,
                from: from.as_deref().map_or(Ok(today), day)?,
                to: until,
                delegation: Arc::from(delegation),
            };
            written(session, folder.app.give_mandate(mandate, &actor, folder.now)?)
        }
        MandateCommand::Withdraw { id, reason, who } => {
            let (actor, folder) = opened(session, &who)?;
            written(session, folder.app.withdraw_mandate(&id, &reason, &actor, folder.now)?)
        }
    }
}

fn principal(text: &str) -> Principal {
    match text.trim().to_lowercase().replace('_', " ").as_str() {
        "automatisk funktion" | "automated function" => Principal::AutomatedFunction,
        _ => Principal::Officer(Arc::from(text.trim())),
    }
}

fn brake(session: &Session, command: BrakeCommand) -> anyhow::Result<Exit> {
    match command {
        BrakeCommand::Pull { id, case_type, stops, reason, who } => {
            let known = Braked::ALL.map(Braked::word);
            let kinds = stops.as_deref().unwrap_or_default().split(',').filter(|kind| !kind.is_empty());
            let stops: Vec<Braked> =
                kinds.map(|kind| word(kind, Braked::from_word, &known)).collect::<Result<_, _>>()?;
            let (actor, folder) = opened(session, &who)?;
            let entry =
                folder.app.pull_brake(&id, case_type.as_deref(), &stops, &reason, &actor, folder.now)?;
            written(session, entry)
        }
        BrakeCommand::Release { id, cancel_held, reason, who } => {
            let (actor, folder) = opened(session, &who)?;
            let held = if cancel_held { HeldJobs::Cancel } else { HeldJobs::Release };
            let jobs = folder.app.release_brake(&id, held, &reason, &actor, folder.now)?;
            counted(session, "behorighet-slappt", jobs)
        }
    }
}

fn source(session: &Session, command: SourceCommand) -> anyhow::Result<Exit> {
    match command {
        SourceCommand::Stop { source, reason, who } => {
            let (actor, folder) = opened(session, &who)?;
            written(session, folder.app.stop_source(&source, &reason, &actor, folder.now)?)
        }
        SourceCommand::Start { source, who } => {
            let (actor, folder) = opened(session, &who)?;
            let jobs = folder.app.start_source(&source, &actor, folder.now)?;
            folder.run_due(&|| {})?;
            counted(session, "behorighet-startad", jobs)
        }
    }
}

fn period(session: &Session, command: PeriodCommand) -> anyhow::Result<Exit> {
    let out = &session.out;
    let (key, period) = match command {
        PeriodCommand::Start { period, who } => {
            let (actor, folder) = opened(session, &who)?;
            folder.app.start_period(&period, None, &actor, folder.now)?;
            ("behorighet-period-startad", period)
        }
        PeriodCommand::End { period, who } => {
            let (actor, folder) = opened(session, &who)?;
            folder.app.end_period(&period, &actor, folder.now)?;
            ("behorighet-period-slut", period)
        }
    };
    if out.is_json() {
        out.json(&serde_json::json!({ "period": period }))?;
    } else {
        out.line(out.texts().get(key, [("period", period.as_str())]))?;
    }
    Ok(Exit::Done)
}
