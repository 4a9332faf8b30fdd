//! Which rows of the rule tables a scenario has shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use saklig_case::Evaluation;
use saklig_feel::remark::{Place, Remark};
use saklig_package::Package;
use saklig_rules::Entry;

/// A row of a rule table that no scenario has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// The file of the rule table.
    pub file: Arc<str>,
    /// The decision or function the table stands in.
    pub table: Arc<str>,
    /// Element id of the row.
    pub id: Arc<str>,
    /// The number of the row, from 1.
    pub row: u32,
}

impl Uncovered {
    /// E0140: the row as a remark.
    pub fn remark(&self) -> Remark {
        let what = format!("row {} of the rule table `{}` is shown by no scenario", self.row, self.table);
        let todo = "write a scenario that matches the row, or take the row away";
        let place = Place::file(Arc::clone(&self.file)).element(Arc::clone(&self.id));
        Remark::error("E0140", place, what, todo).with("tabell", &self.table).with("rad", self.row)
    }
}

/// The rows that have been shown: file and row id.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    shown: BTreeSet<(Arc<str>, Arc<str>)>,
}

impl Coverage {
    /// Notes the rows in a trace of rules from one file.
    pub(crate) fn trace(&mut self, file: &Arc<str>, entries: &[Entry]) {
        for entry in entries {
            for row in &entry.rows {
                self.shown.insert((Arc::clone(file), Arc::clone(&row.id)));
            }
            self.trace(file, &entry.calls);
        }
    }

    /// Notes the rows of an evaluation in a case.
    pub(crate) fn evaluation(&mut self, package: &Package, evaluation: &Evaluation) {
        let Some(rules) = package.rules(&evaluation.decision) else { return };
        for row in evaluation.tables.iter().flat_map(|table| &table.rules) {
            self.shown.insert((Arc::clone(&rules.file), Arc::clone(row)));
        }
    }

    /// How many rows of the packages' tables were shown, and the rows that were not.
    pub(crate) fn rows<'p>(&self, packages: impl Iterator<Item = &'p Package>) -> (usize, Vec<Uncovered>) {
        let mut all = BTreeSet::new();
        let mut missing = Vec::new();
        for table in packages.flat_map(Package::table_rows) {
            for (id, row) in &table.rows {
                let key = (Arc::clone(&table.file), Arc::clone(id));
                if all.insert(key.clone()) && !self.shown.contains(&key) {
                    let (file, id) = key;
                    missing.push(Uncovered { file, table: Arc::clone(&table.owner), id, row: *row });
                }
            }
        }
        (all.len() - missing.len(), missing)
    }
}
