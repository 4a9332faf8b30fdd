//! Jobs: one piece of work in the world each, done once. The row holds no personal data; the payload is read, at lease,
//! from the entry that created the job. A result counts only with the current fence.

use jiff::Timestamp;

use crate::ids::{AuthoritySeq, EntrySeq, Fence, Hash, JobKey, TenantId};
use crate::refused::Refused;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JobState {
    /// Waits to be leased.
    Queued,
    /// Held by a brake, a person or a gateway that is not there yet; see [`Job::hold`].
    Held,
    /// A worker has it.
    Leased,
    /// It may or may not have happened in the world: somebody must ask.
    InDoubt,
    /// It goes with others in a file, whose own log tells on. Past its commit point.
    InFile,
    /// It happened.
    Done,
    /// The world said no, so it did not happen. Its business key is free again.
    FailedBusiness,
    /// Retries did not help.
    FailedTechnical,
    /// Called off. Its business key is free again.
    Dead,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Held,
        Self::Leased,
        Self::InDoubt,
        Self::InFile,
        Self::Done,
        Self::FailedBusiness,
        Self::FailedTechnical,
        Self::Dead,
    ];

    /// The word in the row.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Held => "held",
            Self::Leased => "leased",
            Self::InDoubt => "in_doubt",
            Self::InFile => "in_file",
            Self::Done => "done",
            Self::FailedBusiness => "failed_business",
            Self::FailedTechnical => "failed_technical",
            Self::Dead => "dead",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// True while the job keeps others with its type and business key away.
    pub const fn keeps_key(self) -> bool {
        !matches!(self, Self::Dead | Self::FailedBusiness)
    }

    /// True while something is still to happen with the job.
    pub const fn is_alive(self) -> bool {
        matches!(self, Self::Queued | Self::Held | Self::Leased | Self::InDoubt | Self::InFile)
    }
}

/// A job to be written with the entry that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its key, from the counter of the case.
    pub key: JobKey,
    /// Its type (`saklig.betala`, `saklig.brev.beslut`, …).
    pub kind: String,
    /// Unique per tenant and type while the job is neither dead nor refused by the world.
    pub business_key: Option<String>,
    /// The salted hash of its payload.
    pub payload_hash: Hash,
    /// Higher goes first.
    pub priority: i32,
    /// Not to be leased before.
    pub not_before: Option<Timestamp>,
    /// When given, the job starts held, for this coded reason.
    pub hold: Option<String>,
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The tenant.
    pub tenant: TenantId,
    /// Its key; its case is [`JobKey::case`].
    pub key: JobKey,
    /// Its type.
    pub kind: String,
    /// The id of the case type, for brakes; empty for a job outside any case.
    pub case_type: String,
    /// The entry that created it, which holds the payload.
    pub entry: EntrySeq,
    /// Unique per tenant and type while the job is neither dead nor refused by the world.
    pub business_key: Option<String>,
    /// The salted hash of its payload.
    pub payload_hash: Hash,
    /// Higher goes first.
    pub priority: i32,
    /// Not to be leased before.
    pub not_before: Option<Timestamp>,
    /// How many times it has been leased since it was last set free by a person.
    pub attempts: u32,
    /// Who has it, or had it when it was held or fell in doubt.
    pub lease_owner: Option<String>,
    /// How long.
    pub lease_until: Option<Timestamp>,
    /// Rises at each lease.
    pub fence: Fence,
    /// The worker has passed the step after which it may not simply start over.
    pub past_commit_point: bool,
    /// Where it stands.
    pub state: JobState,
    /// Why it is held, a coded reason.
    pub hold: Option<String>,
    /// The entry of the authority log that holds it, when a brake does.
    pub held_by: Option<AuthoritySeq>,
}

/// How the one who takes a step has access to the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A worker, with the fence of its lease.
    Fence(Fence),
    /// A worker that cannot send a fence: counts while the lease runs and nobody has answered.
    RunningLease,
    /// The engine or a person.
    Inside,
}

/// A step of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChange {
    /// The job.
    pub job: JobKey,
    /// By which access.
    pub door: Door,
    /// The step.
    pub step: JobStep,
}

