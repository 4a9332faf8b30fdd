//! Where a package's files come from. The folder is read at the edge; in here there are only names and texts.

use std::collections::BTreeMap;

/// A set of files. Paths are relative to the folder of all packages, with `/`:
/// `forsorjningsstod-ateransokan/process.toml`, `gemensamt/parametrar/riksnorm.toml`.
pub trait Files {
    /// All paths, in any order.
    fn list(&self) -> Vec<String>;
    /// The content of a file; `None` when it is not there or cannot be read.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// Files held in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file there, in place of an earlier one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }
}

impl Files for MemoryFiles {
    fn list(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }
}

/// Puts a text file in its canonical form: no byte order mark, line feeds only. `None` when it is not UTF-8.
pub(crate) fn canonical_text(content: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(content).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}
