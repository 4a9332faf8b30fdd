//! Försäkringskassan and Pensionsmyndigheten: LEFI v9 as JSON in base64. The payment's net amount is the truth, never the
//! sum of its rows. Försäkringskassan's payments and Pensionsmyndigheten's have shapes of their own.

use std::sync::Arc;

use saklig_connect::{FkDetail, FkPayment};
use saklig_number::Number;

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::json::{self, Json};
use crate::payload::decoded;
use crate::place::{At, Misfits, date, digits, number, text};
use crate::soap::word;

/// The kinds of amount that are deductions (`LefiUtbetalningDetalj`).
const DEDUCTIONS: [&str; 26] = [
    "AFR", "ALA", "ART", "AVB", "AVR", "FMF", "FUM", "INC", "INF", "INM", "INU", "KOA", "KVI", "OAV", "PF",
    "PS", "PST", "SAV", "SKV", "SOC", "SS", "SST", "UMG", "UTF", "ÅFA", "ÖVA",
];
/// Those of them that stand as tax.
const TAXES: [&str; 2] = ["PS", "SS"];

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<Vec<FkPayment>> {
    let bytes = data.element.child("lefiJsonSvar").and_then(crate::xml::Element::value).and_then(decoded);
    let Some(answer) = bytes.and_then(|bytes| json::read(&bytes).ok()) else {
        return Ok(nobody("FK/data/lefiJsonSvar"));
    };
    let misfits = data.misfits();
    if let Some(code) = senders(&answer, misfits) {
        return Ok(Said::Failed(code));
    }
    deviations(&answer, misfits);
    let information = answer.get("formansinformation");
    if let Some(persons) = information.and_then(|all| all.get("generellPersoninformation")?.items()) {
        for person in persons {
            let told = person.get("personnummer").and_then(Json::text).and_then(digits);
            same_person(asked, told.as_deref())?;
        }
    }
    let mut payments = Vec::new();
    for (key, preliminary) in [("utbetalningsuppgift", false), ("preliminarautbetalningar", true)] {
        each(information, "FK/formansinformation", key, misfits, |at| {
            payments.extend(insurance(at, preliminary));
        });
    }
    for (key, preliminary) in [("utbetalningar", false), ("preliminaraUtbetalningar", true)] {
        each(Some(&answer), "FK", key, misfits, |at| payments.extend(pension(at, preliminary)));
    }
    // Two agencies in one answer: in the order of payment, whoever pays.
    payments.sort_by_key(|payment| payment.paid_on);
    Ok(if payments.is_empty() { Said::Nothing } else { Said::Data(payments) })
}

/// Who has answered: only those whose state is OK have contributed. The code when nobody has.
fn senders(answer: &Json, misfits: &Misfits) -> Option<Arc<str>> {
    let told = answer.get("utlamnare").and_then(Json::items).unwrap_or_default();
    let state = |code: &str| {
        let one = told.iter().find(|one| {
            one.get("utlamnare").and_then(|who| who.get("kod")).and_then(Json::text) == Some(code)
        });
        one.map(|one| one.get("tillstand").and_then(|state| state.get("kod")?.text()).unwrap_or("okant"))
    };
    let missing = |code: &str| {
        let state = word(state(code).unwrap_or("saknas")).unwrap_or("okant").to_ascii_lowercase();
        format!("{}_{state}", code.to_ascii_lowercase())
    };
    let silent: Vec<&str> = ["FK", "PM"].into_iter().filter(|code| state(code) != Some("OK")).collect();
    match silent.as_slice() {
        [] => None,
        [one] => {
            misfits.silent(&missing(one));
            None
        }
        all => Some(Arc::from(all.first().map(|code| missing(code)).unwrap_or_default())),
    }
}

/// What was asked for and could not be given.
fn deviations(answer: &Json, misfits: &Misfits) {
    let Some(Json::Object(kinds)) = answer.get("avvikelser") else { return };
    for (kind, all) in kinds {
        for one in all.items().unwrap_or_default() {
            let group =
                one.get("formansgrupp").and_then(|group| group.get("kod")?.text()).unwrap_or_default();
            let code = one.get("avvikelse").and_then(|why| why.get("kod")?.text()).and_then(word);
            let group = group.replace(':', "-");
            let (group, kind) = (word(&group).unwrap_or("okand"), word(kind).unwrap_or("okand"));
            misfits.silent(&format!("avvikelse {kind} {group} {}", code.unwrap_or("okand")));
        }
    }
}

/// An object where it stands.
struct Row<'j> {
    json: &'j Json,
    place: String,
    misfits: &'j Misfits,
}

fn each<'j>(
    parent: Option<&'j Json>,
    place: &str,
    key: &str,
    misfits: &'j Misfits,
    mut take: impl FnMut(&Row<'j>),
) {
    let Some(list) = parent.and_then(|parent| parent.get(key)) else { return };
    let Some(items) = list.items() else {
        misfits.note(&format!("{place}/{key}"));
        return;
    };
    for (number, json) in items.iter().enumerate() {
        take(&Row { json, place: format!("{place}/{key}[{}]", number + 1), misfits });
    }
}

