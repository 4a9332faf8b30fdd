//! The process with every expression compiled against the declared tree of facts.
//!
//! The slots of an expression are the names at the top of the tree, always at the same places, and after them the
//! local names of the node it belongs to (variables of ioMapping inputs, of sub-processes around it, and what comes
//! with a result). A local name hides the same name of the tree.

use std::sync::Arc;

use indexmap::IndexMap;
use saklig_bpmn::{
    BoundaryTrigger, Expr, Form, Message, Node, NodeKind, Process, RuleTask, Start, Task, Trigger, UserTask,
};
use saklig_feel::remark::Remark;
use saklig_feel::{Program, Scope, Type, compile_expression};

use crate::facts::Declarations;

/// The code of a name that nothing declares, in FEEL.
const UNKNOWN_NAME: &str = "E0202";

/// The compiled expressions of a process.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProcessPrograms {
    /// Programs by element and text.
    by_element: IndexMap<Arc<str>, Vec<(Arc<str>, Program)>>,
    /// Local names by position of the node.
    locals: Vec<Vec<Arc<str>>>,
}

impl ProcessPrograms {
    pub(crate) fn get(&self, element: &str, text: &str) -> Option<&Program> {
        self.by_element.get(element)?.iter().find(|(known, _)| **known == *text).map(|(_, program)| program)
    }

    pub(crate) fn locals(&self, node: &Node) -> &[Arc<str>] {
        self.locals.get(node.id.index()).map_or(&[], Vec::as_slice)
    }
}

/// Compiles all expressions of a process. Faults, and outputs to paths that are not declared, are remarks.
pub(crate) fn compile(
    process: &Process,
    scope: &Scope,
    facts: &Declarations,
) -> (ProcessPrograms, Vec<Remark>) {
    let mut compiler =
        Compiler { process, scope, facts, programs: ProcessPrograms::default(), remarks: Vec::new() };
    for node in &process.nodes {
        let locals = compiler.node(node);
        compiler.programs.locals.push(locals);
    }
    for flow in &process.flows {
        let locals = compiler.outer(process.node(flow.source));
        compiler.optional(flow.condition.as_ref(), &locals);
    }
    (compiler.programs, compiler.remarks)
}

