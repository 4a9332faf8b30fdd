//! The port itself.

use jiff::Timestamp;

use crate::authority::{AuthorityCommit, AuthorityEntry, AuthorityReceipt};
use crate::blobs::Blob;
use crate::bundles::BundleRow;
use crate::cases::{CaseFilter, CaseRow, CaseState};
use crate::chain::Entry;
use crate::checkpoint::Checkpoint;
use crate::clock::ClockRow;
use crate::commit::{Commit, Receipt, Snapshot};
use crate::ids::{
    AuthoritySeq, CaseKey, CaseNumber, Cursor, EntrySeq, Hash, JobKey, ReadSeq, TaskKey, TenantId,
};
use crate::jobs::{Job, JobFilter, LeaseRequest};
use crate::pending::Pending;
use crate::reads::{NewRead, ReadEntry};
use crate::refused::{Failure, Refused};
use crate::search::{Claim, SearchHit, SearchRow};
use crate::stats::Stats;
use crate::tasks::{TaskFilter, TaskRow};
use crate::timers::{Subscription, Timer};
use crate::verify::VerifyReport;

/// A place that keeps cases. Several programs may have it open at the same time; truth is only in the store.
///
/// No method reads a clock: time is an argument. Lists have a limit and go on after the last key of the page before.
pub trait Store: Send + Sync {
    // --- writing -----------------------------------------------------------------------------------------------

    /// Writes what one command changed in one case. Answered when durable; a refusal changes nothing.
    ///
    /// Checked in this order: form and blob addresses, case and sequence, authority sequence, intake, claims, steps of
    /// jobs, new jobs.
    fn submit(&self, commit: Commit) -> Pending<Receipt>;

    /// Writes an entry of the authority log, and holds, releases or cancels jobs with it.
    fn submit_authority(&self, commit: AuthorityCommit) -> Pending<AuthorityReceipt>;

    /// Gives jobs that are free to a worker, highest priority first, then the oldest key. The fence rises. A job whose
    /// lease ended past its commit point becomes in doubt; one in doubt is given out only to who asks for such.
    fn lease(&self, request: LeaseRequest) -> Pending<Vec<Job>>;

    /// Writes who is about to see what. Nothing may be shown before the answer has come.
    fn log_read(&self, read: NewRead) -> Pending<ReadSeq>;

    // --- keys and numbers --------------------------------------------------------------------------------------

    /// The tenant with this name; added when it is new.
    fn tenant(&self, name: &str) -> Result<TenantId, Failure>;

    /// Every tenant.
    fn tenants(&self) -> Result<Vec<(TenantId, String)>, Failure>;

    /// A case key that nobody has had (taken in blocks of 100, so there are gaps).
    fn new_key(&self, tenant: TenantId) -> Result<CaseKey, Failure>;

    /// A case number that nobody has had (taken in blocks of 100, so there are gaps).
    fn new_number(&self, tenant: TenantId, series: &str, year: u16) -> Result<CaseNumber, Refused>;

    // --- cases -------------------------------------------------------------------------------------------------

    /// The row of a case.
    fn case(&self, tenant: TenantId, key: CaseKey) -> Result<Option<CaseRow>, Failure>;

    /// The row of the case with this number.
    fn case_by_number(&self, tenant: TenantId, number: &CaseNumber) -> Result<Option<CaseRow>, Failure>;

    /// The case that this channel and id came in as.
    fn case_by_intake(
        &self,
        tenant: TenantId,
        channel: &str,
        external_id: &str,
    ) -> Result<Option<(CaseKey, Hash)>, Failure>;

    /// Cases by rising key.
    fn cases(&self, tenant: TenantId, filter: &CaseFilter) -> Result<Vec<CaseRow>, Failure>;

    /// How many cases there are in each state; states without a case are left out.
    fn case_counts(&self, tenant: TenantId) -> Result<Vec<(CaseState, u64)>, Failure>;

    /// Cases that are not closed and for which there is no living job, task, timer or subscription: must be empty.
    fn stuck(&self, tenant: TenantId, limit: usize) -> Result<Vec<CaseRow>, Failure>;

    /// Cases that have a search row of this kind with this value, by rising key. With `prefix`, values that begin so.
    fn search(
        &self,
        tenant: TenantId,
        kind: &str,
        value: &str,
        prefix: bool,
        limit: usize,
    ) -> Result<Vec<SearchHit>, Failure>;

