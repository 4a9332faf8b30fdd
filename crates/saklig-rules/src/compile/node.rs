//! Compiles boxed expressions.

use super::Slot;
use super::table::Table;
use crate::issue::{self, Remarks};
use crate::model::{Boxed, BoxedKind, ContextEntry, FunctionDefinition, Iteration, Origin, Text};
use crate::types::{Check, Types, place};
use saklig_feel::{Program, Scope, Type, Value, compile_expression};
use std::sync::Arc;

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) logic: Logic,
    /// What its value must be, when a type is declared.
    pub(crate) check: Option<Check>,
    /// The static type.
    pub(crate) of: Type,
}

/// What a node does.
#[derive(Debug)]
pub(crate) enum Logic {
    Literal(Program),
    Table(Arc<Table>),
    /// Name, slot and expression of each entry; the last may be the result.
    Context {
        entries: Vec<(Arc<str>, usize, Node)>,
        result: Option<Box<Node>>,
    },
    List(Vec<Node>),
    Relation {
        columns: Vec<Arc<str>>,
        rows: Vec<Vec<Node>>,
    },
    /// The call and the slots its arguments are put in.
    Call {
        program: Program,
        arguments: Vec<(usize, Node)>,
    },
    Function(Arc<Function>),
    If(Box<[Node; 3]>),
    /// The list, its slot, and FEEL that filters it.
    Filter {
        list: Box<Node>,
        slot: usize,
        program: Program,
    },
    For {
        over: Box<Node>,
        slot: usize,
        body: Box<Node>,
    },
    /// `some` when `until` is true, `every` when it is false.
    Quantified {
        over: Box<Node>,
        slot: usize,
        body: Box<Node>,
        until: bool,
    },
}

/// A compiled function: a business knowledge model or a function definition.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) parameters: Vec<(Arc<str>, Check)>,
    /// The slot of each parameter.
    pub(crate) slots: Vec<usize>,
    pub(crate) body: Node,
    /// Values of the slots around it, of a business knowledge model.
    pub(crate) outer: Vec<Value>,
}

/// A path into a slot whose value the trace shows.
#[derive(Debug)]
pub(crate) struct PathInput {
    pub(crate) label: Arc<str>,
    pub(crate) slot: usize,
    pub(crate) fields: Vec<Arc<str>>,
}

/// Compiles the expressions of one decision or function.
pub(super) struct Compiler<'a, 'm> {
    pub(super) types: &'a mut Types<'m>,
    /// Name of what is compiled, for tables inside it.
    pub(super) name: Arc<str>,
    pub(super) remarks: &'a mut Remarks,
    /// Paths that literal expressions name.
    found: Vec<Vec<Arc<str>>>,
}

impl<'a, 'm> Compiler<'a, 'm> {
    pub(super) fn new(types: &'a mut Types<'m>, name: &str, remarks: &'a mut Remarks) -> Self {
        Compiler { types, name: Arc::from(name), remarks, found: Vec::new() }
    }

    /// Compiles an expression whose names are those of `scope`. None when it has faults; they are remarked on.
    pub(super) fn node(&mut self, boxed: &'m Boxed, scope: &Scope) -> Option<Node> {
        let declared = boxed.type_ref.as_deref();
        let (logic, of) = match &boxed.kind {
            BoxedKind::Literal(text) => {
                let program = self.literal(text, scope)?;
                let of = program.result_type().clone();
                (Logic::Literal(program), of)
            }
            BoxedKind::Table(table) => {
                let table = self.table(table, &boxed.origin, scope)?;
                let of = table.of.clone();
                (Logic::Table(Arc::new(table)), of)
            }
            BoxedKind::Context(entries) => self.context(entries, scope)?,
            BoxedKind::List(items) => self.list(items, scope)?,
            BoxedKind::Relation { columns, rows } => self.relation(columns, rows, scope)?,
            BoxedKind::Invocation { function, bindings } => self.invocation(function, bindings, scope)?,
            BoxedKind::Function(function) => {
                let name = Arc::clone(&self.name);
                let id = function.origin.element.clone().unwrap_or_else(|| Arc::clone(&name));
                let function = self.function(function, scope, (&id, &name), Vec::new())?;
                let of = function_type(&function);
                (Logic::Function(Arc::new(function)), of)
            }
            BoxedKind::Conditional(parts) => self.conditional(parts, scope)?,
            BoxedKind::Filter { list, matches } => self.filter(list, matches, scope)?,
            BoxedKind::For(iteration) => {
                let (over, slot, body) = self.iteration(iteration, scope)?;
                let of = Type::list(body.of.clone());
                (Logic::For { over, slot, body }, of)
            }
            BoxedKind::Some(iteration) => self.quantified(iteration, true, scope)?,
            BoxedKind::Every(iteration) => self.quantified(iteration, false, scope)?,
        };
        self.checked(logic, of, declared, &boxed.origin)
    }

