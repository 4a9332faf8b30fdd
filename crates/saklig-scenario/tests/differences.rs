//! A scenario that says something else than the rules: file, line and the cell that failed; and what cannot be read.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "tests; `expect!` is handed in as it is"
)]

mod common;

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use saklig_scenario::{Options, run};
use saklig_text::{Lang, Texts};

/// The only file that a test runs.
const FILE: &str = "forsorjningsstod-ateransokan/scenarier/prov.md";

/// Runs one scenario file in the shipped package and shows what is said of it in Swedish.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let mut files = common::processes();
    files.insert(FILE, text);
    let report = run(&files, common::SHIPPED, &Options { only: Some(FILE), ..Options::default() });
    let texts = Texts::of(Lang::Sv);
    let mut told = format!("{} passed, {} failed\n", report.passed, report.failures());
    for remark in &report.remarks {
        let (what, _) = texts.fault(remark.code, &remark.args).unwrap();
        writeln!(told, "{} rad {}: {what}", remark.code, remark.place.line).unwrap();
    }
    for difference in &report.failed {
        assert_eq!(&*difference.file, FILE);
        writeln!(told, "rad {} {}", difference.line, difference.case).unwrap();
        for line in difference.lines(texts) {
            writeln!(told, "  {line}").unwrap();
        }
    }
    expected.assert_eq(&told);
}

