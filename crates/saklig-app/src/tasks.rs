//! What an officer does with tasks.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use saklig_case::spot_check::Finding;
use saklig_case::{
    CaseKey, Command, HumanDecision, Key, Outcome, PersonRuling, RuleResult, TaskKind, WarningKey,
};
use saklig_number::Number;
use saklig_package::Package;
use saklig_store::{TaskFilter, TaskState};

use crate::app::App;
use crate::convert::from_case_key;
use crate::error::AppError;
use crate::execute::Executed;
use crate::show_case::{Desk, is_about_communication};
use crate::shown;
use crate::viewer::{Look, Viewer};
use crate::words::instant;

/// The ground that a decision gets from the person's own reason.
const OWN_ASSESSMENT: &str = "handlaggarens_bedomning";
/// The longest list.
const MOST: usize = 10_000;

/// Which tasks to list.
#[derive(Debug, Clone, Default)]
pub struct TaskQuery {
    /// Only in this queue.
    pub queue: Option<String>,
    /// Only those of this account.
    pub assignee: Option<String>,
    /// Only of this case, by number.
    pub case: Option<String>,
    /// Only those that should be done by then.
    pub due_by: Option<Timestamp>,
    /// Only of this kind.
    pub kind: Option<TaskKind>,
    /// Done ones too.
    pub done: bool,
}

/// What a person decides, as it is given; what is left out is the proposal's.
#[derive(Debug, Clone, Default)]
pub struct Ruling {
    /// The outcome; the proposal's when left out.
    pub outcome: Option<Outcome>,
    /// The amount in kronor; the proposal's when left out.
    pub amount: Option<Number>,
    /// The person's reason: a ground of its own.
    pub reason: Option<String>,
    /// The provision the reason rests on.
    pub lagrum: Option<String>,
    /// Rulings in place of unclear results.
    pub rulings: Vec<GroundRuling>,
    /// Why communication is not needed.
    pub exception: Option<String>,
    /// Where the money goes, as clearing and account; where the proposal says when left out.
    pub payee: Option<String>,
}

/// A person's ruling on one unclear ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundRuling {
    /// The rule.
    pub rule: String,
    /// What the person holds to be the case.
    pub result: RuleResult,
    /// The provision.
    pub lagrum: String,
    /// Why.
    pub reason: String,
}

