//! Remarks: what is wrong, where, and what to do.

use std::fmt;
use std::sync::Arc;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Cannot be used.
    Error,
    /// Can be used, probably not as meant.
    Warning,
    /// Good to know.
    Info,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, empty when unnamed.
    pub file: Arc<str>,
    /// Line from 1; 0 is unknown.
    pub line: u32,
    /// Column from 1; 0 is unknown.
    pub column: u32,
    /// Element id.
    pub element: Option<Arc<str>>,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Code.
    pub code: &'static str,
    /// Severity.
    pub severity: Severity,
    /// Place.
    pub place: Place,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}:{}: {} — {}", self.code, self.place.file, self.place.line, self.what, self.todo)
    }
}
