//! What rules are given.

use saklig_feel::Value;
use std::sync::Arc;

/// Values by the name of the input. Parts may be tracked.
#[derive(Debug, Clone, Default)]
#[doc(alias = "indata")]
pub struct Inputs {
    values: Vec<(Arc<str>, Value)>,
    /// One more than the highest mark in the values.
    marks: u32,
    /// The caller has said how many marks there are: nobody looks for them.
    numbered: bool,
    assumptions: Vec<Assumption>,
}

/// A value that one decision takes where a fact is unknown: the declared exception from "never open", for the value
/// least favourable to the party.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "får saknas")]
pub struct Assumption {
    /// Id or name of the decision. Decisions that it requires do not assume anything.
    pub decision: Arc<str>,
    /// Path of the fact, such as `hushall.barn[].fodd`; its first word is the name of an input.
    pub path: Arc<str>,
    /// What is assumed.
    pub value: Value,
}

impl Inputs {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// No values. Those that come have marks below `marks` only, which saves looking for them.
    pub fn numbered(marks: u32) -> Self {
        Self { marks, numbered: true, ..Self::default() }
    }

    /// Enters a value; an earlier one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        if self.numbered {
            debug_assert!(marks_of(&value) <= self.marks, "a mark is not below those that were announced");
        } else {
            self.marks = self.marks.max(marks_of(&value));
        }
        let name = name.into();
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => self.values.push((name, value)),
        }
    }

    /// The inputs with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, value: Value) -> Self {
        self.insert(name, value);
        self
    }

    /// Lets a decision assume a value where a fact is unknown.
    pub fn assume(&mut self, assumption: Assumption) {
        self.assumptions.push(assumption);
    }

    /// What may be assumed.
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// The value of a name that probably stands at `place`.
    pub(crate) fn get_at(&self, place: usize, name: &str) -> Option<&Value> {
        match self.values.get(place) {
            Some((known, value)) if **known == *name => Some(value),
            _ => self.get(name),
        }
    }

    /// Names and values in the order they were entered.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> {
        self.values.iter().map(|(name, value)| (name, value))
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
