//! State is the fold of events. What has happened has happened: nothing here can fail.

use std::collections::BTreeMap;

use saklig_case::{
    Answer, Case, CaseEvent, CaseState, Communication, Facts, Journey, Key, Opening, Standing, TaskState,
    Value, WarningState, Warnings, WorkState,
};

/// Rises when the fold changes, so that a stored snapshot of an older fold is not used.
pub const FOLD_VERSION: u32 = 2;

/// The case that an opening event begins; none for any other event.
#[allow(clippy::wildcard_enum_match_arm, reason = "only two kinds begin a case")]
pub fn begin(event: &CaseEvent) -> Option<Case> {
    match event {
        CaseEvent::Opened(opening) => Some(opened(opening)),
        CaseEvent::Imported { opening, history, outcome, amount } => {
            let mut case = opened(opening);
            case.history = Some((history.clone(), *outcome, *amount));
            case.state = CaseState::Ended;
            Some(case)
        }
        _ => None,
    }
}

fn opened(opening: &Opening) -> Case {
    let mut facts = Facts::default();
    for (provenance, stated) in &opening.facts {
        facts.state(&std::sync::Arc::new(provenance.clone()), stated);
    }
    Case {
        key: opening.key,
        number: opening.number.clone(),
        case_type: opening.case_type.clone(),
        bundle: opening.bundle.clone(),
        month: opening.month,
        opened_at: opening.at,
        parties: opening.parties.clone(),
        application: opening.application.clone(),
        history: None,
        claims: opening.claims.clone(),
        claim_held_by: opening.claim_held_by,
        draw: opening.draw.clone(),
        drawn: None,
        intake_reasons: opening.reasons.clone(),
        facts,
        version: 1,
        sheets: BTreeMap::new(),
        warnings: Warnings::default(),
        evaluations: BTreeMap::new(),
        communication: Communication::None,
        standing: None,
        prepared: None,
        decisions: Vec::new(),
        tasks: BTreeMap::new(),
        work: BTreeMap::new(),
        timers: BTreeMap::new(),
        journey: Journey::default(),
        findings: Vec::new(),
        state: CaseState::Running,
        next_counter: 1,
    }
}

/// Takes in what has happened. An opening event changes nothing in a case that is already there.
pub fn apply(case: &mut Case, event: &CaseEvent) {
    count_entries(case, event);
    match event {
        CaseEvent::Opened(_) | CaseEvent::Imported { .. } => {}
        CaseEvent::FactsStated { answers, .. } => state_facts(case, answers),
        CaseEvent::RowsReconciled { sheet, change } => {
            case.sheets.entry(sheet.clone()).or_default().apply(change);
        }
        CaseEvent::RowChanged { sheet, row, change } => {
            case.version += 1;
            case.sheets.entry(sheet.clone()).or_default().change(row, change);
        }
        CaseEvent::Evaluated(evaluation) => {
            used(case, evaluation.key);
            case.facts.clear_below(evaluation.target.as_str());
            let provenance = std::sync::Arc::new(saklig_case::Provenance {
                source: saklig_case::Source::Rule(evaluation.key),
                at: evaluation.at,
                evidence: None,
            });
            case.facts.state(&provenance, &evaluation.result);
            case.evaluations.insert(evaluation.target.clone(), (**evaluation).clone());
        }
        CaseEvent::Referred { proposal, reasons } => {
            let proposal = proposal.as_deref().cloned();
            case.standing = Some(Standing { proposal, reasons: reasons.clone() });
        }
        CaseEvent::DrawMet { drawn } => case.drawn = Some(*drawn),
        CaseEvent::DecisionPrepared(prepared) => {
            let waiting = saklig_case::WaitingDecision::new((**prepared).clone(), case);
            case.prepared = Some(Box::new(waiting));
        }
        CaseEvent::DecisionReturned { .. } => case.prepared = None,
        CaseEvent::Decided(decision) => {
            used(case, decision.key());
            case.prepared = None;
            case.decisions.push((**decision).clone());
        }
        CaseEvent::Suspended { .. } => case.state = CaseState::Suspended,
        CaseEvent::Resumed => case.state = CaseState::Running,
        CaseEvent::Cancelled { .. } => {
            case.state = CaseState::Cancelled;
            case.claims.clear();
            case.journey = Journey { started: true, ..Journey::default() };
        }
        CaseEvent::Ended => case.state = CaseState::Ended,
        CaseEvent::Communicated { .. } | CaseEvent::Replied { .. } => communicate(case, event),
        CaseEvent::WarningOpened { .. }
        | CaseEvent::WarningClosed { .. }
        | CaseEvent::WarningAcknowledged { .. } => {
            warn(case, event);
        }
        CaseEvent::Passed { .. }
        | CaseEvent::Entered { .. }
        | CaseEvent::WaitChanged { .. }
        | CaseEvent::Left { .. }
        | CaseEvent::Branched { .. } => travel(case, event),
        CaseEvent::WorkOrdered { .. }
        | CaseEvent::WorkDone { .. }
        | CaseEvent::WorkFailed { .. }
        | CaseEvent::WorkCancelled { .. }
        | CaseEvent::TimerSet { .. }
        | CaseEvent::TimerEnded { .. } => work(case, event),
        CaseEvent::TaskOpened(_)
        | CaseEvent::TaskTaken { .. }
        | CaseEvent::TaskReturned { .. }
        | CaseEvent::TaskEnded { .. }
        | CaseEvent::Assessed { .. } => task(case, event),
    }
}

