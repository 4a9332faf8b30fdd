//! What a person decides follows from the calculation or says why not; where two are required, a second one attests.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{LINE, Told, at, eva, open, register, system};
use expect_test::{Expect, expect};
use saklig_case::authority::{Mandate, Principal};
use saklig_case::{
    Actor, ActorKind, AuthorityEvent, Command, DecisionKind, HumanDecision, Outcome, PersonRuling, Rejection,
    RuleResult,
};

fn olle() -> Actor {
    Actor { kind: ActorKind::Officer, key: "olle".into() }
}

fn decision(outcome: Outcome, amount: i64) -> HumanDecision {
    HumanDecision { outcome, amount: amount.into(), payee: None, rulings: Vec::new(), exception: None }
}

fn because(rule: &str, result: RuleResult) -> PersonRuling {
    PersonRuling { rule: rule.into(), result, lagrum: "FL 25 §".into(), reason: "Nytt kontoutdrag.".into() }
}

/// A case about 20 000 kr, above the function's mandate, taken by eva.
fn taken() -> Told {
    let mut told = Told::new(LINE);
    told.register = register();
    told.tell(open(20_000, Some(100)), &system()).unwrap();
    let task = told.task();
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    told
}

fn decide(told: &mut Told, decision: HumanDecision) -> Result<String, Rejection> {
    let task = told.task();
    told.tell(Command::Decide { task, decision }, &eva())
}

/// What a decision by eva says about 20 000 kr that the rules grant.
fn check(decision: HumanDecision, expected: &Expect) {
    let mut told = taken();
    let answer = match decide(&mut told, decision) {
        Ok(_) => {
            let made = told.case().decision().unwrap();
            let grounds: Vec<String> = made
                .grounds()
                .iter()
                .map(|ground| format!("{} {:?}", ground.rule, ground.standing()))
                .collect();
            let proposal = made.proposal();
            format!("{} {}: {}\n", proposal.outcome.word(), proposal.amount, grounds.join(", "))
        }
        Err(rejection) => format!("{rejection}\n"),
    };
    expected.assert_eq(&answer);
}

