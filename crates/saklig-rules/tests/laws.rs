//! Laws of the hit policies, and of the index against looking at every row.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use std::fmt::Write;

use proptest::prelude::*;
use saklig_feel::{Env, Value};
use saklig_rules::Inputs;
use support::{decision, input, rules, table};

#[derive(Debug, Clone)]
struct Case {
    rows: Vec<(String, String, i64)>,
    a: Value,
    s: Value,
}

impl Case {
    fn run(&self, policy: &str) -> (Value, Vec<usize>, bool) {
        let mut text = format!("{policy} | a | s -> t=4,3,2,1,0\n");
        for (a, s, output) in &self.rows {
            writeln!(text, "{a} | {s} -> {output}").unwrap();
        }
        let parts = input("a", "Any") + &input("s", "Any") + &decision("t", &["i_a", "i_s"], &table(&text));
        let inputs = Inputs::new().with("a", self.a.clone()).with("s", self.s.clone());
        let rules = rules(&parts);
        let outcome = rules.evaluate("t", &inputs, &Env::new()).unwrap();
        let rows = outcome.trace.decisions[0].rows.iter().map(|row| row.index).collect();
        // To explain, every row is looked at, without the index.
        let plain = rules.why_not("t", &inputs, &Env::new()).unwrap();
        let entry = &plain.decisions[0];
        assert_eq!(entry.rows, outcome.trace.decisions[0].rows, "index and scan differ: {text}");
        assert_eq!(entry.output, outcome.value);
        let looked_at = if policy == "F" {
            entry.rows.first().map_or(self.rows.len(), |row| row.index)
        } else {
            self.rows.len()
        };
        assert_eq!(entry.misses.len() + entry.rows.len(), looked_at, "each row is a hit or a miss");
        (outcome.value, rows, outcome.clear)
    }
}

fn cell(constants: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::subsequence(constants, 1..3).prop_map(|values| values.join(", ")),
        2 => Just("-".to_owned()),
        1 => prop::sample::subsequence(constants, 1..3).prop_map(|values| format!("not({})", values.join(", "))),
        1 => Just("[1..2.5)".to_owned()),
        1 => Just("? = a".to_owned()),
        1 => Just("null".to_owned()),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let numbers = &["0", "1", "2.50", "-3", "1.0"];
    let texts = &["\"x\"", "\"y\"", "\"å\"", "true", "false"];
    let row = (cell(numbers), cell(texts), 0..5_i64);
    let value = || {
        prop::sample::select(vec![
            support::feel("0"),
            support::feel("1"),
            support::feel("2.5"),
            support::feel("-3"),
            support::feel("7"),
            "x".into(),
            "å".into(),
            true.into(),
            false.into(),
            Value::Null,
            support::feel("[1, \"x\"]"),
        ])
    };
    (prop::collection::vec(row, 1..14), value(), value()).prop_map(|(rows, a, s)| Case { rows, a, s })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn hit_policies_agree_with_each_other(case in case()) {
        let (listed, hits, clear) = case.run("R");
        prop_assert!(clear);
        let outputs: Vec<i64> =
            listed.as_list().unwrap().iter().map(|value| value.as_number().unwrap().to_i64().unwrap()).collect();
        prop_assert_eq!(outputs.len(), hits.len());
        prop_assert!(hits.is_sorted());
        prop_assert_eq!(&case.run("C").0, &listed);
        prop_assert_eq!(case.run("C#").0, i64::try_from(outputs.len()).unwrap().into());
        prop_assert_eq!(case.run("C+").0, outputs.iter().sum::<i64>().into());
        let of = |value: Option<i64>| value.map_or(Value::Null, Value::from);
        prop_assert_eq!(case.run("C<").0, of(outputs.iter().min().copied()));
        prop_assert_eq!(case.run("C>").0, of(outputs.iter().max().copied()));
        let mut ordered = outputs.clone();
        ordered.sort_unstable_by(|a, b| b.cmp(a));
        prop_assert_eq!(case.run("O").0, ordered.iter().copied().map(Value::from).collect::<Value>());

        let (first, rows, clear) = case.run("F");
        prop_assert_eq!(first, of(outputs.first().copied()));
        prop_assert_eq!(rows.as_slice(), &hits[..hits.len().min(1)]);
        prop_assert_eq!(clear, !hits.is_empty());
        prop_assert_eq!(case.run("P").0, of(ordered.first().copied()));
        let (unique, _, clear) = case.run("U");
        prop_assert_eq!(clear, hits.len() == 1);
        prop_assert_eq!(unique, if hits.len() == 1 { of(outputs.first().copied()) } else { Value::Null });
        let (any, _, clear) = case.run("A");
        let agree = !outputs.is_empty() && outputs.iter().all(|output| *output == outputs[0]);
        prop_assert_eq!(clear, agree);
        prop_assert_eq!(any, if agree { of(outputs.first().copied()) } else { Value::Null });
    }
}
