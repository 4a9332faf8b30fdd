//! One command on one case, run to quiescence.

use std::sync::Arc;

use jiff::Zoned;
use jiff::tz::TimeZone;
use saklig_bpmn::{Gateway, NodeKind};
use saklig_case::{
    Authority, Case, CaseEvent, CaseState, Instance, Key, Moment, Reason, Rejection, Task, TaskKind,
    TaskState, Token, Waiting, code,
};
use saklig_feel::{Env, Value};
use saklig_package::Package;

use crate::fold::apply;
use crate::view::{Read, View};

/// The steps of one command; after them a follow-up command goes on.
const STEPS: usize = 2_000;
/// How often one element may be entered by one chain of commands.
const ENTRIES: u32 = 1_000;

/// The pinned bundle, and those it called.
#[derive(Clone)]
pub struct Packages<'p> {
    pinned: &'p Package,
}

impl<'p> Packages<'p> {
    /// Only the pinned bundle.
    pub fn pinned(package: &'p Package) -> Self {
        Self { pinned: package }
    }

    /// The package of a bundle.
    pub(crate) fn get(&self, bundle: &Arc<str>) -> Result<&'p Package, Rejection> {
        if self.pinned.bundle() == bundle {
            Ok(self.pinned)
        } else {
            Err(Rejection::NoBundle(Arc::clone(bundle)))
        }
    }
}

/// Whether a case still has steps to take that need nothing from the world.
pub fn needs_continue(case: &Case, packages: &Packages<'_>) -> bool {
    case.state == CaseState::Running
        && packages.get(&case.bundle).is_ok_and(|package| next_token(case, package).is_some())
}

/// The first token that can move: a parallel join waits until every incoming flow has one.
fn next_token(case: &Case, package: &Package) -> Option<Token> {
    let process = package.process();
    case.journey
        .tokens
        .iter()
        .find(|token| {
            let Some(flow) = process.find_flow(&token.flow) else { return true };
            let node = process.node(flow.target);
            if node.kind != NodeKind::Gateway(Gateway::Parallel) {
                return true;
            }
            process.incoming(flow.target).all(|flow| {
                case.journey.tokens.iter().any(|t| t.scope == token.scope && t.flow == flow.element)
            })
        })
        .cloned()
}

/// A command under way.
pub(crate) struct Run<'r> {
    pub(crate) case: Case,
    pub(crate) package: &'r Package,
    pub(crate) authority: &'r Authority,
    pub(crate) at: &'r Moment,
    pub(crate) view: View<'r>,
    pub(crate) events: Vec<CaseEvent>,
    zoned: Zoned,
}

/// What an expression of the process said.
pub(crate) enum Said {
    /// A value, read from nothing unknown.
    Clear(Value),
    /// It read something unknown, or could not be evaluated: the words say what.
    Unclear(Vec<Arc<str>>),
}

impl<'r> Run<'r> {
    pub(crate) fn new(case: Case, package: &'r Package, authority: &'r Authority, at: &'r Moment) -> Self {
        let view = View::new(package, case.month, at.today);
        let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
        let zoned = at.now.to_zoned(zone);
        Self { case, package, authority, at, view, events: Vec::new(), zoned }
    }

    /// What has happened: folded at once and handed back at the end.
    #[allow(clippy::wildcard_enum_match_arm, reason = "only the kinds that change what FEEL sees are named")]
    pub(crate) fn emit(&mut self, event: CaseEvent) {
        apply(&mut self.case, &event);
        match &event {
            CaseEvent::Evaluated(evaluation) => self.view.forget(&evaluation.target),
            CaseEvent::RowsReconciled { sheet, .. } => {
                if let Ok(sheet) = saklig_case::Path::new(sheet) {
                    self.view.forget(&sheet);
                }
            }
            CaseEvent::FactsStated { .. }
            | CaseEvent::RowChanged { .. }
            | CaseEvent::Decided(_)
            | CaseEvent::Communicated { .. }
            | CaseEvent::Replied { .. } => self.view.forget_all(),
            _ => {}
        }
        self.events.push(event);
    }

    /// A key that nothing in the case has had.
    pub(crate) fn key(&mut self) -> Result<Key, Rejection> {
        let key = self.case.key.thing(self.case.next_counter)?;
        self.case.next_counter += 1;
        Ok(key)
    }

    /// Takes every step that needs nothing from the world.
    pub(crate) fn settle(&mut self) -> Result<(), Rejection> {
        let mut conditions_at = self.case.version.wrapping_sub(1);
        for _ in 0..STEPS {
            if self.case.state != CaseState::Running {
                return Ok(());
            }
            if let Some(token) = next_token(&self.case, self.package) {
                self.step(token)?;
            } else if conditions_at != self.case.version {
                conditions_at = self.case.version;
                self.try_conditions()?;
            } else {
                self.finish();
                return Ok(());
            }
        }
        Ok(())
    }

