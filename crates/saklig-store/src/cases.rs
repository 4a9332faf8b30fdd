//! The row of a case: what lists and look-ups need to know without reading the log.

use jiff::Timestamp;

use crate::ids::{CaseKey, CaseNumber, EntrySeq, Hash, Salt, TenantId};

/// What a case is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseState {
    /// The machine is at work, or will be as soon as a job is done.
    Open,
    /// It waits for a time or a message.
    Waiting,
    /// It waits for a person.
    Task,
    /// A person has suspended it.
    Suspended,
    /// It is over.
    Closed,
    /// No case: a payment file that is under way. It has a log and a number of its own.
    FileOpen,
    /// No case: a payment file whose every payment is settled, or that was called off.
    FileClosed,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Waiting,
        Self::Task,
        Self::Suspended,
        Self::Closed,
        Self::FileOpen,
        Self::FileClosed,
    ];

    /// True for what is no case but a payment file. Lists and counts of cases leave it out.
    pub const fn is_file(self) -> bool {
        matches!(self, Self::FileOpen | Self::FileClosed)
    }

    /// The word in the row.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Task => "task",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
            Self::FileOpen => "file_open",
            Self::FileClosed => "file_closed",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A case that is opened by the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// Its number for people, from [`crate::Store::new_number`].
    pub number: CaseNumber,
    /// The id of its case type.
    pub case_type: String,
    /// Its salt, drawn from the operating system by the edge.
    pub salt: Salt,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// How the row of the case changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateChange {
    /// What it does now.
    pub state: CaseState,
    /// The kind of outcome, once there is one (`bifall`, `avslag`, …).
    pub outcome: Option<String>,
}

/// The row of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The tenant.
    pub tenant: TenantId,
    /// Its key.
    pub key: CaseKey,
    /// Its number for people.
    pub number: CaseNumber,
    /// The id of its case type.
    pub case_type: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What it does now.
    pub state: CaseState,
    /// The kind of outcome.
    pub outcome: Option<String>,
    /// When the last entry was recorded.
    pub changed_at: Timestamp,
    /// The number of its last entry.
    pub seq: EntrySeq,
    /// The hash of its last entry.
    pub head: Hash,
    /// Its salt; nothing once it is erased.
    pub salt: Option<Salt>,
}

/// Which cases to list, by rising key (the order they were opened in, block by block).
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Only those in this state; nothing means all cases, and no payment file.
    pub state: Option<CaseState>,
    /// Only those of this case type.
    pub case_type: Option<String>,
    /// Only those after this key: the last one of the page before.
    pub after: Option<CaseKey>,
    /// At most so many.
    pub limit: usize,
}
