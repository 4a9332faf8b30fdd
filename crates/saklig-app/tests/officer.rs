//! Cases that the robot hands over, finished by officers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use saklig_app::{App, AppError, GroundRuling, HeldJobs, Look, Ports, Ruling, TaskQuery, Viewer};
use saklig_case::authority::{Braked, Mandate, Principal};
use saklig_case::{AuthorityEvent, Case, DecisionKind, Outcome, Rejection, RuleResult, TaskKind};
use saklig_connect::fake::FakeBank;
use saklig_store::{JobFilter, JobState, ReadSeq};
use saklig_testkit::{DemoWorld, Hooked, line_of, start};
use saklig_text::{Lang, Texts};

/// A provision that the rulings cite.
const LAGRUM: &str = "SoL (2025:400) 12 kap. 1 §";

fn officer() -> Viewer {
    Viewer::officer("handlaggare1", "handlaggning")
}

fn look(viewer: &Viewer, now: Timestamp) -> Look<'_> {
    Look { viewer, texts: Texts::of(Lang::Sv), connected: None, now }
}

fn days(days: i64) -> Timestamp {
    start().checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}

fn handed_over(world: &DemoWorld, id: &str) -> Case {
    let case = world.run(&line_of(id), &world.ports());
    assert!(case.open_tasks().next().is_some(), "{id} waits for nobody");
    case
}

fn jobs(app: &App, kind: &str) -> Vec<JobState> {
    let filter = JobFilter { kind: Some(kind.to_owned()), limit: 100, ..JobFilter::default() };
    app.store().jobs(app.tenant(), &filter).unwrap().into_iter().map(|job| job.state).collect()
}

/// Everything an officer does until the capped rent is decided; the ports run what falls due.
fn finish_capped_rent(world: &DemoWorld, ports: &Ports) -> Case {
    let case = handed_over(world, "A-0028");
    let (app, viewer, number) = (&world.app, officer(), case.number.to_string());
    app.take_task(&viewer, &number, start()).unwrap();
    let material = app.material(&look(&viewer, start()), &number).unwrap();
    assert_eq!(material.proposal.unwrap().outcome, "delavslag");
    app.record_communication(&viewer, &number, start(), "brev", None, start()).unwrap();
    app.run_due(ports, days(1), 1, &|| {}).unwrap();
    assert!(app.case(case.key).unwrap().open_tasks().next().is_none(), "the time to answer has not passed");
    app.run_due(ports, days(60), 1, &|| {}).unwrap();
    app.take_task(&viewer, &number, days(60)).unwrap();
    let ruling = Ruling {
        reason: Some("Hyran är högre än taket.".to_owned()),
        lagrum: Some(LAGRUM.to_owned()),
        ..Ruling::default()
    };
    app.decide(&viewer, &number, &ruling, days(60)).unwrap();
    app.case(case.key).unwrap()
}

#[test]
fn a_capped_rent_is_communicated_and_decided_by_an_officer() {
    let world = DemoWorld::new();
    let case = finish_capped_rent(&world, &world.ports());
    let decision = case.decision().unwrap();
    assert_eq!(decision.proposal().outcome, Outcome::PartlyRefused);
    assert_eq!(decision.kind(), &DecisionKind::Person(Arc::from("handlaggare1")));
    assert_eq!(decision.delegation(), "SN § 1");
    assert!(decision.grounds().iter().any(|ground| ground.assessment.is_some()));
    assert_eq!(jobs(&world.app, "saklig.betala"), [JobState::Queued]);
    assert_eq!(jobs(&world.app, "saklig.brev.beslut"), [JobState::Queued]);
}

#[test]
fn a_decision_against_the_party_waits_until_the_time_to_answer_has_passed() {
    let world = DemoWorld::new();
    let case = handed_over(&world, "A-0028");
    let (app, viewer, number) = (&world.app, officer(), case.number.to_string());
    app.take_task(&viewer, &number, start()).unwrap();
    let early = app.decide(&viewer, &number, &Ruling::default(), start());
    assert!(matches!(early, Err(AppError::Rejected(_))), "decided before the material was given");
}

