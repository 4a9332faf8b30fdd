//! XML as a tree, within a budget. Elements are found by their local names, since versions of the same contract differ
//! in their namespaces; document types, entities and encodings other than UTF-8 are refused.

use std::ops::Range;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::budget::{MOST_BYTES, MOST_DEEP, MOST_ITEMS, Unread};

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    /// Its name without prefix.
    pub(crate) name: Box<str>,
    /// Attributes without namespace declarations: name without prefix, value.
    pub(crate) attributes: Vec<(Box<str>, Box<str>)>,
    /// Its elements in order.
    pub(crate) children: Vec<Element>,
    /// Its own text, all of it.
    pub(crate) text: String,
    /// Where it stands in the bytes, tags included.
    pub(crate) span: Range<usize>,
}

impl Element {
    /// The first element of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| &*child.name == name)
    }

    /// All elements of this name.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| &*child.name == name)
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| &**key == name).map(|(_, value)| &**value)
    }

    /// Its text without the space around it; nothing when there is none, or the element is nil.
    pub(crate) fn value(&self) -> Option<&str> {
        let nil = self.attribute("nil").is_some_and(|nil| nil == "true" || nil == "1");
        Some(self.text.trim()).filter(|text| !text.is_empty() && !nil)
    }

    /// Every element of any of these names, wherever it stands, outermost only.
    pub(crate) fn find<'e>(&'e self, names: &[&str], found: &mut Vec<&'e Element>) {
        for child in &self.children {
            if names.contains(&&*child.name) {
                found.push(child);
            } else {
                child.find(names, found);
            }
        }
    }
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Element, Unread> {
    if bytes.len() > MOST_BYTES {
        return Err(Unread::TooMuch { at: MOST_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Unread::Refused { at: error.valid_up_to() })?;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut tree = Tree { open: Vec::new(), root: None, items: 0 };
    tree.fill(text.get(start..).unwrap_or_default(), start)?;
    tree.root.ok_or(Unread::Broken { at: bytes.len() })
}

struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    items: usize,
}

impl Tree {
    fn fill(&mut self, text: &str, offset: usize) -> Result<(), Unread> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).saturating_add(offset);
        let mut version = XmlVersion::default();
        loop {
            let at = place(reader.buffer_position());
            let event =
                reader.read_event().map_err(|_| Unread::Broken { at: place(reader.error_position()) })?;
            match event {
                Event::Start(start) => self.start(at, &start, version)?,
                Event::End(_) => self.close(place(reader.buffer_position())),
                Event::Text(text) => self.text(at, &text.xml10_content())?,
                Event::CData(text) => self.text(at, &text.xml10_content())?,
                Event::GeneralRef(reference) => self.reference(at, &reference)?,
                Event::DocType(_) => return Err(Unread::Refused { at }),
                Event::Decl(declaration) => {
                    version = declaration.xml_version().unwrap_or_default();
                    let encoding = declaration.encoding().and_then(Result::ok);
                    let foreign = |name: &str| !name.eq_ignore_ascii_case("utf-8");
                    if encoding.is_some_and(|name| foreign(name.as_ref())) {
                        return Err(Unread::Refused { at });
                    }
                }
                Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
                Event::Eof => {
                    return if self.open.is_empty() { Ok(()) } else { Err(Unread::Broken { at }) };
                }
            }
        }
    }

    fn start(&mut self, at: usize, start: &BytesStart<'_>, version: XmlVersion) -> Result<(), Unread> {
        if self.root.is_some() {
            return Err(Unread::Broken { at });
        }
        self.items += 1;
        let mut element =
            Element { name: start.local_name().into_inner().into(), span: at..at, ..Element::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Unread::Broken { at })?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            self.items += 1;
            let value = attribute.normalized_value(version).map_err(|_| Unread::Refused { at })?;
            element
                .attributes
                .push((attribute.key.local_name().into_inner().into(), value.into_owned().into_boxed_str()));
        }
        if self.open.len() >= MOST_DEEP || self.items > MOST_ITEMS {
            return Err(Unread::TooMuch { at });
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(mut element) = self.open.pop() else { return };
        element.span.end = end;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, at: usize, text: &str) -> Result<(), Unread> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(Unread::Broken { at }),
        }
        Ok(())
    }

    fn reference(&mut self, at: usize, reference: &BytesRef<'_>) -> Result<(), Unread> {
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => character,
            Ok(None) => match &*reference.xml10_content() {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "apos" => '\'',
                "quot" => '"',
                _ => return Err(Unread::Refused { at }),
            },
            Err(_) => return Err(Unread::Broken { at }),
        };
        self.text(at, character.encode_utf8(&mut [0; 4]))
    }
}

/// Text with the characters that XML cannot carry as they are written as references.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            plain => out.push(plain),
        }
    }
    out
}
