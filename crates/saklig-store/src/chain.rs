//! Log entries and the hash chain that makes a changed entry visible. Pure: every store and every verifier shares it.
//!
//! An entry is an [`Envelope`] in clear, without personal data, and a body of bytes that can be destroyed. The chain
//! of a case is `h = SHA-256(prev ‖ envelope ‖ SHA-256(case salt ‖ body))`: with body and salt gone it can still be
//! verified, and tells nothing.
//!
//! The envelope is encoded in one way only: the tag `saklig.entry.1`, then the fields in the order of the struct.
//! A number is 8 bytes, most significant first; a text is its length as such a number, then UTF-8; a list is its
//! length, then its items; an optional field is one byte 0, or one byte 1 and the value.

use jiff::Timestamp;

use crate::ids::{AuthoritySeq, CaseKey, Cursor, EntrySeq, Hash, JobKey, Salt, TenantId};

/// Who acted: the kind (`officer`, `robot`, `party`, …) and the key of the account or party, never a number or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What kind of actor.
    pub kind: String,
    /// The key of the account or party.
    pub key: String,
}

impl Actor {
    /// An actor of this kind with this key.
    pub fn new(kind: impl Into<String>, key: impl Into<String>) -> Self {
        Self { kind: kind.into(), key: key.into() }
    }
}

/// What a command hands in to be logged. Tenant, case, sequence and time come from the [`crate::Commit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// The kinds of its events; the same words whatever the outcome is.
    pub kinds: Vec<String>,
    /// Who acted.
    pub actor: Actor,
    /// The party or account on whose behalf it was done.
    pub on_behalf: Option<String>,
    /// The entry of the authority log the command was decided under.
    pub authority_seq: Option<AuthoritySeq>,
    /// The id of the command.
    pub command_id: String,
    /// The job whose result it is.
    pub job: Option<JobKey>,
    /// The bundle it was decided with.
    pub bundle: Option<Hash>,
    /// The trace of the request, for operators.
    pub trace_id: Option<String>,
    /// The events as versioned JSON; here only bytes.
    pub body: Vec<u8>,
}

impl NewEntry {
    /// An entry with only what every entry has.
    pub fn new(kinds: &[&str], actor: Actor, command_id: impl Into<String>, body: Vec<u8>) -> Self {
        Self {
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            actor,
            on_behalf: None,
            authority_seq: None,
            command_id: command_id.into(),
            job: None,
            bundle: None,
            trace_id: None,
            body,
        }
    }
}

/// The part of a log entry that is in clear and stays after erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The tenant.
    pub tenant: TenantId,
    /// The case.
    pub case: CaseKey,
    /// Its number in the case.
    pub seq: EntrySeq,
    /// The kinds of its events.
    pub kinds: Vec<String>,
    /// When it was recorded, whole microseconds, UTC.
    pub recorded_at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// On whose behalf.
    pub on_behalf: Option<String>,
    /// The entry of the authority log it was decided under.
    pub authority_seq: Option<AuthoritySeq>,
    /// The id of the command.
    pub command_id: String,
    /// The job whose result it is.
    pub job: Option<JobKey>,
    /// The bundle it was decided with.
    pub bundle: Option<Hash>,
    /// The trace of the request.
    pub trace_id: Option<String>,
}

/// A log entry as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The part in clear.
    pub envelope: Envelope,
    /// The events as bytes; nothing once the case is erased.
    pub body: Option<Vec<u8>>,
    /// SHA-256(case salt ‖ body).
    pub body_hash: Hash,
    /// The hash of the chain up to and with this entry.
    pub hash: Hash,
    /// Its place in the order of commits.
    pub cursor: Cursor,
}

impl Envelope {
    /// The envelope of `entry` at this place; the time is cut to whole microseconds.
    pub fn of(tenant: TenantId, case: CaseKey, seq: EntrySeq, now: Timestamp, entry: &NewEntry) -> Self {
        Self {
            tenant,
            case,
            seq,
            kinds: entry.kinds.clone(),
            recorded_at: whole_micros(now),
            actor: entry.actor.clone(),
            on_behalf: entry.on_behalf.clone(),
            authority_seq: entry.authority_seq,
            command_id: entry.command_id.clone(),
            job: entry.job,
            bundle: entry.bundle,
            trace_id: entry.trace_id.clone(),
        }
    }

