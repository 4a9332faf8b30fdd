//! A store in memory with two hooks: something that happens just before a decision is written, and a read log that
//! cannot be written.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use saklig_store::memory::MemoryStore;
use saklig_store::{
    AuthorityCommit, AuthorityEntry, AuthorityReceipt, AuthoritySeq, Blob, BundleRow, CaseFilter, CaseKey,
    CaseNumber, CaseRow, CaseState, Checkpoint, Claim, ClockRow, Commit, Cursor, Entry, EntrySeq, Failure,
    Hash, Job, JobFilter, JobKey, LeaseRequest, NewRead, Pending, ReadEntry, ReadSeq, Receipt, Refused,
    SearchHit, SearchRow, Snapshot, Stats, Store, Subscription, TaskFilter, TaskKey, TaskRow, TenantId,
    Timer, VerifyReport,
};

/// What happens just before a decision is written.
type Hook = Box<dyn FnOnce() + Send>;

/// A store in memory with hooks.
#[derive(Default)]
pub struct Hooked {
    inner: MemoryStore,
    before_decision: Mutex<Option<Hook>>,
    deaf: AtomicBool,
}

impl Hooked {
    /// A store without hooks yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does this once, just before the next commit that depends on the authority register.
    pub fn before_decision(&self, hook: impl FnOnce() + Send + 'static) {
        *self.before_decision.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(hook));
    }

    /// From now on the read log cannot be written.
    pub fn refuse_reads(&self) {
        self.deaf.store(true, Ordering::Relaxed);
    }
}

impl Store for Hooked {
    fn submit(&self, commit: Commit) -> Pending<Receipt> {
        if commit.expect_authority_seq.is_some() {
            let hook = self.before_decision.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(hook) = hook {
                hook();
            }
        }
        self.inner.submit(commit)
    }

    fn submit_authority(&self, commit: AuthorityCommit) -> Pending<AuthorityReceipt> {
        self.inner.submit_authority(commit)
    }

    fn lease(&self, request: LeaseRequest) -> Pending<Vec<Job>> {
        self.inner.lease(request)
    }

    fn log_read(&self, read: NewRead) -> Pending<ReadSeq> {
        if self.deaf.load(Ordering::Relaxed) {
            return Pending::ready(Err(Refused::malformed("the read log cannot be written")));
        }
        self.inner.log_read(read)
    }

    fn tenant(&self, name: &str) -> Result<TenantId, Failure> {
        self.inner.tenant(name)
    }

    fn tenants(&self) -> Result<Vec<(TenantId, String)>, Failure> {
        self.inner.tenants()
    }

    fn new_key(&self, tenant: TenantId) -> Result<CaseKey, Failure> {
        self.inner.new_key(tenant)
    }

    fn new_number(&self, tenant: TenantId, series: &str, year: u16) -> Result<CaseNumber, Refused> {
        self.inner.new_number(tenant, series, year)
    }

    fn case(&self, tenant: TenantId, key: CaseKey) -> Result<Option<CaseRow>, Failure> {
        self.inner.case(tenant, key)
    }

    fn case_by_number(&self, tenant: TenantId, number: &CaseNumber) -> Result<Option<CaseRow>, Failure> {
        self.inner.case_by_number(tenant, number)
    }

    fn case_by_intake(
        &self,
        tenant: TenantId,
        channel: &str,
        external_id: &str,
    ) -> Result<Option<(CaseKey, Hash)>, Failure> {
        self.inner.case_by_intake(tenant, channel, external_id)
    }

    fn cases(&self, tenant: TenantId, filter: &CaseFilter) -> Result<Vec<CaseRow>, Failure> {
        self.inner.cases(tenant, filter)
    }

    fn case_counts(&self, tenant: TenantId) -> Result<Vec<(CaseState, u64)>, Failure> {
        self.inner.case_counts(tenant)
    }

    fn stuck(&self, tenant: TenantId, limit: usize) -> Result<Vec<CaseRow>, Failure> {
        self.inner.stuck(tenant, limit)
    }

    fn search(
        &self,
        tenant: TenantId,
        kind: &str,
        value: &str,
        prefix: bool,
        limit: usize,
    ) -> Result<Vec<SearchHit>, Failure> {
        self.inner.search(tenant, kind, value, prefix, limit)
    }

