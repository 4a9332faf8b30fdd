//! Decision tables: hit policies, defaults, allowed values, annotations.
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod support;

use std::fmt::Write;

use expect_test::{Expect, expect};
use support::{Facts, decision, input, line, rules, table};

/// Evaluates the table `t` over `a`, `b` (numbers) and `s` (text) for each context of facts.
fn check(text: &str, facts: &[&str], expected: &Expect) {
    let body = table(text);
    let parts = input("a", "number") + &input("b", "number") + &input("s", "string");
    let rules = rules(&(parts + &decision("t", &["i_a", "i_b", "i_s"], &body)));
    let mut found = String::new();
    for text in facts {
        let facts = Facts::new(text, &[]);
        let outcome = facts.evaluate(&rules, "t");
        let rows: Vec<&str> =
            outcome.trace.decisions.iter().flat_map(|entry| entry.rows.iter().map(|row| &*row.id)).collect();
        writeln!(found, "{} rows {}", line(&facts, &outcome), rows.join(" ")).unwrap();
    }
    expected.assert_eq(&found);
}

const THREE: [&str; 3] = ["{a: 1, b: 1, s: \"x\"}", "{a: 2, b: 1, s: \"y\"}", "{a: 9, b: 1, s: \"z\"}"];

#[test]
fn unique_allows_one_match() {
    check(
        "U | a | s -> t
         1 | - -> \"ett\"
         < 3 | \"y\" -> \"två\"
         [1..2] | \"y\", \"z\" -> \"tre\"",
        &THREE,
        &expect![[r#"
            "ett" clear reads [a s] rows r1
            null UNCLEAR reads [a s] (several rows matched where only one may) rows r2 r3
            null UNCLEAR reads [a s] (no row matched) rows 
        "#]],
    );
}

#[test]
fn any_wants_agreement() {
    check(
        "A | a -> t
         1 -> b
         < 2 -> 1
         <= 2 -> 1
         2 -> 2",
        &THREE,
        &expect![[r#"
            1 clear reads [a b] rows r1 r2 r3
            null UNCLEAR reads [a] (the rows that matched gave different outputs) rows r3 r4
            null UNCLEAR reads [a] (no row matched) rows 
        "#]],
    );
}

#[test]
fn priority_and_output_order_follow_the_listed_values() {
    let rows = "
         > 0 -> \"låg\"
         > 1 -> \"hög\"
         > 1 -> \"mellan\"";
    let values = "-> t=\"hög\",\"mellan\",\"låg\"";
    check(
        &format!("P | a {values}{rows}"),
        &THREE,
        &expect![[r#"
            "låg" clear reads [a] rows r1
            "hög" clear reads [a] rows r1 r2 r3
            "hög" clear reads [a] rows r1 r2 r3
        "#]],
    );
    check(
        &format!("O | a {values}{rows}"),
        &THREE,
        &expect![[r#"
            ["låg"] clear reads [a] rows r1
            ["hög", "mellan", "låg"] clear reads [a] rows r1 r2 r3
            ["hög", "mellan", "låg"] clear reads [a] rows r1 r2 r3
        "#]],
    );
}

#[test]
fn first_stops_at_its_hit() {
    check(
        "F | a -> t
         > 8 -> \"mycket\"
         ? > b -> \"mer\"
         - -> \"annat\"",
        &THREE,
        &expect![[r#"
            "annat" clear reads [a b] rows r3
            "mer" clear reads [a b] rows r2
            "mycket" clear reads [a] rows r1
        "#]],
    );
}

#[test]
fn collections_and_their_aggregations() {
    for (policy, expected) in [
        (
            "R",
            expect![[r#"
            [10] clear reads [a] rows r1
            [10, 30, 20] clear reads [a] rows r1 r2 r3
            [] clear reads [a] rows 
        "#]],
        ),
        (
            "C",
            expect![[r#"
            [10] clear reads [a] rows r1
            [10, 30, 20] clear reads [a] rows r1 r2 r3
            [] clear reads [a] rows 
        "#]],
        ),
        (
            "C+",
            expect![[r#"
            10 clear reads [a] rows r1
            60 clear reads [a] rows r1 r2 r3
            0 clear reads [a] rows 
        "#]],
        ),
        (
            "C<",
            expect![[r#"
            10 clear reads [a] rows r1
            10 clear reads [a] rows r1 r2 r3
            null clear reads [a] rows 
        "#]],
        ),
        (
            "C>",
            expect![[r#"
            10 clear reads [a] rows r1
            30 clear reads [a] rows r1 r2 r3
            null clear reads [a] rows 
        "#]],
        ),
        (
            "C#",
            expect![[r#"
            1 clear reads [a] rows r1
            3 clear reads [a] rows r1 r2 r3
            0 clear reads [a] rows 
        "#]],
        ),
    ] {
        check(&format!("{policy} | a -> t\n[1..3] -> 10\n2 -> 30\n2 -> 20"), &THREE, &expected);
    }
}

#[test]
fn several_outputs_are_a_context() {
    check(
        "U | a -> utfall | belopp
         1 -> \"bifall\" | a + 1
         2 -> \"avslag\" | ",
        &THREE,
        &expect![[r#"
            {utfall: "bifall", belopp: 2} clear reads [a] rows r1
            {utfall: "avslag", belopp: null} UNCLEAR reads [a] (the row that matched gave null) rows r2
            null UNCLEAR reads [a] (no row matched) rows 
        "#]],
    );
}

#[test]
fn a_default_is_an_answer() {
    check(
        "U | a -> t:\"annars\"
         1 -> \"ett\"",
        &THREE,
        &expect![[r#"
            "ett" clear reads [a] rows r1
            "annars" clear reads [a] rows 
            "annars" clear reads [a] rows 
        "#]],
    );
}

#[test]
fn cells_of_every_kind() {
    check(
        "C | a | s -> t
         not(1, 9) | - -> \"inte\"
         ]1..9[ | not(\"x\") -> \"mellan\"
         >= b + 1 | - -> \"uttryck\"
         ? = 1 or ? = 9 | \"x\", \"z\" -> \"fråga\"
         null | - -> \"tom\"",
        &[
            "{a: 1, b: 1, s: \"x\"}",
            "{a: 2, b: 1, s: \"y\"}",
            "{a: 9, b: 1, s: \"z\"}",
            "{a: null, b: 1, s: \"z\"}",
        ],
        &expect![[r#"
            ["fråga"] clear reads [a b s] rows r4
            ["inte", "mellan", "uttryck"] clear reads [a b s] rows r1 r2 r3
            ["uttryck", "fråga"] clear reads [a b s] rows r3 r4
            ["inte", "tom"] clear reads [a b s] rows r1 r5
        "#]],
    );
}

#[test]
fn an_input_outside_its_allowed_values_has_no_answer() {
    let body = table("U | s -> t\n- -> 1").replace(
        "</inputExpression></input>",
        "</inputExpression><inputValues><text>\"x\", \"y\"</text></inputValues></input>",
    );
    let rules = rules(&(input("s", "string") + &decision("t", &["i_s"], &body)));
    let mut found = String::new();
    for text in ["{s: \"x\"}", "{s: \"z\"}", "{s: null}"] {
        let facts = Facts::new(text, &[]);
        found += &(line(&facts, &facts.evaluate(&rules, "t")) + "\n");
    }
    expect![[r#"
        1 clear reads [s]
        null UNCLEAR reads [s] (the input `s` is outside the allowed values)
        1 clear reads [s]
    "#]]
    .assert_eq(&found);
}

#[test]
fn annotations_come_with_the_rows() {
    let body = table("F | a -> t\n1 -> \"ja\" # SoL 12 kap. 1 §\n- -> \"nej\"");
    let rules = rules(&(input("a", "number") + &decision("t", &["i_a"], &body)));
    let outcome = Facts::new("{a: 1}", &[]).evaluate(&rules, "t");
    let entry = outcome.trace.decision("t").unwrap();
    assert_eq!(entry.annotations("Lagrum").collect::<Vec<_>>(), ["SoL 12 kap. 1 §"]);
    let outcome = Facts::new("{a: 2}", &[]).evaluate(&rules, "d_t");
    assert_eq!(outcome.trace.decision("t").unwrap().annotations("Lagrum").count(), 0);
    assert_eq!(outcome.trace.decision("t").unwrap().rows[0].index, 2);
}
