//! What SSBTEK is asked, and whether it may be asked so.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use serde::Deserialize;

use crate::xml::{Element, body};

/// The namespace of the contract.
pub(crate) const NAMESPACE: &str = "http://schema.forsakringskassan.se/integration/ssbt/10";

/// The agencies, in the order of the contract.
pub(crate) const AGENCIES: [&str; 7] = ["AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV"];

/// A question that follows the contract.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) person: String,
    pub(crate) case: String,
    pub(crate) purpose: String,
    pub(crate) provision: String,
    pub(crate) asker: Asker,
    pub(crate) period: (Date, Date),
    pub(crate) asked_at: Option<String>,
    pub(crate) correlation: Option<String>,
    /// The question as it came, when it is to be sent back.
    pub(crate) echo: Option<Element>,
    /// Each agency in the order of the contract: the period it is asked about; none when it is left out.
    pub(crate) asked: [Option<(Date, Date)>; 7],
    /// What Försäkringskassan is asked, or why that cannot be read.
    pub(crate) fk: Result<FkQuestion, String>,
}

/// Who asks.
#[derive(Debug, Default)]
pub(crate) struct Asker {
    pub(crate) organisation: String,
    pub(crate) name: String,
    pub(crate) officer: String,
}

/// The question to Försäkringskassan (LEFI v9).
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FkQuestion {
    personnummer: String,
    period: FkPeriod,
    #[serde(default)]
    pub(crate) preliminara_utbetalningar: Vec<String>,
    #[serde(default)]
    pub(crate) utbetalningar: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct FkPeriod {
    from: Date,
    tom: Date,
}

impl FkQuestion {
    pub(crate) fn period(&self) -> (Date, Date) {
        (self.period.from, self.period.tom)
    }
}

/// Why a question is refused: code and sentence of the fault.
pub(crate) type Refused = (&'static str, String);

/// Reads a question.
pub(crate) fn read(message: &[u8]) -> Result<Question, Refused> {
    let malformed = |what: String| ("SSBT-001", what);
    let root = body(message).map_err(malformed)?;
    if root.name != "hamtaBastjanstInformation" || root.ns != NAMESPACE {
        return Err(malformed(format!("the operation {} is not known", root.name)));
    }
    let general = part(&root, "generellaFrageparametrar")?;
    let special = part(&root, "specifikaFrageparametrar")?;
    in_order(general, &GENERAL)?;
    in_order(special, &AGENCIES)?;
    let person = need(general, &["personidentitet"])?;
    if person.len() != 12 || !person.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(("SSBT-003", "personidentitet is not twelve digits".to_owned()));
    }
    let organisation = need(general, &["ingivare", "organisationsnummer"])?;
    if organisation.len() != 12 || !organisation.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(("SSBT-003", "organisationsnummer is not twelve digits".to_owned()));
    }
    let echo = need(general, &["fraganSkallInkluderasISvaret"])?;
    let period = period(part(general, "tidsperiod")?)?;
    let mut asked = [None; 7];
    for (at, agency) in AGENCIES.iter().enumerate() {
        let element = part(special, agency)?;
        asked[at] = match element.attribute("inkludera").map(str::trim) {
            Some("true" | "1") => Some(match element.child("tidsperiod") {
                Some(own) => self::period(own)?,
                None => period,
            }),
            Some("false" | "0") => None,
            _ => return Err(("SSBT-002", format!("{agency} has no inkludera"))),
        };
    }
    Ok(Question {
        fk: fk(part(special, "FK")?, person),
        person: person.to_owned(),
        case: need(general, &["arendeidentitet"])?.to_owned(),
        purpose: need(general, &["syfte"])?.to_owned(),
        provision: need(general, &["lagtext"])?.to_owned(),
        asker: Asker {
            organisation: organisation.to_owned(),
            name: need(general, &["ingivare", "namn"])?.to_owned(),
            officer: need(general, &["ingivare", "handlaggare"])?.to_owned(),
        },
        period,
        asked_at: general.text_at(&["frageTidpunkt"]).map(ToOwned::to_owned),
        correlation: general.text_at(&["korrelationsid"]).map(ToOwned::to_owned),
        echo: matches!(echo, "true" | "1").then_some(root),
        asked,
    })
}

/// The elements of the general part, in the order of the contract.
const GENERAL: [&str; 10] = [
    "frageTidpunkt",
    "korrelationsid",
    "fraganSkallInkluderasISvaret",
    "ingivare",
    "personidentitet",
    "arendeidentitet",
    "tidsperiod",
    "personuppgiftsbitrade",
    "syfte",
    "lagtext",
];

fn in_order(element: &Element, names: &[&str]) -> Result<(), Refused> {
    let mut at = 0;
    for child in &element.children {
        let rest = names.get(at..).unwrap_or_default();
        match rest.iter().position(|name| *name == child.name) {
            Some(found) if child.ns == NAMESPACE => at += found,
            _ => return Err(("SSBT-001", format!("{} does not stand where it shall", child.name))),
        }
    }
    Ok(())
}

fn part<'a>(element: &'a Element, name: &str) -> Result<&'a Element, Refused> {
    element.child(name).ok_or_else(|| ("SSBT-002", format!("{name} is missing")))
}

fn need<'a>(element: &'a Element, path: &[&str]) -> Result<&'a str, Refused> {
    element
        .text_at(path)
        .ok_or_else(|| ("SSBT-002", format!("{} is missing or empty", path.last().unwrap_or(&""))))
}

fn period(element: &Element) -> Result<(Date, Date), Refused> {
    let day = |name: &str| -> Result<Date, Refused> {
        let text = need(element, &[name])?;
        text.parse().map_err(|_| ("SSBT-003", format!("{name} is no date")))
    };
    let (from, to) = (day("fromDatum")?, day("tomDatum")?);
    if to < from {
        return Err(("SSBT-003", "the period ends before it begins".to_owned()));
    }
    Ok((from, to))
}

fn fk(element: &Element, person: &str) -> Result<FkQuestion, String> {
    let text = element.text_at(&["fraga", "lefiJsonFraga"]).ok_or("there is no lefiJsonFraga")?;
    element.text_at(&["fraga", "aktorsid"]).ok_or("there is no aktorsid")?;
    if let Some(version) = element.text_at(&["fraga", "version"]).filter(|version| *version != "v9") {
        return Err(format!("the version {version} is not known"));
    }
    let packed: String = text.split_ascii_whitespace().collect();
    let json = STANDARD.decode(packed).map_err(|_| "lefiJsonFraga is not base64")?;
    let question: FkQuestion = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    if question.personnummer != person {
        return Err("lefiJsonFraga is about somebody else".to_owned());
    }
    Ok(question)
}
