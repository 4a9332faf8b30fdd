//! What would have let a cell of a rule table through: its boundary, in words.

use saklig_feel::{Number, Value};
use saklig_text::{Args, Texts};

/// What would have let a cell through, in a sentence.
pub(crate) fn change(texts: &Texts, column: &str, cell: &str, value: &Value) -> String {
    let cell = cell.trim();
    let args = || Args::new().with("kolumn", column).with("varde", plain(texts, value));
    if let Some((key, limit)) = boundary(cell) {
        let args = args().with("grans", texts.number(limit));
        return match value {
            Value::Number(number) => {
                let distance =
                    limit.checked_sub(*number).ok().map(|d| if d < Number::from(0) { minus(d) } else { d });
                let away = distance.map(|distance| texts.number(distance)).unwrap_or_default();
                texts.get(key, args.with("skillnad", away))
            }
            _ => texts.get(key, args.with("skillnad", "?")),
        };
    }
    match cell {
        "true" => texts.get("andring-sant", args()),
        "false" => texts.get("andring-falskt", args()),
        "" | "-" => String::new(),
        _ if is_literal(cell) => {
            texts.get("andring-lika", args().with("villkor", cell.trim_matches('"').to_owned()))
        }
        _ => texts.get("andring-villkor", args().with("villkor", cell)),
    }
}

fn minus(number: Number) -> Number {
    Number::from(0).checked_sub(number).unwrap_or(number)
}

/// The key of the sentence and the limit, for a cell that compares with a number.
fn boundary(cell: &str) -> Option<(&'static str, Number)> {
    let signs =
        [("<=", "andring-hogst"), (">=", "andring-minst"), ("<", "andring-under"), (">", "andring-over")];
    signs.iter().find_map(|(sign, key)| {
        let limit: Number = cell.strip_prefix(sign)?.trim().parse().ok()?;
        Some((*key, limit))
    })
}

fn is_literal(cell: &str) -> bool {
    let quoted = cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"');
    (quoted && !cell.get(1..cell.len() - 1).unwrap_or_default().contains('"'))
        || cell.parse::<Number>().is_ok()
}

/// A value as a person writes it.
fn plain(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Boolean(true) => texts.get("yes", ()),
        Value::Boolean(false) => texts.get("no", ()),
        Value::Number(number) => texts.number(*number),
        Value::String(text) => text.to_string(),
        Value::Null => texts.get("none", ()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use saklig_text::Lang;

    use super::*;

    fn check(cell: &str, value: impl Into<Value>, wanted: &Expect) {
        wanted.assert_eq(&change(Texts::of(Lang::Sv), "Belopp", cell, &value.into()));
    }

    #[test]
    fn the_boundary_of_a_cell_is_told_with_how_far_away_it_was() {
        check("<= 500", 620, &expect!["om Belopp hade varit högst 500 (var 620, 120 ifrån)"]);
        check("> 3", 3, &expect!["om Belopp hade varit över 3 (var 3, 0 ifrån)"]);
        check("true", false, &expect!["om Belopp hade varit ja (var nej)"]);
        check("\"hyra\"", "el", &expect!["om Belopp hade varit hyra (var el)"]);
        check("[1..3]", 4, &expect!["om Belopp hade uppfyllt »[1..3]« (var 4)"]);
    }
}
