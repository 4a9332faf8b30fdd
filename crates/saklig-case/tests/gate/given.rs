//! A case that may be decided automatically, and what the gate's three doors say when one thing is spoiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use expect_test::Expect;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use saklig_case::authority::{Mandate, Mode, Principal, Rates};
use saklig_case::gate::{self, Delegation, Question, Terms};
use saklig_case::spot_check::Draw;
use saklig_case::{
    Assessment, Authority, AuthorityEvent, Communication, Confidence, Ground, Lagrum, Outcome, Path,
    Proposal, Reason, RuleResult, Severity, UnknownReason, WarningKey, Warnings,
};
use saklig_number::Number;

/// A case that may be decided automatically, to be spoiled one thing at a time.
pub(crate) struct Given {
    pub(crate) terms: Terms,
    pub(crate) proposal: Proposal,
    pub(crate) grounds: Vec<Ground>,
    pub(crate) unknown: Vec<(Path, UnknownReason)>,
    pub(crate) unconfirmed: Vec<Arc<str>>,
    pub(crate) touched: Vec<Arc<str>>,
    pub(crate) warnings: Warnings,
    pub(crate) communication: Communication,
    pub(crate) draw: Option<Draw>,
    pub(crate) month_covered: bool,
    pub(crate) holds_claim: bool,
    pub(crate) already_checked: bool,
    pub(crate) register: Vec<AuthorityEvent>,
    pub(crate) today: Date,
}

pub(crate) const TYPE: &str = "forsorjningsstod-ateransokan";

pub(crate) fn now() -> Timestamp {
    "2025-11-24T08:00:00Z".parse().unwrap()
}

pub(crate) fn number(text: &str) -> Number {
    text.parse().unwrap()
}

pub(crate) fn mandate(id: &str, principal: Principal) -> Mandate {
    Mandate {
        id: id.into(),
        principal,
        case_type: TYPE.into(),
        outcomes: vec![Outcome::Granted],
        max_amount: Some(number("20000")),
        from: date(2025, 11, 1),
        to: Some(date(2026, 10, 31)),
        delegation: "SN 2025-10-15 § 112".into(),
    }
}

pub(crate) fn mode(outcome: Outcome, mode: Mode) -> AuthorityEvent {
    AuthorityEvent::ModeSet { case_type: TYPE.into(), outcome, mode, reason: "prov".into() }
}

pub(crate) fn rates(before: &str, after: &str) -> Rates {
    Rates { before: number(before), after: number(after) }
}

pub(crate) fn ground(rule: &str) -> Ground {
    Ground {
        rule: rule.into(),
        evaluation: None,
        result: RuleResult::Met,
        lagrum: vec![Lagrum {
            text: "SoF (2025:468) 12 kap. 2 §".into(), confidence: Confidence::Confirmed
        }],
        motivation: "Riksnormen".into(),
        facts: Vec::new(),
        assessment: None,
    }
}

pub(crate) fn assessed(mut ground: Ground) -> Ground {
    ground.assessment = Some(Assessment {
        by: "handlaggare1".into(),
        reason: "Se journal".into(),
        result: RuleResult::Met,
        at: now(),
    });
    ground
}

pub(crate) fn given() -> Given {
    Given {
        terms: Terms {
            case_type: TYPE.into(),
            highest_mode: Mode::Automatic,
            delegation: Delegation::Confirmed,
            execution_stated: true,
            least_rates: BTreeMap::new(),
        },
        proposal: Proposal {
            outcome: Outcome::Granted,
            amount: number("7890"),
            month: "2025-11".parse().ok(),
            payee: Some("9999-1234567".into()),
            items: Vec::new(),
        },
        grounds: vec![ground("norm/vuxna")],
        unknown: Vec::new(),
        unconfirmed: Vec::new(),
        touched: Vec::new(),
        warnings: Warnings::default(),
        communication: Communication::None,
        draw: Some(Draw { period: "2025-11".into(), u: u64::MAX }),
        month_covered: true,
        holds_claim: true,
        already_checked: false,
        register: vec![
            mode(Outcome::Granted, Mode::Automatic),
            AuthorityEvent::MandateGiven(mandate("M1", Principal::AutomatedFunction)),
            AuthorityEvent::MandateGiven(mandate("H1", Principal::Officer("handlaggare1".into()))),
        ],
        today: date(2025, 11, 24),
    }
}

impl Given {
    pub(crate) fn ask<T>(&self, gate: impl Fn(&Question<'_>, &Authority) -> T) -> T {
        let mut authority = Authority::default();
        for (seq, event) in (1..).zip(&self.register) {
            authority.apply(seq, event);
        }
        let question = Question {
            terms: &self.terms,
            proposal: &self.proposal,
            grounds: &self.grounds,
            unknown: &self.unknown,
            unconfirmed_values: &self.unconfirmed,
            human_touched: &self.touched,
            warnings: &self.warnings,
            communication: &self.communication,
            draw: self.draw.as_ref(),
            month_covered: self.month_covered,
            holds_claim: self.holds_claim,
            already_checked: self.already_checked,
            now: now(),
            today: self.today,
        };
        gate(&question, &authority)
    }
}

/// What the three doors say: the automated function, the officer `handlaggare1`, the officer's list.
pub(crate) fn check(change: impl FnOnce(&mut Given), expected: &Expect) {
    let mut given = given();
    change(&mut given);
    let officer: Arc<str> = "handlaggare1".into();
    let automatic = match given.ask(gate::automatic) {
        Ok((warrant, drawn)) => format!("ja: {}, stickprov {}", warrant.mandate, drawn.word()),
        Err(reasons) => no(&reasons),
    };
    let shown = |answer: Result<saklig_case::Warrant, Vec<Reason>>| {
        answer.map_or_else(|reasons| no(&reasons), |warrant| format!("ja: {}", warrant.mandate))
    };
    let person = shown(given.ask(|question, authority| gate::personal(question, authority, &officer)));
    let list = shown(given.ask(|question, authority| gate::batch(question, authority, &officer)));
    expected.assert_eq(&format!("automatiskt {automatic}\nperson      {person}\nbunt        {list}\n"));
}

pub(crate) fn no(reasons: &[Reason]) -> String {
    format!("nej: {}", reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

pub(crate) fn warn(given: &mut Given, kind: &str, severity: Severity) -> WarningKey {
    let key = WarningKey { kind: kind.into(), subject: "i1".into() };
    given.warnings.raise(key.clone(), severity, "Inkomsten står inte på listan".into());
    key
}
