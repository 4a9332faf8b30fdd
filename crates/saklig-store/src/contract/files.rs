//! Payment files among the cases, and jobs that go in them; jobs in doubt; keys that are given back.

use super::{Broken, Story, Told, appending, at, job, key_in, lease, open_case, open_with_jobs, opening};
use crate::cases::{CaseFilter, CaseState, StateChange};
use crate::commit::{Commit, Receipt};
use crate::ids::{Fence, JobKey, TenantId};
use crate::jobs::{Door, Job, JobChange, JobState, JobStep, LeaseRequest};
use crate::refused::Refused;
use crate::search::SearchRow;
use crate::store::Store;

const FIRST: Door = Door::Fence(Fence(1));

fn step(job: JobKey, door: Door, step: JobStep) -> JobChange {
    JobChange { job, door, step }
}

fn take(store: &dyn Store, tenant: TenantId, change: JobChange) -> Result<(), Refused> {
    let mut commit = Commit::new(tenant, change.job.case(), at(2));
    commit.job_changes = vec![change];
    store.submit(commit).wait().map(|_| ())
}

fn payment(store: &dyn Store, tenant: TenantId, key: &str) -> Result<(Receipt, JobKey), Broken> {
    let opened = open_with_jobs(store, tenant, |case| {
        let mut job = job(case, 1, "betala")?;
        job.business_key = Some(key.to_owned());
        Ok(vec![job])
    })?;
    Ok((opened, key_in(opened.case, 1)?))
}

/// A commit that opens a file with these members.
fn file(store: &dyn Store, tenant: TenantId, members: &[JobKey]) -> Result<Commit, Broken> {
    let mut commit = opening(store, tenant)?;
    commit.state = Some(StateChange { state: CaseState::FileOpen, outcome: None });
    commit.search = Some(members.iter().map(|key| SearchRow::new("betalning", key.to_string())).collect());
    commit.job_changes = members.iter().map(|key| step(*key, FIRST, JobStep::Gather)).collect();
    Ok(commit)
}

pub(super) fn files(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let ((case, one), (_, two)) = (payment(store, tenant, "1")?, payment(store, tenant, "2")?);
    let other = open_case(store, tenant)?;
    lease(store, tenant, "betala", 1, 10)?;
    let state = |key| Ok::<_, Broken>(store.job(tenant, key)?.map(|job| job.state));
    let mut torn = file(store, tenant, &[one, two])?;
    torn.job_changes.push(step(two, FIRST, JobStep::Gather));
    let refused = store.submit(torn).wait();
    told.say(
        "a file is fixed whole or not at all",
        refused.is_err() && state(one)? == Some(JobState::Leased) && state(two)? == Some(JobState::Leased),
    )?;
    let opened = store.submit(file(store, tenant, &[one, two])?).wait()?;
    told.say(
        "its members go with it",
        state(one)? == Some(JobState::InFile) && state(two)? == Some(JobState::InFile),
    )?;
    let found = store.search(tenant, "betalning", &two.to_string(), false, 2)?;
    told.say("a file is found by its member", found.iter().map(|hit| hit.case).eq([opened.case]))?;
    let listed = |state| {
        let rows = store.cases(tenant, &CaseFilter { state, limit: 10, ..CaseFilter::default() })?;
        Ok::<_, Broken>(rows.iter().map(|row| row.key).collect::<Vec<_>>())
    };
    told.say("a file is no case in a list", !listed(None)?.contains(&opened.case))?;
    told.say("files under way are listed", listed(Some(CaseState::FileOpen))? == [opened.case])?;
    told.say("a file is not counted as a case", store.case_counts(tenant)? == [(CaseState::Open, 3)])?;
    let stuck: Vec<_> = store.stuck(tenant, 10)?.iter().map(|row| row.key).collect();
    told.say("a case whose job goes in a file is not stuck, nor is a file", stuck == [other.case])?;
    let none = lease(store, tenant, "betala", 1_000, 10)?.is_empty();
    told.say("a job in a file is never leased", none && state(one)? == Some(JobState::InFile))?;
    let cancelled = take(store, tenant, step(one, Door::Inside, JobStep::Cancel));
    told.say("nor called off", matches!(cancelled, Err(Refused::JobState { .. })))?;
    let mut paid = appending(tenant, &case, b"paid");
    paid.job_changes = vec![step(one, Door::Inside, JobStep::Complete)];
    store.submit(paid).wait()?;
    told.say("what comes of it is written in its case", state(one)? == Some(JobState::Done))?;
    let mut over = appending(tenant, &opened, b"over");
    over.state = Some(StateChange { state: CaseState::FileClosed, outcome: None });
    over.job_changes = vec![step(two, Door::Inside, JobStep::Release)];
    store.submit(over).wait()?;
    told.say("a file that is called off lets its members go", state(two)? == Some(JobState::Queued))?;
    told.say("then it is no longer under way", listed(Some(CaseState::FileOpen))?.is_empty())
}

pub(super) fn doubt(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let (_, one) = payment(store, tenant, "1")?;
    lease(store, tenant, "betala", 1, 10)?;
    take(store, tenant, step(one, FIRST, JobStep::PassCommitPoint))?;
    take(store, tenant, step(one, FIRST, JobStep::FailTechnical { retry_at: Some(at(50)) }))?;
    let ask = |now: i64| {
        let request = LeaseRequest {
            tenant,
            kinds: vec!["betala".to_owned()],
            worker: "w2".to_owned(),
            now: at(now),
            until: at(now + 60),
            limit: 10,
            doubtful: true,
        };
        Ok::<Vec<Job>, Broken>(store.lease(request).wait()?)
    };
    told.say("a job in doubt says when it is asked for", store.next_due(tenant)? == Some(at(50)))?;
    told.say("it is not asked for before", ask(49)?.is_empty())?;
    told.say("nor given to who does not ask", lease(store, tenant, "betala", 50, 10)?.is_empty())?;
    let leased = ask(50)?;
    let right = matches!(leased.as_slice(), [job] if job.key == one && job.past_commit_point && job.fence == Fence(2));
    told.say("who asks gets it, past its commit point, under a new fence", right)?;
    let second = Door::Fence(Fence(2));
    let mut again = Commit::new(tenant, one.case(), at(51));
    again.job_changes =
        vec![step(one, second, JobStep::Doubt), step(one, Door::Inside, JobStep::Retry { not_before: None })];
    store.submit(again).wait()?;
    let job = store.job(tenant, one)?;
    told.say(
        "what the receiver never had starts over before the commit point",
        job.is_some_and(|job| job.state == JobState::Queued && !job.past_commit_point),
    )
}

pub(super) fn keys_given_back(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let (_, one) = payment(store, tenant, "samma")?;
    lease(store, tenant, "betala", 1, 10)?;
    take(store, tenant, step(one, FIRST, JobStep::FailBusiness))?;
    let (_, two) = payment(store, tenant, "samma")?;
    let free = store.job(tenant, two)?.is_some_and(|job| job.state == JobState::Queued);
    told.say("what the world refused gives its business key back", free)?;
    let again = take(store, tenant, step(one, Door::Inside, JobStep::Retry { not_before: None }));
    told.say(
        "and does not get it again while another has it",
        matches!(again, Err(Refused::JobExists { job }) if job == two),
    )?;
    take(store, tenant, step(two, Door::Inside, JobStep::Cancel))?;
    take(store, tenant, step(one, Door::Inside, JobStep::Retry { not_before: None }))?;
    let queued = store.job(tenant, one)?.is_some_and(|job| job.state == JobState::Queued);
    told.say("but when it is free", queued)
}
