//! Jobs: leases, fences, results, business keys.

use super::{Story, Told, appending, at, job, key_in, lease, open_case, open_with_jobs, opening};
use crate::commit::Commit;
use crate::ids::{EntrySeq, Fence, JobKey, TenantId};
use crate::jobs::{Door, Job, JobChange, JobFilter, JobState, JobStep};
use crate::refused::Refused;
use crate::store::Store;

fn step(store: &dyn Store, tenant: TenantId, job: JobKey, door: Door, step: JobStep) -> Result<(), Refused> {
    let mut commit = Commit::new(tenant, job.case(), at(2));
    commit.job_changes = vec![JobChange { job, door, step }];
    store.submit(commit).wait().map(|_| ())
}

fn state(store: &dyn Store, tenant: TenantId, key: JobKey) -> Result<Option<JobState>, super::Broken> {
    Ok(store.job(tenant, key)?.map(|job| job.state))
}

pub(super) fn leases(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_with_jobs(store, tenant, |case| {
        let mut jobs = Vec::new();
        for counter in 1..=4 {
            jobs.push(job(case, counter, "brev")?);
        }
        if let [_, second, third, fourth] = jobs.as_mut_slice() {
            second.priority = 5;
            third.not_before = Some(at(100));
            fourth.hold = Some("gateway_saknas".to_owned());
        }
        Ok(jobs)
    })?;
    let key = |counter| key_in(opened.case, counter);
    let (first, second, third, fourth) = (key(1)?, key(2)?, key(3)?, key(4)?);
    told.say("a type nobody has made has no jobs", lease(store, tenant, "annat", 1, 10)?.is_empty())?;
    let leased = lease(store, tenant, "brev", 1, 10)?;
    let keys: Vec<JobKey> = leased.iter().map(|job| job.key).collect();
    told.say("the highest priority is leased first, and nothing held or early", keys == [second, first])?;
    let is_whole = |job: &Job| {
        job.fence == Fence(1)
            && job.attempts == 1
            && job.lease_owner.as_deref() == Some("w1")
            && job.lease_until == Some(at(61))
            && job.entry == EntrySeq(1)
            && job.case_type == "forsorjningsstod"
    };
    told.say("a leased job has fence, worker, end and the entry that made it", leased.iter().all(is_whole))?;
    told.say("a leased job is not leased again", lease(store, tenant, "brev", 60, 10)?.is_empty())?;
    let again = lease(store, tenant, "brev", 61, 1)?;
    let raised =
        matches!(again.as_slice(), [job] if job.key == second && job.fence == Fence(2) && job.attempts == 2);
    told.say("a lease that has ended is free, and the fence rises", raised)?;
    let late = step(store, tenant, second, Door::Fence(Fence(1)), JobStep::Complete);
    told.say("a result from an older lease does not count", matches!(late, Err(Refused::StaleFence { .. })))?;
    let due = store.next_due(tenant)?;
    told.say("a later job says when it is due", due == Some(at(100)))?;
    let later = lease(store, tenant, "brev", 100, 10)?;
    told.say("a later job is leased when it is due", later.iter().any(|job| job.key == third))?;
    let held = JobFilter { states: vec![JobState::Held], limit: 10, ..JobFilter::default() };
    let held = store.jobs(tenant, &held)?;
    let named = matches!(held.as_slice(), [job] if job.key == fourth && job.hold.as_deref() == Some("gateway_saknas"));
    told.say("a held job is listed with its reason", named)
}

