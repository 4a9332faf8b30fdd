//! One event of every kind, with everything in it that can be there.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by several test files")]

mod authority;
mod opening;
mod process;

pub(crate) use authority::authority_events;

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::spot_check::{Drawn, Finding};
use saklig_case::{
    Assessment, Attestation, CaseEvent, CaseKey, Confidence, Decision, DecisionKind, Evaluation, FactState,
    Ground, HumanDecision, HumanRow, Item, Key, Lagrum, Outcome, ParameterRead, Path, PersonRuling, Prepared,
    Proposal, Reason, Reconciled, RobotRow, RowChange, RuleResult, Severity, StatedFact, TableHit,
    UnknownReason, Value, WarningKey, Warrant,
};
use saklig_number::Number;

pub(crate) fn case() -> CaseKey {
    CaseKey::new(1001).unwrap()
}

pub(crate) fn key(counter: u32) -> Key {
    case().thing(counter).unwrap()
}

pub(crate) fn at(minute: u8) -> Timestamp {
    format!("2025-11-24T08:{minute:02}:00.000001Z").parse().unwrap()
}

pub(crate) fn number(text: &str) -> Number {
    text.parse().unwrap()
}

pub(crate) fn path(text: &str) -> Path {
    Path::new(text).unwrap()
}

pub(crate) fn text(text: &str) -> Arc<str> {
    Arc::from(text)
}

pub(crate) fn reasons() -> Vec<Reason> {
    vec![Reason::about("okand_inkomst", "i1"), Reason::new("lage_foreslag")]
}

/// Name of the golden file, and the event.
pub(crate) fn case_events() -> Vec<(&'static str, CaseEvent)> {
    let mut events = opening::events();
    events.extend(process::events());
    events.extend(rules());
    events.extend(rows_and_warnings());
    events.extend(people());
    events
}

fn rules() -> Vec<(&'static str, CaseEvent)> {
    let evaluation = Evaluation {
        key: key(7),
        element: text("berakna_norm"),
        decision: text("norm"),
        bundle: text("ab12"),
        at: at(1),
        target: path("norm"),
        tables: vec![
            TableHit { table: text("vuxennorm"), rules: vec![text("vuxennorm_1")], clear: true },
            TableHit { table: text("barnnorm"), rules: vec![], clear: false },
        ],
        facts: vec![path("ansokan.barn"), path("ansokan.barn[b1].lunch")],
        unknown: vec![path("folkbokforing.barn")],
        assumed: vec![],
        parameters: vec![ParameterRead {
            path: text("riksnorm_ensamstaende"),
            value: text("4330"),
            confidence: Confidence::Confirmed,
        }],
        clear: false,
        result: vec![
            StatedFact::known(path("norm.summa"), Value::Number(number("5030.50"))),
            StatedFact {
                path: path("norm.poster"),
                state: FactState::Unknown { reason: UnknownReason::Unclear, part: None },
                valid: None,
            },
        ],
    };
    let bare = Evaluation {
        element: text(""),
        tables: vec![],
        facts: vec![],
        unknown: vec![],
        assumed: vec![],
        parameters: vec![],
        clear: true,
        result: vec![],
        ..evaluation.clone()
    };
    vec![
        ("evaluated", CaseEvent::Evaluated(Box::new(evaluation))),
        ("evaluated-bare", CaseEvent::Evaluated(Box::new(bare))),
        ("decided", CaseEvent::Decided(Box::new(decision(DecisionKind::Automatic)))),
        (
            "decided-by-person",
            CaseEvent::Decided(Box::new(decision(DecisionKind::Person(text("handlaggare1"))))),
        ),
        ("decided-by-two", CaseEvent::Decided(Box::new(decision_by_two()))),
        ("decision-prepared", CaseEvent::DecisionPrepared(Box::new(prepared(true)))),
        ("decision-prepared-bare", CaseEvent::DecisionPrepared(Box::new(prepared(false)))),
        (
            "decision-returned",
            CaseEvent::DecisionReturned {
                task: key(22),
                by: text("handlaggare2"),
                reason: text("Hyresavin saknas."),
            },
        ),
        ("referred", CaseEvent::Referred { proposal: Some(Box::new(proposal())), reasons: reasons() }),
        ("referred-without-proposal", CaseEvent::Referred { proposal: None, reasons: reasons() }),
        ("draw-met", CaseEvent::DrawMet { drawn: Drawn::After }),
    ]
}

fn proposal() -> Proposal {
    Proposal {
        outcome: Outcome::PartlyRefused,
        amount: number("7890"),
        month: "2025-11".parse().ok(),
        payee: Some(text("9999-1234567")),
        items: vec![
            Item {
                id: text("kostnad_k1"),
                text: text("Hyra"),
                applied: Some(number("7000")),
                granted: number("6200"),
            },
            Item { id: text("norm_vuxna"), text: text("Riksnorm"), applied: None, granted: number("4330") },
        ],
    }
}

