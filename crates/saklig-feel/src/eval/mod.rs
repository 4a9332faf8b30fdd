//! Evaluation of the compiled tree.
#![allow(clippy::wildcard_enum_match_arm, reason = "a value of any other type gives null")]

mod access;
mod arithmetic;
mod calls;
mod loops;
mod operators;
mod tests_in;

use std::sync::Arc;

pub(crate) use access::place_of;

use crate::builtins::Stop;
use crate::env::{Env, EvalError, Evaluation, Note, Why};
use crate::fault::Span;
use crate::program::{Capture, Expr, Kind, RangeExpr, Tests};
use crate::track::Reads;
use crate::types::Type;
use crate::value::{Bound, Closure, Function, Range, Value};

/// How many levels of trees may be open at once, over all calls.
const DEEPEST: u32 = 400;
/// Notes that are kept.
const MOST_NOTES: usize = 32;

/// An evaluation under way: what was read so far, the notes, the steps left.
#[derive(Debug)]
pub struct Run<'e> {
    env: Env<'e>,
    reads: Reads,
    notes: Vec<Note>,
    left: u64,
    depth: u32,
    stack: Vec<Value>,
}

/// Where the names of the tree find their values.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'f> {
    slots: &'f [Value],
    input: &'f Value,
    closure: Option<&'f Arc<Closure>>,
    base: usize,
}

type Eval<T = Value> = Result<T, EvalError>;

static NULL: Value = Value::Null;

impl<'e> Run<'e> {
    /// Begins.
    pub fn new(env: &Env<'e>) -> Self {
        Self {
            env: *env,
            reads: Reads::new(),
            notes: Vec::new(),
            left: env.budget,
            depth: 0,
            stack: Vec::new(),
        }
    }

    /// Ends: the value loses its marks, all of which count as read.
    pub fn finish(mut self, value: &Value) -> Evaluation {
        let value = value.untracked(&mut self.reads);
        Evaluation { value, reads: self.reads, notes: self.notes }
    }

