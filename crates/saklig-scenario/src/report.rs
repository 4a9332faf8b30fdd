//! What running the scenarios gave, as data; and a difference in words.

use std::sync::Arc;

use saklig_feel::remark::Remark;
use saklig_text::{Args, Texts};

use crate::coverage::Uncovered;

/// What running scenarios gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[doc(alias = "provresultat")]
pub struct Report {
    /// The number of scenarios that gave what they say.
    pub passed: usize,
    /// What did not come out as it says, in order of file and line.
    pub failed: Vec<Difference>,
    /// Rows of rule tables that no scenario has shown; empty when only some of the scenarios were run.
    pub uncovered: Vec<Uncovered>,
    /// The number of rows of rule tables that were shown.
    pub covered: usize,
    /// What could not be read or run.
    pub remarks: Vec<Remark>,
    /// Each file that was run.
    pub files: Vec<FileReport>,
}

/// What running one file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub file: Arc<str>,
    /// The number of scenarios that passed.
    pub passed: usize,
    /// The number of scenarios that did not.
    pub failed: usize,
}

/// One thing that did not come out as a scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "skillnad")]
pub struct Difference {
    /// The file.
    pub file: Arc<str>,
    /// The line of the scenario.
    pub line: u32,
    /// What the scenario is called: its first cell.
    pub case: String,
    /// The column that differs.
    pub column: String,
    /// What the scenario says.
    pub expected: String,
    /// What came out.
    pub got: String,
    /// Why it came out like that.
    pub why: Vec<Why>,
}

/// A part of the explanation of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A row of the rule table did not match: its first cell that failed.
    Missed {
        /// The number of the row, from 1.
        row: usize,
        /// The label of the column.
        column: String,
        /// The cell.
        cell: String,
        /// The value that was tested.
        value: String,
    },
    /// A row of the rule table matched.
    Matched {
        /// The number of the row, from 1.
        row: usize,
        /// The inputs: `label = value`.
        inputs: String,
    },
    /// A row was not tried: an earlier one matched and ended the search.
    NotTried {
        /// The number of the row, from 1.
        row: usize,
    },
    /// The result is no answer.
    Open {
        /// The rule table or decision.
        table: String,
        /// Why, as a word: `no_row`, `several_rows`, `disagreement`, `null_output`, `input`, `output`, `type`, `null`.
        reason: &'static str,
        /// What it is about: a column, or a part of an expression.
        about: String,
    },
    /// The case waits at an element of the process.
    Waits {
        /// The element.
        element: String,
        /// The reasons, with what they are about.
        reasons: String,
    },
    /// An open warning.
    Warning {
        /// Its type.
        kind: String,
        /// What it is about.
        subject: String,
    },
    /// A rule gave no answer since it read something unknown.
    Unclear {
        /// The decision.
        table: String,
        /// The paths that are unknown.
        paths: String,
    },
    /// The application was rejected.
    Rejected {
        /// Why.
        remark: Box<Remark>,
    },
}

impl Report {
    /// Whether every scenario passed, everything could be read and, unless it does not matter, every row was shown.
    pub fn is_good(&self, allow_uncovered: bool) -> bool {
        self.failed.is_empty()
            && !self.remarks.iter().any(Remark::is_error)
            && (allow_uncovered || self.uncovered.is_empty())
    }

    /// The number of scenarios that did not pass.
    pub fn failures(&self) -> usize {
        self.files.iter().map(|file| file.failed).sum()
    }
}

impl Difference {
    /// The difference in words: what was expected and what came, then why, line by line.
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let shown = |text: &str| {
            if text.is_empty() { texts.get("scenario-nothing", Args::new()) } else { text.to_owned() }
        };
        let args = Args::new()
            .with("column", self.column.as_str())
            .with("expected", shown(&self.expected))
            .with("got", shown(&self.got));
        let head = texts.get("scenario-difference", args);
        std::iter::once(head).chain(self.why.iter().map(|why| why.sentence(texts))).collect()
    }
}

impl Why {
    /// The explanation as a sentence.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Missed { row, column, cell, value } => {
                let args = Args::new().with("row", *row).with("column", column.as_str());
                texts.get("scenario-missed", args.with("cell", cell.as_str()).with("value", value.as_str()))
            }
            Self::Matched { row, inputs } => {
                texts.get("scenario-matched", Args::new().with("row", *row).with("inputs", inputs.as_str()))
            }
            Self::NotTried { row } => texts.get("scenario-not-tried", Args::new().with("row", *row)),
            Self::Open { table, reason, about } => {
                let args = Args::new().with("table", table.as_str()).with("reason", *reason);
                texts.get("scenario-open", args.with("about", about.as_str()))
            }
            Self::Waits { element, reasons } => {
                let reasons = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
                let args = Args::new().with("element", element.as_str());
                texts.get("scenario-waits", args.with("reasons", reasons))
            }
            Self::Warning { kind, subject } => texts.get(
                "scenario-warning",
                Args::new().with("kind", kind.as_str()).with("subject", subject.as_str()),
            ),
            Self::Unclear { table, paths } => texts.get(
                "scenario-unclear",
                Args::new().with("table", table.as_str()).with("paths", paths.as_str()),
            ),
            Self::Rejected { remark } => {
                let (what, _) = texts
                    .fault(remark.code, &remark.args)
                    .unwrap_or_else(|| (remark.what.clone(), String::new()));
                let args = Args::new().with("code", remark.code).with("what", what);
                texts.get("scenario-rejected", args)
            }
        }
    }
}
