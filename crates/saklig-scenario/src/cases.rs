//! The rows of whole-case scenarios: a base case, what each row changes in it, and what came out.

use std::collections::BTreeSet;
use std::sync::Arc;

use saklig_case::{Case, Severity, Value as Fact};
use saklig_feel::Mark;
use saklig_feel::remark::Remark;
use saklig_package::{Files, Package};

use crate::authority;
use crate::cell;
use crate::change::{Given, parts};
use crate::coverage::Coverage;
use crate::document::{Document, Row, Said, Section, Table};
use crate::remark;
use crate::report::{Difference, Why};
use crate::table::EXPECTED;
use crate::whole::{self, Became, Stage, Stopped};

/// What a section's whole cases are run with.
pub(crate) struct Cases<'a> {
    pub(crate) document: &'a Document,
    pub(crate) section: &'a Section,
    pub(crate) package: &'a Package,
    pub(crate) files: &'a dyn Files,
}

impl Cases<'_> {
    /// Runs a section; gives the number of rows that passed, and the differences.
    pub(crate) fn run(
        &self,
        table: &Table,
        base: &Said,
        coverage: &mut Coverage,
        remarks: &mut Vec<Remark>,
    ) -> (usize, Vec<Vec<Difference>>) {
        let (given, stage) = match (self.base(base), self.stage()) {
            (Ok(given), Ok(stage)) => (given, stage),
            (given, stage) => {
                remarks.extend(given.err().into_iter().chain(stage.err()).map(|remark| *remark));
                return (0, Vec::new());
            }
        };
        let unknown = self.unknown_columns(table);
        if !unknown.is_empty() {
            remarks.extend(unknown);
            return (0, Vec::new());
        }
        let (mut passed, mut failed) = (0, Vec::new());
        for row in &table.rows {
            match self.row(table, row, &given, &stage, coverage) {
                Ok(differences) if differences.is_empty() => passed += 1,
                Ok(differences) => failed.push(differences),
                Err(remark) => remarks.push(*remark),
            }
        }
        (passed, failed)
    }

    fn unknown_columns(&self, table: &Table) -> Vec<Remark> {
        let known = |column: &str| match column.strip_prefix(EXPECTED).map(str::trim) {
            Some("utfall" | "forslag" | "belopp" | "skal") => true,
            Some(path) => self.package.facts().governing(&without_ids(path)).is_some(),
            None => matches!(column, "ändring" | "när"),
        };
        let unknown = table.columns.iter().skip(1).filter(|column| !known(column));
        let names = "ändring, när, ⇒ utfall, ⇒ forslag, ⇒ belopp, ⇒ skal, ⇒ <uppgift>";
        unknown
            .map(|column| {
                let place = remark::at(&self.document.file, table.line);
                remark::unknown_column(place, column, &self.section.title, names)
            })
            .collect()
    }

    /// The base case's file: beside the scenario's.
    fn base_path(&self) -> String {
        let folder = self.document.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let said = self.document.said(self.section, "Grund");
        format!("{folder}/{}", said.map_or("", |said| said.value.as_str()))
    }

    fn base(&self, said: &Said) -> Result<Given, Box<Remark>> {
        let path = self.base_path();
        let place = remark::at(&self.document.file, said.line);
        let text = self.files.read(&path).and_then(|content| String::from_utf8(content).ok());
        let text = text.ok_or_else(|| Box::new(remark::no_file(place.clone(), &path)))?;
        Given::read(&text).map_err(|why| Box::new(remark::base(place, &path, &why)))
    }

    fn stage(&self) -> Result<Stage<'_>, Box<Remark>> {
        let unreadable = |said: &Said| {
            let place = remark::at(&self.document.file, said.line);
            Box::new(remark::unreadable_line(place, said.key, &said.value))
        };
        let register = self.document.said(self.section, "Behorighet");
        let text = register.map_or(authority::USUAL, |said| said.value.as_str());
        let powers = authority::read(text, self.package.id());
        let clock = self.document.said(self.section, "Klocka");
        let at = clock.and_then(|said| whole::moment(&said.value));
        match (powers, at, register, clock) {
            (Some(powers), Some(at), ..) => Ok(Stage { package: self.package, powers, at }),
            (None, _, Some(said), _) | (_, None, _, Some(said)) => Err(unreadable(said)),
            _ => {
                let place = remark::at(&self.document.file, self.section.line);
                Err(Box::new(remark::unreadable_line(place, "Klocka", "")))
            }
        }
    }

    fn row(
        &self,
        table: &Table,
        row: &Row,
        base: &Given,
        stage: &Stage<'_>,
        coverage: &mut Coverage,
    ) -> Result<Vec<Difference>, Box<Remark>> {
        let place = || remark::at(&self.document.file, row.line);
        if !table.columns.iter().any(|column| column.starts_with(EXPECTED)) {
            let case = row.cells.first().map_or("", String::as_str);
            return Err(Box::new(remark::expects_nothing(place(), case)));
        }
        let mut given = base.clone();
        let mut clock = Vec::new();
        for (column, text) in table.columns.iter().zip(&row.cells).skip(1) {
            for part in parts(text) {
                let done = match column.as_str() {
                    "ändring" => given.change(part),
                    "när" => {
                        let from = clock.last().copied().unwrap_or(stage.at);
                        let step = part.strip_prefix("klocka:").and_then(|step| whole::later(from, step));
                        step.map(|at| clock.push(at))
                    }
                    _ => Some(()),
                };
                done.ok_or_else(|| Box::new(remark::change(place(), part)))?;
            }
        }
        let became = stage.run(&given, &clock, coverage).map_err(|stopped| {
            Box::new(match stopped {
                Stopped::Base(why) => remark::base(place(), &self.base_path(), &why),
                Stopped::Refused(why) => remark::refused(place(), &why),
            })
        })?;
        let mut differences = Vec::new();
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let Some(column) = column.strip_prefix(EXPECTED).map(str::trim) else { continue };
            let got = got(self.package, &became, column);
            if !same(column, cell, &got) {
                differences.push(Difference {
                    file: Arc::clone(&self.document.file),
                    line: row.line,
                    case: row.cells.first().cloned().unwrap_or_default(),
                    column: column.to_owned(),
                    expected: cell.clone(),
                    got,
                    why: Vec::new(),
                });
            }
        }
        if let Some(first) = differences.first_mut() {
            first.why = why(&became);
        }
        Ok(differences)
    }
}

