//! Why a row did not match, and traces and inputs as JSON.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use std::fmt::Write;

use expect_test::expect;
use proptest::prelude::*;
use saklig_feel::{Env, Value};
use saklig_rules::json::{TraceJson, from_json, inputs_from_json, inputs_to_json, to_json};
use support::{Facts, decision, feel, function, input, literal, rules, table};

fn example() -> saklig_rules::Rules {
    let size =
        function("storlek", "x: number", &[], &table("F | x -> t\n> 3 -> \"stor\"\n- -> \"liten\" # 2 §"));
    rules(
        &(input("a", "number")
            + &input("s", "string")
            + &size
            + &decision("slag", &["i_a", "f_storlek"], &literal("storlek(a)"))
            + &decision(
                "beslut",
                &["d_slag", "i_s", "i_a"],
                &table(
                    "U | slag | s -> utfall\n\"stor\" | - -> \"avslag\"\n- | string(a) -> \"omprövning\"\n\"liten\" | \"x\" -> \"bifall\" # 1 §",
                ),
            )),
    )
}

#[test]
fn the_first_cell_that_failed_in_each_row() {
    let facts = Facts::new("{a: 1, s: \"x\"}", &[]);
    let trace = example().why_not("beslut", &facts.inputs(), &Env::new()).unwrap();
    let mut found = String::new();
    for entry in &trace.decisions {
        for (entry, depth) in std::iter::once((entry, "")).chain(entry.calls.iter().map(|call| (call, "  ")))
        {
            writeln!(found, "{depth}{} = {}", entry.name, entry.output).unwrap();
            for miss in &entry.misses {
                let index = miss.row.index;
                writeln!(
                    found,
                    "{depth}  row {index}: `{}` is {}, not {}",
                    miss.column, miss.value, miss.cell
                )
                .unwrap();
            }
        }
    }
    expect![[r#"
        slag = "liten"
          storlek = "liten"
            row 1: `x` is 1, not > 3
        beslut = "bifall"
          row 1: `slag` is "liten", not "stor"
          row 2: `s` is "x", not string(a)
    "#]]
    .assert_eq(&found);
}

#[test]
fn a_trace_as_json() {
    let facts = Facts::new("{a: 1.5, s: \"x\"}", &[]);
    let outcome = facts.evaluate(&example(), "beslut");
    let json = TraceJson::new(&outcome.trace, &|mark| facts.names[mark.0 as usize].clone());
    let text = serde_json::to_string(&json).unwrap();
    assert_eq!(serde_json::from_str::<TraceJson>(&text).unwrap(), json);
    expect![[r##"
        {"decisions":[{"kind":"decision",
        "id":"d_slag",
        "name":"slag",
        "inputs":[["a",{"#":"1.5"}]],
        "output":"liten",
        "clear":true,
        "reads":["a"],
        "calls":[{"kind":"function",
        "id":"f_storlek",
        "name":"storlek",
        "inputs":[["x",{"#":"1.5"}]],
        "rows":[{"id":"r2",
        "index":2,
        "annotations":{"Lagrum":"2 §"}}],
        "output":"liten",
        "clear":true}]},{"kind":"decision",
        "id":"d_beslut",
        "name":"beslut",
        "inputs":[["slag",
        "liten"],["s",
        "x"]],
        "rows":[{"id":"r3",
        "index":3,
        "annotations":{"Lagrum":"1 §"}}],
        "output":"bifall",
        "clear":true,
        "reads":["a",
        "s"],
        "uses":["slag"]}]}"##]]
    .assert_eq(&text.replace(",\"", ",\n\""));
}

#[test]
fn inputs_come_back() {
    let facts =
        Facts::new("{a: 1.5, s: {datum: @\"2025-11-24\", tal: [1, 0.10, 12345678901234567890]}}", &[]);
    let json = inputs_to_json(&facts.inputs());
    expect![[r##"{"a":{"#":"1.5"},"s":{"datum":{"@":"2025-11-24"},"tal":[1,{"#":"0.1"},{"#":"12345678901234567890"}]}}"##]].assert_eq(&json.to_string());
    let back = inputs_from_json(&json).unwrap();
    for (name, value) in facts.inputs().iter() {
        assert_eq!(back.get(name), Some(value));
    }
    let wrong = [
        inputs_from_json(&serde_json::json!([1])).unwrap_err().to_string(),
        from_json(&serde_json::json!(1.5)).unwrap_err().to_string(),
        from_json(&serde_json::json!({"@": "igår"})).unwrap_err().to_string(),
        from_json(&serde_json::json!({"#": "tre"})).unwrap_err().to_string(),
        from_json(&serde_json::json!({"..": "1 + 1"})).unwrap_err().to_string(),
    ];
    expect![[r##"
        the inputs are not a JSON object
        the number 1.5 has decimals; write it as {"#": "1.5"}
        `igår` is not a number, date, time, duration or range
        `tre` is not a number, date, time, duration or range
        `1 + 1` is not a number, date, time, duration or range"##]]
    .assert_eq(&wrong.join("\n"));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (any::<i64>(), 0..30_i32).prop_map(|(digits, scale)| {
            Value::Number(saklig_feel::Number::from_parts(i128::from(digits), -scale).unwrap())
        }),
        ".*".prop_map(Value::from),
        prop::sample::select(vec![
            "@\"2025-11-24\"",
            "@\"10:00:00+01:00\"",
            "@\"2025-11-24T10:00:00@Europe/Stockholm\"",
            "@\"2025-11-24T10:00:00.5\"",
            "@\"P1Y2M\"",
            "@\"-P1DT2H\"",
            "[1..5)",
            "(\"a\"..\"b\"]",
            "[@\"2025-01-01\"..@\"2025-12-31\"]",
        ])
        .prop_map(feel),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z#@{}.]{1,2}", inner), 0..4).prop_map(Value::context),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn values_come_back_from_json(value in value()) {
        let text = to_json(&value).to_string();
        let back = from_json(&serde_json::from_str(&text).unwrap()).unwrap();
        prop_assert_eq!(back.to_string(), value.to_string());
    }
}
