//! Payment files: every way to address an account, every amount that is refused, and the schema's own verdict.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use expect_test::{Expect, expect, expect_file};
use jiff::civil::{date, datetime};
use proptest::prelude::*;
use saklig_case::CaseKey;
use saklig_connect::{PaymentFile, PaymentLine};
use saklig_files::pain001::{Account, BankProfile, Charset, check, write};

const PROFILE: &str = r#"
[betalare]
namn = "Demokommun"
orgnr = "2120009993"
konto = "SE4256065723789397612318"
bic = "FURLSEN0"
gata = "Storgatan 22"
postnummer = "903 26"
ort = "Umeå"
"#;

fn profile(more: &str) -> BankProfile {
    BankProfile::read(&format!("{PROFILE}{more}")).unwrap()
}

fn line(counter: u32, account: &str, amount: &str) -> PaymentLine {
    PaymentLine {
        key: CaseKey::new(7).unwrap().thing(counter).unwrap(),
        account: Arc::from(account),
        name: Some(Arc::from("Kim Exempel")),
        amount: amount.parse().unwrap(),
        reference: Arc::from("FS-2025-000123"),
    }
}

fn file(lines: Vec<PaymentLine>) -> PaymentFile {
    PaymentFile {
        message_id: Arc::from("1-1-4711"),
        created: datetime(2025, 11, 24, 14, 0, 0, 0),
        due: date(2025, 11, 26),
        lines,
    }
}

fn written(lines: Vec<PaymentLine>, profile: &BankProfile) -> String {
    String::from_utf8(write(&file(lines), profile).unwrap()).unwrap()
}

/// What stands of agent and account for one account.
fn addressed(account: &str, more: &str, expected: &Expect) {
    let text = written(vec![line(1, account, "1")], &profile(more));
    let part = |name: &str| {
        let inside =
            text.split(&format!("<{name}>")).nth(1).and_then(|rest| rest.split(&format!("</{name}>")).next());
        inside.map_or_else(String::new, |part| part.split_whitespace().collect::<String>())
    };
    expected.assert_eq(&format!("{}\n{}\n", part("CdtrAgt"), part("CdtrAcct")));
}

fn refused(account: &str, amount: &str, expected: &Expect) {
    let fault = check(&line(1, account, amount), &profile("")).unwrap_err();
    expected.assert_eq(&fault.to_string());
}

#[test]
fn a_whole_file() {
    let lines = vec![line(1, "9999-1234567", "7890"), line(2, "BG 5050-1055", "12.50")];
    expect_file!["./betalfil.xml"].assert_eq(&written(lines, &profile("")));
}