#[test]
fn an_unknown_income_is_acknowledged_set_by_hand_and_decided_with_a_ruling() {
    let world = DemoWorld::new();
    let case = handed_over(&world, "A-0110");
    let (app, viewer, number) = (&world.app, officer(), case.number.to_string());
    let view = app.show_task(&look(&viewer, start()), &number).unwrap();
    assert!(view.task.reasons.iter().any(|reason| reason.code == "okand_inkomst"));
    app.take_task(&viewer, &number, start()).unwrap();
    app.acknowledge(&viewer, &number, "okand_inkomst", None, "Gåva, räknas inte.", start()).unwrap();
    let label = Some(("inkomst", "Gåva"));
    app.set_row(&viewer, &number, "gava", Some(100.into()), label, "Räknas till en del.", start()).unwrap();
    let task = app.case(case.key).unwrap().open_tasks().next().unwrap().clone();
    assert_eq!(task.kind, TaskKind::Decide);
    app.take_task(&viewer, &number, start()).unwrap();
    app.set_row(&viewer, &number, "gava", Some(150.into()), None, "Räknas till hälften.", start()).unwrap();
    app.take_task(&viewer, &number, start()).unwrap();
    let rulings = app.show_task(&look(&viewer, start()), &number).unwrap().unclear;
    let ruling = Ruling {
        outcome: Some(Outcome::Granted),
        reason: Some("Inkomsten är bedömd.".to_owned()),
        lagrum: Some(LAGRUM.to_owned()),
        rulings: rulings
            .into_iter()
            .map(|unclear| GroundRuling {
                rule: unclear.rule,
                result: RuleResult::Met,
                lagrum: LAGRUM.to_owned(),
                reason: "Bedömt.".to_owned(),
            })
            .collect(),
        ..Ruling::default()
    };
    app.decide(&viewer, &number, &ruling, start()).unwrap();
    let case = app.case(case.key).unwrap();
    let sheet = case.sheets.values().next().unwrap();
    assert_eq!(sheet.get("gava").unwrap().human.as_ref().unwrap().by.as_ref(), "handlaggare1");
    assert_eq!(
        sheet.get("gava").unwrap().label().0.as_ref(),
        "inkomst",
        "a new amount keeps what the line is"
    );
    assert!(case.decision().unwrap().grounds().iter().any(|ground| ground.assessment.is_some()));
}

#[test]
fn a_mandate_withdrawn_between_decide_and_append_stops_the_decision() {
    let store = Arc::new(Hooked::new());
    let world = DemoWorld::on(Arc::clone(&store) as _);
    let other = world.second();
    store.before_decision(move || {
        other.withdraw_mandate("automatik", "Nämnden har ändrat sig.", &officer().actor(), start()).unwrap();
    });
    let case = world.run(&line_of("A-0003"), &world.ports());
    assert!(case.decisions.is_empty(), "decided on a withdrawn mandate");
    let task = case.open_tasks().next().unwrap();
    assert!(task.reasons.iter().any(|reason| reason.code.as_ref() == "mandat_saknas"), "{:?}", task.reasons);
    assert!(jobs(&world.app, "saklig.betala").is_empty());
}

#[test]
fn a_brake_holds_payments_until_it_is_released() {
    let world = DemoWorld::new();
    let bank = Arc::new(FakeBank::new());
    let case = world.run(&line_of("A-0003"), &world.ports());
    assert!(case.decision().is_some(), "{:?}", case.standing);
    let (app, actor) = (&world.app, officer().actor());
    app.pull_brake("b1", None, &[Braked::Payments], "Fel i betalfilen.", &actor, start()).unwrap();
    let ports = || Ports { payments: Some(bank.clone()), ..world.ports() };
    app.run_due(&ports(), start(), 1, &|| {}).unwrap();
    assert_eq!(jobs(app, "saklig.betala"), [JobState::Held]);
    assert!(bank.taken().is_empty(), "paid although the brake is pulled");
    assert_eq!(app.show_register().unwrap().brakes.first().unwrap().held, 1);
    assert_eq!(app.release_brake("b1", HeldJobs::Release, "Rättat.", &actor, start()).unwrap(), 1);
    app.run_due(&ports(), start(), 1, &|| {}).unwrap();
    bank.confirm_all();
    app.run_due(&ports(), days(1), 1, &|| {}).unwrap();
    assert_eq!(bank.taken().len(), 1);
    assert_eq!(jobs(app, "saklig.betala"), [JobState::Done]);
}

