//! From `SQLite`'s errors to the port's. Messages of `SQLite` name tables and columns, never values.

use rusqlite::{Error, ErrorCode, ffi};
use saklig_store::{Failure, Refused};

/// Why a piece of work stopped: a rejection, or `SQLite` itself.
#[derive(Debug)]
pub(crate) enum Stop {
    Refused(Refused),
    Sql(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Refused(Refused::Failed(failure))
    }
}

/// Says what was tried when `SQLite` fails.
pub(crate) trait OrFail<T> {
    fn or_fail(self, doing: &'static str) -> Result<T, Failure>;
}

impl<T> OrFail<T> for Result<T, Error> {
    fn or_fail(self, doing: &'static str) -> Result<T, Failure> {
        self.map_err(|error| failure(doing, error))
    }
}

pub(crate) fn failure(doing: &'static str, error: Error) -> Failure {
    match &error {
        Error::SqliteFailure(cause, _) => match cause.code {
            ErrorCode::DiskFull => Failure::Full,
            ErrorCode::SystemIoFailure if is_out_of_space(cause.extended_code) => Failure::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Failure::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                Failure::Damaged { what: "SQLite says the file is malformed" }
            }
            _ => Failure::io(doing, error),
        },
        Error::FromSqlConversionFailure(..)
        | Error::InvalidColumnType(..)
        | Error::IntegralValueOutOfRange(..) => {
            Failure::Damaged { what: "a row holds a value it cannot hold" }
        }
        _ => Failure::io(doing, error),
    }
}

/// Growing the shared-memory file, or syncing what was written late, is where a full disk shows as something else.
fn is_out_of_space(extended: i32) -> bool {
    extended == ffi::SQLITE_IOERR_SHMSIZE
}

/// The same failure once more, for the next one in the group.
pub(crate) fn again(failure: &Failure) -> Failure {
    match failure {
        Failure::Full => Failure::Full,
        Failure::Busy => Failure::Busy,
        Failure::Damaged { what } => Failure::Damaged { what },
        Failure::Io { doing, source } => Failure::Io { doing, source: source.to_string().into() },
        other => Failure::Io { doing: "write a group of commits", source: other.to_string().into() },
    }
}
