//! A bank's profile: which of the conventions it takes. Configuration, read from TOML.

use saklig_connect::FileFault;
use serde::Deserialize;

use super::account::Account;
use super::charset::Charset;

/// How one bank wants its payment files, and who pays from which account.
#[doc(alias = "bankprofil")]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankProfile {
    /// Who pays.
    #[serde(rename = "betalare")]
    pub payer: Payer,
    /// How the file is written.
    #[serde(rename = "fil", default)]
    pub file: FileRules,
    /// How accounts are addressed.
    #[serde(rename = "adressering", default)]
    pub addressing: Addressing,
}

/// Who pays, from which account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Name.
    #[serde(rename = "namn")]
    pub name: String,
    /// Organisation number, ten digits.
    #[serde(rename = "orgnr")]
    pub organisation: Option<String>,
    /// The account, an IBAN or `BG …`.
    #[serde(rename = "konto")]
    pub account: String,
    /// The bank's BIC.
    pub bic: String,
    /// Street or box.
    #[serde(rename = "gata")]
    pub street: Option<String>,
    /// Postal code.
    #[serde(rename = "postnummer")]
    pub postal_code: Option<String>,
    /// Town.
    #[serde(rename = "ort")]
    pub town: Option<String>,
}

/// How the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileRules {
    /// One booking for the whole file.
    #[serde(rename = "samlad_bokning")]
    pub batch_booking: bool,
    /// Service level, such as `NURG`; none to leave it out.
    #[serde(rename = "tjansteniva")]
    pub service_level: Option<String>,
    /// Category purpose (ISO 20022 external code), such as `SSBE` for a social security benefit.
    #[serde(rename = "andamal")]
    pub purpose: Option<String>,
    /// Who bears the charges: `SLEV`, `SHAR`, `DEBT`.
    #[serde(rename = "avgift")]
    pub charges: String,
    /// Which characters the bank takes.
    #[serde(rename = "tecken")]
    pub charset: Charset,
    /// What stands as the payee's name where it is protected; empty to leave the name out.
    #[serde(rename = "skyddat_namn")]
    pub protected_name: String,
    /// The scheme of the organisation number: a code (`COID`, `BANK`) or the bank's own word (`ORGNR`).
    #[serde(rename = "orgnr_slag")]
    pub organisation_scheme: String,
}

/// How accounts are addressed. Banks differ: two conventions are in use for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Addressing {
    /// Bankgiro.
    pub bankgiro: Giro,
    /// Plusgiro.
    pub plusgiro: Giro,
    /// Bank accounts.
    #[serde(rename = "bankkonto")]
    pub bank_account: BankAccount,
}

/// How a giro number is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Giro {
    /// Scheme `BGNR` or `PGNR`, the agent by BIC (`BGABSESS`, `NDEASESS`).
    #[default]
    #[serde(rename = "bic")]
    Bic,
    /// The agent as member 9900 or 9960 of the Swedish clearing (`SESBA`); plusgiro then as `BBAN`.
    #[serde(rename = "clearing")]
    Clearing,
}

/// How a bank account is addressed; the agent is always the clearing number as member of `SESBA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum BankAccount {
    /// `BBAN` of clearing and account number together.
    #[default]
    #[serde(rename = "med-clearing")]
    WithClearing,
    /// `BBAN` of the account number alone.
    #[serde(rename = "utan-clearing")]
    WithoutClearing,
}

impl Default for FileRules {
    fn default() -> Self {
        Self {
            batch_booking: true,
            service_level: Some("NURG".to_owned()),
            purpose: None,
            charges: "SLEV".to_owned(),
            charset: Charset::default(),
            protected_name: "Mottagare".to_owned(),
            organisation_scheme: "COID".to_owned(),
        }
    }
}

impl BankProfile {
    /// Reads a profile from TOML. Errors: E1155 with line and column.
    pub fn read(text: &str) -> Result<Self, FileFault> {
        let profile: Self = toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            fault(format!("{line}:{column}"), error.message().to_owned())
        })?;
        profile.check()?;
        Ok(profile)
    }

    fn check(&self) -> Result<(), FileFault> {
        let Payer { name, organisation, account, bic, .. } = &self.payer;
        let rules = &self.file;
        let wrong = |place: &str, what: &str| Err(fault(place.to_owned(), what.to_owned()));
        if name.trim().is_empty() {
            return wrong("betalare.namn", "the payer has no name");
        }
        if !matches!(Account::read(account), Ok(Account::Iban(_) | Account::Bankgiro(_))) {
            return wrong("betalare.konto", "the payer's account is neither an IBAN nor a bankgiro");
        }
        let letters = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let country = bic.get(4..6).is_some_and(|two| two.bytes().all(|b| b.is_ascii_uppercase()));
        if !matches!(bic.len(), 8 | 11) || !letters(bic) || !country {
            return wrong("betalare.bic", "it is not a BIC");
        }
        if organisation.as_ref().is_some_and(|o| o.len() != 10 || !o.bytes().all(|b| b.is_ascii_digit())) {
            return wrong("betalare.orgnr", "an organisation number has ten digits");
        }
        if !matches!(rules.charges.as_str(), "SLEV" | "SHAR" | "DEBT" | "CRED") {
            return wrong("fil.avgift", "it is none of SLEV, SHAR, DEBT, CRED");
        }
        let code = |text: &Option<String>| {
            text.as_ref().is_none_or(|code| (1..=4).contains(&code.len()) && letters(code))
        };
        if !code(&rules.service_level) {
            return wrong("fil.tjansteniva", "a service level is a code of at most four letters");
        }
        if !code(&rules.purpose) {
            return wrong("fil.andamal", "a category purpose is a code of at most four letters");
        }
        Ok(())
    }
}

fn fault(place: String, what: String) -> FileFault {
    FileFault { code: "E1155", place, what }
}
