//! The names of types, as in `instance of list<number>`.

use std::sync::Arc;

use super::lexer::Symbol;
use super::parser::{Parse, Parser};
use super::wording::Expected;
use crate::types::Type;

const SPACED: [&str; 3] = ["years and months duration", "days and time duration", "date and time"];

impl Parser<'_> {
    /// A type.
    pub(super) fn type_name(&mut self) -> Parse<Type> {
        self.nested(Self::type_name_here)
    }

    fn type_name_here(&mut self) -> Parse<Type> {
        for name in SPACED {
            if let Some(end) = self.stands_here(name) {
                self.go_to(end);
                return Ok(Type::named(name).unwrap_or_default());
            }
        }
        let declared = self.scope.type_names().filter_map(|name| Some((self.stands_here(name)?, name)));
        if let Some((end, name)) = declared.max_by_key(|(end, _)| *end) {
            let of = self.scope.named_type(name).cloned().unwrap_or_default();
            self.go_to(end);
            return Ok(of);
        }
        let Some(word) = self.word() else { return self.unexpected(Expected::TypeName) };
        match word {
            "list" | "range" => {
                self.advance();
                let item = if self.take(Symbol::Less) {
                    let item = self.type_name()?;
                    self.expect(Symbol::Greater, ">")?;
                    item
                } else {
                    Type::Any
                };
                Ok(if word == "list" { Type::list(item) } else { Type::range(item) })
            }
            "context" => self.context_type(),
            "function" => self.function_type(),
            _ => match Type::named(word) {
                Some(of) => {
                    self.advance();
                    Ok(of)
                }
                None => self.unexpected(Expected::TypeName),
            },
        }
    }

    fn context_type(&mut self) -> Parse<Type> {
        self.advance();
        let mut fields = Vec::new();
        if self.take(Symbol::Less) {
            loop {
                let name = self.words_up_to(&[':'])?;
                self.expect(Symbol::Colon, ":")?;
                fields.push((name, self.type_name()?));
                if !self.take(Symbol::Comma) {
                    break;
                }
            }
            self.expect(Symbol::Greater, ">")?;
        }
        Ok(Type::Context(Arc::from(fields)))
    }

    fn function_type(&mut self) -> Parse<Type> {
        self.advance();
        let mut parameters: Vec<(&str, Type)> = Vec::new();
        let mut result = Type::Any;
        if self.take(Symbol::Less) {
            while !self.at(Symbol::Greater) {
                parameters.push(("", self.type_name()?));
                if !self.take(Symbol::Comma) {
                    break;
                }
            }
            self.expect(Symbol::Greater, ">")?;
            self.expect(Symbol::Arrow, "->")?;
            result = self.type_name()?;
        }
        Ok(Type::function(parameters, result))
    }
}
