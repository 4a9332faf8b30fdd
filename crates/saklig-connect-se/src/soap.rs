//! SOAP 1.1, document/literal: what goes around a question and an answer.

use std::sync::Arc;

use crate::budget::Unread;
use crate::xml::{self, Element};

/// The headers of a question; the action is empty in both contracts.
pub(crate) const HEADERS: [(&str, &str); 2] =
    [("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", "\"\"")];

const NAMESPACE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// A question in its envelope.
pub(crate) fn envelope(body: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soap:Envelope xmlns:soap=\"{NAMESPACE}\"><soap:Body>{body}</soap:Body></soap:Envelope>"
    )
    .into_bytes()
}

/// What stood in the body.
pub(crate) enum Body {
    /// The answer.
    Answer(Element),
    /// A fault, with the code of the service when it gave one.
    Fault(Arc<str>),
    /// Neither.
    Foreign,
}

/// Opens the envelope and finds the answer called `name`.
pub(crate) fn open(bytes: &[u8], name: &str) -> Result<Body, Unread> {
    let mut envelope = xml::read(bytes)?;
    let bodies = envelope.all("Body").count();
    if &*envelope.name != "Envelope" || bodies != 1 {
        return Ok(Body::Foreign);
    }
    let at = envelope.children.iter().position(|child| &*child.name == "Body");
    let Some(mut body) = at.map(|at| envelope.children.swap_remove(at)) else { return Ok(Body::Foreign) };
    if let Some(fault) = body.child("Fault") {
        return Ok(Body::Fault(fault_code(fault)));
    }
    match body.children.pop() {
        Some(answer) if &*answer.name == name && body.children.is_empty() => Ok(Body::Answer(answer)),
        _ => Ok(Body::Foreign),
    }
}

/// `felkod` (SSBTEK) or `Felkod` (Navet) of the detail, else that it is a fault.
fn fault_code(fault: &Element) -> Arc<str> {
    let mut found = Vec::new();
    fault.find(&["felkod", "Felkod"], &mut found);
    let code = found.first().and_then(|code| code.value()).and_then(word);
    Arc::from(code.map_or_else(|| "fault".to_owned(), |code| format!("fault-{code}")))
}

/// A code: short, without spaces, so that no text about a person can stand in it.
pub(crate) fn word(text: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    (!text.is_empty() && text.len() <= 20 && text.bytes().all(plain)).then_some(text)
}
