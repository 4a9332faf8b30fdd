//! Whether a source is asked at all just now.

use std::sync::Arc;

use jiff::Timestamp;

/// A source and whether it has stopped answering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceState {
    /// The service: `navet`, `ssbtek`.
    pub source: Arc<str>,
    /// That it is not asked for a while, since it did not answer.
    pub stopped: Option<Stopped>,
}

/// A source that is left alone for a while.
#[doc(alias = "stoppad källa")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// When it was stopped.
    pub since: Timestamp,
    /// How many attempts in a row had failed.
    pub failures: u32,
    /// The code of the last failure.
    pub code: Arc<str>,
}
