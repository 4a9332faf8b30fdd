//! A decision cannot be made without what a decision needs.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use expect_test::{Expect, expect};
use saklig_case::{
    Assessment, CaseKey, Confidence, Decision, DecisionKind, Ground, Lagrum, Outcome, Proposal, RuleResult,
    Warrant,
};
use saklig_number::Number;

struct Given {
    proposal: Proposal,
    grounds: Vec<Ground>,
    warrant: Warrant,
}

fn given() -> Given {
    Given {
        proposal: Proposal {
            outcome: Outcome::Granted,
            amount: 7890.into(),
            month: "2025-11".parse().ok(),
            payee: None,
            items: Vec::new(),
        },
        grounds: vec![Ground {
            rule: "norm/vuxna".into(),
            evaluation: None,
            result: RuleResult::Met,
            lagrum: vec![Lagrum {
                text: "SoF (2025:468) 12 kap. 2 §".into(),
                confidence: Confidence::Confirmed,
            }],
            motivation: "Riksnormen".into(),
            facts: Vec::new(),
            assessment: None,
        }],
        warrant: Warrant { mandate: "M1".into(), delegation: "SN § 112".into(), authority_seq: 3 },
    }
}

fn check(change: impl FnOnce(&mut Given), expected: &Expect) {
    let mut given = given();
    change(&mut given);
    let key = CaseKey::new(7).unwrap().thing(1).unwrap();
    let at = "2025-11-24T08:00:00Z".parse().unwrap();
    let Given { proposal, grounds, warrant } = given;
    let made = Decision::new(key, proposal, grounds, DecisionKind::Automatic, warrant, Arc::from("b"), at);
    expected.assert_eq(&made.map_or_else(
        |why| why.to_string(),
        |decision| {
            format!(
                "{} {} {}",
                decision.proposal().outcome.word(),
                decision.proposal().amount,
                decision.mandate()
            )
        },
    ));
}

fn assessment(result: RuleResult) -> Assessment {
    let at = "2025-11-24T08:00:00Z".parse().unwrap();
    Assessment { by: "handlaggare1".into(), reason: "Se journal".into(), result, at }
}

#[test]
fn grounds_mandate_and_an_amount_that_fits() {
    check(|_| {}, &expect!["bifall 7890 M1"]);
    check(|given| given.grounds.clear(), &expect!["a decision needs at least one ground (FL 32 §)"]);
    check(|given| given.warrant.mandate = "".into(), &expect!["a decision needs a mandate"]);
    check(|given| given.proposal.amount = Number::from(-1), &expect!["the amount does not fit the outcome"]);
    check(|given| given.proposal.outcome = Outcome::Refused, &expect!["the amount does not fit the outcome"]);
    check(
        |given| given.proposal.outcome = Outcome::Dismissed,
        &expect!["the amount does not fit the outcome"],
    );
    check(
        |given| {
            given.proposal.outcome = Outcome::Refused;
            given.proposal.amount = Number::from(0);
        },
        &expect!["avslag 0 M1"],
    );
}

#[test]
fn an_unclear_ground_needs_a_persons_assessment() {
    check(
        |given| given.grounds[0].result = RuleResult::Unclear,
        &expect!["the ground `norm/vuxna` is unclear and nobody has assessed it"],
    );
    check(
        |given| {
            given.grounds[0].result = RuleResult::Unclear;
            given.grounds[0].assessment = Some(assessment(RuleResult::NotMet));
        },
        &expect!["bifall 7890 M1"],
    );
    check(
        |given| given.grounds[0].assessment = Some(assessment(RuleResult::Unclear)),
        &expect!["the ground `norm/vuxna` is unclear and nobody has assessed it"],
    );
    check(
        |given| {
            given.grounds[0].assessment = Some(assessment(RuleResult::Met));
            given.grounds[0].assessment.as_mut().unwrap().reason = " ".into();
        },
        &expect!["the ground `norm/vuxna` gives no reason"],
    );
}

#[test]
fn a_ground_says_something() {
    check(
        |given| {
            given.grounds[0].lagrum.clear();
            given.grounds[0].motivation = "".into();
        },
        &expect!["the ground `norm/vuxna` gives no reason"],
    );
    check(|given| given.grounds[0].lagrum.clear(), &expect!["bifall 7890 M1"]);
    check(|given| given.grounds[0].motivation = "".into(), &expect!["bifall 7890 M1"]);
}

#[test]
fn one_bad_ground_among_good_ones_is_enough() {
    check(
        |given| {
            let bad = Ground {
                rule: "inkomster/fk".into(),
                result: RuleResult::Unclear,
                ..given.grounds[0].clone()
            };
            given.grounds.push(bad);
        },
        &expect!["the ground `inkomster/fk` is unclear and nobody has assessed it"],
    );
}

#[test]
fn words_and_outcomes_are_one_to_one() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::from_word(outcome.word()), Some(outcome));
        assert_eq!(outcome.is_against_party(), outcome != Outcome::Granted);
    }
    assert_eq!(Outcome::from_word("Bifall"), None);
}
