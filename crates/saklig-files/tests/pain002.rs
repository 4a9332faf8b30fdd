//! Answers: what each status means, what is refused and where, and that no bytes make it panic.
#![allow(clippy::unwrap_used, reason = "tests")]

use expect_test::{Expect, expect};
use proptest::prelude::*;
use saklig_files::pain002::{NAMESPACES, read};

fn answer(inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{}\">\n<CstmrPmtStsRpt>\n<GrpHdr><MsgId>S1</MsgId>\
         <CreDtTm>2025-11-24T14:00:00</CreDtTm></GrpHdr>\n{inner}\n</CstmrPmtStsRpt>\n</Document>\n",
        NAMESPACES[1]
    )
}

fn about(group: &str, payments: &str) -> String {
    answer(&format!(
        "<OrgnlGrpInfAndSts><OrgnlMsgId>1-1-4711</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group}\
         </OrgnlGrpInfAndSts>\n<OrgnlPmtInfAndSts><OrgnlPmtInfId>1-1-4711</OrgnlPmtInfId>{payments}</OrgnlPmtInfAndSts>"
    ))
}

fn payment(id: &str, status: &str, reason: &str) -> String {
    let reason = match reason {
        "" => String::new(),
        code => {
            format!("<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>Kontot saknas</AddtlInf></StsRsnInf>")
        }
    };
    format!(
        "\n<TxInfAndSts><StsId>x</StsId><OrgnlEndToEndId>{id}</OrgnlEndToEndId><TxSts>{status}</TxSts>{reason}\
         <AcctSvcrRef>B-{id}</AcctSvcrRef></TxInfAndSts>"
    )
}

fn check(text: &str, expected: &Expect) {
    let told = match read(text.as_bytes()) {
        Err(fault) => fault.to_string(),
        Ok(report) => {
            let first = format!("{} {:?}\n", report.message_id, report.whole);
            let rest = report.payments.iter();
            let lines = rest.map(|one| format!("{} {:?} {:?}\n", one.end_to_end, one.state, one.reference));
            std::iter::once(first).chain(lines).collect::<String>()
        }
    };
    expected.assert_eq(&told);
}

