//! An application becomes a case: checked against its form, known again when it comes twice, opened, decided as far
//! as it goes, and written in one commit.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{
    Actor, ActorKind, ApplicationRef, Case, CaseKey, Claim, Command, Month, Opening, Party, PersonId,
    Provenance, Source, StatedFact, Value,
};
use saklig_engine::{Packages, decide_owned, needs_continue};
use saklig_form::{Application, Checks, Submission, validate};
use saklig_number::Number;
use saklig_package::Package;
use saklig_store::{EntrySeq, Intake, NewBlob, Pending, Receipt, Refused, Salt, blob_address};
use sha2::{Digest, Sha256};

use crate::app::{App, random32};
use crate::commit::Written;
use crate::convert::{from_case_key, from_number, hex};
use crate::error::AppError;

/// Largest number of times an opening is decided again when others were faster.
const TRIES: u32 = 20;

/// An application as text, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct SubmittedText<'a> {
    /// One JSON object.
    pub text: &'a str,
    /// The file it came in; empty when there is none.
    pub file: &'a str,
    /// The line of the file it begins on, 1-based.
    pub line: u32,
}

/// What became of an application.
#[derive(Debug, Clone)]
pub enum Received {
    /// A new case, run as far as it goes.
    New(Box<Case>),
    /// The same application came before: this is its case, nothing is new.
    AlreadyThere(CaseKey),
}

/// An opening on its way to the disk.
pub struct InFlight {
    ready: Box<Ready>,
    pending: Pending<Receipt>,
    case: Box<Case>,
}

/// An application that has been checked, with all that its opening needs.
struct Ready {
    package: Arc<Package>,
    application: Application,
    text: String,
    answers: Vec<(Provenance, Vec<StatedFact>)>,
    hash: [u8; 32],
    salt: Salt,
    key: CaseKey,
    opening: Opening,
    now: Timestamp,
}

/// What [`App::begin_intake`] found.
pub enum Begun {
    /// The application is on its way.
    InFlight(InFlight),
    /// It came before.
    AlreadyThere(CaseKey),
}

impl App {
    /// Takes in one application: checked, opened, run as far as it goes, durable when this returns. `answers` are what
    /// registers said, where that came with it.
    pub fn receive(
        &self,
        package: &Arc<Package>,
        submitted: &SubmittedText<'_>,
        answers: Vec<(Provenance, Vec<StatedFact>)>,
        now: Timestamp,
    ) -> Result<Received, AppError> {
        match self.begin_intake(package, submitted, answers, now)? {
            Begun::InFlight(in_flight) => self.finish_intake(in_flight),
            Begun::AlreadyThere(case) => Ok(Received::AlreadyThere(case)),
        }
    }

    /// Begins to take in an application without waiting for the disk, so that many share one write.
    pub fn begin_intake(
        &self,
        package: &Arc<Package>,
        submitted: &SubmittedText<'_>,
        answers: Vec<(Provenance, Vec<StatedFact>)>,
        now: Timestamp,
    ) -> Result<Begun, AppError> {
        let today = Self::moment(now).today;
        let application = check(package, submitted, today)?;
        let hash: [u8; 32] = Sha256::digest(application.canonical.as_bytes()).into();
        let external = external_id(&application, &hash);
        if let Some((case, content)) =
            self.store.case_by_intake(self.tenant, &application.channel, &external)?
        {
            if content.0 == hash {
                return Ok(Begun::AlreadyThere(from_case_key(case)?));
            }
            return Err(Refused::OtherContent { case }.into());
        }
        let ready = self.ready(package, application, submitted.text, answers, hash, now)?;
        match self.launch(Box::new(ready)) {
            Ok(in_flight) => Ok(Begun::InFlight(in_flight)),
            Err(error) => Err(error),
        }
    }

