//! Whole powers and square roots.

use crate::number::{DIGITS, Number, NumberError};
use crate::wide::{digits, pow10};

impl Number {
    /// The whole power. It is exact where every step fits in 34 digits; else each step is rounded half to
    /// even. Errors: overflow; division by zero for zero to a negative power.
    pub fn checked_pow(self, exponent: i64) -> Result<Self, NumberError> {
        let mut left = exponent.unsigned_abs();
        let mut result = Self::ONE;
        let mut square = self;
        while left > 0 {
            if left % 2 == 1 {
                result = result.checked_mul(square)?;
            }
            left /= 2;
            if left > 0 {
                square = square.checked_mul(square)?;
            }
        }
        if exponent < 0 { Self::ONE.checked_div(result) } else { Ok(result) }
    }

    /// The square root, rounded half to even to 34 digits. Errors: a negative number.
    pub fn checked_sqrt(self) -> Result<Self, NumberError> {
        let (coefficient, exponent) = self.unpack();
        if coefficient < 0 {
            return Err(NumberError::NegativeRoot);
        }
        if coefficient == 0 {
            return Ok(Self::ZERO);
        }
        // Digit by digit, two digits of the radicand for each digit of the root.
        let mut radicand = coefficient.unsigned_abs();
        let mut half = exponent.div_euclid(2);
        if exponent.rem_euclid(2) == 1 {
            radicand *= 10;
        }
        let pairs = digits(radicand).div_ceil(2);
        let (mut root, mut rest) = (0_u128, 0_u128);
        let mut done = 0;
        while done <= DIGITS {
            let pair = if done < pairs {
                (radicand / pow10(2 * (pairs - done - 1)).unsigned_abs()) % 100
            } else if rest == 0 {
                break;
            } else {
                half -= 1;
                0
            };
            rest = rest * 100 + pair;
            let digit = (1..=9).rev().find(|d| (20 * root + d) * d <= rest).unwrap_or(0);
            rest -= (20 * root + digit) * digit;
            root = root * 10 + digit;
            done += 1;
        }
        let root = i128::try_from(root).unwrap_or(i128::MAX);
        if rest == 0 { Self::from_parts(root, half) } else { Self::from_parts(root * 10 + 1, half - 1) }
    }
}
