//! Every command, and what it may do to a case in which state.

use std::sync::Arc;

use saklig_case::{
    Actor, ActorKind, Authority, Case, CaseEvent, CaseState, Command, Moment, Opening, Reason, Rejection,
    Token, code,
};
use saklig_feel::Number;

use crate::fold::begin;
use crate::person::needed;
use crate::run::{Packages, Run};

/// Carries out a command to quiescence.
pub(crate) fn handle(
    case: Option<Case>,
    packages: &Packages<'_>,
    authority: &Authority,
    command: Command,
    actor: &Actor,
    at: &Moment,
) -> Result<(Case, Vec<CaseEvent>), Rejection> {
    match (case, command) {
        (None, Command::Open(opening)) => open(packages, authority, opening, at),
        (None, Command::Import { opening, history, outcome, amount }) => {
            import(CaseEvent::Imported { opening, history, outcome, amount })
        }
        (None, _) => Err(Rejection::NotThere { what: "case", key: String::new() }),
        (Some(case), command) => {
            let package = packages.get(&case.bundle)?;
            may_be_told(&case, &command)?;
            let mut run = Run::new(case, package, authority, at);
            run.obey(command, actor)?;
            run.settle()?;
            Ok((run.case, run.events))
        }
    }
}

fn open(
    packages: &Packages<'_>,
    authority: &Authority,
    opening: Box<Opening>,
    at: &Moment,
) -> Result<(Case, Vec<CaseEvent>), Rejection> {
    let package = packages.get(&opening.bundle)?;
    if let Err(remarks) = package.may_run() {
        let first = remarks.first().map_or_else(|| Arc::from(""), |remark| Arc::from(remark.what.as_str()));
        return Err(Rejection::PackageRefuses(first));
    }
    let event = CaseEvent::Opened(opening);
    let Some(case) = begin(&event) else { return Err(Rejection::PackageRefuses(Arc::from(""))) };
    let covered = case.month.is_none_or(|month| package.covers(month));
    let mut run = Run::new(case, package, authority, at);
    run.events.push(event);
    if covered {
        run.start()?;
    } else {
        run.put_at_gate(Reason::new(code::MONTH_NOT_COVERED))?;
    }
    run.settle()?;
    Ok((run.case, run.events))
}

fn import(event: CaseEvent) -> Result<(Case, Vec<CaseEvent>), Rejection> {
    if let CaseEvent::Imported { amount, .. } = &event
        && *amount < Number::from(0)
    {
        return Err(Rejection::Amount);
    }
    match begin(&event) {
        Some(case) => Ok((case, vec![event])),
        None => Err(Rejection::NotThere { what: "case", key: String::new() }),
    }
}

/// A case that is over takes only the finding of a spot check; one that stands still only what lets it move or end.
fn may_be_told(case: &Case, command: &Command) -> Result<(), Rejection> {
    let about_tasks =
        matches!(command, Command::Assess { .. } | Command::TakeTask { .. } | Command::ReturnTask { .. });
    match case.state {
        CaseState::Running => Ok(()),
        CaseState::Suspended if matches!(command, Command::Resume | Command::Cancel { .. }) => Ok(()),
        CaseState::Suspended => Err(Rejection::Suspended),
        CaseState::Ended if about_tasks => Ok(()),
        CaseState::Ended | CaseState::Cancelled => Err(Rejection::Ended),
    }
}

fn officer(actor: &Actor) -> Result<&Arc<str>, Rejection> {
    if actor.kind == ActorKind::Officer { Ok(&actor.key) } else { Err(Rejection::NotAnOfficer) }
}

