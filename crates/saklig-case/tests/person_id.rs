//! The public test numbers, and what a person id shows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use jiff::civil::date;
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
