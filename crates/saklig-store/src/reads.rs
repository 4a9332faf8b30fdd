//! The read log: who saw which cases, when, in which role and for what. One entry per answer, durable before the
//! answer leaves, with a chain of its own.

use jiff::Timestamp;

use crate::chain::{Actor, Encoder};
use crate::ids::{CaseKey, Hash, ReadSeq, TenantId};

/// An answer that is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRead {
    /// The tenant.
    pub tenant: TenantId,
    /// When.
    pub now: Timestamp,
    /// Who sees it.
    pub actor: Actor,
    /// In which role.
    pub role: String,
    /// What for, a coded purpose.
    pub purpose: String,
    /// The cases that are shown.
    pub cases: Vec<CaseKey>,
}

/// An entry of the read log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEntry {
    /// Its number.
    pub seq: ReadSeq,
    /// What was read.
    pub read: NewRead,
    /// The hash of the chain up to and with this entry.
    pub hash: Hash,
}

impl ReadEntry {
    /// The hash this entry must have after `prev`: SHA-256(prev ‖ entry), encoded as in [`crate::chain`] with the tag
    /// `saklig.read.1`.
    pub fn hash_after(&self, prev: Hash) -> Hash {
        let mut out = Encoder::new("saklig.read.1");
        out.number(u64::from(self.read.tenant.0));
        out.number(self.seq.0);
        out.time(self.read.now);
        out.actor(&self.read.actor);
        out.text(&self.read.role);
        out.text(&self.read.purpose);
        out.number(self.read.cases.len() as u64);
        for case in &self.read.cases {
            out.number(case.value());
        }
        Hash::of(&[&prev.0, &out.finish()])
    }
}