pub(super) fn results(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_with_jobs(store, tenant, |case| (1..=3).map(|n| job(case, n, "betala")).collect())?;
    let (one, two, three) = (key_in(opened.case, 1)?, key_in(opened.case, 2)?, key_in(opened.case, 3)?);
    lease(store, tenant, "betala", 1, 10)?;
    let first = Door::Fence(Fence(1));
    let mut done = appending(tenant, &opened, b"paid");
    done.job_changes = vec![JobChange { job: one, door: first, step: JobStep::Complete }];
    store.submit(done).wait()?;
    told.say(
        "a result is written with the entry it causes",
        state(store, tenant, one)? == Some(JobState::Done),
    )?;
    let twice = step(store, tenant, one, first, JobStep::Complete);
    told.say("a result counts once", matches!(twice, Err(Refused::StaleFence { .. })))?;
    let retry = JobStep::FailTechnical { retry_at: Some(at(30)) };
    step(store, tenant, two, first, retry)?;
    let early = lease(store, tenant, "betala", 29, 10)?;
    let later = lease(store, tenant, "betala", 30, 10)?;
    told.say(
        "a failed job is tried again when it is time",
        early.is_empty() && matches!(later.as_slice(), [job] if job.key == two && job.fence == Fence(2)),
    )?;
    step(store, tenant, two, Door::Fence(Fence(2)), JobStep::FailTechnical { retry_at: None })?;
    told.say(
        "a job that is given up waits for somebody",
        state(store, tenant, two)? == Some(JobState::FailedTechnical),
    )?;
    step(store, tenant, three, first, JobStep::PassCommitPoint)?;
    let free = lease(store, tenant, "betala", 500, 10)?;
    told.say(
        "past its commit point a lost job is in doubt and not leased",
        free.is_empty() && state(store, tenant, three)? == Some(JobState::InDoubt),
    )?;
    step(store, tenant, three, first, JobStep::Complete)?;
    told.say(
        "the answer of a doubtful job still counts",
        state(store, tenant, three)? == Some(JobState::Done),
    )?;
    let Some(nowhere) = JobKey::in_case(opened.case, 99) else { return Ok(()) };
    let lost = step(store, tenant, nowhere, Door::Inside, JobStep::Cancel);
    told.say("a job that is not there takes no step", matches!(lost, Err(Refused::NoSuchJob { .. })))?;
    let of_case = JobFilter { case: Some(opened.case), limit: 2, after: Some(one), ..JobFilter::default() };
    let keys: Vec<JobKey> = store.jobs(tenant, &of_case)?.iter().map(|job| job.key).collect();
    told.say("the jobs of a case are listed by key", keys == [two, three])
}

pub(super) fn business_keys(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let paying = |case, counter| {
        let mut job = job(case, counter, "betala")?;
        job.business_key = Some("hushåll 1 2025-11".to_owned());
        Ok::<_, super::Broken>(job)
    };
    let first = open_with_jobs(store, tenant, |case| Ok(vec![paying(case, 1)?]))?;
    let key = key_in(first.case, 1)?;
    let second = open_case(store, tenant)?;
    let mut twice = appending(tenant, &second, b"pay");
    twice.jobs = vec![paying(second.case, 1)?];
    let refused = store.submit(twice.clone()).wait();
    told.say(
        "one job for a type and business key",
        matches!(refused, Err(Refused::JobExists { job }) if job == key),
    )?;
    let mut other_type = appending(tenant, &second, b"letter");
    let mut letter = paying(second.case, 2)?;
    "brev".clone_into(&mut letter.kind);
    other_type.jobs = vec![letter];
    let second = store.submit(other_type).wait()?;
    told.say("another type may have the same business key", second.seq == EntrySeq(2))?;
    let mut replaced = appending(tenant, &first, b"replaced");
    replaced.job_changes = vec![JobChange { job: key, door: Door::Inside, step: JobStep::Cancel }];
    replaced.jobs = vec![paying(first.case, 2)?];
    store.submit(replaced).wait()?;
    told.say(
        "a dead job frees its business key, in the same commit",
        state(store, tenant, key)? == Some(JobState::Dead)
            && state(store, tenant, key_in(first.case, 2)?)? == Some(JobState::Queued),
    )?;
    let mut stray = opening(store, tenant)?;
    stray.jobs = vec![job(first.case, 7, "brev")?];
    let stray = store.submit(stray).wait();
    told.say("a job belongs to the case that makes it", matches!(stray, Err(Refused::Malformed { .. })))
}
