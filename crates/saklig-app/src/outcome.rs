//! What became of cases: outcome, amount and the coded reasons a person is asked for; and what waits for the world.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::spot_check::Drawn;
use saklig_case::{Actor, Case, CaseKey, DecisionKind, Outcome, Severity, TaskKind};
use saklig_number::Number;
use saklig_store::{JobFilter, JobState, NewRead};

use crate::app::App;
use crate::convert::case_key;
use crate::error::AppError;

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The automated function has decided.
    Automatic,
    /// A person has decided.
    ByPerson,
    /// It waits for a person.
    HandedOver,
    /// It waits for the world, or for a time.
    UnderWay,
    /// It ended without a decision.
    Cancelled,
}

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOutcome {
    /// The case.
    pub key: CaseKey,
    /// Its number.
    pub number: String,
    /// How far it has come.
    pub stage: Stage,
    /// What was decided, or is proposed.
    pub outcome: Option<Outcome>,
    /// The amount decided or proposed, in kronor.
    pub amount: Option<Number>,
    /// Why a person is asked: the reasons of its tasks and its open warnings, sorted. Empty when nobody is asked.
    pub reasons: Vec<Arc<str>>,
    /// What the draw meant.
    pub drawn: Option<Drawn>,
    /// Whether its process has stopped on a fault.
    pub incident: bool,
}

/// Work of one type that waits because nobody is connected who could carry it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingWork {
    /// The task type, such as `saklig.betala`.
    pub kind: String,
    /// How many jobs.
    pub jobs: usize,
    /// Whether a brake holds them.
    pub held: bool,
}

impl App {
    /// What became of these cases, in their order. That they were seen is written in the read log first.
    pub fn outcomes(
        &self,
        keys: &[CaseKey],
        actor: &Actor,
        purpose: &str,
        now: Timestamp,
    ) -> Result<Vec<CaseOutcome>, AppError> {
        let cases = keys.iter().map(|key| case_key(*key)).collect::<Result<Vec<_>, AppError>>()?;
        let read = NewRead {
            tenant: self.tenant,
            now,
            actor: saklig_store::Actor::new(actor.kind.word(), actor.key.as_ref()),
            role: actor.kind.word().to_owned(),
            purpose: purpose.to_owned(),
            cases,
        };
        self.store.log_read(read).wait()?;
        keys.iter().map(|key| self.outcome(&self.case(*key)?)).collect()
    }

    fn outcome(&self, case: &Case) -> Result<CaseOutcome, AppError> {
        let asked = case.open_tasks().next().is_some();
        let decision = case.decision();
        let stage = match decision.map(saklig_case::Decision::kind) {
            Some(DecisionKind::Automatic) => Stage::Automatic,
            Some(DecisionKind::Person(_)) => Stage::ByPerson,
            None if asked => Stage::HandedOver,
            None if case.state.is_over() => Stage::Cancelled,
            None => Stage::UnderWay,
        };
        let proposal = match decision {
            Some(decision) => Some((decision.proposal().outcome, decision.proposal().amount)),
            None => self.proposed(case)?,
        };
        let reasons = if stage == Stage::HandedOver { reasons(case) } else { Vec::new() };
        Ok(CaseOutcome {
            key: case.key,
            number: case.number.to_string(),
            stage,
            outcome: proposal.map(|(outcome, _)| outcome),
            amount: proposal.map(|(_, amount)| amount),
            reasons,
            drawn: case.drawn,
            incident: case.open_tasks().any(|task| task.kind == TaskKind::Incident),
        })
    }

    /// What the rules propose, also where the gate has not been reached.
    fn proposed(&self, case: &Case) -> Result<Option<(Outcome, Number)>, AppError> {
        if let Some(proposal) = case.standing.as_ref().and_then(|standing| standing.proposal.as_ref()) {
            return Ok(Some((proposal.outcome, proposal.amount)));
        }
        let package = self.package(&case.bundle)?;
        let Some(root) = package.decision_paths().map(|paths| Arc::clone(&paths.proposal)) else {
            return Ok(None);
        };
        let value = |name: &str| case.facts.value(&format!("{root}.{name}"));
        let outcome = value("utfall").and_then(|value| Outcome::from_word(value.as_text()?));
        let amount = value("belopp").and_then(saklig_case::Value::as_number);
        Ok(outcome.map(|outcome| (outcome, amount.unwrap_or_else(|| Number::from(0)))))
    }

    /// Work that waits in the store and that none of `kinds` carries out.
    pub fn waiting_work(&self, kinds: &[String]) -> Result<Vec<WaitingWork>, AppError> {
        let mut found: BTreeMap<(String, bool), usize> = BTreeMap::new();
        let mut filter = JobFilter {
            states: vec![JobState::Queued, JobState::Held],
            limit: 1_000,
            ..JobFilter::default()
        };
        loop {
            let jobs = self.store.jobs(self.tenant, &filter)?;
            for job in jobs.iter().filter(|job| job.state == JobState::Held || !kinds.contains(&job.kind)) {
                *found.entry((job.kind.clone(), job.state == JobState::Held)).or_default() += 1;
            }
            filter.after = jobs.last().map(|job| job.key);
            if jobs.len() < filter.limit {
                break;
            }
        }
        let work = |((kind, held), jobs)| WaitingWork { kind, jobs, held };
        Ok(found.into_iter().map(work).collect())
    }
}

/// The codes of the open tasks' reasons and of the open warnings that block.
fn reasons(case: &Case) -> Vec<Arc<str>> {
    let tasks = case.open_tasks().flat_map(|task| &task.reasons).map(|reason| Arc::clone(&reason.code));
    let warnings = case
        .warnings
        .open()
        .filter(|(_, warning)| warning.severity == Severity::Blocks)
        .map(|(key, _)| Arc::clone(&key.kind));
    tasks.chain(warnings).collect::<BTreeSet<_>>().into_iter().collect()
}