    /// Waits for the disk. When somebody else was faster (the claim, the register, the same application), the opening
    /// is decided again on what stands now.
    pub fn finish_intake(&self, in_flight: InFlight) -> Result<Received, AppError> {
        let mut in_flight = in_flight;
        for _ in 0..TRIES {
            let InFlight { mut ready, pending, case } = in_flight;
            match pending.wait() {
                Ok(_) => {
                    let packages = Packages::pinned(&ready.package);
                    if needs_continue(&case, &packages) {
                        let executed = self.go_on(case.key, ready.now)?;
                        return Ok(Received::New(Box::new(executed.case)));
                    }
                    return Ok(Received::New(case));
                }
                Err(Refused::AlreadyThere { case }) => {
                    return Ok(Received::AlreadyThere(from_case_key(case)?));
                }
                Err(Refused::StaleAuthority { .. }) => {
                    self.authority()?;
                }
                Err(Refused::ClaimHeld { by, .. }) => {
                    ready.opening.claims.clear();
                    ready.opening.claim_held_by = Some(from_case_key(by)?);
                    self.tell_of_own_cases(&mut ready)?;
                }
                Err(other) => return Err(other.into()),
            }
            in_flight = self.launch(ready)?;
        }
        Err(AppError::Contended(TRIES))
    }