    /// Puts the declared type on a node. A type declared for a function value is not looked at.
    fn checked(
        &mut self,
        logic: Logic,
        of: Type,
        declared: Option<&'m str>,
        origin: &Origin,
    ) -> Option<Node> {
        if declared.is_none() || matches!(of, Type::Function(_)) {
            return Some(Node { logic, check: None, of });
        }
        let check = self.types.resolve(declared, origin, self.remarks);
        if check.of == Type::Any {
            return Some(Node { logic, check: None, of });
        }
        if !check.may_be(&of) {
            self.wrong_type(&of, &check.of, origin);
            return None;
        }
        let of = check.of.clone();
        Some(Node { logic, check: Some(check), of })
    }

    pub(super) fn wrong_type(&mut self, found: &Type, expected: &Type, origin: &Origin) {
        let (found, expected) = (found.to_string(), expected.to_string());
        let args = [("found", found.as_str()), ("expected", expected.as_str())];
        self.remarks.add(issue::WRONG_TYPE, origin, &args);
    }

    pub(super) fn literal(&mut self, text: &Text, scope: &Scope) -> Option<Program> {
        self.expression(&text.text, text, scope)
    }

    /// Compiles `source`, which was made from `text`.
    fn expression(&mut self, source: &str, text: &Text, scope: &Scope) -> Option<Program> {
        match compile_expression(source, scope) {
            Ok(program) => {
                for path in program.paths() {
                    if !self.found.contains(path) {
                        self.found.push(path.clone());
                    }
                }
                Some(program)
            }
            Err(faults) => {
                let place = place(text, self.remarks);
                self.remarks.list.extend(faults.iter().map(|fault| fault.remark(source, &place)));
                None
            }
        }
    }

    /// The paths that were found, as far as they begin in a slot that is not a function.
    pub(super) fn paths(&mut self, scope: &Scope, slots: &[Slot]) -> Vec<PathInput> {
        let mut paths: Vec<PathInput> = Vec::new();
        for path in std::mem::take(&mut self.found) {
            let Some((name, fields)) = path.split_first() else { continue };
            let Some(slot) = scope.slot(name) else { continue };
            if matches!(slots.get(slot), Some(Slot::Input(_) | Slot::Decision(_))) {
                paths.push(PathInput { label: path.join(".").into(), slot, fields: fields.to_vec() });
            }
        }
        paths
    }

    fn context(&mut self, entries: &'m [ContextEntry], scope: &Scope) -> Option<(Logic, Type)> {
        let mut scope = scope.clone();
        let (mut compiled, mut result, mut sound) = (Vec::new(), None, true);
        let outer = Arc::clone(&self.name);
        for entry in entries {
            if let Some(name) = &entry.name {
                self.name = Arc::clone(name);
            }
            let node = self.node(&entry.body, &scope).and_then(|node| self.entry_type(entry, node));
            self.name = Arc::clone(&outer);
            let of = node.as_ref().map(|node| node.of.clone()).unwrap_or_default();
            match (&entry.name, node) {
                (Some(name), node) => {
                    let slot = scope.declare(Arc::clone(name), of);
                    sound &= node.is_some();
                    compiled.extend(node.map(|node| (Arc::clone(name), slot, node)));
                }
                (None, Some(node)) => result = Some(Box::new(node)),
                (None, None) => sound = false,
            }
        }
        let of = match &result {
            Some(node) => node.of.clone(),
            None => Type::context(compiled.iter().map(|(name, _, node)| (Arc::clone(name), node.of.clone()))),
        };
        sound.then_some((Logic::Context { entries: compiled, result }, of))
    }

