//! `for`, `some` and `every`.

use std::sync::Arc;

use super::lexer::Symbol;
use super::names::Role;
use super::parser::{Parse, Parser};
use super::wording::Expected;
use crate::program::{Expr, Iteration, Kind, Loop};
use crate::types::Type;

impl Parser<'_> {
    /// `for x in list, y in 1..3 return body`.
    pub(super) fn for_loop(&mut self) -> Parse<Expr> {
        let start = self.start;
        let place = self.frame().next;
        let read = self.loop_of("return");
        self.frame().forget(place);
        let looped = read?;
        let heights = heights(&looped);
        let (span, of) = (self.since(start), Type::list(looped.body.of.clone()));
        self.node(Kind::For(Box::new(looped)), span, of, &heights)
    }

    /// `some x in list satisfies condition` and `every …`.
    pub(super) fn quantified(&mut self) -> Parse<Expr> {
        let start = self.start;
        let some = self.at_word("some");
        let place = self.frame().next;
        let read = self.loop_of("satisfies");
        self.frame().forget(place);
        let looped = read?;
        self.need(&looped.body.of, &Type::Boolean, looped.body.span);
        let heights = heights(&looped);
        let looped = Box::new(looped);
        let kind = if some { Kind::Some(looped) } else { Kind::Every(looped) };
        let span = self.since(start);
        self.node(kind, span, Type::Boolean, &heights)
    }

    fn loop_of(&mut self, word: &'static str) -> Parse<Loop> {
        self.advance();
        let mut iterations = Vec::new();
        loop {
            iterations.push(self.iteration()?);
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        self.expect_word(word)?;
        let place = self.frame().next;
        if word == "return" {
            self.declare("partial".into(), Type::list(Type::Any), Role::Variable, None);
        }
        let body = self.expression()?;
        let partial = self.frame().locals.iter().any(|local| local.index == place && local.used);
        Ok(Loop { iterations, body, partial })
    }

    fn iteration(&mut self) -> Parse<Iteration> {
        let name = self.variable_name()?;
        self.expect_word("in")?;
        let over = self.expression()?;
        let (mut of, mut to) = (over.of.item(), None);
        if self.take(Symbol::DotDot) {
            let end = self.expression()?;
            self.comparable(&over, &end, over.span.to(end.span));
            to = Some(end);
        } else if let Type::Range(item) = &over.of {
            of = (**item).clone();
        }
        let origin = over.origin.as_ref().map(Arc::clone);
        self.declare(name, of, Role::Variable, origin);
        Ok(Iteration { over, to })
    }

    /// The name before ` in `.
    fn variable_name(&mut self) -> Parse<crate::env::Name> {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let mut words = Vec::new();
        let mut length = 0;
        for piece in rest.split_inclusive(char::is_whitespace) {
            let word = piece.trim();
            if word == "in" {
                break;
            }
            length += piece.len();
            if !word.is_empty() {
                words.push(word);
            }
        }
        let name = words.join(" ");
        let allowed = |c: char| super::lexer::in_name(c) || " .+-*/'".contains(c);
        if self.word().is_none() || length == rest.len() || !name.chars().all(allowed) {
            return self.unexpected(Expected::NameAndIn);
        }
        self.go_to(self.start + length);
        Ok(name.into())
    }
}

fn heights(looped: &Loop) -> Vec<u16> {
    let over = looped.iterations.iter().map(|iteration| iteration.over.height);
    let to = looped.iterations.iter().filter_map(|iteration| Some(iteration.to.as_ref()?.height));
    over.chain(to).chain([looped.body.height]).collect()
}
