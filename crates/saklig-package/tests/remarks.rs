//! Packages with faults: each opens, and each fault is told with its place and what to do.
#![allow(clippy::unwrap_used, clippy::too_many_lines, reason = "tests: snapshots are long")]

mod common;

use expect_test::{Expect, expect};
use saklig_package::{MemoryFiles, load};

/// Changes a file of the small package, loads it with its overlay and shows the remarks.
fn check(path: &str, from: &str, to: &str, expected: &Expect) {
    check_files(&changed(path, from, to), expected);
}

fn changed(path: &str, from: &str, to: &str) -> MemoryFiles {
    let mut files = common::folder("tests/data");
    let (_, content) = files.iter().find(|(known, _)| *known == path).unwrap();
    let text = String::from_utf8(content.to_vec()).unwrap();
    assert!(text.contains(from), "{from} is in {path}");
    files.insert(path, text.replacen(from, to, 1));
    files
}

fn check_files(files: &MemoryFiles, expected: &Expect) {
    let (package, remarks) = load(files, "litet", Some("provkommun"));
    assert_eq!(package.may_run().is_err(), remarks.iter().any(saklig_package::Remark::is_error));
    expected.assert_eq(&common::lines(&remarks));
}

const PROCESS: &str = "litet/process.toml";
const FACTS: &str = "litet/uppgifter.toml";
const BPMN: &str = "litet/process.bpmn";
const DMN: &str = "litet/beslut/avgift.dmn";
const VALUES: &str = "litet/parametrar/avgift.toml";
const OVERLAY: &str = "litet/overlay/provkommun/overlay.toml";
const FORM: &str = "litet/formular/ansokan.toml";