fn decision(kind: DecisionKind) -> Decision {
    let by_rule = Ground {
        rule: text("vuxennorm/vuxennorm_1"),
        evaluation: Some(key(7)),
        result: RuleResult::Met,
        lagrum: vec![Lagrum { text: text("SoF (2025:468) 12 kap. 2 §"), confidence: Confidence::Confirmed }],
        motivation: text("Riksnormen för en ensamstående."),
        facts: vec![path("ansokan.civilstand")],
        assessment: None,
    };
    let by_hand = Ground {
        rule: text("inkomster"),
        evaluation: None,
        result: RuleResult::Unclear,
        lagrum: vec![Lagrum {
            text: text("SoL (2025:400) 12 kap. 1 §"),
            confidence: Confidence::Unconfirmed,
        }],
        motivation: text(""),
        facts: vec![],
        assessment: Some(Assessment {
            by: text("handlaggare1"),
            reason: text("Se kontoutdrag."),
            result: RuleResult::NotMet,
            at: at(2),
        }),
    };
    let warrant =
        Warrant { mandate: text("M1"), delegation: text("SN 2025-10-15 § 112"), authority_seq: 12 };
    Decision::new(key(9), proposal(), vec![by_rule, by_hand], kind, warrant, text("ab12"), at(3)).unwrap()
}

fn decision_by_two() -> Decision {
    decision(DecisionKind::Person(text("handlaggare1"))).attested(Attestation {
        by: text("handlaggare2"),
        mandate: text("M2"),
        delegation: text("SN 2025-10-15 § 113"),
        at: at(4),
    })
}

fn prepared(whole: bool) -> Prepared {
    let ruling = PersonRuling {
        rule: text("inkomster"),
        result: RuleResult::NotMet,
        lagrum: text("SoL (2025:400) 12 kap. 1 §"),
        reason: text("Se kontoutdrag."),
    };
    Prepared {
        task: key(22),
        by: text("handlaggare1"),
        at: at(3),
        decision: HumanDecision {
            outcome: Outcome::PartlyRefused,
            amount: number("7890"),
            payee: whole.then(|| text("9999-1234567")),
            rulings: if whole { vec![ruling] } else { Vec::new() },
            exception: whole.then(|| text("FL (2017:900) 25 § 2")),
        },
    }
}

fn rows_and_warnings() -> Vec<(&'static str, CaseEvent)> {
    let robot = |applied: Option<&str>| RobotRow {
        kind: text("kostnad"),
        text: text("Hyra"),
        amount: number("6200.5"),
        applied: applied.map(number),
    };
    let human = |amount: Option<&str>, added| HumanRow {
        amount: amount.map(number),
        added,
        by: text("handlaggare1"),
        reason: text("Se hyresavi."),
    };
    let changed =
        |row: &str, change| CaseEvent::RowChanged { sheet: text("berakning.rader"), row: text(row), change };
    let warning = || WarningKey { kind: text("okand_inkomst"), subject: text("i1") };
    let whole = || WarningKey { kind: text("fritext"), subject: text("") };
    vec![
        (
            "rows-reconciled",
            CaseEvent::RowsReconciled {
                sheet: text("berakning.rader"),
                change: Reconciled {
                    refreshed: vec![
                        (text("kostnad_k1"), robot(Some("7000"))),
                        (text("norm_vuxna"), robot(None)),
                    ],
                    withdrawn: vec![text("kostnad_k2")],
                },
            },
        ),
        ("row-changed-set", changed("kostnad_k1", RowChange::Set(human(Some("6100.25"), None)))),
        ("row-changed-removed", changed("kostnad_k1", RowChange::Set(human(None, None)))),
        (
            "row-changed-added",
            changed("egen_1", RowChange::Set(human(Some("300"), Some((text("kostnad"), text("Glasögon")))))),
        ),
        ("row-changed-undone", changed("kostnad_k1", RowChange::Undo)),
        (
            "warning-opened",
            CaseEvent::WarningOpened {
                key: warning(),
                severity: Severity::Blocks,
                text: text("Inkomsten står inte på listan."),
            },
        ),
        (
            "warning-opened-notice",
            CaseEvent::WarningOpened {
                key: whole(),
                severity: Severity::Notice,
                text: text("Den sökande har skrivit något."),
            },
        ),
        ("warning-closed", CaseEvent::WarningClosed { key: warning() }),
        (
            "warning-acknowledged",
            CaseEvent::WarningAcknowledged {
                key: whole(),
                by: text("handlaggare1"),
                reason: text("Läst."),
                at: at(4),
            },
        ),
    ]
}

fn people() -> Vec<(&'static str, CaseEvent)> {
    let by = || text("handlaggare1");
    vec![
        (
            "communicated",
            CaseEvent::Communicated { given_at: at(5), manner: text("brev"), until: Some(at(55)), by: by() },
        ),
        (
            "communicated-exception",
            CaseEvent::Communicated {
                given_at: at(5),
                manner: text("FL (2017:900) 25 § 2"),
                until: None,
                by: text(""),
            },
        ),
        ("replied", CaseEvent::Replied { at: at(30), text: text("Hyran är höjd.") }),
        ("task-taken", CaseEvent::TaskTaken { task: key(20), by: by() }),
        ("task-returned", CaseEvent::TaskReturned { task: key(20), by: by(), reason: text("Jäv") }),
        ("task-ended", CaseEvent::TaskEnded { task: key(20), by: by(), note: text("bifall") }),
        ("task-ended-not-needed", CaseEvent::TaskEnded { task: key(20), by: text(""), note: text("") }),
        (
            "assessed",
            CaseEvent::Assessed {
                task: key(21),
                by: by(),
                finding: Finding::InFavour,
                note: text("Överskottet glömt."),
            },
        ),
        ("suspended", CaseEvent::Suspended { reason: text("Väntar på dom.") }),
        ("resumed", CaseEvent::Resumed),
        ("cancelled", CaseEvent::Cancelled { reason: text("Återkallad.") }),
        ("ended", CaseEvent::Ended),
    ]
}
