//! The decision gate: whether the automated function, or a person, may decide this now. It is code and not a
//! model, so that no process can go around it. It names every reason when it says no.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::authority::{Authority, Braked, Mode, NoMandate, Principal, Rates};
use crate::reason::{Reason, code};
use crate::spot_check::{Draw, Drawn, effective_rates};
use crate::{
    Communication, Confidence, Ground, Outcome, Path, Proposal, RuleResult, Severity, UnknownReason, Warning,
    WarningState, Warnings, Warrant,
};

/// Whether a matter may be delegated to an automated function (KL 6 kap. 38 §; a state authority declares FL 28 §).
#[doc(alias = "delegering")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delegation {
    /// The municipality has confirmed that it may.
    Confirmed,
    /// Nobody has confirmed it.
    Unconfirmed,
    /// It may not; the provision that says so.
    Forbidden(Arc<str>),
}

/// What the package says about deciding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Case type.
    pub case_type: Arc<str>,
    /// The highest mode the package is made for.
    pub highest_mode: Mode,
    /// Whether an automated function may decide.
    pub delegation: Delegation,
    /// Whether the municipality has stated when a decision may be executed.
    pub execution_stated: bool,
    /// Least spot-check rates per outcome.
    pub least_rates: BTreeMap<Outcome, Rates>,
}

/// All that the gate looks at.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// What the package says.
    pub terms: &'a Terms,
    /// What is to be decided.
    pub proposal: &'a Proposal,
    /// Why.
    pub grounds: &'a [Ground],
    /// What it rests on that is unknown.
    pub unknown: &'a [(Path, UnknownReason)],
    /// Parameters it rests on that are unconfirmed.
    pub unconfirmed_values: &'a [Arc<str>],
    /// Facts and lines it rests on that a person changed.
    pub human_touched: &'a [Arc<str>],
    /// The case's warnings.
    pub warnings: &'a Warnings,
    /// Communication with the party.
    pub communication: &'a Communication,
    /// The draw made at receipt, if a period was under way.
    pub draw: Option<&'a Draw>,
    /// Whether the month is one the package covers; true when the matter has no month.
    pub month_covered: bool,
    /// Whether the case holds the claim that its payment needs; true when the package has no claim.
    pub holds_claim: bool,
    /// A check before decision that a person has already made.
    pub already_checked: bool,
    /// The moment.
    pub now: Timestamp,
    /// The day in the tenant's zone.
    pub today: Date,
}

/// Whether the automated function may decide now: its warrant and whether a check follows, or every reason why not.
pub fn automatic(question: &Question<'_>, authority: &Authority) -> Result<(Warrant, Drawn), Vec<Reason>> {
    let mut reasons = Vec::new();
    mode_reasons(question, authority, &mut reasons);
    match &question.terms.delegation {
        Delegation::Confirmed => {}
        Delegation::Unconfirmed => reasons.push(Reason::new(code::DELEGATION_UNCONFIRMED)),
        Delegation::Forbidden(by) => reasons.push(Reason::about(code::DELEGATION_FORBIDDEN, by)),
    }
    let warrant = warrant(question, authority, &Principal::AutomatedFunction, &mut reasons);
    basis_reasons(question, &mut reasons);
    common_reasons(question, &mut reasons);
    if authority.is_braked(&question.terms.case_type, Braked::Decisions) {
        reasons.push(Reason::new(code::BRAKE));
    }
    if needs_second(question, authority) {
        reasons.push(Reason::new(code::TWO_PERSONS));
    }
    let drawn = drawn(question, authority);
    if drawn == Drawn::Before {
        reasons.push(Reason::new(code::DRAWN));
    }
    finish(warrant, reasons).map(|warrant| (warrant, drawn))
}

/// Whether a person's decision stands: the warrant, or every reason why not. What a robot may not judge, a person
/// may; what nobody may do without, a person may not either: a mandate, grounds, communication, the claim.
pub fn personal(
    question: &Question<'_>,
    authority: &Authority,
    account: &Arc<str>,
) -> Result<Warrant, Vec<Reason>> {
    let two =
        if needs_second(question, authority) { vec![Reason::new(code::TWO_PERSONS)] } else { Vec::new() };
    by_person(question, authority, account, two)
}

