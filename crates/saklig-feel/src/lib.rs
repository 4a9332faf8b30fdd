//! FEEL: parse with spans, check, compile to slots, evaluate with a record of what was read.
//!
//! ```
//! use saklig_feel::{Env, Scope, Type, Value, compile_expression};
//! let scope = Scope::new().with("inkomster", Type::list(Type::Number));
//! let program = compile_expression("sum(inkomster[item > 100])", &scope).map_err(|faults| faults[0].clone())?;
//! let incomes = Value::list([Value::from(50), Value::from(150), Value::from(200)]);
//! let result = program.evaluate(&[incomes], &Env::new())?;
//! assert_eq!(result.value.to_string(), "350");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod builtins;
mod env;
mod eval;
mod fault;
mod program;
pub mod remark;
mod scope;
mod syntax;
mod track;
mod types;
mod value;

pub use builtins::Builtin;
pub use env::{DEFAULT_BUDGET, Env, EvalError, Evaluation, Host, NoHost, Note, Why};
pub use eval::Run;
pub use fault::{Fault, Span};
pub use program::{Piece, Program, Shape, UnaryTests, compile_expression, compile_unary_tests};
pub use remark::{Place, Remark, Severity};
pub use saklig_number::{Number, NumberError, Rounding, rounding};
pub use scope::Scope;
pub use track::{KNOWN, Mark, Marks, NoMarks, Reads};
pub use types::{FunctionType, Type};
pub use value::{
    Bound, Context, DateTime, Function, HostFunction, Range, Time, Tracked, Value, Zone, compare, equal,
};
