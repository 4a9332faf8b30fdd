//! Reading from source text and writing plain text.

use std::fmt;
use std::str::FromStr;

use crate::number::{Number, NumberError};

/// The longest run of zeros that `Display` writes out before it uses an exponent.
const LONGEST_PLAIN: u32 = 60;
/// Digits that are kept when text is read; more only decide the rounding.
const KEPT: u32 = 36;

impl FromStr for Number {
    type Err = NumberError;

    /// Reads `-12.50`, `.5`, `1e3`. Digits beyond the 34th are rounded half to even.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let (negative, unsigned) = match text.as_bytes() {
            [b'-', ..] => (true, text.get(1..).unwrap_or_default()),
            [b'+', ..] => (false, text.get(1..).unwrap_or_default()),
            _ => (false, text),
        };
        let (mantissa, power) = match unsigned.find(['e', 'E']) {
            Some(at) => {
                let digits = unsigned.get(at + 1..).unwrap_or_default();
                (unsigned.get(..at).unwrap_or_default(), read_exponent(digits)?)
            }
            None => (unsigned, 0),
        };
        let (coefficient, exponent) = read_mantissa(mantissa)?;
        let coefficient = if negative { -coefficient } else { coefficient };
        Self::from_parts(coefficient, exponent.saturating_add(power))
    }
}

fn read_exponent(text: &str) -> Result<i32, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    let size = digits.parse::<i32>().unwrap_or(1_000_000).min(1_000_000);
    Ok(if text.starts_with('-') { -size } else { size })
}

fn read_mantissa(text: &str) -> Result<(i128, i32), NumberError> {
    let (mut coefficient, mut exponent, mut kept) = (0_i128, 0_i32, 0_u32);
    let (mut point, mut digits, mut rest) = (false, 0_usize, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                let digit = i128::from(byte - b'0');
                if kept < KEPT {
                    coefficient = coefficient * 10 + digit;
                    kept += u32::from(coefficient != 0);
                    exponent -= i32::from(point);
                } else {
                    rest |= digit != 0;
                    exponent += i32::from(!point);
                }
            }
            b'.' if !point => point = true,
            _ => return Err(NumberError::NotANumber),
        }
    }
    if digits == 0 || text.ends_with('.') {
        return Err(NumberError::NotANumber);
    }
    Ok(if rest { (coefficient * 10 + 1, exponent - 1) } else { (coefficient, exponent) })
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (coefficient, exponent) = self.parts();
        let digits = coefficient.unsigned_abs().to_string();
        let places = exponent.unsigned_abs();
        let long = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        let text = if exponent == 0 {
            digits
        } else if exponent > 0 && places <= LONGEST_PLAIN {
            digits + &"0".repeat(places as usize)
        } else if exponent < 0 && places < long {
            let (whole, decimals) = digits.split_at((long - places) as usize);
            format!("{whole}.{decimals}")
        } else if exponent < 0 && places <= LONGEST_PLAIN {
            format!("0.{}{digits}", "0".repeat((places - long) as usize))
        } else {
            format!("{digits}e{exponent}")
        };
        f.pad_integral(coefficient >= 0, "", &text)
    }
}
