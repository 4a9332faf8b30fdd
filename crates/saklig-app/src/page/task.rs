//! Tasks, material and spot checks as text.

use saklig_text::{Args, Texts};

use super::case::{communication, prepared, proposal, reasons, sheets, warnings};
use super::{Page, Part, short};
use crate::shown;

/// A list of tasks.
pub fn tasks(lines: &[shown::TaskLine], texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    if lines.is_empty() {
        page.line(texts.get("uppgift-inga", ()));
    }
    let rows = lines.iter().map(|line| {
        vec![
            line.key.clone(),
            line.number.clone(),
            page.word("uppgiftsslag", &line.kind),
            line.queue.clone(),
            line.by.clone().unwrap_or_else(|| page.word("uppgiftslage", &line.state)),
            short(&line.opened),
            line.deadline.as_deref().map(short).unwrap_or_default(),
            line.reasons.join(", "),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "visa-k-nyckel",
        "visa-k-arende",
        "visa-k-slag",
        "visa-k-ko",
        "visa-k-hos",
        "visa-k-oppnad",
        "visa-k-senast",
        "visa-k-skal",
    ];
    page.table(&heads, rows);
    page.done()
}

/// A task and what is needed to do it.
pub fn task(view: &shown::TaskView, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    let args = Args::new()
        .with("nyckel", view.task.key.as_str())
        .with("nummer", view.number.as_str())
        .with("slag", page.word("uppgiftsslag", &view.task.kind));
    page.heading(texts.get("uppgift-rubrik", args));
    let state = page.word("uppgiftslage", &view.task.state);
    page.pair("visa-k-lage", view.task.by.as_deref().unwrap_or(&state));
    page.pair("visa-k-ko", &view.task.queue);
    page.heading(texts.get("visa-varfor-person", ()));
    reasons(&mut page, &view.task.reasons);
    if let Some(proposed) = &view.proposal {
        page.heading(texts.get("visa-forslag", ()));
        proposal(&mut page, proposed);
    }
    prepared(&mut page, view.prepared.as_ref());
    unclear(&mut page, view);
    warnings(&mut page, &view.warnings);
    sheets(&mut page, &view.sheets);
    communication(&mut page, view.communication.as_ref());
    page.heading(texts.get("uppgift-nasta", ()));
    for command in &view.next {
        page.line(command.clone());
    }
    page.done()
}

fn unclear(page: &mut Page, view: &shown::TaskView) {
    if view.unclear.is_empty() {
        return;
    }
    page.heading(page.texts.get("uppgift-oklara", ()));
    for unclear in &view.unclear {
        let args = Args::new()
            .with("regel", unclear.rule.as_str())
            .with("namn", unclear.name.as_str())
            .with("okant", unclear.unknown.join(", "));
        page.line(page.texts.get("uppgift-oklart", args));
    }
    page.line(page.texts.get("uppgift-oklara-hur", ()));
}

/// What is given to the party.
pub fn material(material: &shown::Material, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    page.heading(texts.get("underlag-rubrik", [("nummer", material.number.as_str())]));
    page.pair("visa-manad", material.month.as_deref().unwrap_or_default());
    page.pair("underlag-lagrum", &material.lagrum);
    if let Some(proposed) = &material.proposal {
        page.heading(texts.get("visa-forslag", ()));
        proposal(&mut page, proposed);
    }
    if !material.motivations.is_empty() {
        page.heading(texts.get("underlag-motiv", ()));
        for motivation in &material.motivations {
            page.line(format!("- {motivation}"));
        }
    }
    sheets(&mut page, &material.sheets);
    if let Some(until) = &material.until {
        page.line(texts.get("underlag-svar-senast", [("tid", page.instant(until))]));
    }
    if !material.recorded {
        page.line(texts.get("underlag-ej-antecknat", ()));
    }
    page.done()
}

/// The draw of a case.
pub fn check(check: &shown::Check, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    page.heading(texts.get("stickprov-rubrik", [("nummer", check.number.as_str())]));
    page.pair("stickprov-period", check.period.as_deref().unwrap_or_default());
    page.pair("stickprov-hash", &check.seed_hash);
    page.pair("stickprov-fro", check.seed.as_deref().unwrap_or_default());
    page.pair("stickprov-u", check.u.as_deref().unwrap_or_default());
    if let Some(agrees) = check.agrees {
        page.pair("stickprov-stammer", &texts.get(if agrees { "yes" } else { "no" }, ()));
    }
    if let Some(stratum) = &check.stratum {
        page.pair("stickprov-utfall", &page.word("outcome", stratum));
    }
    page.pair("stickprov-fore", check.before.as_deref().unwrap_or_default());
    page.pair("stickprov-efter", check.after.as_deref().unwrap_or_default());
    page.line(check.text.clone());
    page.done()
}

/// What spot checks have found.
pub fn report(report: &shown::Report, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    if report.strata.is_empty() {
        page.line(texts.get("stickprov-inga", ()));
    }
    let rows = report.strata.iter().map(|stratum| {
        let findings = stratum.findings.iter();
        let findings =
            findings.map(|(code, n)| format!("{} {n}", page.word("fynd", code))).collect::<Vec<_>>();
        let rate = match (&stratum.rate, &stratum.low, &stratum.high) {
            (Some(rate), Some(low), Some(high)) => {
                let args = Args::new()
                    .with("andel", rate.as_str())
                    .with("lagst", low.as_str())
                    .with("hogst", high.as_str());
                texts.get("stickprov-felandel", args)
            }
            _ => texts.get("stickprov-ingen-andel", ()),
        };
        vec![
            stratum.case_type.clone(),
            page.word("outcome", &stratum.outcome),
            stratum.cases.to_string(),
            stratum.before.to_string(),
            stratum.after.to_string(),
            stratum.checked.to_string(),
            stratum.wrong.to_string(),
            rate,
            findings.join(", "),
            stratum.suggested.clone().unwrap_or_default(),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "visa-k-typ",
        "visa-k-utfall",
        "visa-k-arenden",
        "visa-k-fore",
        "visa-k-efter",
        "visa-k-kontrollerade",
        "visa-k-fel",
        "visa-k-felandel",
        "visa-k-resultat",
        "visa-k-foreslagen",
    ];
    page.table(&heads, rows);
    page.done()
}
