//! Applications against a form: what comes through, and what each fault is told.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use expect_test::{Expect, expect};
use proptest::prelude::*;
use saklig_form::{Application, Checks, Form, LeafValue, Node, Remark, Submission, schema, validate};
use saklig_text::{Args, Lang, Texts};

const FORM: &str = include_str!("data/form.toml");

fn form() -> Form {
    let (form, remarks) = Form::read(FORM, "form.toml");
    assert_eq!(remarks, [], "the test's form is without fault");
    form.unwrap()
}

/// A stand-in for the check digit: ends with an even digit.
fn even(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    digits.bytes().last().is_some_and(|byte| byte.is_ascii_digit() && byte % 2 == 0).then_some(digits)
}

fn submit(text: &str) -> Result<Application, Vec<Remark>> {
    let submission = Submission { text, file: "a.jsonl", first_line: 7 };
    validate(&submission, &form(), &Checks { person_number: &even })
}

fn check(text: &str, expected: &Expect) {
    let shown = match submit(text) {
        Ok(application) => {
            let leaves = form().leaves(&application.answers);
            let shown = leaves.iter().map(|leaf| format!("{} = {}\n", leaf.path, value(&leaf.value)));
            format!("{}\n{}", application.canonical, shown.collect::<Vec<_>>().concat())
        }
        Err(remarks) => remarks.iter().map(|remark| in_words(remark) + "\n").collect(),
    };
    expected.assert_eq(&shown);
}

/// Both languages have a sentence for the remark, and every value that the sentence shows.
fn in_words(remark: &Remark) -> String {
    for lang in [Lang::Sv, Lang::En] {
        let args =
            remark.args.iter().fold(Args::new(), |args, (name, value)| args.with(*name, value.as_str()));
        let words = Texts::of(lang).fault(remark.code, args);
        assert!(words.is_some(), "no words for {remark}");
        let (what, todo) = words.unwrap_or_default();
        assert!(!what.contains("{$") && !todo.contains("{$"), "{lang:?}: {what} {todo}: {remark}");
    }
    remark.to_string()
}

fn value(value: &LeafValue) -> String {
    match value {
        LeafValue::Scalar(Node::Empty) => "–".to_owned(),
        LeafValue::Scalar(node) => node.canonical(),
        LeafValue::Items(ids) => format!("[{}]", ids.join(", ")),
    }
}

const SMALL: &str = r#"{"uppgifter":{"manad":"2025-11","sokande":{"personnummer":"2"},"har_inkomster":false,"intygar":true}}"#;

