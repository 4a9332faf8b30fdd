//! Checkpoints: a signature over all entries since the last one, in the order of commits. It is also written to a
//! file outside the folder, for another party to keep.

use std::fmt::Write as _;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::chain::Encoder;
use crate::ids::{AuthoritySeq, Cursor, Hash, ReadSeq, TenantId};
use crate::refused::Refused;

/// A signed statement of what the log of a tenant held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The tenant.
    pub tenant: TenantId,
    /// Its number: 1 is the first.
    pub seq: u64,
    /// When it was made.
    pub at: Timestamp,
    /// The last entry the checkpoint before covered.
    pub after: Cursor,
    /// The last entry this one covers.
    pub upto: Cursor,
    /// How many entries of cases there are between, `upto` with.
    pub entries: u64,
    /// SHA-256 of the hashes of those entries in the order of commits.
    pub root: Hash,
    /// How many cases the tenant has had up to here.
    pub cases: u64,
    /// The last entry of the authority log, and its hash.
    pub authority: (AuthoritySeq, Hash),
    /// The last entry of the read log, and its hash.
    pub reads: (ReadSeq, Hash),
    /// The hash of the checkpoint before; zero for the first.
    pub previous: Hash,
    /// The public key it is signed with (Ed25519).
    pub public_key: [u8; 32],
    /// The signature of [`Checkpoint::message`].
    pub signature: [u8; 64],
}

/// Signs checkpoints and checks signatures.
pub trait Signer: Send + Sync {
    /// The public key.
    fn public_key(&self) -> [u8; 32];
    /// The signature of the message.
    fn sign(&self, message: &[u8]) -> [u8; 64];
    /// True when the signature of the message is that key's.
    fn is_signed(&self, public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool;
}

impl Checkpoint {
    /// What is signed: every field but the signature, encoded as in [`crate::chain`] with the tag
    /// `saklig.checkpoint.1`.
    pub fn message(&self) -> Vec<u8> {
        let mut out = Encoder::new("saklig.checkpoint.1");
        out.number(u64::from(self.tenant.0));
        out.number(self.seq);
        out.time(self.at);
        out.number(self.after.0);
        out.number(self.upto.0);
        out.number(self.entries);
        out.hash(self.root);
        out.number(self.cases);
        out.number(self.authority.0.0);
        out.hash(self.authority.1);
        out.number(self.reads.0.0);
        out.hash(self.reads.1);
        out.hash(self.previous);
        out.hash(Hash(self.public_key));
        out.finish()
    }

    /// The hash the next checkpoint names as its previous one.
    pub fn hash(&self) -> Hash {
        Hash::of(&[&self.message(), &self.signature])
    }

    /// One line of text for the file another party keeps.
    pub fn to_line(&self) -> String {
        let mut line = format!(
            "saklig-checkpoint-1 {} {} {} {} {} {} {} {} {} {} {} {} {} {} ",
            self.tenant,
            self.seq,
            self.at.as_microsecond(),
            self.after,
            self.upto,
            self.entries,
            self.root,
            self.cases,
            self.authority.0,
            self.authority.1,
            self.reads.0,
            self.reads.1,
            self.previous,
            Hash(self.public_key),
        );
        for byte in self.signature {
            // Writing to a String cannot fail.
            if write!(line, "{byte:02x}").is_err() {
                break;
            }
        }
        line
    }

    /// The checkpoint of a line written by [`Checkpoint::to_line`].
    pub fn from_line(line: &str) -> Result<Self, Refused> {
        let mut words = Words(line.split_ascii_whitespace());
        if words.0.next() != Some("saklig-checkpoint-1") {
            return Err(Words::bad());
        }
        Ok(Self {
            tenant: TenantId(words.parse()?),
            seq: words.parse()?,
            at: Timestamp::from_microsecond(words.parse()?).map_err(|_| Words::bad())?,
            after: Cursor(words.parse()?),
            upto: Cursor(words.parse()?),
            entries: words.parse()?,
            root: words.hash()?,
            cases: words.parse()?,
            authority: (AuthoritySeq(words.parse()?), words.hash()?),
            reads: (ReadSeq(words.parse()?), words.hash()?),
            previous: words.hash()?,
            public_key: words.hash()?.0,
            signature: words.signature()?,
        })
    }
}

struct Words<'a>(std::str::SplitAsciiWhitespace<'a>);

impl Words<'_> {
    const fn bad() -> Refused {
        Refused::malformed("the line is not a checkpoint")
    }

    fn parse<T: std::str::FromStr>(&mut self) -> Result<T, Refused> {
        self.0.next().and_then(|word| word.parse().ok()).ok_or_else(Self::bad)
    }

    fn hash(&mut self) -> Result<Hash, Refused> {
        self.parse()
    }

    fn signature(&mut self) -> Result<[u8; 64], Refused> {
        let word = self.0.next().filter(|word| word.len() == 128 && word.is_ascii()).ok_or_else(Self::bad)?;
        let (first, second) = word.split_at(64);
        let halves: [Hash; 2] = [first.parse()?, second.parse()?];
        let mut signature = [0; 64];
        for (to, from) in signature.iter_mut().zip(halves.iter().flat_map(|half| half.0)) {
            *to = from;
        }
        Ok(signature)
    }
}

/// Hashes the entries of a checkpoint as they are read in the order of commits.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    sha: Sha256,
    entries: u64,
}

impl Roots {
    /// The next entry's hash.
    pub fn add(&mut self, hash: Hash) {
        self.sha.update(hash.0);
        self.entries += 1;
    }

    /// How many entries, and the hash of their hashes; starts anew.
    pub fn take(&mut self) -> (u64, Hash) {
        let Self { sha, entries } = std::mem::take(self);
        (entries, Hash(sha.finalize().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_back_from_its_line() {
        let checkpoint = Checkpoint {
            tenant: TenantId(1),
            seq: 2,
            at: Timestamp::from_microsecond(1_764_000_000_000_001).unwrap(),
            after: Cursor(3),
            upto: Cursor(9),
            entries: 6,
            root: Hash::of(&[b"root"]),
            cases: 4,
            authority: (AuthoritySeq(5), Hash::of(&[b"authority"])),
            reads: (ReadSeq(7), Hash::of(&[b"reads"])),
            previous: Hash::of(&[b"previous"]),
            public_key: [8; 32],
            signature: std::array::from_fn(|i| u8::try_from(i).unwrap()),
        };
        assert_eq!(Checkpoint::from_line(&checkpoint.to_line()).unwrap(), checkpoint);
        assert!(Checkpoint::from_line("saklig-checkpoint-1 1 2").is_err());
        assert!(Checkpoint::from_line("").is_err());
    }
}
