//! What somebody does to the file is found and named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use common::{append, at, open, opening};
use rusqlite::Connection;
use saklig_store::chain::{body_hash, chain_hash};
use saklig_store::{
    Actor, AuthorityCommit, AuthoritySeq, CaseKey, EntrySeq, NewBlob, NewRead, Store as _, TenantId,
    blob_address,
};
use tempfile::TempDir;

/// Three cases with three entries each (cursors 1–9), two authority entries, two reads, a large blob, a checkpoint.
fn filled() -> (TempDir, TenantId) {
    let place = tempfile::tempdir().unwrap();
    let store = open(place.path());
    let tenant = store.tenant("a").unwrap();
    for number in 0..3 {
        let mut commit = opening(&store, tenant, b"one");
        let content = vec![number; 40_000];
        commit.blobs = vec![NewBlob {
            address: blob_address(&common::salt(commit.case), &content),
            media_type: "application/pdf".to_owned(),
            retention: "beslut".to_owned(),
            content,
        }];
        let first = store.submit(commit).wait().unwrap();
        let second = append(&store, tenant, &first, b"two");
        append(&store, tenant, &second, b"three");
        let read = NewRead {
            tenant,
            now: at(1),
            actor: Actor::new("officer", "k1"),
            role: "r".to_owned(),
            purpose: "p".to_owned(),
            cases: vec![first.case],
        };
        store.log_read(read).wait().unwrap();
        let entry = AuthorityCommit {
            tenant,
            now: at(2),
            expect_seq: AuthoritySeq(u64::from(number)),
            kinds: vec!["mandate@1".to_owned()],
            actor: Actor::new("officer", "k1"),
            command_id: "c".to_owned(),
            body: b"body".to_vec(),
            hold_jobs: Vec::new(),
            job_changes: Vec::new(),
        };
        store.submit_authority(entry).wait().unwrap();
    }
    store.make_checkpoint(tenant, at(3)).unwrap().unwrap();
    assert!(store.verify(tenant, &[]).unwrap().is_green());
    (place, tenant)
}

/// Does something to the file behind the store's back and checks what `verify` names, a finding a word.
fn check(tamper: impl FnOnce(&Connection), expected: &str) {
    let (place, tenant) = filled();
    {
        let conn = Connection::open(place.path().join("data/saklig.db")).unwrap();
        tamper(&conn);
    }
    let report = open(place.path()).verify(tenant, &[]).unwrap();
    let found: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let case = finding.case.map(|case| format!(":case{}", case.number())).unwrap_or_default();
            let seq = finding.seq.map(|seq| format!(":{seq}")).unwrap_or_default();
            let cursor = finding.cursor.map(|cursor| format!("@{cursor}")).unwrap_or_default();
            format!("{}{case}{seq}{cursor}", finding.kind.as_str())
        })
        .collect();
    assert_eq!(found.join(" "), expected);
}

fn sql(statements: &'static str) -> impl FnOnce(&Connection) {
    move |conn| conn.execute_batch(statements).unwrap()
}

#[test]
fn a_changed_body_is_found() {
    check(
        sql("UPDATE entry_body SET body = CAST('TWO' AS BLOB) WHERE cursor = 5"),
        "entry_changed:case2:2@5",
    );
}

#[test]
fn a_changed_envelope_is_found() {
    check(sql("UPDATE entry SET recorded_at = recorded_at + 1 WHERE cursor = 5"), "entry_changed:case2:2@5");
    check(sql("UPDATE entry SET actor_key = 'k2' WHERE cursor = 4"), "entry_changed:case2:1@4");
}

#[test]
fn a_missing_entry_is_found() {
    let gone = "DELETE FROM entry WHERE cursor = 5; DELETE FROM entry_body WHERE cursor = 5";
    check(sql(gone), "entry_missing:case2:2 entry_missing@5 checkpoint_broken:1");
    let last = "DELETE FROM entry WHERE cursor = 9; DELETE FROM entry_body WHERE cursor = 9";
    check(sql(last), "entry_missing:case3:3 checkpoint_broken:1");
}

#[test]
fn a_missing_body_is_found() {
    check(sql("DELETE FROM entry_body WHERE cursor = 5"), "body_missing:case2:2@5");
}

