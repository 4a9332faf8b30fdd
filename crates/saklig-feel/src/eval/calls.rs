//! Calls of functions.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{Eval, Frame, NULL, Run};
use crate::builtins::{Builtin, Call, Fit};
use crate::env::{EvalError, Name, Why};
use crate::fault::Span;
use crate::program::{Argument, Expr};
use crate::types::Type;
use crate::value::{Closure, Function, Value};

type Values = SmallVec<[Value; 4]>;

impl Run<'_> {
    pub(super) fn builtin(
        &mut self,
        builtin: Builtin,
        arguments: &[Expr],
        frame: &Frame<'_>,
        span: Span,
    ) -> Eval {
        let mut values = Values::new();
        for argument in arguments {
            values.push(self.eval(argument, frame)?);
        }
        self.call_builtin(builtin, &values, span)
    }

    fn call_builtin(&mut self, builtin: Builtin, values: &[Value], span: Span) -> Eval {
        let outcome = builtin.call(values, &mut Call { run: self, span });
        match outcome {
            Ok(value) => Ok(value),
            // A null that came in explains a null that goes out.
            Err(crate::builtins::Stop::Null(_)) if values.iter().any(Value::is_null) => Ok(Value::Null),
            Err(stop) => self.outcome(Err(stop), span),
        }
    }

    pub(super) fn call(
        &mut self,
        function: &Expr,
        arguments: &[Argument],
        frame: &Frame<'_>,
        span: Span,
    ) -> Eval {
        let function = self.eval(function, frame)?;
        let mut values = Values::new();
        let mut names: SmallVec<[Option<&Name>; 4]> = SmallVec::new();
        for argument in arguments {
            values.push(self.eval(&argument.value, frame)?);
            names.push(argument.name.as_ref());
        }
        match &function {
            Value::Function(function) => self.call_named(function, &values, &names, span),
            Value::Null => Ok(Value::Null),
            _ => Ok(self.null(span, Why::NotAFunction)),
        }
    }

    fn call_named(
        &mut self,
        function: &Function,
        values: &Values,
        names: &[Option<&Name>],
        span: Span,
    ) -> Eval {
        if names.iter().all(Option::is_none) {
            return self.call_function(function, values, span);
        }
        let names: Vec<Option<&str>> = names.iter().map(|name| name.map(|name| &**name)).collect();
        let places = if let Function::Builtin(builtin) = function {
            match builtin.fit(&names) {
                Fit::Places(places) => Some(places),
                Fit::Count | Fit::Names => None,
            }
        } else {
            let parameters = function.parameters();
            let place = |name: &Name| names.iter().position(|known| *known == Some(&**name));
            let places: Option<Vec<Option<usize>>> =
                parameters.iter().map(|name| place(name).map(Some)).collect();
            places.filter(|places| places.len() == names.len())
        };
        let Some(places) = places else { return Ok(self.null(span, Why::Arguments)) };
        let ordered: Values = places
            .into_iter()
            .map(|place| place.and_then(|place| values.get(place).cloned()).unwrap_or_default())
            .collect();
        self.call_function(function, &ordered, span)
    }

    /// Calls a function with its arguments in order.
    pub(crate) fn call_function(&mut self, function: &Function, values: &[Value], span: Span) -> Eval {
        match function {
            Function::Builtin(builtin) => {
                if !matches!(builtin.fit(&vec![None; values.len()]), Fit::Places(_)) {
                    return Ok(self.null(span, Why::Arguments));
                }
                self.call_builtin(*builtin, values, span)
            }
            Function::Lambda(closure) => self.call_closure(closure, values, span),
            Function::Host(host) => {
                if host.parameters.len() != values.len() {
                    return Ok(self.null(span, Why::Arguments));
                }
                self.step(span)?;
                // What the host opens of its own is counted, so that it cannot call itself without end.
                if self.depth + HOST_DEPTH > super::DEEPEST {
                    return Err(EvalError::Depth { span });
                }
                self.depth += HOST_DEPTH;
                let value = self.env.host.call(host.id, values, self);
                self.depth -= HOST_DEPTH;
                value.map(|value| self.look(&value))
            }
        }
    }

    fn call_closure(&mut self, closure: &Arc<Closure>, values: &[Value], span: Span) -> Eval {
        let parameters = &closure.body.parameters;
        if parameters.len() != values.len() {
            return Ok(self.null(span, Why::Arguments));
        }
        let base = self.stack.len();
        for ((_, of), value) in parameters.iter().zip(values) {
            if *of != Type::Any && !value.is_null() && !self.conforms(value, of) {
                self.stack.truncate(base);
                return Ok(self.null(span, Why::Arguments));
            }
            self.stack.push(value.clone());
        }
        let frame = Frame { slots: &[], input: &NULL, closure: Some(closure), base };
        self.bounded(&closure.body.body, &frame)
    }
}

/// What a call of the host counts for in the depth.
const HOST_DEPTH: u32 = 20;
