//! Ports that are asked: population register, SSBTEK, earlier months.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{CaseKey, Month, PersonId};

use crate::{Agency, BenefitReply, EarlierMonth, PersonRecord, Received, SourceState};

/// A question to a register about one person. It cannot be put without case, purpose and lagrum.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    case: CaseKey,
    purpose: Arc<str>,
    lagrum: Arc<str>,
    person: PersonId,
    from: Date,
    to: Date,
}

/// Why a question cannot be put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// E0921: no purpose.
    #[error("E0921: a question to a register needs a purpose")]
    Purpose,
    /// E0922: no lagrum.
    #[error("E0922: a question to a register needs the provision it rests on")]
    Lagrum,
    /// E0923: the period ends before it begins.
    #[error("E0923: the period asked for ends before it begins")]
    Period,
    /// E0924: nobody to ask about.
    #[error("E0924: there is nobody to ask about")]
    Nobody,
}

impl Question {
    /// A question of a case about a person and a period (both days included).
    pub fn new(
        case: CaseKey,
        purpose: &Arc<str>,
        lagrum: &Arc<str>,
        person: PersonId,
        (from, to): (Date, Date),
    ) -> Result<Self, Unasked> {
        if purpose.trim().is_empty() {
            return Err(Unasked::Purpose);
        }
        if lagrum.trim().is_empty() {
            return Err(Unasked::Lagrum);
        }
        if to < from {
            return Err(Unasked::Period);
        }
        Ok(Self { case, purpose: Arc::clone(purpose), lagrum: Arc::clone(lagrum), person, from, to })
    }

    /// The case that asks.
    pub fn case(&self) -> CaseKey {
        self.case
    }

    /// What the answer is for.
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// The provision that lets the authority ask.
    pub fn lagrum(&self) -> &str {
        &self.lagrum
    }

    /// Whom it is about.
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    /// First day asked for.
    pub fn from(&self) -> Date {
        self.from
    }

    /// Last day asked for.
    pub fn to(&self) -> Date {
        self.to
    }
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Question({} {:?} {}–{})", self.case, self.person, self.from, self.to)
    }
}

/// A question about earlier months of a household.
#[derive(Clone, PartialEq, Eq)]
pub struct HistoryQuestion {
    case: CaseKey,
    purpose: Arc<str>,
    lagrum: Arc<str>,
    adults: Vec<PersonId>,
    before: Month,
}

impl HistoryQuestion {
    /// A question of a case about the months before `before` of these adults.
    pub fn new(
        case: CaseKey,
        purpose: &Arc<str>,
        lagrum: &Arc<str>,
        adults: Vec<PersonId>,
        before: Month,
    ) -> Result<Self, Unasked> {
        if purpose.trim().is_empty() {
            return Err(Unasked::Purpose);
        }
        if lagrum.trim().is_empty() {
            return Err(Unasked::Lagrum);
        }
        if adults.is_empty() {
            return Err(Unasked::Nobody);
        }
        Ok(Self { case, purpose: Arc::clone(purpose), lagrum: Arc::clone(lagrum), adults, before })
    }

    /// The case that asks.
    pub fn case(&self) -> CaseKey {
        self.case
    }

    /// What the answer is for.
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// The provision that lets the authority ask.
    pub fn lagrum(&self) -> &str {
        &self.lagrum
    }

    /// Whom it is about.
    pub fn adults(&self) -> &[PersonId] {
        &self.adults
    }

    /// Months before this one.
    pub fn before(&self) -> Month {
        self.before
    }
}

impl std::fmt::Debug for HistoryQuestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HistoryQuestion({} {:?} before {})", self.case, self.adults, self.before)
    }
}

/// What a source said. Only [`Nothing`](Answered::Nothing) is a "no".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Answered<T> {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It was asked and knows of nothing.
    Nothing,
    /// It answered.
    Data(T),
    /// It answered in part.
    Partial {
        /// Why, as a code of the source.
        code: Arc<str>,
        /// The part that came.
        part: T,
    },
    /// It failed.
    Failed {
        /// How, as a code of the source, e.g. `BT-101`.
        code: Arc<str>,
    },
}

