//! Why a store says no. A rejection ([`Refused`]) changed nothing and goes back to the asker; a [`Failure`] is the
//! world's (disk, lock, damage) and may be tried again. Neither ever carries personal data.

use std::path::PathBuf;

use thiserror::Error;

use crate::ids::{AuthoritySeq, CaseKey, EntrySeq, Fence, JobKey};

/// Why a commit was refused; nothing of it was written.
#[derive(Debug, Error)]
pub enum Refused {
    /// Somebody else wrote the case first: load it again and decide again.
    #[error("E0601: case {case} is at entry {have}, not at the one the command was decided on")]
    StaleCase {
        /// The case.
        case: CaseKey,
        /// The entry it is at.
        have: EntrySeq,
    },
    /// The authority register changed after it was read: decide again.
    #[error("E0602: the authority register is at entry {have}, not at the one the decision was made under")]
    StaleAuthority {
        /// The entry it is at.
        have: AuthoritySeq,
    },
    /// The same application with the same content came before; this is its case.
    #[error("E0603: the same application is already case {case}")]
    AlreadyThere {
        /// The case that holds it.
        case: CaseKey,
    },
    /// The same channel and id came before with other content.
    #[error("E0604: an application with the same channel and id but other content is already case {case}")]
    OtherContent {
        /// The case that holds the first one.
        case: CaseKey,
    },
    /// Another case holds the claim.
    #[error("E0605: claim number {index} of the commit is held by case {by}")]
    ClaimHeld {
        /// The case that holds it.
        by: CaseKey,
        /// Its place in [`crate::Commit::take_claims`].
        index: usize,
    },
    /// The job was leased again, answered or ended since; the result does not count.
    #[error("E0606: job {job} is at fence {have}; the result comes from an older lease or was already given")]
    StaleFence {
        /// The job.
        job: JobKey,
        /// Its current fence.
        have: Fence,
    },
    /// A job of the same type and business key is not dead.
    #[error("E0607: job {job} of the same type and business key already exists")]
    JobExists {
        /// The job that exists.
        job: JobKey,
    },
    /// The job cannot take this step from the state it is in.
    #[error("E0608: job {job} is {state} and cannot take the step `{step}`")]
    JobState {
        /// The job.
        job: JobKey,
        /// The state it is in.
        state: &'static str,
        /// The step that was asked for.
        step: &'static str,
    },
    /// There is no such job.
    #[error("E0609: there is no job {job}")]
    NoSuchJob {
        /// The key that was asked for.
        job: JobKey,
    },
    /// There is no such case, or its salt is erased.
    #[error("E0610: there is no case {case} that can be written to")]
    NoSuchCase {
        /// The key that was asked for.
        case: CaseKey,
    },
    /// The key or the number of a new case is taken.
    #[error("E0611: a case with the key {case} or its number already exists")]
    CaseExists {
        /// The key of the new case.
        case: CaseKey,
    },
    /// What was handed in is not well formed; a fault in the calling code.
    #[error("E0612: the commit is not well formed: {what}")]
    Malformed {
        /// What is wrong, in English.
        what: &'static str,
    },
    /// The address of a blob is not SHA-256(case salt ‖ content).
    #[error("E0613: blob number {index} of the commit has an address that does not match its content")]
    BlobAddress {
        /// Its place in [`crate::Commit::blobs`].
        index: usize,
    },
    /// The demo clock only goes forward.
    #[error("E0614: the clock only goes forward")]
    ClockBackwards,
    /// The store failed; nothing was written.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl Refused {
    /// A [`Refused::Malformed`].
    pub const fn malformed(what: &'static str) -> Self {
        Self::Malformed { what }
    }

