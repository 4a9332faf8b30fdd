//! BPMN 2.0 XML, with the `zeebe:` extension elements of today's Camunda Modeler, to a checked process graph.
//!
//! Reading is total: what was understood comes back as a [`ProcessModel`], everything else as remarks with code, file,
//! line and element id. An element that is not executed is never ignored.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod check;
mod dump;
mod expr;
mod fault;
mod gate;
mod iso;
mod link;
mod model;
mod read;
mod xml;

pub use gate::{ReservedTypes, check_gate};
pub use model::*;
pub use read::parse;
/// Remarks: what is wrong, where, and what to do.
pub use saklig_feel::remark;
