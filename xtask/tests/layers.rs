//! The layers are a test. The table is ARCHITECTURE.md's picture; a new row or word in it is a change of design.
#![allow(clippy::expect_used, reason = "a tidy test that cannot read the project has failed")]

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde::Deserialize;

/// Which of our crates each crate may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("saklig-number", &[]),
    ("saklig-feel", &["number"]),
    ("saklig-text", &["number"]),
    ("saklig-rules", &["number", "feel"]),
    ("saklig-bpmn", &["feel"]),
    ("saklig-case", &["number"]),
    ("saklig-form", &["number", "feel"]),
    ("saklig-package", &["number", "feel", "rules", "bpmn", "case", "form", "text"]),
    ("saklig-engine", &["number", "feel", "rules", "bpmn", "case", "package"]),
    ("saklig-record", &["number", "case"]),
    ("saklig-scenario", &["number", "feel", "rules", "case", "form", "package", "engine", "connect", "text"]),
    ("saklig-store", &[]),
    ("saklig-store-sqlite", &["store"]),
    ("saklig-connect", &["number", "case"]),
    ("saklig-files", &["number", "case", "connect"]),
    ("saklig-connect-se", &["number", "case", "connect"]),
    // The world uses no connector: else both sides share one misunderstanding.
    ("saklig-simulator", &[]),
    (
        "saklig-app",
        &[
            "number", "feel", "rules", "bpmn", "case", "form", "package", "engine", "record", "store",
            "connect", "text",
        ],
    ),
    (
        "saklig",
        &[
            "number",
            "feel",
            "rules",
            "bpmn",
            "case",
            "form",
            "package",
            "engine",
            "record",
            "scenario",
            "store",
            "store-sqlite",
            "connect",
            "connect-se",
            "simulator",
            "app",
            "text",
        ],
    ),
    ("saklig-testkit", &["number", "case", "package", "engine", "record", "store", "connect", "app"]),
    ("xtask", &["store", "store-sqlite", "connect", "connect-se", "files"]),
];

/// No async, I/O, clock or randomness below this line.
const PURE: [&str; 10] = [
    "saklig-number",
    "saklig-feel",
    "saklig-rules",
    "saklig-bpmn",
    "saklig-text",
    "saklig-case",
    "saklig-form",
    "saklig-package",
    "saklig-engine",
    "saklig-record",
];
const IMPURE: [&str; 15] = [
    "async-std",
    "chrono",
    "getrandom",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "rand",
    "reqwest",
    "ring",
    "rusqlite",
    "rustls",
    "socket2",
    "time",
    "tokio",
    "ureq",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Option<Resolve>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev`, `build`, or nothing for a normal one.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

fn metadata(arguments: &[&str]) -> Metadata {
    let output = Command::new(std::env::var_os("CARGO").expect("the tests are run by Cargo"))
        .current_dir(tree::root())
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(arguments)
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata writes JSON")
}

fn ours(name: &str) -> bool {
    name == "saklig" || name == "xtask" || name.starts_with("saklig-")
}

#[test]
fn arrows_go_down() {
    let mut faults = Vec::new();
    for package in metadata(&["--no-deps"]).packages {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == package.name) else {
            faults.push(format!("{} has no row in the table of layers", package.name));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|dependency| ours(&dependency.name)) {
            let short = dependency.name.strip_prefix("saklig-").unwrap_or(&dependency.name);
            // Tests may reach up; the test kit may be reached by tests only.
            if dependency.kind.as_deref() != Some("dev") && !allowed.contains(&short) {
                faults.push(format!("{} may not use {}", package.name, dependency.name));
            }
        }
    }
    tree::none("Dependencies against the layers:", &faults);
}

#[test]
fn every_row_of_the_table_is_a_crate() {
    let names: BTreeSet<String> =
        metadata(&["--no-deps"]).packages.into_iter().map(|package| package.name).collect();
    let faults: Vec<String> = MAY_USE
        .iter()
        .filter(|(name, _)| !names.contains(*name))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    tree::none("Rows of the table of layers without a crate:", &faults);
}

#[test]
fn pure_crates_reach_no_world() {
    let all = metadata(&["--filter-platform", "x86_64-unknown-linux-gnu"]);
    let names: BTreeMap<&str, &str> =
        all.packages.iter().map(|package| (package.id.as_str(), package.name.as_str())).collect();
    let edges: BTreeMap<&str, Vec<&str>> = all
        .resolve
        .iter()
        .flat_map(|resolve| &resolve.nodes)
        .map(|node| {
            (node.id.as_str(), node.deps.iter().filter(|edge| normal(edge)).map(|e| e.pkg.as_str()).collect())
        })
        .collect();
    let mut faults = Vec::new();
    for member in all.workspace_members.iter().filter(|id| PURE.contains(&names[id.as_str()])) {
        let mut seen = BTreeSet::new();
        let mut open = vec![member.as_str()];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(edges.get(id).into_iter().flatten());
            }
        }
        let bad = seen.into_iter().map(|id| names[id]).filter(|name| IMPURE.contains(name));
        faults.extend(bad.map(|name| format!("{} reaches {name}", names[member.as_str()])));
    }
    tree::none("Pure crates that reach the world:", &faults);
}

fn normal(edge: &Edge) -> bool {
    edge.dep_kinds.iter().any(|kind| kind.kind.is_none())
}

#[test]
fn pure_crates_say_so_in_their_first_lines() {
    let denied = [
        "clippy::disallowed_methods",
        "clippy::float_arithmetic",
        "clippy::indexing_slicing",
        "clippy::iter_over_hash_type",
        "clippy::wildcard_enum_match_arm",
    ];
    let mut faults = Vec::new();
    for name in PURE {
        let path = tree::root().join("crates").join(name).join("src/lib.rs");
        let text = std::fs::read_to_string(&path).expect("a pure crate has a lib.rs");
        let head =
            text.split("\nmod ").next().unwrap_or_default().split("\npub mod ").next().unwrap_or_default();
        let missing = denied
            .iter()
            .filter(|lint| !head.contains(*lint))
            .chain(["#![warn(missing_docs)]"].iter().filter(|line| !head.contains(*line)));
        faults.extend(missing.map(|what| format!("{name}: {what}")));
    }
    tree::none("Pure crates whose lib.rs does not begin with the lints of the house:", &faults);
}
