//! Large blobs as files: `<folder>/blobs/<tenant>/<case>/<address>`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use saklig_store::{BlobStore, CaseKey, Failure, Hash, TenantId};

/// Large blobs in a folder.
#[derive(Debug)]
pub(crate) struct BlobFiles {
    folder: PathBuf,
    unsettled: Mutex<BTreeSet<PathBuf>>,
    counter: AtomicU64,
}

impl BlobFiles {
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self { folder, unsettled: Mutex::new(BTreeSet::new()), counter: AtomicU64::new(0) }
    }

    fn case_folder(&self, tenant: TenantId, case: CaseKey) -> PathBuf {
        self.folder.join(tenant.to_string()).join(case.to_string())
    }

    fn write(&self, folder: &Path, address: Hash, content: &[u8]) -> io::Result<()> {
        let path = folder.join(address.to_string());
        if path.exists() {
            // It may be another's that is not settled yet.
            self.remember(folder);
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!("{address}.{}.{number}.tmp", std::process::id()));
        let mut file = File::create(&beside)?;
        let written =
            file.write_all(content).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, &path));
        if let Err(error) = written {
            // A full disk must not be filled further by what is left behind.
            drop(fs::remove_file(&beside));
            return Err(error);
        }
        self.remember(folder);
        Ok(())
    }

    fn remember(&self, folder: &Path) {
        let mut unsettled = self.unsettled.lock().unwrap_or_else(PoisonError::into_inner);
        // The folders above may be new as well.
        for above in folder.ancestors().take(3) {
            unsettled.insert(above.to_owned());
        }
    }

    /// Bytes of all files.
    pub(crate) fn bytes(&self) -> Result<u64, Failure> {
        let mut bytes = 0;
        self.each(|_, _, found| {
            bytes += found.len();
            Ok(())
        })?;
        Ok(bytes)
    }

    fn each(
        &self,
        mut visit: impl FnMut(&Path, (TenantId, CaseKey), &fs::Metadata) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut walk = || -> io::Result<()> {
            for tenant in entries(&self.folder)? {
                for case in entries(&tenant)? {
                    let place = (number(&tenant).map(TenantId), number(&case).and_then(CaseKey::new));
                    let (Some(in_tenant), Some(in_case)) = place else { continue };
                    for file in entries(&case)? {
                        match fs::metadata(&file) {
                            Ok(found) => visit(&file, (in_tenant, in_case), &found)?,
                            Err(error) if error.kind() == ErrorKind::NotFound => {}
                            Err(error) => return Err(error),
                        }
                    }
                }
            }
            Ok(())
        };
        walk().map_err(|source| io_failure("walk through the blobs", source))
    }
}

impl BlobStore for BlobFiles {
    fn put(&self, tenant: TenantId, case: CaseKey, address: Hash, content: &[u8]) -> Result<(), Failure> {
        let folder = self.case_folder(tenant, case);
        self.write(&folder, address, content).map_err(|source| io_failure("write a blob", source))
    }

    fn settle(&self) -> Result<(), Failure> {
        let folders = std::mem::take(&mut *self.unsettled.lock().unwrap_or_else(PoisonError::into_inner));
        for folder in &folders {
            if let Err(source) = File::open(folder).and_then(|folder| folder.sync_all()) {
                self.unsettled.lock().unwrap_or_else(PoisonError::into_inner).extend(folders.clone());
                return Err(io_failure("sync the folder of a blob", source));
            }
        }
        Ok(())
    }

    fn get(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Vec<u8>>, Failure> {
        match fs::read(self.case_folder(tenant, case).join(address.to_string())) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_failure("read a blob", error)),
        }
    }

    fn remove(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<(), Failure> {
        match fs::remove_file(self.case_folder(tenant, case).join(address.to_string())) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(io_failure("remove a blob", error)),
            _ => Ok(()),
        }
    }

    fn older_than(&self, before: Timestamp) -> Result<Vec<(TenantId, CaseKey, Hash)>, Failure> {
        let mut old = Vec::new();
        self.each(|path, (tenant, case), found| {
            let is_old = Timestamp::try_from(found.modified()?).is_ok_and(|written| written < before);
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match name.parse() {
                Ok(address) if is_old => old.push((tenant, case, address)),
                // What a killed program left half-written.
                Err(_) if is_old => fs::remove_file(path)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(old)
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(error) => Err(error),
    }
}

fn number<T: std::str::FromStr>(path: &Path) -> Option<T> {
    path.file_name()?.to_str()?.parse().ok()
}

pub(crate) fn io_failure(doing: &'static str, source: io::Error) -> Failure {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Failure::Full,
        _ => Failure::io(doing, source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_written_whole_and_an_orphan_is_found() {
        let place = tempfile::tempdir().unwrap();
        let files = BlobFiles::new(place.path().join("blobs"));
        let (tenant, case) = (TenantId(1), CaseKey::of_number(1).unwrap());
        let address = Hash::of(&[b"x"]);
        assert_eq!(files.get(tenant, case, address).unwrap(), None);
        files.put(tenant, case, address, b"content").unwrap();
        files.put(tenant, case, address, b"content").unwrap();
        files.settle().unwrap();
        assert_eq!(files.get(tenant, case, address).unwrap().unwrap(), b"content");
        assert_eq!(files.bytes().unwrap(), 7);
        assert_eq!(files.older_than(Timestamp::UNIX_EPOCH).unwrap(), []);
        let folder = files.case_folder(tenant, case);
        fs::write(folder.join("half.tmp"), b"x").unwrap();
        assert_eq!(files.older_than(Timestamp::MAX).unwrap(), [(tenant, case, address)]);
        assert!(!folder.join("half.tmp").exists());
        files.remove(tenant, case, address).unwrap();
        assert_eq!(files.get(tenant, case, address).unwrap(), None);
    }
}
