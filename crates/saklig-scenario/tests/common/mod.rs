//! The packages of the project, in memory.
#![allow(dead_code, reason = "not every test file uses every helper")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use saklig_package::MemoryFiles;

/// The shipped package.
pub(crate) const SHIPPED: &str = "forsorjningsstod-ateransokan";

/// All files of `processes/`.
pub(crate) fn processes() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes");
    let mut files = MemoryFiles::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        let entries: Vec<PathBuf> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        for path in entries {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
