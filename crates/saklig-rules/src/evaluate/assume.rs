//! The declared exception from "never open": a value that one decision takes where a fact is unknown.

use super::evaluator::Evaluator;
use crate::compile::{Decision, Slot};
use crate::types::context;
use saklig_feel::{Mark, Value};
use std::sync::Arc;

impl Evaluator<'_> {
    /// Puts assumed values in the slots of a decision. Reading one is recorded, and is not unclear.
    pub(super) fn assume(&self, decision: &Decision, frame: &mut [Value]) {
        for (number, assumption) in self.assumptions.iter().enumerate() {
            if assumption.decision != decision.id && assumption.decision != decision.name {
                continue;
            }
            let mut path = assumption.path.split('.').map(|step| step.trim_end_matches("[]"));
            let Some(first) = path.next() else { continue };
            let path: Vec<&str> = path.collect();
            let value = Value::tracked(self.mark_of_assumption(number), assumption.value.clone());
            for (slot, place) in decision.slots.iter().zip(frame.iter_mut()) {
                let Slot::Input(index) = slot else { continue };
                if self.rules.inputs.get(*index).is_some_and(|input| *input.name == *first) {
                    *place = self.replaced(place, &path, &value);
                }
            }
        }
    }

    /// `value` with `with` in the place of each unknown fact at `path`. What is unknown on the way stays so.
    fn replaced(&self, value: &Value, path: &[&str], with: &Value) -> Value {
        if let Value::Tracked(tracked) = value {
            return match (self.marks.is_unknown(tracked.mark), path.is_empty()) {
                (true, true) => with.clone(),
                (true, false) => value.clone(),
                (false, _) => Value::tracked(tracked.mark, self.replaced(&tracked.value, path, with)),
            };
        }
        if let Some(items) = value.as_list() {
            return items.iter().map(|item| self.replaced(item, path, with)).collect();
        }
        let (Some((field, rest)), Some(fields)) = (path.split_first(), value.as_context()) else {
            return value.clone();
        };
        context(fields.iter().map(|(name, value)| {
            let value = if **name == **field { self.replaced(value, rest, with) } else { value.clone() };
            (Arc::clone(name), value)
        }))
    }

    fn mark_of_assumption(&self, number: usize) -> Mark {
        self.mark_of_decision(self.rules.decisions.len() + self.rules.inputs.len() + number)
    }

    /// The paths of assumptions.
    pub(super) fn paths(&self, numbers: &[usize]) -> Vec<Arc<str>> {
        let assumed = numbers.iter().filter_map(|number| self.assumptions.get(*number));
        assumed.map(|assumption| Arc::clone(&assumption.path)).collect()
    }
}