impl Row<'_> {
    fn find(&self, path: &str) -> Option<&Json> {
        path.split('.').try_fold(self.json, |json, key| json.get(key))
    }

    fn may<T>(&self, path: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let json = self.find(path)?;
        let value = json.text().and_then(read);
        if value.is_none() {
            self.wrong(path);
        }
        value
    }

    fn must<T>(&self, path: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.find(path).is_none() {
            self.wrong(path);
        }
        self.may(path, read)
    }

    fn wrong(&self, path: &str) {
        self.misfits.note(&format!("{}/{path}", self.place));
    }

    /// An amount in kronor: `{summa, valuta}`.
    fn amount(&self, path: &str) -> Option<Number> {
        let amount = self.must(&format!("{path}.summa"), number)?;
        match self.find(&format!("{path}.valuta")).map(|currency| currency.text() == Some("SEK")) {
            None | Some(true) => Some(amount),
            Some(false) => {
                self.wrong(&format!("{path}.valuta"));
                None
            }
        }
    }
}

/// A code with the prefix of its agency, as everywhere outside LEFI's own FK part.
fn prefixed(prefix: &str, code: &str) -> Arc<str> {
    if code.contains(':') { Arc::from(code) } else { Arc::from(format!("{prefix}:{code}")) }
}

fn insurance(at: &Row<'_>, preliminary: bool) -> Option<FkPayment> {
    let company = at.must("foretag.id", text)?;
    let prefix = match &*company {
        "1001" => "FK",
        "1003" => "PM",
        _ => {
            at.wrong("foretag.id");
            return None;
        }
    };
    let mut details = Vec::new();
    each(Some(at.json), &at.place, "utbetalningsdetalj", at.misfits, |row| details.extend(detail(row)));
    Some(FkPayment {
        paid_on: at.must("datum", date)?,
        net: at.amount("nettobelopp")?,
        family: prefixed(prefix, &at.must("formansfamilj.id", text)?),
        company,
        kind: at.may("typ.id", text),
        preliminary,
        concerns_from: at.find("period.fran").and_then(Json::text).and_then(date),
        details,
    })
}

fn detail(at: &Row<'_>) -> Option<FkDetail> {
    let amount_kind = at.must("beloppstyp.id", text)?;
    let deduction = DEDUCTIONS.contains(&&*amount_kind);
    let amount = match (deduction, TAXES.contains(&&*amount_kind)) {
        (false, _) => at.amount("bruttobelopp"),
        (true, true) => at.amount("skattebelopp"),
        (true, false) => at.amount("avdragsbelopp"),
    };
    let benefit = at.may("forman.beskrivning", text).or_else(|| at.must("forman.id", text));
    Some(FkDetail { benefit: benefit?, amount_kind, amount: amount?, deduction })
}

fn pension(at: &Row<'_>, preliminary: bool) -> Option<FkPayment> {
    let mut groups: Vec<Arc<str>> = Vec::new();
    let mut details = Vec::new();
    each(Some(at.json), &at.place, "utbetalningsrader", at.misfits, |row| {
        groups.extend(row.must("formansgrupp.kod", text));
        details.extend(pension_row(row));
    });
    each(Some(at.json), &at.place, "avdrag", at.misfits, |row| details.extend(pension_deduction(row)));
    groups.sort();
    groups.dedup();
    // A payment of several benefits has no family of its own, and no rule for one of them fits it.
    let family = if groups.is_empty() { "PM".to_owned() } else { groups.join("+") };
    Some(FkPayment {
        paid_on: at.must("utbetalningsdatum", date)?,
        net: at.must("nettobelopp", number)?,
        company: Arc::from("1003"),
        family: Arc::from(family),
        kind: None,
        preliminary,
        concerns_from: at.may("utbetalningsperiod.from", date),
        details,
    })
}

fn pension_row(at: &Row<'_>) -> Option<FkDetail> {
    let benefit = at
        .may("formansgrupp.beskrivning", text)
        .or_else(|| at.may("utbetalningsforman.beskrivning", text))
        .or_else(|| at.may("formansgrupp.kod", text));
    Some(FkDetail {
        benefit: benefit?,
        amount_kind: at.may("beloppstyp.kod", text).unwrap_or_else(|| Arc::from("okand")),
        amount: at.must("belopp", number)?,
        deduction: false,
    })
}

fn pension_deduction(at: &Row<'_>) -> Option<FkDetail> {
    let kind = at.must("avdragstyp.kod", text)?;
    let benefit = at.may("avdragstyp.beskrivning", text).unwrap_or_else(|| Arc::clone(&kind));
    Some(FkDetail { benefit, amount_kind: kind, amount: at.must("belopp", number)?, deduction: true })
}
