//! Every sentence a person reads, in Swedish and English, and amounts, dates and lists in words.
//!
//! The sentences stand in `texts/sv/*.ftl` and `texts/en/*.ftl` (Fluent), never in Rust. A crate that wants to say
//! something adds its key to the file that bears its name, in both languages, and asks [`Texts`] for it:
//!
//! ```
//! use saklig_text::{Args, Lang, Texts};
//! let texts = Texts::of(Lang::Sv);
//! assert_eq!(texts.get("yes", ()), "ja");
//! assert_eq!(texts.get("unit-days", Args::new().with("n", 3)), "3 dagar");
//! ```
//!
//! Call the variable `texts` and write the key as a literal: then a test in `xtask` proves that the key exists.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod args;
mod files;
mod format;
mod lang;
mod texts;

pub use args::Args;
pub use lang::{Lang, UnknownLang};
pub use texts::Texts;
