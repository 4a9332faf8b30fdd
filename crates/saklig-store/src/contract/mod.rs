//! The contract: one story that every store must pass, also the one in memory. Each statement is a sentence.

mod authority;
mod cases;
mod files;
mod jobs;
mod log;
mod rest;
mod shared;
mod work;

use jiff::Timestamp;
use thiserror::Error;

use crate::cases::NewCase;
use crate::chain::{Actor, NewEntry};
use crate::commit::{Commit, Receipt};
use crate::ids::{CaseKey, EntrySeq, Hash, JobKey, Salt, TenantId};
use crate::jobs::{Job, LeaseRequest, NewJob};
use crate::refused::{Failure, Refused};
use crate::store::Store;

/// The contract does not hold.
#[derive(Debug, Error)]
pub enum Broken {
    /// This statement is not true of the store.
    #[error("not true of this store: {0}")]
    Statement(&'static str),
    /// Something was refused that the contract says goes well.
    #[error("refused where it should not be: {0}")]
    Refused(#[from] Refused),
    /// The store failed.
    #[error("the store failed: {0}")]
    Failed(#[from] Failure),
}

type Told = Result<(), Broken>;

/// Checks what one program sees. `make` makes an empty store each time. Answers how many statements were true.
pub fn check<S: Store>(make: impl Fn() -> S) -> Result<usize, Broken> {
    let mut told = Story::default();
    let parts: [fn(&mut Story, &dyn Store) -> Told; 21] = [
        cases::keys_and_numbers,
        log::the_log_of_a_case,
        log::a_stale_write,
        log::the_order_of_commits,
        cases::rows_and_lists,
        cases::the_same_application_twice,
        cases::claims,
        cases::search,
        jobs::leases,
        jobs::results,
        jobs::business_keys,
        files::files,
        files::doubt,
        files::keys_given_back,
        work::tasks,
        work::timers_and_messages,
        work::nothing_waits_unnamed,
        authority::the_register,
        authority::a_brake,
        rest::blobs_and_snapshots,
        rest::the_store_itself,
    ];
    for part in parts {
        part(&mut told, &make())?;
    }
    rest::checkpoints(&mut told, &make())?;
    rest::a_refused_write_leaves_no_trace(&mut told, &make())?;
    Ok(told.true_statements)
}

/// Checks what several programs on one store see. `open` opens the same store each time.
pub fn check_shared<S: Store>(open: impl Fn() -> S) -> Result<usize, Broken> {
    let mut told = Story::default();
    shared::two_programs(&mut told, &open(), &open())?;
    shared::two_writers(&mut told, &open(), &open())?;
    Ok(told.true_statements)
}

#[derive(Default)]
struct Story {
    true_statements: usize,
}

impl Story {
    fn say(&mut self, statement: &'static str, holds: bool) -> Told {
        if !holds {
            return Err(Broken::Statement(statement));
        }
        self.true_statements += 1;
        Ok(())
    }
}

/// A time, in seconds after an arbitrary beginning.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_764_000_000 + second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn entry(body: &[u8]) -> NewEntry {
    NewEntry::new(&["happened@1"], Actor::new("officer", "k1"), "c1", body.to_vec())
}

fn salt(case: CaseKey) -> Salt {
    Salt(Hash::of(&[b"salt", &case.value().to_be_bytes()]).0)
}

/// A commit that opens a case.
fn opening(store: &dyn Store, tenant: TenantId) -> Result<Commit, Broken> {
    let case = store.new_key(tenant)?;
    let mut commit = Commit::new(tenant, case, at(0)).with_entry(EntrySeq::NONE, entry(b"opened"));
    commit.new_case = Some(NewCase {
        number: store.new_number(tenant, "FS", 2025)?,
        case_type: "forsorjningsstod".to_owned(),
        salt: salt(case),
        opened_at: at(0),
    });
    Ok(commit)
}

/// Opens a case.
fn open_case(store: &dyn Store, tenant: TenantId) -> Result<Receipt, Broken> {
    Ok(store.submit(opening(store, tenant)?).wait()?)
}

/// A commit that appends an entry.
fn appending(tenant: TenantId, after: &Receipt, body: &[u8]) -> Commit {
    Commit::new(tenant, after.case, at(1)).with_entry(after.seq, entry(body))
}

fn key_in(case: CaseKey, counter: u32) -> Result<JobKey, Broken> {
    JobKey::in_case(case, counter).ok_or(Broken::Statement("a counter fits in 22 bits"))
}

/// A job of a case.
fn job(case: CaseKey, counter: u32, kind: &str) -> Result<NewJob, Broken> {
    Ok(NewJob {
        key: key_in(case, counter)?,
        kind: kind.to_owned(),
        business_key: None,
        payload_hash: Hash::of(&[b"payload"]),
        priority: 0,
        not_before: None,
        hold: None,
    })
}

/// Opens a case with these jobs.
fn open_with_jobs(
    store: &dyn Store,
    tenant: TenantId,
    make: impl FnOnce(CaseKey) -> Result<Vec<NewJob>, Broken>,
) -> Result<Receipt, Broken> {
    let mut commit = opening(store, tenant)?;
    commit.jobs = make(commit.case)?;
    Ok(store.submit(commit).wait()?)
}

fn lease(
    store: &dyn Store,
    tenant: TenantId,
    kind: &str,
    now: i64,
    limit: usize,
) -> Result<Vec<Job>, Broken> {
    let request = LeaseRequest {
        tenant,
        kinds: vec![kind.to_owned()],
        worker: "w1".to_owned(),
        now: at(now),
        until: at(now + 60),
        limit,
        doubtful: false,
    };
    Ok(store.lease(request).wait()?)
}