/// Whether the authority register requires two persons for what is proposed.
pub fn needs_second(question: &Question<'_>, authority: &Authority) -> bool {
    let Proposal { outcome, amount, .. } = question.proposal;
    authority.needs_two_persons(&question.terms.case_type, *outcome, *amount)
}

/// Whether a person's decision may be put before a second one: the warrant, or every reason but that two are required.
pub fn first_of_two(
    question: &Question<'_>,
    authority: &Authority,
    account: &Arc<str>,
) -> Result<Warrant, Vec<Reason>> {
    by_person(question, authority, account, Vec::new())
}

/// Whether two persons' decision stands: each with a mandate of their own that covers outcome and amount, and all else
/// that a person's decision needs. Gives the warrant of the one who decided, and of the one who attests.
pub fn two_persons(
    question: &Question<'_>,
    authority: &Authority,
    (first, second): (&Arc<str>, &Arc<str>),
) -> Result<(Warrant, Warrant), Vec<Reason>> {
    let mut reasons = Vec::new();
    if first == second {
        reasons.push(Reason::new(code::TWO_PERSONS));
    }
    let second = warrant(question, authority, &Principal::Officer(Arc::clone(second)), &mut reasons);
    let first = by_person(question, authority, first, reasons)?;
    second.map(|second| (first, second)).ok_or_else(|| vec![Reason::new(code::NO_MANDATE)])
}

fn by_person(
    question: &Question<'_>,
    authority: &Authority,
    account: &Arc<str>,
    mut reasons: Vec<Reason>,
) -> Result<Warrant, Vec<Reason>> {
    let warrant = warrant(question, authority, &Principal::Officer(Arc::clone(account)), &mut reasons);
    grounds_reasons(question, &mut reasons);
    common_reasons(question, &mut reasons);
    finish(warrant, reasons)
}

/// Whether the case may stand on a list that a person signs: every reason but mode, delegation to the automated
/// function and its mandate keeps a case off the list.
pub fn batch(
    question: &Question<'_>,
    authority: &Authority,
    account: &Arc<str>,
) -> Result<Warrant, Vec<Reason>> {
    let mut reasons = Vec::new();
    let mode = authority.mode(&question.terms.case_type, question.proposal.outcome);
    if mode < Mode::Batch {
        reasons.push(Reason::new(below_automatic(mode)));
    } else if question.terms.highest_mode < Mode::Batch {
        reasons.push(Reason::new(code::MODE_ABOVE_PACKAGE));
    }
    let warrant = warrant(question, authority, &Principal::Officer(Arc::clone(account)), &mut reasons);
    basis_reasons(question, &mut reasons);
    common_reasons(question, &mut reasons);
    if authority.is_braked(&question.terms.case_type, Braked::Decisions) {
        reasons.push(Reason::new(code::BRAKE));
    }
    if needs_second(question, authority) {
        reasons.push(Reason::new(code::TWO_PERSONS));
    }
    if drawn(question, authority) == Drawn::Before {
        reasons.push(Reason::new(code::DRAWN));
    }
    finish(warrant, reasons)
}

/// What the draw means for this outcome.
pub fn drawn(question: &Question<'_>, authority: &Authority) -> Drawn {
    let outcome = question.proposal.outcome;
    let rates = effective_rates(
        authority.rates(&question.terms.case_type, outcome),
        question.terms.least_rates.get(&outcome),
    );
    match question.draw {
        Some(draw) => match draw.meets(&rates) {
            Drawn::Before if question.already_checked => Drawn::No,
            drawn @ (Drawn::No | Drawn::Before | Drawn::After) => drawn,
        },
        // Without a period nobody can show that the draw was fair: where a rate is set, a person looks.
        None if rates.before > saklig_number::Number::from(0) && !question.already_checked => Drawn::Before,
        None => Drawn::No,
    }
}

fn mode_reasons(question: &Question<'_>, authority: &Authority, reasons: &mut Vec<Reason>) {
    let mode = authority.mode(&question.terms.case_type, question.proposal.outcome);
    if mode != Mode::Automatic {
        reasons.push(Reason::new(below_automatic(mode)));
    } else if question.terms.highest_mode < Mode::Automatic {
        reasons.push(Reason::new(code::MODE_ABOVE_PACKAGE));
    }
}

fn below_automatic(mode: Mode) -> &'static str {
    match mode {
        Mode::Off => code::MODE_OFF,
        Mode::Shadow => code::MODE_SHADOW,
        Mode::Propose => code::MODE_PROPOSE,
        Mode::Batch | Mode::Automatic => code::MODE_BATCH,
    }
}

