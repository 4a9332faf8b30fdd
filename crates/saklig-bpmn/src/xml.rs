//! XML to a small tree with places. Strict on purpose: no DTD, no entities, no depth or size without end.

use std::sync::Arc;

use quick_xml::escape::EscapeError;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{Error, NsReader, XmlVersion};

/// The largest file that is read.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most elements that are read, apart from the picture.
const MAX_ELEMENTS: usize = 50_000;
/// The deepest nesting of elements that is read.
const MAX_DEPTH: usize = 100;

/// The namespaces this crate knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// No namespace: ordinary attributes.
    None,
    Bpmn,
    Zeebe,
    /// `camunda:` and `operaton:`, Camunda 7 and its heirs.
    Camunda7,
    /// Pictures, colours and what modelling tools note for themselves.
    Picture,
    Other(Arc<str>),
}

/// A place in the text: line and column from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) ns: Ns,
    pub(crate) name: Box<str>,
    pub(crate) value: Box<str>,
    /// Where the value begins.
    pub(crate) at: Spot,
}

#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) ns: Ns,
    pub(crate) tag: Box<str>,
    pub(crate) at: Spot,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Element>,
    /// All text directly in the element.
    pub(crate) text: String,
    /// Where the first character of the text that is not white space stands.
    pub(crate) text_at: Spot,
}

impl Element {
    /// The attribute without namespace of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.ns == Ns::None && &*attribute.name == name)
    }

    /// The value of an attribute; empty counts as missing.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| &*attribute.value).filter(|value| !value.trim().is_empty())
    }

    pub(crate) fn is(&self, ns: &Ns, tag: &str) -> bool {
        self.ns == *ns && &*self.tag == tag
    }

    pub(crate) fn child(&self, ns: &Ns, tag: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.is(ns, tag))
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.value("id")
    }
}

/// Why reading stopped.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) at: Spot,
    pub(crate) reason: String,
    /// Well-formed, but of a kind that is refused.
    pub(crate) refused: bool,
}

/// Reads the file. On a fault what was read until then is there too, with all open elements closed.
pub(crate) fn read(xml: &str) -> (Option<Element>, Option<Stop>) {
    let xml = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    if xml.len() > MAX_BYTES {
        let reason = format!("the file is {} bytes, more than {MAX_BYTES}", xml.len());
        return (None, Some(Stop { at: Spot { line: 1, column: 1 }, reason, refused: true }));
    }
    let mut tree = Tree { xml, lines: Lines::of(xml), open: Vec::new(), root: None, elements: 0 };
    let stop = tree.fill().err();
    while !tree.open.is_empty() {
        tree.close();
    }
    (tree.root, stop)
}

