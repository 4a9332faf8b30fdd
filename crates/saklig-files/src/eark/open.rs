//! Opens the zip file of a package, whatever bytes it is, within a budget.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::remark::Remark;
use super::sha256;

/// How much a package may be before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Greatest size of the zip file, and of all its files together when unpacked, in bytes.
    pub bytes: u64,
    /// Most files.
    pub files: usize,
}

impl Default for Budget {
    /// 512 MiB unpacked and 10 000 files: some hundred times a package of ours.
    fn default() -> Self {
        Self { bytes: 512 << 20, files: 10_000 }
    }
}

/// Largest XML file that is read, in bytes.
const XML_BYTES: usize = 32 << 20;

/// A file as it lies in the package.
pub(super) struct Found {
    pub(super) size: u64,
    pub(super) sha256: String,
    /// The content, of XML only.
    pub(super) content: Vec<u8>,
    /// Why it could not be unpacked.
    pub(super) broken: Option<String>,
}

/// A package as it was opened.
pub(super) struct Opened {
    /// The files by their path from the package's folder.
    pub(super) files: BTreeMap<String, Found>,
    /// The package's folder.
    pub(super) folder: String,
    /// The comment of the zip file.
    pub(super) comment: Vec<u8>,
}

const AGAIN: &str = "fetch the package again, or take the archive's own copy";

fn unreadable(what: impl Into<String>) -> Remark {
    Remark::new("E1201", "", what, AGAIN)
}

fn too_big(what: impl Into<String>) -> Remark {
    Remark::new("E1202", "", what, "a package of this size is not taken; ask who made it")
}

/// Unpacks a package. Remarks about names stand beside what could be read.
pub(super) fn open(bytes: &[u8], budget: Budget, remarks: &mut Vec<Remark>) -> Result<Opened, Remark> {
    if bytes.len() as u64 > budget.bytes {
        return Err(too_big(format!(
            "the file has {} bytes, at most {} are read",
            bytes.len(),
            budget.bytes
        )));
    }
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(format!("no zip file: {error}")))?;
    if zip.len() > budget.files {
        return Err(too_big(format!("{} files, at most {} are read", zip.len(), budget.files)));
    }
    if entries_promised(bytes).is_some_and(|promised| promised != zip.len() % 65_536) {
        remarks.push(Remark::new("E1208", "", "a file name comes twice in the zip file", AGAIN));
    }
    let mut opened =
        Opened { files: BTreeMap::new(), folder: String::new(), comment: zip.comment().to_vec() };
    let mut left = budget.bytes;
    for index in 0..zip.len() {
        let Some((name, found)) = unpack(&mut zip, index, &mut left, remarks)? else { continue };
        let (folder, path) = name.split_once('/').unwrap_or(("", &name));
        if opened.folder.is_empty() {
            folder.clone_into(&mut opened.folder);
        }
        if folder.is_empty() || folder != opened.folder {
            let what = "it lies outside the package's folder";
            remarks.push(Remark::new("E1205", &name, what, "a package is one folder with everything in it"));
            continue;
        }
        opened.files.insert(path.to_owned(), found);
    }
    if opened.folder.is_empty() {
        return Err(unreadable("there is no folder in it"));
    }
    Ok(opened)
}

/// How many entries the zip file's own end says there are.
fn entries_promised(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count: [u8; 2] = bytes.get(at + 10..at + 12)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(count)))
}

/// One file, unless it is a folder or has a name that is not allowed.
fn unpack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    left: &mut u64,
    remarks: &mut Vec<Remark>,
) -> Result<Option<(String, Found)>, Remark> {
    let mut entry = match zip.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return Err(unreadable(format!("file {index} of the zip file: {error}"))),
    };
    let name = match entry.name() {
        Ok(name) => name.into_owned(),
        Err(error) => return Err(unreadable(format!("the name of file {index} of the zip file: {error}"))),
    };
    if entry.is_dir() {
        return Ok(None);
    }
    if name.contains(['\\', '\0']) || name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        let what = "its name leads out of the package's folder, or nowhere";
        remarks.push(Remark::new("E1208", &name, what, AGAIN));
        return Ok(None);
    }
    let mut content = Vec::new();
    let read = entry.by_ref().take(*left + 1).read_to_end(&mut content);
    let size = content.len() as u64;
    if size > *left {
        return Err(too_big(format!("{name}: the files are more than the budget when they are unpacked")));
    }
    *left -= size;
    let broken = read.err().map(|error| error.to_string());
    let hash = sha256(&content);
    let is_xml = name.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("xml"));
    if !is_xml || content.len() > XML_BYTES {
        content = Vec::new();
    }
    Ok(Some((name, Found { size, sha256: hash, content, broken })))
}
