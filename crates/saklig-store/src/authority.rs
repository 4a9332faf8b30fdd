//! The authority register's log: modes, mandates, brakes, rates of spot checks and the periods' seeds, per tenant.

use jiff::Timestamp;

use crate::chain::{Actor, Encoder, chain_hash};
use crate::ids::{AuthoritySeq, Hash, TenantId};
use crate::jobs::JobChange;

/// One entry for the authority log, with what it does to jobs.
#[derive(Debug, Clone)]
pub struct AuthorityCommit {
    /// The tenant.
    pub tenant: TenantId,
    /// The time of the command.
    pub now: Timestamp,
    /// The entry the log must be at (0 for the first).
    pub expect_seq: AuthoritySeq,
    /// The kinds of its events.
    pub kinds: Vec<String>,
    /// Who acted.
    pub actor: Actor,
    /// The id of the command.
    pub command_id: String,
    /// The events as bytes.
    pub body: Vec<u8>,
    /// Jobs that a brake holds, also those in a worker's hands that are not past their commit point.
    pub hold_jobs: Vec<HoldJobs>,
    /// Jobs that a person releases or cancels.
    pub job_changes: Vec<JobChange>,
}

/// Which jobs a brake holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldJobs {
    /// Of these types.
    pub kinds: Vec<String>,
    /// Of this case type; nothing means all.
    pub case_type: Option<String>,
    /// Why, a coded reason.
    pub reason: String,
}

/// An entry of the authority log as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityEntry {
    /// The tenant.
    pub tenant: TenantId,
    /// Its number.
    pub seq: AuthoritySeq,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The kinds of its events.
    pub kinds: Vec<String>,
    /// Who acted.
    pub actor: Actor,
    /// The id of the command.
    pub command_id: String,
    /// The events as bytes.
    pub body: Vec<u8>,
    /// The hash of the chain up to and with this entry.
    pub hash: Hash,
}

impl AuthorityEntry {
    /// The hash this entry must have after `prev`: SHA-256(prev ‖ envelope ‖ SHA-256(body)), encoded as in
    /// [`crate::chain`] with the tag `saklig.authority.1`.
    pub fn hash_after(&self, prev: Hash) -> Hash {
        let mut out = Encoder::new("saklig.authority.1");
        out.number(u64::from(self.tenant.0));
        out.number(self.seq.0);
        out.time(self.recorded_at);
        out.texts(&self.kinds);
        out.actor(&self.actor);
        out.text(&self.command_id);
        chain_hash(prev, &out.finish(), Hash::of(&[&self.body]))
    }
}

/// An entry of the authority log that is durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorityReceipt {
    /// Its number.
    pub seq: AuthoritySeq,
    /// Its hash.
    pub hash: Hash,
    /// How many jobs were held.
    pub held: u64,
}