/// A path without the ids of elements, as it is declared.
fn without_ids(path: &str) -> String {
    let steps = path.split('.').map(|step| step.split('[').next().unwrap_or_default());
    steps.collect::<Vec<_>>().join(".")
}

fn got(package: &Package, became: &Became, column: &str) -> String {
    let case = match became {
        Became::Case(case) => case,
        Became::Rejected(remarks) => {
            let codes: BTreeSet<String> = remarks.iter().map(|remark| remark.code.to_lowercase()).collect();
            return match column {
                "utfall" => "avvisad_indata".to_owned(),
                "skal" => codes.into_iter().collect::<Vec<_>>().join(" + "),
                _ => String::new(),
            };
        }
    };
    let proposed = || whole::proposed(package, case);
    match column {
        "utfall" => stage(case).to_owned(),
        "forslag" => proposed().map_or_else(String::new, |(outcome, _)| outcome.word().to_owned()),
        "belopp" => proposed().map_or_else(String::new, |(_, amount)| amount.to_string()),
        "skal" if case.open_tasks().next().is_none() => String::new(),
        "skal" => reasons(case),
        path => case.facts.value(path).map(shown).unwrap_or_default(),
    }
}

fn shown(fact: &Fact) -> String {
    match fact {
        Fact::Boolean(true) => "ja".to_owned(),
        Fact::Boolean(false) => "nej".to_owned(),
        other => other.to_string(),
    }
}

/// How far a case came.
fn stage(case: &Case) -> &'static str {
    if case.decision().is_some() {
        "beslutad"
    } else if case.open_tasks().next().is_some() {
        "overlamnad"
    } else if case.state.is_over() {
        "avslutad"
    } else {
        "pagar"
    }
}

/// The codes of the open tasks' reasons and of the open warnings that block, sorted.
fn reasons(case: &Case) -> String {
    let tasks = case.open_tasks().flat_map(|task| &task.reasons).map(|reason| &*reason.code);
    let blocking = case.warnings.open().filter(|(_, warning)| warning.severity == Severity::Blocks);
    let all: BTreeSet<&str> = tasks.chain(blocking.map(|(key, _)| &*key.kind)).collect();
    all.into_iter().collect::<Vec<_>>().join(" + ")
}

fn same(column: &str, cell: &str, got: &str) -> bool {
    match column {
        "skal" => {
            let set = |text: &str| -> BTreeSet<String> {
                text.split('+').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
            };
            set(cell) == set(got)
        }
        "utfall" | "forslag" => cell == got,
        _ => cell == got || cell::value(cell, Mark(0)).is_ok_and(|value| cell::shown(&value) == got),
    }
}

/// Where a case waits and why, what is warned of, and which rules gave no answer.
fn why(became: &Became) -> Vec<Why> {
    let case = match became {
        Became::Rejected(remarks) => {
            return remarks.iter().map(|remark| Why::Rejected { remark: Box::new(remark.clone()) }).collect();
        }
        Became::Case(case) => case,
    };
    let mut found = Vec::new();
    for (_, instance) in case.waits() {
        let tasks = case.open_tasks().flat_map(|task| &task.reasons).map(ToString::to_string);
        let reasons = tasks.collect::<Vec<_>>().join(", ");
        found.push(Why::Waits { element: instance.element.to_string(), reasons });
    }
    for (key, _) in case.warnings.open() {
        found.push(Why::Warning { kind: key.kind.to_string(), subject: key.subject.to_string() });
    }
    for evaluation in case.evaluations.values().filter(|evaluation| !evaluation.clear) {
        let paths = evaluation.unknown.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        found.push(Why::Unclear { table: evaluation.decision.to_string(), paths });
    }
    found
}
