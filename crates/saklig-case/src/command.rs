//! What a case can be told, by whom, and why it may say no.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_number::Number;

use crate::spot_check::{Draw, Finding};
use crate::{
    ApplicationRef, CaseKey, CaseNumber, Claim, HistoryRef, Key, Month, Outcome, Party, Protection,
    Provenance, Reason, RuleResult, StatedFact, WarningKey, WorkFailure,
};

/// The moment of a command, made at the edge and recorded in the entry, so that replay never asks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: Timestamp,
    /// The day in the tenant's zone.
    pub today: Date,
}

/// Who sends a command: kind and account or party key, never a number or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// Account, party key or program.
    pub key: Arc<str>,
}

/// What sends a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// The system itself: due timers, jobs.
    System,
    /// A party.
    Party,
    /// An officer.
    Officer,
    /// An outside worker.
    Worker,
    /// A robot.
    Robot,
    /// An operator.
    Operator,
}

impl ActorKind {
    /// The word in logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Party => "part",
            Self::Officer => "handlaggare",
            Self::Worker => "arbetare",
            Self::Robot => "robot",
            Self::Operator => "driftansvarig",
        }
    }
}

/// All that the edge hands in when a case is opened. After this nothing in a case is random.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Key from the store.
    pub key: CaseKey,
    /// Number from the store.
    pub number: CaseNumber,
    /// When the case is opened.
    pub at: Timestamp,
    /// Case type.
    pub case_type: Arc<str>,
    /// The bundle it pins, SHA-256 hex.
    pub bundle: Arc<str>,
    /// The month it concerns, where it concerns one.
    pub month: Option<Month>,
    /// Parties.
    pub parties: Vec<Party>,
    /// The application.
    pub application: Option<ApplicationRef>,
    /// The claims taken in the same transaction: all of them, or none.
    pub claims: Vec<Claim>,
    /// The case that already holds one of the claims, when they could not be taken.
    pub claim_held_by: Option<CaseKey>,
    /// The draw.
    pub draw: Option<Draw>,
    /// What the application and, where they came with it, the registers say.
    pub facts: Vec<(Provenance, Vec<StatedFact>)>,
    /// Warnings about the reading of the application itself.
    pub reasons: Vec<Reason>,
}

/// A register's answer or an own register's, as facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who answered, when, with which evidence.
    pub provenance: Provenance,
    /// The roots that the answer replaces.
    pub replaces: Vec<Arc<str>>,
    /// The facts.
    pub facts: Vec<StatedFact>,
    /// What it says about the parties' protection.
    pub protection: Vec<(Arc<str>, Protection)>,
}

/// A person's ruling on one ground in place of an unclear result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRuling {
    /// The rule it replaces, or a word of the person's own.
    pub rule: Arc<str>,
    /// What the person holds to be the case.
    pub result: RuleResult,
    /// The provision, as it is cited.
    pub lagrum: Arc<str>,
    /// Why.
    pub reason: Arc<str>,
}

/// A person's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HumanDecision {
    /// The outcome.
    pub outcome: Outcome,
    /// The amount in kronor.
    pub amount: Number,
    /// Where the money goes, when it is not where the proposal says.
    pub payee: Option<Arc<str>>,
    /// Rulings; at least one when a result the decision rests on is unclear.
    pub rulings: Vec<PersonRuling>,
    /// Why communication before decision is not needed (FL 25 §), when it is not.
    pub exception: Option<Arc<str>>,
}

