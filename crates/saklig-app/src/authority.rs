//! The authority register: read with every decision, written as a log of its own.

use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use saklig_case::authority::Braked;
use saklig_case::spot_check::{Draw, draw, seed_hash};
use saklig_case::{Actor, Authority, AuthorityEvent, CaseKey};
use saklig_store::{AuthorityCommit, AuthoritySeq, HoldJobs, JobChange, Refused};

use crate::app::{App, secret};
use crate::convert::hex;
use crate::error::AppError;

/// How often a register entry is tried again when somebody else wrote one.
const TRIES: u32 = 10;

impl App {
    /// The register as it stands in the store now.
    pub fn authority(&self) -> Result<Arc<Authority>, AppError> {
        let cached = Arc::clone(&self.authority.lock().unwrap_or_else(PoisonError::into_inner));
        let seq = self.store.authority_seq(self.tenant)?;
        if seq.0 == cached.seq() {
            return Ok(cached);
        }
        let mut fresh = (*cached).clone();
        for entry in self.store.authority_entries(self.tenant, AuthoritySeq(cached.seq()))? {
            fresh.apply(entry.seq.0, &saklig_record::decode_authority(&entry.body)?);
        }
        let fresh = Arc::new(fresh);
        *self.authority.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }

    /// The register this program read last, without asking the store: the store checks it when a decision is written.
    pub(crate) fn authority_as_read(&self) -> Arc<Authority> {
        Arc::clone(&self.authority.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes one entry. A brake also holds the jobs of its kind that are not done.
    pub fn record_authority(
        &self,
        event: &AuthorityEvent,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        self.record_authority_with(event, actor, &|| Ok(Vec::new()), now)
    }

    /// The same with steps of jobs in the same transaction; they are asked for again when somebody else wrote one.
    pub(crate) fn record_authority_with(
        &self,
        event: &AuthorityEvent,
        actor: &Actor,
        steps: &dyn Fn() -> Result<Vec<JobChange>, AppError>,
        now: Timestamp,
    ) -> Result<u64, AppError> {
        for _ in 0..TRIES {
            let seq = self.authority()?.seq();
            let commit = AuthorityCommit {
                tenant: self.tenant,
                now,
                expect_seq: AuthoritySeq(seq),
                kinds: vec![kind(event).to_owned()],
                actor: saklig_store::Actor::new(actor.kind.word(), actor.key.as_ref()),
                command_id: format!("behorighet-{}", seq + 1),
                body: saklig_record::encode_authority(event)?,
                hold_jobs: held_by(event),
                job_changes: steps()?,
            };
            match self.store.submit_authority(commit).wait() {
                Ok(receipt) => {
                    self.authority()?;
                    return Ok(receipt.seq.0);
                }
                Err(Refused::StaleAuthority { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(AppError::Contended(TRIES))
    }

    /// Starts a spot-check period: the seed is made (or given, for a demo), its hash logged.
    pub fn start_period(
        &self,
        period: &str,
        seed: Option<&[u8]>,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let name = seed_name(period);
        if let Some(seed) = seed {
            let made = self.secrets.create(&name, seed);
            if let Err(source) = made
                && source.kind() != std::io::ErrorKind::AlreadyExists
            {
                return Err(AppError::Secret { name, source });
            }
        }
        let seed = secret(self.secrets.as_ref(), &name)?;
        let event = AuthorityEvent::PeriodStarted {
            period: Arc::from(period),
            seed_hash: Arc::from(seed_hash(&seed)),
        };
        self.record_authority(&event, actor, now).map(|_| ())
    }

    /// Ends a period: its seed is shown, so that anybody can draw again.
    pub fn end_period(&self, period: &str, actor: &Actor, now: Timestamp) -> Result<(), AppError> {
        let seed = secret(self.secrets.as_ref(), &seed_name(period))?;
        let event = AuthorityEvent::PeriodEnded { period: Arc::from(period), seed: Arc::from(hex(&seed)) };
        self.record_authority(&event, actor, now).map(|_| ())
    }

    /// The draw of a new case; none when no period is under way.
    pub(crate) fn draw(&self, authority: &Authority, case: CaseKey) -> Result<Option<Draw>, AppError> {
        let Some(period) = authority.current_period() else { return Ok(None) };
        let seed = secret(self.secrets.as_ref(), &seed_name(period))?;
        Ok(Some(draw(&seed, period, case)))
    }
}

fn seed_name(period: &str) -> String {
    format!("stickprov-{period}.fro")
}

fn kind(event: &AuthorityEvent) -> &'static str {
    match event {
        AuthorityEvent::ModeSet { .. } => "mode-set",
        AuthorityEvent::MandateGiven(_) => "mandate-given",
        AuthorityEvent::MandateWithdrawn { .. } => "mandate-withdrawn",
        AuthorityEvent::BrakePulled { .. } => "brake-pulled",
        AuthorityEvent::BrakeReleased { .. } => "brake-released",
        AuthorityEvent::RatesSet { .. } => "rates-set",
        AuthorityEvent::TwoPersonsSet { .. } => "two-persons-set",
        AuthorityEvent::SourceStopped { .. } => "source-stopped",
        AuthorityEvent::SourceStarted { .. } => "source-started",
        AuthorityEvent::PeriodStarted { .. } => "period-started",
        AuthorityEvent::PeriodEnded { .. } => "period-ended",
    }
}

/// The task types of work that a brake of this kind holds.
pub fn ordered_jobs_of(kind: Braked) -> Option<&'static str> {
    match kind {
        Braked::Decisions => None,
        Braked::Payments => Some("saklig.betala"),
        Braked::Letters => Some("saklig.brev.beslut"),
        Braked::Permits => Some("saklig.tillstand"),
        Braked::WriteBacks => Some("saklig.aterskrivning"),
    }
}

fn held_by(event: &AuthorityEvent) -> Vec<HoldJobs> {
    let AuthorityEvent::BrakePulled { brake, .. } = event else { return Vec::new() };
    let kinds: Vec<String> =
        brake.stops.iter().filter_map(|kind| ordered_jobs_of(*kind)).map(ToOwned::to_owned).collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let case_type = brake.case_type.as_ref().map(ToString::to_string);
    vec![HoldJobs { kinds, case_type, reason: saklig_case::code::BRAKE.to_owned() }]
}
