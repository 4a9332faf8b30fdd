//! Reading the log.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saklig_store::{
    Actor, AuthoritySeq, CaseKey, Cursor, Entry, EntrySeq, Envelope, Hash, JobKey, Snapshot, TenantId,
};

use crate::rows::{Columns, int, limit};

const SELECT: &str = "SELECT e.tenant, e.case_key, e.seq, e.kinds, e.recorded_at, e.actor_kind, e.actor_key, e.on_behalf,
     e.authority_seq, e.command_id, e.job, e.bundle, e.trace_id, e.body_hash, e.hash, e.cursor, b.coding, b.size, b.body
     FROM entry e LEFT JOIN entry_body b ON b.cursor = e.cursor";

fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let mut row = Columns::of(row);
    let envelope = Envelope {
        tenant: row.tenant()?,
        case: row.key(CaseKey::new)?,
        seq: EntrySeq(row.number()?),
        kinds: row.lines()?,
        recorded_at: row.time()?,
        actor: Actor { kind: row.get()?, key: row.get()? },
        on_behalf: row.get()?,
        authority_seq: row.optional_number()?.map(AuthoritySeq),
        command_id: row.get()?,
        job: row.optional_key(JobKey::new)?,
        bundle: row.optional_hash()?,
        trace_id: row.get()?,
    };
    let (body_hash, hash) = (row.hash()?, row.hash()?);
    let cursor = Cursor(row.number()?);
    Ok(Entry { envelope, body: row.packed()?, body_hash, hash, cursor })
}

/// The entries of a case after `after`.
pub(crate) fn of_case(
    conn: &Connection,
    tenant: TenantId,
    case: CaseKey,
    after: EntrySeq,
) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("{SELECT} WHERE e.tenant = ? AND e.case_key = ? AND e.seq > ? ORDER BY e.seq");
    conn.prepare_cached(&sql)?.query_map(params![tenant.0, int(case.value()), int(after.0)], read)?.collect()
}

/// Entries in the order of commits after `after`.
pub(crate) fn in_order(
    conn: &Connection,
    tenant: TenantId,
    after: Cursor,
    most: usize,
) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("{SELECT} WHERE e.tenant = ? AND e.cursor > ? ORDER BY e.cursor LIMIT ?");
    conn.prepare_cached(&sql)?.query_map(params![tenant.0, int(after.0), limit(most)], read)?.collect()
}

/// The hashes of entries in the order of commits after `after`, up to and with `upto`.
pub(crate) fn hashes(
    conn: &Connection,
    tenant: TenantId,
    after: Cursor,
    upto: Cursor,
    mut each: impl FnMut(Cursor, Hash),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT cursor, hash FROM entry WHERE +tenant = ? AND cursor > ? AND cursor <= ? ORDER BY cursor",
    )?;
    let mut rows = statement.query(params![tenant.0, int(after.0), int(upto.0)])?;
    while let Some(row) = rows.next()? {
        let mut row = Columns::of(row);
        each(Cursor(row.number()?), row.hash()?);
    }
    Ok(())
}

/// Entries of a range of cases, by case and sequence.
pub(crate) fn range(
    conn: &Connection,
    tenant: TenantId,
    from: CaseKey,
    to: CaseKey,
) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!(
        "{SELECT} WHERE e.tenant = ? AND e.case_key >= ? AND e.case_key < ? ORDER BY e.case_key, e.seq"
    );
    conn.prepare_cached(&sql)?
        .query_map(params![tenant.0, int(from.value()), int(to.value())], read)?
        .collect()
}

/// The snapshot of a case by this version of the fold.
pub(crate) fn snapshot(
    conn: &Connection,
    tenant: TenantId,
    case: CaseKey,
    fold_version: u32,
) -> rusqlite::Result<Option<Snapshot>> {
    let found = conn
        .prepare_cached(
            "SELECT fold_version, seq, coding, size, bytes FROM snapshot
             WHERE tenant = ? AND case_key = ? AND fold_version = ?",
        )?
        .query_row(params![tenant.0, int(case.value()), fold_version], |row| {
            let mut row = Columns::of(row);
            let (fold_version, seq) = (row.get()?, EntrySeq(row.number()?));
            Ok(row.packed()?.map(|bytes| Snapshot { fold_version, seq, bytes }))
        })
        .optional()?;
    Ok(found.flatten())
}