#[test]
fn entries_in_another_order_are_found() {
    let swap = "UPDATE entry SET cursor = 100 WHERE cursor = 5; UPDATE entry SET cursor = 5 WHERE cursor = 6;
        UPDATE entry SET cursor = 6 WHERE cursor = 100;
        UPDATE entry_body SET cursor = 100 WHERE cursor = 5; UPDATE entry_body SET cursor = 5 WHERE cursor = 6;
        UPDATE entry_body SET cursor = 6 WHERE cursor = 100";
    check(sql(swap), "entry_reordered:case2:3@5 checkpoint_broken:1");
}

#[test]
fn a_missing_case_is_found() {
    let row = format!("DELETE FROM case_row WHERE key = {}", CaseKey::of_number(2).unwrap());
    check(|conn| conn.execute_batch(&row).unwrap(), "case_missing:case2");
    let whole = format!(
        "DELETE FROM case_row WHERE key = {key}; DELETE FROM entry WHERE case_key = {key};
         DELETE FROM entry_body WHERE cursor BETWEEN 4 AND 6",
        key = CaseKey::of_number(2).unwrap()
    );
    check(
        |conn| conn.execute_batch(&whole).unwrap(),
        "case_missing:case2 entry_missing@4 checkpoint_broken:1",
    );
}

#[test]
fn a_rewritten_chain_is_found_by_the_checkpoint() {
    // Somebody who knows the salt changes the last body and everything that follows from it.
    check(rewrite_the_last_entry, "checkpoint_broken:1");
}

fn rewrite_the_last_entry(conn: &Connection) {
    let case = CaseKey::of_number(3).unwrap();
    let (prev, hashes): (Vec<u8>, Vec<u8>) = conn
        .query_row(
            "SELECT a.hash, b.hash FROM entry a JOIN entry b ON a.cursor = 8 AND b.cursor = 9",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_ne!(prev, hashes);
    let prev = saklig_store::Hash::from_slice(&prev).unwrap();
    let entry = common::entry(b"lie");
    let envelope = saklig_store::Envelope::of(TenantId(1), case, EntrySeq(3), at(1), &entry).encode();
    let body = body_hash(&common::salt(case), b"lie");
    let hash = chain_hash(prev, &envelope, body);
    conn.execute("UPDATE entry SET body_hash = ?, hash = ? WHERE cursor = 9", (body.0, hash.0)).unwrap();
    conn.execute("UPDATE entry_body SET body = CAST('lie' AS BLOB), size = 3 WHERE cursor = 9", []).unwrap();
    let key = i64::try_from(case.value()).unwrap();
    conn.execute("UPDATE case_row SET head = ? WHERE key = ?", (hash.0, key)).unwrap();
}

#[test]
fn the_other_logs_are_chains_too() {
    check(sql("UPDATE authority SET body = CAST('x' AS BLOB) WHERE seq = 2"), "authority_broken:2");
    check(sql("DELETE FROM authority WHERE seq = 3"), "checkpoint_broken:1");
    check(sql("UPDATE read_log SET purpose = 'q' WHERE seq = 1"), "read_broken:1");
    check(sql("DELETE FROM read_log WHERE seq = 3"), "checkpoint_broken:1");
}

#[test]
fn a_forged_checkpoint_is_found() {
    check(
        sql("UPDATE checkpoint SET line = replace(line, ' 9 9 ', ' 9 8 ')"),
        "checkpoint_forged:1 checkpoint_broken:1",
    );
}

#[test]
fn a_blob_that_is_gone_or_changed_is_found() {
    let (place, tenant) = filled();
    let case = CaseKey::of_number(2).unwrap();
    let store = open(place.path());
    let address = store.blobs(tenant, case).unwrap()[0];
    let file = place.path().join(format!("data/blobs/{tenant}/{case}/{address}"));
    std::fs::write(&file, b"other").unwrap();
    let kinds = || -> Vec<&str> {
        store.verify(tenant, &[]).unwrap().findings.iter().map(|finding| finding.kind.as_str()).collect()
    };
    assert_eq!(kinds(), ["blob_changed"]);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(kinds(), ["blob_missing"]);
}
