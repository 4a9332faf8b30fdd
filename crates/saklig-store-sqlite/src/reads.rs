//! The read log.

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::chain::whole_micros;
use saklig_store::{Actor, CaseKey, Hash, NewRead, ReadEntry, ReadSeq, TenantId};

use crate::failure::Stop;
use crate::rows::{Columns, int, limit, micros};

/// The last entry and its hash.
pub(crate) fn last(conn: &Connection, tenant: TenantId) -> rusqlite::Result<(ReadSeq, Hash)> {
    let found = conn
        .prepare_cached("SELECT seq, hash FROM read_log WHERE tenant = ? ORDER BY seq DESC LIMIT 1")?
        .query_row([tenant.0], |row| {
            let mut row = Columns::of(row);
            Ok((ReadSeq(row.number()?), row.hash()?))
        })
        .optional()?;
    Ok(found.unwrap_or((ReadSeq::NONE, Hash::ZERO)))
}

/// Writes an entry.
pub(crate) fn write(conn: &Connection, read: &NewRead) -> Result<ReadSeq, Stop> {
    let (have, prev) = last(conn, read.tenant)?;
    let read = NewRead { now: whole_micros(read.now), ..read.clone() };
    let mut entry = ReadEntry { seq: have.next(), read, hash: Hash::ZERO };
    entry.hash = entry.hash_after(prev);
    let read = &entry.read;
    let cases: Vec<u8> = read.cases.iter().flat_map(|case| case.value().to_be_bytes()).collect();
    conn.prepare_cached(
        "INSERT INTO read_log (tenant, seq, read_at, actor_kind, actor_key, role, purpose, cases, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        read.tenant.0,
        int(entry.seq.0),
        micros(read.now),
        read.actor.kind,
        read.actor.key,
        read.role,
        read.purpose,
        cases,
        entry.hash.0
    ])?;
    Ok(entry.seq)
}

/// The entries after `after`.
pub(crate) fn entries(
    conn: &Connection,
    tenant: TenantId,
    after: ReadSeq,
    most: usize,
) -> rusqlite::Result<Vec<ReadEntry>> {
    conn.prepare_cached(
        "SELECT tenant, seq, read_at, actor_kind, actor_key, role, purpose, cases, hash FROM read_log
         WHERE tenant = ? AND seq > ? ORDER BY seq LIMIT ?",
    )?
    .query_map(params![tenant.0, int(after.0), limit(most)], |row| {
        let mut row = Columns::of(row);
        let tenant = row.tenant()?;
        let seq = ReadSeq(row.number()?);
        let read = NewRead {
            tenant,
            now: row.time()?,
            actor: Actor { kind: row.get()?, key: row.get()? },
            role: row.get()?,
            purpose: row.get()?,
            cases: keys(&row.get::<Vec<u8>>()?),
        };
        Ok(ReadEntry { seq, read, hash: row.hash()? })
    })?
    .collect()
}

/// Keys that were changed into something that is not a key are left out, and the chain shows it.
fn keys(bytes: &[u8]) -> Vec<CaseKey> {
    bytes
        .chunks_exact(8)
        .filter_map(|chunk| chunk.try_into().ok().map(u64::from_be_bytes).and_then(CaseKey::new))
        .collect()
}
