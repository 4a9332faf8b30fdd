//! PREMIS 3.0: formats, checksums and how the package was made.

use saklig_connect::ArchiveContents;

use super::mets::Listed;
use super::xml::Xml;

/// An identifier of ours: its element, and the elements of its kind and value.
fn identifier(xml: &mut Xml, [whole, kind, value]: [&'static str; 3], id: &str) {
    xml.open(whole, &[]);
    xml.text(kind, &[], "local");
    xml.text(value, &[], id);
    xml.close();
}

const OBJECT: [&str; 3] = ["objectIdentifier", "objectIdentifierType", "objectIdentifierValue"];
const EVENT: [&str; 3] = ["eventIdentifier", "eventIdentifierType", "eventIdentifierValue"];
const AGENT: [&str; 3] = ["agentIdentifier", "agentIdentifierType", "agentIdentifierValue"];
const LINKED: [&str; 3] =
    ["linkingAgentIdentifier", "linkingAgentIdentifierType", "linkingAgentIdentifierValue"];

fn file(xml: &mut Xml, listed: &Listed) {
    xml.open("object", &[("xsi:type", "file")]);
    identifier(xml, OBJECT, &listed.path);
    xml.open("objectCharacteristics", &[]);
    xml.open("fixity", &[]);
    xml.text("messageDigestAlgorithm", &[], "SHA-256");
    xml.text("messageDigest", &[], &listed.sha256);
    xml.close();
    xml.text("size", &[], &listed.size.to_string());
    xml.open("format", &[]);
    xml.open("formatDesignation", &[]);
    xml.text("formatName", &[], &listed.media_type);
    xml.close();
    xml.close();
    xml.close();
    xml.text("originalName", &[], &listed.path);
    xml.close();
}

/// The document, about the documents of the case.
pub(super) fn write(contents: &ArchiveContents, data: &[Listed]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "premis",
        &[
            ("xmlns", "http://www.loc.gov/premis/v3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd",
            ),
            ("version", "3.0"),
        ],
    );
    for listed in data {
        file(&mut xml, listed);
    }
    xml.open("event", &[]);
    identifier(&mut xml, EVENT, "paketering");
    xml.text("eventType", &[], "information package creation");
    xml.text("eventDateTime", &[], &contents.created.to_string());
    xml.open("eventOutcomeInformation", &[]);
    xml.text("eventOutcome", &[], "success");
    xml.close();
    identifier(&mut xml, LINKED, "saklig");
    xml.close();
    xml.open("agent", &[]);
    identifier(&mut xml, AGENT, "saklig");
    xml.text("agentName", &[], "Saklig");
    xml.text("agentType", &[], "software");
    xml.text("agentVersion", &[], env!("CARGO_PKG_VERSION"));
    xml.finish()
}
