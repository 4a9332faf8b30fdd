//! A file system without working locks, or one that other machines share, is refused at start: two programs there would
//! write over each other.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use saklig_store::Failure;

/// File systems that other machines write to. Their locks and shared memory cannot be relied on.
const NETWORK: [&str; 10] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone", "davfs"];

/// Refuses the folder when its file system is a network drive or its locks do not hold.
pub(crate) fn require(folder: &Path) -> Result<(), Failure> {
    let refuse = |reason: String| Err(Failure::NoLocks { folder: folder.to_owned(), reason });
    let real = folder.canonicalize().map_err(|source| Failure::io("look at the data folder", source))?;
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if let Some(kind) = network_kind(&mounts, &real) {
        return refuse(format!("the file system is {kind}"));
    }
    match probe(&real) {
        Ok(true) => Ok(()),
        Ok(false) => refuse("two holders got the same lock".to_owned()),
        Err(error) => refuse(format!("a lock could not be taken: {error}")),
    }
}

/// True when a lock that one holder has is refused to another, and free again when it is given back.
fn probe(folder: &Path) -> std::io::Result<bool> {
    let path = folder.join("saklig.lockprobe");
    let open = || File::options().create(true).truncate(false).write(true).open(&path);
    let (one, two) = (open()?, open()?);
    // Another program may be probing at the same moment: waiting for it is a proof as good as any.
    one.lock()?;
    let refused = match two.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(error)) => return Err(error),
    };
    one.unlock()?;
    Ok(refused)
}

/// The kind of the file system that holds `path`, when it is a network drive. `mounts` is `/proc/self/mounts`.
fn network_kind<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let mut longest = (0, "");
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (words.next(), words.next()) else { continue };
        let point = point.replace("\\040", " ");
        if path.starts_with(&point) && point.len() >= longest.0 {
            longest = (point.len(), kind);
        }
    }
    NETWORK.contains(&longest.1).then_some(longest.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/delad\\040disk nfs4 rw 0 0\ntmpfs /srv/delad\\040disk/local tmpfs rw 0 0\n";

    #[test]
    fn a_network_drive_is_known_by_its_mount() {
        let kind = |path: &str| network_kind(MOUNTS, Path::new(path));
        assert_eq!(kind("/var/lib/saklig"), None);
        assert_eq!(kind("/srv/delad disk/saklig"), Some("nfs4"));
        assert_eq!(kind("/srv/delad disk/local/saklig"), None);
    }

    #[test]
    fn a_local_folder_has_locks_that_hold() {
        let place = tempfile::tempdir().unwrap();
        require(place.path()).unwrap();
    }
}
