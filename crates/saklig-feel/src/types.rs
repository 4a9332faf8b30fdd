//! The types of FEEL, as far as they are known before evaluation.

use std::fmt;
use std::sync::Arc;

/// A type. [`Type::Any`] is what nothing is known about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Type {
    /// Anything.
    #[default]
    Any,
    /// Only null.
    Null,
    /// `boolean`.
    Boolean,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `date and time`.
    DateTime,
    /// `years and months duration`.
    YearsMonths,
    /// `days and time duration`.
    DaysTime,
    /// `list<T>`.
    List(Arc<Type>),
    /// `context<name: T, …>`: it has these fields and no others.
    Context(Arc<[(Arc<str>, Type)]>),
    /// `range<T>`.
    Range(Arc<Type>),
    /// `function<…> -> T`.
    Function(Arc<FunctionType>),
}

/// The type of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionType {
    /// The parameters with their names.
    pub parameters: Vec<(Arc<str>, Type)>,
    /// What it returns.
    pub result: Type,
}

#[allow(clippy::wildcard_enum_match_arm, reason = "all other types are handled alike")]
impl Type {
    /// A list of `item`.
    pub fn list(item: Self) -> Self {
        Self::List(Arc::new(item))
    }

    /// A range of `item`.
    pub fn range(item: Self) -> Self {
        Self::Range(Arc::new(item))
    }

    /// A context with these fields.
    pub fn context<N: Into<Arc<str>>>(fields: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Context(fields.into_iter().map(|(name, of)| (name.into(), of)).collect())
    }

    /// A function with these parameters.
    pub fn function<N: Into<Arc<str>>>(
        parameters: impl IntoIterator<Item = (N, Self)>,
        result: Self,
    ) -> Self {
        let parameters = parameters.into_iter().map(|(name, of)| (name.into(), of)).collect();
        Self::Function(Arc::new(FunctionType { parameters, result }))
    }

    /// The type that the name of a FEEL type without parameters says: `number`, `date and time`, `Any` …
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Any" => Self::Any,
            "Null" => Self::Null,
            "boolean" => Self::Boolean,
            "number" => Self::Number,
            "string" => Self::String,
            "date" => Self::Date,
            "time" => Self::Time,
            "date and time" | "dateTime" => Self::DateTime,
            "years and months duration" | "yearMonthDuration" => Self::YearsMonths,
            "days and time duration" | "dayTimeDuration" => Self::DaysTime,
            "list" => Self::list(Self::Any),
            "range" => Self::range(Self::Any),
            _ => return None,
        })
    }

    /// The type of the field `name` of a context; `None` if it is a context without such a field.
    pub fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Context(fields) => {
                fields.iter().find(|(field, _)| &**field == name).map(|(_, of)| of.clone())
            }
            _ => Some(Self::Any),
        }
    }

    /// The type of the items of a list; a value that is not a list is a list of itself.
    #[must_use]
    pub fn item(&self) -> Self {
        match self {
            Self::List(item) => (**item).clone(),
            other => other.clone(),
        }
    }

    /// The type of a value that is either of both.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Self::Null, known) | (known, Self::Null) => known.clone(),
            (Self::List(a), Self::List(b)) => Self::list(a.or(b)),
            _ => Self::Any,
        }
    }

    /// False if no value but null can be of both types.
    pub fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any | Self::Null, _) | (_, Self::Any | Self::Null) => true,
            (Self::List(a), Self::List(b)) | (Self::Range(a), Self::Range(b)) => a.may_be(b),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Any => "Any",
            Self::Null => "Null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date and time",
            Self::YearsMonths => "years and months duration",
            Self::DaysTime => "days and time duration",
            Self::List(item) => return write!(f, "list<{item}>"),
            Self::Range(item) => return write!(f, "range<{item}>"),
            Self::Context(fields) => {
                f.write_str("context<")?;
                for (index, (name, of)) in fields.iter().enumerate() {
                    write!(f, "{}{name}: {of}", if index == 0 { "" } else { ", " })?;
                }
                ">"
            }
            Self::Function(function) => {
                f.write_str("function<")?;
                for (index, (_, of)) in function.parameters.iter().enumerate() {
                    write!(f, "{}{of}", if index == 0 { "" } else { ", " })?;
                }
                return write!(f, "> -> {}", function.result);
            }
        };
        f.write_str(name)
    }
}
