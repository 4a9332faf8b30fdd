//! The store in one `SQLite` file.
//!
//! One thread per program writes, in groups: one transaction, a savepoint for each commit, an answer after COMMIT.
//! Questions go to a pool of connections that only read. Several programs may have the folder open: a write begins
//! with `BEGIN IMMEDIATE`, and every check that a commit asks for is made inside. No SQL leaves this crate.
#![warn(missing_docs)]

mod authority;
mod blobs;
mod cases;
mod checkpoint;
mod commit;
mod failure;
mod files;
mod jobs;
mod locks;
mod log;
mod open;
mod pack;
mod readers;
mod reads;
mod rows;
mod search;
mod settings;
mod stats;
mod store;
mod tasks;
mod timers;
mod verify;
mod writer;

pub use open::Options;
pub use store::SqliteStore;
