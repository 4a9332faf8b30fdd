//! A case as text.

use saklig_text::{Args, Texts};

use super::{Page, Part, short};
use crate::shown;
use crate::words::source_text;

/// A case as text.
pub fn case(shown: &shown::Case, texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    page.heading(texts.get("visa-arende", [("nummer", shown.number.as_str())]));
    page.pair("visa-typ", &shown.case_type);
    page.pair("visa-manad", shown.month.as_deref().unwrap_or_default());
    page.pair("visa-tillstand", &page.word("tillstand", &shown.state));
    page.pair("visa-oppnat", &page.instant(&shown.opened));
    if shown.special {
        page.line(texts.get("visa-sarskild-rad", ()));
    }
    if let Some(by) = &shown.claim_held_by {
        page.line(texts.get("visa-ansprak-hos", [("nummer", by.as_str())]));
    }
    parties(&mut page, shown);
    history(&mut page, shown.history.as_ref());
    for decision in &shown.decisions {
        self::decision(&mut page, decision);
    }
    if let Some(standing) = &shown.standing {
        self::standing(&mut page, standing);
    }
    prepared(&mut page, shown.prepared.as_ref());
    waits(&mut page, shown);
    warnings(&mut page, &shown.warnings);
    sheets(&mut page, &shown.sheets);
    communication(&mut page, shown.communication.as_ref());
    work(&mut page, shown);
    facts(&mut page, shown);
    timeline(&mut page, shown);
    page.done()
}

