//! The tree of facts: what is written, what is replaced, and what lies below what.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use saklig_case::{FactState, Facts, Path, Provenance, Source, StatedFact, UnknownReason, Value};

fn provenance() -> Arc<Provenance> {
    Arc::new(Provenance {
        source: Source::Applicant,
        at: "2025-11-24T08:00:00Z".parse().unwrap(),
        evidence: None,
    })
}

fn path(text: &str) -> Path {
    Path::new(text).unwrap()
}

fn items(list: &str, ids: &[&str]) -> StatedFact {
    StatedFact::known(path(list), Value::Items(ids.iter().map(|id| Arc::from(*id)).collect()))
}

fn leaf(text: &str) -> StatedFact {
    StatedFact::known(path(text), Value::Boolean(true))
}

fn state(facts: &mut Facts, stated: &[StatedFact]) {
    facts.state(&provenance(), stated);
}

fn paths(facts: &Facts) -> Vec<&str> {
    facts.iter().map(|(path, _)| path.as_str()).collect()
}

fn household() -> Facts {
    let mut facts = Facts::default();
    let elements = [leaf("a.barn[b1].fodd"), leaf("a.barn[b10].fodd"), leaf("a.barn[b10].skolor[s1].namn")];
    state(
        &mut facts,
        &[items("a.barn", &["b1", "b10"]), items("a.barn[b10].skolor", &["s1"]), leaf("a.barnen")],
    );
    state(&mut facts, &elements);
    facts
}

#[test]
fn a_list_that_is_written_anew_drops_the_elements_it_no_longer_names() {
    let mut facts = household();
    state(&mut facts, &[items("a.barn", &["b1"])]);
    assert_eq!(paths(&facts), ["a.barn", "a.barn[b1].fodd", "a.barnen"]);
}

#[test]
fn a_list_that_becomes_unknown_or_empty_keeps_no_old_elements() {
    let unknown = |part| FactState::Unknown { reason: UnknownReason::Failed, part };
    for new in [unknown(None), FactState::Empty] {
        let mut facts = household();
        state(&mut facts, &[StatedFact { path: path("a.barn"), state: new, valid: None }]);
        assert_eq!(paths(&facts), ["a.barn", "a.barnen"]);
    }
    let mut facts = household();
    let part = unknown(Some(Value::Items(vec!["b10".into()])));
    state(&mut facts, &[StatedFact { path: path("a.barn"), state: part, valid: None }]);
    assert_eq!(
        paths(&facts),
        ["a.barn", "a.barn[b10].fodd", "a.barn[b10].skolor", "a.barn[b10].skolor[s1].namn", "a.barnen"]
    );
    assert!(facts.get("a.barn").unwrap().is_unknown() && facts.value("a.barn").is_none());
}

#[test]
fn clearing_takes_what_lies_below_and_nothing_beside() {
    let mut facts = household();
    facts.clear_below("a.barn");
    assert_eq!(paths(&facts), ["a.barnen"]);
    let before = facts.version();
    facts.clear_below("a.barn");
    assert_eq!(facts.version(), before, "nothing to clear is no change");
}

#[test]
fn every_state_has_its_text() {
    let mut facts = Facts::default();
    let reasons = [
        UnknownReason::Failed,
        UnknownReason::Partial,
        UnknownReason::Stale,
        UnknownReason::NotAsked,
        UnknownReason::Contradicted,
        UnknownReason::Unclear,
    ];
    let texts: Vec<&str> = reasons.iter().map(|reason| reason.state_text()).collect();
    assert_eq!(
        texts,
        [
            "okänd:fel",
            "okänd:delvis",
            "okänd:inaktuell",
            "okänd:ej_frågad",
            "okänd:motstridig",
            "okänd:oklar"
        ]
    );
    for reason in reasons {
        assert_eq!(UnknownReason::from_word(reason.word()), Some(reason));
    }
    state(&mut facts, &[leaf("a"), StatedFact { path: path("b"), state: FactState::Empty, valid: None }]);
    assert_eq!((facts.get("a").unwrap().state_text(), facts.get("b").unwrap().state_text()), ("känd", "tom"));
}

fn any_path() -> impl Strategy<Value = String> {
    let step = prop_oneof![Just("a"), Just("ab"), Just("a[x]"), Just("a[x-1]"), Just("b_0")];
    proptest::collection::vec(step, 1..4).prop_map(|steps| steps.join("."))
}

proptest! {
    #[test]
    fn below_is_exactly_what_is_within(written in proptest::collection::vec(any_path(), 0..12), root in any_path()) {
        let mut facts = Facts::default();
        state(&mut facts, &written.iter().map(|text| leaf(text)).collect::<Vec<_>>());
        let below: BTreeSet<&str> = facts.below(&root).map(|(path, _)| path.as_str()).collect();
        let within = |text: &&str| *text == root || text.strip_prefix(&*root).is_some_and(|rest| rest.starts_with(['.', '[']));
        let wanted: BTreeSet<&str> = written.iter().map(String::as_str).filter(within).collect();
        prop_assert_eq!(below, wanted);
    }

    #[test]
    fn a_path_is_its_segments(text in any_path()) {
        let path = path(&text);
        let joined: Vec<String> = path
            .segments()
            .map(|segment| segment.item.map_or_else(|| segment.name.to_owned(), |id| format!("{}[{id}]", segment.name)))
            .collect();
        prop_assert_eq!(joined.join("."), text);
    }

    #[test]
    fn any_text_is_a_path_or_refused(text in "\\PC{0,20}") {
        if let Ok(path) = Path::new(&text) {
            prop_assert_eq!(path.segments().count(), text.split('.').count());
        }
    }
}
