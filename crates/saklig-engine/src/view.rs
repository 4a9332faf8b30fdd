//! The tree of facts as FEEL sees it: every leaf and list is tracked, so that what a rule read is on record.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use saklig_case::{Case, Communication, Fact, FactState, Path, UnknownReason, Value as FactValue};
use saklig_feel::{Mark, Marks, Reads, Value};
use saklig_package::{Declared, Kind, Package, ParameterView};

use crate::convert;
use crate::fold::items;

/// What stands behind a mark.
#[derive(Debug, Clone)]
enum Behind {
    /// A fact, with its state and whether a person wrote it.
    Fact { path: Path, unknown: Option<UnknownReason>, empty: bool, by_hand: bool },
    /// A parameter: its index in the view.
    Parameter(usize),
}

/// The tree of one case at one moment. Roots are built when first asked for.
pub struct View<'p> {
    package: &'p Package,
    parameters: Arc<ParameterView>,
    marks: Vec<Behind>,
    roots: Vec<Option<Value>>,
    today: Date,
}

/// What a set of reads means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Facts that were read.
    pub facts: Vec<Path>,
    /// Those of them that are unknown, with the reason.
    pub unknown: Vec<(Path, UnknownReason)>,
    /// Those of them that a person wrote.
    pub by_hand: Vec<Path>,
    /// Parameters that were read, as indices of the parameter view.
    pub parameters: Vec<usize>,
    /// Those of them that are unknown.
    pub unknown_parameters: Vec<usize>,
}

impl Read {
    /// Whether nothing that was read is unknown.
    pub fn is_clear(&self) -> bool {
        self.unknown.is_empty() && self.unknown_parameters.is_empty()
    }

    /// The unknown things in words, for a reason.
    pub fn unknown_words(&self, parameters: &ParameterView) -> Vec<Arc<str>> {
        let facts = self.unknown.iter().map(|(path, _)| Arc::from(path.as_str()));
        let names = self.unknown_parameters.iter().filter_map(|at| parameters.leaf(*at));
        facts.chain(names.map(|leaf| Arc::from(format!("parametrar.{}", leaf.path)))).collect()
    }
}

impl<'p> View<'p> {
    /// An empty view; nothing is built yet.
    pub fn new(package: &'p Package, month: Option<saklig_case::Month>, today: Date) -> Self {
        let parameters = package.parameters_for(month);
        Self { package, parameters, marks: Vec::new(), roots: vec![None; package.roots().len()], today }
    }

    /// The parameters of the case's month.
    pub fn parameters(&self) -> &ParameterView {
        &self.parameters
    }

    /// Forgets everything below a root, or all of it, after facts were written.
    pub fn forget(&mut self, roots: impl Iterator<Item = Arc<str>>) {
        for root in roots {
            if let Some(at) = self.package.roots().iter().position(|name| *name == root) {
                self.forget_slot(at);
            }
        }
    }

    /// Forgets all facts.
    pub fn forget_all(&mut self) {
        for at in 0..self.roots.len() {
            self.forget_slot(at);
        }
    }

    fn forget_slot(&mut self, at: usize) {
        if self.package.roots().get(at).is_some_and(|name| name.as_ref() != "parametrar")
            && let Some(slot) = self.roots.get_mut(at)
        {
            *slot = None;
        }
    }

    /// The values of all roots, in slot order.
    pub fn slots(&mut self, case: &Case) -> Vec<Value> {
        (0..self.roots.len()).map(|at| self.slot(case, at)).collect()
    }

    /// The value of one root by name.
    pub fn root(&mut self, case: &Case, name: &str) -> Option<Value> {
        let at = self.package.roots().iter().position(|root| root.as_ref() == name)?;
        Some(self.slot(case, at))
    }

    fn slot(&mut self, case: &Case, at: usize) -> Value {
        if let Some(Some(value)) = self.roots.get(at) {
            return value.clone();
        }
        let package = self.package;
        let Some(name) = package.roots().get(at) else { return Value::Null };
        let value = if name.as_ref() == "parametrar" {
            self.parameter_root()
        } else {
            match package.declared_root(name) {
                Some(declared) => self.build(case, declared, name, None),
                None => Value::Null,
            }
        };
        if let Some(slot) = self.roots.get_mut(at) {
            *slot = Some(value.clone());
        }
        value
    }

    fn parameter_root(&mut self) -> Value {
        let first = self.next_mark();
        let parameters = Arc::clone(&self.parameters);
        self.marks.extend((0..parameters.len()).map(Behind::Parameter));
        parameters.tree(first.0)
    }

    fn next_mark(&self) -> Mark {
        Mark(u32::try_from(self.marks.len()).unwrap_or(u32::MAX))
    }

    fn track(&mut self, behind: Behind, value: Value) -> Value {
        let mark = self.next_mark();
        self.marks.push(behind);
        Value::tracked(mark, value)
    }