struct Tree<'a> {
    xml: &'a str,
    lines: Lines,
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree<'_> {
    fn fill(&mut self) -> Result<(), Stop> {
        let mut reader = NsReader::from_str(self.xml);
        reader.config_mut().expand_empty_elements = true;
        let mut version = XmlVersion::default();
        loop {
            let at = reader.buffer_position();
            let event = reader.read_event().map_err(|error| {
                let at = reader.error_position().max(1);
                self.broken(at, error.to_string())
            })?;
            match event {
                Event::Start(start) => self.start(at, &start, &reader, version)?,
                Event::End(_) => self.close(),
                Event::Text(text) => self.text(at, &text.xml10_content())?,
                Event::CData(text) => self.text(at + 9, &text.xml10_content())?,
                Event::GeneralRef(reference) => self.reference(at, &reference)?,
                Event::DocType(_) => {
                    return Err(self.refused(at, "it has a document type (DOCTYPE)".to_owned()));
                }
                Event::Decl(declaration) => version = declaration.xml_version().unwrap_or_default(),
                Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
                Event::Eof => return self.end(at),
            }
        }
    }

    fn start(
        &mut self,
        at: u64,
        start: &BytesStart,
        reader: &NsReader<&[u8]>,
        version: XmlVersion,
    ) -> Result<(), Stop> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.refused(at, format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        if self.elements >= MAX_ELEMENTS {
            return Err(self.refused(at, format!("it has more than {MAX_ELEMENTS} elements")));
        }
        if self.root.is_some() {
            return Err(self.broken(at, "there is a second root element".to_owned()));
        }
        let resolver = reader.resolver();
        let (ns, local) = resolver.resolve_element(start.name());
        let mut element = Element {
            ns: namespace(&ns),
            tag: local.into_inner().into(),
            at: self.lines.spot(self.xml, at),
            attributes: Vec::new(),
            children: Vec::new(),
            text: String::new(),
            text_at: Spot::default(),
        };
        if matches!(ns, ResolveResult::Unknown(_)) {
            return Err(
                self.broken(at, format!("the prefix of <{}> is not declared", start.name().into_inner()))
            );
        }
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.bad_attribute(at, &error))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute.normalized_value(version).map_err(|error| self.bad_value(at, &error))?;
            let (ns, local) = resolver.resolve_attribute(attribute.key);
            let value_at = offset_in(self.xml, &attribute.value).unwrap_or(at);
            element.attributes.push(Attribute {
                ns: namespace(&ns),
                name: local.into_inner().into(),
                value: value.into_owned().into_boxed_str(),
                at: self.lines.spot(self.xml, value_at),
            });
        }
        self.elements += usize::from(element.ns != Ns::Picture);
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) if element.ns != Ns::Picture => parent.children.push(element),
            Some(_) => {}
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, at: u64, text: &str) -> Result<(), Stop> {
        let blank = text.trim_start();
        let first = at + (text.len() - blank.len()) as u64;
        let spot = self.lines.spot(self.xml, first);
        let Some(element) = self.open.last_mut() else {
            return if blank.is_empty() {
                Ok(())
            } else {
                Err(self.broken(at, "there is text outside the root element".into()))
            };
        };
        if element.text.trim().is_empty() && !blank.is_empty() {
            element.text_at = spot;
        }
        element.text.push_str(text);
        Ok(())
    }

    fn reference(&mut self, at: u64, reference: &BytesRef) -> Result<(), Stop> {
        let name = reference.xml10_content();
        let resolved = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character),
            Ok(None) => match &*name {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "apos" => Some('\''),
                "quot" => Some('"'),
                _ => None,
            },
            Err(error) => return Err(self.broken(at, error.to_string())),
        };
        match resolved {
            Some(character) => self.text(at, character.encode_utf8(&mut [0; 4])),
            None => Err(self.refused(at, format!("it uses the entity &{name};"))),
        }
    }

    fn end(&self, at: u64) -> Result<(), Stop> {
        match (self.open.last(), &self.root) {
            (Some(open), _) => {
                Err(Stop { at: open.at, reason: format!("<{}> is never closed", open.tag), refused: false })
            }
            (None, None) => Err(self.broken(at, "the file holds no element".to_owned())),
            (None, Some(_)) => Ok(()),
        }
    }

    fn bad_attribute(&self, at: u64, error: &AttrError) -> Stop {
        if let AttrError::Duplicated(..) = error {
            return self.broken(at, "an attribute is given twice".to_owned());
        }
        self.broken(at, format!("an attribute cannot be read ({error})"))
    }

    fn bad_value(&self, at: u64, error: &Error) -> Stop {
        if let Error::Escape(EscapeError::UnrecognizedEntity(_, name)) = error {
            return self.refused(at, format!("it uses the entity &{name};"));
        }
        self.broken(at, format!("the value of an attribute cannot be read ({error})"))
    }

    fn broken(&self, at: u64, reason: String) -> Stop {
        Stop { at: self.lines.spot(self.xml, at), reason, refused: false }
    }

    fn refused(&self, at: u64, reason: String) -> Stop {
        Stop { at: self.lines.spot(self.xml, at), reason, refused: true }
    }
}

fn namespace(resolved: &ResolveResult) -> Ns {
    match resolved {
        ResolveResult::Unbound => Ns::None,
        ResolveResult::Unknown(prefix) => Ns::Other(Arc::from(prefix.as_str())),
        ResolveResult::Bound(uri) => match uri.into_inner() {
            "http://www.omg.org/spec/BPMN/20100524/MODEL" => Ns::Bpmn,
            "http://camunda.org/schema/zeebe/1.0" => Ns::Zeebe,
            "http://camunda.org/schema/1.0/bpmn"
            | "http://activiti.org/bpmn"
            | "http://operaton.org/schema/1.0/bpmn" => Ns::Camunda7,
            "http://www.omg.org/spec/BPMN/20100524/DI"
            | "http://www.omg.org/spec/DD/20100524/DI"
            | "http://www.omg.org/spec/DD/20100524/DC"
            | "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
            | "http://bpmn.io/schema/bpmn/biocolor/1.0"
            | "http://camunda.org/schema/modeler/1.0"
            | "http://operaton.org/schema/modeler/1.0"
            | "http://www.w3.org/2001/XMLSchema-instance" => Ns::Picture,
            other => Ns::Other(Arc::from(other)),
        },
    }
}

/// Where a part of the text begins in it; none when it is not a part of it.
fn offset_in(whole: &str, part: &str) -> Option<u64> {
    let offset = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (offset <= whole.len()).then_some(offset as u64)
}

struct Lines {
    /// Byte offset of the first character of every line.
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect() }
    }

    fn spot(&self, text: &str, offset: u64) -> Spot {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = text.get(start..offset).map_or(0, |before| before.chars().count());
        Spot {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before + 1).unwrap_or(u32::MAX),
        }
    }
}
