//! Arithmetic of numbers, texts, dates, times and durations.

use jiff::{SignedDuration, Span as TimeSpan, civil};
use saklig_number::{Number, NumberError, Rounding, rounding};

use super::{Eval, Run};
use crate::builtins::{NULL_ARGUMENT, NULL_TYPES, Outcome};
use crate::fault::Span;
use crate::program::Operator;
use crate::value::{DateTime, Time, Value, Zone};

impl Run<'_> {
    pub(super) fn arithmetic(&mut self, operator: Operator, left: &Value, right: &Value, span: Span) -> Eval {
        match (left, right) {
            (Value::Number(a), Value::Number(b)) => self.arithmetic_of_numbers(operator, *a, *b, span),
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            _ => {
                let outcome = others(operator, left, right);
                self.outcome(outcome, span)
            }
        }
    }

    pub(super) fn arithmetic_of_numbers(
        &mut self,
        operator: Operator,
        a: Number,
        b: Number,
        span: Span,
    ) -> Eval {
        match numbers(operator, a, b) {
            Ok(number) => Ok(Value::Number(number)),
            Err(stop) => self.outcome(Err(stop), span),
        }
    }

    pub(super) fn negate(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::Number(number) => Value::Number(number.negated()),
            Value::YearsMonths(months) => Value::YearsMonths(-months),
            Value::DaysTime(duration) => Value::DaysTime(-*duration),
            Value::Null => Value::Null,
            _ => self.null(span, crate::env::Why::Types),
        }
    }
}

fn numbers(operator: Operator, a: Number, b: Number) -> Result<Number, crate::builtins::Stop> {
    Ok(match operator {
        Operator::Add => a.checked_add(b)?,
        Operator::Subtract => a.checked_sub(b)?,
        Operator::Multiply => a.checked_mul(b)?,
        Operator::Divide => a.checked_div(b)?,
        Operator::Power => match b.to_i64() {
            Some(whole) => a.checked_pow(whole)?,
            None => return Err(NULL_ARGUMENT),
        },
    })
}

fn others(operator: Operator, left: &Value, right: &Value) -> Outcome {
    match (operator, left, right) {
        (Operator::Add, Value::String(a), Value::String(b)) => Ok(Value::string(format!("{a}{b}"))),
        (Operator::Add, a, b) => add(a, b).or_else(|stop| {
            // The sum of a duration and a date may be written either way round.
            if is_duration(a) { add(b, a) } else { Err(stop) }
        }),
        (Operator::Subtract, a, b) if is_duration(b) => add(a, &negative(b)),
        (Operator::Subtract, a, b) => difference(a, b),
        (Operator::Multiply, duration, Value::Number(by))
        | (Operator::Multiply, Value::Number(by), duration) => scale(duration, |size| size.checked_mul(*by)),
        (Operator::Divide, Value::YearsMonths(a), Value::YearsMonths(b)) => {
            Ok(Number::from(*a).checked_div((*b).into())?.into())
        }
        (Operator::Divide, Value::DaysTime(a), Value::DaysTime(b)) => {
            Ok(duration_number(*a).checked_div(duration_number(*b))?.into())
        }
        (Operator::Divide, duration, Value::Number(by)) => scale(duration, |size| size.checked_div(*by)),
        _ => Err(NULL_TYPES),
    }
}

fn is_duration(value: &Value) -> bool {
    matches!(value, Value::YearsMonths(_) | Value::DaysTime(_))
}

fn negative(duration: &Value) -> Value {
    match duration {
        Value::YearsMonths(months) => Value::YearsMonths(-months),
        Value::DaysTime(duration) => Value::DaysTime(-*duration),
        other => other.clone(),
    }
}

/// A duration in seconds.
pub(crate) fn duration_number(duration: SignedDuration) -> Number {
    Number::from_parts(duration.as_nanos(), -9).unwrap_or_default()
}

/// Seconds as a duration; what is less than a nanosecond is cut.
pub(crate) fn number_duration(seconds: Number) -> Option<SignedDuration> {
    let nanos = seconds.checked_mul(1_000_000_000_i64.into()).ok()?;
    let nanos = rounding::round(nanos, 0, Rounding::Down).ok()?.to_i128()?;
    let seconds = i64::try_from(nanos / 1_000_000_000).ok()?;
    Some(SignedDuration::new(seconds, i32::try_from(nanos % 1_000_000_000).ok()?))
}

