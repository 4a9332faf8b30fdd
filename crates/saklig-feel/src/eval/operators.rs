//! Comparisons and logic in three values.

use super::{Eval, Frame, Run};
use crate::env::Why;
use crate::fault::Span;
use crate::program::{Comparison, Expr};
use crate::value::{Value, compare, equal};

impl Run<'_> {
    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Value {
        let answer = match comparison {
            Comparison::Equal => self.equality(left, right),
            Comparison::NotEqual => self.equality(left, right).map(|same| !same),
            _ if matches!((left, right), (Value::Null, _) | (_, Value::Null)) => return Value::Null,
            Comparison::Less | Comparison::AtMost | Comparison::Greater | Comparison::AtLeast => {
                compare(left, right).map(|order| comparison.holds(order))
            }
        };
        match answer {
            Some(answer) => Value::Boolean(answer),
            None => self.null(span, Why::Types),
        }
    }

    /// FEEL's `=`. To compare structures is to read all of them.
    pub(crate) fn equality(&mut self, left: &Value, right: &Value) -> Option<bool> {
        let deep = |value: &Value| matches!(value, Value::List(_) | Value::Context(_) | Value::Range(_));
        if deep(left) || deep(right) {
            read_all(self, left);
            read_all(self, right);
        }
        equal(left, right)
    }

    /// `and` (which `false` decides) or `or` (which `true` decides), from left to right.
    pub(super) fn logical(&mut self, parts: &[Expr], deciding: bool, frame: &Frame<'_>) -> Eval {
        let mut open = false;
        for part in parts {
            match self.eval(part, frame)? {
                Value::Boolean(truth) if truth == deciding => return Ok(Value::Boolean(deciding)),
                Value::Boolean(_) => {}
                Value::Null => open = true,
                _ => {
                    self.null(part.span, Why::Condition);
                    open = true;
                }
            }
        }
        Ok(if open { Value::Null } else { Value::Boolean(!deciding) })
    }

    pub(super) fn conditional(&mut self, parts: &[Expr; 3], frame: &Frame<'_>) -> Eval {
        let [condition, yes, no] = parts;
        match self.eval(condition, frame)? {
            Value::Boolean(true) => return self.eval(yes, frame),
            Value::Boolean(false) => {}
            _ => {
                self.null(condition.span, Why::Condition);
            }
        }
        self.eval(no, frame)
    }

    pub(super) fn between(&mut self, parts: &[Expr; 3], frame: &Frame<'_>, span: Span) -> Eval {
        let [value, low, high] = parts;
        let value = self.eval(value, frame)?;
        let low = self.eval(low, frame)?;
        let high = self.eval(high, frame)?;
        let above = self.comparison(Comparison::AtLeast, &value, &low, span);
        let below = self.comparison(Comparison::AtMost, &value, &high, span);
        Ok(match (above.as_boolean(), below.as_boolean()) {
            (Some(false), _) | (_, Some(false)) => Value::Boolean(false),
            (Some(true), Some(true)) => Value::Boolean(true),
            _ => Value::Null,
        })
    }
}

/// Enters every mark in the value as read.
pub(super) fn read_all(run: &mut Run<'_>, value: &Value) {
    if value.has_marks() {
        value.read_into(&mut run.reads);
    }
}
