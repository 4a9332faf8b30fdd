//! Unary tests and the tests after `in`.

use super::operators::read_all;
use super::{Eval, Frame, Run, look};
use crate::program::{Asks, Expr, Kind, Test};
use crate::value::Value;

impl Run<'_> {
    /// True if one test passes; null if none does and one has no answer. It stops at the first that passes.
    pub(super) fn any_test(
        &mut self,
        tests: &[Test],
        input: &Value,
        frame: &Frame<'_>,
    ) -> Eval<Option<bool>> {
        let input = look(&mut self.reads, input);
        let mut open = false;
        for test in tests {
            match self.test(test, input, frame)? {
                Some(true) => return Ok(Some(true)),
                Some(false) => {}
                None => open = true,
            }
        }
        Ok(if open { None } else { Some(false) })
    }

    fn test(&mut self, test: &Test, input: &Value, frame: &Frame<'_>) -> Eval<Option<bool>> {
        match test {
            // Most entries of rule tables are constants: they need no frame and no copy.
            Test::Value { expr: Expr { kind: Kind::Literal(value), span, .. }, .. } => {
                self.step(*span)?;
                Ok(self.passes(value, input))
            }
            Test::Compare(comparison, expr) => {
                if let (Kind::Literal(Value::Number(limit)), Value::Number(number)) = (&expr.kind, input) {
                    self.step(expr.span)?;
                    return Ok(Some(comparison.holds(number.cmp(limit))));
                }
                let value = self.eval(expr, frame)?;
                Ok(self.comparison(*comparison, input, &value, expr.span).as_boolean())
            }
            Test::Value { expr, asks } => {
                let value = self.eval(expr, frame)?;
                match value {
                    Value::Boolean(truth) if *asks == Asks::Input => Ok(Some(truth)),
                    Value::Null if *asks == Asks::Input => Ok(None),
                    Value::Boolean(truth)
                        if *asks == Asks::Condition && !matches!(input, Value::Boolean(_)) =>
                    {
                        Ok(Some(truth))
                    }
                    value => Ok(self.passes(&value, input)),
                }
            }
        }
    }

    /// True if the input is the value, in the range, or among the items.
    fn passes(&mut self, value: &Value, input: &Value) -> Option<bool> {
        match value {
            Value::Range(range) if !matches!(input, Value::Range(_)) => {
                read_all(self, value);
                range.includes(input)
            }
            Value::List(items) => {
                if matches!(input, Value::List(_)) && self.equality(input, value) == Some(true) {
                    return Some(true);
                }
                let mut open = false;
                for item in items.iter() {
                    let item = look(&mut self.reads, item).clone();
                    let passed = match &item {
                        Value::List(_) => self.equality(input, &item),
                        item => self.passes(item, input),
                    };
                    match passed {
                        Some(true) => return Some(true),
                        Some(false) => {}
                        None => open = true,
                    }
                }
                if open && input.is_null() { None } else { Some(false) }
            }
            value => self.equality(input, value),
        }
    }
}
