//! Scalars as they stand in the log: decimals, keys and domain words as strings, refused when they say nothing.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Something of the domain that is one string in the log.
pub(crate) trait Atom: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

/// One string in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct A<T>(pub(crate) T);

impl<T: Atom> Serialize for A<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.write())
    }
}

impl<'de, T: Atom> Deserialize<'de> for A<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        T::read(&text)
            .map(A)
            .ok_or_else(|| de::Error::custom("a word, number or key that this release does not know"))
    }
}

macro_rules! by_text {
    ($($kind:ty),*) => {$(
        impl Atom for $kind {
            fn write(&self) -> String {
                self.to_string()
            }
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

macro_rules! by_word {
    ($($kind:ty),*) => {$(
        impl Atom for $kind {
            fn write(&self) -> String {
                self.word().to_owned()
            }
            fn read(text: &str) -> Option<Self> {
                Self::from_word(text)
            }
        }
    )*};
}

by_text!(
    saklig_number::Number,
    saklig_case::Key,
    saklig_case::CaseKey,
    saklig_case::Month,
    saklig_case::Path,
    jiff::Timestamp,
    jiff::civil::Date
);
by_word!(
    saklig_case::Outcome,
    saklig_case::Role,
    saklig_case::Protection,
    saklig_case::TaskKind,
    saklig_case::UnknownReason,
    saklig_case::authority::Mode,
    saklig_case::authority::Braked,
    saklig_case::spot_check::Drawn,
    saklig_case::spot_check::Finding
);

impl Atom for saklig_case::CaseNumber {
    fn write(&self) -> String {
        self.to_string()
    }
    fn read(text: &str) -> Option<Self> {
        Self::new(text)
    }
}

/// A number of a person or organisation, in full: 12 digits, 10 for an organisation; the kind follows from it.
impl Atom for saklig_case::PersonId {
    fn write(&self) -> String {
        self.reveal().to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        // Only full forms are written, so the day that would decide a century is never used.
        Self::parse(text, jiff::civil::Date::constant(2000, 1, 1)).ok()
    }
}

impl Atom for saklig_case::Confidence {
    fn write(&self) -> String {
        match self {
            Self::Confirmed => "confirmed",
            Self::Unconfirmed => "unconfirmed",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        match text {
            "confirmed" => Some(Self::Confirmed),
            "unconfirmed" => Some(Self::Unconfirmed),
            _ => None,
        }
    }
}

impl Atom for saklig_case::RuleResult {
    fn write(&self) -> String {
        match self {
            Self::Met => "uppfyllt",
            Self::NotMet => "ej_uppfyllt",
            Self::Unclear => "oklart",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        match text {
            "uppfyllt" => Some(Self::Met),
            "ej_uppfyllt" => Some(Self::NotMet),
            "oklart" => Some(Self::Unclear),
            _ => None,
        }
    }
}

impl Atom for saklig_case::Severity {
    fn write(&self) -> String {
        match self {
            Self::Notice => "visas",
            Self::Blocks => "stoppar",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        match text {
            "visas" => Some(Self::Notice),
            "stoppar" => Some(Self::Blocks),
            _ => None,
        }
    }
}

/// Wraps a value for the log.
pub(crate) fn a<T: Clone>(value: &T) -> A<T> {
    A(value.clone())
}

/// True for what need not be written.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}

/// True for an empty text, which need not be written.
pub(crate) fn is_blank(text: &str) -> bool {
    text.is_empty()
}

/// An empty text.
pub(crate) fn blank() -> std::sync::Arc<str> {
    std::sync::Arc::from("")
}
