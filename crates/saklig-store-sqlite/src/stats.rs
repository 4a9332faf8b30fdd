//! How much lies where.

use rusqlite::{Connection, OptionalExtension as _};
use saklig_store::TableSize;

use crate::rows::Columns;

/// The size of every table and index, and the rows of every table.
pub(crate) fn tables(conn: &Connection) -> rusqlite::Result<Vec<TableSize>> {
    let mut sizes: Vec<(String, u64)> = conn
        .prepare("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY name")?
        .query_map([], |row| {
            let mut row = Columns::of(row);
            Ok((row.get()?, row.number()?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    sizes.retain(|(name, _)| !name.starts_with("sqlite_schema"));
    let mut tables = Vec::with_capacity(sizes.len());
    for (name, bytes) in sizes {
        let is_table = conn
            .query_row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [&name], |_| Ok(()))
            .optional()?
            .is_some();
        let rows = if is_table {
            // The name comes from the schema itself.
            Some(conn.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| {
                Columns::of(row).number()
            })?)
        } else {
            None
        };
        tables.push(TableSize { name, rows, bytes });
    }
    Ok(tables)
}
