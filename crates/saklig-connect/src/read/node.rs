//! Reads a JSON value field by field and notes every fault with its path.

use std::cell::{Cell, RefCell};
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::{Month, PersonId};
use saklig_number::Number;

use super::json::Json;
use crate::Remark;

/// Longest text taken, in bytes.
const TEXT_MAX_BYTES: usize = 2_000;

/// Collects the remarks about one line.
pub(super) struct Sink<'f> {
    file: &'f Arc<str>,
    line: u32,
    remarks: RefCell<Vec<Remark>>,
}

impl<'f> Sink<'f> {
    pub(super) fn new(file: &'f Arc<str>, line: u32) -> Self {
        Self { file, line, remarks: RefCell::new(Vec::new()) }
    }

    pub(super) fn into_remarks(self) -> Vec<Remark> {
        self.remarks.into_inner()
    }

    fn note(
        &self,
        code: &'static str,
        path: &str,
        what: String,
        todo: &'static str,
        extra: (&'static str, &str),
    ) {
        let remark = Remark::new(code, (self.file, self.line), path, what, todo).with(extra.0, extra.1);
        self.remarks.borrow_mut().push(remark);
    }
}

/// A value and where it stands.
pub(super) struct Node<'a> {
    json: &'a Json,
    path: String,
    sink: &'a Sink<'a>,
}

/// The members of an object; what nobody has asked for when it is dropped is unknown.
pub(super) struct Fields<'a> {
    members: &'a [(String, Json)],
    asked: RefCell<Vec<&'static str>>,
    path: String,
    sink: &'a Sink<'a>,
    whole: bool,
    left: Cell<bool>,
}

impl<'a> Node<'a> {
    pub(super) fn root(json: &'a Json, sink: &'a Sink<'a>) -> Self {
        Self { json, path: "$".to_owned(), sink }
    }

    /// E0904: another kind of value than what stands there.
    fn wrong_kind(&self, wanted: &'static str, english: &str) {
        let what = format!("the value must be {english}");
        self.sink.note("E0904", &self.path, what, "write it in the right form", ("slag", wanted));
    }

    /// E0905: a text of the right kind that says nothing.
    pub(super) fn wrong_value(&self, wanted: &'static str, english: &str) {
        let what = format!("the text must be {english}");
        self.sink.note("E0905", &self.path, what, "correct the value", ("slag", wanted));
    }

    /// E0907: state and contents contradict each other.
    pub(super) fn contradiction(&self, state: &str) {
        let what = format!("the state `{state}` does not agree with the fields beside it");
        let todo = "data and partial have `uppgifter`; error and partial have `orsak`; none has neither";
        self.sink.note("E0907", &self.path, what, todo, ("lage", state));
    }

