//! Letters, payments and the archive: asked for before anything is sent again, read from the decision and never from
//! the tree.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use saklig_case::{Case, Command, Decision, Key};
use saklig_connect::{ArchivePackage, Failure, Letter, Payment, PaymentStatus, Receipt};
use saklig_store::Job;
use sha2::Digest as _;

use crate::app::App;
use crate::error::AppError;
use crate::worker::{Done, Ports, failed};

/// When to try again: twice as long each time, at most an hour.
pub(crate) fn later(now: Timestamp, attempts: u32) -> Timestamp {
    let seconds = (30_i64 << attempts.min(7)).min(3_600);
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

/// Carries out one piece of work that follows from a decision.
pub(crate) fn send(
    ports: &Ports,
    job: &Job,
    key: Key,
    case: &Case,
    now: Timestamp,
) -> Result<Done, AppError> {
    let missing = || AppError::NotFound { what: "decision", name: case.number.to_string() };
    let ordered = case.work.get(&key).and_then(|work| work.decision).ok_or_else(missing)?;
    let decision = case.decisions.iter().find(|decision| decision.key() == ordered).ok_or_else(missing)?;
    let result = match job.kind.as_str() {
        "saklig.betala" => pay(ports, key, case, decision, now),
        "saklig.brev.beslut" => post(ports, key, case, decision, now),
        "saklig.arkivera" => deposit(ports, key, case, decision, now),
        other => Err(Failure::NotConnected(Arc::from(other))),
    };
    Ok(match result {
        Ok(Some(receipt)) => {
            let command = Command::CompleteWork { job: key, receipt: receipt.reference, answers: Vec::new() };
            Done::Complete(command, Vec::new())
        }
        Ok(None) => Done::Later(later(now, job.attempts)),
        Err(failure) if failure.may_be_repeated() && job.attempts < 8 => {
            Done::Later(later(now, job.attempts))
        }
        Err(failure) => failed(key, &failure),
    })
}

/// Paid means confirmed; until then it is asked for again, never ordered again.
fn pay(
    ports: &Ports,
    key: Key,
    case: &Case,
    decision: &Decision,
    now: Timestamp,
) -> Result<Option<Receipt>, Failure> {
    let gateway = ports.payments.as_ref().ok_or_else(|| Failure::NotConnected(Arc::from("bank")))?;
    match gateway.status(key, now)? {
        PaymentStatus::Confirmed(receipt) => return Ok(Some(receipt)),
        PaymentStatus::Refused(code) => return Err(Failure::Refused(code)),
        PaymentStatus::Accepted(_) => return Ok(None),
        PaymentStatus::Unseen => {}
    }
    let proposal = decision.proposal();
    let payee = proposal.payee.clone().ok_or_else(|| Failure::Refused(Arc::from("mottagare_saknas")))?;
    let payment = Payment {
        key,
        case: case.key,
        decision: decision.key(),
        case_number: Arc::from(case.number.as_str()),
        payee,
        payee_name: payee_name(case),
        ordered: App::local(case.work.get(&key).map_or(now, |work| work.ordered_at)),
        amount: proposal.amount,
        month: proposal.month,
        due: App::moment(now).today,
    };
    gateway.order(&payment, now)?;
    match gateway.status(key, now)? {
        PaymentStatus::Confirmed(receipt) => Ok(Some(receipt)),
        PaymentStatus::Refused(code) => Err(Failure::Refused(code)),
        PaymentStatus::Accepted(_) | PaymentStatus::Unseen => Ok(None),
    }
}

/// Whose account it is, as the bank may know it: the name in a household with a protected member is told to nobody.
fn payee_name(case: &Case) -> Option<Arc<str>> {
    if case.is_masked() {
        return None;
    }
    case.parties.iter().find(|party| party.is_adult()).and_then(|party| party.shown_name()).map(Arc::from)
}

fn post(
    ports: &Ports,
    key: Key,
    case: &Case,
    decision: &Decision,
    now: Timestamp,
) -> Result<Option<Receipt>, Failure> {
    let mailer = ports.mailer.as_ref().ok_or_else(|| Failure::NotConnected(Arc::from("post")))?;
    if let Some(receipt) = mailer.sent(key)? {
        return Ok(Some(receipt));
    }
    let recipient = case.parties.first().map(|party| Arc::clone(&party.key)).unwrap_or_default();
    let language =
        case.application.as_ref().map(|application| Arc::clone(&application.language)).unwrap_or_default();
    let letter = Letter {
        key,
        case: case.key,
        decision: decision.key(),
        recipient,
        language,
        content: Arc::from(decision.proposal().outcome.word().as_bytes()),
        media_type: Arc::from("text/plain"),
    };
    mailer.send(&letter, now).map(Some)
}

fn deposit(
    ports: &Ports,
    key: Key,
    case: &Case,
    decision: &Decision,
    now: Timestamp,
) -> Result<Option<Receipt>, Failure> {
    let archive = ports.archive.as_ref().ok_or_else(|| Failure::NotConnected(Arc::from("arkiv")))?;
    if let Some(held) = archive.holds(key)? {
        return Ok(Some(held.receipt));
    }
    let content = decision.proposal().outcome.word().as_bytes();
    let package = ArchivePackage {
        key,
        case: case.key,
        number: Arc::from(case.number.to_string()),
        decision: decision.key(),
        sha256: Arc::from(crate::convert::hex(&sha2::Sha256::digest(content))),
        content: Arc::from(content),
    };
    archive.deposit(&package, now).map(|held| Some(held.receipt))
}