    /// The search rows of a case.
    fn search_rows(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<SearchRow>, Failure>;

    /// The claims a case holds.
    fn claims(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Claim>, Failure>;

    /// The case that holds a claim.
    fn claim_holder(&self, tenant: TenantId, claim: &Claim) -> Result<Option<CaseKey>, Failure>;

    // --- log ---------------------------------------------------------------------------------------------------

    /// The entries of a case after `after`, with bodies.
    fn entries(&self, tenant: TenantId, case: CaseKey, after: EntrySeq) -> Result<Vec<Entry>, Failure>;

    /// Entries of all cases in the order of commits, after `after`. Skips nothing, also with several writers.
    fn entries_in_order(&self, tenant: TenantId, after: Cursor, limit: usize) -> Result<Vec<Entry>, Failure>;

    /// The latest snapshot of a case made by this version of the fold.
    fn snapshot(
        &self,
        tenant: TenantId,
        case: CaseKey,
        fold_version: u32,
    ) -> Result<Option<Snapshot>, Failure>;

    /// A blob of a case.
    fn blob(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Blob>, Failure>;

    /// The addresses of a case's blobs.
    fn blobs(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Hash>, Failure>;

    /// Removes large blobs that no entry names and that were last written before this real time. Says how many.
    fn sweep_blobs(&self, before: Timestamp) -> Result<usize, Failure>;

    // --- work --------------------------------------------------------------------------------------------------

    /// A job.
    fn job(&self, tenant: TenantId, key: JobKey) -> Result<Option<Job>, Failure>;

    /// Jobs by rising key.
    fn jobs(&self, tenant: TenantId, filter: &JobFilter) -> Result<Vec<Job>, Failure>;

    /// A task.
    fn task(&self, tenant: TenantId, key: TaskKey) -> Result<Option<TaskRow>, Failure>;

    /// Tasks by deadline (none last), then key.
    fn tasks(&self, tenant: TenantId, filter: &TaskFilter) -> Result<Vec<TaskRow>, Failure>;

    /// Timers that are due at `now`, the earliest first.
    fn due_timers(&self, tenant: TenantId, now: Timestamp, limit: usize) -> Result<Vec<Timer>, Failure>;

    /// When the next timer, or the not-before of a job that is queued or in doubt, falls due.
    fn next_due(&self, tenant: TenantId) -> Result<Option<Timestamp>, Failure>;

    /// The timers of a case.
    fn timers(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Timer>, Failure>;

    /// The subscriptions to a message.
    fn subscriptions(
        &self,
        tenant: TenantId,
        name: &str,
        correlation: &str,
    ) -> Result<Vec<Subscription>, Failure>;

    // --- authority, reads, bundles -----------------------------------------------------------------------------

    /// The last entry of the authority log; 0 when it is empty.
    fn authority_seq(&self, tenant: TenantId) -> Result<AuthoritySeq, Failure>;

    /// The entries of the authority log after `after`.
    fn authority_entries(
        &self,
        tenant: TenantId,
        after: AuthoritySeq,
    ) -> Result<Vec<AuthorityEntry>, Failure>;

    /// The entries of the read log after `after`.
    fn reads(&self, tenant: TenantId, after: ReadSeq, limit: usize) -> Result<Vec<ReadEntry>, Failure>;

    /// Puts in a bundle (its canonical archive) and answers its SHA-256. The same twice is no change.
    fn put_bundle(
        &self,
        tenant: TenantId,
        case_type: &str,
        archive: &[u8],
        now: Timestamp,
    ) -> Result<Hash, Refused>;

    /// The archive of a bundle.
    fn bundle(&self, tenant: TenantId, id: Hash) -> Result<Option<Vec<u8>>, Failure>;

    /// The bundles, oldest first.
    fn bundles(&self, tenant: TenantId) -> Result<Vec<BundleRow>, Failure>;

    // --- the store itself --------------------------------------------------------------------------------------

    /// The clock of the store; real unless it was set.
    fn clock(&self) -> Result<ClockRow, Failure>;

    /// Sets the clock. A demo's clock only goes forward.
    fn set_clock(&self, clock: ClockRow) -> Result<(), Refused>;

    /// A setting of the store (`format_level`, …).
    fn setting(&self, name: &str) -> Result<Option<String>, Failure>;

    /// Sets a setting.
    fn set_setting(&self, name: &str, value: &str) -> Result<(), Refused>;

    /// Changes when anything was committed, also by another program: cheap to ask often.
    fn data_version(&self) -> Result<u64, Failure>;

    /// Signs everything since the last checkpoint; nothing when nothing has happened.
    fn make_checkpoint(&self, tenant: TenantId, now: Timestamp) -> Result<Option<Checkpoint>, Refused>;

    /// The checkpoints, oldest first.
    fn checkpoints(&self, tenant: TenantId) -> Result<Vec<Checkpoint>, Failure>;

    /// Recomputes every chain and checkpoint. `outside` are checkpoints that another party has kept.
    fn verify(&self, tenant: TenantId, outside: &[Checkpoint]) -> Result<VerifyReport, Failure>;

    /// How much the store holds.
    fn stats(&self) -> Result<Stats, Failure>;
}