#[test]
fn every_kind_of_account_in_every_convention() {
    let clearing =
        "[adressering]\nbankgiro = \"clearing\"\nplusgiro = \"clearing\"\nbankkonto = \"utan-clearing\"\n";
    addressed(
        "9999-1234567",
        "",
        &expect![[r#"
        <FinInstnId><ClrSysMmbId><ClrSysId><Cd>SESBA</Cd></ClrSysId><MmbId>9999</MmbId></ClrSysMmbId></FinInstnId>
        <Id><Othr><Id>99991234567</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "8327-9-12 345 678",
        clearing,
        &expect![[r#"
        <FinInstnId><ClrSysMmbId><ClrSysId><Cd>SESBA</Cd></ClrSysId><MmbId>8327</MmbId></ClrSysMmbId></FinInstnId>
        <Id><Othr><Id>12345678</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "BG 5050-1055",
        "",
        &expect![[r#"
        <FinInstnId><BICFI>BGABSESS</BICFI></FinInstnId>
        <Id><Othr><Id>50501055</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "bg50501055",
        clearing,
        &expect![[r#"
        <FinInstnId><ClrSysMmbId><ClrSysId><Cd>SESBA</Cd></ClrSysId><MmbId>9900</MmbId></ClrSysMmbId></FinInstnId>
        <Id><Othr><Id>50501055</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "PG 12345-5",
        "",
        &expect![[r#"
        <FinInstnId><BICFI>NDEASESS</BICFI></FinInstnId>
        <Id><Othr><Id>123455</Id><SchmeNm><Prtry>PGNR</Prtry></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "PG 12345-5",
        clearing,
        &expect![[r#"
        <FinInstnId><ClrSysMmbId><ClrSysId><Cd>SESBA</Cd></ClrSysId><MmbId>9960</MmbId></ClrSysMmbId></FinInstnId>
        <Id><Othr><Id>123455</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id>
    "#]],
    );
    addressed(
        "SE28 0748 9095 8036 7980 3230",
        "",
        &expect![[r#"

        <Id><IBAN>SE2807489095803679803230</IBAN></Id>
    "#]],
    );
}

#[test]
fn what_cannot_be_paid_is_refused_with_the_payment_s_key() {
    refused(
        "9999",
        "1",
        &expect![
            "E1151: the account: it is no clearing and account number, bankgiro, plusgiro or IBAN (29360129)"
        ],
    );
    refused(
        "99-1234567",
        "1",
        &expect![
            "E1151: the account: it is no clearing and account number, bankgiro, plusgiro or IBAN (29360129)"
        ],
    );
    refused("BG 5050-1056", "1", &expect!["E1151: the account: its check digit is wrong (29360129)"]);
    refused(
        "SE2807489095803679803231",
        "1",
        &expect!["E1151: the account: its check digit is wrong (29360129)"],
    );
    refused(
        "SE28",
        "1",
        &expect![
            "E1151: the account: it is no clearing and account number, bankgiro, plusgiro or IBAN (29360129)"
        ],
    );
    refused("9999-1234567", "0", &expect!["E1152: the amount is not more than zero (29360129)"]);
    refused("9999-1234567", "-1", &expect!["E1152: the amount is not more than zero (29360129)"]);
    refused("9999-1234567", "0.001", &expect!["E1152: the amount has more than two decimals (29360129)"]);
    refused("9999-1234567", "1e30", &expect!["E1152: the amount is too large (29360129)"]);
}

#[test]
fn a_file_that_is_none_is_refused() {
    let fault = |file: &PaymentFile| write(file, &profile("")).unwrap_err().to_string();
    let mut none = file(Vec::new());
    expect!["E1153: a payment file without payments (1-1-4711)"].assert_eq(&fault(&none));
    none.lines = vec![line(1, "9999-1", "1"), line(1, "9999-1", "1")];
    expect!["E1153: the same payment twice in one file (29360129)"].assert_eq(&fault(&none));
    none.message_id = Arc::from("x".repeat(36));
    expect!["E1154: an id is 1 to 35 letters, digits and hyphens (MsgId)"].assert_eq(&fault(&none));
}

#[test]
fn a_profile_that_is_wrong_is_refused_with_its_place() {
    let fault = |text: &str| BankProfile::read(text).unwrap_err().to_string();
    let told = [
        fault("[betalare]\nnamn = \"X\"\n"),
        fault(&format!("{PROFILE}[fil]\nfarg = \"bla\"\n")),
        fault(&PROFILE.replace("FURLSEN0", "BANKEN")),
        fault(&PROFILE.replace("SE4256", "SE4257")),
        fault(&format!("{PROFILE}[fil]\navgift = \"INGEN\"\n")),
    ];
    expect![[r#"
        E1155: missing field `konto` (1:1)
        E1155: unknown field `farg`, expected one of `samlad_bokning`, `tjansteniva`, `andamal`, `avgift`, `tecken`, `skyddat_namn`, `orgnr_slag` (11:1)
        E1155: it is not a BIC (betalare.bic)
        E1155: the payer's account is neither an IBAN nor a bankgiro (betalare.konto)
        E1155: it is none of SLEV, SHAR, DEBT, CRED (fil.avgift)"#]].assert_eq(&told.join("\n"));
}

#[test]
fn the_demo_s_profile_is_sound() {
    let profile = BankProfile::read(include_str!("../../../demo/bank.toml")).unwrap();
    assert!(written(vec![line(1, "9999-1234567", "7890")], &profile).contains("<Nm>Demokommun</Nm>"));
}

#[test]
fn names_are_written_as_the_bank_takes_them() {
    let name = "Zoë Łukasz-Åsa  <Öberg> & Çelik\u{7}’s";
    let fitted = [Charset::Latin, Charset::Swedish, Charset::Utf8].map(|set| set.fit(name, 140));
    expect![[r#"
        Zoe Lukasz-Asa Oberg Celik 's
        Zoe Lukasz-Åsa Öberg Celik 's
        Zoë Łukasz-Åsa <Öberg> & Çelik ’s"#]]
    .assert_eq(&fitted.join("\n"));
    assert_eq!(Charset::Latin.fit("abc def", 4), "abc");
}

#[test]
fn a_protected_payee_has_no_name_in_the_file() {
    let mut hidden = line(1, "9999-1234567", "1");
    hidden.name = None;
    let text = written(vec![hidden.clone()], &profile(""));
    assert!(text.contains("<Nm>Mottagare</Nm>") && !text.contains("Kim"), "{text}");
    let text = written(vec![hidden], &profile("[fil]\nskyddat_namn = \"\"\n"));
    assert!(!text.contains("<Cdtr>"), "{text}");
}

#[test]
fn an_account_is_never_shown_by_debug() {
    assert_eq!(format!("{:?}", Account::read("9999-1234567").unwrap()), "Account::Bank(…)");
    assert!(!format!("{:?}", line(1, "9999-1234567", "1")).contains("1234567"));
}

/// The schema, when it is there together with the program that reads it.
fn schema() -> Option<PathBuf> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/formats/iso20022/pain.001.001.09.xsd");
    let there = path.exists() && Command::new("xmllint").arg("--version").output().is_ok();
    there.then_some(path)
}

fn validates(schema: &Path, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fil.xml");
    std::fs::write(&path, text).unwrap();
    let output =
        Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(schema).arg(&path).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_schema_takes_every_convention() {
    let Some(schema) = schema() else {
        return std::io::Write::write_all(
            &mut std::io::stdout(),
            b"not checked: the schema of pain.001.001.09, or xmllint, is not here\n",
        )
        .unwrap();
    };
    let accounts =
        ["9999-1234567", "83279-12345678", "BG 5050-1055", "PG 12345-5", "SE2807489095803679803230"];
    let lines = || accounts.iter().zip(1..).map(|(account, n)| line(n, account, "1234.5")).collect();
    let most = "[fil]\nsamlad_bokning = false\ntjansteniva = \"URGP\"\nandamal = \"SSBE\"\navgift = \"SHAR\"\n\
                orgnr_slag = \"ORGNR\"\ntecken = \"latin\"\nskyddat_namn = \"\"\n\
                [adressering]\nbankgiro = \"clearing\"\nplusgiro = \"clearing\"\nbankkonto = \"utan-clearing\"\n";
    for more in ["", most] {
        validates(&schema, &written(lines(), &profile(more)));
    }
    let bare = "[betalare]\nnamn = \"X & Y\"\nkonto = \"BG 5050-1055\"\nbic = \"FURLSEN0XXX\"\n";
    validates(&schema, &written(lines(), &BankProfile::read(bare).unwrap()));
}

proptest! {
    #[test]
    fn any_account_is_read_or_refused(text in "\\PC{0,40}") {
        let _read = Account::read(&text);
    }

    #[test]
    fn any_name_stays_inside_its_element(name in "\\PC{0,200}", reference in "\\PC{0,200}") {
        let mut one = line(1, "9999-1234567", "1");
        (one.name, one.reference) = (Some(Arc::from(name)), Arc::from(reference));
        let text = written(vec![one], &profile("[fil]\ntecken = \"utf-8\"\n"));
        prop_assert_eq!(text.matches("<Cdtr>").count(), 1);
        prop_assert!(text.ends_with("</Document>\n"));
    }

    #[test]
    fn the_control_sum_is_the_sum(ore in proptest::collection::vec(1_i64..10_000_000, 1..20)) {
        let lines: Vec<PaymentLine> = ore
            .iter()
            .zip(1..)
            .map(|(ore, n)| line(n, "9999-1234567", &format!("{}.{:02}", ore / 100, ore % 100)))
            .collect();
        let sum: i64 = ore.iter().sum();
        let text = written(lines, &profile(""));
        let expected = format!("<CtrlSum>{}.{:02}</CtrlSum>", sum / 100, sum % 100);
        prop_assert_eq!(text.matches(&expected).count(), 2);
        prop_assert!(text.contains(&format!("<NbOfTxs>{}</NbOfTxs>", ore.len())), "{}", text);
    }
}
