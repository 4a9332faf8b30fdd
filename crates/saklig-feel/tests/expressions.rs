//! What expressions give. One helper knows the API.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "a helper of tests")]

use expect_test::{Expect, expect};
use saklig_feel::{Env, Fault, Scope, Type, Value, compile_expression};

/// Evaluates each line of `expressions` with the values of `context` (a FEEL context) and compares.
fn check(expressions: &str, context: &str, expected: Expect) {
    let given = compile_expression(context, &Scope::new()).unwrap();
    let given = given.evaluate(&[], &Env::new()).unwrap().value;
    let given = given.as_context().unwrap();
    let scope: Scope = given.iter().map(|(name, value)| (name.clone(), value.type_of())).collect();
    let slots: Vec<Value> = given.iter().map(|(_, value)| value.clone()).collect();
    let lines = expressions.lines().map(str::trim).filter(|line| !line.is_empty());
    let answers: String = lines.map(|line| answer(line, &scope, &slots) + "\n").collect();
    expected.assert_eq(&answers);
}

fn answer(text: &str, scope: &Scope, slots: &[Value]) -> String {
    let now: jiff::Zoned = "2025-11-24T08:00:00+01:00[Europe/Stockholm]".parse().unwrap();
    let program = match compile_expression(text, scope) {
        Ok(program) => program,
        Err(faults) => return faults.iter().map(Fault::to_string).collect::<Vec<_>>().join(" | "),
    };
    match program.evaluate(slots, &Env::new().at(&now)) {
        Ok(result) => {
            let notes: Vec<String> = result.notes.iter().map(|note| note.sentence(text)).collect();
            let of = program.result_type();
            assert!(
                *of == Type::Any || result.value.is_null() || result.value.type_of().may_be(of),
                "{text}: {} is no {of}",
                result.value
            );
            format!("{}{}{}", result.value, if notes.is_empty() { "" } else { "  # " }, notes.join("; "))
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn numbers_and_precedence() {
    check(
        "1 + 2 * 3
         (1 + 2) * 3
         0.1 + 0.2
         10 / 4
         1 / 3
         2 ** 10
         -2 ** 2
         7 - 2 - 1
         1e3
         .5 + .25
         1 / 0
         -a
         a - 1
         a+b*2
         10 ** 7000",
        "{a: 5, b: 2}",
        expect![[r#"
            7
            9
            0.3
            2.5
            0.3333333333333333333333333333333333
            1024
            4
            4
            1000
            0.75
            null  # `1 / 0`: division by zero
            -5
            4
            9
            E0213: a number becomes too large
        "#]],
    );
}

#[test]
fn logic_has_three_values() {
    check(
        "true and null
         false and null
         null and false
         true or null
         null or false
         null or true
         not(null)
         not(a > 3)
         a > 3 and b < 1 or a = 5
         null = null
         null != 1
         1 = null
         null < 1
         if null then 1 else 2
         if a = 5 then \"fem\" else \"annat\"",
        "{a: 5, b: 2}",
        expect![[r#"
            null
            false
            false
            true
            null
            true
            null
            false
            true
            true
            true
            false
            null
            2  # `null`: a condition is neither true nor false
            "fem"
        "#]],
    );
}

#[test]
fn comparisons_ranges_and_in() {
    check(
        "5 between 1 and 10
         5 in [1..5]
         5 in [1..5)
         5 in (1, 5)
         5 in (< 3, > 4)
         5 in >= 6
         \"b\" in [\"a\", \"b\"]
         5 in ]1..5[
         (< 10)
         [1..10].start
         [1..10).end included
         5 in (1..5]
         @\"2025-11-24\" in [@\"2025-11-01\"..@\"2025-11-30\"]
         [5..1]
         null in [1..5]
         \"a\" < \"b\"
         [1, 2] = [1, 2]
         {a: 1, b: 2} = {b: 2, a: 1}
         [1..3] = [1..3]",
        "{}",
        expect![[r#"
            true
            true
            false
            true
            true
            false
            true
            false
            (< 10)
            1
            false
            true
            true
            null  # `[5..1]`: the operation does not exist for these types
            null
            true
            true
            true
            true
        "#]],
    );
}

#[test]
fn lists_filters_and_paths() {
    check(
        "l[1]
         l[-1]
         l[0]
         l[9]
         l[item > 15]
         barn[alder > 5].namn
         barn[item.alder > 5][1].namn
         barn.alder
         sum(barn.alder)
         barn[namn = \"Bo\"].alder
         barn[namn = \"Bo\"][1].alder
         for x in l return x * 2
         for x in 1..3, y in 1..2 return x * 10 + y
         for x in 3..1 return x
         for i in 1..5 return if i < 3 then i else partial[-1] + partial[-2]
         for d in @\"2025-12-30\"..@\"2026-01-02\" return d.day
         for x in [1..3] return x
         some x in l satisfies x > 25
         every x in l satisfies x > 5
         every b in barn satisfies b.alder > 3 and b.namn != null
         some x in null satisfies x
         count(l[item > 100])
         [1, 2, 3][item >= n]
         flatten([[1, 2], [3, [4]]])
         barn[1].skola
         5[1]
         null[1]",
        "{l: [10, 20, 30], n: 2, barn: [{namn: \"Al\", alder: 4}, {namn: \"Bo\", alder: 7}]}",
        expect![[r#"
            10
            30
            null  # `l[0]`: the list has no such item
            null  # `l[9]`: the list has no such item
            [20, 30]
            ["Bo"]
            "Bo"
            [4, 7]
            11
            [7]
            7
            [20, 40, 60]
            [11, 12, 21, 22, 31, 32]
            [3, 2, 1]
            [1, 2, 3, 5, 8]
            [30, 31, 1, 2]
            [1, 2, 3]
            true
            true
            true
            null
            0
            [2, 3]
            [1, 2, 3, 4]
            E0206 at 0: a context has no `skola` — it has namn, alder
            5
            null
        "#]],
    );
}

#[test]
fn contexts_and_functions() {
    check(
        "{a: 1, b: a + 1, c: {d: b * 2}}.c.d
         {\"first name\": \"Eva\", last name: \"Ek\", full: first name + \" \" + last name}.full
         {f: function(x: number) x + 1, y: f(2)}.y
         {fak: function(n) if n < 2 then 1 else n * fak(n - 1), svar: fak(20)}.svar
         {oandlig: function(n) oandlig(n + 1), svar: oandlig(1)}.svar
         {g: function(a, b) a - b, y: g(b: 1, a: 10)}.y
         (function(x) function(y) x * y)(3)(4)
         {k: 2, f: function(x) x * k, y: for i in [1, 2] return f(i)}.y
         sort([3, 1, 2], function(a, b) a < b)
         sort([3, 1, 2])
         get value({a: 1}, \"a\")
         get value({a: {b: 2}}, [\"a\", \"b\"])
         get entries({a: 1})
         context([{key: \"a\", value: 1}])
         context put({a: 1}, \"b\", 2)
         context put({a: {b: 1}}, [\"a\", \"b\"], 2)
         context merge([{a: 1}, {a: 2, b: 3}])
         {a: 1}.b
         hushall.inkomst.belopp
         Total amount + 1
         a-b + 1
         function(x) external {java: {class: \"x\"}}",
        "{hushall: {inkomst: {belopp: 100}}, Total amount: 5, \"a-b\": 7}",
        expect![[r#"
            4
            "Eva Ek"
            3
            2432902008176640000
            E0212: functions call each other too deeply
            9
            12
            [2, 4]
            [1, 2, 3]
            [1, 2, 3]
            1
            2
            [{key: "a", value: 1}]
            {a: 1}
            {a: 1, b: 2}
            {a: {b: 2}}
            {a: 2, b: 3}
            E0206 at 0: a context has no `b` — did you mean `a`?
            100
            6
            8
            E0209 at 12: a function in another language (`external`) is not allowed — write the function in FEEL
        "#]],
    );
}

#[test]
fn texts() {
    check(
        "\"å\" + \"ä\"
         substring(\"förskola\", 3)
         substring(\"förskola\", 3, 2)
         substring(\"förskola\", -3, 2)
         string length(\"åäö\")
         upper case(\"ö\")
         lower case(\"ABC\")
         contains(\"abc\", \"b\")
         starts with(\"abc\", \"ab\")
         ends with(\"abc\", \"bc\")
         substring before(\"a-b\", \"-\")
         substring after(\"a-b\", \"-\")
         substring after(\"ab\", \"x\")
         replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")
         matches(\"2025-11\", \"^[0-9]{4}-[0-9]{2}$\")
         matches(\"ABC\", \"abc\", \"i\")
         split(\"a;b;c\", \";\")
         string join([\"a\", null, \"b\"], \", \")
         string(1.50)
         string(@\"2025-11-24\")
         string([1, \"a\"])
         number(\"1 000,50\", \" \", \",\")
         number(\"abc\")
         \"\\u00e5\\n\\\"x\\\"\"
         substring(\"abc\", 0)
         string length(string: \"abc\")
         matches(\"a\", \"(\")",
        "{}",
        expect![[r#"
            "åä"
            "rskola"
            "rs"
            "ol"
            3
            "Ö"
            "abc"
            true
            true
            true
            "a"
            "b"
            ""
            "[1=ab][2=]cd"
            false
            true
            ["a", "b", "c"]
            "a, b"
            "1.5"
            "2025-11-24"
            "[1, \"a\"]"
            1000.5
            null  # `number("abc")`: it cannot be read as the value asked for
            "å\n\"x\""
            null  # `substring("abc", 0)`: an argument is outside what the function takes
            3
            null  # `matches("a", "(")`: an argument is outside what the function takes
        "#]],
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of examples")]
fn functions_of_numbers_and_lists() {
    check(
        "decimal(2.345, 2)
         decimal(1250, -2)
         floor(-1.5)
         ceiling(1.2)
         floor(1.57, 1)
         round up(1.121, 2)
         round down(-1.129, 2)
         round half up(2.5, 0)
         round half down(2.5, 0)
         abs(-3)
         modulo(-12, 5)
         modulo(12, -5)
         sqrt(2)
         odd(3)
         even(3)
         count([])
         min([3, 1, 2])
         max(1, 5, 2)
         sum([1, 2, null])
         sum([])
         mean([1, 2, 4])
         median([4, 1, 3, 2])
         product([2, 3])
         stddev([2, 4, 7, 5])
         mode([6, 1, 9, 6, 1])
         all([true, null])
         any([true, null])
         append([1], 2, 3)
         concatenate([1], [2, 3])
         insert before([1, 3], 2, 2)
         remove([1, 2, 3], 2)
         reverse([1, 2])
         index of([1, 2, 1], 1)
         union([1, 2], [2, 3])
         distinct values([1, 1.0, 2])
         sublist([1, 2, 3], 2)
         sublist([1, 2, 3], -2, 1)
         list contains([1, null], null)
         list replace([1, 2, 3], 2, 9)
         list replace([1, 2, 3], function(item, newItem) item > newItem, 2)
         min([\"b\", \"a\"])
         min([1, \"a\"])
         sqrt(-1)",
        "{}",
        expect![[r#"
            2.34
            1200
            -2
            2
            1.5
            1.13
            -1.12
            3
            2
            3
            3
            -3
            1.414213562373095048801688724209698
            true
            false
            0
            1
            5
            null  # `sum([1, 2, null])`: the operation does not exist for these types
            null  # `sum([])`: an argument is outside what the function takes
            2.333333333333333333333333333333333
            2.5
            6
            2.081665999466132735282297706979931
            [1, 6]
            null  # `all([true, null])`: the operation does not exist for these types
            true
            [1, 2, 3]
            [1, 2, 3]
            [1, 2, 3]
            [1, 3]
            [2, 1]
            [1, 3]
            [1, 2, 3]
            [1, 2]
            [2, 3]
            [2]
            true
            [1, 9, 3]
            [1, 2, 2]
            "a"
            null  # `min([1, "a"])`: the operation does not exist for these types
            null  # `sqrt(-1)`: an argument is outside what the function takes
        "#]],
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of examples")]
fn dates_times_and_durations() {
    check(
        "date(\"2025-11-24\")
         date(2025, 2, 28) + duration(\"P1D\")
         @\"2025-01-31\" + @\"P1M\"
         @\"2025-03-31\" - @\"P1M\"
         @\"2025-11-24\" - @\"2025-11-01\"
         (@\"2025-11-24\" - @\"2025-11-01\").days
         @\"2025-11-24\".weekday
         @\"2025-11-24T08:30:00\".hour
         @\"2025-11-24T08:30:00+01:00\" - @\"2025-11-24T06:30:00Z\"
         @\"2025-03-30T01:30:00@Europe/Stockholm\" + @\"PT1H\"
         @\"08:30:00\" + @\"PT16H\"
         years and months duration(@\"2011-12-22\", @\"2013-08-24\")
         years and months duration(@\"2013-08-24\", @\"2011-12-22\")
         duration(\"P1Y14M\")
         @\"P1DT25H\"
         @\"PT1.5S\" * 2
         @\"P1Y\" / 5
         @\"P2D\" / @\"PT12H\"
         -@\"P1M\"
         day of week(@\"2025-11-24\")
         month of year(@\"2025-11-24\")
         day of year(@\"2025-11-24\")
         week of year(@\"2025-12-29\")
         today()
         now().hour
         date and time(@\"2025-11-24\", @\"08:00:00\")
         date and time(\"2025-11-24T08:00:00\").minute
         date(@\"2025-11-24T08:00:00\")
         time(8, 30, 0)
         time(\"08:30:00Z\").time offset
         @\"2025-02-30\"
         date(2025, 2, 30)
         fodd + @\"P18Y\" <= dag
         date(\"igår\")
         string(@\"2025-11-24T08:30:00.5+01:00\")",
        "{fodd: @\"2007-11-25\", dag: @\"2025-11-24\"}",
        expect![[r#"
            @"2025-11-24"
            @"2025-03-01"
            @"2025-02-28"
            @"2025-02-28"
            @"P23D"
            23
            1
            8
            @"PT1H"
            @"2025-03-30T03:30:00@Europe/Stockholm"
            @"00:30:00"
            @"P1Y8M"
            @"-P1Y8M"
            @"P2Y2M"
            @"P2DT1H"
            @"PT3S"
            @"P2M"
            4
            @"-P1M"
            "Monday"
            "November"
            328
            1
            @"2025-11-24"
            8
            @"2025-11-24T08:00:00"
            0
            @"2025-11-24"
            @"08:30:00"
            @"PT0S"
            E0207 at 0: `2025-02-30` is not a date, time, date and time or duration — write it as 2025-11-24, 08:30:00, 2025-11-24T08:30:00, P1Y6M or P3DT4H
            null  # `date(2025, 2, 30)`: an argument is outside what the function takes
            false
            E0207 at 0: `igår` is not a date, time, date and time or duration — write it as 2025-11-24, 08:30:00, 2025-11-24T08:30:00, P1Y6M or P3DT4H
            "2025-11-24T08:30:00.5+01:00"
        "#]],
    );
}

#[test]
fn types_and_ranges() {
    check(
        "1 instance of number
         [1, 2] instance of list<number>
         [1, \"a\"] instance of list<number>
         {a: 1} instance of context<a: number>
         null instance of number
         @\"P1Y\" instance of years and months duration
         [1..2] instance of range<number>
         before(1, 10)
         after([5..10], [1..4])
         meets([1..5], [5..10])
         overlaps([1..5], [3..8])
         overlaps before([1..5], [3..8])
         finishes(10, [1..10])
         includes([1..10], 5)
         during(5, (1..5))
         starts([1..5], [1..8])
         coincides([1..5], [1..5])
         is(@\"2025-11-24\", @\"2025-11-24\")
         is(1, \"1\")
         range(\"[1..5)\")",
        "{}",
        expect![[r#"
            true
            true
            false
            true
            false
            true
            true
            true
            true
            true
            true
            true
            true
            true
            false
            true
            true
            true
            false
            [1..5)
        "#]],
    );
}

#[test]
fn faults_say_where_and_what_to_do() {
    check(
        "belop + 1
         foo(1)
         string lenght(\"a\")
         substring(\"a\")
         substring(text: \"a\", start: 1)
         1 + \"a\"
         belopp + namn
         belopp = \"a\"
         if belopp then 1 else 2
         hushall.inkommst
         hushall.inkomst.belopp
         belopp.x
         1 +
         (1
         \"abc
         [1, 2
         belopp and true
         for x in hushall retur x
         ? > 1
         uppgiftslage(1 + 1)
         uppgiftslage(hushall.inkomst)
         {a: 1, a: 2}
         namn(1)
         “citat”
         1 – 2",
        "{belopp: 1, namn: \"a\", hushall: {inkomst: 1}}",
        expect![[r#"
            E0202 at 0: `belop` is not a known name — did you mean `belopp`?
            E0203 at 0: there is no function `foo` — use a function of FEEL, or declare one of this name
            E0201 at 7: expected the end of the expression but found `lenght` — correct the expression at this place
            E0204 at 0: `substring` does not take these arguments — call it as substring(string, start position, length?)
            E0204 at 0: `substring` does not take these arguments — call it as substring(string, start position, length?)
            E0205 at 0: `+` does not exist for a number and a string — change the expression so that the types go together
            E0205 at 0: `+` does not exist for a number and a string — change the expression so that the types go together
            E0205 at 0: a number cannot be compared with a string — change the expression so that the types go together
            E0205 at 3: a boolean is needed here, not a number — change the expression so that the types go together
            E0206 at 0: a context has no `inkommst` — did you mean `inkomst`?
            E0206 at 0: a number has no `belopp` — ask a context for it
            E0206 at 0: a number has no `x` — ask a context for it
            E0201 at 3: expected a value but found the end — correct the expression at this place
            E0201 at 2: expected `)` but found the end — correct the expression at this place
            E0201 at 0: expected a value but found a text without its closing quotation mark — correct the expression at this place
            E0201 at 5: expected `]` but found the end — correct the expression at this place
            E0205 at 0: a boolean is needed here, not a number — change the expression so that the types go together
            E0201 at 17: expected `return` but found `retur` — correct the expression at this place
            E0201 at 0: expected a value (`?` is only for tests) but found `?` — correct the expression at this place
            E0210 at 0: `uppgiftslage` takes one path, such as `hushall.inkomst` — give it the path of a fact
            "känd"
            E0201 at 7: the entry `a` stands twice in one context — give one of them another name
            E0205 at 0: a string is not a function — change the expression so that the types go together
            E0201 at 0: expected a value but found a curved quotation mark; FEEL takes `"` — correct the expression at this place
            E0201 at 2: expected the end of the expression but found a dash that is not the minus sign `-` — correct the expression at this place
        "#]],
    );
}

#[test]
fn deep_nesting_is_a_fault_and_endless_work_an_error() {
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    let lists = "[".repeat(5000);
    let minus = "-".repeat(5000) + "1";
    let long = vec!["1"; 5000].join(" + ");
    let many = vec!["true"; 5000].join(" and ");
    let short = |text: &str| answer(text, &Scope::new(), &[]).chars().take(80).collect::<String>();
    assert!(short(&deep).starts_with("E0208"));
    assert!(short(&lists).starts_with("E0208"));
    assert!(short(&minus).starts_with("E0208"));
    assert!(short(&long).starts_with("E0208"));
    assert_eq!(short(&many), "true");
    assert!(short("for x in 1..100000, y in 1..100000 return 1").starts_with("E0211"));
    assert!(short("count(for x in 1..1000 return for y in 1..100000 return y)").starts_with("E0211"));
}

#[test]
fn variables_of_nested_loops_filters_and_functions_keep_their_places() {
    check(
        "for x in [[1, 2], [3, 4]] return for y in x return y
         for i in [1, 2] return sum(l[item > i * 10])
         for i in [1, 2] return some j in l satisfies j = i * 10
         for i in [1, 2] return {a: i, b: for j in [a, i] return j + a}.b
         for i in [1, 2] return (function(n) for j in [n, i] return j + n)(i)
         l[some x in [item] satisfies x > 10 and count(l[item < x]) = 1]
         for i in 1..3 return count(for j in 1..i return partial)
         [{item: 1}, {item: 2}][item >= 2]
         {a: 1, f: function(x) x + a, g: function(y) f(y) * a, svar: [f(1), g(2)]}.svar
         for i in [1, 2] return if i > 1 then partial else [i]",
        "{l: [10, 20, 30]}",
        expect![[r#"
            [[1, 2], [3, 4]]
            [50, 30]
            [true, true]
            [[2, 2], [4, 4]]
            [[2, 2], [4, 4]]
            [20]
            [1, 2, 3]
            [{item: 2}]
            [2, 3]
            [[1], [[1]]]
        "#]],
    );
}

#[test]
fn recursion_through_anything_ends_without_a_stack_overflow() {
    for body in [
        "f(n + 1)",
        "for i in [n] return f(i + 1)",
        "some i in [n] satisfies f(i + 1)",
        "[n][f(item + 1)]",
        "sort([1, 2], function(a, b) f(a))",
        "list replace([1], function(a, b) f(a), 2)",
        "if n in (f(n + 1)) then 1 else 2",
        "{a: {b: [f(n + 1)]}}",
        "1 + (1 + (1 + (1 + f(n + 1))))",
        "abs(abs(abs(f(n))))",
        "f(n: n + 1)",
    ] {
        let text = format!("{{f: function(n) {body}, svar: f(1)}}.svar");
        assert_eq!(
            answer(&text, &Scope::new(), &[]),
            "E0212: functions call each other too deeply",
            "{body}"
        );
    }
    let nested = answer("count(for i in 1..1200 return partial)", &Scope::new(), &[]);
    assert_eq!(nested, "1200");
    let nested = answer("string length(string(for i in 1..900 return [partial[-1]]))", &Scope::new(), &[]);
    assert!(!nested.is_empty());
    let brackets = format!("{}1{}", "[".repeat(45), "]".repeat(45));
    assert_eq!(answer(&brackets, &Scope::new(), &[]), brackets);
}
