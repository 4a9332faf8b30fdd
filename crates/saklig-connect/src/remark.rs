//! What a reader says about a line it cannot take.

use std::fmt;
use std::sync::Arc;

/// One remark about a line of a file: a code, where, what is wrong and what to do.
///
/// The sentences are English, for logs; the edge renders Swedish from the text with the key `code` in lower case and
/// the named arguments. The values of the line are never in it, only names of fields: the lines are about people.
#[doc(alias = "anmärkning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The code, such as `E0902`; it has a page in `docs/fel`.
    pub code: &'static str,
    /// The file as the reader was told it.
    pub file: Arc<str>,
    /// The line, from 1; 0 when the remark is about the whole file.
    pub line: u32,
    /// The JSON path in the line, such as `$.svar.fk.uppgifter.utbetalningar[0].netto`; `$` for the whole line.
    pub path: String,
    /// What is wrong, in English.
    pub what: String,
    /// What to do, in English.
    pub todo: &'static str,
    /// The named arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, file, line, path, what, todo, .. } = self;
        write!(f, "{code} {file}")?;
        if *line > 0 {
            write!(f, ":{line}")?;
        }
        if path != "$" {
            write!(f, " {path}")?;
        }
        write!(f, ": {what} — {todo}")
    }
}

impl Remark {
    /// A remark with file and path among its arguments.
    pub(crate) fn new(
        code: &'static str,
        (file, line): (&Arc<str>, u32),
        path: &str,
        what: impl Into<String>,
        todo: &'static str,
    ) -> Self {
        Self {
            code,
            file: Arc::clone(file),
            line,
            path: path.to_owned(),
            what: what.into(),
            todo,
            args: vec![("plats", path.to_owned())],
        }
    }

    /// The remark with one more named argument.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
