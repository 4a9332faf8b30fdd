//! Compiled expressions: a tree in which every name is already a slot.

use std::sync::Arc;

use crate::builtins::Builtin;
use crate::env::{Env, EvalError, Evaluation, Name};
use crate::eval::Run;
use crate::fault::{Fault, Span};
use crate::scope::Scope;
use crate::syntax;
use crate::types::Type;
use crate::value::{Function, HostFunction, Value};

/// A compiled expression. Cheap to clone, may be shared between threads.
#[derive(Debug, Clone)]
pub struct Program {
    pub(crate) inner: Arc<Compiled<Expr>>,
}

/// Compiled unary tests, such as the entry of a rule table: they ask a value for yes or no.
#[derive(Debug, Clone)]
pub struct UnaryTests {
    pub(crate) inner: Arc<Compiled<Tests>>,
}

#[derive(Debug)]
pub(crate) struct Compiled<T> {
    pub(crate) text: Name,
    pub(crate) tree: T,
    pub(crate) names: Vec<Name>,
    pub(crate) paths: Vec<Vec<Name>>,
}

/// Compiles an expression that may use the names of `scope`.
///
/// Errors: every fault that was found, each with its place in the text.
pub fn compile_expression(text: &str, scope: &Scope) -> Result<Program, Vec<Fault>> {
    syntax::expression(text, scope).map(|compiled| Program { inner: Arc::new(compiled) })
}

/// Compiles unary tests (`-`, `< 5, [10..20)`, `not("a")`, `? > x`) for an input of type `input`.
///
/// Errors: every fault that was found, each with its place in the text.
pub fn compile_unary_tests(text: &str, scope: &Scope, input: &Type) -> Result<UnaryTests, Vec<Fault>> {
    syntax::unary_tests(text, scope, input).map(|compiled| UnaryTests { inner: Arc::new(compiled) })
}

impl Program {
    /// Evaluates with the values of the scope's names in `slots`; a missing slot is null.
    ///
    /// Errors: only where the evaluation was broken off; whatever else goes wrong is null with a note.
    pub fn evaluate(&self, slots: &[Value], env: &Env<'_>) -> Result<Evaluation, EvalError> {
        let mut run = Run::new(env);
        let value = self.run(slots, &mut run)?;
        Ok(run.finish(&value))
    }

    /// Evaluates inside a run that is under way. The value may hold tracked parts that were not looked at.
    pub fn run(&self, slots: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError> {
        run.expression(&self.inner.tree, slots)
    }

    /// The source text.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The type of the value, as far as it is known.
    pub fn result_type(&self) -> &Type {
        &self.inner.tree.of
    }

    /// The names of the scope that the text uses, each once, in order of appearance.
    pub fn free_names(&self) -> &[Arc<str>] {
        &self.inner.names
    }

    /// The paths into the scope's values that the text uses, such as `["hushall", "barn", "fodd"]`. A path
    /// into the items of a list stands for the list too; a loop variable or the item of a filter for its list.
    pub fn paths(&self) -> &[Vec<Arc<str>>] {
        &self.inner.paths
    }

    /// The value, if the text is a literal.
    pub fn constant(&self) -> Option<Value> {
        self.inner.tree.constant()
    }

    /// A function that the caller carries out: the value to hand in for its name, see [`crate::Host`].
    pub fn host_function(id: u32, name: &str, parameters: Vec<Arc<str>>) -> Value {
        Value::Function(Function::Host(Arc::new(HostFunction { id, name: name.into(), parameters })))
    }
}

impl UnaryTests {
    /// Asks `input`. The value is true, false, or null where the test cannot be answered.
    ///
    /// Errors: only where the evaluation was broken off.
    pub fn evaluate(&self, input: &Value, slots: &[Value], env: &Env<'_>) -> Result<Evaluation, EvalError> {
        let mut run = Run::new(env);
        let answer = self.run(input, slots, &mut run)?;
        Ok(run.finish(&answer.into()))
    }

    /// Asks `input` inside a run that is under way.
    pub fn run(&self, input: &Value, slots: &[Value], run: &mut Run<'_>) -> Result<Option<bool>, EvalError> {
        run.tests(&self.inner.tree, input, slots)
    }

    /// The source text.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The names of the scope that the text uses, each once, in order of appearance.
    pub fn free_names(&self) -> &[Arc<str>] {
        &self.inner.names
    }

    /// The paths into the scope's values that the text uses.
    pub fn paths(&self) -> &[Vec<Arc<str>>] {
        &self.inner.paths
    }

    /// What the tests ask, where it can be said without evaluating: for indexes and for finding gaps.
    pub fn shape(&self) -> Shape {
        match &self.inner.tree {
            Tests::Any => Shape::Any,
            Tests::One(tests) => pieces(tests).map_or(Shape::Other, Shape::OneOf),
            Tests::Not(tests) => pieces(tests).map_or(Shape::Other, Shape::NotOneOf),
        }
    }
}

/// What unary tests ask, as far as it can be said without evaluating.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `-`: everything passes.
    Any,
    /// The value must be in one of the pieces.
    OneOf(Vec<Piece>),
    /// The value must be in none of the pieces.
    NotOneOf(Vec<Piece>),
    /// Something that depends on other values.
    Other,
}

/// A constant part of unary tests.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Exactly this value; null for the test `null`.
    Equal(Value),
    /// A range; an end that is null is without end.
    Range(crate::value::Range),
}

fn pieces(tests: &[Test]) -> Option<Vec<Piece>> {
    tests.iter().map(Test::piece).collect()
}

