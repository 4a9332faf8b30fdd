//! Navet's answer: at most one record. Elements are found by their local names, and what Navet has and we do not know is
//! passed by, since its versions differ in that; what we do know and cannot read makes the answer a part.

use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::PersonId;
use saklig_connect::{
    Address, Answered, Coordination, Deregistered, PersonRecord, RegisteredProtection, Relation,
};

use crate::disbelieved::Disbelieved;
use crate::place::{At, Misfits, digits, text};
use crate::soap::{self, Body};
use crate::xml::Element;

/// Reads an answer about the person with these twelve digits.
pub fn read(bytes: &[u8], asked: &str) -> Result<Answered<PersonRecord>, Disbelieved> {
    let answer = match soap::open(bytes, "PersonpostXMLResponse")? {
        Body::Answer(answer) => answer,
        Body::Fault(code) => return Err(Disbelieved::Fault(code)),
        Body::Foreign => return Err(Disbelieved::Foreign),
    };
    let misfits = Misfits::default();
    let whole = At::new(&answer, "svar", &misfits);
    let posts = whole.child("Folkbokforingsposter").ok_or(Disbelieved::Foreign)?;
    let records = posts.all("Folkbokforingspost");
    let Some(post) = records.first() else {
        // No record is an answer; something else in its place is not.
        return if posts.element.children.is_empty() {
            Ok(Answered::Nothing)
        } else {
            Err(Disbelieved::Foreign)
        };
    };
    if records.len() > 1 {
        posts.wrong();
    }
    let Some(person) = post.child("Personpost") else { return Err(Disbelieved::Foreign) };
    let protection = protection(post);
    let record = record(&person, asked, protection)?;
    Ok(match misfits.first() {
        None => Answered::Data(record),
        Some(code) => Answered::Partial { code, part: record },
    })
}

/// The two marks; a mark that cannot be read protects.
fn protection(post: &At<'_>) -> RegisteredProtection {
    let mark = |name: &str| match post.child(name).and_then(|mark| mark.element.value()) {
        None | Some("N") => false,
        Some("J") => true,
        Some(_) => {
            post.wrong_at(name);
            true
        }
    };
    match (mark("SkyddadFolkbokforing"), mark("Sekretessmarkering")) {
        (true, _) => RegisteredProtection::ProtectedRegistration,
        (false, true) => RegisteredProtection::Secrecy,
        (false, false) => RegisteredProtection::None,
    }
}

fn record(
    person: &At<'_>,
    asked: &str,
    protection: RegisteredProtection,
) -> Result<PersonRecord, Disbelieved> {
    let referrals = referrals(person);
    let identity = person.child("PersonId").ok_or(Disbelieved::Foreign)?;
    let own = ["PersonNr", "TilldelatPersonNrSamordningsNr"]
        .into_iter()
        .find_map(|name| identity.child(name)?.element.value().and_then(digits))
        .ok_or(Disbelieved::Foreign)?;
    // Who asks about an older number may be answered with the newer one, which then names the older.
    if own != asked && !referrals.iter().any(|number| number.reveal() == asked) {
        return Err(Disbelieved::OtherPerson);
    }
    let name = person.child("Namn");
    let named = |part: &str| name.as_ref().and_then(|name| name.text(part));
    let registered = person.child("Folkbokforing");
    let relations = relations(person);
    let mut spouses =
        relations.iter().filter(|relation| matches!(&*relation.kind, "M" | "P") && relation.holds());
    let spouse = spouses.next().and_then(|relation| relation.person.clone());
    if spouses.next().is_some() {
        person.wrong_at("Relationer");
    }
    let open = protection == RegisteredProtection::None;
    Ok(PersonRecord {
        born: born(person, &own),
        given_name: named("Fornamn"),
        family_name: named("Efternamn"),
        municipality: registered.as_ref().and_then(municipality),
        protection,
        civil_status: person.child("Civilstand").and_then(|status| status.text("CivilstandKod")),
        spouse,
        address: person
            .child("Adresser")
            .filter(|_| open)
            .and_then(|addresses| addresses.child("Folkbokforingsadress"))
            .and_then(|at| address(&at)),
        deregistered: deregistered(person),
        referrals,
        relations,
        coordination: coordination(&identity),
    })
}

