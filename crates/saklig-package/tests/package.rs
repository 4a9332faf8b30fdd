//! A small package: what is read out of it, and what an overlay makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use expect_test::{Expect, expect};
use saklig_case::gate::Delegation;
use saklig_case::{Confidence, Month, Outcome};
use saklig_feel::{Env, Mark, Marks, Value};
use saklig_package::{Bundle, Declared, MemoryFiles, Package, load, load_bundle, overlays, packages};
use saklig_rules::Inputs;

fn files() -> MemoryFiles {
    common::folder("tests/data")
}

fn loaded(overlay: Option<&str>) -> Package {
    let (package, remarks) = load(&files(), "litet", overlay);
    let remarks: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    assert_eq!(remarks, [""; 0]);
    package
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn check(shown: &str, expected: &Expect) {
    expected.assert_eq(shown);
}

#[test]
fn packages_and_overlays_are_found() {
    assert_eq!(packages(&files()), ["litet"]);
    assert_eq!(overlays(&files(), "litet"), ["provkommun"]);
}

#[test]
fn without_what_the_municipality_must_say_it_does_not_run() {
    let stops = loaded(None).may_run().unwrap_err();
    check(
        &common::lines(&stops),
        &expect![[r#"
        E0111 litet/process.toml: [verkstallighet] is missing: nobody has said when a decision may be executed — let the municipality fill it in its overlay, and load the package with it
        E0116 litet/parametrar/avgift.toml:21 `parameter[2]`: the municipality must set the parameter `svarstid` (svarstid) — let the municipality fill it in its overlay, and load the package with it
    "#]],
    );
    assert_eq!(loaded(Some("provkommun")).may_run(), Ok(()));
}

fn parameters(package: &Package, month: Month) -> String {
    let view = package.parameters_for(Some(month));
    let line = |leaf: &saklig_package::ParameterLeaf| {
        let sure = if leaf.confidence == Confidence::Confirmed { "sure" } else { "unsure" };
        format!(
            "{} = {} ({sure}{}; {}; {})\n",
            leaf.path,
            leaf.value,
            if leaf.unknown { ", unknown" } else { "" },
            leaf.lagrum,
            leaf.source
        )
    };
    view.leaves().iter().map(line).collect::<Vec<_>>().concat()
}

#[test]
fn parameters_are_chosen_by_the_month() {
    let package = loaded(None);
    check(
        &parameters(&package, month("2025-01")),
        &expect![[r#"
        avgift_hund = 100 (sure; Provlag 1 §; provlagen)
        raser[tax].namn = "Tax" (unsure; ; andra kommuner)
        raser[tax].tillagg = 10 (unsure; ; andra kommuner)
        raser[varg].namn = "Varghund" (sure; ; andra kommuner)
        raser[varg].tillagg = 500 (sure; ; andra kommuner)
        svarstid = null (unsure, unknown; ; )
        tak = 1000 (sure; Provlag 1 §; provlagen)
    "#]],
    );
    check(
        &parameters(&package, month("2023-12")),
        &expect![[r#"
        avgift_hund = null (unsure, unknown; ; )
        raser = null (unsure, unknown; ; )
        svarstid = null (unsure, unknown; ; )
        tak = null (unsure, unknown; ; )
    "#]],
    );
    assert_eq!(package.parameters_for(None).leaves().iter().filter(|leaf| !leaf.unknown).count(), 0);
    assert!(package.covers(month("2025-03")) && !package.covers(month("2025-04")));
}

#[test]
fn an_overlay_sets_and_confirms() {
    check(
        &parameters(&loaded(Some("provkommun")), month("2025-02")),
        &expect![[r#"
        avgift_hund = 110.5 (sure; Provlag 1 §; andrahand; nämndens beslut)
        raser[tax].tillagg = 15 (unsure; ; nämndens beslut)
        raser[varg].namn = "Varghund" (sure; ; andra kommuner)
        raser[varg].tillagg = 500 (sure; ; andra kommuner)
        raser[mops].tillagg = 5 (sure; ; nämndens beslut)
        svarstid = 14 (sure; ; nämndens beslut)
        tak = 1000 (sure; Provlag 1 §; provlagen)
    "#]],
    );
}

struct Known;

impl Marks for Known {
    fn is_unknown(&self, mark: Mark) -> bool {
        mark.0 == 0
    }
    fn state(&self, _: Mark) -> &'static str {
        "känd"
    }
}

#[test]
fn the_view_becomes_a_tree_of_marks() {
    let view = loaded(None).parameters_for(Some(month("2025-01")));
    let tree = view.tree(100);
    let raser = tree.as_context().unwrap().get("raser").unwrap().as_list().unwrap().clone();
    assert_eq!(raser.len(), 2, "the guessed row matches nothing");
    let cell = |name: &str| raser[1].as_context().unwrap().get(name).unwrap().clone();
    assert!(matches!(cell("kod"), Value::String(_)), "keys are only matched");
    let Value::Tracked(tracked) = cell("tillagg") else { panic!("a value is tracked") };
    let leaf = view.leaf(usize::try_from(tracked.mark.0 - 100).unwrap()).unwrap();
    assert_eq!(&*leaf.path, "raser[varg].tillagg");
    assert_eq!(view.value("avgift_hund"), Some(&Value::Number(100.into())));
    assert_eq!(view.value("svarstid"), None);
}

#[test]
fn rules_are_asked_by_id_or_name_and_cite_provisions() {
    for (overlay, wanted) in [(None, "200"), (Some("provkommun"), "100")] {
        let package = loaded(overlay);
        let rules = package.rules("Hundavgift").unwrap();
        assert_eq!(&*rules.id, "avgift");
        let view = package.parameters_for(Some(month("2025-01")));
        let inputs = Inputs::new().with("antal", Value::Number(2.into())).with("parametrar", view.tree(0));
        let outcome = rules.rules.evaluate(&rules.id, &inputs, &Env::new()).unwrap();
        assert_eq!(outcome.value.to_string(), wanted);
        let unknown = rules.rules.evaluate(&rules.id, &inputs, &Env::new().with_marks(&Known)).unwrap();
        assert!(!unknown.clear, "an unknown parameter makes the result unclear");
    }
    let package = loaded(None);
    let (lagrum, motivation) = package.row_annotations("avgift_t", "r1").unwrap();
    let cited: Vec<String> = lagrum.iter().map(|l| format!("{} {:?}", l.text, l.confidence)).collect();
    assert_eq!(cited, ["FL 25 § Confirmed", "Provlag 1 § Unconfirmed"]);
    assert_eq!(&*motivation, "Ingen hund.");
    assert_eq!(package.row_annotations("Hundavgift", "r2").unwrap().0, []);
    let (lagrum, _) = loaded(Some("provkommun")).row_annotations("avgift", "k1").unwrap();
    assert!(lagrum.iter().all(|l| l.confidence == Confidence::Confirmed));
    let rows: Vec<String> =
        package.table_rows().iter().map(|t| format!("{} {:?}", t.owner, t.rows)).collect();
    assert_eq!(rows, [r#"avgift [("r1", 1), ("r2", 2)]"#]);
}

fn tree(nodes: &[Declared], depth: usize, out: &mut Vec<String>) {
    for node in nodes {
        let applicant = if node.from_applicant { " applicant" } else { "" };
        let rows = if node.rows { " rows" } else { "" };
        out.push(format!("{}{} {:?}{applicant}{rows}\n", "  ".repeat(depth), node.name, node.kind));
        tree(&node.children, depth + 1, out);
    }
}

#[test]
fn the_declared_tree_is_told() {
    let package = loaded(None);
    let mut shown = vec![package.roots().join(", ") + "\n"];
    tree(package.declared(), 0, &mut shown);
    check(
        &shown.concat(),
        &expect![[r#"
        ansokan, folk, prov, berakning, kommunicering, arende, parametrar
        ansokan Group
          manad Leaf(Month) applicant
          sokande Leaf(PersonNumber) applicant
          hundar List applicant
            id Leaf(Text) applicant
            alder Leaf(Integer) applicant
        folk List
          id Leaf(Text)
          kommun Leaf(Text)
        prov Group
          utfall Leaf(Choice)
          belopp Leaf(Amount)
          varningar List
        berakning List rows
          id Leaf(Text)
          belopp Leaf(Amount)
        kommunicering Group
          tid Leaf(Instant)
          svar Leaf(Text)
        arende Group
          id Leaf(Text)
          nummer Leaf(Text)
          mottagen Leaf(Date)
          version Leaf(Integer)
    "#]],
    );
}

#[test]
fn expressions_of_the_process_have_slots_for_tree_and_locals() {
    let package = loaded(None);
    let process = package.process();
    let node = process.find("prova").unwrap();
    assert_eq!(package.locals(node), ["antal".into(), "prov".into()] as [std::sync::Arc<str>; 2]);
    let mut slots = vec![Value::Null; package.roots().len()];
    slots.push(Value::Number(2.into()));
    slots.push(Value::string("local"));
    let output = package.program(&node.outputs[0].source).unwrap();
    let value = output.evaluate(&slots, &Env::new()).unwrap().value;
    assert_eq!(value, Value::string("local"), "the local result hides the name of the tree");
    let user = process.find("titta").unwrap();
    assert_eq!(package.locals(user), ["svar".into()] as [std::sync::Arc<str>; 1]);
    let value = package.header_program(user, "skal").unwrap().evaluate(&slots, &Env::new()).unwrap().value;
    assert_eq!(value, Value::string("oklart"));
    let flow = process.find_flow("f4").unwrap();
    assert!(package.program(flow.condition.as_ref().unwrap()).is_some());
}

#[test]
fn the_sections_are_told() {
    let package = loaded(Some("provkommun"));
    let terms = package.terms();
    assert_eq!(terms.delegation, Delegation::Confirmed);
    assert!(terms.execution_stated);
    assert_eq!(terms.least_rates[&Outcome::Granted].before.to_string(), "0.1");
    assert_eq!(terms.least_rates[&Outcome::Refused].before.to_string(), "1");
    assert_eq!(loaded(None).terms().delegation, Delegation::Unconfirmed);
    let source = &package.sources()[0];
    assert_eq!((&*source.question, &*source.paths[0], source.required), ("folk", "folk", true));
    assert!(source.from.is_some() && source.to.is_some());
    assert_eq!(&*package.sheet().unwrap().path, "berakning");
    assert_eq!(&*package.communication().unwrap().days_parameter, "svarstid");
    assert!(package.warning("fler_hund").unwrap().blocks);
    assert_eq!(package.far_saknas()[0].value, Value::string("okänd"));
    assert!(package.claim().unwrap().key.is_some());
    assert_eq!(
        package.scenarios(),
        ["litet/overlay/provkommun/scenarier/egen.md", "litet/scenarier/ingen.md"]
    );
    assert_eq!(package.overlay().unwrap().replaced.len(), 1);
}

#[test]
fn a_bundle_is_the_same_bytes_whatever_order_line_ends_and_other_overlays() {
    let (bundle, _) = Bundle::gather(&files(), "litet", Some("provkommun"));
    let mut other = files();
    let crlf =
        String::from_utf8(other.iter().find(|(path, _)| *path == "litet/process.toml").unwrap().1.to_vec());
    other.insert("litet/process.toml", format!("\u{feff}{}", crlf.unwrap().replace('\n', "\r\n")));
    other.insert("litet/overlay/annan/overlay.toml", "kommun = 1");
    other.insert("annat/process.toml", "id = 1");
    other.insert("litet/.DS_Store", "x");
    let (again, remarks) = Bundle::gather(&other, "litet", Some("provkommun"));
    assert!(remarks.is_empty());
    assert_eq!(bundle.bytes(), again.bytes());
    assert_eq!(bundle.version().len(), 64);
    let (without, _) = Bundle::gather(&files(), "litet", None);
    assert_ne!(bundle.version(), without.version());
}

#[test]
fn a_package_comes_back_out_of_its_bundle() {
    let package = loaded(Some("provkommun"));
    let bundle = Bundle::from_bytes(package.archive().bytes()).unwrap();
    let (again, remarks) = load_bundle(&bundle);
    assert_eq!(remarks, []);
    assert_eq!(again.bundle(), package.bundle());
    assert_eq!(parameters(&again, month("2025-02")), parameters(&package, month("2025-02")));
    assert_eq!(again.may_run(), Ok(()));
}

#[test]
fn a_changed_bundle_is_refused() {
    let (bundle, _) = Bundle::gather(&files(), "litet", Some("provkommun"));
    let text = String::from_utf8(bundle.bytes().to_vec()).unwrap();
    for broken in [
        "",
        "saklig-paketutgava 2\n",
        &text[..text.len() - 8],
        &format!("{text}x"),
        &text.replace("slut ", "slut 1"),
        &text.replacen("fil ", "fil 0", 1),
    ] {
        let fault = Bundle::from_bytes(broken.as_bytes()).unwrap_err();
        assert_eq!(fault.code, "E0120");
    }
}