/// What a case can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open a case.
    Open(Box<Opening>),
    /// Read in a finished decision of another system as a closed case.
    Import {
        /// As for opening.
        opening: Box<Opening>,
        /// Where it comes from.
        history: HistoryRef,
        /// What was decided.
        outcome: Outcome,
        /// How much, in kronor.
        amount: Number,
    },
    /// Go on: tokens left by a command that reached its step limit.
    Continue,
    /// Work in the world is done.
    CompleteWork {
        /// The job.
        job: Key,
        /// What the receiver answered, in a word or code.
        receipt: Arc<str>,
        /// What it means for the facts.
        answers: Vec<Answer>,
    },
    /// Work in the world failed for good.
    FailWork {
        /// The job.
        job: Key,
        /// How.
        failure: WorkFailure,
        /// What it means for the facts (unknown, failed).
        answers: Vec<Answer>,
    },
    /// A point in time has come.
    FireTimer {
        /// The timer.
        timer: Key,
    },
    /// A message has come.
    Correlate {
        /// Its name.
        message: Arc<str>,
        /// Its correlation key.
        key: Arc<str>,
        /// What it says.
        answers: Vec<Answer>,
    },
    /// Somebody adds to or corrects the facts.
    StateFacts {
        /// Why, when a person does it.
        reason: Arc<str>,
        /// The facts.
        answers: Vec<Answer>,
    },
    /// An officer takes a task.
    TakeTask {
        /// The task.
        task: Key,
    },
    /// An officer gives a task back.
    ReturnTask {
        /// The task.
        task: Key,
        /// Why.
        reason: Arc<str>,
    },
    /// An officer finishes a user task of the model, or an incident.
    CompleteTask {
        /// The task.
        task: Key,
        /// What was found or done.
        note: Arc<str>,
    },
    /// An officer sets the human value of a line.
    SetRow {
        /// The sheet's path.
        sheet: Arc<str>,
        /// The line.
        row: Arc<str>,
        /// The amount in kronor; none removes the line.
        amount: Option<Number>,
        /// Kind and text when the line is new.
        label: Option<(Arc<str>, Arc<str>)>,
        /// Why.
        reason: Arc<str>,
    },
    /// An officer takes back the human value of a line.
    UndoRow {
        /// The sheet's path.
        sheet: Arc<str>,
        /// The line.
        row: Arc<str>,
    },
    /// An officer takes responsibility for a warning.
    Acknowledge {
        /// The warning.
        warning: WarningKey,
        /// Why it may be passed over.
        reason: Arc<str>,
    },
    /// An officer records that the material was given to the party.
    RecordCommunication {
        /// When it was given.
        given_at: Timestamp,
        /// How, e.g. `brev`, `telefon`.
        manner: Arc<str>,
        /// Until when the party may answer.
        until: Timestamp,
    },
    /// An officer records the party's answer to the material.
    RecordReply {
        /// When it came.
        at: Timestamp,
        /// What it says, in short.
        text: Arc<str>,
    },
    /// An officer decides.
    Decide {
        /// The task.
        task: Key,
        /// The decision.
        decision: HumanDecision,
    },
    /// A second officer attests a prepared decision, or does not.
    Attest {
        /// The task.
        task: Key,
        /// Why it is not attested; none attests it.
        refusal: Option<Arc<str>>,
    },
    /// A spot check is done.
    Assess {
        /// The task.
        task: Key,
        /// What it found.
        finding: Finding,
        /// In words.
        note: Arc<str>,
    },
    /// Stop the case's own movement.
    Suspend {
        /// Why.
        reason: Arc<str>,
    },
    /// Let it move again.
    Resume,
    /// End it without a decision; the claim is released.
    Cancel {
        /// Why, e.g. that it was withdrawn.
        reason: Arc<str>,
    },
}