    /// The type declared on the variable of an entry, beside the one on its expression.
    fn entry_type(&mut self, entry: &'m ContextEntry, node: Node) -> Option<Node> {
        if entry.type_ref.is_none() || entry.type_ref == entry.body.type_ref || node.check.is_some() {
            return Some(node);
        }
        self.checked(node.logic, node.of, entry.type_ref.as_deref(), &entry.body.origin)
    }

    fn list(&mut self, items: &'m [Boxed], scope: &Scope) -> Option<(Logic, Type)> {
        let nodes = self.nodes(items, scope)?;
        let of = joined(nodes.iter().map(|node| &node.of));
        Some((Logic::List(nodes), Type::list(of)))
    }

    fn nodes(&mut self, items: &'m [Boxed], scope: &Scope) -> Option<Vec<Node>> {
        let nodes: Vec<Option<Node>> = items.iter().map(|item| self.node(item, scope)).collect();
        nodes.into_iter().collect()
    }

    fn relation(
        &mut self,
        columns: &[String],
        rows: &'m [Vec<Boxed>],
        scope: &Scope,
    ) -> Option<(Logic, Type)> {
        let rows: Vec<Option<Vec<Node>>> = rows.iter().map(|row| self.nodes(row, scope)).collect();
        let rows: Vec<Vec<Node>> = rows.into_iter().collect::<Option<_>>()?;
        let columns: Vec<Arc<str>> = columns.iter().map(|name| Arc::from(name.as_str())).collect();
        let field = |index: usize| joined(rows.iter().filter_map(|row| row.get(index)).map(|node| &node.of));
        let item =
            Type::context(columns.iter().enumerate().map(|(index, name)| (Arc::clone(name), field(index))));
        Some((Logic::Relation { columns, rows }, Type::list(item)))
    }

    /// A call is FEEL with named arguments, each in a slot of its own.
    fn invocation(
        &mut self,
        function: &Text,
        bindings: &'m [(String, Boxed)],
        scope: &Scope,
    ) -> Option<(Logic, Type)> {
        let nodes: Vec<Option<Node>> = bindings.iter().map(|(_, body)| self.node(body, scope)).collect();
        let nodes: Vec<Node> = nodes.into_iter().collect::<Option<_>>()?;
        let order = positions(&self.literal(function, scope)?, scope, bindings);
        let (mut inner, mut arguments, mut texts) =
            (scope.clone(), Vec::new(), vec![String::new(); bindings.len()]);
        for (index, ((name, _), node)) in bindings.iter().zip(nodes).enumerate() {
            let argument = format!("bound argument {index}");
            let at = order.as_ref().and_then(|order| order.get(index)).copied();
            let slot = inner.declare(argument.as_str(), node.of.clone());
            arguments.push((slot, node));
            if let Some(text) = texts.get_mut(at.unwrap_or(index)) {
                *text = if at.is_some() { argument } else { format!("{name}: {argument}") };
            }
        }
        let source = format!("({})({})", function.text, texts.join(", "));
        let program = self.expression(&source, function, &inner)?;
        let of = program.result_type().clone();
        Some((Logic::Call { program, arguments }, of))
    }

