//! The authority register as a person works with it: shown, changed word by word, and what was decided under it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::authority::{Brake, Braked, Mandate, Mode, Principal, Rates};
use saklig_case::{
    Actor, AuthorityEvent, CaseEvent, CaseKey, Command, Outcome, WorkFailure, WorkState, code,
};
use saklig_number::Number;
use saklig_store::{Cursor, Door, Entry, Job, JobChange, JobFilter, JobKey, JobState, JobStep};

use crate::app::App;
use crate::authority::ordered_jobs_of;
use crate::convert::{from_case_key, from_key};
use crate::error::AppError;
use crate::show_case::decided_by;
use crate::shown;
use crate::viewer::Look;
use crate::words::instant;

/// How many rows are read at a time.
const PAGE: usize = 1_000;
/// How a cancelled job failed, as its case is told.
const CANCELLED: &str = "broms_avbruten";

/// What happens to the jobs a brake held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldJobs {
    /// They go on.
    Release,
    /// They are called off; a person gets a task in each case.
    Cancel,
}

impl App {
    /// The register as it stands.
    pub fn show_register(&self) -> Result<shown::Register, AppError> {
        let authority = self.authority()?;
        let mut brakes = Vec::new();
        for (id, brake) in authority.brakes() {
            brakes.push(shown::Brake {
                id: id.to_owned(),
                case_type: brake.case_type.as_ref().map(ToString::to_string),
                stops: brake.stops.iter().map(|kind| kind.word().to_owned()).collect(),
                reason: brake.reason.to_string(),
                held: self.held_jobs(brake)?.len(),
            });
        }
        let mut rates = Vec::new();
        let mut two_persons = Vec::new();
        for (case_type, outcome, _) in authority.modes() {
            if let Some(set) = authority.rates(case_type, outcome) {
                rates.push(shown::Rate {
                    case_type: case_type.to_owned(),
                    outcome: outcome.word().to_owned(),
                    before: set.before.to_string(),
                    after: set.after.to_string(),
                });
            }
        }
        for event in self.register_events()? {
            if let AuthorityEvent::TwoPersonsSet { case_type, outcome, from_amount } = event {
                two_persons.retain(|there: &shown::TwoPersons| {
                    there.case_type != *case_type || there.outcome != outcome.word()
                });
                two_persons.extend(from_amount.map(|amount| shown::TwoPersons {
                    case_type: case_type.to_string(),
                    outcome: outcome.word().to_owned(),
                    from_amount: amount.to_string(),
                }));
            }
        }
        let current = authority.current_period().map(ToString::to_string);
        Ok(shown::Register {
            entry: authority.seq().to_string(),
            modes: authority
                .modes()
                .map(|(case_type, outcome, mode)| shown::Mode {
                    case_type: case_type.to_owned(),
                    outcome: outcome.word().to_owned(),
                    mode: mode.word().to_owned(),
                })
                .collect(),
            mandates: authority.mandates().map(mandate).collect(),
            brakes,
            rates,
            two_persons,
            stopped: authority
                .stopped_sources()
                .map(|(source, reason)| shown::StoppedSource {
                    source: source.to_owned(),
                    reason: reason.to_owned(),
                })
                .collect(),
            periods: authority
                .periods()
                .map(|(id, hash, seed)| shown::Period {
                    id: id.to_owned(),
                    current: current.as_deref() == Some(id),
                    seed_hash: hash.to_owned(),
                    seed: seed.map(ToOwned::to_owned),
                })
                .collect(),
        })
    }

    /// Every event of the register, oldest first.
    pub(crate) fn register_events(&self) -> Result<Vec<AuthorityEvent>, AppError> {
        let entries = self.store.authority_entries(self.tenant, saklig_store::AuthoritySeq(0))?;
        entries.iter().map(|entry| Ok(saklig_record::decode_authority(&entry.body)?)).collect()
    }

    /// Sets a mode.
    pub fn set_mode(
        &self,
        case_type: &str,
        outcome: Outcome,
        mode: Mode,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        let reason = needed(reason)?;
        let event = AuthorityEvent::ModeSet { case_type: Arc::from(case_type), outcome, mode, reason };
        self.record_authority(&event, actor, now)
    }

    /// Sets spot-check rates.
    pub fn set_rates(
        &self,
        case_type: &str,
        outcome: Outcome,
        rates: Rates,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        let (zero, one) = (Number::from(0), Number::from(1));
        let together = rates.before.checked_add(rates.after).unwrap_or(one);
        if rates.before < zero || rates.after < zero || together > one {
            let text = format!("{} {}", rates.before, rates.after);
            return Err(AppError::Unusable { what: "rates", text, known: "shares" });
        }
        let reason = needed(reason)?;
        let event = AuthorityEvent::RatesSet { case_type: Arc::from(case_type), outcome, rates, reason };
        self.record_authority(&event, actor, now)
    }

