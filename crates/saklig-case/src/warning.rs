//! Typed doubts that open and close themselves.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

/// What makes two warnings the same: type and subject, e.g. `okand_inkomst` about `i3`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WarningKey {
    /// The type, as the package declares it.
    pub kind: Arc<str>,
    /// What it is about; empty when it is about the case.
    pub subject: Arc<str>,
}

/// Whether an open warning keeps a robot from deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Shown only.
    Notice,
    /// No robot decides while it is open.
    Blocks,
}

/// Where a warning stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarningState {
    /// Open since then.
    Open,
    /// The rules no longer see it.
    Closed,
    /// A person has looked and takes responsibility.
    Acknowledged {
        /// The officer's account.
        by: Arc<str>,
        /// Why it may be passed over.
        reason: Arc<str>,
        /// When.
        at: Timestamp,
    },
}

/// A doubt about the case.
#[doc(alias = "varning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Whether it blocks.
    pub severity: Severity,
    /// The sentence in Swedish, as the rule wrote it.
    pub text: Arc<str>,
    /// Where it stands.
    pub state: WarningState,
}

impl Warning {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.state == WarningState::Open
    }
}

/// The warnings of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings(BTreeMap<WarningKey, Warning>);

impl Warnings {
    /// All warnings in order of type and subject.
    pub fn iter(&self) -> impl Iterator<Item = (&WarningKey, &Warning)> {
        self.0.iter()
    }

    /// The open ones.
    pub fn open(&self) -> impl Iterator<Item = (&WarningKey, &Warning)> {
        self.0.iter().filter(|(_, warning)| warning.is_open())
    }

    /// One warning.
    pub fn get(&self, key: &WarningKey) -> Option<&Warning> {
        self.0.get(key)
    }

    /// Opens a warning, also one that was closed or acknowledged; [`difference`](Self::difference) tells which.
    pub fn raise(&mut self, key: WarningKey, severity: Severity, text: Arc<str>) {
        self.0.insert(key, Warning { severity, text, state: WarningState::Open });
    }

    /// Sets the state of a warning that is there.
    pub fn set(&mut self, key: &WarningKey, state: WarningState) {
        if let Some(warning) = self.0.get_mut(key) {
            warning.state = state;
        }
    }

    /// What a new set of warnings from the same rules means: which are to be opened (again) and which closed. One that
    /// a person has acknowledged stays so as long as its text and severity are the same.
    /// `kinds` are the types those rules speak about; other types are left alone.
    pub fn difference(
        &self,
        kinds: &[Arc<str>],
        now: &BTreeMap<WarningKey, (Severity, Arc<str>)>,
    ) -> (Vec<WarningKey>, Vec<WarningKey>) {
        let open = now
            .iter()
            .filter(|(key, (severity, text))| match self.0.get(*key) {
                Some(there) => {
                    there.state == WarningState::Closed || there.text != *text || there.severity != *severity
                }
                None => true,
            })
            .map(|(key, _)| key.clone())
            .collect();
        let close = self
            .0
            .iter()
            .filter(|(key, warning)| {
                warning.state != WarningState::Closed && kinds.contains(&key.kind) && !now.contains_key(*key)
            })
            .map(|(key, _)| key.clone())
            .collect();
        (open, close)
    }
}
