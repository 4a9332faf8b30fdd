//! The fakes pass the stories of their ports, and show the faults they are told to.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::sync::Arc;

use common::{ADULT, CO_ADULT, line, now, person, question};
use jiff::civil::date;
use saklig_case::{CaseKey, Key};
use saklig_connect::fake::{FakeArchive, FakeBank, FakePost, Fault};
use saklig_connect::{
    ArchivePackage, EarlierMonths, Failure, FileRegisters, HistoryQuestion, Letter, Mailer, Payment,
    PaymentGateway, PaymentStatus, Question, Unasked, contract, read,
};

fn key(counter: u32) -> Key {
    case().thing(counter).unwrap()
}

fn case() -> CaseKey {
    CaseKey::new(7).unwrap()
}

fn letter() -> Letter {
    Letter {
        key: key(1),
        case: case(),
        decision: key(9),
        recipient: Arc::from("Kim Exempel"),
        language: Arc::from("sv"),
        content: Arc::from(*b"Beslut"),
        media_type: Arc::from("text/plain"),
    }
}

fn payment() -> Payment {
    Payment {
        key: key(2),
        case: case(),
        decision: key(9),
        case_number: Arc::from("FS-2025-000123"),
        payee: Arc::from("9999-1234567"),
        payee_name: Some(Arc::from("Kim Exempel")),
        ordered: date(2025, 11, 24).at(14, 0, 0, 0),
        amount: 7890.into(),
        month: "2025-11".parse().ok(),
        due: date(2025, 11, 26),
    }
}

#[test]
fn the_registers_out_of_files_pass() {
    let all = r#""folkbokforing":{"lage":"data","uppgifter":{"fodd":"1981-01-15","fornamn":"Kim","efternamn":"Exempel",
        "kommun":"9999","skydd":"inget","civilstand":"OG"}},"af":{"lage":"none"},"csn":{"lage":"none"},
        "fk":{"lage":"none"},"skv":{"lage":"none"},"so":{"lage":"none"},"tns":{"lage":"none"},"miv":{"lage":"none"}"#;
    let (registers, _) = FileRegisters::new(vec![line(ADULT, &all.replace('\n', " "))]);
    let (known, stranger) = (question(ADULT), question(CO_ADULT));
    assert_eq!(contract::person_register(&registers, &known, &stranger, now()), Ok(()));
    assert_eq!(contract::benefit_register(&registers, &known, &stranger, now()), Ok(()));
}

#[test]
fn earlier_months_out_of_files_pass() {
    let text = r#"{"id":"H1","manad":"2025-10","beslutat":"2025-10-03","utfall":"bifall","belopp":1,"arende":{"lage":"pagaende"},"sokande":"198006189933","civilstand":"ensamstaende","hushallsgemenskap":false,"barn":[],"boende":null,"inkomster":[],"kostnader":[],"overskott":0,"betalning":null,"fordon":[],"tillgangar":[],"manader_i_rad":1,"jobbstimulans":[]}"#;
    let later = text.replace("H1", "H2").replace("2025-10\"", "2025-11\"");
    let months = EarlierMonths::new(read::earlier("f", &[text.to_owned(), later].join("\n"), "gamla").0);
    let ask = |digits| {
        let (purpose, lagrum) = (Arc::from("syfte"), Arc::from("lag"));
        HistoryQuestion::new(case(), &purpose, &lagrum, vec![person(digits)], "2025-11".parse().unwrap())
            .unwrap()
    };
    assert_eq!(contract::business_system(&months, &ask(ADULT), &ask(CO_ADULT), now()), Ok(()));
}

fn package_of(digit: &str, content: &[u8]) -> ArchivePackage {
    ArchivePackage {
        key: key(3),
        case: case(),
        number: Arc::from("FS-2025-000123"),
        decision: key(9),
        sha256: Arc::from(digit.repeat(64)),
        content: Arc::from(content),
    }
}