#[test]
fn each_payment_has_its_status() {
    let all = [
        payment("1", "ACSC", ""),
        payment("2", "ACSP", ""),
        payment("3", "ACCP", ""),
        payment("4", "PDNG", ""),
        payment("5", "RJCT", "AC01"),
        payment("6", "RJCT", ""),
        payment("7", "NYTT", ""),
    ];
    check(
        &about("<GrpSts>PART</GrpSts>", &all.concat()),
        &expect![[r#"
        1-1-4711 Some(OnItsWay("PART"))
        1 Paid Some("B-1")
        2 OnItsWay("ACSP") Some("B-2")
        3 OnItsWay("ACCP") Some("B-3")
        4 OnItsWay("PDNG") Some("B-4")
        5 Refused("AC01") Some("B-5")
        6 Refused("RJCT") Some("B-6")
        7 Other("NYTT") Some("B-7")
    "#]],
    );
}

#[test]
fn a_file_that_is_refused_as_a_whole() {
    let why = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Prtry>FF01</Prtry></Rsn></StsRsnInf>";
    check(
        &about(why, ""),
        &expect![[r#"
        1-1-4711 Some(Refused("FF01"))
    "#]],
    );
    check(
        &about(why, &payment("1", "ACSC", "")),
        &expect!["E1165: the file is refused and one of its payments is not (7:1)"],
    );
}

#[test]
fn a_part_s_status_counts_for_a_payment_only_when_it_refuses() {
    let silent = "<TxInfAndSts><OrgnlEndToEndId>1</OrgnlEndToEndId></TxInfAndSts>";
    let why = "<PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>";
    check(
        &about("", &format!("{why}{silent}")),
        &expect![[r#"
        1-1-4711 None
        1 Refused("AM04") None
    "#]],
    );
    check(
        &about("", &format!("<PmtInfSts>ACSC</PmtInfSts>{silent}")),
        &expect!["E1164: a payment without its status (6:86)"],
    );
}

#[test]
fn every_version_reads_the_same() {
    let text = about("", &payment("1", "ACSC", ""));
    let reports: Vec<_> = NAMESPACES
        .iter()
        .map(|version| read(text.replace(NAMESPACES[1], version).as_bytes()).unwrap())
        .collect();
    assert!(reports.iter().all(|report| *report == reports[0]));
    check(
        &text.replace("pain.002.001.10", "pain.002.001.02"),
        &expect!["E1163: it is no payment status report of a version that is read (2:1)"],
    );
    check(
        "<a xmlns=\"urn:x\"/>",
        &expect!["E1163: it is no payment status report of a version that is read (1:1)"],
    );
}

#[test]
fn prefixes_are_only_prefixes() {
    let text = about("", &payment("1", "ACSC", ""));
    let mut prefixed = text.replace("xmlns=", "xmlns:p=").replace("</", "</p:").replace('<', "<p:");
    prefixed = prefixed.replace("<p:/p:", "</p:").replace("<p:?", "<?");
    assert_eq!(read(prefixed.as_bytes()), read(text.as_bytes()));
}

#[test]
fn a_foreign_element_says_nothing() {
    let foreign = "<TxInfAndSts xmlns=\"urn:annat\"><OrgnlEndToEndId>9</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>";
    check(
        &about("", &format!("{}{foreign}", payment("1", "ACSP", ""))),
        &expect![[r#"
        1-1-4711 None
        1 OnItsWay("ACSP") Some("B-1")
    "#]],
    );
}

#[test]
fn what_is_broken_is_named_with_its_place() {
    let sound = about("", &payment("1", "ACSC", ""));
    check("", &expect!["E1161: it ends before it is whole (1:1)"]);
    check("skräp", &expect!["E1161: there is text outside the root (1:1)"]);
    check(
        &sound[..sound.len() - 20],
        &expect!["E1161: syntax error: tag not closed: `>` not found before end of input (8:1)"],
    );
    check(
        &sound.replace("</TxSts>", "</TxSta>"),
        &expect!["E1161: ill-formed document: expected `</TxSts>`, but `</TxSta>` was found (7:77)"],
    );
    check(
        &sound.replace("<OrgnlEndToEndId>1</OrgnlEndToEndId>", ""),
        &expect!["E1164: a payment without its EndToEndId (7:1)"],
    );
    check(&sound.replace("<TxSts>ACSC</TxSts>", ""), &expect!["E1164: a payment without its status (7:1)"]);
    check(
        &sound.replace("<TxSts>ACSC</TxSts>", "<TxSts>ACSC</TxSts><TxSts>RJCT</TxSts>"),
        &expect!["E1164: the same thing is said twice (7:96)"],
    );
    check(
        &sound.replace("<OrgnlMsgId>1-1-4711</OrgnlMsgId>", ""),
        &expect!["E1164: it does not say which file it is about (1:1)"],
    );
    check(
        &about("", &format!("{}{}", payment("1", "ACSC", ""), payment("1", "RJCT", "AC01"))),
        &expect!["E1165: one payment has two different statuses (1:1)"],
    );
    check(&about("", ""), &expect!["E1164: it says nothing about the file or any payment (1:1)"]);
}

#[test]
fn what_would_cost_too_much_is_refused() {
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let sound = about("", &payment("1", "ACSC", ""));
    check(
        &sound.replace("<Document", &format!("{laughs}<Document")),
        &expect!["E1162: it has a document type (DOCTYPE) (2:1)"],
    );
    check(
        &sound.replace("Kontot", "&xxe;").replace("<TxSts>", "<TxSts>&xxe;"),
        &expect!["E1162: it uses an entity of its own (7:73)"],
    );
    check(&about("", &"<a>".repeat(100)), &expect!["E1162: its elements are nested too deep (6:170)"]);
    check(
        &about("", &format!("<a>{}</a>", "x".repeat(5_000))),
        &expect!["E1162: the text of an element is too long (6:62)"],
    );
    let fault = read(&vec![b' '; 40 << 20]).unwrap_err();
    expect!["E1162: the answer is 41943040 bytes, more than 33554432 (1:1)"].assert_eq(&fault.to_string());
}

#[test]
fn many_payments_are_read_in_one_pass() {
    let all: String = (0..20_000).map(|n| payment(&n.to_string(), "ACSC", "")).collect();
    assert_eq!(read(about("", &all).as_bytes()).unwrap().payments.len(), 20_000);
}

proptest! {
    #[test]
    fn any_bytes_give_a_report_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _report = read(&bytes);
    }

    #[test]
    fn a_sound_answer_with_a_byte_changed_never_pays_another(at in 0_usize..900, byte in any::<u8>()) {
        let mut bytes = about("", &payment("4194305", "RJCT", "AC01")).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(report) = read(&bytes) {
            let paid = |one: &saklig_connect::ReportedPayment| one.state == saklig_connect::PaymentState::Paid;
            prop_assert!(!report.payments.iter().any(paid));
        }
    }

    #[test]
    fn a_sound_answer_cut_anywhere_is_refused(at in 0_usize..10_000) {
        let text = about("", &payment("1", "ACSC", ""));
        let end = text.trim_end().len();
        prop_assert!(read(&text.as_bytes()[..at % end]).is_err());
    }
}
