//! Archive packages: what is written passes, what is changed is named.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use expect_test::{Expect, expect};
use jiff::Timestamp;
use proptest::prelude::*;
use saklig_case::CaseKey;
use saklig_connect::{
    AgentRole, ArchiveContents, ArchiveWriter as _, ArchivedAgent, ArchivedCase, ArchivedFile,
    ArchivedRecord, Direction, Unwritable,
};
use saklig_files::eark::{Budget, EarkWriter, check, check_within};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn file(path: &str, content: &[u8]) -> ArchivedFile {
    ArchivedFile {
        path: path.into(),
        title: "Fil".into(),
        media_type: "text/plain".into(),
        content: content.into(),
    }
}

fn contents() -> ArchiveContents {
    let at: Timestamp = "2025-11-24T07:00:00Z".parse().unwrap();
    let record = |title: &str, direction, files| ArchivedRecord {
        title: title.into(),
        description: "Så <kom> \"den\" & in".into(),
        direction,
        at,
        files,
    };
    ArchiveContents {
        id: "AIP-FS-2025-000123".into(),
        title: "FS-2025-000123 Försörjningsstöd, återansökan".into(),
        created: at,
        authority: "Socialnämnden i Demokommun".into(),
        file: ArchivedCase {
            number: "FS-2025-000123".into(),
            key: CaseKey::new(123).unwrap(),
            case_type: ("forsorjningsstod-ateransokan".into(), "Försörjningsstöd, återansökan".into()),
            opened: at,
            decided: at,
            outcome: "bifall".into(),
            agents: vec![ArchivedAgent {
                role: AgentRole::Party,
                name: "Kim \u{1} Exempel".into(),
                number: Some("199001019802".into()),
                words: "sökande".into(),
            }],
            notes: vec![("gallring".into(), "Fem år efter sista anteckningen (exempel)".into())],
        },
        records: vec![
            record(
                "Ansökan",
                Direction::Incoming,
                vec![file("ansokan/ansokan.json", b"{}"), file("ansokan/ansokan.txt", "Å".as_bytes())],
            ),
            record("Beslutsbrev", Direction::Outgoing, vec![file("brev/brev-1.pdf", b"%PDF-1.7")]),
            record("Register", Direction::Internal, Vec::new()),
        ],
        guide: "Läs METS.xml först.\n".into(),
    }
}

fn package() -> Vec<u8> {
    static PACKAGE: LazyLock<Vec<u8>> = LazyLock::new(|| EarkWriter.write(&contents()).unwrap());
    PACKAGE.clone()
}

/// The files of a package, and its seal.
fn unpacked(bytes: &[u8]) -> (Vec<(String, Vec<u8>)>, String) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let comment = String::from_utf8(zip.comment().to_vec()).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        files.push((name, content));
    }
    (files, comment)
}

fn packed((files, comment): &(Vec<(String, Vec<u8>)>, String)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment(comment.as_str()).unwrap();
    for (name, content) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What the check says about a package that was changed in some way.
#[allow(clippy::needless_pass_by_value, reason = "the expectation is written where it is used")]
fn check_changed(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>, &mut String), wanted: Expect) {
    let (mut files, mut comment) = unpacked(&package());
    change(&mut files, &mut comment);
    let mut said = String::new();
    for remark in check(&packed(&(files, comment))) {
        writeln!(said, "{} {}: {}", remark.code, remark.file, remark.what).unwrap();
    }
    wanted.assert_eq(&said);
}

