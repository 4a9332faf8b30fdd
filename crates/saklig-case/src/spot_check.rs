//! Spot checks: a reproducible draw, result codes, and how wrong the robot is.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use saklig_number::Number;
use sha2::{Digest, Sha256};

use crate::CaseKey;
use crate::authority::Rates;

/// The draw of one case, made when it is received and shown nowhere before its period has ended.
#[doc(alias = "dragning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The spot-check period.
    pub period: Arc<str>,
    /// u × 2^64, where u in [0,1) = HMAC-SHA-256(period seed, case key).
    pub u: u64,
}

/// What a draw means once the stratum is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drawn {
    /// Not drawn.
    No,
    /// A task instead of a decision.
    Before,
    /// Decided and paid, then assessed blind.
    After,
}

impl Drawn {
    /// The word in logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "nej",
            Self::Before => "fore",
            Self::After => "efter",
        }
    }

    /// The meaning a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::No, Self::Before, Self::After].into_iter().find(|drawn| drawn.word() == word)
    }
}

/// The draw of a case: the first 64 bits of HMAC-SHA-256(seed, case key as 8 bytes, big-endian).
pub fn draw(seed: &[u8], period: &Arc<str>, case: CaseKey) -> Draw {
    // A key of any length is accepted by HMAC, so the error branch cannot be reached; it draws everybody.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(seed) else {
        return Draw { period: Arc::clone(period), u: 0 };
    };
    mac.update(&case.get().to_be_bytes());
    let u = mac.finalize().into_bytes().iter().take(8).fold(0, |u, byte| (u << 8) | u64::from(*byte));
    Draw { period: Arc::clone(period), u }
}

/// SHA-256 of a seed in hex: what is logged when a period starts.
pub fn seed_hash(seed: &[u8]) -> String {
    Sha256::digest(seed).iter().fold(String::with_capacity(64), |mut hex, byte| {
        hex.extend([byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(half.into(), 16)));
        hex
    })
}

impl Draw {
    /// What the draw means under these rates.
    pub fn meets(&self, rates: &Rates) -> Drawn {
        let both = rates.before.checked_add(rates.after).unwrap_or(rates.before);
        if self.is_below(rates.before) {
            Drawn::Before
        } else if self.is_below(both) {
            Drawn::After
        } else {
            Drawn::No
        }
    }

    /// Whether u < `share`.
    fn is_below(&self, share: Number) -> bool {
        let whole = Number::from(1_i64 << 32).checked_mul(Number::from(1_i64 << 32));
        let limit = whole.and_then(|whole| share.checked_mul(whole));
        match limit {
            Ok(limit) => {
                let low = i64::try_from(self.u & 0xffff_ffff).unwrap_or(0);
                let high = i64::try_from(self.u >> 32).unwrap_or(0);
                let u = Number::from(high)
                    .checked_mul(Number::from(1_i64 << 32))
                    .and_then(|h| h.checked_add(Number::from(low)));
                u.is_ok_and(|u| u < limit)
            }
            Err(_) => true,
        }
    }
}

/// The higher of the register's and the package's rate, share by share: the package gives a minimum.
pub fn effective_rates(register: Option<&Rates>, minimum: Option<&Rates>) -> Rates {
    let zero = || Rates { before: Number::from(0), after: Number::from(0) };
    let (register, minimum) = (register.cloned().unwrap_or_else(zero), minimum.cloned().unwrap_or_else(zero));
    Rates { before: register.before.max(minimum.before), after: register.after.max(minimum.after) }
}

/// What a spot check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// All was right.
    Right,
    /// A fault without effect on the decision.
    Minor,
    /// The party got too much.
    InFavour,
    /// The party got too little.
    Against,
    /// Fraud is suspected.
    Suspicion,
}

impl Finding {
    /// All findings.
    pub const ALL: [Self; 5] = [Self::Right, Self::Minor, Self::InFavour, Self::Against, Self::Suspicion];

    /// The result code.
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "ratt",
            Self::Minor => "mindre_fel",
            Self::InFavour => "fel_till_fordel",
            Self::Against => "fel_till_nackdel",
            Self::Suspicion => "misstankt_brott",
        }
    }

    /// The finding a result code stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.word() == word)
    }

    /// Whether the decision was wrong.
    pub fn is_error(self) -> bool {
        matches!(self, Self::InFavour | Self::Against | Self::Suspicion)
    }
}

/// An error rate with its 95 % confidence interval (Wilson), each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorRate {
    /// Checked cases.
    pub checked: u32,
    /// Of them wrong.
    pub wrong: u32,
    /// The share.
    pub rate: Number,
    /// Lower end.
    pub low: Number,
    /// Upper end.
    pub high: Number,
}

/// The error rate of `wrong` among `checked`; nothing when nobody was checked. Wilson's score interval with
/// z = 1.959964 (95 %).
pub fn error_rate(checked: u32, wrong: u32) -> Option<ErrorRate> {
    if checked == 0 || wrong > checked {
        return None;
    }
    let (n, k) = (Number::from(i64::from(checked)), Number::from(i64::from(wrong)));
    let z: Number = "1.959964".parse().ok()?;
    let (one, two, four) = (Number::from(1), Number::from(2), Number::from(4));
    let p = k.checked_div(n).ok()?;
    let zz = z.checked_mul(z).ok()?;
    let over = one.checked_add(zz.checked_div(n).ok()?).ok()?;
    let middle = p.checked_add(zz.checked_div(two.checked_mul(n).ok()?).ok()?).ok()?;
    let spread = p.checked_mul(one.checked_sub(p).ok()?).ok()?.checked_div(n).ok()?;
    let extra = zz.checked_div(four.checked_mul(n).ok()?.checked_mul(n).ok()?).ok()?;
    let half = z.checked_mul(spread.checked_add(extra).ok()?.checked_sqrt().ok()?).ok()?;
    let low = middle.checked_sub(half).ok()?.checked_div(over).ok()?.max(Number::from(0));
    let high = middle.checked_add(half).ok()?.checked_div(over).ok()?.min(one);
    Some(ErrorRate { checked, wrong, rate: p, low, high })
}
