//! Rows of cases.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saklig_store::{CaseFilter, CaseKey, CaseNumber, CaseRow, CaseState, EntrySeq, TenantId};

use crate::rows::{Columns, Question, int, limit};

const COLUMNS: &str =
    "tenant, key, number, case_type, opened_at, state, outcome, changed_at, seq, head, salt";

fn read(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    let mut row = Columns::of(row);
    Ok(CaseRow {
        tenant: row.tenant()?,
        key: row.key(CaseKey::new)?,
        number: row.case_number()?,
        case_type: row.get()?,
        opened_at: row.time()?,
        state: row.word(CaseState::from_word)?,
        outcome: row.get()?,
        changed_at: row.time()?,
        seq: EntrySeq(row.number()?),
        head: row.hash()?,
        salt: row.optional_salt()?,
    })
}

/// The row of a case.
pub(crate) fn get(conn: &Connection, tenant: TenantId, key: CaseKey) -> rusqlite::Result<Option<CaseRow>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM case_row WHERE tenant = ? AND key = ?"))?
        .query_row(params![tenant.0, int(key.value())], read)
        .optional()
}

/// The row of the case with this number.
pub(crate) fn by_number(
    conn: &Connection,
    tenant: TenantId,
    number: &CaseNumber,
) -> rusqlite::Result<Option<CaseRow>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM case_row WHERE tenant = ? AND number = ?"))?
        .query_row(params![tenant.0, number.as_str()], read)
        .optional()
}

/// Cases by rising key.
pub(crate) fn list(
    conn: &Connection,
    tenant: TenantId,
    filter: &CaseFilter,
) -> rusqlite::Result<Vec<CaseRow>> {
    let mut question = Question::of(COLUMNS, "case_row", tenant);
    question.and("key > ?", int(filter.after.map_or(0, CaseKey::value)));
    match filter.state {
        Some(state) => question.and("state = ?", state.as_str().to_owned()),
        None => question.and_also("state NOT IN ('file_open', 'file_closed')"),
    }
    if let Some(case_type) = &filter.case_type {
        question.and("case_type = ?", case_type.clone());
    }
    question.ask(conn, "key", filter.limit, read)
}

/// How many cases there are in each state.
pub(crate) fn counts(conn: &Connection, tenant: TenantId) -> rusqlite::Result<Vec<(CaseState, u64)>> {
    let mut counts: Vec<(CaseState, u64)> = conn
        .prepare_cached("SELECT state, count(*) FROM case_row WHERE tenant = ? GROUP BY state")?
        .query_map([tenant.0], |row| {
            let mut row = Columns::of(row);
            Ok((row.word(CaseState::from_word)?, row.number()?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    counts.retain(|(state, _)| !state.is_file());
    counts.sort_unstable();
    Ok(counts)
}

/// Cases that are not closed and for which nothing is on its way.
pub(crate) fn stuck(conn: &Connection, tenant: TenantId, most: usize) -> rusqlite::Result<Vec<CaseRow>> {
    let of_case = |table: &str, more: &str| {
        format!(
            "AND NOT EXISTS (SELECT 1 FROM {table} x WHERE x.tenant = c.tenant
             AND x.key BETWEEN c.key AND c.key + 4194303 {more})"
        )
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM case_row c WHERE tenant = ? AND state IN ('open', 'waiting', 'task', 'suspended')
         {} {} {} {} ORDER BY key LIMIT ?",
        of_case("job", "AND x.state IN ('queued', 'held', 'leased', 'in_doubt', 'in_file')"),
        of_case("task", "AND x.state <> 'done'"),
        of_case("timer", ""),
        of_case("subscription", ""),
    );
    conn.prepare_cached(&sql)?.query_map(params![tenant.0, limit(most)], read)?.collect()
}

/// The rows of a range of keys, `to` not with.
pub(crate) fn range(
    conn: &Connection,
    tenant: TenantId,
    from: CaseKey,
    to: CaseKey,
) -> rusqlite::Result<Vec<CaseRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM case_row WHERE tenant = ? AND key >= ? AND key < ? ORDER BY key");
    conn.prepare_cached(&sql)?
        .query_map(params![tenant.0, int(from.value()), int(to.value())], read)?
        .collect()
}
