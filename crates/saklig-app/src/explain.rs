//! Why a case is as it is, rule by rule. What did not match is found by evaluating again from the logged entries; it is
//! never stored.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use saklig_case::{Case, CaseEvent, CaseKey, Evaluation, Key};
use saklig_engine::{View, apply, begin};
use saklig_feel::{Env, Value};
use saklig_package::Package;
use saklig_rules::{Entry, Inputs, Trace};
use saklig_store::EntrySeq;

use crate::app::App;
use crate::change::change;
use crate::convert::case_key;
use crate::error::AppError;
use crate::show_case::{Desk, lagrum};
use crate::shown;
use crate::viewer::Look;
use crate::words::{confidence, instant, source};

/// An evaluation with the facts as they stood and the trace of evaluating again.
struct Again {
    evaluation: Evaluation,
    facts: Vec<shown::Read>,
    trace: Option<Trace>,
}

impl App {
    /// Why a case is as it is. The read log is written first.
    pub fn explain_case(&self, look: &Look<'_>, number: &str) -> Result<shown::Explanation, AppError> {
        let key = self.find_case(number)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let desk = Desk::new(*look, &case, &package);
        let again = self.evaluate_again(&desk, key)?;
        let rules: Vec<shown::Rule> = again.iter().map(|again| desk.rule(again)).collect();
        let standing = desk.standing();
        let explanation = shown::Explanation {
            number: case.number.to_string(),
            case_type: case.case_type.to_string(),
            month: case.month.map(|month| month.to_string()),
            special: desk.mask.is_on(),
            history: desk.history(),
            decision: case.decision().map(|decision| desk.decision(decision)),
            changes: desk.changes(standing.as_ref(), &rules),
            standing,
            rules,
        };
        self.note_read(look.viewer, &[key], look.now)?;
        Ok(explanation)
    }

    /// The latest evaluation of each target, in the order they were made, each evaluated again on the case as it stood.
    fn evaluate_again(&self, desk: &Desk<'_>, key: CaseKey) -> Result<Vec<Again>, AppError> {
        let wanted: BTreeMap<Key, &Evaluation> =
            desk.case.evaluations.values().map(|evaluation| (evaluation.key, evaluation)).collect();
        let mut found = Vec::new();
        let mut case: Option<Case> = None;
        for entry in self.store.entries(self.tenant, case_key(key)?, EntrySeq::NONE)? {
            let Some(body) = entry.body else { continue };
            for event in saklig_record::decode(&body)? {
                let Some(so_far) = &mut case else {
                    case = begin(&event);
                    continue;
                };
                if let CaseEvent::Evaluated(evaluation) = &event
                    && wanted.contains_key(&evaluation.key)
                {
                    found.push(desk.again(so_far, evaluation));
                }
                apply(so_far, &event);
            }
        }
        Ok(found)
    }
}

