//! The arguments of built-ins, by place and type.

use std::sync::Arc;

use saklig_number::{Number, Rounding, rounding};

use super::{Call, NULL_TYPES, Stop};
use crate::value::{Context, Value};

static NULL: Value = Value::Null;

/// The argument at a place; null if it was left out.
pub(super) fn at(args: &[Value], place: usize) -> &Value {
    args.get(place).unwrap_or(&NULL)
}

/// A text.
pub(super) fn text(args: &[Value], place: usize) -> Result<&str, Stop> {
    at(args, place).as_str().ok_or(NULL_TYPES)
}

/// A number.
pub(super) fn number(args: &[Value], place: usize) -> Result<Number, Stop> {
    at(args, place).as_number().ok_or(NULL_TYPES)
}

/// A place or a length; decimals are cut.
pub(super) fn whole(args: &[Value], place: usize) -> Result<i64, Stop> {
    rounding::round(number(args, place)?, 0, Rounding::Down)?.to_i64().ok_or(super::NULL_ARGUMENT)
}

/// A whole number.
pub(super) fn exact(args: &[Value], place: usize) -> Result<i64, Stop> {
    number(args, place)?.to_i64().ok_or(super::NULL_ARGUMENT)
}

/// A list; what is no list is a list of itself. Its items may be tracked.
pub(super) fn list(args: &[Value], place: usize) -> Result<Arc<[Value]>, Stop> {
    match at(args, place) {
        Value::Null => Err(NULL_TYPES),
        Value::List(items) => Ok(Arc::clone(items)),
        single => Ok(Arc::from([single.clone()])),
    }
}

/// The items of a function that takes one list or many values. They may be tracked.
pub(super) fn items(args: &[Value]) -> Result<&[Value], Stop> {
    match args {
        [Value::List(items)] => Ok(items),
        [Value::Null] => Err(NULL_TYPES),
        many => Ok(many),
    }
}

/// A context.
pub(super) fn context(args: &[Value], place: usize) -> Result<&Arc<Context>, Stop> {
    at(args, place).as_context().ok_or(NULL_TYPES)
}

impl Call<'_, '_> {
    /// The items without marks, all entered as read.
    pub(super) fn read(&mut self, items: &[Value]) -> Result<Vec<Value>, Stop> {
        self.run.spend(items.len(), self.span)?;
        Ok(items.iter().map(|item| self.run.look_deeply(item)).collect())
    }
}
