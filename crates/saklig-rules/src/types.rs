//! Types of a model: names resolved for the static check, and the test that a value conforms.

use crate::issue::{self, Remarks};
use crate::model::{ItemDefinition, Model, Origin, Text};
use saklig_feel::remark::Place;
use saklig_feel::{Context, Env, Scope, Type, UnaryTests, Value, compile_unary_tests};
use std::sync::Arc;

/// What a value must be. Null always conforms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Check {
    /// The type for the static check.
    pub(crate) of: Type,
    shape: Shape,
    /// Unary tests that the value (of a list: each item) shall pass.
    allowed: Option<UnaryTests>,
    /// The type was found by looking at the expression or told by the caller: values are not tested against it.
    pub(crate) unchecked: bool,
}

#[derive(Debug, Clone, Default)]
enum Shape {
    #[default]
    Plain,
    List(Arc<Check>),
    Context(Arc<[(Arc<str>, Check)]>),
}

impl Check {
    fn plain(of: Type) -> Self {
        Check { of, ..Check::default() }
    }

    /// A type that values are not tested against.
    pub(crate) fn assumed(of: Type) -> Self {
        Check { of, unchecked: true, ..Check::default() }
    }

    fn list(item: Check) -> Self {
        Check {
            of: Type::list(item.of.clone()),
            shape: Shape::List(Arc::new(item)),
            allowed: None,
            unchecked: false,
        }
    }

    /// The value if it conforms: a list of one item also as the item, an item also as a list of one. None
    /// otherwise. Looks below marks and records nothing: what is tracked stays so.
    pub(crate) fn conform(&self, value: &Value, env: &Env<'_>) -> Option<Value> {
        if self.accepts(value, env) {
            return Some(value.clone());
        }
        let bare = value.peek();
        match (&self.shape, bare) {
            (Shape::List(item), _) if !matches!(bare, Value::List(_)) => {
                item.accepts(value, env).then(|| Value::list(vec![value.clone()]))
            }
            (Shape::Plain | Shape::Context(_), Value::List(items)) => match items.as_ref() {
                [item] if self.accepts(item, env) => Some(rewrap(value, item)),
                _ => None,
            },
            (Shape::Plain | Shape::Context(_) | Shape::List(_), _) => None,
        }
    }

    /// True when the value conforms as it is.
    pub(crate) fn accepts(&self, value: &Value, env: &Env<'_>) -> bool {
        let value = value.peek();
        if self.unchecked || matches!(value, Value::Null) {
            return true;
        }
        let fits = match &self.shape {
            Shape::Plain => is_of(&self.of, value),
            Shape::List(item) => {
                value.as_list().is_some_and(|items| items.iter().all(|value| item.accepts(value, env)))
            }
            Shape::Context(fields) => value.as_context().is_some_and(|context| {
                fields
                    .iter()
                    .all(|(name, check)| context.get(name).is_none_or(|value| check.accepts(value, env)))
            }),
        };
        fits && self.allowed.as_ref().is_none_or(|allowed| passes(allowed, value, env))
    }

    /// Every value conforms.
    pub(crate) fn is_free(&self) -> bool {
        self.unchecked || self.allowed.is_none() && self.of == Type::Any
    }

    /// Every value of the static type `found` conforms.
    pub(crate) fn is_given_by(&self, found: &Type) -> bool {
        let plain = matches!(self.shape, Shape::Plain) && self.allowed.is_none();
        plain && self.of == *found && !matches!(found, Type::Function(_) | Type::Range(_) | Type::Context(_))
    }

    /// False when a value of type `found` can never conform.
    pub(crate) fn may_be(&self, found: &Type) -> bool {
        match (&self.of, found) {
            (Type::List(item), found) if !matches!(found, Type::List(_)) => item.may_be(found),
            (of, Type::List(item)) if !matches!(of, Type::List(_)) => of.may_be(item),
            (of, found) => of.may_be(found),
        }
    }
}

/// What `item` is inside of `list`, with the marks that the list had.
fn rewrap(list: &Value, item: &Value) -> Value {
    if let Value::Tracked(tracked) = list {
        Value::tracked(tracked.mark, rewrap(&tracked.value, item))
    } else {
        item.clone()
    }
}

/// True when unary tests hold for `value`.
pub(crate) fn passes(tests: &UnaryTests, value: &Value, env: &Env<'_>) -> bool {
    tests.evaluate(value, &[], env).is_ok_and(|result| result.value.as_boolean() == Some(true))
}

fn is_of(of: &Type, value: &Value) -> bool {
    match of {
        Type::Any => true,
        Type::Function(_) => matches!(value, Value::Function(_)),
        Type::Range(_) => matches!(value, Value::Range(_)),
        Type::List(_) => matches!(value, Value::List(_)),
        Type::Context(_) => matches!(value, Value::Context(_)),
        Type::Null => matches!(value, Value::Null),
        Type::Boolean => matches!(value, Value::Boolean(_)),
        Type::Number => matches!(value, Value::Number(_)),
        Type::String => matches!(value, Value::String(_)),
        Type::Date => matches!(value, Value::Date(_)),
        Type::Time => matches!(value, Value::Time(_)),
        Type::DateTime => matches!(value, Value::DateTime(_)),
        Type::YearsMonths => matches!(value, Value::YearsMonths(_)),
        Type::DaysTime => matches!(value, Value::DaysTime(_)),
    }
}

