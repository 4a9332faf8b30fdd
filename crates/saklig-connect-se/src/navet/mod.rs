//! Navet, the population register: personpostXML V4 (SOAP 1.1, `getData`).
//!
//! Nobody found is an answer ([`Answered::Nothing`]). What [`PersonRecord`] holds is in no way
//! SOAP's: the register's REST interface (v3) has the same words (`skyddAvPersonuppgifter`, `hanvisningar`, `avregistrering`,
//! relations, the status of a samordningsnummer), tells *not found* by `orsakskod` 404, and would be another module beside
//! [`read`].

mod answer;

use std::sync::Arc;

use jiff::Timestamp;
use saklig_connect::{Answered, Failure, PersonRecord, PersonRegister, Question, Received, Reply};

pub use answer::read;

use crate::http::Client;
use crate::xml::escaped;
use crate::{keep, soap};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address of the service.
    pub url: String,
    /// The municipality's organisationsnummer, twelve digits (`16` first).
    pub organisation: String,
    /// The order that the questions belong to, e.g. `00000079-FO01-0001`.
    pub order: String,
}

/// The population register over Navet.
#[derive(Debug, Clone)]
pub struct Navet {
    client: Client,
    settings: Settings,
}

impl Navet {
    /// Asks with this client.
    pub fn new(client: Client, settings: Settings) -> Self {
        Self { client, settings }
    }

    fn message(&self, question: &Question) -> Vec<u8> {
        // Elements of the request are qualified down to the order; what Navet has in common with its files is not.
        soap::envelope(&format!(
            "<n:PersonpostRequest xmlns:n=\"http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1\">\
             <n:Bestallning><n:OrgNr>{}</n:OrgNr><n:BestallningsId>{}</n:BestallningsId></n:Bestallning>\
             <n:PersonId>{}</n:PersonId></n:PersonpostRequest>",
            escaped(&self.settings.organisation),
            escaped(&self.settings.order),
            escaped(question.person().reveal()),
        ))
    }
}

fn believed(question: &Question, body: &[u8], now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
    match read(body, question.person().reveal()) {
        Ok(answer) => Ok(Reply { answer, received_at: now }),
        Err(error) => {
            tracing::error!(case.id = %question.case(), code = error.code(), "An answer from Navet was refused");
            Err(error.failure())
        }
    }
}

impl PersonRegister for Navet {
    fn ask(&self, question: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
        self.ask_kept(question, now).0
    }

    fn ask_kept(
        &self,
        question: &Question,
        now: Timestamp,
    ) -> (Result<Reply<PersonRecord>, Failure>, Option<Received>) {
        // The register's records are of people who have or had a number; nobody else can be asked about.
        if !question.person().is_person() {
            return (Ok(Reply { answer: Answered::Nothing, received_at: now }), None);
        }
        let answer = match self.client.ask(&self.settings.url, &soap::HEADERS, self.message(question)) {
            Ok(answer) => answer,
            Err(failure) => return (Err(failure), None),
        };
        let kept = keep::navet(&answer.body);
        let read = match answer.status {
            200 | 500 => believed(question, &answer.body, now),
            _ => answer.accepted().and_then(|_| Err(Failure::Refused(Arc::from("E1021")))),
        };
        (read, kept)
    }
}