fn parties(page: &mut Page, shown: &shown::Case) {
    let rows = shown.parties.iter().map(|party| {
        vec![page.word("roll", &party.role), party.key.clone(), party.name.clone(), party.number.clone()]
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        page.heading(page.texts.get("visa-parter", ()));
        page.table(&["visa-k-roll", "visa-k-id", "visa-k-namn", "visa-k-nummer"], rows);
    }
}

pub(super) fn history(page: &mut Page, history: Option<&shown::History>) {
    let Some(history) = history else { return };
    let args = Args::new()
        .with("system", history.system.as_str())
        .with("id", history.id.as_str())
        .with("utfall", page.word("outcome", &history.outcome))
        .with("belopp", page.amount(&history.amount));
    page.heading(page.texts.get("visa-import", ()));
    page.line(page.texts.get("visa-import-rad", args));
}

pub(super) fn decision(page: &mut Page, decision: &shown::Decision) {
    page.heading(page.texts.get("visa-beslut", ()));
    let args = Args::new()
        .with("utfall", page.word("outcome", &decision.outcome))
        .with("belopp", page.amount(&decision.amount))
        .with("tid", page.instant(&decision.at))
        .with("vem", page.word("vem", &decision.by));
    page.line(page.texts.get("visa-beslut-rad", args));
    let args = Args::new()
        .with("mandat", decision.mandate.as_str())
        .with("delegering", decision.delegation.as_str())
        .with("post", decision.authority.as_str());
    page.line(page.texts.get("visa-mandat-rad", args));
    if let Some(by) = &decision.attested_by {
        page.line(page.texts.get("visa-attesterat", [("vem", by.as_str())]));
    }
    items(page, &decision.items);
    page.heading(page.texts.get("visa-grunder", ()));
    for ground in &decision.grounds {
        self::ground(page, ground);
    }
}

/// A decision that a second officer must attest.
pub(super) fn prepared(page: &mut Page, prepared: Option<&shown::Prepared>) {
    let Some(prepared) = prepared else { return };
    page.heading(page.texts.get("visa-vantar-attest", ()));
    let args = Args::new()
        .with("utfall", page.word("outcome", &prepared.outcome))
        .with("belopp", page.amount(&prepared.amount))
        .with("tid", page.instant(&prepared.at))
        .with("vem", prepared.by.as_str());
    page.line(page.texts.get("visa-beslut-rad", args));
    for ruled in &prepared.rulings {
        let args = Args::new()
            .with("vem", prepared.by.as_str())
            .with("resultat", page.word("resultat", &ruled.result))
            .with("skal", ruled.reason.as_str());
        let told = page.texts.get("visa-bedomning", args);
        page.line(format!("- {} ({}): {told}", ruled.rule, ruled.lagrum));
    }
    if !prepared.changed.is_empty() {
        let changed = prepared.changed.join(", ");
        page.line(page.texts.get("visa-attest-andrat", [("skillnader", changed)]));
    }
}

fn ground(page: &mut Page, ground: &shown::Ground) {
    let sentence = if ground.motivation.is_empty() { &ground.rule } else { &ground.motivation };
    let cited = lagrum(page, &ground.lagrum);
    let cited = if cited.is_empty() { String::new() } else { format!(" ({cited})") };
    page.line(format!("- {sentence}{cited} [{}]", ground.rule));
    if let (Some(by), Some(why)) = (&ground.assessed_by, &ground.assessment) {
        let args = Args::new()
            .with("vem", by.as_str())
            .with("resultat", page.word("resultat", &ground.result))
            .with("skal", why.as_str());
        page.line(format!("  {}", page.texts.get("visa-bedomning", args)));
    }
}

/// Provisions, those that are not confirmed marked.
pub(super) fn lagrum(page: &Page, provisions: &[shown::Lagrum]) -> String {
    let cited = provisions.iter().map(|lagrum| {
        if lagrum.confidence == "bekraftat" {
            lagrum.text.clone()
        } else {
            page.texts.get("visa-lagrum-obekraftat", [("lagrum", lagrum.text.as_str())])
        }
    });
    cited.collect::<Vec<_>>().join("; ")
}

fn items(page: &mut Page, items: &[shown::Item]) {
    let rows = items.iter().map(|item| {
        let applied = item.applied.as_deref().map(|amount| page.amount(amount)).unwrap_or_default();
        vec![item.text.clone(), applied, page.amount(&item.granted)]
    });
    let rows = rows.collect();
    page.table(&["visa-k-post", "visa-k-ansokt", "visa-k-beviljat"], rows);
}

pub(super) fn proposal(page: &mut Page, proposal: &shown::Proposal) {
    let args = Args::new()
        .with("utfall", page.word("outcome", &proposal.outcome))
        .with("belopp", page.amount(&proposal.amount));
    page.line(page.texts.get("visa-forslag-rad", args));
    items(page, &proposal.items);
}

pub(super) fn standing(page: &mut Page, standing: &shown::Standing) {
    page.heading(page.texts.get("visa-forslag", ()));
    match &standing.proposal {
        Some(proposal) => self::proposal(page, proposal),
        None => page.line(page.texts.get("visa-inget-forslag", ())),
    }
    if !standing.reasons.is_empty() {
        page.heading(page.texts.get("visa-varfor-person", ()));
        reasons(page, &standing.reasons);
    }
}

pub(super) fn reasons(page: &mut Page, reasons: &[shown::Reason]) {
    for reason in reasons {
        let about =
            if reason.subject.is_empty() { String::new() } else { format!(" – {}", reason.subject) };
        page.line(format!("- {}{about} [{}]", reason.text, reason.code));
    }
}

fn waits(page: &mut Page, shown: &shown::Case) {
    if shown.waits.is_empty() {
        return;
    }
    page.heading(page.texts.get("visa-vantar", ()));
    for wait in &shown.waits {
        let args = Args::new()
            .with("namn", wait.name.as_str())
            .with("vad", wait.what.as_str())
            .with("sedan", short(&wait.since));
        page.line(page.texts.get("visa-vantar-rad", args));
    }
    for task in &shown.tasks {
        let args =
            Args::new().with("nyckel", task.key.as_str()).with("slag", page.word("uppgiftsslag", &task.kind));
        page.line(page.texts.get("visa-uppgift-rad", args));
    }
}

pub(super) fn warnings(page: &mut Page, warnings: &[shown::Warning]) {
    let rows: Vec<_> = warnings
        .iter()
        .filter(|warning| warning.state != "stangd")
        .map(|warning| {
            let by = match (&warning.by, &warning.reason) {
                (Some(by), Some(reason)) => format!("{by}: {reason}"),
                _ => String::new(),
            };
            let state = page.word("varningslage", &warning.state);
            vec![warning.kind.clone(), warning.subject.clone(), warning.text.clone(), state, by]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(page.texts.get("visa-varningar", ()));
        let heads = ["visa-k-typ", "visa-k-avser", "visa-k-text", "visa-k-lage", "visa-k-kvitterad"];
        page.table(&heads, rows);
    }
}

pub(super) fn sheets(page: &mut Page, sheets: &[shown::Sheet]) {
    for sheet in sheets.iter().filter(|sheet| !sheet.lines.is_empty()) {
        page.heading(page.texts.get("visa-berakning", [("vag", sheet.path.as_str())]));
        let amount =
            |amount: &Option<String>| amount.as_deref().map(|amount| page.amount(amount)).unwrap_or_default();
        let rows = sheet.lines.iter().map(|line| {
            let why = match (&line.by, &line.reason) {
                (Some(by), Some(reason)) => format!("{by}: {reason}"),
                _ => String::new(),
            };
            vec![
                line.id.clone(),
                line.text.clone(),
                amount(&line.applied),
                amount(&line.robot),
                amount(&line.human),
                amount(&line.counts),
                why,
            ]
        });
        let rows = rows.collect();
        let heads = [
            "visa-k-rad",
            "visa-k-text",
            "visa-k-ansokt",
            "visa-k-robot",
            "visa-k-manniska",
            "visa-k-galler",
            "visa-k-skal",
        ];
        page.table(&heads, rows);
    }
}

pub(super) fn communication(page: &mut Page, communication: Option<&shown::Communication>) {
    let Some(given) = communication else { return };
    page.heading(page.texts.get("visa-kommunicering", ()));
    let args = Args::new()
        .with("satt", given.manner.as_str())
        .with("tid", given.at.as_deref().map(|at| page.instant(at)).unwrap_or_default())
        .with("senast", given.until.as_deref().map(|at| page.instant(at)).unwrap_or_default())
        .with("svar", given.reply.clone().unwrap_or_default());
    let line = match given.state.as_str() {
        "given" => page.texts.get("visa-kommunicerat", args),
        "besvarad" => page.texts.get("visa-kommunicerat-svar", args),
        _ => page.texts.get("visa-kommunicerat-undantag", args),
    };
    page.line(line);
}

fn work(page: &mut Page, shown: &shown::Case) {
    let rows: Vec<_> = shown
        .work
        .iter()
        .map(|work| vec![work.kind.clone(), work.target.clone(), work.text.clone(), short(&work.at)])
        .collect();
    if !rows.is_empty() {
        page.heading(page.texts.get("visa-uppdrag", ()));
        page.table(&["visa-k-typ", "visa-k-mal", "visa-k-lage", "visa-k-bestallt"], rows);
    }
}

/// Facts that somebody said; what rules made of them stands in the explanation.
fn facts(page: &mut Page, shown: &shown::Case) {
    let said = shown.facts.iter().filter(|fact| !fact.source.starts_with("regel:"));
    let rows: Vec<_> = said
        .map(|fact| {
            let value = fact.value.as_deref().map(|value| page.value(value)).unwrap_or_default();
            vec![fact.path.clone(), value, fact.state.clone(), source_text(page.texts, &fact.source)]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(page.texts.get("visa-uppgifter", ()));
        page.table(&["visa-k-uppgift", "visa-k-varde", "visa-k-lage", "visa-k-kalla"], rows);
    }
}

fn timeline(page: &mut Page, shown: &shown::Case) {
    page.heading(page.texts.get("visa-tidslinje", ()));
    let rows = shown.timeline.iter().map(|event| {
        let actor = format!("{} {}", page.word("aktor", &event.actor_kind), event.actor);
        vec![short(&event.at), actor, event.text.clone()]
    });
    let rows = rows.collect();
    page.table(&["visa-k-tid", "visa-k-vem", "visa-k-handelse"], rows);
}

/// Cases that were found.
pub fn found(found: &[shown::Found], texts: &'static Texts) -> Vec<Part> {
    let mut page = Page::new(texts);
    if found.is_empty() {
        page.line(texts.get("visa-inget-hittat", ()));
    }
    let rows = found.iter().map(|found| {
        vec![
            found.number.clone(),
            found.case_type.clone(),
            found.month.clone().unwrap_or_default(),
            page.word("tillstand", &found.state),
            found.outcome.as_deref().map(|outcome| page.word("outcome", outcome)).unwrap_or_default(),
            found.name.clone(),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "visa-k-arende",
        "visa-k-typ",
        "visa-k-manad",
        "visa-k-tillstand",
        "visa-k-utfall",
        "visa-k-sokande",
    ];
    page.table(&heads, rows);
    page.done()
}
