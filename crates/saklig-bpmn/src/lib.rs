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

mod model;
pub mod remark;

pub use model::*;
