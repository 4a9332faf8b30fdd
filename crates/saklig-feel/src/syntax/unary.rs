//! Unary tests: the entries of rule tables, and what stands after `in`.

use super::expressions::{ADDITIVE, comparison};
use super::lexer::{Symbol, Token};
use super::parser::{Parse, Parser};
use super::wording::Clash;
use crate::fault::Span;
use crate::program::{Asks, Comparison, Expr, Kind, Test, Tests};
use crate::types::Type;

impl Parser<'_> {
    /// `-`, `not(…)`, or tests with commas between them. Nothing at all is `-`.
    pub(super) fn unary_tests(&mut self) -> Parse<Tests> {
        if self.token == Token::End {
            return Ok(Tests::Any);
        }
        if self.at(Symbol::Minus) && self.peek() == Token::End {
            self.advance();
            return Ok(Tests::Any);
        }
        if self.at_word("not") && self.peek() == Token::Symbol(Symbol::OpenRound) {
            let tests = self.attempt(|parser| {
                parser.advance();
                parser.advance();
                let tests = parser.tests()?;
                parser.expect(Symbol::CloseRound, ")")?;
                parser.end()?;
                Ok(tests)
            });
            if let Some(tests) = tests {
                return Ok(Tests::Not(tests));
            }
        }
        Ok(Tests::One(self.tests()?))
    }

    /// What stands after `in`: one test, or several in brackets.
    pub(super) fn tests_of_in(&mut self) -> Parse<Vec<Test>> {
        if self.at(Symbol::OpenRound) {
            let tests = self.attempt(|parser| {
                parser.advance();
                let tests = parser.tests()?;
                parser.expect(Symbol::CloseRound, ")")?;
                Ok(tests)
            });
            if let Some(tests) = tests {
                return Ok(tests);
            }
        }
        Ok(vec![self.test(ADDITIVE)?])
    }

    fn tests(&mut self) -> Parse<Vec<Test>> {
        let mut tests = vec![self.test(1)?];
        while self.take(Symbol::Comma) {
            tests.push(self.test(1)?);
        }
        Ok(tests)
    }

    fn test(&mut self, least: u8) -> Parse<Test> {
        let start = self.start;
        if let Token::Symbol(symbol) = self.token
            && let Some(comparison) = comparison(symbol)
        {
            self.advance();
            let value = self.operators(ADDITIVE)?;
            self.check_test(&value.of.clone(), self.since(start), comparison == Comparison::Equal);
            return Ok(Test::Compare(comparison, value));
        }
        self.input_used = false;
        let expr = self.operators(least)?;
        let names_a_value = matches!(
            expr.kind,
            Kind::Literal(_)
                | Kind::Slot(_)
                | Kind::Local(_)
                | Kind::Captured(_)
                | Kind::Path(..)
                | Kind::Input
        );
        let asks = if self.input_used && expr.of.may_be(&Type::Boolean) {
            Asks::Input
        } else if expr.of == Type::Boolean && !names_a_value && self.input != Some(Type::Boolean) {
            Asks::Condition
        } else {
            Asks::Equality
        };
        if asks == Asks::Equality {
            self.check_test(&expr.of.clone(), expr.span, true);
        }
        Ok(Test::Value { expr, asks })
    }

    /// Notes a fault if the input never passes a test for values of this type.
    fn check_test(&mut self, of: &Type, span: Span, or_contained: bool) {
        let Some(input) = self.input.clone() else { return };
        let contained = match of {
            Type::List(item) | Type::Range(item) if or_contained => {
                input.may_be(item) || matches!(**item, Type::Range(_) | Type::List(_))
            }
            _ => false,
        };
        if !contained && !input.may_be(of) {
            self.wrong_type(span, Clash::Compared(&input, of));
        }
    }

    /// Reads something, or goes back as if nothing had happened.
    fn attempt<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Option<T> {
        let (start, faults, paths) = (self.start, self.faults.len(), self.paths.clone());
        let read = parse(self);
        if read.is_err() {
            self.faults.truncate(faults);
            self.paths = paths;
            self.go_to(start);
        }
        read.ok()
    }
}

pub(super) fn height(test: &Test) -> u16 {
    let expr: &Expr = match test {
        Test::Value { expr, .. } | Test::Compare(_, expr) => expr,
    };
    expr.height
}
