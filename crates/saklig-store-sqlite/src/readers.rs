//! The pool of connections that read. A read transaction lives as long as one question.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;
use saklig_store::Failure;

use crate::failure::OrFail as _;
use crate::open;

/// Connections beyond this are closed again after use.
const KEPT: usize = 4;

pub(crate) struct Readers {
    folder: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self { folder, idle: Mutex::new(Vec::new()) }
    }

    /// Asks one question, which sees one state of the store.
    pub(crate) fn ask<T>(
        &self,
        doing: &'static str,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Failure> {
        let mut conn = match self.lock().pop() {
            Some(conn) => conn,
            None => open::reader(&self.folder)?,
        };
        let answer = {
            let tx = conn.transaction().or_fail(doing)?;
            let answer = question(&tx).or_fail(doing)?;
            tx.finish().or_fail(doing)?;
            answer
        };
        let mut idle = self.lock();
        if idle.len() < KEPT {
            idle.push(conn);
        }
        Ok(answer)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
