//! What `saklig verify` finds. The checks of one chain are pure and shared by every store.

use crate::authority::AuthorityEntry;
use crate::cases::CaseRow;
use crate::chain::{Entry, body_hash, chain_hash};
use crate::checkpoint::{Checkpoint, Signer};
use crate::ids::{AuthoritySeq, CaseKey, CaseNumber, Cursor, EntrySeq, Hash, ReadSeq};
use crate::reads::ReadEntry;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// An entry is not what it was when it was written.
    EntryChanged,
    /// An entry is gone.
    EntryMissing,
    /// Entries do not stand in the order they were written in.
    EntryReordered,
    /// The body of an entry is gone though the case is not erased.
    BodyMissing,
    /// A case is gone.
    CaseMissing,
    /// The row of a case does not agree with its last entry.
    CaseChanged,
    /// A blob is gone though an entry's case is not erased.
    BlobMissing,
    /// A blob is not what its address says.
    BlobChanged,
    /// An entry of the authority log is not what it was, or is gone.
    AuthorityBroken,
    /// An entry of the read log is not what it was, or is gone.
    ReadBroken,
    /// The entries a checkpoint covers are not the ones it signed.
    CheckpointBroken,
    /// A checkpoint's signature is not right, or another key's.
    CheckpointForged,
    /// A checkpoint that another party has kept is not in the store.
    CheckpointMissing,
}

impl FindingKind {
    /// The word in tables and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EntryChanged => "entry_changed",
            Self::EntryMissing => "entry_missing",
            Self::EntryReordered => "entry_reordered",
            Self::BodyMissing => "body_missing",
            Self::CaseMissing => "case_missing",
            Self::CaseChanged => "case_changed",
            Self::BlobMissing => "blob_missing",
            Self::BlobChanged => "blob_changed",
            Self::AuthorityBroken => "authority_broken",
            Self::ReadBroken => "read_broken",
            Self::CheckpointBroken => "checkpoint_broken",
            Self::CheckpointForged => "checkpoint_forged",
            Self::CheckpointMissing => "checkpoint_missing",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// In which case.
    pub case: Option<CaseKey>,
    /// The number of the case, when its row is there.
    pub number: Option<CaseNumber>,
    /// The number of the entry, authority entry, read or checkpoint.
    pub seq: Option<u64>,
    /// Its place in the order of commits, where that is what is known.
    pub cursor: Option<Cursor>,
}

impl Finding {
    /// A finding that names only its kind.
    pub const fn new(kind: FindingKind) -> Self {
        Self { kind, case: None, number: None, seq: None, cursor: None }
    }
}

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Cases looked at.
    pub cases: u64,
    /// Entries recomputed.
    pub entries: u64,
    /// Entries whose body is erased.
    pub erased: u64,
    /// Blobs recomputed.
    pub blobs: u64,
    /// Entries of the authority log.
    pub authority: u64,
    /// Entries of the read log.
    pub reads: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
}

impl VerifyReport {
    /// True when nothing is wrong.
    pub fn is_green(&self) -> bool {
        self.findings.is_empty()
    }

    /// Checks the chain of one case: its row, when there is one, and its entries by rising sequence.
    pub fn check_case(&mut self, key: CaseKey, row: Option<&CaseRow>, entries: &[Entry]) {
        let number = row.map(|row| row.number.clone());
        let mut find = |kind, seq: EntrySeq, cursor| {
            let (case, number, seq) = (Some(key), number.clone(), (seq.0 > 0).then_some(seq.0));
            self.findings.push(Finding { kind, case, number, seq, cursor });
        };
        let Some(row) = row else {
            find(FindingKind::CaseMissing, EntrySeq::NONE, None);
            return;
        };
        let (mut seq, mut prev, mut cursor) = (EntrySeq::NONE, Hash::ZERO, Cursor::NONE);
        let mut erased = 0;
        for entry in entries {
            let here = entry.envelope.seq;
            let follows = here == seq.next();
            while seq.next() < here {
                seq = seq.next();
                find(FindingKind::EntryMissing, seq, None);
            }
            if entry.cursor <= cursor || here <= seq {
                find(FindingKind::EntryReordered, here, Some(entry.cursor));
            }
            let body_changed = match (&entry.body, &row.salt) {
                (Some(body), Some(salt)) => body_hash(salt, body) != entry.body_hash,
                (Some(_), None) => true,
                (None, Some(_)) => {
                    find(FindingKind::BodyMissing, here, Some(entry.cursor));
                    false
                }
                (None, None) => {
                    erased += 1;
                    false
                }
            };
            let hash = chain_hash(prev, &entry.envelope.encode(), entry.body_hash);
            if body_changed || (hash != entry.hash && follows) {
                find(FindingKind::EntryChanged, here, Some(entry.cursor));
            }
            (seq, prev, cursor) = (here, entry.hash, entry.cursor);
        }
        let last = seq;
        while seq < row.seq {
            seq = seq.next();
            find(FindingKind::EntryMissing, seq, None);
        }
        if row.seq < last || (row.seq == last && row.head != prev) {
            find(FindingKind::CaseChanged, EntrySeq::NONE, None);
        }
        self.cases += 1;
        self.entries += entries.len() as u64;
        self.erased += erased;
    }

    /// Checks the authority log, all of it by rising sequence. Answers its head.
    pub fn check_authority(&mut self, entries: &[AuthorityEntry]) -> (AuthoritySeq, Hash) {
        let (mut seq, mut prev) = (AuthoritySeq::NONE, Hash::ZERO);
        for entry in entries {
            if entry.seq != seq.next() || entry.hash_after(prev) != entry.hash {
                self.find(FindingKind::AuthorityBroken, entry.seq.0);
            }
            (seq, prev) = (entry.seq, entry.hash);
        }
        self.authority += entries.len() as u64;
        (seq, prev)
    }

    /// Checks a part of the read log that follows `head`. Answers the new head.
    pub fn check_reads(&mut self, head: (ReadSeq, Hash), entries: &[ReadEntry]) -> (ReadSeq, Hash) {
        let (mut seq, mut prev) = head;
        for entry in entries {
            if entry.seq != seq.next() || entry.hash_after(prev) != entry.hash {
                self.find(FindingKind::ReadBroken, entry.seq.0);
            }
            (seq, prev) = (entry.seq, entry.hash);
        }
        self.reads += entries.len() as u64;
        (seq, prev)
    }

    /// Checks the signatures and the chain of the checkpoints, and that those kept outside are among them.
    pub fn check_signatures(&mut self, inside: &[Checkpoint], outside: &[Checkpoint], signer: &dyn Signer) {
        let (mut seq, mut prev) = (0, Hash::ZERO);
        for point in inside {
            let genuine = point.public_key == signer.public_key()
                && signer.is_signed(&point.public_key, &point.message(), &point.signature);
            if !genuine {
                self.find(FindingKind::CheckpointForged, point.seq);
            }
            if point.seq != seq + 1 || point.previous != prev {
                self.find(FindingKind::CheckpointBroken, point.seq);
            }
            (seq, prev) = (point.seq, point.hash());
        }
        for point in outside {
            if !inside.contains(point) {
                self.find(FindingKind::CheckpointMissing, point.seq);
            }
        }
        self.checkpoints += inside.len() as u64;
    }

    /// Notes a finding that names a sequence number.
    pub fn find(&mut self, kind: FindingKind, seq: u64) {
        self.findings.push(Finding { seq: Some(seq), ..Finding::new(kind) });
    }
}
