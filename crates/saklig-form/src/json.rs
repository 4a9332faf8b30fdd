//! A strict reader of JSON text that keeps what other readers throw away: the exact text of numbers, the line of each
//! value, and the fact that a key stood there twice.

use std::fmt;

/// How large and how deep a JSON text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest text, in bytes.
    pub size_bytes: usize,
    /// Deepest nesting of objects and arrays.
    pub depth: u32,
    /// Most values (objects, arrays and scalars together).
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size_bytes: 1_000_000, depth: 16, values: 20_000 }
    }
}

/// A JSON value with the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json {
    /// The value itself.
    pub kind: Kind,
    /// Line in the text, 1-based.
    pub line: u32,
}

/// The kinds of JSON values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number as it was written, never rounded.
    Number(String),
    /// A string with its escapes resolved.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object in the order it was written; keys are unique.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The word for the kind, for remarks.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Boolean(_) => "true/false",
            Kind::Number(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }

    /// The members, if this is an object.
    pub fn members(&self) -> Option<&[(String, Json)]> {
        if let Kind::Object(members) = &self.kind { Some(members) } else { None }
    }

    /// The member with this key, if this is an object that has it.
    pub fn member(&self, key: &str) -> Option<&Json> {
        self.members()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Why a text is not JSON that we take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonFault {
    /// Which kind of fault.
    pub reason: Reason,
    /// Line, 1-based.
    pub line: u32,
    /// Column in characters, 1-based.
    pub column: u32,
    /// The JSON path of the value that was being read (`$.a[2]`).
    pub path: String,
}

/// The kinds of faults of a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The text breaks the grammar; what was expected.
    Grammar(&'static str),
    /// The key stands twice in one object.
    DuplicateKey(String),
    /// Larger than the limit, in bytes.
    TooLarge(usize),
    /// Deeper than the limit.
    TooDeep(u32),
    /// More values than the limit.
    TooMany(usize),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grammar(expected) => write!(f, "not valid JSON here: expected {expected}"),
            Self::DuplicateKey(key) => write!(f, "the key \"{key}\" stands twice in the same object"),
            Self::TooLarge(limit) => write!(f, "the text is larger than {limit} bytes"),
            Self::TooDeep(limit) => write!(f, "nested deeper than {limit} levels"),
            Self::TooMany(limit) => write!(f, "more than {limit} values"),
        }
    }
}

/// Reads one JSON value that fills the whole text.
pub fn parse(text: &str, limits: Limits) -> Result<Json, JsonFault> {
    let mut reader =
        Reader { text, at: 0, line: 1, line_start: 0, depth: 0, values: 0, path: "$".to_owned(), limits };
    if text.len() > limits.size_bytes {
        return Err(reader.fault(Reason::TooLarge(limits.size_bytes)));
    }
    reader.blanks();
    let value = reader.value()?;
    reader.blanks();
    if reader.peek().is_some() {
        return Err(reader.grammar("nothing more after the value"));
    }
    Ok(value)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
    depth: u32,
    values: usize,
    path: String,
    limits: Limits,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault(&self, reason: Reason) -> JsonFault {
        let before = self.text.get(self.line_start..self.at).unwrap_or_default().chars().count();
        JsonFault {
            reason,
            line: self.line,
            column: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
            path: self.path.clone(),
        }
    }

    fn grammar(&self, expected: &'static str) -> JsonFault {
        self.fault(Reason::Grammar(expected))
    }

    fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.line_start = self.at;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                _ => break,
            }
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    fn value(&mut self) -> Result<Json, JsonFault> {
        self.values += 1;
        if self.values > self.limits.values {
            return Err(self.fault(Reason::TooMany(self.limits.values)));
        }
        let line = self.line;
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Kind::Boolean(true))?,
            Some(b'f') => self.word("false", Kind::Boolean(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.grammar("a value")),
        };
        Ok(Json { kind, line })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Kind, JsonFault>) -> Result<Kind, JsonFault> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(self.fault(Reason::TooDeep(self.limits.depth)));
        }
        self.at += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn object(&mut self) -> Result<Kind, JsonFault> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut keys = std::collections::BTreeSet::new();
        self.blanks();
        if self.take(b'}') {
            return Ok(Kind::Object(members));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.grammar("a key in quotation marks"));
            }
            let key = self.string()?;
            let outer = self.path.len();
            self.path.push('.');
            self.path.push_str(&key);
            if !keys.insert(key.clone()) {
                return Err(self.fault(Reason::DuplicateKey(key)));
            }
            self.blanks();
            if !self.take(b':') {
                return Err(self.grammar("a colon after the key"));
            }
            self.blanks();
            let value = self.value()?;
            members.push((key, value));
            self.path.truncate(outer);
            self.blanks();
            if self.take(b'}') {
                return Ok(Kind::Object(members));
            }
            if !self.take(b',') {
                return Err(self.grammar("a comma or }"));
            }
        }
    }

    fn array(&mut self) -> Result<Kind, JsonFault> {
        let mut items = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Ok(Kind::Array(items));
        }
        loop {
            self.blanks();
            let outer = self.path.len();
            self.path.push('[');
            self.path.push_str(&items.len().to_string());
            self.path.push(']');
            items.push(self.value()?);
            self.path.truncate(outer);
            self.blanks();
            if self.take(b']') {
                return Ok(Kind::Array(items));
            }
            if !self.take(b',') {
                return Err(self.grammar("a comma or ]"));
            }
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, JsonFault> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            Ok(kind)
        } else {
            Err(self.grammar("true, false or null"))
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<Kind, JsonFault> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (leading_zero && whole > 1) {
            return Err(self.grammar("a number without leading zeros"));
        }
        if self.take(b'.') && self.digits() == 0 {
            return Err(self.grammar("digits after the decimal point"));
        }
        if self.take(b'e') || self.take(b'E') {
            if !self.take(b'+') {
                self.take(b'-');
            }
            if self.digits() == 0 {
                return Err(self.grammar("digits in the exponent"));
            }
        }
        Ok(Kind::Number(self.text.get(start..self.at).unwrap_or_default().to_owned()))
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= 0x20) {
                self.at += 1;
            }
            out.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                Some(_) => return Err(self.grammar("no control character in a text")),
                None => return Err(self.grammar("the closing quotation mark")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let byte = self.peek();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => {
                self.at -= 1;
                return Err(self.grammar("a known escape"));
            }
        })
    }

    fn unicode(&mut self) -> Result<char, JsonFault> {
        let high = self.hex4()?;
        let code = if (0xD800..0xDC00).contains(&high) {
            if !(self.take(b'\\') && self.take(b'u')) {
                return Err(self.grammar("the second half of a surrogate pair"));
            }
            let low = self.hex4()?;
            if !(0xDC00..0xE000).contains(&low) {
                return Err(self.grammar("the second half of a surrogate pair"));
            }
            0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        } else {
            high
        };
        char::from_u32(code).ok_or_else(|| self.grammar("a Unicode character"))
    }

    fn hex4(&mut self) -> Result<u32, JsonFault> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let code = code.ok_or_else(|| self.grammar("four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }
}