#[test]
fn jobs_of_a_brake_that_are_called_off_become_a_task() {
    let world = DemoWorld::new();
    let case = world.run(&line_of("A-0003"), &world.ports());
    let (app, actor) = (&world.app, officer().actor());
    app.pull_brake("b1", None, &[Braked::Payments], "Fel.", &actor, start()).unwrap();
    assert_eq!(app.release_brake("b1", HeldJobs::Cancel, "Betalas inte.", &actor, start()).unwrap(), 1);
    assert_eq!(jobs(app, "saklig.betala"), [JobState::Dead]);
    let viewer = officer();
    let query = TaskQuery { kind: Some(TaskKind::Incident), ..TaskQuery::default() };
    let tasks = app.list_tasks(&look(&viewer, start()), &query).unwrap();
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks.first().unwrap().number, case.number.to_string());
}

#[test]
fn what_was_decided_by_delegation_is_listed_for_the_board() {
    let world = DemoWorld::new();
    let automatic = world.run(&line_of("A-0003"), &world.ports());
    let by_hand = finish_capped_rent(&world, &world.ports());
    let viewer = officer();
    let all = world.app.delegated_decisions(&look(&viewer, days(61)), None, None).unwrap();
    let seen: Vec<_> = all.iter().map(|d| (d.number.as_str(), d.by.as_str(), d.mandate.as_str())).collect();
    assert_eq!(
        seen,
        [
            (automatic.number.as_str(), "automatisk_funktion", "automatik"),
            (by_hand.number.as_str(), "handlaggare1", "h1"),
        ]
    );
    let later = world.app.delegated_decisions(
        &look(&viewer, days(61)),
        Some("2025-12-01".parse().unwrap()),
        Some("2026-12-31".parse().unwrap()),
    );
    assert_eq!(later.unwrap().len(), 1);
}

#[test]
fn nothing_is_shown_that_the_read_log_does_not_hold() {
    let store = Arc::new(Hooked::new());
    let world = DemoWorld::on(Arc::clone(&store) as _);
    let case = world.run(&line_of("A-0003"), &world.ports());
    let viewer = officer();
    world.app.show_case(&look(&viewer, start()), case.number.as_str()).unwrap();
    let reads = world.app.store().reads(world.app.tenant(), ReadSeq(0), 100).unwrap();
    let read = &reads.last().unwrap().read;
    assert_eq!((read.actor.key.as_str(), read.purpose.as_str()), ("handlaggare1", "handlaggning"));
    assert_eq!(read.cases.iter().map(|key| key.number()).collect::<Vec<_>>(), [case.key.get()]);
    store.refuse_reads();
    let look = look(&viewer, start());
    assert!(world.app.show_case(&look, case.number.as_str()).is_err());
    assert!(world.app.explain_case(&look, case.number.as_str()).is_err());
    assert!(world.app.search(&look, case.number.as_str()).is_err());
    assert!(world.app.list_tasks(&look, &TaskQuery::default()).is_err());
}

#[test]
fn both_adults_at_the_same_instant_through_two_programs_are_paid_once() {
    let world = DemoWorld::new();
    let second = world.second();
    let texts = [line_of("A-0010"), line_of("A-0011")];
    let package = &world.package;
    std::thread::scope(|scope| {
        for (app, text) in [&world.app, &second].into_iter().zip(&texts) {
            scope.spawn(move || {
                let submitted = saklig_app::SubmittedText { text, file: "", line: 1 };
                app.receive(package, &submitted, Vec::new(), start()).unwrap();
            });
        }
    });
    world.app.run_due(&world.ports(), start(), 2, &|| {}).unwrap();
    let filter = saklig_store::CaseFilter { limit: 10, ..saklig_store::CaseFilter::default() };
    let rows = world.app.store().cases(world.app.tenant(), &filter).unwrap();
    let held = rows.iter().filter(|row| !world.app.store().claims(row.tenant, row.key).unwrap().is_empty());
    assert_eq!((rows.len(), held.count()), (2, 1));
    assert_eq!(jobs(&world.app, "saklig.betala").len(), 1);
}

