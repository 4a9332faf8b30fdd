//! The numbers that name persons and organisations.

use std::fmt;

use jiff::civil::Date;

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonIdKind {
    /// A personnummer (folkbokföringslagen 18 §).
    Personnummer,
    /// A samordningsnummer: day of birth plus 60.
    Samordningsnummer,
    /// An organisationsnummer: third digit at least 2.
    Organisationsnummer,
    /// A reserve number with letters, kept as it is and not checked.
    Reserve,
}

/// A number of a person or organisation. Shown only through [`reveal`](PersonId::reveal).
#[doc(alias = "personnummer")]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId {
    kind: PersonIdKind,
    text: String,
}

/// Why a text is not a number of a person or organisation. Never contains the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonIdError {
    /// Wrong characters or length.
    #[error("a person id has 10 or 12 digits, with `-` or `+` before the last four in the short form")]
    Form,
    /// The date part is no date.
    #[error("the date in the person id does not exist")]
    Date,
    /// The last digit does not agree with the others.
    #[error("the check digit of the person id is wrong")]
    CheckDigit,
}

impl PersonId {
    /// Reads a number: 12 digits, or 10 with `-` or `+` (100 years or more). `today` decides the century
    /// of a short form.
    pub fn parse(text: &str, today: Date) -> Result<Self, PersonIdError> {
        let text = text.trim();
        if let Some(reserve) = reserve(text) {
            return Ok(reserve);
        }
        let (digits, separator) = digits_of(text)?;
        let short = digits.get(digits.len() - 10..).ok_or(PersonIdError::Form)?;
        if month_part(short) >= 20 && (digits.len() == 10 || digits.starts_with("16")) {
            luhn(short)?;
            return Ok(Self { kind: PersonIdKind::Organisationsnummer, text: short.to_owned() });
        }
        let long = if digits.len() == 12 { digits.clone() } else { with_century(short, separator, today)? };
        let day = part(&long, 6, 8)?;
        let (kind, day) = if day > 60 {
            (PersonIdKind::Samordningsnummer, day - 60)
        } else {
            (PersonIdKind::Personnummer, day)
        };
        real_date(part(&long, 0, 4)?, part(&long, 4, 6)?, day)?;
        if short.get(6..9) == Some("000") {
            return Err(PersonIdError::Form);
        }
        luhn(short)?;
        Ok(Self { kind, text: long })
    }

    /// What kind of number it is.
    pub fn kind(&self) -> PersonIdKind {
        self.kind
    }

    /// The digits: 12 for a person, 10 for an organisation. For registers, letters and search keys only.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// The day of birth in the number; nothing for organisations and reserve numbers.
    pub fn born(&self) -> Option<Date> {
        let day = part(&self.text, 6, 8).ok()?;
        let day = match self.kind {
            PersonIdKind::Personnummer => day,
            PersonIdKind::Samordningsnummer => day - 60,
            PersonIdKind::Organisationsnummer | PersonIdKind::Reserve => return None,
        };
        real_date(part(&self.text, 0, 4).ok()?, part(&self.text, 4, 6).ok()?, day).ok()
    }

    /// Whether it names a person by personnummer or samordningsnummer.
    pub fn is_person(&self) -> bool {
        matches!(self.kind, PersonIdKind::Personnummer | PersonIdKind::Samordningsnummer)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}(…)", self.kind)
    }
}

/// `YYYYMMDD` followed by four characters of which the first is a letter, e.g. a test or reserve person.
fn reserve(text: &str) -> Option<PersonId> {
    let text: String = text.chars().filter(|c| *c != '-').collect();
    let (date, tail) = text.split_at_checked(8)?;
    let fits = date.bytes().all(|b| b.is_ascii_digit())
        && tail.len() == 4
        && tail.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && tail.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fits.then(|| PersonId { kind: PersonIdKind::Reserve, text: format!("{date}{tail}") })
}

fn digits_of(text: &str) -> Result<(String, Option<char>), PersonIdError> {
    let mut digits = String::with_capacity(12);
    let mut separator = None;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '+' if separator.is_none() && at + 5 == text.len() => separator = Some(c),
            _ => return Err(PersonIdError::Form),
        }
    }
    if digits.len() == 10 || digits.len() == 12 { Ok((digits, separator)) } else { Err(PersonIdError::Form) }
}

fn part(digits: &str, from: usize, to: usize) -> Result<i16, PersonIdError> {
    digits.get(from..to).and_then(|part| part.parse().ok()).ok_or(PersonIdError::Form)
}

fn month_part(short: &str) -> i16 {
    part(short, 2, 4).unwrap_or(0)
}

fn with_century(short: &str, separator: Option<char>, today: Date) -> Result<String, PersonIdError> {
    let year = part(short, 0, 2)?;
    let mut century = today.year() / 100;
    if century * 100 + year > today.year() {
        century -= 1;
    }
    if separator == Some('+') {
        century -= 1;
    }
    Ok(format!("{century:02}{short}"))
}

fn real_date(year: i16, month: i16, day: i16) -> Result<Date, PersonIdError> {
    let month = i8::try_from(month).map_err(|_| PersonIdError::Date)?;
    let day = i8::try_from(day).map_err(|_| PersonIdError::Date)?;
    Date::new(year, month, day).map_err(|_| PersonIdError::Date)
}

/// The Luhn check over ten digits.
fn luhn(short: &str) -> Result<(), PersonIdError> {
    let sum: u32 = short
        .bytes()
        .enumerate()
        .map(|(at, b)| {
            let digit = u32::from(b.wrapping_sub(b'0'));
            let product = if at % 2 == 0 { digit * 2 } else { digit };
            product / 10 + product % 10
        })
        .sum();
    if sum.is_multiple_of(10) { Ok(()) } else { Err(PersonIdError::CheckDigit) }
}
