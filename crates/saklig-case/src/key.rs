//! Keys for machines and numbers for people.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Bits of a key that count things inside one case.
const COUNTER_BITS: u32 = 22;

/// A case's key: a positive number of at most 41 bits, handed out by the store.
#[doc(alias = "ärendenyckel")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseKey(u64);

/// The key of a thing inside a case (job, task, timer, element): 41 bits case, 22 bits counter.
/// A thing outside any case has counter 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

/// Why a number is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Zero, negative or larger than 41 bits.
    #[error("{0} is not a case key: keys are 1 to 2^41 - 1")]
    Case(u64),
    /// Larger than 63 bits or zero.
    #[error("{0} is not a key: keys are 1 to 2^63 - 1")]
    Range(u64),
    /// The case has used all its counters.
    #[error("case {0} has used all its keys")]
    Exhausted(u64),
    /// Not a number.
    #[error("a key is a positive whole number")]
    NotANumber,
}

impl CaseKey {
    /// A case key from the store.
    pub fn new(number: u64) -> Result<Self, KeyError> {
        if number == 0 || number >= 1 << 41 { Err(KeyError::Case(number)) } else { Ok(Self(number)) }
    }

    /// The bare number, 1 to 2^41 - 1.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The key of thing number `counter` in this case (1 to 2^22 - 1).
    pub fn thing(self, counter: u32) -> Result<Key, KeyError> {
        if counter >= 1 << COUNTER_BITS {
            return Err(KeyError::Exhausted(self.0));
        }
        Ok(Key((self.0 << COUNTER_BITS) | u64::from(counter)))
    }
}

impl Key {
    /// A key read from somewhere.
    pub fn new(number: u64) -> Result<Self, KeyError> {
        if number == 0 || number > i64::MAX.unsigned_abs() {
            Err(KeyError::Range(number))
        } else {
            Ok(Self(number))
        }
    }

    /// The bare number, 1 to 2^63 - 1.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The case that the thing belongs to; `None` for a number outside the range.
    pub fn case(self) -> Option<CaseKey> {
        CaseKey::new(self.0 >> COUNTER_BITS).ok()
    }

    /// The counter inside the case; 0 for a thing outside any case.
    pub fn counter(self) -> u32 {
        u32::try_from(self.0 & ((1 << COUNTER_BITS) - 1)).unwrap_or(0)
    }
}

impl fmt::Display for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::new(text.parse().map_err(|_| KeyError::NotANumber)?)
    }
}

impl FromStr for CaseKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::new(text.parse().map_err(|_| KeyError::NotANumber)?)
    }
}

/// A case's number for people: `<series>-<year>-<serial>`, e.g. `FS-2025-000123`; no personal data.
#[doc(alias = "ärendenummer")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(Arc<str>);

impl CaseNumber {
    /// A number as the store wrote it; at most 20 characters.
    pub fn new(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (series, year, serial) = (parts.next()?, parts.next()?, parts.next()?);
        let fits = parts.next().is_none()
            && text.len() <= 20
            && !series.is_empty()
            && series.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && !serial.is_empty()
            && serial.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self(Arc::from(text)))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_knows_its_case() {
        let case = CaseKey::new(77).unwrap();
        let key = case.thing(5).unwrap();
        assert_eq!((key.case(), key.counter()), (Some(case), 5));
        assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        assert_eq!(case.thing(1 << 22), Err(KeyError::Exhausted(77)));
        assert_eq!(CaseKey::new(0), Err(KeyError::Case(0)));
    }

    #[test]
    fn a_case_number_has_series_year_and_serial() {
        assert!(CaseNumber::new("FS-2025-000123").is_some());
        for text in ["FS-2025", "fs-2025-1", "FS-25-1", "FS-2025-1-2", "FS-2025-0001230000000", "FS-2025-12a"]
        {
            assert!(CaseNumber::new(text).is_none(), "{text}");
        }
    }
}
