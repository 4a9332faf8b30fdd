//! Checkpoints: a row, and a line in a file outside the folder.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, params};
use saklig_store::chain::whole_micros;
use saklig_store::checkpoint::Roots;
use saklig_store::{Checkpoint, Cursor, Failure, Hash, Signer, TenantId};

use crate::failure::Stop;
use crate::files::io_failure;
use crate::rows::{Columns, int};
use crate::{authority, log, reads};

/// The checkpoints, oldest first.
pub(crate) fn list(conn: &Connection, tenant: TenantId) -> rusqlite::Result<Vec<Checkpoint>> {
    conn.prepare_cached("SELECT line FROM checkpoint WHERE tenant = ? ORDER BY seq")?
        .query_map([tenant.0], |row| Columns::of(row).word(|line| Checkpoint::from_line(line).ok()))?
        .collect()
}

/// Signs what has happened since the last one.
pub(crate) fn make(
    conn: &Connection,
    tenant: TenantId,
    now: Timestamp,
    signer: &dyn Signer,
) -> Result<Option<Checkpoint>, Stop> {
    let last = list(conn, tenant)?.pop();
    let after = last.as_ref().map_or(Cursor::NONE, |last| last.upto);
    let mut roots = Roots::default();
    let mut upto = after;
    log::hashes(conn, tenant, after, Cursor(u64::MAX), |cursor, hash| {
        roots.add(hash);
        upto = cursor;
    })?;
    let (entries, root) = roots.take();
    let (authority, reads) = (authority::last(conn, tenant)?, reads::last(conn, tenant)?);
    if last.as_ref().is_some_and(|last| entries == 0 && last.authority == authority && last.reads == reads) {
        return Ok(None);
    }
    let mut checkpoint = Checkpoint {
        tenant,
        seq: last.as_ref().map_or(0, |last| last.seq) + 1,
        at: whole_micros(now),
        after,
        upto,
        entries,
        root,
        cases: cases(conn, tenant)?,
        authority,
        reads,
        previous: last.as_ref().map_or(Hash::ZERO, Checkpoint::hash),
        public_key: signer.public_key(),
        signature: [0; 64],
    };
    checkpoint.signature = signer.sign(&checkpoint.message());
    conn.execute(
        "INSERT INTO checkpoint (tenant, seq, line) VALUES (?, ?, ?)",
        params![tenant.0, int(checkpoint.seq), checkpoint.to_line()],
    )?;
    Ok(Some(checkpoint))
}

fn cases(conn: &Connection, tenant: TenantId) -> rusqlite::Result<u64> {
    conn.query_row("SELECT count(*) FROM case_row WHERE tenant = ?", [tenant.0], |row| {
        Columns::of(row).number()
    })
}

/// Appends to the file outside what it does not have yet: also one that was cut short by a kill is made good.
pub(crate) fn give_away(path: &Path, checkpoints: &[Checkpoint]) -> Result<(), Failure> {
    let fail = |source| io_failure("write the file of checkpoints", source);
    let there = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(fail(error)),
    };
    let mut lines = String::new();
    if !there.is_empty() && !there.ends_with('\n') {
        lines.push('\n');
    }
    for line in checkpoints.iter().map(Checkpoint::to_line) {
        if !there.lines().any(|old| old == line) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path).map_err(fail)?;
    file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()).map_err(fail)
}
