//! Recomputing everything. Each page is read in one transaction, so none outlives its time.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::checkpoint::Roots;
use saklig_store::{
    AuthoritySeq, BlobStore, CaseKey, CaseRow, Checkpoint, Cursor, Entry, Failure, Finding, FindingKind,
    Hash, ReadSeq, Signer, TenantId, VerifyReport, blob_address,
};

use crate::readers::Readers;
use crate::rows::{Columns, int};
use crate::{authority, blobs, cases, checkpoint, log, reads};

const DOING: &str = "verify the log";
/// How many cases, or reads, are taken in one page.
const PAGE: usize = 500;

/// Recomputes every chain, blob and checkpoint of a tenant.
pub(crate) fn verify(
    readers: &Readers,
    files: &dyn BlobStore,
    tenant: TenantId,
    outside: &[Checkpoint],
    signer: &dyn Signer,
) -> Result<VerifyReport, Failure> {
    let mut report = VerifyReport::default();
    let mut from = CaseKey::of_number(1);
    while let Some(start) = from {
        let Some(page) = readers.ask(DOING, |conn| page(conn, tenant, start))? else { break };
        for (key, (row, entries, blobs)) in &page.cases {
            report.check_case(*key, row.as_ref(), entries);
            check_blobs(&mut report, files, row.as_ref(), blobs)?;
        }
        from = page.next;
    }
    for (key, there) in readers.ask(DOING, |conn| named_elsewhere(conn, tenant))? {
        if !there && !report.findings.iter().any(|finding| finding.case == Some(key)) {
            report.check_case(key, None, &[]);
        }
    }
    for cursor in readers.ask(DOING, gaps)? {
        report.findings.push(Finding { cursor: Some(cursor), ..Finding::new(FindingKind::EntryMissing) });
    }
    let authority = readers.ask(DOING, |conn| authority::entries(conn, tenant, AuthoritySeq::NONE))?;
    report.check_authority(&authority);
    let mut head = (ReadSeq::NONE, Hash::ZERO);
    let mut read_hashes = BTreeMap::new();
    loop {
        let page = readers.ask(DOING, |conn| reads::entries(conn, tenant, head.0, PAGE))?;
        if page.is_empty() {
            break;
        }
        read_hashes.extend(page.iter().map(|read| (read.seq, read.hash)));
        head = report.check_reads(head, &page);
    }
    let points = readers.ask(DOING, |conn| checkpoint::list(conn, tenant))?;
    report.check_signatures(&points, outside, signer);
    for point in &points {
        let covered = readers.ask(DOING, |conn| covered(conn, tenant, point))?;
        let heads_stand = (point.authority.0.0 == 0
            || authority.iter().any(|entry| (entry.seq, entry.hash) == point.authority))
            && (point.reads.0.0 == 0 || read_hashes.get(&point.reads.0) == Some(&point.reads.1));
        if covered != (point.entries, point.root) || !heads_stand {
            report.find(FindingKind::CheckpointBroken, point.seq);
        }
    }
    Ok(report)
}

type Parts = (Option<CaseRow>, Vec<Entry>, Vec<blobs::Found>);

struct Page {
    cases: BTreeMap<CaseKey, Parts>,
    next: Option<CaseKey>,
}

