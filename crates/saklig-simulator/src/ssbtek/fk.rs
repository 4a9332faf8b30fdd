//! The answer of Försäkringskassan and Pensionsmyndigheten: JSON of LEFI v9, which SSBTEK packs in base64. Amounts are
//! written as they were read, so that no binary fraction comes between.

use super::request::FkQuestion;
use super::within;
use crate::answers::{FkDetail, FkPayment, Person};

/// The company number of Pensionsmyndigheten.
const PM: &str = "1003";
/// The kinds of amount that are tax, and the other deductions, of Försäkringskassan's model.
const TAX: [&str; 2] = ["PS", "SS"];

/// The answer about a person. `odd`: Pensionsmyndigheten cannot be reached.
pub(super) fn json(person: &Person, asked: &FkQuestion, odd: bool) -> String {
    let said = &person.sources.fk;
    let pm_is_down = said.is_partial() || odd;
    let payments = said.part().map(|fk| fk.utbetalningar.as_slice()).unwrap_or_default();
    let period = asked.period();
    let wanted = |payment: &&FkPayment| {
        let groups = if payment.preliminar { &asked.preliminara_utbetalningar } else { &asked.utbetalningar };
        within(payment.datum, period) && groups.contains(&payment.formansfamilj)
    };
    let of = |pm: bool, preliminary: bool, write: fn(&FkPayment) -> String| {
        let chosen = payments
            .iter()
            .filter(wanted)
            .filter(|payment| (payment.foretag == PM) == pm && payment.preliminar == preliminary)
            .filter(|_| !(pm && pm_is_down));
        list(chosen.map(write))
    };
    let agency = |code: &str, name: &str, state: (&str, &str)| {
        format!(
            "{{\"utlamnare\":{{\"kod\":\"{code}\",\"namn\":{}}},\"tillstand\":{{\"kod\":\"{}\",\"beskrivning\":{}}}}}",
            text(name),
            state.0,
            text(state.1)
        )
    };
    let up = ("OK", "Tillgänglig");
    let pm = if pm_is_down { ("OTILLGANGLIG", "Otillgänglig") } else { up };
    let agencies =
        [agency("FK", "Försäkringskassan", up), agency("PM", "Pensionsmyndigheten", pm)].into_iter();
    format!(
        "{{\"utlamnare\":{},\"formansinformation\":{{\"utbetalningsuppgift\":{},\"preliminarautbetalningar\":{}}},\
         \"utbetalningar\":{},\"preliminaraUtbetalningar\":{}}}",
        list(agencies),
        of(false, false, of_fk),
        of(false, true, of_fk),
        of(true, false, of_pm),
        of(true, true, of_pm),
    )
}

/// A payment in Försäkringskassan's model.
fn of_fk(payment: &FkPayment) -> String {
    let kind = payment.typ.as_deref().filter(|kind| kind.parse::<u8>().is_ok()).unwrap_or("1");
    let names = ["Lokal utbetalning", "Månad", "Daglig", "Retro", "Presumtiv"];
    let name = kind.parse::<usize>().ok().and_then(|at| names.get(at)).copied().unwrap_or_default();
    let period =
        payment.avser_fran.map(|from| format!("\"period\":{{\"fran\":\"{from}\"}},")).unwrap_or_default();
    format!(
        "{{\"typ\":{{\"id\":{kind},\"beskrivning\":{}}},\"foretag\":{{\"id\":1001,\"beskrivning\":{}}},\
         \"formansfamilj\":{},\"datum\":\"{}\",{period}\"nettobelopp\":{},\"utbetalningsdetalj\":{}}}",
        text(name),
        text("Försäkringskassan"),
        letters(&payment.formansfamilj, payment.detaljer.first().map_or("", |detail| &detail.forman)),
        payment.datum,
        sum(&payment.netto.0),
        list(payment.detaljer.iter().map(detail)),
    )
}

fn detail(detail: &FkDetail) -> String {
    let field = match (detail.avdrag, TAX.contains(&detail.beloppstyp.as_str())) {
        (_, true) => "skattebelopp",
        (true, false) => "avdragsbelopp",
        (false, false) => "bruttobelopp",
    };
    format!(
        "{{\"forman\":{},\"beloppstyp\":{},\"{field}\":{}}}",
        letters(&detail.forman, &detail.forman),
        letters(&detail.beloppstyp, &detail.beloppstyp),
        sum(&detail.belopp.0)
    )
}

/// A payment in Pensionsmyndigheten's model: whole kronor, and one row per benefit.
fn of_pm(payment: &FkPayment) -> String {
    let whole = |amount: &str| amount.split('.').next().unwrap_or("0").to_owned();
    let (benefit, amount_kind) = match payment.formansfamilj.as_str() {
        "PM:BTI" => ("PM:BTP", "PM:BTP"),
        "PM:EF" => ("PM:EP", "PM:OP"),
        _ => ("PM:AP38", "PM:IP"),
    };
    let rows = payment.detaljer.iter().filter(|detail| !detail.avdrag).map(|detail| {
        format!(
            "{{\"formansgrupp\":{},\"belopp\":{},\"utbetalningsforman\":{},\"beloppstyp\":{}}}",
            coded(&payment.formansfamilj, &detail.forman),
            whole(&detail.belopp.0),
            coded(benefit, &detail.forman),
            coded(amount_kind, &detail.forman),
        )
    });
    let deductions = payment.detaljer.iter().filter(|detail| detail.avdrag).map(|detail| {
        let kind = if detail.beloppstyp == "PS" { "PM:PS" } else { "PM:AVDRAGOVRIGT" };
        format!("{{\"belopp\":{},\"avdragstyp\":{}}}", whole(&detail.belopp.0), coded(kind, &detail.forman))
    });
    let last = payment.datum.last_of_month();
    format!(
        "{{\"utbetalningsdatum\":\"{}\",\"utbetalningsperiod\":{{\"from\":\"{}\",\"tom\":\"{last}\"}},\
         \"nettobelopp\":{},\"avdrag\":{},\"utbetalningsrader\":{}}}",
        payment.datum,
        payment.avser_fran.unwrap_or_else(|| payment.datum.first_of_month()),
        whole(&payment.netto.0),
        list(deductions),
        list(rows),
    )
}

fn letters(id: &str, description: &str) -> String {
    format!("{{\"id\":{},\"beskrivning\":{}}}", text(id), text(description))
}

fn coded(code: &str, description: &str) -> String {
    format!("{{\"kod\":{},\"beskrivning\":{}}}", text(code), text(description))
}

fn sum(amount: &str) -> String {
    format!("{{\"summa\":{amount},\"valuta\":\"SEK\"}}")
}

fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}
