//! From text to the tree: tokens, names, types, faults, in one pass.
#![allow(clippy::wildcard_enum_match_arm, reason = "any other token or type is a fault, or says nothing")]

mod calls;
mod check;
mod expressions;
mod lexer;
mod loops;
mod names;
mod parser;
mod primary;
mod ranges;
mod typenames;
mod unary;
mod wording;

use crate::fault::Fault;
use crate::program::{Compiled, Expr, Tests};
use crate::scope::Scope;
use crate::types::Type;
pub(crate) use check::range_is_sound;
use parser::{Parse, Parser};

const KEYWORDS: [&str; 18] = [
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "and",
    "or",
    "between",
    "instance",
    "of",
    "function",
    "true",
    "false",
    "null",
];

/// True for a word that is no name.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

pub(crate) fn expression(text: &str, scope: &Scope) -> Result<Compiled<Expr>, Vec<Fault>> {
    compile(text, scope, None, |parser| {
        let expr = parser.expression()?;
        parser.end()?;
        Ok(expr)
    })
}

pub(crate) fn unary_tests(text: &str, scope: &Scope, input: &Type) -> Result<Compiled<Tests>, Vec<Fault>> {
    compile(text, scope, Some(input.clone()), |parser| {
        let tests = parser.unary_tests()?;
        parser.end()?;
        Ok(tests)
    })
}

fn compile<T>(
    text: &str,
    scope: &Scope,
    input: Option<Type>,
    parse: impl FnOnce(&mut Parser<'_>) -> Parse<T>,
) -> Result<Compiled<T>, Vec<Fault>> {
    let mut parser = Parser::new(text, scope, input);
    let tree = parse(&mut parser);
    match tree {
        Ok(tree) if parser.faults.is_empty() => {
            let (names, paths) = parser.used();
            Ok(Compiled { text: text.into(), tree, names, paths })
        }
        _ => Err(parser.faults),
    }
}