/// Counts how often elements are entered; what comes from the world begins the count anew.
#[allow(clippy::wildcard_enum_match_arm, reason = "only the kinds that count are named")]
fn count_entries(case: &mut Case, event: &CaseEvent) {
    match event {
        CaseEvent::Passed { element, .. } => *case.journey.entries.entry(element.clone()).or_default() += 1,
        CaseEvent::Entered { instance, .. } => {
            *case.journey.entries.entry(instance.element.clone()).or_default() += 1;
        }
        CaseEvent::FactsStated { .. }
        | CaseEvent::WorkDone { .. }
        | CaseEvent::WorkFailed { .. }
        | CaseEvent::TimerEnded { fired: true, .. }
        | CaseEvent::TaskEnded { .. }
        | CaseEvent::Replied { .. } => case.journey.entries.clear(),
        _ => {}
    }
}

/// A key inside the case that has been given out.
fn used(case: &mut Case, key: Key) {
    case.next_counter = case.next_counter.max(key.counter() + 1);
}

fn state_facts(case: &mut Case, answers: &[Answer]) {
    case.version += 1;
    for answer in answers {
        for root in &answer.replaces {
            case.facts.clear_below(root);
        }
        case.facts.state(&std::sync::Arc::new(answer.provenance.clone()), &answer.facts);
        for (party, protection) in &answer.protection {
            if let Some(party) = case.parties.iter_mut().find(|there| there.key == *party) {
                party.protection = *protection;
            }
        }
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`apply` names every kind; this takes its own")]
fn communicate(case: &mut Case, event: &CaseEvent) {
    match event {
        CaseEvent::Communicated { given_at, manner, until: Some(until), .. } => {
            case.communication =
                Communication::Given { at: *given_at, manner: manner.clone(), until: *until };
        }
        CaseEvent::Communicated { manner, until: None, .. } => {
            case.communication = Communication::Excepted(manner.clone());
        }
        CaseEvent::Replied { at, text } => {
            let (given, manner) = match &case.communication {
                Communication::Given { at, manner, .. } | Communication::Replied { at, manner, .. } => {
                    (*at, manner.clone())
                }
                Communication::None | Communication::Excepted(_) => (*at, std::sync::Arc::from("")),
            };
            case.communication =
                Communication::Replied { at: given, manner, replied_at: *at, text: text.clone() };
        }
        _ => {}
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`apply` names every kind; this takes its own")]
fn warn(case: &mut Case, event: &CaseEvent) {
    match event {
        CaseEvent::WarningOpened { key, severity, text } => {
            case.warnings.raise(key.clone(), *severity, text.clone());
        }
        CaseEvent::WarningClosed { key } => case.warnings.set(key, WarningState::Closed),
        CaseEvent::WarningAcknowledged { key, by, reason, at } => {
            let state = WarningState::Acknowledged { by: by.clone(), reason: reason.clone(), at: *at };
            case.warnings.set(key, state);
        }
        _ => {}
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`apply` names every kind; this takes its own")]
fn travel(case: &mut Case, event: &CaseEvent) {
    case.journey.started = true;
    match event {
        CaseEvent::Passed { taken, given, .. } => {
            for token in taken {
                case.journey.consume(token.scope, &token.flow);
            }
            case.journey.tokens.extend(given.iter().cloned());
        }
        CaseEvent::Entered { key, taken, instance, given } => {
            used(case, *key);
            for token in taken {
                case.journey.consume(token.scope, &token.flow);
            }
            case.journey.instances.insert(*key, (**instance).clone());
            case.journey.tokens.extend(given.iter().cloned());
        }
        CaseEvent::WaitChanged { key, waiting, boundary } => {
            if let Some(instance) = case.journey.instances.get_mut(key) {
                instance.waiting = waiting.clone();
                instance.boundary.clone_from(boundary);
            }
        }
        CaseEvent::Left { key, given, .. } => {
            case.journey.remove(*key);
            case.journey.tokens.extend(given.iter().cloned());
        }
        CaseEvent::Branched { given, .. } => case.journey.tokens.extend(given.iter().cloned()),
        _ => {}
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`apply` names every kind; this takes its own")]
fn work(case: &mut Case, event: &CaseEvent) {
    match event {
        CaseEvent::WorkOrdered { work, .. } => {
            used(case, work.key);
            case.work.insert(work.key, (**work).clone());
        }
        CaseEvent::WorkDone { job, receipt, .. } => set_work(case, *job, WorkState::Done(receipt.clone())),
        CaseEvent::WorkFailed { job, failure } => {
            set_work(case, *job, WorkState::Failed(failure.code.clone()));
        }
        CaseEvent::WorkCancelled { job } => set_work(case, *job, WorkState::Cancelled),
        CaseEvent::TimerSet { key, instance, due } => {
            used(case, *key);
            case.timers.insert(*key, (*instance, *due));
        }
        CaseEvent::TimerEnded { key, .. } => {
            case.timers.remove(key);
        }
        _ => {}
    }
}

fn set_work(case: &mut Case, job: Key, state: WorkState) {
    if let Some(work) = case.work.get_mut(&job) {
        work.state = state;
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "`apply` names every kind; this takes its own")]
fn task(case: &mut Case, event: &CaseEvent) {
    match event {
        CaseEvent::TaskOpened(task) => {
            used(case, task.key);
            case.tasks.insert(task.key, (**task).clone());
        }
        CaseEvent::TaskTaken { task, by } => set_task(case, *task, TaskState::Taken(by.clone())),
        CaseEvent::TaskReturned { task, .. } => set_task(case, *task, TaskState::Open),
        CaseEvent::TaskEnded { task, by, note } => {
            let cancelled = by.is_empty() && note.is_empty();
            set_task(case, *task, if cancelled { TaskState::Cancelled } else { TaskState::Done });
        }
        CaseEvent::Assessed { task, finding, .. } => {
            set_task(case, *task, TaskState::Done);
            case.findings.push((*task, *finding));
        }
        _ => {}
    }
}

fn set_task(case: &mut Case, key: Key, state: TaskState) {
    if let Some(task) = case.tasks.get_mut(&key) {
        task.state = state;
    }
}

/// The ids of a list fact, known or partly known.
pub(crate) fn items<'a>(facts: &'a Facts, path: &str) -> Option<&'a [std::sync::Arc<str>]> {
    items_of(facts.get(path)?)
}

/// The ids that a fact holds, known or partly known.
pub(crate) fn items_of(fact: &saklig_case::Fact) -> Option<&[std::sync::Arc<str>]> {
    use saklig_case::FactState;
    match &fact.state {
        FactState::Known(value) | FactState::Unknown { part: Some(value), .. } => Value::as_items(value),
        FactState::Empty => Some(&[]),
        FactState::Unknown { part: None, .. } => None,
    }
}
