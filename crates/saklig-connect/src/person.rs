//! What the population register says.

use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::{PersonId, Protection};

/// A person in the population register. What the register left out is none, and nothing may be concluded from it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonRecord {
    /// Day of birth; none when the register does not know the whole date.
    pub born: Option<Date>,
    /// Given name.
    pub given_name: Option<Arc<str>>,
    /// Family name.
    pub family_name: Option<Arc<str>>,
    /// Code of the municipality where the person is registered, four digits.
    pub municipality: Option<Arc<str>>,
    /// Protection of whereabouts.
    pub protection: RegisteredProtection,
    /// Civil status, the register's code (`OG`, `G`, …).
    pub civil_status: Option<Arc<str>>,
    /// The spouse's number: of a marriage that has not ended, with somebody alive.
    pub spouse: Option<PersonId>,
    /// Where the person lives; the port leaves it out for a protected person.
    pub address: Option<Address>,
    /// That the person was struck off the register.
    pub deregistered: Option<Deregistered>,
    /// Other numbers of the same person: an older one, or the one that replaced it.
    pub referrals: Vec<PersonId>,
    /// Children, parents, custodians and spouses.
    pub relations: Vec<Relation>,
    /// Where a samordningsnummer stands.
    pub coordination: Option<Coordination>,
}

/// That a person was struck off the register, e.g. dead or moved abroad.
#[doc(alias = "avregistrering")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deregistered {
    /// The register's code (`AV` dead, `UV` moved abroad, `GN` has a new number, …).
    pub reason: Option<Arc<str>>,
    /// When; none when the register does not know the whole date.
    pub on: Option<Date>,
}

/// A relation of a person to another.
#[derive(Clone, PartialEq, Eq)]
pub struct Relation {
    /// The register's code: `B` child, `MO` mother, `FA` father, `F` parent, `V` custodian, `VF` custodian of, `M` spouse,
    /// `P` registered partner.
    pub kind: Arc<str>,
    /// The other person; none when that person was never registered.
    pub person: Option<PersonId>,
    /// Since when.
    pub from: Option<Date>,
    /// Whether it has ended, e.g. a custody.
    pub ended: bool,
    /// The last day, if it is known.
    pub to: Option<Date>,
    /// That the other person is dead or gone.
    pub deregistered: Option<Deregistered>,
}

impl Relation {
    /// Whether it holds: not ended, and the other person still in the register.
    pub fn holds(&self) -> bool {
        !self.ended && self.deregistered.is_none()
    }
}

/// Where a samordningsnummer stands.
#[doc(alias = "samordningsnummer")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordination {
    /// The register's word, e.g. `AKTIVT`, `VILANDEFORKLARAT`.
    pub state: Arc<str>,
    /// How well the identity is proved, e.g. `STYRKT`, `SANNOLIK`.
    pub level: Option<Arc<str>>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RegisteredProtection {
    /// None.
    None,
    /// Sekretessmarkering.
    Secrecy,
    /// Skyddad folkbokföring: also what is assumed until the register has said something else.
    #[default]
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

impl std::fmt::Debug for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Relation({}, {})", self.kind, if self.holds() { "holds" } else { "ended" })
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(…)")
    }
}
