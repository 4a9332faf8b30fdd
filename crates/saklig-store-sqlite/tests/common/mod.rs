//! What the tests of this crate share: cases with a few entries, and a child process that is this test itself.
#![allow(dead_code, clippy::unwrap_used, reason = "helpers of tests; not every test file uses all of them")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use jiff::Timestamp;
use saklig_store::{
    Actor, CaseKey, Commit, EntrySeq, Hash, JobKey, NewCase, NewEntry, NewJob, Receipt, Salt, Store, TenantId,
};
use saklig_store_sqlite::{Options, SqliteStore};

const CHILD: &str = "SAKLIG_TEST_FOLDER";

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_764_000_000 + second).unwrap()
}

pub(crate) fn options(folder: &Path) -> Options {
    Options::new(folder.join("data"), folder.join("secrets"))
}

pub(crate) fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(&options(folder)).unwrap()
}

pub(crate) fn entry(body: &[u8]) -> NewEntry {
    NewEntry::new(&["happened@1"], Actor::new("officer", "k1"), "c1", body.to_vec())
}

pub(crate) fn salt(case: CaseKey) -> Salt {
    Salt(Hash::of(&[&case.value().to_be_bytes()]).0)
}

pub(crate) fn opening(store: &dyn Store, tenant: TenantId, body: &[u8]) -> Commit {
    let case = store.new_key(tenant).unwrap();
    let mut commit = Commit::new(tenant, case, at(0)).with_entry(EntrySeq::NONE, entry(body));
    commit.new_case = Some(NewCase {
        number: store.new_number(tenant, "FS", 2025).unwrap(),
        case_type: "ty".to_owned(),
        salt: salt(case),
        opened_at: at(0),
    });
    commit
}

pub(crate) fn append(store: &dyn Store, tenant: TenantId, after: &Receipt, body: &[u8]) -> Receipt {
    store.submit(Commit::new(tenant, after.case, at(1)).with_entry(after.seq, entry(body))).wait().unwrap()
}

pub(crate) fn job(case: CaseKey, counter: u32) -> NewJob {
    NewJob {
        key: JobKey::in_case(case, counter).unwrap(),
        kind: "brev".to_owned(),
        business_key: Some(format!("{case}:{counter}")),
        payload_hash: Hash::ZERO,
        priority: 0,
        not_before: None,
        hold: None,
    }
}

/// Starts the test `name` of this file again in a process of its own, on this folder.
pub(crate) fn child(name: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The folder, when this process is such a child.
pub(crate) fn child_folder() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}
