//! The names that an expression may use from outside, in the order of its slots.

use std::sync::Arc;

use crate::types::Type;

/// The declared names. The place of a name is the slot that its value is handed in at evaluation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    names: Vec<(Arc<str>, Type)>,
    types: Vec<(Arc<str>, Type)>,
}

impl Scope {
    /// No names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a name and returns its slot. A name that is there already gets the new type in its old slot.
    pub fn declare(&mut self, name: impl Into<Arc<str>>, of: Type) -> usize {
        let name = name.into();
        if let Some(slot) = self.slot(&name) {
            if let Some(entry) = self.names.get_mut(slot) {
                entry.1 = of;
            }
            slot
        } else {
            self.names.push((name, of));
            self.names.len() - 1
        }
    }

    /// The scope with one more name.
    #[must_use]
    pub fn with(mut self, name: impl Into<Arc<str>>, of: Type) -> Self {
        self.declare(name, of);
        self
    }

    /// Declares the name of a type, for `instance of` and for parameters of functions.
    pub fn declare_type(&mut self, name: impl Into<Arc<str>>, of: Type) {
        self.types.push((name.into(), of));
    }

    /// The type of a name that was declared with [`Scope::declare_type`].
    pub fn named_type(&self, name: &str) -> Option<&Type> {
        self.types.iter().rev().find(|(known, _)| &**known == name).map(|(_, of)| of)
    }

    /// The names of declared types.
    pub(crate) fn type_names(&self) -> impl Iterator<Item = &Arc<str>> + '_ {
        self.types.iter().map(|(name, _)| name)
    }

    /// The slot of a name.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|(known, _)| &**known == name)
    }

    /// Name and type of each slot.
    pub fn names(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, &Type)> + '_ {
        self.names.iter().map(|(name, of)| (name, of))
    }

    /// Name and type of a slot.
    pub fn get(&self, slot: usize) -> Option<(&Arc<str>, &Type)> {
        self.names.get(slot).map(|(name, of)| (name, of))
    }

    /// The number of slots.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True without names.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Type)> for Scope {
    fn from_iter<I: IntoIterator<Item = (N, Type)>>(names: I) -> Self {
        names.into_iter().fold(Self::new(), |scope, (name, of)| scope.with(name, of))
    }
}
