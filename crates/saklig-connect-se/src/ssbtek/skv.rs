//! Skatteverket: XML as text (CDATA) in `svar`. The contract has no schema for what stands inside (förordning 2008:975):
//! capital is known from the sample; of a refund the ordinance says only that day and amount are told, so its names here are
//! an assumption, and an element with any other name makes the answer a part.

use saklig_connect::{Capital, SkvAnswer, TaxRefund};

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::place::At;
use crate::xml;

/// What a person's record may hold.
const KNOWN: [&str; 6] = [
    "IdentitetsbeteckningFysiskPerson",
    "Fornamn",
    "Efternamn",
    "StatusPersonuppgiftKod",
    "Kapitaluppgift",
    REFUND,
];
/// A refund: not in the contract.
const REFUND: &str = "Aterbetalningsuppgift";

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<SkvAnswer> {
    let text = data.element.child("svar").and_then(xml::Element::value);
    let Some(inner) = text.and_then(|text| xml::read(text.as_bytes()).ok()) else {
        return Ok(nobody("SKV/data/svar"));
    };
    let answer = At::new(&inner, "SKV/Svar", data.misfits());
    let Some(list) = answer.need("PersonuppgiftLista") else {
        return Ok(nobody("SKV/Svar/PersonuppgiftLista"));
    };
    list.only(&["Personuppgift"]);
    let mut said = SkvAnswer::default();
    for person in list.all("Personuppgift") {
        let digits = person.need_digits("IdentitetsbeteckningFysiskPerson");
        if !same_person(asked, digits.as_deref())? {
            return Ok(nobody("SKV/Svar/PersonuppgiftLista/Personuppgift/IdentitetsbeteckningFysiskPerson"));
        }
        person.only(&KNOWN);
        said.capital.extend(person.all("Kapitaluppgift").iter().filter_map(capital));
        said.refunds.extend(person.all(REFUND).iter().filter_map(refund));
    }
    Ok(if said.capital.is_empty() && said.refunds.is_empty() { Said::Nothing } else { Said::Data(said) })
}

fn capital(at: &At<'_>) -> Option<Capital> {
    at.only(&["Taxeringsar", "SummaIntakterPaKapital", "OverskottPaKapital"]);
    Some(Capital {
        year: at.need_number("Taxeringsar")?,
        income: at.need_number("SummaIntakterPaKapital")?,
        surplus: at.need_number("OverskottPaKapital")?,
    })
}

fn refund(at: &At<'_>) -> Option<TaxRefund> {
    at.only(&["Aterbetalningsdatum", "AterbetaltBelopp"]);
    Some(TaxRefund { on: at.need_date("Aterbetalningsdatum")?, amount: at.need_number("AterbetaltBelopp")? })
}
