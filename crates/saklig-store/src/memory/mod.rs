//! A store in memory: the fake for tests and scenarios. It passes the same contract as every other.

mod ask;
mod state;
mod write;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::authority::{AuthorityCommit, AuthorityEntry, AuthorityReceipt};
use crate::blobs::Blob;
use crate::blocks::Blocks;
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
use crate::secrets::Ed25519;
use crate::stats::Stats;
use crate::store::Store;
use crate::tasks::{TaskFilter, TaskRow};
use crate::timers::{Subscription, Timer};
use crate::verify::VerifyReport;
use state::State;

/// A store in memory. A clone is another program on the same store.
#[derive(Debug, Default)]
pub struct MemoryStore {
    state: Arc<Mutex<State>>,
    blocks: Blocks,
}

impl Clone for MemoryStore {
    fn clone(&self) -> Self {
        Self { state: Arc::clone(&self.state), blocks: Blocks::default() }
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, work: impl FnOnce(&mut State) -> Result<T, Refused>) -> Pending<T> {
        let mut state = self.lock();
        let result = work(&mut state);
        if result.is_ok() {
            state.version += 1;
        }
        Pending::ready(result)
    }

    fn take(&self, tenant: TenantId, name: &str) -> Result<u64, Refused> {
        self.blocks.next(tenant, name, || {
            let mut state = self.lock();
            let next = state.blocks.entry((tenant, name.to_owned())).or_insert(1);
            let first = *next;
            *next += crate::blocks::BLOCK;
            Pending::ready(Ok(first))
        })
    }
}

/// The key that a memory store signs with. It protects nothing.
fn signer() -> Ed25519 {
    Ed25519::from_key(&[7; 32])
}

impl Store for MemoryStore {
    fn submit(&self, commit: Commit) -> Pending<Receipt> {
        self.change(|state| write::commit(state, commit))
    }

    fn submit_authority(&self, commit: AuthorityCommit) -> Pending<AuthorityReceipt> {
        self.change(|state| write::authority(state, commit))
    }

    fn lease(&self, request: LeaseRequest) -> Pending<Vec<Job>> {
        self.change(|state| Ok(write::lease(state, &request)))
    }

    fn log_read(&self, read: NewRead) -> Pending<ReadSeq> {
        self.change(|state| Ok(write::read(state, read)))
    }

    fn tenant(&self, name: &str) -> Result<TenantId, Failure> {
        let mut state = self.lock();
        let known = state.names.iter().position(|known| known == name);
        let at = known.unwrap_or(state.names.len());
        if known.is_none() {
            state.names.push(name.to_owned());
        }
        Ok(state::tenant_at(at))
    }

    fn tenants(&self) -> Result<Vec<(TenantId, String)>, Failure> {
        let state = self.lock();
        Ok(state.names.iter().enumerate().map(|(at, name)| (state::tenant_at(at), name.clone())).collect())
    }

    fn new_key(&self, tenant: TenantId) -> Result<CaseKey, Failure> {
        let number = self.take(tenant, "case").ok();
        number.and_then(CaseKey::of_number).ok_or(Failure::Damaged { what: "the keys have run out" })
    }

    fn new_number(&self, tenant: TenantId, series: &str, year: u16) -> Result<CaseNumber, Refused> {
        CaseNumber::new(series, year, 1)?;
        CaseNumber::new(series, year, self.take(tenant, &format!("{series}-{year}"))?)
    }

    fn case(&self, tenant: TenantId, key: CaseKey) -> Result<Option<CaseRow>, Failure> {
        Ok(self.lock().of(tenant).cases.get(&key).map(|case| case.row.clone()))
    }

    fn case_by_number(&self, tenant: TenantId, number: &CaseNumber) -> Result<Option<CaseRow>, Failure> {
        let mut state = self.lock();
        let rows = &state.of(tenant).cases;
        Ok(rows.values().find(|case| case.row.number == *number).map(|case| case.row.clone()))
    }

    fn case_by_intake(
        &self,
        tenant: TenantId,
        channel: &str,
        external_id: &str,
    ) -> Result<Option<(CaseKey, Hash)>, Failure> {
        let key = (channel.to_owned(), external_id.to_owned());
        Ok(self.lock().of(tenant).intake.get(&key).copied())
    }

    fn cases(&self, tenant: TenantId, filter: &CaseFilter) -> Result<Vec<CaseRow>, Failure> {
        Ok(ask::cases(self.lock().of(tenant), filter))
    }

