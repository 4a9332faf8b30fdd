//! CSN (`kommunfraga.xsd`, version 4.0; the samples are of 3.0): XML in base64. A payment is one kind of amount for one
//! stretch of weeks; what is not booked has the day 0 and is placed by its first week.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use saklig_connect::CsnPayment;
use saklig_number::Number;

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::payload::decoded;
use crate::place::At;
use crate::soap::word;
use crate::xml;

/// The forms of support: their element, and their name in the list of what there is.
const FORMS: [(&str, &str); 5] = [
    ("Studiemedel", "studiemedel"),
    ("Studiehjalp", "studiehjalp"),
    ("HemutrustningsLan", "hemutrustningslan"),
    ("Studiestartsstod", "studiestartsstod"),
    ("Omstallningsstudiestod", "omstallningsstudiestod"),
];

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<Vec<CsnPayment>> {
    let bytes = data.element.child("svar").and_then(xml::Element::value).and_then(decoded);
    let Some(inner) = bytes.and_then(|bytes| xml::read(&bytes).ok()) else {
        return Ok(nobody("CSN/data/svar"));
    };
    let answer = At::new(&inner, "CSN/CSNSvar", data.misfits());
    let result = answer.child("GemensamtSvarEkbistand").and_then(|common| common.child("Resultat"));
    let code = result.and_then(|result| result.need_text("ResultatKod"));
    match code.as_deref() {
        Some("0") => {}
        Some(other) => {
            return Ok(Said::Failed(format!("CSN-{}", word(other).unwrap_or("fel")).into()));
        }
        None => return Ok(nobody("CSN/CSNSvar/GemensamtSvarEkbistand/Resultat/ResultatKod")),
    }
    let Some(persons) = answer.need("Personer") else { return Ok(nobody("CSN/CSNSvar/Personer")) };
    let (mut payments, mut any) = (Vec::new(), false);
    for person in persons.all("Person") {
        let digits = |name| person.element.attribute(name).map(str::trim).unwrap_or_default();
        let number = format!("{}{}", digits("sekel"), digits("personnummer"));
        let number = crate::place::digits(&number);
        if !same_person(asked, number.as_deref())? {
            return Ok(nobody("CSN/CSNSvar/Personer/Person@personnummer"));
        }
        any |= supports(&person, &mut payments);
    }
    Ok(if any { Said::Data(payments) } else { Said::Nothing })
}

/// The payments of every form of support; whether there is any matter at all.
fn supports(person: &At<'_>, payments: &mut Vec<CsnPayment>) -> bool {
    person.only(&[
        "Studiestodstypforteckning",
        "Studiemedel",
        "Studiehjalp",
        "HemutrustningsLan",
        "Hemutrustningslan",
        "Studiestartsstod",
        "Omstallningsstudiestod",
    ]);
    let listed = person.child("Studiestodstypforteckning");
    let before = payments.len();
    for (element, name) in FORMS {
        let support = person.child(element).or_else(|| {
            (element == "HemutrustningsLan").then(|| person.child("Hemutrustningslan")).flatten()
        });
        let matters: Vec<At<'_>> = support
            .iter()
            .filter_map(|support| support.child("Arenden"))
            .flat_map(|matters| matters.all("Arende"))
            .collect();
        let told = listed.as_ref().and_then(|listed| listed.text(name));
        // What is listed and not there was left out.
        if told.is_some_and(|told| !told.trim_start_matches('0').is_empty() && &*told != "N")
            && matters.is_empty()
        {
            person.wrong_at(element);
        }
        for matter in matters {
            payments_of(&matter, payments);
        }
    }
    payments.len() > before
}

fn payments_of(matter: &At<'_>, payments: &mut Vec<CsnPayment>) {
    let Some(support) = matter.need_text("stodform") else { return };
    let plan = matter.child("UtbetalningsPlan").or_else(|| matter.child("Utbetalningsplan"));
    for payment in plan.iter().flat_map(|plan| plan.all("Utbetalning")) {
        let paid_on = match day(&payment, "utbetdatum") {
            Some(Booked::On(day)) => Some(day),
            Some(Booked::No) => None,
            None => continue,
        };
        let status = payment.text("utbetstatus");
        let mut sum = Number::default();
        for time in payment.child("Utbetaldatider").iter().flat_map(|times| times.all("Utbetaldtid")) {
            let (first_week, last_week) = (time.text("startvecka"), time.text("slutvecka"));
            let from = first_week.as_deref().and_then(monday);
            if from.is_none() && first_week.is_some() {
                time.wrong_at("startvecka");
            }
            for (amount_kind, amount) in amounts(&time) {
                sum = sum.checked_add(amount).unwrap_or(sum);
                payments.push(CsnPayment {
                    support: support.clone(),
                    amount_kind,
                    amount,
                    paid_on,
                    status: status.clone(),
                    first_week: first_week.clone(),
                    last_week: last_week.clone(),
                    from,
                });
            }
        }
        if payment.need_number("totbelopp").is_some_and(|total| total != sum) {
            payment.wrong_at("totbelopp");
        }
    }
}

/// The amounts of one stretch of weeks. Each stands twice, as `belopp` and as `totbelopp`; the ones that add up to the
/// stretch's own total are meant.
fn amounts(time: &At<'_>) -> Vec<(std::sync::Arc<str>, Number)> {
    let all = time.child("Beloppen").map(|all| all.all("Belopp")).unwrap_or_default();
    let total = time.need_number("totbelopp");
    let column = |name: &str| -> Option<Vec<(std::sync::Arc<str>, Number)>> {
        all.iter().map(|at| Some((at.need_text("beloppstyp")?, at.need_number(name)?))).collect()
    };
    let fits = |column: &Vec<(std::sync::Arc<str>, Number)>| {
        let sum = column.iter().try_fold(Number::default(), |sum, (_, amount)| sum.checked_add(*amount).ok());
        sum.is_some() && sum == total
    };
    let found = [column("totbelopp"), column("belopp")].into_iter().flatten().find(fits);
    found.unwrap_or_else(|| {
        time.wrong_at("totbelopp");
        Vec::new()
    })
}

/// Whether a payment is booked, and when.
enum Booked {
    No,
    On(Date),
}

/// A day as eight digits, or zeros for what is not booked; nothing, noted, when it is neither.
fn day(at: &At<'_>, name: &str) -> Option<Booked> {
    let text = at.need_text(name)?;
    if text.bytes().all(|byte| byte == b'0') {
        return Some(Booked::No);
    }
    let read = eight(&text);
    if read.is_none() {
        at.wrong_at(name);
    }
    read.map(Booked::On)
}

/// `YYYYMMDD`
pub(crate) fn eight(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to);
    Date::new(part(0, 4)?.parse().ok()?, part(4, 6)?.parse().ok()?, part(6, 8)?.parse().ok()?).ok()
}

/// The Monday of a week, `YYYYWW` (ISO 8601).
fn monday(week: &str) -> Option<Date> {
    if week.len() != 6 || !week.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, week) = week.split_at_checked(4)?;
    ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok().map(ISOWeekDate::date)
}
