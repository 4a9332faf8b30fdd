//! Two processes on one folder: claims, numbers and leases go to one of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};

use common::{at, job, open, opening};
use saklig_store::{Claim, LeaseRequest, Refused, Store};

const CLAIMS: usize = 120;

/// Tries to take every claim and leases what there is; says what it got.
fn compete(store: &dyn Store, mut say: impl FnMut(String)) {
    let tenant = store.tenant("a").unwrap();
    for number in 0..CLAIMS {
        let mut commit = opening(store, tenant, b"opened");
        commit.take_claims = vec![Claim(format!("claim {number}"))];
        commit.jobs = vec![job(commit.case, 1)];
        let case_number = commit.new_case.as_ref().unwrap().number.clone();
        say(format!("number {case_number}"));
        match store.submit(commit).wait() {
            Ok(_) => say(format!("claim {number}")),
            Err(Refused::ClaimHeld { .. }) => {}
            Err(other) => panic!("{other}"),
        }
        let request = LeaseRequest {
            tenant,
            kinds: vec!["brev".to_owned()],
            worker: "w".to_owned(),
            now: at(1),
            until: at(100),
            limit: 2,
            doubtful: false,
        };
        for job in store.lease(request).wait().unwrap() {
            say(format!("lease {}", job.key));
        }
    }
}

#[test]
fn child_competes() {
    let Some(folder) = common::child_folder() else { return };
    let store = open(&folder);
    let mut out = std::io::stdout();
    compete(&store, |line| writeln!(out, "got {line}").unwrap());
}

#[test]
fn claims_numbers_and_leases_go_to_one_process() {
    let place = tempfile::tempdir().unwrap();
    let store = open(place.path());
    let tenant = store.tenant("a").unwrap();
    let mut child = common::child("child_competes", place.path());
    let mut mine = Vec::new();
    compete(&store, |line| mine.push(line));
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let theirs: Vec<String> =
        lines.filter_map(|line| Some(line.unwrap().split_once("got ")?.1.to_owned())).collect();
    assert!(child.wait().unwrap().success());

    let all: BTreeSet<&String> = mine.iter().chain(&theirs).collect();
    assert_eq!(all.len(), mine.len() + theirs.len(), "nothing was given to both");
    let count = |kind: &str| all.iter().filter(|line| line.starts_with(kind)).count();
    assert_eq!(count("claim "), CLAIMS, "every claim went to one of them");
    assert_eq!(count("number "), 2 * CLAIMS);
    assert_eq!(count("lease "), CLAIMS, "every job was leased once");
    assert!(store.verify(tenant, &[]).unwrap().is_green());
}
