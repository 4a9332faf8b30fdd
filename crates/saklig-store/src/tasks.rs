//! Tasks: what a person shall do.

use jiff::Timestamp;

use crate::ids::{CaseKey, TaskKey};

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskState {
    /// Nobody has it.
    Open,
    /// Somebody has it.
    Taken,
    /// It is done, or no longer needed.
    Done,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Taken, Self::Done];

    /// The word in the row.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Done => "done",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A task as it stands. Its case is [`TaskKey::case`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Its key.
    pub key: TaskKey,
    /// What kind of task.
    pub kind: String,
    /// The queue it lies in.
    pub queue: String,
    /// Why a person is needed: coded reasons, without line breaks.
    pub reasons: Vec<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it must be done.
    pub deadline: Option<Timestamp>,
    /// Where it stands.
    pub state: TaskState,
    /// The account that has it.
    pub assignee: Option<String>,
}

/// Which tasks to list, by deadline (none last), then key.
#[derive(Debug, Clone, Default)]
pub struct TaskFilter {
    /// Only in these states; none means all.
    pub states: Vec<TaskState>,
    /// Only in this queue.
    pub queue: Option<String>,
    /// Only with this account.
    pub assignee: Option<String>,
    /// Only of this case.
    pub case: Option<CaseKey>,
    /// At most so many.
    pub limit: usize,
}
