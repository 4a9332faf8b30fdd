//! Ids: every kind of thing has a type of its own, and tenant comes first in every key.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::refused::Refused;

/// Bits of a key that number things inside a case; the 41 bits above them are the case.
pub const COUNTER_BITS: u32 = 22;
const COUNTER_MASK: u64 = (1 << COUNTER_BITS) - 1;
const KEY_MAX: u64 = i64::MAX as u64;

/// A tenant: one authority (a municipality) that shares the store with others but sees only its own rows.
#[doc(alias = "kund")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TenantId(pub u32);

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The key with this value: positive and at most 63 bits, otherwise nothing.
            pub const fn new(value: u64) -> Option<Self> {
                if value == 0 || value > KEY_MAX { None } else { Some(Self(value)) }
            }

            /// The thing numbered `counter` (22 bits) of the case; nothing when the counter does not fit.
            pub const fn in_case(case: CaseKey, counter: u32) -> Option<Self> {
                if counter as u64 > COUNTER_MASK { None } else { Some(Self(case.0 | counter as u64)) }
            }

            /// The key as a number, for a row or a message.
            pub const fn value(self) -> u64 {
                self.0
            }

            /// The case this thing belongs to.
            #[must_use]
            pub const fn case(self) -> CaseKey {
                CaseKey(self.0 & !COUNTER_MASK)
            }

            /// The number of the thing inside its case.
            pub const fn counter(self) -> u32 {
                (self.0 & COUNTER_MASK) as u32
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = Refused;

            fn from_str(text: &str) -> Result<Self, Refused> {
                text.parse().ok().and_then(Self::new).ok_or_else(|| Refused::malformed("a key is a positive number"))
            }
        }
    };
}

key!(
    /// A case, for machines: the 41-bit number of the case with counter 0.
    #[doc(alias = "ärendenyckel")]
    CaseKey
);
key!(
    /// A job of a case, see [`crate::Job`].
    #[doc(alias = "uppdrag")]
    JobKey
);
key!(
    /// A task for a person, see [`crate::TaskRow`].
    #[doc(alias = "arbetsuppgift")]
    TaskKey
);
key!(
    /// A timer of a case, see [`crate::Timer`].
    TimerKey
);
key!(
    /// A message subscription of a case, see [`crate::Subscription`].
    SubscriptionKey
);

impl CaseKey {
    /// The key of the case with this 41-bit number; nothing when the number is 0 or does not fit.
    pub const fn of_number(number: u64) -> Option<Self> {
        if number == 0 || number > KEY_MAX >> COUNTER_BITS {
            None
        } else {
            Some(Self(number << COUNTER_BITS))
        }
    }

    /// The 41-bit number of the case.
    pub const fn number(self) -> u64 {
        self.0 >> COUNTER_BITS
    }
}

macro_rules! seq {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub u64);

        impl $name {
            /// Nothing has happened yet.
            pub const NONE: Self = Self(0);

            /// The one after this.
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

seq!(
    /// The number of an entry in its case's log: 1 is the first, 0 means none.
    EntrySeq
);
seq!(
    /// The number of an entry in a tenant's authority log: 1 is the first, 0 means none.
    AuthoritySeq
);
seq!(
    /// The number of an entry in a tenant's read log: 1 is the first, 0 means none.
    ReadSeq
);
seq!(
    /// A place in the order of commits; reading goes on after it and skips nothing. 0 is before everything.
    Cursor
);
seq!(
    /// Rises each time a job is leased; a result counts only with the current one. 0: never leased.
    Fence
);

/// The number of a case, for people: `<series>-<year>-<serial>`, at most 20 characters, no personal data.
#[doc(alias = "ärendenummer")]
#[doc(alias = "diarienummer")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(String);

impl CaseNumber {
    /// Puts a number together: series 1–6 letters A–Z, year four digits, serial six digits or more.
    pub fn new(series: &str, year: u16, serial: u64) -> Result<Self, Refused> {
        format!("{series}-{year:04}-{serial:06}").parse()
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CaseNumber {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let mut parts = text.split('-');
        let (series, year, serial) = (parts.next(), parts.next(), parts.next());
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let well_formed = text.len() <= 20
            && parts.next().is_none()
            && series
                .is_some_and(|s| (1..=6).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_uppercase()))
            && year.is_some_and(|y| y.len() == 4 && digits(y))
            && serial.is_some_and(|s| s.len() >= 6 && digits(s));
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused::malformed("a case number is <series>-<year>-<serial>, like FS-2025-000123"))
        }
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash before the first entry of a chain.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of the parts, one after the other, without separators.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut sha = Sha256::new();
        for part in parts {
            sha.update(part);
        }
        Self(sha.finalize().into())
    }

    /// The hash that was stored as these bytes; nothing unless they are 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let bad = || Refused::malformed("a SHA-256 is 64 hexadecimal digits");
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| bad())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

/// The secret of a case that its body hashes and blob addresses are salted with; destroyed at erasure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_knows_its_case_and_counter() {
        let case = CaseKey::of_number(7).unwrap();
        let job = JobKey::in_case(case, 12).unwrap();
        assert_eq!((job.case(), job.counter(), case.number()), (case, 12, 7));
        assert_eq!(JobKey::in_case(case, 1 << 22), None);
        assert_eq!(CaseKey::of_number(1 << 41), None);
        assert!(CaseKey::of_number((1 << 41) - 1).is_some_and(|key| i64::try_from(key.value()).is_ok()));
        assert_eq!(job.to_string().parse::<JobKey>().unwrap(), job);
    }

    #[test]
    fn a_case_number_has_series_year_and_serial() {
        assert_eq!(CaseNumber::new("FS", 2025, 123).unwrap().as_str(), "FS-2025-000123");
        for bad in [
            "",
            "FS-2025",
            "fs-2025-000123",
            "FS-25-000123",
            "FS-2025-123",
            "FS-2025-0001-2",
            "LANGSTE-2025-1",
        ] {
            assert!(bad.parse::<CaseNumber>().is_err(), "{bad}");
        }
        assert!(CaseNumber::new("ABCDEF", 2025, 123_456_789).is_err(), "longer than 20");
    }

    #[test]
    fn a_hash_is_read_back_from_its_text() {
        let hash = Hash::of(&[b"a", b"b"]);
        assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
        assert!("åå".repeat(16).parse::<Hash>().is_err());
    }
}
