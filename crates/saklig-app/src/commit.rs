//! One command's events as one commit: entry, jobs, tasks, timers, claims, search rows.

use jiff::Timestamp;
use saklig_case::{Actor, Case, CaseEvent, CaseState, Key, Month, Party, PersonId, TaskState, Waiting};
use saklig_store as store;
use saklig_store::{Commit, Door, EntrySeq, JobChange, JobStep, NewEntry, Salt, SearchRow};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::convert::{case_key, hash_of_hex, job_key, subscription_key, task_key, timer_key};
use crate::error::AppError;

/// What a commit is built from.
pub(crate) struct Written<'w> {
    /// The case before; none for a new one.
    pub(crate) before: Option<&'w Case>,
    /// The case after.
    pub(crate) after: &'w Case,
    /// What happened.
    pub(crate) events: &'w [CaseEvent],
    /// The entry the case was at.
    pub(crate) seq: EntrySeq,
    /// The case's salt.
    pub(crate) salt: Salt,
    /// The authority register's entry the command was decided under.
    pub(crate) authority: u64,
    /// Who acted.
    pub(crate) actor: &'w Actor,
    /// The command's id.
    pub(crate) command: String,
    /// The job whose result it is, and how its row changes.
    pub(crate) job: Option<JobChange>,
    /// When.
    pub(crate) now: Timestamp,
}

impl App {
    /// The commit of one command.
    pub(crate) fn commit(&self, written: &Written<'_>) -> Result<Commit, AppError> {
        let case = case_key(written.after.key)?;
        let mut entry = NewEntry::new(
            &saklig_record::kinds(written.events),
            store::Actor::new(written.actor.kind.word(), written.actor.key.as_ref()),
            written.command.clone(),
            saklig_record::encode(written.events)?,
        );
        entry.authority_seq = Some(store::AuthoritySeq(written.authority));
        entry.bundle = hash_of_hex(&written.after.bundle);
        entry.job = written.job.as_ref().map(|change| change.job);
        let mut commit = Commit::new(self.tenant, case, written.now).with_entry(written.seq, entry);
        if written.before.is_none() {
            commit.new_case = Some(store::NewCase {
                number: written.after.number.as_str().parse()?,
                case_type: written.after.case_type.to_string(),
                salt: written.salt,
                opened_at: written.after.opened_at,
            });
        }
        commit.state = Some(state_row(written.after));
        commit.job_changes.extend(written.job.clone());
        for event in written.events {
            note(&mut commit, written, event)?;
        }
        waits(&mut commit, written)?;
        if written.before.is_none_or(|before| before.parties != written.after.parties) {
            commit.search = Some(self.search_rows(written.after));
        }
        Ok(commit)
    }

    /// What a case is found by. Numbers of persons always as keyed hashes; names only where nobody in the household
    /// is, or may be, protected.
    fn search_rows(&self, case: &Case) -> Vec<SearchRow> {
        let masked = case.is_masked();
        let mut rows = vec![
            SearchRow::new("nummer", case.number.as_str()),
            SearchRow::new("arendetyp", case.case_type.as_ref()),
        ];
        for party in &case.parties {
            rows.extend(self.party_rows(party, masked));
            if let (Some(number), Some(month), true) = (party.number(), case.month, party.is_adult()) {
                rows.push(SearchRow::new("person_manad", self.person_month(number, month)));
            }
        }
        rows.sort();
        rows.dedup();
        rows
    }

    /// What names an adult's month: for claims, and to find what was applied for and decided before.
    pub(crate) fn person_month(&self, number: &PersonId, month: Month) -> String {
        self.hidden("person_manad", &format!("{}:{month}", number.reveal()))
    }

    fn party_rows(&self, party: &Party, masked: bool) -> Vec<SearchRow> {
        let mut rows: Vec<SearchRow> = party
            .numbers
            .iter()
            .map(|(number, _)| SearchRow::new("person", self.hidden("person", number.reveal())))
            .collect();
        if !masked {
            rows.extend(party.names.iter().map(|(name, _)| SearchRow::new("namn", name.to_lowercase())));
        }
        rows
    }
}

/// A claim as the store keeps it.
pub(crate) fn claim_row(claim: &saklig_case::Claim) -> store::Claim {
    store::Claim(format!("{}:{}", claim.kind, claim.key))
}

fn job_row(job: &saklig_case::NewJob, salt: &Salt) -> Result<store::NewJob, AppError> {
    let mut hash = Sha256::new();
    hash.update(salt.0);
    hash.update(job.kind.as_bytes());
    hash.update([0]);
    hash.update(job.business_key.as_bytes());
    Ok(store::NewJob {
        key: job_key(job.key)?,
        kind: job.kind.to_string(),
        business_key: Some(job.business_key.to_string()),
        payload_hash: store::Hash(hash.finalize().into()),
        priority: job.priority,
        not_before: Some(job.not_before),
        hold: job.held.then(|| saklig_case::code::BRAKE.to_owned()),
    })
}

