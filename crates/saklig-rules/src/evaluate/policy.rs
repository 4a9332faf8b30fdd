//! Hit policies: from the rows that match to the result of a table.

use super::evaluator::Evaluator;
use super::table::compose;
use crate::compile::{Row, Table};
use crate::model::{Aggregation, HitPolicy};
use crate::trace::Open;
use saklig_feel::{EvalError, Number, NumberError, Run, Span, Value, compare, equal};
use std::cmp::Ordering;

impl Evaluator<'_> {
    /// The result of a table whose matching rows are `hits`.
    pub(super) fn result(
        &self,
        table: &Table,
        hits: &[&Row],
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let [first, rest @ ..] = hits else { return self.without_hit(table, frame, run) };
        match table.policy {
            HitPolicy::Unique if !rest.is_empty() => Ok(self.unclear(Open::SeveralRows)),
            HitPolicy::Unique | HitPolicy::First => self.output(table, first, frame, run),
            HitPolicy::Any => self.agreed(table, hits, frame, run),
            HitPolicy::Priority => {
                let outputs = self.ordered(table, hits, frame, run)?;
                Ok(outputs.into_iter().next().map(|values| compose(table, values)).unwrap_or_default())
            }
            HitPolicy::OutputOrder => {
                let outputs = self.ordered(table, hits, frame, run)?;
                Ok(outputs.into_iter().map(|values| compose(table, values)).collect())
            }
            HitPolicy::RuleOrder => Ok(self.collected(table, hits, frame, run)?.into()),
            HitPolicy::Collect(aggregation) => {
                let outputs = self.collected(table, hits, frame, run)?;
                self.aggregated(aggregation, outputs, run)
            }
        }
    }

    /// No row matched: the default, else no answer from a single hit, and an empty answer from a collection.
    fn without_hit(&self, table: &Table, frame: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError> {
        if table.outputs.iter().any(|output| output.default.is_some()) {
            let mut values = Vec::with_capacity(table.outputs.len());
            for output in &table.outputs {
                values.push(match &output.default {
                    Some(cell) => self.output_value(table.policy, cell, output, frame, run)?,
                    None if table.policy.is_single_hit() => self.unclear(Open::NoRow),
                    None => Value::Null,
                });
            }
            let value = compose(table, values);
            let as_list = matches!(
                table.policy,
                HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(Aggregation::List)
            );
            return Ok(if as_list { Value::list(vec![value]) } else { value });
        }
        Ok(match table.policy {
            HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority | HitPolicy::First => {
                self.unclear(Open::NoRow)
            }
            HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(Aggregation::List) => {
                Value::list(Vec::new())
            }
            HitPolicy::Collect(Aggregation::Sum | Aggregation::Count) => Value::Number(Number::from(0)),
            HitPolicy::Collect(Aggregation::Min | Aggregation::Max) => Value::Null,
        })
    }

    fn collected(
        &self,
        table: &Table,
        hits: &[&Row],
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Vec<Value>, EvalError> {
        hits.iter().map(|row| self.output(table, row, frame, run)).collect()
    }

    /// The output that all rows give. To compare them is to read them.
    fn agreed(
        &self,
        table: &Table,
        hits: &[&Row],
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let mut agreed: Option<Value> = None;
        for value in self.collected(table, hits, frame, run)? {
            let value = if hits.len() > 1 { value.untracked(run.reads_mut()) } else { value };
            match &agreed {
                Some(other) if equal(other, &value) != Some(true) => {
                    return Ok(self.unclear(Open::Disagreement));
                }
                Some(_) => {}
                None => agreed = Some(value),
            }
        }
        Ok(agreed.unwrap_or_default())
    }

    /// The outputs from the highest priority to the lowest, column by column; equals in the order of the rows.
    fn ordered(
        &self,
        table: &Table,
        hits: &[&Row],
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Vec<Vec<Value>>, EvalError> {
        let mut ranked = Vec::with_capacity(hits.len());
        for row in hits {
            let values = self.outputs(table, row, frame, run)?;
            let ranks: Vec<usize> =
                values
                    .iter()
                    .zip(&table.outputs)
                    .map(|(value, output)| {
                        if output.order.is_empty() {
                            0
                        } else {
                            output.rank(&value.untracked(run.reads_mut()))
                        }
                    })
                    .collect();
            ranked.push((ranks, values));
        }
        ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(ranked.into_iter().map(|(_, values)| values).collect())
    }

    fn aggregated(
        &self,
        aggregation: Aggregation,
        outputs: Vec<Value>,
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        match aggregation {
            Aggregation::List => Ok(outputs.into()),
            Aggregation::Count => {
                Ok(Value::Number(Number::from(i64::try_from(outputs.len()).unwrap_or(i64::MAX))))
            }
            Aggregation::Sum => self.sum(&outputs, run),
            Aggregation::Min => Ok(self.extreme(&outputs, Ordering::Less, run)),
            Aggregation::Max => Ok(self.extreme(&outputs, Ordering::Greater, run)),
        }
    }

    fn sum(&self, outputs: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError> {
        let mut sum = Number::from(0);
        for output in outputs {
            let Some(number) = run.look(output).as_number() else { return Ok(self.unclear(Open::Type)) };
            sum = sum
                .checked_add(number)
                .map_err(|_: NumberError| EvalError::Overflow { span: Span::default() })?;
        }
        Ok(Value::Number(sum))
    }

    fn extreme(&self, outputs: &[Value], wanted: Ordering, run: &mut Run<'_>) -> Value {
        let mut best: Option<Value> = None;
        for output in outputs {
            let value = run.look(output);
            match best.as_ref().map(|best| compare(&value, best)) {
                Some(None) => return self.unclear(Open::Type),
                Some(Some(order)) if order != wanted => {}
                _ => best = Some(value),
            }
        }
        match best {
            Some(value) if compare(&value, &value).is_some() => value,
            _ => self.unclear(Open::Type),
        }
    }
}
