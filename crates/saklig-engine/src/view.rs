//! The tree of facts as FEEL sees it: every leaf and list is tracked, so that what a rule read is on record.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use saklig_case::{Case, Communication, Fact, FactState, Path, UnknownReason, Value as FactValue};
use saklig_feel::{Context, Mark, Marks, Program, Reads, Value};
use saklig_package::{Declared, Kind, Package, ParameterView};

use crate::convert;
use crate::fold::items_of;

/// What stands behind the mark of a fact.
#[derive(Debug, Clone)]
struct Behind {
    path: At,
    unknown: Option<UnknownReason>,
    empty: bool,
    /// A person wrote it.
    by_hand: bool,
}

/// A path: that of a fact, or one that is checked when somebody asks for it.
#[derive(Debug, Clone)]
enum At {
    Stated(Path),
    Text(Arc<str>),
}

/// The tree of one case at one moment. Roots are built when first asked for.
///
/// Marks below the number of parameters are those of the parameters, in their order; facts come after them.
pub struct View<'p> {
    package: &'p Package,
    parameters: Arc<ParameterView>,
    facts: Vec<Behind>,
    /// The marks of what is unknown.
    unknown: Reads,
    roots: Vec<Option<Value>>,
    today: Date,
}

/// A fact with its path.
type Stated<'c> = (&'c Path, &'c Fact);

/// Where the building of a root stands: the path of the node, and the facts whose paths begin with it.
struct Cursor<'c, 's> {
    path: &'s mut String,
    facts: &'s [Stated<'c>],
}

impl<'c> Cursor<'c, '_> {
    /// The fact at the path itself.
    fn own(&self) -> Option<Stated<'c>> {
        self.facts.first().copied().filter(|(path, _)| path.as_str() == self.path.as_str())
    }

    /// Does something one step down.
    fn below<T>(&mut self, step: [&str; 3], then: impl FnOnce(Cursor<'c, '_>) -> T) -> T {
        let length = self.path.len();
        for part in step {
            self.path.push_str(part);
        }
        let facts = if self.facts.is_empty() { self.facts } else { narrowed(self.facts, self.path, length) };
        let result = then(Cursor { path: self.path, facts });
        self.path.truncate(length);
        result
    }
}