    pub(super) fn object(&self) -> Fields<'a> {
        let (members, whole) = if let Json::Object(members) = self.json {
            (members.as_slice(), true)
        } else {
            self.wrong_kind("objekt", "an object");
            (&[][..], false)
        };
        Fields {
            members,
            asked: RefCell::new(Vec::new()),
            path: self.path.clone(),
            sink: self.sink,
            whole,
            left: Cell::new(false),
        }
    }

    pub(super) fn text(&self) -> Arc<str> {
        match self.json {
            Json::Text(text) if text.len() <= TEXT_MAX_BYTES && !text.chars().any(char::is_control) => {
                Arc::from(text.as_str())
            }
            Json::Text(_) => {
                self.wrong_value("text", "shorter, on one line");
                Arc::from("")
            }
            _ => {
                self.wrong_kind("text", "a text");
                Arc::from("")
            }
        }
    }

    fn parsed<T>(&self, wanted: &'static str, english: &str, read: impl Fn(&str) -> Option<T>, or: T) -> T {
        let Json::Text(text) = self.json else {
            self.wrong_kind(wanted, english);
            return or;
        };
        read(text).unwrap_or_else(|| {
            self.wrong_value(wanted, english);
            or
        })
    }

    pub(super) fn date(&self) -> Date {
        let strict = |text: &str| if text.len() == 10 { Date::from_str(text).ok() } else { None };
        self.parsed("datum", "a date that exists, YYYY-MM-DD", strict, Date::ZERO)
    }

    pub(super) fn month(&self) -> Month {
        self.parsed("manad", "a month, YYYY-MM", |text| text.parse().ok(), Month::of(Date::ZERO))
    }

    pub(super) fn person(&self) -> Option<PersonId> {
        let strict =
            |text: &str| if text.len() == 12 { PersonId::parse(text, Date::ZERO).ok() } else { None };
        let english = "a number of a person, 12 digits with a check digit that adds up";
        match self.json {
            Json::Text(text) => match strict(text) {
                Some(person) => return Some(person),
                None => self.wrong_value("personnummer", english),
            },
            _ => self.wrong_kind("personnummer", english),
        }
        None
    }

    pub(super) fn number(&self) -> Number {
        let found = match self.json {
            Json::Integer(number) => Some(*number),
            Json::Text(text) if is_decimal(text) => text.parse().ok(),
            _ => None,
        };
        found.unwrap_or_else(|| {
            self.wrong_kind("tal", "a whole number, or a text such as \"401.50\"");
            Number::from(0)
        })
    }

    pub(super) fn truth(&self) -> bool {
        if let Json::Boolean(value) = self.json {
            *value
        } else {
            self.wrong_kind("ja_nej", "true or false");
            false
        }
    }

    /// A word out of a closed list, as `T`.
    pub(super) fn word<T: Copy>(&self, read: impl Fn(&str) -> Option<T>, known: &'static str, or: T) -> T {
        let Json::Text(text) = self.json else {
            self.wrong_kind("text", "a text");
            return or;
        };
        read(text).unwrap_or_else(|| {
            let what = format!("the word must be one of {known}");
            self.sink.note("E0906", &self.path, what, "write one of the words", ("ord", known));
            or
        })
    }

    /// What stands there, unless it is null: said to be unknown.
    pub(super) fn unless_null<T>(&self, read: impl Fn(&Node<'a>) -> T) -> Option<T> {
        (*self.json != Json::Null).then(|| read(self))
    }

    pub(super) fn list<T>(&self, read: impl Fn(&Node<'a>) -> T) -> Vec<T> {
        let Json::List(items) = self.json else {
            self.wrong_kind("lista", "a list");
            return Vec::new();
        };
        let node = |(at, json)| Node { json, path: format!("{}[{at}]", self.path), sink: self.sink };
        items.iter().enumerate().map(node).map(|node| read(&node)).collect()
    }
}

impl<'a> Fields<'a> {
    fn find(&self, key: &'static str) -> Option<Node<'a>> {
        self.asked.borrow_mut().push(key);
        let (_, json) = self.members.iter().find(|(name, _)| name == key)?;
        Some(Node { json, path: format!("{}.{key}", self.path), sink: self.sink })
    }

    /// A field that must be there.
    pub(super) fn need<T>(&self, key: &'static str, read: impl Fn(&Node<'a>) -> T) -> Option<T> {
        let found = self.find(key);
        if found.is_none() && self.whole {
            let path = format!("{}.{key}", self.path);
            let what = format!("the field `{key}` is missing");
            self.sink.note("E0903", &path, what, "add the field", ("falt", key));
        }
        found.map(|node| read(&node))
    }

    /// A field that may be missing or null.
    pub(super) fn may<T>(&self, key: &'static str, read: impl Fn(&Node<'a>) -> T) -> Option<T> {
        self.find(key).filter(|node| *node.json != Json::Null).map(|node| read(&node))
    }

    /// Says no more about an object whose most important field cannot be read.
    pub(super) fn leave(&self) {
        self.left.set(true);
    }

    pub(super) fn text(&self, key: &'static str) -> Arc<str> {
        self.need(key, Node::text).unwrap_or_else(|| Arc::from(""))
    }

    pub(super) fn date(&self, key: &'static str) -> Date {
        self.need(key, Node::date).unwrap_or(Date::ZERO)
    }

    pub(super) fn month(&self, key: &'static str) -> Month {
        self.need(key, Node::month).unwrap_or_else(|| Month::of(Date::ZERO))
    }

    pub(super) fn number(&self, key: &'static str) -> Number {
        self.need(key, Node::number).unwrap_or_else(|| Number::from(0))
    }

    pub(super) fn truth(&self, key: &'static str) -> bool {
        self.need(key, Node::truth).unwrap_or(false)
    }

    pub(super) fn person(&self, key: &'static str) -> Option<PersonId> {
        self.need(key, Node::person).flatten()
    }

    pub(super) fn list<T>(&self, key: &'static str, read: impl Fn(&Node<'a>) -> T) -> Vec<T> {
        self.need(key, |node| node.list(&read)).unwrap_or_default()
    }
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        if self.left.get() {
            return;
        }
        let asked = self.asked.borrow();
        for (name, _) in self.members.iter().filter(|(name, _)| !asked.contains(&name.as_str())) {
            let known = asked.join(", ");
            let path = format!("{}.{name}", self.path);
            let what = format!("the field `{name}` is not known here (known: {known})");
            self.sink.note(
                "E0902",
                &path,
                what,
                "correct the name or take the field away",
                ("kanda", &known),
            );
        }
    }
}

/// A plain decimal: digits with at most one point, and a sign in front.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part) && text.len() <= 30
}
