//! The record of what was read: what an evaluation looked at, and nothing else.
#![allow(clippy::unwrap_used, clippy::panic, clippy::needless_pass_by_value, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use proptest::prelude::*;
use saklig_feel::{Env, EvalError, Evaluation, Mark, Marks, Scope, Type, Value, compile_expression};

/// The facts of the tests, by mark.
const FACTS: [&str; 16] = [
    "x",
    "y",
    "ja",
    "namn",
    "hushall.bostad",
    "hushall.hyra",
    "barn",
    "barn[1].alder",
    "barn[1].namn",
    "barn[2].alder",
    "barn[2].namn",
    "inkomster",
    "inkomster[1]",
    "inkomster[2]",
    "inkomster[3]",
    "hushall.el.kr",
];

/// The values of the facts where nothing is unknown.
fn known() -> Vec<Value> {
    let number = |n: i64| Value::from(n);
    let mut values = vec![number(5), number(-2), true.into(), "Eva".into(), "hyresrätt".into(), number(7000)];
    values.extend([true.into(), number(4), "Al".into(), number(7), "Bo".into(), true.into()]);
    values.extend([number(10), number(20), number(-5), number(300)]);
    values
}

/// The slots for these values. A list whose own value is null is unknown as a whole.
fn slots(facts: &[Value], tracked: bool) -> Vec<Value> {
    let wrap = |mark: usize, value: Value| {
        if tracked { Value::tracked(Mark(u32::try_from(mark).unwrap()), value) } else { value }
    };
    let leaf = |mark: usize| wrap(mark, facts[mark].clone());
    let list = |mark: usize, items: Vec<Value>| {
        wrap(mark, if facts[mark].is_null() { Value::Null } else { Value::list(items) })
    };
    let child = |alder, namn| Value::context([("alder", leaf(alder)), ("namn", leaf(namn))]);
    let el = Value::context([("kr", leaf(15))]);
    vec![
        leaf(0),
        leaf(1),
        leaf(2),
        leaf(3),
        Value::context([("bostad", leaf(4)), ("hyra", leaf(5)), ("el", el)]),
        list(6, vec![child(7, 8), child(9, 10)]),
        list(11, vec![leaf(12), leaf(13), leaf(14)]),
    ]
}

fn scope(typed: bool) -> Scope {
    let child = Type::context([("alder", Type::Number), ("namn", Type::String)]);
    let el = Type::context([("kr", Type::Number)]);
    let household = Type::context([("bostad", Type::String), ("hyra", Type::Number), ("el", el)]);
    let names = [
        ("x", Type::Number),
        ("y", Type::Number),
        ("ja", Type::Boolean),
        ("namn", Type::String),
        ("hushall", household),
        ("barn", Type::list(child)),
        ("inkomster", Type::list(Type::Number)),
    ];
    names.into_iter().map(|(name, of)| (name, if typed { of } else { Type::Any })).collect()
}

struct Unknown(Vec<u32>);

impl Marks for Unknown {
    fn is_unknown(&self, mark: Mark) -> bool {
        self.0.contains(&mark.0)
    }

    fn state(&self, mark: Mark) -> &'static str {
        if self.is_unknown(mark) { "okänd" } else { "känd" }
    }
}

fn evaluate(text: &str, facts: &[Value], tracked: bool, typed: bool) -> Result<Evaluation, EvalError> {
    let program =
        compile_expression(text, &scope(typed)).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
    let unknown = (0_u32..).zip(facts).filter(|(_, value)| value.is_null()).map(|(mark, _)| mark).collect();
    program.evaluate(&slots(facts, tracked), &Env::new().with_marks(&Unknown(unknown)))
}

/// For each line the value and the facts that were read; the facts named after `unknown` are unknown.
fn check(lines: &str, unknown: &[&str], expected: Expect) {
    let mut facts = known();
    for name in unknown {
        facts[FACTS.iter().position(|fact| fact == name).unwrap()] = Value::Null;
    }
    let answer = |line: &str| {
        let result = evaluate(line, &facts, true, true).unwrap();
        let reads: Vec<&str> = result.reads.iter().map(|mark| FACTS[mark.0 as usize]).collect();
        format!("{line} = {}  <- {}\n", result.value, reads.join(" "))
    };
    expected.assert_eq(&lines.lines().map(str::trim).map(answer).collect::<String>());
}

