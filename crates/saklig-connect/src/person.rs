//! What the population register says.

use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::{PersonId, Protection};

/// A person in the population register.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// Day of birth.
    pub born: Date,
    /// Given name.
    pub given_name: Arc<str>,
    /// Family name.
    pub family_name: Arc<str>,
    /// Code of the municipality where the person is registered, four digits.
    pub municipality: Arc<str>,
    /// Protection of whereabouts.
    pub protection: RegisteredProtection,
    /// Civil status, the register's code (`OG`, `G`, …).
    pub civil_status: Arc<str>,
    /// The spouse's number.
    pub spouse: Option<PersonId>,
    /// Where the person lives; the port leaves it out for a protected person.
    pub address: Option<Address>,
    /// When the person was struck off the register.
    pub deregistered: Option<Date>,
}

/// Where a person lives.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: Arc<str>,
    /// Postal code as it is written.
    pub postal_code: Arc<str>,
    /// Post town.
    pub town: Arc<str>,
}

/// The register's three states of protection.
#[doc(alias = "skyddade personuppgifter")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegisteredProtection {
    /// None.
    None,
    /// Sekretessmarkering.
    Secrecy,
    /// Skyddad folkbokföring.
    ProtectedRegistration,
}

impl RegisteredProtection {
    /// All states.
    pub const ALL: [Self; 3] = [Self::None, Self::Secrecy, Self::ProtectedRegistration];

    /// The word in answers and facts.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "inget",
            Self::Secrecy => "sekretessmarkering",
            Self::ProtectedRegistration => "skyddad_folkbokforing",
        }
    }

    /// The state a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What it means for a party of a case.
    pub fn of_party(self) -> Protection {
        match self {
            Self::None => Protection::None,
            Self::Secrecy | Self::ProtectedRegistration => Protection::Protected,
        }
    }
}

impl std::fmt::Debug for PersonRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonRecord({:?})", self.protection)
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(…)")
    }
}
