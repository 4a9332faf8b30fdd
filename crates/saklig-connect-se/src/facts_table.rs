//! What an answer of SSBTEK becomes in a case, as a table for people: `cargo xtask ssbtek` writes it for the samples.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{FactState, Value};
use saklig_connect::{Agency, Answered, BenefitReply, facts};

use crate::ssbtek::{Asked, FUND_HAS_ANSWERED, read};

/// A Markdown table of every fact that an answer about `person` (twelve digits) gives, agency by agency, with the state
/// of each agency. Agencies that are not in the answer are left out.
pub fn table(bytes: &[u8], person: &str) -> String {
    let statuses = FUND_HAS_ANSWERED.map(str::to_owned);
    let all = Asked { person, agencies: &Agency::ALL, correlation: None, fund_has_answered: &statuses };
    let now = Timestamp::UNIX_EPOCH;
    let mut out = String::from("| källa | läge | uppgift | värde |\n|---|---|---|---|\n");
    let reply = match read(bytes, &all, now) {
        Ok(reply) => reply,
        Err(error) => {
            row(&mut out, &["alla", "tros inte", &error.code(), ""]);
            return out;
        }
    };
    for agency in Agency::ALL {
        let (state, code) = state(&reply, agency);
        if code.as_deref().is_some_and(|code| code.starts_with("E1025")) {
            continue;
        }
        row(&mut out, &[agency.word(), state, "", code.as_deref().unwrap_or_default()]);
        let answer = facts::agency_facts(agency, &[(Arc::from("sokande"), reply.clone())]);
        for fact in &answer.facts {
            let value = match &fact.state {
                FactState::Known(Value::Items(ids)) => format!("{} st", ids.len()),
                FactState::Known(value) => shown(value),
                FactState::Empty => "tom".to_owned(),
                FactState::Unknown { reason, .. } => format!("okänd ({})", reason.word()),
            };
            row(&mut out, &["", "", &fact.path.to_string(), &value]);
        }
    }
    out
}

fn shown(value: &Value) -> String {
    match value {
        Value::Boolean(true) => "ja".to_owned(),
        Value::Boolean(false) => "nej".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        other => format!("{other:?}"),
    }
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    out.extend(["| ", &cells.join(" | "), " |\n"]);
}

fn state(reply: &BenefitReply, agency: Agency) -> (&'static str, Option<Arc<str>>) {
    fn of<T>(answer: &Answered<T>) -> (&'static str, Option<Arc<str>>) {
        match answer {
            Answered::NotAsked => ("inte frågad", None),
            Answered::Nothing => ("inget", None),
            Answered::Data(_) => ("uppgifter", None),
            Answered::Partial { code, .. } => ("en del", Some(Arc::clone(code))),
            Answered::Failed { code } => ("fel", Some(Arc::clone(code))),
        }
    }
    match agency {
        Agency::Af => of(&reply.af.answer),
        Agency::Csn => of(&reply.csn.answer),
        Agency::Fk => of(&reply.fk.answer),
        Agency::Skv => of(&reply.skv.answer),
        Agency::So => of(&reply.so.answer),
        Agency::Tns => of(&reply.tns.answer),
        Agency::Miv => of(&reply.miv.answer),
    }
}
