//! Values of FEEL. Scalars are copied, everything else is shared: a clone never allocates.
#![allow(clippy::wildcard_enum_match_arm, reason = "any other type is handled alike")]

mod compare;
mod context;
mod display;
mod function;
mod range;
mod temporal;

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil;
use saklig_number::Number;

pub use compare::{compare, equal};
pub use context::Context;
pub(crate) use display::plain;
pub(crate) use function::Closure;
pub use function::{Function, HostFunction};
pub use range::{Bound, Range};
pub(crate) use temporal::parse_duration;
pub use temporal::{DateTime, Time, Zone};

use crate::track::{Mark, Reads};
use crate::types::Type;

/// A value.
///
/// `==` compares as FEEL does, with null equal to null; what is tracked equals what it holds.
#[doc(alias = "värde")]
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// Null: there is no value.
    #[default]
    Null,
    /// A truth value.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Arc<str>),
    /// A civil date.
    Date(civil::Date),
    /// A time of day, with or without a zone.
    Time(Arc<Time>),
    /// A date and time, with or without a zone.
    DateTime(Arc<DateTime>),
    /// A duration in whole months.
    YearsMonths(i64),
    /// A duration in seconds and nanoseconds.
    DaysTime(SignedDuration),
    /// A list.
    List(Arc<[Value]>),
    /// A context: values by name, in the order they were entered.
    Context(Arc<Context>),
    /// A range.
    Range(Arc<Range>),
    /// A function.
    Function(Function),
    /// A leaf or list of the caller's facts; looking at it is recorded. Never in a result.
    Tracked(Arc<Tracked>),
}

/// A value with the mark of the fact it came from.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// The mark.
    pub mark: Mark,
    /// The value; `Null` if the fact is unknown or known to be empty.
    pub value: Value,
}

