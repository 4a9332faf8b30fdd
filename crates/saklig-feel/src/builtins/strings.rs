//! Functions of texts. Positions count characters from 1, or from the end from -1.

use regex::{Regex, RegexBuilder};

use super::arguments::{at, list, text, whole};
use super::{Builtin, Call, NULL_ARGUMENT, NULL_TYPES, Outcome, Stop};
use crate::value::Value;

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let string = || text(args, 0);
    let matched = || text(args, 1);
    Ok(match builtin {
        Builtin::Substring => return substring(args),
        Builtin::StringLength => count(string()?.chars().count()),
        Builtin::UpperCase => string()?.to_uppercase().into(),
        Builtin::LowerCase => string()?.to_lowercase().into(),
        Builtin::SubstringBefore => {
            let found = string()?.split_once(matched()?);
            found.map_or("", |(before, _)| before).into()
        }
        Builtin::SubstringAfter => {
            let found = string()?.split_once(matched()?);
            found.map_or("", |(_, after)| after).into()
        }
        Builtin::Contains => string()?.contains(matched()?).into(),
        Builtin::StartsWith => string()?.starts_with(matched()?).into(),
        Builtin::EndsWith => string()?.ends_with(matched()?).into(),
        Builtin::Matches => pattern(matched()?, at(args, 2))?.is_match(string()?).into(),
        Builtin::Replace => {
            let pattern = pattern(matched()?, at(args, 3))?;
            pattern.replace_all(string()?, replacement(text(args, 2)?)).as_ref().into()
        }
        Builtin::Split => {
            let pattern = pattern(matched()?, &Value::Null)?;
            pattern.split(string()?).map(Value::from).collect()
        }
        _ => return join(args, call),
    })
}

fn count(size: usize) -> Value {
    i64::try_from(size).unwrap_or(i64::MAX).into()
}

fn substring(args: &[Value]) -> Outcome {
    let (string, start) = (text(args, 0)?, whole(args, 1)?);
    let length = match at(args, 2) {
        Value::Null => usize::MAX,
        _ => usize::try_from(whole(args, 2)?).ok().filter(|length| *length > 0).ok_or(NULL_ARGUMENT)?,
    };
    let size = string.chars().count();
    let skipped = crate::eval::place_of(start, size).ok_or(NULL_ARGUMENT)?;
    Ok(string.chars().skip(skipped).take(length).collect::<String>().into())
}

fn join(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let items = list(args, 0)?;
    let items = call.read(&items)?;
    let part = |place: usize| match at(args, place) {
        Value::Null => Ok(""),
        _ => text(args, place),
    };
    let (delimiter, prefix, suffix) = (part(1)?, part(2)?, part(3)?);
    let mut texts = Vec::new();
    for item in &items {
        match item {
            Value::Null => {}
            Value::String(text) => texts.push(&**text),
            _ => return Err(NULL_TYPES),
        }
    }
    Ok(format!("{prefix}{}{suffix}", texts.join(delimiter)).into())
}

/// A pattern of `XPath` with its flags, as far as it can be said in the same words here.
fn pattern(source: &str, flags: &Value) -> Result<Regex, Stop> {
    let flags = match flags {
        Value::Null => "",
        flags => flags.as_str().ok_or(NULL_TYPES)?,
    };
    if !flags.chars().all(|flag| "smixq".contains(flag)) {
        return Err(NULL_ARGUMENT);
    }
    // Subtraction of classes is written with one dash in XPath and with two here.
    let mut source = if flags.contains('q') { regex::escape(source) } else { source.replace("-[", "--[") };
    if flags.contains('x') {
        source = without_blanks(&source);
    }
    RegexBuilder::new(&source)
        .dot_matches_new_line(flags.contains('s'))
        .multi_line(flags.contains('m'))
        .case_insensitive(flags.contains('i'))
        .size_limit(1 << 20)
        .build()
        .map_err(|_| NULL_ARGUMENT)
}

/// The pattern without its blanks, except those within classes.
fn without_blanks(source: &str) -> String {
    let mut depth = 0_u32;
    let mut escaped = false;
    let keep = |c: &char| {
        match (escaped, *c) {
            (false, '[') => depth += 1,
            (false, ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let blank = depth == 0 && c.is_ascii_whitespace();
        escaped = if blank { escaped } else { !escaped && *c == '\\' };
        !blank
    };
    source.chars().filter(keep).collect()
}

/// `$1` of `XPath` as `${1}`.
fn replacement(source: &str) -> String {
    let mut text = String::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('$', Some(digit)) if digit.is_ascii_digit() => {
                text.push_str("${");
                text.push(digit);
                text.push('}');
                chars.next();
            }
            ('$', _) => text.push_str("$$"),
            ('\\', Some(escaped @ ('$' | '\\'))) => {
                text.push_str(if escaped == '$' { "$$" } else { "\\" });
                chars.next();
            }
            _ => text.push(c),
        }
    }
    text
}
