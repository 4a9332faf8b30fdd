//! The tree of facts of one case.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::{Fact, FactState, Path, Provenance, Value};

/// A fact to be written: where and what; who said it stands beside the batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFact {
    /// Where.
    pub path: Path,
    /// What is known.
    pub state: FactState,
    /// First and last day it holds, where the source says so.
    pub valid: Option<(Date, Option<Date>)>,
}

impl StatedFact {
    /// A known value.
    pub fn known(path: Path, value: Value) -> Self {
        Self { path, state: FactState::Known(value), valid: None }
    }
}

/// All facts of a case by path, in order of path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    map: BTreeMap<Path, Fact>,
    version: u64,
}

impl Facts {
    /// The fact at a path.
    pub fn get(&self, path: &str) -> Option<&Fact> {
        self.map.get(path)
    }

    /// The known value at a path.
    pub fn value(&self, path: &str) -> Option<&Value> {
        self.get(path).and_then(Fact::value)
    }

    /// All facts in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Fact)> {
        self.map.iter()
    }

    /// The facts at and below `root`.
    pub fn below<'a>(&'a self, root: &'a str) -> impl Iterator<Item = (&'a Path, &'a Fact)> {
        self.map
            .range::<str, _>((std::ops::Bound::Included(root), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.as_str().starts_with(root))
            .filter(move |(path, _)| path.is_within(root))
    }

    /// How often the tree has been written to; a cached view with another number is old.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there is no fact at all.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Writes a batch from one source. A list that is written anew, known or not, loses the elements it
    /// no longer names.
    pub fn state(&mut self, provenance: &Arc<Provenance>, facts: &[StatedFact]) {
        self.version += 1;
        for stated in facts {
            match &stated.state {
                FactState::Known(Value::Items(ids))
                | FactState::Unknown { part: Some(Value::Items(ids)), .. } => {
                    self.drop_elements(&stated.path, ids);
                }
                FactState::Empty | FactState::Unknown { part: None, .. } => {
                    self.drop_elements(&stated.path, &[]);
                }
                FactState::Known(_) | FactState::Unknown { .. } => {}
            }
            let fact =
                Fact { state: stated.state.clone(), provenance: Arc::clone(provenance), valid: stated.valid };
            self.map.insert(stated.path.clone(), fact);
        }
    }

    fn drop_elements(&mut self, list: &Path, kept: &[Arc<str>]) {
        let gone: Vec<Path> = self
            .below(list.as_str())
            .filter(|(path, _)| {
                path.as_str()
                    .strip_prefix(list.as_str())
                    .and_then(|rest| rest.strip_prefix('['))
                    .and_then(|rest| rest.split(']').next())
                    .is_some_and(|id| !kept.iter().any(|kept| kept.as_ref() == id))
            })
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            self.map.remove(&path);
        }
    }

    /// Removes everything at and below `root`, before a rule's result is written anew.
    pub fn clear_below(&mut self, root: &str) {
        let gone: Vec<Path> = self.below(root).map(|(path, _)| path.clone()).collect();
        if !gone.is_empty() {
            self.version += 1;
        }
        for path in gone {
            self.map.remove(&path);
        }
    }
}
