//! Evaluation of the compiled tree.

use crate::env::{Env, EvalError, Evaluation, Note};
use crate::program::{Expr, Tests};
use crate::track::Reads;
use crate::value::Value;

/// An evaluation under way: what was read so far, the notes, the steps left.
#[derive(Debug)]
pub struct Run<'e> {
    env: Env<'e>,
    reads: Reads,
    notes: Vec<Note>,
    left: u64,
    stack: Vec<Value>,
}

impl<'e> Run<'e> {
    /// Begins.
    pub fn new(env: &Env<'e>) -> Self {
        Self { env: *env, reads: Reads::new(), notes: Vec::new(), left: env.budget, stack: Vec::new() }
    }

    /// Ends: the value loses its marks, all of which count as read.
    pub fn finish(mut self, value: &Value) -> Evaluation {
        let value = value.untracked(&mut self.reads);
        Evaluation { value, reads: self.reads, notes: self.notes }
    }

    /// The environment.
    pub fn env(&self) -> &Env<'e> {
        &self.env
    }

    /// What was read so far. A caller may take it out (`std::mem::take`) to tell the reads of parts apart.
    pub fn reads_mut(&mut self) -> &mut Reads {
        &mut self.reads
    }

    /// The notes so far.
    pub fn notes_mut(&mut self) -> &mut Vec<Note> {
        &mut self.notes
    }

    /// The steps that are left.
    pub fn steps_left(&self) -> u64 {
        self.left
    }

    /// The value below its marks, which are entered as read; parts of it stay tracked.
    pub fn look(&mut self, value: &Value) -> Value {
        let mut value = value;
        while let Value::Tracked(tracked) = value {
            self.reads.insert(tracked.mark);
            value = &tracked.value;
        }
        value.clone()
    }

    pub(crate) fn expression(&mut self, _expr: &Expr, _slots: &[Value]) -> Result<Value, EvalError> {
        Ok(Value::Null)
    }

    pub(crate) fn tests(&mut self, _: &Tests, _: &Value, _: &[Value]) -> Result<Option<bool>, EvalError> {
        Ok(None)
    }
}