#[test]
fn the_least_application_gives_empty_facts_for_what_was_not_answered() {
    check(
        SMALL,
        &expect![[r#"
            {"formular":"prov@1","uppgifter":{"har_inkomster":false,"intygar":true,"manad":"2025-11","sokande":{"personnummer":"2"}}}
            ansokan.manad = "2025-11"
            ansokan.sokande.personnummer = "2"
            ansokan.sokande.epost = –
            ansokan.har_inkomster = false
            ansokan.inkomster = []
            ansokan.onskar = –
            hushall.konto = –
            ansokan.intygar = true
        "#]],
    );
}

#[test]
fn a_full_application_keeps_ids_and_exact_amounts() {
    check(
        r#"{"id":"A1","formular":"prov@1","sprak":"en","kanal":"e-tjanst","inkommen":"2025-11-03T08:15:00+01:00",
          "uppgifter":{"manad":"2025-11","sokande":{"personnummer":"2","epost":"a@b.se"},"har_inkomster":true,
          "inkomster":[{"id":"i1","slag":"lon","belopp":"1200.50"},{"slag":"annan","belopp":100.0,"datum":"2025-10-25","text":"gåva"}],
          "onskar":["sms","brev","sms"],"konto":"9999-1, 23 456","intygar":true}}"#,
        &expect![[r#"
            {"formular":"prov@1","uppgifter":{"har_inkomster":true,"inkomster":[["i1",{"belopp":"1200.5","slag":"lon"}],["2",{"belopp":"100","datum":"2025-10-25","slag":"annan","text":"gåva"}]],"intygar":true,"konto":"9999-1,23456","manad":"2025-11","onskar":["brev","sms"],"sokande":{"epost":"a@b.se","personnummer":"2"}}}
            ansokan.manad = "2025-11"
            ansokan.sokande.personnummer = "2"
            ansokan.sokande.epost = "a@b.se"
            ansokan.har_inkomster = true
            ansokan.inkomster = [i1, 2]
            ansokan.inkomster[i1].slag = "lon"
            ansokan.inkomster[i1].belopp = "1200.5"
            ansokan.inkomster[i1].datum = –
            ansokan.inkomster[i1].text = –
            ansokan.inkomster[2].slag = "annan"
            ansokan.inkomster[2].belopp = "100"
            ansokan.inkomster[2].datum = "2025-10-25"
            ansokan.inkomster[2].text = "gåva"
            ansokan.onskar = ["brev","sms"]
            hushall.konto = "9999-1,23456"
            ansokan.intygar = true
        "#]],
    );
}

#[test]
fn a_hidden_answer_is_stripped_and_not_judged() {
    let hidden = SMALL.replace(r#""intygar":true"#, r#""inkomster":[{"belopp":"tolv"}],"intygar":true"#);
    assert_eq!(submit(&hidden).unwrap().canonical, submit(SMALL).unwrap().canonical);
}

#[test]
fn what_is_not_asked_is_a_fault() {
    check(
        r#"{"uppgifter":{"manad":"2025-11","sokande":{"personnummer":"2","namm":"x"},"har_inkomster":true,
"inkomster":[{"slag":"lon","belopp":1,"kommentar":""}],"intygar":true,"extra":1},"version":3}"#,
        &expect![[r#"
            E0504 a.jsonl:8 `$.version`: `$.version` is not a question of the form — remove it or correct its spelling; known here: id, formular, sprak, kanal, inkommen, uppgifter
            E0504 a.jsonl:8 `$.uppgifter.extra`: `$.uppgifter.extra` is not a question of the form — remove it or correct its spelling; known here: manad, sokande, har_inkomster, inkomster, onskar, konto, intygar
            E0504 a.jsonl:7 `$.uppgifter.sokande.namm`: `$.uppgifter.sokande.namm` is not a question of the form — remove it or correct its spelling; known here: personnummer, epost
            E0504 a.jsonl:8 `$.uppgifter.inkomster[0].kommentar`: `$.uppgifter.inkomster[0].kommentar` is not a question of the form — remove it or correct its spelling; known here: slag, belopp, datum, text, id
        "#]],
    );
}

#[test]
fn every_unusable_answer_is_named() {
    check(
        r#"{"id":"","inkommen":"i går","formular":"prov@0","uppgifter":{"manad":"2025-13","sokande":{"personnummer":"3","epost":"ab"},"har_inkomster":true,
"inkomster":[{"id":"a b","slag":"swish","belopp":"1 200,50","datum":"2025-02-30"},{"id":"x","slag":"lon","belopp":1e3},{"id":"x","slag":"lon","belopp":-1},
{"slag":"lon","belopp":"0.001"},{"slag":"annan","belopp":true,"text":"en alldeles för lång text för detta fält"},7],
"onskar":["fax"],"konto":12,"intygar":false}}"#,
        &expect![[r#"
            E0512 a.jsonl:7 `$.formular`: `formular` is not prov@1, the form of this case type — answer the version of the form that is in use
            E0513 a.jsonl:7 `$.id`: `id` must be a text of 1–100 characters on one line — correct the value
            E0513 a.jsonl:7 `$.inkommen`: `inkommen` must be an instant with offset, 2025-11-03T08:15:00+01:00 — correct the value
            E0507 a.jsonl:7 `$.uppgifter.manad`: `$.uppgifter.manad` must be a month, YYYY-MM — correct the value
            E0507 a.jsonl:7 `$.uppgifter.sokande.personnummer`: `$.uppgifter.sokande.personnummer` must be a personnummer or samordningsnummer with a correct check digit — correct the value
            E0507 a.jsonl:7 `$.uppgifter.sokande.epost`: `$.uppgifter.sokande.epost` must be an e-mail address — correct the value
            E0510 a.jsonl:8 `$.uppgifter.inkomster`: `$.uppgifter.inkomster` has 6 elements, must be from 1 to 5 — send another number of elements
            E0511 a.jsonl:8 `$.uppgifter.inkomster[0]`: `$.uppgifter.inkomster[0].id` must be a text of 1–40 letters a–z, digits, _ or - — correct the id or leave it out
            E0509 a.jsonl:8 `$.uppgifter.inkomster[0].slag`: `$.uppgifter.inkomster[0].slag` must be one of lon, annan — correct the value
            E0508 a.jsonl:8 `$.uppgifter.inkomster[0].belopp`: `$.uppgifter.inkomster[0].belopp` must be a number with a decimal point and at most 2 decimals, without exponent — correct the value
            E0507 a.jsonl:8 `$.uppgifter.inkomster[0].datum`: `$.uppgifter.inkomster[0].datum` must be a date that exists, YYYY-MM-DD — correct the value
            E0508 a.jsonl:8 `$.uppgifter.inkomster[1].belopp`: `$.uppgifter.inkomster[1].belopp` must be a number with a decimal point and at most 2 decimals, without exponent — correct the value
            E0511 a.jsonl:8 `$.uppgifter.inkomster[2]`: `$.uppgifter.inkomster[2].id` is `x`, which another element of the list has — give each element an id of its own
            E0514 a.jsonl:8 `$.uppgifter.inkomster[2].belopp`: `$.uppgifter.inkomster[2].belopp` must be at least 0 — correct the value
            E0508 a.jsonl:9 `$.uppgifter.inkomster[3].belopp`: `$.uppgifter.inkomster[3].belopp` must be a number with a decimal point and at most 2 decimals, without exponent — correct the value
            E0506 a.jsonl:9 `$.uppgifter.inkomster[4].belopp`: `$.uppgifter.inkomster[4].belopp` must be a number or a text with a number, not true/false — send the value in the right form
            E0507 a.jsonl:9 `$.uppgifter.inkomster[4].text`: `$.uppgifter.inkomster[4].text` must be a text of at most 20 characters — correct the value
            E0506 a.jsonl:9 `$.uppgifter.inkomster[5]`: `$.uppgifter.inkomster[5]` must be an object, not a number — send the value in the right form
            E0509 a.jsonl:10 `$.uppgifter.onskar`: `$.uppgifter.onskar` must be one of brev, sms — correct the value
            E0506 a.jsonl:10 `$.uppgifter.konto`: `$.uppgifter.konto` must be a text, not a number — send the value in the right form
            E0507 a.jsonl:10 `$.uppgifter.intygar`: `$.uppgifter.intygar` must be true — correct the value
        "#]],
    );
}

#[test]
fn what_must_be_answered_is_named() {
    check(
        r#"{"uppgifter":{"har_inkomster":true,"inkomster":[]}}"#,
        &expect![[r#"
            E0505 a.jsonl:7 `$.uppgifter.manad`: `$.uppgifter.manad` must be answered — answer the question
            E0505 a.jsonl:7 `$.uppgifter.sokande.personnummer`: `$.uppgifter.sokande.personnummer` must be answered — answer the question
            E0510 a.jsonl:7 `$.uppgifter.inkomster`: `$.uppgifter.inkomster` has 0 elements, must be from 1 to 5 — send another number of elements
            E0505 a.jsonl:7 `$.uppgifter.intygar`: `$.uppgifter.intygar` must be answered — answer the question
        "#]],
    );
    check(
        "{}",
        &expect![[r#"
        E0505 a.jsonl:7 `$.uppgifter`: `uppgifter` is missing — put the answers under the key `uppgifter`
    "#]],
    );
    check(
        "[]",
        &expect![[r#"
        E0506 a.jsonl:7 `$`: `$` must be an object, not an array — send the value in the right form
    "#]],
    );
}

#[test]
fn broken_json_is_told_with_line_column_and_path() {
    check(
        "{\"uppgifter\":{\n \"manad\": \"2025-11\"\n \"x\":1}}",
        &expect![[r#"
        E0501 a.jsonl:9 `$.uppgifter`: not valid JSON here: expected a comma or } (column 2) — correct the JSON text; the line and column show where it breaks
    "#]],
    );
    check(
        r#"{"uppgifter":{"manad":"2025-11","manad":"2025-12"}}"#,
        &expect![[r#"
        E0502 a.jsonl:7 `$.uppgifter.manad`: the key "manad" stands twice in the same object (column 40) — keep one of the two
    "#]],
    );
    check(
        &"[".repeat(1000),
        &expect![[r#"
        E0503 a.jsonl:7 `$[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]`: nested deeper than 16 levels (column 17) — send less in one application
    "#]],
    );
    for text in
        ["", "{", "nul", "01", "1.", "\"\\x\"", "\"\\ud800\"", "{\"a\"}", "{} {}", "\"\u{1}\"", "[1,]", "-"]
    {
        assert_eq!(submit(text).unwrap_err()[0].code, "E0501", "{text}");
    }
}

#[test]
fn the_order_of_keys_and_the_way_a_number_is_written_do_not_matter() {
    let one = r#"{"uppgifter":{"manad":"2025-11","sokande":{"personnummer":"2"},"har_inkomster":true,"inkomster":[{"id":"a","slag":"lon","belopp":"10.0"}],"intygar":true}}"#;
    let two = r#"{"kanal":"x","uppgifter":{"intygar":true,"inkomster":[{"belopp":10,"text":" ","slag":"lon","id":"a"}],"har_inkomster":true,"onskar":[],"sokande":{"epost":null,"personnummer":"2"},"manad":"2025-11"}}"#;
    assert_eq!(submit(one).unwrap().canonical, submit(two).unwrap().canonical);
}

#[test]
fn a_person_number_is_kept_in_one_form() {
    let hyphen = SMALL.replace(r#""personnummer":"2""#, r#""personnummer":"19-2""#);
    let plain = SMALL.replace(r#""personnummer":"2""#, r#""personnummer":"192""#);
    assert_eq!(submit(&hyphen).unwrap(), submit(&plain).unwrap());
}

#[test]
fn the_schema_follows_from_the_form() {
    let schema = schema(&form(), "sv");
    let shown = |path: &str| {
        schema
            .pointer(&format!("/properties/uppgifter/properties/inkomster/anyOf/0/items{path}"))
            .unwrap()
            .to_string()
    };
    let fields = [
        "/required",
        "/properties/id",
        "/properties/slag",
        "/properties/belopp",
        "/properties/datum",
        "/properties/text",
    ];
    expect![[r#"
        ["slag","belopp"]
        {"type":["string","null"],"pattern":"^[A-Za-z0-9_-]{1,40}$"}
        {"oneOf":[{"const":"lon","title":"Lön"},{"const":"annan","title":"Annan inkomst"}],"title":"Slag"}
        {"type":["string","integer","number"],"pattern":"^-?\\d{1,16}(\\.\\d{1,2}0*)?$","title":"Belopp"}
        {"anyOf":[{"type":"string","format":"date"},{"type":"null"}],"title":"Datum","description":"krävs om: slag = \"annan\" and belopp > 1000"}
        {"anyOf":[{"type":"string","maxLength":20},{"type":"null"}],"title":"Text","description":"visas om: slag = \"annan\""}
    "#]].assert_eq(&fields.map(|field| shown(field) + "\n").concat());
    assert_eq!(
        schema["properties"]["uppgifter"]["required"],
        serde_json::json!(["manad", "har_inkomster", "intygar"])
    );
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fall(text in ".{0,200}") {
        prop_assert!(submit(&text).is_err());
    }

    #[test]
    fn an_amount_comes_through_exactly(kronor in 0_u64..10_000_000, ore in 0_u8..100) {
        let text = format!(r#"{{"uppgifter":{{"manad":"2025-11","sokande":{{"personnummer":"2"}},"har_inkomster":true,"inkomster":[{{"slag":"lon","belopp":{kronor}.{ore:02}}}],"intygar":true}}}}"#);
        let application = submit(&text).unwrap();
        let leaves = form().leaves(&application.answers);
        let amount = leaves.iter().find(|leaf| leaf.path.ends_with("belopp")).unwrap();
        let LeafValue::Scalar(Node::Number(number)) = amount.value else { panic!("a number") };
        prop_assert_eq!(number, format!("{kronor}.{ore:02}").parse().unwrap());
    }
}
