//! Round and square brackets: a value, a list, or a range.

use super::expressions::{ADDITIVE, comparison};
use super::lexer::{Symbol, Token};
use super::parser::{Parse, Parser};
use super::wording::Expected;
use crate::program::{Comparison, Expr, Kind, RangeExpr};
use crate::types::Type;
use crate::value::{Bound, Range, Value};

impl Parser<'_> {
    /// `(value)`, `(low..high]` or `(< high)`.
    pub(super) fn round_bracket(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        if let Token::Symbol(symbol) = self.token
            && let Some(comparison) = comparison(symbol)
        {
            return self.half_range(comparison, start);
        }
        let first = self.nested(Self::expression)?;
        if self.at(Symbol::DotDot) {
            return self.range_from(first, false, start);
        }
        self.expect(Symbol::CloseRound, ")")?;
        Ok(Expr { span: self.since(start), ..first })
    }

    /// `[item, …]` or `[low..high]`.
    pub(super) fn square_bracket(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        let mut items = Vec::new();
        while !self.at(Symbol::CloseSquare) {
            let item = self.nested(Self::expression)?;
            if items.is_empty() && self.at(Symbol::DotDot) {
                return self.range_from(item, true, start);
            }
            items.push(item);
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        self.expect(Symbol::CloseSquare, "]")?;
        let span = self.since(start);
        let constants: Option<Vec<Value>> = items.iter().map(Expr::constant).collect();
        if let Some(constants) = constants {
            return Ok(Self::literal(Value::list(constants), span));
        }
        let heights: Vec<u16> = items.iter().map(|item| item.height).collect();
        let mut types = items.iter().map(|item| item.of.clone());
        let first = types.next().unwrap_or_default();
        let of = Type::list(types.fold(first, |of, item| of.or(&item)));
        self.node(Kind::List(items), span, of, &heights)
    }

    /// `]low..high[`.
    pub(super) fn open_range(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        let low = self.operators(ADDITIVE)?;
        self.range_from(low, false, start)
    }

    fn range_from(&mut self, low: Expr, start_closed: bool, start: usize) -> Parse<Expr> {
        self.expect(Symbol::DotDot, "..")?;
        let high = self.operators(ADDITIVE)?;
        let end_closed = match self.token {
            Token::Symbol(Symbol::CloseSquare) => true,
            Token::Symbol(Symbol::CloseRound | Symbol::OpenSquare) => false,
            _ => return self.unexpected(Expected::RangeEnd),
        };
        self.advance();
        let span = self.since(start);
        self.comparable(&low, &high, span);
        self.range(RangeExpr { start: Some(low), start_closed, end: Some(high), end_closed }, span)
    }

    /// `(< value)` and the like.
    fn half_range(&mut self, comparison: Comparison, start: usize) -> Parse<Expr> {
        self.advance();
        let value = self.operators(ADDITIVE)?;
        self.expect(Symbol::CloseRound, ")")?;
        let span = self.since(start);
        let range = match comparison {
            Comparison::Less | Comparison::AtMost => RangeExpr {
                start: None,
                start_closed: false,
                end: Some(value),
                end_closed: comparison == Comparison::AtMost,
            },
            Comparison::Greater | Comparison::AtLeast => RangeExpr {
                start: Some(value),
                start_closed: comparison == Comparison::AtLeast,
                end: None,
                end_closed: false,
            },
            Comparison::Equal if value.constant().is_some() => {
                let value = value.constant().unwrap_or_default();
                let bound = Bound { value, closed: true };
                let range = Range { start: bound.clone(), end: bound };
                return Ok(Self::literal(Value::Range(range.into()), span));
            }
            Comparison::Equal | Comparison::NotEqual => return self.unexpected(Expected::Range),
        };
        self.range(range, span)
    }

    /// A range; one of constants is made once, here.
    fn range(&mut self, range: RangeExpr, span: crate::fault::Span) -> Parse<Expr> {
        let constant = |end: &Option<Expr>, closed| match end {
            None => Some(Bound { value: Value::Null, closed: false }),
            Some(expr) => expr.constant().map(|value| Bound { value, closed }),
        };
        if let (Some(start), Some(end)) =
            (constant(&range.start, range.start_closed), constant(&range.end, range.end_closed))
            && super::check::range_is_sound(&start, &end)
        {
            return Ok(Self::literal(Value::Range(Range { start, end }.into()), span));
        }
        let ends = [&range.start, &range.end];
        let heights = ends.map(|end| end.as_ref().map_or(0, |expr| expr.height));
        let of = ends.iter().filter_map(|end| end.as_ref()).fold(Type::Null, |of, expr| of.or(&expr.of));
        self.node(Kind::Range(Box::new(range)), span, Type::range(of), &heights)
    }
}
