//! Secrets in a folder of their own, readable by its owner only, beside the data folder and never in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use saklig_app::Secrets;

/// The folder of secrets.
#[derive(Debug, Clone)]
pub(crate) struct FolderSecrets(PathBuf);

impl FolderSecrets {
    /// Secrets in this folder, which the store has made and looked at.
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }
}

impl Secrets for FolderSecrets {
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(name)) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Written beside, synced and linked into place: whole or not at all, and the first one wins.
    fn create(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        let mut suffix = [0; 8];
        getrandom::fill(&mut suffix).map_err(|error| io::Error::other(error.to_string()))?;
        let beside = self.0.join(format!(".{name}.{:016x}", u64::from_be_bytes(suffix)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        private(&mut options);
        let mut file = options.open(&beside)?;
        let written = file.write_all(secret).and_then(|()| file.sync_all());
        let linked = written.and_then(|()| fs::hard_link(&beside, self.0.join(name)));
        fs::remove_file(&beside)?;
        linked?;
        File::open(&self.0)?.sync_all()
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private(_: &mut OpenOptions) {}
