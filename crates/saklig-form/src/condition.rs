//! Conditions of a form: FEEL over the answers given so far.

use std::sync::Arc;

use saklig_feel::{DateTime, Env, Program, Scope, Type, Value, Zone, compile_expression};

use crate::form::{Field, FieldKind};
use crate::node::Node;
use crate::validate::Members;

/// Most steps one condition may take.
const BUDGET: u64 = 100_000;

/// A compiled condition.
#[derive(Debug, Clone)]
pub struct Condition {
    text: Arc<str>,
    program: Program,
    names: Vec<Arc<str>>,
}

impl Condition {
    /// Compiles a condition that may use the names given so far.
    pub(crate) fn compile(text: &str, names: &Names) -> Result<Self, Vec<String>> {
        let scope = names.scope();
        let program = compile_expression(text, &scope)
            .map_err(|faults| faults.iter().map(|fault| fault.what.clone()).collect::<Vec<_>>())?;
        let names = scope.names().map(|(name, _)| name.clone()).collect();
        Ok(Self { text: text.into(), program, names })
    }

    /// The FEEL text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the condition is true; null and faults are not.
    pub(crate) fn holds(&self, frames: &Frames) -> bool {
        let slots: Vec<Value> = self.names.iter().map(|name| frames.value(name)).collect();
        let env = Env::new().with_budget(BUDGET);
        let result = self.program.evaluate(&slots, &env);
        result.is_ok_and(|evaluation| matches!(evaluation.value, Value::Boolean(true)))
    }
}

/// The names a condition may use: those of the fields before it, innermost group first.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    frames: Vec<Vec<(Arc<str>, Type)>>,
}

impl Default for Names {
    fn default() -> Self {
        Self { frames: vec![Vec::new()] }
    }
}

impl Names {
    /// The names inside a group or list of this level.
    pub(crate) fn inner(&self) -> Self {
        let mut inner = self.clone();
        inner.frames.push(Vec::new());
        inner
    }

    /// The field may be used from here on.
    pub(crate) fn add(&mut self, field: &Field) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push((field.id.clone(), type_of(field)));
        }
    }

    fn scope(&self) -> Scope {
        self.frames.iter().flatten().map(|(name, of)| (name.clone(), of.clone())).collect()
    }
}

fn type_of(field: &Field) -> Type {
    match field.kind {
        FieldKind::Group => {
            Type::context(field.fields.iter().map(|field| (field.id.clone(), type_of(field))))
        }
        FieldKind::List => {
            let id: (Arc<str>, Type) = ("id".into(), Type::String);
            let fields = field.fields.iter().map(|field| (field.id.clone(), type_of(field)));
            Type::list(Type::context(std::iter::once(id).chain(fields)))
        }
        FieldKind::Amount | FieldKind::Number | FieldKind::Integer => Type::Number,
        FieldKind::Date | FieldKind::Month => Type::Date,
        FieldKind::Instant => Type::DateTime,
        FieldKind::YesNo => Type::Boolean,
        FieldKind::Choices => Type::list(Type::String),
        FieldKind::Info => Type::Null,
        FieldKind::PersonNumber
        | FieldKind::Account
        | FieldKind::Plate
        | FieldKind::Text
        | FieldKind::Choice
        | FieldKind::Email
        | FieldKind::Phone => Type::String,
    }
}

/// The answers given so far, one frame for each open group.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    frames: Vec<Members>,
}

impl Frames {
    /// Opens a group.
    pub(crate) fn push(&mut self) {
        self.frames.push(Members::new());
    }

    /// Closes the innermost group and gives its members.
    pub(crate) fn pop(&mut self) -> Members {
        self.frames.pop().unwrap_or_default()
    }

    /// Enters the answer to a field of the innermost group.
    pub(crate) fn set(&mut self, field: &Field, node: Node) {
        if field.kind == FieldKind::Info {
            return;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.insert(field.id.clone(), node);
        }
    }

    fn value(&self, name: &str) -> Value {
        self.frames.iter().rev().find_map(|frame| frame.get(name)).map_or(Value::Null, value_of)
    }
}

/// The answer as FEEL sees it; a month is the date of its first day.
pub(crate) fn value_of(node: &Node) -> Value {
    match node {
        Node::Empty => Value::Null,
        Node::Boolean(value) => Value::Boolean(*value),
        Node::Number(number) => Value::Number(*number),
        Node::Text(text) => Value::String(text.clone()),
        Node::Date(date) => Value::Date(*date),
        Node::Month(year, month) => jiff::civil::Date::new(*year, *month, 1).map_or(Value::Null, Value::Date),
        Node::Instant(instant) => {
            let offset = jiff::tz::Offset::UTC;
            Value::DateTime(Arc::new(DateTime {
                at: offset.to_datetime(*instant),
                zone: Zone::Offset(offset),
            }))
        }
        Node::Choices(choices) => {
            Value::list(choices.iter().map(|choice| Value::String(choice.clone())).collect::<Vec<_>>())
        }
        Node::Group(members) => {
            Value::context(members.iter().map(|(name, node)| (name.clone(), value_of(node))))
        }
        Node::List(items) => {
            Value::list(items.iter().map(|(id, node)| element(id, node)).collect::<Vec<_>>())
        }
    }
}

fn element(id: &Arc<str>, node: &Node) -> Value {
    let mut fields = vec![(Arc::<str>::from("id"), Value::String(id.clone()))];
    if let Node::Group(members) = node {
        fields.extend(members.iter().map(|(name, node)| (name.clone(), value_of(node))));
    }
    Value::context(fields)
}
