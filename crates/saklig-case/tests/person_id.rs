//! The public test numbers, and what a person id shows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use jiff::civil::date;
use proptest::prelude::*;
use saklig_case::{PersonId, PersonIdKind};

#[test]
fn the_public_test_numbers_are_read_as_they_say() {
    let data: serde_json::Value =
        serde_json::from_str(include_str!("data/personnummer_testdata.json")).unwrap();
    let today = date(2025, 11, 24);
    for case in data.as_array().unwrap() {
        let forms = ["long", "separated", "raw"];
        for text in forms.iter().filter_map(|form| case[form].as_str()) {
            let parsed = PersonId::parse(text, today);
            let is_person = parsed.as_ref().is_ok_and(PersonId::is_person);
            match case["valid"].as_bool() {
                Some(valid) => assert_eq!(is_person, valid, "{text}: {parsed:?}"),
                None => assert_eq!(parsed.unwrap().kind(), PersonIdKind::Reserve, "{text}"),
            }
        }
        if let (Some(long), Some(short), Some(true)) =
            (case["long"].as_str(), case["separated"].as_str(), case["valid"].as_bool())
        {
            let (long, short) =
                (PersonId::parse(long, today).unwrap(), PersonId::parse(short, today).unwrap());
            assert_eq!(long, short, "both forms are one number");
        }
    }
}

#[test]
fn an_organisation_is_told_from_a_person() {
    let id = PersonId::parse("857209-0606", date(2025, 11, 24)).unwrap();
    assert_eq!((id.kind(), id.reveal(), id.born()), (PersonIdKind::Organisationsnummer, "8572090606", None));
}

#[test]
fn the_digits_are_never_in_a_debug_text_or_an_error() {
    let today = date(2025, 11, 24);
    let id = PersonId::parse("195705749959", today).unwrap();
    assert_eq!(format!("{id:?}"), "Samordningsnummer(…)");
    assert_eq!(id.born(), Some(date(1957, 5, 14)));
    let error = PersonId::parse("198707049996", today).unwrap_err();
    assert!(!error.to_string().contains("1987"));
}

/// Ten digits with the check digit that belongs to the first nine.
fn with_check_digit(nine: &str) -> String {
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(at, b)| u32::from(b - b'0') * if at % 2 == 0 { 2 } else { 1 })
        .map(|product| product / 10 + product % 10)
        .sum();
    format!("{nine}{}", (10 - sum % 10) % 10)
}

proptest! {
    #[test]
    fn what_is_read_is_read_the_same_again(
        year in 1900_i16..2026, month in 1_i8..13, day in 1_i8..29, birth in 980_u16..1000, coordination: bool,
    ) {
        let shown_day = if coordination { day + 60 } else { day };
        let short = with_check_digit(&format!("{:02}{month:02}{shown_day:02}{birth:03}", year % 100));
        let long = format!("{:02}{short}", year / 100);
        let today = date(2026, 12, 31);
        let id = PersonId::parse(&long, today).unwrap();
        prop_assert_eq!(id.reveal(), &long);
        prop_assert_eq!(id.born(), Some(date(year, month, day)));
        prop_assert!(id.is_person());
        let wanted = if coordination { PersonIdKind::Samordningsnummer } else { PersonIdKind::Personnummer };
        prop_assert_eq!(id.kind(), wanted);
        prop_assert_eq!(PersonId::parse(id.reveal(), today), Ok(id.clone()));
        // The short form is read in the century that has come, or with `+` the one before.
        let sign = if year >= 1927 { '-' } else { '+' };
        let written = format!("{}{sign}{}", &short[..6], &short[6..]);
        prop_assert_eq!(PersonId::parse(&written, today), Ok(id), "{}", written);
    }

    #[test]
    fn one_digit_wrong_is_refused(at in 2_usize..12, by in 1_u8..10, birth in 980_u16..1000) {
        let long = format!("19{}", with_check_digit(&format!("800618{birth}")));
        let mut bytes = long.into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(bytes).unwrap();
        prop_assert!(PersonId::parse(&wrong, date(2025, 11, 24)).is_err(), "{}", wrong);
    }

    #[test]
    fn no_text_makes_it_panic_and_no_error_repeats_the_text(text in "\\PC{0,14}") {
        if let Err(error) = PersonId::parse(&text, date(2025, 11, 24)) {
            prop_assert!(text.trim().len() < 6 || !error.to_string().contains(text.trim()));
        }
    }
}
