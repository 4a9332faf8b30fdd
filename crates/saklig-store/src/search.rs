//! Claims and search rows: what a case holds alone, and what it is found by.

use crate::ids::{CaseKey, CaseNumber};

/// What only one case of a tenant may hold, as a key text (hashed by the caller when it is personal).
#[doc(alias = "anspråk")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim(pub String);

/// A row a case is found by. A protected party's values are keyed hashes, made by the caller.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchRow {
    /// What it is (`person`, `namn`, `nummer`, `plat`, …).
    pub kind: String,
    /// What is searched for.
    pub value: String,
}

impl SearchRow {
    /// A row of this kind with this value.
    pub fn new(kind: impl Into<String>, value: impl Into<String>) -> Self {
        Self { kind: kind.into(), value: value.into() }
    }
}

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The case.
    pub case: CaseKey,
    /// Its number.
    pub number: CaseNumber,
    /// The kind of the row it was found by.
    pub kind: String,
    /// The value of the row it was found by.
    pub value: String,
}
