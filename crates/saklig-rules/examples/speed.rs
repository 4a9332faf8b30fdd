//! Measures evaluations per second of `tests/data/norm.dmn`, with trace and tracked facts, on one thread.
//! Run with `cargo run --release -p saklig-rules --example speed`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program")]

use saklig_feel::{Env, Mark, Scope, Value, compile_expression};
use saklig_rules::{InputTypes, Inputs, Model};
use std::time::Instant;

const ROUNDS: u32 = 1000;

fn main() {
    let (model, _) = Model::read(include_str!("../tests/data/norm.dmn"), "norm.dmn");
    let (rules, remarks) = model.compile(&InputTypes::new());
    assert!(remarks.is_empty(), "{remarks:?}");
    let inputs: Vec<Inputs> = include_str!("../tests/data/norm-contexts.jsonl").lines().map(inputs).collect();
    let env = Env::new();
    let start = Instant::now();
    let (mut evaluations, mut clear) = (0_u64, 0_u64);
    for _ in 0..ROUNDS {
        for inputs in &inputs {
            let outcome = rules.evaluate("d_Beslut", inputs, &env).unwrap();
            evaluations += 1;
            clear += u64::from(outcome.clear && outcome.trace.decisions.len() == 8);
        }
    }
    let elapsed = start.elapsed();
    assert_eq!(evaluations, clear);
    let per_second = u128::from(evaluations) * 1_000_000_000 / elapsed.as_nanos().max(1);
    println!("{evaluations} evaluations of 8 decisions in {elapsed:.2?}: {per_second}/s");
}

fn inputs(line: &str) -> Inputs {
    let value = compile_expression(line, &Scope::new()).unwrap().evaluate(&[], &Env::new()).unwrap().value;
    let entries = value.as_context().unwrap().iter().zip(0..);
    entries.map(|((name, value), mark)| (name.clone(), Value::tracked(Mark(mark), value.clone()))).collect()
}
