//! Bundles: resolved packages, named by their SHA-256.

use jiff::Timestamp;

use crate::ids::Hash;

/// A bundle in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleRow {
    /// SHA-256 of the archive: its version.
    pub id: Hash,
    /// The id of its case type.
    pub case_type: String,
    /// When it was first put in.
    pub added_at: Timestamp,
}
