//! Killed at any moment, the store keeps what it acknowledged, and goes on.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use common::{append, job, open, opening};
use saklig_store::{CaseKey, EntrySeq, JobFilter, Store as _};

/// The child: opens cases with a job each and appends to them, and says what was acknowledged.
#[test]
fn child_writes_until_it_is_killed() {
    let Some(folder) = common::child_folder() else { return };
    let store = open(&folder);
    let tenant = store.tenant("a").unwrap();
    let mut out = std::io::stdout();
    loop {
        let pending: Vec<_> = (0..8)
            .map(|_| {
                let mut commit = opening(&store, tenant, b"first");
                commit.jobs = vec![job(commit.case, 1)];
                store.submit(commit)
            })
            .collect();
        for answer in pending {
            let receipt = answer.wait().unwrap();
            writeln!(out, "ack {} {}", receipt.case, receipt.seq).unwrap();
            let receipt = append(&store, tenant, &receipt, b"second");
            writeln!(out, "ack {} {}", receipt.case, receipt.seq).unwrap();
        }
        out.flush().unwrap();
    }
}

/// Lets a child write until it has acknowledged so many, kills it, and answers everything it acknowledged.
fn killed_after(folder: &Path, acknowledged: usize) -> BTreeMap<CaseKey, EntrySeq> {
    let mut child = common::child("child_writes_until_it_is_killed", folder);
    let mut acks = BTreeMap::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut count = 0;
    while let Some(Ok(line)) = lines.next() {
        // The line may be cut where the child was killed.
        let words: Vec<&str> = line.split(' ').collect();
        if let ["ack", case, seq @ ("1" | "2")] = words.as_slice()
            && let Ok(case) = case.parse()
        {
            acks.insert(case, EntrySeq(seq.parse().unwrap()));
            count += 1;
        }
        if count == acknowledged {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(count >= acknowledged, "the child stopped by itself");
    acks
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let place = tempfile::tempdir().unwrap();
    let (mut acks, mut after) = (BTreeMap::new(), 0);
    for acknowledged in [1, 7, 40, 163, 300] {
        acks.extend(killed_after(place.path(), acknowledged));
        let store = open(place.path());
        let tenant = store.tenant("a").unwrap();
        assert!(store.verify(tenant, &[]).unwrap().is_green());
        for (case, seq) in &acks {
            let entries = store.entries(tenant, *case, EntrySeq::NONE).unwrap();
            let bodies: Vec<_> = entries.iter().map(|entry| entry.body.as_deref().unwrap()).collect();
            let whole: [&[u8]; 2] = [b"first", b"second"];
            assert!(entries.len() as u64 >= seq.0, "entry {seq} of {case} was acknowledged and is lost");
            assert_eq!(bodies, whole[..bodies.len()]);
        }
        let cases = store.case_counts(tenant).unwrap().iter().map(|(_, count)| count).sum::<u64>();
        let jobs = store.jobs(tenant, &JobFilter { limit: 100_000, ..JobFilter::default() }).unwrap();
        assert_eq!(
            jobs.len() as u64 + after,
            cases,
            "one job for each case, also for those not acknowledged"
        );
        after += 1;
        store.submit(opening(&store, tenant, b"after")).wait().unwrap();
    }
}
