//! A code once printed has a page, and a sentence in both languages with what to do.
#![allow(clippy::expect_used, reason = "a tidy test that cannot read the project has failed")]

mod tree;

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

/// Where the texts of a language lie.
fn texts(lang: &str) -> String {
    format!("crates/saklig-text/texts/{lang}/")
}

fn codes(text: &str, pattern: &Regex) -> BTreeSet<String> {
    pattern
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|code| code.as_str().to_uppercase())
        .collect()
}

/// The codes that the program can print.
fn in_code() -> BTreeSet<String> {
    let pattern = Regex::new(r"\b(E(?:0[1-9]|1\d)\d\d)\b").expect("a pattern");
    let sources = tree::files_in("crates/", "rs");
    let product = sources.iter().filter(|file| file.path.contains("/src/"));
    product.flat_map(|file| codes(file.product_text(), &pattern)).collect()
}

/// The codes that a language has a sentence for, and those with what to do besides.
fn in_texts(lang: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut said, mut advised) = (BTreeSet::new(), BTreeSet::new());
    let code = Regex::new(r"^e\d{4}$").expect("a pattern");
    for file in tree::files_in(&texts(lang), "ftl") {
        let mut current = None;
        for line in file.text.lines() {
            if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                let key = line.split(' ').next().unwrap_or_default();
                current = code.is_match(key).then(|| key.to_uppercase());
                said.extend(current.clone());
            } else if line.trim_start().starts_with(".todo =") {
                advised.extend(current.clone());
            }
        }
    }
    (said, advised)
}

fn pages() -> BTreeMap<String, String> {
    let pages = tree::files_in("docs/fel/", "md").into_iter();
    let named = pages.filter_map(|file| {
        let name = file.path.strip_prefix("docs/fel/")?.strip_suffix(".md")?.to_owned();
        name.starts_with('E').then_some((name, file.text))
    });
    named.collect()
}

#[test]
fn every_code_has_a_page_and_its_sentences() {
    let pages: BTreeSet<String> = pages().into_keys().collect();
    let mut faults = Vec::new();
    for code in in_code() {
        if !pages.contains(&code) {
            faults.push(format!("{code}: no docs/fel/{code}.md"));
        }
    }
    for lang in ["sv", "en"] {
        let (said, advised) = in_texts(lang);
        for code in in_code() {
            if !said.contains(&code) {
                faults.push(format!("{code}: no sentence in {}", texts(lang)));
            } else if !advised.contains(&code) {
                faults.push(format!("{code}: no .todo in {}", texts(lang)));
            }
        }
    }
    tree::none("Codes without a page or a sentence:", &faults);
}

#[test]
fn every_page_and_sentence_has_its_code() {
    let known = in_code();
    let mut faults: Vec<String> = pages()
        .into_keys()
        .filter(|code| !known.contains(code))
        .map(|code| format!("docs/fel/{code}.md"))
        .collect();
    for lang in ["sv", "en"] {
        let (said, _) = in_texts(lang);
        faults.extend(said.difference(&known).map(|code| format!("{code} in {}", texts(lang))));
    }
    tree::none("Pages and sentences of codes that nothing prints:", &faults);
}

#[test]
fn every_page_says_what_it_means_and_what_to_do() {
    let mut faults = Vec::new();
    for (code, text) in pages() {
        if !text.starts_with(&format!("# {code} – ")) {
            faults.push(format!("{code}: the first line is `# {code} – rubrik`"));
        }
        let missing = ["Vad det betyder", "Vad du gör"].into_iter().filter(|heading| !text.contains(heading));
        faults.extend(missing.map(|heading| format!("{code}: `{heading}` is missing")));
    }
    tree::none("Error pages that leave the reader alone:", &faults);
}
