//! The unemployment funds (`UnemploymentBenefitPaymentService.xsd`): one answer each. A fund that has not answered does
//! not say that it pays nothing. The sample leaves out purpose and paragraph; elements are found by name.

use saklig_connect::{SoAnswer, SoPayment, Suspension};

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::place::At;

/// The code of an answer in which a fund is silent.
const FUND_SILENT: &str = "obesvarad_kassa";

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<Vec<SoAnswer>> {
    let digits = data.need_digits("IdentificationNumber");
    if !same_person(asked, digits.as_deref())? {
        return Ok(nobody("SO/data/IdentificationNumber"));
    }
    let Some(list) = data.need("ArbetsloshetsersattningLista") else {
        return Ok(nobody("SO/data/ArbetsloshetsersattningLista"));
    };
    list.only(&["Arbetsloshetsersattning"]);
    let funds = list.all("Arbetsloshetsersattning");
    let answers: Vec<SoAnswer> = funds.iter().filter_map(|at| fund(at, asked)).collect();
    Ok(if funds.is_empty() { Said::Nothing } else { Said::Data(answers) })
}

fn fund(at: &At<'_>, asked: &Asked<'_>) -> Option<SoAnswer> {
    at.only(&[
        "SvarandeOrganisation",
        "StatusSvarandeOrganisation",
        "Utbetalningar",
        "Avstangningar",
        "AnsoktOmErsattning",
    ]);
    let name = at.need_text("SvarandeOrganisation")?;
    let status = at.need_text("StatusSvarandeOrganisation")?;
    if !asked.fund_has_answered.iter().any(|answered| **answered == *status) {
        at.silent(FUND_SILENT);
    }
    Some(SoAnswer {
        fund: name,
        status,
        payments: at.all("Utbetalningar").iter().filter_map(payment).collect(),
        suspensions: at.all("Avstangningar").iter().filter_map(suspension).collect(),
        applied: at
            .child("AnsoktOmErsattning")
            .and_then(|applied| applied.truth("AnsokanOmUtbetalningInlamnad")),
    })
}

fn payment(at: &At<'_>) -> Option<SoPayment> {
    at.only(&[
        "Utbetalningsdatum",
        "NettoEfterSkatt",
        "NettoEfterAvdrag",
        "Ersattningsdagar",
        "AvserFrom",
        "AvserTom",
    ]);
    Some(SoPayment {
        paid_on: at.need_date("Utbetalningsdatum")?,
        after_tax: at.need_number("NettoEfterSkatt")?,
        after_deductions: at.need_number("NettoEfterAvdrag")?,
        days: at.number("Ersattningsdagar"),
        concerns_from: at.date("AvserFrom"),
        concerns_to: at.date("AvserTom"),
    })
}

fn suspension(at: &At<'_>) -> Option<Suspension> {
    Some(Suspension { from: at.need_date("AvstangdFrom")?, to: at.date("AvstangdTom") })
}
