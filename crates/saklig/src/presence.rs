//! Which programs work in a data folder: each holds a lock there as long as it lives, which the system lets go of
//! however it ends. So the next one knows at once whose work lies half done.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The folder of locks in the data folder.
const FOLDER: &str = "program";

/// The sign that this program works in a folder.
pub(crate) struct Presence {
    folder: PathBuf,
    own: String,
    /// Held as long as the program lives.
    _lock: Option<File>,
}

impl Presence {
    /// Shows it. A folder that cannot be written to has no sign: whoever cannot write has no work either.
    pub(crate) fn show(data: &Path) -> io::Result<Self> {
        let folder = data.join(FOLDER);
        let own = saklig_app::worker_name();
        let lock = match std::fs::create_dir_all(&folder).and_then(|()| file(&folder.join(&own))) {
            Ok(file) => {
                match file.try_lock() {
                    // Held already by this program, which has opened the folder before.
                    Ok(()) | Err(TryLockError::WouldBlock) => {}
                    Err(TryLockError::Error(error)) => return Err(error),
                }
                Some(file)
            }
            Err(_) => None,
        };
        Ok(Self { folder, own, _lock: lock })
    }

    /// Whether a program with this name is gone. One with our own name had our number before us: work of our own is
    /// never under way when this is asked.
    pub(crate) fn is_gone(&self, worker: &str) -> bool {
        if worker == self.own {
            return true;
        }
        let plain =
            !worker.is_empty() && worker.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || !worker.starts_with("saklig-") {
            return false;
        }
        let path = self.folder.join(worker);
        match File::open(&path) {
            Ok(file) => file.try_lock().is_ok(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // A sign that stays without its lock says the same as none.
        drop(std::fs::remove_file(self.folder.join(&self.own)));
    }
}

fn file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_gone_when_nobody_holds_its_lock() {
        let data = tempfile::tempdir().unwrap();
        let presence = Presence::show(data.path()).unwrap();
        let other = file(&data.path().join(FOLDER).join("saklig-7")).unwrap();
        other.lock().unwrap();
        assert!(!presence.is_gone("saklig-7"));
        drop(other);
        assert!(presence.is_gone("saklig-7"));
        assert!(presence.is_gone("saklig-8"));
        assert!(presence.is_gone(&saklig_app::worker_name()));
        assert!(!presence.is_gone("robot:a"));
    }
}
