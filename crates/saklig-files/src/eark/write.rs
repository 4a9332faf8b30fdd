//! Puts a package together.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use saklig_connect::{ArchiveContents, ArchiveWriter, Unwritable};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::mets::{Group, Listed};
use super::{DATA, ERMS, METS, PREMIS, REPRESENTATION, SEAL, erms, mets, premis, sha256};

/// The schemas of the XML in a package. METS and xlink: Library of Congress; the others: DILCIS Board.
const SCHEMAS: [(&str, &[u8]); 5] = [
    ("schemas/DILCISExtensionMETS.xsd", include_bytes!("schemas/DILCISExtensionMETS.xsd")),
    ("schemas/DILCISExtensionSIPMETS.xsd", include_bytes!("schemas/DILCISExtensionSIPMETS.xsd")),
    ("schemas/ERMS.xsd", include_bytes!("schemas/ERMS.xsd")),
    ("schemas/mets.xsd", include_bytes!("schemas/mets.xsd")),
    ("schemas/xlink.xsd", include_bytes!("schemas/xlink.xsd")),
];
const GUIDE: &str = "documentation/LASMIG.txt";
const XML: &str = "application/xml";
/// Longest path or id, in bytes.
const LONGEST: usize = 200;

/// Writes E-ARK packages.
#[derive(Debug, Clone, Copy, Default)]
pub struct EarkWriter;

impl ArchiveWriter for EarkWriter {
    fn write(&self, contents: &ArchiveContents) -> Result<Vec<u8>, Unwritable> {
        names(contents)?;
        let documents = contents.records.iter().flat_map(|record| &record.files);
        let listed = || -> Vec<Listed> {
            documents
                .clone()
                .map(|file| Listed::new(format!("{DATA}{}", file.path), &file.media_type, &file.content))
                .collect()
        };
        let data = listed();
        let (erms, premis) = (erms::write(contents), premis::write(contents, &data));
        let representation = mets::representation(contents, data);
        let guide = contents.guide.as_bytes();
        let schemas = SCHEMAS.iter().map(|(path, content)| Listed::new(*path, XML, content)).collect();
        let group = |name, content, files| Group { name, content, files };
        let groups = [
            group("Documentation", "NONE", vec![Listed::new(GUIDE, "text/plain", guide)]),
            group("Schemas", "NONE", schemas),
            group(
                "Representations/rep1",
                "FGS-ERMS",
                vec![Listed::new(REPRESENTATION, XML, &representation)],
            ),
        ];
        let root =
            mets::root(contents, &Listed::new(ERMS, XML, &erms), &Listed::new(PREMIS, XML, &premis), &groups);
        let mut files: Vec<(String, &[u8])> = vec![
            (METS.to_owned(), &root),
            (ERMS.to_owned(), &erms),
            (PREMIS.to_owned(), &premis),
            (REPRESENTATION.to_owned(), &representation),
            (GUIDE.to_owned(), guide),
        ];
        files.extend(SCHEMAS.iter().map(|(path, content)| ((*path).to_owned(), *content)));
        files.extend(documents.map(|file| (format!("{DATA}{}", file.path), &file.content[..])));
        files.sort();
        pack(&contents.id, &files, &format!("{SEAL}{}", sha256(&root)))
            .map_err(|error| Unwritable::Packing(error.to_string()))
    }
}

/// Every name can be held by any file system, and none comes twice.
fn names(contents: &ArchiveContents) -> Result<(), Unwritable> {
    let word = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    let id = &contents.id;
    if !word(id) || id.len() > LONGEST {
        return Err(Unwritable::Name(id.to_string()));
    }
    let mut seen = BTreeSet::new();
    for file in contents.records.iter().flat_map(|record| &record.files) {
        if file.path.len() > LONGEST || !file.path.split('/').all(word) {
            return Err(Unwritable::Name(file.path.to_string()));
        }
        // File systems that do not tell capitals apart are common.
        if !seen.insert(file.path.to_ascii_lowercase()) {
            return Err(Unwritable::Twice(file.path.to_string()));
        }
    }
    Ok(())
}

fn pack(id: &str, files: &[(String, &[u8])], seal: &str) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment(seal)?;
    for (path, content) in files {
        zip.start_file(format!("{id}/{path}"), options)?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}
