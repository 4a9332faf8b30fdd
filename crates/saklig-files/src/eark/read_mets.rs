//! Reads what a METS file lists. Only what a check needs is read; a document type is refused, so that nothing expands.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A file that METS lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// The reference as it is written.
    pub(super) href: String,
    pub(super) size: Option<String>,
    pub(super) sha256: Option<String>,
}

/// What a METS file says.
#[derive(Debug, Default)]
pub(super) struct Mets {
    pub(super) id: String,
    pub(super) profile: String,
    pub(super) kind: String,
    pub(super) has_structure: bool,
    pub(super) files: Vec<Listed>,
    /// Tables of contents of representations.
    pub(super) pointers: Vec<String>,
    /// What is wrong with its form.
    pub(super) faults: Vec<String>,
}

/// Deepest nesting.
const DEEPEST: usize = 64;
/// Most faults of form that are told.
const FAULTS: usize = 20;

fn text(xml: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(xml).map_err(|error| format!("no UTF-8: {error}"))
}

fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    element.attributes().flatten().find_map(|attribute| {
        let name = attribute.key.local_name();
        (name.as_ref() == wanted)
            .then(|| {
                attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
            })
            .flatten()
    })
}

/// Takes in one element.
fn element(mets: &mut Mets, element: &BytesStart<'_>, pending: &mut Option<Listed>, ids: &mut Ids) {
    if let Some(id) = attribute(element, "ID")
        && !ids.given.insert(id.clone())
    {
        mets.faults.push(format!("the id `{id}` is given twice"));
    }
    for name in ["FILEID", "DMDID", "ADMID"] {
        ids.used.extend(attribute(element, name).map(|id| (name, id)));
    }
    let listed = |href: String| Listed {
        href,
        size: attribute(element, "SIZE"),
        sha256: (attribute(element, "CHECKSUMTYPE").as_deref() == Some("SHA-256"))
            .then(|| attribute(element, "CHECKSUM"))
            .flatten(),
    };
    let href = || attribute(element, "href").unwrap_or_default();
    match element.local_name().as_ref() {
        "mets" => {
            mets.id = attribute(element, "OBJID").unwrap_or_default();
            mets.profile = attribute(element, "PROFILE").unwrap_or_default();
        }
        "metsHdr" => mets.kind = attribute(element, "OAISPACKAGETYPE").unwrap_or_default(),
        "mdRef" => mets.files.push(listed(href())),
        "file" => *pending = Some(listed(String::new())),
        "FLocat" => match pending.take() {
            Some(file) => mets.files.push(Listed { href: href(), ..file }),
            None => mets.faults.push("an FLocat outside its file".to_owned()),
        },
        "mptr" => mets.pointers.push(href()),
        "structMap" => mets.has_structure |= attribute(element, "LABEL").as_deref() == Some("CSIP"),
        _ => {}
    }
}

#[derive(Default)]
struct Ids {
    given: BTreeSet<String>,
    used: Vec<(&'static str, String)>,
}

/// Reads a METS file; the error says why it is none.
pub(super) fn read(xml: &[u8]) -> Result<Mets, String> {
    let mut reader = Reader::from_str(text(xml)?);
    reader.config_mut().check_end_names = true;
    let (mut mets, mut ids, mut pending) = (Mets::default(), Ids::default(), None);
    let (mut depth, mut seen) = (0_usize, false);
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("no XML at byte {at}: {error}"))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("nested deeper than {DEEPEST} at byte {at}"));
                }
                seen |= start.local_name().as_ref() == "mets";
                element(&mut mets, &start, &mut pending, &mut ids);
            }
            Event::Empty(start) => element(&mut mets, &start, &mut pending, &mut ids),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end.local_name().as_ref() == "file" && pending.take().is_some() {
                    mets.faults.push("a file without an FLocat".to_owned());
                }
            }
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            Event::Eof if depth > 0 => return Err(format!("it ends in the middle, at byte {at}")),
            Event::Eof => break,
            _ => {}
        }
    }
    if !seen {
        return Err("there is no METS in it".to_owned());
    }
    for (name, id) in &ids.used {
        if !ids.given.contains(id) {
            mets.faults.push(format!("{name} `{id}` points at nothing"));
        }
    }
    mets.faults.truncate(FAULTS);
    Ok(mets)
}

/// The paths of the documents that an ERMS description names; the error says why it is none.
pub(super) fn appendices(xml: &[u8]) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(text(xml)?);
    let (mut paths, mut seen) = (Vec::new(), false);
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("no XML at byte {at}: {error}"))? {
            Event::Start(start) | Event::Empty(start) => {
                seen |= start.local_name().as_ref() == "erms";
                if start.local_name().as_ref() == "appendix" {
                    paths.extend(attribute(&start, "path"));
                }
            }
            Event::DocType(_) => return Err("it has a document type".to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    if seen { Ok(paths) } else { Err("there is no ERMS in it".to_owned()) }
}
