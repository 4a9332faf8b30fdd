//! What rules are given.

use indexmap::IndexMap;
use saklig_feel::Value;
use std::sync::Arc;

/// Values by the name of the input. Parts may be tracked.
#[derive(Debug, Clone, Default)]
#[doc(alias = "indata")]
pub struct Inputs {
    values: IndexMap<Arc<str>, Value>,
    /// One more than the highest mark in the values.
    marks: u32,
}

impl Inputs {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Enters a value; an earlier one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        self.marks = self.marks.max(marks_of(&value));
        self.values.insert(name.into(), value);
    }

    /// The inputs with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, value: Value) -> Self {
        self.insert(name, value);
        self
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// Names and values in the order they were entered.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.values.iter()
    }

    /// One more than the highest mark in the values.
    pub(crate) fn marks(&self) -> u32 {
        self.marks
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Value)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(values: I) -> Self {
        values.into_iter().fold(Self::new(), |inputs, (name, value)| inputs.with(name, value))
    }
}

fn marks_of(value: &Value) -> u32 {
    match value {
        Value::Tracked(tracked) => tracked.mark.0.saturating_add(1).max(marks_of(&tracked.value)),
        Value::List(items) => items.iter().map(marks_of).max().unwrap_or(0),
        Value::Context(context) => context.iter().map(|(_, value)| marks_of(value)).max().unwrap_or(0),
        Value::Range(range) => marks_of(&range.start.value).max(marks_of(&range.end.value)),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::YearsMonths(_)
        | Value::DaysTime(_)
        | Value::Function(_) => 0,
    }
}