/// What happens with a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobStep {
    /// The worker needs more time.
    Extend {
        /// The new end of the lease.
        until: Timestamp,
    },
    /// From here the worker may not start over. Refused when the job has been held: then nothing may be sent.
    PassCommitPoint,
    /// It is fixed as a member of a file: from here only the file's log tells what comes of it.
    Gather,
    /// Nobody knows whether it happened.
    Doubt,
    /// It happened.
    Complete,
    /// The world said no.
    FailBusiness,
    /// It did not work. With a time it is queued again (past the commit point: in doubt, to be asked for then); without,
    /// it stays failed (past the commit point: in doubt).
    FailTechnical {
        /// When to try again.
        retry_at: Option<Timestamp>,
    },
    /// Nothing may be sent.
    Hold {
        /// Why, a coded reason.
        reason: String,
    },
    /// A held job may go on, and one whose file was called off unsent.
    Release,
    /// A failed or doubtful job shall be tried again.
    Retry {
        /// Not before.
        not_before: Option<Timestamp>,
    },
    /// Called off. Refused past the commit point, until the world has been asked.
    Cancel,
}

impl JobStep {
    /// The name of the step.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Extend { .. } => "extend",
            Self::PassCommitPoint => "pass_commit_point",
            Self::Gather => "gather",
            Self::Doubt => "doubt",
            Self::Complete => "complete",
            Self::FailBusiness => "fail_business",
            Self::FailTechnical { .. } => "fail_technical",
            Self::Hold { .. } => "hold",
            Self::Release => "release",
            Self::Retry { .. } => "retry",
            Self::Cancel => "cancel",
        }
    }
}

/// Asks for work.
#[derive(Debug, Clone)]
pub struct LeaseRequest {
    /// The tenant.
    pub tenant: TenantId,
    /// Of these types.
    pub kinds: Vec<String>,
    /// Who asks.
    pub worker: String,
    /// The time now: leases that ended before are free again.
    pub now: Timestamp,
    /// How long the lease runs.
    pub until: Timestamp,
    /// At most so many.
    pub limit: usize,
    /// Also jobs in doubt whose time has come: who takes one asks the receiver before it does anything.
    pub doubtful: bool,
}

/// Which jobs to list, by rising key.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    /// Only in these states; none means all.
    pub states: Vec<JobState>,
    /// Only of this type.
    pub kind: Option<String>,
    /// Only of this case.
    pub case: Option<crate::ids::CaseKey>,
    /// Only those after this key.
    pub after: Option<JobKey>,
    /// At most so many.
    pub limit: usize,
}

impl Job {
    /// The row of a new job.
    pub fn of(tenant: TenantId, case_type: &str, entry: EntrySeq, new: &NewJob) -> Self {
        Self {
            tenant,
            key: new.key,
            kind: new.kind.clone(),
            case_type: case_type.to_owned(),
            entry,
            business_key: new.business_key.clone(),
            payload_hash: new.payload_hash,
            priority: new.priority,
            not_before: new.not_before,
            attempts: 0,
            lease_owner: None,
            lease_until: None,
            fence: Fence::NONE,
            past_commit_point: false,
            state: if new.hold.is_some() { JobState::Held } else { JobState::Queued },
            hold: new.hold.clone(),
            held_by: None,
        }
    }

    /// The job after the step, or why it cannot be taken. The same for every store.
    pub fn step(&self, door: Door, step: &JobStep, now: Timestamp) -> Result<Self, Refused> {
        self.let_in(door, now)?;
        let mut next = self.clone();
        let taken = match step {
            JobStep::Extend { until } => {
                self.state == JobState::Leased && {
                    next.lease_until = Some(*until);
                    true
                }
            }
            JobStep::PassCommitPoint => {
                self.state == JobState::Leased && {
                    next.past_commit_point = true;
                    true
                }
            }
            JobStep::Gather => {
                self.state == JobState::Leased && !self.past_commit_point && {
                    next.past_commit_point = true;
                    next.end(JobState::InFile)
                }
            }
            JobStep::Doubt => {
                self.is_in_hands() && {
                    next.state = JobState::InDoubt;
                    true
                }
            }
            JobStep::Complete => self.may_end(door) && next.end(JobState::Done),
            JobStep::FailBusiness => self.may_end(door) && next.end(JobState::FailedBusiness),
            JobStep::FailTechnical { retry_at } => self.may_end(door) && next.fail_technically(*retry_at),
            JobStep::Hold { reason } => self.may_be_held() && next.be_held(reason, None),
            JobStep::Release => self.may_be_released(door) && next.queue(self.not_before),
            JobStep::Retry { not_before } => {
                self.may_be_retried() && {
                    next.attempts = 0;
                    next.queue(*not_before)
                }
            }
            JobStep::Cancel => self.may_be_cancelled() && next.end(JobState::Dead),
        };
        if taken {
            Ok(next)
        } else {
            Err(Refused::JobState { job: self.key, state: self.state.as_str(), step: step.name() })
        }
    }