    fn search_rows(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<SearchRow>, Failure> {
        self.inner.search_rows(tenant, case)
    }

    fn claims(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Claim>, Failure> {
        self.inner.claims(tenant, case)
    }

    fn claim_holder(&self, tenant: TenantId, claim: &Claim) -> Result<Option<CaseKey>, Failure> {
        self.inner.claim_holder(tenant, claim)
    }

    fn entries(&self, tenant: TenantId, case: CaseKey, after: EntrySeq) -> Result<Vec<Entry>, Failure> {
        self.inner.entries(tenant, case, after)
    }

    fn entries_in_order(&self, tenant: TenantId, after: Cursor, limit: usize) -> Result<Vec<Entry>, Failure> {
        self.inner.entries_in_order(tenant, after, limit)
    }

    fn snapshot(
        &self,
        tenant: TenantId,
        case: CaseKey,
        fold_version: u32,
    ) -> Result<Option<Snapshot>, Failure> {
        self.inner.snapshot(tenant, case, fold_version)
    }

    fn blob(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Blob>, Failure> {
        self.inner.blob(tenant, case, address)
    }

    fn blobs(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Hash>, Failure> {
        self.inner.blobs(tenant, case)
    }

    fn sweep_blobs(&self, before: Timestamp) -> Result<usize, Failure> {
        self.inner.sweep_blobs(before)
    }

    fn job(&self, tenant: TenantId, key: JobKey) -> Result<Option<Job>, Failure> {
        self.inner.job(tenant, key)
    }

    fn jobs(&self, tenant: TenantId, filter: &JobFilter) -> Result<Vec<Job>, Failure> {
        self.inner.jobs(tenant, filter)
    }

    fn task(&self, tenant: TenantId, key: TaskKey) -> Result<Option<TaskRow>, Failure> {
        self.inner.task(tenant, key)
    }

    fn tasks(&self, tenant: TenantId, filter: &TaskFilter) -> Result<Vec<TaskRow>, Failure> {
        self.inner.tasks(tenant, filter)
    }

    fn due_timers(&self, tenant: TenantId, now: Timestamp, limit: usize) -> Result<Vec<Timer>, Failure> {
        self.inner.due_timers(tenant, now, limit)
    }

    fn next_due(&self, tenant: TenantId) -> Result<Option<Timestamp>, Failure> {
        self.inner.next_due(tenant)
    }

    fn timers(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Timer>, Failure> {
        self.inner.timers(tenant, case)
    }

    fn subscriptions(
        &self,
        tenant: TenantId,
        name: &str,
        correlation: &str,
    ) -> Result<Vec<Subscription>, Failure> {
        self.inner.subscriptions(tenant, name, correlation)
    }

    fn authority_seq(&self, tenant: TenantId) -> Result<AuthoritySeq, Failure> {
        self.inner.authority_seq(tenant)
    }

    fn authority_entries(
        &self,
        tenant: TenantId,
        after: AuthoritySeq,
    ) -> Result<Vec<AuthorityEntry>, Failure> {
        self.inner.authority_entries(tenant, after)
    }

    fn reads(&self, tenant: TenantId, after: ReadSeq, limit: usize) -> Result<Vec<ReadEntry>, Failure> {
        self.inner.reads(tenant, after, limit)
    }

    fn put_bundle(
        &self,
        tenant: TenantId,
        case_type: &str,
        archive: &[u8],
        now: Timestamp,
    ) -> Result<Hash, Refused> {
        self.inner.put_bundle(tenant, case_type, archive, now)
    }

    fn bundle(&self, tenant: TenantId, id: Hash) -> Result<Option<Vec<u8>>, Failure> {
        self.inner.bundle(tenant, id)
    }

    fn bundles(&self, tenant: TenantId) -> Result<Vec<BundleRow>, Failure> {
        self.inner.bundles(tenant)
    }

    fn clock(&self) -> Result<ClockRow, Failure> {
        self.inner.clock()
    }

    fn set_clock(&self, clock: ClockRow) -> Result<(), Refused> {
        self.inner.set_clock(clock)
    }

    fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        self.inner.setting(name)
    }

    fn set_setting(&self, name: &str, value: &str) -> Result<(), Refused> {
        self.inner.set_setting(name, value)
    }

    fn data_version(&self) -> Result<u64, Failure> {
        self.inner.data_version()
    }

    fn make_checkpoint(&self, tenant: TenantId, now: Timestamp) -> Result<Option<Checkpoint>, Refused> {
        self.inner.make_checkpoint(tenant, now)
    }

    fn checkpoints(&self, tenant: TenantId) -> Result<Vec<Checkpoint>, Failure> {
        self.inner.checkpoints(tenant)
    }

    fn verify(&self, tenant: TenantId, outside: &[Checkpoint]) -> Result<VerifyReport, Failure> {
        self.inner.verify(tenant, outside)
    }

    fn stats(&self) -> Result<Stats, Failure> {
        self.inner.stats()
    }
}
