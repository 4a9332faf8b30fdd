//! Between facts and FEEL values.

use std::sync::Arc;

use jiff::tz::TimeZone;
use saklig_case::{FactState, Path, StatedFact, Value as FactValue};
use saklig_feel::{DateTime, Value, Zone};

/// A fact's value in FEEL: a month is the date of its first day, an instant a date and time in UTC.
pub(crate) fn to_feel(value: &FactValue) -> Value {
    match value {
        FactValue::Boolean(value) => Value::Boolean(*value),
        FactValue::Number(number) => Value::Number(*number),
        FactValue::Text(text) => Value::String(Arc::clone(text)),
        FactValue::Date(date) => Value::Date(*date),
        FactValue::Month(month) => Value::Date(month.first_day()),
        FactValue::Instant(at) => {
            let zoned = at.to_zoned(TimeZone::UTC);
            Value::DateTime(Arc::new(DateTime {
                at: zoned.datetime(),
                zone: Zone::Offset(jiff::tz::Offset::UTC),
            }))
        }
        FactValue::Items(ids) => {
            Value::list(ids.iter().map(|id| Value::String(Arc::clone(id))).collect::<Vec<_>>())
        }
    }
}

/// A FEEL value as facts at and below `path`. What cannot be a fact (a range, a function) becomes its text.
pub(crate) fn to_facts(path: &Path, value: &Value, facts: &mut Vec<StatedFact>) {
    let leaf = match value.peek() {
        Value::Null | Value::Tracked(_) => {
            facts.push(StatedFact { path: path.clone(), state: FactState::Empty, valid: None });
            return;
        }
        Value::Context(context) => {
            for (name, entry) in context.iter() {
                if let Ok(below) = path.child(name) {
                    to_facts(&below, entry, facts);
                }
            }
            return;
        }
        Value::List(list) => {
            list_to_facts(path, list, facts);
            return;
        }
        Value::Boolean(value) => FactValue::Boolean(*value),
        Value::Number(number) => FactValue::Number(*number),
        Value::String(text) => FactValue::Text(Arc::clone(text)),
        Value::Date(date) => FactValue::Date(*date),
        other @ (Value::Time(_)
        | Value::DateTime(_)
        | Value::YearsMonths(_)
        | Value::DaysTime(_)
        | Value::Range(_)
        | Value::Function(_)) => FactValue::text(&other.to_string()),
    };
    facts.push(StatedFact::known(path.clone(), leaf));
}

fn list_to_facts(path: &Path, list: &[Value], facts: &mut Vec<StatedFact>) {
    let mut ids: Vec<Arc<str>> = Vec::with_capacity(list.len());
    let mut below = Vec::new();
    for (at, element) in list.iter().enumerate() {
        let own = element.as_context().and_then(|c| c.get("id")).and_then(Value::as_str).map(Arc::from);
        let id: Arc<str> =
            own.filter(|id| !ids.contains(id)).unwrap_or_else(|| Arc::from((at + 1).to_string()));
        if let Ok(item) = path.item(&id) {
            ids.push(id);
            element_to_facts(&item, element, &mut below);
        }
    }
    facts.push(StatedFact::known(path.clone(), FactValue::Items(ids)));
    facts.append(&mut below);
}

/// An element without what it does not have: null entries and its id are not facts of their own.
fn element_to_facts(item: &Path, element: &Value, facts: &mut Vec<StatedFact>) {
    let Some(context) = element.as_context() else {
        to_facts(item, element, facts);
        return;
    };
    for (name, entry) in context.iter().filter(|(name, entry)| name.as_ref() != "id" && !entry.is_null()) {
        if let Ok(below) = item.child(name) {
            to_facts(&below, entry, facts);
        }
    }
}
