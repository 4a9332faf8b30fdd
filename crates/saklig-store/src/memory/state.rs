//! What a memory store holds.

use std::collections::BTreeMap;

use crate::authority::AuthorityEntry;
use crate::blobs::NewBlob;
use crate::bundles::BundleRow;
use crate::cases::CaseRow;
use crate::chain::Entry;
use crate::checkpoint::Checkpoint;
use crate::clock::ClockRow;
use crate::commit::Snapshot;
use crate::ids::{
    AuthoritySeq, CaseKey, Hash, JobKey, ReadSeq, SubscriptionKey, TaskKey, TenantId, TimerKey,
};
use crate::jobs::Job;
use crate::reads::ReadEntry;
use crate::search::{Claim, SearchRow};
use crate::tasks::TaskRow;
use crate::timers::{Subscription, Timer};

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) names: Vec<String>,
    pub(super) tenants: BTreeMap<TenantId, Tenant>,
    pub(super) log: Vec<Entry>,
    pub(super) blocks: BTreeMap<(TenantId, String), u64>,
    pub(super) settings: BTreeMap<String, String>,
    pub(super) clock: Option<ClockRow>,
    pub(super) version: u64,
}

#[derive(Debug, Default)]
pub(super) struct Tenant {
    pub(super) cases: BTreeMap<CaseKey, Case>,
    pub(super) intake: BTreeMap<(String, String), (CaseKey, Hash)>,
    pub(super) claims: BTreeMap<Claim, CaseKey>,
    pub(super) jobs: BTreeMap<JobKey, Job>,
    pub(super) tasks: BTreeMap<TaskKey, TaskRow>,
    pub(super) timers: BTreeMap<TimerKey, Timer>,
    pub(super) subscriptions: BTreeMap<SubscriptionKey, Subscription>,
    pub(super) authority: Vec<AuthorityEntry>,
    pub(super) reads: Vec<ReadEntry>,
    pub(super) bundles: Vec<(BundleRow, Vec<u8>)>,
    pub(super) checkpoints: Vec<Checkpoint>,
}

#[derive(Debug)]
pub(super) struct Case {
    pub(super) row: CaseRow,
    pub(super) search: Vec<SearchRow>,
    pub(super) blobs: Vec<NewBlob>,
    pub(super) snapshot: Option<Snapshot>,
}

impl State {
    pub(super) fn of(&mut self, tenant: TenantId) -> &mut Tenant {
        self.tenants.entry(tenant).or_default()
    }
}

impl Tenant {
    pub(super) fn authority_head(&self) -> (AuthoritySeq, Hash) {
        self.authority.last().map_or((AuthoritySeq::NONE, Hash::ZERO), |last| (last.seq, last.hash))
    }

    pub(super) fn reads_head(&self) -> (ReadSeq, Hash) {
        self.reads.last().map_or((ReadSeq::NONE, Hash::ZERO), |last| (last.seq, last.hash))
    }
}

/// The id of the tenant that was added at this place.
pub(super) fn tenant_at(at: usize) -> TenantId {
    TenantId(u32::try_from(at + 1).unwrap_or(u32::MAX))
}
