//! What a fact can hold.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_number::Number;

use crate::Month;

/// The value of a fact. Structures are not values: they are paths below a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// An exact decimal number; kronor where an amount is meant.
    Number(Number),
    /// A text.
    Text(Arc<str>),
    /// A civil date in the tenant's time zone.
    Date(Date),
    /// A calendar month.
    Month(Month),
    /// An instant in UTC.
    Instant(Timestamp),
    /// A list: the stable ids of its elements, in order.
    Items(Vec<Arc<str>>),
}

impl Value {
    /// A text value.
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The truth value, if it is one.
    pub fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The ids of the elements, if it is a list.
    pub fn as_items(&self) -> Option<&[Arc<str>]> {
        if let Self::Items(items) = self { Some(items) } else { None }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Month(month) => month.fmt(f),
            Self::Instant(instant) => instant.fmt(f),
            Self::Items(items) => write!(f, "[{}]", items.join(", ")),
        }
    }
}
