//! Secrets: never in the store or its backup. The edge says where they lie.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Where secrets lie: a folder of their own, or the system's credentials.
pub trait Secrets: Send + Sync {
    /// The secret of this name; none when there is none.
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>>;
    /// Writes a new secret; refuses to overwrite one.
    fn create(&self, name: &str, secret: &[u8]) -> io::Result<()>;
}

/// Secrets in memory, for tests and scenario runs.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<BTreeMap<String, Vec<u8>>>);

impl Secrets for MemorySecrets {
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn create(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.contains_key(name) {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        all.insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
}
