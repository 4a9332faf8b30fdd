//! Texts of the file to FEEL expressions.

use std::sync::Arc;

use crate::model::Expr;
use crate::remark::Place;
use crate::xml::Spot;

/// What a fixed text means where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixed {
    /// The text itself.
    Text,
    /// A number.
    Number,
    /// Texts between commas.
    List,
    /// A date, or a date and time.
    Moment,
}

/// Reads `=expression` or a fixed text. `place.line/column` are those of the text's first character.
pub(crate) fn expr(raw: &str, place: Place, fixed: Fixed) -> Expr {
    let trimmed = raw.trim();
    if let Some(feel) = trimmed.strip_prefix('=') {
        let skipped = 1 + feel.chars().take_while(|c| *c == ' ').count();
        let column = place.column.saturating_add(u32::try_from(skipped).unwrap_or(0));
        return Expr { text: feel.trim().into(), fixed: None, place: Place { column, ..place } };
    }
    let text = match fixed {
        Fixed::Number if trimmed.parse::<u32>().is_ok() => trimmed.to_owned(),
        Fixed::List => {
            let items = trimmed.split(',').map(str::trim).filter(|item| !item.is_empty());
            format!("[{}]", items.map(literal).collect::<Vec<_>>().join(", "))
        }
        Fixed::Moment => moment(trimmed),
        Fixed::Text | Fixed::Number => literal(trimmed),
    };
    Expr { text: text.into(), fixed: Some(trimmed.into()), place }
}

/// A FEEL string literal.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The FEEL call of a fixed date or date and time.
pub(crate) fn moment(text: &str) -> String {
    let call = if text.contains('T') { "date and time" } else { "date" };
    format!("{call}({})", literal(text))
}

/// The FEEL call of a fixed duration.
pub(crate) fn duration(text: &str) -> String {
    format!("duration({})", literal(text))
}

/// The place of a text inside an element.
pub(crate) fn text_place(file: &Arc<str>, at: Spot, element: &Arc<str>) -> Place {
    Place { file: Arc::clone(file), line: at.line, column: at.column, element: Some(Arc::clone(element)) }
}
