use super::*;
use crate::ids::CaseKey;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn job() -> Job {
    let new = NewJob {
        key: JobKey::in_case(CaseKey::of_number(1).unwrap(), 1).unwrap(),
        kind: "saklig.betala".into(),
        business_key: None,
        payload_hash: Hash::ZERO,
        priority: 0,
        not_before: None,
        hold: None,
    };
    Job::of(TenantId(1), "ty", EntrySeq(1), &new)
}

/// Takes the steps and writes down where the job stood after each, or the code of the refusal.
fn check(start: &Job, steps: &[(Door, JobStep)], expected: &str) {
    let mut job = start.clone();
    let mut seen = Vec::new();
    for (door, step) in steps {
        match job.step(*door, step, at(10)) {
            Ok(next) => {
                seen.push(next.state.as_str());
                job = next;
            }
            Err(refused) => seen.push(refused.code()),
        }
    }
    assert_eq!(seen.join(" "), expected);
}

const FIRST: Door = Door::Fence(Fence(1));
const SECOND: Door = Door::Fence(Fence(2));

fn retry() -> JobStep {
    JobStep::FailTechnical { retry_at: Some(at(99)) }
}

#[test]
fn a_result_counts_once_and_only_with_the_current_fence() {
    let leased = job().leased("w", at(20));
    check(
        &leased,
        &[(SECOND, JobStep::Complete), (FIRST, JobStep::Complete), (FIRST, JobStep::Complete)],
        "E0606 done E0606",
    );
    check(
        &leased.leased("v", at(30)),
        &[(FIRST, JobStep::Complete), (SECOND, JobStep::Complete)],
        "E0606 done",
    );
    check(&leased, &[(FIRST, retry()), (FIRST, JobStep::Complete)], "queued E0606");
}

#[test]
fn a_worker_without_a_fence_counts_while_its_lease_runs() {
    check(&job().leased("w", at(20)), &[(Door::RunningLease, JobStep::Complete)], "done");
    check(&job().leased("w", at(10)), &[(Door::RunningLease, JobStep::Complete)], "E0606");
}

#[test]
fn a_brake_stops_what_is_not_past_its_commit_point() {
    let braked = job().leased("w", at(20)).braked("broms", AuthoritySeq(3)).unwrap();
    check(&braked, &[(FIRST, JobStep::PassCommitPoint)], "E0608");
    check(
        &braked,
        &[(FIRST, retry()), (FIRST, JobStep::Complete), (Door::Inside, JobStep::Release)],
        "held E0606 queued",
    );
    check(&braked, &[(FIRST, JobStep::Complete)], "done");
    let past = job().leased("w", at(20)).step(FIRST, &JobStep::PassCommitPoint, at(10)).unwrap();
    assert_eq!(past.braked("broms", AuthoritySeq(3)), None);
    assert_eq!(
        job().step(Door::Inside, &JobStep::Complete, at(1)).unwrap().braked("broms", AuthoritySeq(3)),
        None
    );
}

#[test]
fn past_the_commit_point_nothing_starts_over_by_itself() {
    let past = job().leased("w", at(5)).step(FIRST, &JobStep::PassCommitPoint, at(1)).unwrap();
    assert!(!past.is_free(at(10)) && past.is_lost(at(10)));
    check(&past, &[(Door::Inside, JobStep::Cancel), (FIRST, retry())], "E0608 in_doubt");
    check(&past, &[(FIRST, JobStep::Doubt), (FIRST, JobStep::Complete)], "in_doubt done");
    check(
        &past,
        &[(FIRST, JobStep::Doubt), (Door::Inside, JobStep::Retry { not_before: None })],
        "in_doubt queued",
    );
    check(
        &past,
        &[(FIRST, JobStep::Doubt), (Door::Inside, JobStep::Cancel), (FIRST, JobStep::FailBusiness)],
        "in_doubt E0608 failed_business",
    );
}

#[test]
fn a_job_in_doubt_is_asked_for_when_it_is_time() {
    let past = job().leased("w", at(5)).step(FIRST, &JobStep::PassCommitPoint, at(1)).unwrap();
    let doubt = past.step(FIRST, &retry(), at(2)).unwrap();
    assert!(!doubt.is_to_be_asked_for(at(98)) && doubt.is_to_be_asked_for(at(99)));
    let asking = doubt.leased("v", at(120));
    check(&asking, &[(FIRST, JobStep::Complete), (SECOND, JobStep::Complete)], "E0606 done");
    // Nobody took it: then it may start over, from before the commit point.
    let again = (Door::Inside, JobStep::Retry { not_before: None });
    check(&asking, &[again.clone(), (SECOND, JobStep::Doubt), again], "E0608 in_doubt queued");
}

#[test]
fn a_job_in_a_file_is_ended_only_from_inside() {
    let gathered = [(FIRST, JobStep::Gather)];
    let leased = job().leased("w", at(20));
    check(&leased, &[(SECOND, JobStep::Gather), gathered[0].clone()], "E0606 in_file");
    let member = leased.step(FIRST, &JobStep::Gather, at(10)).unwrap();
    assert!(!member.is_free(at(99)) && !member.is_lost(at(99)) && member.state.is_alive());
    assert_eq!(member.braked("broms", AuthoritySeq(3)), None);
    check(
        &member,
        &[(FIRST, JobStep::Complete), (Door::Inside, JobStep::Cancel), (Door::Inside, JobStep::Complete)],
        "E0606 E0608 done",
    );
    check(&member, &[(Door::Inside, JobStep::FailBusiness)], "failed_business");
    check(&member, &[(Door::Inside, JobStep::Release), (Door::Inside, JobStep::Cancel)], "queued dead");
}

#[test]
fn a_job_that_retries_do_not_cure_waits_for_a_person() {
    let failed = (FIRST, JobStep::FailTechnical { retry_at: None });
    check(
        &job().leased("w", at(20)),
        &[failed.clone(), (Door::Inside, JobStep::Cancel)],
        "failed_technical dead",
    );
    check(
        &job().leased("w", at(20)),
        &[failed, (Door::Inside, JobStep::Retry { not_before: None })],
        "failed_technical queued",
    );
}

#[test]
fn a_job_is_free_when_it_is_due_or_its_lease_has_ended() {
    assert!(job().is_free(at(0)));
    let later = Job { not_before: Some(at(5)), ..job() };
    assert!(!later.is_free(at(4)) && later.is_free(at(5)));
    let leased = job().leased("w", at(20));
    assert!(!leased.is_free(at(19)) && leased.is_free(at(20)));
}
