//! Coded reasons: why a case goes to a person.

use std::fmt;
use std::sync::Arc;

/// Why a person must look, as a code and what it is about. The sentence stands in the text files.
#[doc(alias = "skäl för överlämning")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// The code, ASCII Swedish, e.g. `mandat_saknas`.
    pub code: Arc<str>,
    /// What it is about: a path, a warning's subject, a lagrum; empty when the code says all.
    pub subject: Arc<str>,
}

impl Reason {
    /// A reason about the case as a whole.
    pub fn new(code: &str) -> Self {
        Self { code: Arc::from(code), subject: Arc::from("") }
    }

    /// A reason about something named.
    pub fn about(code: &str, subject: &str) -> Self {
        Self { code: Arc::from(code), subject: Arc::from(subject) }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.subject.is_empty() {
            f.write_str(&self.code)
        } else {
            write!(f, "{} ({})", self.code, self.subject)
        }
    }
}

/// The codes that the gate and the engine give; a package adds its own (its warning types).
pub mod code {
    /// The mode for this outcome is off.
    pub const MODE_OFF: &str = "lage_av";
    /// The mode for this outcome is shadow.
    pub const MODE_SHADOW: &str = "lage_skugga";
    /// The mode for this outcome is propose.
    pub const MODE_PROPOSE: &str = "lage_foreslag";
    /// The mode for this outcome is batch.
    pub const MODE_BATCH: &str = "lage_bunt";
    /// The package is not made for automatic decisions.
    pub const MODE_ABOVE_PACKAGE: &str = "lage_over_paketets";
    /// No mandate for the automated function covers outcome and amount today.
    pub const NO_MANDATE: &str = "mandat_saknas";
    /// A mandate covers the outcome but not the amount.
    pub const AMOUNT_ABOVE_MANDATE: &str = "belopp_over_mandat";
    /// Whether the matter may be delegated to an automated function is not confirmed (KL 6 kap. 38 §).
    pub const DELEGATION_UNCONFIRMED: &str = "delegering_obekraftad";
    /// Kommunallagen 6 kap. 38 § forbids delegation to an automated function.
    pub const DELEGATION_FORBIDDEN: &str = "delegering_forbjuden";
    /// When a decision may be executed is not stated by the municipality.
    pub const EXECUTION_UNSTATED: &str = "verkstallighet_saknas";
    /// A result that the decision rests on is unclear.
    pub const UNCLEAR: &str = "oklart_resultat";
    /// The decision rests on nothing: no rule gave a ground.
    pub const NO_GROUNDS: &str = "skal_saknas";
    /// A fact that the decision rests on was changed by hand.
    pub const HUMAN_TOUCHED: &str = "handandrad_uppgift";
    /// A source that the decision rests on is unknown.
    pub const SOURCE_UNKNOWN: &str = "okand_kalla";
    /// A parameter that the decision rests on is unconfirmed.
    pub const VALUE_UNCONFIRMED: &str = "obekraftat_varde";
    /// A lagrum that the decision rests on is unconfirmed.
    pub const LAGRUM_UNCONFIRMED: &str = "obekraftat_lagrum";
    /// Two persons are required.
    pub const TWO_PERSONS: &str = "tva_personer";
    /// The second officer did not attest the decision.
    pub const NOT_ATTESTED: &str = "ej_attesterat";
    /// The case was drawn for a check before decision.
    pub const DRAWN: &str = "stickprov";
    /// The material was not communicated and no exception is recorded (FL 25 §).
    pub const NOT_COMMUNICATED: &str = "ej_kommunicerat";
    /// A brake is pulled.
    pub const BRAKE: &str = "broms";
    /// The matter's month is outside the months the package covers.
    pub const MONTH_NOT_COVERED: &str = "manad_ej_omfattad";
    /// Another case holds the claim.
    pub const CLAIM_HELD: &str = "anspraket_taget";
    /// The case does not hold the claim that a payment needs.
    pub const NO_CLAIM: &str = "anspraket_saknas";
    /// Money is to be paid and nobody has said to whom.
    pub const PAYEE_MISSING: &str = "mottagare_saknas";
    /// A gateway, condition, timer or mapping read something unknown.
    pub const PATH_UNCLEAR: &str = "oklart_vagval";
    /// Work in the world failed and retries did not help.
    pub const WORK_FAILED: &str = "uppdrag_misslyckat";
    /// The process met a fault of its own.
    pub const INCIDENT: &str = "driftstopp";
    /// The proposal cannot be read or contradicts itself.
    pub const PROPOSAL_BROKEN: &str = "forslag_oanvandbart";
}