    /// The canonical bytes, see the module.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::new("saklig.entry.1");
        out.number(u64::from(self.tenant.0));
        out.number(self.case.value());
        out.number(self.seq.0);
        out.texts(&self.kinds);
        out.time(self.recorded_at);
        out.actor(&self.actor);
        out.optional(self.on_behalf.as_deref(), Encoder::text);
        out.optional(self.authority_seq, |out, seq| out.number(seq.0));
        out.text(&self.command_id);
        out.optional(self.job, |out, job| out.number(job.value()));
        out.optional(self.bundle, Encoder::hash);
        out.optional(self.trace_id.as_deref(), Encoder::text);
        out.finish()
    }
}

/// SHA-256(case salt ‖ body).
pub fn body_hash(salt: &Salt, body: &[u8]) -> Hash {
    Hash::of(&[&salt.0, body])
}

/// The next hash of a chain: SHA-256(prev ‖ envelope ‖ body hash).
pub fn chain_hash(prev: Hash, envelope: &[u8], body_hash: Hash) -> Hash {
    Hash::of(&[&prev.0, envelope, &body_hash.0])
}

/// The same instant without what is smaller than a microsecond: stores keep whole microseconds.
pub fn whole_micros(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// Writes values in the one way they are hashed in.
pub(crate) struct Encoder(Vec<u8>);

impl Encoder {
    pub(crate) fn new(tag: &str) -> Self {
        let mut out = Self(Vec::with_capacity(256));
        out.text(tag);
        out
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as u64);
        for text in texts {
            self.text(text);
        }
    }

    pub(crate) fn time(&mut self, time: Timestamp) {
        self.0.extend_from_slice(&time.as_microsecond().to_be_bytes());
    }

    pub(crate) fn hash(&mut self, hash: Hash) {
        self.0.extend_from_slice(&hash.0);
    }

    pub(crate) fn actor(&mut self, actor: &Actor) {
        self.text(&actor.kind);
        self.text(&actor.key);
    }

    pub(crate) fn optional<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            None => self.0.push(0),
            Some(value) => {
                self.0.push(1);
                write(self, value);
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope {
        let case = CaseKey::of_number(1).unwrap();
        let now = Timestamp::from_nanosecond(1_764_000_000_123_456_789).unwrap();
        let mut entry = NewEntry::new(&["submitted@1", "asked@1"], Actor::new("party", "p1"), "c1", vec![]);
        entry.authority_seq = Some(AuthoritySeq(3));
        Envelope::of(TenantId(1), case, EntrySeq(1), now, &entry)
    }

    #[test]
    fn the_encoding_never_changes() {
        let hash = Hash::of(&[&envelope().encode()]);
        assert_eq!(hash.to_string(), "d70b3c322f78844fa6a4b675bfaec57f51ed2a29d0926c5519d7fd9db57fce96");
    }

    #[test]
    fn every_field_is_in_the_encoding() {
        let changes: [fn(&mut Envelope); 11] = [
            |e| e.tenant = TenantId(2),
            |e| e.seq = EntrySeq(2),
            |e| e.kinds = vec!["submitted@1asked@1".into()],
            |e| e.recorded_at = Timestamp::UNIX_EPOCH,
            |e| e.actor = Actor::new("partyp", "1"),
            |e| e.on_behalf = Some(String::new()),
            |e| e.authority_seq = None,
            |e| e.command_id = "c2".into(),
            |e| e.job = JobKey::new(9),
            |e| e.bundle = Some(Hash::ZERO),
            |e| e.trace_id = Some("t".into()),
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut other = envelope();
            change(&mut other);
            assert_ne!(other.encode(), envelope().encode(), "change {number}");
        }
    }

    #[test]
    fn the_time_is_whole_microseconds() {
        assert_eq!(envelope().recorded_at.as_nanosecond() % 1000, 0);
    }
}
