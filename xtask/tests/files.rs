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

#[test]
fn no_test_sleeps_or_is_switched_off() {
    let mut faults = Vec::new();
    for file in tree::files_in("crates/", "rs") {
        // A program may wait for a lock; a test waits for what shall happen, with a limit, not for time to pass.
        let product = if file.path.contains("/src/") { file.product_text().lines().count() } else { 0 };
        for (line, text) in file.text.lines().enumerate() {
            let sleeps =
                line >= product && (text.contains("thread::sleep(") || text.contains("time::sleep("));
            if sleeps || text.contains("#[ignore") {
                faults.push(format!("{}:{}: {}", file.path, line + 1, text.trim()));
            }
        }
    }
    tree::none("Tests that sleep or are switched off; a known fault is tested as what happens now:", &faults);
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
