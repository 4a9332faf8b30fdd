//! What people read: amounts, dates, lists and durations in both languages.

use expect_test::{Expect, expect};
use jiff::ToSpan;
use jiff::civil::date;
use saklig_number::Number;
use saklig_text::{Args, Lang, Texts};

/// Shows the same thing in Swedish and in English, with the invisible space made visible.
fn check(show: impl Fn(&Texts) -> Vec<String>, expected: &Expect) {
    let swedish = show(Texts::of(Lang::Sv));
    let english = show(Texts::of(Lang::En));
    let lines: Vec<String> = swedish.iter().zip(&english).map(|(sv, en)| format!("{sv} | {en}\n")).collect();
    expected.assert_eq(&lines.concat().replace('\u{a0}', "·"));
}

#[allow(clippy::expect_used, reason = "a faulty number is a faulty test")]
fn number(text: &str) -> Number {
    text.parse().expect("a number in the test")
}

#[test]
fn amounts_show_ore_only_when_there_are_any() {
    let amounts = ["0", "7", "7.00", "12345.5", "1234567.05", "-350", "-0.001", "0.005", "999.995", "99.994"];
    check(
        |texts| amounts.iter().map(|amount| texts.amount(number(amount))).collect(),
        &expect![[r#"
            0·kr | SEK·0
            7·kr | SEK·7
            7·kr | SEK·7
            12·345,50·kr | SEK·12,345.50
            1·234·567,05·kr | SEK·1,234,567.05
            −350·kr | SEK·−350
            0·kr | SEK·0
            0,01·kr | SEK·0.01
            1·000·kr | SEK·1,000
            99,99·kr | SEK·99.99
        "#]],
    );
}

#[test]
fn numbers_keep_their_decimals() {
    check(
        |texts| {
            let number_shown = texts.number(number("-12345.678"));
            vec![number_shown, texts.percent(number("12.5")), texts.percent(number("100"))]
        },
        &expect![[r#"
            −12·345,678 | −12,345.678
            12,5·% | 12.5%
            100·% | 100%
        "#]],
    );
}

#[test]
fn days_months_and_instants_are_written_in_words() {
    check(
        |texts| {
            vec![
                texts.date(date(2025, 11, 24)),
                texts.date(date(2026, 1, 1)),
                texts.month(2025, 11),
                texts.month_name(5),
                texts.instant("2025-11-24T07:05:59Z".parse().expect("an instant")),
                texts.instant("2025-06-30T22:30:00Z".parse().expect("an instant")),
            ]
        },
        &expect![[r#"
            24 november 2025 | 24 November 2025
            1 januari 2026 | 1 January 2026
            november 2025 | November 2025
            maj | May
            24 november 2025 kl. 08.05 | 24 November 2025 at 08:05
            1 juli 2025 kl. 00.30 | 1 July 2025 at 00:30
        "#]],
    );
}

#[test]
fn lists_end_with_a_word() {
    check(
        |texts| {
            let none: [&str; 0] = [];
            vec![
                texts.list(&none),
                texts.list(&["a"]),
                texts.list(&["a", "b"]),
                texts.list(&["a", "b", "c"]),
                texts.either(&["a", "b", "c"]),
            ]
        },
        &expect![[r#"
             | 
            a | a
            a och b | a and b
            a, b och c | a, b and c
            a, b eller c | a, b or c
        "#]],
    );
}

#[test]
fn durations_use_the_units_they_were_given_in() {
    check(
        |texts| {
            vec![
                texts.duration(&1.year().months(2)),
                texts.duration(&3.days().hours(4).minutes(1)),
                texts.duration(&3.weeks()),
                texts.duration(&1.second()),
                texts.duration(&jiff::Span::new()),
                texts.days(21),
                texts.days(1),
            ]
        },
        &expect![[r#"
            1 år och 2 månader | 1 year and 2 months
            3 dagar, 4 timmar och 1 minut | 3 days, 4 hours and 1 minute
            3 veckor | 3 weeks
            1 sekund | 1 second
            0 dagar | 0 days
            21 dagar | 21 days
            1 dag | 1 day
        "#]],
    );
}

#[test]
fn outcomes_have_words() {
    let keys = ["outcome-bifall", "outcome-delavslag", "outcome-avslag", "outcome-avvisning"];
    check(
        |texts| keys.iter().map(|key| texts.get(key, ())).collect(),
        &expect![[r#"
            bifall | granted
            delavslag | granted in part
            avslag | refused
            avvisning | dismissed
        "#]],
    );
}

#[test]
fn what_is_missing_is_seen() {
    check(
        |texts| {
            vec![
                texts.get("no-such-key", ()),
                texts.attr("yes", "todo", ()),
                texts.get("unit-years", ()),
                format!(
                    "{:?} {:?} {}",
                    texts.find("no-such-key", ()),
                    texts.find_attr("yes", "todo", ()),
                    texts.has("yes")
                ),
            ]
        },
        &expect![[r#"
            {no-such-key} | {no-such-key}
            {yes.todo} | {yes.todo}
            {$n} år | {$n} years
            None None true | None None true
        "#]],
    );
}

#[test]
fn a_fault_tells_what_is_wrong_and_what_to_do() {
    let texts = Texts::of(Lang::Sv);
    let (what, todo) = texts.fault("E0301", ()).expect("the texts of a code");
    assert_eq!((what, todo), (texts.get("e0301", ()), texts.attr("e0301", "todo", ())));
    assert_eq!(texts.fault("E9999", ()), None);
}

#[test]
fn values_come_as_arrays_pairs_or_one_by_one() {
    let pairs = vec![("first", "a".to_owned()), ("last", "b".to_owned())];
    check(
        |texts| {
            vec![
                texts.get("list-and", [("first", "a"), ("last", "b")]),
                texts.get("list-and", &pairs),
                texts.get("list-and", Args::new().with("first", 1).with("last", "b".to_owned())),
            ]
        },
        &expect![[r#"
            a och b | a and b
            a och b | a and b
            1 och b | 1 and b
        "#]],
    );
}

#[test]
fn the_locale_chooses_the_language() {
    let of = |all, messages, lang| Lang::from_locale([all, messages, lang]).code();
    assert_eq!(of(None, None, None), "sv");
    assert_eq!(of(None, None, Some("en_GB.UTF-8")), "en");
    assert_eq!(of(Some(""), Some("sv_SE.UTF-8"), Some("en_GB.UTF-8")), "sv");
    assert_eq!(of(None, None, Some("C.UTF-8")), "sv");
    assert_eq!(of(Some("en"), Some("sv_SE"), None), "en");
    assert_eq!("en".parse(), Ok(Lang::En));
    assert!("de".parse::<Lang>().is_err());
}
