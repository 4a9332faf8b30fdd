//! Opening: folder, locks, connections, migrations.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use saklig_store::Failure;

use crate::failure::OrFail as _;
use crate::locks;

const FILE: &str = "saklig.db";
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/0001_log.sql"),
    include_str!("../migrations/0002_work.sql"),
    include_str!("../migrations/0003_authority.sql"),
    include_str!("../migrations/0004_files.sql"),
];

/// How long to wait for another program's group, in milliseconds.
const BUSY_MS: i32 = 30_000;

/// Where a store lies and how it is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data folder; made when it is not there.
    pub folder: PathBuf,
    /// The folder of secrets, outside the data folder and its backup; made when it is not there.
    pub secrets: PathBuf,
    /// A file outside the folder that every checkpoint is also appended to, for another party to keep.
    pub checkpoint_file: Option<PathBuf>,
    /// Bytes of pages the writer keeps in memory.
    pub cache_bytes: u32,
    /// At most so many pages of 16 kB in the file, as if the disk were that small.
    pub max_pages: Option<u32>,
}

impl Options {
    /// A store in this folder with its secrets in the other.
    pub fn new(folder: impl Into<PathBuf>, secrets: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            secrets: secrets.into(),
            checkpoint_file: None,
            cache_bytes: 48 << 20,
            max_pages: None,
        }
    }
}

/// The database file of a folder.
pub(crate) fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Makes the folder, refuses one without locks, and opens the connection that writes, at the newest level.
pub(crate) fn writer(options: &Options) -> Result<Connection, Failure> {
    std::fs::create_dir_all(&options.folder).map_err(|source| Failure::io("make the data folder", source))?;
    locks::require(&options.folder)?;
    let mut conn = connect(&options.folder)?;
    conn.pragma_update(None, "cache_size", -i64::from(options.cache_bytes / 1024)).or_fail(OPEN)?;
    if let Some(pages) = options.max_pages {
        conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).or_fail(OPEN)?;
    }
    conn.pragma_update(None, "wal_autocheckpoint", 2000).or_fail(OPEN)?;
    conn.set_prepared_statement_cache_capacity(128);
    migrate(&mut conn)?;
    Ok(conn)
}

/// Opens a connection that only reads.
pub(crate) fn reader(folder: &Path) -> Result<Connection, Failure> {
    let conn = connect(folder)?;
    conn.pragma_update(None, "cache_size", -2048).or_fail(OPEN)?;
    conn.pragma_update(None, "query_only", true).or_fail(OPEN)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

const OPEN: &str = "open the database";

fn connect(folder: &Path) -> Result<Connection, Failure> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file(folder), flags).or_fail(OPEN)?;
    conn.busy_handler(Some(wait_a_little)).or_fail(OPEN)?;
    conn.pragma_update(None, "page_size", 16384).or_fail(OPEN)?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0)).or_fail(OPEN)?;
    if mode != "wal" {
        let reason = format!("the journal is `{mode}`, not `wal`");
        return Err(Failure::NoLocks { folder: folder.to_owned(), reason });
    }
    conn.pragma_update(None, "synchronous", "full").or_fail(OPEN)?;
    conn.pragma_update(None, "secure_delete", true).or_fail(OPEN)?;
    conn.pragma_update(None, "temp_store", "memory").or_fail(OPEN)?;
    Ok(conn)
}

/// Called by `SQLite` while another connection holds the lock: often and briefly, so that two programs take turns.
fn wait_a_little(times: i32) -> bool {
    std::thread::sleep(Duration::from_millis(1));
    times < BUSY_MS
}

/// Brings the store to the newest level, one migration at a time, each whole or not at all.
fn migrate(conn: &mut Connection) -> Result<(), Failure> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).or_fail(OPEN)?;
    tx.execute_batch("CREATE TABLE IF NOT EXISTS level (level INTEGER NOT NULL) STRICT").or_fail(OPEN)?;
    let found: u32 =
        tx.query_row("SELECT coalesce(max(level), 0) FROM level", [], |row| row.get(0)).or_fail(OPEN)?;
    if found > known {
        return Err(Failure::TooNew { found, known });
    }
    for (level, sql) in (1..).zip(MIGRATIONS) {
        if level > found {
            tx.execute_batch(sql).or_fail("migrate the database")?;
            tx.execute("INSERT INTO level (level) VALUES (?)", [level]).or_fail("migrate the database")?;
        }
    }
    tx.commit().or_fail("migrate the database")
}
