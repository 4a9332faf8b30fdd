//! XML as a small tree with line numbers. Document type declarations and entities are refused, size and depth
//! are limited, and what was read before a fault is kept.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::sync::Arc;

/// Longest document read, in bytes.
const SIZE_LIMIT_BYTES: usize = 16 * 1024 * 1024;
/// Deepest nesting of elements.
const DEPTH_LIMIT: usize = 128;
/// Most elements in one document.
const ELEMENT_LIMIT: usize = 400_000;

/// An element of the accepted namespaces.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
    pub(crate) line: u32,
    pub(crate) text_line: u32,
    pub(crate) text_column: u32,
    /// The namespace is one of those asked for.
    pub(crate) known: bool,
    /// The id of the element, or of the nearest one around it that has an id.
    pub(crate) nearest_id: Option<Arc<str>>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Why a document, or a part of it, was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum XmlFault {
    Syntax { line: u32, detail: String },
    Entity { line: u32, name: String },
    Limit { line: u32, detail: String },
}

/// Reads `xml`. Elements for which `accept(namespace)` is false are left out with all they contain, except the
/// root, which is returned with `known == false`.
pub(crate) fn parse(xml: &str, accept: impl Fn(&str) -> bool) -> (Option<Element>, Vec<XmlFault>) {
    if xml.len() > SIZE_LIMIT_BYTES {
        let detail = format!("the document has {} bytes, at most {SIZE_LIMIT_BYTES} are read", xml.len());
        return (None, vec![XmlFault::Limit { line: 0, detail }]);
    }
    let mut builder = Builder { lines: Lines::new(xml), ..Builder::default() };
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let at = position(reader.buffer_position());
        let (known, event) = match reader.read_resolved_event() {
            Ok((namespace, event)) => (is_known(&namespace, &accept), event),
            Err(error) => {
                let (line, _) = builder.lines.at(position(reader.error_position()));
                builder.faults.push(XmlFault::Syntax { line, detail: error.to_string() });
                break;
            }
        };
        if matches!(event, Event::Eof) || !builder.take(&event, known, at) {
            break;
        }
    }
    builder.finish()
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn is_known(namespace: &ResolveResult<'_>, accept: impl Fn(&str) -> bool) -> bool {
    match namespace {
        ResolveResult::Bound(Namespace(uri)) => accept(uri),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => false,
    }
}

#[derive(Default)]
struct Builder<'x> {
    lines: Lines<'x>,
    stack: Vec<Element>,
    root: Option<Element>,
    faults: Vec<XmlFault>,
    /// Depth inside an element that is left out.
    skipped: usize,
    elements: usize,
}

impl Builder<'_> {
    /// Takes one event; false when reading shall end.
    fn take(&mut self, event: &Event<'_>, known: bool, at: usize) -> bool {
        match event {
            Event::Start(start) | Event::Empty(start) => return self.start(start, known, at),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content(), at, 0),
            Event::CData(text) => self.text(&text.xml10_content(), at, "<![CDATA[".len()),
            Event::GeneralRef(reference) => self.reference(reference, at),
            Event::DocType(_) => {
                let (line, _) = self.lines.at(at);
                self.faults.push(XmlFault::Entity { line, name: "DOCTYPE".to_owned() });
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        true
    }

    fn start(&mut self, start: &BytesStart<'_>, known: bool, at: usize) -> bool {
        let (line, _) = self.lines.at(at);
        self.elements += 1;
        if self.stack.len() + self.skipped >= DEPTH_LIMIT || self.elements > ELEMENT_LIMIT {
            let detail = format!("more than {DEPTH_LIMIT} levels or {ELEMENT_LIMIT} elements");
            self.faults.push(XmlFault::Limit { line, detail });
            return false;
        }
        if self.skipped > 0 || (!known && !self.stack.is_empty()) {
            self.skipped += 1;
            return true;
        }
        let mut element =
            Element { name: start.local_name().as_ref().to_owned(), line, known, ..Element::default() };
        for attribute in start.attributes() {
            match attribute {
                Ok(attribute) if attribute.key.prefix().is_none() => {
                    match quick_xml::escape::unescape(&attribute.value) {
                        Ok(value) => {
                            element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
                        }
                        Err(_) => {
                            self.faults.push(XmlFault::Entity { line, name: attribute.value.into_owned() });
                        }
                    }
                }
                Ok(_) => {}
                Err(error) => self.faults.push(XmlFault::Syntax { line, detail: error.to_string() }),
            }
        }
        element.nearest_id = match element.attribute("id") {
            Some(id) => Some(Arc::from(id)),
            None => self.stack.last().and_then(|parent| parent.nearest_id.clone()),
        };
        self.stack.push(element);
        true
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(element) = self.stack.pop() {
            match self.stack.last_mut() {
                Some(parent) => parent.children.push(element),
                None => {
                    self.root.get_or_insert(element);
                }
            }
        }
    }

    fn text(&mut self, text: &str, at: usize, before: usize) {
        if self.skipped > 0 {
            return;
        }
        let (line, column) = self.lines.at(at + before);
        if let Some(element) = self.stack.last_mut() {
            if element.text_line == 0 {
                element.text_line = line;
                element.text_column = column;
            }
            element.text.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>, at: usize) {
        let name = reference.xml10_content();
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character.to_string()),
            Ok(None) => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
            Err(_) => None,
        };
        if let Some(text) = character {
            self.text(&text, at, 0);
        } else {
            let (line, _) = self.lines.at(at);
            self.faults.push(XmlFault::Entity { line, name: name.into_owned() });
        }
    }

    fn finish(mut self) -> (Option<Element>, Vec<XmlFault>) {
        self.skipped = 0;
        if self.faults.is_empty() && !self.stack.is_empty() {
            let detail = "the document ends inside an element".to_owned();
            let line = self.stack.last().map_or(0, |element| element.line);
            self.faults.push(XmlFault::Syntax { line, detail });
        }
        while !self.stack.is_empty() {
            self.end();
        }
        (self.root, self.faults)
    }
}

