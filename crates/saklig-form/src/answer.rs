//! One answer: from JSON to a checked value.

use std::collections::BTreeSet;

use saklig_number::Number;

use crate::form::{Field, FieldKind};
use crate::json::{Json, Kind};
use crate::node::Node;
use crate::validate::Checks;

/// Most elements of a list when the form does not say.
const ELEMENTS: i64 = 100;
/// Most digits of an amount or number, before and after the decimal point together.
const DIGITS: usize = 18;

/// What is wrong with an answer.
pub(crate) enum Wrong {
    /// The JSON value is of the wrong kind; what it must be.
    Kind(&'static str),
    /// The value cannot be used.
    Value {
        /// Remark code.
        code: &'static str,
        /// What it must be.
        expected: String,
        /// The arguments of the sentence beside place and expectation.
        args: Vec<(&'static str, String)>,
    },
}

/// The value does not fit the kind of field.
fn unfit(field: &Field, expected: impl Into<String>) -> Wrong {
    Wrong::Value {
        code: "E0507",
        expected: expected.into(),
        args: vec![("slag", field.kind.word().to_owned())],
    }
}

/// Reads the answer to a field that is neither a group nor a list.
pub(crate) fn read(field: &Field, json: &Json, checks: &Checks<'_>) -> Result<Node, Wrong> {
    match field.kind {
        FieldKind::Amount => number(field, json, Some(2)),
        FieldKind::Number => number(field, json, None),
        FieldKind::Integer => number(field, json, Some(0)),
        FieldKind::YesNo => {
            let Kind::Boolean(yes) = json.kind else { return Err(Wrong::Kind("true or false")) };
            match field.must_be {
                Some(must_be) if must_be != yes => Err(unfit(field, must_be.to_string())),
                _ => Ok(Node::Boolean(yes)),
            }
        }
        FieldKind::Choices => choices(field, json),
        FieldKind::Group | FieldKind::List | FieldKind::Info => Ok(Node::Empty),
        FieldKind::PersonNumber
        | FieldKind::Date
        | FieldKind::Month
        | FieldKind::Instant
        | FieldKind::Account
        | FieldKind::Plate
        | FieldKind::Text
        | FieldKind::Choice
        | FieldKind::Email
        | FieldKind::Phone => {
            let Kind::Text(text) = &json.kind else { return Err(Wrong::Kind("a text")) };
            if text.trim().is_empty() { Ok(Node::Empty) } else { written(field, text, checks) }
        }
    }
}

/// An answer that is written as a text and is not blank.
fn written(field: &Field, text: &str, checks: &Checks<'_>) -> Result<Node, Wrong> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = match field.kind {
        FieldKind::Date => {
            return date(text).ok_or_else(|| unfit(field, "a date that exists, YYYY-MM-DD"));
        }
        FieldKind::Month => {
            return month(text).ok_or_else(|| unfit(field, "a month, YYYY-MM"));
        }
        FieldKind::Instant => {
            let instant = text.parse().ok().map(Node::Instant);
            return instant.ok_or_else(|| unfit(field, "an instant with offset, 2025-11-03T08:15:00+01:00"));
        }
        FieldKind::Choice => {
            let known = field.choices.iter().find(|choice| choice.value.as_ref() == text);
            return known.map(|choice| Node::Text(choice.value.clone())).ok_or_else(|| unknown_choice(field));
        }
        FieldKind::Text => {
            let long = text.chars().count() > usize::try_from(field.length).unwrap_or(usize::MAX);
            if long || text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                return Err(unfit(field, format!("a text of at most {} characters", field.length)));
            }
            return Ok(Node::Text(text.into()));
        }
        FieldKind::PersonNumber => {
            let number = (checks.person_number)(text).map(|number| Node::Text(number.into()));
            let expected = "a personnummer or samordningsnummer with a correct check digit";
            return number.ok_or_else(|| unfit(field, expected));
        }
        FieldKind::Account => {
            (!account(&compact)).then_some("a bank account: clearing number and account, digits and hyphens")
        }
        FieldKind::Plate => (!plate(&compact)).then_some("a registration number of 2–7 letters and digits"),
        FieldKind::Email => (!email(text)).then_some("an e-mail address"),
        FieldKind::Phone => (!phone(&compact)).then_some("a telephone number"),
        FieldKind::Group
        | FieldKind::List
        | FieldKind::Amount
        | FieldKind::Number
        | FieldKind::Integer
        | FieldKind::YesNo
        | FieldKind::Choices
        | FieldKind::Info => None,
    };
    if let Some(expected) = fits {
        return Err(unfit(field, expected));
    }
    let kept = if field.kind == FieldKind::Plate {
        compact.to_uppercase()
    } else if matches!(field.kind, FieldKind::Account | FieldKind::Phone) {
        compact
    } else {
        text.trim().to_owned()
    };
    Ok(Node::Text(kept.into()))
}

