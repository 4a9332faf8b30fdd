//! Walks an XML file once, within a budget: no document type, no entities, no depth, size or text without end.

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use saklig_connect::FileFault;

use super::NAMESPACES;
use super::tree::Answer;

/// The largest answer: some 40 000 payments.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most elements.
const MAX_ELEMENTS: usize = 1_000_000;
/// The deepest nesting.
const MAX_DEPTH: usize = 40;
/// The longest text of an element that is read.
const MAX_TEXT: usize = 4_096;

/// A walk through one answer.
pub(super) struct Scan<'a> {
    xml: &'a str,
    /// The local names of the open elements, from the root.
    open: Vec<Box<str>>,
    /// The text of the innermost open element so far.
    text: String,
    elements: usize,
    ended: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, FileFault> {
        if bytes.len() > MAX_BYTES {
            let what = format!("the answer is {} bytes, more than {MAX_BYTES}", bytes.len());
            return Err(FileFault { code: "E1162", place: "1:1".to_owned(), what });
        }
        let xml = std::str::from_utf8(bytes).map_err(|error| FileFault {
            code: "E1161",
            place: spot(bytes, error.valid_up_to() as u64),
            what: "it is not UTF-8".to_owned(),
        })?;
        let xml = xml.strip_prefix('\u{feff}').unwrap_or(xml);
        Ok(Self { xml, open: Vec::new(), text: String::new(), elements: 0, ended: false })
    }

    pub(super) fn run(mut self, answer: &mut Answer) -> Result<(), FileFault> {
        let mut reader = NsReader::from_str(self.xml);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let at = reader.buffer_position();
            let event = reader
                .read_event()
                .map_err(|error| self.fault("E1161", reader.error_position(), &error.to_string()))?;
            match event {
                Event::Start(start) => self.start(at, &start, &reader, answer)?,
                Event::End(_) => self.end(at, answer)?,
                Event::Text(text) => self.push(at, &text.xml10_content())?,
                Event::CData(text) => self.push(at, &text.xml10_content())?,
                Event::GeneralRef(reference) => self.reference(at, &reference)?,
                Event::DocType(_) => {
                    return Err(self.fault("E1162", at, "it has a document type (DOCTYPE)"));
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
                Event::Eof if self.ended => return Ok(()),
                Event::Eof => return Err(self.fault("E1161", at, "it ends before it is whole")),
            }
        }
    }

    fn start(
        &mut self,
        at: u64,
        start: &BytesStart,
        reader: &NsReader<&[u8]>,
        answer: &mut Answer,
    ) -> Result<(), FileFault> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(self.fault("E1162", at, "it has too many elements"));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(self.fault("E1162", at, "its elements are nested too deep"));
        }
        if self.ended {
            return Err(self.fault("E1161", at, "there is a second root element"));
        }
        for attribute in start.attributes() {
            attribute.map_err(|error| self.fault("E1161", at, &error.to_string()))?;
        }
        let (namespace, local) = reader.resolver().resolve_element(start.name());
        let local: Box<str> = local.into_inner().into();
        let ours = match namespace {
            ResolveResult::Bound(uri) => NAMESPACES.contains(&uri.into_inner()),
            ResolveResult::Unbound => false,
            ResolveResult::Unknown(_) => {
                return Err(self.fault("E1161", at, "the prefix of an element is not declared"));
            }
        };
        let right = match self.open.len() {
            0 => ours && &*local == "Document",
            1 => ours && &*local == "CstmrPmtStsRpt",
            _ => true,
        };
        if !right {
            return Err(self.fault("E1163", at, "it is no payment status report of a version that is read"));
        }
        // A foreign element says nothing to us, whatever it is called.
        self.open.push(if ours { local } else { Box::from("") });
        self.text.clear();
        if let Some(path) = self.open.get(2..).filter(|path| !path.is_empty()) {
            answer.enter(path, at);
        }
        Ok(())
    }

    fn end(&mut self, at: u64, answer: &mut Answer) -> Result<(), FileFault> {
        if let Some(path) = self.open.get(2..).filter(|path| !path.is_empty()) {
            answer.leave(path, &self.text).map_err(|what| self.fault("E1164", at, what))?;
        }
        self.text.clear();
        self.open.pop();
        self.ended = self.open.is_empty();
        Ok(())
    }

    fn push(&mut self, at: u64, text: &str) -> Result<(), FileFault> {
        if self.open.is_empty() {
            let blank = text.trim().is_empty();
            return if blank {
                Ok(())
            } else {
                Err(self.fault("E1161", at, "there is text outside the root"))
            };
        }
        if self.text.len() + text.len() > MAX_TEXT && !text.trim().is_empty() {
            return Err(self.fault("E1162", at, "the text of an element is too long"));
        }
        if self.text.len() + text.len() <= MAX_TEXT {
            self.text.push_str(text);
        }
        Ok(())
    }

    fn reference(&mut self, at: u64, reference: &BytesRef) -> Result<(), FileFault> {
        let name = reference.xml10_content();
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character),
            Ok(None) => match &*name {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "apos" => Some('\''),
                "quot" => Some('"'),
                _ => None,
            },
            Err(error) => return Err(self.fault("E1161", at, &error.to_string())),
        };
        match character {
            Some(character) => self.push(at, character.encode_utf8(&mut [0; 4])),
            None => Err(self.fault("E1162", at, "it uses an entity of its own")),
        }
    }

    fn fault(&self, code: &'static str, at: u64, what: &str) -> FileFault {
        FileFault { code, place: spot(self.xml.as_bytes(), at), what: what.to_owned() }
    }
}

/// Line and column, from 1.
pub(super) fn spot(bytes: &[u8], at: u64) -> String {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() + 1;
    format!("{line}:{column}")
}
