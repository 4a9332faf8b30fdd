//! The one place where numbers are rounded.

use crate::number::{Number, NumberError};
use crate::wide::pow10;

/// How a number between two neighbours is rounded.
#[doc(alias = "avrundning")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearer; halfway away from zero (2.5 → 3, -2.5 → -3).
    HalfUp,
    /// To the nearer; halfway to the even neighbour (2.5 → 2, 3.5 → 4).
    HalfEven,
    /// To the nearer; halfway toward zero (2.5 → 2, -2.5 → -2).
    HalfDown,
    /// Away from zero.
    Up,
    /// Toward zero.
    Down,
    /// Toward positive infinity.
    Ceiling,
    /// Toward negative infinity.
    Floor,
}

/// `number` with at most `scale` decimals; a negative scale rounds to tens (-1), hundreds (-2) and so on.
///
/// Errors: [`NumberError::Overflow`] if the rounded number is too large.
pub fn round(number: Number, scale: i32, mode: Rounding) -> Result<Number, NumberError> {
    let (coefficient, exponent) = number.unpack();
    let target = scale.saturating_neg();
    if exponent >= target {
        return Ok(number);
    }
    let rounded = drop_digits(coefficient, target.abs_diff(exponent), mode);
    Number::from_parts(rounded, target)
}

/// `coefficient` without its last `count` digits.
pub(crate) fn drop_digits(coefficient: i128, count: u32, mode: Rounding) -> i128 {
    if count > 38 {
        // Everything goes, and what goes is less than half.
        return match (mode, coefficient.signum()) {
            (Rounding::Up, sign) => sign,
            (Rounding::Ceiling, 1) => 1,
            (Rounding::Floor, -1) => -1,
            _ => 0,
        };
    }
    let power = pow10(count);
    let (quotient, rest) = (coefficient / power, coefficient % power);
    if rest == 0 {
        return quotient;
    }
    let sign = coefficient.signum();
    let half = (rest.unsigned_abs()).cmp(&(power.unsigned_abs() - rest.unsigned_abs()));
    let away = match mode {
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Ceiling => sign > 0,
        Rounding::Floor => sign < 0,
        Rounding::HalfUp => half.is_ge(),
        Rounding::HalfDown => half.is_gt(),
        Rounding::HalfEven => half.is_gt() || (half.is_eq() && quotient % 2 != 0),
    };
    if away { quotient + sign } else { quotient }
}
