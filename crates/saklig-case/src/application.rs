//! What was sent in, kept by reference, and what only one case may hold.

use std::sync::Arc;

use jiff::Timestamp;

/// The application: kept exactly as shown and answered, as a blob of the case.
#[doc(alias = "ansökan")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationRef {
    /// Channel, e.g. `e-tjanst`.
    pub channel: Arc<str>,
    /// The sender's id of it; the hash where there was none.
    pub external_id: Arc<str>,
    /// SHA-256 of its canonical text, hex.
    pub sha256: Arc<str>,
    /// The form's id and version.
    pub form: Arc<str>,
    /// Language it was answered in.
    pub language: Arc<str>,
    /// When it came in.
    pub received_at: Timestamp,
}

/// What only one case may hold, e.g. this household's month.
#[doc(alias = "anspråk")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// The kind, as the package names it.
    pub kind: Arc<str>,
    /// The unique key: a keyed hash, no personal data.
    pub key: Arc<str>,
}

/// A finished decision of another system, read in as a closed case.
#[doc(alias = "tidigare månad")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRef {
    /// The other system's name.
    pub system: Arc<str>,
    /// Its id of the decision.
    pub external_id: Arc<str>,
    /// SHA-256 of the record's canonical text, hex.
    pub sha256: Arc<str>,
}
