//! The people and organisations of a case.

use std::sync::Arc;

use jiff::Timestamp;

use crate::PersonId;

/// A party's key inside the case, e.g. `sokande`, `medsokande`, `b1`: used in logs instead of a number or name.
pub type PartyKey = Arc<str>;

/// What a party is in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The applicant.
    Applicant,
    /// The co-applicant.
    CoApplicant,
    /// A child of the household.
    Child,
    /// Another person the matter concerns.
    Other,
}

impl Role {
    /// The word in files and logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Applicant => "sokande",
            Self::CoApplicant => "medsokande",
            Self::Child => "barn",
            Self::Other => "annan",
        }
    }

    /// The role a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Applicant, Self::CoApplicant, Self::Child, Self::Other]
            .into_iter()
            .find(|role| role.word() == word)
    }
}

/// Whether a party's whereabouts are protected. Until the population register has answered, a party is
/// treated as protected.
#[doc(alias = "skyddade personuppgifter")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Protection {
    /// The register has not answered: treated as protected.
    #[default]
    NotKnown,
    /// The register says that there is no protection.
    None,
    /// The register says that there is protection.
    Protected,
}

impl Protection {
    /// Whether name, number and address must be kept out of lists and texts.
    pub fn is_masked(self) -> bool {
        !matches!(self, Self::None)
    }

    /// The word in logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotKnown => "ej_fragad",
            Self::None => "ingen",
            Self::Protected => "skyddad",
        }
    }

    /// The state a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::NotKnown, Self::None, Self::Protected].into_iter().find(|state| state.word() == word)
    }
}

/// A person or organisation in a case. Numbers and names are dated, since people change number.
#[doc(alias = "part")]
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// Key inside the case.
    pub key: PartyKey,
    /// What the party is in the case.
    pub role: Role,
    /// The party's numbers, latest last, each with the time from which it is used.
    pub numbers: Vec<(PersonId, Timestamp)>,
    /// The party's names, latest last.
    pub names: Vec<(Arc<str>, Timestamp)>,
    /// Protection of whereabouts.
    pub protection: Protection,
}

impl Party {
    /// The number used now.
    pub fn number(&self) -> Option<&PersonId> {
        self.numbers.last().map(|(number, _)| number)
    }

    /// Whether the party applies, rather than is applied for.
    pub fn is_adult(&self) -> bool {
        matches!(self.role, Role::Applicant | Role::CoApplicant)
    }

    /// The name, unless it must be kept out of sight.
    pub fn shown_name(&self) -> Option<&str> {
        if self.protection.is_masked() { None } else { self.names.last().map(|(name, _)| name.as_ref()) }
    }
}

impl std::fmt::Debug for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Party({} {:?} {:?})", self.key, self.role, self.protection)
    }
}
