//! The world outside Saklig, simulated on sockets: SSBTEK and Navet in their real contracts, a post, a bank and an
//! archive, with synthetic people (birth numbers 980–999 only), a ledger of its own and faults on demand.
//!
//! It uses no connector of ours and reads the demo's answers with a reader of its own: else both sides could share one
//! misunderstanding. Begin reading at [`start`], then `server.rs` (where each path leads) and `world.rs` (what is held).
#![warn(missing_docs)]

mod answers;
mod archive;
mod bank;
mod certificates;
mod chance;
mod control;
mod error;
mod faults;
mod generate;
mod ledger;
mod navet;
mod number;
mod post;
mod registry;
mod reply;
mod server;
mod ssbtek;
mod start;
mod world;
mod xml;

pub use error::WorldError;
pub use start::{Running, Settings, start};
