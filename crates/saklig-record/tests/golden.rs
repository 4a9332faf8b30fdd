//! Golden files: one or more per kind of event and version ever written. They are never changed; a new version gets
//! files of its own, and the old ones stay readable.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samples;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use saklig_case::{AuthorityEvent, CaseEvent};
use saklig_record::{decode, decode_authority, encode, encode_authority, kinds};
use serde_json::Value;

/// Every kind of case event. A new kind is added here and gets a golden file.
const KINDS: [&str; 36] = [
    "assessed",
    "branched",
    "cancelled",
    "communicated",
    "decided",
    "decision-prepared",
    "decision-returned",
    "draw-met",
    "ended",
    "entered",
    "evaluated",
    "facts-stated",
    "imported",
    "left",
    "opened",
    "passed",
    "referred",
    "replied",
    "resumed",
    "row-changed",
    "rows-reconciled",
    "suspended",
    "task-ended",
    "task-opened",
    "task-returned",
    "task-taken",
    "timer-ended",
    "timer-set",
    "wait-changed",
    "warning-acknowledged",
    "warning-closed",
    "warning-opened",
    "work-cancelled",
    "work-done",
    "work-failed",
    "work-ordered",
];

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1").join(of)
}

fn pretty(body: &[u8]) -> String {
    let mut text = serde_json::to_string_pretty(&serde_json::from_slice::<Value>(body).unwrap()).unwrap();
    text.push('\n');
    text
}

/// The body as it is stored: the golden file without the blanks that make it readable.
fn body(text: &str) -> Vec<u8> {
    serde_json::to_vec(&serde_json::from_str::<Value>(text).unwrap()).unwrap()
}

