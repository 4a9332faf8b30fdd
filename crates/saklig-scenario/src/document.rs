//! Reads a scenario file: lines `Key: value`, headings, and one markdown table under each heading.

use std::sync::Arc;

use saklig_feel::remark::Remark;

use crate::remark;

/// The words that a line above a table may begin with; all other text is prose.
const KEYS: [&str; 8] =
    ["Tabell", "Grund", "Manad", "Overlay", "Parametrar", "Klocka", "Behorighet", "Lagrum"];

/// A line `Key: value`.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) key: &'static str,
    pub(crate) value: String,
    pub(crate) line: u32,
}

/// A scenario file as read.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) file: Arc<str>,
    /// What holds for all sections.
    head: Vec<Said>,
    pub(crate) sections: Vec<Section>,
}

/// A heading with what stands below it.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) line: u32,
    said: Vec<Said>,
    pub(crate) table: Option<Table>,
}

/// A markdown table.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) line: u32,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
    over: bool,
}

/// A row of a table, with as many cells as the table has columns.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) cells: Vec<String>,
}

impl Document {
    /// Reads a file; what could not be read is a remark and left out.
    pub(crate) fn read(file: &Arc<str>, text: &str) -> (Self, Vec<Remark>) {
        let mut document = Self { file: Arc::clone(file), head: Vec::new(), sections: Vec::new() };
        let mut remarks = Vec::new();
        for (number, line) in (1_u32..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = line.trim();
            if let Some(title) = line.strip_prefix("## ") {
                let title = title.trim().to_owned();
                document.sections.push(Section { title, line: number, said: Vec::new(), table: None });
            } else if line.starts_with('|') {
                document.row(line, number, &mut remarks);
            } else {
                if let Some(table) = document.sections.last_mut().and_then(|last| last.table.as_mut()) {
                    table.over = true;
                }
                if let Some(said) = said(line, number) {
                    let last = document.sections.last_mut();
                    last.map_or(&mut document.head, |section| &mut section.said).push(said);
                }
            }
        }
        if document.scenarios().next().is_none() {
            remarks.push(remark::nothing_to_run(remark::at(file, 1)));
        }
        (document, remarks)
    }

    fn row(&mut self, line: &str, number: u32, remarks: &mut Vec<Remark>) {
        let cells = cells(line);
        let place = remark::at(&self.file, number);
        let Some(section) = self.sections.last_mut() else {
            remarks.push(remark::no_target(place, ""));
            return;
        };
        let Some(table) = &mut section.table else {
            section.table = Some(Table { line: number, columns: cells, rows: Vec::new(), over: false });
            return;
        };
        let is_rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-:".contains(c)));
        if is_rule && table.rows.is_empty() && table.line + 1 == number {
            return;
        }
        if table.over || cells.len() != table.columns.len() {
            remarks.push(remark::shape(place, cells.len(), table.columns.len()));
            return;
        }
        table.rows.push(Row { line: number, cells });
    }

    /// The sections that hold scenarios, each with its table.
    pub(crate) fn scenarios(&self) -> impl Iterator<Item = (&Section, &Table)> {
        let sections = self.sections.iter().filter(|section| section.title != "Grund");
        sections.filter_map(|section| Some((section, section.table.as_ref()?)))
    }

    /// The facts that hold for every row: path, value and line of the sections `Grund`.
    pub(crate) fn ground(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        let tables = self.sections.iter().filter(|section| section.title == "Grund");
        tables.filter_map(|section| section.table.as_ref()).flat_map(|table| &table.rows).filter_map(|row| {
            match row.cells.as_slice() {
                [path, value] => Some((path.as_str(), value.as_str(), row.line)),
                _ => None,
            }
        })
    }

    /// What a section says of a key, else what the file says.
    pub(crate) fn said<'d>(&'d self, section: &'d Section, key: &str) -> Option<&'d Said> {
        let find = |said: &'d [Said]| said.iter().rev().find(|said| said.key == key);
        find(&section.said).or_else(|| find(&self.head))
    }
}

/// A line that begins with one of the [`KEYS`].
fn said(line: &str, number: u32) -> Option<Said> {
    let (word, value) = line.split_once(':')?;
    let key = KEYS.into_iter().find(|key| *key == word)?;
    Some(Said { key, value: value.trim().to_owned(), line: number })
}

/// The cells of a row; `\|` is a bar.
fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => {
                letters.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('|');
                }
            }
            '|' => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(letter);
                }
            }
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}
