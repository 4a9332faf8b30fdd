//! Work that a program had begun when it ended without a word: taken back at once, without waiting for its lease.

use std::collections::BTreeMap;

use jiff::Timestamp;
use saklig_store::{Commit, Door, JobChange, JobFilter, JobState, JobStep, Refused};

use crate::app::App;
use crate::error::AppError;

/// How many jobs are looked at.
const LIMIT: usize = 10_000;

impl App {
    /// Takes back the leased jobs of programs that are gone; says how many. A job past its commit point becomes one in
    /// doubt, as when its lease runs out.
    pub fn take_back(&self, is_gone: &dyn Fn(&str) -> bool, now: Timestamp) -> Result<usize, AppError> {
        let leased = JobFilter { states: vec![JobState::Leased], limit: LIMIT, ..JobFilter::default() };
        let mut known: BTreeMap<String, bool> = BTreeMap::new();
        let mut taken = 0;
        for job in self.store.jobs(self.tenant, &leased)? {
            let Some(owner) = job.lease_owner else { continue };
            if !*known.entry(owner).or_insert_with_key(|owner| is_gone(owner)) {
                continue;
            }
            let mut commit = Commit::new(self.tenant, job.key.case(), now);
            let step = JobStep::FailTechnical { retry_at: Some(now) };
            commit.job_changes.push(JobChange { job: job.key, door: Door::Fence(job.fence), step });
            match self.store.submit(commit).wait() {
                Ok(_) => taken += 1,
                // Somebody else took it back, or it was answered after all.
                Err(Refused::StaleFence { .. } | Refused::JobState { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(taken)
    }
}

/// The name under which this program leases jobs.
pub fn worker_name() -> String {
    format!("saklig-{}", std::process::id())
}
