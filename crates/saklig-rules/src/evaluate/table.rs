//! Evaluates decision tables.

use super::evaluator::Evaluator;
use crate::compile::{Column, Output, OutputCell, Row, Table};
use crate::model::HitPolicy;
use crate::trace::{Entry, EntryKind, Miss, Open};
use crate::types::{context, passes};
use saklig_feel::{EvalError, Run, Value};
use smallvec::SmallVec;
use std::sync::Arc;

/// Labels and values of the input columns.
type Inputs = [(Arc<str>, Value)];
/// The rows that match; most often one.
pub(super) type Hits<'t> = SmallVec<[&'t Row; 4]>;

impl Evaluator<'_> {
    /// Evaluates a table. A table that is not the whole of what is recorded gets an entry of its own.
    pub(super) fn table(
        &self,
        table: &Table,
        frame: &[Value],
        run: &mut Run<'_>,
        root: bool,
    ) -> Result<Value, EvalError> {
        if root {
            return self.rows(table, frame, run);
        }
        self.recorder.borrow_mut().begin(Entry::new(EntryKind::Table, &table.id, &table.name));
        let outer = std::mem::take(run.reads_mut());
        let value = self.rows(table, frame, run)?;
        self.close_part(&value, outer, run);
        Ok(value)
    }

    fn rows(&self, table: &Table, frame: &[Value], run: &mut Run<'_>) -> Result<Value, EvalError> {
        let mut inputs = Vec::with_capacity(table.columns.len());
        let mut outside = None;
        for column in &table.columns {
            let value = Self::input(column, frame, run, &mut outside)?;
            inputs.push((Arc::clone(&column.label), value));
        }
        let hits = if outside.is_none() { self.matching(table, &inputs, frame, run)? } else { Hits::new() };
        if let Some(entry) = self.recorder.borrow_mut().top() {
            entry.inputs = inputs;
            entry.rows = hits.iter().map(|row| Arc::clone(&row.info)).collect();
        }
        match outside {
            Some(open) => Ok(self.unclear(open)),
            None => self.result(table, &hits, frame, run),
        }
    }

    /// The value of an input column. All of it counts as read.
    fn input(
        column: &Column,
        frame: &[Value],
        run: &mut Run<'_>,
        outside: &mut Option<Open>,
    ) -> Result<Value, EvalError> {
        let value = match column.slot.and_then(|slot| frame.get(slot)) {
            Some(value) => value.untracked(run.reads_mut()),
            None => column.program.run(frame, run)?.untracked(run.reads_mut()),
        };
        if column.check.is_free() && column.allowed.is_none() {
            return Ok(value);
        }
        let Some(conforming) = column.check.conform(&value, run.env()) else {
            outside.get_or_insert(Open::Input(Arc::clone(&column.label)));
            return Ok(value);
        };
        if let Some(allowed) = column.allowed.as_ref().filter(|_| !conforming.is_null())
            && !passes(allowed, &conforming, run.env())
        {
            outside.get_or_insert(Open::Input(Arc::clone(&column.label)));
        }
        Ok(conforming)
    }

    /// The rows that match; only the first one where the table stops there.
    fn matching<'t>(
        &self,
        table: &'t Table,
        inputs: &Inputs,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Hits<'t>, EvalError> {
        let first_only = table.policy == HitPolicy::First;
        let explains = self.recorder.borrow().explains;
        let mut hits = Hits::new();
        let candidates =
            table.index.as_ref().filter(|_| !explains).and_then(|index| index.candidates(inputs));
        if let Some(candidates) = candidates {
            for row in candidates.filter_map(|number| table.rows.get(number)) {
                if first_failure(row, inputs, frame, run)?.is_none() {
                    hits.push(row);
                    if first_only {
                        break;
                    }
                }
            }
            return Ok(hits);
        }
        for row in &table.rows {
            match first_failure(row, inputs, frame, run)? {
                None => hits.push(row),
                Some(column) if explains => self.miss(table, row, column, inputs),
                Some(_) => {}
            }
            if first_only && !hits.is_empty() {
                break;
            }
        }
        Ok(hits)
    }

    fn miss(&self, table: &Table, row: &Row, column: usize, inputs: &Inputs) {
        let found = (table.columns.get(column), row.cells.get(column), inputs.get(column));
        let mut recorder = self.recorder.borrow_mut();
        if let ((Some(column), Some(cell), Some((_, value))), Some(entry)) = (found, recorder.top()) {
            entry.misses.push(Miss {
                row: Arc::clone(&row.info),
                column: Arc::clone(&column.label),
                cell: cell.text().into(),
                value: value.clone(),
            });
        }
    }

    /// The output of a row: a value, or a context when the table has several columns.
    pub(super) fn output(
        &self,
        table: &Table,
        row: &Row,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        if let ([cell], [output]) = (row.outputs.as_slice(), table.outputs.as_slice()) {
            return self.output_value(table.policy, cell, output, frame, run);
        }
        Ok(compose(table, self.outputs(table, row, frame, run)?))
    }

    /// The values of the output columns of a row.
    pub(super) fn outputs(
        &self,
        table: &Table,
        row: &Row,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Vec<Value>, EvalError> {
        let cells = row.outputs.iter().zip(&table.outputs);
        cells.map(|(cell, output)| self.output_value(table.policy, cell, output, frame, run)).collect()
    }

    pub(super) fn output_value(
        &self,
        policy: HitPolicy,
        cell: &OutputCell,
        output: &Output,
        frame: &[Value],
        run: &mut Run<'_>,
    ) -> Result<Value, EvalError> {
        let value = match cell {
            OutputCell::Constant(value) => value.clone(),
            OutputCell::Program { program, conforms } => {
                let mut value = program.run(frame, run)?;
                if !conforms {
                    value = self.conform(&output.check, value, run.env());
                }
                match &output.allowed {
                    Some(allowed) if !value.is_null() => {
                        let value = value.untracked(run.reads_mut());
                        if !passes(allowed, &value, run.env()) {
                            return Ok(self.unclear(Open::Output(Arc::clone(&output.name))));
                        }
                        value
                    }
                    _ => value,
                }
            }
        };
        if policy.is_single_hit() && value.is_null() {
            // Whatever made it null stays on it, and it is no answer.
            drop(run.look(&value));
            return Ok(self.unclear(Open::NullOutput));
        }
        Ok(value)
    }
}

/// The number of the first cell that fails; none when the row matches. Cells after it are not looked at.
fn first_failure(
    row: &Row,
    inputs: &Inputs,
    frame: &[Value],
    run: &mut Run<'_>,
) -> Result<Option<usize>, EvalError> {
    for (column, (cell, (_, value))) in row.cells.iter().zip(inputs).enumerate() {
        if !cell.matches(value, frame, run)? {
            return Ok(Some(column));
        }
    }
    Ok(None)
}

/// Puts the values of the output columns together.
pub(super) fn compose(table: &Table, mut values: Vec<Value>) -> Value {
    if table.outputs.len() == 1 {
        return values.pop().unwrap_or_default();
    }
    context(table.outputs.iter().map(|output| Arc::clone(&output.name)).zip(values))
}