/// The facts whose paths begin with `path`, among some, in order, that share its first `shared` bytes.
fn narrowed<'c, 's>(facts: &'s [Stated<'c>], path: &str, shared: usize) -> &'s [Stated<'c>] {
    let wanted = path.as_bytes().get(shared..).unwrap_or_default();
    let tail = |(path, _): &Stated<'c>| path.as_str().as_bytes().get(shared..).unwrap_or_default();
    let start = facts.partition_point(|fact| tail(fact) < wanted);
    let rest = facts.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|fact| tail(fact).starts_with(wanted))).unwrap_or_default()
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
        let unknown = (0..parameters.len()).filter(|at| parameters.is_unknown(*at)).map(mark).collect();
        let roots = vec![None; package.roots().len()];
        Self { package, parameters, facts: Vec::new(), unknown, roots, today }
    }

    /// One more than the highest mark of what is built.
    pub fn marks(&self) -> u32 {
        mark(self.parameters.len() + self.facts.len()).0
    }

    /// The parameters of the case's month.
    pub fn parameters(&self) -> &ParameterView {
        &self.parameters
    }

    /// Forgets the root of a path after facts were written there.
    pub fn forget(&mut self, written: &Path) {
        let root = written.segments().next().map(|segment| segment.name);
        if let Some(at) = self.package.roots().iter().position(|name| Some(name.as_ref()) == root) {
            self.forget_slot(at);
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

    /// The same for one expression: roots that it does not name are null.
    pub fn slots_of(&mut self, case: &Case, program: &Program) -> Vec<Value> {
        let named = |root: &Arc<str>| program.free_names().contains(root);
        let package = self.package;
        let slots = package.roots().iter().enumerate();
        slots.map(|(at, root)| if named(root) { self.slot(case, at) } else { Value::Null }).collect()
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
            self.parameters.tree(0)
        } else {
            match package.declared_root(name) {
                Some(declared) => {
                    let facts: Vec<Stated<'_>> = case.facts.below(name).collect();
                    let mut path = name.to_string();
                    self.build(case, declared, Cursor { path: &mut path, facts: &facts }, None)
                }
                None => Value::Null,
            }
        };
        if let Some(slot) = self.roots.get_mut(at) {
            *slot = Some(value.clone());
        }
        value
    }

    /// `inherited` is the state of the nearest ancestor that a whole answer or result was written to.
    fn build(
        &mut self,
        case: &Case,
        declared: &Declared,
        mut at: Cursor<'_, '_>,
        inherited: Option<UnknownReason>,
    ) -> Value {
        match &declared.kind {
            Kind::Group => {
                let inherited = match at.own().map(|(_, fact)| &fact.state) {
                    Some(FactState::Unknown { reason, .. }) => Some(*reason),
                    Some(FactState::Known(_) | FactState::Empty) => None,
                    None => inherited,
                };
                fields(declared, |child| {
                    at.below([".", &child.name, ""], |at| self.build(case, child, at, inherited))
                })
            }
            Kind::List => self.list(case, declared, at, inherited),
            Kind::Leaf(_) => self.leaf(case, declared, &at, inherited),
        }
    }

    fn list(
        &mut self,
        case: &Case,
        declared: &Declared,
        mut at: Cursor<'_, '_>,
        inherited: Option<UnknownReason>,
    ) -> Value {
        let own = at.own();
        let fact = own.map(|(_, fact)| fact);
        let unknown = unknown(declared, fact, inherited);
        let Some(ids) = fact.and_then(items_of) else {
            let empty = unknown.is_none();
            let value = if empty { Value::list(Vec::new()) } else { Value::Null };
            return self.behind(&at, unknown, empty, false, value);
        };
        let shown = sheet_ids(self.package, case, at.path);
        let ids = shown.as_deref().unwrap_or(ids);
        let list: Vec<Value> =
            ids.iter().map(|id| at.below(["[", id, "]"], |at| self.item(case, declared, id, at))).collect();
        let by_hand = fact.is_some_and(|fact| fact.provenance.source.is_human_touch());
        self.behind(&at, unknown, false, by_hand, Value::list(list))
    }

    fn item(&mut self, case: &Case, declared: &Declared, id: &Arc<str>, mut at: Cursor<'_, '_>) -> Value {
        if declared.children.is_empty() {
            return self.leaf(case, declared, &at, None);
        }
        fields(declared, |child| {
            if child.name.as_ref() == "id" {
                return Value::string(Arc::clone(id));
            }
            at.below([".", &child.name, ""], |at| self.element(case, child, at))
        })
    }

    /// A part of a list's element: what the answer did not give, it did not have.
    fn element(&mut self, case: &Case, declared: &Declared, mut at: Cursor<'_, '_>) -> Value {
        if let Some((by_hand, value)) = effective_row(self.package, case, at.path) {
            return self.behind(&at, None, false, by_hand, value);
        }
        match (&declared.kind, at.own()) {
            (Kind::Leaf(_) | Kind::List, None) => {
                let value =
                    if matches!(declared.kind, Kind::List) { Value::list(Vec::new()) } else { Value::Null };
                self.behind(&at, None, true, false, value)
            }
            (Kind::Group, None) => {
                fields(declared, |child| at.below([".", &child.name, ""], |at| self.element(case, child, at)))
            }
            (_, Some(_)) => self.build(case, declared, at, None),
        }
    }

    fn leaf(
        &mut self,
        case: &Case,
        declared: &Declared,
        at: &Cursor<'_, '_>,
        inherited: Option<UnknownReason>,
    ) -> Value {
        let fact = at.own().map(|(_, fact)| fact);
        if fact.is_none()
            && let Some(value) = self.of_the_case(case, at.path)
        {
            return self.behind(at, None, false, false, value);
        }
        let unknown = unknown(declared, fact, inherited);
        let value = fact.and_then(Fact::value).map_or(Value::Null, convert::to_feel);
        let by_hand = fact.is_some_and(|fact| fact.provenance.source.is_human_touch());
        let empty = unknown.is_none() && value.is_null();
        self.behind(at, unknown, empty, by_hand, value)
    }

    /// What the engine itself knows: about the case, its decision in force, and communication with the party.
    fn of_the_case(&self, case: &Case, path: &str) -> Option<Value> {
        let day = |at: Timestamp| {
            let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
            Value::Date(at.to_zoned(zone).date())
        };
        Some(match path {
            "arende.version" => Value::Number(saklig_feel::Number::from(i64::from(case.version))),
            "arende.nummer" => Value::string(case.number.as_str()),
            "arende.mottagen" => day(case.application.as_ref().map_or(case.opened_at, |a| a.received_at)),
            "beslut.utfall" => Value::string(case.decision()?.proposal().outcome.word()),
            "beslut.belopp" => Value::Number(case.decision()?.proposal().amount),
            "beslut.datum" => day(case.decision()?.at()),
            _ => return self.of_communication(case, path),
        })
    }

    fn of_communication(&self, case: &Case, path: &str) -> Option<Value> {
        let declared = self.package.communication()?;
        let (at, manner, reply) = match &case.communication {
            Communication::Given { at, manner, .. } => (*at, manner, None),
            Communication::Replied { at, manner, text, .. } => (*at, manner, Some(text)),
            Communication::None | Communication::Excepted(_) => return None,
        };
        let root = declared.time.rsplit_once('.').map(|(root, _)| root);
        if path == declared.time.as_ref() {
            Some(convert::to_feel(&FactValue::Instant(at)))
        } else if path == declared.reply.as_ref() {
            Some(Value::string(Arc::clone(reply?)))
        } else if root.is_some_and(|root| path.strip_prefix(root) == Some(".satt")) {
            Some(Value::string(Arc::clone(manner)))
        } else {
            None
        }
    }

    fn behind(
        &mut self,
        at: &Cursor<'_, '_>,
        unknown: Option<UnknownReason>,
        empty: bool,
        by_hand: bool,
        value: Value,
    ) -> Value {
        let path = match at.own() {
            Some((path, _)) => At::Stated(path.clone()),
            None => At::Text(Arc::from(at.path.as_str())),
        };
        let mark = mark(self.parameters.len() + self.facts.len());
        if unknown.is_some() {
            self.unknown.insert(mark);
        }
        self.facts.push(Behind { path, unknown, empty, by_hand });
        Value::tracked(mark, value)
    }

    fn fact(&self, mark: Mark) -> Option<&Behind> {
        self.facts.get((mark.0 as usize).checked_sub(self.parameters.len())?)
    }

    /// What the marks in `reads` stand for.
    pub fn read(&self, reads: &Reads) -> Read {
        let mut read = Read::default();
        for mark in reads.iter() {
            let number = mark.0 as usize;
            if number < self.parameters.len() {
                if self.parameters.is_unknown(number) {
                    read.unknown_parameters.push(number);
                }
                read.parameters.push(number);
            } else if let Some(behind) = self.fact(mark)
                && let Some(path) = behind.path()
            {
                if let Some(reason) = behind.unknown {
                    read.unknown.push((path.clone(), reason));
                }
                if behind.by_hand {
                    read.by_hand.push(path.clone());
                }
                read.facts.push(path);
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

impl Behind {
    fn path(&self) -> Option<Path> {
        match &self.path {
            At::Stated(path) => Some(path.clone()),
            At::Text(text) => Path::new(text).ok(),
        }
    }
}

impl Marks for View<'_> {
    fn is_unknown(&self, mark: Mark) -> bool {
        mark.0 >= self.marks() || self.unknown.contains(mark)
    }

    fn state(&self, mark: Mark) -> &str {
        match self.fact(mark) {
            Some(Behind { unknown: Some(reason), .. }) => reason.state_text(),
            Some(Behind { empty: true, .. }) => "tom",
            None if self.is_unknown(mark) => UnknownReason::NotAsked.state_text(),
            Some(Behind { .. }) | None => saklig_feel::KNOWN,
        }
    }

    fn any_unknown(&self, reads: &Reads) -> bool {
        reads.meets(&self.unknown) || reads.end() > self.marks()
    }
}

fn mark(number: usize) -> Mark {
    Mark(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The context of what lies below a node.
fn fields(declared: &Declared, mut value: impl FnMut(&Declared) -> Value) -> Value {
    let entries = declared.children.iter().map(|child| (Arc::clone(&child.name), value(child)));
    Value::Context(Arc::new(Context::of_distinct(entries.collect())))
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
