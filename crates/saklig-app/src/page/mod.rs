//! What is shown, as lines and tables of text. Without colour and without lines around the cells: the words must do.

mod authority;
mod case;
mod explanation;
mod task;

use saklig_number::Number;
use saklig_text::Texts;

pub use authority::{decisions, register};
pub use case::{case, found};
pub use explanation::explanation;
pub use task::{check, material, report, task, tasks};

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading, with an empty line before it.
    Heading(String),
    /// A line.
    Line(String),
    /// A table: head and rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// Parts as they are put together.
pub(crate) struct Page {
    pub(crate) texts: &'static Texts,
    parts: Vec<Part>,
}

impl Page {
    pub(crate) fn new(texts: &'static Texts) -> Self {
        Self { texts, parts: Vec::new() }
    }

    pub(crate) fn heading(&mut self, text: String) {
        self.parts.push(Part::Heading(text));
    }

    pub(crate) fn line(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Line(text.into()));
    }

    /// `label: value`, left out when there is no value.
    pub(crate) fn pair(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.line(format!("{}: {value}", self.texts.get(key, ())));
        }
    }

    /// A table under heads of these keys; left out without rows.
    pub(crate) fn table(&mut self, heads: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            let heads = heads.iter().map(|key| self.texts.get(key, ())).collect();
            self.parts.push(Part::Table(heads, rows));
        }
    }

    pub(crate) fn done(self) -> Vec<Part> {
        self.parts
    }

    /// An amount as a person writes it.
    pub(crate) fn amount(&self, plain: &str) -> String {
        plain.parse::<Number>().map_or_else(|_| plain.to_owned(), |amount| self.texts.amount(amount))
    }

    /// An instant as the clocks showed it.
    pub(crate) fn instant(&self, plain: &str) -> String {
        plain.parse().map_or_else(|_| plain.to_owned(), |at| self.texts.instant(at))
    }

    /// A value as a person reads it: truth values in words, texts without quotes.
    pub(crate) fn value(&self, plain: &str) -> String {
        match plain {
            "true" => self.texts.get("yes", ()),
            "false" => self.texts.get("no", ()),
            "null" | "[]" => self.texts.get("none", ()),
            quoted if quoted.len() > 1 && quoted.matches('"').count() == 2 => quoted.replace('"', ""),
            other => other.to_owned(),
        }
    }

    /// A coded word in words.
    pub(crate) fn word(&self, prefix: &str, code: &str) -> String {
        crate::words::word(self.texts, prefix, code)
    }
}

/// The day and clock of an instant in short, for tables.
pub(crate) fn short(plain: &str) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Stockholm").unwrap_or(jiff::tz::TimeZone::UTC);
    match plain.parse::<jiff::Timestamp>() {
        Ok(at) => at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => plain.to_owned(),
    }
}

/// A page as plain text, columns kept apart by two spaces.
pub fn plain(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Heading(heading) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(heading);
                text.push('\n');
            }
            Part::Line(line) => {
                text.push_str(line);
                text.push('\n');
            }
            Part::Table(head, rows) => {
                let all: Vec<&Vec<String>> = std::iter::once(head).chain(rows).collect();
                let width = |column: usize| {
                    all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
                };
                for row in &all {
                    let cells = row
                        .iter()
                        .enumerate()
                        .map(|(at, cell)| format!("{cell:<width$}", width = width(at).unwrap_or_default()));
                    let line = cells.collect::<Vec<_>>().join("  ");
                    text.push_str(line.trim_end());
                    text.push('\n');
                }
            }
        }
    }
    text
}

/// What a command on a case did.
pub fn executed(executed: &crate::Executed, texts: &'static Texts) -> Vec<Part> {
    let number = executed.case.number.as_str();
    let mut told: Vec<String> = Vec::new();
    for event in &executed.events {
        let words = crate::words::word(texts, "handelse", event.kind());
        if !words.is_empty() && !told.contains(&words) {
            told.push(words);
        }
    }
    let line = if told.is_empty() {
        texts.get("uppgift-inget-nytt", [("nummer", number)])
    } else {
        texts.get("uppgift-gjort", [("nummer", number), ("text", told.join("; ").as_str())])
    };
    vec![Part::Line(line)]
}
