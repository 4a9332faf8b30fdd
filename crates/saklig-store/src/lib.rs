//! The storage port of Saklig: what a store must be able to do, the pure hashing that every store shares, and the
//! contract ([`contract::check`]) that every store must pass.
//!
//! A store knows nothing of SQL dialects, JSON or law: bodies are bytes, times are arguments, tenant comes first in
//! every key. One [`Commit`] is the result of one command for one case: it is written whole or not at all, and it is
//! answered when it is durable. [`Store::submit`] returns at once with a [`Pending`], so that deciders can go on
//! while the store groups commits.
#![warn(missing_docs)]

pub mod authority;
pub mod blobs;
pub mod blocks;
pub mod bundles;
pub mod cases;
pub mod chain;
pub mod checkpoint;
pub mod clock;
pub mod commit;
pub mod contract;
pub mod ids;
pub mod jobs;
pub mod memory;
pub mod pending;
pub mod reads;
pub mod refused;
pub mod search;
pub mod secrets;
pub mod stats;
pub mod store;
pub mod tasks;
pub mod timers;
pub mod verify;

pub use authority::{AuthorityCommit, AuthorityEntry, AuthorityReceipt, HoldJobs};
pub use blobs::{Blob, BlobStore, NewBlob, blob_address};
pub use blocks::Blocks;
pub use bundles::BundleRow;
pub use cases::{CaseFilter, CaseRow, CaseState, NewCase, StateChange};
pub use chain::{Actor, Entry, Envelope, NewEntry};
pub use checkpoint::{Checkpoint, Signer};
pub use clock::ClockRow;
pub use commit::{Commit, Intake, Receipt, Snapshot};
pub use ids::{
    AuthoritySeq, CaseKey, CaseNumber, Cursor, EntrySeq, Fence, Hash, JobKey, ReadSeq, Salt, SubscriptionKey,
    TaskKey, TenantId, TimerKey,
};
pub use jobs::{Door, Job, JobChange, JobFilter, JobState, JobStep, LeaseRequest, NewJob};
pub use memory::MemoryStore;
pub use pending::{Answer, Pending};
pub use reads::{NewRead, ReadEntry};
pub use refused::{Failure, Refused};
pub use search::{Claim, SearchHit, SearchRow};
pub use secrets::{Ed25519, Secrets};
pub use stats::{Stats, TableSize};
pub use store::Store;
pub use tasks::{TaskFilter, TaskRow, TaskState};
pub use timers::{Subscription, Timer};
pub use verify::{Finding, FindingKind, VerifyReport};
