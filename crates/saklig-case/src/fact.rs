//! A fact: value, state, where it comes from, for which time it holds.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::{Key, Value};

/// What is known about a fact.
#[doc(alias = "uppgiftsläge")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactState {
    /// The value is known.
    Known(Value),
    /// It is known that there is nothing: the source answered and had none.
    Empty,
    /// Nothing may be concluded. A partial answer keeps the part that came.
    Unknown {
        /// Why it is unknown.
        reason: UnknownReason,
        /// The part that came, when the answer was partial.
        part: Option<Value>,
    },
}

/// Why a fact is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnknownReason {
    /// The source failed.
    Failed,
    /// The source answered in part.
    Partial,
    /// The answer is too old.
    Stale,
    /// Nobody has asked.
    NotAsked,
    /// Two sources contradict each other.
    Contradicted,
    /// A rule read something unknown.
    Unclear,
}

impl UnknownReason {
    /// The word in logs (ASCII Swedish).
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "fel",
            Self::Partial => "delvis",
            Self::Stale => "inaktuell",
            Self::NotAsked => "ej_fragad",
            Self::Contradicted => "motstridig",
            Self::Unclear => "oklar",
        }
    }

    /// The text that `uppgiftslage(path)` answers with.
    pub fn state_text(self) -> &'static str {
        match self {
            Self::Failed => "okänd:fel",
            Self::Partial => "okänd:delvis",
            Self::Stale => "okänd:inaktuell",
            Self::NotAsked => "okänd:ej_frågad",
            Self::Contradicted => "okänd:motstridig",
            Self::Unclear => "okänd:oklar",
        }
    }

    /// The reason a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Failed, Self::Partial, Self::Stale, Self::NotAsked, Self::Contradicted, Self::Unclear]
            .into_iter()
            .find(|reason| reason.word() == word)
    }
}

/// Where a fact comes from.
#[doc(alias = "ursprung")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Who or what said it.
    pub source: Source,
    /// When it was said (not when it was written here).
    pub at: Timestamp,
    /// Blob with the raw answer or the application, if kept: hex SHA-256 address.
    pub evidence: Option<Arc<str>>,
}

/// Who or what said a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The application, as sent in.
    Applicant,
    /// A register: its name in the package, e.g. `fk`.
    Register(Arc<str>),
    /// Saklig's own closed and open cases.
    OwnRegister,
    /// Finished decisions of another system, imported.
    Import(Arc<str>),
    /// A rule table: the evaluation that gave it.
    Rule(Key),
    /// An outside worker: type and job.
    Worker(Arc<str>, Key),
    /// A robot: name and job.
    Robot(Arc<str>, Key),
    /// An officer's account.
    Officer(Arc<str>),
}

impl Source {
    /// Whether a person at the authority said it: no robot decides on what a person changed.
    pub fn is_human_touch(&self) -> bool {
        matches!(self, Self::Officer(_))
    }
}

/// A fact.
#[doc(alias = "uppgift")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is known.
    pub state: FactState,
    /// Where it comes from.
    pub provenance: Arc<Provenance>,
    /// The first and last day it holds, where the source says so.
    pub valid: Option<(Date, Option<Date>)>,
}

impl Fact {
    /// The known value, or nothing.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            FactState::Known(value) => Some(value),
            FactState::Empty | FactState::Unknown { .. } => None,
        }
    }

    /// Whether nothing may be concluded from it.
    pub fn is_unknown(&self) -> bool {
        matches!(self.state, FactState::Unknown { .. })
    }

    /// The state as `uppgiftslage(path)` answers.
    pub fn state_text(&self) -> &'static str {
        match &self.state {
            FactState::Known(_) => "känd",
            FactState::Empty => "tom",
            FactState::Unknown { reason, .. } => reason.state_text(),
        }
    }
}
