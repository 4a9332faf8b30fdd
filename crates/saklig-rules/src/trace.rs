//! The trace: what was evaluated, with which rows, and why.

use saklig_feel::{Reads, Value};
use std::fmt;
use std::sync::Arc;

/// What was evaluated to reach an outcome, in order.
#[derive(Debug, Clone, Default)]
#[doc(alias = "spår")]
pub struct Trace {
    /// The decisions, each after those it requires; the last one was asked for.
    pub decisions: Vec<Entry>,
    /// Calls of functions that were left out because there were too many.
    pub left_out: u32,
}

impl Trace {
    /// The entry of a decision, by id or name.
    pub fn decision(&self, name: &str) -> Option<&Entry> {
        self.decisions.iter().find(|entry| *entry.id == *name || *entry.name == *name)
    }
}

/// What an entry speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A DMN decision.
    Decision,
    /// A call of a function (business knowledge model or function definition).
    Function,
    /// A table inside another expression.
    Table,
}

/// One evaluation of a decision, function or table.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was evaluated.
    pub kind: EntryKind,
    /// Element id.
    pub id: Arc<str>,
    /// Name.
    pub name: Arc<str>,
    /// Label and value of each input: of a table its input columns, of a function its arguments, of other
    /// expressions the paths they name. Parts may be tracked: they are what was handed over, not copies.
    pub inputs: Vec<(Arc<str>, Value)>,
    /// The rows that gave the result, in the order of the table. Of a table that stops at its first hit, that one.
    pub rows: Vec<Arc<Hit>>,
    /// The result.
    pub output: Value,
    /// Nothing it read was unknown or unclear.
    pub clear: bool,
    /// Why the result itself is unclear, whatever was read.
    pub open: Option<Open>,
    /// The caller's marks that were read, through required decisions too.
    pub reads: Reads,
    /// Names of the required decisions whose result was read.
    pub uses: Vec<Arc<str>>,
    /// Paths of unknown facts for which an assumed value was read, through required decisions too.
    pub assumed: Vec<Arc<str>>,
    /// Functions that were called and tables inside, in order.
    pub calls: Vec<Entry>,
    /// Rows that did not match, each with the first cell that failed. Filled only by [`crate::Rules::why_not`].
    pub misses: Vec<Miss>,
}

impl Entry {
    pub(crate) fn new(kind: EntryKind, id: &Arc<str>, name: &Arc<str>) -> Self {
        Entry {
            kind,
            id: Arc::clone(id),
            name: Arc::clone(name),
            inputs: Vec::new(),
            rows: Vec::new(),
            output: Value::Null,
            clear: true,
            open: None,
            reads: Reads::new(),
            uses: Vec::new(),
            assumed: Vec::new(),
            calls: Vec::new(),
            misses: Vec::new(),
        }
    }

    /// The texts of an annotation column in the matched rows, without blank ones.
    pub fn annotations<'a>(&'a self, column: &'a str) -> impl Iterator<Item = &'a str> {
        self.rows.iter().filter_map(move |row| row.annotation(column))
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "rad")]
pub struct Hit {
    /// Element id of the row.
    pub id: Arc<str>,
    /// Place in the table, counted from 1.
    pub index: usize,
    /// Column name and text of each annotation.
    pub annotations: Vec<(Arc<str>, Arc<str>)>,
}

impl Hit {
    /// The text of an annotation column, such as `Lagrum`; none when it is blank.
    pub fn annotation(&self, column: &str) -> Option<&str> {
        let found = self.annotations.iter().find(|(name, _)| **name == *column);
        found.map(|(_, text)| &**text).filter(|text| !text.is_empty())
    }
}

/// A row that did not match.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The row.
    pub row: Arc<Hit>,
    /// Label of the first column whose cell failed.
    pub column: Arc<str>,
    /// The text of that cell.
    pub cell: Arc<str>,
    /// The value that was tested.
    pub value: Value,
}

/// Why a result is unclear although nothing unknown was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Open {
    /// No row of a single-hit table matched, and there is no default.
    NoRow,
    /// More than one row of a table matched where only one may.
    SeveralRows,
    /// Rows that should agree gave different outputs.
    Disagreement,
    /// The matched row gave null.
    NullOutput,
    /// An input is outside the values that its column allows.
    Input(Arc<str>),
    /// The output is outside the values that its column allows.
    Output(Arc<str>),
    /// The result is not of the declared type, or cannot be aggregated.
    Type,
    /// An expression gave null because something in it could not be evaluated; says what.
    NullResult(String),
}

impl fmt::Display for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Open::NoRow => f.write_str("no row matched"),
            Open::SeveralRows => f.write_str("several rows matched where only one may"),
            Open::Disagreement => f.write_str("the rows that matched gave different outputs"),
            Open::NullOutput => f.write_str("the row that matched gave null"),
            Open::Input(column) => write!(f, "the input `{column}` is outside the allowed values"),
            Open::Output(column) => write!(f, "the output `{column}` is outside the allowed values"),
            Open::Type => f.write_str("the result is not of the declared type"),
            Open::NullResult(why) => write!(f, "the expression gave null: {why}"),
        }
    }
}
