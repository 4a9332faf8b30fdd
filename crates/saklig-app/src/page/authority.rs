//! The authority register as text.

use saklig_text::Texts;

use super::{Page, Part, short};
use crate::shown;

/// The register.
pub fn register(shown: &shown::Register, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    page.heading(texts.get("behorighet-rubrik", [("post", shown.entry.as_str())]));
    modes(&mut page, shown);
    mandates(&mut page, shown);
    stops(&mut page, shown);
    spot_checks(&mut page, shown);
    page.done()
}

fn modes(page: &mut Page, shown: &shown::Register) {
    page.heading(page.texts.get("behorighet-lagen", ()));
    if shown.modes.is_empty() {
        page.line(page.texts.get("behorighet-inga-lagen", ()));
    }
    let rows = shown.modes.iter().map(|mode| {
        vec![mode.case_type.clone(), page.word("outcome", &mode.outcome), page.word("lage", &mode.mode)]
    });
    let rows = rows.collect();
    page.table(&["visa-k-typ", "visa-k-utfall", "visa-k-lage"], rows);
}

fn mandates(page: &mut Page, shown: &shown::Register) {
    page.heading(page.texts.get("behorighet-mandat", ()));
    let rows = shown.mandates.iter().map(|mandate| {
        let highest = mandate.max_amount.as_deref().map(|amount| page.amount(amount)).unwrap_or_default();
        vec![
            mandate.id.clone(),
            page.word("vem", &mandate.to),
            mandate.case_type.clone(),
            mandate.outcomes.join(", "),
            highest,
            mandate.from.clone(),
            mandate.until.clone().unwrap_or_default(),
            mandate.delegation.clone(),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "visa-k-id",
        "visa-k-till",
        "visa-k-typ",
        "visa-k-utfall",
        "visa-k-hogst",
        "visa-k-fran",
        "visa-k-tom",
        "visa-k-delegering",
    ];
    page.table(&heads, rows);
}

fn stops(page: &mut Page, shown: &shown::Register) {
    page.heading(page.texts.get("behorighet-bromsar", ()));
    if shown.brakes.is_empty() && shown.stopped.is_empty() {
        page.line(page.texts.get("behorighet-inget-stoppat", ()));
    }
    let rows = shown.brakes.iter().map(|brake| {
        vec![
            brake.id.clone(),
            brake.case_type.clone().unwrap_or_else(|| page.texts.get("behorighet-alla", ())),
            brake.stops.join(", "),
            brake.held.to_string(),
            brake.reason.clone(),
        ]
    });
    let rows = rows.collect();
    page.table(&["visa-k-id", "visa-k-typ", "visa-k-stoppar", "visa-k-hallna", "visa-k-skal"], rows);
    let rows = shown.stopped.iter().map(|stopped| {
        vec![page.word("kalla", &stopped.source), stopped.source.clone(), stopped.reason.clone()]
    });
    let rows = rows.collect();
    page.table(&["visa-k-kalla", "visa-k-id", "visa-k-skal"], rows);
}

fn spot_checks(page: &mut Page, shown: &shown::Register) {
    page.heading(page.texts.get("behorighet-stickprov", ()));
    let rows = shown.rates.iter().map(|rate| {
        vec![
            rate.case_type.clone(),
            page.word("outcome", &rate.outcome),
            rate.before.clone(),
            rate.after.clone(),
        ]
    });
    let rows = rows.collect();
    page.table(&["visa-k-typ", "visa-k-utfall", "visa-k-fore", "visa-k-efter"], rows);
    let rows = shown.two_persons.iter().map(|two| {
        vec![two.case_type.clone(), page.word("outcome", &two.outcome), page.amount(&two.from_amount)]
    });
    let rows = rows.collect();
    page.table(&["visa-k-typ", "visa-k-utfall", "visa-k-tva-personer"], rows);
    let rows = shown.periods.iter().map(|period| {
        let state = if period.current { "behorighet-pagar" } else { "behorighet-slut" };
        let seed = period.seed.clone().unwrap_or_default();
        vec![period.id.clone(), page.texts.get(state, ()), period.seed_hash.clone(), seed]
    });
    let rows = rows.collect();
    page.table(&["visa-k-period", "visa-k-lage", "visa-k-hash", "visa-k-fro"], rows);
}

/// Decisions made by delegation.
pub fn decisions(decisions: &[shown::DelegatedDecision], texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    if decisions.is_empty() {
        page.line(texts.get("behorighet-inga-beslut", ()));
    }
    let rows = decisions.iter().map(|decision| {
        vec![
            decision.number.clone(),
            short(&decision.at),
            page.word("outcome", &decision.outcome),
            page.amount(&decision.amount),
            page.word("vem", &decision.by),
            decision.mandate.clone(),
            decision.delegation.clone(),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "visa-k-arende",
        "visa-k-tid",
        "visa-k-utfall",
        "visa-k-belopp",
        "visa-k-beslutat-av",
        "visa-k-id",
        "visa-k-delegering",
    ];
    page.table(&heads, rows);
    page.done()
}
