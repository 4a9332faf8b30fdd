//! What is wrong in the text of an expression, found when it is compiled.

use std::fmt;

use crate::remark::{Place, Remark};

/// A piece of the source text: bytes from `start` up to `end`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A fault in an expression. Its codes are E0201 to E0210.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code.
    pub code: &'static str,
    /// Where in the text.
    pub span: Span,
    /// What is wrong, in English.
    pub what: String,
    /// What to do, in English.
    pub todo: String,
    /// The named arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

/// The text is not an expression.
pub(crate) const SYNTAX: &str = "E0201";
/// A name that nothing declares.
pub(crate) const UNKNOWN_NAME: &str = "E0202";
/// A function that does not exist.
pub(crate) const UNKNOWN_FUNCTION: &str = "E0203";
/// A function called with the wrong number or names of arguments.
pub(crate) const WRONG_ARGUMENTS: &str = "E0204";
/// Two types that do not go together.
pub(crate) const WRONG_TYPE: &str = "E0205";
/// A field that the context does not have.
pub(crate) const UNKNOWN_FIELD: &str = "E0206";
/// A literal that is not a number, date, time or duration.
pub(crate) const BAD_LITERAL: &str = "E0207";
/// An expression that is nested too deeply.
pub(crate) const TOO_DEEP: &str = "E0208";
/// A function in another language.
pub(crate) const EXTERNAL: &str = "E0209";
/// `uppgiftslage` asked for something else than a path.
pub(crate) const NOT_A_PATH: &str = "E0210";

impl Span {
    /// The piece from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end) }
    }

    /// The piece that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text it covers; empty if it lies outside.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Line and column (in characters), both from 1, of the first byte.
    pub fn line_and_column(self, text: &str) -> (u32, u32) {
        let before = text.get(..self.start as usize).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}

impl Fault {
    pub(crate) fn new(
        code: &'static str,
        span: Span,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self { code, span, what: what.into(), todo: todo.into(), args: Vec::new() }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The fault as a remark. `place` is where the text begins; lines inside the text are counted on, and
    /// `expression` becomes an argument of the sentence.
    pub fn remark(&self, text: &str, place: &Place) -> Remark {
        let (line, column) = self.span.line_and_column(text);
        let mut place = place.clone();
        if place.line > 0 {
            place.line += line - 1;
            place.column = if line == 1 && place.column > 0 { place.column + column - 1 } else { column };
        }
        let mut remark =
            Remark::error(self.code, place, format!("{} in `{text}`", self.what), self.todo.clone());
        remark.args.clone_from(&self.args);
        remark.with("uttryck", text)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.code, self.span.start, self.what)?;
        if self.todo.is_empty() { Ok(()) } else { write!(f, " — {}", self.todo) }
    }
}

impl std::error::Error for Fault {}
