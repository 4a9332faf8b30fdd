//! Timers and message subscriptions.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use saklig_store::{CaseKey, Commit, Subscription, SubscriptionKey, TenantId, Timer, TimerKey};

use crate::rows::{Columns, int, last_of, limit, micros};

/// Writes what a commit sets and calls off.
pub(crate) fn write(conn: &Connection, commit: &Commit) -> rusqlite::Result<()> {
    let tenant = commit.tenant.0;
    for key in &commit.timers_gone {
        conn.prepare_cached("DELETE FROM timer WHERE tenant = ? AND key = ?")?
            .execute(params![tenant, int(key.value())])?;
    }
    for timer in &commit.timers {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO timer (tenant, key, due_at, element) VALUES (?, ?, ?, ?)",
        )?
        .execute(params![tenant, int(timer.key.value()), micros(timer.due_at), timer.element])?;
    }
    for key in &commit.subscriptions_gone {
        conn.prepare_cached("DELETE FROM subscription WHERE tenant = ? AND key = ?")?
            .execute(params![tenant, int(key.value())])?;
    }
    for open in &commit.subscriptions {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO subscription (tenant, key, name, correlation, element) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![tenant, int(open.key.value()), open.name, open.correlation, open.element])?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Timer> {
    let mut row = Columns::of(row);
    Ok(Timer { key: row.key(TimerKey::new)?, due_at: row.time()?, element: row.get()? })
}

/// Timers that are due, the earliest first.
pub(crate) fn due(
    conn: &Connection,
    tenant: TenantId,
    now: Timestamp,
    most: usize,
) -> rusqlite::Result<Vec<Timer>> {
    conn.prepare_cached(
        "SELECT key, due_at, element FROM timer WHERE tenant = ? AND due_at <= ? ORDER BY due_at, key LIMIT ?",
    )?
    .query_map(params![tenant.0, micros(now), limit(most)], read)?
    .collect()
}

/// The timers of a case.
pub(crate) fn of_case(conn: &Connection, tenant: TenantId, case: CaseKey) -> rusqlite::Result<Vec<Timer>> {
    conn.prepare_cached(
        "SELECT key, due_at, element FROM timer WHERE tenant = ? AND key BETWEEN ? AND ? ORDER BY key",
    )?
    .query_map(params![tenant.0, int(case.value()), last_of(case)], read)?
    .collect()
}

/// When the next timer or delayed job falls due.
pub(crate) fn next_due(conn: &Connection, tenant: TenantId) -> rusqlite::Result<Option<Timestamp>> {
    let first = |sql: &str| -> rusqlite::Result<Option<Timestamp>> {
        conn.prepare_cached(sql)?.query_row([tenant.0], |row| Columns::of(row).optional_time())
    };
    let timer = first("SELECT min(due_at) FROM timer WHERE tenant = ?")?;
    let job = first(
        "SELECT min(not_before) FROM job WHERE tenant = ? AND state = 'queued' AND not_before IS NOT NULL",
    )?;
    let doubtful = first("SELECT min(not_before) FROM job WHERE tenant = ? AND state = 'in_doubt'")?;
    Ok(timer.into_iter().chain(job).chain(doubtful).min())
}

/// The subscriptions to a message.
pub(crate) fn subscriptions(
    conn: &Connection,
    tenant: TenantId,
    name: &str,
    correlation: &str,
) -> rusqlite::Result<Vec<Subscription>> {
    conn.prepare_cached(
        "SELECT key, name, correlation, element FROM subscription
         WHERE tenant = ? AND name = ? AND correlation = ? ORDER BY key",
    )?
    .query_map(params![tenant.0, name, correlation], |row| {
        let mut row = Columns::of(row);
        Ok(Subscription {
            key: row.key(SubscriptionKey::new)?,
            name: row.get()?,
            correlation: row.get()?,
            element: row.get()?,
        })
    })?
    .collect()
}