/// A node of the tree.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) of: Type,
    pub(crate) height: u16,
    /// The path into the scope's values that it reads, if it does nothing else.
    pub(crate) origin: Option<Origin>,
}

/// A path into the scope's values.
pub(crate) type Origin = Arc<[Name]>;

/// What a node does.
#[derive(Debug)]
pub(crate) enum Kind {
    Literal(Value),
    /// A value that was handed in.
    Slot(u32),
    /// A variable of the function being evaluated, counted from the bottom of its frame.
    Local(u32),
    /// A variable from around the function.
    Captured(u32),
    /// The function that is being evaluated.
    Itself,
    /// `?` in unary tests.
    Input,
    Negate(Box<Expr>),
    Arithmetic(Operator, Box<(Expr, Expr)>),
    Compare(Comparison, Box<(Expr, Expr)>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Between(Box<[Expr; 3]>),
    In(Box<Expr>, Vec<Test>),
    InstanceOf(Box<Expr>, Type),
    If(Box<[Expr; 3]>),
    For(Box<Loop>),
    Some(Box<Loop>),
    Every(Box<Loop>),
    List(Vec<Expr>),
    Context(Vec<(Name, Expr)>),
    Range(Box<RangeExpr>),
    Path(Box<Expr>, Step),
    Filter(Box<(Expr, Expr)>),
    /// A name inside a filter over items of unknown type: an entry of the item, or else the variable.
    ItemOr(Box<Expr>, Step, Option<Box<Expr>>),
    Builtin(Builtin, Vec<Expr>),
    Call(Box<Expr>, Vec<Argument>),
    Lambda(Arc<Body>, Vec<Capture>),
    /// `uppgiftslage(path)`.
    State(Box<Expr>),
}

/// A named step of a path. `hint` is the place where the entry probably is.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: Name,
    pub(crate) hint: u16,
}

/// A loop: its variables and what is evaluated for each of their values.
#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) iterations: Vec<Iteration>,
    pub(crate) body: Expr,
    /// The body uses `partial`, the results so far: in a `for`, the variable after those of the iterations.
    pub(crate) partial: bool,
}

/// One `x in list` of a loop, with its two ends if it runs over numbers.
#[derive(Debug)]
pub(crate) struct Iteration {
    pub(crate) over: Expr,
    pub(crate) to: Option<Expr>,
}

#[derive(Debug)]
pub(crate) struct RangeExpr {
    pub(crate) start: Option<Expr>,
    pub(crate) start_closed: bool,
    pub(crate) end: Option<Expr>,
    pub(crate) end_closed: bool,
}

#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) name: Option<Name>,
    pub(crate) value: Expr,
}

/// Where a function takes a variable from when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capture {
    Slot(u32),
    Local(u32),
    Captured(u32),
    Input,
    Itself,
}

/// The body of a function written in FEEL.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) parameters: Vec<(Name, Type)>,
    pub(crate) body: Expr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Comparison {
    /// True if it holds for two values in this order.
    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// The tree of unary tests.
#[derive(Debug)]
pub(crate) enum Tests {
    Any,
    One(Vec<Test>),
    Not(Vec<Test>),
}

/// What a test asks with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Whether the input is the value, in the range or among the items.
    Equality,
    /// A condition about `?`: whether it is true.
    Input,
    /// A condition about other values: whether it is true, unless the input is a truth value to compare with.
    Condition,
}

/// One test.
#[derive(Debug)]
pub(crate) enum Test {
    /// A value, a list of values, a range, or a condition.
    Value { expr: Expr, asks: Asks },
    /// `< 5`.
    Compare(Comparison, Expr),
}

#[allow(clippy::wildcard_enum_match_arm, reason = "everything else is no constant")]
impl Expr {
    pub(crate) fn constant(&self) -> Option<Value> {
        match &self.kind {
            Kind::Literal(value) => Some(value.clone()),
            Kind::Negate(inner) => {
                inner.constant()?.as_number().map(|number| Value::Number(number.negated()))
            }
            _ => None,
        }
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "everything else is a constant or not")]
impl Test {
    fn piece(&self) -> Option<Piece> {
        use crate::value::{Bound, Range};
        let end = |value: Option<&Expr>, closed: bool| match value {
            Some(expr) => expr.constant().map(|value| Bound { value, closed }),
            None => Some(Bound { value: Value::Null, closed: false }),
        };
        match self {
            Self::Value { expr, asks: Asks::Equality | Asks::Condition } => match &expr.kind {
                Kind::Range(range) => Some(Piece::Range(Range {
                    start: end(range.start.as_ref(), range.start_closed)?,
                    end: end(range.end.as_ref(), range.end_closed)?,
                })),
                Kind::Literal(Value::Range(range)) => Some(Piece::Range((**range).clone())),
                Kind::Literal(Value::List(_)) => None,
                _ => expr.constant().map(Piece::Equal),
            },
            Self::Value { asks: Asks::Input, .. } => None,
            Self::Compare(comparison, expr) => {
                let value = expr.constant()?;
                let none = Bound { value: Value::Null, closed: false };
                Some(match comparison {
                    Comparison::Equal => Piece::Equal(value),
                    Comparison::NotEqual => return None,
                    Comparison::Less => {
                        Piece::Range(Range { start: none, end: Bound { value, closed: false } })
                    }
                    Comparison::AtMost => {
                        Piece::Range(Range { start: none, end: Bound { value, closed: true } })
                    }
                    Comparison::Greater => {
                        Piece::Range(Range { start: Bound { value, closed: false }, end: none })
                    }
                    Comparison::AtLeast => {
                        Piece::Range(Range { start: Bound { value, closed: true }, end: none })
                    }
                })
            }
        }
    }
}
