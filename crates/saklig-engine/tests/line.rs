//! The whole line: asked, decided, carried out once; handed over with every reason when it may not be decided.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{LINE, Told, at, eva, income, open, system};
use expect_test::{Expect, expect};
use saklig_case::authority::{Brake, Braked};
use saklig_case::{
    AuthorityEvent, CaseState, Command, HumanDecision, Outcome, PersonRuling, Rejection, RuleResult,
    WorkFailure,
};

fn check(told: &str, expected: &Expect) {
    expected.assert_eq(told);
}

fn refuse(amount: i64) -> HumanDecision {
    HumanDecision {
        outcome: Outcome::Refused,
        amount: amount.into(),
        payee: None,
        rulings: Vec::new(),
        exception: Some("uppenbart obehövligt".into()),
    }
}

#[test]
fn a_case_whose_answers_come_with_it_is_decided_in_one_command_and_carried_out_once() {
    let mut told = Told::new(LINE);
    check(
        &told.tell(open(3_000, Some(100)), &system()).unwrap(),
        &expect![[r"
            opened
            passed s → s_fraga
            passed fraga → fraga_prova
            evaluated forslag: annars
            passed prova → prova_besluta
            draw-met
            decided bifall 3000 by m1
            passed besluta → besluta_dela
            passed dela → dela_brev, dela_betala
            ordered saklig.brev.beslut
            waits at brev
            ordered saklig.betala
            waits at betala
        "]],
    );
    check(
        &(told.done("saklig.betala") + &told.done("saklig.brev.beslut") + &told.done("saklig.arkivera")),
        &expect![[r"
            work-done
            left → betala_samla
            work-done
            left → brev_samla
            passed samla → samla_arkivera
            ordered saklig.arkivera
            waits at arkivera
            work-done
            left → arkivera_klart
            passed klart → 
            ended
        "]],
    );
    assert_eq!(told.case().state, CaseState::Ended);
    let again = told.tell(Command::Continue, &system());
    assert_eq!(again, Err(Rejection::Ended));
}

#[test]
fn a_register_that_could_not_be_asked_makes_the_result_unclear_and_a_person_decides() {
    let mut told = Told::new(LINE);
    told.tell(open(3_000, None), &system()).unwrap();
    let job = told.job("saklig.fraga");
    let failure = WorkFailure { code: "timeout".into(), business: false };
    let command = Command::FailWork { job, failure, answers: vec![income(None)] };
    check(
        &told.tell(command, &system()).unwrap(),
        &expect![[r"
            work-failed
            facts-stated
            left → fraga_prova
            evaluated forslag: annars unclear
            passed prova → prova_besluta
            referred
            task besluta: forslag_oanvandbart, oklart_resultat (forslag)
            waits at besluta
        "]],
    );
    let task = told.task();
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    let unruled = Command::Decide { task, decision: refuse(0) };
    assert!(
        matches!(told.tell(unruled, &eva()), Err(Rejection::MayNot(_))),
        "an unclear ground needs a ruling"
    );
    let mut decision = refuse(0);
    decision.rulings.push(PersonRuling {
        rule: "forslag".into(),
        result: RuleResult::NotMet,
        lagrum: "FL 25 §".into(),
        reason: "kontoutdrag visar inkomsten".into(),
    });
    check(
        &told.tell(Command::Decide { task, decision }, &eva()).unwrap(),
        &expect![[r"
            communicated
            decided avslag 0 by m2
            task-ended
            left → besluta_dela
            passed dela → dela_brev, dela_betala
            ordered saklig.brev.beslut
            waits at brev
            passed betala → betala_samla
        "]],
    );
}

#[test]
fn the_function_hands_over_what_is_above_its_mandate_and_never_refuses() {
    let mut told = Told::new(LINE);
    let text = told.tell(open(20_000, Some(0)), &system()).unwrap();
    assert!(text.contains("task besluta: belopp_over_mandat\n"), "{text}");
    let mut told = Told::new(LINE);
    let text = told.tell(open(20_000, Some(9_000)), &system()).unwrap();
    assert!(text.contains("task besluta: ej_kommunicerat, lage_av, mandat_saknas\n"), "{text}");
}

#[test]
fn a_brake_stops_decisions_and_holds_payments() {
    let brake = |kind| AuthorityEvent::BrakePulled {
        id: "b".into(),
        brake: Brake { case_type: None, stops: vec![kind], reason: "fel i registret".into() },
    };
    let mut told = Told::new(LINE);
    told.register.apply(4, &brake(Braked::Decisions));
    let text = told.tell(open(1_000, Some(0)), &system()).unwrap();
    assert!(text.contains("task besluta: broms\n"), "{text}");
    let mut told = Told::new(LINE);
    told.register.apply(4, &brake(Braked::Payments));
    let text = told.tell(open(1_000, Some(0)), &system()).unwrap();
    assert!(text.contains("ordered saklig.betala (held)\nwaits at betala"), "{text}");
    assert!(text.contains("ordered saklig.brev.beslut\n"), "{text}");
}

#[test]
fn a_month_outside_the_package_stands_at_the_gate_before_anything_is_asked() {
    let mut told = Told::new(LINE);
    let Command::Open(mut opening) = open(1_000, None) else { unreachable!() };
    opening.month = Some("2025-04".parse().unwrap());
    check(
        &told.tell(Command::Open(opening), &system()).unwrap(),
        &expect![[r"
            opened
            referred
            task besluta: manad_ej_omfattad
            waits at besluta
        "]],
    );
}

#[test]
fn a_task_belongs_to_who_took_it() {
    let mut told = Told::new(LINE);
    told.tell(open(20_000, Some(0)), &system()).unwrap();
    let task = told.task();
    let decide = Command::Decide { task, decision: refuse(0) };
    assert_eq!(told.tell(decide.clone(), &eva()), Err(Rejection::NotTaken));
    assert_eq!(told.tell(Command::TakeTask { task }, &system()), Err(Rejection::NotAnOfficer));
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    let other = saklig_case::Actor { kind: saklig_case::ActorKind::Officer, key: "olle".into() };
    assert_eq!(told.tell(decide, &other), Err(Rejection::NotYours("eva".into())));
    let back = Command::ReturnTask { task, reason: " ".into() };
    assert_eq!(told.tell(back, &eva()), Err(Rejection::ReasonMissing));
    let back = Command::ReturnTask { task, reason: "semester".into() };
    told.tell(back, &eva()).unwrap();
    told.tell(Command::TakeTask { task }, &other).unwrap();
}

#[test]
fn communication_before_a_decision_against_the_party_must_have_passed_its_time() {
    let mut told = Told::new(LINE);
    told.tell(open(1_000, Some(9_000)), &system()).unwrap();
    let task = told.task();
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    let (given_at, until) = (told.moment.now, at(14).now);
    told.tell(Command::RecordCommunication { given_at, manner: "brev".into(), until }, &eva()).unwrap();
    let decision = HumanDecision { exception: None, ..refuse(0) };
    let decide = Command::Decide { task, decision };
    assert!(
        matches!(told.tell(decide.clone(), &eva()), Err(Rejection::MayNot(r)) if r[0].code.as_ref() == "ej_kommunicerat")
    );
    told.moment = at(14);
    let text = told.tell(decide, &eva()).unwrap();
    assert!(text.contains("decided avslag 0 by m2"), "{text}");
}

#[test]
fn a_cancelled_case_calls_everything_off_and_frees_its_claim() {
    let mut told = Told::new(LINE);
    told.tell(open(1_000, None), &system()).unwrap();
    check(
        &told.tell(Command::Cancel { reason: "återtagen".into() }, &eva()).unwrap(),
        &expect![[r"
            work-cancelled
            cancelled
        "]],
    );
    assert!(told.case().claims.is_empty());
    let mut told = Told::new(LINE);
    told.tell(open(1_000, Some(0)), &system()).unwrap();
    let cancel = Command::Cancel { reason: "återtagen".into() };
    assert_eq!(told.tell(cancel, &eva()), Err(Rejection::Decided), "what is decided is carried out");
}

#[test]
fn without_the_claim_the_robot_s_decision_is_not_paid() {
    let mut told = Told::new(LINE);
    let Command::Open(mut opening) = open(1_000, Some(0)) else { return };
    opening.claims.clear();
    told.tell(Command::Open(opening), &system()).unwrap();
    let paying = told.case().work.values().any(|work| work.kind.as_ref() == "saklig.betala");
    assert!(!paying, "paid without holding the claim");
    let waits = told.case().open_tasks().any(|task| !task.reasons.is_empty());
    assert!(waits, "nobody is asked");
}

#[test]
fn a_suspended_case_stands_still_until_it_is_resumed() {
    let mut told = Told::new(LINE);
    told.tell(open(1_000, Some(0)), &system()).unwrap();
    told.tell(Command::Suspend { reason: "utreds".into() }, &eva()).unwrap();
    let job = told.job("saklig.betala");
    let done = Command::CompleteWork { job, receipt: "ok".into(), answers: Vec::new() };
    assert_eq!(told.tell(done.clone(), &system()), Err(Rejection::Suspended));
    told.tell(Command::Resume, &eva()).unwrap();
    told.tell(done.clone(), &system()).unwrap();
    assert!(matches!(told.tell(done, &system()), Err(Rejection::NotThere { .. })), "a result counts once");
}

#[test]
fn what_the_package_lets_be_missing_is_read_as_the_least_favourable_and_nothing_else_is() {
    let mut told = Told::new(LINE);
    let more = "\n[[far_saknas]]\ntabell = \"forslag\"\ningang = \"folk.inkomst\"\nmotivering = \"prov\"\nvarde = \"99999\"\n";
    told.package = std::sync::Arc::new(common::package_with(LINE, more));
    told.tell(open(3_000, None), &system()).unwrap();
    let job = told.job("saklig.fraga");
    let command = Command::CompleteWork { job, receipt: "fel".into(), answers: vec![income(None)] };
    let text = told.tell(command, &system()).unwrap();
    assert!(text.contains("evaluated forslag: rik\n"), "{text}");
    let evaluation = told.case().evaluations.values().next().unwrap();
    assert_eq!(evaluation.assumed, [("folk.inkomst".into(), "99999".into())]);
}
