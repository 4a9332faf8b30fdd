//! A second officer attests what the first has decided, where the authority register requires two persons.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{CaseKey, Command, Key, PersonRuling, TaskKind};

use crate::app::App;
use crate::error::AppError;
use crate::execute::Executed;
use crate::show_case::{Desk, result};
use crate::shown;
use crate::viewer::Viewer;
use crate::words::instant;

impl App {
    /// A second officer attests a prepared decision (no refusal), or gives it back with a reason.
    pub fn attest(
        &self,
        viewer: &Viewer,
        which: &str,
        refusal: Option<&str>,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, task) = self.find_attestation(which)?;
        let command = Command::Attest { task, refusal: refusal.map(Arc::from) };
        self.execute(case, command, &viewer.actor(), now)
    }

    /// The task to attest in a case; also one that is gone since the case was changed, so that it can be said what was.
    fn find_attestation(&self, which: &str) -> Result<(CaseKey, Key), AppError> {
        if let Ok(key) = self.find_case(which) {
            let case = self.load(key)?.case;
            if let Some(task) = case.open_tasks().find(|task| task.kind == TaskKind::Attest) {
                return Ok((key, task.key));
            }
            if let Some(waiting) = &case.prepared {
                return Ok((key, waiting.prepared.task));
            }
        }
        self.find_task(which)
    }
}

impl Desk<'_> {
    /// The decision that waits for a second officer.
    pub(crate) fn prepared(&self) -> Option<shown::Prepared> {
        let waiting = self.case.prepared.as_deref()?;
        let prepared = &waiting.prepared;
        let ruling = |ruling: &PersonRuling| shown::Ruled {
            rule: ruling.rule.to_string(),
            result: result(ruling.result).to_owned(),
            lagrum: ruling.lagrum.to_string(),
            reason: self.mask.text(&ruling.reason),
        };
        Some(shown::Prepared {
            task: prepared.task.to_string(),
            by: prepared.by.to_string(),
            at: instant(prepared.at),
            outcome: prepared.decision.outcome.word().to_owned(),
            amount: prepared.decision.amount.to_string(),
            rulings: prepared.decision.rulings.iter().map(ruling).collect(),
            changed: waiting.differences(self.case).iter().map(|told| self.mask.path(told)).collect(),
        })
    }
}