/// The whole day of birth; where the register names none, the day in the number is it (folkbokföringslagen 18 §).
fn born(person: &At<'_>, own: &str) -> Option<Date> {
    match person.child("Fodelsedatum").and_then(|born| born.element.value()) {
        None | Some("0") => {
            let number = PersonId::parse(own, Date::default()).ok();
            let inside = || {
                let day: i32 = own.get(6..8)?.parse().ok()?;
                let day = if day > 60 { day - 60 } else { day };
                crate::ssbtek::eight(&format!("{}{day:02}", own.get(..6)?))
            };
            number.and_then(|number| number.born()).or_else(inside)
        }
        Some(_) => day(person, "Fodelsedatum"),
    }
}

/// A date of eight digits that may be incomplete (month or day 00, a year alone, 0): then it is none.
fn day(at: &At<'_>, name: &str) -> Option<Date> {
    let text = at.child(name)?.element.value()?;
    let whole = text.len() == 8;
    let fits = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let incomplete = !whole || text.get(4..6) == Some("00") || text.get(6..8) == Some("00");
    if fits && incomplete {
        return None;
    }
    let day = crate::ssbtek::eight(text);
    if day.is_none() {
        at.wrong_at(name);
    }
    day
}

/// Other numbers of the person, wherever the version puts them.
fn referrals(person: &At<'_>) -> Vec<PersonId> {
    let mut found: Vec<&Element> = Vec::new();
    person.element.find(&["HanvisningsPersonNr"], &mut found);
    let mut numbers = Vec::new();
    for element in found {
        match element.value().map(|text| PersonId::parse(text, Date::default())) {
            Some(Ok(number)) if !numbers.contains(&number) => numbers.push(number),
            None | Some(Ok(_)) => {}
            Some(Err(_)) => person.wrong_at("HanvisningsPersonNr"),
        }
    }
    numbers
}

fn municipality(registered: &At<'_>) -> Option<Arc<str>> {
    let county = registered.text("LanKod")?;
    let municipality = registered.text("KommunKod")?;
    let code = format!("{county:0>2}{municipality:0>2}");
    if code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Arc::from(code));
    }
    registered.wrong();
    None
}

/// A Swedish address. The postal code is a number, so a leading zero is lost on the way.
fn address(at: &At<'_>) -> Option<Address> {
    let care_of = at.text("CareOf").map(|name| format!("c/o {name}"));
    let lines = [care_of, at.text("Utdelningsadress1").map(|text| text.to_string())];
    let street = at.text("Utdelningsadress2").map(|text| text.to_string());
    let lines: Vec<String> = lines.into_iter().chain([street]).flatten().collect();
    let digits = at.text("PostNr").map(|code| format!("{code:0>5}"));
    let code = digits.as_deref().and_then(|digits| {
        let fits = digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (first, rest) = digits.split_at_checked(3).filter(|_| fits)?;
        Some(format!("{first} {rest}"))
    });
    if digits.is_some() && code.is_none() {
        at.wrong_at("PostNr");
    }
    let town = at.text("Postort");
    if lines.is_empty() && code.is_none() && town.is_none() {
        return None;
    }
    let street = text(&lines.join(", "))?;
    Some(Address { street, postal_code: Arc::from(code.unwrap_or_default()), town: town.unwrap_or_default() })
}

fn deregistered(at: &At<'_>) -> Option<Deregistered> {
    let gone = at.child("Avregistrering")?;
    let on = day(&gone, "Avregistreringsdatum").or_else(|| day(&gone, "AntraffadDod"));
    Some(Deregistered { reason: gone.text("AvregistreringsorsakKod"), on })
}

fn relations(person: &At<'_>) -> Vec<Relation> {
    let all = person.child("Relationer").map(|all| all.all("Relation")).unwrap_or_default();
    all.iter().filter_map(relation).collect()
}

fn relation(at: &At<'_>) -> Option<Relation> {
    let kind = at.need_text("Relationstyp")?;
    let number =
        at.child("RelationId").and_then(|id| id.child("PersonNr")?.element.value().map(str::to_owned));
    let person = number.and_then(|number| {
        let read = PersonId::parse(&number, Date::default()).ok();
        if read.is_none() {
            at.wrong_at("RelationId/PersonNr");
        }
        read
    });
    // An end without a known day is an end all the same.
    let ended = at.child("RelationTomdatum").and_then(|end| end.element.value()).is_some();
    Some(Relation {
        kind,
        person,
        from: day(at, "RelationFromdatum"),
        ended,
        to: day(at, "RelationTomdatum"),
        deregistered: deregistered(at),
    })
}

/// The status of a samordningsnummer.
fn coordination(identity: &At<'_>) -> Option<Coordination> {
    let state = identity.child("Identitetsstatus")?.need_text("IdentitetsstatusVarde")?;
    Some(Coordination { state, level: identity.text("Identitetsniva") })
}