impl Value {
    /// A text.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Self::String(text.into())
    }

    /// A list.
    pub fn list(items: impl Into<Arc<[Self]>>) -> Self {
        Self::List(items.into())
    }

    /// A context.
    pub fn context<N: Into<Arc<str>>>(entries: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Context(Arc::new(entries.into_iter().map(|(name, value)| (name.into(), value)).collect()))
    }

    /// A value whose reading is recorded under `mark`.
    pub fn tracked(mark: Mark, value: Self) -> Self {
        Self::Tracked(Arc::new(Tracked { mark, value }))
    }

    /// True for null, tracked or not.
    pub fn is_null(&self) -> bool {
        matches!(self.peek(), Self::Null)
    }

    /// The value below its marks, without recording that it was read.
    pub fn peek(&self) -> &Self {
        let mut value = self;
        while let Self::Tracked(tracked) = value {
            value = &tracked.value;
        }
        value
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(number) = self.peek() { Some(*number) } else { None }
    }

    /// The truth value, if it is one.
    pub fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(truth) = self.peek() { Some(*truth) } else { None }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self.peek() { Some(text) } else { None }
    }

    /// The date, if it is one.
    pub fn as_date(&self) -> Option<civil::Date> {
        if let Self::Date(date) = self.peek() { Some(*date) } else { None }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&Arc<[Self]>> {
        if let Self::List(items) = self.peek() { Some(items) } else { None }
    }

    /// The context, if it is one.
    pub fn as_context(&self) -> Option<&Arc<Context>> {
        if let Self::Context(context) = self.peek() { Some(context) } else { None }
    }

    /// The type of the value, as far as it shows without looking at tracked parts.
    pub fn type_of(&self) -> Type {
        match self {
            Self::Null => Type::Null,
            Self::Boolean(_) => Type::Boolean,
            Self::Number(_) => Type::Number,
            Self::String(_) => Type::String,
            Self::Date(_) => Type::Date,
            Self::Time(_) => Type::Time,
            Self::DateTime(_) => Type::DateTime,
            Self::YearsMonths(_) => Type::YearsMonths,
            Self::DaysTime(_) => Type::DaysTime,
            Self::List(items) => {
                let mut types = items.iter().map(Self::type_of);
                let first = types.next().unwrap_or_default();
                Type::list(types.fold(first, |of, item| of.or(&item)))
            }
            Self::Context(context) => {
                Type::context(context.iter().map(|(name, value)| (Arc::clone(name), value.type_of())))
            }
            Self::Range(range) => Type::range(range.start.value.type_of().or(&range.end.value.type_of())),
            Self::Function(function) => {
                let parameters = function.parameters().into_iter().map(|name| (name, Type::Any));
                Type::function(parameters, Type::Any)
            }
            Self::Tracked(tracked) => tracked.value.type_of(),
        }
    }

    /// True if a tracked value lies anywhere in it.
    pub fn has_marks(&self) -> bool {
        match self {
            Self::Tracked(_) => true,
            Self::List(items) => items.iter().any(Self::has_marks),
            Self::Context(context) => context.iter().any(|(_, value)| value.has_marks()),
            Self::Range(range) => range.start.value.has_marks() || range.end.value.has_marks(),
            _ => false,
        }
    }

    /// Enters every mark in the value in `reads`.
    pub fn read_into(&self, reads: &mut Reads) {
        match self {
            Self::Tracked(tracked) => {
                reads.insert(tracked.mark);
                tracked.value.read_into(reads);
            }
            Self::List(items) => items.iter().for_each(|item| item.read_into(reads)),
            Self::Context(context) => context.iter().for_each(|(_, value)| value.read_into(reads)),
            Self::Range(range) => {
                range.start.value.read_into(reads);
                range.end.value.read_into(reads);
            }
            _ => {}
        }
    }

    /// The value without any marks, all of which are entered in `reads`.
    #[must_use]
    pub fn untracked(&self, reads: &mut Reads) -> Self {
        self.stripped(reads).unwrap_or_else(|| self.clone())
    }

    /// The value without its marks, entered in `reads`; `None` if it has none, and stays as it is.
    fn stripped(&self, reads: &mut Reads) -> Option<Self> {
        match self {
            Self::Tracked(tracked) => {
                reads.insert(tracked.mark);
                Some(tracked.value.untracked(reads))
            }
            Self::List(items) => {
                let (at, first) = first_stripped(items.iter(), reads)?;
                let before = items.iter().take(at).cloned();
                let after = items.iter().skip(at + 1).map(|item| item.untracked(reads));
                Some(before.chain([first]).chain(after).collect())
            }
            Self::Context(context) => {
                let (at, first) = first_stripped(context.iter().map(|(_, value)| value), reads)?;
                let mut bare = Context::clone(context);
                for (index, value) in bare.values_mut().enumerate().skip(at) {
                    *value = if index == at { first.clone() } else { value.untracked(reads) };
                }
                Some(Self::Context(Arc::new(bare)))
            }
            Self::Range(range) if self.has_marks() => Some(Self::Range(Arc::new(Range {
                start: Bound { value: range.start.value.untracked(reads), closed: range.start.closed },
                end: Bound { value: range.end.value.untracked(reads), closed: range.end.closed },
            }))),
            _ => None,
        }
    }
}

/// The first of some values that has marks: its place, and what it is without them.
fn first_stripped<'v>(
    mut values: impl Iterator<Item = &'v Value>,
    reads: &mut Reads,
) -> Option<(usize, Value)> {
    let mut place = 0;
    values.find_map(|value| {
        let found = value.stripped(reads).map(|bare| (place, bare));
        place += 1;
        found
    })
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Value {
    fn from(whole: i64) -> Self {
        Self::Number(whole.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::string(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::string(text)
    }
}

impl From<civil::Date> for Value {
    fn from(date: civil::Date) -> Self {
        Self::Date(date)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::list(items)
    }
}

impl<V: Into<Self>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Self::List(items.into_iter().collect())
    }
}
