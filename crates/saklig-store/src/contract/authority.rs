//! The authority register, the read log, brakes.

use super::{Story, Told, appending, at, job, key_in, lease, open_case, open_with_jobs};
use crate::authority::{AuthorityCommit, HoldJobs};
use crate::chain::Actor;
use crate::commit::Commit;
use crate::ids::{AuthoritySeq, Fence, Hash, JobKey, ReadSeq, TenantId};
use crate::jobs::{Door, JobChange, JobState, JobStep};
use crate::reads::NewRead;
use crate::refused::Refused;
use crate::store::Store;

pub(super) fn entry(tenant: TenantId, expect: u64) -> AuthorityCommit {
    AuthorityCommit {
        tenant,
        now: at(5),
        expect_seq: AuthoritySeq(expect),
        kinds: vec!["brake@1".to_owned()],
        actor: Actor::new("officer", "k1"),
        command_id: "c1".to_owned(),
        body: b"body".to_vec(),
        hold_jobs: Vec::new(),
        job_changes: Vec::new(),
    }
}

pub(super) fn the_register(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    told.say("an empty register is at 0", store.authority_seq(tenant)? == AuthoritySeq::NONE)?;
    let first = store.submit_authority(entry(tenant, 0)).wait()?;
    let stale = store.submit_authority(entry(tenant, 0)).wait();
    told.say(
        "a stale entry of the register is a conflict",
        matches!(stale, Err(Refused::StaleAuthority { have: AuthoritySeq(1) })),
    )?;
    let second = store.submit_authority(entry(tenant, 1)).wait()?;
    let entries = store.authority_entries(tenant, AuthoritySeq::NONE)?;
    let [one, two] = entries.as_slice() else {
        return told.say("both entries of the register are read back", false);
    };
    let chained = one.hash_after(Hash::ZERO) == first.hash && two.hash_after(one.hash) == second.hash;
    told.say("the register is a chain", chained && one.body == b"body")?;
    let opened = open_case(store, tenant)?;
    let mut deciding = appending(tenant, &opened, b"decided");
    deciding.expect_authority_seq = Some(AuthoritySeq(1));
    let stale = store.submit(deciding.clone()).wait();
    told.say(
        "a decision under an older register is refused",
        matches!(stale, Err(Refused::StaleAuthority { have: AuthoritySeq(2) })),
    )?;
    deciding.expect_authority_seq = Some(AuthoritySeq(2));
    told.say("a decision under the current register is written", store.submit(deciding).wait().is_ok())?;
    let read = NewRead {
        tenant,
        now: at(6),
        actor: Actor::new("officer", "k1"),
        role: "handläggare".to_owned(),
        purpose: "handläggning".to_owned(),
        cases: vec![opened.case],
    };
    store.log_read(read.clone()).wait()?;
    let seq = store.log_read(read.clone()).wait()?;
    let reads = store.reads(tenant, ReadSeq::NONE, 10)?;
    let [one, two] = reads.as_slice() else { return told.say("what was read is logged", false) };
    told.say("the read log says who saw which cases", one.read == read && seq == ReadSeq(2))?;
    let chained = one.hash_after(Hash::ZERO) == one.hash && two.hash_after(one.hash) == two.hash;
    told.say("the read log is a chain of its own", chained)
}

pub(super) fn a_brake(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_with_jobs(store, tenant, |case| (1..=3).map(|n| job(case, n, "betala")).collect())?;
    let key = |counter| key_in(opened.case, counter);
    let (sent, in_hand, queued) = (key(1)?, key(2)?, key(3)?);
    lease(store, tenant, "betala", 1, 2)?;
    let change = |job: JobKey, step: JobStep| {
        let mut commit = Commit::new(tenant, job.case(), at(2));
        commit.job_changes = vec![JobChange { job, door: Door::Fence(Fence(1)), step }];
        store.submit(commit).wait()
    };
    change(sent, JobStep::PassCommitPoint)?;
    let mut brake = entry(tenant, 0);
    let reach = |case_type: &str| HoldJobs {
        kinds: vec!["betala".to_owned()],
        case_type: Some(case_type.to_owned()),
        reason: "broms".to_owned(),
    };
    brake.hold_jobs = vec![reach("annan")];
    let none = store.submit_authority(brake.clone()).wait()?;
    told.say("a brake on another case type holds nothing here", none.held == 0)?;
    brake.expect_seq = AuthoritySeq(1);
    brake.hold_jobs = vec![reach("forsorjningsstod")];
    let held = store.submit_authority(brake).wait()?;
    told.say("a brake holds what is not past its commit point", held.held == 2)?;
    let state = |key| store.job(tenant, key).map(|job| job.map(|job| (job.state, job.held_by)));
    let by = Some(AuthoritySeq(2));
    told.say("a held job says which entry holds it", state(queued)? == Some((JobState::Held, by)))?;
    told.say("what was sent is not held", state(sent)? == Some((JobState::Leased, None)))?;
    let stopped = change(in_hand, JobStep::PassCommitPoint);
    told.say("a worker that is held may not send", matches!(stopped, Err(Refused::JobState { .. })))?;
    told.say("nothing that is held is leased", lease(store, tenant, "betala", 2, 10)?.is_empty())?;
    let mut release = entry(tenant, 2);
    release.job_changes = vec![JobChange { job: queued, door: Door::Inside, step: JobStep::Release }];
    store.submit_authority(release).wait()?;
    let leased: Vec<JobKey> = lease(store, tenant, "betala", 2, 10)?.iter().map(|job| job.key).collect();
    told.say("a person releases it, and only it", leased == [queued])?;
    let mut wrong = entry(tenant, 3);
    wrong.hold_jobs = vec![reach("forsorjningsstod")];
    wrong.job_changes = vec![JobChange { job: sent, door: Door::Inside, step: JobStep::Release }];
    let refused = store.submit_authority(wrong).wait();
    told.say(
        "an entry with a step that cannot be taken is refused",
        matches!(refused, Err(Refused::JobState { .. })),
    )?;
    told.say(
        "and nothing of it is left",
        store.authority_seq(tenant)? == AuthoritySeq(3) && state(queued)? == Some((JobState::Leased, None)),
    )
}
