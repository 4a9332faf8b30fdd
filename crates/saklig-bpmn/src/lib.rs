//! BPMN 2.0 XML, with the `zeebe:` extension elements of today's Camunda Modeler, to a checked process graph.
//!
//! Reading is total: what was understood comes back as a [`ProcessModel`], everything else as remarks with code, file,
//! line and element id. An element that is not executed is never ignored.
//!
//! ```
//! let xml = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
//!   <process id="hund" name="Anmäl hund" isExecutable="true">
//!     <startEvent id="start"/><userTask id="granska" name="Granska"/><endEvent id="slut"/>
//!     <sequenceFlow id="f1" sourceRef="start" targetRef="granska"/>
//!     <sequenceFlow id="f2" sourceRef="granska" targetRef="slut"/>
//!   </process>
//! </definitions>"#;
//! let (model, remarks) = saklig_bpmn::parse(xml, "hund.bpmn");
//! assert!(remarks.is_empty());
//! let process = model.process("hund").expect("the process is there");
//! let start = process.node(process.starts(None)[0]);
//! let next = process.outgoing(start.id).map(|flow| &*process.node(flow.target).name);
//! assert_eq!(next.collect::<Vec<_>>(), ["Granska"]);
//! ```
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
