//! Compiles decision tables.

use super::node::{Compiler, joined};
use crate::cell::{Cell, Index};
use crate::issue;
use crate::model::{self, Aggregation, HitPolicy, InputColumn, Origin, OutputColumn, Text};
use crate::trace::Hit;
use crate::types::{Check, compile_tests};
use saklig_feel::{Env, Piece, Program, Scope, Shape, Type, UnaryTests, Value, equal};
use std::sync::Arc;

/// A compiled table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) policy: HitPolicy,
    pub(crate) columns: Vec<Column>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) rows: Vec<Row>,
    pub(crate) index: Option<Index>,
    /// Static type of the result.
    pub(crate) of: Type,
}

/// A compiled input column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) label: Arc<str>,
    pub(crate) program: Program,
    /// The slot, when the expression is nothing but a name.
    pub(crate) slot: Option<usize>,
    pub(crate) check: Check,
    pub(crate) allowed: Option<UnaryTests>,
}

/// A compiled output column.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) name: Arc<str>,
    pub(crate) check: Check,
    pub(crate) allowed: Option<UnaryTests>,
    /// The allowed values, from the highest priority.
    pub(crate) order: Vec<Value>,
    pub(crate) default: Option<OutputCell>,
}

/// A compiled row.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) info: Arc<Hit>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) outputs: Vec<OutputCell>,
}

/// An output of a row.
#[derive(Debug)]
pub(crate) enum OutputCell {
    /// A literal that conforms to its column.
    Constant(Value),
    /// `conforms` when its type is known to be that of its column.
    Program { program: Program, conforms: bool },
}

