//! Equality and order, in three values.

use std::cmp::Ordering;

use super::{Bound, Value};

/// FEEL's `=`: true, false, or `None` where the values have different types. Null equals only null.
/// Marks are looked through and not recorded.
pub fn equal(a: &Value, b: &Value) -> Option<bool> {
    Some(match (a.peek(), b.peek()) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::Time(a), Value::Time(b)) => a.order(b)?.is_eq(),
        (Value::DateTime(a), Value::DateTime(b)) => a.order(b)?.is_eq(),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => a == b,
        (Value::DaysTime(a), Value::DaysTime(b)) => a == b,
        (Value::YearsMonths(a), Value::DaysTime(b)) | (Value::DaysTime(b), Value::YearsMonths(a)) => {
            *a == 0 && b.is_zero()
        }
        (Value::List(a), Value::List(b)) => return equal_lists(a, b),
        (Value::Context(a), Value::Context(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            for (name, value) in a.iter() {
                match b.get(name) {
                    Some(other) if equal(value, other)? => {}
                    _ => return Some(false),
                }
            }
            true
        }
        (Value::Range(a), Value::Range(b)) => {
            equal_bounds(&a.start, &b.start) && equal_bounds(&a.end, &b.end)
        }
        (Value::Function(a), Value::Function(b)) => a.same(b),
        _ => return None,
    })
}

fn equal_lists(a: &[Value], b: &[Value]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    for (a, b) in a.iter().zip(b) {
        if !equal(a, b)? {
            return Some(false);
        }
    }
    Some(true)
}

fn equal_bounds(a: &Bound, b: &Bound) -> bool {
    a.closed == b.closed && equal(&a.value, &b.value) == Some(true)
}

/// The order of two values; `None` if there is none between them. Marks are looked through and not recorded.
pub fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a.peek(), b.peek()) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => a.order(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.order(b),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => Some(a.cmp(b)),
        (Value::DaysTime(a), Value::DaysTime(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        equal(self, other) == Some(true)
    }
}
