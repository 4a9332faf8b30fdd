//! The types of operations, and what is obviously wrong about them.

use super::names::nearest;
use super::parser::{Parse, Parser};
use super::wording::Clash;
use crate::builtins::Builtin;
use crate::env::Name;
use crate::fault::{self, Fault, Span};
use crate::program::{Comparison, Expr, Kind, Operator};
use crate::types::Type;
use crate::value::{Bound, Value, compare};

/// The names that dates, times, durations and ranges answer to.
pub(super) const PROPERTIES: [&str; 17] = [
    "year",
    "month",
    "day",
    "weekday",
    "hour",
    "minute",
    "second",
    "time offset",
    "timezone",
    "years",
    "months",
    "days",
    "hours",
    "minutes",
    "seconds",
    "start included",
    "end included",
];

impl Parser<'_> {
    /// Notes a fault if no value of type `of` can be `wanted`.
    pub(super) fn need(&mut self, of: &Type, wanted: &Type, span: Span) {
        if !of.may_be(wanted) {
            self.wrong_type(span, Clash::Needed(wanted, of));
        }
    }

    /// Notes a fault if values of these types are never equal, less or greater.
    pub(super) fn comparable(&mut self, a: &Expr, b: &Expr, span: Span) {
        if !a.of.may_be(&b.of) {
            self.wrong_type(span, Clash::Compared(&a.of, &b.of));
        }
    }

    pub(super) fn comparison(&mut self, comparison: Comparison, left: Expr, right: Expr) -> Parse<Expr> {
        let span = left.span.to(right.span);
        self.comparable(&left, &right, span);
        let heights = [left.height, right.height];
        self.node(Kind::Compare(comparison, Box::new((left, right))), span, Type::Boolean, &heights)
    }

    pub(super) fn arithmetic(&mut self, operator: Operator, left: Expr, right: Expr) -> Parse<Expr> {
        let span = left.span.to(right.span);
        let of = arithmetic_type(operator, &left.of, &right.of).unwrap_or_else(|| {
            let sign = match operator {
                Operator::Add => "+",
                Operator::Subtract => "-",
                Operator::Multiply => "*",
                Operator::Divide => "/",
                Operator::Power => "**",
            };
            self.wrong_type(span, Clash::Operator(sign, &left.of, &right.of));
            Type::Any
        });
        let heights = [left.height, right.height];
        self.node(Kind::Arithmetic(operator, Box::new((left, right))), span, of, &heights)
    }

    /// The type of `value.name`, and the place where the entry probably is.
    pub(super) fn field_type(&mut self, of: &Type, name: &Name, span: Span) -> (Type, u16) {
        match of {
            Type::Any | Type::Null => (Type::Any, u16::MAX),
            Type::List(item) => {
                let (of, hint) = self.field_type(item, name, span);
                (Type::list(of), hint)
            }
            Type::Context(fields) => {
                if let Some(place) = fields.iter().position(|(known, _)| known == name) {
                    (of.field(name).unwrap_or_default(), u16::try_from(place).unwrap_or(u16::MAX))
                } else {
                    let near = nearest(name, fields.iter().map(|(known, _)| &**known));
                    self.unknown_field(of, name, near, span);
                    (Type::Any, u16::MAX)
                }
            }
            known => {
                let property = property_type(known, name);
                if property.is_none() {
                    self.unknown_field(of, name, None, span);
                }
                (property.unwrap_or_default(), u16::MAX)
            }
        }
    }

    fn unknown_field(&mut self, of: &Type, name: &str, near: Option<String>, span: Span) {
        let known = match of {
            Type::Context(fields) => fields.iter().map(|(name, _)| &**name).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        };
        let (kind, todo) = match (&near, of) {
            (Some(near), _) => ("a context".to_owned(), format!("did you mean `{near}`?")),
            (None, Type::Context(_)) => ("a context".to_owned(), format!("it has {known}")),
            (None, of) => (format!("a {of}"), "ask a context for it".to_owned()),
        };
        let fault = Fault::new(fault::UNKNOWN_FIELD, span, format!("{kind} has no `{name}`"), todo);
        self.fault(fault.with("namn", name).with("forslag", near.unwrap_or(known)));
    }

    /// Notes a fault for arguments that a built-in never takes.
    pub(super) fn check_builtin(&mut self, builtin: Builtin, arguments: &[Expr]) {
        for (parameter, argument) in builtin.parameters().into_iter().zip(arguments) {
            let wanted = match parameter {
                "string" | "input" | "pattern" | "replacement" | "flags" | "delimiter" => Type::String,
                "number" | "dividend" | "divisor" | "scale" | "start position" | "length" => Type::Number,
                _ => continue,
            };
            self.need(&argument.of, &wanted, argument.span);
        }
    }
}

