//! Functions of dates, and what time it is.

use jiff::civil::{Date, Weekday};

use super::arguments::at;
use super::{Builtin, Call, NULL_TYPES, Outcome, Stop};
use crate::env::Why;
use crate::value::{DateTime, Value, Zone};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let date = || match at(args, 0) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.at.date()),
        _ => Err(NULL_TYPES),
    };
    Ok(match builtin {
        Builtin::DayOfYear => i64::from(date()?.day_of_year()).into(),
        Builtin::DayOfWeek => weekday(date()?).into(),
        Builtin::MonthOfYear => {
            let month =
                usize::try_from(date()?.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
            month.copied().map_or(Value::Null, Value::from)
        }
        Builtin::WeekOfYear => i64::from(date()?.iso_week_date().week()).into(),
        Builtin::Now => {
            let now = call.run.env().now.ok_or(Stop::Null(Why::NoTime))?;
            DateTime::value(now.datetime(), Zone::Named(now.time_zone().clone()))
        }
        _ => Value::Date(call.run.env().now.ok_or(Stop::Null(Why::NoTime))?.date()),
    })
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
