//! Lines of a calculation: a robot value and a human value side by side.

use std::sync::Arc;

use indexmap::IndexMap;
use saklig_number::Number;

/// A line's id inside its sheet, e.g. `norm.barn.b2`.
pub type RowId = Arc<str>;

/// A line as the rules give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotRow {
    /// Kind of line, e.g. `norm`, `kostnad`, `inkomst`.
    pub kind: Arc<str>,
    /// The text shown.
    pub text: Arc<str>,
    /// The amount in kronor, as the rules see it.
    pub amount: Number,
    /// The amount applied for, where the line answers to an application.
    pub applied: Option<Number>,
}

/// What a person has said about a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HumanRow {
    /// The amount in kronor; `None` when the person removed the line.
    pub amount: Option<Number>,
    /// Kind and text, for a line that a person added or that the rules no longer give.
    pub added: Option<(Arc<str>, Arc<str>)>,
    /// Account of the officer.
    pub by: Arc<str>,
    /// Why.
    pub reason: Arc<str>,
}

/// A line of the calculation.
#[doc(alias = "beräkningsrad")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What the rules gave last; `None` when they no longer give the line.
    pub robot: Option<RobotRow>,
    /// What a person said, if anybody did.
    pub human: Option<HumanRow>,
}

impl Row {
    /// The amount that counts: the person's where there is one, else the robot's; `None` when removed.
    pub fn amount(&self) -> Option<Number> {
        match (&self.human, &self.robot) {
            (Some(human), _) => human.amount,
            (None, robot) => robot.as_ref().map(|robot| robot.amount),
        }
    }

    /// The rules no longer give the line. A person's value stays, and with it what the line is.
    fn withdraw_robot(&mut self) {
        if let (Some(robot), Some(human)) = (self.robot.take(), &mut self.human) {
            human.added.get_or_insert((robot.kind, robot.text));
        }
    }

    /// Kind and text.
    pub fn label(&self) -> (Arc<str>, Arc<str>) {
        if let Some(robot) = &self.robot {
            return (Arc::clone(&robot.kind), Arc::clone(&robot.text));
        }
        self.human
            .as_ref()
            .and_then(|human| human.added.clone())
            .unwrap_or_else(|| (Arc::from(""), Arc::from("")))
    }
}

/// The result of a rerun, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciled {
    /// Lines whose robot value is new or different.
    pub refreshed: Vec<(RowId, RobotRow)>,
    /// Lines the rules no longer give: the robot value goes, a person's stays.
    pub withdrawn: Vec<RowId>,
}

/// A change by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowChange {
    /// The person sets an amount (and adds the line when it is not there).
    Set(HumanRow),
    /// The person takes back what was said: the robot's value counts again.
    Undo,
}

/// All lines of one calculation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowSheet {
    rows: IndexMap<RowId, Row>,
}

impl RowSheet {
    /// The lines in order of first appearance.
    pub fn iter(&self) -> impl Iterator<Item = (&RowId, &Row)> {
        self.rows.iter()
    }

    /// One line.
    pub fn get(&self, id: &str) -> Option<&Row> {
        self.rows.get(id)
    }

    /// Whether a person has said anything about any line.
    pub fn touched_by_hand(&self) -> bool {
        self.rows.values().any(|row| row.human.is_some())
    }

    /// What a rerun of the rules means. It refreshes only the robot's side.
    pub fn reconcile(&self, rerun: &[(RowId, RobotRow)]) -> Reconciled {
        let refreshed = rerun
            .iter()
            .filter(|(id, row)| self.rows.get(id).and_then(|there| there.robot.as_ref()) != Some(row))
            .cloned()
            .collect();
        let withdrawn = self
            .rows
            .iter()
            .filter(|(id, row)| row.robot.is_some() && !rerun.iter().any(|(there, _)| there == *id))
            .map(|(id, _)| Arc::clone(id))
            .collect();
        Reconciled { refreshed, withdrawn }
    }

    /// Writes the result of a rerun.
    pub fn apply(&mut self, reconciled: &Reconciled) {
        for (id, row) in &reconciled.refreshed {
            self.rows.entry(Arc::clone(id)).or_default().robot = Some(row.clone());
        }
        for id in &reconciled.withdrawn {
            if let Some(row) = self.rows.get_mut(id) {
                row.withdraw_robot();
            }
        }
        self.rows.retain(|_, row| row.robot.is_some() || row.human.is_some());
    }

    /// Writes a person's change.
    pub fn change(&mut self, id: &RowId, change: &RowChange) {
        match change {
            RowChange::Set(human) => self.rows.entry(Arc::clone(id)).or_default().human = Some(human.clone()),
            RowChange::Undo => {
                if let Some(row) = self.rows.get_mut(id) {
                    row.human = None;
                }
                self.rows.retain(|_, row| row.robot.is_some() || row.human.is_some());
            }
        }
    }
}
