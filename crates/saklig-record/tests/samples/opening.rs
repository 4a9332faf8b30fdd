//! Opening, import and facts.

use jiff::civil::date;
use saklig_case::spot_check::Draw;
use saklig_case::{
    Answer, ApplicationRef, CaseEvent, CaseKey, CaseNumber, Claim, FactState, HistoryRef, Opening, Outcome,
    Party, PersonId, Protection, Provenance, Reason, Role, Source, StatedFact, UnknownReason, Value,
};

use super::{at, case, key, number, path, text};

pub(super) fn events() -> Vec<(&'static str, CaseEvent)> {
    let history = HistoryRef { system: text("gamla"), external_id: text("H1-2025-10"), sha256: text("cd34") };
    vec![
        ("opened", CaseEvent::Opened(Box::new(opening()))),
        ("opened-bare", CaseEvent::Opened(Box::new(bare()))),
        (
            "imported",
            CaseEvent::Imported {
                opening: Box::new(bare()),
                history,
                outcome: Outcome::Granted,
                amount: number("7890"),
            },
        ),
        (
            "facts-stated",
            CaseEvent::FactsStated { reason: text("Rättelse efter samtal."), answers: answers() },
        ),
        (
            "facts-stated-by-register",
            CaseEvent::FactsStated { reason: text(""), answers: answers()[..1].to_vec() },
        ),
    ]
}

fn bare() -> Opening {
    Opening {
        key: case(),
        number: CaseNumber::new("FS-2025-000123").unwrap(),
        at: at(0),
        case_type: text("forsorjningsstod-ateransokan"),
        bundle: text("ab12"),
        month: None,
        parties: Vec::new(),
        application: None,
        claims: Vec::new(),
        claim_held_by: None,
        draw: None,
        facts: Vec::new(),
        reasons: Vec::new(),
    }
}

fn party(key: &str, role: Role, numbers: &[&str], names: &[&str], protection: Protection) -> Party {
    let person = |digits: &str| PersonId::parse(digits, date(2025, 11, 24)).unwrap();
    Party {
        key: text(key),
        role,
        numbers: numbers.iter().map(|digits| (person(digits), at(0))).collect(),
        names: names.iter().map(|name| (text(name), at(0))).collect(),
        protection,
    }
}

fn opening() -> Opening {
    Opening {
        month: "2025-11".parse().ok(),
        parties: vec![
            party(
                "sokande",
                Role::Applicant,
                &["19800618-9933"],
                &["Kim Exempel", "Kim Prov"],
                Protection::NotKnown,
            ),
            party("medsokande", Role::CoApplicant, &["19880590-9945"], &[], Protection::None),
            party("b1", Role::Child, &["201009199827"], &["Love Exempel"], Protection::Protected),
            party("hyresvard", Role::Other, &["857209-0606"], &["Hyresvärden AB"], Protection::NotKnown),
            party("reserv", Role::Other, &["19800618A12B"], &[], Protection::NotKnown),
        ],
        application: Some(ApplicationRef {
            channel: text("e-tjanst"),
            external_id: text("A-0001"),
            sha256: text("ef56"),
            form: text("ateransokan@1"),
            language: text("sv"),
            received_at: at(0),
        }),
        claims: vec![Claim { kind: text("hushallets_manad"), key: text("9f8e") }],
        claim_held_by: CaseKey::new(999).ok(),
        draw: Some(Draw { period: text("2025-11"), u: u64::MAX }),
        facts: answers().into_iter().map(|answer| (answer.provenance, answer.facts)).collect(),
        reasons: vec![Reason::new("anspraket_taget"), Reason::about("fritext", "ovrigt")],
        ..bare()
    }
}

/// Every source, every state and every kind of value.
fn answers() -> Vec<Answer> {
    let states = [
        FactState::Known(Value::Boolean(true)),
        FactState::Known(Value::Number(number("-401.50"))),
        FactState::Known(Value::text("Öppet arbetslös")),
        FactState::Known(Value::Date(date(2025, 10, 25))),
        FactState::Known(Value::Month("2025-11".parse().unwrap())),
        FactState::Known(Value::Instant(at(0))),
        FactState::Known(Value::Items(vec![text("i1"), text("i2")])),
        FactState::Empty,
        FactState::Unknown { reason: UnknownReason::Failed, part: None },
        FactState::Unknown { reason: UnknownReason::Partial, part: Some(Value::Items(vec![text("u1")])) },
        FactState::Unknown { reason: UnknownReason::Stale, part: None },
        FactState::Unknown { reason: UnknownReason::NotAsked, part: None },
        FactState::Unknown { reason: UnknownReason::Contradicted, part: None },
        FactState::Unknown { reason: UnknownReason::Unclear, part: None },
    ];
    let facts: Vec<StatedFact> = (1..)
        .zip(states)
        .map(|(at, state)| StatedFact { path: path(&format!("a.lista[e-{at}].falt")), state, valid: None })
        .collect();
    let (from, to) = (date(2025, 10, 1), date(2025, 10, 31));
    let valid =
        |to| StatedFact { valid: Some((from, to)), ..StatedFact::known(path("a.b"), Value::Boolean(false)) };
    let from_source = |source, facts| Answer {
        provenance: Provenance { source, at: at(0), evidence: None },
        replaces: Vec::new(),
        facts,
        protection: Vec::new(),
    };
    let register = Answer {
        provenance: Provenance {
            source: Source::Register(text("fk")),
            at: at(0),
            evidence: Some(text("aa77")),
        },
        replaces: vec![text("ssbtek.fk.utbetalningar")],
        facts,
        protection: vec![(text("sokande"), Protection::None), (text("b1"), Protection::Protected)],
    };
    let mut answers = vec![register, from_source(Source::Applicant, vec![valid(Some(to)), valid(None)])];
    answers.extend(
        [
            Source::OwnRegister,
            Source::Import(text("gamla")),
            Source::Rule(key(7)),
            Source::Worker(text("hamta_hyra"), key(8)),
            Source::Robot(text("sok_fordon"), key(8)),
            Source::Officer(text("handlaggare1")),
        ]
        .map(|source| from_source(source, Vec::new())),
    );
    answers
}
