//! What can go wrong in a use case.

use saklig_case::Rejection;
use saklig_feel::remark::Remark;
use saklig_record::Unreadable;
use saklig_store::{Failure, Refused};

/// A rejection goes back to the asker, a failure is the world's.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The case says no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// What was handed in is not as it should be: every fault with its place.
    #[error("{}", .0.first().map_or_else(String::new, ToString::to_string))]
    Faulty(Vec<Remark>),
    /// The store says no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The store failed.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// An entry of the log cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// There is no such thing.
    #[error("E0720: there is no {what} {name}")]
    NotFound {
        /// Case, task, package …
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// Others wrote the same case again and again.
    #[error("E0721: the case was changed by others {0} times while the command was carried out; try again")]
    Contended(u32),
    /// A secret is missing or cannot be written.
    #[error("E0722: the secret {name} cannot be used")]
    Secret {
        /// Its name.
        name: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The store was written with a secret that is not here.
    #[error("E0727: the secret {0} is missing or belongs to another data folder")]
    SecretLost(String),
    /// The operating system gave no randomness.
    #[error("E0723: the operating system gave no random numbers")]
    NoRandomness,
    /// A case has several open tasks, and only its number was given.
    #[error("E0725: the case has several open tasks; give the key of one: {}", listed(.0))]
    SeveralTasks(Vec<saklig_case::Key>),
    /// A word, path or value in a command is not one that can be used.
    #[error("E0726: {what} `{text}` cannot be used; {}", hint(known))]
    Unusable {
        /// What it is: outcome, path, amount …
        what: &'static str,
        /// What was given.
        text: String,
        /// What can be used, a code with a sentence in the texts.
        known: &'static str,
    },
    /// The register has no mandate, brake, source or period of that name, or has one already.
    #[error("E0801: the authority register: the {what} {name} is {why}")]
    Register {
        /// `mandate`, `brake` or `source`.
        what: &'static str,
        /// Its name.
        name: String,
        /// `missing` or `taken`.
        why: &'static str,
    },
    /// The spot check is shown when its period has ended.
    #[error("E0802: the spot check of period {0} is shown when the period has ended")]
    PeriodOpen(String),
    /// A bundle in the store cannot be opened by this release.
    #[error("E0724: the package {0} in the store cannot be opened")]
    Bundle(String),
}

/// What can be used instead, in English.
fn hint(known: &str) -> &str {
    match known {
        "outcome" => "nothing is proposed: give an outcome",
        "until" => "the package does not say how long the party may answer: give a time",
        "path" => "write it as ansokan.kostnader[k1].belopp",
        "declared" => "the package does not declare it",
        "result" => "it is the result of rules: change what they read, or a line of the calculation",
        "kind" => "it does not fit what the package declares",
        "shares" => "each share is 0 to 1, and both together at most 1",
        "mandate" => "a mandate names at least one outcome and the delegation decision",
        other => other,
    }
}

fn listed(keys: &[saklig_case::Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl AppError {
    /// The error code: the first word of the message.
    pub fn code(&self) -> String {
        self.to_string().split(':').next().unwrap_or_default().to_owned()
    }
}
