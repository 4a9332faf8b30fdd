//! Functions of contexts. Entries are moved without looking at them.

use std::sync::Arc;

use super::arguments::{at, context, list, text};
use super::{Builtin, Call, NULL_ARGUMENT, NULL_TYPES, Outcome, Stop};
use crate::value::{Context, Value};

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    match builtin {
        Builtin::GetValue => get_value(args, call),
        Builtin::GetEntries => Ok(context(args, 0)?
            .iter()
            .map(|(name, value)| {
                Value::context([("key", Value::String(Arc::clone(name))), ("value", value.clone())])
            })
            .collect()),
        Builtin::Context => from_entries(args, call),
        Builtin::ContextPut => {
            let keys = keys(at(args, 1), call)?;
            put(context(args, 0)?, &keys, at(args, 2), call)
        }
        _ => {
            let mut merged = Context::new();
            for part in list(args, 0)?.iter() {
                let part = call.run.look(part);
                let part = part.as_context().ok_or(NULL_TYPES)?;
                for (name, value) in part.iter() {
                    merged.insert(Arc::clone(name), value.clone());
                }
            }
            Ok(Value::Context(Arc::new(merged)))
        }
    }
}

fn keys(value: &Value, call: &mut Call<'_, '_>) -> Result<Vec<Arc<str>>, Stop> {
    let keys = match call.run.look_deeply(value) {
        Value::List(keys) => keys,
        single => Arc::from([single]),
    };
    keys.iter()
        .map(|key| if let Value::String(key) = key { Ok(Arc::clone(key)) } else { Err(NULL_TYPES) })
        .collect()
}

fn get_value(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let keys = keys(at(args, 1), call)?;
    let mut value = Value::Context(Arc::clone(context(args, 0)?));
    if keys.is_empty() {
        return Err(NULL_ARGUMENT);
    }
    for key in keys {
        let entry = value.as_context().and_then(|context| context.get(&key)).ok_or(NULL_ARGUMENT)?;
        value = call.run.look(entry);
    }
    Ok(value)
}

fn from_entries(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let mut made = Context::new();
    for entry in list(args, 0)?.iter() {
        let entry = call.run.look(entry);
        let entry = entry.as_context().ok_or(NULL_TYPES)?;
        let key = call.run.look(entry.get("key").ok_or(NULL_ARGUMENT)?);
        let value = entry.get("value").ok_or(NULL_ARGUMENT)?;
        let name = text(&[key], 0)?.to_owned();
        if made.get(&name).is_some() {
            return Err(NULL_ARGUMENT);
        }
        made.insert(name, value.clone());
    }
    Ok(Value::Context(Arc::new(made)))
}

fn put(base: &Context, keys: &[Arc<str>], value: &Value, call: &mut Call<'_, '_>) -> Outcome {
    let (key, inner) = keys.split_first().ok_or(NULL_ARGUMENT)?;
    let value = if inner.is_empty() {
        value.clone()
    } else {
        let below = call.run.look(base.get(key).ok_or(NULL_ARGUMENT)?);
        put(below.as_context().ok_or(NULL_TYPES)?, inner, value, call)?
    };
    let mut made = base.clone();
    made.insert(Arc::clone(key), value);
    Ok(Value::Context(Arc::new(made)))
}
