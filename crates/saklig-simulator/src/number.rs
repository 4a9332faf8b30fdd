//! Personal numbers that no real person has: birth numbers 980–999.

use jiff::civil::Date;

/// The numbers that a day of birth gives, in order; `male` chooses between odd and even birth numbers.
pub(crate) fn numbers(born: Date, male: bool) -> impl Iterator<Item = String> {
    let wanted = i16::from(male);
    (980_i16..=999).filter(move |serial| serial % 2 == wanted).map(move |serial| {
        let head = format!("{:04}{:02}{:02}{serial:03}", born.year(), born.month(), born.day());
        let check = check_digit(&head[2..]);
        format!("{head}{check}")
    })
}

/// Whether a text is a number that could be given to a person of the world.
pub(crate) fn is_synthetic(number: &str) -> bool {
    let digits = number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits
        && born(number).is_some()
        && matches!(number[8..11].parse(), Ok(980_u16..=999))
        && number[11..] == check_digit(&number[2..11]).to_string()
}

/// The day of birth that a number begins with.
pub(crate) fn born(number: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<i16>().ok();
    let (month, day) = (i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?);
    Date::new(part(0..4)?, month, day).ok()
}

/// Whether the number is a man's.
pub(crate) fn is_male(number: &str) -> bool {
    number.as_bytes().get(10).is_some_and(|digit| digit % 2 == 1)
}

/// The check digit of nine digits (Luhn).
fn check_digit(nine: &str) -> u32 {
    let doubled = |(at, digit): (usize, u32)| {
        let product = if at % 2 == 0 { digit * 2 } else { digit };
        product / 10 + product % 10
    };
    let sum: u32 = nine.chars().filter_map(|letter| letter.to_digit(10)).enumerate().map(doubled).sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demos_numbers_are_synthetic_and_real_ones_are_not() {
        assert!(is_synthetic("198002149857"));
        assert!(!is_synthetic("198002149858"));
        // A test number of Skatteverket: right check digit, but a birth number that may be given out.
        assert!(!is_synthetic("194107086995"));
        assert!(!is_synthetic("åäö"));
    }

    #[test]
    fn every_number_made_is_synthetic() {
        let born = Date::constant(1987, 2, 28);
        for (male, number) in [true, false].into_iter().flat_map(|m| numbers(born, m).map(move |n| (m, n))) {
            assert!(is_synthetic(&number), "{number}");
            assert_eq!(is_male(&number), male);
        }
    }
}
