//! Values as text: as FEEL literals, and as the function `string` writes them.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil;

use super::{DateTime, Range, Time, Value, Zone};

impl fmt::Display for Value {
    /// Writes the value as a FEEL expression that gives it again. (A function is only named.)
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => write_quoted(f, text),
            Self::Date(_) | Self::Time(_) | Self::DateTime(_) | Self::YearsMonths(_) | Self::DaysTime(_) => {
                write!(f, "@\"{}\"", plain(self))
            }
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Context(context) => {
                f.write_str("{")?;
                for (index, (name, value)) in context.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    if is_plain_name(name) {
                        f.write_str(name)?;
                    } else {
                        write_quoted(f, name)?;
                    }
                    write!(f, ": {value}")?;
                }
                f.write_str("}")
            }
            Self::Range(range) => write_range(f, range),
            Self::Tracked(tracked) => fmt::Display::fmt(&tracked.value, f),
            Self::Null => f.write_str("null"),
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Function(function) => {
                write!(f, "function({})", function.parameters().join(", "))
            }
        }
    }
}

/// The text that the function `string` gives: texts without quotes, dates and durations without `@`.
pub(crate) fn plain(value: &Value) -> String {
    match value.peek() {
        Value::String(text) => text.to_string(),
        Value::Date(date) => day(*date),
        Value::Time(time) => {
            let mut text = clock(time.time);
            write_zone(&mut text, time);
            text
        }
        Value::DateTime(at) => {
            let mut text = format!("{}T{}", day(at.at.date()), clock(at.at.time()));
            write_date_time_zone(&mut text, at);
            text
        }
        Value::YearsMonths(months) => write_months(*months),
        Value::DaysTime(duration) => write_duration(*duration),
        other => other.to_string(),
    }
}

fn day(date: civil::Date) -> String {
    let sign = if date.year() < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", date.year().unsigned_abs(), date.month(), date.day())
}

fn clock(time: civil::Time) -> String {
    let mut text = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    if time.subsec_nanosecond() != 0 {
        let fraction = format!(".{:09}", time.subsec_nanosecond());
        text.push_str(fraction.trim_end_matches('0'));
    }
    text
}

fn write_zone(text: &mut String, time: &Time) {
    match &time.zone {
        Zone::Local => {}
        Zone::Offset(offset) => text.push_str(&write_offset(offset.seconds())),
        Zone::Named(zone) => {
            text.push('@');
            text.push_str(zone.iana_name().unwrap_or_default());
        }
    }
}

fn write_date_time_zone(text: &mut String, at: &DateTime) {
    write_zone(text, &Time { time: at.at.time(), zone: at.zone.clone() });
}

fn write_offset(seconds: i32) -> String {
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let mut text = format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60);
    if !size.is_multiple_of(60) {
        text = format!("{text}:{:02}", size % 60);
    }
    text
}

/// Months as `P1Y2M`.
fn write_months(months: i64) -> String {
    let sign = if months < 0 { "-" } else { "" };
    let size = months.unsigned_abs();
    match (size / 12, size % 12) {
        (0, months) => format!("{sign}P{months}M"),
        (years, 0) => format!("{sign}P{years}Y"),
        (years, months) => format!("{sign}P{years}Y{months}M"),
    }
}

/// A duration as `P1DT2H3M4.5S`.
fn write_duration(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().unsigned_abs();
    let nanos = duration.subsec_nanos().unsigned_abs();
    if seconds == 0 && nanos == 0 {
        return "PT0S".to_owned();
    }
    let mut text = String::from(if duration.is_negative() { "-P" } else { "P" });
    let (days, hours, minutes, rest) =
        (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    if days > 0 {
        text = format!("{text}{days}D");
    }
    if hours > 0 || minutes > 0 || rest > 0 || nanos > 0 {
        text.push('T');
    }
    for (amount, unit) in [(hours, 'H'), (minutes, 'M')] {
        if amount > 0 {
            text = format!("{text}{amount}{unit}");
        }
    }
    if nanos > 0 {
        let fraction = format!("{rest}.{nanos:09}");
        text.push_str(fraction.trim_end_matches('0'));
        text.push('S');
    } else if rest > 0 {
        text = format!("{text}{rest}S");
    }
    text
}

fn write_range(f: &mut fmt::Formatter<'_>, range: &Range) -> fmt::Result {
    match (range.start.value.peek(), range.end.value.peek()) {
        (Value::Null, end) if !end.is_null() => {
            write!(f, "({} {end})", if range.end.closed { "<=" } else { "<" })
        }
        (start, Value::Null) if !start.is_null() => {
            write!(f, "({} {start})", if range.start.closed { ">=" } else { ">" })
        }
        (start, end) => {
            let open = if range.start.closed { '[' } else { '(' };
            let close = if range.end.closed { ']' } else { ')' };
            write!(f, "{open}{start}..{end}{close}")
        }
    }
}

fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

fn is_plain_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
        && !crate::syntax::is_keyword(name)
}
