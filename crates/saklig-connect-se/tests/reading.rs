//! Answers of our own: what they become, and what becomes of answers that are cut, twisted or hostile.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use expect_test::{Expect, expect, expect_file};
use jiff::Timestamp;
use proptest::prelude::*;
use saklig_connect::{Agency, Answered, BenefitReply, Failure};
use saklig_connect_se::ssbtek::{Asked, FUND_HAS_ANSWERED, read};
use saklig_connect_se::{Disbelieved, navet, table};

const PERSON: &str = "199001029827";

/// The whole answer, with one thing in it changed.
fn answer(from: &str, to: &str) -> String {
    let changed = |text: &str| text.replace(from, to);
    let lefi = STANDARD.encode(changed(include_str!("answers/lefi.json")));
    let csn = STANDARD.encode(changed(include_str!("answers/csn.xml")));
    changed(include_str!("answers/ssbtek.xml")).replace("@CSN@", &csn).replace("@FK@", &lefi)
}

fn told(text: &str) -> Result<BenefitReply, Disbelieved> {
    let statuses = FUND_HAS_ANSWERED.map(str::to_owned);
    let asked = Asked {
        person: PERSON,
        agencies: &Agency::ALL,
        correlation: Some("prov-1"),
        fund_has_answered: &statuses,
    };
    read(text.as_bytes(), &asked, Timestamp::UNIX_EPOCH)
}

/// What the agencies' states are after a change, but for those that still have data, and the one that had failed before.
fn check(from: &str, to: &str, expect: &Expect) {
    let text = answer(from, to);
    assert!(text != answer("", ""), "the change is one");
    let whole = table(text.as_bytes(), PERSON);
    let changed = |line: &&str| {
        !line.starts_with("|  |") && !line.contains("| uppgifter |") && !line.contains("BT-101")
    };
    let lines: Vec<&str> = whole.lines().skip(2).filter(changed).collect();
    expect.assert_eq(&lines.join("\n"));
}

#[test]
fn every_agency_is_read() {
    expect_file!["answers/fakta.md"].assert_eq(&table(answer("", "").as_bytes(), PERSON));
}

#[test]
fn what_does_not_fit_makes_that_agency_a_part_with_the_place() {
    check(
        "<k:NettoEfterSkatt>6120.40",
        "<k:NettoEfterSkatt>sexton",
        &expect![
            "| so | en del |  | E1024 SO/data/ArbetsloshetsersattningLista/Arbetsloshetsersattning[1]/Utbetalningar[1]/NettoEfterSkatt |"
        ],
    );
    check(
        "<g:totbelopp>12172</g:totbelopp></g:Utbetaldtid>",
        "<g:totbelopp>1</g:totbelopp></g:Utbetaldtid>",
        &expect![
            "| csn | en del |  | E1024 CSN/CSNSvar/Personer/Person[1]/Studiemedel/Arenden/Arende[1]/UtbetalningsPlan/Utbetalning[1]/Utbetaldatider/Utbetaldtid[1]/totbelopp |"
        ],
    );
    check(
        "9480.5",
        "\"mycket\"",
        &expect!["| fk | en del |  | E1024 FK/formansinformation/utbetalningsuppgift[1]/nettobelopp.summa |"],
    );
    check(
        "\"valuta\":\"SEK\"",
        "\"valuta\":\"EUR\"",
        &expect![
            "| fk | en del |  | E1024 FK/formansinformation/utbetalningsuppgift[1]/utbetalningsdetalj[1]/bruttobelopp.valuta |"
        ],
    );
    check(
        "<Kapitaluppgift>",
        "<Okant>1</Okant><Kapitaluppgift>",
        &expect!["| skv | en del |  | E1024 SKV/Svar/PersonuppgiftLista/Personuppgift[1]/* |"],
    );
    check(
        "<f:regnr>DEM001</f:regnr>",
        "",
        &expect!["| tns | en del |  | E1024 TNS/data/fordonsinnehav/fordon[1]/regnr |"],
    );
}