impl App {
    /// Tasks, by deadline, then age. The read log is written first: a task tells which case waits for what.
    pub fn list_tasks(&self, look: &Look<'_>, query: &TaskQuery) -> Result<Vec<shown::TaskLine>, AppError> {
        let states = if query.done { Vec::new() } else { vec![TaskState::Open, TaskState::Taken] };
        let case = match &query.case {
            Some(number) => Some(crate::convert::case_key(self.find_case(number)?)?),
            None => None,
        };
        let filter = TaskFilter {
            states,
            queue: query.queue.clone(),
            assignee: query.assignee.clone(),
            case,
            limit: MOST,
        };
        let mut rows = self.store.tasks(self.tenant, &filter)?;
        rows.retain(|row| query.kind.is_none_or(|kind| kind.word() == row.kind));
        rows.retain(|row| query.due_by.is_none_or(|by| row.deadline.is_some_and(|deadline| deadline <= by)));
        let mut keys = Vec::with_capacity(rows.len());
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let key = from_case_key(row.key.case())?;
            keys.push(key);
            let state = match row.state {
                TaskState::Open => "oppen",
                TaskState::Taken => "tagen",
                TaskState::Done => "klar",
            };
            lines.push(shown::TaskLine {
                key: row.key.to_string(),
                number: self.number_of(key)?,
                kind: row.kind,
                queue: row.queue,
                state: state.to_owned(),
                by: row.assignee,
                opened: instant(row.opened_at),
                deadline: row.deadline.map(instant),
                reasons: each_once(row.reasons),
            });
        }
        self.note_read(look.viewer, &keys, look.now)?;
        Ok(lines)
    }

    /// A task and what is needed to do it. The read log is written first.
    pub fn show_task(&self, look: &Look<'_>, which: &str) -> Result<shown::TaskView, AppError> {
        let (key, task) = self.find_task(which)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let desk = Desk::new(*look, &case, &package);
        let missing = || AppError::NotFound { what: "task", name: which.to_owned() };
        let task = case.tasks.get(&task).ok_or_else(missing)?;
        let mut view = shown::TaskView {
            number: case.number.to_string(),
            task: desk.task(task),
            next: commands(task, case.number.as_str()),
            ..shown::TaskView::default()
        };
        // A spot check is assessed blind: what the robot made of the facts is not told.
        if task.kind != TaskKind::Assess {
            view.proposal = desk.proposed().map(|proposal| desk.proposal(&proposal));
            view.prepared = desk.prepared();
            view.unclear = desk.unclear();
            view.warnings = case.warnings.open().map(|(key, warning)| desk.warning(key, warning)).collect();
            view.sheets = desk.sheets();
            view.communication = desk.communication();
        }
        self.note_read(look.viewer, &[key], look.now)?;
        Ok(view)
    }

    /// An officer takes a task.
    pub fn take_task(&self, viewer: &Viewer, which: &str, now: Timestamp) -> Result<Executed, AppError> {
        let (case, task) = self.find_task(which)?;
        self.execute(case, Command::TakeTask { task }, &viewer.actor(), now)
    }

    /// An officer gives a task back.
    pub fn return_task(
        &self,
        viewer: &Viewer,
        which: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, task) = self.find_task(which)?;
        let command = Command::ReturnTask { task, reason: Arc::from(reason) };
        self.execute(case, command, &viewer.actor(), now)
    }

    /// An officer finishes a task of the model, or an incident.
    pub fn complete_task(
        &self,
        viewer: &Viewer,
        which: &str,
        note: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, task) = self.find_task(which)?;
        self.execute(case, Command::CompleteTask { task, note: Arc::from(note) }, &viewer.actor(), now)
    }

    /// An officer sets the human value of a line, removes it (no amount), or adds one (with a label: group and text).
    #[allow(clippy::too_many_arguments, reason = "one line of a calculation, and who says what about it")]
    pub fn set_row(
        &self,
        viewer: &Viewer,
        which: &str,
        row: &str,
        amount: Option<Number>,
        label: Option<(&str, &str)>,
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, _) = self.find_task(which)?;
        let command = Command::SetRow {
            sheet: self.sheet_of(case)?,
            row: Arc::from(row),
            amount,
            label: label.map(|(group, text)| (Arc::from(group), Arc::from(text))),
            reason: Arc::from(reason),
        };
        self.execute(case, command, &viewer.actor(), now)
    }

    /// An officer takes back the human value of a line.
    pub fn undo_row(
        &self,
        viewer: &Viewer,
        which: &str,
        row: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, _) = self.find_task(which)?;
        let command = Command::UndoRow { sheet: self.sheet_of(case)?, row: Arc::from(row) };
        self.execute(case, command, &viewer.actor(), now)
    }

    fn sheet_of(&self, key: CaseKey) -> Result<Arc<str>, AppError> {
        let package = self.package(&self.load(key)?.case.bundle)?;
        let missing = || AppError::NotFound { what: "calculation in", name: package.id().to_string() };
        Ok(Arc::clone(&package.sheet().ok_or_else(missing)?.path))
    }

    /// An officer takes responsibility for a warning: all open ones of the type when no subject is given.
    pub fn acknowledge(
        &self,
        viewer: &Viewer,
        which: &str,
        kind: &str,
        subject: Option<&str>,
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (key, _) = self.find_task(which)?;
        let case = self.load(key)?.case;
        let fits = |key: &&WarningKey| {
            key.kind.as_ref() == kind && subject.is_none_or(|subject| key.subject.as_ref() == subject)
        };
        let open: Vec<WarningKey> = case.warnings.open().map(|(key, _)| key).filter(fits).cloned().collect();
        let mut done = None;
        for warning in open {
            let command = Command::Acknowledge { warning, reason: Arc::from(reason) };
            done = Some(self.execute(key, command, &viewer.actor(), now)?);
        }
        done.ok_or_else(|| AppError::NotFound { what: "open-warning", name: kind.to_owned() })
    }

    /// The material that is given to the party before a decision that goes against it. The read log is written first.
    pub fn material(&self, look: &Look<'_>, which: &str) -> Result<shown::Material, AppError> {
        let (key, _) = self.find_task(which)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let desk = Desk::new(*look, &case, &package);
        let reasons = desk.standing().map(|standing| standing.reasons).unwrap_or_default();
        let material = shown::Material {
            number: case.number.to_string(),
            month: case.month.map(|month| month.to_string()),
            proposal: desk.proposed().map(|proposal| desk.proposal(&proposal)),
            reasons,
            motivations: desk.motivations(),
            sheets: desk.sheets(),
            until: answer_by(&package, case.month, look.now).map(instant),
            lagrum: package.communication().map(|rule| rule.lagrum.to_string()).unwrap_or_default(),
            recorded: false,
        };
        self.note_read(look.viewer, &[key], look.now)?;
        Ok(material)
    }

    /// Records that the material was given: the time to answer runs from then. Where the model waits for just that, its
    /// task is finished with it. `until` is by default the package's days after `given_at`.
    pub fn record_communication(
        &self,
        viewer: &Viewer,
        which: &str,
        given_at: Timestamp,
        manner: &str,
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (key, task) = self.find_task(which)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let until = until.or_else(|| answer_by(&package, case.month, given_at));
        let until =
            until.ok_or_else(|| AppError::Unusable { what: "time", text: String::new(), known: "until" })?;
        let command = Command::RecordCommunication { given_at, manner: Arc::from(manner), until };
        let done = self.execute(key, command, &viewer.actor(), now)?;
        let asked = done
            .case
            .tasks
            .get(&task)
            .filter(|task| task.kind == TaskKind::Handle && is_about_communication(task));
        if asked.is_none() {
            return Ok(done);
        }
        let command = Command::CompleteTask { task, note: Arc::from(manner) };
        self.execute(key, command, &viewer.actor(), now)
    }

    /// Records the party's answer to the material.
    pub fn record_reply(
        &self,
        viewer: &Viewer,
        number: &str,
        at: Timestamp,
        text: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let key = self.find_case(number).or_else(|_| self.find_task(number).map(|(key, _)| key))?;
        self.execute(key, Command::RecordReply { at, text: Arc::from(text) }, &viewer.actor(), now)
    }

    /// A person decides. Outcome and amount are the proposal's where they are left out.
    pub fn decide(
        &self,
        viewer: &Viewer,
        which: &str,
        ruling: &Ruling,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (key, task) = self.find_task(which)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let viewing =
            Look { viewer, texts: saklig_text::Texts::of(saklig_text::Lang::Sv), connected: None, now };
        let proposal = Desk::new(viewing, &case, &package).proposed();
        let outcome = ruling.outcome.or_else(|| proposal.as_ref().map(|proposal| proposal.outcome));
        let outcome = outcome.ok_or_else(|| AppError::Unusable {
            what: "outcome",
            text: String::new(),
            known: "outcome",
        })?;
        let proposed = proposal.as_ref().map(|proposal| proposal.amount).filter(|_| outcome.carries_amount());
        let amount = ruling.amount.or(proposed).unwrap_or_else(|| Number::from(0));
        let mut rulings: Vec<PersonRuling> = ruling
            .rulings
            .iter()
            .map(|ruling| PersonRuling {
                rule: Arc::from(ruling.rule.as_str()),
                result: ruling.result,
                lagrum: Arc::from(ruling.lagrum.as_str()),
                reason: Arc::from(ruling.reason.as_str()),
            })
            .collect();
        if let Some(reason) = &ruling.reason {
            rulings.push(PersonRuling {
                rule: Arc::from(OWN_ASSESSMENT),
                result: RuleResult::Met,
                lagrum: Arc::from(ruling.lagrum.as_deref().unwrap_or_default()),
                reason: Arc::from(reason.as_str()),
            });
        }
        let exception = ruling.exception.as_deref().map(Arc::from);
        let payee = ruling.payee.as_deref().map(Arc::from);
        let decision = HumanDecision { outcome, amount, payee, rulings, exception };
        self.execute(key, Command::Decide { task, decision }, &viewer.actor(), now)
    }

    /// An officer records what a spot check found.
    pub fn assess_spot_check(
        &self,
        viewer: &Viewer,
        which: &str,
        finding: Finding,
        note: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let (case, task) = self.find_spot_check(which)?;
        let command = Command::Assess { task, finding, note: Arc::from(note) };
        self.execute(case, command, &viewer.actor(), now)
    }

    /// The spot-check task of a case, also beside other open tasks.
    fn find_spot_check(&self, which: &str) -> Result<(CaseKey, Key), AppError> {
        if let Ok(key) = self.find_case(which) {
            let case = self.load(key)?.case;
            if let Some(task) = case.open_tasks().find(|task| task.kind == TaskKind::Assess) {
                return Ok((key, task.key));
            }
        }
        self.find_task(which)
    }
}

