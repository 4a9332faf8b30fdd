//! Blobs: small ones in rows, large ones through the [`BlobStore`].

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::blobs::INLINE_MAX_BYTES;
use saklig_store::{CaseKey, Hash, NewBlob, TenantId};

use crate::pack::{Packed, pack};
use crate::rows::{Columns, int};

/// A blob as its row is written. Large content has gone to its file before.
pub(crate) struct Ready {
    address: Hash,
    media_type: String,
    retention: String,
    size: u64,
    content: Option<Packed>,
}

impl Ready {
    pub(crate) fn of(blob: &NewBlob) -> Self {
        Self {
            address: blob.address,
            media_type: blob.media_type.clone(),
            retention: blob.retention.clone(),
            size: blob.content.len() as u64,
            content: (!is_large(blob)).then(|| pack(&blob.content)),
        }
    }
}

/// True when the content goes to a file.
pub(crate) fn is_large(blob: &NewBlob) -> bool {
    blob.content.len() > INLINE_MAX_BYTES
}

/// Writes the rows; an address that is there already is no change.
pub(crate) fn put(
    conn: &Connection,
    tenant: TenantId,
    case: CaseKey,
    blobs: &[Ready],
) -> rusqlite::Result<()> {
    for blob in blobs {
        let coding = blob.content.as_ref().map_or(0, |content| content.coding);
        conn.prepare_cached(
            "INSERT INTO blob (tenant, case_key, address, media_type, retention, coding, size, content)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            tenant.0,
            int(case.value()),
            blob.address.0,
            blob.media_type,
            blob.retention,
            coding,
            int(blob.size),
            blob.content.as_ref().map(|content| &content.bytes)
        ])?;
    }
    Ok(())
}

/// The row of a blob; content nothing when it is a file.
pub(crate) struct Found {
    pub(crate) address: Hash,
    pub(crate) media_type: String,
    pub(crate) retention: String,
    pub(crate) content: Option<Vec<u8>>,
}

const COLUMNS: &str = "address, media_type, retention, coding, size, content";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Found> {
    let mut row = Columns::of(row);
    Ok(Found { address: row.hash()?, media_type: row.get()?, retention: row.get()?, content: row.packed()? })
}

/// The row of a blob.
pub(crate) fn get(
    conn: &Connection,
    tenant: TenantId,
    case: CaseKey,
    address: Hash,
) -> rusqlite::Result<Option<Found>> {
    let sql = format!("SELECT {COLUMNS} FROM blob WHERE tenant = ? AND case_key = ? AND address = ?");
    conn.prepare_cached(&sql)?.query_row(params![tenant.0, int(case.value()), address.0], read).optional()
}

/// The blobs of a case, in the order they were written.
pub(crate) fn of_case(conn: &Connection, tenant: TenantId, case: CaseKey) -> rusqlite::Result<Vec<Found>> {
    let sql = format!("SELECT {COLUMNS} FROM blob WHERE tenant = ? AND case_key = ? ORDER BY rowid");
    conn.prepare_cached(&sql)?.query_map(params![tenant.0, int(case.value())], read)?.collect()
}
