//! Whatever is asked of them, the store in memory and the store in `SQLite` answer the same.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{at, entry, job, opening};
use proptest::prelude::*;
use saklig_store::{
    Actor, AuthorityCommit, AuthoritySeq, CaseFilter, CaseKey, CaseState, Claim, Commit, Door, EntrySeq,
    Fence, Hash, HoldJobs, Intake, JobChange, JobFilter, JobKey, JobStep, LeaseRequest, MemoryStore, Refused,
    SearchRow, StateChange, Store, TenantId,
};

#[derive(Debug, Clone)]
enum Ask {
    Open { claim: u8, intake: u8, content: u8, jobs: u8 },
    Append { case: u8, behind: bool, take: u8, give: u8, step: Option<(u8, u8, u8)>, close: bool },
    Authority { behind: bool, hold: bool, step: Option<(u8, u8, u8)> },
    Lease { now: i64, limit: usize },
}

fn step() -> impl Strategy<Value = (u8, u8, u8)> {
    (0..8_u8, 0..11_u8, 0..4_u8)
}

fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        (0..4_u8, 0..6_u8, 0..2_u8, 0..3_u8).prop_map(|(claim, intake, content, jobs)| Ask::Open {
            claim,
            intake,
            content,
            jobs
        }),
        (0..5_u8, prop::bool::weighted(0.2), 0..4_u8, 0..4_u8, prop::option::of(step()), any::<bool>())
            .prop_map(|(case, behind, take, give, step, close)| Ask::Append {
                case,
                behind,
                take,
                give,
                step,
                close
            }),
        (prop::bool::weighted(0.2), any::<bool>(), prop::option::of(step()))
            .prop_map(|(behind, hold, step)| Ask::Authority { behind, hold, step }),
        (0..200_i64, 0..4_usize).prop_map(|(now, limit)| Ask::Lease { now, limit }),
    ]
}

/// The step of a job: job number `which` of all jobs there are, step number `what`, through door number `door`.
fn change(store: &dyn Store, tenant: TenantId, (which, what, door): (u8, u8, u8)) -> Option<JobChange> {
    let jobs = store.jobs(tenant, &JobFilter { limit: 100, ..JobFilter::default() }).unwrap();
    let job: JobKey = jobs.get(usize::from(which))?.key;
    let step = match what {
        0 => JobStep::Extend { until: at(300) },
        1 => JobStep::PassCommitPoint,
        2 => JobStep::Doubt,
        3 => JobStep::Complete,
        4 => JobStep::FailTechnical { retry_at: Some(at(50)) },
        5 => JobStep::FailTechnical { retry_at: None },
        6 => JobStep::Release,
        7 => JobStep::Retry { not_before: None },
        8 => JobStep::Gather,
        9 => JobStep::FailBusiness,
        _ => JobStep::Cancel,
    };
    let door = match door {
        0 => Door::Inside,
        1 => Door::RunningLease,
        fence => Door::Fence(Fence(u64::from(fence) - 1)),
    };
    Some(JobChange { job, door, step })
}

fn claim(number: u8) -> Vec<Claim> {
    if number == 0 { Vec::new() } else { vec![Claim(format!("claim {number}"))] }
}

fn told<T: std::fmt::Debug>(result: Result<T, Refused>) -> String {
    match result {
        Ok(done) => format!("{done:?}"),
        Err(refused) => refused.to_string(),
    }
}

