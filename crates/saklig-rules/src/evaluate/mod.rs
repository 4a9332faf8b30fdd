//! Evaluation: required decisions once each, in order, with a record of what was read.

mod assume;
mod evaluator;
mod policy;
mod recorder;
mod table;

use crate::compile::Rules;
use crate::inputs::Inputs;
use crate::trace::Trace;
use evaluator::Evaluator;
use recorder::Recorder;
use saklig_feel::{Env, Reads, Run, Value};
use std::sync::Arc;

/// What an evaluation gives.
#[derive(Debug, Clone)]
#[doc(alias = "utfall")]
pub struct Outcome {
    /// The value, without marks.
    pub value: Value,
    /// The caller's marks that were read, through required decisions too.
    pub reads: Reads,
    /// Nothing that was read is unknown, missing or unclear, and the result itself is an answer.
    pub clear: bool,
    /// Names of inputs that were read but not given, or not of their declared type.
    pub missing: Vec<Arc<str>>,
    /// Paths of unknown facts for which an assumed value was read, see [`crate::Assumption`].
    pub assumed: Vec<Arc<str>>,
    /// What was evaluated.
    pub trace: Trace,
}

/// Why there is no outcome at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// No decision has this name or id.
    #[error("E0322: there is no rule `{name}` in {file}; there are: {known}")]
    Unknown {
        /// The name or id asked for.
        name: String,
        /// The file of the rules.
        file: Arc<str>,
        /// The names there are.
        known: String,
    },
    /// The decision, or one it requires, has faults.
    #[error("E0323: the rule `{name}` in {file} has faults and is not evaluated")]
    Faulty {
        /// The name of the decision with faults.
        name: Arc<str>,
        /// The file of the rules.
        file: Arc<str>,
    },
    /// An evaluation was broken off.
    #[error("the rule `{name}` was broken off: {source}")]
    Broken {
        /// The name of the decision that was being evaluated.
        name: Arc<str>,
        /// Why.
        source: saklig_feel::EvalError,
    },
}

impl EvalError {
    /// The error code.
    pub const fn code(&self) -> &'static str {
        match self {
            EvalError::Unknown { .. } => "E0322",
            EvalError::Faulty { .. } => "E0323",
            EvalError::Broken { source, .. } => source.code(),
        }
    }
}

impl Rules {
    /// Evaluates the decision with this id or name. The functions of a host in `env` are not used.
    ///
    /// Errors: no such decision, a decision with faults, or an evaluation that was broken off. Everything else is an
    /// outcome; whether it is an answer says [`Outcome::clear`].
    pub fn evaluate(&self, decision: &str, inputs: &Inputs, env: &Env<'_>) -> Result<Outcome, EvalError> {
        self.run(decision, inputs, env, Recorder::default())
    }

    /// Evaluates again, and gives in each entry of the trace the rows that did not match, each with the first cell
    /// that failed. Rows after the hit of a table that stops at its first hit were not looked at and are not there.
    pub fn why_not(&self, decision: &str, inputs: &Inputs, env: &Env<'_>) -> Result<Trace, EvalError> {
        self.run(decision, inputs, env, Recorder::explaining()).map(|outcome| outcome.trace)
    }

    fn run(
        &self,
        decision: &str,
        inputs: &Inputs,
        env: &Env<'_>,
        recorder: Recorder,
    ) -> Result<Outcome, EvalError> {
        let file = &self.inner.file;
        let target = self.find(decision).ok_or_else(|| EvalError::Unknown {
            name: decision.to_owned(),
            file: Arc::clone(file),
            known: self.decisions().map(|(_, name)| &**name).collect::<Vec<_>>().join(", "),
        })?;
        let order = || {
            target
                .order
                .iter()
                .filter_map(|index| self.inner.decisions.get(*index).map(|found| (*index, found)))
        };
        if let Some((_, faulty)) = order().find(|(_, decision)| decision.body.is_none()) {
            return Err(EvalError::Faulty { name: Arc::clone(&faulty.name), file: Arc::clone(file) });
        }
        let evaluator = Evaluator::new(&self.inner, inputs, env, recorder.with_room(target.order.len()));
        let inner = Env { now: env.now, marks: &evaluator, host: &evaluator, budget: env.budget };
        let mut run = Run::new(&inner);
        let mut frame = Vec::new();
        for (index, decision) in order() {
            evaluator
                .decision(index, decision, &mut frame, &mut run)
                .map_err(|source| EvalError::Broken { name: Arc::clone(&decision.name), source })?;
        }
        drop(run);
        Ok(evaluator.outcome(target))
    }
}
