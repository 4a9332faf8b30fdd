//! Names, paths, filters, properties, and the state of a fact.

use std::sync::Arc;

use jiff::SignedDuration;
use saklig_number::Number;

use super::{Eval, Frame, Run, look};
use crate::env::Why;
use crate::fault::Span;
use crate::program::{Expr, Kind, Step};
use crate::track::{KNOWN, Reads};
use crate::types::Type;
use crate::value::{Value, Zone};

/// Walks names and entries of contexts by reference, as far as they go. `None` where a copy must be made.
fn walk<'v>(reads: &mut Reads, stack: &'v [Value], frame: &Frame<'v>, expr: &'v Expr) -> Option<&'v Value> {
    let value = match &expr.kind {
        Kind::Slot(index) => frame.slots.get(*index as usize)?,
        Kind::Local(index) => stack.get(frame.base + *index as usize)?,
        Kind::Captured(index) => frame.closure?.captured.get(*index as usize)?,
        Kind::Input => frame.input,
        Kind::Literal(value) => return Some(value),
        Kind::Path(base, step) => match walk(reads, stack, frame, base)? {
            Value::Context(context) => context.get_at(step.hint.into(), &step.name)?,
            _ => return None,
        },
        _ => return None,
    };
    Some(look(reads, value))
}

impl Run<'_> {
    /// Two numbers, where both are literals, names or paths: without making values of them.
    pub(super) fn numbers(&mut self, parts: &(Expr, Expr), frame: &Frame<'_>) -> Option<(Number, Number)> {
        let (Value::Number(a), Value::Number(b)) = (
            walk(&mut self.reads, &self.stack, frame, &parts.0)?,
            walk(&mut self.reads, &self.stack, frame, &parts.1)?,
        ) else {
            return None;
        };
        Some((*a, *b))
    }

    pub(super) fn name_or_path(&mut self, expr: &Expr, frame: &Frame<'_>) -> Eval {
        if let Some(value) = walk(&mut self.reads, &self.stack, frame, expr) {
            return Ok(value.clone());
        }
        match &expr.kind {
            Kind::Path(base, step) => {
                let base = self.eval(base, frame)?;
                Ok(self.entry(&base, step, expr.span))
            }
            // A name without a value: a slot that was not handed in.
            _ => Ok(Value::Null),
        }
    }

    /// `value.name`; of a list, for each item.
    fn entry(&mut self, value: &Value, step: &Step, span: Span) -> Value {
        match value {
            Value::Null => Value::Null,
            Value::Context(context) => match context.get_at(step.hint.into(), &step.name) {
                Some(value) => self.look(value),
                None => self.null(span, Why::NoEntry),
            },
            Value::List(items) => items
                .iter()
                .map(|item| {
                    let item = look(&mut self.reads, item).clone();
                    self.entry(&item, step, span)
                })
                .collect(),
            other => match property(other, &step.name) {
                Some(value) => self.look(&value),
                None => self.null(span, Why::NoEntry),
            },
        }
    }

    pub(super) fn item_or(
        &mut self,
        item: &Expr,
        step: &Step,
        fallback: Option<&Expr>,
        frame: &Frame<'_>,
        span: Span,
    ) -> Eval {
        let item = self.eval(item, frame)?;
        if let Value::Context(context) = &item
            && let Some(value) = context.get(&step.name)
        {
            return Ok(self.look(value));
        }
        match fallback {
            Some(fallback) => self.eval(fallback, frame),
            None => Ok(match property(&item, &step.name) {
                Some(value) => value,
                None if item.is_null() => Value::Null,
                None => self.null(span, Why::NoEntry),
            }),
        }
    }

    /// `list[condition]` and `list[number]`.
    pub(super) fn filter(&mut self, parts: &(Expr, Expr), frame: &Frame<'_>, span: Span) -> Eval {
        let list = self.eval(&parts.0, frame)?;
        let picked = self.pick(&list, &parts.1, frame, span)?;
        Ok(self.look(&picked))
    }

    /// The items that pass, or the item at an index; they are not looked at themselves.
    fn pick(&mut self, list: &Value, condition: &Expr, frame: &Frame<'_>, span: Span) -> Eval {
        let items: Arc<[Value]> = match list {
            Value::Null => return Ok(Value::Null),
            Value::List(items) => Arc::clone(items),
            single => Arc::from([single.clone()]),
        };
        if condition.of == Type::Number || (items.is_empty() && condition.of != Type::Boolean) {
            return match self.with_local(Value::Null, condition, frame)? {
                Value::Number(index) => Ok(self.at_index(&items, index, span)),
                Value::Null if condition.of == Type::Number => Ok(Value::Null),
                _ => Ok(Value::list([])),
            };
        }
        let mut kept = Vec::new();
        for item in items.iter() {
            match self.with_local(item.clone(), condition, frame)? {
                Value::Boolean(true) => kept.push(item.clone()),
                Value::Number(index) => return Ok(self.at_index(&items, index, span)),
                _ => {}
            }
        }
        Ok(Value::list(kept))
    }

    fn with_local(&mut self, local: Value, expr: &Expr, frame: &Frame<'_>) -> Eval {
        let place = self.stack.len();
        self.stack.push(local);
        let value = self.eval(expr, frame);
        self.stack.truncate(place);
        value
    }

    fn at_index(&mut self, items: &[Value], index: Number, span: Span) -> Value {
        let place = index.to_i64().and_then(|index| place_of(index, items.len()));
        match place.and_then(|place| items.get(place)) {
            Some(item) => item.clone(),
            None => self.null(span, Why::NoItem),
        }
    }

    /// The state of the fact at a path. Only conditions of filters on the way are read.
    pub(super) fn state(&mut self, path: &Expr, frame: &Frame<'_>) -> Eval {
        let value = self.unread(path, frame)?;
        Ok(Value::string(self.state_word(&value)))
    }

    fn is_unknown(&self, value: &Value) -> bool {
        matches!(value, Value::Tracked(tracked) if self.env.marks.is_unknown(tracked.mark))
    }

    fn state_word(&self, value: &Value) -> &str {
        match value {
            Value::Tracked(tracked) => self.env.marks.state(tracked.mark),
            Value::List(items) => {
                items.iter().map(|item| self.state_word(item)).find(|state| *state != KNOWN).unwrap_or(KNOWN)
            }
            _ => KNOWN,
        }
    }

    /// The value at a path with its marks on, or that of the fact on the way where the path ends early.
    fn unread(&mut self, path: &Expr, frame: &Frame<'_>) -> Eval {
        self.step(path.span)?;
        Ok(match &path.kind {
            Kind::Slot(index) => frame.slots.get(*index as usize).cloned().unwrap_or_default(),
            Kind::Local(index) => self.stack.get(frame.base + *index as usize).cloned().unwrap_or_default(),
            Kind::Captured(index) => frame
                .closure
                .and_then(|closure| closure.captured.get(*index as usize))
                .cloned()
                .unwrap_or_default(),
            Kind::Input => frame.input.clone(),
            Kind::ItemOr(item, step, fallback) => {
                let item = self.unread(item, frame)?;
                match (item.as_context().and_then(|context| context.get(&step.name)), fallback) {
                    (Some(value), _) => value.clone(),
                    (None, Some(fallback)) => self.unread(fallback, frame)?,
                    (None, None) => item,
                }
            }
            Kind::Path(base, step) => {
                let base = self.unread(base, frame)?;
                if self.is_unknown(&base) { base } else { unread_entry(&base, step) }
            }
            Kind::Filter(parts) => {
                let list = self.unread(&parts.0, frame)?;
                if list.is_null() || self.is_unknown(&list) {
                    return Ok(list);
                }
                self.pick(list.peek(), &parts.1, frame, path.span)?
            }
            _ => self.eval(path, frame)?,
        })
    }
}