fn answer(store: &dyn Store, tenant: TenantId, ask: &Ask) -> String {
    match ask {
        Ask::Open { claim: number, intake, content, jobs } => {
            let mut commit = opening(store, tenant, b"opened");
            commit.take_claims = claim(*number);
            commit.jobs = (1..=u32::from(*jobs)).map(|counter| job(commit.case, counter)).collect();
            commit.search = Some(vec![SearchRow::new("person", number.to_string())]);
            commit.intake = Some(Intake {
                channel: "web".to_owned(),
                external_id: intake.to_string(),
                content: Hash::of(&[&[*content]]),
            });
            told(store.submit(commit).wait())
        }
        Ask::Append { case, behind, take, give, step, close } => {
            let key = CaseKey::of_number(u64::from(*case) + 1).unwrap();
            let seq = store.case(tenant, key).unwrap().map_or(EntrySeq::NONE, |row| row.seq);
            let expected = EntrySeq(seq.0.saturating_sub(u64::from(*behind)));
            let mut commit = Commit::new(tenant, key, at(5)).with_entry(expected, entry(b"more"));
            commit.expect_authority_seq = Some(AuthoritySeq(0)).filter(|_| *close);
            commit.take_claims = claim(*take);
            commit.release_claims = claim(*give);
            commit.job_changes.extend(step.and_then(|step| change(store, tenant, step)));
            commit.state = Some(StateChange { state: CaseState::Closed, outcome: None }).filter(|_| *close);
            told(store.submit(commit).wait())
        }
        Ask::Authority { behind, hold, step } => {
            let seq = store.authority_seq(tenant).unwrap();
            let reach =
                HoldJobs { kinds: vec!["brev".to_owned()], case_type: None, reason: "broms".to_owned() };
            told(
                store
                    .submit_authority(AuthorityCommit {
                        tenant,
                        now: at(6),
                        expect_seq: AuthoritySeq(seq.0 + u64::from(*behind)),
                        kinds: vec!["brake@1".to_owned()],
                        actor: Actor::new("officer", "k1"),
                        command_id: "c".to_owned(),
                        body: Vec::new(),
                        hold_jobs: Some(reach).filter(|_| *hold).into_iter().collect(),
                        job_changes: step.and_then(|step| change(store, tenant, step)).into_iter().collect(),
                    })
                    .wait(),
            )
        }
        Ask::Lease { now, limit } => {
            let (kinds, worker) = (vec!["brev".to_owned()], "w".to_owned());
            let (now, until) = (at(*now), at(now + 20));
            let request =
                LeaseRequest { tenant, kinds, worker, now, until, limit: *limit, doubtful: *limit > 2 };
            told(store.lease(request).wait())
        }
    }
}

/// Everything a store shows.
fn shown(store: &dyn Store, tenant: TenantId) -> String {
    let cases = store.cases(tenant, &CaseFilter { limit: 100, ..CaseFilter::default() }).unwrap();
    let jobs = store.jobs(tenant, &JobFilter { limit: 100, ..JobFilter::default() }).unwrap();
    let claims: Vec<_> = cases.iter().map(|row| store.claims(tenant, row.key).unwrap()).collect();
    let log: Vec<_> = store
        .entries_in_order(tenant, saklig_store::Cursor::NONE, 1000)
        .unwrap()
        .into_iter()
        .map(|entry| (entry.cursor, entry.hash, entry.body))
        .collect();
    let hits = store.search(tenant, "person", "", true, 100).unwrap();
    let stuck = store.stuck(tenant, 100).unwrap();
    let authority = store.authority_entries(tenant, AuthoritySeq::NONE).unwrap();
    assert!(store.verify(tenant, &[]).unwrap().is_green());
    format!("{cases:#?}{jobs:#?}{claims:?}{log:#?}{hits:?}{stuck:?}{authority:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn memory_and_sqlite_answer_the_same(asks in prop::collection::vec(ask(), 1..40)) {
        let place = tempfile::tempdir().unwrap();
        let (memory, file) = (MemoryStore::new(), common::open(place.path()));
        let tenant = memory.tenant("a").unwrap();
        prop_assert_eq!(file.tenant("a").unwrap(), tenant);
        for ask in &asks {
            prop_assert_eq!(answer(&memory, tenant, ask), answer(&file, tenant, ask), "{:?}", ask);
        }
        prop_assert_eq!(shown(&memory, tenant), shown(&file, tenant));
    }
}
