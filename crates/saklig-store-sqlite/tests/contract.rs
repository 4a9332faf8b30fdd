//! The contract of the port, on real folders.

use std::cell::Cell;

use saklig_store::contract;
use saklig_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

fn options(place: &TempDir, name: &str) -> Options {
    Options::new(place.path().join(name), place.path().join("secrets"))
}

#[test]
fn it_keeps_the_contract() {
    let place = tempfile::tempdir().unwrap();
    let number = Cell::new(0);
    let statements = contract::check(|| {
        number.set(number.get() + 1);
        SqliteStore::open(&options(&place, &number.get().to_string())).unwrap()
    });
    assert!(statements.unwrap() > 100);
}

#[test]
fn two_programs_on_one_folder_keep_the_contract() {
    let place = tempfile::tempdir().unwrap();
    contract::check_shared(|| SqliteStore::open(&options(&place, "data")).unwrap()).unwrap();
}
