//! `test`: the scenarios of a package from the command line.
#![allow(clippy::unwrap_used, reason = "a helper of tests that cannot go on")]

mod common;

use std::path::Path;

use common::{Place, shipped};

const TYPE: &str = "forsorjningsstod-ateransokan";

/// The shipped package on disk, with one scenario that says something else than the rules.
fn broken(place: &Place) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut open = vec![format!("processes/{TYPE}")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                open.push(name);
            } else {
                place.file(&name, &shipped(&name));
            }
        }
    }
    let file = format!("processes/{TYPE}/scenarier/vuxennorm.md");
    let text = shipped(&file);
    let changed = text.replace("| 3910     | 1     |", "| 3911     | 2     |");
    assert_ne!(changed, text);
    place.file(&file, &changed);
    file
}

#[test]
fn a_shipped_package_gives_what_its_scenarios_say() {
    let place = Place::new();
    let ended = place.run(&["test", TYPE, "--json"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let package = &ended.json()["paket"][0];
    assert_eq!((&package["underkanda"], &package["rader_ej_visade"]), (&0.into(), &0.into()));
    assert!(package["godkanda"].as_u64().unwrap() >= 260, "{package}");
}

#[test]
fn a_scenario_that_differs_names_its_line_and_the_cell() {
    let place = Place::new();
    let file = broken(&place);
    let ended = place.run(&["package", "test", &file]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(ended.out.contains(&format!("{file}: 3 av 4\n")), "{}", ended.out);
    assert!(ended.out.contains(&format!("{file}:11 ensamstående 2025\n")), "{}", ended.out);
    assert!(ended.out.contains("väntat 3911, blev 3910"), "{}", ended.out);
    assert!(ended.out.contains("rad 2 stämmer inte:"), "{}", ended.out);
    let shown = place.run(&["test", &file, "--json", "--lang", "en"]).json();
    let difference = &shown["paket"][0]["skillnader"][0];
    assert_eq!((&difference["fil"], &difference["rad"]), (&file.into(), &11.into()));
}

#[test]
fn an_overlay_that_is_not_there_is_refused() {
    let place = Place::new();
    let ended = place.run(&["test", TYPE, "--overlay", "ingenstans"]);
    assert_eq!(ended.code, 4, "{ended:?}");
    assert!(ended.err.contains("E0753"), "{ended:?}");
}