fn unread_entry(base: &Value, step: &Step) -> Value {
    match base.peek() {
        Value::Context(context) => context.get(&step.name).cloned().unwrap_or_default(),
        Value::List(items) => items.iter().map(|item| unread_entry(item, step)).collect(),
        _ => base.clone(),
    }
}

/// The place of an index from 1, or from -1 backwards.
pub(crate) fn place_of(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let place = match index {
        1.. => index - 1,
        0 => return None,
        _ => length + index,
    };
    if place < length { usize::try_from(place).ok() } else { None }
}

/// What a date, time, duration or range answers to a name.
pub(crate) fn property(value: &Value, name: &str) -> Option<Value> {
    let whole = |number: i64| Some(Value::from(number));
    match value {
        Value::Date(date) => date_property(*date, name),
        Value::DateTime(at) => date_property(at.at.date(), name)
            .or_else(|| time_property(at.at.time(), name))
            .or_else(|| zone_property(&at.zone, at.at, name)),
        Value::Time(time) => time_property(time.time, name)
            .or_else(|| zone_property(&time.zone, time.time.on(1970, 1, 1), name)),
        Value::YearsMonths(months) => match name {
            "years" => whole(months / 12),
            "months" => whole(months % 12),
            _ => None,
        },
        Value::DaysTime(duration) => {
            let seconds = duration.as_secs();
            match name {
                "days" => whole(seconds / 86_400),
                "hours" => whole(seconds / 3600 % 24),
                "minutes" => whole(seconds / 60 % 60),
                "seconds" => {
                    let nanos =
                        i128::from(seconds % 60) * 1_000_000_000 + i128::from(duration.subsec_nanos());
                    Number::from_parts(nanos, -9).ok().map(Value::Number)
                }
                _ => None,
            }
        }
        Value::Range(range) => match name {
            "start" => Some(range.start.value.clone()),
            "end" => Some(range.end.value.clone()),
            "start included" => Some(range.start.closed.into()),
            "end included" => Some(range.end.closed.into()),
            _ => None,
        },
        _ => None,
    }
}

fn date_property(date: jiff::civil::Date, name: &str) -> Option<Value> {
    let number = match name {
        "year" => i64::from(date.year()),
        "month" => i64::from(date.month()),
        "day" => i64::from(date.day()),
        "weekday" => i64::from(date.weekday().to_monday_one_offset()),
        _ => return None,
    };
    Some(number.into())
}

fn time_property(time: jiff::civil::Time, name: &str) -> Option<Value> {
    match name {
        "hour" => Some(i64::from(time.hour()).into()),
        "minute" => Some(i64::from(time.minute()).into()),
        "second" => Some(i64::from(time.second()).into()),
        _ => None,
    }
}

fn zone_property(zone: &Zone, at: jiff::civil::DateTime, name: &str) -> Option<Value> {
    match name {
        "time offset" => Some(zone.offset(at).map_or(Value::Null, |offset| {
            Value::DaysTime(SignedDuration::from_secs(offset.seconds().into()))
        })),
        "timezone" => Some(zone.name().map_or(Value::Null, Value::from)),
        _ => None,
    }
}
