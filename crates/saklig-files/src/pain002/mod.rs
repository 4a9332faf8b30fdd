//! Reads the bank's answers to payment files: ISO 20022 pain.002, versions 3, 10, 12, 14 and 15.
//!
//! Any bytes give a report or a fault with its place, within a budget; an answer that is broken anywhere counts
//! nowhere.

mod scan;
mod tree;

use std::sync::Arc;

use saklig_connect::{FileFault, PaymentReport, PaymentState, ReportedPayment};

use scan::Scan;
use tree::{Answer, Status};

/// The namespaces of the versions that are read. What is read here is the same in all of them.
pub const NAMESPACES: [&str; 5] = [
    "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03",
    "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10",
    "urn:iso:std:iso:20022:tech:xsd:pain.002.001.12",
    "urn:iso:std:iso:20022:tech:xsd:pain.002.001.14",
    "urn:iso:std:iso:20022:tech:xsd:pain.002.001.15",
];

/// Reads an answer. Errors: E1161 not sound XML, E1162 beyond the budget or of a refused kind, E1163 no pain.002 of a
/// known version, E1164 something is missing or said twice, E1165 it contradicts itself; each with line and column.
pub fn read(bytes: &[u8]) -> Result<PaymentReport, FileFault> {
    let mut answer = Answer::default();
    Scan::of(bytes)?.run(&mut answer)?;
    report(answer, bytes)
}

fn report(answer: Answer, bytes: &[u8]) -> Result<PaymentReport, FileFault> {
    let missing = |what: &str| FileFault { code: "E1164", place: "1:1".to_owned(), what: what.to_owned() };
    let message_id = answer.message_id.ok_or_else(|| missing("it does not say which file it is about"))?;
    let whole = answer.whole.as_ref().and_then(state);
    if answer.transactions.is_empty() && whole.is_none() && answer.groups.iter().all(|g| state(g).is_none()) {
        return Err(missing("it says nothing about the file or any payment"));
    }
    let all_refused = matches!(whole, Some(PaymentState::Refused(_)));
    let mut payments: Vec<ReportedPayment> = Vec::with_capacity(answer.transactions.len());
    for transaction in answer.transactions {
        let at = |code, what: &str| FileFault {
            code,
            place: scan::spot(bytes, transaction.at),
            what: what.to_owned(),
        };
        let Some(end_to_end) = transaction.end_to_end.clone() else {
            return Err(at("E1164", "a payment without its EndToEndId"));
        };
        // A payment without a status of its own has the status of its part of the file, and that only when it refuses.
        let group = answer.groups.get(transaction.group);
        let inherited = group.and_then(state).filter(|state| matches!(state, PaymentState::Refused(_)));
        let Some(state) = state(&transaction.status).or_else(|| inherited.clone()) else {
            return Err(at("E1164", "a payment without its status"));
        };
        let refused = all_refused || inherited.is_some();
        if refused && !matches!(state, PaymentState::Refused(_)) {
            return Err(at("E1165", "the file is refused and one of its payments is not"));
        }
        let reference = transaction.reference;
        payments.push(ReportedPayment { end_to_end, state, reference });
    }
    twice(&payments)?;
    Ok(PaymentReport { message_id, whole, payments })
}

/// The same payment may be told of twice only when it is told the same.
fn twice(payments: &[ReportedPayment]) -> Result<(), FileFault> {
    let mut by_id: Vec<&ReportedPayment> = payments.iter().collect();
    by_id.sort_by(|a, b| a.end_to_end.cmp(&b.end_to_end));
    let differs = |pair: &&[&ReportedPayment]| matches!(pair, [a, b] if a.end_to_end == b.end_to_end && a.state != b.state);
    match by_id.windows(2).find(differs) {
        Some(_) => Err(FileFault {
            code: "E1165",
            place: "1:1".to_owned(),
            what: "one payment has two different statuses".to_owned(),
        }),
        None => Ok(()),
    }
}

/// ISO 20022's status codes. ACCC and ACSC are settled; RJCT and CANC will never be.
fn state(status: &Status) -> Option<PaymentState> {
    let code = status.code.as_deref()?;
    let reason = || status.reason.clone().unwrap_or_else(|| Arc::from(code));
    Some(match code {
        "ACSC" | "ACCC" => PaymentState::Paid,
        "RJCT" | "CANC" => PaymentState::Refused(reason()),
        "RCVD" | "ACTC" | "ACCP" | "ACSP" | "ACWC" | "ACWP" | "ACFC" | "PATC" | "PDNG" | "PART" | "PRES" => {
            PaymentState::OnItsWay(Arc::from(code))
        }
        other => PaymentState::Other(Arc::from(other)),
    })
}
