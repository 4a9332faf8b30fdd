//! Ranges: two ends, each with or without its value.

use std::cmp::Ordering;

use super::{Value, compare};

/// A range of numbers, texts, dates, times or durations.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower end.
    pub start: Bound,
    /// The upper end.
    pub end: Bound,
}

/// One end of a range. Null means without end.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The value.
    pub value: Value,
    /// True if the value belongs to the range.
    pub closed: bool,
}

impl Range {
    /// True if the value lies in the range, false if not, `None` if they cannot be compared.
    pub fn includes(&self, value: &Value) -> Option<bool> {
        if value.is_null() {
            return None;
        }
        let above = match self.start.value.peek() {
            Value::Null => true,
            start => match compare(value, start)? {
                Ordering::Greater => true,
                Ordering::Equal => self.start.closed,
                Ordering::Less => false,
            },
        };
        let below = match self.end.value.peek() {
            Value::Null => true,
            end => match compare(value, end)? {
                Ordering::Less => true,
                Ordering::Equal => self.end.closed,
                Ordering::Greater => false,
            },
        };
        Some(above && below)
    }
}
