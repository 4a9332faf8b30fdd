//! The clock of a store: every program that opens it takes its `now` from here.

use jiff::Timestamp;

/// Which time it is in this store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockRow {
    /// The real time.
    Real,
    /// A demo's time, which moves only when it is moved.
    Demo(Timestamp),
}