    /// The environment.
    pub fn env(&self) -> &Env<'e> {
        &self.env
    }

    /// What was read so far. A caller may take it out (`std::mem::take`) to tell the reads of parts apart.
    pub fn reads_mut(&mut self) -> &mut Reads {
        &mut self.reads
    }

    /// The notes so far.
    pub fn notes_mut(&mut self) -> &mut Vec<Note> {
        &mut self.notes
    }

    /// The steps that are left.
    pub fn steps_left(&self) -> u64 {
        self.left
    }

    /// The value below its marks, which are entered as read; parts of it stay tracked.
    pub fn look(&mut self, value: &Value) -> Value {
        look(&mut self.reads, value).clone()
    }

    /// The value without any marks, all of which are entered as read.
    pub fn look_deeply(&mut self, value: &Value) -> Value {
        value.untracked(&mut self.reads)
    }

    pub(crate) fn expression(&mut self, expr: &Expr, slots: &[Value]) -> Eval {
        let frame = Frame { slots, input: &NULL, closure: None, base: self.stack.len() };
        self.bounded(expr, &frame)
    }

    pub(crate) fn tests(&mut self, tests: &Tests, input: &Value, slots: &[Value]) -> Eval<Option<bool>> {
        let frame = Frame { slots, input, closure: None, base: self.stack.len() };
        match tests {
            Tests::Any => Ok(Some(true)),
            Tests::One(tests) => self.any_test(tests, input, &frame),
            Tests::Not(tests) => Ok(self.any_test(tests, input, &frame)?.map(|passed| !passed)),
        }
    }

    /// Evaluates a tree of its own, if there is room for it above those that are open.
    fn bounded(&mut self, expr: &Expr, frame: &Frame<'_>) -> Eval {
        let height = u32::from(expr.height);
        if self.depth + height > DEEPEST {
            return Err(EvalError::Depth { span: expr.span });
        }
        self.depth += height;
        let result = self.eval(expr, frame);
        self.depth -= height;
        self.stack.truncate(frame.base);
        result
    }

    /// The value of a node. It is never tracked itself, though parts of it may be.
    fn eval(&mut self, expr: &Expr, frame: &Frame<'_>) -> Eval {
        self.step(expr.span)?;
        match &expr.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Slot(_) | Kind::Local(_) | Kind::Captured(_) | Kind::Input | Kind::Path(..) => {
                self.name_or_path(expr, frame)
            }
            Kind::Arithmetic(operator, parts) => {
                if let Some((a, b)) = self.numbers(parts, frame) {
                    return self.arithmetic_of_numbers(*operator, a, b, expr.span);
                }
                let left = self.eval(&parts.0, frame)?;
                let right = self.eval(&parts.1, frame)?;
                self.arithmetic(*operator, &left, &right, expr.span)
            }
            Kind::Compare(comparison, parts) => {
                if let Some((a, b)) = self.numbers(parts, frame) {
                    return Ok(Value::Boolean(comparison.holds(a.cmp(&b))));
                }
                let left = self.eval(&parts.0, frame)?;
                let right = self.eval(&parts.1, frame)?;
                Ok(self.comparison(*comparison, &left, &right, expr.span))
            }
            Kind::And(parts) => self.logical(parts, false, frame),
            Kind::Or(parts) => self.logical(parts, true, frame),
            Kind::If(parts) => self.conditional(parts, frame),
            Kind::Negate(inner) => {
                let value = self.eval(inner, frame)?;
                Ok(self.negate(&value, expr.span))
            }
            _ => self.eval_rest(expr, frame),
        }
    }

    fn eval_rest(&mut self, expr: &Expr, frame: &Frame<'_>) -> Eval {
        match &expr.kind {
            Kind::Itself => Ok(frame
                .closure
                .map_or(Value::Null, |closure| Value::Function(Function::Lambda(Arc::clone(closure))))),
            Kind::Between(parts) => self.between(parts, frame, expr.span),
            Kind::In(value, tests) => {
                let value = self.eval(value, frame)?;
                let inner = Frame { input: &value, ..*frame };
                Ok(self.any_test(tests, &value, &inner)?.map_or(Value::Null, Value::Boolean))
            }
            Kind::InstanceOf(value, of) => {
                let value = self.eval(value, frame)?;
                Ok(Value::Boolean(self.conforms(&value, of)))
            }
            Kind::For(looped) => self.for_loop(looped, frame, expr.span),
            Kind::Some(looped) => self.quantified(looped, true, frame),
            Kind::Every(looped) => self.quantified(looped, false, frame),
            Kind::List(items) => items
                .iter()
                .map(|item| self.eval(item, frame))
                .collect::<Result<Vec<_>, _>>()
                .map(Value::list),
            Kind::Context(entries) => self.context(entries, frame),
            Kind::Range(range) => self.range(range, frame, expr.span),
            Kind::Filter(parts) => self.filter(parts, frame, expr.span),
            Kind::ItemOr(item, step, fallback) => {
                self.item_or(item, step, fallback.as_deref(), frame, expr.span)
            }
            Kind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments, frame, expr.span),
            Kind::Call(function, arguments) => self.call(function, arguments, frame, expr.span),
            Kind::Lambda(body, captures) => {
                let taken = captures.iter().map(|capture| self.capture(*capture, frame)).collect();
                Ok(Value::Function(Function::Lambda(Arc::new(Closure {
                    body: Arc::clone(body),
                    captured: taken,
                }))))
            }
            Kind::State(path) => self.state(path, frame),
            _ => self.eval(expr, frame),
        }
    }

    fn capture(&self, capture: Capture, frame: &Frame<'_>) -> Value {
        let found = match capture {
            Capture::Slot(index) => frame.slots.get(index as usize),
            Capture::Local(index) => self.stack.get(frame.base + index as usize),
            Capture::Captured(index) => {
                frame.closure.and_then(|closure| closure.captured.get(index as usize))
            }
            Capture::Input => Some(frame.input),
            Capture::Itself => {
                return frame
                    .closure
                    .map_or(Value::Null, |closure| Value::Function(Function::Lambda(Arc::clone(closure))));
            }
        };
        found.cloned().unwrap_or_default()
    }

    fn context(&mut self, entries: &[(crate::env::Name, Expr)], frame: &Frame<'_>) -> Eval {
        let start = self.stack.len();
        for (_, value) in entries {
            let value = self.eval(value, frame)?;
            self.stack.push(value);
        }
        let values = self.stack.drain(start..);
        let context = entries.iter().zip(values).map(|((name, _), value)| (Arc::clone(name), value));
        Ok(Value::Context(Arc::new(context.collect())))
    }

    fn range(&mut self, range: &RangeExpr, frame: &Frame<'_>, span: Span) -> Eval {
        let end = |run: &mut Self, expr: &Option<Expr>, closed: bool| match expr {
            None => Ok(Some(Bound { value: Value::Null, closed: false })),
            Some(expr) => {
                let value = run.eval(expr, frame)?;
                Ok((!value.is_null()).then_some(Bound { value, closed }))
            }
        };
        let start = end(self, &range.start, range.start_closed)?;
        let end = end(self, &range.end, range.end_closed)?;
        match (start, end) {
            (Some(start), Some(end)) if crate::syntax::range_is_sound(&start, &end) => {
                Ok(Value::Range(Arc::new(Range { start, end })))
            }
            (Some(_), Some(_)) => Ok(self.null(span, Why::Types)),
            _ => Ok(Value::Null),
        }
    }

    /// One step of the budget.
    #[inline]
    fn step(&mut self, span: Span) -> Eval<()> {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(EvalError::Budget { span }),
        }
    }

    /// Uses up steps for work on many items.
    pub(crate) fn spend(&mut self, steps: usize, span: Span) -> Eval<()> {
        match self.left.checked_sub(steps as u64) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(EvalError::Budget { span }),
        }
    }

    /// Null, with the reason noted.
    fn null(&mut self, span: Span, why: Why) -> Value {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { span, why });
        }
        Value::Null
    }

    /// The value of an outcome; a null is noted.
    fn outcome(&mut self, outcome: Result<Value, Stop>, span: Span) -> Eval {
        match outcome {
            Ok(value) => Ok(value),
            Err(Stop::Null(why)) => Ok(self.null(span, why)),
            Err(Stop::Overflow) => Err(EvalError::Overflow { span }),
            Err(Stop::End(error)) => Err(error),
        }
    }

    /// True if the value is of the type; lists and contexts are looked through.
    pub(crate) fn conforms(&mut self, value: &Value, of: &Type) -> bool {
        let value = look(&mut self.reads, value).clone();
        match (&value, of) {
            (Value::Null, Type::Null) => true,
            (Value::Null, _) => false,
            (_, Type::Any) => true,
            (Value::List(items), Type::List(item)) => {
                **item == Type::Any || items.iter().all(|value| value.is_null() || self.conforms(value, item))
            }
            (Value::Context(context), Type::Context(fields)) => fields.iter().all(|(name, of)| {
                context.get(name).is_some_and(|value| value.is_null() || self.conforms(value, of))
            }),
            (Value::Range(range), Type::Range(item)) => [&range.start.value, &range.end.value]
                .into_iter()
                .all(|end| end.is_null() || self.conforms(end, item)),
            (Value::Function(function), Type::Function(of)) => {
                of.parameters.is_empty() || function.parameters().len() == of.parameters.len()
            }
            (value, of) => value.type_of() == *of,
        }
    }
}

/// The value below its marks, which are entered as read.
#[inline]
fn look<'v>(reads: &mut Reads, value: &'v Value) -> &'v Value {
    let mut value = value;
    while let Value::Tracked(tracked) = value {
        reads.insert(tracked.mark);
        value = &tracked.value;
    }
    value
}