#[test]
fn what_the_rules_propose_is_decided_without_more() {
    check(
        decision(Outcome::Granted, 20_000),
        &expect![[r"
        bifall 20000: forslag/annars Met
    "]],
    );
}

#[test]
fn another_amount_or_outcome_than_the_calculation_says_why() {
    check(
        decision(Outcome::Granted, 19_000),
        &expect![[r"
        E0730: the calculation gives bifall 20000; change it, or say with lagrum and reason why it does not count
    "]],
    );
    check(
        decision(Outcome::Granted, 0),
        &expect![[r"
        E0730: the calculation gives bifall 20000; change it, or say with lagrum and reason why it does not count
    "]],
    );
    let refused = HumanDecision { exception: Some("obehövligt".into()), ..decision(Outcome::Refused, 0) };
    check(
        refused.clone(),
        &expect![[r"
        E0730: the calculation gives bifall 20000; change it, or say with lagrum and reason why it does not count
    "]],
    );
    let agreed = HumanDecision {
        rulings: vec![because("forslag/annars", RuleResult::Met)],
        ..decision(Outcome::Granted, 19_000)
    };
    check(
        agreed,
        &expect![[r"
        E0730: the calculation gives bifall 20000; change it, or say with lagrum and reason why it does not count
    "]],
    );
    let with_reason = |outcome, amount, rule: &str, result| HumanDecision {
        rulings: vec![because(rule, result)],
        exception: Some("obehövligt".into()),
        ..decision(outcome, amount)
    };
    check(
        with_reason(Outcome::Refused, 0, "handlaggarens_bedomning", RuleResult::Met),
        &expect![[r"
        avslag 0: forslag/annars NotMet, handlaggarens_bedomning Met
    "]],
    );
    check(
        with_reason(Outcome::PartlyRefused, 19_000, "forslag/annars", RuleResult::NotMet),
        &expect![[r"
        delavslag 19000: forslag/annars NotMet
    "]],
    );
}

#[test]
fn a_refusal_or_a_dismissal_carries_no_amount() {
    for outcome in [Outcome::Refused, Outcome::Dismissed] {
        let mut told = taken();
        let answer = decide(&mut told, decision(outcome, 500));
        assert!(matches!(answer, Err(Rejection::Unreasoned(_))), "{answer:?}");
    }
}

/// Two persons are required for a grant of 15 000 kr or more; olle has a mandate.
fn two() -> Told {
    let mut told = taken();
    let mandate = Mandate {
        id: "m3".into(),
        principal: Principal::Officer("olle".into()),
        case_type: "prov".into(),
        outcomes: Outcome::ALL.to_vec(),
        max_amount: None,
        from: at(-30).today,
        to: None,
        delegation: "SN § 2".into(),
    };
    told.register.apply(4, &AuthorityEvent::MandateGiven(mandate));
    let (case_type, outcome) = ("prov".into(), Outcome::Granted);
    let required = AuthorityEvent::TwoPersonsSet { case_type, outcome, from_amount: Some(15_000.into()) };
    told.register.apply(5, &required);
    told
}

fn attest(told: &mut Told, by: &Actor, refusal: Option<&str>) -> Result<String, Rejection> {
    let task = told.case().prepared.as_ref().unwrap().prepared.task;
    told.tell(Command::Attest { task, refusal: refusal.map(Into::into) }, by)
}

#[test]
fn where_two_persons_are_required_the_decision_waits_for_the_second() {
    let mut told = two();
    expect![[r"
        task-ended
        task attestera: tva_personer
        decision-prepared
        wait-changed
    "]]
    .assert_eq(&decide(&mut told, decision(Outcome::Granted, 20_000)).unwrap());
    assert!(told.case().decision().is_none(), "one person has decided alone");
    let task = told.task();
    let own = told.tell(Command::TakeTask { task }, &eva());
    assert_eq!(own, Err(Rejection::SamePerson("eva".into())));
    assert_eq!(attest(&mut told, &eva(), None), Err(Rejection::SamePerson("eva".into())));
    assert_eq!(attest(&mut told, &eva(), Some("Ångrar mig.")), Err(Rejection::SamePerson("eva".into())));
    assert_eq!(attest(&mut told, &olle(), None), Err(Rejection::NotTaken));
    told.tell(Command::TakeTask { task }, &olle()).unwrap();
    expect![[r"
        decided bifall 20000 by m2
        task-ended
        left → besluta_dela
        passed dela → dela_brev, dela_betala
        ordered saklig.brev.beslut
        waits at brev
        ordered saklig.betala
        waits at betala
    "]]
    .assert_eq(&attest(&mut told, &olle(), None).unwrap());
    let made = told.case().decision().unwrap();
    assert_eq!(made.kind(), &DecisionKind::Person("eva".into()));
    let attestation = made.attestation().unwrap();
    assert_eq!((attestation.by.as_ref(), attestation.mandate.as_ref()), ("olle", "m3"));
    assert!(told.case().prepared.is_none());
}

#[test]
fn the_second_needs_a_mandate_and_the_first_must_still_have_one() {
    for lost in ["m2", "m3"] {
        let mut told = two();
        decide(&mut told, decision(Outcome::Granted, 20_000)).unwrap();
        let task = told.task();
        told.tell(Command::TakeTask { task }, &olle()).unwrap();
        let withdrawn = AuthorityEvent::MandateWithdrawn { id: lost.into(), reason: "Slutat.".into() };
        told.register.apply(6, &withdrawn);
        let answer = attest(&mut told, &olle(), None);
        let lacks =
            |reasons: &[saklig_case::Reason]| reasons.iter().any(|r| r.code.as_ref() == "mandat_saknas");
        assert!(matches!(&answer, Err(Rejection::MayNot(reasons)) if lacks(reasons)), "{lost}: {answer:?}");
    }
}

#[test]
fn what_is_not_attested_is_decided_anew() {
    let mut told = two();
    decide(&mut told, decision(Outcome::Granted, 20_000)).unwrap();
    let task = told.task();
    told.tell(Command::TakeTask { task }, &olle()).unwrap();
    assert_eq!(attest(&mut told, &olle(), Some(" ")), Err(Rejection::ReasonMissing));
    expect![[r"
        decision-returned
        task-ended
        task besluta: belopp_over_mandat, ej_attesterat (Hyresavin saknas.)
        wait-changed
    "]]
    .assert_eq(&attest(&mut told, &olle(), Some("Hyresavin saknas.")).unwrap());
    assert!(told.case().prepared.is_none());
    let task = told.task();
    told.tell(Command::TakeTask { task }, &olle()).unwrap();
    let again = Command::Decide { task, decision: decision(Outcome::Granted, 20_000) };
    told.tell(again, &olle()).unwrap();
    assert_eq!(told.case().prepared.as_ref().unwrap().prepared.by.as_ref(), "olle");
}

#[test]
fn what_was_changed_since_the_first_decided_is_named_and_not_attested() {
    let mut told = two();
    decide(&mut told, decision(Outcome::Granted, 20_000)).unwrap();
    let task = told.task();
    told.tell(Command::TakeTask { task }, &olle()).unwrap();
    let said =
        Command::StateFacts { reason: "Nytt besked.".into(), answers: vec![common::income(Some(900))] };
    told.tell(said, &olle()).unwrap();
    let answer = attest(&mut told, &olle(), None);
    let differences = vec!["folk.inkomst".to_owned()];
    assert_eq!(answer, Err(Rejection::ChangedSince { by: "eva".into(), differences }));
    attest(&mut told, &olle(), Some("Inkomsten är ändrad.")).unwrap();
}