impl Run<'_> {
    fn start(&mut self) -> Result<(), Rejection> {
        let process = self.package.process();
        let Some(start) = process.starts(None).first() else {
            return Err(Rejection::PackageRefuses(Arc::clone(&process.id)));
        };
        let node = process.node(*start);
        let token = Token { scope: None, flow: Arc::clone(&node.element) };
        self.enter(node, token)
    }

    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "what is not named here is an officer's and is told on"
    )]
    fn obey(&mut self, command: Command, actor: &Actor) -> Result<(), Rejection> {
        match command {
            Command::Open(_) | Command::Import { .. } => {
                Err(Rejection::NotThere { what: "new case", key: self.case.number.to_string() })
            }
            Command::Continue => Ok(()),
            Command::CompleteWork { job, receipt, answers } => self.complete_work(job, receipt, answers),
            Command::FailWork { job, failure, answers } => self.fail_work(job, failure, answers),
            Command::FireTimer { timer } => self.fire_timer(timer),
            Command::Correlate { message, key, answers } => self.correlate(&message, &key, answers),
            Command::StateFacts { reason, answers } => {
                if actor.kind == ActorKind::Officer {
                    needed(&reason)?;
                    self.undecided()?;
                }
                self.emit(CaseEvent::FactsStated { reason, answers });
                Ok(())
            }
            Command::Suspend { reason } => {
                needed(&reason)?;
                self.emit(CaseEvent::Suspended { reason });
                Ok(())
            }
            Command::Resume => {
                if self.case.state != CaseState::Suspended {
                    return Err(Rejection::NotThere {
                        what: "suspension",
                        key: self.case.number.to_string(),
                    });
                }
                self.emit(CaseEvent::Resumed);
                Ok(())
            }
            Command::Cancel { reason } => self.cancel(reason),
            personal => self.obey_officer(personal, officer(actor)?),
        }
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "what is not an officer's was taken by `obey`")]
    fn obey_officer(&mut self, command: Command, by: &Arc<str>) -> Result<(), Rejection> {
        match command {
            Command::TakeTask { task } => self.take_task(task, by),
            Command::ReturnTask { task, reason } => self.return_task(task, by, reason),
            Command::CompleteTask { task, note } => self.complete_task(task, by, note),
            Command::SetRow { sheet, row, amount, label, reason } => {
                self.set_row(sheet, row, amount, label, (by, reason))
            }
            Command::UndoRow { sheet, row } => self.undo_row(sheet, row, by),
            Command::Acknowledge { warning, reason } => self.acknowledge(warning, by, reason),
            Command::RecordCommunication { given_at, manner, until } => {
                self.record_communication(given_at, manner, until, by)
            }
            Command::RecordReply { at, text } => self.record_reply(at, text),
            Command::Decide { task, decision } => {
                self.mine(task, by)?;
                self.decide_by_hand(task, by, decision)
            }
            Command::Attest { task, refusal } => self.attest(task, by, refusal),
            Command::Assess { task, finding, note } => self.assess_spot_check(task, by, finding, note),
            _ => Err(Rejection::NotAnOfficer),
        }
    }

    /// What has been decided is the party's: it is carried out, and not undone by calling the case off.
    fn undecided(&self) -> Result<(), Rejection> {
        if self.case.decision().is_some() { Err(Rejection::Decided) } else { Ok(()) }
    }

    /// Ends the case without a decision: everything it waits for is called off and the claim is free.
    fn cancel(&mut self, reason: Arc<str>) -> Result<(), Rejection> {
        needed(&reason)?;
        self.undecided()?;
        let tasks: Vec<_> = self.case.open_tasks().map(|task| task.key).collect();
        for task in tasks {
            self.emit(CaseEvent::TaskEnded { task, by: Arc::from(""), note: Arc::from("") });
        }
        let timers: Vec<_> = self.case.timers.keys().copied().collect();
        for key in timers {
            self.emit(CaseEvent::TimerEnded { key, fired: false });
        }
        let ordered = saklig_case::WorkState::Ordered;
        let work: Vec<_> =
            self.case.work.values().filter(|work| work.state == ordered).map(|work| work.key).collect();
        for job in work {
            self.emit(CaseEvent::WorkCancelled { job });
        }
        self.emit(CaseEvent::Cancelled { reason });
        Ok(())
    }
}
