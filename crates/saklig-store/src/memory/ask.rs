//! Questions to a memory store.

use jiff::Timestamp;

use super::state::{State, Tenant};
use crate::cases::{CaseFilter, CaseRow, CaseState};
use crate::checkpoint::{Checkpoint, Roots, Signer};
use crate::ids::{CaseKey, Hash, ReadSeq, TenantId};
use crate::jobs::{Job, JobFilter, JobState};
use crate::search::{SearchHit, SearchRow};
use crate::tasks::{TaskFilter, TaskRow, TaskState};
use crate::verify::{FindingKind, VerifyReport};

pub(super) fn cases(tenant: &Tenant, filter: &CaseFilter) -> Vec<CaseRow> {
    let rows = tenant.cases.values().map(|case| &case.row);
    rows.filter(|row| filter.after.is_none_or(|after| row.key > after))
        .filter(|row| filter.state.map_or(!row.state.is_file(), |state| row.state == state))
        .filter(|row| filter.case_type.as_ref().is_none_or(|case_type| row.case_type == *case_type))
        .take(filter.limit)
        .cloned()
        .collect()
}

pub(super) fn counts(tenant: &Tenant) -> Vec<(CaseState, u64)> {
    let count = |state| tenant.cases.values().filter(|case| case.row.state == state).count() as u64;
    let states = CaseState::ALL.into_iter().filter(|state| !state.is_file());
    states.map(|state| (state, count(state))).filter(|(_, count)| *count > 0).collect()
}

pub(super) fn stuck(tenant: &Tenant, limit: usize) -> Vec<CaseRow> {
    let waits = |case: CaseKey| {
        tenant.jobs.values().any(|job| job.key.case() == case && job.state.is_alive())
            || tenant.tasks.values().any(|task| task.key.case() == case && task.state != TaskState::Done)
            || tenant.timers.keys().any(|timer| timer.case() == case)
            || tenant.subscriptions.keys().any(|open| open.case() == case)
    };
    let rows = tenant.cases.values().map(|case| &case.row);
    let over = |state: CaseState| state == CaseState::Closed || state.is_file();
    rows.filter(|row| !over(row.state) && !waits(row.key)).take(limit).cloned().collect()
}

pub(super) fn search(tenant: &Tenant, meant: impl Fn(&SearchRow) -> bool, limit: usize) -> Vec<SearchHit> {
    let mut hits = Vec::new();
    for case in tenant.cases.values() {
        for row in case.search.iter().filter(|row| meant(row)) {
            hits.push(SearchHit {
                case: case.row.key,
                number: case.row.number.clone(),
                kind: row.kind.clone(),
                value: row.value.clone(),
            });
        }
    }
    hits.truncate(limit);
    hits
}

pub(super) fn jobs(tenant: &Tenant, filter: &JobFilter) -> Vec<Job> {
    let jobs = tenant.jobs.values();
    jobs.filter(|job| filter.after.is_none_or(|after| job.key > after))
        .filter(|job| filter.states.is_empty() || filter.states.contains(&job.state))
        .filter(|job| filter.kind.as_ref().is_none_or(|kind| job.kind == *kind))
        .filter(|job| filter.case.is_none_or(|case| job.key.case() == case))
        .take(filter.limit)
        .cloned()
        .collect()
}

pub(super) fn tasks(tenant: &Tenant, filter: &TaskFilter) -> Vec<TaskRow> {
    let mut tasks: Vec<TaskRow> = tenant
        .tasks
        .values()
        .filter(|task| filter.states.is_empty() || filter.states.contains(&task.state))
        .filter(|task| filter.queue.as_ref().is_none_or(|queue| task.queue == *queue))
        .filter(|task| filter.assignee.is_none() || task.assignee == filter.assignee)
        .filter(|task| filter.case.is_none_or(|case| task.key.case() == case))
        .cloned()
        .collect();
    tasks.sort_by_key(|task| (task.deadline.is_none(), task.deadline, task.key));
    tasks.truncate(filter.limit);
    tasks
}

pub(super) fn next_due(tenant: &Tenant) -> Option<Timestamp> {
    let timers = tenant.timers.values().map(|timer| timer.due_at);
    let later = |job: &&Job| matches!(job.state, JobState::Queued | JobState::InDoubt);
    timers.chain(tenant.jobs.values().filter(later).filter_map(|job| job.not_before)).min()
}

pub(super) fn verify(
    state: &mut State,
    of: TenantId,
    outside: &[Checkpoint],
    signer: &dyn Signer,
) -> VerifyReport {
    let mut report = VerifyReport::default();
    let log: Vec<_> = state.log.iter().filter(|entry| entry.envelope.tenant == of).cloned().collect();
    let tenant = state.of(of);
    for (key, case) in &tenant.cases {
        let entries: Vec<_> = log.iter().filter(|entry| entry.envelope.case == *key).cloned().collect();
        report.check_case(*key, Some(&case.row), &entries);
        report.blobs += case.blobs.len() as u64;
    }
    report.check_authority(&tenant.authority);
    report.check_reads((ReadSeq::NONE, Hash::ZERO), &tenant.reads);
    report.check_signatures(&tenant.checkpoints, outside, signer);
    for point in &tenant.checkpoints {
        let mut roots = Roots::default();
        for entry in log.iter().filter(|entry| entry.cursor > point.after && entry.cursor <= point.upto) {
            roots.add(entry.hash);
        }
        if roots.take() != (point.entries, point.root) {
            report.find(FindingKind::CheckpointBroken, point.seq);
        }
    }
    report
}
