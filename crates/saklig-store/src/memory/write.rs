//! Writing: first everything is checked, then everything is changed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::state::{Case, State, Tenant};
use crate::authority::{AuthorityCommit, AuthorityEntry, AuthorityReceipt};
use crate::blobs::blob_address;
use crate::cases::{CaseRow, CaseState};
use crate::chain::{Entry, Envelope, body_hash, chain_hash, whole_micros};
use crate::checkpoint::{Checkpoint, Roots, Signer};
use crate::commit::{Commit, Receipt, check_form};
use crate::ids::{Cursor, EntrySeq, Hash, JobKey, ReadSeq, Salt, TenantId};
use crate::jobs::{Job, JobChange, JobState, LeaseRequest, NewJob};
use crate::reads::{NewRead, ReadEntry};
use crate::refused::Refused;

pub(super) fn commit(state: &mut State, commit: Commit) -> Result<Receipt, Refused> {
    check_form(&commit)?;
    let cursor = Cursor(state.log.len() as u64 + 1);
    let tenant = state.of(commit.tenant);
    let standing = stand(tenant, &commit)?;
    for (index, blob) in commit.blobs.iter().enumerate() {
        if blob_address(&standing.salt, &blob.content) != blob.address {
            return Err(Refused::BlobAddress { index });
        }
    }
    check_rest(tenant, &commit)?;
    let mut jobs = steps(tenant, &commit.job_changes, commit.now)?;
    let seq = if commit.entry.is_some() { standing.seq.next() } else { standing.seq };
    for new in &commit.jobs {
        require_new(tenant, &jobs, new)?;
        jobs.insert(new.key, Job::of(commit.tenant, &standing.case_type, seq, new));
    }

    let mut receipt = Receipt { case: commit.case, seq, hash: standing.head, cursor: None };
    let mut entry = None;
    if let Some(new) = &commit.entry {
        let envelope = Envelope::of(commit.tenant, commit.case, seq, commit.now, new);
        let body_hash = body_hash(&standing.salt, &new.body);
        let hash = chain_hash(standing.head, &envelope.encode(), body_hash);
        receipt = Receipt { hash, cursor: Some(cursor), ..receipt };
        entry = Some(Entry { envelope, body: Some(new.body.clone()), body_hash, hash, cursor });
    }
    tenant.jobs.extend(jobs);
    apply(tenant, commit, receipt);
    state.log.extend(entry);
    Ok(receipt)
}

struct Standing {
    seq: EntrySeq,
    head: Hash,
    salt: Salt,
    case_type: String,
}

fn stand(tenant: &Tenant, commit: &Commit) -> Result<Standing, Refused> {
    let case = commit.case;
    let standing = match (&commit.new_case, tenant.cases.get(&case)) {
        (Some(new), None) => {
            if tenant.cases.values().any(|case| case.row.number == new.number) {
                return Err(Refused::CaseExists { case });
            }
            let (seq, head) = (EntrySeq::NONE, Hash::ZERO);
            Standing { seq, head, salt: new.salt, case_type: new.case_type.clone() }
        }
        (Some(_), Some(_)) => return Err(Refused::CaseExists { case }),
        (None, Some(there)) => {
            let salt = there.row.salt.ok_or(Refused::NoSuchCase { case })?;
            let (seq, head) = (there.row.seq, there.row.head);
            Standing { seq, head, salt, case_type: there.row.case_type.clone() }
        }
        (None, None) => return Err(Refused::NoSuchCase { case }),
    };
    match commit.expect_seq {
        Some(expected) if expected != standing.seq => Err(Refused::StaleCase { case, have: standing.seq }),
        _ => Ok(standing),
    }
}

fn check_rest(tenant: &Tenant, commit: &Commit) -> Result<(), Refused> {
    let have = tenant.authority_head().0;
    if commit.expect_authority_seq.is_some_and(|expected| expected != have) {
        return Err(Refused::StaleAuthority { have });
    }
    if let Some(intake) = &commit.intake
        && let Some((case, content)) =
            tenant.intake.get(&(intake.channel.clone(), intake.external_id.clone())).copied()
    {
        return Err(if content == intake.content {
            Refused::AlreadyThere { case }
        } else {
            Refused::OtherContent { case }
        });
    }
    for (index, claim) in commit.take_claims.iter().enumerate() {
        if let Some(by) = tenant.claims.get(claim).copied()
            && by != commit.case
        {
            return Err(Refused::ClaimHeld { by, index });
        }
    }
    Ok(())
}

