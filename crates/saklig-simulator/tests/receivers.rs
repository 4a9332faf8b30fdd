//! Post, bank, archive and clock: each thing is taken once, and is still there when the world has been killed.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::io::Write;

use common::Side;
use common::check::{against, can_check, formats};
use common::questions::{letter, payments};

const PDF: &[u8] = b"%PDF-1.7 ett brev";
const PDF_SUM: &str = "1fc2a2a5b5c7";

fn sum(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    let mut hex = String::new();
    for byte in sha2::Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

fn xml(side: &Side, body: &str) -> std::io::Result<common::Answer> {
    side.send("POST", "/bank/v1/filer", "Content-Type: application/xml\r\n", body.as_bytes())
}

#[test]
fn a_letter_is_taken_once_and_delivered_by_the_worlds_clock() {
    let side = Side::new("");
    let sent = letter("4711", "FS-2025-000001", PDF, &sum(PDF));
    assert_eq!(side.get("/post/v1/brev/4711").status, 404);
    let first = side.put("/post/v1/brev/4711", &sent).unwrap();
    let again = side.put("/post/v1/brev/4711", &sent).unwrap();
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.json(), again.json());
    let other = letter("4711", "FS-2025-000001", b"%PDF-1.7 annat", &sum(b"%PDF-1.7 annat"));
    let refused = side.put("/post/v1/brev/4711", &other).unwrap();
    assert_eq!((refused.status, refused.json()["fel"].as_str()), (409, Some("brevid_upptaget")));
    let second = letter("4712", "FS-2025-000001", PDF, &sum(PDF));
    assert_eq!(side.put("/post/v1/brev/4712", &second).unwrap().status, 201);
    assert_eq!(fs::read(side.varld().join("post/FS-2025-000001.pdf")).unwrap(), PDF);
    assert!(side.varld().join("post/FS-2025-000001-2.pdf").is_file());
    assert!(side.get("/post/v1/brev/4711").json()["lamnat"].is_null());
    let moved = side.put("/varld/v1/klocka", "{\"nu\":\"2025-12-01T07:00:00Z\"}").unwrap();
    assert_eq!(moved.status, 200);
    assert_eq!(side.get("/post/v1/brev/4711").json()["lamnat"], "2025-11-26T07:00:00Z");
    let back = side.put("/varld/v1/klocka", "{\"nu\":\"2025-11-25T07:00:00Z\"}").unwrap();
    assert_eq!(back.status, 409);
}

#[test]
fn a_malformed_letter_is_refused_with_its_place() {
    let side = Side::new("");
    let sent = letter("1", "FS-2025-000001", PDF, PDF_SUM);
    let answer = side.put("/post/v1/brev/1", &sent).unwrap();
    assert_eq!((answer.status, answer.json()["fel"].as_str()), (400, Some("fel_summa")));
    let path = letter("1", "../../etc", PDF, &sum(PDF));
    assert_eq!(side.put("/post/v1/brev/1", &path).unwrap().json()["fel"], "arende");
    assert_eq!(side.put("/post/v1/brev/1", "{").unwrap().json()["fel"], "ej_json");
    assert!(side.ledger("brev").is_empty());
}

#[test]
fn the_bank_checks_a_file_and_takes_it_once() {
    let side = Side::new("[tider]\nbokning_timmar = 24\n");
    let list = [("P1", "7890.00", "99991234567"), ("P2", "10.50", "99997654321")];
    let file = payments("DEMO-1", "7900.50", &list);
    for (wrong, code) in [
        (payments("DEMO-1", "7900.51", &list), "summa"),
        (file.replace("<NbOfTxs>2", "<NbOfTxs>3"), "antal"),
        (file.replace("58398257466", "58398257467"), "iban"),
        (file.replace("<EndToEndId>P2", "<EndToEndId>P1"), "endtoendid_upprepat"),
        (file.replace("DEMO-1<", &format!("{}<", "x".repeat(36))), "msgid_for_langt"),
        (file.replace("Ccy=\"SEK\"", "Ccy=\"EUR\""), "valuta"),
        (file.replace("pain.001.001.09", "pain.001.001.03"), "fel_namnrymd"),
        (file.replace("</Document>", ""), "ej_xml"),
    ] {
        let answer = xml(&side, &wrong).unwrap();
        assert_eq!((answer.status, answer.json()["fel"].as_str()), (400, Some(code)));
    }
    assert_eq!(side.get("/bank/v1/filer/DEMO-1").status, 404);
    assert_eq!(xml(&side, &file).unwrap().status, 202);
    let again = xml(&side, &file).unwrap();
    assert_eq!((again.status, again.json()["fel"].as_str()), (409, Some("msgid_upptaget")));
    assert_eq!(fs::read_to_string(side.varld().join("bank/DEMO-1.xml")).unwrap(), file);
    assert_eq!(side.get("/bank/v1/filer/DEMO-1").text().matches("<TxSts>ACSP").count(), 2);
    assert!(side.ledger("bokad").is_empty());
    side.put("/varld/v1/klocka", "{\"nu\":\"2025-11-25T07:00:00Z\"}").unwrap();
    let answer = side.get("/bank/v1/filer/DEMO-1").text();
    assert_eq!(answer.matches("<TxSts>ACSC").count(), 2);
    assert_eq!(side.ledger("bokad").len(), 2);
    let kept = fs::read_to_string(side.varld().join("bank/DEMO-1.pain002.xml")).unwrap();
    assert_eq!(kept, answer);
}