#[test]
fn what_is_touched_from_left_to_right_is_read() {
    check(
        "x + y
         if ja then x else y
         ja or x > 1
         not(ja) and x > 1
         x > 1 and not(ja)
         x in (5, y)
         x in (y, 5)
         hushall.hyra
         hushall
         barn[1].alder
         barn.alder
         barn[alder > 5].namn
         barn[item.alder > 5][1].namn
         count(barn)
         count(barn[alder > 5])
         sum(inkomster)
         inkomster[1]
         inkomster[item > 0]
         some i in inkomster satisfies i > 5
         every i in inkomster satisfies i > 15
         for i in inkomster return 1
         count(reverse(inkomster))
         [x, y][1]
         {a: x, b: y}.a
         {f: function(n) n + x, svar: f(1)}.svar
         {f: function(n) n + x, svar: 1}.svar
         inkomster = [10]
         hushall.el.kr between x and y",
        &[],
        expect![[r#"
            x + y = 3  <- x y
            if ja then x else y = 5  <- x ja
            ja or x > 1 = true  <- ja
            not(ja) and x > 1 = false  <- ja
            x > 1 and not(ja) = false  <- x ja
            x in (5, y) = true  <- x
            x in (y, 5) = true  <- x y
            hushall.hyra = 7000  <- hushall.hyra
            hushall = {bostad: "hyresrätt", hyra: 7000, el: {kr: 300}}  <- hushall.bostad hushall.hyra hushall.el.kr
            barn[1].alder = 4  <- barn barn[1].alder
            barn.alder = [4, 7]  <- barn barn[1].alder barn[2].alder
            barn[alder > 5].namn = ["Bo"]  <- barn barn[1].alder barn[2].alder barn[2].namn
            barn[item.alder > 5][1].namn = "Bo"  <- barn barn[1].alder barn[2].alder barn[2].namn
            count(barn) = 2  <- barn
            count(barn[alder > 5]) = 1  <- barn barn[1].alder barn[2].alder
            sum(inkomster) = 25  <- inkomster inkomster[1] inkomster[2] inkomster[3]
            inkomster[1] = 10  <- inkomster inkomster[1]
            inkomster[item > 0] = [10, 20]  <- inkomster inkomster[1] inkomster[2] inkomster[3]
            some i in inkomster satisfies i > 5 = true  <- inkomster inkomster[1]
            every i in inkomster satisfies i > 15 = false  <- inkomster inkomster[1]
            for i in inkomster return 1 = [1, 1, 1]  <- inkomster
            count(reverse(inkomster)) = 3  <- inkomster
            [x, y][1] = 5  <- x y
            {a: x, b: y}.a = 5  <- x y
            {f: function(n) n + x, svar: f(1)}.svar = 6  <- x
            {f: function(n) n + x, svar: 1}.svar = 1  <- 
            inkomster = [10] = false  <- inkomster inkomster[1] inkomster[2] inkomster[3]
            hushall.el.kr between x and y = false  <- x y hushall.el.kr
        "#]],
    );
}

#[test]
fn the_state_of_a_fact_is_told_without_reading_it() {
    check(
        "uppgiftslage(x)
         uppgiftslage(y)
         uppgiftslage(hushall.hyra)
         uppgiftslage(hushall.bostad)
         uppgiftslage(inkomster)
         uppgiftslage(barn)
         uppgiftslage(barn.alder)
         uppgiftslage(barn[1].alder)
         uppgiftslage(barn[namn = \"Al\"].alder)
         if uppgiftslage(y) = \"känd\" then y else 0
         for b in barn return uppgiftslage(b.alder)",
        &["y", "hushall.hyra", "inkomster", "barn[1].alder"],
        expect![[r#"
            uppgiftslage(x) = "känd"  <- 
            uppgiftslage(y) = "okänd"  <- 
            uppgiftslage(hushall.hyra) = "okänd"  <- 
            uppgiftslage(hushall.bostad) = "känd"  <- 
            uppgiftslage(inkomster) = "okänd"  <- 
            uppgiftslage(barn) = "känd"  <- 
            uppgiftslage(barn.alder) = "okänd"  <- 
            uppgiftslage(barn[1].alder) = "okänd"  <- 
            uppgiftslage(barn[namn = "Al"].alder) = "okänd"  <- barn[1].namn barn[2].namn
            if uppgiftslage(y) = "känd" then y else 0 = 0  <- 
            for b in barn return uppgiftslage(b.alder) = ["okänd", "känd"]  <- barn
        "#]],
    );
}

fn numbers() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (-3_i64..12).prop_map(|n| n.to_string()),
        prop::sample::select(vec![
            "x",
            "y",
            "hushall.hyra",
            "hushall.el.kr",
            "barn[1].alder",
            "inkomster[1]",
            "inkomster[-1]",
            "count(barn)",
            "sum(inkomster)",
            "max(inkomster)",
            "sum(barn.alder)",
            "string length(namn)",
            "mean(barn.alder)",
            "count(distinct values(inkomster))",
            "barn[namn = \"Bo\"][1].alder",
            "{a: x, b: y}.b",
            "min(x, y)",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let truth = truths(inner.clone());
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), prop::sample::select(vec!["+", "-", "*", "/"]))
                .prop_map(|((a, b), o)| format!("({a} {o} {b})")),
            (truth.clone(), pair.clone()).prop_map(|(c, (a, b))| format!("(if {c} then {a} else {b})")),
            (pair.clone()).prop_map(|(a, b)| format!("[{a}, {b}][1]")),
            (pair.clone()).prop_map(|(a, b)| format!("(count(inkomster[item > {a}]) + {b})")),
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| format!("sum(for i in inkomster return i * {a} + {b})")),
            inner.clone().prop_map(|a| format!("(function(n) n + {a})(y)")),
            inner
                .clone()
                .prop_map(|a| format!("sum(for i in inkomster return count(inkomster[item > i + {a}]))")),
            inner.clone().prop_map(|a| format!("count(inkomster[{a}])")),
            truth.clone().prop_map(|c| format!("count(barn[{c}])")),
            inner.clone().prop_map(|a| format!("decimal({a}, 1)")),
            inner
                .clone()
                .prop_map(|a| format!("(for i in [{a}, x] return if i > 0 then i else partial[1])[2]")),
            truth.prop_map(|c| format!("barn[{c}][1].alder")),
        ]
    })
}

fn truths(number: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = String> + Clone {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "ja",
            "true",
            "null",
            "namn = \"Eva\"",
            "hushall.bostad != null",
            "inkomster = [10, 20]",
            "barn = null",
            "inkomster = null",
            "hushall = {}",
            "list contains(inkomster, x)",
            "all([ja, null])",
            "any([ja, null])",
        ])
        .prop_map(str::to_owned),
        (number.clone(), number.clone(), prop::sample::select(vec!["<", "<=", "=", "!=", ">"]))
            .prop_map(|(a, b, o)| format!("{a} {o} {b}")),
        (number.clone(), number.clone(), number.clone()).prop_map(|(a, b, c)| format!("{a} in ({b}, > {c})")),
        (number.clone(), number.clone(), number.clone())
            .prop_map(|(a, b, c)| format!("({a} between {b} and {c})")),
        number.clone().prop_map(|a| format!("(some i in inkomster satisfies i > {a})")),
        number.clone().prop_map(|a| format!("(every b in barn satisfies b.alder > {a})")),
        number.clone().prop_map(|a| format!("barn.alder = [{a}, x]")),
        number.prop_map(|a| format!("({a}) instance of number")),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} and {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            inner.prop_map(|a| format!("not({a})")),
        ]
    })
}