/// Line and column of byte offsets that only grow.
#[derive(Default)]
struct Lines<'x> {
    text: &'x str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'x> Lines<'x> {
    fn new(text: &'x str) -> Self {
        Lines { text, offset: 0, line: 1, column: 1 }
    }

    fn at(&mut self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        if let Some(passed) = self.text.get(self.offset..offset) {
            for character in passed.chars() {
                if character == '\n' {
                    self.line += 1;
                    self.column = 1;
                } else {
                    self.column += 1;
                }
            }
            self.offset = offset;
        }
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> (Option<Element>, Vec<XmlFault>) {
        parse(xml, |namespace| namespace == "urn:a")
    }

    #[test]
    fn keeps_lines_and_drops_foreign_elements() {
        let (root, faults) = read(concat!(
            "<a xmlns='urn:a' xmlns:b='urn:b' b:q='1' r='2'>\n <b:x><a/></b:x>\n",
            " <c> &lt; &#229;<![CDATA[<]]></c></a>"
        ));
        assert_eq!(faults, []);
        let root = root.unwrap();
        assert_eq!(root.attribute("r"), Some("2"));
        assert_eq!(root.attribute("q"), None);
        assert_eq!(root.children.len(), 1);
        let c = root.child("c").unwrap();
        assert_eq!((c.text.as_str(), c.line, c.text_line, c.text_column), (" < å<", 3, 3, 5));
    }

    #[test]
    fn entities_are_refused() {
        let (root, faults) = read("<!DOCTYPE a [<!ENTITY lol 'lol'>]>\n<a xmlns='urn:a'>\n<c>&lol;</c></a>");
        assert_eq!(
            faults,
            [
                XmlFault::Entity { line: 1, name: "DOCTYPE".to_owned() },
                XmlFault::Entity { line: 3, name: "lol".to_owned() }
            ]
        );
        assert_eq!(root.unwrap().child("c").unwrap().text, "");
    }

    #[test]
    fn what_was_read_before_a_fault_is_kept() {
        let (root, faults) = read("<a xmlns='urn:a'><b/>\n<c></d></a>");
        assert_eq!(root.unwrap().children.len(), 2);
        assert!(matches!(faults.first(), Some(XmlFault::Syntax { line: 2, .. })), "{faults:?}");
        let (root, faults) = read("<a xmlns='urn:a'><b>");
        assert_eq!(root.unwrap().children.len(), 1);
        assert!(matches!(faults.first(), Some(XmlFault::Syntax { .. })), "{faults:?}");
    }

    #[test]
    fn depth_is_limited() {
        let deep = format!("<a xmlns='urn:a'>{}", "<a>".repeat(100_000));
        let (_, faults) = read(&deep);
        assert!(matches!(faults.as_slice(), [XmlFault::Limit { .. }]), "{faults:?}");
    }

    #[test]
    fn the_root_of_another_kind_is_known_to_be_so() {
        assert!(!read("<a xmlns='urn:b'/>").0.unwrap().known);
        assert!(read("").0.is_none());
    }
}
