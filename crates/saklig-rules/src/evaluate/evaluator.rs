//! Evaluates decisions, functions and boxed expressions.
//!
//! What is unclear travels as a mark. Beyond the caller's marks there is one for "no answer", one for each decision
//! and one for each input that was not given. The result of a required decision is tracked with the decision's mark,
//! so that it makes another unclear exactly when that one looked at it.

use super::Outcome;
use super::recorder::Recorder;
use crate::compile::{Compiled, Decision, Function, Input, Logic, Node, PathInput, Slot};
use crate::inputs::{Assumption, Inputs};
use crate::trace::{Entry, EntryKind, Open};
use crate::types::{Check, context};
use saklig_feel::{Env, EvalError, Host, KNOWN, Mark, Marks, Program, Reads, Run, Span, Value};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// How deeply functions may call each other.
const DEPTH_LIMIT: u32 = 32;
/// What `uppgiftslage` says of a result or input that is not an answer.
const UNCLEAR: &str = "okänd";

/// One evaluation of a decision with what it requires.
pub(super) struct Evaluator<'r> {
    pub(super) rules: &'r Compiled,
    pub(super) marks: &'r dyn Marks,
    /// The first mark that is not the caller's.
    base: u32,
    inputs: Vec<Cow<'r, Value>>,
    pub(super) assumptions: &'r [Assumption],
    done: RefCell<Vec<Option<Done>>>,
    pub(super) recorder: RefCell<Recorder>,
    closures: RefCell<Vec<Closure>>,
    depth: Cell<u32>,
}

/// A decision that has been evaluated.
struct Done {
    value: Value,
    reads: Reads,
    missing: Vec<usize>,
    clear: bool,
    /// It has no answer, or read something that has none.
    open: bool,
    uses: Vec<Arc<str>>,
    /// Numbers of the assumptions that were read.
    assumed: Vec<usize>,
}

/// A function definition with the values around it.
#[derive(Clone)]
struct Closure {
    function: Arc<Function>,
    frame: Arc<[Value]>,
}

impl<'r> Evaluator<'r> {
    pub(super) fn new(rules: &'r Compiled, inputs: &'r Inputs, env: &Env<'r>, recorder: Recorder) -> Self {
        let mut done = Vec::new();
        done.resize_with(rules.decisions.len(), || None);
        let mut evaluator = Evaluator {
            rules,
            marks: env.marks,
            base: inputs.marks(),
            inputs: Vec::new(),
            assumptions: inputs.assumptions(),
            done: RefCell::new(done),
            recorder: RefCell::new(recorder),
            closures: RefCell::default(),
            depth: Cell::new(0),
        };
        let taken =
            rules.inputs.iter().enumerate().map(|(place, input)| evaluator.take(place, input, inputs, env));
        evaluator.inputs = taken.collect();
        evaluator
    }

