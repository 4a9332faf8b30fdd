//! The form of a case type: what is asked, what may be answered, and an application checked against it.
//!
//! A [`Form`] is read from TOML in full, with a remark for everything that is wrong. [`validate`] takes an application
//! as JSON text and gives either an [`Application`] (hidden answers gone, numbers exact, a canonical text to know it
//! again by) or every fault with its JSON path, line and what to do. [`schema`] is the JSON Schema that follows from
//! the form. [`toml_table`] is the reader of TOML files that the package shares.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod answer;
mod condition;
mod form;
pub mod json;
mod leaves;
mod node;
mod schema;
pub mod toml_table;
mod validate;

pub use condition::Condition;
pub use form::{Choice, Field, FieldKind, Form, Page, Required};
pub use leaves::{Leaf, LeafValue};
pub use node::Node;
pub use saklig_feel::remark::{Place, Remark, Severity};
pub use schema::schema;
pub use toml_table::Texts;
pub use validate::{Application, Checks, Submission, validate};
