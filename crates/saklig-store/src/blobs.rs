//! Documents and register answers: each of one case, never shared between cases.

use jiff::Timestamp;

use crate::ids::{CaseKey, Hash, Salt, TenantId};
use crate::refused::Failure;

/// Content up to this size, in bytes, lies in the entry's own transaction; larger goes to the [`BlobStore`].
pub const INLINE_MAX_BYTES: usize = 32 * 1024;

/// The address of content in a case: SHA-256(case salt ‖ content).
pub fn blob_address(salt: &Salt, content: &[u8]) -> Hash {
    Hash::of(&[&salt.0, content])
}

/// A blob to be written with the entry that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBlob {
    /// Its address, from [`blob_address`].
    pub address: Hash,
    /// Its media type.
    pub media_type: String,
    /// Its class of retention: a register answer is kept for another time than a letter.
    pub retention: String,
    /// The content.
    pub content: Vec<u8>,
}

/// A blob as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its address.
    pub address: Hash,
    /// Its media type.
    pub media_type: String,
    /// Its class of retention.
    pub retention: String,
    /// The content.
    pub content: Vec<u8>,
}

/// Where large blobs lie. `put` may leave the directory unsynced; after `settle` everything put before is durable.
pub trait BlobStore: Send + Sync {
    /// Writes the content (temporary file, fsync, rename). The same address twice is no change.
    fn put(&self, tenant: TenantId, case: CaseKey, address: Hash, content: &[u8]) -> Result<(), Failure>;
    /// Makes everything put before durable; called once per group, before its entries.
    fn settle(&self) -> Result<(), Failure>;
    /// Reads the content; nothing when it is not there.
    fn get(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Vec<u8>>, Failure>;
    /// Destroys the content; one that is not there is no change.
    fn remove(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<(), Failure>;
    /// Everything that lies there and was last written before this (real) time.
    fn older_than(&self, before: Timestamp) -> Result<Vec<(TenantId, CaseKey, Hash)>, Failure>;
}
