//! Amounts, dates, lists and durations as a person writes them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use saklig_number::Number;
use saklig_number::rounding::{Rounding, round};

use crate::{Args, Lang, Texts};

/// Between the groups of a number, and between a number and its unit: no line may break there.
const NO_BREAK: &str = "\u{a0}";
/// The minus of a typeset number.
const MINUS: &str = "\u{2212}";
/// Where the law's days and the clocks on the wall are.
const ZONE: &str = "Europe/Stockholm";

impl Texts {
    /// An amount in kronor: `12 345,50 kr`, `SEK 12,345.50`. Öre are shown only when they are not zero; what is
    /// finer than an öre is rounded half up.
    pub fn amount(&self, kronor: Number) -> String {
        let shown = round(kronor, 2, Rounding::HalfUp).unwrap_or(kronor).to_string();
        let number = grouped(&shown, self.lang(), 2).unwrap_or(shown);
        self.get("amount", [("number", number)])
    }

    /// A number with its groups and the language's decimal sign: `12 345,5`, `12,345.5`.
    pub fn number(&self, number: Number) -> String {
        let plain = number.to_string();
        grouped(&plain, self.lang(), 0).unwrap_or(plain)
    }

    /// A share given in percent: `12,5 %`, `12.5%`.
    pub fn percent(&self, percent: Number) -> String {
        self.get("percent", [("number", self.number(percent))])
    }

    /// A day in words: `24 november 2025`, `24 November 2025`.
    pub fn date(&self, day: Date) -> String {
        let args = Args::new()
            .with("day", day.day().to_string())
            .with("month", self.month_name(day.month()))
            .with("year", day.year().to_string());
        self.get("date-words", args)
    }

    /// The name of a month (1–12): `november`, `November`.
    pub fn month_name(&self, month: i8) -> String {
        self.get("month-name", [("month", month)])
    }

    /// A month of a year: `november 2025`, `November 2025`.
    pub fn month(&self, year: i16, month: i8) -> String {
        let args = Args::new().with("month", self.month_name(month)).with("year", year.to_string());
        self.get("month-year", args)
    }

    /// An instant as the clocks in Sweden showed it: `24 november 2025 kl. 08.05`, `24 November 2025 at 08:05`.
    pub fn instant(&self, at: Timestamp) -> String {
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        let local = at.to_zoned(zone);
        let args = Args::new()
            .with("date", self.date(local.date()))
            .with("hour", format!("{:02}", local.hour()))
            .with("minute", format!("{:02}", local.minute()));
        self.get("instant-words", args)
    }

    /// `a, b och c`, `a, b and c`.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        self.joined("list-and", items)
    }

    /// `a, b eller c`, `a, b or c`.
    pub fn either(&self, items: &[impl AsRef<str>]) -> String {
        self.joined("list-or", items)
    }

    fn joined(&self, key: &str, items: &[impl AsRef<str>]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first = first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
                self.get(key, [("first", first.as_str()), ("last", last.as_ref())])
            }
        }
    }

    /// A length of time in its own units: `1 år och 2 månader`, `3 dagar, 4 timmar och 1 minut`; nothing is `0 dagar`.
    pub fn duration(&self, span: &Span) -> String {
        let parts = [
            ("unit-years", i64::from(span.get_years())),
            ("unit-months", i64::from(span.get_months())),
            ("unit-weeks", i64::from(span.get_weeks())),
            ("unit-days", i64::from(span.get_days())),
            ("unit-hours", i64::from(span.get_hours())),
            ("unit-minutes", span.get_minutes()),
            ("unit-seconds", span.get_seconds()),
        ];
        let words: Vec<String> = parts
            .into_iter()
            .filter(|(_, count)| *count != 0)
            .map(|(key, count)| self.get(key, [("n", count)]))
            .collect();
        if words.is_empty() { self.days(0) } else { self.list(&words) }
    }

    /// A number of days: `1 dag`, `21 dagar`.
    pub fn days(&self, days: i64) -> String {
        self.get("unit-days", [("n", days)])
    }
}

/// Writes a plain decimal with groups of three and the language's signs; what decimals there are get at least `least`.
/// `None` when the text is no plain decimal.
fn grouped(plain: &str, lang: Lang, least: usize) -> Option<String> {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => (MINUS, rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (group, point) = match lang {
        Lang::Sv => (NO_BREAK, ","),
        Lang::En => (",", "."),
    };
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push_str(point);
        text.push_str(fraction);
        text.extend(std::iter::repeat_n('0', least.saturating_sub(fraction.len())));
    }
    Some(text)
}
