//! Sum, difference, product, quotient, remainder. Small operands take the first few lines of each function.

use crate::number::{DIGITS, LIMIT, Number, NumberError};
use crate::wide::{digits, multiply, pow10};

/// Digits that are carried beyond the 34 before the result is rounded once.
const WORKING: u32 = DIGITS + 2;

impl Number {
    /// The sum. Errors: overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, NumberError> {
        let ((a, ea), (b, eb)) = (self.unpack(), other.unpack());
        if ea == eb {
            return Self::from_parts(a + b, ea);
        }
        if a == 0 {
            return Ok(other);
        }
        if b == 0 {
            return Ok(self);
        }
        if ea > eb { add_shifted(a, ea, b, eb) } else { add_shifted(b, eb, a, ea) }
    }

    /// The difference. Errors: overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, NumberError> {
        self.checked_add(other.negated())
    }

    /// The product. Errors: overflow.
    pub fn checked_mul(self, other: Self) -> Result<Self, NumberError> {
        let ((a, ea), (b, eb)) = (self.unpack(), other.unpack());
        let exponent = ea + eb;
        if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b)) {
            return Self::from_parts(i128::from(a) * i128::from(b), exponent);
        }
        if let Some(product) = a.checked_mul(b) {
            return Self::from_parts(product, exponent);
        }
        let (product, cut, rest) = multiply(a.unsigned_abs(), b.unsigned_abs());
        let sign = a.signum() * b.signum();
        let product = sign * signed(product);
        finish(product, exponent.saturating_add_unsigned(cut), rest, sign)
    }

    /// The quotient, rounded half to even to 34 digits. Errors: overflow, division by zero.
    pub fn checked_div(self, other: Self) -> Result<Self, NumberError> {
        let ((a, ea), (b, eb)) = (self.unpack(), other.unpack());
        if b == 0 {
            return Err(NumberError::DivisionByZero);
        }
        let (mut quotient, mut rest, divisor) =
            (a.unsigned_abs() / b.unsigned_abs(), a.unsigned_abs() % b.unsigned_abs(), b.unsigned_abs());
        let mut exponent = ea - eb;
        let room = 38 - digits(divisor);
        while rest != 0 {
            let have = if quotient == 0 { 0 } else { digits(quotient) };
            let step = room.min(WORKING.saturating_sub(have));
            if step == 0 {
                break;
            }
            let power = pow10(step).unsigned_abs();
            rest *= power;
            quotient = quotient * power + rest / divisor;
            rest %= divisor;
            exponent = exponent.saturating_sub_unsigned(step);
        }
        let sign = a.signum() * b.signum();
        let result = finish(sign * signed(quotient), exponent, rest != 0, sign)?;
        // An exact quotient keeps a short coefficient, so that later operations stay on the fast path.
        Ok(if rest == 0 && exponent < ea - eb { result.shortened() } else { result })
    }

    /// The remainder of the division that rounds toward negative infinity; it has the sign of `other`.
    ///
    /// Errors: overflow, division by zero.
    pub fn checked_rem(self, other: Self) -> Result<Self, NumberError> {
        let ((a, ea), (b, eb)) = (self.unpack(), other.unpack());
        if b == 0 {
            return Err(NumberError::DivisionByZero);
        }
        let (rest, exponent) = if ea >= eb {
            (shifted_rest(a, ea.abs_diff(eb), b), eb)
        } else {
            match shifted(b, eb.abs_diff(ea)) {
                Some(divisor) => (a % divisor, ea),
                None => (a, ea),
            }
        };
        let rest = Self::from_parts(rest, exponent)?;
        if rest.is_zero() || rest.is_negative() == other.is_negative() {
            return Ok(rest);
        }
        rest.checked_add(other)
    }

    fn shortened(self) -> Self {
        let (coefficient, exponent) = self.parts();
        let zeros = u32::try_from(exponent).unwrap_or(0);
        if zeros > 0 && digits(coefficient.unsigned_abs()).saturating_add(zeros) <= DIGITS {
            Self::pack(coefficient * pow10(zeros), 0)
        } else {
            Self::pack(coefficient, exponent)
        }
    }
}

fn signed(n: u128) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

/// `n` × 10^`by` if that stays within the working digits of an i128.
fn shifted(n: i128, by: u32) -> Option<i128> {
    (by <= 38).then(|| n.checked_mul(pow10(by))).flatten()
}

/// The result with one digit more that only says whether something was cut off.
fn finish(coefficient: i128, exponent: i32, rest: bool, sign: i128) -> Result<Number, NumberError> {
    if rest {
        Number::from_parts(coefficient * 10 + sign, exponent - 1)
    } else {
        Number::from_parts(coefficient, exponent)
    }
}

/// The sum where the first operand has the larger exponent.
fn add_shifted(a: i128, ea: i32, b: i128, eb: i32) -> Result<Number, NumberError> {
    let apart = ea.abs_diff(eb);
    if let Some(scaled) = shifted(a, apart)
        && scaled.abs() < LIMIT * 1000
    {
        return Number::from_parts(scaled + b, eb);
    }
    // The first one fills the working digits, the second only pushes the last of them.
    let by = WORKING.saturating_sub(digits(a.unsigned_abs())).min(apart);
    let cut = apart - by;
    let (quotient, rest) = if cut > 38 {
        (if b < 0 { -1 } else { 0 }, b != 0)
    } else {
        (b.div_euclid(pow10(cut)), b.rem_euclid(pow10(cut)) != 0)
    };
    let sum = a * pow10(by) + quotient;
    finish(sum, ea.saturating_sub_unsigned(by), rest, 1)
}

/// `a` × 10^`by` modulo `b`, with the sign of `a`.
fn shifted_rest(a: i128, by: u32, b: i128) -> i128 {
    let mut rest = a % b;
    let mut left = by;
    let room = 38 - digits(b.unsigned_abs());
    while left > 0 && rest != 0 {
        let step = left.min(room);
        rest = (rest * pow10(step)) % b;
        left -= step;
    }
    rest
}
