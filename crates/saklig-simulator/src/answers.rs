//! The world's own reader of the demo's answers (`demo/LASMIG.md`): one line per person and period.

use jiff::civil::Date;
use serde::de::{self, DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer};

use crate::error::WorldError;

/// What all registers know about a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub(crate) number: String,
    pub(crate) registered: Option<Registered>,
    pub(crate) sources: Sources,
    /// Former or later number, when the person has changed it.
    pub(crate) other_number: Option<OtherNumber>,
}

/// A number that the person had or has got.
#[derive(Debug, Clone)]
pub(crate) enum OtherNumber {
    /// This record is of the old number; the new one is …
    ReplacedBy(String),
    /// This record is of the new number; the old one was …
    Replaces(String),
}

/// What SSBTEK's seven sources know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    pub(crate) af: Said<Af>,
    pub(crate) csn: Said<Csn>,
    pub(crate) fk: Said<Fk>,
    pub(crate) skv: Said<Skv>,
    pub(crate) so: Said<So>,
    pub(crate) tns: Said<Tns>,
    pub(crate) miv: Said<Miv>,
}

/// What a source has about a person.
#[derive(Debug, Clone, Default)]
pub(crate) enum Said<T> {
    /// It knows of nothing.
    #[default]
    Nothing,
    /// It does not answer, though it is asked.
    Silent,
    Data(T),
    /// A part, and why not all.
    Partial(T),
    /// It fails: the code, `BT-101`.
    Error(String),
}

impl<T> Said<T> {
    /// What there is, in whole or in part.
    pub(crate) fn part(&self) -> Option<&T> {
        match self {
            Self::Data(part) | Self::Partial(part) => Some(part),
            Self::Nothing | Self::Silent | Self::Error(_) => None,
        }
    }

    pub(crate) fn is_partial(&self) -> bool {
        matches!(self, Self::Partial(_))
    }
}

/// An amount as it is written; never a binary fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount(pub(crate) String);

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Amount;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an integer, or a decimal number as text")
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Amount, E> {
                Ok(Amount(value.to_string()))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Amount, E> {
                Ok(Amount(value.to_string()))
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Amount, E> {
                let digits = value.strip_prefix('-').unwrap_or(value);
                let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
                let number = [whole, part]
                    .iter()
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
                if number { Ok(Amount(value.to_owned())) } else { Err(E::custom("this is no number")) }
            }
        }
        deserializer.deserialize_any(Written)
    }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $field: $kind,)+ }
    )+};
}

parts! {
    /// The population register.
    Registered {
        fodd: Date, fornamn: String, efternamn: String, kommun: String, skydd: String, civilstand: String,
        maka: Option<String>, adress: Option<Address>, avregistrerad: Option<Date>,
    }
    /// Where somebody lives.
    Address { gata: String, postnummer: String, postort: String }
    /// Arbetsförmedlingen.
    Af {
        arbetssokande: bool, skat: Option<String>, registrerad: Option<Date>, omfattning: Option<i64>,
        avaktualiserad: Option<Date>, aktivitetsrapport: Option<Date>, sekretess: bool, akassa: Option<String>,
        statuskod: Option<String>, beslut: Vec<AfDecision>,
    }
    AfDecision { ersattningstyp: String, omfattning: Option<i64>, fran: Option<Date>, tom: Option<Date> }
    Csn { utbetalningar: Vec<CsnPayment> }
    CsnPayment {
        stodform: String, beloppstyp: String, belopp: Amount, utbetdatum: Option<Date>, utbetstatus: Option<String>,
        startvecka: Option<String>, slutvecka: Option<String>, fran: Option<Date>,
    }
    Fk { utbetalningar: Vec<FkPayment> }
    FkPayment {
        datum: Date, netto: Amount, foretag: String, formansfamilj: String, typ: Option<String>, preliminar: bool,
        avser_fran: Option<Date>, detaljer: Vec<FkDetail>,
    }
    FkDetail { forman: String, beloppstyp: String, belopp: Amount, avdrag: bool }
    Capital { taxeringsar: i64, intakter: Amount, overskott: Amount }
    Refund { datum: Date, belopp: Amount }
    So { svar: Vec<Fund> }
    Fund {
        svarande: String, status: String, utbetalningar: Vec<FundPayment>, avstangningar: Vec<Suspension>,
        ansokt: Option<bool>,
    }
    FundPayment {
        datum: Date, netto_efter_skatt: Amount, netto_efter_avdrag: Amount, dagar: Option<Amount>,
        avser_fran: Option<Date>, avser_tom: Option<Date>,
    }
    Suspension { fran: Date, tom: Option<Date> }
    Tns { resultat: Option<String>, fordon: Vec<Vehicle> }
    Vehicle {
        regnr: String, fabrikat: Option<String>, fordonsar: Option<i64>, fordonsslag: Option<String>,
        handelsbeteckning: Option<String>,
    }
    Miv { svar: Vec<Permit> }
    Permit {
        arendetyp: String, beslutskod: Option<String>, beslutstyp: Option<String>, beslutsdatum: Option<Date>,
        fran: Option<Date>, tom: Option<Date>, giltighetstid: Option<String>,
    }
}

/// Skatteverket.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Skv {
    pub(crate) kapital: Vec<Capital>,
    pub(crate) aterbetalning: Vec<Refund>,
}

#[derive(Deserialize)]
struct Line {
    person: String,
    svar: Answers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    folkbokforing: Option<One<Registered>>,
    af: Option<One<Af>>,
    csn: Option<One<Csn>>,
    fk: Option<One<Fk>>,
    skv: Option<One<Skv>>,
    so: Option<One<So>>,
    tns: Option<One<Tns>>,
    miv: Option<One<Miv>>,
}

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct One<T> {
    lage: String,
    orsak: Option<String>,
    uppgifter: Option<T>,
}

impl<T> One<T> {
    fn said(self) -> Result<Said<T>, String> {
        match (self.lage.as_str(), self.uppgifter, self.orsak) {
            ("none", _, _) => Ok(Said::Nothing),
            ("data", Some(data), _) => Ok(Said::Data(data)),
            ("partial", Some(data), _) => Ok(Said::Partial(data)),
            ("error", _, Some(code)) => Ok(Said::Error(code)),
            (other, ..) => Err(format!("lage {other} without what belongs to it")),
        }
    }
}

fn said<T>(one: Option<One<T>>) -> Result<Said<T>, String> {
    one.map_or(Ok(Said::Silent), One::said)
}

/// The people of a file's text. A later line about the same person replaces an earlier one.
pub(crate) fn read(file: &str, text: &str) -> Result<Vec<Person>, WorldError> {
    let wrong = |at: usize, what: String| WorldError::Answers { file: file.to_owned(), line: at + 1, what };
    let mut people = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| wrong(at, error.to_string()))?;
        people.push(person(line).map_err(|what| wrong(at, what))?);
    }
    Ok(people)
}

fn person(line: Line) -> Result<Person, String> {
    let registered = match said(line.svar.folkbokforing)? {
        Said::Data(registered) | Said::Partial(registered) => Some(registered),
        Said::Nothing | Said::Silent | Said::Error(_) => None,
    };
    let sources = Sources {
        af: said(line.svar.af)?,
        csn: said(line.svar.csn)?,
        fk: said(line.svar.fk)?,
        skv: said(line.svar.skv)?,
        so: said(line.svar.so)?,
        tns: said(line.svar.tns)?,
        miv: said(line.svar.miv)?,
    };
    Ok(Person { number: line.person, registered, sources, other_number: None })
}
