//! Contexts: few entries, in order, found by name.

use std::sync::Arc;

use super::Value;

/// Values by name, in the order they were entered.
#[derive(Debug, Clone, Default)]
pub struct Context {
    entries: Vec<(Arc<str>, Value)>,
}

impl Context {
    /// An empty context.
    pub fn new() -> Self {
        Self::default()
    }

    /// A context of entries whose names are known to differ: nobody compares them.
    pub fn of_distinct(entries: Vec<(Arc<str>, Value)>) -> Self {
        debug_assert!(
            entries
                .iter()
                .enumerate()
                .all(|(at, (name, _))| entries.iter().skip(at + 1).all(|(n, _)| n != name)),
            "names of a context differ"
        );
        Self { entries }
    }

    /// Enters a value; one that is there already is replaced in its place.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        let name = name.into();
        match self.entries.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => self.entries.push((name, value)),
        }
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
    }

    /// The value of a name that is probably the entry number `hint`.
    pub(crate) fn get_at(&self, hint: usize, name: &Arc<str>) -> Option<&Value> {
        match self.entries.get(hint) {
            Some((known, value)) if Arc::ptr_eq(known, name) || known == name => Some(value),
            _ => self.get(name),
        }
    }

    /// The entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Value)> + '_ {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The values in order, to be changed.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> + '_ {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl FromIterator<(Arc<str>, Value)> for Context {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Value)>>(entries: I) -> Self {
        let mut context = Self::new();
        for (name, value) in entries {
            context.insert(name, value);
        }
        context
    }
}
