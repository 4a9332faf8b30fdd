//! Words, faults and exit codes of the command line.

mod common;

use common::{Ended, Place, shipped};

const TYPE: &str = "forsorjningsstod-ateransokan";

fn application(at: usize) -> String {
    shipped("demo/ansokningar/2025-v45.jsonl").lines().nth(at).unwrap_or_default().to_owned()
}

fn take(place: &Place, input: &str) -> Ended {
    place.feed(&["run", TYPE, "-", "--overlay", "demokommun", "--json"], input)
}

#[test]
fn what_is_wrong_with_one_application_does_not_stop_the_others() {
    let place = Place::new();
    let input =
        format!("{}\nrubbish\n\n{{\"id\":\"x\"}}\n{}\n{}\n", application(0), application(1), application(0));
    let ended = take(&place, &input);
    assert_eq!(ended.code, 3, "{ended:?}");
    let shown = ended.json();
    let lines = shown["ansokningar"].as_array().unwrap();
    let told: Vec<String> = lines.iter().map(|line| format!("{} {}", line["rad"], line["utfall"])).collect();
    assert_eq!(
        told,
        ["1 \"pagar\"", "2 \"avvisad_indata\"", "4 \"avvisad_indata\"", "5 \"pagar\"", "6 \"dubblett\""]
    );
    assert_eq!(lines[4]["nummer"], lines[0]["nummer"]);
    let fault = &lines[1]["fel"][0];
    assert_eq!((fault["fil"].as_str(), fault["rad"].as_u64()), (Some("-"), Some(2)));
    assert!(fault["kod"].as_str().unwrap().starts_with("E05"), "{fault}");
    assert!(fault["gor"].as_str().is_some_and(|todo| !todo.is_empty()), "{fault}");
    assert_eq!(place.run(&["stuck"]).code, 0);
}

#[test]
fn the_same_application_again_is_nothing_new_and_other_content_is_rejected() {
    let place = Place::new();
    assert_eq!(take(&place, &application(0)).code, 0);
    let again = take(&place, &application(0));
    assert_eq!((again.code, &again.json()["ansokningar"][0]["utfall"]), (0, &"dubblett".into()));
    let changed = application(0).replace("\"har_barn\":false", "\"har_barn\":true");
    let other = take(&place, &changed);
    assert_eq!(other.code, 3);
    assert_eq!(other.json()["ansokningar"][0]["fel"][0]["kod"], "E0604");
}

#[test]
fn a_data_folder_without_its_secrets_gets_no_new_ones() {
    let place = Place::new();
    assert_eq!(take(&place, &application(0)).code, 0);
    let ended = place.run(&["stuck", "--secrets", "elsewhere"]);
    assert_eq!(ended.code, 5, "{ended:?}");
    assert!(ended.err.contains("E0722"), "{ended:?}");
    assert!(!place.data().with_file_name("elsewhere").exists(), "new secrets were made");
}

#[test]
fn earlier_months_are_read_in_once() {
    let place = Place::new();
    let text = shipped("demo/earlier/2025-2.jsonl");
    let months: Vec<&str> = text.lines().take(5).chain(["{\"id\":\"broken\"}"]).collect();
    let path = place.file("earlier/a.jsonl", &months.join("\n"));
    let words = ["run", TYPE, path.to_str().unwrap(), "--import", "--overlay", "demokommun", "--json"];
    let first = place.run(&words);
    assert_eq!((first.code, &first.json()["nya"], &first.json()["fanns"]), (3, &5.into(), &0.into()));
    assert_eq!(place.run(&words).json()["fanns"], 5);
}

#[test]
fn exit_codes_tell_scripts_what_happened() {
    let place = Place::new();
    let broken = place.file("trasig.dmn", "<definitions");
    let cases: &[(&[&str], i32)] = &[
        (&["--help"], 0),
        (&["--version"], 0),
        (&[], 2),
        (&["finns-inte"], 2),
        (&["demo", "--finns-inte"], 2),
        (&["world", "clock"], 4),
        (&["run", TYPE, "finns-inte.json"], 4),
        (&["run", "finns-inte", "-"], 4),
        (&["check", "finns-inte"], 4),
        (&["check", TYPE, "--overlay", "demokommun"], 0),
        (&["check", TYPE, "--overlay", "finns-inte"], 4),
        (&["rules", "check", broken.to_str().unwrap()], 1),
        (&["feel", "1 +"], 3),
        (&["feel", "1 + 1"], 0),
        (&["feel", "1", "--now", "i morgon"], 2),
        (&["code", "E0505"], 0),
        (&["code", "E9999"], 4),
    ];
    for (words, code) in cases {
        let ended = place.run(words);
        assert_eq!(ended.code, *code, "{words:?}: {ended:?}");
        assert!(*code == 0 || *code == 1 || !ended.err.is_empty(), "{words:?} says nothing");
    }
}

#[test]
fn messages_follow_the_language() {
    let place = Place::new();
    assert!(place.run(&["--help"]).out.contains("Användning:"));
    assert!(place.run(&["--help", "--lang", "en"]).out.contains("Usage:"));
    assert!(place.run(&["demo", "--foo"]).err.starts_with("Okänt argument"));
    assert!(place.run(&["demo", "--foo", "--lang=en"]).err.starts_with("error: unexpected argument"));
    let missing = place.run(&["world", "clock", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&missing.err).expect("JSON");
    assert_eq!(told["fel"][0]["kod"], "E0741");
}

#[test]
fn values_rules_schemas_and_pages_are_printed_alone() {
    let place = Place::new();
    assert_eq!(place.run(&["feel", "0.1 + 0.2"]).out, "0.3\n");
    assert_eq!(place.run(&["feel", "a * 2", "--in", "{\"a\": 21}"]).out, "42\n");
    assert_eq!(place.run(&["feel", "today()", "--now", "2025-11-24T08:00"]).out, "@\"2025-11-24\"\n");
    let schema = place.run(&["package", "schema", TYPE]).json();
    assert_eq!(schema["type"], "object");
    assert!(place.run(&["completions", "bash"]).out.contains("saklig"));
    assert_eq!(place.run(&["man", "man"]).code, 0);
    let built = place.run(&["package", "build", TYPE, "--overlay", "demokommun", "--json"]).json();
    let again = place.run(&["package", "build", TYPE, "--overlay", "demokommun", "--json"]).json();
    assert_eq!(built["utgava"], again["utgava"]);
}
