//! The state of one case: the fold of its events.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::spot_check::{Draw, Drawn, Finding};
use crate::{
    ApplicationRef, CaseKey, CaseNumber, Claim, Decision, Evaluation, Facts, HistoryRef, Journey, Key, Month,
    Outcome, Party, Path, Proposal, Protection, Reason, RowSheet, Task, TaskState, WaitingDecision, Warnings,
    Work,
};

/// Where a case stands as a whole.
#[doc(alias = "tillstånd")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CaseState {
    /// It moves or waits for something named.
    #[default]
    Running,
    /// It stands still until resumed.
    Suspended,
    /// It ended without a decision.
    Cancelled,
    /// It has come to its end.
    Ended,
}

impl CaseState {
    /// Whether it takes no more commands.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Cancelled | Self::Ended)
    }
}

/// Communication with the party before a decision (förvaltningslagen 25 §).
#[doc(alias = "kommunicering")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Communication {
    /// Nothing has been given.
    #[default]
    None,
    /// The material was given; the party may answer until then.
    Given {
        /// When.
        at: Timestamp,
        /// How.
        manner: Arc<str>,
        /// Until when.
        until: Timestamp,
    },
    /// The party has answered.
    Replied {
        /// When the material was given.
        at: Timestamp,
        /// How.
        manner: Arc<str>,
        /// When the answer came.
        replied_at: Timestamp,
        /// What it says, in short.
        text: Arc<str>,
    },
    /// It is not needed; the ground.
    Excepted(Arc<str>),
}

impl Communication {
    /// Whether a decision against the party may be made at `now`.
    pub fn permits_decision(&self, now: Timestamp) -> bool {
        match self {
            Self::None => false,
            Self::Given { until, .. } => *until <= now,
            Self::Replied { .. } | Self::Excepted(_) => true,
        }
    }
}

/// What is proposed and why it went to a person, as last seen by the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What was proposed.
    pub proposal: Option<Proposal>,
    /// Every reason.
    pub reasons: Vec<Reason>,
}

/// The state of one case.
#[doc(alias = "ärende")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Key for machines.
    pub key: CaseKey,
    /// Number for people.
    pub number: CaseNumber,
    /// Case type.
    pub case_type: Arc<str>,
    /// The bundle it pins.
    pub bundle: Arc<str>,
    /// The month it concerns.
    pub month: Option<Month>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Parties.
    pub parties: Vec<Party>,
    /// The application.
    pub application: Option<ApplicationRef>,
    /// For a case that was read in: where from, what was decided.
    pub history: Option<(HistoryRef, Outcome, saklig_number::Number)>,
    /// The claims it holds.
    pub claims: Vec<Claim>,
    /// The case that held one of the claims when this one was opened.
    pub claim_held_by: Option<CaseKey>,
    /// The draw.
    pub draw: Option<Draw>,
    /// What the draw meant, once the outcome was known.
    pub drawn: Option<Drawn>,
    /// Reasons noted at intake.
    pub intake_reasons: Vec<Reason>,
    /// The tree of facts.
    pub facts: Facts,
    /// Rises with every command that changes what applicant, register or officer has said.
    pub version: u32,
    /// Calculations, by the path of their sheet.
    pub sheets: BTreeMap<Arc<str>, RowSheet>,
    /// Warnings.
    pub warnings: Warnings,
    /// The latest evaluation per target.
    pub evaluations: BTreeMap<Path, Evaluation>,
    /// Communication with the party.
    pub communication: Communication,
    /// What the gate last said.
    pub standing: Option<Standing>,
    /// A decision that a second officer must attest, or that was waiting for it when the case was changed.
    pub prepared: Option<Box<WaitingDecision>>,
    /// Decisions, latest last.
    pub decisions: Vec<Decision>,
    /// Tasks.
    pub tasks: BTreeMap<Key, Task>,
    /// Work in the world.
    pub work: BTreeMap<Key, Work>,
    /// Timers that run: the instance and when due.
    pub timers: BTreeMap<Key, (Key, Timestamp)>,
    /// Where it stands in its process.
    pub journey: Journey,
    /// Spot checks made.
    pub findings: Vec<(Key, Finding)>,
    /// Where it stands as a whole.
    pub state: CaseState,
    /// The next counter for a key.
    pub next_counter: u32,
}

impl Case {
    /// The decision in force: the latest.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last()
    }

    /// Tasks that are open or taken.
    pub fn open_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values().filter(|task| matches!(task.state, TaskState::Open | TaskState::Taken(_)))
    }

    /// Whether a party's whereabouts must be kept out of sight: one protected member protects the household.
    pub fn is_masked(&self) -> bool {
        self.parties.iter().any(|party| party.protection.is_masked())
    }

    /// Protection of one party.
    pub fn protection(&self, party: &str) -> Protection {
        self.parties
            .iter()
            .find(|there| there.key.as_ref() == party)
            .map_or(Protection::NotKnown, |p| p.protection)
    }

    /// What the case waits for, in words of the model: every element that waits.
    pub fn waits(&self) -> impl Iterator<Item = (&Key, &crate::Instance)> {
        self.journey.instances.iter().filter(|(_, instance)| instance.waiting != crate::Waiting::Inside)
    }
}