    /// `inherited` is the state of the nearest ancestor that a whole answer or result was written to.
    fn build(
        &mut self,
        case: &Case,
        declared: &Declared,
        path: &str,
        inherited: Option<UnknownReason>,
    ) -> Value {
        let fact = case.facts.get(path);
        match &declared.kind {
            Kind::Group => {
                let inherited = match fact.map(|fact| &fact.state) {
                    Some(FactState::Unknown { reason, .. }) => Some(*reason),
                    Some(FactState::Known(_) | FactState::Empty) => None,
                    None => inherited,
                };
                let entries: Vec<(Arc<str>, Value)> = declared
                    .children
                    .iter()
                    .map(|child| {
                        let below = format!("{path}.{}", child.name);
                        (Arc::clone(&child.name), self.build(case, child, &below, inherited))
                    })
                    .collect();
                Value::context(entries)
            }
            Kind::List => self.list(case, declared, path, fact, inherited),
            Kind::Leaf(_) => self.leaf(case, declared, path, fact, inherited),
        }
    }

    fn list(
        &mut self,
        case: &Case,
        declared: &Declared,
        path: &str,
        fact: Option<&Fact>,
        inherited: Option<UnknownReason>,
    ) -> Value {
        let unknown = unknown(declared, fact, inherited);
        let Some(ids) = items(&case.facts, path) else {
            let empty = unknown.is_none();
            let value = if empty { Value::list(Vec::new()) } else { Value::Null };
            return self.behind(path, unknown, empty, false, value);
        };
        let ids = sheet_ids(self.package, case, path).unwrap_or_else(|| ids.to_vec());
        let list: Vec<Value> = ids
            .iter()
            .map(|id| {
                let item = format!("{path}[{id}]");
                if declared.children.is_empty() {
                    let fact = case.facts.get(&item);
                    return self.leaf(case, declared, &item, fact, None);
                }
                let entries: Vec<(Arc<str>, Value)> = declared
                    .children
                    .iter()
                    .map(|child| {
                        if child.name.as_ref() == "id" {
                            return (Arc::clone(&child.name), Value::string(Arc::clone(id)));
                        }
                        let below = format!("{item}.{}", child.name);
                        (Arc::clone(&child.name), self.element(case, child, &below))
                    })
                    .collect();
                Value::context(entries)
            })
            .collect();
        let by_hand = fact.is_some_and(|fact| fact.provenance.source.is_human_touch());
        self.behind(path, unknown, false, by_hand, Value::list(list))
    }

    /// A part of a list's element: what the answer did not give, it did not have.
    fn element(&mut self, case: &Case, declared: &Declared, path: &str) -> Value {
        if let Some((by_hand, value)) = effective_row(self.package, case, path) {
            return self.behind(path, None, false, by_hand, value);
        }
        match (&declared.kind, case.facts.get(path)) {
            (Kind::Leaf(_) | Kind::List, None) => {
                let value =
                    if matches!(declared.kind, Kind::List) { Value::list(Vec::new()) } else { Value::Null };
                self.behind(path, None, true, false, value)
            }
            (Kind::Group, None) => {
                let entries: Vec<(Arc<str>, Value)> = declared
                    .children
                    .iter()
                    .map(|child| {
                        let below = format!("{path}.{}", child.name);
                        (Arc::clone(&child.name), self.element(case, child, &below))
                    })
                    .collect();
                Value::context(entries)
            }
            (_, Some(_)) => self.build(case, declared, path, None),
        }
    }

    fn leaf(
        &mut self,
        case: &Case,
        declared: &Declared,
        path: &str,
        fact: Option<&Fact>,
        inherited: Option<UnknownReason>,
    ) -> Value {
        if fact.is_none()
            && let Some(value) = self.of_the_case(case, path)
        {
            return value;
        }
        let unknown = unknown(declared, fact, inherited);
        let value = fact.and_then(Fact::value).map_or(Value::Null, convert::to_feel);
        let by_hand = fact.is_some_and(|fact| fact.provenance.source.is_human_touch());
        let empty = unknown.is_none() && value.is_null();
        self.behind(path, unknown, empty, by_hand, value)
    }

    /// What the engine itself knows: about the case, its decision in force, and communication with the party.
    fn of_the_case(&mut self, case: &Case, path: &str) -> Option<Value> {
        let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
        let day = |at: Timestamp| Value::Date(at.to_zoned(zone.clone()).date());
        let value = match path {
            "arende.version" => Value::Number(saklig_feel::Number::from(i64::from(case.version))),
            "arende.nummer" => Value::string(case.number.as_str()),
            "arende.mottagen" => day(case.application.as_ref().map_or(case.opened_at, |a| a.received_at)),
            "beslut.utfall" => Value::string(case.decision()?.proposal().outcome.word()),
            "beslut.belopp" => Value::Number(case.decision()?.proposal().amount),
            "beslut.datum" => day(case.decision()?.at()),
            _ => return self.of_communication(case, path),
        };
        Some(self.behind(path, None, false, false, value))
    }