/// The jobs after the steps; the same job may take several.
fn steps(tenant: &Tenant, changes: &[JobChange], now: Timestamp) -> Result<BTreeMap<JobKey, Job>, Refused> {
    let mut jobs: BTreeMap<JobKey, Job> = BTreeMap::new();
    for change in changes {
        let job = jobs.get(&change.job).or_else(|| tenant.jobs.get(&change.job));
        let job = job.ok_or(Refused::NoSuchJob { job: change.job })?;
        let next = job.step(change.door, &change.step, now)?;
        if next.state.keeps_key() && !job.state.keeps_key() && job.business_key.is_some() {
            let (kind, key) = (job.kind.clone(), job.business_key.clone());
            let unchanged = tenant.jobs.values().filter(|job| !jobs.contains_key(&job.key));
            let same = |job: &&Job| job.state.keeps_key() && job.kind == kind && job.business_key == key;
            if let Some(there) = jobs.values().chain(unchanged).find(same) {
                return Err(Refused::JobExists { job: there.key });
            }
        }
        jobs.insert(change.job, next);
    }
    Ok(jobs)
}

fn require_new(tenant: &Tenant, changed: &BTreeMap<JobKey, Job>, new: &NewJob) -> Result<(), Refused> {
    let unchanged = tenant.jobs.values().filter(|job| !changed.contains_key(&job.key));
    let same = changed.values().chain(unchanged).find(|job| {
        let same_business_key = new.business_key.is_some()
            && job.state.keeps_key()
            && (&job.kind, &job.business_key) == (&new.kind, &new.business_key);
        job.key == new.key || same_business_key
    });
    same.map_or(Ok(()), |job| Err(Refused::JobExists { job: job.key }))
}

fn apply(tenant: &mut Tenant, commit: Commit, receipt: Receipt) {
    let case = commit.case;
    if let Some(intake) = commit.intake {
        tenant.intake.insert((intake.channel, intake.external_id), (case, intake.content));
    }
    tenant.claims.extend(commit.take_claims.into_iter().map(|claim| (claim, case)));
    for claim in &commit.release_claims {
        if tenant.claims.get(claim) == Some(&case) {
            tenant.claims.remove(claim);
        }
    }
    tenant.tasks.extend(commit.tasks.into_iter().map(|task| (task.key, task)));
    for key in &commit.timers_gone {
        tenant.timers.remove(key);
    }
    tenant.timers.extend(commit.timers.into_iter().map(|timer| (timer.key, timer)));
    for key in &commit.subscriptions_gone {
        tenant.subscriptions.remove(key);
    }
    tenant.subscriptions.extend(commit.subscriptions.into_iter().map(|open| (open.key, open)));
    if let Some(new) = commit.new_case {
        let row = CaseRow {
            tenant: commit.tenant,
            key: case,
            number: new.number,
            case_type: new.case_type,
            opened_at: whole_micros(new.opened_at),
            state: CaseState::Open,
            outcome: None,
            changed_at: whole_micros(commit.now),
            seq: EntrySeq::NONE,
            head: Hash::ZERO,
            salt: Some(new.salt),
        };
        tenant.cases.insert(case, Case { row, search: Vec::new(), blobs: Vec::new(), snapshot: None });
    }
    let Some(there) = tenant.cases.get_mut(&case) else { return };
    if receipt.cursor.is_some() {
        (there.row.seq, there.row.head) = (receipt.seq, receipt.hash);
        there.row.changed_at = whole_micros(commit.now);
    }
    if let Some(change) = commit.state {
        (there.row.state, there.row.outcome) = (change.state, change.outcome);
    }
    if let Some(mut rows) = commit.search {
        rows.sort();
        rows.dedup();
        there.search = rows;
    }
    for blob in commit.blobs {
        if !there.blobs.iter().any(|old| old.address == blob.address) {
            there.blobs.push(blob);
        }
    }
    there.snapshot = commit.snapshot.or(there.snapshot.take());
}

