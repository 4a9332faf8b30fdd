//! Work in the world: one piece each, done once.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{CaseKey, Key};

/// One piece of work that an event orders; saved together with the event.
#[doc(alias = "uppdrag")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Key.
    pub key: Key,
    /// The case.
    pub case: CaseKey,
    /// Task type, e.g. `saklig.fraga`, `saklig.betala`.
    pub kind: Arc<str>,
    /// Unique per type while the job is not dead: what makes twice impossible.
    pub business_key: Arc<str>,
    /// Higher first.
    pub priority: i32,
    /// Not before this instant.
    pub not_before: Timestamp,
    /// Held by a brake from the start.
    pub held: bool,
}

/// Where ordered work stands, as the case knows it (leases are the store's).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkState {
    /// Ordered.
    Ordered,
    /// Done; what the receiver answered.
    Done(Arc<str>),
    /// Given up: the code.
    Failed(Arc<str>),
    /// No longer wanted.
    Cancelled,
}

/// Work as the case knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Key of the job.
    pub key: Key,
    /// Task type.
    pub kind: Arc<str>,
    /// The element instance that waits for it.
    pub instance: Key,
    /// Business key.
    pub business_key: Arc<str>,
    /// The register or receiver it concerns; empty when the type says all.
    pub target: Arc<str>,
    /// The decision it carries out, for payments, letters, permits and archiving.
    pub decision: Option<Key>,
    /// Where it stands.
    pub state: WorkState,
    /// When it was ordered.
    pub ordered_at: Timestamp,
}

/// How work failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFailure {
    /// A code, e.g. `timeout`, `bpmn:NEKAD`.
    pub code: Arc<str>,
    /// The BPMN error code, when it is an error of the business and not of technique.
    pub business: bool,
}
