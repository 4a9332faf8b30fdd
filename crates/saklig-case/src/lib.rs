//! The words of a case: parties and their numbers, facts with state and provenance, rows with a robot
//! and a human value, warnings, the authority register, the decision gate, and what a case can be told
//! ([`Command`]) and what has happened to it ([`CaseEvent`]).
//!
//! Nothing here reads a clock, a file or the environment: time and randomness are arguments. No amount,
//! age or deadline of the law stands in this crate; they come from the case type's package.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod application;
mod attest;
pub mod authority;
mod case;
mod command;
mod decision;
mod event;
mod fact;
mod facts;
pub mod gate;
mod journey;
mod key;
mod month;
mod party;
mod path;
mod person_id;
mod reason;
mod rows;
pub mod spot_check;
mod task;
mod value;
mod warning;
mod work;

pub use application::{ApplicationRef, Claim, HistoryRef};
pub use attest::{Attestation, Prepared, Waiting as WaitingDecision};
pub use authority::{Authority, AuthorityEvent};
pub use case::{Case, CaseState, Communication, Standing};
pub use command::{
    Actor, ActorKind, Answer, Command, HumanDecision, Moment, Opening, PersonRuling, Rejection,
};
pub use decision::{
    Assessment, Decision, DecisionKind, Ground, Item, Lagrum, Outcome, Proposal, RuleResult, Unreasoned,
    Warrant,
};
pub use event::{CaseEvent, Evaluation, ParameterRead, TableHit};
pub use fact::{Fact, FactState, Provenance, Source, UnknownReason};
pub use facts::{Facts, StatedFact};
pub use journey::{Instance, Journey, Token, Waiting};
pub use key::{CaseKey, CaseNumber, Key, KeyError};
pub use month::{Month, MonthError};
pub use party::{Party, PartyKey, Protection, Role};
pub use path::{Path, PathError, Segment};
pub use person_id::{PersonId, PersonIdError, PersonIdKind};
pub use reason::{Reason, code};
pub use rows::{HumanRow, Reconciled, RobotRow, Row, RowChange, RowId, RowSheet};
pub use task::{Task, TaskKind, TaskState};
pub use value::Value;
pub use warning::{Severity, Warning, WarningKey, WarningState, Warnings};
pub use work::{NewJob, Work, WorkFailure, WorkState};

/// How sure somebody is of a value or a reference to the law.
#[doc(alias = "tillit")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Read in the law, on the authority's own page, or confirmed by the municipality with source and name.
    Confirmed,
    /// Every other word: no robot decides on it.
    Unconfirmed,
}