/// Why a command changes nothing. It goes back to the asker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// E0701.
    #[error("E0701: the case has ended and takes no more commands")]
    Ended,
    /// E0702.
    #[error("E0702: the case is suspended; resume it first")]
    Suspended,
    /// E0703.
    #[error("E0703: {what} {key} is not in this case or no longer waits")]
    NotThere {
        /// Job, task, timer, row, warning …
        what: &'static str,
        /// Its key.
        key: String,
    },
    /// E0704.
    #[error("E0704: the task belongs to {0}; only the officer who has it may finish it")]
    NotYours(Arc<str>),
    /// E0705.
    #[error("E0705: take the task before you work with it")]
    NotTaken,
    /// E0706.
    #[error("E0706: the decision may not be made: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    MayNot(Vec<Reason>),
    /// E0707.
    #[error("E0707: a reason is needed")]
    ReasonMissing,
    /// E0708.
    #[error("E0708: the command needs an officer")]
    NotAnOfficer,
    /// E0709.
    #[error("E0709: the decision cannot be made: {0}")]
    Unreasoned(#[from] crate::Unreasoned),
    /// E0710.
    #[error("E0710: the bundle {0} is not at hand")]
    NoBundle(Arc<str>),
    /// E0711.
    #[error("E0711: this kind of task is not finished this way")]
    WrongTask,
    /// E0712.
    #[error("E0712: {0}")]
    Key(#[from] crate::KeyError),
    /// E0713.
    #[error("E0713: an amount cannot be negative or unreadable")]
    Amount,
    /// E0714.
    #[error("E0714: the time to answer ends before the material was given")]
    Times,
    /// E0715.
    #[error("E0715: the package refuses to run: {0}")]
    PackageRefuses(Arc<str>),
    /// E0717.
    #[error("E0717: a decision is in force; it is not called off or changed this way")]
    Decided,
    /// E0718.
    #[error("E0718: the calculation has no group `{group}`, only {known}")]
    Group {
        /// The group that was asked for.
        group: Arc<str>,
        /// The groups of the package.
        known: String,
    },
    /// E0730.
    #[error("E0730: the calculation gives {} {amount}; change it, or say with lagrum and reason why it does not count", .outcome.word())]
    AgainstCalculation {
        /// The outcome that the rules propose.
        outcome: Outcome,
        /// The amount that the rules propose, in kronor.
        amount: Number,
    },
    /// E0731.
    #[error("E0731: {} that grants nothing is not {}", .0.word(), .0.word())]
    NothingGranted(Outcome),
    /// E0732.
    #[error("E0732: {0} has decided; another officer must attest")]
    SamePerson(Arc<str>),
    /// E0733.
    #[error("E0733: the case was changed since {by} decided: {}", .differences.join(", "))]
    ChangedSince {
        /// Account of the officer who decided.
        by: Arc<str>,
        /// What says otherwise now.
        differences: Vec<String>,
    },
}

impl Rejection {
    /// The named arguments of its sentence, which stands in the text files under its code.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotThere { what, key } => vec![("what", (*what).to_owned()), ("key", key.clone())],
            Self::NotYours(account) | Self::SamePerson(account) => vec![("konto", account.to_string())],
            Self::MayNot(reasons) => {
                let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
                vec![("skal", reasons.join(", "))]
            }
            Self::Unreasoned(why) => {
                let (lack, ground) = why.lack();
                vec![("brist", lack.to_owned()), ("skal", ground.to_owned())]
            }
            Self::NoBundle(bundle) => vec![("paket", bundle.to_string())],
            Self::Key(error) => vec![("orsak", error.to_string())],
            Self::PackageRefuses(why) => vec![("orsak", why.to_string())],
            Self::Group { group, known } => vec![("grupp", group.to_string()), ("kanda", known.clone())],
            Self::AgainstCalculation { outcome, amount } => {
                vec![("utfall", outcome.word().to_owned()), ("belopp", amount.to_string())]
            }
            Self::NothingGranted(outcome) => vec![("utfall", outcome.word().to_owned())],
            Self::ChangedSince { by, differences } => {
                vec![("konto", by.to_string()), ("skillnader", differences.join(", "))]
            }
            Self::Ended
            | Self::Decided
            | Self::Suspended
            | Self::NotTaken
            | Self::ReasonMissing
            | Self::NotAnOfficer
            | Self::WrongTask
            | Self::Amount
            | Self::Times => Vec::new(),
        }
    }
}
