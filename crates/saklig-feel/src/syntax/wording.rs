//! What the parser says: each thing in English, for logs, and as a key that the texts of a language know.

use crate::types::Type;

/// What should have stood at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected {
    Value,
    /// A value where `?` stands outside tests.
    ValueNotInput,
    End,
    Name,
    NameAndIn,
    Field,
    TypeName,
    Range,
    RangeEnd,
    AtText,
    /// A sign or a keyword.
    Sign(&'static str),
}

impl Expected {
    pub(super) fn english(self) -> String {
        match self {
            Self::Value => "a value".to_owned(),
            Self::ValueNotInput => "a value (`?` is only for tests)".to_owned(),
            Self::End => "the end of the expression".to_owned(),
            Self::Name => "a name".to_owned(),
            Self::NameAndIn => "a name and `in`".to_owned(),
            Self::Field => "the name of a field".to_owned(),
            Self::TypeName => "the name of a type".to_owned(),
            Self::Range => "a range".to_owned(),
            Self::RangeEnd => "`]` or `)` at the end of the range".to_owned(),
            Self::AtText => "a text such as \"2025-11-24\" after `@`".to_owned(),
            Self::Sign(sign) => format!("`{sign}`"),
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Value => "varde",
            Self::ValueNotInput => "varde_utan_fragetecken",
            Self::End => "slut",
            Self::Name => "namn",
            Self::NameAndIn => "namn_och_in",
            Self::Field => "falt",
            Self::TypeName => "typ",
            Self::Range => "intervall",
            Self::RangeEnd => "intervallslut",
            Self::AtText => "text_efter_snabela",
            Self::Sign(sign) => sign,
        }
    }
}

/// Why characters are no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    OpenComment,
    OpenText,
    LargeNumber,
    Dash,
    CurvedQuote,
    Character,
}

impl Flaw {
    pub(super) fn english(self) -> &'static str {
        match self {
            Self::OpenComment => "a comment that is not closed",
            Self::OpenText => "a text without its closing quotation mark",
            Self::LargeNumber => "a number that is too large",
            Self::Dash => "a dash that is not the minus sign `-`",
            Self::CurvedQuote => "a curved quotation mark; FEEL takes `\"`",
            Self::Character => "a character that FEEL does not use here",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::OpenComment => "oppen_kommentar",
            Self::OpenText => "oppen_text",
            Self::LargeNumber => "for_stort_tal",
            Self::Dash => "tankstreck",
            Self::CurvedQuote => "bojt_citattecken",
            Self::Character => "okant_tecken",
        }
    }
}

/// Types that do not go together.
#[derive(Debug, Clone, Copy)]
pub(super) enum Clash<'t> {
    Operator(&'static str, &'t Type, &'t Type),
    Compared(&'t Type, &'t Type),
    Needed(&'t Type, &'t Type),
    Negated(&'t Type),
    Filter(&'t Type),
    NoFunction(&'t Type),
}

impl Clash<'_> {
    pub(super) fn english(self) -> String {
        match self {
            Self::Operator(sign, a, b) => format!("`{sign}` does not exist for a {a} and a {b}"),
            Self::Compared(a, b) => format!("a {a} cannot be compared with a {b}"),
            Self::Needed(wanted, of) => format!("a {wanted} is needed here, not a {of}"),
            Self::Negated(of) => format!("`-` cannot stand before a {of}"),
            Self::Filter(of) => format!("a filter is a condition or a number, not a {of}"),
            Self::NoFunction(of) => format!("a {of} is not a function"),
        }
    }

    /// The kind of clash, the sign, and the two types (the second alone where there is one).
    pub(super) fn parts(self) -> (&'static str, &'static str, String, String) {
        let none = String::new;
        match self {
            Self::Operator(sign, a, b) => ("rakna", sign, a.to_string(), b.to_string()),
            Self::Compared(a, b) => ("jamfor", "", a.to_string(), b.to_string()),
            Self::Needed(wanted, of) => ("behovs", "", wanted.to_string(), of.to_string()),
            Self::Negated(of) => ("minus", "-", none(), of.to_string()),
            Self::Filter(of) => ("filter", "", none(), of.to_string()),
            Self::NoFunction(of) => ("funktion", "", none(), of.to_string()),
        }
    }
}