#[test]
fn a_payment_is_refused_by_account_and_never_paid_under_a_second_file() {
    let side = Side::new("[[fel]]\nkalla=\"bank\"\nslag=\"fel\"\nkonto=\"9999-1234567\"\nkod=\"AC04\"\n");
    let list = [("P1", "100.00", "99991234567"), ("P2", "200.00", "99997654321")];
    assert_eq!(xml(&side, &payments("A", "300.00", &list)).unwrap().status, 202);
    let answer = side.get("/bank/v1/filer/A").text();
    assert!(answer.contains("<GrpSts>PART") && answer.contains("<Cd>AC04"), "{answer}");
    assert_eq!(xml(&side, &payments("B", "200.00", &list[1..])).unwrap().status, 202);
    let second = side.get("/bank/v1/filer/B").text();
    assert!(second.contains("<GrpSts>RJCT") && second.contains("<Cd>AM05"), "{second}");
    let booked = side.ledger("bokad");
    assert_eq!(booked.len(), 1);
    assert_eq!(booked[0]["belopp"], "200.00");
    if can_check("iso20022") {
        let answers = [("a".to_owned(), answer), ("b".to_owned(), second)];
        assert_eq!(against(&formats("iso20022/pain.002.001.12.xsd"), &answers), "");
    }
}

#[test]
fn the_files_of_the_standards_samples_are_taken() {
    if !can_check("iso20022") {
        return;
    }
    let side = Side::new("");
    let mut taken = 0;
    for entry in fs::read_dir(formats("iso20022/samples-se")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with("001.001.09.xml") {
            let answer = xml(&side, &fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(answer.status, 202, "{}: {}", path.display(), answer.text());
            taken += 1;
        }
    }
    assert_eq!(taken, 4);
}

#[test]
fn the_archive_takes_a_package_once() {
    let side = Side::new("");
    let put = |key: &str, content: &[u8]| {
        let headers = format!(
            "X-Arende: FS-2025-000001\r\nX-Innehall-SHA256: {}\r\nContent-Type: application/zip\r\n",
            sum(content)
        );
        side.send("PUT", &format!("/arkiv/v1/leveranser/{key}"), &headers, content).unwrap()
    };
    assert_eq!(put("9", b"PK paket").status, 201);
    assert_eq!(put("9", b"PK paket").status, 200);
    assert_eq!(put("9", b"PK annat").status, 409);
    assert_eq!(side.get("/arkiv/v1/leveranser/9").json()["sha256"], sum(b"PK paket"));
    assert_eq!(fs::read(side.varld().join("arkiv/9-FS-2025-000001.zip")).unwrap(), b"PK paket");
    let unsummed = side.send("PUT", "/arkiv/v1/leveranser/10", "X-Arende: F-1\r\n", b"PK").unwrap();
    assert_eq!(unsummed.json()["plats"], "X-Innehall-SHA256");
}

#[test]
fn what_was_sent_before_a_cut_is_taken_and_survives_a_torn_ledger() {
    let mut side = Side::new(
        "[[fel]]\nkalla=\"post\"\nslag=\"avbrott-efter\"\nantal=1\n[[fel]]\nkalla=\"bank\"\nslag=\"avbrott\"\nantal=1\n",
    );
    let sent = letter("1", "FS-2025-000001", PDF, &sum(PDF));
    assert!(side.put("/post/v1/brev/1", &sent).is_err());
    assert_eq!(side.get("/post/v1/brev/1").status, 200);
    assert!(xml(&side, &payments("A", "5.00", &[("P1", "5.00", "99991234567")])).is_err());
    side.stop();
    let path = side.varld().join("liggare.jsonl");
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"{\"post\":\"brev\",\"nu\":\"2025-").unwrap();
    drop(file);
    assert!(!side.varld().join("adresser.json").exists());
    side.start();
    assert_eq!(side.get("/post/v1/brev/1").status, 200);
    assert!(side.get("/bank/v1/filer/A").text().contains("ACSC"));
    assert_eq!((side.ledger("brev").len(), side.ledger("bokad").len()), (1, 1));
    assert_eq!(side.get("/varld/v1/halsa").json()["betalda"], 1);
}

#[test]
fn faults_are_changed_while_the_world_runs() {
    let side = Side::new("");
    let faults = "{\"fel\":[{\"kalla\":\"arkiv\",\"slag\":\"nere\",\"antal\":1}]}";
    assert_eq!(side.put("/varld/v1/fel", faults).unwrap().status, 200);
    assert_eq!(side.get("/arkiv/v1/leveranser/1").status, 503);
    assert_eq!(side.get("/arkiv/v1/leveranser/1").status, 404);
    assert_eq!(side.get("/varld/v1/fel").json()["fel"][0]["antal"], 0);
    assert_eq!(side.put("/varld/v1/fel", "{\"fel\":[{\"kalla\":\"tull\"}]}").unwrap().status, 400);
    assert_eq!(side.ledger("storning").len(), 1);
}

#[test]
fn two_worlds_never_share_a_folder() {
    let side = Side::new("");
    let settings = saklig_simulator::Settings {
        folder: side.folder.path().to_owned(),
        now: "2025-11-24T07:00:00Z".parse().unwrap(),
        real_now: "2026-11-24T07:00:00Z".parse().unwrap(),
        ..saklig_simulator::Settings::default()
    };
    let error = saklig_simulator::start(&settings).unwrap_err();
    assert!(error.to_string().starts_with("E1057"), "{error}");
}
