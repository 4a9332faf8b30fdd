//! Law is data: no amount, age, deadline or paragraph of a statute stands in Rust.
#![allow(clippy::expect_used, reason = "a tidy test that cannot read the project has failed")]

mod tree;

use std::collections::BTreeSet;

use regex::Regex;

/// Crates that run any case type, so that know the law of none.
const LAWLESS: [&str; 10] = [
    "saklig-app",
    "saklig-bpmn",
    "saklig-case",
    "saklig-engine",
    "saklig-feel",
    "saklig-form",
    "saklig-package",
    "saklig-record",
    "saklig-rules",
    "saklig-scenario",
];

/// The lines of code, not of comments, of these crates: place and text.
fn code() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for file in tree::files_in("crates/", "rs") {
        let product = file.path.contains("/src/") && !file.path.contains("tests");
        if !product || !file.crate_name().is_some_and(|name| LAWLESS.contains(&name)) {
            continue;
        }
        for (line, text) in file.product_text().lines().enumerate() {
            let code = text.split("//").next().unwrap_or_default();
            lines.push((format!("{}:{}", file.path, line + 1), code.to_owned()));
        }
    }
    lines
}

#[test]
fn no_paragraph_stands_in_rust() {
    let paragraph = Regex::new(r"\d\s*(§|kap\.)").expect("a pattern");
    // The message of an error is for the log; the person reads the text of its code.
    let faults: Vec<String> = code()
        .into_iter()
        .filter(|(_, text)| paragraph.is_match(text) && !text.contains("#[error("))
        .map(|(place, text)| format!("{place}: {}", text.trim()))
        .collect();
    tree::none("Paragraphs of the law in Rust; they belong to the package:", &faults);
}

#[test]
fn no_amount_of_a_parameter_stands_in_rust() {
    let value = Regex::new(r#"\b(?:belopp|varde)\s*=\s*"?([1-9]\d{2,})"?\s*[,}\n]"#).expect("a pattern");
    let amounts: BTreeSet<String> = tree::files_in("processes/", "toml")
        .iter()
        .flat_map(|file| value.captures_iter(&file.text).map(|found| found[1].to_owned()).collect::<Vec<_>>())
        .filter(|amount| !amount.ends_with("00"))
        .collect();
    let number = Regex::new(r"\b\d[\d_]*\b").expect("a pattern");
    let mut faults = Vec::new();
    for (place, text) in code() {
        let known = number.find_iter(&text).any(|found| amounts.contains(&found.as_str().replace('_', "")));
        if known {
            faults.push(format!("{place}: {}", text.trim()));
        }
    }
    tree::none("Amounts of a parameter in Rust:", &faults);
}
