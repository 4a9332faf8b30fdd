//! Once work may have happened in the world it is neither called off nor started anew: the receiver is asked.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use saklig_app::{App, HeldJobs, Look, Ports, TaskQuery, Viewer};
use saklig_case::TaskKind;
use saklig_case::authority::Braked;
use saklig_connect::fake::{FakeBank, FakePost, Fault};
use saklig_store::{Door, Job, JobChange, JobFilter, JobState, JobStep, LeaseRequest, Refused};
use saklig_testkit::{DemoWorld, Hooked, line_of, start};
use saklig_text::{Lang, Texts};

const PAYMENT: &str = "saklig.betala";

fn officer() -> Viewer {
    Viewer::officer("handlaggare1", "handlaggning")
}

fn days(days: i64) -> Timestamp {
    start().checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}

fn jobs(app: &App, kind: &str) -> Vec<Job> {
    let filter = JobFilter { kind: Some(kind.to_owned()), limit: 100, ..JobFilter::default() };
    app.store().jobs(app.tenant(), &filter).unwrap()
}

fn states(app: &App, kind: &str) -> Vec<JobState> {
    jobs(app, kind).iter().map(|job| job.state).collect()
}

/// A case that is decided, with its payment and letter ordered and nobody to send them to yet.
fn decided(world: &DemoWorld) {
    let case = world.run(&line_of("A-0003"), &world.ports());
    assert!(case.decision().is_some(), "{:?}", case.standing);
}

fn with_bank(world: &DemoWorld, bank: &Arc<FakeBank>) -> Ports {
    Ports { payments: Some(bank.clone()), ..world.ports() }
}

fn run(world: &DemoWorld, ports: &Ports, now: Timestamp) {
    world.app.run_due(ports, now, 1, &|| {}).unwrap();
}

#[test]
fn a_brake_pulled_just_before_the_commit_point_stops_what_was_leased() {
    let store = Arc::new(Hooked::new());
    let world = DemoWorld::on(Arc::clone(&store) as _);
    decided(&world);
    let (bank, other) = (Arc::new(FakeBank::new()), world.second());
    store.before_decision(move || {
        other.pull_brake("b1", None, &[Braked::Payments], "Fel.", &officer().actor(), start()).unwrap();
    });
    run(&world, &with_bank(&world, &bank), start());
    assert!(bank.taken().is_empty(), "paid under a brake");
    assert_eq!(states(&world.app, PAYMENT), [JobState::Held]);
    let actor = officer().actor();
    world.app.release_brake("b1", HeldJobs::Release, "Rättat.", &actor, start()).unwrap();
    run(&world, &with_bank(&world, &bank), start());
    assert_eq!(bank.taken().len(), 1);
}

#[test]
fn a_payment_under_way_is_not_called_off_with_the_brake_and_is_paid_once() {
    let world = DemoWorld::new();
    decided(&world);
    let (bank, actor) = (Arc::new(FakeBank::new()), officer().actor());
    bank.fail_next(Fault::AnswerLost);
    run(&world, &with_bank(&world, &bank), start());
    assert_eq!(states(&world.app, PAYMENT), [JobState::InDoubt]);
    let app = &world.app;
    app.pull_brake("b1", None, &[Braked::Payments], "Fel.", &actor, start()).unwrap();
    run(&world, &with_bank(&world, &bank), days(1));
    assert_eq!(states(app, PAYMENT), [JobState::InDoubt], "asked or sent again under a brake");
    assert_eq!(app.release_brake("b1", HeldJobs::Cancel, "Stoppas.", &actor, days(1)).unwrap(), 0);
    bank.confirm_all();
    run(&world, &with_bank(&world, &bank), days(2));
    assert_eq!(states(app, PAYMENT), [JobState::Done]);
    assert_eq!(bank.taken().len(), 1);
}

#[test]
fn a_job_past_its_commit_point_is_refused_to_who_would_call_it_off() {
    let world = DemoWorld::new();
    decided(&world);
    let (app, bank) = (&world.app, Arc::new(FakeBank::new()));
    run(&world, &with_bank(&world, &bank), start());
    let [job] = jobs(app, PAYMENT).try_into().unwrap();
    let mut commit = saklig_store::Commit::new(app.tenant(), job.key.case(), start());
    commit.job_changes = vec![JobChange { job: job.key, door: Door::Inside, step: JobStep::Cancel }];
    let refused = app.store().submit(commit).wait();
    assert!(matches!(refused, Err(Refused::JobState { .. })), "{refused:?}");
}

