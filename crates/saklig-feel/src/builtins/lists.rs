//! Functions of lists. Those that only move items do not look at them.

use std::cmp::Ordering;
use std::sync::Arc;

use super::arguments::{at, items, list, whole};
use super::{Builtin, Call, NULL_ARGUMENT, NULL_TYPES, Outcome, Stop};
use crate::eval::place_of;
use crate::value::{Function, Value, compare, equal};

pub(super) fn call(builtin: Builtin, args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    match builtin {
        Builtin::Count => Ok(i64::try_from(items(args)?.len()).unwrap_or(i64::MAX).into()),
        Builtin::ListContains => {
            let items = call.read(&list(args, 0)?)?;
            let wanted = call.run.look_deeply(at(args, 1));
            Ok(items.iter().any(|item| equal(item, &wanted) == Some(true)).into())
        }
        Builtin::All => decided(args, call, false),
        Builtin::Any => decided(args, call, true),
        Builtin::Sublist => sublist(args),
        Builtin::Append => {
            let list = list(args, 0)?;
            Ok(list.iter().chain(args.iter().skip(1)).cloned().collect())
        }
        Builtin::Concatenate => concatenate(args, call).map(Value::list),
        Builtin::Union => concatenate(args, call).and_then(|items| distinct(&items, call)),
        Builtin::DistinctValues => distinct(&list(args, 0)?, call),
        Builtin::InsertBefore => {
            let mut items = list(args, 0)?.to_vec();
            let place = place_of(whole(args, 1)?, items.len()).ok_or(NULL_ARGUMENT)?;
            items.insert(place, at(args, 2).clone());
            Ok(items.into())
        }
        Builtin::Remove => {
            let mut items = list(args, 0)?.to_vec();
            let place = place_of(whole(args, 1)?, items.len()).ok_or(NULL_ARGUMENT)?;
            items.remove(place);
            Ok(items.into())
        }
        Builtin::ListReplace => replace(args, call),
        Builtin::Reverse => Ok(list(args, 0)?.iter().rev().cloned().collect()),
        Builtin::IndexOf => {
            let items = call.read(&list(args, 0)?)?;
            let wanted = call.run.look_deeply(at(args, 1));
            let places = items.iter().zip(1_i64..).filter(|(item, _)| equal(item, &wanted) == Some(true));
            Ok(places.map(|(_, place)| Value::from(place)).collect())
        }
        Builtin::Flatten => {
            let mut flat = Vec::new();
            flatten(&list(args, 0)?, &mut flat, call, 0)?;
            Ok(flat.into())
        }
        _ => sort(args, call),
    }
}

/// `all` (which one false decides) and `any` (which one true decides).
fn decided(args: &[Value], call: &mut Call<'_, '_>, deciding: bool) -> Outcome {
    let items = call.read(items(args)?)?;
    if items.iter().any(|item| item.as_boolean() == Some(deciding)) {
        return Ok(deciding.into());
    }
    if items.iter().all(|item| item.as_boolean().is_some()) {
        Ok((!deciding).into())
    } else {
        Err(NULL_TYPES)
    }
}

fn sublist(args: &[Value]) -> Outcome {
    let items = list(args, 0)?;
    let start = place_of(whole(args, 1)?, items.len()).ok_or(NULL_ARGUMENT)?;
    let end = match at(args, 2) {
        Value::Null => items.len(),
        _ => start.saturating_add(usize::try_from(whole(args, 2)?).map_err(|_| NULL_ARGUMENT)?),
    };
    items.get(start..end).map(Value::list).ok_or(NULL_ARGUMENT)
}

fn concatenate(args: &[Value], call: &mut Call<'_, '_>) -> Result<Vec<Value>, Stop> {
    let mut all = Vec::new();
    for place in 0..args.len() {
        let items = list(args, place)?;
        call.run.spend(items.len(), call.span)?;
        all.extend(items.iter().cloned());
    }
    Ok(all)
}

fn distinct(items: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for item in call.read(items)? {
        call.run.spend(kept.len(), call.span)?;
        if !kept.iter().any(|known| equal(known, &item) == Some(true)) {
            kept.push(item);
        }
    }
    Ok(kept.into())
}

fn replace(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let mut items = list(args, 0)?.to_vec();
    if let Value::Function(function) = at(args, 1) {
        for item in &mut items {
            let seen = call.run.look(item);
            let answer = call.run.call_function(function, &[seen, at(args, 2).clone()], call.span)?;
            match answer {
                Value::Boolean(true) => *item = at(args, 2).clone(),
                Value::Boolean(false) => {}
                _ => return Err(NULL_TYPES),
            }
        }
    } else {
        let place = place_of(whole(args, 1)?, items.len()).ok_or(NULL_ARGUMENT)?;
        if let Some(item) = items.get_mut(place) {
            *item = at(args, 2).clone();
        }
    }
    Ok(items.into())
}

fn flatten(items: &[Value], flat: &mut Vec<Value>, call: &mut Call<'_, '_>, depth: u32) -> Result<(), Stop> {
    call.run.spend(items.len() + 1, call.span)?;
    for item in items {
        match call.run.look(item) {
            Value::List(inner) if depth < 100 => flatten(&inner, flat, call, depth + 1)?,
            Value::List(_) => return Err(NULL_ARGUMENT),
            single => flat.push(single),
        }
    }
    Ok(())
}

/// Sorts by merging, with a function that says whether the first of two comes before the second.
fn sort(args: &[Value], call: &mut Call<'_, '_>) -> Outcome {
    let items = list(args, 0)?;
    let items = call.read(&items)?;
    let precedes = match at(args, 1) {
        Value::Function(function) => Some(function.clone()),
        Value::Null if args.len() < 2 => None,
        _ => return Err(NULL_TYPES),
    };
    merge_sort(items, precedes.as_ref(), call).map(Value::list)
}

fn merge_sort(
    mut items: Vec<Value>,
    precedes: Option<&Function>,
    call: &mut Call<'_, '_>,
) -> Result<Arc<[Value]>, Stop> {
    if items.len() < 2 {
        return Ok(items.into());
    }
    let right = items.split_off(items.len() / 2);
    let left = merge_sort(items, precedes, call)?;
    let right = merge_sort(right, precedes, call)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        // The right one goes first only if it comes before the left one: equals keep their order.
        let swap = match precedes {
            None => compare(b, a).ok_or(NULL_TYPES)? == Ordering::Less,
            Some(function) => {
                let (a, b) = ((*a).clone(), (*b).clone());
                let answer = call.run.call_function(function, &[b, a], call.span)?;
                answer.as_boolean().ok_or(NULL_TYPES)?
            }
        };
        merged.extend(if swap { right.next() } else { left.next() }.cloned());
    }
    merged.extend(left.cloned());
    merged.extend(right.cloned());
    Ok(merged.into())
}
