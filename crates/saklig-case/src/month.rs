//! A calendar month, the period most support concerns.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A calendar month such as `2025-11`.
#[doc(alias = "månad")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// Why a text is not a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month written as YYYY-MM")]
pub struct MonthError(pub String);

impl Month {
    /// The month `month` (1–12) of `year` (1–9998).
    pub fn new(year: i16, month: i8) -> Result<Self, MonthError> {
        if (1..=12).contains(&month) && (1..=9998).contains(&year) {
            Ok(Self { year, month })
        } else {
            Err(MonthError(format!("{year}-{month}")))
        }
    }

    /// The month a day lies in.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Year, e.g. 2025.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Month number, 1–12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The month `count` months later (earlier when negative); clamps at the ends of the calendar.
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 + count;
        let year = i16::try_from(index.div_euclid(12)).unwrap_or(i16::MAX).clamp(1, 9998);
        let month = i8::try_from(index.rem_euclid(12)).unwrap_or(0) + 1;
        Self { year, month }
    }

    /// Whole months from `earlier` to this one; negative when `earlier` is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month)
            - i32::from(earlier.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let fail = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(fail)?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(fail());
        }
        let year = year.parse().map_err(|_| fail())?;
        let month = month.parse().map_err(|_| fail())?;
        Self::new(year, month).map_err(|_| fail())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_across_years() {
        let month: Month = "2025-11".parse().unwrap();
        assert_eq!(month.plus(2).to_string(), "2026-01");
        assert_eq!(month.plus(-11).to_string(), "2024-12");
        assert_eq!(month.plus(14).months_since(month), 14);
        assert_eq!(month.last_day().to_string(), "2025-11-30");
    }

    #[test]
    fn a_text_that_is_no_month_is_refused() {
        for text in ["2025-13", "2025-1", "25-01", "2025-00", "2025/01", "2025-011", ""] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
