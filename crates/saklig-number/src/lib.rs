//! One exact decimal number with 34 significant digits, and one rounding module.
//!
//! A [`Number`] has the range and the precision of IEEE 754 Decimal128, which is what DMN and FEEL ask for.
//! It is read from source text, never through a binary fraction; results with more than 34 significant
//! digits are rounded half to even; what is too large is an error and never an infinity.
//!
//! ```
//! use saklig_number::{Number, Rounding, rounding};
//! let price: Number = "0.1".parse()?;
//! let sum = price.checked_add("0.2".parse()?)?;
//! assert_eq!(sum.to_string(), "0.3");
//! assert_eq!(rounding::round("2.5".parse()?, 0, Rounding::HalfEven)?.to_string(), "2");
//! # Ok::<(), saklig_number::NumberError>(())
//! ```
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod arithmetic;
mod number;
mod powers;
pub mod rounding;
mod text;
mod wide;

pub use number::{Number, NumberError};
pub use rounding::Rounding;