#[test]
fn a_draw_is_shown_when_its_period_has_ended_and_can_be_recomputed() {
    let world = DemoWorld::new();
    let case = world.run(&line_of("A-0003"), &world.ports());
    let (app, viewer) = (&world.app, officer());
    let look = look(&viewer, start());
    let before = app.show_spot_check(&look, case.number.as_str()).unwrap();
    assert_eq!((before.u, before.seed, before.drawn), (None, None, None), "told while the period runs");
    app.end_period("2025-11", &viewer.actor(), start()).unwrap();
    let after = app.show_spot_check(&look, case.number.as_str()).unwrap();
    assert_eq!((after.agrees, after.stratum.as_deref()), (Some(true), Some("bifall")));
    assert_eq!(after.seed.as_deref(), Some("07".repeat(32).as_str()));
    assert_eq!(after.drawn.as_deref(), case.drawn.map(saklig_case::spot_check::Drawn::word));
}

#[test]
fn a_stopped_source_is_not_asked_until_it_is_started() {
    let world = DemoWorld::new();
    let (app, viewer) = (&world.app, officer());
    app.stop_source("ssbtek", "Fel svar.", &viewer.actor(), start()).unwrap();
    let case = world.run(&line_of("A-0003"), &world.ports());
    assert!(case.decisions.is_empty());
    let shown = app.show_case(&look(&viewer, start()), case.number.as_str()).unwrap();
    assert!(shown.waits.iter().any(|wait| wait.what.contains("stoppad som källa")), "{:?}", shown.waits);
    assert_eq!(app.start_source("ssbtek", &viewer.actor(), start()).unwrap(), 1);
    app.run_due(&world.ports(), start(), 1, &|| {}).unwrap();
    assert!(app.case(case.key).unwrap().decision().is_some());
}

#[test]
fn what_an_officer_states_is_read_by_the_rules_and_keeps_the_robot_from_deciding() {
    let world = DemoWorld::new();
    let case = handed_over(&world, "A-0110");
    let (app, viewer) = (&world.app, officer());
    let number = case.number.as_str();
    let change = |path: &str, value: &str| {
        let changes = [(path.to_owned(), value.to_owned())];
        app.change_case(&viewer, number, &changes, "Enligt samtal.", start())
    };
    assert!(matches!(change("beslut.forslag.belopp", "1"), Err(AppError::Unusable { known: "result", .. })));
    assert!(matches!(change("finns.inte", "1"), Err(AppError::Unusable { known: "declared", .. })));
    assert!(matches!(change("ansokan.har_barn", "kanske"), Err(AppError::Unusable { known: "kind", .. })));
    change("ansokan.ovrigt", "Ringde och förklarade.").unwrap();
    let after = app.case(case.key).unwrap();
    assert!(after.decisions.is_empty());
    assert!(after.warnings.open().any(|(key, _)| key.kind.as_ref() == "fritext"));
}

#[test]
fn an_answer_from_the_party_ends_the_wait() {
    let world = DemoWorld::new();
    let case = handed_over(&world, "A-0028");
    let (app, viewer, number) = (&world.app, officer(), case.number.to_string());
    app.take_task(&viewer, &number, start()).unwrap();
    app.record_communication(&viewer, &number, start(), "brev", None, start()).unwrap();
    let shown = app.show_case(&look(&viewer, start()), &number).unwrap();
    let wait = &shown.waits.first().unwrap().what;
    assert!(wait.contains("partens svar på underlaget, längst till 8 december 2025"), "{wait}");
    app.record_reply(&viewer, &number, days(1), "Jag har inget att tillägga.", days(1)).unwrap();
    let task = app.case(case.key).unwrap().open_tasks().next().unwrap().clone();
    assert_eq!(task.kind, TaskKind::Decide);
    assert!(!task.reasons.iter().any(|reason| reason.code.as_ref() == "ej_kommunicerat"));
}

/// A-0110 taken by the first officer, where two persons are required for a grant of any amount.
fn for_two(world: &DemoWorld) -> String {
    let case = handed_over(world, "A-0110");
    let (app, actor, number) = (&world.app, officer().actor(), case.number.to_string());
    for event in [
        AuthorityEvent::TwoPersonsSet {
            case_type: Arc::clone(world.package.id()),
            outcome: Outcome::Granted,
            from_amount: Some(1.into()),
        },
        AuthorityEvent::MandateGiven(Mandate {
            id: Arc::from("h2"),
            principal: Principal::Officer(Arc::from("handlaggare2")),
            case_type: Arc::clone(world.package.id()),
            outcomes: Outcome::ALL.to_vec(),
            max_amount: None,
            from: "2025-01-01".parse().unwrap(),
            to: None,
            delegation: Arc::from("SN § 2"),
        }),
    ] {
        app.record_authority(&event, &actor, start()).unwrap();
    }
    app.take_task(&officer(), &number, start()).unwrap();
    app.acknowledge(&officer(), &number, "okand_inkomst", None, "Gåva, räknas inte.", start()).unwrap();
    number
}

