//! What the world has received: lines of JSON that are only added to. A line about something taken is on the disk
//! before the answer leaves, so the ledger survives that the world is killed; a torn last line never was answered.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::WorldError;
use crate::faults::{Kind, Source};

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "post", rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A register was asked.
    Fraga { nu: Timestamp, kalla: Source, person: String, arende: String, vad: Vec<String> },
    /// The clock was moved.
    Klocka { nu: Timestamp },
    /// A fault struck.
    Storning {
        nu: Timestamp,
        kalla: Source,
        slag: Kind,
        #[serde(skip_serializing_if = "Option::is_none")]
        myndighet: Option<String>,
    },
    /// The post took a letter.
    Brev { nu: Timestamp, brevid: String, arende: String, referens: String, sha256: String, fil: String },
    /// A letter was delivered.
    Lamnat { nu: Timestamp, brevid: String },
    /// The bank took a file.
    Fil {
        nu: Timestamp,
        msgid: String,
        sha256: String,
        antal: usize,
        summa: String,
        fil: String,
        betalningar: Vec<Payment>,
    },
    /// A payment was booked.
    Bokad { nu: Timestamp, msgid: String, endtoendid: String, belopp: String, konto: String },
    /// The archive took a package.
    Leverans { nu: Timestamp, nyckel: String, arende: String, referens: String, sha256: String, fil: String },
}

/// A payment of a file, as the bank took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) endtoendid: String,
    /// The block it stood in.
    pub(crate) pmtinfid: String,
    pub(crate) belopp: String,
    pub(crate) konto: String,
    /// The code it is refused with; none when it will be booked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) nekad: Option<String>,
}

impl Entry {
    pub(crate) fn at(&self) -> Timestamp {
        match self {
            Self::Fraga { nu, .. }
            | Self::Klocka { nu }
            | Self::Storning { nu, .. }
            | Self::Brev { nu, .. }
            | Self::Lamnat { nu, .. }
            | Self::Fil { nu, .. }
            | Self::Bokad { nu, .. }
            | Self::Leverans { nu, .. } => *nu,
        }
    }
}

/// The ledger on disk.
#[derive(Debug)]
pub(crate) struct Ledger {
    path: PathBuf,
    file: File,
}

impl Ledger {
    /// Opens the ledger and reads what is in it. A torn last line is cut off.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Entry>), WorldError> {
        let failed = || WorldError::file(path);
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(path)
            .map_err(failed())?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed())?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let mut entries = Vec::new();
        let lines = bytes.get(..whole).unwrap_or_default().split(|byte| *byte == b'\n');
        for (at, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
            let damaged = |_| WorldError::Ledger { path: path.to_owned(), line: at + 1 };
            entries.push(serde_json::from_slice(line).map_err(damaged)?);
        }
        file.set_len(whole as u64).map_err(failed())?;
        file.seek(SeekFrom::End(0)).map_err(failed())?;
        Ok((Self { path: path.to_owned(), file }, entries))
    }

    /// Adds a line. With `durable` it is on the disk when this returns.
    pub(crate) fn add(&mut self, entry: &Entry, durable: bool) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        if durable { self.file.sync_data() } else { Ok(()) }
    }

    /// Everything in it as text.
    pub(crate) fn text(&self) -> std::io::Result<String> {
        fs::read_to_string(&self.path)
    }
}

/// Writes a whole file so that it is there in full or not at all.
pub(crate) fn keep(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".del");
    let part = path.with_file_name(name);
    let mut file = File::create(&part)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    File::open(folder)?.sync_all()
}
