//! The two languages say the same things, every key that is asked for exists, and the word list knows every word.
#![allow(clippy::expect_used, clippy::panic, reason = "a tidy test that cannot read the project has failed")]

mod tree;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use regex::Regex;

const TEXTS: &str = "crates/saklig-text/texts";
const WORD_LIST: &str = "docs/ordlista.md";

/// Of every key, and of every attribute as `key.attribute`, the names of its values.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(lang: &str, stem: &str) -> Keys {
    let files = tree::files_in(&format!("{TEXTS}/{lang}/"), "ftl");
    let mut keys = Keys::new();
    for file in files.iter().filter(|file| file.path.ends_with(&format!("/{stem}.ftl"))) {
        let resource = fluent_syntax::parser::parse(file.text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            if let Some(value) = &message.value {
                keys.insert(message.id.name.to_owned(), arguments(value));
            }
            for attribute in &message.attributes {
                keys.insert(
                    format!("{}.{}", message.id.name, attribute.id.name),
                    arguments(&attribute.value),
                );
            }
        }
    }
    keys
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, &mut found);
        }
    }
    found
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                found.extend(arguments(&variant.value));
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

fn stems(lang: &str) -> BTreeSet<String> {
    let start = format!("{TEXTS}/{lang}/");
    let files = tree::files_in(&start, "ftl").into_iter();
    files.filter_map(|file| Some(file.path.strip_prefix(&start)?.strip_suffix(".ftl")?.to_owned())).collect()
}

#[test]
fn swedish_and_english_say_the_same_things() {
    let mut faults = Vec::new();
    for stem in stems("sv").union(&stems("en")) {
        let (swedish, english) = (keys("sv", stem), keys("en", stem));
        if swedish.is_empty() && english.is_empty() {
            faults.push(format!("{stem}.ftl: no text in it"));
        }
        for key in swedish.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
            match (swedish.get(key), english.get(key)) {
                (None, _) => faults.push(format!("{stem}.ftl: {key} is missing in Swedish")),
                (_, None) => faults.push(format!("{stem}.ftl: {key} is missing in English")),
                (Some(sv), Some(en)) if sv != en => {
                    faults.push(format!(
                        "{stem}.ftl: {key} has the values {sv:?} in Swedish and {en:?} in English"
                    ));
                }
                _ => {}
            }
        }
    }
    tree::none("Texts that differ between the languages:", &faults);
}

#[test]
fn every_text_file_is_in_the_list() {
    let list = tree::files_in("crates/saklig-text/src/files", "rs");
    let text = list.first().map(|file| file.text.as_str()).unwrap_or_default();
    let missing = stems("sv").into_iter().filter(|stem| !text.contains(&format!("\"{stem}\"")));
    let faults: Vec<String> = missing.collect();
    tree::none("Text files that crates/saklig-text/src/files.rs does not list:", &faults);
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let known: BTreeSet<String> = stems("sv").iter().flat_map(|stem| keys("sv", stem).into_keys()).collect();
    let asked = Regex::new(r#"\btexts\s*\.(?:get|find)\(\s*"([^"]+)"\s*,"#).expect("a pattern");
    let attribute =
        Regex::new(r#"\btexts\s*\.(?:attr|find_attr)\(\s*"([^"]+)",\s*"([^"]+)""#).expect("a pattern");
    let mut faults = Vec::new();
    for file in tree::files_in("crates/", "rs").iter().filter(|file| file.path.contains("/src/")) {
        let text = file.product_text();
        let keys = asked.captures_iter(text).map(|found| found[1].to_owned());
        let attributes = attribute.captures_iter(text).map(|found| format!("{}.{}", &found[1], &found[2]));
        let missing = keys.chain(attributes).filter(|key| !known.contains(key));
        faults.extend(missing.map(|key| format!("{}: {key}", file.path)));
    }
    tree::none("Keys that no text file has:", &faults);
}

/// The rows `| English | Swedish | meaning |` of the word list.
fn word_list() -> Vec<(String, String)> {
    let path = tree::root().join(WORD_LIST);
    let text = std::fs::read_to_string(path).expect("the word list");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    });
    rows.filter(|(english, _)| english != "English" && !english.starts_with("---")).collect()
}

#[test]
fn the_word_list_translates_each_word_once() {
    let words = word_list();
    let mut faults = Vec::new();
    for side in [words.iter().map(|(en, _)| en).collect::<Vec<_>>(), words.iter().map(|(_, sv)| sv).collect()]
    {
        let mut seen = BTreeSet::new();
        faults.extend(side.into_iter().filter(|word| !seen.insert(word.to_lowercase())).cloned());
    }
    tree::none("Words that docs/ordlista.md translates twice:", &faults);
}

#[test]
fn the_word_list_knows_every_swedish_name_of_a_type() {
    let known: BTreeSet<String> =
        word_list().iter().flat_map(|(_, swedish)| swedish.split(", ").map(str::to_owned)).collect();
    let alias = Regex::new(r#"#\[doc\(alias = "([^"]+)"\)\]"#).expect("a pattern");
    let mut faults = Vec::new();
    for file in tree::files_in("crates/", "rs") {
        let words = alias.captures_iter(&file.text).map(|found| found[1].to_owned());
        faults
            .extend(words.filter(|word| !known.contains(word)).map(|word| format!("{}: {word}", file.path)));
    }
    tree::none("Swedish names of types that docs/ordlista.md lacks:", &faults);
}
