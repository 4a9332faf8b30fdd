//! The norm calculation gives what another program calculated.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

use saklig_feel::{Env, Mark, Scope, Value, compile_expression};
use saklig_rules::{InputTypes, Inputs, Model, Rules};

const MODEL: &str = include_str!("data/norm.dmn");
const CONTEXTS: &str = include_str!("data/norm-contexts.jsonl");
const EXPECTED: &str = include_str!("data/norm-expected.txt");

fn rules() -> Rules {
    let (model, remarks) = Model::read(MODEL, "norm.dmn");
    assert_eq!(remarks, []);
    let (rules, remarks) = model.compile(&InputTypes::new());
    assert_eq!(remarks, []);
    rules
}

/// A JSON object with such values is also a FEEL context, whose numbers are exact.
fn inputs(line: &str, tracked: bool) -> Inputs {
    let program = compile_expression(line, &Scope::new()).unwrap();
    let value = program.evaluate(&[], &Env::new()).unwrap().value;
    let entries = value.as_context().unwrap().iter().zip(0..);
    entries
        .map(|((name, value), mark)| {
            let value = if tracked { Value::tracked(Mark(mark), value.clone()) } else { value.clone() };
            (name.clone(), value)
        })
        .collect()
}

#[test]
fn the_values_are_those_that_another_program_calculated() {
    let rules = rules();
    let cases: Vec<(&str, &str)> = CONTEXTS.lines().zip(EXPECTED.lines()).collect();
    assert_eq!(cases.len(), 200);
    for (line, expected) in cases {
        for tracked in [false, true] {
            let outcome = rules.evaluate("Beslut", &inputs(line, tracked), &Env::new()).unwrap();
            let need = outcome.trace.decision("Behov").unwrap();
            assert_eq!(format!("{} {}", outcome.value, need.output), expected, "{line}");
            assert!(outcome.clear && need.clear);
            assert_eq!(outcome.trace.decisions.len(), 8);
            assert_eq!(outcome.reads.len(), if tracked { 14 } else { 0 });
        }
    }
}
