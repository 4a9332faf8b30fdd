//! Boxed expressions, functions and types.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use expect_test::{Expect, expect};
use support::{Facts, decision, function, input, line, literal, rules, table};

/// Evaluates the decision `d`, which has the body and needs the input `a` (a number), for `a` = 1, 2 and 3.
fn check(parts: &str, needs: &[&str], body: &str, expected: &Expect) {
    let needs = [&["i_a"], needs].concat();
    let rules = rules(&(input("a", "number") + parts + &decision("d", &needs, body)));
    let mut found = String::new();
    for text in ["{a: 1}", "{a: 2}", "{a: 3}"] {
        let facts = Facts::new(text, &[]);
        found += &(line(&facts, &facts.evaluate(&rules, "d")) + "\n");
    }
    expected.assert_eq(&found);
}

fn entry(name: &str, body: &str) -> String {
    let variable = if name.is_empty() { String::new() } else { format!("<variable name=\"{name}\"/>") };
    format!("<contextEntry>{variable}{body}</contextEntry>")
}

#[test]
fn contexts_see_earlier_entries() {
    let entries = entry("x y", &literal("a + 1")) + &entry("z", &literal("x y * 2"));
    check(
        "",
        &[],
        &format!("<context>{entries}</context>"),
        &expect![[r#"
            {"x y": 2, z: 4} clear reads [a]
            {"x y": 3, z: 6} clear reads [a]
            {"x y": 4, z: 8} clear reads [a]
        "#]],
    );
    let result = entry("", &literal("z - x y"));
    check(
        "",
        &[],
        &format!("<context>{entries}{result}</context>"),
        &expect![[r#"
            2 clear reads [a]
            3 clear reads [a]
            4 clear reads [a]
        "#]],
    );
}

#[test]
fn lists_and_relations() {
    let list = format!("<list>{}{}</list>", literal("a"), literal("\"x\""));
    check(
        "",
        &[],
        &list,
        &expect![[r#"
            [1, "x"] clear reads [a]
            [2, "x"] clear reads [a]
            [3, "x"] clear reads [a]
        "#]],
    );
    let row = |x: &str, y: &str| format!("<row>{}{}</row>", literal(x), literal(y));
    let relation = format!(
        "<relation><column name=\"x\"/><column name=\"y\"/>{}{}</relation>",
        row("a", "1"),
        row("a + 1", "2")
    );
    check(
        "",
        &[],
        &relation,
        &expect![[r#"
            [{x: 1, y: 1}, {x: 2, y: 2}] clear reads [a]
            [{x: 2, y: 1}, {x: 3, y: 2}] clear reads [a]
            [{x: 3, y: 1}, {x: 4, y: 2}] clear reads [a]
        "#]],
    );
}

#[test]
fn functions_are_called_by_feel_and_by_invocation() {
    let double = function("double", "x: number", &[], &literal("2 * x"));
    let size = function(
        "size",
        "x: number, limit: number",
        &["f_double"],
        &table(
            "U | x -> size
         > limit -> double(x)
         <= limit -> 0",
        ),
    );
    let functions = double + &size;
    check(
        &functions,
        &["f_size"],
        &literal("size(a, 1) + size(limit: 2, x: a)"),
        &expect![[r#"
            0 clear reads [a]
            4 clear reads [a]
            12 clear reads [a]
        "#]],
    );
    let invocation = format!(
        "<invocation>{}<binding><parameter name=\"limit\"/>{}</binding><binding><parameter name=\"x\"/>{}</binding></invocation>",
        literal("size"),
        literal("2"),
        literal("a")
    );
    check(
        &functions,
        &["f_size"],
        &invocation,
        &expect![[r#"
            0 clear reads [a]
            0 clear reads [a]
            6 clear reads [a]
        "#]],
    );
}

#[test]
fn calls_are_in_the_trace() {
    let size =
        function("size", "x: number", &[], &table("F | x -> size\n> 1 -> \"stor\" # 1 §\n- -> \"liten\""));
    let rules =
        rules(&(input("a", "number") + &size + &decision("d", &["i_a", "f_size"], &literal("size(a)"))));
    let outcome = Facts::new("{a: 5}", &[]).evaluate(&rules, "d");
    let call = &outcome.trace.decisions[0].calls[0];
    assert_eq!((&*call.id, &*call.name, call.output.to_string().as_str()), ("f_size", "size", "\"stor\""));
    assert_eq!(
        call.inputs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>(),
        ["x=5"]
    );
    assert_eq!(call.annotations("Lagrum").collect::<Vec<_>>(), ["1 §"]);
    assert_eq!(outcome.trace.decisions[0].inputs[0].0.as_ref(), "a");
}

#[test]
fn function_definitions_close_over_what_is_around_them() {
    let definition = format!(
        "<functionDefinition><formalParameter name=\"x\" typeRef=\"number\"/>{}</functionDefinition>",
        literal("x + a + k")
    );
    let entries =
        entry("k", &literal("10")) + &entry("add", &definition) + &entry("", &literal("add(1) + add(x: 2)"));
    check(
        "",
        &[],
        &format!("<context>{entries}</context>"),
        &expect![[r#"
            25 clear reads [a]
            27 clear reads [a]
            29 clear reads [a]
        "#]],
    );
}

#[test]
fn conditionals_filters_and_loops() {
    let conditional = format!(
        "<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>",
        literal("a > 2"),
        literal("\"stor\""),
        literal("\"liten\"")
    );
    check(
        "",
        &[],
        &conditional,
        &expect![[r#"
        "liten" clear reads [a]
        "liten" clear reads [a]
        "stor" clear reads [a]
    "#]],
    );
    let filter =
        format!("<filter><in>{}</in><match>{}</match></filter>", literal("[1, 2, 3]"), literal("item < a"));
    check(
        "",
        &[],
        &filter,
        &expect![[r#"
        [] clear reads [a]
        [1] clear reads [a]
        [1, 2] clear reads [a]
    "#]],
    );
    let each = format!(
        "<for iteratorVariable=\"i\"><in>{}</in><return>{}</return></for>",
        literal("[1, 2]"),
        literal("i * a")
    );
    check(
        "",
        &[],
        &each,
        &expect![[r#"
        [1, 2] clear reads [a]
        [2, 4] clear reads [a]
        [3, 6] clear reads [a]
    "#]],
    );
    let quantified = |kind: &str| {
        format!(
            "<{kind} iteratorVariable=\"i\"><in>{}</in><satisfies>{}</satisfies></{kind}>",
            literal("[1, 2]"),
            literal("i < a")
        )
    };
    check(
        "",
        &[],
        &quantified("some"),
        &expect![[r#"
        false clear reads [a]
        true clear reads [a]
        true clear reads [a]
    "#]],
    );
    check(
        "",
        &[],
        &quantified("every"),
        &expect![[r#"
        false clear reads [a]
        false clear reads [a]
        true clear reads [a]
    "#]],
    );
}

#[test]
fn values_are_tested_against_declared_types() {
    let types = "<itemDefinition name=\"tBarn\"><itemComponent name=\"alder\"><typeRef>number</typeRef>\
                 <allowedValues><text>[0..130]</text></allowedValues></itemComponent></itemDefinition>\
                 <itemDefinition name=\"tBarnen\" isCollection=\"true\"><typeRef>tBarn</typeRef></itemDefinition>";
    let parts = format!("{types}{}", input("barn", "tBarnen"));
    let rules = rules(&(parts + &decision("d", &["i_barn"], &literal("sum(barn.alder)"))));
    let mut found = String::new();
    for text in [
        "{barn: [{alder: 3}, {alder: 4}]}",
        "{barn: {alder: 5}}",
        "{barn: [{alder: 300}]}",
        "{barn: [{alder: \"3\"}]}",
        "{x: 1}",
    ] {
        let facts = Facts::new(text, &[]);
        found += &(line(&facts, &facts.evaluate(&rules, "d")) + "\n");
    }
    expect![[r#"
        7 clear reads [barn]
        5 clear reads [barn]
        null UNCLEAR reads [] missing ["barn"]
        null UNCLEAR reads [] missing ["barn"]
        null UNCLEAR reads [] missing ["barn"]
    "#]]
    .assert_eq(&found);
}
