//! Powers of ten, and the few operations on 256 bits that a product of two 34-digit numbers needs.

const POWERS: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut index = 1;
    while index < 39 {
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            powers[index] = powers[index - 1] * 10;
        }
        index += 1;
    }
    powers
};

/// Ten to the power `n`; `n` is at most 38, and more gives the largest power there is.
pub(crate) fn pow10(n: u32) -> i128 {
    POWERS.get(n as usize).copied().unwrap_or(10_i128.pow(38))
}

/// The number of decimal digits; zero has one.
pub(crate) fn digits(n: u128) -> u32 {
    match u64::try_from(n) {
        Ok(small) => small.checked_ilog10().map_or(1, |log| log + 1),
        Err(_) => n.ilog10() + 1,
    }
}

/// The product of two coefficients, cut to at most 36 digits: the digits, how many were cut, and whether
/// anything but zeros was cut.
pub(crate) fn multiply(a: u128, b: u128) -> (u128, u32, bool) {
    const CHUNK: u64 = 10_u64.pow(17);
    let mut limbs = product(a, b);
    let (mut cut, mut rest) = (0, false);
    // At most 68 digits: two cuts of 17 leave at most 34, one leaves at most 51.
    while limbs[2] != 0 || limbs[3] != 0 || digits(low(limbs)) > 36 {
        let still = digits_of(limbs);
        let step = if still >= 36 + 17 { 17 } else { still.saturating_sub(36) };
        let divisor = if step == 17 { CHUNK } else { 10_u64.pow(step) };
        rest |= divide(&mut limbs, divisor) != 0;
        cut += step;
    }
    (low(limbs), cut, rest)
}

fn low([a, b, _, _]: [u64; 4]) -> u128 {
    (u128::from(b) << 64) | u128::from(a)
}

#[allow(clippy::cast_possible_truncation, reason = "limbs are the halves of a u128")]
fn product(a: u128, b: u128) -> [u64; 4] {
    let (al, ah) = (u128::from(a as u64), a >> 64);
    let (bl, bh) = (u128::from(b as u64), b >> 64);
    let (ll, lh, hl, hh) = (al * bl, al * bh, ah * bl, ah * bh);
    let middle = (ll >> 64) + u128::from(lh as u64) + u128::from(hl as u64);
    let high = hh + (lh >> 64) + (hl >> 64) + (middle >> 64);
    [ll as u64, middle as u64, high as u64, (high >> 64) as u64]
}

/// Divides in place and returns the remainder.
#[allow(
    clippy::cast_possible_truncation,
    reason = "quotient digit and remainder are below the divisor's 64 bits"
)]
fn divide(limbs: &mut [u64; 4], divisor: u64) -> u64 {
    let mut rest = 0_u128;
    for limb in limbs.iter_mut().rev() {
        let current = (rest << 64) | u128::from(*limb);
        *limb = (current / u128::from(divisor)) as u64;
        rest = current % u128::from(divisor);
    }
    rest as u64
}

/// The number of decimal digits of a product, counted by dividing a copy.
fn digits_of(mut limbs: [u64; 4]) -> u32 {
    let mut count = 0;
    while limbs[2] != 0 || limbs[3] != 0 {
        divide(&mut limbs, 10_u64.pow(19));
        count += 19;
    }
    count + digits(low(limbs))
}
