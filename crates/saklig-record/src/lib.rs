//! What is written in the log: versioned JSON, `kind@version` per event, decimals and keys as strings, unknown
//! fields an error. A reader lifts old versions; golden files of every version ever written stay in the tests.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod atoms;
mod authority;
mod decision;
mod event;
mod facts;
mod opening;
mod process;

use saklig_case::{AuthorityEvent, CaseEvent};

/// The newest version of the format this release writes.
pub const LEVEL: u32 = 1;

/// Why an entry's body cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is not the JSON of events that this release knows.
    #[error("E0651: the entry cannot be read as a list of events")]
    Json(#[from] serde_json::Error),
    /// It holds a decision that could not have been made.
    #[error("E0652: the entry holds a decision without what a decision needs")]
    Decision(#[from] saklig_case::Unreasoned),
}

/// The body of a case's log entry.
pub fn encode(events: &[CaseEvent]) -> Result<Vec<u8>, Unreadable> {
    let written: Vec<event::Event> = events.iter().map(event::Event::from).collect();
    Ok(serde_json::to_vec(&written)?)
}

/// The events of a case's log entry, of any version ever written.
pub fn decode(body: &[u8]) -> Result<Vec<CaseEvent>, Unreadable> {
    let written: Vec<event::Event> = serde_json::from_slice(body)?;
    written.into_iter().map(CaseEvent::try_from).collect()
}

/// The kinds in an entry's envelope, each once, in order of appearance.
pub fn kinds(events: &[CaseEvent]) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for event in events {
        if !kinds.contains(&event.kind()) {
            kinds.push(event.kind());
        }
    }
    kinds
}

/// The body of an entry of the authority register.
pub fn encode_authority(event: &AuthorityEvent) -> Result<Vec<u8>, Unreadable> {
    Ok(serde_json::to_vec(&authority::Event::from(event))?)
}

/// The event of an entry of the authority register.
pub fn decode_authority(body: &[u8]) -> Result<AuthorityEvent, Unreadable> {
    Ok(serde_json::from_slice::<authority::Event>(body)?.into())
}