    fn step(&mut self, token: Token) -> Result<(), Rejection> {
        let process = self.package.process();
        let element = match process.find_flow(&token.flow) {
            Some(flow) => Arc::clone(&process.node(flow.target).element),
            None => Arc::clone(&token.flow),
        };
        if self.case.journey.entries.get(&element).is_some_and(|entries| *entries >= ENTRIES) {
            let looping = self.case.journey.entries.iter().filter(|(_, entries)| **entries > ENTRIES / 2);
            let path: Vec<&str> = looping.map(|(element, _)| element.as_ref()).collect();
            return self.stop(
                &element,
                vec![token],
                code::INCIDENT,
                &format!("slinga: {}", path.join(" → ")),
            );
        }
        let Some(node) = process.find(&element) else {
            return self.stop(&element, vec![token], code::INCIDENT, "element_saknas");
        };
        self.enter(node, token)
    }

    /// The element cannot go on: it waits for a person, with a coded reason, and is tried again when the task is done.
    pub(crate) fn stop(
        &mut self,
        element: &Arc<str>,
        taken: Vec<Token>,
        code: &str,
        subject: &str,
    ) -> Result<(), Rejection> {
        let scope = taken.first().and_then(|token| token.scope);
        let key = self.key()?;
        let task =
            self.open_task(TaskKind::Incident, Some(key), "driftstopp", vec![Reason::about(code, subject)])?;
        let instance = Box::new(Instance {
            element: Arc::clone(element),
            scope,
            waiting: Waiting::Incident(task),
            boundary: Vec::new(),
            since: self.at.now,
        });
        self.emit(CaseEvent::Entered { key, taken, instance, given: Vec::new() });
        Ok(())
    }

    /// Opens a task and gives its key.
    pub(crate) fn open_task(
        &mut self,
        kind: TaskKind,
        instance: Option<Key>,
        queue: &str,
        reasons: Vec<Reason>,
    ) -> Result<Key, Rejection> {
        let key = self.key()?;
        let queue = Arc::from(queue);
        let (opened_at, deadline, state) = (self.at.now, None, TaskState::Open);
        let task = Task { key, kind, instance, queue, reasons, opened_at, deadline, state };
        self.emit(CaseEvent::TaskOpened(Box::new(task)));
        Ok(key)
    }

    /// Evaluates an expression of the process over the tree.
    pub(crate) fn say(&mut self, expr: &saklig_bpmn::Expr) -> Said {
        self.say_with(expr, &[])
    }

    /// The same with values of element-local names after the roots.
    pub(crate) fn say_with(&mut self, expr: &saklig_bpmn::Expr, locals: &[Value]) -> Said {
        let Some(program) = self.package.program(expr) else {
            return Said::Unclear(vec![Arc::clone(&expr.text)]);
        };
        let mut slots = self.view.slots_of(&self.case, program);
        slots.extend_from_slice(locals);
        self.said(program.evaluate(&slots, &self.env()), &expr.text)
    }

    /// Evaluates a compiled expression of a header.
    pub(crate) fn say_program(&mut self, program: &saklig_feel::Program) -> Said {
        let slots = self.view.slots_of(&self.case, program);
        self.said(program.evaluate(&slots, &self.env()), program.text())
    }

    fn said(&self, result: Result<saklig_feel::Evaluation, saklig_feel::EvalError>, text: &str) -> Said {
        match result {
            Err(_) => Said::Unclear(vec![Arc::from(text)]),
            Ok(evaluation) => {
                let read = self.view.read(&evaluation.reads);
                if read.is_clear() {
                    Said::Clear(evaluation.value)
                } else {
                    Said::Unclear(read.unknown_words(self.view.parameters()))
                }
            }
        }
    }

    /// The environment of every evaluation: the moment of the command, and what is unknown.
    pub(crate) fn env(&self) -> Env<'_> {
        Env::new().at(&self.zoned).with_marks(&self.view)
    }

    /// What a set of reads means.
    pub(crate) fn read(&self, reads: &saklig_feel::Reads) -> Read {
        self.view.read(reads)
    }

    /// When nothing is under way any more the journey is at its end.
    fn finish(&mut self) {
        let quiet = self.case.journey.started && self.case.journey.is_quiet(None);
        if quiet && self.case.state == CaseState::Running {
            self.emit(CaseEvent::Ended);
        }
    }
}