    /// The job in the hands of a worker.
    #[must_use]
    pub fn leased(&self, worker: &str, until: Timestamp) -> Self {
        let mut next = self.clone();
        next.state = JobState::Leased;
        next.lease_owner = Some(worker.to_owned());
        next.lease_until = Some(until);
        next.fence = self.fence.next();
        next.attempts += 1;
        next
    }

    /// The job held by a brake; nothing when the brake does not reach it (not queued or leased, or past its commit
    /// point).
    pub fn braked(&self, reason: &str, by: AuthoritySeq) -> Option<Self> {
        let mut next = self.clone();
        (self.state != JobState::Held && self.may_be_held() && next.be_held(reason, Some(by))).then_some(next)
    }

    /// True when the job can be leased at `now`: queued and due, or its lease has ended before the commit point.
    pub fn is_free(&self, now: Timestamp) -> bool {
        match self.state {
            JobState::Queued => self.not_before.is_none_or(|time| time <= now),
            JobState::Leased => !self.past_commit_point && self.lease_until.is_none_or(|until| until <= now),
            _ => false,
        }
    }

    /// True when the lease ended past the commit point: the job is then in doubt.
    pub fn is_lost(&self, now: Timestamp) -> bool {
        self.state == JobState::Leased
            && self.past_commit_point
            && self.lease_until.is_none_or(|until| until <= now)
    }

    /// True when a job in doubt may be asked for at `now`.
    pub fn is_to_be_asked_for(&self, now: Timestamp) -> bool {
        self.state == JobState::InDoubt && self.not_before.is_none_or(|time| time <= now)
    }

    fn let_in(&self, door: Door, now: Timestamp) -> Result<(), Refused> {
        let answered = match self.state {
            JobState::Leased | JobState::InDoubt => false,
            JobState::Held => self.lease_owner.is_none(),
            _ => true,
        };
        let open = match door {
            Door::Inside => true,
            Door::Fence(fence) => fence == self.fence && !answered,
            Door::RunningLease => {
                self.state == JobState::Leased && self.lease_until.is_some_and(|until| until > now)
            }
        };
        if open { Ok(()) } else { Err(Refused::StaleFence { job: self.key, have: self.fence }) }
    }

    /// True when a worker has it, also when it was held there.
    fn is_in_hands(&self) -> bool {
        self.state == JobState::Leased || (self.state == JobState::Held && self.lease_owner.is_some())
    }

    /// A result may come from a worker, also when the job was held in its hands: what has happened has happened. From
    /// inside also for a job that never needed a worker.
    fn may_end(&self, door: Door) -> bool {
        self.is_in_hands()
            || self.state == JobState::InDoubt
            || (matches!(self.state, JobState::Queued | JobState::InFile) && door == Door::Inside)
    }

    fn may_be_released(&self, door: Door) -> bool {
        self.state == JobState::Held || (self.state == JobState::InFile && door == Door::Inside)
    }

    fn may_be_held(&self) -> bool {
        match self.state {
            JobState::Queued | JobState::Held => true,
            JobState::Leased => !self.past_commit_point,
            _ => false,
        }
    }

    fn may_be_retried(&self) -> bool {
        matches!(self.state, JobState::FailedBusiness | JobState::FailedTechnical | JobState::InDoubt)
    }

    /// What may have happened is not called off: first the receiver is asked.
    fn may_be_cancelled(&self) -> bool {
        self.may_be_held() || matches!(self.state, JobState::FailedBusiness | JobState::FailedTechnical)
    }

    fn fail_technically(&mut self, retry_at: Option<Timestamp>) -> bool {
        if self.past_commit_point {
            self.state = JobState::InDoubt;
            self.not_before = retry_at.or(self.not_before);
            true
        } else if self.state == JobState::Held {
            self.lease_owner = None;
            self.lease_until = None;
            true
        } else if retry_at.is_some() {
            self.queue(retry_at)
        } else {
            self.end(JobState::FailedTechnical)
        }
    }

    fn queue(&mut self, not_before: Option<Timestamp>) -> bool {
        self.past_commit_point = false;
        self.not_before = not_before;
        self.end(JobState::Queued)
    }

    fn be_held(&mut self, reason: &str, by: Option<AuthoritySeq>) -> bool {
        self.state = JobState::Held;
        self.hold = Some(reason.to_owned());
        self.held_by = by;
        true
    }

    fn end(&mut self, state: JobState) -> bool {
        self.state = state;
        self.lease_owner = None;
        self.lease_until = None;
        self.hold = None;
        self.held_by = None;
        true
    }
}

#[cfg(test)]
#[path = "jobs_tests.rs"]
mod tests;
