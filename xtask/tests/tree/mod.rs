//! The files of the project, as the tidy tests read them.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::expect_used, reason = "a tidy test that cannot read the project has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// What is not part of the project: built, installed or made by running it.
const SKIPPED: [&str; 4] = ["target", "demo-data", ".git", ".verktyg"];

/// One file of the project.
pub(crate) struct File {
    /// Its path from the root, with `/` between the parts.
    pub(crate) path: String,
    /// Its text; empty for a file that is not UTF-8.
    pub(crate) text: String,
}

impl File {
    pub(crate) fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|it| it == extension)
    }

    /// `saklig-case` for `crates/saklig-case/src/lib.rs`.
    pub(crate) fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// The text from the first line on, cut where the test module at the end of the file begins.
    pub(crate) fn product_text(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Every file of the project, in the order of their paths.
pub(crate) fn files() -> Vec<File> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Every file whose path begins and ends like this.
pub(crate) fn files_in(start: &str, extension: &str) -> Vec<File> {
    files().into_iter().filter(|file| file.path.starts_with(start) && file.is(extension)).collect()
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let entry = entry.expect("an entry of a folder");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().expect("the kind of a file");
        if kind.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                walk(&entry.path(), &path, found);
            }
        } else if kind.is_file() {
            let text = String::from_utf8(fs::read(entry.path()).unwrap_or_default()).unwrap_or_default();
            found.push(File { path, text });
        }
    }
}

/// Fails with all the faults, one a line, when there are any.
pub(crate) fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}\n{}\n", faults.join("\n"));
}
