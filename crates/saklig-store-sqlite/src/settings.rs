//! What belongs to the store itself: tenants, blocks of numbers, settings, the clock, bundles.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::blocks::BLOCK;
use saklig_store::{BundleRow, ClockRow, Hash, Refused, TenantId};

use crate::failure::Stop;
use crate::pack::Packed;
use crate::rows::{Columns, int, micros};

/// The tenant with this name.
pub(crate) fn tenant(conn: &Connection, name: &str) -> rusqlite::Result<Option<TenantId>> {
    conn.prepare_cached("SELECT id FROM tenant WHERE name = ?")?
        .query_row([name], |row| row.get(0).map(TenantId))
        .optional()
}

/// Adds a tenant, or finds the one that another program added.
pub(crate) fn add_tenant(conn: &Connection, name: &str) -> Result<TenantId, Stop> {
    conn.execute("INSERT INTO tenant (name) VALUES (?) ON CONFLICT DO NOTHING", [name])?;
    let found = tenant(conn, name)?;
    found.ok_or_else(|| Refused::malformed("a tenant without a name").into())
}

/// Every tenant.
pub(crate) fn tenants(conn: &Connection) -> rusqlite::Result<Vec<(TenantId, String)>> {
    conn.prepare_cached("SELECT id, name FROM tenant ORDER BY id")?
        .query_map([], |row| Ok((TenantId(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// Takes a block of numbers and answers its first.
pub(crate) fn take_block(conn: &Connection, tenant: TenantId, name: &str) -> Result<u64, Stop> {
    let next = conn
        .prepare_cached(
            "INSERT INTO block (tenant, name, next) VALUES (?1, ?2, 1 + ?3)
             ON CONFLICT (tenant, name) DO UPDATE SET next = next + ?3 RETURNING next",
        )?
        .query_row(params![tenant.0, name, int(BLOCK)], |row| Columns::of(row).number())?;
    Ok(next - BLOCK)
}

/// A setting.
pub(crate) fn get(conn: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT value FROM setting WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Sets a setting.
pub(crate) fn set(conn: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute([name, value])
    .map(|_| ())
}

const CLOCK: &str = "clock";

/// The clock.
pub(crate) fn clock(conn: &Connection) -> rusqlite::Result<ClockRow> {
    let found = conn
        .prepare_cached("SELECT value FROM setting WHERE name = ?")?
        .query_row([CLOCK], |row| {
            Columns::of(row).word(|word| match word {
                "real" => Some(ClockRow::Real),
                micros => Timestamp::from_microsecond(micros.parse().ok()?).ok().map(ClockRow::Demo),
            })
        })
        .optional()?;
    Ok(found.unwrap_or(ClockRow::Real))
}

/// Sets the clock; a demo's only goes forward.
pub(crate) fn set_clock(conn: &Connection, to: ClockRow) -> Result<(), Stop> {
    let value = match to {
        ClockRow::Real => "real".to_owned(),
        ClockRow::Demo(time) => micros(time).to_string(),
    };
    if let (ClockRow::Demo(is), ClockRow::Demo(wanted)) = (clock(conn)?, to)
        && micros(wanted) < micros(is)
    {
        return Err(Refused::ClockBackwards.into());
    }
    Ok(set(conn, CLOCK, &value)?)
}

/// Puts in a bundle; one that is there already is no change.
pub(crate) fn put_bundle(
    conn: &Connection,
    tenant: TenantId,
    bundle: &BundleRow,
    archive: &Packed,
) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO bundle (tenant, id, case_type, added_at, coding, size, archive) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING",
        params![
            tenant.0,
            bundle.id.0,
            bundle.case_type,
            micros(bundle.added_at),
            archive.coding,
            int(archive.size as u64),
            archive.bytes
        ],
    )
    .map(|_| ())
}

/// The archive of a bundle.
pub(crate) fn bundle(conn: &Connection, tenant: TenantId, id: Hash) -> rusqlite::Result<Option<Vec<u8>>> {
    let found = conn
        .prepare_cached("SELECT coding, size, archive FROM bundle WHERE tenant = ? AND id = ?")?
        .query_row(params![tenant.0, id.0], |row| Columns::of(row).packed())
        .optional()?;
    Ok(found.flatten())
}

/// The bundles, oldest first.
pub(crate) fn bundles(conn: &Connection, tenant: TenantId) -> rusqlite::Result<Vec<BundleRow>> {
    conn.prepare_cached("SELECT id, case_type, added_at FROM bundle WHERE tenant = ? ORDER BY rowid")?
        .query_map([tenant.0], |row| {
            let mut row = Columns::of(row);
            Ok(BundleRow { id: row.hash()?, case_type: row.get()?, added_at: row.time()? })
        })?
        .collect()
}