    /// The code, for the page in `docs/fel/` and the text a person reads.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::StaleCase { .. } => "E0601",
            Self::StaleAuthority { .. } => "E0602",
            Self::AlreadyThere { .. } => "E0603",
            Self::OtherContent { .. } => "E0604",
            Self::ClaimHeld { .. } => "E0605",
            Self::StaleFence { .. } => "E0606",
            Self::JobExists { .. } => "E0607",
            Self::JobState { .. } => "E0608",
            Self::NoSuchJob { .. } => "E0609",
            Self::NoSuchCase { .. } => "E0610",
            Self::CaseExists { .. } => "E0611",
            Self::Malformed { .. } => "E0612",
            Self::BlobAddress { .. } => "E0613",
            Self::ClockBackwards => "E0614",
            Self::Failed(failure) => failure.code(),
        }
    }

    /// The arguments of its sentence in `texts/*/store.ftl`.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let case = |case: &CaseKey| ("arende", case.to_string());
        let job = |job: &JobKey| ("uppdrag", job.to_string());
        match self {
            Self::StaleCase { case: key, have } => vec![case(key), ("post", have.to_string())],
            Self::StaleAuthority { have } => vec![("post", have.to_string())],
            Self::AlreadyThere { case: key }
            | Self::OtherContent { case: key }
            | Self::ClaimHeld { by: key, .. }
            | Self::NoSuchCase { case: key }
            | Self::CaseExists { case: key } => vec![case(key)],
            Self::StaleFence { job: key, have } => vec![job(key), ("stangsel", have.to_string())],
            Self::JobExists { job: key } | Self::NoSuchJob { job: key } => vec![job(key)],
            Self::JobState { job: key, state, step } => {
                vec![job(key), ("lage", (*state).to_owned()), ("steg", (*step).to_owned())]
            }
            Self::Malformed { what } => vec![("vad", (*what).to_owned())],
            Self::BlobAddress { index } => vec![("nummer", index.to_string())],
            Self::ClockBackwards => Vec::new(),
            Self::Failed(failure) => failure.args(),
        }
    }
}

/// A failure of the world beneath the store. What was acknowledged before is not lost.
#[derive(Debug, Error)]
pub enum Failure {
    /// The disk is full; nothing of the group was written, make room and try again.
    #[error("E0620: the disk is full; nothing was written")]
    Full,
    /// The disk or the file system failed.
    #[error("E0621: the store could not {doing}")]
    Io {
        /// What was tried, in English.
        doing: &'static str,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another program held the store for too long.
    #[error("E0622: another program held the store for too long")]
    Busy,
    /// The file is damaged or was changed by something else.
    #[error("E0623: the store is damaged: {what}")]
    Damaged {
        /// What was found, in English.
        what: &'static str,
    },
    /// The store was written by a newer release.
    #[error("E0624: the store is at level {found}, this program knows level {known} at most")]
    TooNew {
        /// The level of the store.
        found: u32,
        /// The highest level this program knows.
        known: u32,
    },
    /// The file system has no locks that work (a network drive).
    #[error("E0625: {} is on a file system without working locks ({reason})", folder.display())]
    NoLocks {
        /// The folder that was to be opened.
        folder: PathBuf,
        /// What showed it, in English.
        reason: String,
    },
    /// A secret is missing, has the wrong length or can be read by others.
    #[error("E0626: the secret {} cannot be used: {reason}", file.display())]
    Secret {
        /// The file.
        file: PathBuf,
        /// What is wrong with it, in English.
        reason: &'static str,
    },
    /// The store has been closed.
    #[error("E0627: the store is closed")]
    Closed,
}

impl Failure {
    /// An [`Failure::Io`].
    pub fn io(doing: &'static str, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Io { doing, source: Box::new(source) }
    }

    /// The code, for the page in `docs/fel/` and the text a person reads.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Full => "E0620",
            Self::Io { .. } => "E0621",
            Self::Busy => "E0622",
            Self::Damaged { .. } => "E0623",
            Self::TooNew { .. } => "E0624",
            Self::NoLocks { .. } => "E0625",
            Self::Secret { .. } => "E0626",
            Self::Closed => "E0627",
        }
    }

    /// The arguments of its sentence in `texts/*/store.ftl`.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Io { doing: what, .. } | Self::Damaged { what } => vec![("vad", (*what).to_owned())],
            Self::TooNew { found, known } => vec![("niva", found.to_string()), ("kand", known.to_string())],
            Self::NoLocks { folder, reason } => {
                vec![("mapp", folder.display().to_string()), ("skal", reason.clone())]
            }
            Self::Secret { file, reason } => {
                vec![("fil", file.display().to_string()), ("skal", (*reason).to_owned())]
            }
            Self::Full | Self::Busy | Self::Closed => Vec::new(),
        }
    }
}
