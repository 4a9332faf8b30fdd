//! Cells of a table. A cell of constants is tested without evaluating FEEL; that reads nothing and takes no steps,
//! just as evaluating it would read nothing. Everything else is left to FEEL.

use saklig_feel::{Bound, Number, Piece, Range, Run, Shape, UnaryTests, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A test of one input value.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    fast: Fast,
    tests: UnaryTests,
}

/// Tests of constants of one type; `negated` for `not(…)`.
#[derive(Debug, Clone)]
enum Fast {
    Any,
    Numbers { pieces: Vec<NumberPiece>, negated: bool },
    Strings { texts: Vec<Arc<str>>, negated: bool },
    Booleans { truths: Vec<bool>, negated: bool },
    No,
}

#[derive(Debug, Clone)]
enum NumberPiece {
    Equal(Number),
    Between(Option<(Number, bool)>, Option<(Number, bool)>),
}

/// A constant that rows are found by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Number(Number),
    String(Arc<str>),
    Boolean(bool),
}

impl Cell {
    pub(crate) fn new(tests: UnaryTests) -> Self {
        let fast = match tests.shape() {
            Shape::Any => Fast::Any,
            Shape::OneOf(pieces) => fast(&pieces, false),
            Shape::NotOneOf(pieces) => fast(&pieces, true),
            Shape::Other => Fast::No,
        };
        Cell { fast, tests }
    }

    pub(crate) fn text(&self) -> &str {
        self.tests.text()
    }

    /// True when the cell holds only constants, so that it reads nothing but the input.
    pub(crate) fn is_constant(&self) -> bool {
        !matches!(self.fast, Fast::No)
    }

    /// Tests `value`, which has no marks.
    pub(crate) fn matches(
        &self,
        value: &Value,
        slots: &[Value],
        run: &mut Run<'_>,
    ) -> Result<bool, saklig_feel::EvalError> {
        match self.quick(value) {
            Some(answer) => Ok(answer),
            None => Ok(self.tests.run(value, slots, run)? == Some(true)),
        }
    }

    fn quick(&self, value: &Value) -> Option<bool> {
        match (&self.fast, value) {
            (Fast::Any, _) => Some(true),
            (Fast::Numbers { pieces, negated }, Value::Number(number)) => {
                Some(pieces.iter().any(|piece| piece.includes(*number)) != *negated)
            }
            (Fast::Strings { texts, negated }, Value::String(text)) => Some(texts.contains(text) != *negated),
            (Fast::Booleans { truths, negated }, Value::Boolean(truth)) => {
                Some(truths.contains(truth) != *negated)
            }
            _ => None,
        }
    }

    /// The constants that the cell is a list of; none when it asks anything else.
    fn keys(&self) -> Option<Vec<Key>> {
        match &self.fast {
            Fast::Numbers { pieces, negated: false } => pieces
                .iter()
                .map(|piece| match piece {
                    NumberPiece::Equal(number) => Some(Key::Number(*number)),
                    NumberPiece::Between(..) => None,
                })
                .collect(),
            Fast::Strings { texts, negated: false } => Some(texts.iter().cloned().map(Key::String).collect()),
            Fast::Booleans { truths, negated: false } => {
                Some(truths.iter().copied().map(Key::Boolean).collect())
            }
            Fast::Any | Fast::No | Fast::Numbers { .. } | Fast::Strings { .. } | Fast::Booleans { .. } => {
                None
            }
        }
    }
}

impl NumberPiece {
    fn includes(&self, number: Number) -> bool {
        match self {
            NumberPiece::Equal(other) => *other == number,
            NumberPiece::Between(start, end) => {
                start.is_none_or(|(bound, closed)| number > bound || closed && number == bound)
                    && end.is_none_or(|(bound, closed)| number < bound || closed && number == bound)
            }
        }
    }
}

fn fast(pieces: &[Piece], negated: bool) -> Fast {
    fn all<T>(pieces: &[Piece], one: impl Fn(&Piece) -> Option<T>) -> Option<Vec<T>> {
        pieces.iter().map(one).collect()
    }
    if let Some(pieces) = all(pieces, number_piece) {
        return Fast::Numbers { pieces, negated };
    }
    let text = |piece: &Piece| {
        if let Piece::Equal(Value::String(text)) = piece { Some(Arc::clone(text)) } else { None }
    };
    if let Some(texts) = all(pieces, text) {
        return Fast::Strings { texts, negated };
    }
    let truth =
        |piece: &Piece| if let Piece::Equal(Value::Boolean(truth)) = piece { Some(*truth) } else { None };
    match all(pieces, truth) {
        Some(truths) => Fast::Booleans { truths, negated },
        None => Fast::No,
    }
}

