//! SSBTEK and Navet: every answer passes the contract's schema, and says what the demo's answers say.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::Side;
use common::check::{against, against_openapi, between, body, can_check, csn_schema, formats, unpacked};
use common::{people, questions};

/// One of the generated people of each household, and everybody in the first ones.
fn generated(side: &Side, households: usize) -> Vec<(String, bool)> {
    let text = side.get("/varld/v1/hushall").text();
    let mut numbers = Vec::new();
    for line in text.lines().take(households) {
        let household: serde_json::Value = serde_json::from_str(line).unwrap();
        for (kind, adult) in [("vuxna", true), ("barn", false)] {
            let list = household[kind].as_array().unwrap();
            numbers.extend(list.iter().map(|number| (number.as_str().unwrap().to_owned(), adult)));
        }
    }
    numbers
}

#[test]
fn every_answer_of_ssbtek_passes_the_contract() {
    if !can_check("ssbtek") {
        return;
    }
    let side = Side::new("");
    let mut people = people();
    people.extend(generated(&side, 60));
    let (mut answers, mut csn, mut fk) = (Vec::new(), Vec::new(), Vec::new());
    for (person, _) in people.iter().filter(|(_, adult)| *adult) {
        let answer = side.ssbtek(person).unwrap();
        assert_eq!(answer.status, 200);
        let text = body(&answer.text());
        csn.extend(unpacked(&text, "ssbt:svar").map(|xml| (format!("csn-{person}"), xml)));
        fk.extend(unpacked(&text, "ssbt:lefiJsonSvar"));
        answers.push((person.clone(), text));
    }
    assert!(
        answers.len() > 300 && csn.len() > 300 && fk.len() > 300,
        "{} {} {}",
        answers.len(),
        csn.len(),
        fk.len()
    );
    let contract =
        "ssbtek/contract/se/forsakringskassan/schema/integration/ssbt/_10/sammansatt_bastjanst_v10.xsd";
    assert_eq!(against(&formats(contract), &answers), "");
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(against(&csn_schema(folder.path()), &csn), "");
    if let Some(errors) = against_openapi(&fk) {
        assert_eq!(errors, "");
    }
}

#[test]
fn every_answer_of_navet_passes_the_contract() {
    if !can_check("navet") {
        return;
    }
    let side = Side::new("");
    let mut people = people();
    people.extend(generated(&side, 400));
    let answer = |person: &String| {
        let answer = side.navet(person).unwrap();
        assert_eq!(answer.status, 200);
        (person.clone(), body(&answer.text()))
    };
    let answers: Vec<(String, String)> = people.iter().map(|(person, _)| answer(person)).collect();
    assert_eq!(against(&formats("navet/contract/schema/Epersondata.xsd"), &answers), "");
    let all: String = answers.iter().map(|(_, text)| text.as_str()).collect();
    for wanted in ["<Sekretessmarkering>J", "<SkyddadFolkbokforing>J", "<RelationTomdatum>", "<Hanvisningar>"]
    {
        assert!(all.contains(wanted), "nobody has {wanted}");
    }
    let fault = side.soap("/navet/V4/personpostXML", &questions::navet("198101159817", "fel")).unwrap();
    assert_eq!((fault.status, fault.text().contains("Felaktiga inparametrar")), (500, true));
    let none = side.navet("194107086995").unwrap();
    assert_eq!((none.status, none.text().contains("<Folkbokforingspost>")), (200, false));
}

#[test]
fn families_agree() {
    let side = Side::new("");
    let text = side.get("/varld/v1/hushall").text();
    let mut married = 0;
    for line in text.lines().take(150) {
        let household: serde_json::Value = serde_json::from_str(line).unwrap();
        let list = |kind: &str| -> Vec<String> {
            household[kind].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()
        };
        let (adults, children) = (list("vuxna"), list("barn"));
        let record = |number: &String| side.navet(number).unwrap().text();
        let says = |text: &str, number: &str, kind: &str| {
            let relation =
                format!("<PersonNr>{number}</PersonNr></RelationId><Relationstyp>{kind}</Relationstyp>");
            text.contains(&relation)
        };
        let hidden = |text: &str| text.contains("SkyddadFolkbokforing");
        let texts: Vec<String> = adults.iter().map(record).collect();
        if hidden(&texts[0]) {
            continue;
        }
        for child in &children {
            let of_child = record(child);
            for (adult, of_adult) in adults.iter().zip(&texts) {
                assert!(says(of_adult, child, "B") && says(of_adult, child, "VF"));
                assert!(says(&of_child, adult, "MO") || says(&of_child, adult, "FA"));
                assert!(says(&of_child, adult, "V"));
            }
        }
        if let ([one, other], true) = (adults.as_slice(), household["gifta"] == true) {
            married += 1;
            assert!(says(&texts[0], other, "M") && says(&texts[1], one, "M"));
        }
    }
    assert!(married > 10, "{married}");
}

