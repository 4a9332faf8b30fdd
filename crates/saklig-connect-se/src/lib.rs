//! The Swedish registers and services, over one HTTP client.
//!
//! Edge: this crate opens sockets. What it makes of an answer is neutral and typed (`saklig-connect`), and any bytes
//! at all give an answer, a part of one, or a failure with its place; never a fact that was not said.
#![warn(missing_docs)]

pub mod certificate;
pub mod http;
