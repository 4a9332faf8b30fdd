//! Reads TOML files in full: what was understood, and a remark with file and line for everything else.
//!
//! A [`Document`] parses the text; a [`Table`] hands out typed values by key and remembers which keys were asked for,
//! so that [`Table::finish`] can name the ones nobody knows (a misspelt key must never be silently without effect).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use saklig_feel::remark::{Place, Remark, Severity};
use saklig_number::Number;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The remark codes of one kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// The text is not TOML.
    pub syntax: &'static str,
    /// A key that must be there is not.
    pub missing: &'static str,
    /// A value is of the wrong kind or cannot be understood.
    pub value: &'static str,
    /// A key nobody knows.
    pub unknown: &'static str,
}

/// A text in the languages it was written in, by language (`sv`, `en`).
pub type Texts = BTreeMap<String, String>;

/// A parsed TOML text and the remarks gathered while it is read.
#[derive(Debug)]
pub struct Document<'t> {
    /// Offsets just after each line break.
    breaks: Vec<usize>,
    file: Arc<str>,
    codes: Codes,
    root: Spanned<DeTable<'t>>,
    remarks: RefCell<Vec<Remark>>,
}

impl<'t> Document<'t> {
    /// Parses `text`; faults of the grammar become remarks and the rest of the text is still read.
    pub fn parse(text: &'t str, file: &str, codes: Codes) -> Self {
        let (root, faults) = DeTable::parse_recoverable(text);
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        let document = Self { breaks, file: file.into(), codes, root, remarks: RefCell::new(Vec::new()) };
        for fault in faults {
            let line = fault.span().map_or(0, |span| document.line_at(span.start));
            let what = format!("not valid TOML: {}", fault.message());
            let args = vec![("fel", fault.message().to_owned())];
            document.push(
                codes.syntax,
                line,
                "",
                what,
                "correct the line; the TOML grammar is at toml.io".to_owned(),
                args,
            );
        }
        document
    }

    /// The outermost table.
    pub fn root(&self) -> Table<'_, 't> {
        Table {
            document: self,
            entries: self.root.get_ref(),
            line: 1,
            path: String::new(),
            seen: RefCell::default(),
        }
    }

    /// The remarks so far.
    pub fn into_remarks(self) -> Vec<Remark> {
        self.remarks.into_inner()
    }

    /// The file as the caller named it.
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    fn line_at(&self, offset: usize) -> u32 {
        let before = self.breaks.partition_point(|start| *start <= offset);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Adds a remark of severity error about `element` at `line`.
    pub fn push(
        &self,
        code: &'static str,
        line: u32,
        element: &str,
        what: String,
        todo: String,
        args: Vec<(&'static str, String)>,
    ) {
        let element = (!element.is_empty()).then(|| Arc::from(element));
        let place = Place { file: self.file.clone(), line, column: 0, element };
        self.remarks.borrow_mut().push(Remark { code, severity: Severity::Error, place, what, todo, args });
    }
}

/// One table of a document.
#[derive(Debug)]
pub struct Table<'d, 't> {
    document: &'d Document<'t>,
    entries: &'d DeTable<'t>,
    line: u32,
    path: String,
    seen: RefCell<BTreeSet<String>>,
}

/// A value with the place it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Line, 1-based.
    pub line: u32,
}

impl<'d, 't> Table<'d, 't> {
    /// The line the table begins on.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Where the table stands, e.g. `period[2]`; empty for the outermost.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The document it belongs to.
    pub fn document(&self) -> &'d Document<'t> {
        self.document
    }

    /// The place of the table, for remarks.
    pub fn place(&self) -> Place {
        let element = (!self.path.is_empty()).then(|| Arc::from(self.path.as_str()));
        Place { file: self.document.file.clone(), line: self.line, column: 0, element }
    }