    pub(super) fn function(
        &mut self,
        function: &'m FunctionDefinition,
        scope: &Scope,
        (id, name): (&Arc<str>, &Arc<str>),
        outer: Vec<Value>,
    ) -> Option<Function> {
        let Some(body) = &function.body else {
            self.remarks.add(issue::NO_LOGIC, &function.origin, &[("name", name)]);
            return None;
        };
        let mut inner = scope.clone();
        let (mut parameters, mut slots) = (Vec::new(), Vec::new());
        for (parameter, of) in &function.parameters {
            let check = self.types.resolve(of.as_deref(), &function.origin, self.remarks);
            slots.push(inner.declare(parameter.as_str(), check.of.clone()));
            parameters.push((Arc::from(parameter.as_str()), check));
        }
        let body = self.node(body, &inner)?;
        Some(Function { id: Arc::clone(id), name: Arc::clone(name), parameters, slots, body, outer })
    }

    fn conditional(&mut self, parts: &'m [Boxed; 3], scope: &Scope) -> Option<(Logic, Type)> {
        let [condition, then, otherwise] = parts;
        let condition = self.node(condition, scope);
        let then = self.node(then, scope);
        let otherwise = self.node(otherwise, scope);
        let (condition, then, otherwise) = (condition?, then?, otherwise?);
        let of = then.of.or(&otherwise.of);
        Some((Logic::If(Box::new([condition, then, otherwise])), of))
    }

    fn filter(&mut self, list: &'m Boxed, matches: &'m Boxed, scope: &Scope) -> Option<(Logic, Type)> {
        let list = self.node(list, scope)?;
        let BoxedKind::Literal(condition) = &matches.kind else {
            self.remarks.add(issue::UNSUPPORTED, &matches.origin, &[("element", "match")]);
            return None;
        };
        let mut inner = scope.clone();
        let slot = inner.declare("filtered list", list.of.clone());
        let source = format!("filtered list[{}]", condition.text);
        let program = self.expression(&source, condition, &inner)?;
        let of = program.result_type().clone();
        Some((Logic::Filter { list: Box::new(list), slot, program }, of))
    }

    fn iteration(
        &mut self,
        iteration: &'m Iteration,
        scope: &Scope,
    ) -> Option<(Box<Node>, usize, Box<Node>)> {
        let over = self.node(&iteration.list, scope)?;
        let mut inner = scope.clone();
        let slot = inner.declare(iteration.variable.as_str(), over.of.item());
        let body = self.node(&iteration.body, &inner)?;
        Some((Box::new(over), slot, Box::new(body)))
    }

    fn quantified(&mut self, iteration: &'m Iteration, until: bool, scope: &Scope) -> Option<(Logic, Type)> {
        let (over, slot, body) = self.iteration(iteration, scope)?;
        Some((Logic::Quantified { over, slot, body, until }, Type::Boolean))
    }
}

/// The type of a function's value.
pub(super) fn function_type(function: &Function) -> Type {
    let parameters = function.parameters.iter().map(|(name, check)| (Arc::clone(name), check.of.clone()));
    Type::function(parameters, function.body.of.clone())
}

/// For each binding the place of its parameter, when the function's parameters are known and all are bound. Then the
/// call needs no names, and names that FEEL could not write are no hindrance.
fn positions(function: &Program, scope: &Scope, bindings: &[(String, Boxed)]) -> Option<Vec<usize>> {
    let [name] = function.free_names() else { return None };
    let (_, Type::Function(of)) = scope.get(scope.slot(name)?)? else { return None };
    if **name != *function.text() || of.parameters.len() != bindings.len() {
        return None;
    }
    let place = |name: &str| of.parameters.iter().position(|(parameter, _)| **parameter == *name);
    let places: Vec<usize> = bindings.iter().map(|(name, _)| place(name)).collect::<Option<_>>()?;
    let mut seen = places.clone();
    seen.sort_unstable();
    seen.dedup();
    (seen.len() == places.len()).then_some(places)
}

/// The type that covers all.
pub(super) fn joined<'t>(types: impl Iterator<Item = &'t Type>) -> Type {
    let mut joined = Type::Null;
    for of in types {
        joined = joined.or(of);
    }
    if joined == Type::Null { Type::Any } else { joined }
}
