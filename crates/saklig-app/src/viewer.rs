//! Who looks, and the record of it: written durably before anything is shown.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{Actor, ActorKind, CaseKey, Key};
use saklig_store::NewRead;
use saklig_text::Texts;

use crate::app::App;
use crate::convert::{case_key, from_case_key};
use crate::error::AppError;

/// Who is about to see something, in which role and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Account.
    pub account: Arc<str>,
    /// In which role, e.g. `handlaggare`.
    pub role: Arc<str>,
    /// What for, a coded purpose, e.g. `handlaggning`.
    pub purpose: Arc<str>,
}

impl Viewer {
    /// An officer at work on cases.
    pub fn officer(account: &str, purpose: &str) -> Self {
        Self { account: Arc::from(account), role: Arc::from("handlaggare"), purpose: Arc::from(purpose) }
    }

    /// The same account as an actor.
    pub fn actor(&self) -> Actor {
        Actor { kind: ActorKind::Officer, key: Arc::clone(&self.account) }
    }
}

/// How something is looked at.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Who looks.
    pub viewer: &'a Viewer,
    /// The language of the sentences.
    pub texts: &'static Texts,
    /// The task types that something is connected for, as [`crate::Ports::kinds`] says; none leaves it open.
    pub connected: Option<&'a [String]>,
    /// When.
    pub now: Timestamp,
}

impl App {
    /// Writes who is about to see which cases. When it cannot be written, nothing is shown.
    pub fn note_read(&self, viewer: &Viewer, cases: &[CaseKey], now: Timestamp) -> Result<(), AppError> {
        let mut keys = cases.iter().map(|key| case_key(*key)).collect::<Result<Vec<_>, _>>()?;
        keys.sort_unstable();
        keys.dedup();
        let read = NewRead {
            tenant: self.tenant,
            now,
            actor: saklig_store::Actor::new(ActorKind::Officer.word(), viewer.account.as_ref()),
            role: viewer.role.to_string(),
            purpose: viewer.purpose.to_string(),
            cases: keys,
        };
        self.store.log_read(read).wait().map(|_| ()).map_err(AppError::from)
    }

    /// The case with this number.
    pub fn find_case(&self, number: &str) -> Result<CaseKey, AppError> {
        let missing = || AppError::NotFound { what: "case", name: number.to_owned() };
        let parsed: saklig_store::CaseNumber = number.trim().parse().map_err(|_| missing())?;
        let row = self.store.case_by_number(self.tenant, &parsed)?.ok_or_else(missing)?;
        from_case_key(row.key)
    }

    /// The case and task that a case number or a task's key names. A number names its only open task.
    pub fn find_task(&self, which: &str) -> Result<(CaseKey, Key), AppError> {
        if let Ok(key) = which.trim().parse::<Key>()
            && key.counter() > 0
            && let Some(case) = key.case()
        {
            return Ok((case, key));
        }
        let case = self.find_case(which)?;
        let open: Vec<Key> = self.load(case)?.case.open_tasks().map(|task| task.key).collect();
        match open.as_slice() {
            [only] => Ok((case, *only)),
            [] => Err(AppError::NotFound { what: "open-task", name: which.to_owned() }),
            several => Err(AppError::SeveralTasks(several.to_vec())),
        }
    }
}