    /// The keys, sorted.
    pub fn keys(&self) -> Vec<String> {
        self.entries.keys().map(|key| key.get_ref().to_string()).collect()
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.keys().any(|name| name.get_ref() == key)
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn entry(&self, key: &str) -> Option<(&'d DeValue<'t>, u32)> {
        self.seen.borrow_mut().insert(key.to_owned());
        let (name, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((value.get_ref(), self.document.line_at(name.span().start)))
    }

    /// A remark that the value of `key` cannot be used.
    pub fn wrong(&self, key: &str, line: u32, expected: &str) {
        let full = self.full(key);
        let what = format!("`{full}` must be {expected}");
        let mut args = vec![("nyckel", full.clone()), ("vantat", expected.to_owned())];
        args.extend(kind_of(expected));
        self.document.push(
            self.document.codes.value,
            line,
            &full,
            what,
            "correct the value".to_owned(),
            args,
        );
    }

    fn read<T>(&self, key: &str, expected: &str, read: impl Fn(&DeValue<'t>) -> Option<T>) -> Option<At<T>> {
        let (value, line) = self.entry(key)?;
        if let Some(value) = read(value) {
            return Some(At { value, line });
        }
        self.wrong(key, line, expected);
        None
    }

    /// A remark that `key` is not there.
    pub fn missing(&self, key: &str, todo: &str) {
        let full = self.full(key);
        let what = format!("`{full}` is missing");
        let args = vec![("nyckel", full.clone())];
        self.document.push(self.document.codes.missing, self.line, &full, what, todo.to_owned(), args);
    }

    /// A text that may be there.
    pub fn text(&self, key: &str) -> Option<At<String>> {
        self.read(key, "a text", |value| value.as_str().map(str::to_owned))
    }

    /// A text that must be there; a remark otherwise.
    pub fn required_text(&self, key: &str) -> Option<At<String>> {
        if !self.has(key) {
            self.missing(key, "add the key");
            return None;
        }
        self.text(key)
    }

    /// A truth value (`true`, `false`) that may be there.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.read(key, "true or false", DeValue::as_bool).map(|at| at.value)
    }

    /// A number that may be there, exact: an integer, a decimal number or a text with one.
    pub fn number(&self, key: &str) -> Option<At<Number>> {
        self.read(key, "a number", number_of)
    }

    /// A whole number from 0 that may be there.
    pub fn count(&self, key: &str) -> Option<u32> {
        let at = self.read(key, "a whole number from 0", |value| {
            number_of(value).and_then(Number::to_i64).and_then(|n| u32::try_from(n).ok())
        })?;
        Some(at.value)
    }

    /// A civil date that may be there: a TOML date or a text `YYYY-MM-DD`.
    pub fn date(&self, key: &str) -> Option<At<Date>> {
        self.read(key, "a date, YYYY-MM-DD", |value| scalar_text(value)?.parse().ok())
    }

    /// A scalar that may be there, as its exact text (`12.50`, `true`, `2025-01-01`, a text without its quotes).
    pub fn scalar(&self, key: &str) -> Option<At<String>> {
        self.read(key, "a text, number, truth value or date", scalar_text)
    }

    /// A list of texts; empty when the key is not there. A single text counts as a list of one.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let read = |value: &DeValue<'t>| match value.as_array() {
            None => value.as_str().map(|text| vec![text.to_owned()]),
            Some(items) => items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect(),
        };
        self.read(key, "a list of texts", read).map(|at| at.value).unwrap_or_default()
    }

    /// A text per language, `{ sv = "…", en = "…" }`; a bare text is Swedish.
    pub fn languages(&self, key: &str) -> Texts {
        if self.entries.iter().any(|(name, value)| name.get_ref() == key && value.get_ref().is_str()) {
            return self.text(key).map(|at| Texts::from([("sv".to_owned(), at.value)])).unwrap_or_default();
        }
        let Some(table) = self.table(key) else { return Texts::new() };
        let keys = table.keys();
        keys.into_iter().filter_map(|language| table.text(&language).map(|at| (language, at.value))).collect()
    }

    /// A table below this one that may be there.
    pub fn table(&self, key: &str) -> Option<Table<'d, 't>> {
        let (value, line) = self.entry(key)?;
        if let Some(table) = value.as_table() {
            return Some(Table {
                document: self.document,
                entries: table,
                line,
                path: self.full(key),
                seen: RefCell::default(),
            });
        }
        self.wrong(key, line, "a table");
        None
    }

    /// The tables of an array of tables; empty when the key is not there.
    pub fn tables(&self, key: &str) -> Vec<Table<'d, 't>> {
        let Some((value, line)) = self.entry(key) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.wrong(key, line, "a list of tables");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let line = self.document.line_at(item.span().start);
            let Some(table) = item.get_ref().as_table() else {
                self.wrong(&format!("{key}[{}]", index + 1), line, "a table");
                continue;
            };
            let path = format!("{}[{}]", self.full(key), index + 1);
            tables.push(Table {
                document: self.document,
                entries: table,
                line,
                path,
                seen: RefCell::default(),
            });
        }
        tables
    }

    /// Marks a key as known without reading it.
    pub fn ignore(&self, key: &str) {
        self.seen.borrow_mut().insert(key.to_owned());
    }

    /// A remark for each key that nobody asked for.
    pub fn finish(&self) {
        for (name, _) in self.entries {
            let key = name.get_ref();
            let seen = self.seen.borrow();
            if seen.contains(key.as_ref()) {
                continue;
            }
            let line = self.document.line_at(name.span().start);
            let full = self.full(key);
            let known: Vec<&str> = seen.iter().map(String::as_str).collect();
            let what = format!("the key `{full}` is not known here");
            let todo = format!("remove it or correct its spelling; known here: {}", known.join(", "));
            let args = vec![("nyckel", full.clone()), ("kanda", known.join(", "))];
            self.document.push(self.document.codes.unknown, line, &full, what, todo, args);
        }
    }
}

/// The expectation as a word that the texts of each language can choose a sentence by.
fn kind_of(expected: &str) -> [(&'static str, String); 2] {
    let (kind, words) = match expected {
        "a text" => ("text", ""),
        "true or false" => ("ja_nej", ""),
        "a number" => ("tal", ""),
        "a whole number" | "a whole number from 0" => ("heltal", ""),
        "a date, YYYY-MM-DD" => ("datum", ""),
        "a month, \"YYYY-MM\"" => ("manad", ""),
        "a list of texts" => ("textlista", ""),
        "a table" => ("tabell", ""),
        "a list of tables" => ("tabellista", ""),
        _ => match expected.strip_prefix("one of ") {
            Some(words) => ("ord", words),
            None => ("annat", ""),
        },
    };
    [("slag", kind.to_owned()), ("ord", words.to_owned())]
}

fn number_of(value: &DeValue<'_>) -> Option<Number> {
    match value {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().replace('_', "").parse().ok(),
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
        DeValue::String(text) => text.parse().ok(),
        DeValue::Integer(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}

fn scalar_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str().replace('_', "")),
        DeValue::Float(float) => Some(float.as_str().replace('_', "")),
        DeValue::Boolean(value) => Some(value.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Integer(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
