//! The packages that are shipped: they load without errors, with each of their overlays.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use saklig_package::{MemoryFiles, load, overlays, packages};

fn processes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes")
}

fn read(folder: &Path, prefix: &str, files: &mut MemoryFiles) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
}

#[test]
fn the_shipped_packages_have_no_faults() {
    let mut files = MemoryFiles::new();
    read(&processes(), "", &mut files);
    let mut faults = Vec::new();
    for id in packages(&files) {
        let overlays = overlays(&files, &id).into_iter().map(Some);
        for overlay in std::iter::once(None).chain(overlays) {
            let (_, remarks) = load(&files, &id, overlay.as_deref());
            let name = overlay.unwrap_or_default();
            faults.extend(remarks.iter().map(|remark| format!("{name}: {remark}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
