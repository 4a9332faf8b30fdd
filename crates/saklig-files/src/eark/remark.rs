//! What is wrong with a package.

use std::fmt;

/// One remark: a code, which file, what is wrong, what to do. The sentences are English, for logs; the edge renders
/// Swedish from the text with the key `code` in lower case and the named arguments.
#[doc(alias = "anmärkning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The code, such as `E1203`; it has a page in `docs/fel`.
    pub code: &'static str,
    /// The file inside the package, from its folder; empty when the remark is about the package as a whole.
    pub file: String,
    /// What is wrong, in English.
    pub what: String,
    /// What to do, in English.
    pub todo: &'static str,
    /// The named arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Remark {
    pub(super) fn new(code: &'static str, file: &str, what: impl Into<String>, todo: &'static str) -> Self {
        let what = what.into();
        let args = vec![("fil", file.to_owned()), ("vad", what.clone())];
        Self { code, file: file.to_owned(), what, todo, args }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, file, what, todo, .. } = self;
        write!(f, "{code}")?;
        if !file.is_empty() {
            write!(f, " {file}")?;
        }
        write!(f, ": {what} — {todo}")
    }
}
