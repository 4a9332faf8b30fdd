//! The population register's answers as facts.

use saklig_case::{Answer, PartyKey, Protection, Source, UnknownReason, Value};

use super::write::{Doubt, Element, List, Sheet, date, latest, text};
use crate::{Answered, PersonRecord, Reply};

const ADULTS: &str = "folkbokforing.vuxna";
const CHILDREN: &str = "folkbokforing.barn";

/// What the population register says about the adults and the children of a case, by role.
///
/// One protected member, or one of whom it is not known, protects the household's address in all its parts: it is cut
/// here and nothing may be concluded about it. A household without children has a list that is known to be empty.
pub fn population_facts(
    adults: &[(PartyKey, Reply<PersonRecord>)],
    children: &[(PartyKey, Reply<PersonRecord>)],
) -> Answer {
    let masked = household_is_masked(adults.iter().chain(children).map(|(_, reply)| reply));
    let mut sheet = Sheet::new();
    sheet.list(people(ADULTS, adults, masked), Doubt::worst(adults.iter().map(|(_, reply)| reply)));
    let doubt = if children.is_empty() {
        Doubt::Known
    } else {
        Doubt::worst(children.iter().map(|(_, reply)| reply))
    };
    sheet.list(people(CHILDREN, children, masked), doubt);
    let at = latest(adults.iter().chain(children).map(|(_, reply)| reply));
    let mut answer = sheet.answer(Source::Register("folkbokforing".into()), at, &[ADULTS, CHILDREN]);
    answer.protection =
        adults.iter().chain(children).map(|(role, reply)| (role.clone(), protection(reply))).collect();
    answer
}

/// Whether the household's address must be kept out of everything: anybody is protected, or it is not known.
pub fn household_is_masked<'a>(replies: impl IntoIterator<Item = &'a Reply<PersonRecord>>) -> bool {
    replies.into_iter().any(|reply| protection(reply).is_masked())
}

/// Only a whole answer can say that there is no protection.
fn protection(reply: &Reply<PersonRecord>) -> Protection {
    match &reply.answer {
        Answered::Data(person) => person.protection.of_party(),
        Answered::Partial { part, .. } if part.protection.of_party() == Protection::Protected => {
            Protection::Protected
        }
        Answered::Partial { .. } | Answered::NotAsked | Answered::Nothing | Answered::Failed { .. } => {
            Protection::NotKnown
        }
    }
}

fn people(path: &str, replies: &[(PartyKey, Reply<PersonRecord>)], masked: bool) -> List {
    let mut list = List::new(path);
    for (role, reply) in replies {
        if let Some(person) = reply.answer.part() {
            let element = list.element(&[role]);
            write(element, person, masked);
        }
    }
    list
}

fn write(mut element: Element<'_>, person: &PersonRecord, masked: bool) {
    element
        .stated("fodd", date(person.born))
        .stated("fornamn", text(person.given_name.as_ref()))
        .stated("efternamn", text(person.family_name.as_ref()))
        .stated("kommun", text(person.municipality.as_ref()))
        .value("skydd", Value::text(person.protection.word()))
        .stated("civilstand", text(person.civil_status.as_ref()))
        .may("maka", person.spouse.as_ref().map(|spouse| Value::text(spouse.reveal())));
    if let Some(deregistered) = &person.deregistered {
        element.stated("avregistrerad", date(deregistered.on));
    }
    let names = ["adress.gata", "adress.postnummer", "adress.postort"];
    if masked {
        for name in names {
            element.unknown(name, UnknownReason::NotAsked);
        }
    } else if let Some(address) = &person.address {
        let parts = [&address.street, &address.postal_code, &address.town];
        for (name, part) in names.iter().zip(parts) {
            element.text(name, part);
        }
    }
}
