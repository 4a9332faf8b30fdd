//! Calls: of built-ins, of other functions, and of `uppgiftslage`.

use super::lexer::{self, Symbol, Token};
use super::names::nearest;
use super::parser::{Parse, Parser};
use super::wording::Clash;
use crate::builtins::{Builtin, Call, Fit};
use crate::env::{Env, Name};
use crate::eval::Run;
use crate::fault::{self, Fault, Span};
use crate::program::{Argument, Expr, Kind};
use crate::types::Type;
use crate::value::{Function, Value};

impl Parser<'_> {
    /// The call of `function`, at its opening bracket.
    pub(super) fn call(&mut self, function: Expr) -> Parse<Expr> {
        let arguments = self.nested(Self::arguments)?;
        let span = function.span.to(self.since(self.before));
        if let Kind::Literal(Value::Function(Function::Builtin(builtin))) = function.kind {
            return self.builtin_call(builtin, arguments, span);
        }
        self.check_arguments(&function.of, &arguments, span);
        let of = match &function.of {
            Type::Function(function) => function.result.clone(),
            _ => Type::Any,
        };
        let mut heights: Vec<u16> = arguments.iter().map(|argument| argument.value.height).collect();
        heights.push(function.height);
        self.node(Kind::Call(Box::new(function), arguments), span, of, &heights)
    }

    fn arguments(&mut self) -> Parse<Vec<Argument>> {
        let mut arguments = Vec::new();
        self.expect(Symbol::OpenRound, "(")?;
        while !self.at(Symbol::CloseRound) {
            let name = self.argument_name();
            let value = self.expression()?;
            arguments.push(Argument { name, value });
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        self.expect(Symbol::CloseRound, ")")?;
        Ok(arguments)
    }

    /// The name of an argument with its colon, if there is one.
    fn argument_name(&mut self) -> Option<Name> {
        self.word()?;
        let rest = self.text.get(self.start..)?;
        let length = rest.find(|c: char| !(lexer::in_name(c) || c.is_whitespace()))?;
        if !rest.get(length..)?.starts_with(':') {
            return None;
        }
        let name = rest.get(..length)?.split_whitespace().collect::<Vec<_>>().join(" ");
        self.go_to(self.start + length + 1);
        Some(name.into())
    }

    fn builtin_call(&mut self, builtin: Builtin, arguments: Vec<Argument>, span: Span) -> Parse<Expr> {
        let names: Vec<Option<&str>> = arguments.iter().map(|argument| argument.name.as_deref()).collect();
        let places = match builtin.fit(&names) {
            Fit::Places(places) => places,
            Fit::Count | Fit::Names => {
                self.wrong_arguments(builtin.name(), &builtin.usage(), span);
                return Ok(Self::leaf(Kind::Literal(Value::Null), span, Type::Any));
            }
        };
        let mut values: Vec<Option<Expr>> =
            arguments.into_iter().map(|argument| Some(argument.value)).collect();
        let ordered: Vec<Expr> = places
            .into_iter()
            .map(|place| {
                place
                    .and_then(|place| values.get_mut(place)?.take())
                    .unwrap_or_else(|| Self::literal(Value::Null, span))
            })
            .collect();
        self.check_builtin(builtin, &ordered);
        if let Some(constant) = self.folded(builtin, &ordered, span) {
            return Ok(constant);
        }
        let of = builtin.result_type(&ordered.iter().map(|argument| &argument.of).collect::<Vec<_>>());
        let heights: Vec<u16> = ordered.iter().map(|argument| argument.height).collect();
        self.node(Kind::Builtin(builtin, ordered), span, of, &heights)
    }

    /// `date("2025-11-24")` and the like are read once, here; a text that cannot be read is a fault.
    fn folded(&mut self, builtin: Builtin, arguments: &[Expr], span: Span) -> Option<Expr> {
        if !matches!(builtin, Builtin::Date | Builtin::Time | Builtin::DateTime | Builtin::Duration) {
            return None;
        }
        let constants: Option<Vec<Value>> = arguments.iter().map(Expr::constant).collect();
        let constants = constants?;
        let mut run = Run::new(&Env::new());
        if let Ok(value) = builtin.call(&constants, &mut Call { run: &mut run, span }) {
            Some(Self::literal(value, span))
        } else {
            if let [Value::String(text)] = constants.as_slice() {
                self.bad_literal(text, span);
            }
            None
        }
    }

    fn check_arguments(&mut self, of: &Type, arguments: &[Argument], span: Span) {
        let function = match of {
            Type::Function(function) => function,
            Type::Any | Type::Null => return,
            other => {
                self.wrong_type(span, Clash::NoFunction(other));
                return;
            }
        };
        let parameters = &function.parameters;
        let unknown = arguments.iter().filter_map(|argument| argument.name.as_ref());
        let mut unknown = unknown.filter(|name| parameters.iter().all(|(known, _)| known != *name));
        if arguments.len() != parameters.len() || unknown.next().is_some() {
            let names: Vec<&str> = parameters.iter().map(|(name, _)| &**name).collect();
            self.wrong_arguments("function", &format!("function({})", names.join(", ")), span);
            return;
        }
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = match &argument.name {
                Some(name) => parameters.iter().find(|(known, _)| known == name),
                None => parameters.get(index),
            };
            if let Some((_, of)) = parameter {
                self.need(&argument.value.of, of, argument.value.span);
            }
        }
    }

    fn wrong_arguments(&mut self, name: &str, usage: &str, span: Span) {
        let fault = Fault::new(
            fault::WRONG_ARGUMENTS,
            span,
            format!("`{name}` does not take these arguments"),
            format!("call it as {usage}"),
        );
        self.fault(fault.with("namn", name).with("form", usage));
    }

    pub(super) fn unknown_function(&mut self, name: &str, span: Span) {
        let near = nearest(name, Builtin::ALL.iter().map(|builtin| builtin.name()));
        let todo = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "use a function of FEEL, or declare one of this name".to_owned(),
        };
        let fault = Fault::new(fault::UNKNOWN_FUNCTION, span, format!("there is no function `{name}`"), todo);
        self.fault(fault.with("namn", name).with("forslag", near.as_deref().unwrap_or("–")));
    }

    /// `uppgiftslage(path)`.
    pub(super) fn state_of(&mut self) -> Parse<Expr> {
        let start = self.start;
        self.advance();
        let arguments = self.arguments()?;
        let span = self.since(start);
        let mut arguments = arguments.into_iter().map(|argument| argument.value);
        match (arguments.next(), arguments.next()) {
            (Some(path), None) if is_path(&path) => {
                let height = path.height;
                self.node(Kind::State(Box::new(path)), span, Type::String, &[height])
            }
            _ => {
                let fault = Fault::new(
                    fault::NOT_A_PATH,
                    span,
                    "`uppgiftslage` takes one path, such as `hushall.inkomst`",
                    "give it the path of a fact",
                );
                self.fault(fault);
                Ok(Self::leaf(Kind::Literal(Value::Null), span, Type::String))
            }
        }
    }

    /// True at the bracket of a call.
    pub(super) fn at_call(&self) -> bool {
        self.token == Token::Symbol(Symbol::OpenRound)
    }
}

fn is_path(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Slot(_) | Kind::Local(_) | Kind::Captured(_) | Kind::Input | Kind::ItemOr(..) => true,
        Kind::Path(base, _) => is_path(base),
        Kind::Filter(parts) => is_path(&parts.0),
        _ => false,
    }
}
