//! From a [`Model`] to [`Rules`]: requirements resolved, names and types checked, expressions compiled to slots.

mod graph;
mod node;
mod table;

use crate::issue::{self, Remarks};
use crate::model::{Boxed, BoxedKind, KnowledgeModel, Model, Requirement, RuleTable};
use crate::types::{Check, Types};
use graph::{Graph, Source};
use indexmap::IndexMap;
use node::{Compiler, function_type};
pub(crate) use node::{Function, Logic, Node, PathInput};
use saklig_feel::remark::Remark;
use saklig_feel::{Program, Scope, Type, Value};
use std::sync::Arc;
pub(crate) use table::{Column, Output, OutputCell, Row, Table};

/// Types of inputs as the caller knows them, for inputs whose type the model leaves open.
#[derive(Debug, Clone, Default)]
pub struct InputTypes {
    types: IndexMap<Arc<str>, Type>,
}

impl InputTypes {
    /// No types.
    pub fn new() -> Self {
        Self::default()
    }

    /// The types with one more.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, of: Type) -> Self {
        self.types.insert(name.into(), of);
        self
    }

    /// The type of an input.
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }
}

/// Compiled rules. Cheap to clone, may be shared between threads.
#[derive(Debug, Clone)]
#[doc(alias = "regler")]
pub struct Rules {
    pub(crate) inner: Arc<Compiled>,
}

#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) file: Arc<str>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) functions: Vec<Option<Arc<Function>>>,
    pub(crate) decisions: Vec<Decision>,
}

/// An input of the model.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) name: Arc<str>,
    pub(crate) check: Check,
}

/// A compiled decision.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    /// What fills each slot.
    pub(crate) slots: Vec<Slot>,
    pub(crate) check: Check,
    /// None when it has faults, or needs something that has.
    pub(crate) body: Option<Node>,
    /// Paths whose values the trace shows; empty when the body is a table.
    pub(crate) paths: Vec<PathInput>,
    /// Everything that must be evaluated, in order; itself last.
    pub(crate) order: Vec<usize>,
}

/// What fills a slot.
#[derive(Debug, Clone)]
pub(crate) enum Slot {
    Input(usize),
    Decision(usize),
    Function(Value),
}

impl Model {
    /// Checks the model and compiles what is without fault. Remarks: E0311 to E0324 for the model, E02xx for
    /// expressions. Rules with faults are there by name, but evaluating them is an error.
    pub fn compile(&self, types: &InputTypes) -> (Rules, Vec<Remark>) {
        let mut remarks = Remarks::new(Arc::clone(&self.file));
        let mut named = Types::new(self);
        named.check_all(&mut remarks);
        let graph = Graph::new(self, &mut remarks);
        let inputs: Vec<Input> = self
            .inputs
            .iter()
            .map(|input| {
                let mut check = named.resolve(input.type_ref.as_deref(), &input.origin, &mut remarks);
                if let (Type::Any, Some(of)) = (&check.of, types.get(&input.name)) {
                    check.of = of.clone();
                    check.unchecked = true;
                }
                Input { name: Arc::clone(&input.name), check }
            })
            .collect();
        let mut all = All {
            model: self,
            graph: &graph,
            types: named,
            inputs,
            functions: Vec::new(),
            decisions: Vec::new(),
        };
        all.functions.resize_with(self.functions.len(), || None);
        for index in &graph.function_order {
            all.function(*index, &mut remarks);
        }
        all.decisions.resize_with(self.decisions.len(), || None);
        for index in &graph.decision_order {
            all.decision(*index, &mut remarks);
        }
        let (inputs, functions) = (all.inputs, all.functions);
        let decisions = all.decisions.into_iter().flatten().collect();
        let inner = Compiled { file: Arc::clone(&self.file), inputs, functions, decisions };
        (Rules { inner: Arc::new(inner) }, remarks.list)
    }
}

/// What is compiled so far.
struct All<'m> {
    model: &'m Model,
    graph: &'m Graph,
    types: Types<'m>,
    inputs: Vec<Input>,
    functions: Vec<Option<Arc<Function>>>,
    decisions: Vec<Option<Decision>>,
}

