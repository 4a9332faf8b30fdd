//! What has happened to a case. Events are the truth; a case is their fold.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_number::Number;

use crate::spot_check::{Drawn, Finding};
use crate::{
    Answer, Confidence, Decision, HistoryRef, Instance, Key, NewJob, Opening, Outcome, Path, Prepared,
    Proposal, Reason, Reconciled, RowChange, RowId, Severity, StatedFact, Task, Token, Waiting, WarningKey,
    Work, WorkFailure,
};

/// One rule table's part in an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHit {
    /// The table's id.
    pub table: Arc<str>,
    /// Ids of the rows that matched, in order.
    pub rules: Vec<Arc<str>>,
    /// Whether nothing it read was unknown and it gave an answer.
    pub clear: bool,
}

/// A parameter that was read, copied so that the entry can be read alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterRead {
    /// Its name below `parametrar`.
    pub path: Arc<str>,
    /// The value as a FEEL literal.
    pub value: Arc<str>,
    /// How sure.
    pub confidence: Confidence,
}

/// One evaluation of rules: which rows matched, what was read, what came out. Inputs are the facts as they
/// stood; a row that did not match is explained by evaluating again from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Key.
    pub key: Key,
    /// The element of the process; empty for the gate's own reading.
    pub element: Arc<str>,
    /// The decision of the rules that was called.
    pub decision: Arc<str>,
    /// The bundle whose rules were used.
    pub bundle: Arc<str>,
    /// When.
    pub at: Timestamp,
    /// Where the result was written.
    pub target: Path,
    /// The tables, in order of evaluation.
    pub tables: Vec<TableHit>,
    /// The facts that were read.
    pub facts: Vec<Path>,
    /// Those of them that were unknown.
    pub unknown: Vec<Path>,
    /// Unknown facts that the package lets be missing, with the least favourable value that was taken instead.
    pub assumed: Vec<(Arc<str>, Arc<str>)>,
    /// The parameters that were read.
    pub parameters: Vec<ParameterRead>,
    /// Whether the result is clear.
    pub clear: bool,
    /// The result as facts (unknown when it is not clear).
    pub result: Vec<StatedFact>,
}

