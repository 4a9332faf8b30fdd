//! Never open: what reads an unknown is unclear, whatever value came out.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use std::fmt::Write;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use saklig_feel::Value;
use saklig_rules::Rules;
use support::{Facts, decision, function, input, line, literal, rules, table};

/// Evaluates the last of `parts` with facts `a`, `b` (numbers) and `s` (text), for each set of unknown ones.
fn check(parts: &str, decision: &str, unknown: &[&[&str]], expected: &Expect) {
    let rules = rules(&(input("a", "number") + &input("b", "number") + &input("s", "string") + parts));
    let mut found = String::new();
    for unknown in unknown {
        let facts = Facts::new("{a: 1, b: 2, s: \"x\"}", unknown);
        writeln!(found, "{unknown:?}: {}", line(&facts, &facts.evaluate(&rules, decision))).unwrap();
    }
    expected.assert_eq(&found);
}

#[test]
fn all_inputs_of_a_table_are_read() {
    check(
        &decision("d", &["i_a", "i_s"], &table("F | a | s -> t\n1 | - -> \"ja\"\n- | - -> \"nej\"")),
        "d",
        &[&[], &["a"], &["s"], &["b"]],
        &expect![[r#"
            []: "ja" clear reads [a s]
            ["a"]: "nej" UNCLEAR reads [a s]
            ["s"]: "ja" UNCLEAR reads [a s]
            ["b"]: "ja" clear reads [a s]
        "#]],
    );
}

#[test]
fn cells_read_from_left_to_right_and_a_first_table_stops_at_its_hit() {
    let body = table("F | a | s -> t\n> b | - -> 1\n9 | ? = string(b) -> 2\n1 | - -> 3\n- | string(b) -> 4");
    check(
        &decision("d", &["i_a", "i_b", "i_s"], &body),
        "d",
        &[&[], &["b"]],
        &expect![[r#"
            []: 3 clear reads [a b s]
            ["b"]: 3 UNCLEAR reads [a b s]
        "#]],
    );
    let body = table("F | a | s -> t\n9 | ? = string(b) -> 2\n1 | - -> 3\n- | string(b) -> 4");
    check(
        &decision("d", &["i_a", "i_b", "i_s"], &body),
        "d",
        &[&[], &["b"]],
        &expect![[r#"
            []: 3 clear reads [a s]
            ["b"]: 3 clear reads [a s]
        "#]],
    );
    let body = table(
        "U | a | s -> t\n9 | ? = string(b) -> 2\n1 | - -> 3\n2 | string(b) -> 4\n1 | not(string(b)) -> 4",
    );
    check(
        &decision("d", &["i_a", "i_b", "i_s"], &body),
        "d",
        &[&["b"]],
        &expect![[r#"
            ["b"]: null UNCLEAR reads [a b s] (several rows matched where only one may)
        "#]],
    );
}

#[test]
fn unclear_is_contagious_exactly_when_the_result_is_read() {
    let parts = decision("första", &["i_a"], &literal("if a > 0 then 1 else 2"))
        + &decision("andra", &["d_första", "i_b"], &literal("if b > 1 then \"b\" else första"))
        + &decision("tredje", &["d_andra", "i_s"], &table("U | s -> t\n\"x\" -> andra\nnot(\"x\") -> \"n\""));
    check(
        &parts,
        "tredje",
        &[&[], &["a"], &["b"], &["a", "b"], &["s"]],
        &expect![[r#"
            []: "b" clear reads [b s]
            ["a"]: "b" clear reads [b s]
            ["b"]: 1 UNCLEAR reads [a b s]
            ["a", "b"]: 2 UNCLEAR reads [a b s]
            ["s"]: "n" UNCLEAR reads [s]
        "#]],
    );
}

#[test]
fn a_table_without_an_answer_is_unclear_to_whoever_reads_it() {
    let parts = decision("tabell", &["i_a"], &table("U | a -> t\n2 -> 5"))
        + &decision("d", &["d_tabell"], &literal("if tabell = null then \"saknas\" else \"finns\""));
    check(
        &parts,
        "d",
        &[&[]],
        &expect![[r#"
        []: "saknas" UNCLEAR reads [a]
    "#]],
    );
    let parts = function("f", "x: number", &[], &table("U | x -> t\n2 -> 5"))
        + &decision("d", &["i_a", "f_f"], &literal("if a = 1 then 7 else f(a)"))
        + &decision("e", &["i_a", "f_f"], &literal("[f(a), 8][2]"));
    check(
        &parts,
        "d",
        &[&[], &["a"]],
        &expect![[r#"
        []: 7 clear reads [a]
        ["a"]: null UNCLEAR reads [a]
    "#]],
    );
    check(
        &parts,
        "e",
        &[&[]],
        &expect![[r#"
            []: 8 UNCLEAR reads [a]
        "#]],
    );
}

#[test]
fn an_empty_collection_of_known_inputs_is_an_answer() {
    check(
        &decision("d", &["i_a"], &table("C | a -> t\n2 -> 5")),
        "d",
        &[&[], &["a"]],
        &expect![[r#"
            []: [] clear reads [a]
            ["a"]: [] UNCLEAR reads [a]
        "#]],
    );
}

#[test]
fn the_state_of_a_fact_is_no_read() {
    check(
        &decision(
            "d",
            &["i_a"],
            &literal("if uppgiftslage(a) = \"känd\" then \"fråga inte\" else \"fråga\""),
        ),
        "d",
        &[&[], &["a"]],
        &expect![[r#"
            []: "fråga inte" clear reads []
            ["a"]: "fråga" clear reads []
        "#]],
    );
}

#[test]
fn null_by_a_fault_in_the_expression_is_unclear() {
    check(
        &(decision("d", &["i_a", "i_s"], &literal("if a = 1 then number(s) else null"))),
        "d",
        &[&[]],
        &expect![[r#"
            []: null UNCLEAR reads [a s] (the expression gave null: `number(s)`: it cannot be read as the value asked for)
        "#]],
    );
}

/// A cell of a number column: constants, and now and then another fact.
fn number_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just("-".to_owned()),
        4 => (0..4_i64).prop_map(|n| n.to_string()),
        2 => (0..4).prop_map(|n| format!("< {n}")),
        2 => (0..3, 0..3).prop_map(|(n, m)| format!("[{n}..{}]", n + m)),
        1 => (0..4).prop_map(|n| format!("not({n})")),
        1 => Just("null".to_owned()),
        2 => Just("> n1".to_owned()),
        1 => Just("? = n2 or b1".to_owned()),
    ]
}

fn text_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("-".to_owned()),
        Just("\"x\"".to_owned()),
        Just("\"x\", \"y\"".to_owned()),
        Just("not(\"z\")".to_owned()),
        Just("if b2 then \"x\" else \"y\"".to_owned()),
    ]
}

fn truth_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("-".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just("b1".to_owned())
    ]
}

fn output_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..5_i64).prop_map(|n| n.to_string()),
        1 => Just("n1 + 1".to_owned()),
        1 => Just("if b1 then n2 else 0".to_owned()),
        1 => Just("sum([n1, n2])".to_owned()),
    ]
}

fn policy() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"])
}

fn random_table() -> impl Strategy<Value = String> {
    let row = (number_cell(), text_cell(), truth_cell(), output_cell())
        .prop_map(|(n, s, b, o)| format!("{n} | {s} | {b} -> {o}"));
    (policy(), prop::collection::vec(row, 1..9))
        .prop_map(|(policy, rows)| format!("{policy} | n1 | s1 | b1 -> t=4,3,2,1,0\n{}", rows.join("\n")))
}

const NAMES: [(&str, &str); 5] =
    [("n1", "number"), ("n2", "number"), ("s1", "string"), ("b1", "boolean"), ("b2", "boolean")];

fn values_of(name: &str) -> Vec<Value> {
    match name.as_bytes()[0] {
        b'n' => vec![Value::Null, 0.into(), 1.into(), 2.into(), 3.into()],
        b's' => vec![Value::Null, "x".into(), "y".into(), "z".into()],
        _ => vec![Value::Null, true.into(), false.into()],
    }
}

fn facts() -> impl Strategy<Value = Facts> {
    let pick = NAMES.map(|(name, _)| prop::sample::select(values_of(name)));
    (pick, prop::collection::vec(prop::bool::weighted(0.3), NAMES.len())).prop_map(|(values, unknown)| {
        Facts {
            names: NAMES.iter().map(|(name, _)| (*name).to_owned()).collect(),
            values: values.to_vec(),
            unknown,
        }
    })
}

/// All facts that differ from `facts` only in what is unknown there.
fn assignments(facts: &Facts) -> Vec<Facts> {
    let mut all = vec![Facts { unknown: vec![false; NAMES.len()], ..facts.clone() }];
    for (index, name) in facts.names.iter().enumerate().filter(|(index, _)| facts.unknown[*index]) {
        let with = |facts: &Facts, value: Value| {
            let mut facts = facts.clone();
            facts.values[index] = value;
            facts
        };
        all = all
            .iter()
            .flat_map(|facts| values_of(name).into_iter().map(move |value| with(facts, value)))
            .collect();
    }
    all
}

fn model(text: &str) -> Option<Rules> {
    let inputs: String = NAMES.iter().map(|(name, of)| input(name, of)).collect();
    let needs: Vec<String> = NAMES.iter().map(|(name, _)| format!("i_{name}")).collect();
    let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
    let tail = decision("e", &["d_t", "i_b2"], &literal("if b2 then t else \"annat\""));
    let (model, remarks) = saklig_rules::Model::read(
        &support::dmn(&(inputs + &decision("t", &needs, &table(text)) + &tail)),
        "m.dmn",
    );
    assert_eq!(remarks, []);
    let (rules, remarks) = model.compile(&saklig_rules::InputTypes::new());
    remarks.is_empty().then_some(rules)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(250) })]

    #[test]
    fn what_is_clear_is_the_same_whatever_the_unknown_facts_are(text in random_table(), facts in facts()) {
        let Some(rules) = model(&text) else { return Ok(()) };
        for decision in ["t", "e"] {
            let outcome = facts.evaluate(&rules, decision);
            if !outcome.clear {
                continue;
            }
            for other in assignments(&facts) {
                let known = other.evaluate(&rules, decision);
                prop_assert_eq!(&known.value, &outcome.value, "{} with {:?}", text, other);
                prop_assert!(known.clear);
            }
        }
    }

    #[test]
    fn what_reads_an_unknown_fact_is_unclear(text in random_table(), facts in facts()) {
        let Some(rules) = model(&text) else { return Ok(()) };
        let outcome = facts.evaluate(&rules, "e");
        let unknown = outcome.reads.iter().any(|mark| facts.unknown[mark.0 as usize]);
        prop_assert!(!(unknown && outcome.clear));
    }
}

#[test]
fn a_declared_assumption_is_the_only_exception() {
    let parts = input("hushall", "Any")
        + &decision("summa", &["i_hushall"], &literal("sum(hushall.barn.belopp)"))
        + &decision(
            "beslut",
            &["i_hushall", "d_summa"],
            &table("F | hushall.hyra -> t\n> 5000 -> 0\n- -> 1"),
        );
    let rules = rules(&parts);
    let tracked = |mark: u32, value: Value| Value::tracked(saklig_feel::Mark(mark), value);
    let child = |mark, value| Value::context([("belopp", tracked(mark, value))]);
    let barn = tracked(0, Value::list([child(1, 100.into()), child(2, Value::Null)]));
    let hushall = Value::context([("hyra", tracked(3, Value::Null)), ("barn", barn)]);
    let facts = Facts {
        names: ["barn", "a", "b", "hyra"].map(str::to_owned).to_vec(),
        values: vec![],
        unknown: vec![false, false, true, true],
    };
    let mut found = String::new();
    let mut inputs = saklig_rules::Inputs::new().with("hushall", hushall);
    for assumption in
        [None, Some(("beslut", "hushall.hyra", 9000)), Some(("summa", "hushall.barn[].belopp", 0))]
    {
        if let Some((decision, path, value)) = assumption {
            inputs.assume(saklig_rules::Assumption {
                decision: decision.into(),
                path: path.into(),
                value: value.into(),
            });
        }
        for decision in ["summa", "beslut"] {
            let outcome =
                rules.evaluate(decision, &inputs, &saklig_feel::Env::new().with_marks(&facts)).unwrap();
            writeln!(found, "{} assumed {:?}", line(&facts, &outcome), outcome.assumed).unwrap();
        }
    }
    expect![[r#"
        null UNCLEAR reads [barn a b] (the expression gave null: `sum(hushall.barn.belopp)`: the operation does not exist for these types) assumed []
        1 UNCLEAR reads [hyra] assumed []
        null UNCLEAR reads [barn a b] (the expression gave null: `sum(hushall.barn.belopp)`: the operation does not exist for these types) assumed []
        0 clear reads [] assumed ["hushall.hyra"]
        100 clear reads [barn a] assumed ["hushall.barn[].belopp"]
        0 clear reads [] assumed ["hushall.hyra"]
    "#]].assert_eq(&found);
}
