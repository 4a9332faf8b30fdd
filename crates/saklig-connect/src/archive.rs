//! The archive: what a package is made of, who writes it, who takes it.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{CaseKey, Key};

use crate::{Failure, Receipt};

/// What an archive package tells of one case, whatever format it is written in. Texts are Swedish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveContents {
    /// The package's id, which is also its folder's name: ASCII letters, digits, `-`, `_` and `.`.
    pub id: Arc<str>,
    /// What it is, in one line, without personal data.
    pub title: Arc<str>,
    /// When it was put together.
    pub created: Timestamp,
    /// The authority whose record it is.
    pub authority: Arc<str>,
    /// The case as a whole.
    pub file: ArchivedCase,
    /// The documents, in order.
    pub records: Vec<ArchivedRecord>,
    /// What a reader needs to know, as plain text.
    pub guide: Arc<str>,
}

/// The case as a whole, as it is described in a register of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedCase {
    /// The case number.
    pub number: Arc<str>,
    /// The key for machines.
    pub key: CaseKey,
    /// Id and name of the case type.
    pub case_type: (Arc<str>, Arc<str>),
    /// When it was opened.
    pub opened: Timestamp,
    /// When the decision was made.
    pub decided: Timestamp,
    /// The outcome, as the word of packages.
    pub outcome: Arc<str>,
    /// Whom it concerns and who decided.
    pub agents: Vec<ArchivedAgent>,
    /// What else an archivist needs to know: a word for the kind, and the text.
    pub notes: Vec<(Arc<str>, Arc<str>)>,
}

/// A person, an account or a function.
#[derive(Clone, PartialEq, Eq)]
pub struct ArchivedAgent {
    /// What it is in the case.
    pub role: AgentRole,
    /// The name as it may be shown.
    pub name: Arc<str>,
    /// The number, where it may be shown.
    pub number: Option<Arc<str>>,
    /// The role in words, e.g. `sökande`.
    pub words: Arc<str>,
}

impl std::fmt::Debug for ArchivedAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ArchivedAgent({:?} {})", self.role, self.words)
    }
}

/// What somebody is in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgentRole {
    /// A party.
    Party,
    /// Who decided.
    DecisionMaker,
}

/// Which way a document went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It came in.
    Incoming,
    /// It was sent.
    Outgoing,
    /// It was made inside the authority.
    Internal,
}

/// One document of a case, in one or more files.
#[doc(alias = "handling")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedRecord {
    /// What it is, e.g. `Ansökan`.
    pub title: Arc<str>,
    /// More about it.
    pub description: Arc<str>,
    /// Which way it went.
    pub direction: Direction,
    /// When it came in, was made or was sent.
    pub at: Timestamp,
    /// Its files. None when it was left out; the description says why.
    pub files: Vec<ArchivedFile>,
}

/// A file of a document.
#[derive(Clone, PartialEq, Eq)]
pub struct ArchivedFile {
    /// Its path below the documents' folder: ASCII, `/` between the parts.
    pub path: Arc<str>,
    /// What it is.
    pub title: Arc<str>,
    /// Its media type.
    pub media_type: Arc<str>,
    /// The content.
    pub content: Arc<[u8]>,
}

impl std::fmt::Debug for ArchivedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ArchivedFile({}, {} bytes)", self.path, self.content.len())
    }
}

/// Why a package cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// E1220: a name that no package can hold.
    #[error("E1220: `{0}` cannot be the name of a file or a package")]
    Name(String),
    /// E1221: two files of the same name.
    #[error("E1221: two files are named `{0}`")]
    Twice(String),
    /// E1222: it could not be packed.
    #[error("E1222: the package could not be packed: {0}")]
    Packing(String),
}

/// Makes the bytes of an archive package. The same contents give the same bytes.
pub trait ArchiveWriter: Send + Sync {
    /// Writes a package.
    fn write(&self, contents: &ArchiveContents) -> Result<Vec<u8>, Unwritable>;
}

/// A package as it is handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct ArchivePackage {
    /// The job's key: the archive takes a key once.
    pub key: Key,
    /// The case.
    pub case: CaseKey,
    /// Its number.
    pub number: Arc<str>,
    /// The decision.
    pub decision: Key,
    /// SHA-256 of the content, 64 hexadecimal digits.
    pub sha256: Arc<str>,
    /// The package, a zip file.
    pub content: Arc<[u8]>,
}

impl std::fmt::Debug for ArchivePackage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ArchivePackage({} of case {})", self.key, self.case)
    }
}

/// What the archive says it holds.
#[doc(alias = "arkivkvitto")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposited {
    /// The archive's reference, and when it took the package.
    pub receipt: Receipt,
    /// SHA-256 of what it holds, 64 hexadecimal digits.
    pub sha256: Arc<str>,
}

/// The archive.
#[doc(alias = "arkiv")]
pub trait Archive: Send + Sync {
    /// Hands a package over. A key that was taken before changes nothing and gives the first receipt; with other content
    /// it is refused.
    fn deposit(&self, package: &ArchivePackage, now: Timestamp) -> Result<Deposited, Failure>;
    /// What the archive holds under a key, if anything.
    fn holds(&self, key: Key) -> Result<Option<Deposited>, Failure>;
}
