//! Operators by their strength, and what follows a value: paths, filters, calls, `instance of`.

use std::sync::Arc;

use super::lexer::{Symbol, Token};
use super::names::Role;
use super::parser::{Parse, Parser};
use super::wording::{Clash, Expected};
use crate::env::Name;
use crate::fault::{self, Fault, Span};
use crate::program::{Comparison, Expr, Kind, Operator, Origin, Step};
use crate::types::Type;

/// An operator between two values, with its strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Infix {
    Or,
    And,
    Compare(Comparison),
    Between,
    In,
    Arithmetic(Operator),
}

impl Infix {
    fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Compare(_) | Self::Between | Self::In => 3,
            Self::Arithmetic(Operator::Add | Operator::Subtract) => ADDITIVE,
            Self::Arithmetic(Operator::Multiply | Operator::Divide) => 5,
            Self::Arithmetic(Operator::Power) => 6,
        }
    }
}

/// The strength of `+` and `-`: what may stand on either side of a comparison.
pub(super) const ADDITIVE: u8 = 4;

impl Parser<'_> {
    /// A whole expression.
    pub(super) fn expression(&mut self) -> Parse<Expr> {
        self.operators(1)
    }

    /// An expression of operators that bind at least as strongly as `least`.
    pub(super) fn operators(&mut self, least: u8) -> Parse<Expr> {
        let mut left = self.nested(Self::prefixed)?;
        loop {
            let Some(infix) = self.infix() else { return Ok(left) };
            if infix.strength() < least {
                return Ok(left);
            }
            left = match infix {
                Infix::Or | Infix::And => self.logical(left, infix)?,
                Infix::Compare(comparison) => {
                    self.advance();
                    let right = self.operators(ADDITIVE)?;
                    self.comparison(comparison, left, right)?
                }
                Infix::Between => self.between(left)?,
                Infix::In => self.in_tests(left)?,
                Infix::Arithmetic(operator) => {
                    self.advance();
                    let right = self.operators(infix.strength() + 1)?;
                    self.arithmetic(operator, left, right)?
                }
            };
        }
    }

    fn infix(&self) -> Option<Infix> {
        Some(match &self.token {
            Token::Word => match self.word()? {
                "or" => Infix::Or,
                "and" => Infix::And,
                "between" => Infix::Between,
                "in" => Infix::In,
                _ => return None,
            },
            Token::Symbol(symbol) => match symbol {
                Symbol::Plus => Infix::Arithmetic(Operator::Add),
                Symbol::Minus => Infix::Arithmetic(Operator::Subtract),
                Symbol::Star => Infix::Arithmetic(Operator::Multiply),
                Symbol::Slash => Infix::Arithmetic(Operator::Divide),
                Symbol::Power => Infix::Arithmetic(Operator::Power),
                other => Infix::Compare(comparison(*other)?),
            },
            Token::Number(_) | Token::Text(_) | Token::End | Token::Bad(_) => return None,
        })
    }

    /// `a and b and c` is one node, so that long conditions are not high trees.
    fn logical(&mut self, first: Expr, infix: Infix) -> Parse<Expr> {
        let word = if infix == Infix::And { "and" } else { "or" };
        let mut parts = vec![first];
        while self.take_word(word) {
            parts.push(self.operators(infix.strength() + 1)?);
        }
        for part in &parts {
            self.need(&part.of, &Type::Boolean, part.span);
        }
        let span = parts.first().map_or_else(Span::default, |part| part.span).to(self.since(self.before));
        let heights: Vec<u16> = parts.iter().map(|part| part.height).collect();
        let kind = if infix == Infix::And { Kind::And(parts) } else { Kind::Or(parts) };
        self.node(kind, span, Type::Boolean, &heights)
    }

    fn between(&mut self, value: Expr) -> Parse<Expr> {
        self.advance();
        let low = self.operators(ADDITIVE)?;
        self.expect_word("and")?;
        let high = self.operators(ADDITIVE)?;
        let span = value.span.to(high.span);
        self.comparable(&value, &low, span);
        self.comparable(&value, &high, span);
        let heights = [value.height, low.height, high.height];
        self.node(Kind::Between(Box::new([value, low, high])), span, Type::Boolean, &heights)
    }

    fn in_tests(&mut self, value: Expr) -> Parse<Expr> {
        self.advance();
        let before = self.input.replace(value.of.clone());
        let used = self.input_used;
        let tests = self.tests_of_in();
        self.input = before;
        self.input_used = used;
        let tests = tests?;
        let span = value.span.to(self.since(self.before));
        let mut heights: Vec<u16> = tests.iter().map(super::unary::height).collect();
        heights.push(value.height);
        self.node(Kind::In(Box::new(value), tests), span, Type::Boolean, &heights)
    }

    fn prefixed(&mut self) -> Parse<Expr> {
        let start = self.start;
        if !self.take(Symbol::Minus) {
            let value = self.primary()?;
            return self.suffixes(value);
        }
        let value = self.nested(Self::prefixed)?;
        let span = self.since(start);
        if let Kind::Literal(literal) = &value.kind
            && let Some(number) = literal.as_number()
        {
            return Ok(Self::literal(number.negated().into(), span));
        }
        if !matches!(value.of, Type::Any | Type::Null | Type::Number | Type::YearsMonths | Type::DaysTime) {
            self.wrong_type(span, Clash::Negated(&value.of));
        }
        let (of, height) = (value.of.clone(), value.height);
        self.node(Kind::Negate(Box::new(value)), span, of, &[height])
    }

    fn suffixes(&mut self, mut value: Expr) -> Parse<Expr> {
        loop {
            if self.take(Symbol::Dot) {
                let (name, end) = self.field_name(&value.of)?;
                let span = value.span.to(Span::new(self.start, end));
                self.go_to(end);
                let height = value.height;
                value = self.step(value, &name, span);
                value.height = self.node(Kind::Input, span, Type::Any, &[height])?.height;
            } else if self.at(Symbol::OpenSquare) && !self.closes_a_range() {
                value = self.filter(value)?;
            } else if self.at(Symbol::OpenRound) {
                value = self.call(value)?;
            } else if self.at_word("instance") {
                self.advance();
                self.expect_word("of")?;
                let of = self.type_name()?;
                let (span, height) = (self.since(value.span.start as usize), value.height);
                value = self.node(Kind::InstanceOf(Box::new(value), of), span, Type::Boolean, &[height])?;
            } else {
                return Ok(value);
            }
        }
    }

    /// The name after a dot, and the byte after it.
    fn field_name(&mut self, of: &Type) -> Parse<(Name, usize)> {
        let mut of = of.clone();
        while let Type::List(item) = &of {
            of = (**item).clone();
        }
        let known = |name: &Name| !matches!(of, Type::Context(_)) || of.field(name).is_some();
        if let Some(found) = self.longest(known) {
            return Ok(found);
        }
        for property in super::check::PROPERTIES {
            if property.contains(' ')
                && let Some(end) = self.stands_here(property)
            {
                return Ok((property.into(), end));
            }
        }
        match self.word() {
            Some(word) => Ok((word.into(), self.after)),
            None => self.unexpected(Expected::Field),
        }
    }

    /// The node for `value.name`.
    pub(super) fn step(&mut self, value: Expr, name: &Name, span: Span) -> Expr {
        let (of, hint) = self.field_type(&value.of, name, span);
        let origin: Option<Origin> = value.origin.as_ref().map(|base| {
            let path: Origin = base.iter().chain([name]).map(Arc::clone).collect();
            path
        });
        if let Some(path) = &origin {
            self.uses(Arc::clone(path));
        }
        let height = value.height + 1;
        let kind = Kind::Path(Box::new(value), Step { name: Arc::clone(name), hint });
        Expr { kind, span, of, height, origin }
    }

    /// `list[condition]` or `list[number]`.
    fn filter(&mut self, list: Expr) -> Parse<Expr> {
        self.advance();
        let item = list.of.item();
        let place = self.frame().next;
        self.declare("item".into(), item.clone(), Role::Item, list.origin.clone());
        let condition = self.expression();
        self.frame().forget(place);
        let condition = condition?;
        self.expect(Symbol::CloseSquare, "]")?;
        let span = self.since(list.span.start as usize);
        let of = match &condition.of {
            Type::Number => item,
            Type::Boolean if matches!(list.of, Type::List(_)) => list.of.clone(),
            Type::Boolean => Type::list(item),
            Type::Any | Type::Null => Type::Any,
            other => {
                self.wrong_type(span, Clash::Filter(other));
                Type::Any
            }
        };
        let (heights, origin) = ([list.height, condition.height], list.origin.clone());
        let node = self.node(Kind::Filter(Box::new((list, condition))), span, of, &heights)?;
        Ok(Expr { origin, ..node })
    }

    /// True if the square bracket here ends an open range (`]1..5[`) and begins no filter.
    fn closes_a_range(&self) -> bool {
        let rest = self.text.get(self.after..).unwrap_or_default().trim_start();
        rest.is_empty()
            || rest.starts_with([')', ',', '}', ']', ':'])
            || ["and ", "or ", "then ", "else ", "return ", "satisfies "]
                .iter()
                .any(|word| rest.starts_with(word))
    }

    /// A fault about types.
    pub(super) fn wrong_type(&mut self, span: Span, clash: Clash<'_>) {
        let todo = "change the expression so that the types go together";
        let (kind, sign, one, other) = clash.parts();
        let fault = Fault::new(fault::WRONG_TYPE, span, clash.english(), todo);
        self.fault(fault.with("slag", kind).with("tecken", sign).with("ena", one).with("andra", other));
    }
}

/// The comparison that a symbol says.
pub(super) fn comparison(symbol: Symbol) -> Option<Comparison> {
    Some(match symbol {
        Symbol::Equal => Comparison::Equal,
        Symbol::NotEqual => Comparison::NotEqual,
        Symbol::Less => Comparison::Less,
        Symbol::AtMost => Comparison::AtMost,
        Symbol::Greater => Comparison::Greater,
        Symbol::AtLeast => Comparison::AtLeast,
        _ => return None,
    })
}
