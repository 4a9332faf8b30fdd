//! The one thread that writes. It takes what waits, writes it in one transaction, and answers after COMMIT. A rejection
//! never takes its neighbours along; a failure of the disk takes the whole group.
//!
//! A savepoint makes `SQLite` copy every page it touches, which is most of the work. So a group is first written without
//! any; only when somebody is refused after having written something, the group is rolled back and written once more
//! with a savepoint each.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use saklig_store::{Answer, BlobStore, CaseKey, Failure, Pending, Refused, TenantId};

use crate::failure::{Stop, again, failure};

/// How many may wait before the next one who submits has to.
const QUEUE: usize = 2048;
/// How many are written in one transaction at most.
const GROUP: usize = 512;

/// One piece of work for the writer.
trait Work: Send {
    /// The case it is for: at most one piece for each case in a group.
    fn case(&self) -> Option<(TenantId, CaseKey)>;
    /// Does the work, perhaps once more after a rollback.
    fn run(&mut self, conn: &Connection) -> Result<Ran, Failure>;
    /// Answers, after COMMIT or after the failure of the group.
    fn answer(self: Box<Self>, group: Result<(), &Failure>);
}

/// How a piece of work went.
#[derive(PartialEq)]
enum Ran {
    Written,
    Refused,
}

struct Piece<T, F> {
    case: Option<(TenantId, CaseKey)>,
    work: F,
    result: Option<Result<T, Refused>>,
    answer: Answer<T>,
}

impl<T, F> Work for Piece<T, F>
where
    T: Send,
    F: Fn(&Connection) -> Result<T, Stop> + Send,
{
    fn case(&self) -> Option<(TenantId, CaseKey)> {
        self.case
    }

    fn run(&mut self, conn: &Connection) -> Result<Ran, Failure> {
        match (self.work)(conn) {
            Ok(value) => {
                self.result = Some(Ok(value));
                Ok(Ran::Written)
            }
            Err(Stop::Refused(Refused::Failed(failure))) => Err(failure),
            Err(Stop::Refused(refused)) => {
                self.result = Some(Err(refused));
                Ok(Ran::Refused)
            }
            Err(Stop::Sql(error)) => Err(failure("write a commit", error)),
        }
    }

    fn answer(self: Box<Self>, group: Result<(), &Failure>) {
        let result = match (group, self.result) {
            // Also a rejection falls with its group: it may rest on a neighbour that was not written.
            (Err(failure), _) => Err(Refused::Failed(again(failure))),
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Refused::Failed(Failure::Closed)),
        };
        self.answer.give(result);
    }
}

type Waiting = Box<dyn Work>;

/// The way to the writing thread. Dropped, it waits until everything that was submitted is answered.
pub(crate) struct Writer {
    sender: Option<SyncSender<Waiting>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(conn: Connection, files: Arc<dyn BlobStore>) -> Result<Self, Failure> {
        let (sender, receiver) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("saklig-store".to_owned())
            .spawn(move || write_all(&conn, &receiver, files.as_ref()))
            .map_err(|source| Failure::io("start the writing thread", source))?;
        Ok(Self { sender: Some(sender), thread: Some(thread) })
    }

    /// Hands in a piece of work.
    pub(crate) fn submit<T: Send + 'static>(
        &self,
        case: Option<(TenantId, CaseKey)>,
        work: impl Fn(&Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Pending<T> {
        let (pending, answer) = Pending::new();
        let piece = Piece { case, work, result: None, answer };
        // When the thread is gone the piece is dropped, and its answer is that the store is closed.
        if let Some(sender) = &self.sender {
            drop(sender.send(Box::new(piece)));
        }
        pending
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn write_all(conn: &Connection, receiver: &Receiver<Waiting>, files: &dyn BlobStore) {
    let mut later: Vec<Waiting> = Vec::new();
    loop {
        if later.is_empty() {
            match receiver.recv() {
                Ok(work) => later.push(work),
                Err(_) => return,
            }
        }
        while later.len() < GROUP {
            match receiver.try_recv() {
                Ok(work) => later.push(work),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        let group = choose(&mut later);
        write_group(conn, group, files);
    }
}

/// Takes a case at most once; what is left waits, in its order, for the next group.
fn choose(later: &mut Vec<Waiting>) -> Vec<Waiting> {
    let mut seen = HashSet::new();
    let (group, rest) = later.drain(..).partition(|work| work.case().is_none_or(|case| seen.insert(case)));
    *later = rest;
    group
}

fn write_group(conn: &Connection, mut group: Vec<Waiting>, files: &dyn BlobStore) {
    let outcome = transact(conn, &mut group, files);
    if let Err(failure) = &outcome {
        tracing::warn!(code = failure.code(), size = group.len(), "Refused a group of commits: {failure}");
        if !conn.is_autocommit()
            && let Err(error) = conn.execute_batch("ROLLBACK")
        {
            tracing::warn!("Could not roll back a group of commits: {error}");
        }
        if matches!(failure, Failure::Full) {
            make_room(conn);
        }
    }
    for work in group {
        work.answer(outcome.as_ref().copied());
    }
}

/// Moves what is committed from the log into the database and cuts the log: the room it took may be enough for the next
/// group. Whether it went well shows then.
fn make_room(conn: &Connection) {
    let cut = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    if let Err(error) = cut {
        tracing::warn!("Could not make room on the full disk: {error}");
    }
}

fn transact(conn: &Connection, group: &mut [Waiting], files: &dyn BlobStore) -> Result<(), Failure> {
    files.settle()?;
    if !write_plainly(conn, group)? {
        execute(conn, "ROLLBACK")?;
        write_with_savepoints(conn, group)?;
    }
    execute(conn, "COMMIT")
}

/// False when somebody was refused after having written something: then the group must be written once more.
fn write_plainly(conn: &Connection, group: &mut [Waiting]) -> Result<bool, Failure> {
    execute(conn, "BEGIN IMMEDIATE")?;
    for work in group {
        let before = conn.total_changes();
        if work.run(conn)? == Ran::Refused && conn.total_changes() != before {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write_with_savepoints(conn: &Connection, group: &mut [Waiting]) -> Result<(), Failure> {
    execute(conn, "BEGIN IMMEDIATE")?;
    for work in group {
        execute(conn, "SAVEPOINT one")?;
        if work.run(conn)? == Ran::Refused {
            execute(conn, "ROLLBACK TO one")?;
        }
        execute(conn, "RELEASE one")?;
    }
    Ok(())
}

fn execute(conn: &Connection, sql: &str) -> Result<(), Failure> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.execute([]))
        .map(|_| ())
        .map_err(|error| failure("write a group of commits", error))
}
