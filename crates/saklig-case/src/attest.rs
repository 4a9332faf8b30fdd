//! Two persons for one decision: the first decides, the decision waits, the second attests it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::{Case, Facts, HumanDecision, Key, RowSheet, Warnings};

/// A decision by one officer that waits for a second one, where the authority register requires two persons.
#[doc(alias = "förberett beslut")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The task in which the second officer attests it.
    pub task: Key,
    /// Account of the officer who decided.
    pub by: Arc<str>,
    /// When.
    pub at: Timestamp,
    /// The decision.
    pub decision: HumanDecision,
}

/// That a second officer takes part in a decision (förvaltningslagen 31 §: who decided, and who else took part).
#[doc(alias = "attest")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// Account of the officer.
    pub by: Arc<str>,
    /// The officer's own mandate in the authority register.
    pub mandate: Arc<str>,
    /// The delegation decision it rests on.
    pub delegation: Arc<str>,
    /// When.
    pub at: Timestamp,
}

/// A prepared decision beside what the case said when it was prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The decision.
    pub prepared: Prepared,
    facts: Facts,
    sheets: BTreeMap<Arc<str>, RowSheet>,
    warnings: Warnings,
}

impl Waiting {
    /// Remembers what `case` says now.
    pub fn new(prepared: Prepared, case: &Case) -> Self {
        let (facts, sheets, warnings) = (case.facts.clone(), case.sheets.clone(), case.warnings.clone());
        Self { prepared, facts, sheets, warnings }
    }

    /// What the case says otherwise than when the decision was prepared: lines of calculations, as `line: before → now`,
    /// paths of facts, types of warnings. Empty when nothing has changed. Who said a fact does not matter, nor when.
    pub fn differences(&self, case: &Case) -> Vec<String> {
        let mut found = Vec::new();
        self.lines(case, &mut found);
        let paths: BTreeSet<_> =
            self.facts.iter().chain(case.facts.iter()).map(|(path, _)| path.as_str()).collect();
        for path in paths {
            let state = |facts: &Facts| facts.get(path).map(|fact| fact.state.clone());
            if state(&self.facts) != state(&case.facts) {
                found.push(path.to_owned());
            }
        }
        let keys: BTreeSet<_> =
            self.warnings.iter().chain(case.warnings.iter()).map(|(key, _)| key).collect();
        for key in keys {
            let state = |warnings: &Warnings| warnings.get(key).map(|warning| warning.state.clone());
            if state(&self.warnings) != state(&case.warnings) {
                found.push(key.kind.to_string());
            }
        }
        found.dedup();
        found
    }

    fn lines(&self, case: &Case, found: &mut Vec<String>) {
        let sheets: BTreeSet<_> = self.sheets.keys().chain(case.sheets.keys()).collect();
        let none = RowSheet::default();
        for path in sheets {
            let (before, now) =
                (self.sheets.get(path).unwrap_or(&none), case.sheets.get(path).unwrap_or(&none));
            let lines: BTreeSet<_> = before.iter().chain(now.iter()).map(|(id, _)| id).collect();
            for id in lines {
                let amount = |sheet: &RowSheet| sheet.get(id).and_then(crate::Row::amount);
                let (was, is) = (amount(before), amount(now));
                if was != is {
                    let word = |amount: Option<saklig_number::Number>| {
                        amount.map_or_else(|| "–".to_owned(), |amount| amount.to_string())
                    };
                    found.push(format!("{id}: {} → {}", word(was), word(is)));
                }
            }
        }
    }
}