fn task_row(commit: &mut Commit, case: &Case, key: Key) -> Result<(), AppError> {
    let Some(task) = case.tasks.get(&key) else { return Ok(()) };
    let (state, assignee) = match &task.state {
        TaskState::Open => (store::TaskState::Open, None),
        TaskState::Taken(by) => (store::TaskState::Taken, Some(by.to_string())),
        TaskState::Done | TaskState::Cancelled => (store::TaskState::Done, None),
    };
    let key = task_key(key)?;
    commit.tasks.retain(|row| row.key != key);
    commit.tasks.push(store::TaskRow {
        key,
        kind: task.kind.word().to_owned(),
        queue: task.queue.to_string(),
        reasons: codes(task),
        opened_at: task.opened_at,
        deadline: task.deadline,
        state,
        assignee,
    });
    Ok(())
}

fn messages(case: &Case) -> Vec<(Key, String, String, String)> {
    let mut all = Vec::new();
    for (key, instance) in &case.journey.instances {
        let own = std::iter::once((&instance.element, &instance.waiting));
        let armed = instance.boundary.iter().map(|(element, waiting)| (element, waiting));
        for (element, waiting) in own.chain(armed) {
            if let Waiting::Message(name, correlation) = waiting {
                all.push((*key, element.to_string(), name.to_string(), correlation.to_string()));
            }
        }
    }
    all
}

/// The row's state in lists: what the case waits for, most pressing first.
fn state_row(case: &Case) -> store::StateChange {
    let waits = |wanted: fn(&Waiting) -> bool| case.journey.instances.values().any(|i| wanted(&i.waiting));
    let state = match case.state {
        CaseState::Suspended => store::CaseState::Suspended,
        CaseState::Cancelled | CaseState::Ended => store::CaseState::Closed,
        CaseState::Running if waits(|w| matches!(w, Waiting::Task(_) | Waiting::Incident(_))) => {
            store::CaseState::Task
        }
        CaseState::Running if waits(|w| matches!(w, Waiting::Work(_))) => store::CaseState::Open,
        CaseState::Running => store::CaseState::Waiting,
    };
    let imported = case.history.as_ref().map(|(_, outcome, _)| *outcome);
    let outcome = case.decision().map(|decision| decision.proposal().outcome).or(imported);
    store::StateChange { state, outcome: outcome.map(|outcome| outcome.word().to_owned()) }
}

fn note(commit: &mut Commit, written: &Written<'_>, event: &CaseEvent) -> Result<(), AppError> {
    let authority = Some(store::AuthoritySeq(written.authority));
    match event {
        CaseEvent::Opened(opening) => {
            commit.take_claims = opening.claims.iter().map(claim_row).collect();
        }
        CaseEvent::Cancelled { .. } => {
            let held = written.before.map(|before| before.claims.iter().map(claim_row).collect());
            commit.release_claims = held.unwrap_or_default();
        }
        CaseEvent::Decided(_) | CaseEvent::DecisionPrepared(_) => commit.expect_authority_seq = authority,
        CaseEvent::WorkOrdered { .. } => {
            for job in saklig_engine::jobs(event) {
                if saklig_case::authority::Braked::of_work(&job.kind).is_some() {
                    commit.expect_authority_seq = authority;
                }
                commit.jobs.push(job_row(&job, &written.salt)?);
            }
        }
        CaseEvent::WorkCancelled { job } => {
            let (job, door, step) = (job_key(*job)?, Door::Inside, JobStep::Cancel);
            commit.job_changes.push(JobChange { job, door, step });
        }
        CaseEvent::TaskOpened(task) => task_row(commit, written.after, task.key)?,
        CaseEvent::TaskTaken { task, .. }
        | CaseEvent::TaskReturned { task, .. }
        | CaseEvent::TaskEnded { task, .. }
        | CaseEvent::Assessed { task, .. } => task_row(commit, written.after, *task)?,
        CaseEvent::TimerSet { key, instance, due } => {
            let there = written.after.journey.instances.get(instance);
            let element = there.map_or_else(String::new, |instance| instance.element.to_string());
            commit.timers.push(store::Timer { key: timer_key(*key)?, due_at: *due, element });
        }
        CaseEvent::TimerEnded { key, .. } => {
            let key = timer_key(*key)?;
            commit.timers.retain(|timer| timer.key != key);
            commit.timers_gone.push(key);
        }
        _ => {}
    }
    Ok(())
}

/// Messages that are waited for now and were not before, and the other way round.
fn waits(commit: &mut Commit, written: &Written<'_>) -> Result<(), AppError> {
    let before = written.before.map(messages).unwrap_or_default();
    let after = messages(written.after);
    for (key, element, name, correlation) in &after {
        if !before.iter().any(|there| there.0 == *key) {
            commit.subscriptions.push(store::Subscription {
                key: subscription_key(*key)?,
                name: name.clone(),
                correlation: correlation.clone(),
                element: element.clone(),
            });
        }
    }
    for (key, ..) in before.iter().filter(|there| !after.iter().any(|now| now.0 == there.0)) {
        commit.subscriptions_gone.push(subscription_key(*key)?);
    }
    Ok(())
}

/// The codes of a task's reasons, each once.
fn codes(task: &saklig_case::Task) -> Vec<String> {
    let mut codes: Vec<String> = task.reasons.iter().map(|reason| reason.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}