    fn ready(
        &self,
        package: &Arc<Package>,
        application: Application,
        text: &str,
        answers: Vec<(Provenance, Vec<StatedFact>)>,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Ready, AppError> {
        let at = Self::moment(now);
        let authority = self.authority()?;
        let key = from_case_key(self.store.new_key(self.tenant)?)?;
        let year = u16::try_from(at.today.year()).unwrap_or_default();
        let number = self.store.new_number(self.tenant, &package.manifest().series, year)?;
        let received_at = application.received_at.unwrap_or(now);
        let month = package.month_of(&application);
        let parties = package.parties_of(&application, received_at, at.today);
        let claims = match (package.claim(), month) {
            (Some(claim), Some(month)) => self.claims(&claim.kind, &parties, month),
            _ => Vec::new(),
        };
        let opening = Opening {
            key,
            number: from_number(&number)?,
            at: now,
            case_type: Arc::clone(package.id()),
            bundle: Arc::clone(package.bundle()),
            month,
            parties,
            application: Some(ApplicationRef {
                channel: Arc::clone(&application.channel),
                external_id: Arc::from(external_id(&application, &hash)),
                sha256: Arc::from(hex(&hash)),
                form: Arc::clone(&application.form),
                language: Arc::clone(&application.language),
                received_at,
            }),
            claims,
            claim_held_by: None,
            draw: self.draw(&authority, key)?,
            facts: Vec::new(),
            reasons: Vec::new(),
        };
        let package = Arc::clone(package);
        let salt = Salt(random32()?);
        let mut ready =
            Ready { package, application, text: text.to_owned(), answers, hash, salt, key, opening, now };
        self.tell_of_own_cases(&mut ready)?;
        Ok(ready)
    }

    /// One claim for each adult and month: whoever of a household applies first holds them all.
    pub(crate) fn claims(&self, kind: &Arc<str>, parties: &[Party], month: Month) -> Vec<Claim> {
        let mut claims: Vec<Claim> = parties
            .iter()
            .filter(|party| party.is_adult())
            .filter_map(Party::number)
            .map(|number| Claim { kind: Arc::clone(kind), key: Arc::from(self.person_month(number, month)) })
            .collect();
        claims.sort();
        claims.dedup();
        claims
    }

    /// What a case needs to know of other cases is read here, handed in as facts, and checked again when written.
    fn tell_of_own_cases(&self, ready: &mut Ready) -> Result<(), AppError> {
        let mut similar = 0_i64;
        let mut decided = false;
        if let Some(month) = ready.opening.month {
            for number in ready.opening.parties.iter().filter(|p| p.is_adult()).filter_map(Party::number) {
                let value = self.person_month(number, month);
                let hits = self.store.search(self.tenant, "person_manad", &value, false, 100)?;
                for hit in hits {
                    let row = self.store.case(self.tenant, hit.case)?;
                    similar += 1;
                    decided |= row.is_some_and(|row| row.outcome.is_some());
                }
            }
        }
        let taken = ready.opening.claim_held_by.is_some() || self.holder(&ready.opening.claims)?.is_some();
        let now = ready.now;
        let mut facts = vec![(
            Provenance { source: Source::Applicant, at: now, evidence: None },
            ready.package.facts_of(&ready.application),
        )];
        let own = [
            ("eget.ansprak_upptaget", Value::Boolean(taken)),
            ("eget.beslut_for_manaden", Value::Boolean(decided)),
            ("eget.liknande", Value::Number(Number::from(similar))),
        ];
        let own =
            own.into_iter().filter_map(|(path, value)| Some(StatedFact::known(path.parse().ok()?, value)));
        facts.push((Provenance { source: Source::OwnRegister, at: now, evidence: None }, own.collect()));
        facts.extend(ready.answers.iter().cloned());
        ready.opening.facts = facts;
        Ok(())
    }

    fn holder(&self, claims: &[Claim]) -> Result<Option<saklig_store::CaseKey>, AppError> {
        for claim in claims {
            if let Some(holder) = self.store.claim_holder(self.tenant, &crate::commit::claim_row(claim))? {
                return Ok(Some(holder));
            }
        }
        Ok(None)
    }

    /// Decides the opening and hands it to the store.
    fn launch(&self, ready: Box<Ready>) -> Result<InFlight, AppError> {
        let at = Self::moment(ready.now);
        let authority = self.authority_as_read();
        let packages = Packages::pinned(&ready.package);
        let party =
            ready.opening.parties.first().map_or_else(|| Arc::from("okand"), |party| Arc::clone(&party.key));
        let actor = Actor { kind: ActorKind::Party, key: party };
        let command = Command::Open(Box::new(ready.opening.clone()));
        let (case, events) = decide_owned(None, &packages, &authority, command, &actor, &at)?;
        let mut commit = self.commit(&Written {
            before: None,
            after: &case,
            events: &events,
            seq: EntrySeq::NONE,
            salt: ready.salt,
            authority: authority.seq(),
            actor: &actor,
            command: format!("{}-1", ready.opening.number),
            job: None,
            now: ready.now,
        })?;
        let application = ready.opening.application.as_ref();
        commit.intake = application.map(|application| Intake {
            channel: application.channel.to_string(),
            external_id: application.external_id.to_string(),
            content: saklig_store::Hash(ready.hash),
        });
        commit.blobs.push(NewBlob {
            address: blob_address(&ready.salt, ready.text.as_bytes()),
            media_type: "application/json".to_owned(),
            retention: "ansokan".to_owned(),
            content: ready.text.clone().into_bytes(),
        });
        let pending = self.store.submit(commit);
        Ok(InFlight { ready, pending, case: Box::new(case) })
    }
}

impl InFlight {
    /// The key of the case that is being opened.
    pub fn key(&self) -> CaseKey {
        self.ready.key
    }
}

fn external_id(application: &Application, hash: &[u8; 32]) -> String {
    application.id.as_ref().map_or_else(|| hex(hash), ToString::to_string)
}

/// Checks an application against the form of a package.
fn check(
    package: &Package,
    submitted: &SubmittedText<'_>,
    today: jiff::civil::Date,
) -> Result<Application, AppError> {
    let form =
        package.form().ok_or_else(|| AppError::NotFound { what: "form", name: package.id().to_string() })?;
    let person = move |text: &str| {
        let id = PersonId::parse(text, today).ok().filter(PersonId::is_person)?;
        Some(id.reveal().to_owned())
    };
    let checks = Checks { person_number: &person };
    let submission = Submission { text: submitted.text, file: submitted.file, first_line: submitted.line };
    validate(&submission, form, &checks).map_err(AppError::Faulty)
}
