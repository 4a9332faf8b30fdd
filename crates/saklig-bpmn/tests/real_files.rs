//! Files of other projects, read in place when they are there: nothing may crash, everything not executed has a remark.
#![allow(clippy::print_stderr, reason = "a check that could not be made says so")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use saklig_bpmn::remark::Severity;
use saklig_bpmn::{NodeKind, parse};

/// The folder with files of other projects, beside the checkout.
fn shared(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let path = root.join("shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("not checked: {folder} is not there");
    None
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "bpmn") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_opens_and_what_is_not_executed_has_a_remark() {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in ["bpmn", "formats/bpmn"] {
        let Some(folder) = shared(folder) else { continue };
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        assert!(!paths.is_empty());
        for path in paths {
            let Ok(xml) = fs::read_to_string(&path) else { continue };
            let (model, remarks) = parse(&xml, &path.display().to_string());
            for remark in &remarks {
                *count.entry(remark.code).or_default() += 1;
                assert!(remark.place.line > 0, "{remark}");
            }
            let unsupported = model
                .processes
                .iter()
                .flat_map(|it| &it.nodes)
                .any(|node| matches!(node.kind, NodeKind::Unsupported(_)));
            let errors = remarks.iter().any(|remark| remark.severity == Severity::Error);
            assert!(errors || !unsupported, "{}", path.display());
            assert!(errors || !model.processes.is_empty(), "{}", path.display());
        }
    }
    eprintln!("{count:?}");
}