    fn case_counts(&self, tenant: TenantId) -> Result<Vec<(CaseState, u64)>, Failure> {
        Ok(ask::counts(self.lock().of(tenant)))
    }

    fn stuck(&self, tenant: TenantId, limit: usize) -> Result<Vec<CaseRow>, Failure> {
        Ok(ask::stuck(self.lock().of(tenant), limit))
    }

    fn search(
        &self,
        tenant: TenantId,
        kind: &str,
        value: &str,
        prefix: bool,
        limit: usize,
    ) -> Result<Vec<SearchHit>, Failure> {
        let meant = |row: &SearchRow| {
            row.kind == kind && if prefix { row.value.starts_with(value) } else { row.value == value }
        };
        Ok(ask::search(self.lock().of(tenant), meant, limit))
    }

    fn search_rows(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<SearchRow>, Failure> {
        Ok(self.lock().of(tenant).cases.get(&case).map(|case| case.search.clone()).unwrap_or_default())
    }

    fn claims(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Claim>, Failure> {
        let mut state = self.lock();
        let claims = &state.of(tenant).claims;
        Ok(claims.iter().filter(|(_, by)| **by == case).map(|(claim, _)| claim.clone()).collect())
    }

    fn claim_holder(&self, tenant: TenantId, claim: &Claim) -> Result<Option<CaseKey>, Failure> {
        Ok(self.lock().of(tenant).claims.get(claim).copied())
    }

    fn entries(&self, tenant: TenantId, case: CaseKey, after: EntrySeq) -> Result<Vec<Entry>, Failure> {
        let state = self.lock();
        let of_case = |entry: &&Entry| entry.envelope.tenant == tenant && entry.envelope.case == case;
        Ok(state.log.iter().filter(of_case).filter(|entry| entry.envelope.seq > after).cloned().collect())
    }

    fn entries_in_order(&self, tenant: TenantId, after: Cursor, limit: usize) -> Result<Vec<Entry>, Failure> {
        let state = self.lock();
        let meant = |entry: &&Entry| entry.envelope.tenant == tenant && entry.cursor > after;
        Ok(state.log.iter().filter(meant).take(limit).cloned().collect())
    }

    fn snapshot(
        &self,
        tenant: TenantId,
        case: CaseKey,
        fold_version: u32,
    ) -> Result<Option<Snapshot>, Failure> {
        let mut state = self.lock();
        let found = state.of(tenant).cases.get(&case).and_then(|case| case.snapshot.clone());
        Ok(found.filter(|snapshot| snapshot.fold_version == fold_version))
    }

    fn blob(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Blob>, Failure> {
        let mut state = self.lock();
        let blobs = state.of(tenant).cases.get(&case).map(|case| case.blobs.as_slice()).unwrap_or_default();
        Ok(blobs.iter().find(|blob| blob.address == address).map(|blob| Blob {
            address,
            media_type: blob.media_type.clone(),
            retention: blob.retention.clone(),
            content: blob.content.clone(),
        }))
    }

    fn blobs(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Hash>, Failure> {
        let mut state = self.lock();
        let blobs = state.of(tenant).cases.get(&case).map(|case| case.blobs.as_slice()).unwrap_or_default();
        Ok(blobs.iter().map(|blob| blob.address).collect())
    }

    fn sweep_blobs(&self, _: Timestamp) -> Result<usize, Failure> {
        Ok(0)
    }

    fn job(&self, tenant: TenantId, key: JobKey) -> Result<Option<Job>, Failure> {
        Ok(self.lock().of(tenant).jobs.get(&key).cloned())
    }

    fn jobs(&self, tenant: TenantId, filter: &JobFilter) -> Result<Vec<Job>, Failure> {
        Ok(ask::jobs(self.lock().of(tenant), filter))
    }

    fn task(&self, tenant: TenantId, key: TaskKey) -> Result<Option<TaskRow>, Failure> {
        Ok(self.lock().of(tenant).tasks.get(&key).cloned())
    }

    fn tasks(&self, tenant: TenantId, filter: &TaskFilter) -> Result<Vec<TaskRow>, Failure> {
        Ok(ask::tasks(self.lock().of(tenant), filter))
    }

    fn due_timers(&self, tenant: TenantId, now: Timestamp, limit: usize) -> Result<Vec<Timer>, Failure> {
        let mut state = self.lock();
        let timers = state.of(tenant).timers.values();
        let mut due: Vec<Timer> = timers.filter(|timer| timer.due_at <= now).cloned().collect();
        due.sort_by_key(|timer| (timer.due_at, timer.key));
        due.truncate(limit);
        Ok(due)
    }

    fn next_due(&self, tenant: TenantId) -> Result<Option<Timestamp>, Failure> {
        Ok(ask::next_due(self.lock().of(tenant)))
    }

    fn timers(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Timer>, Failure> {
        let mut state = self.lock();
        Ok(state.of(tenant).timers.values().filter(|timer| timer.key.case() == case).cloned().collect())
    }

    fn subscriptions(
        &self,
        tenant: TenantId,
        name: &str,
        correlation: &str,
    ) -> Result<Vec<Subscription>, Failure> {
        let mut state = self.lock();
        let open = state.of(tenant).subscriptions.values();
        Ok(open.filter(|open| open.name == name && open.correlation == correlation).cloned().collect())
    }

    fn authority_seq(&self, tenant: TenantId) -> Result<AuthoritySeq, Failure> {
        Ok(self.lock().of(tenant).authority_head().0)
    }

    fn authority_entries(
        &self,
        tenant: TenantId,
        after: AuthoritySeq,
    ) -> Result<Vec<AuthorityEntry>, Failure> {
        let mut state = self.lock();
        Ok(state.of(tenant).authority.iter().filter(|entry| entry.seq > after).cloned().collect())
    }

    fn reads(&self, tenant: TenantId, after: ReadSeq, limit: usize) -> Result<Vec<ReadEntry>, Failure> {
        let mut state = self.lock();
        Ok(state.of(tenant).reads.iter().filter(|read| read.seq > after).take(limit).cloned().collect())
    }

    fn put_bundle(
        &self,
        tenant: TenantId,
        case_type: &str,
        archive: &[u8],
        now: Timestamp,
    ) -> Result<Hash, Refused> {
        let row = BundleRow { id: Hash::of(&[archive]), case_type: case_type.to_owned(), added_at: now };
        let id = row.id;
        self.change(|state| {
            let bundles = &mut state.of(tenant).bundles;
            if !bundles.iter().any(|(there, _)| there.id == id) {
                bundles.push((row, archive.to_vec()));
            }
            Ok(id)
        })
        .wait()
    }

    fn bundle(&self, tenant: TenantId, id: Hash) -> Result<Option<Vec<u8>>, Failure> {
        let mut state = self.lock();
        let found = state.of(tenant).bundles.iter().find(|(row, _)| row.id == id);
        Ok(found.map(|(_, archive)| archive.clone()))
    }

    fn bundles(&self, tenant: TenantId) -> Result<Vec<BundleRow>, Failure> {
        Ok(self.lock().of(tenant).bundles.iter().map(|(row, _)| row.clone()).collect())
    }

    fn clock(&self) -> Result<ClockRow, Failure> {
        Ok(self.lock().clock.unwrap_or(ClockRow::Real))
    }

    fn set_clock(&self, clock: ClockRow) -> Result<(), Refused> {
        self.change(|state| {
            if let (Some(ClockRow::Demo(is)), ClockRow::Demo(wanted)) = (state.clock, clock)
                && wanted < is
            {
                return Err(Refused::ClockBackwards);
            }
            state.clock = Some(clock);
            Ok(())
        })
        .wait()
    }

    fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        Ok(self.lock().settings.get(name).cloned())
    }

    fn set_setting(&self, name: &str, value: &str) -> Result<(), Refused> {
        self.change(|state| {
            state.settings.insert(name.to_owned(), value.to_owned());
            Ok(())
        })
        .wait()
    }

    fn data_version(&self) -> Result<u64, Failure> {
        Ok(self.lock().version)
    }

    fn make_checkpoint(&self, tenant: TenantId, now: Timestamp) -> Result<Option<Checkpoint>, Refused> {
        self.change(|state| Ok(write::checkpoint(state, tenant, now, &signer()))).wait()
    }

    fn checkpoints(&self, tenant: TenantId) -> Result<Vec<Checkpoint>, Failure> {
        Ok(self.lock().of(tenant).checkpoints.clone())
    }

    fn verify(&self, tenant: TenantId, outside: &[Checkpoint]) -> Result<VerifyReport, Failure> {
        Ok(ask::verify(&mut self.lock(), tenant, outside, &signer()))
    }

    fn stats(&self) -> Result<Stats, Failure> {
        Ok(Stats::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_contract() {
        crate::contract::check(MemoryStore::new).unwrap();
        let store = MemoryStore::new();
        crate::contract::check_shared(|| store.clone()).unwrap();
    }
}