    /// The value of an input. One that is missing, or not of its type, is a null that nobody can read unnoticed.
    fn take(&self, place: usize, input: &Input, inputs: &'r Inputs, env: &Env<'_>) -> Cow<'r, Value> {
        if let Some(value) = inputs.get_at(place, &input.name) {
            if input.check.accepts(value, env) {
                return Cow::Borrowed(value);
            }
            if let Some(value) = input.check.conform(value, env) {
                return Cow::Owned(value);
            }
        }
        Cow::Owned(Value::tracked(self.mark_of_decision(self.rules.decisions.len() + place), Value::Null))
    }

    fn no_answer(&self) -> Mark {
        Mark(self.base)
    }

    pub(super) fn mark_of_decision(&self, index: usize) -> Mark {
        Mark(self.base + 1 + u32::try_from(index).unwrap_or(u32::MAX / 2))
    }

    /// Notes why there is no answer; the value says so to whoever reads it.
    pub(super) fn unclear(&self, open: Open) -> Value {
        self.recorder.borrow_mut().unclear(open);
        Value::tracked(self.no_answer(), Value::Null)
    }

    /// The value if it is of the type, else no answer.
    pub(super) fn conform(&self, check: &Check, value: Value, env: &Env<'_>) -> Value {
        if check.is_free() {
            return value;
        }
        check.conform(&value, env).unwrap_or_else(|| self.unclear(Open::Type))
    }

    pub(super) fn decision(
        &self,
        index: usize,
        decision: &Decision,
        frame: &mut Vec<Value>,
        run: &mut Run<'_>,
    ) -> Result<(), EvalError> {
        let Some(body) = &decision.body else { return Ok(()) };
        frame.clear();
        frame.extend(decision.slots.iter().map(|slot| self.slot(slot)));
        if !self.assumptions.is_empty() {
            self.assume(decision, frame);
        }
        let mut entry = Entry::new(EntryKind::Decision, &decision.id, &decision.name);
        entry.inputs.extend(decision.paths.iter().map(|path| shown(path, frame)));
        self.recorder.borrow_mut().begin(entry);
        let value = self.node(body, frame, run, true)?;
        let value = self.conform(&decision.check, value, run.env()).untracked(run.reads_mut());
        let reads = std::mem::take(run.reads_mut());
        let notes = std::mem::take(run.notes_mut());
        let mut done = self.sum_up(&reads);
        let mut recorder = self.recorder.borrow_mut();
        if let Some(entry) = recorder.top() {
            if !done.open {
                entry.open = None;
            }
            if let (Value::Null, Logic::Literal(program), Some(note), None) =
                (&value, &body.logic, notes.last(), &entry.open)
            {
                entry.open = Some(Open::NullResult(note.sentence(program.text())));
                done.clear = false;
            }
            entry.uses = std::mem::take(&mut done.uses);
            entry.assumed = self.paths(&done.assumed);
            entry.output = value.clone();
            entry.clear = done.clear;
            entry.reads.clone_from(&done.reads);
        }
        recorder.end();
        done.value = Value::tracked(self.mark_of_decision(index), value);
        if let Some(slot) = self.done.borrow_mut().get_mut(index) {
            *slot = Some(done);
        }
        Ok(())
    }

    fn slot(&self, slot: &Slot) -> Value {
        let value = match slot {
            Slot::Input(index) => self.inputs.get(*index).map(|value| Value::clone(value)),
            Slot::Decision(index) => {
                self.done.borrow().get(*index).and_then(Option::as_ref).map(|done| done.value.clone())
            }
            Slot::Function(value) => Some(value.clone()),
        };
        value.unwrap_or_default()
    }

    /// What was read, with what the decisions that were read had read.
    fn sum_up(&self, reads: &Reads) -> Done {
        let mut sum = Done {
            value: Value::Null,
            reads: Reads::new(),
            missing: Vec::new(),
            clear: true,
            open: false,
            uses: Vec::new(),
            assumed: Vec::new(),
        };
        let finished = self.done.borrow();
        sum.reads.clone_from(reads);
        let own = sum.reads.split_off(Mark(self.base));
        sum.clear = !self.marks.any_unknown(&sum.reads);
        for mark in own.iter() {
            match self.behind(mark) {
                Behind::NoAnswer => {
                    sum.clear = false;
                    sum.open = true;
                }
                Behind::Input(index) => {
                    sum.clear = false;
                    sum.missing.push(index);
                }
                Behind::Assumption(index) => sum.assumed.push(index),
                Behind::Decision(index) => {
                    if let Some(done) = finished.get(index).and_then(Option::as_ref) {
                        sum.clear &= done.clear;
                        sum.reads.extend(&done.reads);
                        sum.missing.extend(&done.missing);
                        sum.assumed.extend(&done.assumed);
                        let name = self.rules.decisions.get(index).map(|decision| &decision.name);
                        sum.uses.extend(name.cloned());
                    }
                }
            }
        }
        for list in [&mut sum.missing, &mut sum.assumed] {
            list.sort_unstable();
            list.dedup();
        }
        sum
    }

    fn behind(&self, mark: Mark) -> Behind {
        let decisions = self.rules.decisions.len();
        match usize::try_from(mark.0.saturating_sub(self.base)).unwrap_or(usize::MAX) {
            0 => Behind::NoAnswer,
            number if number <= decisions => Behind::Decision(number - 1),
            number => {
                let (number, inputs) = (number - 1 - decisions, self.rules.inputs.len());
                if number < inputs { Behind::Input(number) } else { Behind::Assumption(number - inputs) }
            }
        }
    }

    /// Evaluates `node`. `root` when its value is that of the entry being recorded.
    pub(super) fn node(
        &self,
        node: &Node,
        frame: &[Value],
        run: &mut Run<'_>,
        root: bool,
    ) -> Result<Value, EvalError> {
        let value = match &node.logic {
            Logic::Literal(program) => program.run(frame, run)?,
            Logic::Table(table) => self.table(table, frame, run, root)?,
            Logic::Context { entries, result } => self.context(entries, result.as_deref(), frame, run)?,
            Logic::List(items) => self.all(items, frame, run)?.into(),
            Logic::Relation { columns, rows } => {
                let mut items = Vec::with_capacity(rows.len());
                for row in rows {
                    let values = self.all(row, frame, run)?;
                    items.push(context(columns.iter().cloned().zip(values)));
                }
                items.into()
            }
            Logic::Call { program, arguments } => {
                let mut inner = frame.to_vec();
                for (slot, argument) in arguments {
                    put(&mut inner, *slot, self.node(argument, frame, run, false)?);
                }
                program.run(&inner, run)?
            }
            Logic::Function(function) => self.closure(function, frame),
            Logic::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                let condition = self.node(condition, frame, run, false)?;
                let chosen = if run.look(&condition).as_boolean() == Some(true) { then } else { otherwise };
                self.node(chosen, frame, run, false)?
            }
            Logic::Filter { list, slot, program } => {
                let mut inner = frame.to_vec();
                put(&mut inner, *slot, self.node(list, frame, run, false)?);
                program.run(&inner, run)?
            }
            Logic::For { over, slot, body } => self.repeat(over, *slot, body, frame, run)?,
            Logic::Quantified { over, slot, body, until } => {
                self.quantified(over, (*slot, body), *until, frame, run)?
            }
        };
        Ok(match &node.check {
            Some(check) => self.conform(check, value, run.env()),
            None => value,
        })
    }

    fn all(&self, nodes: &[Node], frame: &[Value], run: &mut Run<'_>) -> Result<Vec<Value>, EvalError> {
        nodes.iter().map(|node| self.node(node, frame, run, false)).collect()
    }

    fn context(
        &self,
        entries: &[(Arc<str>, usize, Node)],
        result: Option<&Node>,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let mut inner = frame.to_vec();
        let mut values = Vec::with_capacity(entries.len());
        for (name, slot, node) in entries {
            let value = self.node(node, &inner, run, false)?;
            put(&mut inner, *slot, value.clone());
            values.push((Arc::clone(name), value));
        }
        match result {
            Some(result) => self.node(result, &inner, run, false),
            None => Ok(context(values)),
        }
    }

    fn closure(&self, function: &Arc<Function>, frame: &[Value]) -> Value {
        let mut closures = self.closures.borrow_mut();
        let id = u32::try_from(self.rules.functions.len() + closures.len()).unwrap_or(u32::MAX);
        closures.push(Closure { function: Arc::clone(function), frame: frame.into() });
        let names = function.parameters.iter().map(|(name, _)| Arc::clone(name)).collect();
        Program::host_function(id, &function.name, names)
    }

    /// The items of a list; an item for itself, nothing for null.
    fn items(value: &Value) -> Option<Vec<Value>> {
        match value.as_list() {
            Some(items) => Some(items.to_vec()),
            None if value.is_null() => None,
            None => Some(vec![value.clone()]),
        }
    }

    fn repeat(
        &self,
        over: &Node,
        slot: usize,
        body: &Node,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let list = self.node(over, frame, run, false)?;
        let Some(items) = Self::items(&run.look(&list)) else { return Ok(Value::Null) };
        let mut inner = frame.to_vec();
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            put(&mut inner, slot, item);
            values.push(self.node(body, &inner, run, false)?);
        }
        Ok(values.into())
    }

    fn quantified(
        &self,
        over: &Node,
        (slot, body): (usize, &Node),
        until: bool,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let list = self.node(over, frame, run, false)?;
        let Some(items) = Self::items(&run.look(&list)) else { return Ok(Value::Null) };
        let mut inner = frame.to_vec();
        let mut answer = Value::Boolean(!until);
        for item in items {
            put(&mut inner, slot, item);
            let value = self.node(body, &inner, run, false)?;
            match run.look(&value).as_boolean() {
                Some(truth) if truth == until => return Ok(Value::Boolean(until)),
                Some(_) => {}
                None => answer = Value::Null,
            }
        }
        Ok(answer)
    }

    /// What came of `target`, the last decision evaluated.
    pub(super) fn outcome(self, target: &Decision) -> Outcome {
        let trace = self.recorder.into_inner().finish();
        let index = target.order.last().copied().unwrap_or_default();
        let done = self.done.into_inner().into_iter().nth(index).flatten();
        let missing = done.map(|done| done.missing).unwrap_or_default();
        let name = |index: &usize| self.rules.inputs.get(*index).map(|input| Arc::clone(&input.name));
        let missing = missing.iter().filter_map(name).collect();
        match trace.decisions.last() {
            Some(entry) => Outcome {
                value: entry.output.clone(),
                reads: entry.reads.clone(),
                clear: entry.clear,
                missing,
                assumed: entry.assumed.clone(),
                trace,
            },
            // Without a decision there is nothing that could be an answer.
            None => Outcome {
                value: Value::Null,
                reads: Reads::new(),
                clear: false,
                missing,
                assumed: Vec::new(),
                trace,
            },
        }
    }
}