fn number(field: &Field, json: &Json, decimals: Option<usize>) -> Result<Node, Wrong> {
    let text = match &json.kind {
        Kind::Number(text) | Kind::Text(text) => text.as_str(),
        Kind::Null | Kind::Boolean(_) | Kind::Array(_) | Kind::Object(_) => {
            return Err(Wrong::Kind("a number or a text with a number"));
        }
    };
    if text.trim().is_empty() {
        return Ok(Node::Empty);
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let broken = whole.is_empty() || (digits.contains('.') && part.is_empty());
    let plain = !broken
        && whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit())
        && whole.len() + part.len() <= DIGITS;
    let too_fine = decimals.is_some_and(|most| part.trim_end_matches('0').len() > most);
    let parsed: Option<Number> = if plain && !too_fine { text.parse().ok() } else { None };
    let Some(number) = parsed else {
        let expected = match decimals {
            Some(0) => "a whole number".to_owned(),
            Some(most) => {
                format!("a number with a decimal point and at most {most} decimals, without exponent")
            }
            None => "a number with a decimal point, without exponent".to_owned(),
        };
        let args = vec![("decimaler", decimals.map_or_else(String::new, |most| most.to_string()))];
        return Err(Wrong::Value { code: "E0508", expected, args });
    };
    let least = field.least.or_else(|| (field.kind == FieldKind::Amount).then(|| Number::from(0_i64)));
    if least.is_some_and(|least| number < least) || field.greatest.is_some_and(|greatest| number > greatest) {
        let args = ends(least, field.greatest);
        return Err(Wrong::Value { code: "E0514", expected: span(least, field.greatest), args });
    }
    Ok(Node::Number(number))
}

/// `from 0 to 10`, with the ends that there are.
fn span(least: Option<Number>, greatest: Option<Number>) -> String {
    match (least, greatest) {
        (Some(least), Some(greatest)) => format!("from {least} to {greatest}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(greatest)) => format!("at most {greatest}"),
        (None, None) => "a number".to_owned(),
    }
}

fn ends(least: Option<Number>, greatest: Option<Number>) -> Vec<(&'static str, String)> {
    let text = |end: Option<Number>| end.map_or_else(|| "–".to_owned(), |end| end.to_string());
    vec![("minst", text(least)), ("hogst", text(greatest))]
}

/// What the count of elements or choices must be, and the ends of it as arguments, when `count` is outside it.
pub(crate) fn outside_count(field: &Field, count: usize) -> Option<(String, Vec<(&'static str, String)>)> {
    let count = Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let greatest = field.greatest.unwrap_or_else(|| Number::from(ELEMENTS));
    let outside = count > greatest || field.least.is_some_and(|least| count < least);
    outside.then(|| (span(field.least, Some(greatest)), ends(field.least, Some(greatest))))
}

fn choices(field: &Field, json: &Json) -> Result<Node, Wrong> {
    let Kind::Array(items) = &json.kind else { return Err(Wrong::Kind("an array of texts")) };
    let mut chosen = BTreeSet::new();
    for item in items {
        let Kind::Text(text) = &item.kind else { return Err(Wrong::Kind("an array of texts")) };
        if !field.choices.iter().any(|choice| choice.value.as_ref() == text.as_str()) {
            return Err(unknown_choice(field));
        }
        chosen.insert(text.as_str());
    }
    if let Some((expected, args)) = outside_count(field, chosen.len()) {
        return Err(Wrong::Value { code: "E0510", expected: format!("{expected} choices"), args });
    }
    let ordered = field.choices.iter().filter(|choice| chosen.contains(choice.value.as_ref()));
    Ok(Node::Choices(ordered.map(|choice| choice.value.clone()).collect()))
}

fn unknown_choice(field: &Field) -> Wrong {
    let values: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_ref()).collect();
    let values = values.join(", ");
    Wrong::Value { code: "E0509", expected: format!("one of {values}"), args: vec![("val", values)] }
}

fn date(text: &str) -> Option<Node> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if shape { text.parse().ok().map(Node::Date) } else { None }
}

fn month(text: &str) -> Option<Node> {
    let shape = text.len() == 7
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() });
    let (year, month) = text.split_once('-').filter(|_| shape)?;
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    ((1..=12).contains(&month) && year > 0).then_some(Node::Month(year, month))
}

fn account(compact: &str) -> bool {
    let digits = compact.bytes().filter(u8::is_ascii_digit).count();
    (6..=20).contains(&digits)
        && compact.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b',')
}

fn plate(compact: &str) -> bool {
    (2..=7).contains(&compact.chars().count())
        && compact.chars().all(|c| c.is_ascii_alphanumeric() || "åäöÅÄÖ".contains(c))
}

fn email(text: &str) -> bool {
    let text = text.trim();
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && !host.contains('@')
        && text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn phone(compact: &str) -> bool {
    let digits = compact.bytes().filter(u8::is_ascii_digit).count();
    (5..=15).contains(&digits) && compact.bytes().all(|byte| byte.is_ascii_digit() || b"+-()".contains(&byte))
}