/// The named types of a model.
pub(crate) struct Types<'m> {
    model: &'m Model,
    /// Names being resolved, against circles.
    open: Vec<&'m str>,
}

impl<'m> Types<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Types { model, open: Vec::new() }
    }

    /// Remarks on all definitions, also those that nothing uses.
    pub(crate) fn check_all(&mut self, remarks: &mut Remarks) {
        for (index, item) in self.model.types.iter().enumerate() {
            if self.model.types.iter().take(index).any(|other| other.name == item.name) {
                remarks.add(issue::DUPLICATE, &item.origin, &[("name", &item.name)]);
            }
            self.item(item, remarks);
        }
    }

    /// The type that `name` stands for. Remarks when it is unknown.
    pub(crate) fn resolve(&mut self, name: Option<&'m str>, origin: &Origin, remarks: &mut Remarks) -> Check {
        let Some(name) = name else { return Check::default() };
        if let Some(item) = self.model.types.iter().find(|item| item.name == name) {
            // Faults of the definition are remarked on once, by `check_all`.
            let mut quiet = Remarks::new(Arc::clone(&remarks.file));
            return self.item(item, &mut quiet);
        }
        let bare = name.rsplit_once(':').map_or(name, |(_, bare)| bare).trim();
        match Type::named(bare) {
            Some(Type::List(_)) => Check::list(Check::default()),
            Some(of) => Check::plain(of),
            None if bare == "context" => Check::default(),
            None => {
                remarks.add(issue::UNKNOWN_TYPE, origin, &[("name", name)]);
                Check::default()
            }
        }
    }

    fn item(&mut self, item: &'m ItemDefinition, remarks: &mut Remarks) -> Check {
        if self.open.contains(&item.name.as_str()) {
            let path = [self.open.as_slice(), &[item.name.as_str()]].concat().join(" → ");
            remarks.add(issue::CYCLE, &item.origin, &[("path", &path)]);
            return Check::default();
        }
        self.open.push(&item.name);
        let mut check = if item.components.is_empty() {
            self.named(item, remarks)
        } else {
            self.structure(item, remarks)
        };
        self.open.pop();
        if let Some(tests) = &item.allowed_values {
            check.allowed = compile_tests(tests, &Scope::new(), &check.of, remarks);
        }
        if item.is_collection { Check::list(check) } else { check }
    }

    /// A renamed type. Inside a definition, faults of other definitions are kept, so that circles are found.
    fn named(&mut self, item: &'m ItemDefinition, remarks: &mut Remarks) -> Check {
        let name = item.type_ref.as_deref().filter(|name| !name.is_empty());
        match self.model.types.iter().find(|other| Some(other.name.as_str()) == name) {
            Some(other) => self.item(other, remarks),
            None => self.resolve(name, &item.origin, remarks),
        }
    }

    fn structure(&mut self, item: &'m ItemDefinition, remarks: &mut Remarks) -> Check {
        // A component may have the same name as the type around it.
        let fields: Vec<(Arc<str>, Check)> = item
            .components
            .iter()
            .map(|component| {
                let mut check = self.component(component, remarks);
                if component.is_collection {
                    check = Check::list(check);
                }
                (Arc::from(component.name.as_str()), check)
            })
            .collect();
        let of = Type::context(fields.iter().map(|(name, check)| (Arc::clone(name), check.of.clone())));
        Check { of, shape: Shape::Context(fields.into()), allowed: None, unchecked: false }
    }

    fn component(&mut self, component: &'m ItemDefinition, remarks: &mut Remarks) -> Check {
        let mut check = if component.components.is_empty() {
            self.named(component, remarks)
        } else {
            self.structure(component, remarks)
        };
        if let Some(tests) = &component.allowed_values {
            check.allowed = compile_tests(tests, &Scope::new(), &check.of, remarks);
        }
        check
    }
}

/// Compiles unary tests, with remarks on their faults.
pub(crate) fn compile_tests(
    text: &Text,
    scope: &Scope,
    of: &Type,
    remarks: &mut Remarks,
) -> Option<UnaryTests> {
    match compile_unary_tests(&text.text, scope, of) {
        Ok(tests) => Some(tests),
        Err(faults) => {
            let place = place(text, remarks);
            remarks.list.extend(faults.iter().map(|fault| fault.remark(&text.text, &place)));
            None
        }
    }
}

/// The place of a text.
pub(crate) fn place(text: &Text, remarks: &Remarks) -> Place {
    Place {
        file: Arc::clone(&remarks.file),
        line: text.line,
        column: text.column,
        element: text.element.clone(),
    }
}

/// A context from names and values.
pub(crate) fn context(entries: impl IntoIterator<Item = (Arc<str>, Value)>) -> Value {
    Value::Context(Arc::new(entries.into_iter().collect::<Context>()))
}
