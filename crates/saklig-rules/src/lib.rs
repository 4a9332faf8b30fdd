//! DMN: read, evaluate with trace.
//!
//! [`Model::read`] reads a DMN document of version 1.1 to 1.5 and never gives up: a model with faults opens, with a
//! remark on each. [`Model::compile`] checks names and types and gives [`Rules`]. [`Rules::evaluate`] gives an
//! [`Outcome`]: the value, what was read, whether it is clear, and the trace with rows and annotations.
//!
//! A result is *clear* only when nothing it rests on is unknown. The caller wraps facts in
//! [`saklig_feel::Value::tracked`]; whatever reads an unknown one is unclear, whatever value came out, and so is
//! what reads that in turn.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod cell;
mod compile;
mod evaluate;
mod inputs;
mod issue;
pub mod json;
pub mod model;
mod read;
mod trace;
mod types;
mod xml;

pub use compile::{InputTypes, Rules};
pub use evaluate::{EvalError, Outcome};
pub use inputs::{Assumption, Inputs};
pub use model::Model;
pub use saklig_feel::remark::{Place, Remark, Severity};
pub use trace::{Entry, EntryKind, Hit, Miss, Open, Trace};
