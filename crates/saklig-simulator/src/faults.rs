//! Faults on demand: what a source of the world does wrong, for whom and how many times; and how long things take.

use serde::{Deserialize, Serialize};

use crate::error::WorldError;

/// A source or a receiver of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Source {
    Navet,
    Ssbtek,
    Post,
    Bank,
    Arkiv,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// It cannot be reached: 503.
    #[serde(rename = "nere")]
    Down,
    /// It answers late.
    #[serde(rename = "langsam")]
    Slow,
    /// It answers with an error: a fault, an agency's error, 500, or the refusal of one payment.
    #[serde(rename = "fel")]
    Error,
    /// The answer is not readable.
    #[serde(rename = "skrap")]
    Garbage,
    /// The answer is not whole.
    #[serde(rename = "delvis")]
    Partial,
    /// The connection is cut in the middle of the answer.
    #[serde(rename = "avbrott")]
    Cut,
    /// What was sent is taken, and the connection is cut before the answer.
    #[serde(rename = "avbrott-efter")]
    CutAfter,
    /// The answer is about somebody else.
    #[serde(rename = "fel-person")]
    WrongPerson,
}

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    #[serde(rename = "kalla")]
    pub(crate) source: Source,
    /// An agency of SSBTEK: `AF`, `CSN`, `FK`, `SKV`, `SO`, `TNS`, `MIV`.
    #[serde(rename = "myndighet", skip_serializing_if = "Option::is_none", default)]
    pub(crate) agency: Option<String>,
    /// Only for this person.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) person: Option<String>,
    /// Only payments to this account: the bank refuses them.
    #[serde(rename = "konto", skip_serializing_if = "Option::is_none", default)]
    pub(crate) account: Option<String>,
    #[serde(rename = "slag")]
    pub(crate) kind: Kind,
    /// The code that is answered with.
    #[serde(rename = "kod", skip_serializing_if = "Option::is_none", default)]
    pub(crate) code: Option<String>,
    /// How many times more; for ever when it is left out.
    #[serde(rename = "antal", skip_serializing_if = "Option::is_none", default)]
    pub(crate) times: Option<u32>,
    /// How late a slow answer comes.
    #[serde(rename = "sekunder", skip_serializing_if = "Option::is_none", default)]
    pub(crate) delay_seconds: Option<u64>,
}

/// How long things take, by the world's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Times {
    /// From the post's receipt of a letter until it is delivered.
    #[serde(rename = "leverans_dagar")]
    pub(crate) delivery_days: i64,
    /// From the bank's receipt of a file until its payments are booked.
    #[serde(rename = "bokning_timmar")]
    pub(crate) booking_hours: i64,
}

impl Default for Times {
    fn default() -> Self {
        Self { delivery_days: 2, booking_hours: 0 }
    }
}

/// All that is out of the ordinary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Faults {
    #[serde(rename = "fel")]
    pub(crate) list: Vec<Fault>,
    #[serde(rename = "tider")]
    pub(crate) times: Times,
}

impl Faults {
    /// Reads a file of faults (TOML): `[[fel]]`, one each, and `[tider]`.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, WorldError> {
        toml::from_str(text)
            .map_err(|error| WorldError::Faults { file: file.to_owned(), what: error.to_string() })
    }

    /// The first fault that strikes; it has then struck once more. A cut strikes only what is `sent`, never a question.
    pub(crate) fn strike(
        &mut self,
        source: Source,
        agency: Option<&str>,
        person: Option<&str>,
        sent: bool,
    ) -> Option<Fault> {
        let at = self.list.iter().position(|fault| {
            fault.source == source
                && fault.agency.as_deref() == agency
                && fault.account.is_none()
                && (fault.person.is_none() || fault.person.as_deref() == person)
                && fault.times != Some(0)
                && (sent || !matches!(fault.kind, Kind::Cut | Kind::CutAfter))
        })?;
        let fault = self.list.get_mut(at)?;
        fault.times = fault.times.map(|times| times - 1);
        Some(fault.clone())
    }

    /// The code with which the bank refuses a payment to this account, if it does.
    pub(crate) fn refuses(&mut self, account: &str) -> Option<String> {
        let digits = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let fault = self.list.iter_mut().find(|fault| {
            fault.source == Source::Bank
                && fault.times != Some(0)
                && fault.account.as_ref().is_some_and(|refused| digits(refused) == digits(account))
        })?;
        fault.times = fault.times.map(|times| times - 1);
        Some(fault.code.clone().unwrap_or_else(|| "AC04".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_many_times_as_it_says() {
        let text = "[[fel]]\nkalla = \"post\"\nslag = \"avbrott-efter\"\nantal = 1\n[[fel]]\nkalla = \"ssbtek\"\nmyndighet = \"FK\"\nslag = \"fel\"\n[tider]\nleverans_dagar = 5\n";
        let mut faults = Faults::read("fel.toml", text).unwrap();
        assert_eq!(faults.times.delivery_days, 5);
        assert!(faults.strike(Source::Post, None, None, false).is_none(), "a question is not cut");
        assert_eq!(faults.strike(Source::Post, None, None, true).unwrap().kind, Kind::CutAfter);
        assert!(faults.strike(Source::Post, None, None, true).is_none());
        for _ in 0..3 {
            assert!(faults.strike(Source::Ssbtek, Some("FK"), Some("x"), true).is_some());
        }
        assert!(faults.strike(Source::Ssbtek, None, Some("x"), true).is_none());
    }

    #[test]
    fn an_unknown_word_is_told_with_its_line() {
        let error = Faults::read("fel.toml", "[[fel]]\nkalla = \"tull\"\nslag = \"nere\"\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
