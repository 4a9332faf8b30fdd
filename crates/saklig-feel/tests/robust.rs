//! Any text is either compiled or refused; any value is written so that it can be read again.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use saklig_feel::{Env, Number, Scope, Type, Value, compile_expression, compile_unary_tests};

fn scope() -> Scope {
    let child = Type::context([("alder", Type::Number), ("first name", Type::String)]);
    Scope::new()
        .with("x", Type::Number)
        .with("barn", Type::list(child))
        .with("a-b", Type::Any)
        .with("allt", Type::Any)
}

/// Soups of what FEEL is made of.
#[allow(clippy::too_many_lines, reason = "a list of words")]
fn soup() -> impl Strategy<Value = String> {
    let words = vec![
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "and",
        "or",
        "not",
        "between",
        "instance of",
        "function",
        "null",
        "true",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        "..",
        "+",
        "-",
        "*",
        "**",
        "/",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        "?",
        "@",
        "\"2025-11-24\"",
        "\"",
        "1",
        "2.5",
        "1e99",
        "x",
        "barn",
        "alder",
        "allt",
        "first name",
        "a-b",
        "item",
        "partial",
        "date and time",
        "string length",
        "sum",
        "sort",
        "date",
        "uppgiftslage",
        "list<number>",
        "->",
        "//",
        "/*",
        "*/",
        "å",
        "€",
        "\\u00e5",
        "\u{1F600}",
        "\n",
    ];
    prop::collection::vec(prop::sample::select(words), 0..25).prop_map(|words| words.join(" "))
}

fn values() -> impl Strategy<Value = Value> {
    let day = (1_i16..9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let number = (any::<i64>(), -20_i32..20)
        .prop_map(|(digits, exponent)| Number::from_parts(digits.into(), exponent).unwrap());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        day.prop_map(Value::from),
        (-5000_i64..5000).prop_map(Value::YearsMonths),
        (any::<i32>(), 0_i32..1_000_000_000).prop_map(|(seconds, nanos)| {
            Value::DaysTime(jiff::SignedDuration::new(
                seconds.into(),
                if seconds < 0 { -nanos } else { nanos },
            ))
        }),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-zåäö ]{1,8}", inner, 0..4).prop_map(Value::context),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_is_compiled_or_refused(text in soup()) {
        let env = Env::new().with_budget(20_000);
        let slots = [Value::from(5), Value::list([]), Value::Null, Value::from("text")];
        match compile_expression(&text, &scope()) {
            Ok(program) => {
                let result = program.evaluate(&slots, &env);
                prop_assert!(result.is_err() || !result.unwrap().value.has_marks());
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(fault.span.end as usize <= text.len() && fault.span.start <= fault.span.end);
                    prop_assert!(fault.span.start == fault.span.end || !fault.span.of(&text).is_empty());
                }
            }
        }
        if let Ok(tests) = compile_unary_tests(&text, &scope(), &Type::Number) {
            let _answer = tests.evaluate(&Value::from(1), &slots, &env);
        }
    }

    #[test]
    fn any_characters_are_compiled_or_refused(text in any::<String>()) {
        let _faults = compile_expression(&text, &scope()).err();
        let _faults = compile_unary_tests(&text, &scope(), &Type::Any).err();
    }

    #[test]
    fn a_value_that_is_written_is_read_again(value in values()) {
        let text = value.to_string();
        let program = compile_expression(&text, &Scope::new());
        prop_assert!(program.is_ok(), "{}: {:?}", text, program.err());
        let again = program.unwrap().evaluate(&[], &Env::new()).unwrap().value;
        prop_assert_eq!(again.to_string(), text);
        prop_assert_eq!(again, value);
    }
}
