//! Functions that make one type of another.

use jiff::civil::{Date, Time as Clock};
use jiff::tz::{Offset, TimeZone};
use saklig_number::Number;

use super::arguments::{at, exact, number, text};
use super::{Builtin, Call, NULL_ARGUMENT, NULL_TYPES, NULL_UNREADABLE, Outcome, Stop};
use crate::scope::Scope;
use crate::value::{DateTime, Time, Value, Zone, equal, parse_duration, plain};

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    match builtin {
        Builtin::Date => date(args),
        Builtin::Time => time(args),
        Builtin::DateTime => date_time(args),
        Builtin::Duration => match at(args, 0) {
            Value::String(text) => parse_duration(text).ok_or(NULL_UNREADABLE),
            duration @ (Value::YearsMonths(_) | Value::DaysTime(_)) => Ok(duration.clone()),
            _ => Err(NULL_TYPES),
        },
        Builtin::YearsAndMonths => Ok(Value::YearsMonths(months_between(civil(args, 0)?, civil(args, 1)?))),
        Builtin::Number => to_number(args),
        Builtin::String => match call.run.look_deeply(at(args, 0)) {
            Value::Null => Err(NULL_TYPES),
            value => Ok(plain(&value).into()),
        },
        Builtin::Not => match at(args, 0) {
            Value::Boolean(truth) => Ok((!truth).into()),
            _ => Err(NULL_TYPES),
        },
        Builtin::Is => {
            let (a, b) = (call.run.look_deeply(at(args, 0)), call.run.look_deeply(at(args, 1)));
            Ok(is(&a, &b).into())
        }
        _ => to_range(args),
    }
}

/// Reads `@"…"`.
pub(crate) fn at_literal(text: &str) -> Option<Value> {
    date_from(text)
        .map(Value::Date)
        .or_else(|| date_time_from(text))
        .or_else(|| time_from(text))
        .or_else(|| parse_duration(text))
}

/// Reads `2025-11-24`.
pub(crate) fn date_from(text: &str) -> Option<Date> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = digits.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sizes = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    let number =
        |part: &str| if part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<i16>().ok() } else { None };
    if !sizes {
        return None;
    }
    Date::new(sign * number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// Reads `08:30:00`, `08:30:00.5+02:00`, `08:30:00@Europe/Stockholm`.
pub(crate) fn time_from(text: &str) -> Option<Value> {
    let (time, zone) = clock_and_zone(text)?;
    Some(Time::value(time, zone))
}

/// Reads a date and a time with `T` between them.
pub(crate) fn date_time_from(text: &str) -> Option<Value> {
    let (date, rest) = text.split_once('T')?;
    let date = date_from(date)?;
    if let Some(zone) = rest.strip_prefix("24:00:00") {
        return Some(DateTime::value(date.tomorrow().ok()?.to_datetime(Clock::midnight()), zone_from(zone)?));
    }
    let (time, zone) = clock_and_zone(rest)?;
    Some(DateTime::value(date.to_datetime(time), zone))
}

fn clock_and_zone(text: &str) -> Option<(Clock, Zone)> {
    let size = text.find(['Z', '+', '-', '@']).unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(size)?;
    Some((clock_from(clock)?, zone_from(zone)?))
}

fn clock_from(text: &str) -> Option<Clock> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut parts = whole.split(':');
    let two = |part: Option<&str>| {
        part.filter(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))?.parse::<i8>().ok()
    };
    let (hour, minute, second) = (two(parts.next())?, two(parts.next())?, two(parts.next())?);
    let nanos = match fraction {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<9}").get(..9)?.parse().ok()?
        }
        Some(_) => return None,
    };
    if parts.next().is_some() { None } else { Clock::new(hour, minute, second, nanos).ok() }
}

fn zone_from(text: &str) -> Option<Zone> {
    if let Some(name) = text.strip_prefix('@') {
        return TimeZone::get(name).ok().map(Zone::Named);
    }
    match text {
        "" => return Some(Zone::Local),
        "Z" => return Some(Zone::Offset(Offset::UTC)),
        _ => {}
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut parts = text.strip_prefix(['+', '-'])?.split(':');
    let two = |part: &str| {
        if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) {
            part.parse::<i32>().ok()
        } else {
            None
        }
    };
    let (hours, minutes) = (two(parts.next()?)?, two(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0), two)?;
    if hours > 14 || minutes > 59 || seconds > 59 || parts.next().is_some() {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60 + seconds)).ok().map(Zone::Offset)
}

fn date(args: &[Value]) -> Outcome {
    if args.len() == 1 {
        return match at(args, 0) {
            Value::String(text) => date_from(text).map(Value::Date).ok_or(NULL_UNREADABLE),
            Value::Date(date) => Ok(Value::Date(*date)),
            Value::DateTime(at) => Ok(Value::Date(at.at.date())),
            _ => Err(NULL_TYPES),
        };
    }
    civil_date(args).map(Value::Date)
}

fn civil_date(args: &[Value]) -> Result<Date, Stop> {
    let year = i16::try_from(exact(args, 0)?).map_err(|_| NULL_ARGUMENT)?;
    let month = i8::try_from(exact(args, 1)?).map_err(|_| NULL_ARGUMENT)?;
    let day = i8::try_from(exact(args, 2)?).map_err(|_| NULL_ARGUMENT)?;
    Date::new(year, month, day).map_err(|_| NULL_ARGUMENT)
}