fn expressions() -> impl Strategy<Value = String> {
    prop_oneof![
        numbers(),
        truths(numbers().boxed()),
        numbers().prop_map(|a| format!("inkomster[item > {a}]")),
        numbers().prop_map(|a| format!("{{a: {a}, h: hushall}}")),
        numbers().prop_map(|a| format!("for b in barn return b.alder + {a}")),
        numbers().prop_map(|a| format!("sort(append(inkomster, {a}))")),
        numbers().prop_map(|a| format!("concatenate(reverse(inkomster), [{a}])")),
        numbers().prop_map(|a| format!("context put(hushall, \"hyra\", {a})")),
        numbers().prop_map(|a| format!("union(inkomster, [{a}])")),
        numbers().prop_map(|a| format!("[string({a}), namn + \"!\"]")),
    ]
}

/// Which facts are unknown: none, one, a few.
fn gaps() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..FACTS.len(), 0..4)
}

/// Values that a fact of any type may have.
fn replacements(mark: usize) -> Vec<Value> {
    if mark == 6 || mark == 11 {
        return vec![true.into()];
    }
    vec![0.into(), 6.into(), Value::from(-9), true.into(), false.into(), "Eva".into(), "Bo".into()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn tracking_changes_no_value(text in expressions(), gaps in gaps(), typed in any::<bool>()) {
        let mut facts = known();
        for mark in &gaps {
            facts[*mark] = Value::Null;
        }
        let plain = evaluate(&text, &facts, false, typed);
        let tracked = evaluate(&text, &facts, true, typed);
        match (plain, tracked) {
            (Ok(plain), Ok(tracked)) => {
                prop_assert_eq!(plain.value.to_string(), tracked.value.to_string(), "{}", text);
                prop_assert!(plain.reads.is_empty());
                prop_assert!(!tracked.value.has_marks());
            }
            (plain, tracked) => prop_assert_eq!(plain.err(), tracked.err()),
        }
    }

    #[test]
    fn what_could_change_the_value_was_read(text in expressions(), gaps in gaps(), typed in any::<bool>()) {
        let mut facts = known();
        for mark in &gaps {
            facts[*mark] = Value::Null;
        }
        let Ok(before) = evaluate(&text, &facts, true, typed) else { return Ok(()) };
        for mark in gaps {
            for value in replacements(mark) {
                let mut other = facts.clone();
                other[mark] = value.clone();
                let changed = match evaluate(&text, &other, true, typed) {
                    Ok(after) => after.value.to_string() != before.value.to_string(),
                    Err(_) => true,
                };
                let read = before.reads.contains(Mark(u32::try_from(mark).unwrap()));
                prop_assert!(!changed || read, "{} was not read in {}, but {} changes it", FACTS[mark], text, value);
            }
        }
    }
}

#[test]
fn the_paths_of_an_expression_are_known_before_it_is_evaluated() {
    let paths = |text: &str| {
        let program = compile_expression(text, &scope(true)).unwrap();
        let paths: Vec<String> = program.paths().iter().map(|path| path.join(".")).collect();
        format!("{text}: {} ({})\n", paths.join(", "), program.free_names().join(", "))
    };
    let lines = [
        "x + 1",
        "hushall.el.kr + hushall.hyra",
        "barn[alder > 5].namn",
        "for b in barn return b.alder",
        "count(barn)",
        "{a: hushall.el, b: a.kr}",
        "function(n) n + y",
        "uppgiftslage(hushall.hyra)",
        "hushall",
    ];
    expect![[r#"
        x + 1: x (x)
        hushall.el.kr + hushall.hyra: hushall.el.kr, hushall.hyra (hushall)
        barn[alder > 5].namn: barn.alder, barn.namn (barn)
        for b in barn return b.alder: barn, barn.alder (barn)
        count(barn): barn (barn)
        {a: hushall.el, b: a.kr}: hushall.el, hushall.el.kr (hushall)
        function(n) n + y: y (y)
        uppgiftslage(hushall.hyra): hushall.hyra (hushall)
        hushall: hushall (hushall)
    "#]]
    .assert_eq(&lines.map(paths).concat());
}
