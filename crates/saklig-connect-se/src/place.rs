//! Elements with their place, values read from them, and the places where an answer does not fit the contract.
//!
//! Nothing is guessed: what cannot be read is noted with its place and left out, so that the answer is a part. A place
//! is made of the contract's own names and numbers, never of what stands in the answer.

use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::Date;
use saklig_number::Number;

use crate::xml::Element;

/// The longest text that is taken as a fact, in characters.
const LONGEST: usize = 200;
/// The longest number, in characters.
const LONGEST_NUMBER: usize = 20;

/// Where an answer does not fit.
#[derive(Debug, Default)]
pub(crate) struct Misfits(RefCell<Vec<String>>);

impl Misfits {
    /// That something does not fit at a place.
    pub(crate) fn note(&self, place: &str) {
        self.0.borrow_mut().push(format!("E1024 {place}"));
    }

    /// That somebody who was asked has left out a part, by a code of its own.
    pub(crate) fn silent(&self, code: &str) {
        self.0.borrow_mut().push(code.to_owned());
    }

    /// The code of the first one, with its place.
    pub(crate) fn first(&self) -> Option<Arc<str>> {
        self.0.borrow().first().map(|code| Arc::from(code.as_str()))
    }
}

/// An element where it stands.
#[derive(Clone)]
pub(crate) struct At<'e> {
    pub(crate) element: &'e Element,
    place: String,
    misfits: &'e Misfits,
}

impl<'e> At<'e> {
    pub(crate) fn new(element: &'e Element, place: &str, misfits: &'e Misfits) -> Self {
        Self { element, place: place.to_owned(), misfits }
    }

    fn place_of(&self, name: &str) -> String {
        format!("{}/{name}", self.place)
    }

    /// That this element does not fit.
    pub(crate) fn wrong(&self) {
        self.misfits.note(&self.place);
    }

    /// That something below this element does not fit.
    pub(crate) fn wrong_at(&self, name: &str) {
        self.misfits.note(&self.place_of(name));
    }

    /// That somebody who was asked has left out a part, by a code of its own.
    pub(crate) fn silent(&self, code: &str) {
        self.misfits.silent(code);
    }

    /// Where the notes go, for a payload inside this element.
    pub(crate) fn misfits(&self) -> &'e Misfits {
        self.misfits
    }

    /// An element that may be there, once.
    pub(crate) fn child(&self, name: &str) -> Option<At<'e>> {
        let mut found = self.element.children.iter().filter(|child| &*child.name == name);
        let first = found.next()?;
        if found.next().is_some() {
            self.wrong_at(name);
        }
        Some(At { element: first, place: self.place_of(name), misfits: self.misfits })
    }

    /// An element that must be there, once.
    pub(crate) fn need(&self, name: &str) -> Option<At<'e>> {
        let child = self.child(name);
        if child.is_none() {
            self.wrong_at(name);
        }
        child
    }

    /// All elements of a name, numbered from 1.
    pub(crate) fn all(&self, name: &str) -> Vec<At<'e>> {
        let found = self.element.children.iter().filter(|child| &*child.name == name);
        found
            .enumerate()
            .map(|(number, element)| At {
                element,
                place: format!("{}/{name}[{}]", self.place, number + 1),
                misfits: self.misfits,
            })
            .collect()
    }

    /// Notes an element that the contract does not know: it may say something that is not understood.
    pub(crate) fn only(&self, known: &[&str]) {
        if self.element.children.iter().any(|child| !known.contains(&&*child.name)) {
            self.wrong_at("*");
        }
    }

    fn may<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let child = self.child(name)?;
        let text = child.element.value()?;
        let value = read(text);
        if value.is_none() || !child.element.children.is_empty() {
            child.wrong();
        }
        value
    }

    fn must<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let child = self.need(name)?;
        let value = child.element.value().and_then(read);
        if value.is_none() || !child.element.children.is_empty() {
            child.wrong();
        }
        value
    }

    pub(crate) fn text(&self, name: &str) -> Option<Arc<str>> {
        self.may(name, text)
    }

    pub(crate) fn need_text(&self, name: &str) -> Option<Arc<str>> {
        self.must(name, text)
    }

    pub(crate) fn date(&self, name: &str) -> Option<Date> {
        self.may(name, date)
    }

    pub(crate) fn need_date(&self, name: &str) -> Option<Date> {
        self.must(name, date)
    }

    pub(crate) fn number(&self, name: &str) -> Option<Number> {
        self.may(name, number)
    }

    pub(crate) fn need_number(&self, name: &str) -> Option<Number> {
        self.must(name, number)
    }

    pub(crate) fn truth(&self, name: &str) -> Option<bool> {
        self.may(name, truth)
    }

    /// The digits of an element that names a person; noted when there are none.
    pub(crate) fn need_digits(&self, name: &str) -> Option<String> {
        self.must(name, digits)
    }
}

/// A text on one line, not too long.
pub(crate) fn text(text: &str) -> Option<Arc<str>> {
    let fits = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    fits.then(|| Arc::from(text))
}

/// `xsd:date`: a day, with or without a time zone, which says nothing about the day.
pub(crate) fn date(text: &str) -> Option<Date> {
    let (day, zone) = text.split_at_checked(10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let zone_fits = match zone.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    (shape && zone_fits).then(|| day.parse().ok()).flatten()
}

/// `xsd:decimal`: exact, from its text.
pub(crate) fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let shape = plain && unsigned.starts_with(|first: char| first.is_ascii_digit());
    (shape && text.len() <= LONGEST_NUMBER).then(|| text.parse().ok()).flatten()
}

/// `xsd:boolean`.
pub(crate) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// 10 or 12 digits, with or without a sign between them.
pub(crate) fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let fits = matches!(digits.len(), 10 | 12)
        && text.chars().all(|character| character.is_ascii_digit() || matches!(character, '-' | '+' | ' '));
    fits.then_some(digits)
}

/// Whether digits from an answer name the person asked about, who has twelve. Ten are the last ten.
pub(crate) fn names(asked: &str, digits: &str) -> bool {
    digits.len() >= 10 && asked.ends_with(digits)
}