pub(super) fn authority(state: &mut State, commit: AuthorityCommit) -> Result<AuthorityReceipt, Refused> {
    let tenant = state.of(commit.tenant);
    let (have, prev) = tenant.authority_head();
    if have != commit.expect_seq {
        return Err(Refused::StaleAuthority { have });
    }
    let seq = have.next();
    let mut held = BTreeMap::new();
    for hold in &commit.hold_jobs {
        for job in tenant.jobs.values().filter(|job| hold.kinds.contains(&job.kind)) {
            let meant = hold.case_type.as_ref().is_none_or(|case_type| *case_type == job.case_type);
            if let Some(braked) = meant.then(|| job.braked(&hold.reason, seq)).flatten() {
                held.insert(job.key, braked);
            }
        }
    }
    let count = held.len() as u64;
    let before = std::mem::take(&mut tenant.jobs);
    tenant.jobs.extend(before.iter().map(|(key, job)| (*key, job.clone())));
    tenant.jobs.extend(held);
    match steps(tenant, &commit.job_changes, commit.now) {
        Ok(jobs) => tenant.jobs.extend(jobs),
        Err(refused) => {
            tenant.jobs = before;
            return Err(refused);
        }
    }
    let mut entry = AuthorityEntry {
        tenant: commit.tenant,
        seq,
        recorded_at: whole_micros(commit.now),
        kinds: commit.kinds,
        actor: commit.actor,
        command_id: commit.command_id,
        body: commit.body,
        hash: Hash::ZERO,
    };
    entry.hash = entry.hash_after(prev);
    let receipt = AuthorityReceipt { seq, hash: entry.hash, held: count };
    tenant.authority.push(entry);
    Ok(receipt)
}

pub(super) fn lease(state: &mut State, request: &LeaseRequest) -> Vec<Job> {
    let tenant = state.of(request.tenant);
    let meant = |job: &&mut Job| request.kinds.contains(&job.kind);
    for job in tenant.jobs.values_mut().filter(meant) {
        if job.is_lost(request.now) {
            job.state = JobState::InDoubt;
        }
    }
    let mut free: Vec<&mut Job> =
        tenant.jobs.values_mut().filter(meant).filter(|job| is_for(request, job)).collect();
    free.sort_by(|a, b| b.priority.cmp(&a.priority).then(a.key.cmp(&b.key)));
    free.truncate(request.limit);
    let mut leased = Vec::new();
    for job in free {
        *job = job.leased(&request.worker, request.until);
        leased.push(job.clone());
    }
    leased
}

fn is_for(request: &LeaseRequest, job: &Job) -> bool {
    job.is_free(request.now) || (request.doubtful && job.is_to_be_asked_for(request.now))
}

pub(super) fn read(state: &mut State, mut read: NewRead) -> ReadSeq {
    let tenant = state.of(read.tenant);
    let (have, prev) = tenant.reads_head();
    read.now = whole_micros(read.now);
    let mut entry = ReadEntry { seq: have.next(), read, hash: Hash::ZERO };
    entry.hash = entry.hash_after(prev);
    let seq = entry.seq;
    tenant.reads.push(entry);
    seq
}

pub(super) fn checkpoint(
    state: &mut State,
    of: TenantId,
    now: Timestamp,
    signer: &dyn Signer,
) -> Option<Checkpoint> {
    let last = state.of(of).checkpoints.last().cloned();
    let after = last.as_ref().map_or(Cursor::NONE, |last| last.upto);
    let (mut roots, mut upto) = (Roots::default(), after);
    for entry in state.log.iter().filter(|entry| entry.envelope.tenant == of && entry.cursor > after) {
        roots.add(entry.hash);
        upto = entry.cursor;
    }
    let (entries, root) = roots.take();
    let tenant = state.of(of);
    let (authority, reads) = (tenant.authority_head(), tenant.reads_head());
    if last.as_ref().is_some_and(|last| entries == 0 && last.authority == authority && last.reads == reads) {
        return None;
    }
    let mut checkpoint = Checkpoint {
        tenant: of,
        seq: last.as_ref().map_or(0, |last| last.seq) + 1,
        at: whole_micros(now),
        after,
        upto,
        entries,
        root,
        cases: tenant.cases.len() as u64,
        authority,
        reads,
        previous: last.as_ref().map_or(Hash::ZERO, Checkpoint::hash),
        public_key: signer.public_key(),
        signature: [0; 64],
    };
    checkpoint.signature = signer.sign(&checkpoint.message());
    tenant.checkpoints.push(checkpoint.clone());
    Some(checkpoint)
}
