//! One command on one case: load, decide, write; again when somebody else was faster.

use jiff::Timestamp;
use saklig_case::{Actor, ActorKind, Case, CaseEvent, CaseKey, Command};
use saklig_engine::{Packages, apply, begin, decide_owned, needs_continue};
use saklig_store::{EntrySeq, JobChange, NewBlob, Receipt, Refused, Salt};
use std::sync::Arc;

use crate::app::App;
use crate::commit::Written;
use crate::convert::case_key;
use crate::error::AppError;

/// How often a command is decided again when the case or the register changed.
const TRIES: u32 = 20;

/// A case as it stands in the store.
pub(crate) struct Loaded {
    pub(crate) case: Case,
    pub(crate) seq: EntrySeq,
    pub(crate) salt: Salt,
}

/// What a command did.
#[derive(Debug, Clone)]
pub struct Executed {
    /// The case after it.
    pub case: Case,
    /// What happened.
    pub events: Vec<CaseEvent>,
    /// The entry.
    pub receipt: Receipt,
}

impl App {
    /// A case by key: the fold of its entries.
    pub(crate) fn load(&self, key: CaseKey) -> Result<Loaded, AppError> {
        let missing = || AppError::NotFound { what: "case", name: key.to_string() };
        let store_key = case_key(key)?;
        let row = self.store.case(self.tenant, store_key)?.ok_or_else(missing)?;
        let salt = row.salt.ok_or_else(missing)?;
        let mut case: Option<Case> = None;
        let mut seq = EntrySeq::NONE;
        for entry in self.store.entries(self.tenant, store_key, EntrySeq::NONE)? {
            seq = entry.envelope.seq;
            for event in saklig_record::decode(&entry.body.ok_or_else(missing)?)? {
                match &mut case {
                    Some(case) => apply(case, &event),
                    None => case = begin(&event),
                }
            }
        }
        Ok(Loaded { case: case.ok_or_else(missing)?, seq, salt })
    }

    /// A case by key, for showing. Who may see it and that it was seen is the caller's to write in the read log first.
    pub fn case(&self, key: CaseKey) -> Result<Case, AppError> {
        self.load(key).map(|loaded| loaded.case)
    }

    /// Carries out a command on a case.
    pub fn execute(
        &self,
        key: CaseKey,
        command: Command,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        self.execute_for(key, command, actor, None, Vec::new(), now)
    }

    /// The same as the result of a job, with documents to keep.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a command is handed over; it may have to be decided again"
    )]
    pub(crate) fn execute_for(
        &self,
        key: CaseKey,
        command: Command,
        actor: &Actor,
        job: Option<JobChange>,
        blobs: Vec<NewBlob>,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let at = Self::moment(now);
        for _ in 0..TRIES {
            let authority = self.authority()?;
            let loaded = self.load(key)?;
            let package = self.package(&loaded.case.bundle)?;
            let packages = Packages::pinned(&package);
            let before = loaded.case.clone();
            let (case, events) =
                decide_owned(Some(loaded.case), &packages, &authority, command.clone(), actor, &at)?;
            if events.is_empty() && job.is_none() {
                return self.nothing_new(before, loaded.seq);
            }
            let mut commit = self.commit(&Written {
                before: Some(&before),
                after: &case,
                events: &events,
                seq: loaded.seq,
                salt: loaded.salt,
                authority: authority.seq(),
                actor,
                command: format!("{}-{}", before.number, loaded.seq.next()),
                job: job.clone(),
                now,
            })?;
            commit.blobs.clone_from(&blobs);
            match self.store.submit(commit).wait() {
                Ok(receipt) => {
                    if needs_continue(&case, &packages) {
                        return self.go_on(key, now);
                    }
                    return Ok(Executed { case, events, receipt });
                }
                Err(Refused::StaleCase { .. } | Refused::StaleAuthority { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(AppError::Contended(TRIES))
    }

    /// A follow-up command for a case that reached its step limit.
    pub(crate) fn go_on(&self, key: CaseKey, now: Timestamp) -> Result<Executed, AppError> {
        self.execute(key, Command::Continue, &system(), now)
    }

    fn nothing_new(&self, case: Case, seq: EntrySeq) -> Result<Executed, AppError> {
        let key = case_key(case.key)?;
        let row = self.store.case(self.tenant, key)?;
        let hash = row.map_or(saklig_store::Hash([0; 32]), |row| row.head);
        let receipt = Receipt { case: key, seq, hash, cursor: None };
        Ok(Executed { case, events: Vec::new(), receipt })
    }
}

/// The system itself as actor.
pub(crate) fn system() -> Actor {
    Actor { kind: ActorKind::System, key: Arc::from("saklig") }
}