/// The cases from `from`, as many as a page holds, whether they have a row or only entries.
fn page(conn: &Connection, tenant: TenantId, from: CaseKey) -> rusqlite::Result<Option<Page>> {
    let keys: Vec<CaseKey> = conn
        .prepare_cached(
            "SELECT key FROM (SELECT key FROM case_row WHERE tenant = ?1 AND key >= ?2
             UNION SELECT case_key FROM entry WHERE tenant = ?1 AND case_key >= ?2) ORDER BY key LIMIT ?3",
        )?
        .query_map(params![tenant.0, int(from.value()), int(PAGE as u64)], |row| {
            Columns::of(row).key(CaseKey::new)
        })?
        .collect::<rusqlite::Result<_>>()?;
    let Some(last) = keys.last() else { return Ok(None) };
    let after = CaseKey::of_number(last.number() + 1);
    let end = after.unwrap_or(*last);
    let mut found: BTreeMap<CaseKey, Parts> = keys.iter().map(|key| (*key, Parts::default())).collect();
    for row in cases::range(conn, tenant, from, end)? {
        let key = row.key;
        found.entry(key).or_default().0 = Some(row);
    }
    for entry in log::range(conn, tenant, from, end)? {
        found.entry(entry.envelope.case).or_default().1.push(entry);
    }
    for (key, parts) in &mut found {
        parts.2 = blobs::of_case(conn, tenant, *key)?;
    }
    Ok(Some(Page { cases: found, next: after }))
}

fn check_blobs(
    report: &mut VerifyReport,
    files: &dyn BlobStore,
    row: Option<&CaseRow>,
    blobs: &[blobs::Found],
) -> Result<(), Failure> {
    let Some((row, salt)) = row.and_then(|row| Some((row, row.salt?))) else { return Ok(()) };
    for blob in blobs {
        let content = match &blob.content {
            Some(content) => Some(content.clone()),
            None => files.get(row.tenant, row.key, blob.address)?,
        };
        let kind = match content {
            None => Some(FindingKind::BlobMissing),
            Some(content) if blob_address(&salt, &content) != blob.address => Some(FindingKind::BlobChanged),
            Some(_) => None,
        };
        if let Some(kind) = kind {
            let (case, number) = (Some(row.key), Some(row.number.clone()));
            report.findings.push(Finding { case, number, ..Finding::new(kind) });
        }
        report.blobs += 1;
    }
    Ok(())
}

/// Cases that something else names, and whether they have a row: a case that was taken out whole leaves these.
fn named_elsewhere(conn: &Connection, tenant: TenantId) -> rusqlite::Result<Vec<(CaseKey, bool)>> {
    conn.prepare_cached(
        "WITH named (key) AS (
             SELECT case_key FROM intake WHERE tenant = ?1 UNION SELECT case_key FROM claim WHERE tenant = ?1
             UNION SELECT case_key FROM search_row WHERE tenant = ?1 UNION SELECT case_key FROM blob WHERE tenant = ?1
             UNION SELECT key & ~4194303 FROM job WHERE tenant = ?1 AND case_type <> ''
             UNION SELECT key & ~4194303 FROM task WHERE tenant = ?1)
         SELECT n.key, c.key IS NOT NULL FROM named n LEFT JOIN case_row c ON c.tenant = ?1 AND c.key = n.key
         WHERE c.key IS NULL",
    )?
    .query_map([tenant.0], |row| {
        let mut row = Columns::of(row);
        Ok((row.key(CaseKey::new)?, row.get()?))
    })?
    .collect()
}

/// Places in the order of commits where entries are gone: the first of each gap.
fn gaps(conn: &Connection) -> rusqlite::Result<Vec<Cursor>> {
    let first: Option<u64> = conn
        .prepare_cached("SELECT min(cursor) FROM entry")?
        .query_row([], |row| Columns::of(row).optional_number())
        .optional()?
        .flatten();
    let mut gaps: Vec<Cursor> = first.filter(|first| *first > 1).map(|_| Cursor(1)).into_iter().collect();
    let mut statement = conn.prepare_cached(
        "SELECT cursor + 1 FROM (SELECT cursor, lead(cursor) OVER (ORDER BY cursor) AS following FROM entry)
         WHERE following > cursor + 1",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        gaps.push(Cursor(Columns::of(row).number()?));
    }
    Ok(gaps)
}

fn covered(conn: &Connection, tenant: TenantId, point: &Checkpoint) -> rusqlite::Result<(u64, Hash)> {
    let mut roots = Roots::default();
    log::hashes(conn, tenant, point.after, point.upto, |_, hash| roots.add(hash))?;
    Ok(roots.take())
}
