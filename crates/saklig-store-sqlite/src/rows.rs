//! Reading rows: the next column, as the type it is.

use jiff::Timestamp;
use rusqlite::types::{FromSql, Type, Value};
use rusqlite::{Connection, Result, Row, params_from_iter};
use saklig_store::{CaseKey, CaseNumber, Hash, Salt, TenantId, ids};

use crate::pack::unpack;

/// The columns of a row, from left to right.
pub(crate) struct Columns<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Columns<'r, 's> {
    pub(crate) const fn of(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    pub(crate) fn get<T: FromSql>(&mut self) -> Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn bad(&self, what: &'static str) -> rusqlite::Error {
        rusqlite::Error::FromSqlConversionFailure(self.next - 1, Type::Null, what.into())
    }

    /// A value made of the number in the next column.
    pub(crate) fn number(&mut self) -> Result<u64> {
        let number: i64 = self.get()?;
        u64::try_from(number).map_err(|_| self.bad("a negative number"))
    }

    pub(crate) fn optional_number(&mut self) -> Result<Option<u64>> {
        let number: Option<i64> = self.get()?;
        number.map(|number| u64::try_from(number).map_err(|_| self.bad("a negative number"))).transpose()
    }

    pub(crate) fn tenant(&mut self) -> Result<TenantId> {
        Ok(TenantId(self.get()?))
    }

    /// A key, or anything that not every number is.
    pub(crate) fn key<K>(&mut self, make: impl FnOnce(u64) -> Option<K>) -> Result<K> {
        let number = self.number()?;
        make(number).ok_or_else(|| self.bad("not a key"))
    }

    pub(crate) fn optional_key<K>(&mut self, make: impl FnOnce(u64) -> Option<K>) -> Result<Option<K>> {
        match self.optional_number()? {
            None => Ok(None),
            Some(number) => make(number).map(Some).ok_or_else(|| self.bad("not a key")),
        }
    }

    /// A word of a closed list.
    pub(crate) fn word<W>(&mut self, make: impl FnOnce(&str) -> Option<W>) -> Result<W> {
        let word: String = self.get()?;
        make(&word).ok_or_else(|| self.bad("not a known word"))
    }

    pub(crate) fn case_number(&mut self) -> Result<CaseNumber> {
        self.word(|word| word.parse().ok())
    }

    pub(crate) fn time(&mut self) -> Result<Timestamp> {
        let micros: i64 = self.get()?;
        Timestamp::from_microsecond(micros).map_err(|_| self.bad("not a time"))
    }

    pub(crate) fn optional_time(&mut self) -> Result<Option<Timestamp>> {
        let micros: Option<i64> = self.get()?;
        micros
            .map(|micros| Timestamp::from_microsecond(micros).map_err(|_| self.bad("not a time")))
            .transpose()
    }

    pub(crate) fn hash(&mut self) -> Result<Hash> {
        let bytes: [u8; 32] = self.get()?;
        Ok(Hash(bytes))
    }

    pub(crate) fn optional_hash(&mut self) -> Result<Option<Hash>> {
        let bytes: Option<[u8; 32]> = self.get()?;
        Ok(bytes.map(Hash))
    }

    pub(crate) fn optional_salt(&mut self) -> Result<Option<Salt>> {
        let bytes: Option<[u8; 32]> = self.get()?;
        Ok(bytes.map(Salt))
    }

    /// A list that is written with a line for each item.
    pub(crate) fn lines(&mut self) -> Result<Vec<String>> {
        let text: String = self.get()?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// Three columns: coding, size, bytes; nothing when there are no bytes.
    pub(crate) fn packed(&mut self) -> Result<Option<Vec<u8>>> {
        let coding: Option<u8> = self.get()?;
        let size = self.optional_number()?;
        let bytes: Option<Vec<u8>> = self.get()?;
        match (coding, size, bytes) {
            (Some(coding), Some(size), Some(bytes)) => {
                let size = usize::try_from(size).map_err(|_| self.bad("not a size"))?;
                unpack(self.next - 1, coding, size, bytes).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// A number as `SQLite` keeps it.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A limit as `SQLite` keeps it.
pub(crate) fn limit(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

pub(crate) fn optional_micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(Timestamp::as_microsecond)
}

/// A question with conditions that are not always there.
pub(crate) struct Question {
    sql: String,
    values: Vec<Value>,
}

impl Question {
    /// Begins with the columns and the tenant.
    pub(crate) fn of(columns: &str, table: &str, tenant: TenantId) -> Self {
        let sql = format!("SELECT {columns} FROM {table} WHERE tenant = ?");
        Self { sql, values: vec![i64::from(tenant.0).into()] }
    }

    /// One more condition, with a question mark for its value.
    pub(crate) fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.push(value.into());
    }

    /// One more condition without a value.
    pub(crate) fn and_also(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    /// Only where the column is one of these words; none means all.
    pub(crate) fn and_one_of(&mut self, column: &str, words: impl ExactSizeIterator<Item = &'static str>) {
        if words.len() > 0 {
            let marks = vec!["?"; words.len()].join(", ");
            self.and_also(&format!("{column} IN ({marks})"));
            self.values.extend(words.map(|word| Value::from(word.to_owned())));
        }
    }

    /// Only things of this case.
    pub(crate) fn and_of_case(&mut self, case: CaseKey) {
        self.and("key >= ?", int(case.value()));
        self.and("key <= ?", last_of(case));
    }

    /// Asks for at most so many rows in this order.
    pub(crate) fn ask<T>(
        mut self,
        conn: &Connection,
        order: &str,
        most: usize,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.sql.push_str(" ORDER BY ");
        self.sql.push_str(order);
        self.sql.push_str(" LIMIT ?");
        self.values.push(limit(most).into());
        conn.prepare_cached(&self.sql)?.query_map(params_from_iter(self.values), read)?.collect()
    }
}

/// The highest key a thing of the case can have.
pub(crate) fn last_of(case: CaseKey) -> i64 {
    int(case.value() | ((1 << ids::COUNTER_BITS) - 1))
}
