//! The bank's answer about a file, pain.002.001.12: where each payment stands.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::ledger::Payment;
use crate::world::BankFile;
use crate::xml::Writer;

/// The answer as it stands now.
pub(super) fn xml(id: &str, file: &BankFile, booked: &BTreeMap<String, String>, now: Timestamp) -> String {
    let state = |payment: &Payment| match &payment.nekad {
        Some(_) => "RJCT",
        None if booked.get(&payment.endtoendid).is_some_and(|of| of == id) => "ACSC",
        None => "ACSP",
    };
    let count = |wanted: &str| file.payments.iter().filter(|payment| state(payment) == wanted).count();
    let all = file.payments.len();
    let whole = match (count("RJCT"), count("ACSC")) {
        (refused, _) if refused == all => "RJCT",
        (0, done) if done == all => "ACSC",
        (0, _) => "ACSP",
        _ => "PART",
    };
    let mut xml = Writer::document();
    xml.inside("Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.12\"", |xml| {
        xml.inside("CstmrPmtStsRpt", |xml| {
            xml.inside("GrpHdr", |xml| {
                let answer: String = format!("S{}", id.get(..34).unwrap_or(id));
                xml.leaf("MsgId", &answer);
                xml.show("CreDtTm", now);
            });
            xml.inside("OrgnlGrpInfAndSts", |xml| {
                xml.leaf("OrgnlMsgId", id);
                xml.leaf("OrgnlMsgNmId", "pain.001.001.09");
                xml.show("OrgnlNbOfTxs", file.count);
                xml.leaf("OrgnlCtrlSum", &file.sum);
                xml.leaf("GrpSts", whole);
            });
            let same = |a: &Payment, b: &Payment| a.pmtinfid == b.pmtinfid;
            for block in file.payments.chunk_by(same) {
                xml.inside("OrgnlPmtInfAndSts", |xml| {
                    xml.leaf("OrgnlPmtInfId", block.first().map_or("", |payment| &payment.pmtinfid));
                    for payment in block {
                        xml.inside("TxInfAndSts", |xml| one(payment, state(payment), xml));
                    }
                });
            }
        });
    });
    xml.done()
}

fn one(payment: &Payment, state: &str, xml: &mut Writer) {
    xml.leaf("OrgnlEndToEndId", &payment.endtoendid);
    xml.leaf("TxSts", state);
    if let Some(code) = &payment.nekad {
        xml.inside("StsRsnInf", |xml| {
            xml.inside("Rsn", |xml| xml.leaf("Cd", code));
        });
    }
}
