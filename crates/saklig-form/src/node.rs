//! The answers of an application as a neutral tree, and its canonical text.

use std::fmt::Write as _;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use jiff::civil::Date;
use saklig_number::Number;

/// A part of the answers. The tree is neutral: what the case makes of it (facts) is decided by whoever takes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Asked and left empty, or hidden.
    Empty,
    /// Yes or no.
    Boolean(bool),
    /// An exact number; kronor where the field is an amount.
    Number(Number),
    /// A text.
    Text(Arc<str>),
    /// A civil date.
    Date(Date),
    /// A calendar month: year and month number.
    Month(i16, i8),
    /// An instant.
    Instant(Timestamp),
    /// The chosen values of a field with several choices, in the order of the form.
    Choices(Vec<Arc<str>>),
    /// A group of named answers, in the order of the form.
    Group(IndexMap<Arc<str>, Node>),
    /// A list: elements with their stable ids, in the order given.
    List(Vec<(Arc<str>, Node)>),
}

impl Node {
    /// The answer at a path of names below this one (`hushall.civilstand`); lists are not entered.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(
            self,
            |node, name| if let Self::Group(members) = node { members.get(name) } else { None },
        )
    }

    /// Whether there is nothing here: empty, or an empty list or choice.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Choices(choices) => choices.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Boolean(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Date(_)
            | Self::Month(..)
            | Self::Instant(_)
            | Self::Group(_) => false,
        }
    }

    /// The canonical JSON text: keys sorted, no white space, numbers as texts in canonical form, empty answers left
    /// out. Two applications that say the same have the same text.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    fn write_canonical(&self, out: &mut String) {
        match self {
            Self::Empty => out.push_str("null"),
            Self::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => quote(&number.to_string(), out),
            Self::Text(text) => quote(text, out),
            Self::Date(date) => quote(&date.to_string(), out),
            Self::Month(year, month) => quote(&format!("{year:04}-{month:02}"), out),
            Self::Instant(instant) => quote(&instant.to_string(), out),
            Self::Choices(choices) => {
                let mut sorted: Vec<&str> = choices.iter().map(AsRef::as_ref).collect();
                sorted.sort_unstable();
                between(out, '[', ']', sorted, quote);
            }
            Self::Group(members) => {
                let mut sorted: Vec<_> = members.iter().filter(|(_, node)| !node.is_empty()).collect();
                sorted.sort_unstable_by(|a, b| a.0.cmp(b.0));
                between(out, '{', '}', sorted, |(key, node), out| {
                    quote(key, out);
                    out.push(':');
                    node.write_canonical(out);
                });
            }
            Self::List(items) => between(out, '[', ']', items, |(id, node), out| {
                out.push('[');
                quote(id, out);
                out.push(',');
                node.write_canonical(out);
                out.push(']');
            }),
        }
    }
}

fn between<T>(
    out: &mut String,
    open: char,
    close: char,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(T, &mut String),
) {
    out.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(close);
}

/// Writes `text` as a JSON string.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                // writing to a string cannot fail
                write!(out, "\\u{:04x}", u32::from(control)).unwrap_or_default();
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