#[test]
fn what_the_demo_says_is_answered() {
    let side = Side::new("");
    let text = side.ssbtek("198002149857").unwrap().text();
    let fund = between(&text, "ssbt:SO").unwrap();
    assert_eq!((between(fund, "ssbt:kalla"), between(fund, "ssbt:felkod")), (Some("SSBT"), Some("204")));
    let partial = side.ssbtek("197801299970").unwrap().text();
    let fk = unpacked(&partial, "ssbt:lefiJsonSvar").unwrap();
    assert!(fk.contains("\"kod\":\"OTILLGANGLIG\"") && fk.contains("\"summa\":1250"), "{fk}");
    let partial = side.ssbtek("198506049934").unwrap().text();
    assert!(partial.contains("not answered") && partial.contains("<in:NettoEfterSkatt>5125<"));
}

#[test]
fn the_period_and_the_agencies_are_the_questions() {
    let side = Side::new("");
    let only = [false, false, true, false, false, false, false];
    let question = questions::ssbtek("197801299970", "2025-10-01", "2025-10-31", only);
    let text = side.soap("/ssbtek/v10", &question).unwrap().text();
    assert!(!text.contains("<ssbt:AF>") && !text.contains("<ssbt:MIV>"));
    let fk = unpacked(&text, "ssbt:lefiJsonSvar").unwrap();
    assert!(fk.contains("2025-10-20") && !fk.contains("2025-09-20"), "{fk}");
    assert_eq!(side.ledger("fraga").last().unwrap()["vad"], serde_json::json!(["FK"]));
}

#[test]
fn a_question_without_purpose_provision_or_case_is_a_fault() {
    let side = Side::new("");
    let whole = questions::ssbtek("197801299970", "2025-10-01", "2025-10-31", [true; 7]);
    for (from, to) in [
        ("<q:syfte>Prövning av ekonomiskt bistånd</q:syfte>", ""),
        ("<q:lagtext>5 § förordning (2008:975)</q:lagtext>", "<q:lagtext> </q:lagtext>"),
        ("<q:arendeidentitet>FS-2025-000001</q:arendeidentitet>", ""),
        ("<q:MIV inkludera=\"true\"/>", ""),
        ("<q:CSN inkludera=\"true\"/>", "<q:CSN/>"),
        ("<q:personidentitet>197801299970", "<q:personidentitet>7801299970"),
        ("</e:Body>", ""),
        ("<e:Envelope", "<!DOCTYPE a [<!ENTITY b \"c\">]><e:Envelope"),
    ] {
        let question = whole.replacen(from, to, 1);
        assert_ne!(question, whole);
        let answer = side.soap("/ssbtek/v10", &question).unwrap();
        assert_eq!(answer.status, 500, "without {from}");
        assert!(answer.text().contains("hamtaBastjanstInformationFault"));
    }
}

#[test]
fn faults_come_when_they_are_asked_for() {
    let side = Side::new(
        "[[fel]]\nkalla=\"ssbtek\"\nmyndighet=\"FK\"\nslag=\"fel\"\nantal=1\nkod=\"SSBT-504\"\n\
         [[fel]]\nkalla=\"ssbtek\"\nmyndighet=\"CSN\"\nslag=\"skrap\"\n\
         [[fel]]\nkalla=\"ssbtek\"\nmyndighet=\"TNS\"\nslag=\"delvis\"\n\
         [[fel]]\nkalla=\"navet\"\nslag=\"avbrott\"\nantal=1\n[[fel]]\nkalla=\"navet\"\nslag=\"nere\"\nantal=1\n\
         [[fel]]\nkalla=\"navet\"\nslag=\"fel-person\"\nperson=\"197801299970\"\n",
    );
    let text = side.ssbtek("197801299970").unwrap().text();
    assert_eq!(between(between(&text, "ssbt:FK").unwrap(), "ssbt:felkod"), Some("504"));
    assert!(!text.contains("<ssbt:TNS>"));
    assert_eq!(unpacked(&text, "ssbt:svar").unwrap(), "<CSNSvar>\u{fffd}");
    assert!(side.ssbtek("197801299970").unwrap().text().contains("lefiJsonSvar"), "it struck once");
    assert!(side.navet("197801299970").is_err(), "cut in the middle");
    assert_eq!(side.navet("197801299970").unwrap().status, 503);
    let other = side.navet("197801299970").unwrap();
    assert_eq!(other.status, 200);
    assert!(!other.text().contains("<PersonId><PersonNr>197801299970"));
    assert!(side.navet("198002149857").unwrap().text().contains("<PersonId><PersonNr>198002149857"));
}

#[test]
fn nobody_speaks_without_a_certificate() {
    let side = Side::new("");
    assert!(side.send_as(false, "GET", "/varld/v1/halsa", "", b"").is_err());
    assert_eq!(side.get("/varld/v1/halsa").status, 200);
    assert_eq!(side.get("/nagot/annat").status, 404);
}
