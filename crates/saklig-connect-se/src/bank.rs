//! The bank over HTTP: payment files in (pain.001), status of a file out (pain.002).
//!
//! Each payment goes in a file of its own, so its `MsgId` follows from its key and is the same for ever: the bank, that
//! takes an id once, can be asked for it and can never pay it twice. `POST …/filer` hands a file in, `GET
//! …/filer/{MsgId}` asks for it.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::Key;
use saklig_connect::{
    Failure, FileFault, Payment, PaymentFile, PaymentFileWriter, PaymentGateway, PaymentLine, PaymentReport,
    PaymentState, PaymentStatus, Receipt,
};

use crate::http::Client;

/// The bank's word for an id that it has already.
const TAKEN: &str = "msgid_upptaget";
/// The code of an answer about another file than the one that was asked for.
const OTHER_FILE: &str = "svar_om_annan_fil";

/// The bank over HTTP.
pub struct Bank {
    client: Client,
    /// Address without a slash at the end.
    address: String,
    /// What every `MsgId` begins with: tenant and epoch.
    prefix: String,
    files: Arc<dyn PaymentFileWriter>,
}

impl Bank {
    /// A bank at this address (`https://…/bank/v1`). `tenant` and `epoch` make the ids of this installation its own: the
    /// epoch rises when a backup is restored.
    pub fn new(
        client: Client,
        address: &str,
        (tenant, epoch): (u32, u32),
        files: Arc<dyn PaymentFileWriter>,
    ) -> Self {
        let address = address.trim_end_matches('/').to_owned();
        Self { client, address, prefix: format!("{tenant}-{epoch}"), files }
    }

    /// The file's id at the bank: tenant, epoch and key, at most 35 characters.
    pub fn message_id(&self, payment: Key) -> String {
        format!("{}-{payment}", self.prefix)
    }

    fn file(&self, payment: &Payment) -> PaymentFile {
        PaymentFile {
            message_id: Arc::from(self.message_id(payment.key)),
            created: payment.ordered,
            due: payment.due,
            lines: vec![PaymentLine {
                key: payment.key,
                account: Arc::clone(&payment.payee),
                name: payment.payee_name.clone(),
                amount: payment.amount,
                reference: Arc::clone(&payment.case_number),
            }],
        }
    }
}

impl PaymentGateway for Bank {
    fn order(&self, payment: &Payment, now: Timestamp) -> Result<Receipt, Failure> {
        // What cannot be written is refused before anything leaves; a person corrects it.
        let content =
            self.files.write(&self.file(payment)).map_err(|fault| Failure::Refused(code(&fault)))?;
        let headers = [("Content-Type", "application/xml")];
        let answer = self.client.post(&format!("{}/filer", self.address), &headers, content)?;
        match answer.accepted() {
            Err(Failure::Refused(code)) if *code != *TAKEN => Err(Failure::Refused(code)),
            // It has the file already: what comes of it is asked for, as always.
            Ok(_) | Err(Failure::Refused(_)) => {
                Ok(Receipt { reference: Arc::from(self.message_id(payment.key)), at: now })
            }
            Err(other) => Err(other),
        }
    }

    fn status(&self, key: Key, now: Timestamp) -> Result<PaymentStatus, Failure> {
        let message_id = self.message_id(key);
        let answer = self.client.get(&format!("{}/filer/{message_id}", self.address), &[])?;
        let Some(answer) = answer.found()? else { return Ok(PaymentStatus::Unseen) };
        // An answer that cannot be read says nothing: it is asked for again.
        let report = self.files.read(&answer.body).map_err(|fault| Failure::Unreachable(code(&fault)))?;
        if *report.message_id != *message_id {
            return Err(Failure::Unreachable(Arc::from(OTHER_FILE)));
        }
        Ok(status(&report, key, &message_id, now))
    }
}

/// What a report says about one payment. Paid only when it says so of the payment itself.
fn status(report: &PaymentReport, key: Key, message_id: &str, now: Timestamp) -> PaymentStatus {
    let end_to_end = key.to_string();
    let named = report.payments.iter().find(|one| *one.end_to_end == *end_to_end);
    let own = named.and_then(|one| one.reference.as_deref());
    let receipt = || Receipt {
        reference: Arc::from(match own {
            Some(own) => format!("{message_id} {own}"),
            None => message_id.to_owned(),
        }),
        at: now,
    };
    match (named.map(|one| &one.state), &report.whole) {
        (Some(PaymentState::Paid), _) => PaymentStatus::Confirmed(receipt()),
        (Some(PaymentState::Refused(code)), _) | (None, Some(PaymentState::Refused(code))) => {
            PaymentStatus::Refused(Arc::clone(code))
        }
        (Some(PaymentState::OnItsWay(_) | PaymentState::Other(_)) | None, _) => {
            PaymentStatus::Accepted(receipt())
        }
    }
}

fn code(fault: &FileFault) -> Arc<str> {
    Arc::from(fault.code)
}
