//! Runs table scenarios: each row gives inputs, and says which row matches and what comes out.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_case::Month;
use saklig_feel::remark::Remark;
use saklig_feel::{Env, Mark, Marks, Value};
use saklig_package::{Package, ParameterView};
use saklig_rules::{Entry, Inputs, Open, Outcome};

use crate::cell;
use crate::coverage::Coverage;
use crate::document::{Document, Row, Section, Table};
use crate::remark;
use crate::report::{Difference, Why};
use crate::target::{Models, Target};

/// The name of the parameters in the tree.
const PARAMETERS: &str = "parametrar";
/// The column and line that choose the month.
const MONTH: &str = "manad";
/// What comes before the name of an expected value.
pub(crate) const EXPECTED: &str = "⇒";
/// How many rows that did not match are explained.
const SHOWN: usize = 12;

/// What is known of the marks of a row's inputs: those of the parameters, and one for what is unknown.
struct Known<'v> {
    view: &'v ParameterView,
}

impl Known<'_> {
    fn unknown(&self) -> Mark {
        Mark(u32::try_from(self.view.len()).unwrap_or(u32::MAX))
    }
}

impl Marks for Known<'_> {
    fn is_unknown(&self, mark: Mark) -> bool {
        usize::try_from(mark.0).map_or(true, |index| self.view.is_unknown(index))
    }

    fn state(&self, mark: Mark) -> &str {
        if self.is_unknown(mark) { "okänd:ej_frågad" } else { saklig_feel::KNOWN }
    }
}

/// What a section's rows are run with.
pub(crate) struct Tables<'a> {
    pub(crate) document: &'a Document,
    pub(crate) section: &'a Section,
    pub(crate) package: &'a Package,
    pub(crate) models: &'a Models,
}

