//! The number itself: its 16 bytes, its order and its conversions from and to integers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::rounding::{self, Rounding};
use crate::wide::{digits, pow10};

/// The largest number of significant digits.
pub(crate) const DIGITS: u32 = 34;
/// The smallest exponent, as in Decimal128.
pub(crate) const MIN_EXPONENT: i32 = -6176;
/// The largest exponent, as in Decimal128.
pub(crate) const MAX_EXPONENT: i32 = 6111;
/// Ten to the power 34: the first coefficient that is too long.
pub(crate) const LIMIT: i128 = 10_i128.pow(DIGITS);

const EXPONENT_BITS: u32 = 14;
const EXPONENT_MASK: i128 = (1 << EXPONENT_BITS) - 1;

/// An exact decimal number: coefficient × 10^exponent with at most 34 significant digits.
///
/// Sixteen bytes, `Copy`. Equality, order and hash go by value: `1.0` equals `1.00`. `Display` writes the
/// shortest plain form (`1.5`, `1200`), with an exponent only where the plain form would be absurdly long.
#[doc(alias = "tal")]
#[derive(Clone, Copy)]
pub struct Number {
    // The coefficient (114 bits, signed) above the biased exponent (14 bits), cut in two so that the
    // alignment is 8 and a value of FEEL fits in 24 bytes.
    high: u64,
    low: u64,
}

/// Why a calculation has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// The result is too large for 34 digits and an exponent of 6111.
    #[error("the number is too large")]
    Overflow,
    /// A division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A root of a negative number.
    #[error("the root of a negative number")]
    NegativeRoot,
    /// The text is not a number.
    #[error("the text is not a number")]
    NotANumber,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self::pack(0, 0);
    /// One.
    pub const ONE: Self = Self::pack(1, 0);

    #[allow(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "the two halves of one i128")]
    pub(crate) const fn pack(coefficient: i128, exponent: i32) -> Self {
        let exponent = if coefficient == 0 { 0 } else { exponent };
        let bits = (coefficient << EXPONENT_BITS) | (exponent - MIN_EXPONENT) as i128;
        Self { high: (bits >> 64) as u64, low: bits as u64 }
    }

    #[allow(clippy::cast_possible_wrap, clippy::cast_possible_truncation, reason = "the reverse of pack")]
    pub(crate) const fn unpack(self) -> (i128, i32) {
        let bits = (((self.high as u128) << 64) | self.low as u128) as i128;
        (bits >> EXPONENT_BITS, (bits & EXPONENT_MASK) as i32 + MIN_EXPONENT)
    }

    /// `coefficient` × 10^`exponent`, rounded half to even to 34 digits.
    ///
    /// Errors: [`NumberError::Overflow`] if it is too large. What is too small becomes zero.
    pub fn from_parts(coefficient: i128, exponent: i32) -> Result<Self, NumberError> {
        if coefficient > -LIMIT && coefficient < LIMIT && (MIN_EXPONENT..=MAX_EXPONENT).contains(&exponent) {
            return Ok(Self::pack(coefficient, exponent));
        }
        Self::from_parts_slowly(coefficient, exponent)
    }

    #[cold]
    fn from_parts_slowly(coefficient: i128, exponent: i32) -> Result<Self, NumberError> {
        if coefficient == 0 {
            return Ok(Self::ZERO);
        }
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        let too_long = digits(coefficient.unsigned_abs()).saturating_sub(DIGITS);
        let too_low = u32::try_from(MIN_EXPONENT.saturating_sub(exponent)).unwrap_or(0);
        let drop = too_long.max(too_low);
        if drop > 0 {
            coefficient = rounding::drop_digits(coefficient, drop, Rounding::HalfEven);
            exponent = exponent.saturating_add_unsigned(drop);
            if coefficient.abs() >= LIMIT {
                coefficient /= 10;
                exponent += 1;
            }
        }
        if exponent > MAX_EXPONENT {
            let pad = exponent.abs_diff(MAX_EXPONENT);
            if digits(coefficient.unsigned_abs()).saturating_add(pad) > DIGITS {
                return Err(NumberError::Overflow);
            }
            coefficient *= pow10(pad);
            exponent = MAX_EXPONENT;
        }
        Ok(Self::pack(coefficient, exponent))
    }

    /// The coefficient and the exponent of ten, without trailing zeros in the coefficient.
    pub fn parts(self) -> (i128, i32) {
        let (mut coefficient, mut exponent) = self.unpack();
        if coefficient == 0 {
            return (0, 0);
        }
        for step in [16_u32, 8, 4, 2, 1] {
            let power = pow10(step);
            while coefficient % power == 0 {
                coefficient /= power;
                exponent = exponent.saturating_add_unsigned(step);
            }
        }
        (coefficient, exponent)
    }

    /// The number of decimals in the shortest plain form: 2 for `1.25`, 0 for `1200`.
    pub fn decimals(self) -> u32 {
        u32::try_from(-self.parts().1).unwrap_or(0)
    }

    /// True for a whole number, however it was written.
    pub fn is_integer(self) -> bool {
        let (coefficient, exponent) = self.unpack();
        exponent >= 0
            || (exponent >= -38 && coefficient % pow10(exponent.unsigned_abs()) == 0)
            || coefficient == 0
    }

    /// The whole number, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.to_i128().and_then(|whole| i64::try_from(whole).ok())
    }

    /// The whole number, if it is one and fits.
    pub fn to_i128(self) -> Option<i128> {
        let (coefficient, exponent) = self.unpack();
        match exponent {
            0 => Some(coefficient),
            1.. => {
                let power = if exponent > 38 { return None } else { pow10(exponent.unsigned_abs()) };
                coefficient.checked_mul(power)
            }
            _ if self.is_integer() => Some(coefficient / pow10(exponent.unsigned_abs())),
            _ => None,
        }
    }

    /// True for zero.
    pub const fn is_zero(self) -> bool {
        self.unpack().0 == 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.unpack().0 < 0
    }

    /// The number with its sign turned.
    #[must_use]
    pub const fn negated(self) -> Self {
        let (coefficient, exponent) = self.unpack();
        Self::pack(-coefficient, exponent)
    }

    /// The number without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        if self.is_negative() { self.negated() } else { self }
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        (self.high == other.high && self.low == other.low) || self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((a, ea), (b, eb)) = (self.unpack(), other.unpack());
        if ea == eb || a.signum() != b.signum() {
            return a.cmp(&b);
        }
        let (na, nb) = (digits(a.unsigned_abs()), digits(b.unsigned_abs()));
        let (ma, mb) = (ea.saturating_add_unsigned(na), eb.saturating_add_unsigned(nb));
        if ma != mb {
            return if a > 0 { ma.cmp(&mb) } else { mb.cmp(&ma) };
        }
        // The same magnitude: the difference of the exponents is below 34, so the scaled one fits.
        if ea > eb { (a * pow10(ea.abs_diff(eb))).cmp(&b) } else { a.cmp(&(b * pow10(eb.abs_diff(ea)))) }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(whole: $integer) -> Self {
                Self::pack(i128::from(whole), 0)
            }
        }
    )*};
}
from_integers!(i8, i16, i32, i64, u8, u16, u32, u64);