impl Desk<'_> {
    /// Grounds that are unclear: the evaluations that gave no clear result.
    pub(crate) fn unclear(&self) -> Vec<shown::Unclear> {
        let unclear = self.case.evaluations.values().filter(|evaluation| !evaluation.clear);
        unclear
            .map(|evaluation| shown::Unclear {
                rule: evaluation.decision.to_string(),
                name: self
                    .package
                    .rules(&evaluation.decision)
                    .map_or_else(|| evaluation.decision.to_string(), |rules| rules.name.to_string()),
                unknown: evaluation.unknown.iter().map(|path| self.mask.path(path.as_str())).collect(),
            })
            .collect()
    }

    /// The sentences of the rows that the proposal rests on, in order of evaluation, each once.
    fn motivations(&self) -> Vec<String> {
        let mut evaluations: Vec<_> = self.case.evaluations.values().collect();
        evaluations.sort_by_key(|evaluation| evaluation.key);
        let mut told: Vec<String> = Vec::new();
        for hit in evaluations.iter().flat_map(|evaluation| &evaluation.tables) {
            for rule in &hit.rules {
                if let Some((_, motivation)) = self.package.row_annotations(&hit.table, rule) {
                    let text = self.mask.text(&motivation);
                    if !text.is_empty() && !told.contains(&text) {
                        told.push(text);
                    }
                }
            }
        }
        told
    }
}

