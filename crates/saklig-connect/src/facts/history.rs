//! Earlier months as facts: the latest month before the one applied for.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{Answer, Month, PartyKey, PersonId, Source, UnknownReason, Value};
use saklig_number::Number;

use super::write::{Doubt, List, Sheet, date, number};
use crate::{EarlierMonth, History};

const ROOTS: [&str; 5] = [
    "historik.finns",
    "historik.arende",
    "historik.senaste",
    "historik.manader_i_rad",
    "historik.jobbstimulans",
];

/// What earlier months say about a household that applies for `month`. `adults` are role and number, the applicant
/// first. Silence is unknown; only a source that says it is complete can say that there is no earlier case.
pub fn history_facts(
    history: &History,
    adults: &[(PartyKey, PersonId)],
    month: Month,
    at: Timestamp,
) -> Answer {
    match history {
        History::Silent => nothing_known(UnknownReason::NotAsked, at),
        History::None => no_earlier_case(at),
        History::Months(months) => match latest(months, adults, month) {
            Some(latest) => known(latest, adults, month, at),
            None => nothing_known(UnknownReason::NotAsked, at),
        },
    }
}

/// The facts when earlier months could not be asked for.
pub fn history_failed(at: Timestamp) -> Answer {
    nothing_known(UnknownReason::Failed, at)
}

/// The latest month before `month`. Where several stand in the same month, the applicant's own comes first, then the
/// one decided last.
fn latest<'m>(
    months: &'m [EarlierMonth],
    adults: &[(PartyKey, PersonId)],
    month: Month,
) -> Option<&'m EarlierMonth> {
    let rank = |earlier: &EarlierMonth| adults.iter().position(|(_, number)| earlier.concerns(number));
    months
        .iter()
        .filter(|earlier| earlier.month < month)
        .filter_map(|earlier| rank(earlier).map(|rank| (earlier, rank)))
        .max_by(|(one, one_rank), (other, other_rank)| {
            (one.month, std::cmp::Reverse(one_rank), one.decided, &one.id).cmp(&(
                other.month,
                std::cmp::Reverse(other_rank),
                other.decided,
                &other.id,
            ))
        })
        .map(|(earlier, _)| earlier)
}

fn register() -> Source {
    Source::Register("historik".into())
}

fn nothing_known(reason: UnknownReason, at: Timestamp) -> Answer {
    let mut sheet = Sheet::new();
    for root in ROOTS {
        sheet.unknown(root, reason);
    }
    sheet.answer(register(), at, &ROOTS)
}

fn no_earlier_case(at: Timestamp) -> Answer {
    let mut sheet = Sheet::new();
    let mut group = sheet.group("historik");
    group.value("finns", Value::Boolean(false));
    for name in ["arende.lage", "arende.avslutat"] {
        group.or_empty(name, None);
    }
    for name in [
        "manad",
        "utfall",
        "belopp",
        "civilstand",
        "hushallsgemenskap",
        "sokande",
        "medsokande",
        "boende.form",
        "boende.personer",
        "boende.rum",
        "overskott",
        "betalning.clearing",
        "betalning.konto",
    ] {
        group.or_empty(&format!("senaste.{name}"), None);
    }
    for name in ["barn", "inkomster", "kostnader", "fordon", "tillgangar"] {
        group.list(&format!("senaste.{name}"), |_| {});
    }
    group.value("manader_i_rad", Value::Number(Number::from(0)));
    sheet.list(List::new("historik.jobbstimulans"), Doubt::Known);
    sheet.answer(register(), at, &ROOTS)
}

fn known(latest: &EarlierMonth, adults: &[(PartyKey, PersonId)], month: Month, at: Timestamp) -> Answer {
    let mut sheet = Sheet::new();
    let follows = latest.month == month.plus(-1);
    let mut group = sheet.group("historik");
    group
        .value("finns", Value::Boolean(true))
        .text("arende.lage", &latest.standing.state)
        .or_empty("arende.avslutat", date(latest.standing.closed))
        .value("manader_i_rad", Value::Number(if follows { latest.months_in_a_row } else { Number::from(0) }))
        .list("jobbstimulans", |list| {
            for stimulus in &latest.stimulus {
                let role = role_now(latest, &stimulus.person, adults);
                list.element(&[&role]).value("start", Value::Month(stimulus.start));
            }
        });
    scalars(&mut sheet, latest);
    lists(&mut sheet, latest, adults);
    let source = latest.system.as_ref().map_or_else(register, |system| Source::Import(Arc::clone(system)));
    sheet.answer(source, at, &ROOTS)
}

fn scalars(sheet: &mut Sheet, latest: &EarlierMonth) {
    let housing = latest.housing.as_ref();
    let account = latest.account.as_ref();
    sheet
        .group("historik.senaste")
        .value("manad", Value::Month(latest.month))
        .value("utfall", Value::text(latest.outcome.word()))
        .value("belopp", Value::Number(latest.amount))
        .text("civilstand", &latest.civil_status)
        .value("hushallsgemenskap", Value::Boolean(latest.shared_household))
        .value("sokande", Value::text(latest.applicant.reveal()))
        .or_empty("medsokande", latest.co_applicant.as_ref().map(|number| Value::text(number.reveal())))
        .or_empty("boende.form", housing.map(|housing| Value::Text(Arc::clone(&housing.form))))
        .or_empty("boende.personer", housing.and_then(|housing| number(housing.persons)))
        .or_empty("boende.rum", housing.and_then(|housing| number(housing.rooms)))
        .value("overskott", Value::Number(latest.surplus))
        .or_empty("betalning.clearing", account.map(|account| Value::Text(Arc::clone(&account.clearing))))
        .or_empty("betalning.konto", account.map(|account| Value::Text(Arc::clone(&account.number))));
}

fn lists(sheet: &mut Sheet, latest: &EarlierMonth, adults: &[(PartyKey, PersonId)]) {
    let mut group = sheet.group("historik.senaste");
    group.list("barn", |list| {
        for child in &latest.children {
            list.element(&[child.number.reveal()])
                .value("personnummer", Value::text(child.number.reveal()))
                .text("boende", &child.living)
                .may("dagar", number(child.days));
        }
    });
    group.list("inkomster", |list| {
        for income in &latest.incomes {
            list.element(&[&income.id])
                .text("kalla", &income.source)
                .text("kod", &income.code)
                .text("person", &role_now(latest, &income.person, adults))
                .value("belopp", Value::Number(income.amount));
        }
    });
    group.list("kostnader", |list| {
        for cost in &latest.costs {
            list.element(&[&cost.id])
                .text("slag", &cost.kind)
                .value("ansokt", Value::Number(cost.applied))
                .value("godkant", Value::Number(cost.approved));
        }
    });
    group.list("fordon", |list| {
        for plate in &latest.vehicles {
            list.element(&[plate]).text("regnr", plate);
        }
    });
    group.list("tillgangar", |list| {
        for kind in &latest.assets {
            list.element(&[kind]).text("slag", kind);
        }
    });
}

/// The role that the person of an earlier role has now: the two adults may have changed places. Somebody who is no
/// longer an adult of the household is told apart by `tidigare_`. A child's role is kept.
fn role_now(latest: &EarlierMonth, role: &Arc<str>, adults: &[(PartyKey, PersonId)]) -> Arc<str> {
    match latest.number_of(role) {
        None => Arc::clone(role),
        Some(number) => adults
            .iter()
            .find(|(_, there)| there == number)
            .map_or_else(|| Arc::from(format!("tidigare_{role}")), |(role, _)| Arc::clone(role)),
    }
}