/// Local names that the decisions called by the process may have as inputs beside the tree.
pub(crate) fn locals_of_calls(process: &Process) -> Vec<Arc<str>> {
    let mut names = Vec::new();
    for node in &process.nodes {
        if matches!(&node.kind, NodeKind::Task(Task::BusinessRule(RuleTask::Table(_)))) {
            for scope in process.scopes_around(node.id) {
                names.extend(process.node(scope).inputs.iter().map(|mapping| mapping.target.clone()));
            }
            names.extend(node.inputs.iter().map(|mapping| mapping.target.clone()));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The scope of an expression: the tree, and after it the local names. A hidden name of the tree keeps its slot under
/// a name that no expression can say.
fn with_locals(tree: &Scope, locals: &[Arc<str>]) -> Scope {
    let mut scope = Scope::new();
    for (name, of) in tree.names() {
        if locals.contains(name) {
            scope.declare(format!("\u{0}{name}"), of.clone());
        } else {
            scope.declare(name.clone(), of.clone());
        }
    }
    for local in locals {
        scope.declare(local.clone(), Type::Any);
    }
    scope
}

struct Compiler<'a> {
    process: &'a Process,
    scope: &'a Scope,
    facts: &'a Declarations,
    programs: ProcessPrograms,
    remarks: Vec<Remark>,
}

fn add(locals: &mut Vec<Arc<str>>, name: &Arc<str>) {
    if !locals.contains(name) {
        locals.push(name.clone());
    }
}

impl Compiler<'_> {
    /// The local names around a node: the inputs of the sub-processes it lies in, outermost first.
    fn outer(&self, node: &Node) -> Vec<Arc<str>> {
        let mut scopes: Vec<_> = self.process.scopes_around(node.id).collect();
        scopes.reverse();
        let mut locals = Vec::new();
        for mapping in scopes.iter().flat_map(|id| &self.process.node(*id).inputs) {
            add(&mut locals, &mapping.target);
        }
        locals
    }

    /// Compiles what belongs to a node; gives its local names.
    fn node(&mut self, node: &Node) -> Vec<Arc<str>> {
        let mut locals = self.outer(node);
        for mapping in &node.inputs {
            self.expression(&mapping.source, &locals);
            add(&mut locals, &mapping.target);
        }
        for header in &node.headers {
            if let Some(expr) = header_expr(node, &header.value) {
                self.expression(&expr, &locals);
            }
        }
        self.kind(node, &locals);
        self.outputs(node, &mut locals);
        locals
    }

    fn kind(&mut self, node: &Node, locals: &[Arc<str>]) {
        match &node.kind {
            NodeKind::Start(Start::Message(message)) | NodeKind::Task(Task::Receive(message)) => {
                self.message(message, locals);
            }
            NodeKind::Catch(trigger) => self.trigger(trigger, locals),
            NodeKind::Boundary(boundary) => {
                if let BoundaryTrigger::Wait(trigger) = &boundary.trigger {
                    self.trigger(trigger, locals);
                }
            }
            NodeKind::Task(
                Task::Service(work) | Task::Send(work) | Task::BusinessRule(RuleTask::Job(work)),
            ) => {
                self.optional(work.retries.as_ref(), locals);
            }
            NodeKind::Task(Task::BusinessRule(RuleTask::Table(call))) => {
                self.expression(&call.decision, locals);
            }
            NodeKind::Task(Task::User(task)) => self.user_task(task, locals),
            NodeKind::Start(Start::None)
            | NodeKind::End(_)
            | NodeKind::Gateway(_)
            | NodeKind::SubProcess(_)
            | NodeKind::Unsupported(_) => {}
        }
    }

    fn user_task(&mut self, task: &UserTask, locals: &[Arc<str>]) {
        for expr in [
            &task.assignee,
            &task.candidate_groups,
            &task.candidate_users,
            &task.due,
            &task.follow_up,
            &task.priority,
        ] {
            self.optional(expr.as_ref(), locals);
        }
        if let Some(Form::Key(key)) = &task.form {
            self.expression(key, locals);
        }
    }

    fn trigger(&mut self, trigger: &Trigger, locals: &[Arc<str>]) {
        match trigger {
            Trigger::Timer(timer) => self.expression(timer.expr(), locals),
            Trigger::Message(message) => self.message(message, locals),
            Trigger::Conditional(expr) => self.expression(expr, locals),
        }
    }

    fn message(&mut self, message: &Message, locals: &[Arc<str>]) {
        self.expression(&message.name, locals);
        self.optional(message.correlation.as_ref(), locals);
    }

    fn outputs(&mut self, node: &Node, locals: &mut Vec<Arc<str>>) {
        let mut open = false;
        match &node.kind {
            NodeKind::Task(Task::BusinessRule(RuleTask::Table(call))) => {
                if node.outputs.is_empty() {
                    self.target(node, &call.result);
                }
                add(locals, &call.result);
            }
            // What a job, a person or a message brings with it is not known to the model.
            NodeKind::Task(_)
            | NodeKind::Start(Start::Message(_))
            | NodeKind::Catch(Trigger::Message(_))
            | NodeKind::Boundary(_) => open = true,
            NodeKind::Start(Start::None)
            | NodeKind::End(_)
            | NodeKind::Catch(_)
            | NodeKind::Gateway(_)
            | NodeKind::SubProcess(_)
            | NodeKind::Unsupported(_) => {}
        }
        for mapping in &node.outputs {
            if open {
                for name in self.unknown_names(&mapping.source, locals) {
                    add(locals, &name);
                }
            }
            self.expression(&mapping.source, locals);
            self.target(node, &mapping.target);
        }
    }

    /// What is written to the tree must be declared.
    fn target(&mut self, node: &Node, target: &str) {
        if self.facts.governing(target).is_some() {
            return;
        }
        let place = node.place.clone().element(node.element.clone());
        let what = format!("`{}` writes to `{target}`, which uppgifter.toml does not declare", node.element);
        let todo = "declare the path, or correct its spelling";
        self.remarks.push(
            Remark::error("E0113", place, what, todo).with("element", &node.element).with("path", target),
        );
    }

    /// The names that nothing declares: variables that come with the result of the work.
    fn unknown_names(&self, expr: &Expr, locals: &[Arc<str>]) -> Vec<Arc<str>> {
        let compiled = compile_expression(&expr.text, &with_locals(self.scope, locals));
        let faults = compiled.err().unwrap_or_default();
        let unknown = faults.iter().filter(|fault| fault.code == UNKNOWN_NAME);
        unknown.map(|fault| Arc::from(fault.span.of(&expr.text))).collect()
    }

    fn optional(&mut self, expr: Option<&Expr>, locals: &[Arc<str>]) {
        if let Some(expr) = expr {
            self.expression(expr, locals);
        }
    }

    fn expression(&mut self, expr: &Expr, locals: &[Arc<str>]) {
        match compile_expression(&expr.text, &with_locals(self.scope, locals)) {
            Ok(program) => {
                let element = expr.place.element.clone().unwrap_or_default();
                self.programs.by_element.entry(element).or_default().push((expr.text.clone(), program));
            }
            Err(faults) => {
                self.remarks.extend(faults.iter().map(|fault| fault.remark(&expr.text, &expr.place)));
            }
        }
    }
}

/// The expression of a header whose value begins with `=`.
pub(crate) fn header_expr(node: &Node, value: &str) -> Option<Expr> {
    let text = value.strip_prefix('=')?;
    let place = node.place.clone().element(node.element.clone());
    Some(Expr { text: text.trim().into(), fixed: None, place })
}
