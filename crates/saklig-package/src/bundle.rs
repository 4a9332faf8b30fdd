//! The bundle: a package as it is used, in one canonical archive whose SHA-256 is its version.
//!
//! The archive is text so that it can be read without a tool:
//!
//! ```text
//! saklig-paketutgava 1
//! paket forsorjningsstod-ateransokan
//! overlay demokommun            (the line is left out when there is none)
//! fil 1234 forsorjningsstod-ateransokan/process.toml
//! …1234 bytes…
//! fil 99 gemensamt/parametrar/riksnorm.toml
//! …
//! slut 2
//! ```
//!
//! Paths are sorted by bytes, each file is UTF-8 with line feeds, a line feed follows each file's bytes, and nothing
//! depends on times, owners or the machine. The same package, shared values and overlay give the same bytes everywhere.

use std::fmt::Write as _;

use saklig_feel::remark::{Place, Remark};
use sha2::{Digest, Sha256};

use crate::files::{Files, MemoryFiles, canonical_text};

const HEAD: &str = "saklig-paketutgava 1";

/// A resolved package: which one, with which overlay, and its files.
#[doc(alias = "paketutgåva")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    package: String,
    overlay: Option<String>,
    files: MemoryFiles,
    bytes: Vec<u8>,
    version: String,
}

impl Bundle {
    /// Gathers the files of a package, the shared ones, and those of one overlay.
    pub fn gather(files: &dyn Files, package: &str, overlay: Option<&str>) -> (Self, Vec<Remark>) {
        let mut remarks = Vec::new();
        let mut taken = MemoryFiles::new();
        let mut paths = files.list();
        paths.sort_unstable();
        for path in paths.iter().filter(|path| belongs(path, package, overlay)) {
            let content = files.read(path);
            match content.as_deref().and_then(canonical_text) {
                Some(text) => taken.insert(path.clone(), text),
                None => remarks.push(
                    Remark::error(
                        "E0101",
                        Place::file(path.as_str()),
                        "the file cannot be read as text",
                        "save it as UTF-8, or make it readable",
                    )
                    .with("fil", path),
                ),
            }
        }
        (Self::seal(package.to_owned(), overlay.map(str::to_owned), taken), remarks)
    }

    fn seal(package: String, overlay: Option<String>, files: MemoryFiles) -> Self {
        let mut head = format!("{HEAD}\npaket {package}\n");
        if let Some(overlay) = &overlay {
            head.extend(["overlay ", overlay, "\n"]);
        }
        let mut bytes = head.into_bytes();
        let mut count = 0_usize;
        for (path, content) in files.iter() {
            bytes.extend_from_slice(format!("fil {} {path}\n", content.len()).as_bytes());
            bytes.extend_from_slice(content);
            bytes.push(b'\n');
            count += 1;
        }
        bytes.extend_from_slice(format!("slut {count}\n").as_bytes());
        let version = hex(&Sha256::digest(&bytes));
        Self { package, overlay, files, bytes, version }
    }

    /// Reads an archive back. It is refused unless writing it again gives the same bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Box<Remark>> {
        let broken = |fault: &str| {
            let todo = "build the bundle again with `saklig package build`";
            let what = format!("the bundle cannot be read: {fault}");
            Box::new(Remark::error("E0120", Place::default(), what, todo).with("fel", fault))
        };
        let mut reader = Lines { rest: bytes };
        if reader.line() != Some(HEAD) {
            return Err(broken("it does not begin as a bundle of version 1"));
        }
        let package =
            reader.line().and_then(|line| line.strip_prefix("paket ")).ok_or_else(|| broken("no package"))?;
        let mut line = reader.line();
        let overlay = line.and_then(|line| line.strip_prefix("overlay "));
        if overlay.is_some() {
            line = reader.line();
        }
        let mut files = MemoryFiles::new();
        while let Some(entry) = line.and_then(|line| line.strip_prefix("fil ")) {
            let (size, path) = entry.split_once(' ').ok_or_else(|| broken("a file without a name"))?;
            let size: usize = size.parse().map_err(|_| broken("a file without a size"))?;
            let content = reader.take(size).ok_or_else(|| broken("a file is cut off"))?;
            files.insert(path, content);
            line = reader.line();
        }
        let bundle = Self::seal(package.to_owned(), overlay.map(str::to_owned), files);
        if bundle.bytes == bytes { Ok(bundle) } else { Err(broken("it is not in canonical form")) }
    }

    /// The archive.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The SHA-256 of the archive, 64 hexadecimal digits: the version that a case pins.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The package's id.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The overlay it was resolved with.
    pub fn overlay(&self) -> Option<&str> {
        self.overlay.as_deref()
    }

    /// The files in it.
    pub fn files(&self) -> &MemoryFiles {
        &self.files
    }
}

/// Whether a file is part of the bundle: the package without its other overlays, and what is shared.
fn belongs(path: &str, package: &str, overlay: Option<&str>) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.') || part.ends_with('~'));
    let (folder, inner) = path.split_once('/').unwrap_or_default();
    if hidden || (folder != package && folder != "gemensamt") {
        return false;
    }
    match inner.strip_prefix("overlay/") {
        Some(rest) if folder == package => overlay.is_some_and(|name| rest.split('/').next() == Some(name)),
        _ => true,
    }
}

struct Lines<'b> {
    rest: &'b [u8],
}

impl<'b> Lines<'b> {
    fn line(&mut self) -> Option<&'b str> {
        let end = self.rest.iter().position(|byte| *byte == b'\n')?;
        let (line, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.get(1..)?;
        std::str::from_utf8(line).ok()
    }

    fn take(&mut self, size: usize) -> Option<&'b [u8]> {
        let (content, rest) = self.rest.split_at_checked(size)?;
        self.rest = rest.strip_prefix(b"\n")?;
        Some(content)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // writing to a string cannot fail
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    text
}
