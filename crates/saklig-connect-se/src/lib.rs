//! The Swedish registers and services, over one HTTP client.
//!
//! Edge: this crate opens sockets. What it makes of an answer is neutral and typed (`saklig-connect`), and any bytes
//! at all give an answer, a part of one, or a failure with its place; never a fact that was not said.
#![warn(missing_docs)]

pub mod bank;
pub mod breaker;
pub mod budget;
pub mod certificate;
pub mod connections;
mod disbelieved;
mod facts_table;
pub mod http;
mod json;
mod keep;
pub mod navet;
mod payload;
mod place;
mod soap;
pub mod ssbtek;
pub mod steady;
mod xml;

pub use disbelieved::Disbelieved;
pub use facts_table::table;
