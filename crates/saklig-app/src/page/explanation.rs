//! Why a case is as it is, as text.

use saklig_text::{Args, Texts};

use super::case::{decision, history, lagrum, standing};
use super::{Page, Part};
use crate::shown;

/// How many rows that did not match are told of one table; all are in the JSON.
const MISSES: usize = 6;

/// Why a case is as it is, as text.
pub fn explanation(shown: &shown::Explanation, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    page.heading(texts.get("forklara-rubrik", [("nummer", shown.number.as_str())]));
    page.pair("visa-manad", shown.month.as_deref().unwrap_or_default());
    if shown.special {
        page.line(texts.get("visa-sarskild-rad", ()));
    }
    history(&mut page, shown.history.as_ref());
    if shown.history.is_some() {
        page.line(texts.get("forklara-import", ()));
    }
    if let Some(made) = &shown.decision {
        decision(&mut page, made);
    }
    if let Some(standing_now) = &shown.standing {
        standing(&mut page, standing_now);
    }
    for rule in &shown.rules {
        self::rule(&mut page, rule);
    }
    changes(&mut page, shown);
    page.done()
}

fn rule(page: &mut Page, rule: &shown::Rule) {
    let args = Args::new().with("namn", rule.name.as_str()).with("steg", rule.step.as_str());
    page.heading(page.texts.get("forklara-regel", args));
    if !rule.clear {
        let unknown = if rule.unknown.is_empty() { "–".to_owned() } else { rule.unknown.join(", ") };
        page.line(page.texts.get("forklara-oklart", [("okant", unknown)]));
    }
    for table in &rule.tables {
        self::table(page, table);
    }
    let read: Vec<String> = rule.facts.iter().map(|fact| self::read(page, fact)).collect();
    if !read.is_empty() {
        page.line(page.texts.get("forklara-laste", [("uppgifter", read.join("; "))]));
    }
    for parameter in &rule.parameters {
        let args = Args::new()
            .with("vag", parameter.path.as_str())
            .with("varde", page.value(&parameter.value))
            .with("tillit", page.word("tillit", &parameter.confidence))
            .with("lagrum", if parameter.lagrum.is_empty() { &parameter.source } else { &parameter.lagrum });
        page.line(page.texts.get("forklara-parameter", args));
    }
}

fn read(page: &Page, fact: &shown::Read) -> String {
    let value = page.value(fact.value.as_deref().unwrap_or(&fact.state));
    if fact.source.is_empty() {
        return format!("{} = {value}", fact.path);
    }
    let (kind, name) = fact.source.split_once(':').unwrap_or((fact.source.as_str(), ""));
    let source = if kind == "regel" {
        page.texts.get("forklara-av-regel", ())
    } else if kind == "register" {
        page.word("kalla", name)
    } else {
        crate::words::source_text(page.texts, &fact.source)
    };
    format!("{} = {value} ({source})", fact.path)
}

fn table(page: &mut Page, table: &shown::Table) {
    let inputs: Vec<String> =
        table.inputs.iter().map(|input| format!("{} = {}", input.name, page.value(&input.value))).collect();
    let args = Args::new().with("tabell", table.name.as_str()).with("indata", inputs.join(", "));
    page.line(page.texts.get("forklara-tabell", args));
    for row in &table.rows {
        let cited = lagrum(page, &row.lagrum);
        let cited = if cited.is_empty() { page.texts.get("forklara-arbetsregel", ()) } else { cited };
        let args = Args::new()
            .with("rad", row.index.to_string())
            .with("motivering", row.motivation.as_str())
            .with("lagrum", cited);
        page.line(format!("  {}", page.texts.get("forklara-traff", args)));
    }
    if let Some(open) = &table.open {
        page.line(format!("  {}", page.texts.get("forklara-inget-svar", [("orsak", open.as_str())])));
    }
    for miss in table.misses.iter().take(MISSES) {
        let args = Args::new()
            .with("rad", miss.index.to_string())
            .with("kolumn", miss.column.as_str())
            .with("villkor", page.value(&miss.cell))
            .with("varde", page.value(&miss.value));
        page.line(format!("  {}", page.texts.get("forklara-miss", args)));
    }
    let left = table.misses.len().saturating_sub(MISSES);
    if left > 0 {
        page.line(format!("  {}", page.texts.get("forklara-fler", [("n", left)])));
    }
}

fn changes(page: &mut Page, shown: &shown::Explanation) {
    if shown.changes.is_empty() {
        return;
    }
    page.heading(page.texts.get("forklara-andra", ()));
    for change in &shown.changes {
        page.line(format!("- {} [{}]", change.text, change.about));
    }
}
