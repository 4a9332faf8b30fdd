//! The bank over HTTP: what each answer means for one payment, and that nothing is paid because of silence.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod common;

use std::sync::Arc;

use common::{Does, Papers, Server};
use jiff::Timestamp;
use jiff::civil::date;
use saklig_case::{CaseKey, Key};
use saklig_connect::{Failure, Payment, PaymentGateway, PaymentStatus};
use saklig_connect_se::bank::Bank;
use saklig_connect_se::http::{Client, Limits};
use saklig_files::BankFiles;
use saklig_files::pain001::BankProfile;

const PROFILE: &str =
    "[betalare]\nnamn = \"Demokommun\"\nkonto = \"SE4256065723789397612318\"\nbic = \"FURLSEN0\"\n";

fn now() -> Timestamp {
    "2025-11-24T14:00:00+01:00".parse().unwrap()
}

fn key() -> Key {
    CaseKey::new(7).unwrap().thing(2).unwrap()
}

fn payment(account: &str) -> Payment {
    Payment {
        key: key(),
        case: CaseKey::new(7).unwrap(),
        decision: CaseKey::new(7).unwrap().thing(9).unwrap(),
        case_number: "FS-2025-000123".into(),
        payee: account.into(),
        payee_name: None,
        amount: 7890.into(),
        month: "2025-11".parse().ok(),
        ordered: date(2025, 11, 24).at(14, 0, 0, 0),
        due: date(2025, 11, 26),
    }
}

fn report(about: &str, status: &str, reason: &str) -> String {
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>\
         <OrgnlMsgId>{about}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>\
         <OrgnlEndToEndId>{}</OrgnlEndToEndId><TxSts>{status}</TxSts>{reason}<AcctSvcrRef>B7</AcctSvcrRef></TxInfAndSts>\
         </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>",
        key()
    )
}

/// Does one thing with a bank that answers like this, and says what it heard.
fn with<T>(
    answer: impl Fn() -> Does + Send + Sync + 'static,
    does: impl FnOnce(&Bank) -> T,
) -> (T, Vec<String>) {
    let papers = Papers::new();
    let server = Server::start(&papers, move |_, _| answer());
    let client = Client::new(&papers.client(), Limits::default()).unwrap();
    let files = Arc::new(BankFiles::new(BankProfile::read(PROFILE).unwrap()));
    let bank = Bank::new(client, &format!("{}/bank/v1/", server.url.trim_end_matches('/')), (1, 1), files);
    let result = does(&bank);
    let heard = server.heard.lock().unwrap().clone();
    (result, heard)
}

fn status(code: u16, body: String) -> Result<PaymentStatus, Failure> {
    let (status, heard) =
        with(move || Does::Answer(code, body.clone().into_bytes()), |bank| bank.status(key(), now()));
    assert!(heard[0].starts_with("GET /bank/v1/filer/1-1-29360130 HTTP/1.1"), "{}", heard[0]);
    status
}

fn order(code: u16, body: &'static str) -> Result<String, Failure> {
    let (receipt, heard) =
        with(move || Does::Answer(code, body.into()), |bank| bank.order(&payment("9999-1234567"), now()));
    assert!(heard[0].starts_with("POST /bank/v1/filer HTTP/1.1"), "{}", heard[0]);
    assert!(heard[0].contains("<MsgId>1-1-29360130</MsgId>") && heard[0].contains("7890.00"), "{}", heard[0]);
    receipt.map(|receipt| receipt.reference.to_string())
}

#[test]
fn a_file_is_handed_in_once() {
    assert_eq!(order(202, "{}"), Ok("1-1-29360130".to_owned()));
    assert_eq!(order(409, r#"{"fel":"msgid_upptaget"}"#), Ok("1-1-29360130".to_owned()));
    assert_eq!(order(400, r#"{"fel":"xsd"}"#), Err(Failure::Refused("xsd".into())));
    assert_eq!(order(503, ""), Err(Failure::Unreachable("http-503".into())));
}

#[test]
fn a_cut_connection_leaves_it_in_doubt() {
    let (sent, _) = with(|| Does::Cut, |bank| bank.order(&payment("9999-1234567"), now()));
    assert!(matches!(sent, Err(Failure::InDoubt(_))), "{sent:?}");
    let (asked, _) = with(|| Does::CutInTheMiddle, |bank| bank.status(key(), now()));
    assert!(matches!(asked, Err(Failure::Unreachable(_))), "{asked:?}");
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_leaves() {
    let (sent, heard) =
        with(|| Does::Answer(202, Vec::new()), |bank| bank.order(&payment("inget konto"), now()));
    assert_eq!(sent, Err(Failure::Refused("E1151".into())));
    assert!(heard.is_empty());
}

#[test]
fn paid_only_when_the_bank_says_so_of_the_payment() {
    let about = "1-1-29360130";
    let confirmed = status(200, report(about, "ACSC", "")).unwrap();
    assert!(
        matches!(&confirmed, PaymentStatus::Confirmed(receipt) if *receipt.reference == *"1-1-29360130 B7"),
        "{confirmed:?}"
    );
    for on_its_way in ["ACSP", "ACCP", "PDNG", "NYTT"] {
        let status = status(200, report(about, on_its_way, "")).unwrap();
        assert!(matches!(status, PaymentStatus::Accepted(_)), "{on_its_way}: {status:?}");
    }
    let reason = "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>";
    assert_eq!(status(200, report(about, "RJCT", reason)), Ok(PaymentStatus::Refused("AC01".into())));
    assert_eq!(status(404, String::new()), Ok(PaymentStatus::Unseen));
}

#[test]
fn an_answer_that_says_nothing_about_the_payment_is_asked_for_again() {
    let other = report("1-1-1", "ACSC", "");
    assert_eq!(status(200, other), Err(Failure::Unreachable("svar_om_annan_fil".into())));
    assert_eq!(status(200, "skräp".to_owned()), Err(Failure::Unreachable("E1161".into())));
    let another =
        report("1-1-29360130", "ACSC", "").replace("<OrgnlEndToEndId>29360130<", "<OrgnlEndToEndId>5<");
    assert!(matches!(status(200, another), Ok(PaymentStatus::Accepted(_))));
}