#[test]
fn post_bank_and_archive_pass() {
    assert_eq!(contract::mailer(&FakePost::new(), &letter(), now()), Ok(()));
    assert_eq!(contract::payment_gateway(&FakeBank::new(), &payment(), now()), Ok(()));
    let package = package_of("a", b"x");
    let other = package_of("b", b"y");
    assert_eq!(contract::archive(&FakeArchive::new(), &package, &other, now()), Ok(()));
}

#[test]
fn a_story_that_is_broken_says_where() {
    /// Sends as often as it is told to.
    struct Forgetful(FakePost);
    impl Mailer for Forgetful {
        fn send(&self, letter: &Letter, now: jiff::Timestamp) -> Result<saklig_connect::Receipt, Failure> {
            self.0.send(letter, now)
        }
        fn sent(&self, _: Key) -> Result<Option<saklig_connect::Receipt>, Failure> {
            Ok(None)
        }
    }
    let broken = contract::mailer(&Forgetful(FakePost::new()), &letter(), now()).unwrap_err();
    assert_eq!(broken.to_string(), "a sent letter can be asked for");
}

#[test]
fn a_lost_answer_leaves_one_letter_that_can_be_asked_for() {
    let post = FakePost::new();
    post.fail_next(Fault::Unreachable);
    post.fail_next(Fault::AnswerLost);
    let first = post.send(&letter(), now()).unwrap_err();
    assert!(first.may_be_repeated() && post.taken().is_empty(), "{first}");
    let second = post.send(&letter(), now()).unwrap_err();
    assert!(!second.may_be_repeated(), "{second}");
    assert!(post.sent(letter().key).unwrap().is_some(), "it was taken all the same");
    post.send(&letter(), now()).unwrap();
    assert_eq!(post.taken().len(), 1);
}

#[test]
fn paid_means_confirmed() {
    let bank = FakeBank::new();
    bank.order(&payment(), now()).unwrap();
    assert!(matches!(bank.status(key(2), now()), Ok(PaymentStatus::Accepted(_))));
    bank.confirm_all();
    assert!(matches!(bank.status(key(2), now()), Ok(PaymentStatus::Confirmed(_))));
    let refusing = FakeBank::new();
    refusing.order(&payment(), now()).unwrap();
    refusing.refuse(key(2), "AC04");
    refusing.confirm_all();
    assert_eq!(refusing.status(key(2), now()), Ok(PaymentStatus::Refused("AC04".into())));
    refusing.fail_next(Fault::Refuses("AG01".into()));
    let other = Payment { key: key(5), ..payment() };
    assert_eq!(refusing.order(&other, now()), Err(Failure::Refused("AG01".into())));
}

#[test]
fn a_question_needs_purpose_lagrum_and_a_period() {
    let ask = |purpose: &str, lagrum: &str, from, to| {
        Question::new(case(), &Arc::from(purpose), &Arc::from(lagrum), person(ADULT), (from, to)).map(|_| ())
    };
    let (from, to) = (date(2025, 9, 1), date(2025, 10, 31));
    assert_eq!(ask("syfte", "lag", from, to), Ok(()));
    assert_eq!(ask(" ", "lag", from, to), Err(Unasked::Purpose));
    assert_eq!(ask("syfte", "", from, to), Err(Unasked::Lagrum));
    assert_eq!(ask("syfte", "lag", to, from), Err(Unasked::Period));
    let nobody =
        HistoryQuestion::new(case(), &Arc::from("s"), &Arc::from("l"), vec![], "2025-11".parse().unwrap());
    assert_eq!(nobody, Err(Unasked::Nobody));
}

#[test]
fn digits_names_and_accounts_are_in_no_debug_text() {
    let line = line(
        ADULT,
        r#""folkbokforing":{"lage":"data","uppgifter":{"fodd":"1981-01-15","fornamn":"Kim","efternamn":"Exempel","kommun":"9999","skydd":"inget","civilstand":"OG","adress":{"gata":"Demogatan 1","postnummer":"999 01","postort":"Demo"}}}"#,
    );
    let shown = format!("{line:?} {:?} {:?} {:?}", question(ADULT), payment(), letter());
    for secret in [ADULT, "Kim", "Exempel", "Demogatan", "1234567"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
