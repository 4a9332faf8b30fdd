//! What is kept of an answer as evidence: the text as it came, and the same without a household's address, for the case
//! where a member is protected. The cut is made by the places of elements in the text, so the rest stays as it was sent.

use saklig_connect::Received;

use crate::payload::decoded;
use crate::xml::{self, Element};

/// Where Navet says where somebody lives or has lived.
const NAVET: [&str; 5] = ["Adresser", "Historik", "Fastighetsbeteckning", "Trappuppgang", "Lagenhet"];
/// Payloads inside SSBTEK's answer that may say it.
const PAYLOADS: [&str; 2] = ["lefiJsonSvar", "svar"];

/// Navet's answer.
pub(crate) fn navet(bytes: &[u8]) -> Option<Received> {
    kept("navet", bytes, |root| {
        let mut found = Vec::new();
        root.find(&NAVET, &mut found);
        found.into_iter().map(|element| (element, known(&element.name, &NAVET))).collect()
    })
}

/// SSBTEK's answer: an address may stand in it anywhere, also inside a payload, which then goes as a whole.
pub(crate) fn ssbtek(bytes: &[u8]) -> Option<Received> {
    kept("ssbtek", bytes, |root| {
        let mut found = Vec::new();
        addressed(root, &mut found);
        found
    })
}

fn known(name: &str, names: &[&'static str]) -> &'static str {
    names.iter().find(|known| **known == name).copied().unwrap_or("adress")
}

fn addressed<'e>(element: &'e Element, found: &mut Vec<(&'e Element, &'static str)>) {
    for child in &element.children {
        if speaks_of_address(&child.name) {
            found.push((child, "adress"));
        } else if child.children.is_empty() && PAYLOADS.contains(&&*child.name) {
            let inner = decoded(&child.text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if inner.is_some_and(|inner| speaks_of_address(&inner)) || speaks_of_address(&child.text) {
                found.push((child, known(&child.name, &PAYLOADS)));
            }
        } else {
            addressed(child, found);
        }
    }
}

fn speaks_of_address(text: &str) -> bool {
    text.to_ascii_lowercase().contains("adress")
}

fn kept(
    source: &'static str,
    bytes: &[u8],
    protected: impl Fn(&Element) -> Vec<(&Element, &'static str)>,
) -> Option<Received> {
    if bytes.is_empty() {
        return None;
    }
    let whole = String::from_utf8_lossy(bytes);
    // What cannot be read cannot be cut in parts.
    let (Ok(root), Ok(text)) = (xml::read(bytes), std::str::from_utf8(bytes)) else {
        return Some(Received::new(source, &whole, "", vec!["allt"]));
    };
    let (mut cut, mut what, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (element, name) in protected(&root) {
        cut.push_str(text.get(at..element.span.start).unwrap_or_default());
        at = element.span.end;
        if !what.contains(&name) {
            what.push(name);
        }
    }
    cut.push_str(text.get(at..).unwrap_or_default());
    Some(Received::new(source, &whole, &cut, what))
}