impl Desk<'_> {
    fn again(&self, before: &Case, evaluation: &Evaluation) -> Again {
        let facts = evaluation.facts.iter().map(|path| self.read(before, path)).collect();
        let trace = why_not(self.package, before, evaluation);
        Again { evaluation: evaluation.clone(), facts, trace }
    }

    /// A fact as it stood when it was read.
    fn read(&self, before: &Case, path: &saklig_case::Path) -> shown::Read {
        let shown_path = self.mask.path(path.as_str());
        match before.facts.get(path.as_str()) {
            Some(fact) => shown::Read {
                path: shown_path,
                value: self.mask.fact(path, fact, self.package),
                state: fact.state_text().to_owned(),
                source: source(&fact.provenance.source),
            },
            None if path.is_within("arende") => {
                let value = of_the_case(before, path.as_str());
                shown::Read {
                    path: shown_path, value, state: "känd".to_owned(), source: "arende".to_owned()
                }
            }
            None => {
                shown::Read { path: shown_path, value: None, state: "tom".to_owned(), source: String::new() }
            }
        }
    }

    fn rule(&self, again: &Again) -> shown::Rule {
        let evaluation = &again.evaluation;
        let name = self.package.rules(&evaluation.decision).map(|rules| rules.name.to_string());
        let mut tables = Vec::new();
        if let Some(trace) = &again.trace {
            for entry in &trace.decisions {
                self.tables(entry, &mut tables);
            }
        }
        shown::Rule {
            id: evaluation.decision.to_string(),
            name: name.unwrap_or_else(|| evaluation.decision.to_string()),
            step: self.element(&evaluation.element),
            target: evaluation.target.to_string(),
            at: instant(evaluation.at),
            clear: evaluation.clear,
            unknown: evaluation.unknown.iter().map(|path| self.mask.path(path.as_str())).collect(),
            tables,
            facts: again.facts.clone(),
            parameters: evaluation.parameters.iter().map(|read| self.parameter(read)).collect(),
        }
    }

    fn parameter(&self, read: &saklig_case::ParameterRead) -> shown::Parameter {
        let view = self.package.parameters_for(self.case.month);
        let leaf = view.get(&read.path);
        shown::Parameter {
            path: read.path.to_string(),
            value: read.value.to_string(),
            confidence: confidence(read.confidence),
            lagrum: leaf.map(|leaf| leaf.lagrum.to_string()).unwrap_or_default(),
            source: leaf.map(|leaf| leaf.source.to_string()).unwrap_or_default(),
        }
    }

    /// The tables of an entry, those of its calls first; the same table asked the same twice is told once.
    fn tables(&self, entry: &Entry, tables: &mut Vec<shown::Table>) {
        for call in &entry.calls {
            self.tables(call, tables);
        }
        if entry.rows.is_empty() && entry.misses.is_empty() && entry.open.is_none() {
            return;
        }
        let table = self.table(entry);
        if !tables.contains(&table) {
            tables.push(table);
        }
    }

    fn table(&self, entry: &Entry) -> shown::Table {
        let rows = entry.rows.iter().map(|hit| {
            let (provisions, motivation) =
                self.package.row_annotations(&entry.id, &hit.id).unwrap_or_default();
            shown::Row {
                id: hit.id.to_string(),
                index: hit.index,
                lagrum: provisions.iter().map(lagrum).collect(),
                motivation: self.mask.text(&motivation),
            }
        });
        let misses = entry.misses.iter().map(|miss| {
            let value = self.value(&miss.value);
            shown::Miss {
                id: miss.row.id.to_string(),
                index: miss.row.index,
                column: miss.column.to_string(),
                cell: self.mask.text(&miss.cell),
                change: self.mask.text(&change(self.look.texts, &miss.column, &miss.cell, &miss.value)),
                value,
            }
        });
        shown::Table {
            id: entry.id.to_string(),
            name: entry.name.to_string(),
            inputs: entry
                .inputs
                .iter()
                .map(|(name, value)| shown::Named { name: name.to_string(), value: self.value(value) })
                .collect(),
            output: self.value(&entry.output),
            clear: entry.clear,
            open: entry.open.as_ref().map(|open| self.mask.text(&open.to_string())),
            rows: rows.collect(),
            misses: misses.collect(),
        }
    }

    fn value(&self, value: &Value) -> String {
        self.mask.text(&value.to_string())
    }

    /// What would have changed the case: what takes each reason away, and for a rule that met its row the nearest other.
    fn changes(&self, standing: Option<&shown::Standing>, rules: &[shown::Rule]) -> Vec<shown::Change> {
        let mut changes: Vec<shown::Change> = Vec::new();
        let reasons = standing.map(|standing| standing.reasons.as_slice()).unwrap_or_default();
        for reason in reasons {
            changes.push(shown::Change { about: reason.code.clone(), text: reason.remedy.clone() });
        }
        for table in rules.iter().flat_map(|rule| &rule.tables) {
            // Rows without a provision are working rules: how a setting was read changes no right.
            let [row] = table.rows.as_slice() else { continue };
            if row.lagrum.is_empty() {
                continue;
            }
            if let Some(miss) = nearest(table) {
                let args = saklig_text::Args::new()
                    .with("tabell", table.name.as_str())
                    .with("rad", miss.index.to_string())
                    .with("andring", miss.change.as_str());
                let text = self.look.texts.get("visa-annan-rad", args);
                changes.push(shown::Change { about: table.id.clone(), text });
            }
        }
        changes.dedup();
        changes
    }
}

/// What the engine itself says of a case.
fn of_the_case(before: &Case, path: &str) -> Option<String> {
    match path {
        "arende.version" => Some(before.version.to_string()),
        "arende.nummer" => Some(before.number.to_string()),
        "arende.mottagen" => {
            let at = before.application.as_ref().map_or(before.opened_at, |sent| sent.received_at);
            Some(App::moment(at).today.to_string())
        }
        _ => None,
    }
}

/// The row that came closest: whose first failing cell stands last; the first of several such.
fn nearest(table: &shown::Table) -> Option<&shown::Miss> {
    let place = |miss: &shown::Miss| table.inputs.iter().position(|input| input.name == miss.column);
    let told = table.misses.iter().filter(|miss| !miss.change.is_empty());
    told.min_by_key(|miss| std::cmp::Reverse(place(miss)))
}

/// Evaluates again on the case as it stood; none when the rules are not at hand any more.
fn why_not(package: &Package, before: &Case, evaluation: &Evaluation) -> Option<Trace> {
    let rules = package.rules(&evaluation.decision)?;
    let mut view = View::new(package, before.month, App::moment(evaluation.at).today);
    let mut inputs = Inputs::new();
    for name in rules.inputs.iter() {
        if let Some(value) = view.root(before, name) {
            inputs.insert(std::sync::Arc::clone(name), value);
        }
    }
    let zoned = local(evaluation.at);
    let env = Env::new().at(&zoned).with_marks(&view);
    rules.rules.why_not(&evaluation.decision, &inputs, &env).ok()
}

fn local(at: Timestamp) -> jiff::Zoned {
    at.to_zoned(TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC))
}
