//! Finds and sets places in JSON by path: `kostnader[k1].belopp`, `svar[1].status`.

use saklig_feel::Value;
use serde_json::{Map, Value as Json};

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A field.
    Field(String),
    /// An element: the one with this `id`, or by position from 1.
    Element(String),
}

/// The steps of a path; none when it is not one.
pub(crate) fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        let field = pieces.next().filter(|field| !field.is_empty())?;
        steps.push(Step::Field(field.to_owned()));
        for piece in pieces {
            let id = piece.strip_suffix(']').filter(|id| !id.is_empty())?;
            steps.push(Step::Element(id.to_owned()));
        }
    }
    Some(steps)
}

/// Sets the place at a path; objects and elements on the way are made where there are none. False when something of
/// another kind stands in the way.
pub(crate) fn set(into: &mut Json, path: &[Step], value: Json) -> bool {
    let Some((step, rest)) = path.split_first() else {
        *into = value;
        return true;
    };
    match step {
        Step::Field(name) => {
            if into.is_null() {
                *into = Json::Object(Map::new());
            }
            let Some(fields) = into.as_object_mut() else { return false };
            if rest.is_empty() && value.is_null() && !fields.contains_key(name) {
                return true;
            }
            set(fields.entry(name.clone()).or_insert(Json::Null), rest, value)
        }
        Step::Element(id) => {
            if into.is_null() {
                *into = Json::Array(Vec::new());
            }
            let Some(items) = into.as_array_mut() else { return false };
            let named = items.iter().position(|item| item.get("id").and_then(Json::as_str) == Some(id));
            let place = named.or_else(|| id.parse::<usize>().ok()?.checked_sub(1));
            if let Some(place) = place {
                return items.get_mut(place).is_some_and(|item| set(item, rest, value));
            }
            let mut item = Json::Object(Map::from_iter([("id".to_owned(), Json::from(id.as_str()))]));
            let done = set(&mut item, rest, value);
            items.push(item);
            done
        }
    }
}

/// A value as an application, an answer or an earlier month would write it: a date as text, an amount that is no
/// integer as text.
pub(crate) fn of(value: &Value) -> Json {
    match value.peek() {
        Value::Null => Json::Null,
        Value::Boolean(boolean) => Json::Bool(*boolean),
        Value::Number(number) => number.to_i64().map_or_else(|| Json::from(number.to_string()), Json::from),
        Value::String(text) => Json::from(text.as_ref()),
        Value::Date(date) => Json::from(date.to_string()),
        Value::List(items) => items.iter().map(of).collect(),
        Value::Context(fields) => {
            Json::Object(fields.iter().map(|(name, value)| (name.to_string(), of(value))).collect())
        }
        other => Json::from(other.to_string()),
    }
}