fn files(of: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder(of))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|file| {
            (file.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(file).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_written_today_is_what_the_files_say() {
    for (name, event) in samples::case_events() {
        expect_file![folder("case").join(format!("{name}.json"))]
            .assert_eq(&pretty(&encode(&[event]).unwrap()));
    }
    for (name, event) in samples::authority_events() {
        let file = folder("authority").join(format!("{name}.json"));
        expect_file![file].assert_eq(&pretty(&encode_authority(&event).unwrap()));
    }
}

#[test]
fn every_file_ever_written_is_read_and_written_the_same() {
    for (name, text) in files("case") {
        let body = body(&text);
        let events = decode(&body).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(
            String::from_utf8(encode(&events).unwrap()).unwrap(),
            String::from_utf8(body).unwrap(),
            "{name}"
        );
    }
    for (name, text) in files("authority") {
        let body = body(&text);
        let event = decode_authority(&body).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let again = encode_authority(&event).unwrap();
        assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(body).unwrap(), "{name}");
    }
}

#[test]
fn what_is_read_is_what_was_meant() {
    for (name, event) in samples::case_events() {
        let read = decode(&encode(std::slice::from_ref(&event)).unwrap()).unwrap();
        assert_eq!(read, [event], "{name}");
    }
    for (name, event) in samples::authority_events() {
        assert_eq!(decode_authority(&encode_authority(&event).unwrap()).unwrap(), event, "{name}");
    }
}

#[test]
fn every_kind_has_a_file_and_the_envelope_says_the_same_kind() {
    let seen: BTreeSet<&str> = samples::case_events().iter().map(|(_, event)| event.kind()).collect();
    assert_eq!(seen, KINDS.into_iter().collect());
    for (name, event) in samples::case_events() {
        let written: Value = serde_json::from_slice(&encode(std::slice::from_ref(&event)).unwrap()).unwrap();
        let tag = written[0]
            .as_str()
            .or_else(|| written[0].as_object()?.keys().next().map(String::as_str))
            .unwrap();
        assert_eq!(tag.split('@').next(), Some(event.kind()), "{name}");
        assert!(name.starts_with(event.kind()), "{name} is named after its kind");
    }
    let all: Vec<CaseEvent> = samples::case_events().into_iter().map(|(_, event)| event).collect();
    assert_eq!(kinds(&all).len(), KINDS.len(), "each kind once");
}

/// Every place in a JSON value, visited.
fn visit(value: &Value, see: &mut impl FnMut(&Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        Value::Object(members) => members.values().for_each(|member| visit(member, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn there_is_no_decimal_point_outside_a_text() {
    for (name, text) in files("case").into_iter().chain(files("authority")) {
        visit(&serde_json::from_str(&text).unwrap(), &mut |value| {
            assert!(!value.is_f64(), "{name} has a binary float: {value}");
            let is_small = value.as_i64().is_some_and(|number| number.unsigned_abs() < 1 << 31);
            assert!(!value.is_number() || is_small, "{name}: {value}");
        });
    }
}

/// `event` with `change` made to every object in it, one at a time.
fn spoiled(event: &Value, change: &dyn Fn(&mut serde_json::Map<String, Value>)) -> Vec<Value> {
    fn at<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut serde_json::Map<String, Value>> {
        match value {
            Value::Object(members) => {
                if *left == 0 {
                    return Some(members);
                }
                *left -= 1;
                members.values_mut().find_map(|member| at(member, left))
            }
            Value::Array(items) => items.iter_mut().find_map(|item| at(item, left)),
            _ => None,
        }
    }
    let spoil = |nth: usize| {
        let mut copy = event.clone();
        change(at(&mut copy, &mut nth.clone())?);
        Some(copy)
    };
    (0..).map_while(spoil).collect()
}

#[test]
fn an_unknown_field_is_an_error_wherever_it_stands() {
    let add = |members: &mut serde_json::Map<String, Value>| {
        members.insert("okant_falt".to_owned(), Value::Bool(true));
    };
    for (name, text) in files("case") {
        for wrong in spoiled(&serde_json::from_str(&text).unwrap(), &add) {
            assert!(decode(wrong.to_string().as_bytes()).is_err(), "{name}: {wrong}");
        }
    }
    for (name, text) in files("authority") {
        for wrong in spoiled(&serde_json::from_str(&text).unwrap(), &add) {
            assert!(decode_authority(wrong.to_string().as_bytes()).is_err(), "{name}: {wrong}");
        }
    }
}

#[test]
fn an_unknown_kind_or_version_is_an_error() {
    for body in [
        r#"[{"opened@2":{}}]"#,
        r#"["ended@2"]"#,
        r#"["ended"]"#,
        r#"["finished@1"]"#,
        r#"[{"closed@1":{}}]"#,
        "{}",
        "",
    ] {
        let error = decode(body.as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("E0651"), "{body}: {error}");
    }
    for body in [r#"{"mode-set@2":{}}"#, r#""ended@1""#, r#"{"brake-eased@1":{"id":"B1","skal":""}}"#] {
        assert!(decode_authority(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn a_decision_that_could_not_have_been_made_is_not_read() {
    let (_, text) = files("case").into_iter().find(|(name, _)| name == "decided").unwrap();
    for (from, to) in [
        ("\"belopp\": \"7890\"", "\"belopp\": \"-1\""),
        ("\"mandat\": \"M1\"", "\"mandat\": \"\""),
        ("\"utfall\": \"ej_uppfyllt\"", "\"utfall\": \"oklart\""),
    ] {
        let wrong = text.replace(from, to);
        assert_ne!(wrong, text, "{from} stands in the file");
        let error = decode(wrong.as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("E0652"), "{to}: {error}");
    }
}

#[test]
fn the_second_officer_stands_in_version_2_of_the_decision_and_only_there() {
    let (_, text) = files("case").into_iter().find(|(name, _)| name == "decided-by-two").unwrap();
    assert!(text.contains("decided@2"));
    assert!(decode(text.replace("decided@2", "decided@1").as_bytes()).is_err());
    let (_, alone) = files("case").into_iter().find(|(name, _)| name == "decided-by-person").unwrap();
    assert!(decode(alone.replace("decided@1", "decided@2").as_bytes()).is_err());
}

#[test]
fn a_number_of_a_person_that_does_not_add_up_is_not_read() {
    let (_, text) = files("case").into_iter().find(|(name, _)| name == "opened").unwrap();
    let wrong = text.replace("198006189933", "198006189934");
    assert_ne!(wrong, text);
    assert!(decode(wrong.as_bytes()).is_err());
}

#[test]
fn the_register_is_the_same_when_it_is_read_back() {
    let fold = |events: &mut dyn Iterator<Item = AuthorityEvent>| {
        let mut authority = saklig_case::Authority::default();
        (1..).zip(events).for_each(|(seq, event)| authority.apply(seq, &event));
        authority
    };
    let events = || samples::authority_events().into_iter().map(|(_, event)| event);
    let read = events().map(|event| decode_authority(&encode_authority(&event).unwrap()).unwrap());
    assert_eq!(fold(&mut events()), fold(&mut read.into_iter()));
}