fn scale(duration: &Value, by: impl Fn(Number) -> Result<Number, NumberError>) -> Outcome {
    match duration {
        Value::YearsMonths(months) => {
            let months = rounding::round(by((*months).into())?, 0, Rounding::Down)?;
            months.to_i64().map(Value::YearsMonths).ok_or(NULL_ARGUMENT)
        }
        Value::DaysTime(duration) => {
            number_duration(by(duration_number(*duration))?).map(Value::DaysTime).ok_or(NULL_ARGUMENT)
        }
        _ => Err(NULL_TYPES),
    }
}

fn add(value: &Value, duration: &Value) -> Outcome {
    let sum = match (value, duration) {
        (Value::YearsMonths(a), Value::YearsMonths(b)) => a.checked_add(*b).map(Value::YearsMonths),
        (Value::DaysTime(a), Value::DaysTime(b)) => a.checked_add(*b).map(Value::DaysTime),
        (Value::Date(date), _) if is_duration(duration) => date_plus(*date, duration).map(Value::Date),
        (Value::DateTime(at), _) if is_duration(duration) => date_time_plus(at, duration),
        (Value::Time(time), Value::DaysTime(duration)) => {
            Some(Time::value(time.time.wrapping_add(*duration), time.zone.clone()))
        }
        _ => return Err(NULL_TYPES),
    };
    sum.ok_or(NULL_ARGUMENT)
}

/// The date so much later: whole months keep the day or take the last of the month; hours less than a day
/// only count where they pass midnight.
pub(crate) fn date_plus(date: civil::Date, duration: &Value) -> Option<civil::Date> {
    match duration {
        Value::YearsMonths(months) => date.checked_add(TimeSpan::new().try_months(*months).ok()?).ok(),
        Value::DaysTime(duration) => {
            Some(date.to_datetime(civil::Time::midnight()).checked_add(*duration).ok()?.date())
        }
        _ => None,
    }
}

fn date_time_plus(at: &DateTime, duration: &Value) -> Option<Value> {
    let moved = match (duration, &at.zone) {
        (Value::YearsMonths(months), _) => {
            at.at.checked_add(TimeSpan::new().try_months(*months).ok()?).ok()?
        }
        (Value::DaysTime(duration), Zone::Named(zone)) => {
            zone.to_zoned(at.at).ok()?.checked_add(*duration).ok()?.datetime()
        }
        (Value::DaysTime(duration), Zone::Local | Zone::Offset(_)) => at.at.checked_add(*duration).ok()?,
        _ => return None,
    };
    Some(DateTime::value(moved, at.zone.clone()))
}

fn difference(a: &Value, b: &Value) -> Outcome {
    let found = match (a, b) {
        (Value::Date(a), Value::Date(b)) => Some(a.duration_since(*b)),
        (Value::Time(a), Value::Time(b)) => match (a.offset(), b.offset()) {
            (None, None) => Some(a.since_midnight() - b.since_midnight()),
            (Some(oa), Some(ob)) => {
                let offsets = SignedDuration::from_secs(i64::from(oa.seconds() - ob.seconds()));
                Some(a.since_midnight() - b.since_midnight() - offsets)
            }
            _ => None,
        },
        (Value::DateTime(a), Value::DateTime(b)) => between(a, b),
        (Value::DateTime(a), Value::Date(b)) => between(a, &midnight(*b)),
        (Value::Date(a), Value::DateTime(b)) => between(&midnight(*a), b),
        _ => None,
    };
    found.map(Value::DaysTime).ok_or(NULL_TYPES)
}

/// A date beside a date and time is its midnight in UTC.
fn midnight(date: civil::Date) -> DateTime {
    let zone = Zone::Offset(jiff::tz::Offset::UTC);
    DateTime { at: date.to_datetime(civil::Time::midnight()), zone }
}

fn between(a: &DateTime, b: &DateTime) -> Option<SignedDuration> {
    match (&a.zone, &b.zone) {
        (Zone::Local, Zone::Local) => Some(a.at.duration_since(b.at)),
        _ => Some(a.utc()?.duration_since(b.utc()?)),
    }
}
