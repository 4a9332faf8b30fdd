//! Scenarios of a package: prose and tables in `scenarier/*.md` that say what shall happen, and that are run.
//!
//! A *table scenario* evaluates one rule table, function or decision for each row; a *whole-case scenario* changes a
//! base case, hands it with its registers' answers to the engine, and compares what became of it. [`run`] gives a
//! [`Report`]: what passed, each [`Difference`] with file, line and the cell that failed, the rows of rule tables that
//! no scenario has shown, and a remark on everything that could not be read.
#![warn(missing_docs)]

mod authority;
mod cases;
mod cell;
mod change;
mod coverage;
mod document;
mod json;
mod remark;
mod report;
mod run;
mod table;
mod target;
mod whole;

pub use coverage::Uncovered;
pub use report::{Difference, FileReport, Report, Why};
pub use run::{Options, run};
pub use saklig_feel::remark::{Place, Remark, Severity};
