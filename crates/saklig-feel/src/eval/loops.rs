//! `for`, `some` and `every`.

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil;

use super::{Eval, Frame, Run};
use crate::env::Why;
use crate::fault::Span;
use crate::program::{Iteration, Loop};
use crate::value::{Bound, Range, Value};

/// The values that a variable runs through.
enum Values {
    Items(Arc<[Value]>),
    Numbers { from: i64, to: i64 },
    Dates { from: civil::Date, to: civil::Date },
}

impl Values {
    fn at(&self, place: usize) -> Option<Value> {
        let step = i64::try_from(place).ok()?;
        match self {
            Self::Items(items) => items.get(place).cloned(),
            Self::Numbers { from, to } if from <= to => {
                from.checked_add(step).filter(|number| number <= to).map(Value::from)
            }
            Self::Numbers { from, to } => {
                from.checked_sub(step).filter(|number| number >= to).map(Value::from)
            }
            Self::Dates { from, to } => {
                let days = jiff::Span::new().try_days(if from <= to { step } else { -step }).ok()?;
                let date = from.checked_add(days).ok()?;
                (if from <= to { date <= *to } else { date >= *to }).then_some(Value::Date(date))
            }
        }
    }
}

/// What is done for each combination: go on or stop.
type Each<'d, 'e> = &'d mut dyn FnMut(&mut Run<'e>) -> Eval<ControlFlow<()>>;

impl<'e> Run<'e> {
    pub(super) fn for_loop(&mut self, looped: &Loop, frame: &Frame<'_>, span: Span) -> Eval {
        let mut results: Vec<Value> = Vec::new();
        let complete = self.each(&looped.iterations, frame, &mut |run| {
            let place = run.stack.len();
            let mut partial = Value::Null;
            if looped.partial {
                run.spend(results.len(), span)?;
                partial = Value::list(results.clone());
            }
            run.stack.push(partial);
            let value = run.eval(&looped.body, frame);
            run.stack.truncate(place);
            results.push(value?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(if complete { Value::list(results) } else { Value::Null })
    }

    pub(super) fn quantified(&mut self, looped: &Loop, some: bool, frame: &Frame<'_>) -> Eval {
        let (mut open, mut decided) = (false, false);
        let complete = self.each(&looped.iterations, frame, &mut |run| {
            match run.eval(&looped.body, frame)? {
                Value::Boolean(truth) if truth == some => {
                    decided = true;
                    return Ok(ControlFlow::Break(()));
                }
                Value::Boolean(_) => {}
                _ => open = true,
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(match (complete, decided, open) {
            (_, true, _) => Value::Boolean(some),
            (false, ..) | (_, _, true) => Value::Null,
            _ => Value::Boolean(!some),
        })
    }

    /// Runs through all combinations of the variables. False if one of them has nothing to run through.
    fn each(&mut self, iterations: &[Iteration], frame: &Frame<'_>, done: Each<'_, 'e>) -> Eval<bool> {
        let place = self.stack.len();
        let result = self.each_from(iterations, frame, done);
        self.stack.truncate(place);
        Ok(match result? {
            Some(ControlFlow::Continue(()) | ControlFlow::Break(())) => true,
            None => false,
        })
    }

    fn each_from(
        &mut self,
        iterations: &[Iteration],
        frame: &Frame<'_>,
        done: Each<'_, 'e>,
    ) -> Eval<Option<ControlFlow<()>>> {
        let Some((iteration, inner)) = iterations.split_first() else {
            return done(self).map(Some);
        };
        let Some(values) = self.values(iteration, frame)? else { return Ok(None) };
        let place = self.stack.len();
        let mut next = 0;
        while let Some(value) = values.at(next) {
            next += 1;
            self.step(iteration.over.span)?;
            self.stack.push(value);
            let flow = self.each_from(inner, frame, done);
            self.stack.truncate(place);
            match flow? {
                Some(ControlFlow::Continue(())) => {}
                stopped => return Ok(stopped),
            }
        }
        Ok(Some(ControlFlow::Continue(())))
    }

    fn values(&mut self, iteration: &Iteration, frame: &Frame<'_>) -> Eval<Option<Values>> {
        let over = self.eval(&iteration.over, frame)?;
        let span = iteration.over.span;
        let Some(to) = &iteration.to else {
            return Ok(match over {
                Value::Null => None,
                Value::List(items) => Some(Values::Items(items)),
                Value::Range(range) => self.values_of_range(&range, span),
                single => Some(Values::Items(Arc::from([single]))),
            });
        };
        let to = self.eval(to, frame)?;
        Ok(self.values_between(&over, &to, span))
    }

    fn values_between(&mut self, from: &Value, to: &Value, span: Span) -> Option<Values> {
        let values = match (from, to) {
            (Value::Number(from), Value::Number(to)) => {
                from.to_i64().zip(to.to_i64()).map(|(from, to)| Values::Numbers { from, to })
            }
            (Value::Date(from), Value::Date(to)) => Some(Values::Dates { from: *from, to: *to }),
            (Value::Null, _) | (_, Value::Null) => return None,
            _ => None,
        };
        if values.is_none() {
            self.null(span, Why::Types);
        }
        values
    }

    fn values_of_range(&mut self, range: &Range, span: Span) -> Option<Values> {
        let whole = |bound: &Bound, inward: i64| match bound.value.peek() {
            Value::Number(number) => {
                number.to_i64().map(|number| Value::from(number + if bound.closed { 0 } else { inward }))
            }
            Value::Date(date) if bound.closed => Some(Value::Date(*date)),
            Value::Date(date) => date.checked_add(jiff::Span::new().days(inward)).ok().map(Value::Date),
            _ => None,
        };
        let (Some(from), Some(to)) = (whole(&range.start, 1), whole(&range.end, -1)) else {
            self.null(span, Why::Types);
            return None;
        };
        if crate::value::compare(&from, &to).is_some_and(std::cmp::Ordering::is_gt) {
            return Some(Values::Items(Arc::from([])));
        }
        self.values_between(&from, &to, span)
    }
}
