//! Evaluations per second of one set of rules, with trace and tracked facts, on one core.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use saklig_feel::{Env, Mark, Scope, Value, compile_expression};
use saklig_rules::{InputTypes, Inputs, Model};
use serde::Serialize;

const RULES: &str = include_str!("../../../../../bench/rules/norm.dmn");
const CONTEXTS: &str = include_str!("../../../../../bench/rules/contexts.jsonl");
const DECISION: &str = "d_Beslut";

/// What was measured.
#[derive(Debug, Serialize)]
pub(super) struct Evaluations {
    pub(super) regler: &'static str,
    /// Evaluations of the decision with all that it requires.
    pub(super) per_sekund: u64,
    pub(super) antal: u64,
}

/// Evaluates for so long.
pub(super) fn measure(time: Duration) -> anyhow::Result<Evaluations> {
    let (model, _) = Model::read(RULES, "norm.dmn");
    let (rules, remarks) = model.compile(&InputTypes::new());
    ensure!(remarks.is_empty(), "norm.dmn: {remarks:?}");
    let inputs = CONTEXTS.lines().map(inputs).collect::<anyhow::Result<Vec<_>>>()?;
    let env = Env::new();
    let begin = Instant::now();
    let mut evaluations = 0;
    while begin.elapsed() < time {
        for inputs in &inputs {
            let outcome = rules.evaluate(DECISION, inputs, &env)?;
            ensure!(outcome.clear && !outcome.trace.decisions.is_empty(), "norm.dmn: unclear");
            evaluations += 1;
        }
    }
    Ok(Evaluations {
        regler: "bench/rules/norm.dmn",
        per_sekund: per_second(evaluations, begin.elapsed()),
        antal: evaluations,
    })
}

/// How many in a second.
pub(super) fn per_second(count: u64, took: Duration) -> u64 {
    let nanos = took.as_nanos().max(1);
    u64::try_from(u128::from(count) * 1_000_000_000 / nanos).unwrap_or(u64::MAX)
}

/// A JSON object with such values is also a FEEL context, whose numbers are exact.
fn inputs(line: &str) -> anyhow::Result<Inputs> {
    let program = compile_expression(line, &Scope::new()).map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
    let value = program.evaluate(&[], &Env::new())?.value;
    let context = value.as_context().context("contexts.jsonl: a line is no object")?;
    let tracked = |((name, value), mark): ((&std::sync::Arc<str>, &Value), u32)| {
        (std::sync::Arc::clone(name), Value::tracked(Mark(mark), value.clone()))
    };
    Ok(context.iter().zip(0..).map(tracked).collect())
}
