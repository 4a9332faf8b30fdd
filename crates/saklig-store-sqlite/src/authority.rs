//! The authority log.

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::chain::whole_micros;
use saklig_store::{
    Actor, AuthorityCommit, AuthorityEntry, AuthorityReceipt, AuthoritySeq, Hash, Refused, TenantId,
};

use crate::failure::Stop;
use crate::jobs;
use crate::rows::{Columns, int, micros};

/// The last entry and its hash.
pub(crate) fn last(conn: &Connection, tenant: TenantId) -> rusqlite::Result<(AuthoritySeq, Hash)> {
    let found = conn
        .prepare_cached("SELECT seq, hash FROM authority WHERE tenant = ? ORDER BY seq DESC LIMIT 1")?
        .query_row([tenant.0], |row| {
            let mut row = Columns::of(row);
            Ok((AuthoritySeq(row.number()?), row.hash()?))
        })
        .optional()?;
    Ok(found.unwrap_or((AuthoritySeq::NONE, Hash::ZERO)))
}

/// Writes an entry and what it does to jobs.
pub(crate) fn write(conn: &Connection, commit: &AuthorityCommit) -> Result<AuthorityReceipt, Stop> {
    let (have, prev) = last(conn, commit.tenant)?;
    if have != commit.expect_seq {
        return Err(Refused::StaleAuthority { have }.into());
    }
    let mut entry = AuthorityEntry {
        tenant: commit.tenant,
        seq: have.next(),
        recorded_at: whole_micros(commit.now),
        kinds: commit.kinds.clone(),
        actor: commit.actor.clone(),
        command_id: commit.command_id.clone(),
        body: commit.body.clone(),
        hash: Hash::ZERO,
    };
    entry.hash = entry.hash_after(prev);
    conn.prepare_cached(
        "INSERT INTO authority (tenant, seq, recorded_at, kinds, actor_kind, actor_key, command_id, body, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        entry.tenant.0,
        int(entry.seq.0),
        micros(entry.recorded_at),
        entry.kinds.join("\n"),
        entry.actor.kind,
        entry.actor.key,
        entry.command_id,
        entry.body,
        entry.hash.0
    ])?;
    let mut held = 0;
    for hold in &commit.hold_jobs {
        held += jobs::hold(conn, commit.tenant, hold, entry.seq)?;
    }
    for change in &commit.job_changes {
        jobs::change(conn, commit.tenant, change, commit.now)?;
    }
    Ok(AuthorityReceipt { seq: entry.seq, hash: entry.hash, held })
}

/// The entries after `after`.
pub(crate) fn entries(
    conn: &Connection,
    tenant: TenantId,
    after: AuthoritySeq,
) -> rusqlite::Result<Vec<AuthorityEntry>> {
    conn.prepare_cached(
        "SELECT tenant, seq, recorded_at, kinds, actor_kind, actor_key, command_id, body, hash FROM authority
         WHERE tenant = ? AND seq > ? ORDER BY seq",
    )?
    .query_map(params![tenant.0, int(after.0)], |row| {
        let mut row = Columns::of(row);
        Ok(AuthorityEntry {
            tenant: row.tenant()?,
            seq: AuthoritySeq(row.number()?),
            recorded_at: row.time()?,
            kinds: row.lines()?,
            actor: Actor { kind: row.get()?, key: row.get()? },
            command_id: row.get()?,
            body: row.get()?,
            hash: row.hash()?,
        })
    })?
    .collect()
}
