//! JSON as a tree, within a budget. Numbers keep their text, so that an amount is never a floating-point number; a key
//! that stands twice in one object is refused, since nobody knows which one counts.

use crate::budget::{MOST_BYTES, MOST_DEEP, MOST_ITEMS, Unread};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Truth(bool),
    /// A number, as it is written.
    Number(Box<str>),
    /// A text.
    Text(Box<str>),
    /// A list.
    List(Vec<Json>),
    /// An object: keys in the order they stand.
    Object(Vec<(Box<str>, Json)>),
}

impl Json {
    /// The value of a key of an object; `null` counts as missing.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(name, _)| &**name == key).map(|(_, value)| value).filter(|v| **v != Self::Null)
    }

    /// The text of a text, or of a number as it is written.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Null | Self::Truth(_) | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Json, Unread> {
    if bytes.len() > MOST_BYTES {
        return Err(Unread::TooMuch { at: MOST_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Unread::Refused { at: error.valid_up_to() })?;
    let mut reader = Text { bytes: text.trim_start_matches('\u{feff}').as_bytes(), at: 0, items: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < reader.bytes.len() { Err(reader.broken()) } else { Ok(value) }
}

struct Text<'t> {
    bytes: &'t [u8],
    at: usize,
    items: usize,
}

impl Text<'_> {
    fn broken(&self) -> Unread {
        Unread::Broken { at: self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn need(&mut self, byte: u8) -> Result<(), Unread> {
        if self.take(byte) { Ok(()) } else { Err(self.broken()) }
    }

    fn value(&mut self, depth: usize) -> Result<Json, Unread> {
        self.items += 1;
        if depth > MOST_DEEP || self.items > MOST_ITEMS {
            return Err(Unread::TooMuch { at: self.at });
        }
        self.space();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(|text| Json::Text(text.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Truth(true)),
            Some(b'f') => self.word("false", Json::Truth(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err(self.broken()),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, Unread> {
        for byte in word.bytes() {
            self.need(byte)?;
        }
        Ok(value)
    }

    fn object(&mut self, depth: usize) -> Result<Json, Unread> {
        let mut members: Vec<(Box<str>, Json)> = Vec::new();
        let mut keys = std::collections::BTreeSet::new();
        self.need(b'{')?;
        self.space();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.space();
            let at = self.at;
            let key = self.string()?;
            if !keys.insert(key.clone()) {
                return Err(Unread::Broken { at });
            }
            self.space();
            self.need(b':')?;
            members.push((key.into(), self.value(depth + 1)?));
            self.space();
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            self.need(b',')?;
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, Unread> {
        let mut items = Vec::new();
        self.need(b'[')?;
        self.space();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            self.need(b',')?;
        }
    }

    fn number(&mut self) -> Result<Json, Unread> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _signed = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let text = self.bytes.get(start..self.at).and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.map(|text| Json::Number(text.into())).ok_or_else(|| self.broken())
    }

    fn digits(&mut self) -> Result<(), Unread> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.broken()) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, Unread> {
        self.need(b'"')?;
        let mut out = Vec::new();
        loop {
            let Some(byte) = self.peek() else { return Err(self.broken()) };
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(out).map_err(|_| self.broken()),
                b'\\' => {
                    let character = self.escape()?;
                    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..0x20 => return Err(self.broken()),
                plain => out.push(plain),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Unread> {
        let Some(byte) = self.peek() else { return Err(self.broken()) };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                let code = if (0xd800..0xdc00).contains(&first) {
                    self.need(b'\\')?;
                    self.need(b'u')?;
                    let second = self.hex()?;
                    if !(0xdc00..0xe000).contains(&second) {
                        return Err(self.broken());
                    }
                    0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                } else {
                    first
                };
                char::from_u32(code).ok_or_else(|| self.broken())?
            }
            _ => return Err(self.broken()),
        })
    }

    fn hex(&mut self) -> Result<u32, Unread> {
        let digits = self.bytes.get(self.at..self.at + 4).ok_or_else(|| self.broken())?;
        let mut code = 0;
        for digit in digits {
            code = code * 16 + char::from(*digit).to_digit(16).ok_or_else(|| self.broken())?;
        }
        self.at += 4;
        Ok(code)
    }
}