#[test]
fn files_that_are_not_there_or_in_the_wrong_place() {
    let mut files = common::folder("tests/data");
    files.remove(PROCESS);
    check_files(
        &files,
        &expect![[r#"
        E0101 litet/process.toml: the file is not there — add the file, or correct its name
        E0109 litet/overlay/provkommun/overlay.toml:32 `Provlag 1 §`: the package has no lagrum `Provlag 1 §` — correct the spelling; an overlay changes only what is there
        E0106 litet/overlay/provkommun/overlay.toml:10 `delegering`: `delegering` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0112 litet/overlay/provkommun/avgift.dmn:14 `k1`: the row cites `FL 25 §`, which the package does not list under [[lagrum]] — write it exactly as in process.toml, or add it there with its source
        E0112 litet/overlay/provkommun/avgift.dmn:14 `k1`: the row cites `Provlag 1 §`, which the package does not list under [[lagrum]] — write it exactly as in process.toml, or add it there with its source
        E0118 litet/process.bpmn:5 `fraga`: there is no question `folk` — name the `fraga` of a [[kalla]] in the header `kalla`
        E0121 litet/formular/ansokan.toml: nothing reads this file — move it to the folder of its kind, or remove it
    "#]],
    );
    let mut files = common::folder("tests/data");
    files.remove(FACTS);
    check_files(
        &files,
        &expect![[r#"
        E0101 litet/uppgifter.toml: the file is not there — add the file, or correct its name
        E0202 litet/process.bpmn:16 `prova`: `ansokan` is not a known name in `count(ansokan.hundar)` — declare the name, or write text within quotation marks
        E0113 litet/process.bpmn:12 `prova`: `prova` writes to `prov.belopp`, which uppgifter.toml does not declare — declare the path, or correct its spelling
        E0202 litet/process.bpmn:23 `titta`: `prov` is not a known name in `if prov.belopp = null then "oklart" else "dyrt"` — declare the name, or write text within quotation marks
        E0113 litet/process.bpmn:23 `titta`: `titta` writes to `kommunicering.svar`, which uppgifter.toml does not declare — declare the path, or correct its spelling
        E0202 litet/process.bpmn:44 `f4`: `prov` is not a known name in `prov.belopp > parametrar.tak` — declare the name, or write text within quotation marks
        E0202 litet/process.toml:46 `kalla[1]`: `ansokan` is not a known name in `ansokan.manad - duration("P1M")` — declare the name, or write text within quotation marks
        E0202 litet/process.toml:47 `kalla[1]`: `ansokan` is not a known name in `ansokan.manad` — declare the name, or write text within quotation marks
        E0202 litet/process.toml:16 `ansprak`: `ansokan` is not a known name in `ansokan.sokande + string(ansokan.manad)` — declare the name, or write text within quotation marks
        E0202 litet/process.toml:16 `ansprak`: `ansokan` is not a known name in `ansokan.sokande + string(ansokan.manad)` — declare the name, or write text within quotation marks
        E0114 litet/process.toml:11: `ansokan.manad` is not declared in uppgifter.toml as `manad` — declare the path, or correct its spelling
        E0114 litet/process.toml:1: `prov.varningar` is not declared in uppgifter.toml as `lista` — declare the path, or correct its spelling
        E0114 litet/process.toml:19 `berakning`: `berakning` is not declared in uppgifter.toml as `rader` — declare the path, or correct its spelling
        E0114 litet/process.toml:22 `beslut`: `prov` is not declared in uppgifter.toml as `grupp` — declare the path, or correct its spelling
        E0114 litet/process.toml:25 `kommunicering`: `kommunicering.tid` is not declared in uppgifter.toml as `tidpunkt` — declare the path, or correct its spelling
        E0114 litet/process.toml:66 `far_saknas[1]`: `folk.kommun` is not declared in uppgifter.toml as a fact — declare the path, or correct its spelling
        E0114 litet/process.toml:40 `kalla[1]`: `folk[]` is not declared in uppgifter.toml as a fact — declare the path, or correct its spelling
        E0117 litet/formular/ansokan.toml:6 `manad`: the field `manad` of type `manad` gives the fact `ansokan.manad`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
        E0117 litet/formular/ansokan.toml:10 `sokande`: the field `sokande` of type `personnummer` gives the fact `ansokan.sokande`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
        E0117 litet/formular/ansokan.toml:14 `hundar`: the field `hundar` of type `lista` gives the fact `ansokan.hundar[]`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
        E0117 litet/formular/ansokan.toml:19 `alder`: the field `alder` of type `heltal` gives the fact `ansokan.hundar[].alder`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
    "#]],
    );
    let mut files = common::folder("tests/data");
    files.remove(BPMN);
    files.insert("litet/process.bpmn.bak", "x");
    files.insert("litet/beslut/norm.xlsx", vec![0xff, 0xfe]);
    files.insert("litet/overlay/provkommun/process.toml", "x = 1");
    check_files(
        &files,
        &expect![[r#"
        E0101 litet/beslut/norm.xlsx: the file cannot be read as text — save it as UTF-8, or make it readable
        E0101 litet/process.bpmn: the file is not there — add the file, or correct its name
        E0113 litet/overlay/provkommun/avgift.dmn:3 `in_antal`: the input `antal` is not a name at the top of the tree of facts — declare it in uppgifter.toml, or correct its spelling
        E0123 litet/process.toml:22 `beslut`: the process proposes a decision but never comes to `saklig.beslut` — put a service task of that type before letter, payment and archive
        E0108 litet/overlay/provkommun/process.toml: an overlay may not hold this file — an overlay holds overlay.toml, the DMN files it names under [[ersatt]], LASMIG.md and scenarier/
        E0121 litet/process.bpmn.bak: nothing reads this file — move it to the folder of its kind, or remove it
    "#]],
    );
    let mut files = common::folder("tests/data");
    files.remove(OVERLAY);
    check_files(
        &files,
        &expect![[r#"
        E0101 litet/overlay/provkommun/overlay.toml: the file is not there — add the file, or correct its name
        E0108 litet/overlay/provkommun/avgift.dmn: an overlay may not hold this file — an overlay holds overlay.toml, the DMN files it names under [[ersatt]], LASMIG.md and scenarier/
    "#]],
    );
    check(
        PROCESS,
        "formular/ansokan.toml",
        "formular/annan.toml",
        &expect![[r#"
        E0101 litet/formular/annan.toml: the file is not there — add the file, or correct its name
        E0121 litet/formular/ansokan.toml: nothing reads this file — move it to the folder of its kind, or remove it
    "#]],
    );
}

#[test]
fn the_manifest() {
    check(
        PROCESS,
        "id = \"litet\"",
        "id = \"stort\"\nnman = 1",
        &expect![[r#"
        E0104 litet/process.toml:1 `id`: `id` must be `litet`, the name of its folder — correct the value
        E0105 litet/process.toml:2 `nman`: the key `nman` is not known here — remove it or correct its spelling; known here: agare, ansprak, berakning, beskrivning, beslut, delegering, far_saknas, formular, fran, gallring, hogsta_lage, id, kalla, kommunicering, lagrum, lagstod, manad, manader, mandat, namn, overklagande, process, serie, stickprov, varning, varningslistor, verkstallighet, version
    "#]],
    );
    check(
        PROCESS,
        "serie = \"LP\"",
        "serie = \"lp-1\"",
        &expect![[r#"
        E0104 litet/process.toml:6 `serie`: `serie` must be 1–6 letters A–Z — correct the value
    "#]],
    );
    check(
        PROCESS,
        "\"automatiskt\"",
        "\"automatic\"",
        &expect![[r#"
        E0104 litet/process.toml:8 `hogsta_lage`: `hogsta_lage` must be one of av, skugga, forslag, bunt, automatiskt — correct the value
    "#]],
    );
    check(
        PROCESS,
        "manader = { fran = \"2025-01\", till = \"2025-03\" }",
        "",
        &expect![[r#"
        E0103 litet/process.toml:11: the matter concerns a month, but [manader] does not say which months the package covers — add manader = { fran = "YYYY-MM", till = "YYYY-MM" }
    "#]],
    );
    check(
        PROCESS,
        "till = \"2025-03\"",
        "till = \"2024-13\"",
        &expect![[r#"
        E0104 litet/process.toml:7 `manader.till`: `manader.till` must be a month, "YYYY-MM" — correct the value
        E0103 litet/process.toml:11: the matter concerns a month, but [manader] does not say which months the package covers — add manader = { fran = "YYYY-MM", till = "YYYY-MM" }
    "#]],
    );
    check(
        PROCESS,
        "fore = \"0.1\"",
        "fore = \"10 %\"",
        &expect![[r#"
        E0104 litet/process.toml:36 `stickprov.fore`: `stickprov.fore` must be a number — correct the value
    "#]],
    );
    check(
        PROCESS,
        "lagrum = \"KL 6 kap. 37 §\"\nkalla = \"läst\"",
        "",
        &expect![[r#"
        E0106 litet/process.toml:29 `delegering`: `delegering` has no `kalla` — add `kalla`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/process.toml:29 `delegering`: `delegering` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
    "#]],
    );
    check(
        PROCESS,
        "namn = \"Litet paket\"",
        "namn = ",
        &expect![[r#"
        E0102 litet/process.toml:2: not valid TOML: string values must be quoted, expected literal string — correct the line; the TOML grammar is at toml.io
    "#]],
    );
    check(
        PROCESS,
        "id = \"Provlag 1 §\"",
        "id = \"FL 25 §\"",
        &expect![[r#"
        E0119 litet/process.toml:55 `FL 25 §`: `FL 25 §` stands twice — keep one of them
        E0109 litet/overlay/provkommun/overlay.toml:32 `Provlag 1 §`: the package has no lagrum `Provlag 1 §` — correct the spelling; an overlay changes only what is there
        E0112 litet/overlay/provkommun/avgift.dmn:14 `k1`: the row cites `Provlag 1 §`, which the package does not list under [[lagrum]] — write it exactly as in process.toml, or add it there with its source
    "#]],
    );
}

#[test]
fn names_that_nothing_has() {
    check(
        PROCESS,
        "manad = \"ansokan.manad\"",
        "manad = \"ansokan.mand\"",
        &expect![[r#"
        E0114 litet/process.toml:11: `ansokan.mand` is not declared in uppgifter.toml as `manad` — declare the path, or correct its spelling
    "#]],
    );
    check(
        PROCESS,
        "rader = \"berakning\"",
        "rader = \"prov.varningar\"",
        &expect![[r#"
        E0114 litet/process.toml:19 `berakning`: `prov.varningar` is not declared in uppgifter.toml as `rader` — declare the path, or correct its spelling
    "#]],
    );
    check(
        PROCESS,
        "dagar = \"svarstid\"",
        "dagar = \"svarstider\"",
        &expect![[r#"
        E0118 litet/process.toml:26 `kommunicering`: there is no parameter `svarstider` — add it under parametrar/
    "#]],
    );
    check(
        PROCESS,
        "tabell = \"avgift\"",
        "tabell = \"avgifter\"",
        &expect![[r#"
        E0118 litet/process.toml:65 `far_saknas[1]`: there is no rule table `avgifter` — name a decision of the package by its id or name
    "#]],
    );
    check(
        PROCESS,
        "varde = '\"okänd\"'",
        "varde = 'folk'",
        &expect![[r#"
        E0118 litet/process.toml:68 `far_saknas[1]`: `folk` is not a FEEL literal — write the least favourable value as a literal: 0, "text", true
    "#]],
    );
    check(
        PROCESS,
        "fran = 'ansokan.manad - duration(\"P1M\")'",
        "fran = 'ansokan.mnad'",
        &expect![[r#"
        E0206 litet/process.toml:46 `kalla[1]`: a context has no `mnad` in `ansokan.mnad` — did you mean `manad`?
    "#]],
    );
    check(
        PROCESS,
        "'ansokan.sokande + string(ansokan.manad)'",
        "'sokande'",
        &expect![[r#"
        E0202 litet/process.toml:16 `ansprak`: `sokande` is not a known name in `sokande` — declare the name, or write text within quotation marks
    "#]],
    );
    check(
        PROCESS,
        "id = \"folk\"",
        "id = \"folket\"",
        &expect![[r#"
        E0118 litet/uppgifter.toml:16 `uppgift[5]`: there is no source `folk` — add it under [[kalla]], or correct its spelling
    "#]],
    );
    check(
        FACTS,
        "path = \"kommunicering.svar\"",
        "path = \"kommunicering.svaret\"",
        &expect![[r#"
        E0113 litet/process.bpmn:23 `titta`: `titta` writes to `kommunicering.svar`, which uppgifter.toml does not declare — declare the path, or correct its spelling
    "#]],
    );
}

#[test]
fn the_process() {
    check(
        BPMN,
        "=prov.belopp &gt; parametrar.tak",
        "=prov.belop &gt; parametrar.taket",
        &expect![[r#"
        E0206 litet/process.bpmn:44 `f4`: a context has no `belop` in `prov.belop > parametrar.taket` — did you mean `belopp`?
        E0206 litet/process.bpmn:44 `f4`: a context has no `taket` in `prov.belop > parametrar.taket` — it has avgift_hund, raser, svarstid, tak
    "#]],
    );
    check(
        BPMN,
        "=count(ansokan.hundar)",
        "=count(ansokn.hundar)",
        &expect![[r#"
        E0202 litet/process.bpmn:16 `prova`: `ansokn` is not a known name in `count(ansokn.hundar)` — did you mean `ansokan`?
    "#]],
    );
    check(
        BPMN,
        "decisionId=\"avgift\"",
        "decisionId=\"avgiften\"",
        &expect![[r#"
        E0115 litet/process.bpmn:12 `prova`: `prova` calls the decision `avgiften`, which no DMN file of the package has — correct the decision id, or add the file under beslut/
    "#]],
    );
    check(
        BPMN,
        "key=\"kalla\" value=\"folk\"",
        "key=\"kalla\" value=\"folk2\"",
        &expect![[r#"
        E0118 litet/process.bpmn:5 `fraga`: there is no question `folk2` — name the `fraga` of a [[kalla]] in the header `kalla`
    "#]],
    );
    check(
        BPMN,
        "saklig.beslut",
        "saklig.besluta",
        &expect![[r#"
        E0441 litet/process.bpmn:31 `besluta`: the task type saklig.besluta of besluta does not exist; types that begin with saklig. are reserved — use one of saklig.beslut, saklig.betala, saklig.brev.beslut, saklig.tillstand, saklig.arkivera, saklig.fraga, or a type of your own
        E0440 litet/process.bpmn:35 `betala`: betala (saklig.betala) can be reached without the decision gate: start → fraga → prova → vag → besluta → betala — lead every path to the step through a task of type saklig.beslut
        E0123 litet/process.toml:22 `beslut`: the process proposes a decision but never comes to `saklig.beslut` — put a service task of that type before letter, payment and archive
    "#]],
    );
    check(
        BPMN,
        "sourceRef=\"fraga\" targetRef=\"prova\"",
        "sourceRef=\"fraga\" targetRef=\"betala\"",
        &expect![[r#"
        E0414 litet/process.bpmn:12 `prova`: no path from a start leads to prova — connect the step or delete it
        E0414 litet/process.bpmn:22 `vag`: no path from a start leads to vag — connect the step or delete it
        E0414 litet/process.bpmn:23 `titta`: no path from a start leads to titta — connect the step or delete it
        E0414 litet/process.bpmn:31 `besluta`: no path from a start leads to besluta — connect the step or delete it
        E0414 litet/process.bpmn:40 `sett`: no path from a start leads to sett — connect the step or delete it
        E0440 litet/process.bpmn:35 `betala`: betala (saklig.betala) can be reached without the decision gate: start → fraga → betala — lead every path to the step through a task of type saklig.beslut
    "#]],
    );
}

#[test]
fn the_rules() {
    let (_, remarks) = load(&changed(DMN, "FL 25 §; Provlag 1 §", "FL 25 §; Provlag 2 §"), "litet", None);
    expect![[r#"
        E0112 litet/beslut/avgift.dmn:14 `r1`: the row cites `Provlag 2 §`, which the package does not list under [[lagrum]] — write it exactly as in process.toml, or add it there with its source
    "#]].assert_eq(&common::lines(&remarks));
    check(
        OVERLAY,
        "[[ersatt]]\ntabell = \"avgift\"\nfil = \"avgift.dmn\"",
        "",
        &expect![[r#"
        E0108 litet/overlay/provkommun/avgift.dmn: an overlay may not hold this file — an overlay holds overlay.toml, the DMN files it names under [[ersatt]], LASMIG.md and scenarier/
    "#]],
    );
    check(
        "litet/overlay/provkommun/avgift.dmn",
        "antal * parametrar.avgift_hund",
        "antal * parametrar.avgift_katt",
        &expect![[r#"
        E0206 litet/overlay/provkommun/avgift.dmn:19 `k2`: a context has no `avgift_katt` in `antal * parametrar.avgift_katt / 2` — it has avgift_hund, raser, svarstid, tak
    "#]],
    );
    check(
        "litet/overlay/provkommun/avgift.dmn",
        "<variable name=\"antal\"",
        "<variable name=\"antl\"",
        &expect![[r#"
        E0113 litet/overlay/provkommun/avgift.dmn:3 `in_antal`: the input `antl` is not a name at the top of the tree of facts — declare it in uppgifter.toml, or correct its spelling
        E0202 litet/overlay/provkommun/avgift.dmn:10 `avgift_t`: `antal` is not a known name in `antal` — did you mean `antl`?
    "#]],
    );
}

#[test]
fn parameters() {
    check(
        VALUES,
        "lagrum = \"Provlag 1 §\"\nkalla = \"provlagen\"",
        "",
        &expect![[r#"
        E0106 litet/parametrar/avgift.toml:7 `parameter[1].period[1]`: `parameter[1].period[1]` has no `kalla` — add `kalla`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/parametrar/avgift.toml:7 `parameter[1].period[1]`: `parameter[1].period[1]` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0124 litet/parametrar/avgift.toml:1 `parameter[1]`: the parameter `avgift_hund` has no value for 1 of the covered months (2025-01) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "kalla = \"andra kommuner\"",
        "",
        &expect![[r#"
        E0106 litet/parametrar/avgift.toml:36 `parameter[3].period[1].rader[1]`: `parameter[3].period[1].rader[1]` has no `kalla` — add `kalla`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/parametrar/avgift.toml:37 `parameter[3].period[1].rader[2]`: `parameter[3].period[1].rader[2]` has no `kalla` — add `kalla`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/parametrar/avgift.toml:38 `parameter[3].period[1].rader[3]`: `parameter[3].period[1].rader[3]` has no `kalla` — add `kalla`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0124 litet/parametrar/avgift.toml:26 `parameter[3]`: the parameter `raser` has no value for 1 of the covered months (2025-01) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "slut = 2025-01-31",
        "slut = 2025-02-28",
        &expect![[r#"
        E0107 litet/parametrar/avgift.toml:14 `parameter[1].period[2]`: the periods of `avgift_hund` overlap or do not stand in order of time — let each period begin after the one before it ends
        E0109 litet/overlay/provkommun/overlay.toml:24 `avgift_hund`: the package has no value or row to confirm in `avgift_hund` — correct the spelling; an overlay changes only what is there
        E0124 litet/parametrar/avgift.toml:1 `parameter[1]`: the parameter `avgift_hund` has no value for 1 of the covered months (2025-03) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "slut = 2025-01-31",
        "slut = 2025-01-20",
        &expect![[r#"
        E0124 litet/parametrar/avgift.toml:1 `parameter[1]`: the parameter `avgift_hund` has no value for 1 of the covered months (2025-01) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "varde = 100",
        "varde = \"hundra\"",
        &expect![[r#"
        E0104 litet/parametrar/avgift.toml:10 `parameter[1].period[1].varde`: `parameter[1].period[1].varde` must be a number — correct the value
        E0124 litet/parametrar/avgift.toml:1 `parameter[1]`: the parameter `avgift_hund` has no value for 1 of the covered months (2025-01) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "varde = 100\n",
        "",
        &expect![[r#"
        E0103 litet/parametrar/avgift.toml:7 `parameter[1].period[1].varde`: `parameter[1].period[1].varde` is missing — add the value
        E0124 litet/parametrar/avgift.toml:1 `parameter[1]`: the parameter `avgift_hund` has no value for 1 of the covered months (2025-01) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "kod = \"varg\", tillagg = 500",
        "kod = \"tax\", tilagg = 500",
        &expect![[r#"
        E0105 litet/parametrar/avgift.toml:38 `parameter[3].period[1].rader[3].tilagg`: the key `parameter[3].period[1].rader[3].tilagg` is not known here — remove it or correct its spelling; known here: anmarkning, kalla, kod, kontrollerad, lagrum, namn, tillagg, tillit
        E0119 litet/parametrar/avgift.toml:38 `tax`: `tax` stands twice — keep one of them
    "#]],
    );
    check(
        VALUES,
        "kommunal = \"far\"",
        "kommunal = \"kanske\"",
        &expect![[r#"
        E0104 litet/parametrar/avgift.toml:31 `parameter[3].kommunal`: `parameter[3].kommunal` must be one of nej, far, kravs — correct the value
        E0106 litet/parametrar/avgift.toml:36 `parameter[3].period[1].rader[1]`: `parameter[3].period[1].rader[1]` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/parametrar/avgift.toml:37 `parameter[3].period[1].rader[2]`: `parameter[3].period[1].rader[2]` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/parametrar/avgift.toml:38 `parameter[3].period[1].rader[3]`: `parameter[3].period[1].rader[3]` has no `lagrum` — add `lagrum`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0108 litet/overlay/provkommun/overlay.toml:19 `raser`: the parameter `raser` is not the municipality's to set — an overlay may set parameters open to the municipality, fill or confirm delegering, verkstallighet and gallring, confirm values and lagrum, replace a rule table by name, and add scenarios
        E0109 litet/overlay/provkommun/overlay.toml:28 `raser`: the package has no value or row to confirm in `raser` — correct the spelling; an overlay changes only what is there
        E0124 litet/parametrar/avgift.toml:26 `parameter[3]`: the parameter `raser` has no value for 3 of the covered months (2025-01–2025-03) — add a period; until then what reads it is unclear in those months
    "#]],
    );
    check(
        VALUES,
        "id = \"svarstid\"",
        "id = \"tak\"",
        &expect![[r#"
        E0119 litet/parametrar/avgift.toml:21 `parameter[2]`: the parameter `tak` stands in gemensamt/parametrar/tak.toml too — keep one of them
        E0109 litet/overlay/provkommun/overlay.toml:13 `svarstid`: the package has no parameter `svarstid` — correct the spelling; an overlay changes only what is there
        E0118 litet/process.toml:26 `kommunicering`: there is no parameter `svarstid` — add it under parametrar/
    "#]],
    );
    check(
        VALUES,
        "nycklar = [\"kod\"]",
        "nycklar = [\"kodd\"]",
        &expect![[r#"
        E0104 litet/parametrar/avgift.toml:26 `parameter[3].nycklar`: `parameter[3].nycklar` must be names of columns; `kodd` is none — correct the value
    "#]],
    );
}

#[test]
fn what_an_overlay_may_not() {
    check(
        OVERLAY,
        "id = \"svarstid\"",
        "id = \"avgift_hund\"",
        &expect![[r#"
        E0108 litet/overlay/provkommun/overlay.toml:13 `avgift_hund`: the parameter `avgift_hund` is not the municipality's to set — an overlay may set parameters open to the municipality, fill or confirm delegering, verkstallighet and gallring, confirm values and lagrum, replace a rule table by name, and add scenarios
    "#]],
    );
    check(
        OVERLAY,
        "id = \"raser\"",
        "id = \"rasar\"",
        &expect![[r#"
        E0109 litet/overlay/provkommun/overlay.toml:19 `rasar`: the package has no parameter `rasar` — correct the spelling; an overlay changes only what is there
        E0109 litet/overlay/provkommun/overlay.toml:28 `raser`: the package has no value or row to confirm in `raser` — correct the spelling; an overlay changes only what is there
    "#]],
    );
    check(
        OVERLAY,
        "kommun = \"Provkommun\"",
        "kommun = \"Provkommun\"\nhogsta_lage = \"automatiskt\"",
        &expect![[r#"
        E0108 litet/overlay/provkommun/overlay.toml:1 `hogsta_lage`: an overlay may not set `hogsta_lage` — an overlay may set parameters open to the municipality, fill or confirm delegering, verkstallighet and gallring, confirm values and lagrum, replace a rule table by name, and add scenarios
    "#]],
    );
    check(
        OVERLAY,
        "lagrum = \"Provlag 1 §\"",
        "lagrum = \"Provlag 9 §\"",
        &expect![[r#"
        E0109 litet/overlay/provkommun/overlay.toml:32 `Provlag 9 §`: the package has no lagrum `Provlag 9 §` — correct the spelling; an overlay changes only what is there
    "#]],
    );
    check(
        OVERLAY,
        "nyckel = { kod = \"mops\" }",
        "nyckel = { kod = \"katt\" }",
        &expect![[r#"
        E0109 litet/overlay/provkommun/overlay.toml:28 `raser`: the package has no value or row to confirm in `raser` — correct the spelling; an overlay changes only what is there
    "#]],
    );
    check(
        OVERLAY,
        "namn = \"Pia Prov\"",
        "",
        &expect![[r#"
        E0106 litet/overlay/provkommun/overlay.toml:13 `parameter[1]`: `parameter[1]` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/overlay/provkommun/overlay.toml:24 `bekrafta[1]`: `bekrafta[1]` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/overlay/provkommun/overlay.toml:28 `bekrafta[2]`: `bekrafta[2]` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/overlay/provkommun/overlay.toml:32 `bekrafta[3]`: `bekrafta[3]` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/overlay/provkommun/overlay.toml:10 `delegering`: `delegering` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
        E0106 litet/overlay/provkommun/overlay.toml:5 `verkstallighet`: `verkstallighet` has no `namn` — add `namn`: nothing is taken without where it was read, what it rests on and who confirmed it
    "#]],
    );
    check(
        OVERLAY,
        "tabell = \"avgift\"",
        "tabell = \"skatt\"",
        &expect![[r#"
        E0109 litet/overlay/provkommun/overlay.toml:36 `ersatt[1]`: the package has no rule table `skatt` — name a decision of the package by its id or name
    "#]],
    );
    check(
        OVERLAY,
        "fil = \"avgift.dmn\"",
        "fil = \"skatt.dmn\"",
        &expect![[r#"
        E0101 litet/overlay/provkommun/skatt.dmn: the file is not there — add the file, or correct its name
        E0108 litet/overlay/provkommun/avgift.dmn: an overlay may not hold this file — an overlay holds overlay.toml, the DMN files it names under [[ersatt]], LASMIG.md and scenarier/
    "#]],
    );
    check(
        "litet/overlay/provkommun/avgift.dmn",
        "output name=\"avgift\"",
        "output name=\"skatt\"",
        &expect![[r#"
        E0108 litet/overlay/provkommun/overlay.toml:36 `ersatt[1]`: the new table `avgift` has the outputs skatt, not avgift — give the new table the same outputs
    "#]],
    );
}

#[test]
fn the_tree_of_facts_and_the_form() {
    check(
        FACTS,
        "typ = \"manad\"",
        "typ = \"month\"",
        &expect![[r#"
        E0104 litet/uppgifter.toml:3 `uppgift[1].typ`: `uppgift[1].typ` must be one of rader, lista, grupp, belopp, tal, heltal, text, ja_nej, datum, tidpunkt, manad, personnummer, konto, regnr, val, flerval, vad_som_helst — correct the value
        E0206 litet/process.toml:46 `kalla[1]`: a context has no `manad` in `ansokan.manad - duration("P1M")` — it has sokande, hundar
        E0206 litet/process.toml:47 `kalla[1]`: a context has no `manad` in `ansokan.manad` — it has sokande, hundar
        E0206 litet/process.toml:16 `ansprak`: a context has no `manad` in `ansokan.sokande + string(ansokan.manad)` — it has sokande, hundar
        E0114 litet/process.toml:11: `ansokan.manad` is not declared in uppgifter.toml as `manad` — declare the path, or correct its spelling
        E0117 litet/formular/ansokan.toml:6 `manad`: the field `manad` of type `manad` gives the fact `ansokan.manad`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
    "#]],
    );
    check(
        FACTS,
        "path = \"ansokan.hundar[]\"",
        "path = \"ansokan.hundar\"",
        &expect![[r#"
        E0104 litet/uppgifter.toml:10 `uppgift[3].path`: `uppgift[3].path` must be written with [] at the end exactly when `typ` is `lista` or `rader` — correct the value
    "#]],
    );
    check(
        FACTS,
        "path = \"folk[].kommun\"",
        "path = \"ansokan.manad\"",
        &expect![[r#"
        E0103 litet/uppgifter.toml:20 `uppgift[6].kallor`: `uppgift[6].kallor` is missing — say who may state the fact, for example ["ansokan"]
        E0119 litet/uppgifter.toml:20 `ansokan.manad`: `ansokan.manad` stands twice — keep one of them
        E0114 litet/process.toml:66 `far_saknas[1]`: `folk.kommun` is not declared in uppgifter.toml as a fact — declare the path, or correct its spelling
    "#]],
    );
    check(
        FACTS,
        "kallor = [\"register:folk\"]",
        "kallor = [\"registret\"]",
        &expect![[r#"
        E0104 litet/uppgifter.toml:16 `uppgift[5].kallor`: `uppgift[5].kallor` must be words such as ansokan, register:<namn>, egna, import, regel, handlaggare, arbetare, robot, arende — correct the value
        E0103 litet/uppgifter.toml:16 `uppgift[5].kallor`: `uppgift[5].kallor` is missing — say who may state the fact, for example ["ansokan"]
        E0103 litet/uppgifter.toml:20 `uppgift[6].kallor`: `uppgift[6].kallor` is missing — say who may state the fact, for example ["ansokan"]
    "#]],
    );
    check(
        FACTS,
        "path = \"berakning[]\"",
        "path = \"parametrar.x[]\"",
        &expect![[r#"
        E0104 litet/uppgifter.toml:39 `uppgift[11].path`: `uppgift[11].path` must be names of a–z, 0–9 and _, with dots between and [] after lists, not below `parametrar` — correct the value
        E0103 litet/uppgifter.toml:42 `uppgift[12].kallor`: `uppgift[12].kallor` is missing — say who may state the fact, for example ["ansokan"]
        E0114 litet/process.toml:19 `berakning`: `berakning` is not declared in uppgifter.toml as `rader` — declare the path, or correct its spelling
    "#]],
    );
    check(
        FORM,
        "id = \"sokande\"",
        "id = \"sokanden\"",
        &expect![[r#"
        E0117 litet/formular/ansokan.toml:10 `sokanden`: the field `sokanden` of type `personnummer` gives the fact `ansokan.sokanden`, which is not declared in uppgifter.toml — let uppgifter.toml and the form agree
    "#]],
    );
    check(
        FORM,
        "typ = \"heltal\"",
        "typ = \"belopp\"",
        &expect![[r#"
        E0117 litet/formular/ansokan.toml:19 `alder`: the field `alder` of type `belopp` gives the fact `ansokan.hundar[].alder`, which is declared as `heltal` — let uppgifter.toml and the form agree
    "#]],
    );
    check(
        FORM,
        "typ = \"manad\"",
        "typ = \"manader\"",
        &expect![[r#"
        E0522 litet/formular/ansokan.toml:8 `sida[1].falt[1].typ`: `sida[1].falt[1].typ` must be one of grupp, lista, personnummer, belopp, tal, heltal, datum, manad, tidpunkt, konto, regnr, text, ja_nej, val, flerval, epost, telefon, info — correct the value
    "#]],
    );
}

/// Loading is total: whatever stands in a file, the package opens, and what is cut off is told.
#[test]
fn a_file_that_is_cut_off_anywhere_still_opens() {
    let whole = common::folder("tests/data");
    let names: Vec<String> = whole.iter().map(|(path, _)| path.to_owned()).collect();
    for path in names.iter().filter(|path| !path.contains("scenarier/")) {
        let content = whole.iter().find(|(known, _)| known == path).unwrap().1.to_vec();
        for part in 1..8 {
            let mut files = whole.clone();
            files.insert(path.as_str(), content[..content.len() * part / 8].to_vec());
            let (package, _) = load(&files, "litet", Some("provkommun"));
            assert_eq!(&**package.id(), "litet");
        }
    }
}