    fn of_communication(&mut self, case: &Case, path: &str) -> Option<Value> {
        let declared = self.package.communication()?;
        let manner_path = declared.time.rsplit_once('.').map(|(root, _)| format!("{root}.satt"));
        let (at, manner, reply) = match &case.communication {
            Communication::Given { at, manner, .. } => (Some(*at), Some(manner), None),
            Communication::Replied { at, manner, text, .. } => (Some(*at), Some(manner), Some(text)),
            Communication::None | Communication::Excepted(_) => (None, None, None),
        };
        let value = if path == declared.time.as_ref() {
            convert::to_feel(&FactValue::Instant(at?))
        } else if path == declared.reply.as_ref() {
            Value::string(Arc::clone(reply?))
        } else if Some(path) == manner_path.as_deref() {
            Value::string(Arc::clone(manner?))
        } else {
            return None;
        };
        Some(self.behind(path, None, false, false, value))
    }

    fn behind(
        &mut self,
        path: &str,
        unknown: Option<UnknownReason>,
        empty: bool,
        by_hand: bool,
        value: Value,
    ) -> Value {
        match Path::new(path) {
            Ok(path) => self.track(Behind::Fact { path, unknown, empty, by_hand }, value),
            Err(_) => Value::Null,
        }
    }

    /// What the marks in `reads` stand for.
    pub fn read(&self, reads: &Reads) -> Read {
        let mut read = Read::default();
        for mark in reads.iter() {
            match self.marks.get(mark.0 as usize) {
                Some(Behind::Fact { path, unknown, by_hand, .. }) => {
                    if let Some(reason) = unknown {
                        read.unknown.push((path.clone(), *reason));
                    }
                    if *by_hand {
                        read.by_hand.push(path.clone());
                    }
                    read.facts.push(path.clone());
                }
                Some(Behind::Parameter(at)) => {
                    if self.parameters.is_unknown(*at) {
                        read.unknown_parameters.push(*at);
                    }
                    read.parameters.push(*at);
                }
                None => {}
            }
        }
        read.facts.sort();
        read.facts.dedup();
        read.unknown.sort();
        read.unknown.dedup();
        read
    }

    /// The day in the tenant's zone.
    pub fn today(&self) -> Date {
        self.today
    }
}

impl Marks for View<'_> {
    fn is_unknown(&self, mark: Mark) -> bool {
        match self.marks.get(mark.0 as usize) {
            Some(Behind::Fact { unknown, .. }) => unknown.is_some(),
            Some(Behind::Parameter(at)) => self.parameters.is_unknown(*at),
            None => true,
        }
    }

    fn state(&self, mark: Mark) -> &str {
        match self.marks.get(mark.0 as usize) {
            Some(Behind::Fact { unknown: Some(reason), .. }) => reason.state_text(),
            Some(Behind::Fact { empty: true, .. }) => "tom",
            Some(Behind::Fact { .. }) => saklig_feel::KNOWN,
            Some(Behind::Parameter(at)) => {
                if self.parameters.is_unknown(*at) {
                    UnknownReason::NotAsked.state_text()
                } else {
                    saklig_feel::KNOWN
                }
            }
            None => UnknownReason::NotAsked.state_text(),
        }
    }
}

/// Why a declared path says nothing. An application that has come in has said all it says; whatever else nobody
/// has written is not asked for yet.
fn unknown(
    declared: &Declared,
    fact: Option<&Fact>,
    inherited: Option<UnknownReason>,
) -> Option<UnknownReason> {
    match fact.map(|fact| &fact.state) {
        Some(FactState::Unknown { reason, .. }) => Some(*reason),
        Some(FactState::Known(_) | FactState::Empty) => None,
        None => inherited.or_else(|| (!declared.from_applicant).then_some(UnknownReason::NotAsked)),
    }
}

/// The lines of a calculation that count, a person's own ones among them and removed ones not.
fn sheet_ids(package: &Package, case: &Case, path: &str) -> Option<Vec<Arc<str>>> {
    let sheet = package.sheet().filter(|decl| decl.path.as_ref() == path)?;
    let rows = case.sheets.get(sheet.path.as_ref())?;
    Some(rows.iter().filter(|(_, row)| row.amount().is_some()).map(|(id, _)| Arc::clone(id)).collect())
}

/// The amount of a calculation's line that counts, and whether a person set it; kind and text of a line that a
/// person added.
fn effective_row(package: &Package, case: &Case, path: &str) -> Option<(bool, Value)> {
    let decl = package.sheet()?;
    let rest = path.strip_prefix(decl.path.as_ref())?.strip_prefix('[')?;
    let (id, column) = rest.split_once("].")?;
    let row = case.sheets.get(decl.path.as_ref())?.get(id)?;
    if column == decl.amount.as_ref() {
        return Some((row.human.is_some(), row.amount().map_or(Value::Null, Value::Number)));
    }
    if row.robot.is_some() {
        return None;
    }
    let (kind, text) = row.label();
    if column == decl.kind.as_ref() {
        Some((true, Value::String(kind)))
    } else if column == decl.text.as_ref() {
        Some((true, Value::String(text)))
    } else {
        None
    }
}
