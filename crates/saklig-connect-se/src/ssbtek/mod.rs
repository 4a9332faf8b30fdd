//! SSBTEK: the compound service of the benefit agencies (contract v10; `hamtaBastjanstInformation`).
//!
//! One question about one person and period goes to the agencies that are asked, with purpose, lagrum and the key of the
//! case. Each answers for itself, data or an error, so partial answers are normal.

mod af;
mod answer;
mod csn;
mod fk;
mod miv;
mod question;
mod skv;
mod so;
mod tns;

use std::sync::Arc;

use jiff::Timestamp;
use saklig_connect::{Agency, BenefitRegister, BenefitReply, Failure, Question, Received};

pub use answer::{Asked, read};
pub(crate) use csn::eight;

use crate::http::Client;
use crate::{keep, soap};

/// The statuses by which a fund says that it has answered. The contract declares the status as any text and names none;
/// this one stands in its sample. A fund with any other status has not answered.
pub const FUND_HAS_ANSWERED: [&str; 1] = ["all clear"];

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address of the service.
    pub url: String,
    /// The municipality's organisationsnummer, twelve digits (`16` first).
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// Who asks in it: an account, or the automated function.
    pub officer: String,
    /// The id that Försäkringskassan has given the municipality (`aktorsid`).
    pub lefi_actor: String,
    /// Groups of benefits that the municipality may not ask for, e.g. `FK:SA`.
    pub groups_left_out: Vec<String>,
    /// The statuses by which a fund says that it has answered.
    pub fund_has_answered: Vec<String>,
}

impl Settings {
    fn asks(&self, group: &str) -> bool {
        !self.groups_left_out.iter().any(|left| left == group)
    }
}

/// The benefit agencies over SSBTEK.
#[derive(Debug, Clone)]
pub struct Ssbtek {
    client: Client,
    settings: Settings,
}

impl Ssbtek {
    /// Asks with this client.
    pub fn new(client: Client, settings: Settings) -> Self {
        Self { client, settings }
    }

    fn read(
        &self,
        question: &Question,
        agencies: &[Agency],
        correlation: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<BenefitReply, Failure> {
        let asked = Asked {
            person: question.person().reveal(),
            agencies,
            correlation: Some(correlation),
            fund_has_answered: &self.settings.fund_has_answered,
        };
        read(body, &asked, now).map_err(|error| {
            tracing::error!(case.id = %question.case(), code = error.code(), "An answer from SSBTEK was refused");
            error.failure()
        })
    }
}

impl BenefitRegister for Ssbtek {
    fn ask(&self, question: &Question, agencies: &[Agency], now: Timestamp) -> Result<BenefitReply, Failure> {
        self.ask_kept(question, agencies, now).0
    }

    fn ask_kept(
        &self,
        question: &Question,
        agencies: &[Agency],
        now: Timestamp,
    ) -> (Result<BenefitReply, Failure>, Option<Received>) {
        let correlation = question::correlation(question, agencies, now);
        let message = question::message(&self.settings, question, agencies, &correlation, now);
        let answer = match self.client.ask(&self.settings.url, &soap::HEADERS, message) {
            Ok(answer) => answer,
            Err(failure) => return (Err(failure), None),
        };
        let kept = keep::ssbtek(&answer.body);
        // A fault comes with status 500 and says more than the status does.
        let read = match answer.status {
            200 | 500 => self.read(question, agencies, &correlation, &answer.body, now),
            _ => answer.accepted().and_then(|_| Err(Failure::Refused(Arc::from("E1021")))),
        };
        (read, kept)
    }
}

/// The element of an agency in question and answer.
fn element(agency: Agency) -> &'static str {
    match agency {
        Agency::Af => "AF",
        Agency::Csn => "CSN",
        Agency::Fk => "FK",
        Agency::Skv => "SKV",
        Agency::So => "SO",
        Agency::Tns => "TNS",
        Agency::Miv => "MIV",
    }
}
