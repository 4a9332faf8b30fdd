//! The parameters as one month sees them.

use std::sync::Arc;

use saklig_case::{Confidence, Month, Value as Fact};
use saklig_feel::{Mark, Value};

use crate::parameter::{Basis, Content, Parameter, ParameterKind, Row};

/// The parameters that hold for a month: values with confidence and source at each leaf. It is chosen by the month
/// the matter concerns, never by today, and what is used of it is copied into the log.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterView {
    month: Option<Month>,
    leaves: Vec<ParameterLeaf>,
    shape: Vec<(Arc<str>, Shape)>,
    /// The tree with marks from 0, built once.
    tree: Value,
}

/// One value in a view.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterLeaf {
    /// The path below `parametrar`: `riksnorm_barn_0`, `inkomstklasser[FK:ABB].behandling`.
    pub path: Arc<str>,
    /// The value as a FEEL literal; `null` where it is unknown.
    pub value: Arc<str>,
    /// How sure; unconfirmed where the value is unknown.
    pub confidence: Confidence,
    /// The provision it rests on.
    pub lagrum: Arc<str>,
    /// Where it was read.
    pub source: Arc<str>,
    /// Nothing is known for the month: what reads it is unclear.
    pub unknown: bool,
    feel: Value,
}

/// How the leaves are put together.
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    /// The leaf with this number.
    Leaf(usize),
    /// Rows of cells.
    Rows(Vec<Vec<(Arc<str>, Cell)>>),
}

#[derive(Debug, Clone, PartialEq)]
enum Cell {
    /// A key, or an empty cell: reading it rests on nothing.
    Plain(Value),
    /// The leaf with this number.
    Leaf(usize),
}

impl ParameterView {
    /// The view of a month; without a month nothing is known. `parameters` are sorted by id.
    pub(crate) fn new<'p>(month: Option<Month>, parameters: impl Iterator<Item = &'p Parameter>) -> Self {
        let mut view = Self { month, leaves: Vec::new(), shape: Vec::new(), tree: Value::Null };
        for parameter in parameters {
            let shape = view.parameter(parameter);
            view.shape.push((parameter.id.clone(), shape));
        }
        view.tree = view.built(0);
        view
    }

    /// The month.
    pub fn month(&self) -> Option<Month> {
        self.month
    }

    /// The values, in a fixed order: by parameter id, row and column.
    pub fn leaves(&self) -> &[ParameterLeaf] {
        &self.leaves
    }

    /// The number of values.
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    /// True without values.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }

    /// One value by its number.
    pub fn leaf(&self, index: usize) -> Option<&ParameterLeaf> {
        self.leaves.get(index)
    }

    /// Whether nothing is known of the value with this number.
    pub fn is_unknown(&self, index: usize) -> bool {
        self.leaf(index).is_none_or(|leaf| leaf.unknown)
    }

    /// One value by its path.
    pub fn get(&self, path: &str) -> Option<&ParameterLeaf> {
        self.leaves.iter().find(|leaf| *leaf.path == *path)
    }

    /// The value of a parameter that is one value and known.
    pub fn value(&self, id: &str) -> Option<&Value> {
        let at = self.shape.binary_search_by(|(known, _)| (**known).cmp(id)).ok()?;
        let (_, shape) = self.shape.get(at)?;
        let Shape::Leaf(index) = shape else { return None };
        self.leaf(*index).filter(|leaf| !leaf.unknown).map(|leaf| &leaf.feel)
    }

    /// The context `parametrar`: leaf number `i` is tracked under the mark `first_mark + i`. Free of charge when the
    /// marks begin at 0.
    pub fn tree(&self, first_mark: u32) -> Value {
        if first_mark == 0 { self.tree.clone() } else { self.built(first_mark) }
    }

    fn built(&self, first_mark: u32) -> Value {
        Value::context(self.shape.iter().map(|(id, shape)| (id.clone(), self.shaped(shape, first_mark))))
    }

    fn shaped(&self, shape: &Shape, first_mark: u32) -> Value {
        match shape {
            Shape::Leaf(index) => self.tracked(*index, first_mark),
            Shape::Rows(rows) => {
                let rows = rows.iter().map(|cells| {
                    Value::context(cells.iter().map(|(name, cell)| {
                        let value = match cell {
                            Cell::Plain(value) => value.clone(),
                            Cell::Leaf(index) => self.tracked(*index, first_mark),
                        };
                        (name.clone(), value)
                    }))
                });
                Value::list(rows.collect::<Vec<_>>())
            }
        }
    }

    fn tracked(&self, index: usize, first_mark: u32) -> Value {
        let value = self.leaf(index).map_or(Value::Null, |leaf| leaf.feel.clone());
        let mark = first_mark.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
        Value::tracked(Mark(mark), value)
    }

    fn parameter(&mut self, parameter: &Parameter) -> Shape {
        let period = self.month.and_then(|month| parameter.period_for(month));
        match (period.map(|period| (&period.content, &period.basis)), &parameter.kind) {
            (Some((Content::Scalar(value), basis)), _) => {
                Shape::Leaf(self.push(parameter.id.to_string(), value, basis))
            }
            (Some((Content::Rows(rows), _)), ParameterKind::Table { columns, keys }) => {
                let rows = rows.iter().filter(|row| !row.is_guessed(keys)).enumerate();
                Shape::Rows(
                    rows.map(|(index, row)| {
                        let key = if keys.is_empty() { (index + 1).to_string() } else { row.key(keys) };
                        columns
                            .keys()
                            .map(|name| (name.clone(), self.cell(parameter, row, &key, name, keys)))
                            .collect()
                    })
                    .collect(),
                )
            }
            (None | Some((Content::Rows(_), _)), _) => {
                self.leaves.push(ParameterLeaf {
                    path: parameter.id.clone(),
                    value: "null".into(),
                    confidence: Confidence::Unconfirmed,
                    lagrum: Arc::default(),
                    source: Arc::default(),
                    unknown: true,
                    feel: Value::Null,
                });
                Shape::Leaf(self.leaves.len() - 1)
            }
        }
    }

    fn cell(
        &mut self,
        parameter: &Parameter,
        row: &Row,
        key: &str,
        name: &Arc<str>,
        keys: &[Arc<str>],
    ) -> Cell {
        match row.cells.get(name) {
            None => Cell::Plain(Value::Null),
            Some(value) if keys.contains(name) => Cell::Plain(feel_value(value)),
            Some(value) => {
                Cell::Leaf(self.push(format!("{}[{key}].{name}", parameter.id), value, &row.basis))
            }
        }
    }

    fn push(&mut self, path: String, value: &Fact, basis: &Basis) -> usize {
        let feel = feel_value(value);
        self.leaves.push(ParameterLeaf {
            path: path.into(),
            value: feel.to_string().into(),
            confidence: basis.confidence,
            lagrum: basis.lagrum.clone(),
            source: basis.source.clone(),
            unknown: false,
            feel,
        });
        self.leaves.len() - 1
    }
}

/// A parameter's value as FEEL sees it; a month is the date of its first day.
fn feel_value(value: &Fact) -> Value {
    match value {
        Fact::Boolean(value) => Value::Boolean(*value),
        Fact::Number(number) => Value::Number(*number),
        Fact::Text(text) => Value::String(text.clone()),
        Fact::Date(date) => Value::Date(*date),
        Fact::Month(month) => Value::Date(month.first_day()),
        Fact::Instant(_) => Value::Null,
        Fact::Items(items) => {
            Value::list(items.iter().map(|item| Value::String(item.clone())).collect::<Vec<_>>())
        }
    }
}
