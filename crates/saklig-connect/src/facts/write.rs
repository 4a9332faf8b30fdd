//! Writes facts at paths, lists with stable ids, and the worst state of the persons asked.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{Answer, FactState, Path, Provenance, Source, StatedFact, UnknownReason, Value};

use crate::{Answered, Reply};

/// Facts under way from one source.
pub(super) struct Sheet {
    facts: Vec<StatedFact>,
}

/// A list under way.
pub(super) struct List {
    path: String,
    ids: Vec<Arc<str>>,
    below: Vec<StatedFact>,
}

/// An element of a list, or a group, under way.
pub(super) struct Element<'l> {
    path: String,
    facts: &'l mut Vec<StatedFact>,
}

/// Why a list is unknown, worst first; nothing when every answer was whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    Known,
    NotAsked,
    Partial,
    Failed,
}

impl Doubt {
    pub(super) fn of<T>(answer: &Answered<T>) -> Self {
        match answer {
            Answered::Data(_) | Answered::Nothing => Self::Known,
            Answered::NotAsked => Self::NotAsked,
            Answered::Partial { .. } => Self::Partial,
            Answered::Failed { .. } => Self::Failed,
        }
    }

    /// The worst over the persons asked; nobody asked is not asked.
    pub(super) fn worst<'a, T: 'a>(replies: impl Iterator<Item = &'a Reply<T>>) -> Self {
        replies.map(|reply| Self::of(&reply.answer)).max().unwrap_or(Self::NotAsked)
    }

    fn reason(self) -> Option<UnknownReason> {
        match self {
            Self::Known => None,
            Self::NotAsked => Some(UnknownReason::NotAsked),
            Self::Partial => Some(UnknownReason::Partial),
            Self::Failed => Some(UnknownReason::Failed),
        }
    }
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self { facts: Vec::new() }
    }

    /// Ends a list: its own state, then its elements.
    pub(super) fn list(&mut self, list: List, doubt: Doubt) {
        let state = match doubt.reason() {
            None => FactState::Known(Value::Items(list.ids)),
            Some(reason) => {
                let part = (!list.ids.is_empty()).then_some(Value::Items(list.ids));
                FactState::Unknown { reason, part }
            }
        };
        push(&mut self.facts, &list.path, state);
        self.facts.extend(list.below);
    }

    /// A group whose names are all written.
    pub(super) fn group(&mut self, path: &str) -> Element<'_> {
        Element { path: path.to_owned(), facts: &mut self.facts }
    }

    /// A path of which nothing may be concluded.
    pub(super) fn unknown(&mut self, path: &str, reason: UnknownReason) {
        push(&mut self.facts, path, FactState::Unknown { reason, part: None });
    }

    /// The answer of a register.
    pub(super) fn answer(self, source: Source, at: Timestamp, replaces: &[&str]) -> Answer {
        Answer {
            provenance: Provenance { source, at, evidence: None },
            replaces: replaces.iter().map(|path| Arc::from(*path)).collect(),
            facts: self.facts,
            protection: Vec::new(),
        }
    }
}

impl List {
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), ids: Vec::new(), below: Vec::new() }
    }

    /// A new element. Its id is made of `parts`, and made unique by a number, in order of appearance.
    pub(super) fn element(&mut self, parts: &[&str]) -> Element<'_> {
        let stem = parts.iter().map(|part| slug(part)).collect::<Vec<_>>().join("-");
        let mut id = stem.clone();
        let mut count = 1;
        while self.ids.iter().any(|there| there.as_ref() == id) {
            count += 1;
            id = format!("{stem}-{count}");
        }
        let path = format!("{}[{id}]", self.path);
        self.ids.push(Arc::from(id));
        Element { path, facts: &mut self.below }
    }
}

impl Element<'_> {
    pub(super) fn value(&mut self, name: &str, value: Value) -> &mut Self {
        push(self.facts, &format!("{}.{name}", self.path), FactState::Known(value));
        self
    }

    /// A value, or nothing written: what an element does not have, it is known not to have.
    pub(super) fn may(&mut self, name: &str, value: Option<Value>) -> &mut Self {
        match value {
            Some(value) => self.value(name, value),
            None => self,
        }
    }

    /// A value, or unknown: for what everybody has, so that leaving it out says nothing.
    pub(super) fn stated(&mut self, name: &str, value: Option<Value>) -> &mut Self {
        match value {
            Some(value) => self.value(name, value),
            None => self.unknown(name, UnknownReason::Partial),
        }
    }

    /// A value, or known to be empty: for groups, where nothing written means that nobody has asked.
    pub(super) fn or_empty(&mut self, name: &str, value: Option<Value>) -> &mut Self {
        push(self.facts, &format!("{}.{name}", self.path), value.map_or(FactState::Empty, FactState::Known));
        self
    }

    pub(super) fn text(&mut self, name: &str, text: &Arc<str>) -> &mut Self {
        self.value(name, Value::Text(Arc::clone(text)))
    }

    pub(super) fn unknown(&mut self, name: &str, reason: UnknownReason) -> &mut Self {
        push(self.facts, &format!("{}.{name}", self.path), FactState::Unknown { reason, part: None });
        self
    }

    /// A list inside the element, known as it is.
    pub(super) fn list(&mut self, name: &str, fill: impl FnOnce(&mut List)) -> &mut Self {
        let mut list = List::new(&format!("{}.{name}", self.path));
        fill(&mut list);
        push(self.facts, &list.path, FactState::Known(Value::Items(list.ids)));
        self.facts.extend(list.below);
        self
    }
}

/// All paths here are made of fixed names and slugs, so none is refused.
fn push(facts: &mut Vec<StatedFact>, path: &str, state: FactState) {
    if let Ok(path) = Path::new(path) {
        facts.push(StatedFact { path, state, valid: None });
    }
}

/// Small letters a to z, digits and `_`; Swedish letters lose their rings and dots. Never empty.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'å' | 'ä' => slug.push('a'),
            'ö' => slug.push('o'),
            'é' => slug.push('e'),
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if slug.ends_with('_') => {}
            _ => slug.push('_'),
        }
    }
    if slug.is_empty() { "_".to_owned() } else { slug }
}

/// A day as it stands in an id.
pub(super) fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

pub(super) fn date(date: Option<Date>) -> Option<Value> {
    date.map(Value::Date)
}

pub(super) fn text(text: Option<&Arc<str>>) -> Option<Value> {
    text.map(|text| Value::Text(Arc::clone(text)))
}

pub(super) fn number(number: Option<saklig_number::Number>) -> Option<Value> {
    number.map(Value::Number)
}

/// When the last of the replies came; the fallback when there is none.
pub(super) fn latest<'a, T: 'a>(replies: impl Iterator<Item = &'a Reply<T>>) -> Timestamp {
    replies.map(|reply| reply.received_at).max().unwrap_or(Timestamp::UNIX_EPOCH)
}