impl<'m> Compiler<'_, 'm> {
    pub(super) fn table(&mut self, table: &'m model::Table, origin: &Origin, scope: &Scope) -> Option<Table> {
        let before = self.remarks.list.len();
        let columns: Vec<Option<Column>> =
            table.inputs.iter().map(|column| self.column(column, scope)).collect();
        let columns: Vec<Column> = columns.into_iter().collect::<Option<_>>()?;
        let mut outputs: Vec<Output> = Vec::new();
        for output in &table.outputs {
            let output = self.output(output, scope);
            outputs.push(output);
        }
        let rows: Vec<Option<Row>> = table
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| self.row(row, index, table, &columns, &mut outputs, scope))
            .collect();
        let rows: Vec<Row> = rows.into_iter().collect::<Option<_>>()?;
        let ordered = matches!(table.hit_policy, HitPolicy::Priority | HitPolicy::OutputOrder);
        for (output, column) in outputs.iter().zip(&table.outputs) {
            if ordered && output.order.is_empty() && column.allowed.is_some() {
                self.remarks.add(issue::NO_PRIORITIES, &column.origin, &[("column", &output.name)]);
            }
        }
        if self.remarks.list.len() > before {
            return None;
        }
        let cells: Vec<&[Cell]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        let index = Index::new(columns.len(), &cells);
        let of = result_type(table.hit_policy, &outputs);
        let id =
            table.id.clone().or_else(|| origin.element.clone()).unwrap_or_else(|| Arc::clone(&self.name));
        let name = Arc::clone(&self.name);
        Some(Table { id, name, policy: table.hit_policy, columns, outputs, rows, index, of })
    }

    fn column(&mut self, column: &'m InputColumn, scope: &Scope) -> Option<Column> {
        let program = self.literal(&column.expression, scope)?;
        let mut check = self.types.resolve(column.type_ref.as_deref(), &column.origin, self.remarks);
        let found = program.result_type();
        if !check.may_be(found) {
            self.wrong_type(found, &check.of, &column.origin);
            return None;
        }
        if check.of == Type::Any || check.is_given_by(found) {
            check = Check::assumed(found.clone());
        }
        let allowed = column
            .allowed
            .as_ref()
            .and_then(|text| compile_tests(text, &Scope::new(), &check.of, self.remarks));
        let is_name = matches!(program.free_names(), [name] if **name == *program.text());
        let slot = if is_name { scope.slot(program.text()) } else { None };
        Some(Column { label: Arc::clone(&column.label), program, slot, check, allowed })
    }

    fn output(&mut self, output: &'m OutputColumn, scope: &Scope) -> Output {
        let check = self.types.resolve(output.type_ref.as_deref(), &output.origin, self.remarks);
        let allowed = output
            .allowed
            .as_ref()
            .and_then(|text| compile_tests(text, &Scope::new(), &check.of, self.remarks));
        let name =
            output.name.clone().or_else(|| output.label.clone()).unwrap_or_else(|| Arc::clone(&self.name));
        let order = allowed.as_ref().map(values).unwrap_or_default();
        let mut compiled = Output { name, check, allowed, order, default: None };
        if let Some(text) = &output.default {
            compiled.default = self.output_cell(text, &mut compiled, scope);
        }
        compiled
    }

    fn row(
        &mut self,
        row: &model::Row,
        index: usize,
        table: &model::Table,
        columns: &[Column],
        outputs: &mut [Output],
        scope: &Scope,
    ) -> Option<Row> {
        let mut cells = Vec::with_capacity(columns.len());
        for (text, column) in row.tests.iter().zip(columns) {
            let any = Text { text: Arc::from("-"), ..text.clone() };
            let text = if text.text.is_empty() { &any } else { text };
            cells.push(compile_tests(text, scope, &column.check.of, self.remarks).map(Cell::new));
        }
        let mut values = Vec::with_capacity(outputs.len());
        for (text, output) in row.outputs.iter().zip(outputs) {
            values.push(self.output_cell(text, output, scope));
        }
        let annotations = table.annotations.iter().cloned().zip(row.annotations.iter().cloned()).collect();
        let info = Arc::new(Hit { id: Arc::clone(&row.id), index: index + 1, annotations });
        let cells = cells.into_iter().collect::<Option<_>>()?;
        Some(Row { info, cells, outputs: values.into_iter().collect::<Option<_>>()? })
    }

    /// Compiles an output cell; without a declared type, the column's type becomes that of its cells.
    fn output_cell(&mut self, text: &Text, output: &mut Output, scope: &Scope) -> Option<OutputCell> {
        if text.text.is_empty() {
            return Some(OutputCell::Constant(Value::Null));
        }
        let program = self.literal(text, scope)?;
        let origin = Origin { element: text.element.clone(), line: text.line };
        let found = program.result_type();
        if output.check.unchecked || output.check.of == Type::Any {
            let of = if output.check.unchecked { output.check.of.or(found) } else { found.clone() };
            output.check = Check::assumed(of);
        } else if !output.check.may_be(found) {
            self.wrong_type(found, &output.check.of, &origin);
            return None;
        }
        let Some(value) = program.constant() else {
            let conforms = output.check.is_free() || output.check.is_given_by(found);
            return Some(OutputCell::Program { program, conforms });
        };
        let env = Env::new();
        if let Some(tests) = output.allowed.as_ref().filter(|_| !value.is_null())
            && !crate::types::passes(tests, &value, &env)
        {
            let args = [("value", &*text.text), ("allowed", tests.text())];
            self.remarks.add(issue::NOT_ALLOWED, &origin, &args);
            return None;
        }
        Some(match output.check.conform(&value, &env) {
            Some(value) => OutputCell::Constant(value),
            None => OutputCell::Program { program, conforms: false },
        })
    }
}

/// The values that unary tests list; empty when they ask anything else.
fn values(tests: &UnaryTests) -> Vec<Value> {
    let Shape::OneOf(pieces) = tests.shape() else { return Vec::new() };
    let equal = |piece: Piece| if let Piece::Equal(value) = piece { Some(value) } else { None };
    pieces.into_iter().map(equal).collect::<Option<_>>().unwrap_or_default()
}

impl Output {
    /// The place of `value` in the order of priority; unknown values stand last.
    pub(crate) fn rank(&self, value: &Value) -> usize {
        self.order.iter().position(|other| equal(other, value) == Some(true)).unwrap_or(self.order.len())
    }
}

fn result_type(policy: HitPolicy, outputs: &[Output]) -> Type {
    let one = match outputs {
        [output] => output.check.of.clone(),
        several => {
            Type::context(several.iter().map(|output| (Arc::clone(&output.name), output.check.of.clone())))
        }
    };
    match policy {
        HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority | HitPolicy::First => one,
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(Aggregation::List) => {
            Type::list(one)
        }
        HitPolicy::Collect(Aggregation::Count) => Type::Number,
        HitPolicy::Collect(Aggregation::Sum | Aggregation::Min | Aggregation::Max) => joined([one].iter()),
    }
}
