//! The demo ends as the rules say it must, and does not start over.

mod common;

use common::{Place, shipped};

const KEYS: [&str; 5] = ["id", "slag", "utfall", "belopp", "skal"];

/// Rows that differ from `demo/expected.csv`, as text.
fn differences(shown: &serde_json::Value) -> Vec<String> {
    let expected = shipped("demo/expected.csv");
    let mut lines = expected.lines();
    assert_eq!(lines.next(), Some(KEYS.join(",").as_str()));
    let expected: Vec<&str> = lines.collect();
    let rows = shown["arenden"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(rows.len(), expected.len());
    let written =
        |row: &serde_json::Value| KEYS.map(|key| row[key].as_str().unwrap_or("?").to_owned()).join(",");
    rows.iter()
        .zip(expected)
        .filter(|(row, wanted)| written(row) != **wanted)
        .map(|(row, wanted)| format!("{} instead of {wanted}", written(row)))
        .collect()
}

#[test]
fn the_demo_ends_as_expected_and_a_second_run_goes_on() {
    let place = Place::new();
    let first = place.run(&["demo", "--json"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let first = first.json();
    assert_eq!(differences(&first), Vec::<String>::new());
    assert_eq!(first["dag"], "2025-11-24");
    let decided =
        first["arenden"].as_array().unwrap().iter().filter(|row| row["utfall"] == "beslutad").count();
    for kind in ["saklig.betala", "saklig.brev.beslut"] {
        assert_eq!(first["vantar"][kind], decided, "one {kind} per decision");
    }

    let second = place.run(&["demo", "--json"]).json();
    assert_eq!(second, first);
    let told = place.run(&["demo"]);
    for part in
        ["Allt fanns redan", "Beslutade automatiskt: ", "ingen bank är ansluten", "saklig case show FS-2025-"]
    {
        assert!(told.out.contains(part), "{part}: {}", told.out);
    }
    let english = place.run(&["demo", "--lang", "en"]);
    assert!(english.out.contains("Decided automatically: "), "{}", english.out);

    assert_eq!(place.run(&["stuck"]).code, 0);
    assert_eq!(place.run(&["verify", "--json"]).json()["fynd"], serde_json::json!([]));
    assert_eq!(place.run(&["config", "doctor"]).code, 0);
    let moved = place.run(&["world", "clock", "+7d", "--json"]).json();
    assert_eq!(moved["nu"], "2025-12-01T07:00:00Z");
    let later = place.run(&["demo", "--json"]).json();
    assert_eq!(later["dag"], "2025-12-01");
    assert_eq!(differences(&later), Vec::<String>::new());
}