fn number_piece(piece: &Piece) -> Option<NumberPiece> {
    let bound = |bound: &Bound| {
        if bound.value.is_null() {
            return Some(None);
        }
        bound.value.as_number().map(|number| Some((number, bound.closed)))
    };
    match piece {
        Piece::Equal(Value::Number(number)) => Some(NumberPiece::Equal(*number)),
        Piece::Range(Range { start, end }) => {
            let (start, end) = (bound(start)?, bound(end)?);
            let ordered = match (start, end) {
                (Some((start, _)), Some((end, _))) => start <= end,
                (None, None) => false,
                (Some(_), None) | (None, Some(_)) => true,
            };
            ordered.then_some(NumberPiece::Between(start, end))
        }
        Piece::Equal(_) => None,
    }
}

/// Finds the rows that may match by the constants of one column.
///
/// Only rows whose cells to the left are constants are left out, so nothing that FEEL would have read is skipped.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    column: usize,
    rows: BTreeMap<Key, Vec<u32>>,
    /// Rows whose cell is not a list of constants.
    others: Vec<u32>,
    /// Type of the keys, as the only one.
    kind: std::mem::Discriminant<Key>,
}

/// Fewest rows for which an index is built.
const INDEX_ROWS: usize = 12;

impl Index {
    /// The index of the column that leaves the fewest rows, if any does.
    pub(crate) fn new(columns: usize, rows: &[&[Cell]]) -> Option<Index> {
        if rows.len() < INDEX_ROWS {
            return None;
        }
        let indexes = (0..columns).filter_map(|column| Index::of(column, rows));
        indexes.min_by_key(Index::cost)
    }

    fn of(column: usize, rows: &[&[Cell]]) -> Option<Index> {
        let mut found: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
        let (mut others, mut kind) = (Vec::new(), None);
        for (cells, number) in rows.iter().zip(0_u32..) {
            let reads_nothing_before = cells.iter().take(column).all(Cell::is_constant);
            let keys = cells.get(column).filter(|_| reads_nothing_before).and_then(Cell::keys);
            let Some(keys) = keys else {
                others.push(number);
                continue;
            };
            for key in keys {
                if *kind.get_or_insert(std::mem::discriminant(&key)) != std::mem::discriminant(&key) {
                    return None;
                }
                let rows = found.entry(key).or_default();
                if rows.last() != Some(&number) {
                    rows.push(number);
                }
            }
        }
        Some(Index { column, rows: found, others, kind: kind? })
    }

    /// About the number of rows to test for one value.
    fn cost(&self) -> usize {
        self.others.len() + self.rows.values().map(Vec::len).max().unwrap_or(0)
    }

    /// The rows to test for these inputs; none when all have to be.
    pub(crate) fn candidates(&self, inputs: &[(Arc<str>, Value)]) -> Option<Candidates<'_>> {
        let (_, input) = inputs.get(self.column)?;
        let key = if let Value::String(text) = input {
            Key::String(Arc::clone(text))
        } else if let Value::Number(number) = input {
            Key::Number(*number)
        } else {
            Key::Boolean(input.as_boolean()?)
        };
        if std::mem::discriminant(&key) != self.kind {
            return None;
        }
        let first = self.rows.get(&key).map_or(&[][..], Vec::as_slice);
        Some(Candidates { first, second: &self.others })
    }
}

/// Two rising lists of row numbers as one.
#[derive(Debug)]
pub(crate) struct Candidates<'i> {
    first: &'i [u32],
    second: &'i [u32],
}

impl Iterator for Candidates<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let from = match (self.first.first(), self.second.first()) {
            (Some(a), Some(b)) if a > b => &mut self.second,
            (None, Some(_)) => &mut self.second,
            (Some(_), _) | (None, None) => &mut self.first,
        };
        let (next, rest) = from.split_first()?;
        *from = rest;
        usize::try_from(*next).ok()
    }
}