#[test]
fn two_officers_decide_where_the_register_requires_two() {
    let world = DemoWorld::new();
    let number = for_two(&world);
    let (app, first, second) = (&world.app, officer(), Viewer::officer("handlaggare2", "handlaggning"));
    app.decide(&first, &number, &Ruling::default(), start()).unwrap();
    assert!(jobs(app, "saklig.betala").is_empty(), "paid on one person's word");
    let lines = app.list_tasks(&look(&second, start()), &TaskQuery::default()).unwrap();
    assert_eq!((lines.len(), lines[0].kind.as_str(), lines[0].queue.as_str()), (1, "attestera", "attest"));
    let view = app.show_task(&look(&second, start()), &number).unwrap();
    let prepared = view.prepared.unwrap();
    assert_eq!((prepared.by.as_str(), prepared.outcome.as_str()), ("handlaggare1", "bifall"));
    let same = app.attest(&first, &number, None, start());
    assert!(matches!(same, Err(AppError::Rejected(Rejection::SamePerson(_)))), "{same:?}");
    app.take_task(&second, &number, start()).unwrap();
    app.attest(&second, &number, None, start()).unwrap();
    let shown = app.show_case(&look(&second, start()), &number).unwrap();
    let decision = shown.decisions.first().unwrap();
    assert_eq!(
        (decision.by.as_str(), decision.attested_by.as_deref()),
        ("handlaggare1", Some("handlaggare2"))
    );
    assert!(shown.prepared.is_none());
    assert_eq!(jobs(app, "saklig.betala"), [JobState::Queued]);
}

#[test]
fn what_was_changed_after_the_first_officer_is_told_to_the_second() {
    let world = DemoWorld::new();
    let number = for_two(&world);
    let (app, first, second) = (&world.app, officer(), Viewer::officer("handlaggare2", "handlaggning"));
    app.decide(&first, &number, &Ruling::default(), start()).unwrap();
    app.take_task(&second, &number, start()).unwrap();
    let label = Some(("inkomst", "Gåva"));
    app.set_row(&second, &number, "gava", Some(100.into()), label, "Räknas till en del.", start()).unwrap();
    let attested = app.attest(&second, &number, None, start());
    let Err(AppError::Rejected(Rejection::ChangedSince { differences, .. })) = attested else {
        panic!("{attested:?}");
    };
    assert!(differences.contains(&"gava: – → 100".to_owned()), "{differences:?}");
    assert!(differences.contains(&"beslut.forslag.belopp".to_owned()), "{differences:?}");
    let task = app.case(app.find_case(&number).unwrap()).unwrap().open_tasks().next().unwrap().clone();
    assert_eq!(task.kind, TaskKind::Decide, "it is decided anew");
}

#[test]
fn an_officer_does_not_contradict_the_calculation_silently() {
    let world = DemoWorld::new();
    let case = handed_over(&world, "A-0110");
    let (app, viewer, number) = (&world.app, officer(), case.number.to_string());
    app.take_task(&viewer, &number, start()).unwrap();
    app.acknowledge(&viewer, &number, "okand_inkomst", None, "Gåva, räknas inte.", start()).unwrap();
    let decide = |amount: i64, reason: Option<&str>| {
        let ruling = Ruling {
            outcome: Some(Outcome::Granted),
            amount: Some(amount.into()),
            reason: reason.map(ToOwned::to_owned),
            lagrum: reason.map(|_| LAGRUM.to_owned()),
            ..Ruling::default()
        };
        app.decide(&viewer, &number, &ruling, start())
    };
    let code = |answer: Result<_, AppError>| answer.map(|_: saklig_app::Executed| ()).unwrap_err().code();
    assert_eq!(code(decide(1, None)), "E0730");
    assert_eq!(code(decide(0, Some("Inget behövs."))), "E0731");
    decide(1, Some("Mer behövs inte.")).unwrap();
    let case = app.case(case.key).unwrap();
    let overruled = |ground: &&saklig_case::Ground| ground.standing() == RuleResult::NotMet;
    assert!(case.decision().unwrap().grounds().iter().any(|ground| overruled(&ground)));
}
