//! What an officer does with a case.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::spot_check::Finding;
use saklig_case::{
    CaseEvent, Communication, HumanRow, Key, Rejection, RowChange, TaskKind, TaskState, Waiting, WarningKey,
    WarningState,
};
use saklig_feel::Number;

use crate::run::Run;

/// The message that a party's answer to communicated material is.
const REPLY: &str = "svar_pa_kommunicering";

impl Run<'_> {
    pub(crate) fn take_task(&mut self, task: Key, by: &Arc<str>) -> Result<(), Rejection> {
        match self.task_state(task)? {
            TaskState::Open => {
                let prepared = self.case.prepared.as_deref().map(|waiting| &waiting.prepared);
                if prepared.is_some_and(|prepared| prepared.task == task && prepared.by == *by) {
                    return Err(Rejection::SamePerson(Arc::clone(by)));
                }
                self.emit(CaseEvent::TaskTaken { task, by: Arc::clone(by) });
                Ok(())
            }
            TaskState::Taken(owner) if owner == *by => Ok(()),
            TaskState::Taken(owner) => Err(Rejection::NotYours(owner)),
            TaskState::Done | TaskState::Cancelled => Err(gone("task", task)),
        }
    }

    pub(crate) fn return_task(
        &mut self,
        task: Key,
        by: &Arc<str>,
        reason: Arc<str>,
    ) -> Result<(), Rejection> {
        self.mine(task, by)?;
        needed(&reason)?;
        self.emit(CaseEvent::TaskReturned { task, by: Arc::clone(by), reason });
        Ok(())
    }

    /// A user task of the model is left; an incident's element is tried again.
    pub(crate) fn complete_task(
        &mut self,
        task: Key,
        by: &Arc<str>,
        note: Arc<str>,
    ) -> Result<(), Rejection> {
        self.mine(task, by)?;
        needed(&note)?;
        let (kind, instance) = match self.case.tasks.get(&task) {
            Some(task) => (task.kind, task.instance),
            None => return Err(gone("task", task)),
        };
        let Some(instance) = instance else { return Err(Rejection::WrongTask) };
        match kind {
            TaskKind::Handle => {
                self.emit(CaseEvent::TaskEnded { task, by: Arc::clone(by), note });
                self.leave(instance)
            }
            TaskKind::Incident => {
                self.emit(CaseEvent::TaskEnded { task, by: Arc::clone(by), note });
                self.resume_incident(instance)
            }
            TaskKind::Decide | TaskKind::Assess | TaskKind::Attest => Err(Rejection::WrongTask),
        }
    }

    /// Sets, adds or removes a line; the rules are evaluated again where the model waits for an updated case.
    pub(crate) fn set_row(
        &mut self,
        sheet: Arc<str>,
        row: Arc<str>,
        amount: Option<Number>,
        label: Option<(Arc<str>, Arc<str>)>,
        (by, reason): (&Arc<str>, Arc<str>),
    ) -> Result<(), Rejection> {
        self.with_task(by)?;
        needed(&reason)?;
        let there = self.case.sheets.get(&sheet).and_then(|sheet| sheet.get(&row));
        if there.is_none() && (label.is_none() || amount.is_none()) {
            return Err(Rejection::NotThere { what: "row", key: row.to_string() });
        }
        let sheets = self.package.sheet().filter(|declared| declared.path == sheet);
        let Some(declared) = sheets else {
            return Err(Rejection::NotThere { what: "row", key: row.to_string() });
        };
        if let Some((group, _)) = &label
            && !declared.groups.contains(group)
        {
            let known = declared.groups.join(", ");
            return Err(Rejection::Group { group: Arc::clone(group), known });
        }
        // Without a robot's value only the person's words say what the line is: they outlive a new amount.
        let given = there.is_some_and(|row| row.robot.is_some());
        let before = there.and_then(|row| row.human.as_ref()).and_then(|human| human.added.clone());
        let added = if given { None } else { label.or(before) };
        let human = HumanRow { amount, added, by: Arc::clone(by), reason };
        self.emit(CaseEvent::RowChanged { sheet, row, change: RowChange::Set(human) });
        Ok(())
    }

    pub(crate) fn undo_row(
        &mut self,
        sheet: Arc<str>,
        row: Arc<str>,
        by: &Arc<str>,
    ) -> Result<(), Rejection> {
        self.with_task(by)?;
        let touched = self
            .case
            .sheets
            .get(&sheet)
            .and_then(|sheet| sheet.get(&row))
            .is_some_and(|row| row.human.is_some());
        if !touched {
            return Err(Rejection::NotThere { what: "row", key: row.to_string() });
        }
        self.emit(CaseEvent::RowChanged { sheet, row, change: RowChange::Undo });
        Ok(())
    }

    pub(crate) fn acknowledge(
        &mut self,
        key: WarningKey,
        by: &Arc<str>,
        reason: Arc<str>,
    ) -> Result<(), Rejection> {
        self.with_task(by)?;
        needed(&reason)?;
        let open = self.case.warnings.get(&key).is_some_and(|warning| warning.state == WarningState::Open);
        let may = self.package.warning(&key.kind).is_some_and(|declared| declared.acknowledgeable);
        if !open || !may {
            return Err(Rejection::NotThere { what: "warning", key: key.kind.to_string() });
        }
        self.emit(CaseEvent::WarningAcknowledged { key, by: Arc::clone(by), reason, at: self.at.now });
        Ok(())
    }

    pub(crate) fn record_communication(
        &mut self,
        given_at: Timestamp,
        manner: Arc<str>,
        until: Timestamp,
        by: &Arc<str>,
    ) -> Result<(), Rejection> {
        self.with_task(by)?;
        needed(&manner)?;
        if until <= given_at || given_at > self.at.now {
            return Err(Rejection::Times);
        }
        self.emit(CaseEvent::Communicated { given_at, manner, until: Some(until), by: Arc::clone(by) });
        Ok(())
    }

    /// The party's answer: on record, and the case that waits for it goes on.
    pub(crate) fn record_reply(&mut self, at: Timestamp, text: Arc<str>) -> Result<(), Rejection> {
        needed(&text)?;
        let given = match &self.case.communication {
            Communication::Given { at, .. } | Communication::Replied { at, .. } => *at,
            Communication::None | Communication::Excepted(_) => {
                return Err(Rejection::NotThere { what: "communication", key: self.case.number.to_string() });
            }
        };
        if at < given || at > self.at.now {
            return Err(Rejection::Times);
        }
        self.emit(CaseEvent::Replied { at, text });
        let waits = self.case.journey.instances.values().any(|instance| {
            std::iter::once(&instance.waiting)
                .chain(instance.boundary.iter().map(|(_, armed)| armed))
                .any(|waiting| matches!(waiting, Waiting::Message(name, _) if name.as_ref() == REPLY))
        });
        let key = Arc::from(self.case.number.as_str());
        if waits { self.correlate(&Arc::from(REPLY), &key, Vec::new()) } else { Ok(()) }
    }

    pub(crate) fn assess_spot_check(
        &mut self,
        task: Key,
        by: &Arc<str>,
        finding: Finding,
        note: Arc<str>,
    ) -> Result<(), Rejection> {
        self.mine(task, by)?;
        needed(&note)?;
        if self.case.tasks.get(&task).is_none_or(|task| task.kind != TaskKind::Assess) {
            return Err(Rejection::WrongTask);
        }
        self.emit(CaseEvent::Assessed { task, by: Arc::clone(by), finding, note });
        Ok(())
    }

    fn task_state(&self, task: Key) -> Result<TaskState, Rejection> {
        self.case.tasks.get(&task).map(|task| task.state.clone()).ok_or_else(|| gone("task", task))
    }

    /// The task must be taken by this officer.
    pub(crate) fn mine(&self, task: Key, by: &Arc<str>) -> Result<(), Rejection> {
        match self.task_state(task)? {
            TaskState::Taken(owner) if owner == *by => Ok(()),
            TaskState::Taken(owner) => Err(Rejection::NotYours(owner)),
            TaskState::Open => Err(Rejection::NotTaken),
            TaskState::Done | TaskState::Cancelled => Err(gone("task", task)),
        }
    }

    /// Whoever changes a case has taken one of its tasks.
    fn with_task(&self, by: &Arc<str>) -> Result<(), Rejection> {
        let mut owners = self.case.open_tasks().filter_map(|task| match &task.state {
            TaskState::Taken(owner) => Some(owner),
            TaskState::Open | TaskState::Done | TaskState::Cancelled => None,
        });
        if owners.any(|owner| owner == by) { Ok(()) } else { Err(Rejection::NotTaken) }
    }
}

fn gone(what: &'static str, key: Key) -> Rejection {
    Rejection::NotThere { what, key: key.to_string() }
}

/// A reason, note or manner that says something.
pub(crate) fn needed(text: &str) -> Result<(), Rejection> {
    if text.trim().is_empty() { Err(Rejection::ReasonMissing) } else { Ok(()) }
}
