//! What a person shall do.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{Key, Reason};

/// What kind of work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// The gate said no: decide.
    Decide,
    /// A user task of the model.
    Handle,
    /// A spot check after payment: assess blind.
    Assess,
    /// Something in the world or the process failed: resolve.
    Incident,
    /// Another officer has decided where two persons are required: attest.
    Attest,
}

impl TaskKind {
    /// The word in lists and logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decide => "besluta",
            Self::Handle => "handlagg",
            Self::Assess => "stickprov",
            Self::Incident => "driftstopp",
            Self::Attest => "attestera",
        }
    }

    /// The kind a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Decide, Self::Handle, Self::Assess, Self::Incident, Self::Attest]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskState {
    /// Nobody has taken it.
    Open,
    /// An officer has it.
    Taken(Arc<str>),
    /// Done.
    Done,
    /// No longer needed.
    Cancelled,
}

/// Something a person shall do.
#[doc(alias = "arbetsuppgift")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Key.
    pub key: Key,
    /// What kind.
    pub kind: TaskKind,
    /// The element instance that waits for it; none when the case does not wait.
    pub instance: Option<Key>,
    /// Queue.
    pub queue: Arc<str>,
    /// Why a person is asked; never empty.
    pub reasons: Vec<Reason>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it should be done, if the package says.
    pub deadline: Option<Timestamp>,
    /// Where it stands.
    pub state: TaskState,
}
