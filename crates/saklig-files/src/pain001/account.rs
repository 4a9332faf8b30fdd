//! Accounts as decisions name them, and as the file addresses them.

use std::fmt;

/// An account that money can be paid to in Sweden.
#[doc(alias = "kontonummer")]
#[derive(Clone, PartialEq, Eq)]
pub enum Account {
    /// A bank account: clearing number (four or five digits) and account number, digits only.
    Bank {
        /// Clearing number.
        clearing: String,
        /// Account number within it.
        number: String,
    },
    /// A bankgiro number, digits only.
    Bankgiro(String),
    /// A plusgiro number, digits only.
    Plusgiro(String),
    /// An IBAN without spaces.
    Iban(String),
}

/// Why a text is not an account. Says nothing of the account itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAccount {
    /// None of the ways to write an account.
    #[error("it is no clearing and account number, bankgiro, plusgiro or IBAN")]
    Form,
    /// A digit is wrong.
    #[error("its check digit is wrong")]
    CheckDigit,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bank { .. } => "Account::Bank(…)",
            Self::Bankgiro(_) => "Account::Bankgiro(…)",
            Self::Plusgiro(_) => "Account::Plusgiro(…)",
            Self::Iban(_) => "Account::Iban(…)",
        })
    }
}

impl Account {
    /// Reads `1234-5678901` (clearing, account), `BG 5050-1055`, `PG 12345-5` or an IBAN. Spaces do not count.
    pub fn read(text: &str) -> Result<Self, NotAnAccount> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        if let Some(rest) = plain.strip_prefix("BG") {
            return giro(rest, 7..=8).map(Self::Bankgiro);
        }
        if let Some(rest) = plain.strip_prefix("PG") {
            return giro(rest, 2..=8).map(Self::Plusgiro);
        }
        if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return iban(&plain).map(Self::Iban);
        }
        let (clearing, number) = plain.rsplit_once('-').ok_or(NotAnAccount::Form)?;
        // A clearing number of five digits is often written 8327-9.
        let clearing = clearing.replace('-', "");
        let number = number.replace('.', "");
        if !digits(&clearing, 4..=5) || !digits(&number, 1..=12) {
            return Err(NotAnAccount::Form);
        }
        Ok(Self::Bank { clearing, number })
    }
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of bankgiro or plusgiro: the last digit makes the Luhn sum even (modulus 10).
fn giro(text: &str, length: std::ops::RangeInclusive<usize>) -> Result<String, NotAnAccount> {
    let plain: String = text.chars().filter(|c| *c != '-' && *c != ':').collect();
    if !digits(&plain, length) {
        return Err(NotAnAccount::Form);
    }
    let sum: u32 = plain
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    if sum.is_multiple_of(10) { Ok(plain) } else { Err(NotAnAccount::CheckDigit) }
}

/// ISO 13616: the number modulo 97 is 1, letters counting from A = 10.
fn iban(plain: &str) -> Result<String, NotAnAccount> {
    let sound = (15..=34).contains(&plain.len())
        && plain.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && plain.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && plain.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit())
        && (!plain.starts_with("SE") || plain.len() == 24);
    if !sound {
        return Err(NotAnAccount::Form);
    }
    let turned = plain.bytes().skip(4).chain(plain.bytes().take(4));
    let rest = turned.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    if rest == 1 { Ok(plain.to_owned()) } else { Err(NotAnAccount::CheckDigit) }
}
