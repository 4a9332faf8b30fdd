//! The point after which work may have happened in the world. It is passed, durably, before anything leaves; from there
//! a brake no longer reaches the job, nobody calls it off, and when its worker is lost it is in doubt: the receiver is
//! asked before anything is sent again.

use jiff::Timestamp;
use saklig_case::authority::Braked;
use saklig_store::{AuthoritySeq, Commit, Door, Job, JobChange, JobStep, Refused};

use crate::app::App;
use crate::error::AppError;
use crate::sending::later;

/// How often it is tried when the register changes at the same time.
const TRIES: u32 = 10;

/// Work that does something in the world which cannot be undone. A question to a register can simply be asked again.
pub(crate) fn after_commit_point(kind: &str) -> bool {
    kind != "saklig.fraga"
}

impl App {
    /// Passes the commit point of a leased job where its kind has one. False when nothing may be sent: a brake has been
    /// pulled, or somebody else has the job.
    pub(crate) fn may_go_on(&self, job: &Job, now: Timestamp) -> Result<bool, AppError> {
        if !after_commit_point(&job.kind) {
            return Ok(true);
        }
        for _ in 0..TRIES {
            let authority = self.authority()?;
            let braked =
                Braked::of_work(&job.kind).is_some_and(|kind| authority.is_braked(&job.case_type, kind));
            let step = match (braked, job.past_commit_point) {
                (false, _) => JobStep::PassCommitPoint,
                (true, false) => JobStep::Hold { reason: saklig_case::code::BRAKE.to_owned() },
                // It may have left already, so it cannot be held; under a brake it is not sent again either.
                (true, true) => JobStep::FailTechnical { retry_at: Some(later(now, job.attempts)) },
            };
            let mut commit = Commit::new(self.tenant, job.key.case(), now);
            commit.expect_authority_seq = Some(AuthoritySeq(authority.seq()));
            commit.job_changes.push(JobChange { job: job.key, door: Door::Fence(job.fence), step });
            match self.store.submit(commit).wait() {
                Ok(_) => return Ok(!braked),
                Err(Refused::StaleAuthority { .. }) => {}
                Err(Refused::StaleFence { .. } | Refused::JobState { .. }) => return Ok(false),
                Err(other) => return Err(other.into()),
            }
        }
        Err(AppError::Contended(TRIES))
    }

    /// Puts a leased job off: queued again, or in doubt where it is past its commit point.
    pub(crate) fn put_off(&self, job: &Job, at: Timestamp, now: Timestamp) -> Result<(), AppError> {
        let mut commit = Commit::new(self.tenant, job.key.case(), now);
        let step = JobStep::FailTechnical { retry_at: Some(at) };
        commit.job_changes.push(JobChange { job: job.key, door: Door::Fence(job.fence), step });
        match self.store.submit(commit).wait() {
            Ok(_) | Err(Refused::StaleFence { .. } | Refused::JobState { .. }) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}