/// What a mark beyond the caller's stands for.
enum Behind {
    NoAnswer,
    Decision(usize),
    Input(usize),
    Assumption(usize),
}

impl Marks for Evaluator<'_> {
    fn is_unknown(&self, mark: Mark) -> bool {
        if mark.0 < self.base {
            return self.marks.is_unknown(mark);
        }
        match self.behind(mark) {
            Behind::Decision(index) => {
                self.done.borrow().get(index).and_then(Option::as_ref).is_none_or(|done| !done.clear)
            }
            Behind::NoAnswer | Behind::Input(_) => true,
            Behind::Assumption(_) => false,
        }
    }

    fn state(&self, mark: Mark) -> &str {
        if mark.0 < self.base {
            return self.marks.state(mark);
        }
        let assumed = matches!(self.behind(mark), Behind::Assumption(_));
        if assumed || self.is_unknown(mark) { UNCLEAR } else { KNOWN }
    }
}

impl Host for Evaluator<'_> {
    fn call(&self, id: u32, arguments: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError> {
        let index = usize::try_from(id).unwrap_or(usize::MAX);
        let (function, mut frame) = if let Some(function) = self.rules.functions.get(index) {
            let Some(function) = function else { return Ok(self.unclear(Open::Type)) };
            (Arc::clone(function), function.outer.clone())
        } else {
            let closures = self.closures.borrow();
            let Some(closure) = closures.get(index - self.rules.functions.len()) else {
                return Ok(self.unclear(Open::Type));
            };
            (Arc::clone(&closure.function), closure.frame.to_vec())
        };
        if self.depth.get() >= DEPTH_LIMIT {
            return Err(EvalError::Depth { span: Span::default() });
        }
        let mut entry = Entry::new(EntryKind::Function, &function.id, &function.name);
        let mut conforms = true;
        for (index, ((name, check), slot)) in function.parameters.iter().zip(&function.slots).enumerate() {
            let argument = arguments.get(index).cloned().unwrap_or_default();
            entry.inputs.push((Arc::clone(name), argument.clone()));
            let value = check.conform(&argument, run.env());
            conforms &= value.is_some();
            put(&mut frame, *slot, value.unwrap_or_default());
        }
        self.recorder.borrow_mut().begin(entry);
        let outer = std::mem::take(run.reads_mut());
        self.depth.set(self.depth.get() + 1);
        let result = if conforms {
            self.node(&function.body, &frame, run, true)
        } else {
            Ok(self.unclear(Open::Type))
        };
        self.depth.set(self.depth.get() - 1);
        let value = result?;
        self.close_part(&value, outer, run);
        Ok(value)
    }
}

