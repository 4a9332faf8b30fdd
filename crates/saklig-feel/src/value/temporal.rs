//! Times, dates with times, and durations: reading, order.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};

use super::Value;

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The time on the clock.
    pub time: civil::Time,
    /// Where the clock hangs.
    pub zone: Zone,
}

/// A date and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTime {
    /// Date and time on the clock.
    pub at: civil::DateTime,
    /// Where the clock hangs.
    pub zone: Zone,
}

/// The zone of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// None was given: local time.
    Local,
    /// So far from UTC.
    Offset(Offset),
    /// A zone of the IANA database.
    Named(TimeZone),
}

impl Zone {
    /// The offset from UTC at a civil time; `None` for local time.
    pub fn offset(&self, at: civil::DateTime) -> Option<Offset> {
        match self {
            Self::Local => None,
            Self::Offset(offset) => Some(*offset),
            Self::Named(zone) => zone.to_zoned(at).ok().map(|zoned| zoned.offset()),
        }
    }

    /// The name of the IANA zone, if it has one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(zone) => zone.iana_name(),
            Self::Local | Self::Offset(_) => None,
        }
    }
}

impl Time {
    pub(crate) fn value(time: civil::Time, zone: Zone) -> Value {
        Value::Time(Arc::new(Self { time, zone }))
    }

    /// The offset from UTC; a named zone is asked for a winter day, since a time has no date.
    pub(crate) fn offset(&self) -> Option<Offset> {
        self.zone.offset(self.time.on(1970, 1, 1))
    }

    /// Seconds and nanoseconds since midnight, on the clock.
    pub(crate) fn since_midnight(&self) -> SignedDuration {
        self.time.duration_since(civil::Time::midnight())
    }

    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self.offset(), other.offset()) {
            (None, None) => Some(self.time.cmp(&other.time)),
            (Some(a), Some(b)) => {
                let utc = |time: &Self, offset: Offset| {
                    time.since_midnight() - SignedDuration::from_secs(i64::from(offset.seconds()))
                };
                Some(utc(self, a).cmp(&utc(other, b)))
            }
            _ => None,
        }
    }
}

impl DateTime {
    pub(crate) fn value(at: civil::DateTime, zone: Zone) -> Value {
        Value::DateTime(Arc::new(Self { at, zone }))
    }

    /// The date and time on a clock in UTC; `None` for local time.
    pub(crate) fn utc(&self) -> Option<civil::DateTime> {
        let offset = self.zone.offset(self.at)?;
        self.at.checked_sub(SignedDuration::from_secs(i64::from(offset.seconds()))).ok()
    }

    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        match (&self.zone, &other.zone) {
            (Zone::Local, Zone::Local) => Some(self.at.cmp(&other.at)),
            _ => Some(self.utc()?.cmp(&other.utc()?)),
        }
    }
}

/// Reads `P1Y2M` as months or `P3DT4H5M6.7S` as time.
pub(crate) fn parse_duration(text: &str) -> Option<Value> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (dates, times) = match rest.split_once('T') {
        Some((dates, times)) if !times.is_empty() => (dates, times),
        Some(_) => return None,
        None => (rest, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    let sign = if negative { -1 } else { 1 };
    if times.is_empty() && !dates.contains('D') {
        let [years, months] = amounts(dates, ['Y', 'M'])?;
        let months = years.checked_mul(12)?.checked_add(months)?;
        return Some(Value::YearsMonths(sign * months));
    }
    let [days] = amounts(dates, ['D'])?;
    let (whole, fraction) = match times.split_once('.') {
        Some((whole, fraction)) => (format!("{whole}S"), fraction.strip_suffix('S')?),
        None => (times.to_owned(), ""),
    };
    let [hours, minutes, seconds] = amounts(&whole, ['H', 'M', 'S'])?;
    if fraction.len() > 9 || (times.contains('.') && fraction.is_empty()) {
        return None;
    }
    let nanos: i32 = if fraction.is_empty() { 0 } else { format!("{fraction:0<9}").parse().ok()? };
    let total = days
        .checked_mul(24)?
        .checked_add(hours)?
        .checked_mul(60)?
        .checked_add(minutes)?
        .checked_mul(60)?
        .checked_add(seconds)?;
    Some(Value::DaysTime(SignedDuration::new(sign * total, i32::try_from(sign).ok()? * nanos)))
}

/// The whole numbers before each of the units, which must come in this order; a missing one is zero.
fn amounts<const N: usize>(text: &str, units: [char; N]) -> Option<[i64; N]> {
    let mut found = [0; N];
    let mut rest = text;
    for (unit, amount) in units.into_iter().zip(&mut found) {
        if let Some((digits, after)) = rest.split_once(unit)
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            *amount = digits.parse().ok()?;
            rest = after;
        }
    }
    rest.is_empty().then_some(found)
}
