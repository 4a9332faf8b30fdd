//! What the readers take and what they refuse, with file, line, JSON path and what to do.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ADULT, now, person, question_for};
use expect_test::{Expect, expect};
use jiff::civil::date;
use saklig_connect::{Agency, BenefitRegister, FileRegisters, PersonRegister, Remark, evidence, read};

fn check(text: &str, expected: &Expect) {
    let (lines, remarks) = read::answers("svar.jsonl", text);
    expected.assert_eq(&said(lines.len(), &remarks));
}

fn check_earlier(text: &str, expected: &Expect) {
    let (months, remarks) = read::earlier("tidigare.jsonl", text, "gamla");
    expected.assert_eq(&said(months.len(), &remarks));
}

fn said(taken: usize, remarks: &[Remark]) -> String {
    let lines: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    format!("{taken} taken\n{}", lines.join("\n"))
}

fn line(sources: &str) -> String {
    format!(r#"{{"person":"{ADULT}","fran":"2025-09-01","tom":"2025-10-31","svar":{{{sources}}}}}"#)
}

#[test]
fn a_broken_line_is_refused_and_the_others_go_on() {
    let text = format!("{}\n{{\"person\":\n\n{}", line(r#""af":{"lage":"none"}"#), line(""));
    check(
        &text,
        &expect![[r#"
        2 taken
        E0901 svar.jsonl:2: the line is not valid JSON (column 10) — correct the line"#]],
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    check(
        &line(r#""af":{"lage":"none"},"af":{"lage":"none"}"#),
        &expect![[r#"
        0 taken
        E0901 svar.jsonl:1: a key stands twice in the same object, or a number cannot be read (column 114) — correct the line"#]],
    );
}

#[test]
fn unknown_and_missing_fields_are_named() {
    check(
        &line(r#""fkk":{"lage":"none"},"skv":{"lage":"data","uppgifter":{"kapital":[],"avdrag":1}}"#),
        &expect![[r#"
            0 taken
            E0903 svar.jsonl:1 $.svar.skv.uppgifter.aterbetalning: the field `aterbetalning` is missing — add the field
            E0902 svar.jsonl:1 $.svar.skv.uppgifter.avdrag: the field `avdrag` is not known here (known: kapital, aterbetalning) — correct the name or take the field away
            E0902 svar.jsonl:1 $.svar.fkk: the field `fkk` is not known here (known: folkbokforing, af, csn, fk, skv, so, tns, miv) — correct the name or take the field away"#]],
    );
}

#[test]
fn an_amount_is_a_whole_number_or_a_text() {
    let refund = |amount: &str| {
        line(&format!(
            r#""skv":{{"lage":"data","uppgifter":{{"kapital":[],"aterbetalning":[{{"datum":"2025-10-03","belopp":{amount}}}]}}}}"#
        ))
    };
    check(
        &refund(r#""401.50""#),
        &expect![[r#"
        1 taken
    "#]],
    );
    for wrong in ["401.5", "4e2", r#""4e2""#, r#""1 000""#, r#""401,50""#, "null", "true"] {
        let (taken, remarks) = read::answers("f", &refund(wrong));
        assert_eq!((taken.len(), remarks.len(), remarks[0].code), (0, 1, "E0904"), "{wrong}: {remarks:?}");
    }
    check(
        &refund("401.50"),
        &expect![[r#"
        0 taken
        E0904 svar.jsonl:1 $.svar.skv.uppgifter.aterbetalning[0].belopp: the value must be a whole number, or a text such as "401.50" — write it in the right form"#]],
    );
}

#[test]
fn values_that_say_nothing_are_refused() {
    check(
        r#"{"person":"198006189934","fran":"2025-02-30","tom":"2025-10","svar":{"folkbokforing":{"lage":"ja"}}}"#,
        &expect![[r#"
            0 taken
            E0905 svar.jsonl:1 $.person: the text must be a number of a person, 12 digits with a check digit that adds up — correct the value
            E0905 svar.jsonl:1 $.fran: the text must be a date that exists, YYYY-MM-DD — correct the value
            E0905 svar.jsonl:1 $.tom: the text must be a date that exists, YYYY-MM-DD — correct the value
            E0906 svar.jsonl:1 $.svar.folkbokforing.lage: the word must be one of data, none, error, partial — write one of the words"#]],
    );
    check(
        &format!(r#"{{"person":"{ADULT}","fran":"2025-10-01","tom":"2025-09-30","svar":{{}}}}"#),
        &expect![[r#"
            0 taken
            E0905 svar.jsonl:1 $.tom: the text must be a day that is not before `fran` — correct the value"#]],
    );
    check(
        "[]",
        &expect![[r#"
        0 taken
        E0904 svar.jsonl:1: the value must be an object — write it in the right form"#]],
    );
}

#[test]
fn state_and_contents_agree() {
    for wrong in [
        r#""csn":{"lage":"data"}"#,
        r#""csn":{"lage":"none","uppgifter":{"utbetalningar":[]}}"#,
        r#""csn":{"lage":"error"}"#,
        r#""csn":{"lage":"error","orsak":"x","uppgifter":{"utbetalningar":[]}}"#,
        r#""csn":{"lage":"partial","uppgifter":{"utbetalningar":[]}}"#,
        r#""csn":{"lage":"data","orsak":"x","uppgifter":{"utbetalningar":[]}}"#,
    ] {
        let (taken, remarks) = read::answers("f", &line(wrong));
        assert_eq!((taken.len(), remarks.len(), remarks[0].code), (0, 1, "E0907"), "{wrong}: {remarks:?}");
    }
    check(
        &line(r#""csn":{"lage":"error"}"#),
        &expect![[r#"
        0 taken
        E0907 svar.jsonl:1 $.svar.csn: the state `error` does not agree with the fields beside it — data and partial have `uppgifter`; error and partial have `orsak`; none has neither"#]],
    );
}

#[test]
fn two_lines_for_the_same_days_are_refused() {
    let (lines, _) = read::answers("svar.jsonl", &format!("{}\n{}", line(""), line("")));
    let (registers, remarks) = FileRegisters::new(lines);
    expect![[r#"
        1 taken
        E0908 svar.jsonl:2 $.fran: the period overlaps another line for the same person (svar.jsonl:1) — join the two lines, or take one of them away"#]].assert_eq(&said(registers.persons(), &remarks));
}

#[test]
fn several_periods_join_into_one_answer() {
    let month = |from: &str, to: &str, amount: u32| {
        format!(
            r#"{{"person":"{ADULT}","fran":"{from}","tom":"{to}","svar":{{"skv":{{"lage":"data","uppgifter":{{"kapital":[],"aterbetalning":[{{"datum":"{to}","belopp":{amount}}}]}}}}}}}}"#
        )
    };
    let text = [month("2025-09-01", "2025-09-30", 1), month("2025-10-01", "2025-10-31", 2)].join("\n");
    let (registers, remarks) = FileRegisters::new(read::answers("f", &text).0);
    assert_eq!(remarks, []);
    let ask = |from, to| {
        BenefitRegister::ask(&registers, &question_for(ADULT, (from, to)), &[Agency::Skv], now())
            .unwrap()
            .skv
            .answer
    };
    let refunds = |answer: saklig_connect::Answered<saklig_connect::SkvAnswer>| {
        answer.part().map(|part| part.refunds.len())
    };
    assert!(matches!(ask(date(2025, 9, 1), date(2025, 10, 31)), saklig_connect::Answered::Data(_)));
    assert_eq!(refunds(ask(date(2025, 9, 1), date(2025, 10, 31))), Some(2));
    assert!(matches!(ask(date(2025, 8, 1), date(2025, 10, 31)), saklig_connect::Answered::Partial { .. }));
}

#[test]
fn earlier_months_are_read_as_strictly() {
    let month = r#"{"id":"H1","manad":"2025-10","beslutat":"2025-10-03","utfall":"bifall","belopp":1,"arende":{"lage":"pagaende"},"sokande":"198006189933","civilstand":"ensamstaende","hushallsgemenskap":false,"barn":[],"boende":null,"inkomster":[],"kostnader":[],"overskott":0,"betalning":null,"fordon":[],"tillgangar":[],"manader_i_rad":1,"jobbstimulans":[]}"#;
    check_earlier(
        &[month, month].join("\n"),
        &expect![[r#"
        1 taken
        E0909 tidigare.jsonl:2 $.id: the id `H1` stands on an earlier line too — give each decision an id of its own, or take one of the lines away"#]],
    );
    check_earlier(
        &month
            .replace("\"bifall\"", "\"ja\"")
            .replace(
                "\"inkomster\":[]",
                r#""inkomster":[{"id":"i 1","kalla":"FKK","kod":"x","person":"sokande","belopp":1.5}]"#,
            )
            .replace("\"manader_i_rad\":1,", ""),
        &expect![[r#"
            0 taken
            E0906 tidigare.jsonl:1 $.utfall: the word must be one of bifall, delavslag, avslag, avvisning — write one of the words
            E0905 tidigare.jsonl:1 $.inkomster[0].id: the text must be an id of letters a to z, digits, `-` and `_` — correct the value
            E0906 tidigare.jsonl:1 $.inkomster[0].kalla: the word must be one of ansokan, FK, PM, CSN, SO, SKV — write one of the words
            E0904 tidigare.jsonl:1 $.inkomster[0].belopp: the value must be a whole number, or a text such as "401.50" — write it in the right form
            E0903 tidigare.jsonl:1 $.manader_i_rad: the field `manader_i_rad` is missing — add the field"#]],
    );
    check_earlier(
        &month.replace("198006189933", "19810115"),
        &expect![[r#"
        0 taken
        E0905 tidigare.jsonl:1 $.sokande: the text must be a number of a person, 12 digits with a check digit that adds up — correct the value"#]],
    );
}

/// The repository's demo folder.
fn demo(folder: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(folder)
}

#[test]
fn the_demos_answers_and_earlier_months_are_read_whole() {
    let (registers, remarks) = FileRegisters::open(&demo("answers"));
    assert_eq!(remarks, []);
    assert!(registers.persons() > 300, "{}", registers.persons());
    let (months, remarks) = saklig_connect::EarlierMonths::open(&demo("earlier"), "demo");
    assert_eq!(remarks, []);
    assert!(months.iter().count() > 1_000, "{}", months.iter().count());
}

#[test]
fn what_is_kept_as_evidence_reads_as_what_came() {
    let mut seen = 0;
    for file in std::fs::read_dir(demo("answers")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in read::answers("demo", &text).0 {
            let kept =
                evidence::line(&line.person, (line.from, line.to), &line.population, &line.benefits, false);
            let (again, remarks) = read::answers("demo", &kept);
            assert_eq!(remarks, [], "{kept}");
            assert_eq!(again[0].population, line.population);
            assert_eq!(again[0].benefits, line.benefits);
            let cut =
                evidence::line(&line.person, (line.from, line.to), &line.population, &line.benefits, true);
            assert!(!cut.contains("\"gata\""), "a masked household's address is cut: {cut}");
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
    for file in std::fs::read_dir(demo("earlier")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for month in read::earlier("demo", &text, "demo").0 {
            let (again, remarks) = read::earlier("demo", &evidence::earlier(&month), "demo");
            assert_eq!((again.first(), remarks.len()), (Some(&month), 0));
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_a_remark() {
    let (registers, remarks) = FileRegisters::open(std::path::Path::new("finns-inte"));
    assert_eq!((registers.persons(), remarks.len(), remarks[0].code), (0, 1, "E0910"));
    let nobody =
        PersonRegister::ask(&registers, &question_for(ADULT, (date(2025, 9, 1), date(2025, 9, 2))), now());
    assert_eq!(nobody.unwrap().answer, saklig_connect::Answered::NotAsked);
    assert!(person(ADULT).is_person());
}
