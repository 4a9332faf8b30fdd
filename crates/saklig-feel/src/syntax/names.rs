//! Names: which one stands at a place of the text, and where its value is found.

use std::sync::Arc;

use super::lexer;
use super::parser::Parser;
use crate::builtins::Builtin;
use crate::env::Name;
use crate::fault::{self, Fault, Span};
use crate::program::{Capture, Expr, Kind, Origin, Step};
use crate::types::Type;
use crate::value::{Function, Value};

/// The variables of the function that is being read, or of the expression itself.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) locals: Vec<Local>,
    /// The place of the next variable.
    pub(super) next: u32,
    pub(super) captures: Vec<Capture>,
}

/// A variable.
#[derive(Debug)]
pub(super) struct Local {
    pub(super) name: Name,
    pub(super) of: Type,
    pub(super) role: Role,
    pub(super) index: u32,
    pub(super) used: bool,
    pub(super) origin: Option<Origin>,
}

/// What a variable stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Variable,
    /// The item that a filter looks at; its entries are names too.
    Item,
    /// The entry whose function is being read: the function may call itself.
    Unfinished,
}

impl Frame {
    /// Declares a variable in the next place.
    pub(super) fn declare(&mut self, name: Name, of: Type, role: Role, origin: Option<Origin>) {
        self.locals.push(Local { name, of, role, index: self.next, used: false, origin });
        self.next += 1;
    }

    /// Forgets all variables from the place `to` on.
    pub(super) fn forget(&mut self, to: u32) {
        self.locals.retain(|local| local.index < to);
        self.next = to;
    }

