//! Short files, and tests that neither sleep nor are switched off.

mod tree;

/// The longest file; most have a quarter of it.
const MOST_LINES: usize = 800;

#[test]
fn rust_files_are_short() {
    let faults: Vec<String> = tree::files()
        .into_iter()
        .filter(|file| file.is("rs"))
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    tree::none(&format!("Files of more than {MOST_LINES} lines, divide them:"), &faults);
}

/// What no Rust file of the crates contains, and why.
const NOWHERE: [(&str, &str); 3] = [
    ("#[ignore", "a known fault is tested as what happens now, so that the test fails the day it is gone"),
    ("thread::sleep(", "wait for what shall happen, with a limit, not for time to pass"),
    ("time::sleep(", "wait for what shall happen, with a limit, not for time to pass"),
];

#[test]
fn nobody_sleeps_and_no_test_is_switched_off() {
    let mut faults = Vec::new();
    for file in tree::files_in("crates/", "rs") {
        for (word, why) in NOWHERE {
            for (line, _) in file.text.lines().enumerate().filter(|(_, text)| text.contains(word)) {
                faults.push(format!("{}:{}: {word} – {why}", file.path, line + 1));
            }
        }
    }
    tree::none("Words that no crate contains:", &faults);
}

#[test]
fn exact_crates_have_no_floats() {
    let exact =
        ["saklig-number", "saklig-feel", "saklig-rules", "saklig-case", "saklig-form", "saklig-engine"];
    let mut faults = Vec::new();
    for file in tree::files_in("crates/", "rs") {
        let product =
            file.path.contains("/src/") && file.crate_name().is_some_and(|name| exact.contains(&name));
        for (line, text) in file.product_text().lines().enumerate().filter(|_| product) {
            let code = text.split("//").next().unwrap_or_default();
            if code
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == "f32" || word == "f64")
            {
                faults.push(format!("{}:{}: {}", file.path, line + 1, text.trim()));
            }
        }
    }
    tree::none("Floats where numbers are exact:", &faults);
}
