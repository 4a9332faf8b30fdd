//! Inputs and traces as JSON, for those who store or show them.
//!
//! A value keeps its type: texts, truth values, null, lists and contexts are what they are in JSON; whole numbers are
//! JSON numbers, other numbers `{"#": "12.50"}` (never through floating point); dates, times and durations
//! `{"@": "2025-11-24"}`, as FEEL writes them; ranges `{"..": "[1..5)"}`. A context that looks like one of these is
//! written `{"{}": {…}}`. Functions are not written: they become null.

use crate::inputs::Inputs;
use crate::trace::{Entry, EntryKind, Hit, Trace};
use saklig_feel::{Mark, Number, Scope, Value, compile_expression};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

const NUMBER: &str = "#";
const LITERAL: &str = "@";
const RANGE: &str = "..";
const CONTEXT: &str = "{}";
/// Whole numbers up to this size are written as JSON numbers, since every reader keeps them exact.
const EXACT: i64 = 9_007_199_254_740_991;

/// A JSON value that stands for no value of FEEL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// A number with decimals, whose text is lost.
    #[error("the number {0} has decimals; write it as {{\"#\": \"{0}\"}}")]
    Fraction(String),
    /// A tagged text that cannot be read.
    #[error("`{0}` is not a number, date, time, duration or range")]
    Unreadable(String),
    /// Inputs that are not an object.
    #[error("the inputs are not a JSON object")]
    NotAnObject,
}

/// Writes a value. Marks are not written.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Null | Value::Function(_) => Json::Null,
        Value::Boolean(truth) => Json::Bool(*truth),
        Value::Number(number) => match number.to_i64().filter(|whole| whole.abs() <= EXACT) {
            Some(whole) => Json::from(whole),
            None => tagged(NUMBER, number.to_string()),
        },
        Value::String(text) => Json::String(text.to_string()),
        Value::Date(_) | Value::Time(_) | Value::DateTime(_) | Value::YearsMonths(_) | Value::DaysTime(_) => {
            let literal = value.to_string();
            tagged(LITERAL, literal.trim_start_matches("@\"").trim_end_matches('"').to_owned())
        }
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Context(context) => {
            let map: Map<String, Json> =
                context.iter().map(|(name, value)| (name.to_string(), to_json(value))).collect();
            if tag(&map).is_some() {
                Json::Object(Map::from_iter([(CONTEXT.to_owned(), map.into())]))
            } else {
                map.into()
            }
        }
        Value::Range(_) => tagged(RANGE, value.to_string()),
        Value::Tracked(tracked) => to_json(&tracked.value),
    }
}

fn tagged(tag: &str, text: String) -> Json {
    Json::Object(Map::from_iter([(tag.to_owned(), Json::String(text))]))
}

/// The tag and what it holds, when the object has nothing else.
fn tag(map: &Map<String, Json>) -> Option<(&str, &Json)> {
    let (key, value) = map.iter().next().filter(|_| map.len() == 1)?;
    [NUMBER, LITERAL, RANGE, CONTEXT].contains(&key.as_str()).then_some((key.as_str(), value))
}

/// Reads a value that [`to_json`] wrote.
pub fn from_json(json: &Json) -> Result<Value, JsonError> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Boolean(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::from(whole),
            None => return Err(JsonError::Fraction(number.to_string())),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::list(items.iter().map(from_json).collect::<Result<Vec<_>, _>>()?),
        Json::Object(map) => match tag(map) {
            Some((NUMBER, Json::String(text))) => {
                Value::Number(text.parse::<Number>().map_err(|_| JsonError::Unreadable(text.clone()))?)
            }
            Some((LITERAL, Json::String(text))) if !text.contains(['"', '\\']) => {
                literal(&format!("@\"{text}\""), text)?
            }
            Some((RANGE, Json::String(text))) => {
                let range = literal(text, text)?;
                if !matches!(range, Value::Range(_)) {
                    return Err(JsonError::Unreadable(text.clone()));
                }
                range
            }
            Some((CONTEXT, Json::Object(inner))) => context(inner)?,
            Some((_, other)) => return Err(JsonError::Unreadable(other.to_string())),
            None => context(map)?,
        },
    })
}

