//! Removing or failing any source never yields a known value there: the promise that a lost answer cannot raise an
//! amount or take away a protection.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;

use common::{ADULT, CO_ADULT, lines, now, question};
use proptest::prelude::*;
use saklig_case::{Answer, FactState, Protection, Value};
use saklig_connect::facts::{benefit_facts, history_facts, population_facts};
use saklig_connect::{
    Agency, Answered, BenefitRegister, BenefitReply, FileRegisters, History, PersonRecord, PersonRegister,
    Reply, read,
};

const WHOLE: &str = r#"{"folkbokforing":{"lage":"data","uppgifter":{"fodd":"1981-01-15","fornamn":"Kim","efternamn":"Exempel","kommun":"9999","skydd":"inget","civilstand":"OG","adress":{"gata":"Demogatan 1","postnummer":"999 01","postort":"Demo"}}},"af":{"lage":"none"},"csn":{"lage":"none"},"fk":{"lage":"data","uppgifter":{"utbetalningar":[{"datum":"2025-10-20","netto":1250,"foretag":"1001","formansfamilj":"FK:ABB","preliminar":false,"detaljer":[]}]}},"skv":{"lage":"none"},"so":{"lage":"data","uppgifter":{"svar":[{"svarande":"Kassan","status":"all clear","utbetalningar":[],"avstangningar":[],"ansokt":true}]}},"tns":{"lage":"none"},"miv":{"lage":"none"}}"#;

/// What happens to one source of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blow {
    None,
    Removed,
    Fails,
}

fn blow() -> impl Strategy<Value = Blow> {
    prop_oneof![3 => Just(Blow::None), 1 => Just(Blow::Removed), 1 => Just(Blow::Fails)]
}

/// What the registers say after the blows: index 0 is the population register, then the agencies in order.
fn ask(digits: &str, blows: &[Blow]) -> (Reply<PersonRecord>, BenefitReply) {
    let text = format!(r#"{{"person":"{digits}","fran":"2025-09-01","tom":"2025-10-31","svar":{WHOLE}}}"#);
    let (registers, _) = FileRegisters::new(lines(&text));
    let mut population = PersonRegister::ask(&registers, &question(digits), now()).unwrap();
    match blows[0] {
        Blow::None => {}
        Blow::Removed => population = Reply::not_asked(now()),
        Blow::Fails => population = Reply::failed("x", now()),
    }
    let kept: Vec<Agency> = Agency::ALL
        .into_iter()
        .zip(&blows[1..])
        .filter(|(_, b)| **b != Blow::Removed)
        .map(|(a, _)| a)
        .collect();
    let mut benefits = BenefitRegister::ask(&registers, &question(digits), &kept, now()).unwrap();
    for (agency, _) in Agency::ALL.into_iter().zip(&blows[1..]).filter(|(_, b)| **b == Blow::Fails) {
        benefits.fail(agency, "x", now());
    }
    (population, benefits)
}

/// The lists that an answer replaces, each known or not.
fn known_roots(answer: &Answer) -> BTreeSet<String> {
    let known = |root: &&std::sync::Arc<str>| {
        answer.facts.iter().any(|fact| {
            fact.path.as_str() == root.as_ref()
                && matches!(fact.state, FactState::Known(_) | FactState::Empty)
        })
    };
    answer.replaces.iter().filter(known).map(ToString::to_string).collect()
}

proptest! {
    #[test]
    fn a_list_is_known_exactly_when_every_adult_was_answered_for(
        one in proptest::collection::vec(blow(), 8),
        other in proptest::collection::vec(blow(), 8),
    ) {
        let (person, benefits) = ask(ADULT, &one);
        let (co_person, co_benefits) = ask(CO_ADULT, &other);
        let whole = |at: usize| one[at] == Blow::None && other[at] == Blow::None;

        let adults = [("sokande".into(), benefits), ("medsokande".into(), co_benefits)];
        for (at, answer) in benefit_facts(&adults).iter().enumerate() {
            let wanted = if whole(at + 1) { answer.replaces.len() } else { 0 };
            prop_assert_eq!(known_roots(answer).len(), wanted, "{:?}", answer);
        }

        let population = population_facts(&[("sokande".into(), person), ("medsokande".into(), co_person)], &[]);
        prop_assert_eq!(known_roots(&population).contains("folkbokforing.vuxna"), whole(0));
        for (at, (_, protection)) in population.protection.iter().enumerate() {
            let struck = [one[0], other[0]][at] != Blow::None;
            prop_assert_eq!(*protection == Protection::NotKnown, struck);
        }
        let shows_address = population.facts.iter().any(|fact| {
            fact.path.as_str().ends_with("adress.gata") && matches!(fact.state, FactState::Known(_))
        });
        prop_assert_eq!(shows_address, whole(0), "one unknown protection protects the address of all");
    }

    #[test]
    fn lines_that_cover_only_a_part_of_the_period_are_partial(from in 0_i8..4, len in 1_i8..4) {
        let day = |at: i8| format!("2025-{:02}-01", 7 + at);
        let end = |at: i8| jiff::civil::date(2025, 7 + at, 1).last_of_month().to_string();
        let to = (from + len - 1).min(3);
        let text = format!(
            r#"{{"person":"{ADULT}","fran":"{}","tom":"{}","svar":{WHOLE}}}"#, day(from), end(to)
        );
        let (registers, _) = FileRegisters::new(lines(&text));
        let reply = BenefitRegister::ask(&registers, &question(ADULT), &Agency::ALL, now()).unwrap();
        // Asked for: September and October, that is months 2 and 3.
        let (touches, covers) = (to >= 2, from <= 2 && to >= 3);
        match reply.fk.answer {
            Answered::Data(_) => prop_assert!(covers),
            Answered::Partial { .. } => prop_assert!(touches && !covers),
            Answered::NotAsked => prop_assert!(!touches),
            Answered::Nothing | Answered::Failed { .. } => prop_assert!(false, "nothing said so"),
        }
        prop_assert!(covers || !matches!(reply.csn.answer, Answered::Nothing), "no payments is not said of a part");
    }
}

#[test]
fn taking_away_earlier_months_never_gives_a_known_history() {
    let month = r#"{"id":"H1","manad":"2025-10","beslutat":"2025-10-03","utfall":"bifall","belopp":1,"arende":{"lage":"pagaende","avslutat":null},"sokande":"198006189933","medsokande":null,"civilstand":"ensamstaende","hushallsgemenskap":false,"barn":[],"boende":null,"inkomster":[],"kostnader":[],"overskott":0,"betalning":null,"fordon":[],"tillgangar":[],"manader_i_rad":1,"jobbstimulans":[]}"#;
    let (months, remarks) = read::earlier("t", month, "gamla");
    assert_eq!(remarks, []);
    let adults = [("sokande".into(), common::person(ADULT))];
    let of = |history: &History, month: &str| history_facts(history, &adults, month.parse().unwrap(), now());
    let finns = |answer: &Answer| {
        answer.facts.iter().find(|fact| fact.path.as_str() == "historik.finns").map(|fact| fact.state.clone())
    };
    assert_eq!(
        finns(&of(&History::Months(months.clone()), "2025-11")),
        Some(FactState::Known(Value::Boolean(true)))
    );
    for gone in [
        of(&History::Silent, "2025-11"),
        of(&History::Months(months), "2025-10"),
        of(&History::Months(vec![]), "2025-11"),
    ] {
        assert!(known_roots(&gone).is_empty(), "{gone:?}");
    }
}