fn warrant(
    question: &Question<'_>,
    authority: &Authority,
    principal: &Principal,
    reasons: &mut Vec<Reason>,
) -> Option<Warrant> {
    let Proposal { outcome, amount, .. } = question.proposal;
    match authority.mandate_for(&question.terms.case_type, principal, *outcome, *amount, question.today) {
        Ok(mandate) => Some(Warrant {
            mandate: Arc::clone(&mandate.id),
            delegation: Arc::clone(&mandate.delegation),
            authority_seq: authority.seq(),
        }),
        Err(NoMandate::None) => {
            reasons.push(Reason::new(code::NO_MANDATE));
            None
        }
        Err(NoMandate::AmountAbove) => {
            reasons.push(Reason::new(code::AMOUNT_ABOVE_MANDATE));
            None
        }
    }
}

/// What no robot may decide on.
fn basis_reasons(question: &Question<'_>, reasons: &mut Vec<Reason>) {
    grounds_reasons(question, reasons);
    if !question.month_covered {
        reasons.push(Reason::new(code::MONTH_NOT_COVERED));
    }
    for ground in question.grounds {
        if ground.assessment.is_some() {
            reasons.push(Reason::about(code::HUMAN_TOUCHED, &ground.rule));
        }
        for lagrum in ground.lagrum.iter().filter(|lagrum| lagrum.confidence == Confidence::Unconfirmed) {
            reasons.push(Reason::about(code::LAGRUM_UNCONFIRMED, &lagrum.text));
        }
    }
    for (key, _) in question.warnings.open().filter(|(_, warning)| warning.severity == Severity::Blocks) {
        reasons.push(Reason::about(&key.kind, &key.subject));
    }
    // Whoever passes a doubt over takes responsibility; a robot does not decide on it.
    let passed_over = |warning: &Warning| matches!(warning.state, WarningState::Acknowledged { .. });
    for (key, _) in question.warnings.iter().filter(|(_, w)| w.severity == Severity::Blocks && passed_over(w))
    {
        reasons.push(Reason::about(code::HUMAN_TOUCHED, &key.kind));
    }
    for subject in question.human_touched {
        reasons.push(Reason::about(code::HUMAN_TOUCHED, subject));
    }
    for (path, reason) in question.unknown {
        let code = match reason {
            UnknownReason::Unclear => code::UNCLEAR,
            UnknownReason::Failed
            | UnknownReason::Partial
            | UnknownReason::Stale
            | UnknownReason::NotAsked
            | UnknownReason::Contradicted => code::SOURCE_UNKNOWN,
        };
        reasons.push(Reason::about(code, path.as_str()));
    }
    for value in question.unconfirmed_values {
        reasons.push(Reason::about(code::VALUE_UNCONFIRMED, value));
    }
}

fn grounds_reasons(question: &Question<'_>, reasons: &mut Vec<Reason>) {
    if question.grounds.is_empty() {
        reasons.push(Reason::new(code::NO_GROUNDS));
    }
    for ground in question.grounds.iter().filter(|ground| ground.standing() == RuleResult::Unclear) {
        reasons.push(Reason::about(code::UNCLEAR, &ground.rule));
    }
}

/// What holds for everybody.
fn common_reasons(question: &Question<'_>, reasons: &mut Vec<Reason>) {
    if !question.terms.execution_stated {
        reasons.push(Reason::new(code::EXECUTION_UNSTATED));
    }
    if question.proposal.is_against_party() && !question.communication.permits_decision(question.now) {
        reasons.push(Reason::new(code::NOT_COMMUNICATED));
    }
    let Proposal { amount, payee, .. } = question.proposal;
    if *amount > saklig_number::Number::from(0) && payee.as_deref().is_none_or(str::is_empty) {
        reasons.push(Reason::new(code::PAYEE_MISSING));
    }
    if question.proposal.outcome.carries_amount() && !question.holds_claim {
        reasons.push(Reason::new(code::NO_CLAIM));
    }
}

fn finish(warrant: Option<Warrant>, mut reasons: Vec<Reason>) -> Result<Warrant, Vec<Reason>> {
    match warrant {
        Some(warrant) if reasons.is_empty() => Ok(warrant),
        _ => {
            reasons.sort();
            reasons.dedup();
            Err(reasons)
        }
    }
}