impl Tables<'_> {
    /// Runs a section; gives the number of rows that passed, and the differences.
    pub(crate) fn run(
        &self,
        table: &Table,
        name: &str,
        line: u32,
        coverage: &mut Coverage,
        remarks: &mut Vec<Remark>,
    ) -> (usize, Vec<Vec<Difference>>) {
        let file = &self.document.file;
        let Some(target) = self.models.find(self.package, name) else {
            remarks.push(remark::unknown_table(remark::at(file, line), name));
            return (0, Vec::new());
        };
        let found = self.unknown_names(table, &target);
        if !found.is_empty() {
            remarks.extend(found);
            return (0, Vec::new());
        }
        let (mut passed, mut failed) = (0, Vec::new());
        for row in &table.rows {
            match self.row(table, &target, row, coverage) {
                Ok(differences) if differences.is_empty() => passed += 1,
                Ok(differences) => failed.push(differences),
                Err(remark) => remarks.push(*remark),
            }
        }
        (passed, failed)
    }

    /// Remarks on columns and facts that the target does not know.
    fn unknown_names(&self, table: &Table, target: &Target) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let mut note = |line: u32, column: &str, known: &[Arc<str>]| {
            let place = remark::at(&self.document.file, line);
            remarks.push(remark::unknown_column(place, column, &target.id, &known.join(", ")));
        };
        for column in table.columns.iter().skip(1) {
            match column.strip_prefix(EXPECTED) {
                Some(expected) => {
                    let expected = expected.trim();
                    let known = matches!(expected, "rad" | "lage" | "resultat")
                        || target.outputs.is_empty()
                        || target.outputs.iter().any(|name| **name == *expected);
                    if !known {
                        note(table.line, column, &target.outputs);
                    }
                }
                None if column == MONTH || self.reads(target, column) => {}
                None => note(table.line, column, &target.inputs),
            }
        }
        for (path, _, line) in self.document.ground() {
            if !self.reads(target, path) && self.package.facts().governing(path).is_none() {
                note(line, path, &target.inputs);
            }
        }
        remarks
    }

    /// Whether a path leads to something the target can be given: its first name is an input, and where the tree of
    /// facts declares that name, the tree declares the path.
    fn reads(&self, target: &Target, path: &str) -> bool {
        let root = root(path);
        if root == PARAMETERS {
            let name = path.split('.').nth(1).unwrap_or_default();
            return self.package.parameters().contains_key(name);
        }
        let declared =
            self.package.facts().get(root).is_none() || self.package.facts().governing(path).is_some();
        declared && target.inputs.iter().any(|input| **input == *root)
    }

    fn row(
        &self,
        table: &Table,
        target: &Target,
        row: &Row,
        coverage: &mut Coverage,
    ) -> Result<Vec<Difference>, Box<Remark>> {
        let place = || remark::at(&self.document.file, row.line);
        let mut expected =
            table.columns.iter().zip(&row.cells).filter(|(column, _)| column.starts_with(EXPECTED));
        if expected.all(|(_, cell)| cell.is_empty()) {
            let case = row.cells.first().map_or("", String::as_str);
            return Err(Box::new(remark::expects_nothing(place(), case)));
        }
        let view = self.package.parameters_for(self.month(table, row)?);
        let known = Known { view: &view };
        let inputs = self.inputs(table, target, row, &known)?;
        let env = Env::new().with_marks(&known);
        let outcome = target
            .rules
            .evaluate(&target.decision, &inputs, &env)
            .map_err(|error| Box::new(remark::refused(place(), &error.to_string())))?;
        coverage.trace(&target.file, &outcome.trace.decisions);
        let mut differences = Vec::new();
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let Some(column) = column.strip_prefix(EXPECTED).map(str::trim) else { continue };
            if cell.is_empty() {
                continue;
            }
            let got = got(target, &outcome, column);
            let same = match &got {
                Got::Text(got) => *got == wanted(column, cell),
                Got::Value(got) => match cell::value(cell, known.unknown()) {
                    Ok(value) => value == *got || (cell == "-" && is_nothing(got)),
                    Err(why) => return Err(Box::new(remark::unreadable_cell(place(), cell, &why))),
                },
            };
            if !same {
                differences.push(Difference {
                    file: Arc::clone(&self.document.file),
                    line: row.line,
                    case: row.cells.first().cloned().unwrap_or_default(),
                    column: column.to_owned(),
                    expected: cell.clone(),
                    got: got.shown(),
                    why: Vec::new(),
                });
            }
        }
        if let Some(first) = differences.first_mut() {
            let rows = table.columns.iter().zip(&row.cells).find(|(column, _)| *column == "⇒ rad");
            let rows: Vec<usize> = rows.map(|(_, cell)| numbers(cell)).unwrap_or_default();
            first.why = why(target, &inputs, &env, &outcome, &rows);
        }
        Ok(differences)
    }

    /// The month of a row: its own column, else the line above.
    fn month(&self, table: &Table, row: &Row) -> Result<Option<Month>, Box<Remark>> {
        let own =
            table.columns.iter().zip(&row.cells).find(|(column, cell)| *column == MONTH && !cell.is_empty());
        let said = self.document.said(self.section, "Manad");
        let (text, line) = match (said, own) {
            (_, Some((_, cell))) if cell.len() == 7 => (cell.as_str(), row.line),
            (Some(said), _) => (said.value.as_str(), said.line),
            (None, Some((_, cell))) => (cell.get(..7).unwrap_or(cell), row.line),
            (None, None) => return Ok(None),
        };
        text.parse().map(Some).map_err(|_| {
            Box::new(remark::unreadable_line(remark::at(&self.document.file, line), "Manad", text))
        })
    }

    /// What the rules are given: the parameters of the month, the facts of the ground, then the row's own cells.
    fn inputs(
        &self,
        table: &Table,
        target: &Target,
        row: &Row,
        known: &Known<'_>,
    ) -> Result<Inputs, Box<Remark>> {
        let mut roots: BTreeMap<&str, Value> = BTreeMap::from([(PARAMETERS, known.view.tree(0))]);
        let ground = self.document.ground();
        let own =
            table.columns.iter().zip(&row.cells).skip(1).filter(|(column, _)| !column.starts_with(EXPECTED));
        let own = own.map(|(column, cell)| (column.as_str(), cell.as_str(), row.line));
        for (path, text, line) in ground.chain(own) {
            if path == MONTH && !target.inputs.iter().any(|input| &**input == MONTH) {
                continue;
            }
            let value = cell::value(text, known.unknown()).map_err(|why| {
                Box::new(remark::unreadable_cell(remark::at(&self.document.file, line), text, &why))
            })?;
            let steps: Vec<&str> = path.split('.').collect();
            let below = roots.remove(root(path)).unwrap_or_default();
            roots.insert(root(path), cell::put(&below, steps.get(1..).unwrap_or_default(), value));
        }
        Ok(roots.into_iter().collect())
    }
}

fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// What came out, under one name.
enum Got {
    Text(String),
    Value(Value),
}

impl Got {
    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Value(value) => cell::shown(value),
        }
    }
}

fn got(target: &Target, outcome: &Outcome, column: &str) -> Got {
    match column {
        "rad" => {
            let mut rows: Vec<usize> = matched(&target.entries(&outcome.trace)).collect();
            rows.dedup();
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            Got::Text(if rows.is_empty() { "-".to_owned() } else { rows.join(",") })
        }
        "lage" => Got::Text(if outcome.clear { "klart" } else { "oklart" }.to_owned()),
        "resultat" => Got::Value(outcome.value.clone()),
        name => match &outcome.value {
            Value::Context(context) => Got::Value(context.get(name).cloned().unwrap_or_default()),
            Value::List(items) if items.is_empty() => Got::Text("-".to_owned()),
            Value::List(items) => {
                let item = |item: &Value| match item.peek() {
                    Value::Context(context) => context.get(name).map(cell::shown).unwrap_or_default(),
                    other => cell::shown(other),
                };
                Got::Text(items.iter().map(item).collect::<Vec<_>>().join(", "))
            }
            other => Got::Value(other.clone()),
        },
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_list().is_some_and(|items| items.is_empty())
}

/// A cell as text that can be compared: row numbers and lists without spaces that mean nothing.
fn wanted(column: &str, cell: &str) -> String {
    let between = if column == "rad" { "," } else { ", " };
    cell.split(',').map(str::trim).collect::<Vec<_>>().join(between)
}

fn numbers(cell: &str) -> Vec<usize> {
    cell.split(',').filter_map(|number| number.trim().parse().ok()).collect()
}

fn matched<'t>(entries: &'t [&Entry]) -> impl Iterator<Item = usize> + use<'t> {
    entries.iter().flat_map(|entry| &entry.rows).map(|row| row.index)
}

/// Why the rules gave what they gave: the rows that matched, and of the rows that were wanted, the cell that failed.
fn why(target: &Target, inputs: &Inputs, env: &Env<'_>, outcome: &Outcome, rows: &[usize]) -> Vec<Why> {
    let Ok(trace) = target.rules.why_not(&target.decision, inputs, env) else { return Vec::new() };
    let mut found = Vec::new();
    let entries = target.entries(&trace);
    for entry in &entries {
        let inputs: Vec<String> =
            entry.inputs.iter().map(|(label, value)| format!("{label} = {value}")).collect();
        for row in &entry.rows {
            found.push(Why::Matched { row: row.index, inputs: inputs.join(", ") });
        }
        let nothing = entry.rows.is_empty();
        for miss in &entry.misses {
            if rows.contains(&miss.row.index) || (nothing && rows.is_empty()) {
                found.push(Why::Missed {
                    row: miss.row.index,
                    column: miss.column.to_string(),
                    cell: miss.cell.to_string(),
                    value: miss.value.to_string(),
                });
            }
        }
    }
    for row in rows.iter().filter(|row| !matched(&entries).any(|hit| hit == **row)) {
        let tried = entries.iter().flat_map(|entry| &entry.misses).any(|miss| miss.row.index == *row);
        if !tried && matched(&entries).next().is_some() {
            found.push(Why::NotTried { row: *row });
        }
    }
    found.truncate(SHOWN);
    if !outcome.clear {
        open(&outcome.trace.decisions, &mut found);
    }
    found
}

fn open(entries: &[Entry], found: &mut Vec<Why>) {
    for entry in entries {
        open(&entry.calls, found);
        if let Some(open) = &entry.open {
            let (reason, about) = word(open);
            found.push(Why::Open { table: entry.id.to_string(), reason, about });
        }
    }
}

/// Why a result is no answer, as a word and what it is about.
fn word(open: &Open) -> (&'static str, String) {
    match open {
        Open::NoRow => ("no_row", String::new()),
        Open::SeveralRows => ("several_rows", String::new()),
        Open::Disagreement => ("disagreement", String::new()),
        Open::NullOutput => ("null_output", String::new()),
        Open::Input(column) => ("input", column.to_string()),
        Open::Output(column) => ("output", column.to_string()),
        Open::Type => ("type", String::new()),
        Open::NullResult(why) => ("null", why.clone()),
        other => ("null", other.to_string()),
    }
}