    /// Gives a mandate.
    pub fn give_mandate(&self, mandate: Mandate, actor: &Actor, now: Timestamp) -> Result<u64, AppError> {
        if self.authority()?.mandates().any(|there| there.id == mandate.id) {
            return Err(register("mandate", &mandate.id, "taken"));
        }
        if mandate.outcomes.is_empty() || mandate.delegation.trim().is_empty() {
            let text = mandate.id.to_string();
            return Err(AppError::Unusable { what: "mandate", text, known: "mandate" });
        }
        self.record_authority(&AuthorityEvent::MandateGiven(mandate), actor, now)
    }

    /// Withdraws a mandate.
    pub fn withdraw_mandate(
        &self,
        id: &str,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        if !self.authority()?.mandates().any(|there| there.id.as_ref() == id) {
            return Err(register("mandate", id, "missing"));
        }
        let event = AuthorityEvent::MandateWithdrawn { id: Arc::from(id), reason: needed(reason)? };
        self.record_authority(&event, actor, now)
    }

    /// Pulls a brake: what it stops and has not been sent is held.
    pub fn pull_brake(
        &self,
        id: &str,
        case_type: Option<&str>,
        stops: &[Braked],
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        if self.authority()?.brakes().any(|(there, _)| there == id) {
            return Err(register("brake", id, "taken"));
        }
        let stops = if stops.is_empty() { Braked::ALL.to_vec() } else { stops.to_vec() };
        let brake = Brake { case_type: case_type.map(Arc::from), stops, reason: needed(reason)? };
        self.record_authority(&AuthorityEvent::BrakePulled { id: Arc::from(id), brake }, actor, now)
    }