impl<T> Answered<T> {
    /// What came, in whole or in part.
    pub fn part(&self) -> Option<&T> {
        match self {
            Self::Data(part) | Self::Partial { part, .. } => Some(part),
            Self::NotAsked | Self::Nothing | Self::Failed { .. } => None,
        }
    }
}

/// An answer and when it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<T> {
    /// What was said.
    pub answer: Answered<T>,
    /// When it was received.
    pub received_at: Timestamp,
}

impl<T> Reply<T> {
    /// The reply of a source that failed.
    pub fn failed(code: &str, at: Timestamp) -> Self {
        Self { answer: Answered::Failed { code: Arc::from(code) }, received_at: at }
    }

    /// What stands in for a reply when nobody has asked.
    pub fn not_asked(at: Timestamp) -> Self {
        Self { answer: Answered::NotAsked, received_at: at }
    }
}

/// Why the world did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// E0931: nothing happened; it may be tried again.
    #[error("E0931: the receiver cannot be reached ({0})")]
    Unreachable(Arc<str>),
    /// E0932: it may have happened; ask before it is sent again.
    #[error("E0932: nobody knows whether the receiver took it ({0})")]
    InDoubt(Arc<str>),
    /// E0933: the receiver says no; trying again does not help.
    #[error("E0933: the receiver refuses it ({0})")]
    Refused(Arc<str>),
    /// E0934: there is no such receiver here yet; the work waits and says so.
    #[error("E0934: {0} is not connected")]
    NotConnected(Arc<str>),
}

impl Failure {
    /// The code of the source.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable(code)
            | Self::InDoubt(code)
            | Self::Refused(code)
            | Self::NotConnected(code) => code,
        }
    }

    /// Whether the same attempt may be made again as it is.
    pub fn may_be_repeated(&self) -> bool {
        matches!(self, Self::Unreachable(_))
    }
}

/// The population register.
#[doc(alias = "folkbokföringen")]
pub trait PersonRegister: Send + Sync {
    /// What the register says about the person.
    fn ask(&self, question: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure>;

    /// The same, with what was received, to be kept; also an answer that could not be believed is.
    fn ask_kept(
        &self,
        question: &Question,
        now: Timestamp,
    ) -> (Result<Reply<PersonRecord>, Failure>, Option<Received>) {
        (self.ask(question, now), None)
    }

    /// Whether the register is asked at all just now; none when it always is.
    fn state(&self) -> Option<SourceState> {
        None
    }
}

/// The benefit agencies that answer through SSBTEK.
#[doc(alias = "SSBTEK")]
pub trait BenefitRegister: Send + Sync {
    /// What the agencies say about the person. An agency that is not in `agencies` is not asked.
    fn ask(&self, question: &Question, agencies: &[Agency], now: Timestamp) -> Result<BenefitReply, Failure>;

    /// The same, with what was received, to be kept; also an answer that could not be believed is.
    fn ask_kept(
        &self,
        question: &Question,
        agencies: &[Agency],
        now: Timestamp,
    ) -> (Result<BenefitReply, Failure>, Option<Received>) {
        (self.ask(question, agencies, now), None)
    }

    /// Whether the agencies are asked at all just now; none when they always are.
    fn state(&self) -> Option<SourceState> {
        None
    }
}

/// What is known about earlier months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    /// Nobody has said anything about these people: nothing may be concluded.
    Silent,
    /// The source is complete and there is no earlier case.
    None,
    /// Finished months, in any order; never empty.
    Months(Vec<EarlierMonth>),
}

/// Earlier decisions and calculations: Saklig's own closed cases, imported months, other systems.
#[doc(alias = "verksamhetssystem")]
pub trait BusinessSystem: Send + Sync {
    /// The finished months of any of the adults.
    fn earlier(&self, question: &HistoryQuestion, now: Timestamp) -> Result<History, Failure>;
}
