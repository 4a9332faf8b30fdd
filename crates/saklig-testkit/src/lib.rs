//! Only for tests: the demo's municipality in memory, with its package, people, registers and officers, and registers
//! that fail when they are told to.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a fault in the kit is a fault of the test"
)]

mod hooked;
mod registers;
mod world;

pub use hooked::Hooked;
pub use registers::Failing;
pub use world::{DemoWorld, line_of, start};
