//! What is shown of cases: pages as text, and what must not be seen.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use expect_test::{ExpectFile, expect_file};
use saklig_app::{Look, Viewer, page};
use saklig_case::Case;
use saklig_testkit::{DemoWorld, line_of, start};
use saklig_text::{Lang, Texts};

fn pages(world: &DemoWorld, case: &Case) -> (String, String, String) {
    let viewer = Viewer::officer("handlaggare1", "handlaggning");
    let texts = Texts::of(Lang::Sv);
    let connected = world.ports().kinds();
    let look = Look { viewer: &viewer, texts, connected: Some(&connected), now: start() };
    let shown = world.app.show_case(&look, case.number.as_str()).unwrap();
    let explained = world.app.explain_case(&look, case.number.as_str()).unwrap();
    let json =
        format!("{}{}", serde_json::to_string(&shown).unwrap(), serde_json::to_string(&explained).unwrap());
    (page::plain(&page::case(&shown, texts)), page::plain(&page::explanation(&explained, texts)), json)
}

fn check(id: &str, wanted: &[ExpectFile; 2]) {
    let world = DemoWorld::new();
    let case = world.run(&line_of(id), &world.ports());
    let (shown, explained, _) = pages(&world, &case);
    // The bundle's hash changes with every change of the package.
    let shown = shown.replace(case.bundle.as_ref(), "<utgåva>");
    let shown = shown.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
    wanted[0].assert_eq(&shown);
    wanted[1].assert_eq(&explained);
}

#[test]
fn a_decided_case() {
    check(
        "A-0003",
        &[expect_file!["snapshots/A-0003-show.txt"], expect_file!["snapshots/A-0003-explain.txt"]],
    );
}

#[test]
fn a_capped_rent() {
    check(
        "A-0028",
        &[expect_file!["snapshots/A-0028-show.txt"], expect_file!["snapshots/A-0028-explain.txt"]],
    );
}

#[test]
fn a_protected_case() {
    check(
        "A-0023",
        &[expect_file!["snapshots/A-0023-show.txt"], expect_file!["snapshots/A-0023-explain.txt"]],
    );
}

#[test]
fn a_protected_household_is_nowhere_named() {
    let world = DemoWorld::new();
    for id in ["A-0023", "A-0074", "A-0117"] {
        let case = world.run(&line_of(id), &world.ports());
        assert!(case.is_masked());
        let (shown, explained, json) = pages(&world, &case);
        for (place, text) in [("show", &shown), ("explain", &explained), ("json", &json)] {
            assert!(
                text.contains("särskild hantering") || text.contains("Särskild hantering"),
                "{place} {id}"
            );
            for party in &case.parties {
                for (number, _) in &party.numbers {
                    assert!(!text.contains(number.reveal()), "{place} of {id} holds a number");
                    assert!(!text.contains(&number.reveal()[2..]), "{place} of {id} holds a short number");
                }
                for (name, _) in &party.names {
                    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
                    let seen = name.split(' ').find(|part| words.contains(part));
                    assert_eq!(seen, None, "{place} of {id} holds a name");
                }
            }
        }
    }
}

#[test]
fn a_protected_household_is_not_found_by_name_and_shown_without_it() {
    let world = DemoWorld::new();
    let case = world.run(&line_of("A-0023"), &world.ports());
    let viewer = Viewer::officer("handlaggare1", "handlaggning");
    let look = Look { viewer: &viewer, texts: Texts::of(Lang::Sv), connected: None, now: start() };
    let party = case.parties.first().unwrap();
    let found = world.app.search(&look, party.number().unwrap().reveal()).unwrap();
    assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["särskild hantering"]);
    if let Some((name, _)) = party.names.last() {
        assert!(world.app.search(&look, name).unwrap().is_empty());
    }
}
