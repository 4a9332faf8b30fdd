//! What a cell says: a FEEL literal, `ja`/`nej`, a date or month, `okänd`, nothing, or a bare word.

use saklig_case::Month;
use saklig_feel::{Context, Env, Mark, Scope, Value, compile_expression};

/// The value of a cell. `unknown` is the mark of a fact that is not known. The error says why a cell that begins like
/// FEEL cannot be read.
pub(crate) fn value(text: &str, unknown: Mark) -> Result<Value, String> {
    let text = text.trim();
    match text {
        "" => return Ok(Value::Null),
        "ja" => return Ok(Value::Boolean(true)),
        "nej" => return Ok(Value::Boolean(false)),
        "okänd" => return Ok(Value::tracked(unknown, Value::Null)),
        _ => {}
    }
    if text.len() == 10
        && let Ok(date) = text.parse()
    {
        return Ok(Value::Date(date));
    }
    if let Ok(month) = text.parse::<Month>() {
        return Ok(Value::Date(month.first_day()));
    }
    match compile_expression(text, &Scope::new()) {
        Ok(program) => {
            let evaluation = program.evaluate(&[], &Env::new()).map_err(|error| error.to_string())?;
            match (evaluation.value, evaluation.notes.first()) {
                (Value::Null, Some(note)) => Err(note.sentence(text)),
                (Value::Function(_), _) => Ok(Value::string(text)),
                (value, _) => Ok(value),
            }
        }
        Err(faults) if text.starts_with(['{', '[', '"']) => {
            Err(faults.first().map_or_else(String::new, ToString::to_string))
        }
        Err(_) => Ok(Value::string(text)),
    }
}

/// A value as a cell would say it.
pub(crate) fn shown(value: &Value) -> String {
    match value.peek() {
        Value::Null => String::new(),
        Value::Boolean(true) => "ja".to_owned(),
        Value::Boolean(false) => "nej".to_owned(),
        Value::String(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        other => other.to_string(),
    }
}

/// `into` with `value` at a path of names; contexts on the way are made where there are none.
pub(crate) fn put(into: &Value, path: &[&str], value: Value) -> Value {
    let Some((name, rest)) = path.split_first() else { return value };
    let mut context = match into.peek() {
        Value::Context(context) => Context::clone(context),
        _ => Context::new(),
    };
    let below = context.get(name).cloned().unwrap_or_default();
    context.insert(*name, put(&below, rest, value));
    Value::Context(context.into())
}