impl Evaluator<'_> {
    /// Closes the entry of a call or inner table, and puts what it read to what was read before.
    pub(super) fn close_part(&self, value: &Value, mut outer: Reads, run: &mut Run<'_>) {
        let inner = std::mem::take(run.reads_mut());
        let sum = self.sum_up(&inner);
        let mut recorder = self.recorder.borrow_mut();
        if let Some(entry) = recorder.top() {
            entry.output = value.clone();
            entry.clear = sum.clear && entry.open.is_none();
            entry.reads = sum.reads;
            entry.uses = sum.uses;
            entry.assumed = self.paths(&sum.assumed);
        }
        recorder.end();
        outer.extend(&inner);
        *run.reads_mut() = outer;
    }
}

/// Puts a value in a slot, in the order in which slots were declared.
fn put(frame: &mut Vec<Value>, slot: usize, value: Value) {
    if slot >= frame.len() {
        frame.resize(slot + 1, Value::Null);
    }
    if let Some(place) = frame.get_mut(slot) {
        *place = value;
    }
}

/// Label and value of a path, for the trace only.
fn shown(path: &PathInput, frame: &[Value]) -> (Arc<str>, Value) {
    let value = frame.get(path.slot).map(|value| step(value, &path.fields)).unwrap_or_default();
    (Arc::clone(&path.label), value)
}

fn step(value: &Value, fields: &[Arc<str>]) -> Value {
    let Some((field, rest)) = fields.split_first() else { return value.clone() };
    if let Some(context) = value.as_context() {
        return context.get(field).map(|value| step(value, rest)).unwrap_or_default();
    }
    value.as_list().map(|items| items.iter().map(|item| step(item, fields)).collect()).unwrap_or_default()
}