fn time(args: &[Value]) -> Outcome {
    if args.len() == 1 {
        return match at(args, 0) {
            Value::String(text) => time_from(text).ok_or(NULL_UNREADABLE),
            Value::Time(time) => Ok(Value::Time(std::sync::Arc::clone(time))),
            Value::DateTime(at) => Ok(Time::value(at.at.time(), at.zone.clone())),
            Value::Date(_) => Ok(Time::value(Clock::midnight(), Zone::Offset(Offset::UTC))),
            _ => Err(NULL_TYPES),
        };
    }
    civil_time(args).map(|(time, zone)| Time::value(time, zone))
}

fn civil_time(args: &[Value]) -> Result<(Clock, Zone), Stop> {
    let hour = i8::try_from(exact(args, 0)?).map_err(|_| NULL_ARGUMENT)?;
    let minute = i8::try_from(exact(args, 1)?).map_err(|_| NULL_ARGUMENT)?;
    // The second may have a fraction.
    let nanos = number(args, 2)?.checked_mul(1_000_000_000_i64.into())?.to_i64().ok_or(NULL_ARGUMENT)?;
    let second = i8::try_from(nanos.div_euclid(1_000_000_000)).map_err(|_| NULL_ARGUMENT)?;
    let fraction = i32::try_from(nanos.rem_euclid(1_000_000_000)).map_err(|_| NULL_ARGUMENT)?;
    let time = Clock::new(hour, minute, second, fraction).map_err(|_| NULL_ARGUMENT)?;
    let zone = match at(args, 3) {
        Value::Null => Zone::Local,
        Value::DaysTime(offset) => {
            let seconds = i32::try_from(offset.as_secs()).map_err(|_| NULL_ARGUMENT)?;
            Zone::Offset(Offset::from_seconds(seconds).map_err(|_| NULL_ARGUMENT)?)
        }
        _ => return Err(NULL_TYPES),
    };
    Ok((time, zone))
}

fn date_time(args: &[Value]) -> Outcome {
    match args {
        [Value::String(text)] => match date_from(text) {
            Some(date) => Ok(DateTime::value(date.to_datetime(Clock::midnight()), Zone::Local)),
            None => date_time_from(text).ok_or(NULL_UNREADABLE),
        },
        [Value::Date(date)] => {
            Ok(DateTime::value(date.to_datetime(Clock::midnight()), Zone::Offset(Offset::UTC)))
        }
        [at @ Value::DateTime(_)] => Ok(at.clone()),
        [day @ (Value::Date(_) | Value::DateTime(_)), Value::Time(time)] => {
            let date = civil(std::slice::from_ref(day), 0)?;
            Ok(DateTime::value(date.to_datetime(time.time), time.zone.clone()))
        }
        [day, Value::Time(time), Value::String(zone)] => {
            let date = civil(std::slice::from_ref(day), 0)?;
            let zone = TimeZone::get(zone).map_err(|_| NULL_UNREADABLE)?;
            Ok(DateTime::value(date.to_datetime(time.time), Zone::Named(zone)))
        }
        [_, _, _, clock @ ..] if !clock.is_empty() => {
            let (time, zone) = civil_time(clock)?;
            Ok(DateTime::value(civil_date(args)?.to_datetime(time), zone))
        }
        _ => Err(NULL_TYPES),
    }
}

fn civil(args: &[Value], place: usize) -> Result<Date, Stop> {
    match at(args, place) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.at.date()),
        _ => Err(NULL_TYPES),
    }
}

/// The whole months from one date to another, toward zero.
fn months_between(from: Date, to: Date) -> i64 {
    let count = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let months = count(to) - count(from);
    match months {
        1.. if to.day() < from.day() => months - 1,
        ..=-1 if to.day() > from.day() => months + 1,
        _ => months,
    }
}

fn to_number(args: &[Value]) -> Outcome {
    if let [Value::Number(number)] = args {
        return Ok(Value::Number(*number));
    }
    let separator = |place: usize| match at(args, place) {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(&**text)),
        _ => Err(NULL_TYPES),
    };
    let (grouping, decimal) = (separator(1)?, separator(2)?);
    let grouping_is_known = grouping.is_none_or(|sign| matches!(sign, " " | "," | "." | "\u{A0}"));
    let decimal_is_known = decimal.is_none_or(|sign| matches!(sign, "," | "."));
    if !grouping_is_known || !decimal_is_known || (grouping.is_some() && grouping == decimal) {
        return Err(NULL_ARGUMENT);
    }
    let mut source = text(args, 0)?.to_owned();
    if let Some(grouping) = grouping {
        source = source.replace(grouping, "");
    }
    if let Some(decimal) = decimal {
        source = source.replace(decimal, ".");
    }
    source.parse::<Number>().map(Value::Number).map_err(|_| NULL_UNREADABLE)
}

/// The same value of the same type; dates and times also in the same zone.
fn is(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b) && equal(a, b) == Some(true),
    }
}

/// Reads a range such as `[1..10)`.
fn to_range(args: &[Value]) -> Outcome {
    let source = text(args, 0)?;
    let read = crate::program::compile_expression(source, &Scope::new()).map_err(|_| NULL_UNREADABLE)?;
    match read.constant() {
        Some(range @ Value::Range(_)) => Ok(range),
        _ => Err(NULL_UNREADABLE),
    }
}
