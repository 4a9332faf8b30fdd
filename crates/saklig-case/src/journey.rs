//! One journey through a process: tokens on flows, elements that wait, scopes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::Key;

/// A token that has left an element over a flow and has not been taken up by the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// The sub-process instance it moves in; none at the top.
    pub scope: Option<Key>,
    /// The sequence flow's id, or the id of the element to be entered (start, follow-up).
    pub flow: Arc<str>,
}

/// What an element instance waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// Work in the world.
    Work(Key),
    /// A person.
    Task(Key),
    /// A point in time.
    Timer(Key),
    /// A message: name and correlation key.
    Message(Arc<str>, Arc<str>),
    /// That the case is updated so that the condition becomes true; what it was last.
    Condition(bool),
    /// What happens inside a sub-process.
    Inside,
    /// A person's help: the element could not go on.
    Incident(Key),
}

/// An element that has been entered and not left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The element's id in the model.
    pub element: Arc<str>,
    /// The scope it stands in.
    pub scope: Option<Key>,
    /// What it waits for.
    pub waiting: Waiting,
    /// The boundary events that are armed: element id, and what each waits for.
    pub boundary: Vec<(Arc<str>, Waiting)>,
    /// When it was entered.
    pub since: Timestamp,
}

/// Where a case stands in its process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journey {
    /// Tokens under way, in order.
    pub tokens: Vec<Token>,
    /// Elements that wait, by key.
    pub instances: BTreeMap<Key, Instance>,
    /// Whether a start has been made.
    pub started: bool,
    /// How often each element has been entered since the world last said something: finds loops without end.
    pub entries: BTreeMap<Arc<str>, u32>,
}

impl Journey {
    /// Whether nothing is under way in a scope.
    pub fn is_quiet(&self, scope: Option<Key>) -> bool {
        !self.tokens.iter().any(|token| token.scope == scope)
            && !self.instances.values().any(|instance| instance.scope == scope)
    }

    /// The instance and everything that lives inside it, innermost last.
    pub fn subtree(&self, root: Key) -> Vec<Key> {
        let mut found = vec![root];
        let mut at = 0;
        while let Some(parent) = found.get(at).copied() {
            found.extend(self.instances.iter().filter(|(_, i)| i.scope == Some(parent)).map(|(key, _)| *key));
            at += 1;
        }
        found
    }

    /// Takes an instance away, with all inside it.
    pub fn remove(&mut self, root: Key) {
        for key in self.subtree(root) {
            self.instances.remove(&key);
            self.tokens.retain(|token| token.scope != Some(key));
        }
    }

    /// Takes one token off a flow.
    pub fn consume(&mut self, scope: Option<Key>, flow: &str) {
        if let Some(at) =
            self.tokens.iter().position(|token| token.scope == scope && token.flow.as_ref() == flow)
        {
            self.tokens.remove(at);
        }
    }
}
