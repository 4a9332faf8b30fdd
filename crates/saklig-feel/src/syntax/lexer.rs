//! Tokens, read one at a time from any place in the text.

use saklig_number::Number;

use super::wording::Flaw;

/// A token with what it says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(Number),
    /// A quoted text, without its quotes and escapes.
    Text(String),
    /// A name as far as it has no spaces or symbols, or a keyword.
    Word,
    Symbol(Symbol),
    End,
    /// What is no token, with the reason.
    Bad(Flaw),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
    OpenCurly,
    CloseCurly,
    Comma,
    Colon,
    Dot,
    DotDot,
    Plus,
    Minus,
    Star,
    Power,
    Slash,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Question,
    At,
    Arrow,
}

/// True for a character that may begin a name.
pub(super) fn begins_name(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || (!c.is_ascii()
            && (c.is_alphabetic() || u32::from(c) >= 0x1_0000 || matches!(c, '\u{2070}'..='\u{218F}')))
}

/// True for a character that may go on a name.
pub(super) fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || begins_name(c)
        || (!c.is_ascii() && c.is_alphanumeric())
        || matches!(c, '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}

/// The token that begins at or after `from`: its first byte, the byte after it, and what it is.
pub(super) fn token(text: &str, from: usize) -> (usize, usize, Token) {
    let start = match skip_blank(text, from) {
        Ok(start) => start,
        Err(at) => return (at, text.len(), Token::Bad(Flaw::OpenComment)),
    };
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (start, start, Token::End);
    };
    let (length, token) = match first {
        '0'..='9' => number(rest),
        '.' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => number(rest),
        '"' => quoted(rest),
        c if begins_name(c) => (word(rest), Token::Word),
        _ => symbol(rest, first),
    };
    (start, start + length, token)
}

/// The length of the name at the beginning of `rest`, without spaces and symbols.
pub(super) fn word(rest: &str) -> usize {
    rest.find(|c| !in_name(c)).unwrap_or(rest.len())
}

/// The first byte at or after `from` that is neither blank nor comment; the place of an open comment else.
pub(super) fn skip_blank(text: &str, from: usize) -> Result<usize, usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.find(|c: char| !(c.is_whitespace() || c == '\u{FEFF}')).unwrap_or(rest.len());
        at += blank;
        let rest = rest.get(blank..).unwrap_or_default();
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/").ok_or(at)? + 2;
        } else {
            return Ok(at);
        }
    }
}

fn number(rest: &str) -> (usize, Token) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut length = digits(0);
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        if digits(length + 1 + sign) > 0 {
            length += 1 + sign + digits(length + 1 + sign);
        }
    }
    match rest.get(..length).unwrap_or_default().parse() {
        Ok(number) => (length, Token::Number(number)),
        Err(_) => (length, Token::Bad(Flaw::LargeNumber)),
    }
}

fn quoted(rest: &str) -> (usize, Token) {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (at + 1, Token::Text(text)),
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 'r')) => text.push('\r'),
                Some((_, 't')) => text.push('\t'),
                Some((_, c @ ('"' | '\\' | '\''))) => text.push(c),
                Some((at, marker @ ('u' | 'U'))) => match code_point(rest, at + 1, marker) {
                    Some((c, end)) => {
                        text.push(c);
                        while chars.peek().is_some_and(|(at, _)| *at < end) {
                            chars.next();
                        }
                    }
                    None => text.extend(['\\', marker]),
                },
                // What is no escape stands for itself: patterns are full of them.
                Some((_, other)) => text.extend(['\\', other]),
                None => break,
            },
            other => text.push(other),
        }
    }
    (rest.len(), Token::Bad(Flaw::OpenText))
}

/// `\uXXXX` (two for a surrogate pair) or `\UXXXXXX`: the character and the byte after it.
fn code_point(rest: &str, at: usize, marker: char) -> Option<(char, usize)> {
    let hex = |from: usize, size: usize| u32::from_str_radix(rest.get(from..from + size)?, 16).ok();
    if marker == 'U' {
        return Some((char::from_u32(hex(at, 6)?)?, at + 6));
    }
    let first = hex(at, 4)?;
    if (0xD800..0xDC00).contains(&first) && rest.get(at + 4..at + 6) == Some("\\u") {
        let second = hex(at + 6, 4)?;
        let code = 0x1_0000 + ((first - 0xD800) << 10) + second.checked_sub(0xDC00)?;
        return Some((char::from_u32(code)?, at + 10));
    }
    Some((char::from_u32(first)?, at + 4))
}

fn symbol(rest: &str, first: char) -> (usize, Token) {
    use Symbol as S;
    let two = rest.as_bytes().get(1).copied();
    let (length, symbol) = match (first, two) {
        ('.', Some(b'.')) => (2, S::DotDot),
        ('*', Some(b'*')) => (2, S::Power),
        ('!', Some(b'=')) => (2, S::NotEqual),
        ('<', Some(b'=')) => (2, S::AtMost),
        ('>', Some(b'=')) => (2, S::AtLeast),
        ('-', Some(b'>')) => (2, S::Arrow),
        ('(', _) => (1, S::OpenRound),
        (')', _) => (1, S::CloseRound),
        ('[', _) => (1, S::OpenSquare),
        (']', _) => (1, S::CloseSquare),
        ('{', _) => (1, S::OpenCurly),
        ('}', _) => (1, S::CloseCurly),
        (',', _) => (1, S::Comma),
        (':', _) => (1, S::Colon),
        ('.', _) => (1, S::Dot),
        ('+', _) => (1, S::Plus),
        ('-', _) => (1, S::Minus),
        ('*', _) => (1, S::Star),
        ('/', _) => (1, S::Slash),
        ('=', _) => (1, S::Equal),
        ('<', _) => (1, S::Less),
        ('>', _) => (1, S::Greater),
        ('?', _) => (1, S::Question),
        ('@', _) => (1, S::At),
        ('\u{2013}' | '\u{2014}', _) => {
            return (first.len_utf8(), Token::Bad(Flaw::Dash));
        }
        ('\u{201C}' | '\u{201D}', _) => {
            return (first.len_utf8(), Token::Bad(Flaw::CurvedQuote));
        }
        _ => return (first.len_utf8(), Token::Bad(Flaw::Character)),
    };
    (length, Token::Symbol(symbol))
}
