//! What stands by itself: literals, names, brackets, lists, contexts, `if`, functions.

use std::sync::Arc;

use super::lexer::{self, Symbol, Token};
use super::names::{Frame, Role};
use super::parser::{Parse, Parser};
use super::wording::Expected;
use crate::builtins;
use crate::env::Name;
use crate::fault::{self, Fault, Span};
use crate::program::{Body, Capture, Expr, Kind};
use crate::types::Type;
use crate::value::Value;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parse<Expr> {
        let span = self.span();
        match std::mem::replace(&mut self.token, Token::End) {
            Token::Number(number) => {
                self.advance();
                Ok(Self::literal(number.into(), span))
            }
            Token::Text(text) => {
                self.advance();
                Ok(Self::literal(text.into(), span))
            }
            token => {
                self.token = token;
                match self.token {
                    Token::Word => self.at_a_word(),
                    Token::Symbol(symbol) => self.at_a_symbol(symbol),
                    Token::Number(_) | Token::Text(_) | Token::End | Token::Bad(_) => {
                        self.unexpected(Expected::Value)
                    }
                }
            }
        }
    }

    fn at_a_word(&mut self) -> Parse<Expr> {
        let span = self.span();
        let constant = match self.word().unwrap_or_default() {
            "if" => return self.conditional(),
            "for" => return self.for_loop(),
            "some" | "every" => return self.quantified(),
            "function" => return self.function_definition(),
            "uppgiftslage" if self.peek() == Token::Symbol(Symbol::OpenRound) => return self.state_of(),
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            "null" => Value::Null,
            word if super::is_keyword(word) && self.longest(|_| true).is_none() => {
                return self.unexpected(Expected::Value);
            }
            _ => return Ok(self.name()),
        };
        self.advance();
        Ok(Self::literal(constant, span))
    }

    fn at_a_symbol(&mut self, symbol: Symbol) -> Parse<Expr> {
        match symbol {
            Symbol::OpenRound => self.round_bracket(),
            Symbol::OpenSquare => self.square_bracket(),
            Symbol::CloseSquare => self.open_range(),
            Symbol::OpenCurly => self.context(),
            Symbol::At => self.at_literal(),
            Symbol::Question => self.question(),
            _ => self.unexpected(Expected::Value),
        }
    }

    fn question(&mut self) -> Parse<Expr> {
        let span = self.span();
        let Some(of) = self.input.clone() else {
            return self.unexpected(Expected::ValueNotInput);
        };
        self.advance();
        self.input_used = true;
        let kind = self.reach(0, Capture::Input);
        Ok(Self::leaf(kind, span, of))
    }

    fn at_literal(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        let Token::Text(text) = self.token.clone() else {
            return self.unexpected(Expected::AtText);
        };
        self.advance();
        let span = self.since(start);
        if let Some(value) = builtins::at_literal(&text) {
            return Ok(Self::literal(value, span));
        }
        self.bad_literal(&text, span);
        Ok(Self::literal(Value::Null, span))
    }

    pub(super) fn bad_literal(&mut self, text: &str, span: Span) {
        let fault = Fault::new(
            fault::BAD_LITERAL,
            span,
            format!("`{text}` is not a date, time, date and time or duration"),
            "write it as 2025-11-24, 08:30:00, 2025-11-24T08:30:00, P1Y6M or P3DT4H",
        );
        self.fault(fault.with("text", text));
    }

    fn conditional(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        let condition = self.expression()?;
        self.need(&condition.of, &Type::Boolean, condition.span);
        self.expect_word("then")?;
        let yes = self.expression()?;
        self.expect_word("else")?;
        let no = self.expression()?;
        let (span, of) = (self.since(start), yes.of.or(&no.of));
        let heights = [condition.height, yes.height, no.height];
        self.node(Kind::If(Box::new([condition, yes, no])), span, of, &heights)
    }

    fn context(&mut self) -> Parse<Expr> {
        let start = self.start;
        let place = self.frame().next;
        let entries = self.nested(Self::context_entries);
        self.frame().forget(place);
        let entries = entries?;
        let of = Type::context(entries.iter().map(|(name, value)| (Arc::clone(name), value.of.clone())));
        let heights: Vec<u16> = entries.iter().map(|(_, value)| value.height).collect();
        self.know_fields(&of);
        let span = self.since(start);
        self.node(Kind::Context(entries), span, of, &heights)
    }

    fn context_entries(&mut self) -> Parse<Vec<(Name, Expr)>> {
        let mut entries: Vec<(Name, Expr)> = Vec::new();
        self.expect(Symbol::OpenCurly, "{")?;
        while !self.at(Symbol::CloseCurly) {
            let span = self.span();
            let name = self.entry_name()?;
            if entries.iter().any(|(known, _)| *known == name) {
                let what = format!("the entry `{name}` stands twice in one context");
                let fault = Fault::new(fault::SYNTAX, span, what, "give one of them another name");
                self.fault(fault.with("vantat", "nytt_namn").with("fann", &name));
            }
            self.expect(Symbol::Colon, ":")?;
            let place = self.frame().next;
            if self.at_word("function") {
                self.declare(Arc::clone(&name), Type::Any, Role::Unfinished, None);
                self.frame().next = place;
            }
            let value = self.expression()?;
            self.frame().forget(place);
            self.declare(Arc::clone(&name), value.of.clone(), Role::Variable, value.origin.clone());
            entries.push((name, value));
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        self.expect(Symbol::CloseCurly, "}")?;
        Ok(entries)
    }

    /// The name before a colon: a text, or words and symbols.
    fn entry_name(&mut self) -> Parse<Name> {
        if let Token::Text(text) = self.token.clone() {
            self.advance();
            return Ok(text.into());
        }
        self.words_up_to(&[':'])
    }

    /// A name that ends at one of the characters; its blanks are made single spaces.
    pub(super) fn words_up_to(&mut self, ends: &[char]) -> Parse<Name> {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let allowed = |c: char| lexer::in_name(c) || c.is_whitespace() || ".+-*/'".contains(c);
        let length = rest.find(|c| !allowed(c)).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default();
        let ended = rest.get(length..).is_some_and(|after| after.starts_with(ends));
        if self.token != Token::Word || !ended {
            return self.unexpected(Expected::Name);
        }
        self.go_to(self.start + length);
        Ok(name.split_whitespace().collect::<Vec<_>>().join(" ").into())
    }

    fn function_definition(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        self.expect(Symbol::OpenRound, "(")?;
        let mut parameters: Vec<(Name, Type)> = Vec::new();
        while !self.at(Symbol::CloseRound) {
            let name = self.words_up_to(&[':', ',', ')'])?;
            let of = if self.take(Symbol::Colon) { self.type_name()? } else { Type::Any };
            parameters.push((name, of));
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        self.expect(Symbol::CloseRound, ")")?;
        if self.at_word("external") {
            return self.external();
        }
        let outer = self.frames.len();
        self.frames.push(Frame::default());
        for (name, of) in &parameters {
            self.declare(Arc::clone(name), of.clone(), Role::Variable, None);
        }
        let body = self.expression();
        let frame = self.frames.pop().unwrap_or_default();
        debug_assert_eq!(self.frames.len(), outer, "every function closes its frame");
        let body = body?;
        let of = Type::function(parameters.clone(), body.of.clone());
        let (span, height) = (self.since(start), body.height);
        let kind = Kind::Lambda(Arc::new(Body { parameters, body }), frame.captures);
        self.node(kind, span, of, &[height])
    }

    fn external(&mut self) -> Parse<Expr> {
        let fault = Fault::new(
            fault::EXTERNAL,
            self.span(),
            "a function in another language (`external`) is not allowed",
            "write the function in FEEL",
        );
        self.fault(fault);
        Err(super::parser::Stopped)
    }
}