fn context(map: &Map<String, Json>) -> Result<Value, JsonError> {
    let entries = map.iter().map(|(name, value)| Ok((Arc::from(name.as_str()), from_json(value)?)));
    Ok(crate::types::context(entries.collect::<Result<Vec<_>, JsonError>>()?))
}

/// The value of a FEEL literal.
fn literal(source: &str, text: &str) -> Result<Value, JsonError> {
    let program =
        compile_expression(source, &Scope::new()).map_err(|_| JsonError::Unreadable(text.to_owned()))?;
    let result = program.evaluate(&[], &saklig_feel::Env::new());
    let value = result.map(|result| result.value).unwrap_or_default();
    if value.is_null() { Err(JsonError::Unreadable(text.to_owned())) } else { Ok(value) }
}

/// Writes inputs. Marks are not written.
pub fn inputs_to_json(inputs: &Inputs) -> Json {
    Json::Object(inputs.iter().map(|(name, value)| (name.to_string(), to_json(value))).collect())
}

/// Reads inputs that [`inputs_to_json`] wrote.
pub fn inputs_from_json(json: &Json) -> Result<Inputs, JsonError> {
    let map = json.as_object().ok_or(JsonError::NotAnObject)?;
    map.iter().map(|(name, value)| Ok((name.as_str(), from_json(value)?))).collect()
}

/// A trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TraceJson {
    /// The decisions, each after those it requires.
    pub decisions: Vec<EntryJson>,
    /// Calls that were left out because there were too many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u32,
}

/// One evaluation of a decision, function or table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryJson {
    /// `decision`, `function` or `table`.
    pub kind: String,
    /// Element id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Label and value of each input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<(String, Json)>,
    /// The rows that gave the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<HitJson>,
    /// The result.
    pub output: Json,
    /// It is an answer that rests on nothing unknown.
    pub clear: bool,
    /// Why the result itself is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// The facts that were read, as the caller names their marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<String>,
    /// Names of the required decisions that were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<String>,
    /// Paths of unknown facts for which an assumed value was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// Calls and inner tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<EntryJson>,
}

/// A row that matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HitJson {
    /// Element id.
    pub id: String,
    /// Place in the table, counted from 1.
    pub index: usize,
    /// Text by annotation column, blank ones left out.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub annotations: Map<String, Json>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl TraceJson {
    /// The trace; `name` gives the caller's name (such as a path) of each mark.
    pub fn new(trace: &Trace, name: &dyn Fn(Mark) -> String) -> Self {
        TraceJson {
            decisions: trace.decisions.iter().map(|entry| EntryJson::new(entry, name)).collect(),
            left_out: trace.left_out,
        }
    }
}

impl EntryJson {
    fn new(entry: &Entry, name: &dyn Fn(Mark) -> String) -> Self {
        let kind = match entry.kind {
            EntryKind::Decision => "decision",
            EntryKind::Function => "function",
            EntryKind::Table => "table",
        };
        EntryJson {
            kind: kind.to_owned(),
            id: entry.id.to_string(),
            name: entry.name.to_string(),
            inputs: entry.inputs.iter().map(|(label, value)| (label.to_string(), to_json(value))).collect(),
            rows: entry.rows.iter().map(|row| HitJson::new(row)).collect(),
            output: to_json(&entry.output),
            clear: entry.clear,
            open: entry.open.as_ref().map(ToString::to_string),
            reads: entry.reads.iter().map(name).collect(),
            uses: entry.uses.iter().map(ToString::to_string).collect(),
            assumed: entry.assumed.iter().map(ToString::to_string).collect(),
            calls: entry.calls.iter().map(|call| EntryJson::new(call, name)).collect(),
        }
    }
}

impl HitJson {
    fn new(row: &Hit) -> Self {
        let written = row.annotations.iter().filter(|(_, text)| !text.is_empty());
        HitJson {
            id: row.id.to_string(),
            index: row.index,
            annotations: written.map(|(name, text)| (name.to_string(), text.to_string().into())).collect(),
        }
    }
}
