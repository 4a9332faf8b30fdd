//! METS: the two tables of contents of a package.

use saklig_connect::ArchiveContents;

use super::xml::Xml;
use super::{DATA, METS, REPRESENTATION};

/// A file as METS lists it.
pub(super) struct Listed {
    /// Its path from the package's folder.
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) size: usize,
    pub(super) sha256: String,
}

impl Listed {
    pub(super) fn new(path: impl Into<String>, media_type: &str, content: &[u8]) -> Self {
        Self {
            path: path.into(),
            media_type: media_type.to_owned(),
            size: content.len(),
            sha256: super::sha256(content),
        }
    }
}

/// A group of files: what they are for, and which they are.
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) content: &'static str,
    pub(super) files: Vec<Listed>,
}

/// The names of the XML that METS is written in, and where their schemas lie from here.
fn begin(xml: &mut Xml, contents: &ArchiveContents, id: &str, up: &str) {
    let schemas = [
        ("http://www.loc.gov/METS/", "mets.xsd"),
        ("http://www.w3.org/1999/xlink", "xlink.xsd"),
        ("https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "DILCISExtensionMETS.xsd"),
        ("https://DILCIS.eu/XML/METS/SIPExtensionMETS", "DILCISExtensionSIPMETS.xsd"),
    ];
    let places: Vec<String> =
        schemas.iter().map(|(name, file)| format!("{name} {up}schemas/{file}")).collect();
    xml.open(
        "mets:mets",
        &[
            ("xmlns:mets", "http://www.loc.gov/METS/"),
            ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
            ("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", &places.join(" ")),
            ("OBJID", id),
            ("LABEL", &contents.title),
            ("TYPE", "Mixed"),
            ("csip:CONTENTINFORMATIONTYPE", "citserms_v2_1"),
            ("PROFILE", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"),
        ],
    );
    let created = contents.created.to_string();
    xml.open(
        "mets:metsHdr",
        &[
            ("CREATEDATE", &created),
            ("LASTMODDATE", &created),
            ("RECORDSTATUS", "NEW"),
            ("csip:OAISPACKAGETYPE", "AIP"),
        ],
    );
    xml.open("mets:agent", &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")]);
    xml.text("mets:name", &[], "Saklig");
    xml.text("mets:note", &[("csip:NOTETYPE", "SOFTWARE VERSION")], env!("CARGO_PKG_VERSION"));
    xml.close();
    xml.open("mets:agent", &[("ROLE", "ARCHIVIST"), ("TYPE", "ORGANIZATION")]);
    xml.text("mets:name", &[], &contents.authority);
    xml.close();
    xml.close();
}

/// One piece of metadata: in what section, of what kind.
fn metadata(
    xml: &mut Xml,
    section: &'static str,
    id: &str,
    kind: (&str, &str),
    file: &Listed,
    created: &str,
) {
    xml.open(section, &[("ID", id), ("CREATED", created), ("STATUS", "CURRENT")]);
    let size = file.size.to_string();
    let mut attributes = vec![
        ("LOCTYPE", "URL"),
        ("xlink:type", "simple"),
        ("xlink:href", file.path.as_str()),
        ("MDTYPE", kind.0),
    ];
    if !kind.1.is_empty() {
        attributes.push(("OTHERMDTYPE", kind.1));
    }
    attributes.extend([
        ("MIMETYPE", file.media_type.as_str()),
        ("SIZE", size.as_str()),
        ("CREATED", created),
        ("CHECKSUM", file.sha256.as_str()),
        ("CHECKSUMTYPE", "SHA-256"),
    ]);
    xml.empty("mets:mdRef", &attributes);
    xml.close();
}

/// The groups of files; paths are written from `folder`.
fn file_section(xml: &mut Xml, groups: &[Group], folder: &str, created: &str) {
    xml.open("mets:fileSec", &[("ID", "filer")]);
    let mut number = 0_usize;
    for (index, group) in groups.iter().enumerate() {
        let id = format!("grupp-{index}");
        xml.open(
            "mets:fileGrp",
            &[
                ("ID", &id),
                ("USE", group.name),
                ("csip:CONTENTINFORMATIONTYPE", "OTHER"),
                ("csip:OTHERCONTENTINFORMATIONTYPE", group.content),
            ],
        );
        for file in &group.files {
            number += 1;
            let (id, size) = (format!("fil-{number}"), file.size.to_string());
            xml.open(
                "mets:file",
                &[
                    ("ID", &id),
                    ("MIMETYPE", &file.media_type),
                    ("SIZE", &size),
                    ("CREATED", created),
                    ("CHECKSUM", &file.sha256),
                    ("CHECKSUMTYPE", "SHA-256"),
                ],
            );
            let path = file.path.strip_prefix(folder).unwrap_or(&file.path);
            xml.empty("mets:FLocat", &[("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", path)]);
            xml.close();
        }
        xml.close();
    }
    xml.close();
}

/// The division that points at a group.
fn division(xml: &mut Xml, id: &str, label: &str, group: usize) {
    xml.open("mets:div", &[("ID", id), ("LABEL", label)]);
    xml.empty("mets:fptr", &[("FILEID", &format!("grupp-{group}"))]);
    xml.close();
}

/// The table of contents at the top. The groups are documentation, schemas and the representation's own table.
pub(super) fn root(
    contents: &ArchiveContents,
    erms: &Listed,
    premis: &Listed,
    groups: &[Group; 3],
) -> Vec<u8> {
    let created = contents.created.to_string();
    let mut xml = Xml::new();
    begin(&mut xml, contents, &contents.id, "");
    metadata(&mut xml, "mets:dmdSec", "arende", ("OTHER", "ERMS"), erms, &created);
    xml.open("mets:amdSec", &[]);
    metadata(&mut xml, "mets:digiprovMD", "bevarande", ("PREMIS", ""), premis, &created);
    xml.close();
    file_section(&mut xml, groups, "", &created);
    xml.open("mets:structMap", &[("ID", "struktur"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")]);
    xml.open("mets:div", &[("ID", "paket"), ("LABEL", &contents.id)]);
    xml.empty(
        "mets:div",
        &[("ID", "metadata"), ("LABEL", "Metadata"), ("ADMID", "bevarande"), ("DMDID", "arende")],
    );
    division(&mut xml, "dokumentation", "Documentation", 0);
    division(&mut xml, "scheman", "Schemas", 1);
    xml.open("mets:div", &[("ID", "representationer"), ("LABEL", "Representations")]);
    xml.empty("mets:fptr", &[("FILEID", "grupp-2")]);
    xml.open("mets:div", &[("ID", "rep1"), ("LABEL", "Representations/rep1")]);
    xml.empty(
        "mets:mptr",
        &[
            ("LOCTYPE", "URL"),
            ("xlink:type", "simple"),
            ("xlink:href", REPRESENTATION),
            ("xlink:title", "grupp-2"),
        ],
    );
    xml.finish()
}

/// The table of contents of the representation.
pub(super) fn representation(contents: &ArchiveContents, data: Vec<Listed>) -> Vec<u8> {
    let created = contents.created.to_string();
    let mut xml = Xml::new();
    begin(&mut xml, contents, "rep1", "../../");
    let folder = REPRESENTATION.strip_suffix(METS).unwrap_or(DATA);
    file_section(&mut xml, &[Group { name: "Data", content: "FGS-ERMS", files: data }], folder, &created);
    xml.open("mets:structMap", &[("ID", "struktur"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")]);
    xml.open("mets:div", &[("ID", "paket"), ("LABEL", "rep1")]);
    xml.empty("mets:div", &[("ID", "metadata"), ("LABEL", "Metadata")]);
    division(&mut xml, "data", "Data", 0);
    xml.finish()
}