impl All<'_> {
    fn function(&mut self, index: usize, remarks: &mut Remarks) {
        let Some(model) = self.model.functions.get(index) else { return };
        let before = remarks.list.len();
        let usable = !model.faulty && !self.model.damaged && !self.graph.function_faults.contains(&index);
        let Some(logic) = &model.logic else {
            if !model.faulty {
                remarks.add(issue::NO_LOGIC, &model.origin, &[("name", &model.name)]);
            }
            return;
        };
        let (scope, outer, complete) = self.function_scope(model);
        let mut compiler = Compiler::new(&mut self.types, &model.name, remarks);
        let function = compiler.function(logic, &scope, (&model.id, &model.name), outer);
        if usable
            && complete
            && remarks.list.len() == before
            && let Some(slot) = self.functions.get_mut(index)
        {
            *slot = function.map(Arc::new);
        }
    }

    /// The functions that a function may call; false when one of them has faults.
    fn function_scope(&self, model: &KnowledgeModel) -> (Scope, Vec<Value>, bool) {
        let mut scope = Scope::new();
        let (mut outer, mut complete) = (Vec::new(), true);
        for requirement in &model.requires {
            if let Some(Source::Function(index)) = self.graph.target(requirement) {
                let (name, value, of) = self.function_value(index);
                complete &= !value.is_null();
                if scope.declare(name, of) == outer.len() {
                    outer.push(value);
                }
            }
        }
        (scope, outer, complete)
    }

    fn decision(&mut self, index: usize, remarks: &mut Remarks) {
        let Some(model) = self.model.decisions.get(index) else { return };
        let before = remarks.list.len();
        let mut check = self.types.resolve(model.type_ref.as_deref(), &model.origin, remarks);
        let (scope, slots, complete) = self.decision_scope(&model.requires);
        let broken =
            model.faulty || self.model.damaged || !complete || self.graph.decision_faults.contains(&index);
        let mut compiler = Compiler::new(&mut self.types, &model.name, remarks);
        let body = model.body.as_ref().and_then(|body| compiler.node(body, &scope));
        let paths = match &model.body {
            Some(Boxed { kind: BoxedKind::Table(_), .. }) => Vec::new(),
            _ => compiler.paths(&scope, &slots),
        };
        Self::check_body(model, body.as_ref(), &check, remarks);
        if let Some(node) = body.as_ref().filter(|node| check.of == Type::Any || check.is_given_by(&node.of))
        {
            check = Check::assumed(node.of.clone());
        }
        let body = body.filter(|_| !broken && remarks.list.len() == before);
        let order = self.graph.order(index);
        let decision = Decision {
            id: Arc::clone(&model.id),
            name: Arc::clone(&model.name),
            slots,
            check,
            body,
            paths,
            order,
        };
        if let Some(slot) = self.decisions.get_mut(index) {
            *slot = Some(decision);
        }
    }

    fn check_body(model: &RuleTable, body: Option<&Node>, check: &Check, remarks: &mut Remarks) {
        match (&model.body, body) {
            (None, _) if !model.faulty => {
                remarks.add(issue::NO_LOGIC, &model.origin, &[("name", &model.name)]);
            }
            (Some(boxed), Some(node)) if !check.may_be(&node.of) => {
                let (found, expected) = (node.of.to_string(), check.of.to_string());
                let args = [("found", found.as_str()), ("expected", expected.as_str())];
                remarks.add(issue::WRONG_TYPE, &boxed.origin, &args);
            }
            _ => {}
        }
    }

    /// Scope and slots of a decision; false when something it requires has faults.
    fn decision_scope(&self, requires: &[Requirement]) -> (Scope, Vec<Slot>, bool) {
        let mut scope = Scope::new();
        let mut slots: Vec<Slot> = Vec::new();
        let mut complete = true;
        for requirement in requires {
            let (name, of, slot) = match self.graph.target(requirement) {
                Some(Source::Input(index)) => {
                    let Some(input) = self.inputs.get(index) else { continue };
                    (Arc::clone(&input.name), input.check.of.clone(), Slot::Input(index))
                }
                Some(Source::Decision(index)) => {
                    let Some(model) = self.model.decisions.get(index) else { continue };
                    let decision = self.decisions.get(index).and_then(Option::as_ref);
                    complete &= decision.is_some_and(|decision| decision.body.is_some());
                    let of = decision.map(|decision| decision.check.of.clone()).unwrap_or_default();
                    (Arc::clone(&model.name), of, Slot::Decision(index))
                }
                Some(Source::Function(index)) => {
                    let (name, value, of) = self.function_value(index);
                    complete &= !value.is_null();
                    (name, of, Slot::Function(value))
                }
                None => {
                    complete = false;
                    continue;
                }
            };
            if scope.declare(name, of) == slots.len() {
                slots.push(slot);
            }
        }
        (scope, slots, complete)
    }

    /// Name, value and type of a function; null when it has faults.
    fn function_value(&self, index: usize) -> (Arc<str>, Value, Type) {
        let Some(function) = self.functions.get(index).and_then(Option::as_ref) else {
            let name =
                self.model.functions.get(index).map(|model| Arc::clone(&model.name)).unwrap_or_default();
            return (name, Value::Null, Type::Any);
        };
        let names = function.parameters.iter().map(|(name, _)| Arc::clone(name)).collect();
        let value = Program::host_function(u32::try_from(index).unwrap_or(u32::MAX), &function.name, names);
        (Arc::clone(&function.name), value, function_type(function))
    }
}

impl Rules {
    /// Id and name of each decision, in document order.
    pub fn decisions(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<str>)> {
        self.inner.decisions.iter().map(|decision| (&decision.id, &decision.name))
    }

    /// Names of the inputs that a decision and what it requires read; empty when there is no such decision.
    pub fn inputs_of(&self, decision: &str) -> Vec<Arc<str>> {
        let mut names: Vec<Arc<str>> = Vec::new();
        let order = self.find(decision).map(|found| found.order.as_slice()).unwrap_or_default();
        for slot in
            order.iter().filter_map(|index| self.inner.decisions.get(*index)).flat_map(|found| &found.slots)
        {
            let Slot::Input(index) = slot else { continue };
            if let Some(input) = self.inner.inputs.get(*index).filter(|input| !names.contains(&input.name)) {
                names.push(Arc::clone(&input.name));
            }
        }
        names
    }

    /// The static type of a decision's result.
    pub fn result_type(&self, decision: &str) -> Option<&Type> {
        self.find(decision).map(|found| &found.check.of)
    }

    /// False when the decision has faults and cannot be evaluated.
    pub fn is_sound(&self, decision: &str) -> bool {
        self.find(decision).is_some_and(|found| found.body.is_some())
    }

    /// The file that the rules were read from.
    pub fn file(&self) -> &Arc<str> {
        &self.inner.file
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Decision> {
        let by_id = self.inner.decisions.iter().find(|decision| *decision.id == *name);
        by_id.or_else(|| self.inner.decisions.iter().find(|decision| *decision.name == *name))
    }
}