#[test]
fn a_silent_fund_and_a_silent_agency_are_not_no_income() {
    check("all clear", "not answered", &expect!["| so | en del |  | obesvarad_kassa |"]);
    check(
        "\"PM\",\"namn\":\"Pensionsmyndigheten\"},\"tillstand\":{\"kod\":\"OK\"",
        "\"PM\",\"namn\":\"Pensionsmyndigheten\"},\"tillstand\":{\"kod\":\"OTILLGANGLIG\"",
        &expect!["| fk | en del |  | pm_otillganglig |"],
    );
    check(
        "\"avvikelser\":{}",
        "\"avvikelser\":{\"utbetalningar\":[{\"avvikelse\":{\"kod\":\"INTERNT_FEL\"},\"formansgrupp\":{\"kod\":\"FK:FP\"}}]}",
        &expect!["| fk | en del |  | avvikelse utbetalningar FK-FP INTERNT_FEL |"],
    );
    check("<ResultatKod>0", "<ResultatKod>17", &expect!["| csn | fel |  | CSN-17 |"]);
    check("<t:resultat>OK", "<t:resultat>FEL", &expect!["| tns | fel |  | TNS-FEL |"]);
    check(
        "<a:StatusSokandeinformationKod>0",
        "<a:StatusSokandeinformationKod>7",
        &expect!["| af | fel |  | AF-7 |"],
    );
    check("<r:TNS>", "<r:TNS/><r:X>", &expect!["| alla | tros inte | E1010 byte 8032 |  |"]);
}

#[test]
fn an_answer_about_somebody_else_or_to_another_question_gives_no_facts_at_all() {
    for place in [
        "<a:IdentitetsbeteckningFysiskPerson>199001029827",
        "<f:IdentitetsbeteckningFysiskPerson>199001029827",
        "<k:IdentificationNumber>199001029827",
        "<Person personnummer=\"9001029827",
    ] {
        let other = place.replace("029827", "029835");
        assert_eq!(told(&answer(place, &other)), Err(Disbelieved::OtherPerson), "{place}");
    }
    assert_eq!(Disbelieved::OtherPerson.failure(), Failure::Refused("E1022".into()));
    assert_eq!(told(&answer("prov-1", "prov-2")), Err(Disbelieved::OtherQuestion));
}

#[test]
fn hostile_xml_is_refused_within_a_budget() {
    let entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>";
    let deep = "<a>".repeat(1_000_000);
    let many = format!("<a>{}</a>", "<b/>".repeat(1_000_000));
    let large = format!("<a>{}</a>", " ".repeat(100 * 1024 * 1024));
    let cases: [(&str, &str); 7] = [
        (entity, "E1011"),
        (laughs, "E1011"),
        ("<a>&okand;</a>", "E1011"),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", "E1011"),
        (&deep, "E1012"),
        (&many, "E1012"),
        (&large, "E1012"),
    ];
    for (text, code) in cases {
        let said = told(text).unwrap_err().code();
        assert!(said.starts_with(code), "{said} for {}", &text[..30.min(text.len())]);
        assert!(navet::read(text.as_bytes(), PERSON).unwrap_err().code().starts_with(code));
    }
    let entity_inside = answer("<PersonuppgiftLista>", "&x;<PersonuppgiftLista>");
    assert!(matches!(told(&entity_inside).unwrap().skv.answer, Answered::Failed { .. }));
}

proptest! {
    #[test]
    fn no_bytes_panic_and_none_become_facts(bytes: Vec<u8>) {
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(told(&text).is_err());
        prop_assert!(navet::read(&bytes, PERSON).is_err());
    }

    #[test]
    fn a_cut_answer_is_not_believed(share in 0.0..1.0_f64) {
        let text = answer("", "");
        let whole = text.trim_end().len();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a text")]
        let at = (whole as f64 * share) as usize;
        let cut: String = text.chars().take_while({ let mut seen = 0; move |c| { seen += c.len_utf8(); seen <= at } }).collect();
        prop_assert!(told(&cut).is_err());
    }

    #[test]
    fn a_changed_byte_never_adds_money(at in 0..8000_usize, byte: u8) {
        let before = told(&answer("", "")).unwrap();
        let mut bytes = answer("", "").into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let statuses = FUND_HAS_ANSWERED.map(str::to_owned);
        let asked = Asked { person: PERSON, agencies: &Agency::ALL, correlation: None, fund_has_answered: &statuses };
        if let Ok(after) = read(&bytes, &asked, Timestamp::UNIX_EPOCH) {
            let count = |reply: &BenefitReply| reply.so.answer.part().map_or(0, |all| all.iter().map(|fund| fund.payments.len()).sum::<usize>());
            prop_assert!(count(&after) <= count(&before));
        }
    }
}