/// The reasons, each code once.
fn each_once(mut reasons: Vec<String>) -> Vec<String> {
    reasons.sort();
    reasons.dedup();
    reasons
}

/// Until when the party may answer what was given at `given_at`: as many of the calendar's days later as the package
/// says.
fn answer_by(package: &Package, month: Option<saklig_case::Month>, given_at: Timestamp) -> Option<Timestamp> {
    let rule = package.communication()?;
    let view = package.parameters_for(month);
    let saklig_feel::Value::Number(days) = view.value(&rule.days_parameter)? else { return None };
    let zone = TimeZone::get("Europe/Stockholm").ok()?;
    let days = Span::new().try_days(days.to_i64()?).ok()?;
    given_at.to_zoned(zone).checked_add(days).ok().map(|zoned| zoned.timestamp())
}

/// What can be done with a task, as commands.
fn commands(task: &saklig_case::Task, number: &str) -> Vec<String> {
    let words: &[&str] = match (&task.state, task.kind) {
        (saklig_case::TaskState::Open, _) => &["take"],
        (saklig_case::TaskState::Taken(_), TaskKind::Decide) => {
            &["set", "acknowledge", "ask", "reply", "decide", "return"]
        }
        (saklig_case::TaskState::Taken(_), TaskKind::Handle) if is_about_communication(task) => {
            &["ask", "return"]
        }
        (saklig_case::TaskState::Taken(_), TaskKind::Handle) => &["acknowledge", "complete", "return"],
        (saklig_case::TaskState::Taken(_), TaskKind::Assess) => &["assess", "return"],
        (saklig_case::TaskState::Taken(_), TaskKind::Attest) => &["attest", "return"],
        (saklig_case::TaskState::Taken(_), TaskKind::Incident) => &["complete", "return"],
        (saklig_case::TaskState::Done | saklig_case::TaskState::Cancelled, _) => &[],
    };
    words.iter().map(|word| format!("saklig task {word} {number}")).collect()
}
