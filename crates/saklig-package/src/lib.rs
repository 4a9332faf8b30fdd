//! A case type as a whole: manifest, process, rules, form, dated values, declared facts, and what a municipality sets
//! or confirms on top, resolved into one bundle that a case pins.
//!
//! [`load`] never gives up: it gives a [`Package`] and a [`Remark`] with file and line for everything that is wrong.
//! Each expression of the process and each cell of a rule table is compiled against the declared tree of facts, so a
//! misspelt path is found here and not in a case. [`Package::may_run`] says whether cases may run on it.
//!
//! [`Bundle`] is the canonical archive; the same files give the same bytes and the same version everywhere.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod application;
mod bundle;
mod checks;
mod contents;
mod declared;
mod facts;
mod files;
mod load;
mod manifest;
mod overlay;
mod package;
mod parameter;
mod program;
mod rulebook;
mod terms;
mod view;

pub use bundle::Bundle;
pub use checks::RESERVED;
pub use declared::{
    ClaimDecl, CommunicationDecl, DecisionDecl, Declared, Kind, MayBeMissing, SheetDecl, SourceDecl,
    WarningDecl,
};
pub use facts::{Declaration, Declarations, FactKind, FactSource};
pub use files::{Files, MemoryFiles};
pub use load::{load, load_bundle, overlays, packages};
pub use manifest::{
    Calculation, ClaimKey, Clause, CommunicationRule, Manifest, ProposalPaths, Provision, SourceRule,
    WarningType, Written,
};
pub use overlay::Overlay;
pub use package::Package;
pub use parameter::{Basis, Content, Municipal, Parameter, ParameterKind, Period, Row};
pub use rulebook::{RuleSet, Rulebook, TableRows};
pub use saklig_feel::remark::{Place, Remark, Severity};
pub use view::{ParameterLeaf, ParameterView};
