//! How much a store holds, for operators and the bench.

/// How much a store holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Bytes on disk, the database with its logs.
    pub bytes: u64,
    /// Bytes of large blobs.
    pub blob_bytes: u64,
    /// Each table or index.
    pub tables: Vec<TableSize>,
}

/// The size of a table or index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSize {
    /// Its name.
    pub name: String,
    /// Rows, when it is a table.
    pub rows: Option<u64>,
    /// Bytes of its pages.
    pub bytes: u64,
}
