//! Unary tests: the entries of rule tables.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "a helper of tests")]

use expect_test::{Expect, expect};
use saklig_feel::{Env, Mark, Reads, Scope, Shape, Type, Value, compile_expression, compile_unary_tests};

fn value(text: &str) -> Value {
    compile_expression(text, &Scope::new()).unwrap().evaluate(&[], &Env::new()).unwrap().value
}

/// For each test and each input the answer: ja, nej or ? (no answer).
fn check(of: Type, inputs: &[&str], tests: &str, expected: Expect) {
    let scope = Scope::new().with("grans", Type::Number).with("lista", Type::list(Type::String));
    let slots = [Value::from(10), value("[\"a\", \"b\"]")];
    let row = |text: &str| match compile_unary_tests(text, &scope, &of) {
        Ok(tests) => {
            let answers = inputs.iter().map(|input| {
                let mut run = saklig_feel::Run::new(&Env::new());
                match tests.run(&value(input), &slots, &mut run).unwrap() {
                    Some(true) => "ja ",
                    Some(false) => "nej",
                    None => "?  ",
                }
            });
            format!("{}  {text}\n", answers.collect::<Vec<_>>().join(" "))
        }
        Err(faults) => format!("{text}: {}\n", faults.first().unwrap()),
    };
    let header = format!("{}\n", inputs.join(" "));
    expected.assert_eq(&tests.lines().map(str::trim).map(row).fold(header, |all, row| all + &row));
}

#[test]
fn numbers() {
    check(
        Type::Number,
        &["5", "10", "15", "null"],
        "-

         10
         < 10
         >= grans
         [5..10)
         ]5..15]
         < 6, > 14
         5, 15
         not(5, 10)
         not(null)
         null
         ? > 5 and ? < 15
         ? * 2 = 20
         grans + 5
         [1, 5]
         (< 10)
         = 10
         != 10
         \"tio\"
         not(? = grans)
         if grans > 5 then 15 else 5
         odd(?)
         grans > 5
         true
         [\"a\"..\"b\"]",
        expect![[r#"
            5 10 15 null
            ja  ja  ja  ja   -
            ja  ja  ja  ja   
            nej ja  nej nej  10
            ja  nej nej ?    < 10
            nej ja  ja  ?    >= grans
            ja  nej nej ?    [5..10)
            nej ja  ja  ?    ]5..15]
            ja  nej ja  ?    < 6, > 14
            ja  nej ja  nej  5, 15
            nej nej ja  ja   not(5, 10)
            ja  ja  ja  nej  not(null)
            nej nej nej ja   null
            nej ja  nej ?    ? > 5 and ? < 15
            nej ja  nej nej  ? * 2 = 20
            nej nej ja  nej  grans + 5
            ja  nej nej nej  [1, 5]
            ja  nej nej ?    (< 10)
            nej ja  nej nej  = 10
            ja  nej ja  ja   != 10
            "tio": E0205 at 0: a number cannot be compared with a string — change the expression so that the types go together
            ja  nej ja  ja   not(? = grans)
            nej nej ja  nej  if grans > 5 then 15 else 5
            ja  nej ja  ?    odd(?)
            ja  ja  ja  ja   grans > 5
            true: E0205 at 0: a number cannot be compared with a boolean — change the expression so that the types go together
            ["a".."b"]: E0205 at 0: a number cannot be compared with a range<string> — change the expression so that the types go together
        "#]],
    );
}

