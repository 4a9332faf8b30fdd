//! One commit: everything one command changed, written whole or not at all.

use jiff::Timestamp;

use crate::blobs::NewBlob;
use crate::cases::{NewCase, StateChange};
use crate::chain::NewEntry;
use crate::ids::{AuthoritySeq, CaseKey, Cursor, EntrySeq, Hash, SubscriptionKey, TenantId, TimerKey};
use crate::jobs::{JobChange, NewJob};
use crate::refused::Refused;
use crate::search::{Claim, SearchRow};
use crate::tasks::TaskRow;
use crate::timers::{Subscription, Timer};

/// Everything one command changed in one case. Build it with [`Commit::new`] and fill in the fields.
#[derive(Debug, Clone)]
pub struct Commit {
    /// The tenant.
    pub tenant: TenantId,
    /// The case.
    pub case: CaseKey,
    /// The time of the command, in which the entry is recorded.
    pub now: Timestamp,
    /// The entry the case must be at (0 for a new case). Required with an entry.
    pub expect_seq: Option<EntrySeq>,
    /// The entry the authority log must be at; given when the entry holds a decision or makes a job a brake can hold.
    pub expect_authority_seq: Option<AuthoritySeq>,
    /// The row of a new case.
    pub new_case: Option<NewCase>,
    /// The log entry; without one the case's sequence stays.
    pub entry: Option<NewEntry>,
    /// How the row of the case changes.
    pub state: Option<StateChange>,
    /// The application this case came from, so that the same one twice is one case.
    pub intake: Option<Intake>,
    /// Claims to take; taking one the case already holds is no change.
    pub take_claims: Vec<Claim>,
    /// Claims to give back; giving back one the case does not hold is no change.
    pub release_claims: Vec<Claim>,
    /// New jobs. The steps below are taken first, so a job that is called off frees its business key for one here.
    pub jobs: Vec<NewJob>,
    /// Steps of jobs.
    pub job_changes: Vec<JobChange>,
    /// Tasks as they shall stand.
    pub tasks: Vec<TaskRow>,
    /// Timers to set.
    pub timers: Vec<Timer>,
    /// Timers that have fired or are called off; one that is not there is no change.
    pub timers_gone: Vec<TimerKey>,
    /// Message subscriptions to open.
    pub subscriptions: Vec<Subscription>,
    /// Subscriptions that are over; one that is not there is no change.
    pub subscriptions_gone: Vec<SubscriptionKey>,
    /// All search rows of the case as they shall stand; nothing leaves them as they are.
    pub search: Option<Vec<SearchRow>>,
    /// Documents and answers of the case.
    pub blobs: Vec<NewBlob>,
    /// A state of the case kept to save time; only a cache.
    pub snapshot: Option<Snapshot>,
}

impl Commit {
    /// A commit that changes nothing yet.
    pub fn new(tenant: TenantId, case: CaseKey, now: Timestamp) -> Self {
        Self {
            tenant,
            case,
            now,
            expect_seq: None,
            expect_authority_seq: None,
            new_case: None,
            entry: None,
            state: None,
            intake: None,
            take_claims: Vec::new(),
            release_claims: Vec::new(),
            jobs: Vec::new(),
            job_changes: Vec::new(),
            tasks: Vec::new(),
            timers: Vec::new(),
            timers_gone: Vec::new(),
            subscriptions: Vec::new(),
            subscriptions_gone: Vec::new(),
            search: None,
            blobs: Vec::new(),
            snapshot: None,
        }
    }

    /// With this entry after the entry `expect_seq`.
    #[must_use]
    pub fn with_entry(mut self, expect_seq: EntrySeq, entry: NewEntry) -> Self {
        self.expect_seq = Some(expect_seq);
        self.entry = Some(entry);
        self
    }
}

/// Where an application came in: unique per tenant, channel and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// The channel (`web`, `file`, `paper`, …).
    pub channel: String,
    /// The id the sender gave it; without one the SHA-256 of its canonical text.
    pub external_id: String,
    /// SHA-256 of its canonical content.
    pub content: Hash,
}

/// The state of a case after an entry, as the caller encodes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The version of the fold that made it; another version means it is not used.
    pub fold_version: u32,
    /// The last entry it contains.
    pub seq: EntrySeq,
    /// The state.
    pub bytes: Vec<u8>,
}

/// A commit that is durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The case.
    pub case: CaseKey,
    /// The entry the case is at now.
    pub seq: EntrySeq,
    /// The hash of that entry.
    pub hash: Hash,
    /// The place of the new entry in the order of commits, when there is one.
    pub cursor: Option<Cursor>,
}

/// What every store refuses before it looks at anything: a commit that contradicts itself.
pub fn check_form(commit: &Commit) -> Result<(), Refused> {
    let broken = |text: &String| text.contains('\n');
    let case = commit.case;
    let rules: [(bool, &'static str); 9] = [
        (case.counter() == 0, "the case key has a counter"),
        (commit.entry.is_none() || commit.expect_seq.is_some(), "an entry without the entry it follows"),
        (commit.new_case.is_none() || commit.entry.is_some(), "a new case without an entry"),
        (commit.jobs.is_empty() || commit.entry.is_some(), "new jobs without the entry that creates them"),
        (commit.jobs.iter().all(|job| job.key.case() == case), "a new job of another case"),
        (commit.tasks.iter().all(|task| task.key.case() == case), "a task of another case"),
        (commit.timers.iter().all(|timer| timer.key.case() == case), "a timer of another case"),
        (commit.subscriptions.iter().all(|open| open.key.case() == case), "a subscription of another case"),
        (
            !commit.tasks.iter().any(|task| task.reasons.iter().any(broken))
                && !commit.entry.iter().any(|entry| entry.kinds.iter().any(broken)),
            "a coded word with a line break",
        ),
    ];
    rules.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, what)| Err(Refused::malformed(what)))
}