    fn capture(&mut self, capture: Capture) -> u32 {
        let place = self.captures.iter().position(|known| *known == capture).unwrap_or_else(|| {
            self.captures.push(capture);
            self.captures.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

impl Parser<'_> {
    pub(super) fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        // The line above made sure that there is one.
        #[allow(clippy::indexing_slicing, reason = "the last of a list that is not empty")]
        &mut self.frames[last]
    }

    /// Declares a variable of the frame that is being read.
    pub(super) fn declare(&mut self, name: Name, of: Type, role: Role, origin: Option<Origin>) {
        self.know(&name);
        self.know_fields(&of);
        self.frame().declare(name, of, role, origin);
    }

    /// Remembers a name that has spaces or symbols.
    pub(super) fn know(&mut self, name: &Name) {
        if !name.chars().all(lexer::in_name) && !self.complex.contains(name) {
            self.complex.push(Arc::clone(name));
        }
    }

    pub(super) fn know_fields(&mut self, of: &Type) {
        match of {
            Type::Context(fields) => {
                for (name, of) in fields.iter() {
                    self.know(name);
                    self.know_fields(of);
                }
            }
            Type::List(item) | Type::Range(item) => self.know_fields(item),
            Type::Function(function) => self.know_fields(&function.result),
            Type::Any
            | Type::Null
            | Type::Boolean
            | Type::Number
            | Type::String
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::YearsMonths
            | Type::DaysTime => {}
        }
    }

    /// The longest known name with spaces or symbols that stands here and that `accept` takes: the name and
    /// the byte after it.
    pub(super) fn longest(&self, accept: impl Fn(&Name) -> bool) -> Option<(Name, usize)> {
        let found = self.complex.iter().filter_map(|name| Some((name, self.stands_here(name)?)));
        let found = found.filter(|(name, _)| accept(name)).max_by_key(|(_, end)| *end);
        found.filter(|(_, end)| *end >= self.after).map(|(name, end)| (Arc::clone(name), end))
    }

    /// The byte after `name` if it stands here, with any blanks where it has a space.
    pub(super) fn stands_here(&self, name: &str) -> Option<usize> {
        let mut at = self.start;
        for c in name.chars() {
            let rest = self.text.get(at..)?;
            if c == ' ' {
                let blank = rest.len() - rest.trim_start().len();
                if blank == 0 {
                    return None;
                }
                at += blank;
            } else {
                at += if rest.starts_with(c) { c.len_utf8() } else { return None };
            }
        }
        let next = self.text.get(at..)?.chars().next();
        let ends_in_name = name.chars().next_back().is_some_and(lexer::in_name);
        (!ends_in_name || !next.is_some_and(lexer::in_name)).then_some(at)
    }

    /// Reads a variable or a built-in at a word. A name that nothing declares is a fault, and null.
    pub(super) fn name(&mut self) -> Expr {
        let complex = self.longest(|name| self.is_declared(name));
        let word = self.word().unwrap_or_default();
        let (name, end): (Name, usize) = if let Some(found) = complex {
            found
        } else {
            if let Some((builtin, end)) = self.builtin_with_spaces(word) {
                let span = Span::new(self.start, end);
                self.go_to(end);
                return Self::function(builtin, span);
            }
            (word.into(), self.after)
        };
        let span = Span::new(self.start, end);
        self.go_to(end);
        if let Some(expr) = self.resolve(&name, span) {
            return expr;
        }
        if let Some(builtin) = Builtin::find(&name) {
            return Self::function(builtin, span);
        }
        if self.at_call() {
            self.unknown_function(&name, span);
        } else {
            self.unknown_name(&name, span);
        }
        let mut expr = Self::literal(Value::Null, span);
        expr.of = Type::Any;
        expr
    }

    fn function(builtin: Builtin, span: Span) -> Expr {
        let parameters = builtin.parameters().into_iter().map(|name| (name, Type::Any));
        let of = Type::function(parameters, builtin.result_type(&[]));
        Self::leaf(Kind::Literal(Value::Function(Function::Builtin(builtin))), span, of)
    }

    /// A built-in such as `string length`, unless its first word is a variable and no call follows.
    fn builtin_with_spaces(&self, word: &str) -> Option<(Builtin, usize)> {
        let candidates = Builtin::ALL
            .iter()
            .filter(|builtin| builtin.name().strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        let found = candidates.filter_map(|builtin| Some((*builtin, self.stands_here(builtin.name())?)));
        let (builtin, end) = found.max_by_key(|(_, end)| *end)?;
        let called = self.text.get(end..)?.trim_start().starts_with('(');
        (called || !self.is_declared(word)).then_some((builtin, end))
    }

    fn is_declared(&self, name: &str) -> bool {
        self.scope.slot(name).is_some()
            || self.frames.iter().flat_map(|frame| &frame.locals).any(|local| {
                &*local.name == name
                    || (local.role == Role::Item
                        && match &local.of {
                            Type::Context(_) => local.of.field(name).is_some(),
                            of => *of == Type::Any,
                        })
            })
    }

    /// The node for a declared name.
    pub(super) fn resolve(&mut self, name: &Name, span: Span) -> Option<Expr> {
        let places: Vec<(usize, usize)> = (0..self.frames.len())
            .rev()
            .flat_map(|frame| {
                let count = self.frames.get(frame).map_or(0, |frame| frame.locals.len());
                (0..count).rev().map(move |local| (frame, local))
            })
            .collect();
        self.resolve_from(&places, name, span)
    }

    fn resolve_from(&mut self, places: &[(usize, usize)], name: &Name, span: Span) -> Option<Expr> {
        let Some((&(frame, place), outer)) = places.split_first() else {
            return self.resolve_slot(name, span);
        };
        let local = self.frames.get_mut(frame)?.locals.get_mut(place)?;
        let (role, of, origin, index) = (local.role, local.of.clone(), local.origin.clone(), local.index);
        // An item with an entry `item` answers with that.
        let is_named = local.name == *name
            && !(local.role == Role::Item
                && matches!(&local.of, Type::Context(_))
                && local.of.field(name).is_some());
        local.used |= is_named;
        match role {
            Role::Unfinished if is_named => {
                let kind = self.itself(frame)?;
                return Some(Self::leaf(kind, span, Type::Any));
            }
            Role::Item if !is_named => {
                let step = match &of {
                    Type::Context(_) if of.field(name).is_some() => None,
                    Type::Any => Some(Step { name: Arc::clone(name), hint: u16::MAX }),
                    _ => return self.resolve_from(outer, name, span),
                };
                let kind = self.reach(frame, Capture::Local(index));
                let item = Expr { origin, ..Self::leaf(kind, span, of) };
                let Some(step) = step else {
                    return Some(self.step(item, name, span));
                };
                let fallback = self.resolve_from(outer, name, span).map(Box::new);
                let mut expr = Self::leaf(Kind::ItemOr(Box::new(item), step, fallback), span, Type::Any);
                expr.height = 3;
                return Some(expr);
            }
            Role::Variable | Role::Item if is_named => {}
            Role::Variable | Role::Item | Role::Unfinished => return self.resolve_from(outer, name, span),
        }
        if let Some(path) = &origin {
            self.uses(Arc::clone(path));
        }
        let kind = self.reach(frame, Capture::Local(index));
        Some(Expr { origin, ..Self::leaf(kind, span, of) })
    }

    fn resolve_slot(&mut self, name: &Name, span: Span) -> Option<Expr> {
        let slot = self.scope.slot(name)?;
        let of = self.scope.get(slot)?.1.clone();
        if !self.names.contains(name) {
            self.names.push(Arc::clone(name));
        }
        let origin: Origin = Arc::from([Arc::clone(name)]);
        self.uses(Arc::clone(&origin));
        let kind = self.reach(0, Capture::Slot(u32::try_from(slot).ok()?));
        Some(Expr { origin: Some(origin), ..Self::leaf(kind, span, of) })
    }

    /// How a value of an outer frame is reached from here: through every function in between.
    pub(super) fn reach(&mut self, frame: usize, from: Capture) -> Kind {
        let mut place = from;
        for inner in self.frames.iter_mut().skip(frame + 1) {
            place = Capture::Captured(inner.capture(place));
        }
        match place {
            Capture::Slot(index) => Kind::Slot(index),
            Capture::Local(index) => Kind::Local(index),
            Capture::Captured(index) => Kind::Captured(index),
            Capture::Input => Kind::Input,
            Capture::Itself => Kind::Itself,
        }
    }

    /// The function of an unfinished entry, seen from inside the function.
    fn itself(&mut self, frame: usize) -> Option<Kind> {
        let inside = frame + 1;
        (inside < self.frames.len()).then(|| self.reach(inside, Capture::Itself))
    }

    /// A name for messages: the known one that is most like it.
    pub(super) fn unknown_name(&mut self, name: &str, span: Span) {
        let locals = self.frames.iter().flat_map(|frame| frame.locals.iter().map(|local| &*local.name));
        let known = self.scope.names().map(|(name, _)| &**name).chain(locals);
        let near = nearest(name, known);
        let todo = match &near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare the name, or write text within quotation marks".to_owned(),
        };
        let fault = Fault::new(fault::UNKNOWN_NAME, span, format!("`{name}` is not a known name"), todo);
        self.fault(fault.with("namn", name).with("forslag", near.as_deref().unwrap_or("–")));
    }
}

/// The name that is most like `name`, if one is like it at all.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    let scored = known.map(|other| (distance(&name.to_lowercase(), &other.to_lowercase()), other));
    let best = scored.filter(|(distance, _)| *distance <= limit).min();
    best.map(|(_, other)| other.to_owned())
}

/// The number of characters to insert, remove or replace (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        let mut next = vec![left];
        for (cb, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(ca != *cb)).min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