#[test]
fn a_package_of_ours_has_no_remarks_and_is_the_same_each_time() {
    let package = package();
    assert_eq!(check(&package), []);
    assert_eq!(package, EarkWriter.write(&contents()).unwrap());
    let names: Vec<String> = unpacked(&package).0.into_iter().map(|(name, _)| name).collect();
    expect![[r#"
        AIP-FS-2025-000123/METS.xml
        AIP-FS-2025-000123/documentation/LASMIG.txt
        AIP-FS-2025-000123/metadata/descriptive/erms.xml
        AIP-FS-2025-000123/metadata/preservation/premis.xml
        AIP-FS-2025-000123/representations/rep1/METS.xml
        AIP-FS-2025-000123/representations/rep1/data/ansokan/ansokan.json
        AIP-FS-2025-000123/representations/rep1/data/ansokan/ansokan.txt
        AIP-FS-2025-000123/representations/rep1/data/brev/brev-1.pdf
        AIP-FS-2025-000123/schemas/DILCISExtensionMETS.xsd
        AIP-FS-2025-000123/schemas/DILCISExtensionSIPMETS.xsd
        AIP-FS-2025-000123/schemas/ERMS.xsd
        AIP-FS-2025-000123/schemas/mets.xsd
        AIP-FS-2025-000123/schemas/xlink.xsd"#]]
    .assert_eq(&names.join("\n"));
}

#[test]
fn one_byte_in_any_file_is_named_with_that_file() {
    let whole = unpacked(&package());
    for index in 0..whole.0.len() {
        for at in [0, whole.0[index].1.len() / 2] {
            let mut changed = whole.clone();
            let Some(byte) = changed.0[index].1.get_mut(at) else { continue };
            *byte ^= 1;
            let path = changed.0[index].0.split_once('/').unwrap().1.to_owned();
            let said = check(&packed(&changed));
            assert!(!said.is_empty() && said.iter().all(|remark| remark.file == path), "{path}: {said:?}");
        }
    }
}

#[test]
fn a_file_too_many_too_few_or_twice_is_named() {
    check_changed(
        |files, _| files.push(("AIP-FS-2025-000123/extra.txt".into(), vec![1])),
        expect![[r#"
        E1205 extra.txt: no table of contents lists it
    "#]],
    );
    check_changed(
        |files, _| files.retain(|(name, _)| !name.ends_with("brev-1.pdf")),
        expect![[r#"
        E1204 representations/rep1/data/brev/brev-1.pdf: it is missing
    "#]],
    );
    check_changed(
        |files, _| files.retain(|(name, _)| !name.ends_with("rep1/METS.xml")),
        expect![[r#"
        E1204 representations/rep1/METS.xml: it is missing
    "#]],
    );
    check_changed(
        |files, _| files.retain(|(name, _)| name.contains("rep1")),
        expect![[r#"
        E1204 METS.xml: it is missing
    "#]],
    );
    check_changed(
        |files, _| files.push(("annan/mapp.txt".into(), vec![1])),
        expect![[r#"
        E1205 annan/mapp.txt: it lies outside the package's folder
    "#]],
    );
    check_changed(
        |files, _| files.push(("AIP-FS-2025-000123/../../etc/passwd".into(), vec![1])),
        expect![[r#"
            E1208 AIP-FS-2025-000123/../../etc/passwd: its name leads out of the package's folder, or nowhere
        "#]],
    );
    check_changed(
        |_, comment| comment.clear(),
        expect![[r#"
        E1207 METS.xml: nothing vouches for it: the zip file has no seal
    "#]],
    );
}

#[test]
fn an_empty_file_and_a_wrong_size_are_told() {
    check_changed(
        |files, _| {
            for (name, content) in files {
                if name.ends_with("brev-1.pdf") {
                    content.clear();
                }
            }
        },
        expect![[r#"
            E1203 representations/rep1/data/brev/brev-1.pdf: its SHA-256 is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, the table of contents says 86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b
        "#]],
    );
}

#[test]
fn names_that_no_package_can_hold_are_refused() {
    for path in ["../x", "/x", "a//b", "å.txt", "a\\b", ".dold", ""] {
        let mut contents = contents();
        contents.records[0].files.push(file(path, b"x"));
        assert_eq!(EarkWriter.write(&contents), Err(Unwritable::Name(path.to_owned())));
    }
    let mut contents = contents();
    contents.records[1].files.push(file("ansokan/ANSOKAN.json", b"x"));
    assert_eq!(EarkWriter.write(&contents), Err(Unwritable::Twice("ansokan/ANSOKAN.json".to_owned())));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let (mut files, comment) = unpacked(&package());
    files.push(("AIP-FS-2025-000123/noll.bin".into(), vec![0; 64 << 20]));
    let bomb = packed(&(files, comment));
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let codes =
        |budget| check_within(&bomb, budget).into_iter().map(|remark| remark.code).collect::<Vec<_>>();
    assert_eq!(codes(Budget { bytes: 8 << 20, files: 100 }), ["E1202"]);
    assert_eq!(codes(Budget { bytes: 1 << 30, files: 10 }), ["E1202"]);
    assert_eq!(codes(Budget { bytes: 1000, files: 100 }), ["E1202"]);
}

#[test]
fn a_document_type_is_refused_and_expands_nothing() {
    check_changed(
        |files, comment| {
            let bomb = "<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><mets>&b;</mets>";
            for (name, content) in files {
                if name == "AIP-FS-2025-000123/METS.xml" {
                    *content = bomb.into();
                }
            }
            comment.clear();
        },
        expect![[r#"
            E1207 METS.xml: nothing vouches for it: the zip file has no seal
            E1206 METS.xml: it has a document type
        "#]],
    );
}

/// The example of the standard's kind, made by others; not part of the project.
#[test]
#[allow(clippy::print_stderr, reason = "a check that cannot be made says so")]
fn the_example_of_the_standard_is_whole() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/formats/eark/AIP-2026-000123");
    if !folder.is_dir() {
        eprintln!("not checked: {}", folder.display());
        return;
    }
    let mut files = Vec::new();
    let mut open = vec![folder.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.strip_prefix(folder.parent().unwrap()).unwrap().to_str().unwrap().to_owned();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    let said: Vec<String> = check(&packed(&(files, String::new())))
        .iter()
        .map(|remark| format!("{} {}", remark.code, remark.file))
        .collect();
    assert_eq!(said, ["E1207 METS.xml"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_remarks_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!check(&bytes).is_empty());
    }

    #[test]
    fn a_package_with_a_byte_changed_anywhere_is_never_whole_or_unharmed(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let whole = package();
        let mut bytes = whole.clone();
        let at = at.index(bytes.len());
        bytes[at] = to;
        // A byte of the zip file's own form (a time, an attribute) may change nothing that is in it.
        if check(&bytes).is_empty() {
            prop_assert_eq!(unpacked(&bytes), unpacked(&whole));
        }
    }
}