#[test]
fn texts_truth_values_and_lists() {
    check(
        Type::String,
        &["\"a\"", "\"c\"", "null"],
        "\"a\"
         \"a\", \"c\"
         not(\"a\")
         lista
         list contains(lista, ?)
         starts with(?, \"c\")
         5",
        expect![[r#"
            "a" "c" null
            ja  nej nej  "a"
            ja  ja  nej  "a", "c"
            nej ja  ja   not("a")
            ja  nej nej  lista
            ja  nej nej  list contains(lista, ?)
            nej ja  ?    starts with(?, "c")
            5: E0205 at 0: a string cannot be compared with a number — change the expression so that the types go together
        "#]],
    );
    check(
        Type::Boolean,
        &["true", "false", "null"],
        "true
         false
         not(true)
         not(?)
         1 = 1
         -",
        expect![[r#"
            true false null
            ja  nej nej  true
            nej ja  nej  false
            nej ja  ja   not(true)
            nej ja  ?    not(?)
            ja  nej nej  1 = 1
            ja  ja  ja   -
        "#]],
    );
    check(
        Type::list(Type::Number),
        &["[1, 2]", "[]", "null"],
        "[1, 2]
         count(?) = 0
         some x in ? satisfies x = 2
         ?[1] = 1",
        expect![[r#"
            [1, 2] [] null
            ja  nej nej  [1, 2]
            nej ja  nej  count(?) = 0
            ja  nej ?    some x in ? satisfies x = 2
            ja  nej nej  ?[1] = 1
        "#]],
    );
    check(
        Type::Date,
        &["@\"2025-11-24\"", "@\"2026-01-01\""],
        "< date(\"2026-01-01\")
         [@\"2025-11-01\"..@\"2025-11-30\"]
         ?.year = 2026
         \"2025-11-24\"",
        expect![[r#"
            @"2025-11-24" @"2026-01-01"
            ja  nej  < date("2026-01-01")
            ja  nej  [@"2025-11-01"..@"2025-11-30"]
            nej ja   ?.year = 2026
            "2025-11-24": E0205 at 0: a date cannot be compared with a string — change the expression so that the types go together
        "#]],
    );
}

#[test]
fn a_constant_entry_tells_its_shape() {
    let shape = |text: &str| compile_unary_tests(text, &Scope::new(), &Type::Any).unwrap().shape();
    let pieces = |text: &str| match shape(text) {
        Shape::Any => "allt".to_owned(),
        Shape::Other => "annat".to_owned(),
        Shape::OneOf(pieces) => format!("{pieces:?}"),
        Shape::NotOneOf(pieces) => format!("inte {pieces:?}"),
    };
    let shown: Vec<String> =
        ["-", "\"a\", \"b\"", "not(1)", "< 5", "[1..3)", "? > 3", "null", "1, > 5", "[1, 2]"]
            .map(pieces)
            .into();
    expect![[r#"
        allt
        [Equal(String("a")), Equal(String("b"))]
        inte [Equal(Number(1))]
        [Range(Range { start: Bound { value: Null, closed: false }, end: Bound { value: Number(5), closed: false } })]
        [Range(Range { start: Bound { value: Number(1), closed: true }, end: Bound { value: Number(3), closed: false } })]
        annat
        [Equal(Null)]
        [Equal(Number(1)), Range(Range { start: Bound { value: Number(5), closed: false }, end: Bound { value: Null, closed: false } })]
        annat"#]].assert_eq(&shown.join("\n"));
}

#[test]
fn a_test_reads_its_input_and_no_more_than_it_needs() {
    let scope = Scope::new().with("x", Type::Any).with("y", Type::Any);
    let slots = [Value::tracked(Mark(1), 5.into()), Value::tracked(Mark(2), 7.into())];
    let reads = |text: &str| {
        let tests = compile_unary_tests(text, &scope, &Type::Any).unwrap();
        tests.evaluate(&Value::tracked(Mark(0), 5.into()), &slots, &Env::new()).unwrap().reads
    };
    let marks = |marks: &[u32]| marks.iter().map(|mark| Mark(*mark)).collect::<Reads>();
    assert_eq!(reads("-"), marks(&[]));
    assert_eq!(reads("5"), marks(&[0]));
    assert_eq!(reads("x, y"), marks(&[0, 1]));
    assert_eq!(reads("y, x"), marks(&[0, 1, 2]));
    assert_eq!(reads("? > y"), marks(&[0, 2]));
}
