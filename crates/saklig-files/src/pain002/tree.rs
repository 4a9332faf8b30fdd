//! Which elements of an answer mean something, by their way from the root.

use std::sync::Arc;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) message_id: Option<Arc<str>>,
    pub(super) whole: Option<Status>,
    /// Parts of the file (`PmtInf`) in order.
    pub(super) groups: Vec<Status>,
    pub(super) transactions: Vec<Transaction>,
}

/// A status and why.
#[derive(Debug, Default)]
pub(super) struct Status {
    pub(super) code: Option<Arc<str>>,
    pub(super) reason: Option<Arc<str>>,
}

/// What is said about one payment.
#[derive(Debug, Default)]
pub(super) struct Transaction {
    /// Offset of its first byte.
    pub(super) at: u64,
    /// Which part of the file it stands in.
    pub(super) group: usize,
    pub(super) end_to_end: Option<Arc<str>>,
    pub(super) status: Status,
    pub(super) reference: Option<Arc<str>>,
}

const GROUP: &str = "OrgnlPmtInfAndSts";

impl Answer {
    /// An element begins. `path` ends with it and begins below the message element.
    pub(super) fn enter(&mut self, path: &[Box<str>], at: u64) {
        match names(path).as_slice() {
            [GROUP] => self.groups.push(Status::default()),
            [GROUP, "TxInfAndSts"] => {
                let group = self.groups.len().saturating_sub(1);
                self.transactions.push(Transaction { at, group, ..Transaction::default() });
            }
            _ => {}
        }
    }

    /// An element ends with this text. Errors: what must be said once is said twice.
    pub(super) fn leave(&mut self, path: &[Box<str>], text: &str) -> Result<(), &'static str> {
        let names = names(path);
        match names.as_slice() {
            ["OrgnlGrpInfAndSts", rest @ ..] => match rest {
                ["OrgnlMsgId"] => once(&mut self.message_id, text),
                ["GrpSts"] => once(&mut self.whole.get_or_insert_default().code, text),
                ["StsRsnInf", "Rsn", "Cd" | "Prtry"] => {
                    first(&mut self.whole.get_or_insert_default().reason, text)
                }
                _ => Ok(()),
            },
            [GROUP, "TxInfAndSts", rest @ ..] => match (self.transactions.last_mut(), rest) {
                (Some(one), ["OrgnlEndToEndId"]) => once(&mut one.end_to_end, text),
                (Some(one), ["TxSts"]) => once(&mut one.status.code, text),
                (Some(one), ["AcctSvcrRef"]) => once(&mut one.reference, text),
                (Some(one), ["StsRsnInf", "Rsn", "Cd" | "Prtry"]) => first(&mut one.status.reason, text),
                _ => Ok(()),
            },
            [GROUP, rest @ ..] => match (self.groups.last_mut(), rest) {
                (Some(group), ["PmtInfSts"]) => once(&mut group.code, text),
                (Some(group), ["StsRsnInf", "Rsn", "Cd" | "Prtry"]) => first(&mut group.reason, text),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

fn names(path: &[Box<str>]) -> Vec<&str> {
    path.iter().map(AsRef::as_ref).collect()
}

fn once(place: &mut Option<Arc<str>>, text: &str) -> Result<(), &'static str> {
    if place.is_some() {
        return Err("the same thing is said twice");
    }
    first(place, text)
}

/// Codes and ids are short words; the first of several reasons stands for them.
fn first(place: &mut Option<Arc<str>>, text: &str) -> Result<(), &'static str> {
    let word = text.trim();
    if word.is_empty() || word.chars().count() > 35 || word.chars().any(char::is_control) {
        return Err("a code or an id is empty or longer than 35 characters");
    }
    if place.is_none() {
        *place = Some(Arc::from(word));
    }
    Ok(())
}
