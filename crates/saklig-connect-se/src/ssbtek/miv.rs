//! Migrationsverket (`SSBTEKWebService_schema1.xsd`): decisions on permits.

use saklig_connect::MivAnswer;

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::place::At;

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<Vec<MivAnswer>> {
    let Some(response) = data.child("response") else { return Ok(Said::Nothing) };
    let said = response.child("svarCollection");
    let all: Vec<At<'_>> = said
        .iter()
        .flat_map(|said| said.all("svar"))
        .filter(|at| !(at.element.children.is_empty() && at.element.attribute("nil").is_some()))
        .collect();
    let digits = response.child("personnummer").and_then(|_| response.need_digits("personnummer"));
    let told = same_person(asked, digits.as_deref())?;
    if all.is_empty() {
        return Ok(Said::Nothing);
    }
    if !told {
        return Ok(nobody("MIV/data/response/personnummer"));
    }
    Ok(Said::Data(all.iter().filter_map(decision).collect()))
}

fn decision(at: &At<'_>) -> Option<MivAnswer> {
    at.only(&[
        "anledning",
        "anledningNamn",
        "ansokningsdatum",
        "arendeTyp",
        "arendeTypNamn",
        "beslutsKod",
        "beslutsKodNamn",
        "beslutsTyp",
        "beslutsTypNamn",
        "beslutsdatum",
        "fromDatum",
        "giltighetstid",
        "tomDatum",
    ]);
    Some(MivAnswer {
        matter: at.need_text("arendeTyp")?,
        code: at.text("beslutsKod"),
        kind: at.text("beslutsTyp"),
        decided: at.date("beslutsdatum"),
        from: at.date("fromDatum"),
        to: at.date("tomDatum"),
        duration: at.text("giltighetstid"),
    })
}