    /// Releases a brake. Jobs that only it held go on in the same transaction, or are called off first. Says how many.
    pub fn release_brake(
        &self,
        id: &str,
        held: HeldJobs,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<usize, AppError> {
        let authority = self.authority()?;
        let brake = authority.brakes().find(|(there, _)| *there == id).map(|(_, brake)| brake.clone());
        let brake = brake.ok_or_else(|| register("brake", id, "missing"))?;
        let reason = needed(reason)?;
        let jobs = self.only_held_by(id, &brake)?;
        if held == HeldJobs::Cancel {
            for job in &jobs {
                self.call_off(job, actor, now)?;
            }
        }
        let event = AuthorityEvent::BrakeReleased { id: Arc::from(id), reason };
        let steps = || match held {
            HeldJobs::Release => {
                Ok(self.only_held_by(id, &brake)?.iter().map(|job| release(job.key)).collect())
            }
            HeldJobs::Cancel => Ok(Vec::new()),
        };
        self.record_authority_with(&event, actor, &steps, now)?;
        self.sweep_held(id, &brake, held, actor, now)?;
        Ok(jobs.len())
    }

    /// What was ordered while the brake was being released was born held: nothing may stay so without a brake.
    fn sweep_held(
        &self,
        id: &str,
        brake: &Brake,
        held: HeldJobs,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), AppError> {
        for job in self.only_held_by(id, brake)? {
            match held {
                HeldJobs::Cancel => self.call_off(&job, actor, now)?,
                HeldJobs::Release => {
                    let mut commit = saklig_store::Commit::new(self.tenant, job.key.case(), now);
                    commit.job_changes.push(release(job.key));
                    self.store.submit(commit).wait()?;
                }
            }
        }
        Ok(())
    }

    /// The held jobs that no other pulled brake stops.
    fn only_held_by(&self, id: &str, brake: &Brake) -> Result<Vec<Job>, AppError> {
        let authority = self.authority()?;
        let mut jobs = self.held_jobs(brake)?;
        jobs.retain(|job| {
            let kind = Braked::of_work(&job.kind);
            !authority.brakes().any(|(other, pulled)| {
                other != id && kind.is_some_and(|kind| stops(pulled, kind, &job.case_type))
            })
        });
        Ok(jobs)
    }

    /// The jobs that a brake holds.
    fn held_jobs(&self, brake: &Brake) -> Result<Vec<Job>, AppError> {
        let mut held = Vec::new();
        for kind in brake.stops.iter().filter_map(|kind| ordered_jobs_of(*kind)) {
            held.extend(self.held_of(kind)?);
        }
        held.retain(|job| {
            job.hold.as_deref() == Some(code::BRAKE)
                && brake.case_type.as_ref().is_none_or(|case_type| **case_type == *job.case_type)
        });
        Ok(held)
    }

    fn held_of(&self, kind: &str) -> Result<Vec<Job>, AppError> {
        let mut found: Vec<Job> = Vec::new();
        loop {
            let filter = JobFilter {
                states: vec![JobState::Held],
                kind: Some(kind.to_owned()),
                case: None,
                after: found.last().map(|job| job.key),
                limit: PAGE,
            };
            let page = self.store.jobs(self.tenant, &filter)?;
            let full = page.len() == PAGE;
            found.extend(page);
            if !full {
                return Ok(found);
            }
        }
    }

    /// Calls off a held job: its case is told, and asks a person.
    fn call_off(&self, job: &Job, actor: &Actor, now: Timestamp) -> Result<(), AppError> {
        let key = from_key(job.key.value())?;
        let failure = WorkFailure { code: Arc::from(CANCELLED), business: false };
        let command = Command::FailWork { job: key, failure, answers: Vec::new() };
        let change = JobChange { job: job.key, door: Door::Inside, step: JobStep::Cancel };
        let case = from_case_key(job.key.case())?;
        self.execute_for(case, command, actor, Some(change), Vec::new(), now).map(|_| ())
    }

    /// Stops a source: it is not asked.
    pub fn stop_source(
        &self,
        source: &str,
        reason: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        let event = AuthorityEvent::SourceStopped { source: Arc::from(source), reason: needed(reason)? };
        self.record_authority(&event, actor, now)
    }

    /// Lets a source be asked again: the questions that were held go on. Says how many.
    pub fn start_source(&self, source: &str, actor: &Actor, now: Timestamp) -> Result<usize, AppError> {
        if self.authority()?.stopped(source).is_none() {
            return Err(register("source", source, "missing"));
        }
        let waiting = || {
            let mut keys = Vec::new();
            for job in self.held_of("saklig.fraga")? {
                let case = self.load(from_case_key(job.key.case())?)?.case;
                let work = case.work.get(&from_key(job.key.value())?);
                if work.is_some_and(|work| *work.target == *source && work.state == WorkState::Ordered) {
                    keys.push(job.key);
                }
            }
            Ok::<Vec<JobKey>, AppError>(keys)
        };
        let count = waiting()?.len();
        let event = AuthorityEvent::SourceStarted { source: Arc::from(source) };
        let steps = || Ok(waiting()?.into_iter().map(release).collect());
        self.record_authority_with(&event, actor, &steps, now)?;
        Ok(count)
    }

    /// The decisions made by delegation from and with one day to and with another, for the report to the board
    /// (kommunallagen 6 kap. 40 §). The read log is written first.
    pub fn delegated_decisions(
        &self,
        look: &Look<'_>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<shown::DelegatedDecision>, AppError> {
        let mut found = Vec::new();
        let mut cases: Vec<CaseKey> = Vec::new();
        self.each_entry("decided", |entry, events| {
            for event in events {
                let CaseEvent::Decided(decision) = event else { continue };
                let day = Self::moment(decision.at()).today;
                if from.is_some_and(|from| day < from) || to.is_some_and(|to| day > to) {
                    continue;
                }
                let row = self.store.case(self.tenant, entry.envelope.case)?;
                let (number, case_type) =
                    row.map(|row| (row.number.to_string(), row.case_type)).unwrap_or_default();
                cases.push(from_case_key(entry.envelope.case)?);
                found.push(shown::DelegatedDecision {
                    number,
                    at: instant(decision.at()),
                    outcome: decision.proposal().outcome.word().to_owned(),
                    amount: decision.proposal().amount.to_string(),
                    by: decided_by(decision.kind()),
                    mandate: decision.mandate().to_owned(),
                    delegation: decision.delegation().to_owned(),
                    case_type,
                });
            }
            Ok(())
        })?;
        self.note_read(look.viewer, &cases, look.now)?;
        Ok(found)
    }

    /// Every entry of all cases with an event of this kind, in the order of commits.
    pub(crate) fn each_entry(
        &self,
        kind: &str,
        mut seen: impl FnMut(&Entry, Vec<CaseEvent>) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let mut after = Cursor::NONE;
        loop {
            let page = self.store.entries_in_order(self.tenant, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.cursor;
            for entry in &page {
                if let (true, Some(body)) =
                    (entry.envelope.kinds.iter().any(|there| there == kind), &entry.body)
                {
                    seen(entry, saklig_record::decode(body)?)?;
                }
            }
        }
    }
}

fn stops(brake: &Brake, kind: Braked, case_type: &str) -> bool {
    brake.stops.contains(&kind) && brake.case_type.as_ref().is_none_or(|stopped| **stopped == *case_type)
}

fn release(job: JobKey) -> JobChange {
    JobChange { job, door: Door::Inside, step: JobStep::Release }
}

fn mandate(mandate: &Mandate) -> shown::Mandate {
    shown::Mandate {
        id: mandate.id.to_string(),
        to: match &mandate.principal {
            Principal::AutomatedFunction => "automatisk_funktion".to_owned(),
            Principal::Officer(account) => account.to_string(),
        },
        case_type: mandate.case_type.to_string(),
        outcomes: mandate.outcomes.iter().map(|outcome| outcome.word().to_owned()).collect(),
        max_amount: mandate.max_amount.map(|amount| amount.to_string()),
        from: mandate.from.to_string(),
        until: mandate.to.map(|day| day.to_string()),
        delegation: mandate.delegation.to_string(),
    }
}

fn register(what: &'static str, name: &str, why: &'static str) -> AppError {
    AppError::Register { what, name: name.to_owned(), why }
}

/// A reason that says something.
fn needed(reason: &str) -> Result<Arc<str>, AppError> {
    if reason.trim().is_empty() {
        return Err(saklig_case::Rejection::ReasonMissing.into());
    }
    Ok(Arc::from(reason))
}
