//! A full disk, a newer file, a file outside for the checkpoints, orphans.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use common::{append, at, open, opening, options};
use rusqlite::Connection;
use saklig_store::{Checkpoint, EntrySeq, Failure, NewBlob, Refused, Store as _, blob_address};
use saklig_store_sqlite::SqliteStore;

#[test]
fn a_full_disk_refuses_whole_commits_and_the_next_start_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let mut small = options(place.path());
    small.max_pages = Some(120);
    let mut acknowledged = Vec::new();
    {
        let store = SqliteStore::open(&small).unwrap();
        let tenant = store.tenant("a").unwrap();
        let body: Vec<u8> = (0..9000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let refused = loop {
            let pending: Vec<_> = (0..5).map(|_| store.submit(opening(&store, tenant, &body))).collect();
            let mut refused = None;
            for answer in pending {
                match answer.wait() {
                    Ok(receipt) => acknowledged.push(receipt),
                    Err(error) => refused = Some(error),
                }
            }
            if let Some(refused) = refused {
                break refused;
            }
        };
        assert!(matches!(refused, Refused::Failed(Failure::Full)), "{refused}");
        assert!(!acknowledged.is_empty());
        assert!(store.verify(tenant, &[]).unwrap().is_green());
    }
    let store = open(place.path());
    let tenant = store.tenant("a").unwrap();
    let report = store.verify(tenant, &[]).unwrap();
    assert!(report.is_green());
    assert_eq!(report.entries, acknowledged.len() as u64, "nothing that was refused is there");
    append(&store, tenant, &acknowledged[0], b"goes on");
}

#[test]
fn a_store_of_a_newer_release_is_refused() {
    let place = tempfile::tempdir().unwrap();
    drop(open(place.path()));
    Connection::open(place.path().join("data/saklig.db"))
        .unwrap()
        .execute("INSERT INTO level (level) VALUES (99)", [])
        .unwrap();
    let refused = SqliteStore::open(&options(place.path()));
    assert!(matches!(refused, Err(Failure::TooNew { found: 99, .. })));
}

#[test]
fn a_file_that_is_no_database_is_damage() {
    let place = tempfile::tempdir().unwrap();
    drop(open(place.path()));
    std::fs::write(place.path().join("data/saklig.db"), vec![7; 40_000]).unwrap();
    let refused = SqliteStore::open(&options(place.path()));
    assert!(matches!(refused, Err(Failure::Damaged { .. })));
}

#[test]
fn every_checkpoint_is_in_the_file_outside_also_one_that_was_cut_short() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("outside.txt");
    let mut wanted = options(place.path());
    wanted.checkpoint_file = Some(file.clone());
    let store = SqliteStore::open(&wanted).unwrap();
    let tenant = store.tenant("a").unwrap();
    let first = store.submit(opening(&store, tenant, b"one")).wait().unwrap();
    store.make_checkpoint(tenant, at(1)).unwrap();
    let line = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, &line[..line.len() / 2]).unwrap();
    append(&store, tenant, &first, b"two");
    store.make_checkpoint(tenant, at(2)).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let outside: Vec<Checkpoint> = text.lines().filter_map(|line| Checkpoint::from_line(line).ok()).collect();
    assert_eq!(outside, store.checkpoints(tenant).unwrap());
    assert!(store.verify(tenant, &outside).unwrap().is_green());
}

#[test]
fn a_blob_without_an_entry_is_swept_and_one_with_an_entry_stays() {
    let place = tempfile::tempdir().unwrap();
    let store = open(place.path());
    let tenant = store.tenant("a").unwrap();
    let first = store.submit(opening(&store, tenant, b"one")).wait().unwrap();
    let blob = |content: Vec<u8>| NewBlob {
        address: blob_address(&common::salt(first.case), &content),
        media_type: "text/plain".to_owned(),
        retention: "svar".to_owned(),
        content,
    };
    let (kept, orphan) = (blob(vec![1; 50_000]), blob(vec![2; 50_000]));
    for (seq, blob) in [(1, &kept), (7, &orphan)] {
        let mut commit = saklig_store::Commit::new(tenant, first.case, at(1))
            .with_entry(EntrySeq(seq), common::entry(b"two"));
        commit.blobs = vec![blob.clone()];
        drop(store.submit(commit).wait());
    }
    let stats = store.stats().unwrap();
    assert_eq!(stats.blob_bytes, 100_000);
    assert_eq!(store.sweep_blobs(jiff::Timestamp::UNIX_EPOCH).unwrap(), 0);
    assert_eq!(store.sweep_blobs(jiff::Timestamp::MAX).unwrap(), 1);
    assert_eq!(store.blob(tenant, first.case, kept.address).unwrap().unwrap().content, kept.content);
    assert!(stats.tables.iter().any(|table| table.name == "entry" && table.rows == Some(2)));
}