fn arithmetic_type(operator: Operator, left: &Type, right: &Type) -> Option<Type> {
    use Operator as O;
    use Type as T;
    let duration = |of: &Type| matches!(of, T::YearsMonths | T::DaysTime);
    Some(match (operator, left, right) {
        (_, T::Number, T::Number)
        | (O::Power, T::Number | T::Any | T::Null, T::Number | T::Any | T::Null) => T::Number,
        (O::Add, T::String, T::String | T::Any | T::Null) | (O::Add, T::Any | T::Null, T::String) => {
            T::String
        }
        (_, T::Any | T::Null, _) | (_, _, T::Any | T::Null) => match (operator, left, right) {
            (O::Multiply | O::Divide, T::String | T::Boolean, _)
            | (O::Multiply | O::Divide, _, T::String | T::Boolean) => return None,
            _ => T::Any,
        },
        (O::Add | O::Subtract, a, b) if a == b && duration(a) => a.clone(),
        (O::Add | O::Subtract, T::Date, b) if duration(b) => T::Date,
        (O::Add | O::Subtract, T::DateTime, b) if duration(b) => T::DateTime,
        (O::Add | O::Subtract, T::Time, T::DaysTime) | (O::Add, T::DaysTime, T::Time) => T::Time,
        (O::Add, a, T::Date) if duration(a) => T::Date,
        (O::Add, a, T::DateTime) if duration(a) => T::DateTime,
        (O::Subtract, T::Date | T::DateTime, T::Date | T::DateTime) | (O::Subtract, T::Time, T::Time) => {
            T::DaysTime
        }
        (O::Multiply | O::Divide, a, T::Number) | (O::Multiply, T::Number, a) if duration(a) => a.clone(),
        (O::Divide, a, b) if a == b && duration(a) => T::Number,
        _ => return None,
    })
}

fn property_type(of: &Type, name: &str) -> Option<Type> {
    let number = Some(Type::Number);
    match (of, name) {
        (Type::Date | Type::DateTime, "year" | "month" | "day" | "weekday")
        | (Type::Time | Type::DateTime, "hour" | "minute" | "second")
        | (Type::YearsMonths, "years" | "months")
        | (Type::DaysTime, "days" | "hours" | "minutes" | "seconds") => number,
        (Type::Time | Type::DateTime, "time offset") => Some(Type::DaysTime),
        (Type::Time | Type::DateTime, "timezone") => Some(Type::String),
        (Type::Range(item), "start" | "end") => Some((**item).clone()),
        (Type::Range(_), "start included" | "end included") => Some(Type::Boolean),
        _ => None,
    }
}

/// True if two ends make a range: they can be compared, and the first is not after the second.
pub(crate) fn range_is_sound(start: &Bound, end: &Bound) -> bool {
    match (start.value.peek(), end.value.peek()) {
        (Value::Null, Value::Null) => false,
        (Value::Null, _) | (_, Value::Null) => true,
        (start, end) => compare(start, end).is_some_and(std::cmp::Ordering::is_le),
    }
}
