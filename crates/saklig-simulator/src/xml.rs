//! XML as the world reads and writes it: a small tree with names and namespaces, and a writer that escapes.

use std::fmt::Write as _;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// The largest message that is read, bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The deepest nesting that is read.
const MAX_DEPTH: usize = 64;

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) ns: String,
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Self>,
    /// All text directly in it.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The trimmed text at the end of a path; none when it is empty or not there.
    pub(crate) fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a message. A document type, an unknown entity, a fault in the form: refused with the reason.
pub(crate) fn read(bytes: &[u8]) -> Result<Element, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("the message is {} bytes, more than {MAX_BYTES}", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the message is not UTF-8".to_owned())?;
    let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err(format!("more than {MAX_DEPTH} elements in each other"));
                }
                open.push(begun(&reader, &start)?);
            }
            Event::End(_) => close(&mut open)?,
            Event::Text(text) => last(&mut open).text.push_str(&text.xml10_content()),
            Event::CData(text) => last(&mut open).text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let found = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| format!("an entity that nobody has declared: {name}"))?
                        .to_owned(),
                };
                last(&mut open).text.push_str(&found);
            }
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut document), true) if document.children.len() == 1 => {
            document.children.pop().ok_or_else(|| "it is empty".to_owned())
        }
        _ => Err("it has not exactly one outermost element, closed".to_owned()),
    }
}

fn last(open: &mut Vec<Element>) -> &mut Element {
    if open.is_empty() {
        open.push(Element::default());
    }
    let end = open.len() - 1;
    &mut open[end]
}

fn close(open: &mut Vec<Element>) -> Result<(), String> {
    match open.pop() {
        Some(done) if !open.is_empty() => {
            last(open).children.push(done);
            Ok(())
        }
        _ => Err("an element is closed that is not open".to_owned()),
    }
}

fn begun(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, String> {
    let (resolved, local) = reader.resolver().resolve_element(start.name());
    let ns = match resolved {
        ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(prefix) => {
            return Err(format!("the prefix {prefix} is not declared"));
        }
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::default()).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Element { ns, name: local.into_inner().to_owned(), attributes, ..Element::default() })
}

/// XML being written.
#[derive(Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    /// With the declaration that a document begins with.
    pub(crate) fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// An element with what `inside` writes. `tag` is the name and its attributes, as they are written.
    pub(crate) fn inside(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.0.extend(["<", tag, ">"]);
        inside(self);
        self.0.extend(["</", name, ">"]);
    }

    /// An element with a text.
    pub(crate) fn leaf(&mut self, tag: &str, text: &str) {
        self.inside(tag, |xml| xml.text(text));
    }

    /// An element with something that can be shown.
    pub(crate) fn show(&mut self, tag: &str, what: impl std::fmt::Display) {
        self.leaf(tag, &what.to_string());
    }

    /// An element when there is something to say.
    pub(crate) fn may(&mut self, tag: &str, what: Option<impl std::fmt::Display>) {
        if let Some(what) = what {
            self.show(tag, what);
        }
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, tag: &str) {
        self.0.extend(["<", tag, "/>"]);
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push_str(&escaped(text));
    }

    /// Text in CDATA.
    pub(crate) fn cdata(&mut self, text: &str) {
        self.0.extend(["<![CDATA[", &text.replace("]]>", "]]]]><![CDATA[>"), "]]>"]);
    }

    /// An element that was read, written again with this prefix for all its names.
    pub(crate) fn again(&mut self, prefix: &str, element: &Element) {
        let mut tag = format!("{prefix}{}", element.name);
        for (name, value) in &element.attributes {
            if write!(tag, " {name}=\"{}\"", escaped(value)).is_err() {
                return;
            }
        }
        self.inside(&tag, |xml| {
            if element.children.is_empty() {
                xml.text(&element.text);
            }
            for child in &element.children {
                xml.again(prefix, child);
            }
        });
    }

    pub(crate) fn done(self) -> String {
        self.0
    }
}

/// Text as it stands in XML; letters that XML cannot hold are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            letter if letter < ' ' || letter == '\u{fffe}' || letter == '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// An answer in a SOAP envelope. `namespaces` are declared on the body's one element by whoever writes it.
pub(crate) fn envelope(inside: impl FnOnce(&mut Writer)) -> String {
    let mut xml = Writer::document();
    xml.inside("S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"", |xml| {
        xml.inside("S:Body", inside);
    });
    xml.done()
}

/// The one element in the body of a SOAP message.
pub(crate) fn body(message: &[u8]) -> Result<Element, String> {
    let envelope = read(message)?;
    if envelope.name != "Envelope" || envelope.ns != "http://schemas.xmlsoap.org/soap/envelope/" {
        return Err("it is no SOAP 1.1 envelope".to_owned());
    }
    let body = envelope.child("Body").ok_or_else(|| "the envelope has no body".to_owned())?;
    match body.children.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err("the body has not exactly one element".to_owned()),
    }
}
