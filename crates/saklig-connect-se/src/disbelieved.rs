//! Why nothing in an answer is believed.

use std::sync::Arc;

use saklig_connect::Failure;

use crate::budget::Unread;

/// Why nothing in an answer is believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Disbelieved {
    /// It cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// E1020: the service answers with a fault.
    #[error("E1020: the service answers with a fault ({0})")]
    Fault(Arc<str>),
    /// E1021: it is no answer to this operation.
    #[error("E1021: this is no answer to the question")]
    Foreign,
    /// E1022: it is about another person.
    #[error("E1022: the answer is about another person than the one asked about")]
    OtherPerson,
    /// E1023: it belongs to another question.
    #[error("E1023: the answer belongs to another question")]
    OtherQuestion,
}

impl Disbelieved {
    /// The code, with the place if there is one.
    pub fn code(&self) -> String {
        match self {
            Self::Unread(unread) => unread.code(),
            Self::Fault(code) => format!("E1020 {code}"),
            Self::Foreign => "E1021".to_owned(),
            Self::OtherPerson => "E1022".to_owned(),
            Self::OtherQuestion => "E1023".to_owned(),
        }
    }

    /// What it means for the question: a broken answer and a fault may be asked for again, an answer about somebody
    /// else is a matter for a person.
    pub fn failure(&self) -> Failure {
        let code = Arc::from(self.code());
        match self {
            Self::OtherPerson | Self::OtherQuestion => Failure::Refused(code),
            Self::Unread(_) | Self::Fault(_) | Self::Foreign => Failure::Unreachable(code),
        }
    }
}