#[test]
fn the_row_that_should_match_shows_the_cell_that_failed() {
    check(
        "# Prov\nTabell: barnnorm\nManad: 2025-11\nOverlay: demokommun\n\n## Fall\n\
         | fall | alder | utan_lunch | ⇒ belopp | ⇒ rad |\n|---|---|---|---|---|\n\
         | rätt | 2 | nej | 3030 | 3 |\n\
         | fel | 2 | nej | 2780 | 4 |\n\
         | ingen rad | 21 | nej | 4960 | 12 |\n",
        expect![[r#"
            1 passed, 2 failed
            rad 10 fel
              belopp: väntat 2780, blev 3030
              rad 3 stämmer: Ålder = 2, Utan lunch fem dagar i veckan = false
              rad 4 stämmer inte: Utan lunch fem dagar i veckan ska vara true men är false
            rad 10 fel
              rad: väntat 4, blev 3
            rad 11 ingen rad
              belopp: väntat 4960, blev inget
              rad 12 stämmer inte: Ålder ska vara [19..20] men är 21
              barnnorm ger inget svar: ingen rad stämmer
            rad 11 ingen rad
              rad: väntat 12, blev -
        "#]],
    );
}

#[test]
fn a_whole_case_shows_where_it_waits() {
    check(
        "# Prov\nGrund: fall/ensam.json\nOverlay: demokommun\nKlocka: 2025-11-24T08:00\n\n## Fall\n\
         | fall | ändring | ⇒ utfall | ⇒ belopp | ⇒ skal | ⇒ ansokan.civilstand |\n|---|---|---|---|---|---|\n\
         | rätt | | beslutad | 10030 | | ensamstaende |\n\
         | fritext | ansokan.ovrigt = \"Hej\" | beslutad | 10030 | | ensamstaende |\n\
         | okänd källa | svar.sokande.fk = fel | overlamnad | 1 | kalla_saknas | sammanboende |\n\
         | avvisad | ansokan.civilstand = \"gift\" | overlamnad | | | |\n",
        expect![[r#"
            1 passed, 3 failed
            rad 10 fritext
              utfall: väntat beslutad, blev overlamnad
              ärendet väntar vid besluta: fritext (ansokan)
              varning fritext ansokan
            rad 10 fritext
              skal: väntat inget, blev fritext
            rad 11 okänd källa
              belopp: väntat 1, blev inget
              ärendet väntar vid manuell_vag: kalla_saknas (fk)
              varning kalla_saknas fk
            rad 11 okänd källa
              ansokan.civilstand: väntat sammanboende, blev ensamstaende
            rad 12 avvisad
              utfall: väntat overlamnad, blev avvisad_indata
              ansökan avvisades: E0509 $.uppgifter.civilstand ska vara ett av värdena ensamstaende, sammanboende.
            rad 12 avvisad
              skal: väntat inget, blev e0509
        "#]],
    );
}

#[test]
fn time_passes_and_the_draw_is_said() {
    check(
        "# Prov\nGrund: fall/ensam.json\nOverlay: demokommun\nKlocka: 2025-11-24T08:00\n\
         Behorighet: bifall automatiskt; avslag förslag; stickprov\n\n## Fall\n\
         | fall | när | ⇒ utfall | ⇒ forslag | ⇒ skal |\n|---|---|---|---|---|\n\
         | dras | klocka: +14d | overlamnad | bifall | stickprov |\n",
        expect![[r#"
            1 passed, 0 failed
        "#]],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    check(
        "# Prov\nTabell: barnnorm\nManad: 2025-11\n\n## Ingen sådan\nTabell: finns_inte\n| fall | a |\n|---|---|\n| x | 1 |\n\n\
         ## Felstavad\n| fall | aldder | ⇒ belop |\n|---|---|---|\n| x | 1 | 2 |\n\n\
         ## Trasiga celler\n| fall | alder | utan_lunch | ⇒ rad |\n|---|---|---|---|\n| x | [1, | nej | 1 |\n| y | 1 |\n\n\
         ## Fel månad\nManad: november\n| fall | alder | utan_lunch | ⇒ rad |\n|---|---|---|---|\n| x | 1 | nej | 3 |\n\n\
         ## Inget överlägg\nOverlay: ingenstans\n| fall | alder |\n|---|---|\n| x | 1 |\n",
        expect![[r#"
            0 passed, 5 failed
            E0131 rad 20: Raden har 2 celler men tabellen 4 kolumner, eller så är det en andra tabell under samma rubrik.
            E0133 rad 6: Paketet har inget beslut och ingen funktion som heter finns_inte, eller så har den fel.
            E0134 rad 12: »barnnorm« har inget som heter aldder. Det finns: alder, utan_lunch, parametrar.
            E0134 rad 12: »barnnorm« har inget som heter ⇒ belop. Det finns: belopp, Kronor per månad.
            E0135 rad 19: Cellen »[1,« går inte att läsa: E0201 at 3: expected a value but found the end — correct the expression at this place
            E0136 rad 23: Raden »Manad: november« går inte att läsa, eller så finns det inget sådant.
            E0136 rad 29: Raden »Overlay: ingenstans« går inte att läsa, eller så finns det inget sådant.
        "#]],
    );
    check(
        "# Prov\nKlocka: 2025-11-24T08:00\n\n## Inget mål\n| fall | a |\n|---|---|\n| x | 1 |\n\n\
         ## Inget grundfall\nGrund: fall/finns_inte.json\n| fall | ändring |\n|---|---|\n| x | |\n\n\
         ## Fel ändring\nGrund: fall/ensam.json\nOverlay: demokommun\n| fall | ändring | ⇒ utfall |\n|---|---|---|\n\
         | x | svar.b7.fk = fel | beslutad |\n| y | nonsens | beslutad |\n\n\
         ## Fel behörighet\nGrund: fall/ensam.json\nBehorighet: allt\n| fall | ändring |\n|---|---|\n| x | |\n\n\
         ## Får inte köras\nGrund: fall/ensam.json\n| fall | ändring | ⇒ utfall |\n|---|---|---|\n| x | | beslutad |\n",
        expect![[r#"
            0 passed, 6 failed
            E0132 rad 4: Avsnittet »Inget mål« säger varken vilken regeltabell eller vilket grundfall det gäller.
            E0101 rad 10: Filen forsorjningsstod-ateransokan/scenarier/fall/finns_inte.json finns inte eller går inte att läsa som text.
            E0138 rad 20: Ändringen »svar.b7.fk = fel« går inte att göra i grundfallet.
            E0138 rad 21: Ändringen »nonsens« går inte att göra i grundfallet.
            E0136 rad 25: Raden »Behorighet: allt« går inte att läsa, eller så finns det inget sådant.
            E0139 rad 34: Scenariot går inte att köra: E0715: the package refuses to run: [verkstallighet] is missing: nobody has said when a decision may be executed
        "#]],
    );
    check(
        "# Prov\nTabell: gemensam_andel\nManad: 2025-11\n\n\
         ## Fall\n| fall | hushall.antal_vuxnna | ⇒ resultat |\n|---|---|---|\n| x | 1 | 1270 |\n\n## Väntar inget\n| fall | hushall.antal | ⇒ resultat |\n|---|---|---|\n| y | 1 | |\n",
        expect![[r#"
            0 passed, 2 failed
            E0134 rad 6: »gemensam_andel« har inget som heter hushall.antal_vuxnna. Det finns: ansokan, hushall, parametrar.
            E0141 rad 13: Scenariot »y« säger inget om vad som ska komma ut.
        "#]],
    );
    check(
        "# Prov\nTabell: gemensam_andel\nManad: 2025-11\n\n## Grund\n| uppgift | värde |\n|---|---|\n| hushall.antall | 1 |\n\n\
         ## Fall\n| fall | hushall.antal | ⇒ resultat |\n|---|---|---|\n| x | 1 | 1270 |\n",
        expect![[r#"
            0 passed, 1 failed
            E0134 rad 8: »gemensam_andel« har inget som heter hushall.antall. Det finns: ansokan, hushall, parametrar.
        "#]],
    );
    check(
        "# Bara text\n",
        expect![[r#"
        0 passed, 0 failed
        E0130 rad 1: Filen har inget scenario.
    "#]],
    );
}

#[test]
fn a_row_that_no_scenario_shows_is_told() {
    let mut files = common::processes();
    files.remove("forsorjningsstod-ateransokan/scenarier/barnnorm.md");
    files.remove("forsorjningsstod-ateransokan/scenarier/raknexempel.md");
    let report = run(&files, common::SHIPPED, &Options::default());
    assert!(!report.is_good(false) && report.is_good(true), "{:?}", report.remarks);
    let told: Vec<String> =
        report.uncovered.iter().map(|row| format!("{} {} rad {}", row.file, row.table, row.row)).collect();
    expect![[r#"
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 1
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 2
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 3
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 4
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 5
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 7
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 8
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 10
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 11
        forsorjningsstod-ateransokan/beslut/norm.dmn barnnorm rad 12"#]]
    .assert_eq(&told.join("\n"));
}
