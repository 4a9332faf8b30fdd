//! The parser's state: where it is, what it knows, what it found wrong.

use std::sync::Arc;

use super::lexer::{self, Symbol, Token};
use super::names::Frame;
use super::wording::Expected;
use crate::env::Name;
use crate::fault::{self, Fault, Span};
use crate::program::{Expr, Kind, Origin};
use crate::scope::Scope;
use crate::types::Type;
use crate::value::Value;

/// How deeply an expression may be nested in the text.
const DEEPEST: u16 = 100;
/// How high a tree may be; long sums make high trees.
const HIGHEST: u16 = 256;

/// The parser stopped; the fault is noted.
#[derive(Debug)]
pub(super) struct Stopped;

pub(super) type Parse<T> = Result<T, Stopped>;

pub(super) struct Parser<'s> {
    pub(super) text: &'s str,
    pub(super) token: Token,
    /// The first byte of the token and the byte after it.
    pub(super) start: usize,
    pub(super) after: usize,
    /// The end of the token before.
    pub(super) before: usize,
    pub(super) scope: &'s Scope,
    /// The type of `?`, where there is one.
    pub(super) input: Option<Type>,
    /// Whether `?` was used since this was last set to false.
    pub(super) input_used: bool,
    pub(super) frames: Vec<Frame>,
    /// Names with spaces or symbols, wherever they are declared.
    pub(super) complex: Vec<Name>,
    pub(super) names: Vec<Name>,
    pub(super) paths: Vec<Origin>,
    pub(super) faults: Vec<Fault>,
    depth: u16,
}

impl<'s> Parser<'s> {
    pub(super) fn new(text: &'s str, scope: &'s Scope, input: Option<Type>) -> Self {
        let mut parser = Self {
            text,
            token: Token::End,
            start: 0,
            after: 0,
            before: 0,
            scope,
            input,
            input_used: false,
            frames: vec![Frame::default()],
            complex: Vec::new(),
            names: Vec::new(),
            paths: Vec::new(),
            faults: Vec::new(),
            depth: 0,
        };
        for (name, of) in scope.names() {
            parser.know(name);
            parser.know_fields(of);
        }
        if let Some(of) = parser.input.clone() {
            parser.know_fields(&of);
        }
        parser.go_to(0);
        parser
    }

    /// Reads the token at or after a byte.
    pub(super) fn go_to(&mut self, at: usize) {
        self.before = at;
        (self.start, self.after, self.token) = lexer::token(self.text, at);
    }

    pub(super) fn advance(&mut self) {
        self.go_to(self.after);
    }

    /// The token after this one.
    pub(super) fn peek(&self) -> Token {
        lexer::token(self.text, self.after).2
    }

    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.after)
    }

    /// From `start` to the end of what was read.
    pub(super) fn since(&self, start: usize) -> Span {
        Span::new(start, self.before)
    }

    pub(super) fn at(&self, symbol: Symbol) -> bool {
        self.token == Token::Symbol(symbol)
    }

    /// The word at this place, if it is one.
    pub(super) fn word(&self) -> Option<&'s str> {
        if self.token == Token::Word { self.text.get(self.start..self.after) } else { None }
    }

    pub(super) fn at_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub(super) fn take(&mut self, symbol: Symbol) -> bool {
        let here = self.at(symbol);
        if here {
            self.advance();
        }
        here
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let here = self.at_word(word);
        if here {
            self.advance();
        }
        here
    }

    pub(super) fn expect(&mut self, symbol: Symbol, sign: &'static str) -> Parse<()> {
        if self.take(symbol) { Ok(()) } else { self.unexpected(Expected::Sign(sign)) }
    }

    pub(super) fn expect_word(&mut self, word: &'static str) -> Parse<()> {
        if self.take_word(word) { Ok(()) } else { self.unexpected(Expected::Sign(word)) }
    }

    pub(super) fn end(&mut self) -> Parse<()> {
        if self.token == Token::End { Ok(()) } else { self.unexpected(Expected::End) }
    }

    /// Stops with "expected … but found …".
    pub(super) fn unexpected<T>(&mut self, expected: Expected) -> Parse<T> {
        let here = self.span().of(self.text);
        let (found, key) = match &self.token {
            Token::End => ("the end".to_owned(), "slut"),
            Token::Bad(flaw) => (flaw.english().to_owned(), flaw.key()),
            _ => (format!("`{here}`"), here),
        };
        let what = format!("expected {} but found {found}", expected.english());
        let fault = Fault::new(fault::SYNTAX, self.span(), what, "correct the expression at this place");
        self.faults.push(fault.with("vantat", expected.key()).with("fann", key));
        Err(Stopped)
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Goes one level deeper into the text.
    pub(super) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= DEEPEST {
            return self.too_deep(self.span());
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn too_deep<T>(&mut self, span: Span) -> Parse<T> {
        let fault = Fault::new(
            fault::TOO_DEEP,
            span,
            "the expression is nested too deeply",
            "divide it into several expressions with names of their own",
        );
        self.fault(fault);
        Err(Stopped)
    }

    /// Makes a node above its children.
    pub(super) fn node(&mut self, kind: Kind, span: Span, of: Type, children: &[u16]) -> Parse<Expr> {
        let height = children.iter().copied().max().unwrap_or(0) + 1;
        if height > HIGHEST {
            return self.too_deep(span);
        }
        Ok(Expr { kind, span, of, height, origin: None })
    }

    /// A node without children.
    pub(super) fn leaf(kind: Kind, span: Span, of: Type) -> Expr {
        Expr { kind, span, of, height: 1, origin: None }
    }

    pub(super) fn literal(value: Value, span: Span) -> Expr {
        let of = value.type_of();
        Self::leaf(Kind::Literal(value), span, of)
    }

    /// Notes that a path is read; the path it goes on from is then only passed through.
    pub(super) fn uses(&mut self, path: Origin) {
        if let Some((_, base)) = path.split_last()
            && self.paths.last().is_some_and(|last| **last == *base)
        {
            self.paths.pop();
        }
        self.paths.push(path);
    }

    /// The names and paths that were used, each once.
    pub(super) fn used(&self) -> (Vec<Name>, Vec<Vec<Name>>) {
        let mut paths: Vec<Vec<Name>> = Vec::new();
        for path in &self.paths {
            let path: Vec<Name> = path.iter().map(Arc::clone).collect();
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        (self.names.clone(), paths)
    }
}