#[test]
fn a_receiver_that_is_down_for_days_gives_no_second_job_and_one_payment() {
    let world = DemoWorld::new();
    decided(&world);
    let bank = Arc::new(FakeBank::new());
    for _ in 0..12 {
        bank.fail_next(Fault::Unreachable);
    }
    for day in 0..12 {
        run(&world, &with_bank(&world, &bank), days(day));
        assert_eq!(states(&world.app, PAYMENT), [JobState::InDoubt]);
    }
    assert!(bank.taken().is_empty());
    run(&world, &with_bank(&world, &bank), days(12));
    bank.confirm_all();
    run(&world, &with_bank(&world, &bank), days(13));
    assert_eq!(states(&world.app, PAYMENT), [JobState::Done]);
    assert_eq!(bank.taken().len(), 1);
}

#[test]
fn what_the_bank_refuses_is_a_task_and_may_be_paid_again() {
    let world = DemoWorld::new();
    decided(&world);
    let (app, viewer, bank) = (&world.app, officer(), Arc::new(FakeBank::new()));
    run(&world, &with_bank(&world, &bank), start());
    bank.refuse(bank.taken().first().unwrap().key, "AC01");
    run(&world, &with_bank(&world, &bank), days(1));
    assert_eq!(states(app, PAYMENT), [JobState::FailedBusiness]);
    let look = Look { viewer: &viewer, texts: Texts::of(Lang::Sv), connected: None, now: days(1) };
    let query = TaskQuery { kind: Some(TaskKind::Incident), ..TaskQuery::default() };
    let tasks = app.list_tasks(&look, &query).unwrap();
    let [task] = tasks.as_slice() else { unreachable!("{tasks:?}") };
    app.take_task(&viewer, &task.key, days(1)).unwrap();
    app.complete_task(&viewer, &task.key, "Banken har rättat kontot.", days(1)).unwrap();
    run(&world, &with_bank(&world, &bank), days(1));
    bank.confirm_all();
    run(&world, &with_bank(&world, &bank), days(2));
    assert_eq!(states(app, PAYMENT), [JobState::FailedBusiness, JobState::Done]);
    let keys: Vec<_> = jobs(app, PAYMENT).into_iter().map(|job| job.business_key).collect();
    assert_eq!(keys.first(), keys.last());
}

#[test]
fn a_worker_that_is_lost_after_its_commit_point_is_followed_by_a_question() {
    let world = DemoWorld::new();
    decided(&world);
    let (app, bank) = (&world.app, Arc::new(FakeBank::new()));
    // The first worker sends, and is lost before it hears the answer.
    let request = LeaseRequest {
        tenant: app.tenant(),
        kinds: vec![PAYMENT.to_owned()],
        worker: "borta".to_owned(),
        now: start(),
        until: days(1),
        limit: 1,
        doubtful: false,
    };
    let [job] = app.store().lease(request).wait().unwrap().try_into().unwrap();
    let mut commit = saklig_store::Commit::new(app.tenant(), job.key.case(), start());
    let step = JobStep::PassCommitPoint;
    commit.job_changes = vec![JobChange { job: job.key, door: Door::Fence(job.fence), step }];
    app.store().submit(commit).wait().unwrap();
    assert_eq!(app.take_back(&|worker| worker == "borta", start()).unwrap(), 1);
    assert_eq!(states(app, PAYMENT), [JobState::InDoubt]);
    run(&world, &with_bank(&world, &bank), start());
    bank.confirm_all();
    run(&world, &with_bank(&world, &bank), days(1));
    assert_eq!(states(app, PAYMENT), [JobState::Done]);
    assert_eq!(bank.taken().len(), 1);
}

#[test]
fn a_letter_whose_answer_was_lost_is_sent_once() {
    let world = DemoWorld::new();
    decided(&world);
    let post = Arc::new(FakePost::new());
    post.fail_next(Fault::AnswerLost);
    let ports = || Ports { mailer: Some(post.clone()), ..world.ports() };
    run(&world, &ports(), start());
    assert_eq!(states(&world.app, "saklig.brev.beslut"), [JobState::InDoubt]);
    run(&world, &ports(), days(1));
    assert_eq!(states(&world.app, "saklig.brev.beslut"), [JobState::Done]);
    assert_eq!(post.taken().len(), 1);
}
