//! Ports that carry out: letters and payments. Each thing has a key, is taken once, and can be asked for
//! before it is sent again.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use saklig_case::{CaseKey, Key, Month};
use saklig_number::Number;

use crate::Failure;

/// What the receiver says it has.
#[doc(alias = "kvitto")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The receiver's own reference.
    pub reference: Arc<str>,
    /// When the receiver took it.
    pub at: Timestamp,
}

/// A letter about a decision.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The job's key: the receiver takes a key once.
    pub key: Key,
    /// The case.
    pub case: CaseKey,
    /// The decision it tells of.
    pub decision: Key,
    /// To whom: name and address as they are written on the envelope, or the digital address.
    pub recipient: Arc<str>,
    /// Language.
    pub language: Arc<str>,
    /// The letter itself.
    pub content: Arc<[u8]>,
    /// Its media type, e.g. `application/pdf`.
    pub media_type: Arc<str>,
}

/// Post, on paper or digital.
#[doc(alias = "brev")]
pub trait Mailer: Send + Sync {
    /// Sends a letter. A key that was taken before gives the first receipt and sends nothing.
    fn send(&self, letter: &Letter, now: Timestamp) -> Result<Receipt, Failure>;
    /// The receipt of a letter, if the post has it.
    fn sent(&self, key: Key) -> Result<Option<Receipt>, Failure>;
}

/// A payment of a decision. Payee, month and amount are the decision's.
#[derive(Clone, PartialEq, Eq)]
pub struct Payment {
    /// The job's key: the gateway takes a key once.
    pub key: Key,
    /// The case.
    pub case: CaseKey,
    /// The decision it carries out.
    pub decision: Key,
    /// Its number, which the payee reads on the statement.
    pub case_number: Arc<str>,
    /// Clearing and account, `BG …`, `PG …` or an IBAN.
    pub payee: Arc<str>,
    /// The payee's name; none where it is, or may be, protected.
    pub payee_name: Option<Arc<str>>,
    /// Kronor; more than zero.
    pub amount: Number,
    /// The month it concerns.
    pub month: Option<Month>,
    /// When it was ordered, in the authority's own time.
    pub ordered: DateTime,
    /// Day of payment.
    pub due: Date,
}

/// Where a payment stands at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentStatus {
    /// The gateway has never seen the key.
    Unseen,
    /// Taken, not yet confirmed.
    Accepted(Receipt),
    /// The bank has confirmed it: paid.
    Confirmed(Receipt),
    /// The bank refused it: the code.
    Refused(Arc<str>),
}

/// The way to the bank.
#[doc(alias = "betalning")]
pub trait PaymentGateway: Send + Sync {
    /// Orders a payment. A key that was taken before changes nothing and gives the first receipt.
    fn order(&self, payment: &Payment, now: Timestamp) -> Result<Receipt, Failure>;
    /// Where a payment stands.
    fn status(&self, key: Key, now: Timestamp) -> Result<PaymentStatus, Failure>;
}

macro_rules! shown_by_key {
    ($($kind:ident),*) => {$(
        impl std::fmt::Debug for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($kind), "({} of case {})"), self.key, self.case)
            }
        }
    )*};
}
shown_by_key!(Letter, Payment);
