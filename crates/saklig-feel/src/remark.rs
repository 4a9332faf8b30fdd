//! What a reader says about a file: a code, a place, what is wrong and what to do.

use std::fmt;
use std::sync::Arc;

/// One remark about something that was read. The same shape for FEEL, DMN, BPMN, forms and packages.
///
/// The sentences are English, for logs; the edge renders Swedish from the text with the key `code` in lower
/// case and the named arguments.
#[doc(alias = "anmärkning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The code, such as `E0201`; it has a page in `docs/fel`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in English.
    pub what: String,
    /// What to do, in English.
    pub todo: String,
    /// The named arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

/// How serious a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong, still usable.
    Warning,
    /// What it concerns cannot be used.
    Error,
}

/// A place in what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as the reader was told it; empty if there is none.
    pub file: Arc<str>,
    /// The line, from 1; 0 if unknown.
    pub line: u32,
    /// The column in characters, from 1; 0 if unknown.
    pub column: u32,
    /// The id of the element, or a path in JSON or TOML.
    pub element: Option<Arc<str>>,
}

impl Remark {
    /// An error.
    pub fn error(code: &'static str, place: Place, what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            what: what.into(),
            todo: todo.into(),
            args: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(
        code: &'static str,
        place: Place,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, what, todo) }
    }

    /// The remark with one more named argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// True for an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Place {
    /// A file without a line.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file.
    pub fn line(file: impl Into<Arc<str>>, line: u32) -> Self {
        Self { file: file.into(), line, ..Self::default() }
    }

    /// The place with the id of an element.
    #[must_use]
    pub fn element(mut self, element: impl Into<Arc<str>>) -> Self {
        self.element = Some(element.into());
        self
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.code)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.what)?;
        if self.todo.is_empty() { Ok(()) } else { write!(f, " — {}", self.todo) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (self.line, self.file.is_empty()) {
            (0, _) => {}
            (line, true) => write!(f, "line {line}")?,
            (line, false) => write!(f, ":{line}")?,
        }
        match &self.element {
            Some(element) if self.file.is_empty() && self.line == 0 => write!(f, "`{element}`"),
            Some(element) => write!(f, " `{element}`"),
            None => Ok(()),
        }
    }
}
