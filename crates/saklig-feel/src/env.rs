//! What an evaluation is given and what it gives back.

use std::fmt;
use std::sync::Arc;

use jiff::Zoned;

use crate::eval::Run;
use crate::fault::Span;
use crate::track::{Marks, NoMarks, Reads};
use crate::value::Value;

/// The steps an evaluation may take if nobody says otherwise.
pub const DEFAULT_BUDGET: u64 = 1_000_000;

/// What an evaluation may use: time, knowledge about marks, functions of the host, a number of steps.
#[derive(Clone, Copy)]
pub struct Env<'e> {
    /// The time that `now()` and `today()` give; without it they give null.
    pub now: Option<&'e Zoned>,
    /// What is known about the marks of tracked values.
    pub marks: &'e dyn Marks,
    /// Carries out [`crate::HostFunction`]s.
    pub host: &'e dyn Host,
    /// The steps that may be taken; about one for each node of the expression that is evaluated.
    pub budget: u64,
}

impl Env<'static> {
    /// No time, nothing unknown, no host functions, the usual budget.
    pub fn new() -> Self {
        Self { now: None, marks: &NoMarks, host: &NoHost, budget: DEFAULT_BUDGET }
    }
}

impl Default for Env<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'e> Env<'e> {
    /// The same with a time.
    #[must_use]
    pub fn at(self, now: &'e Zoned) -> Self {
        Self { now: Some(now), ..self }
    }

    /// The same with knowledge about marks.
    #[must_use]
    pub fn with_marks(self, marks: &'e dyn Marks) -> Self {
        Self { marks, ..self }
    }

    /// The same with a host.
    #[must_use]
    pub fn with_host(self, host: &'e dyn Host) -> Self {
        Self { host, ..self }
    }

    /// The same with another budget of steps.
    #[must_use]
    pub fn with_budget(self, budget: u64) -> Self {
        Self { budget, ..self }
    }
}

impl fmt::Debug for Env<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env").field("now", &self.now).field("budget", &self.budget).finish_non_exhaustive()
    }
}

/// Carries out functions that are not written in FEEL, such as business knowledge models.
pub trait Host {
    /// Calls the function with the number `id`. Arguments may hold tracked parts; what the function looks
    /// at must be entered in the reads of `run` (programs that it runs in `run` do so themselves).
    fn call(&self, id: u32, arguments: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError>;
}

/// A host without functions.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn call(&self, _: u32, _: &[Value], _: &mut Run<'_>) -> Result<Value, EvalError> {
        Ok(Value::Null)
    }
}

/// The result of an evaluation.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The value, without marks.
    pub value: Value,
    /// The marks that were read on the way, those in the value included.
    pub reads: Reads,
    /// Why a null arose where no null went in.
    pub notes: Vec<Note>,
}

/// Says why a null arose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The part of the expression.
    pub span: Span,
    /// The reason.
    pub why: Why,
}

/// The reasons for a null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The operation does not exist for values of these types.
    Types,
    /// A number was divided by zero.
    DivisionByZero,
    /// The context has no such entry.
    NoEntry,
    /// The list has no such item.
    NoItem,
    /// The text, number or part is not a date, time, number or duration.
    NotReadable,
    /// An argument is outside what the function takes.
    Argument,
    /// A condition is neither true nor false.
    Condition,
    /// The function does not take these arguments.
    Arguments,
    /// It is not a function.
    NotAFunction,
    /// The environment has no time.
    NoTime,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Types => "the operation does not exist for these types",
            Self::DivisionByZero => "division by zero",
            Self::NoEntry => "the context has no such entry",
            Self::NoItem => "the list has no such item",
            Self::NotReadable => "it cannot be read as the value asked for",
            Self::Argument => "an argument is outside what the function takes",
            Self::Condition => "a condition is neither true nor false",
            Self::Arguments => "the function does not take these arguments",
            Self::NotAFunction => "it is not a function",
            Self::NoTime => "no time was given",
        })
    }
}

impl Note {
    /// The note as a sentence with the part of `text` it speaks of.
    pub fn sentence(&self, text: &str) -> String {
        format!("`{}`: {}", self.span.of(text), self.why)
    }
}

/// Why an evaluation was broken off. It says nothing about the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// The budget of steps is used up.
    #[error("E0211: the expression takes more steps than allowed")]
    Budget {
        /// Where it stopped.
        span: Span,
    },
    /// Functions call each other too deeply.
    #[error("E0212: functions call each other too deeply")]
    Depth {
        /// Where it stopped.
        span: Span,
    },
    /// A number is too large.
    #[error("E0213: a number becomes too large")]
    Overflow {
        /// Where it stopped.
        span: Span,
    },
}

impl EvalError {
    /// The error code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Budget { .. } => "E0211",
            Self::Depth { .. } => "E0212",
            Self::Overflow { .. } => "E0213",
        }
    }

    /// The part of the expression where it stopped.
    pub const fn span(&self) -> Span {
        match self {
            Self::Budget { span } | Self::Depth { span } | Self::Overflow { span } => *span,
        }
    }
}

/// A shared name.
pub(crate) type Name = Arc<str>;
