//! Intake, claims and search rows.

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::{CaseKey, Claim, Commit, Hash, Refused, SearchHit, SearchRow, TenantId};

use crate::failure::Stop;
use crate::rows::{Columns, int, limit};

/// The case that this channel and id came in as, and its content.
pub(crate) fn intake(
    conn: &Connection,
    tenant: TenantId,
    channel: &str,
    external_id: &str,
) -> rusqlite::Result<Option<(CaseKey, Hash)>> {
    conn.prepare_cached(
        "SELECT case_key, content FROM intake WHERE tenant = ? AND channel = ? AND external_id = ?",
    )?
    .query_row(params![tenant.0, channel, external_id], |row| {
        let mut row = Columns::of(row);
        Ok((row.key(CaseKey::new)?, row.hash()?))
    })
    .optional()
}

/// Takes the claims of a commit; the first that another case holds refuses it.
pub(crate) fn take_claims(conn: &Connection, commit: &Commit) -> Result<(), Stop> {
    for (index, claim) in commit.take_claims.iter().enumerate() {
        let written = conn
            .prepare_cached(
                "INSERT INTO claim (tenant, claim, case_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![commit.tenant.0, claim.0, int(commit.case.value())])?;
        if written == 0
            && let Some(by) = holder(conn, commit.tenant, claim)?
            && by != commit.case
        {
            return Err(Refused::ClaimHeld { by, index }.into());
        }
    }
    Ok(())
}

/// Gives back the claims of a commit that the case holds.
pub(crate) fn release_claims(conn: &Connection, commit: &Commit) -> rusqlite::Result<()> {
    for claim in &commit.release_claims {
        conn.prepare_cached("DELETE FROM claim WHERE tenant = ? AND claim = ? AND case_key = ?")?
            .execute(params![commit.tenant.0, claim.0, int(commit.case.value())])?;
    }
    Ok(())
}

/// The case that holds a claim.
pub(crate) fn holder(
    conn: &Connection,
    tenant: TenantId,
    claim: &Claim,
) -> rusqlite::Result<Option<CaseKey>> {
    conn.prepare_cached("SELECT case_key FROM claim WHERE tenant = ? AND claim = ?")?
        .query_row(params![tenant.0, claim.0], |row| Columns::of(row).key(CaseKey::new))
        .optional()
}

/// The claims a case holds.
pub(crate) fn claims(conn: &Connection, tenant: TenantId, case: CaseKey) -> rusqlite::Result<Vec<Claim>> {
    conn.prepare_cached("SELECT claim FROM claim WHERE tenant = ? AND case_key = ? ORDER BY claim")?
        .query_map(params![tenant.0, int(case.value())], |row| row.get(0).map(Claim))?
        .collect()
}

/// Replaces all search rows of a case; rows that stay are not touched.
pub(crate) fn replace(conn: &Connection, commit: &Commit, rows: &[SearchRow]) -> rusqlite::Result<()> {
    let (tenant, case) = (commit.tenant, commit.case);
    // A new case has none.
    let there = if commit.new_case.is_some() { Vec::new() } else { of_case(conn, tenant, case)? };
    for old in there {
        if !rows.contains(&old) {
            conn.prepare_cached(
                "DELETE FROM search_row WHERE tenant = ? AND kind = ? AND value = ? AND case_key = ?",
            )?
            .execute(params![tenant.0, old.kind, old.value, int(case.value())])?;
        }
    }
    for row in rows {
        conn.prepare_cached(
            "INSERT INTO search_row (tenant, kind, value, case_key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![tenant.0, row.kind, row.value, int(case.value())])?;
    }
    Ok(())
}

/// The search rows of a case.
pub(crate) fn of_case(
    conn: &Connection,
    tenant: TenantId,
    case: CaseKey,
) -> rusqlite::Result<Vec<SearchRow>> {
    conn.prepare_cached(
        "SELECT kind, value FROM search_row WHERE tenant = ? AND case_key = ? ORDER BY kind, value",
    )?
    .query_map(params![tenant.0, int(case.value())], |row| {
        Ok(SearchRow { kind: row.get(0)?, value: row.get(1)? })
    })?
    .collect()
}

/// Cases with a row of this kind and value, or a value that begins so.
pub(crate) fn find(
    conn: &Connection,
    tenant: TenantId,
    row: &SearchRow,
    prefix: bool,
    most: usize,
) -> rusqlite::Result<Vec<SearchHit>> {
    // A prefix is a range: from the text itself to the text followed by the highest character.
    let to = if prefix { format!("{}\u{10FFFF}", row.value) } else { row.value.clone() };
    let hit = |row: &rusqlite::Row<'_>| {
        let mut row = Columns::of(row);
        Ok(SearchHit {
            case: row.key(CaseKey::new)?,
            number: row.case_number()?,
            kind: row.get()?,
            value: row.get()?,
        })
    };
    conn.prepare_cached(
        "SELECT s.case_key, c.number, s.kind, s.value FROM search_row s
             JOIN case_row c ON c.tenant = s.tenant AND c.key = s.case_key
             WHERE s.tenant = ? AND s.kind = ? AND s.value BETWEEN ? AND ?
             ORDER BY s.case_key LIMIT ?",
    )?
    .query_map(params![tenant.0, row.kind, row.value, to, limit(most)], hit)?
    .collect()
}
