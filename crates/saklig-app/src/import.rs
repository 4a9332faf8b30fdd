//! Finished decisions of another system become closed cases, so that earlier months can be asked for.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{Actor, Command, HistoryRef, Opening, Party, Protection, Provenance, Role, Source};
use saklig_connect::{EarlierMonth, History, evidence, facts};
use saklig_engine::{Packages, decide_owned};
use saklig_package::Package;
use saklig_store::{EntrySeq, Intake, NewBlob, Pending, Receipt, Refused, Salt, blob_address};
use sha2::{Digest, Sha256};

use crate::app::{App, random32};
use crate::commit::Written;
use crate::convert::{from_case_key, from_number, hex};
use crate::error::AppError;
use crate::history::EARLIER;

/// What became of a month that was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportedMonth {
    /// A new closed case.
    New,
    /// It was there already, with the same content.
    AlreadyThere,
}

/// A month on its way to the disk, or one that was there.
pub struct Importing(Option<Pending<Receipt>>);

impl App {
    /// Begins to read in one finished month without waiting for the disk.
    pub fn begin_import(
        &self,
        package: &Arc<Package>,
        month: &EarlierMonth,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Importing, AppError> {
        let text = evidence::earlier(month);
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let system = month.system.clone().unwrap_or_else(|| Arc::from("tidigare"));
        let channel = format!("import:{system}");
        if let Some((case, content)) = self.store.case_by_intake(self.tenant, &channel, &month.id)? {
            if content.0 == hash {
                return Ok(Importing(None));
            }
            return Err(Refused::OtherContent { case }.into());
        }
        let opening = self.opening_of(package, month, &system, now)?;
        let history =
            HistoryRef { system, external_id: Arc::clone(&month.id), sha256: Arc::from(hex(&hash)) };
        let (outcome, amount) = (month.outcome, month.amount);
        let number = opening.number.clone();
        let command = Command::Import { opening: Box::new(opening), history, outcome, amount };
        let authority = self.authority_as_read();
        let packages = Packages::pinned(package);
        let (case, events) = decide_owned(None, &packages, &authority, command, actor, &Self::moment(now))?;
        let salt = Salt(random32()?);
        let mut commit = self.commit(&Written {
            before: None,
            after: &case,
            events: &events,
            seq: EntrySeq::NONE,
            salt,
            authority: authority.seq(),
            actor,
            command: format!("{number}-1"),
            job: None,
            now,
        })?;
        commit.intake =
            Some(Intake { channel, external_id: month.id.to_string(), content: saklig_store::Hash(hash) });
        commit.blobs.push(NewBlob {
            address: blob_address(&salt, text.as_bytes()),
            media_type: "application/json".to_owned(),
            retention: EARLIER.to_owned(),
            content: text.into_bytes(),
        });
        Ok(Importing(Some(self.store.submit(commit))))
    }

    /// Waits for the disk.
    pub fn finish_import(&self, importing: Importing) -> Result<ImportedMonth, AppError> {
        match importing.0.map(Pending::wait) {
            None | Some(Err(Refused::AlreadyThere { .. })) => Ok(ImportedMonth::AlreadyThere),
            Some(Ok(_)) => Ok(ImportedMonth::New),
            Some(Err(other)) => Err(other.into()),
        }
    }

    fn opening_of(
        &self,
        package: &Arc<Package>,
        month: &EarlierMonth,
        system: &Arc<str>,
        now: Timestamp,
    ) -> Result<Opening, AppError> {
        let key = from_case_key(self.store.new_key(self.tenant)?)?;
        let year = u16::try_from(month.month.year()).unwrap_or_default();
        let number = self.store.new_number(self.tenant, &package.manifest().series, year)?;
        let parties = parties(month, now);
        let adults: Vec<_> = parties
            .iter()
            .filter(|party| party.is_adult())
            .filter_map(|party| Some((Arc::clone(&party.key), party.number()?.clone())))
            .collect();
        let told =
            facts::history_facts(&History::Months(vec![month.clone()]), &adults, month.month.plus(1), now);
        let source = Source::Import(Arc::clone(system));
        let provenance = Provenance { source, at: now, evidence: None };
        let claims =
            package.claim().map(|claim| self.claims(&claim.kind, &parties, month.month)).unwrap_or_default();
        Ok(Opening {
            key,
            number: from_number(&number)?,
            at: now,
            case_type: Arc::clone(package.id()),
            bundle: Arc::clone(package.bundle()),
            month: Some(month.month),
            parties,
            application: None,
            claims,
            claim_held_by: None,
            draw: None,
            facts: vec![(provenance, told.facts)],
            reasons: Vec::new(),
        })
    }
}

fn parties(month: &EarlierMonth, now: Timestamp) -> Vec<Party> {
    let party = |key: &str, role, number: &saklig_case::PersonId| Party {
        key: Arc::from(key),
        role,
        numbers: vec![(number.clone(), now)],
        names: Vec::new(),
        protection: Protection::NotKnown,
    };
    let applicant = party("sokande", Role::Applicant, &month.applicant);
    let co_applicant =
        month.co_applicant.as_ref().map(|number| party("medsokande", Role::CoApplicant, number));
    let children = month
        .children
        .iter()
        .enumerate()
        .map(|(at, child)| party(&format!("b{}", at + 1), Role::Child, &child.number));
    std::iter::once(applicant).chain(co_applicant).chain(children).collect()
}
