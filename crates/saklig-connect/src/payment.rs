//! Payment files: what goes to the bank together, and what the bank says about each payment. The bytes are made and
//! read behind [`PaymentFileWriter`].

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use saklig_case::Key;
use saklig_number::Number;

/// Payments that go to the bank together.
#[doc(alias = "betalfil")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFile {
    /// The file's id at the bank (`MsgId`), at most 35 characters. The bank takes an id once.
    pub message_id: Arc<str>,
    /// When its members were fixed, in the authority's own time.
    pub created: DateTime,
    /// The day the money is to be paid.
    pub due: Date,
    /// The payments, in the order they are written.
    pub lines: Vec<PaymentLine>,
}

/// One payment of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentLine {
    /// The payment's key; its decimal digits are the `EndToEndId`.
    pub key: Key,
    /// The account, as the decision says it: `clearing-konto`, `BG …`, `PG …` or an IBAN.
    pub account: Arc<str>,
    /// The payee's name, as the bank is to see it; none for a person whose data is protected.
    pub name: Option<Arc<str>>,
    /// Kronor; more than zero, at most two decimals.
    pub amount: Number,
    /// What the payee reads on the statement.
    pub reference: Arc<str>,
}

/// What the bank says about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentReport {
    /// The file it is about (`OrgnlMsgId`).
    pub message_id: Arc<str>,
    /// What it says about the file as a whole, if anything.
    pub whole: Option<PaymentState>,
    /// What it says about each payment it names, in its order, by `EndToEndId`.
    pub payments: Vec<ReportedPayment>,
}

/// What the bank says about one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedPayment {
    /// The `EndToEndId`, as it stands in the answer.
    pub end_to_end: Arc<str>,
    /// Where it stands.
    pub state: PaymentState,
    /// The bank's own reference, where it gives one.
    pub reference: Option<Arc<str>>,
}

/// Where a payment, or a whole file, stands at the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentState {
    /// Taken and on its way; not yet paid. The code, such as `ACSP`.
    OnItsWay(Arc<str>),
    /// Settled on the payer's account, or credited to the payee: paid.
    Paid,
    /// Refused or called off by the bank; nothing is paid. The reason's code, such as `AC01`; the status where the
    /// bank gives no reason.
    Refused(Arc<str>),
    /// A status this program does not know. Neither paid nor refused.
    Other(Arc<str>),
}

/// Why a payment file cannot be written or an answer cannot be read. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {what} ({place})")]
pub struct FileFault {
    /// Code of its page, such as `E1161`.
    pub code: &'static str,
    /// Where: line and column of an answer, or the key of a payment.
    pub place: String,
    /// What is wrong, in English for logs.
    pub what: String,
}

/// Makes the bytes of payment files and reads the bank's answers.
pub trait PaymentFileWriter: Send + Sync {
    /// The file's bytes: the same file gives the same bytes. Errors: a payment that cannot be written as it stands.
    fn write(&self, file: &PaymentFile) -> Result<Vec<u8>, FileFault>;
    /// Whether one payment can be written; asked before its file's members are fixed.
    fn check(&self, line: &PaymentLine) -> Result<(), FileFault>;
    /// Reads an answer. Errors: anything that is not a whole, sound answer; nothing of it counts then.
    fn read(&self, answer: &[u8]) -> Result<PaymentReport, FileFault>;
}

impl std::fmt::Debug for PaymentLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaymentLine({})", self.key)
    }
}