/// What has happened to a case.
#[doc(alias = "händelse")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseEvent {
    /// The case was opened.
    Opened(Box<Opening>),
    /// A finished decision of another system was read in; the case is closed from the start.
    Imported {
        /// What the edge handed in.
        opening: Box<Opening>,
        /// Where it comes from.
        history: HistoryRef,
        /// What was decided.
        outcome: Outcome,
        /// How much, in kronor.
        amount: Number,
    },
    /// Facts were stated.
    FactsStated {
        /// Why, when a person did it; else empty.
        reason: Arc<str>,
        /// Who said what.
        answers: Vec<Answer>,
    },
    /// Tokens moved through an element that waits for nothing.
    Passed {
        /// The element.
        element: Arc<str>,
        /// The tokens it took.
        taken: Vec<Token>,
        /// The tokens it gave.
        given: Vec<Token>,
    },
    /// An element was entered and waits.
    Entered {
        /// Key of the instance.
        key: Key,
        /// The tokens it took.
        taken: Vec<Token>,
        /// The instance.
        instance: Box<Instance>,
        /// The tokens it gave inside, for a sub-process.
        given: Vec<Token>,
    },
    /// What an instance waits for has changed, or a boundary event's has.
    WaitChanged {
        /// The instance.
        key: Key,
        /// What it waits for now.
        waiting: Waiting,
        /// The boundary events now.
        boundary: Vec<(Arc<str>, Waiting)>,
    },
    /// An instance was left, with all inside it; by its normal way or over a boundary event.
    Left {
        /// The instance.
        key: Key,
        /// The boundary event it was left over; empty for the normal way.
        over: Arc<str>,
        /// The tokens it gave.
        given: Vec<Token>,
    },
    /// A boundary event that does not interrupt fired.
    Branched {
        /// The instance it sits on.
        key: Key,
        /// The boundary event.
        event: Arc<str>,
        /// The tokens it gave.
        given: Vec<Token>,
    },
    /// Work in the world was ordered; the job is saved in the same transaction.
    WorkOrdered {
        /// The work.
        work: Box<Work>,
        /// The job's priority and earliest time, and whether a brake holds it.
        job: Box<NewJob>,
    },
    /// Work is done.
    WorkDone {
        /// The job.
        job: Key,
        /// What the receiver answered.
        receipt: Arc<str>,
        /// When.
        at: Timestamp,
    },
    /// Work failed for good.
    WorkFailed {
        /// The job.
        job: Key,
        /// How.
        failure: WorkFailure,
    },
    /// Work is no longer wanted.
    WorkCancelled {
        /// The job.
        job: Key,
    },
    /// A timer was set.
    TimerSet {
        /// Key.
        key: Key,
        /// The instance that waits.
        instance: Key,
        /// When it is due.
        due: Timestamp,
    },
    /// A timer is no longer needed, or has fired.
    TimerEnded {
        /// Key.
        key: Key,
        /// Whether it fired.
        fired: bool,
    },
    /// Rules were evaluated.
    Evaluated(Box<Evaluation>),
    /// A calculation was rerun: the robot's side of its lines.
    RowsReconciled {
        /// The sheet's path.
        sheet: Arc<str>,
        /// What changed.
        change: Reconciled,
    },
    /// A person changed a line.
    RowChanged {
        /// The sheet's path.
        sheet: Arc<str>,
        /// The line.
        row: RowId,
        /// How.
        change: RowChange,
    },
    /// A warning was opened.
    WarningOpened {
        /// Type and subject.
        key: WarningKey,
        /// Whether it blocks.
        severity: Severity,
        /// In Swedish.
        text: Arc<str>,
    },
    /// The rules no longer see it.
    WarningClosed {
        /// Type and subject.
        key: WarningKey,
    },
    /// A person took responsibility.
    WarningAcknowledged {
        /// Type and subject.
        key: WarningKey,
        /// Account.
        by: Arc<str>,
        /// Why.
        reason: Arc<str>,
        /// When.
        at: Timestamp,
    },
    /// The gate was asked and said no: what was proposed and why a person must decide.
    Referred {
        /// What was proposed; none when it could not be read.
        proposal: Option<Box<Proposal>>,
        /// Every reason.
        reasons: Vec<Reason>,
    },
    /// What the draw meant when the outcome was known.
    DrawMet {
        /// Before, after or not drawn.
        drawn: Drawn,
    },
    /// An officer has decided where two persons are required: a second one is asked to attest it.
    DecisionPrepared(Box<Prepared>),
    /// The second officer did not attest it: it is to be decided anew.
    DecisionReturned {
        /// The task of the second officer.
        task: Key,
        /// Account.
        by: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// The authority has decided.
    Decided(Box<Decision>),
    /// The material was given to the party before a decision, or an exception was recorded.
    Communicated {
        /// When it was given.
        given_at: Timestamp,
        /// How; for an exception its ground.
        manner: Arc<str>,
        /// Until when the party may answer; none for an exception.
        until: Option<Timestamp>,
        /// Account of the officer, or empty for the function.
        by: Arc<str>,
    },
    /// The party answered the material.
    Replied {
        /// When.
        at: Timestamp,
        /// What, in short.
        text: Arc<str>,
    },
    /// A person is asked for something.
    TaskOpened(Box<Task>),
    /// An officer took it.
    TaskTaken {
        /// The task.
        task: Key,
        /// Account.
        by: Arc<str>,
    },
    /// An officer gave it back.
    TaskReturned {
        /// The task.
        task: Key,
        /// Account.
        by: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// It is done, or no longer needed.
    TaskEnded {
        /// The task.
        task: Key,
        /// Account; empty when nobody did it.
        by: Arc<str>,
        /// What was found or done; empty when it is no longer needed.
        note: Arc<str>,
    },
    /// A spot check was assessed.
    Assessed {
        /// The task.
        task: Key,
        /// Account.
        by: Arc<str>,
        /// What it found.
        finding: Finding,
        /// In words.
        note: Arc<str>,
    },
    /// The case stands still until resumed.
    Suspended {
        /// Why.
        reason: Arc<str>,
    },
    /// It moves again.
    Resumed,
    /// It ended without a decision; the claim is free.
    Cancelled {
        /// Why.
        reason: Arc<str>,
    },
    /// It has come to its end.
    Ended,
}

impl CaseEvent {
    /// The kind in clear in the log's envelope: the same for all outcomes.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened(_) => "opened",
            Self::Imported { .. } => "imported",
            Self::FactsStated { .. } => "facts-stated",
            Self::Passed { .. } => "passed",
            Self::Entered { .. } => "entered",
            Self::WaitChanged { .. } => "wait-changed",
            Self::Left { .. } => "left",
            Self::Branched { .. } => "branched",
            Self::WorkOrdered { .. } => "work-ordered",
            Self::WorkDone { .. } => "work-done",
            Self::WorkFailed { .. } => "work-failed",
            Self::WorkCancelled { .. } => "work-cancelled",
            Self::TimerSet { .. } => "timer-set",
            Self::TimerEnded { .. } => "timer-ended",
            Self::Evaluated(_) => "evaluated",
            Self::RowsReconciled { .. } => "rows-reconciled",
            Self::RowChanged { .. } => "row-changed",
            Self::WarningOpened { .. } => "warning-opened",
            Self::WarningClosed { .. } => "warning-closed",
            Self::WarningAcknowledged { .. } => "warning-acknowledged",
            Self::Referred { .. } => "referred",
            Self::DrawMet { .. } => "draw-met",
            Self::DecisionPrepared(_) => "decision-prepared",
            Self::DecisionReturned { .. } => "decision-returned",
            Self::Decided(_) => "decided",
            Self::Communicated { .. } => "communicated",
            Self::Replied { .. } => "replied",
            Self::TaskOpened(_) => "task-opened",
            Self::TaskTaken { .. } => "task-taken",
            Self::TaskReturned { .. } => "task-returned",
            Self::TaskEnded { .. } => "task-ended",
            Self::Assessed { .. } => "assessed",
            Self::Suspended { .. } => "suspended",
            Self::Resumed => "resumed",
            Self::Cancelled { .. } => "cancelled",
            Self::Ended => "ended",
        }
    }
}
