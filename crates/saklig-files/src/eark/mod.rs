//! E-ARK archive packages (CSIP 2.1.0, kind AIP), with ERMS metadata (CITS ERMS 2.1, schema 2.1.2).
//!
//! In Sweden the same is FGS Paketstruktur 2.0 and FGS Ärendehantering 2.0 (riksarkivet.se). A package is one zip file
//! with one folder:
//!
//! ```text
//! AIP-FS-2025-000123/
//!   METS.xml                              what there is, with SHA-256 and size of every file
//!   metadata/descriptive/erms.xml         the case and its documents, for the archive's register
//!   metadata/preservation/premis.xml      formats, checksums, how the package was made
//!   schemas/*.xsd                         the schemas of all this XML but PREMIS
//!   documentation/LASMIG.txt              how to read it, for people
//!   representations/rep1/METS.xml
//!   representations/rep1/data/…           the documents
//! ```
//!
//! `METS.xml` at the top cannot hold its own checksum: it stands in the comment of the zip file, the *seal*.
//! [`EarkWriter`] writes a package, the same bytes for the same contents; [`check()`] reads any bytes and says what is
//! wrong with them.

mod check;
mod erms;
mod mets;
mod open;
mod premis;
mod read_mets;
mod remark;
mod write;
mod xml;

pub use check::{Budget, check, check_within};
pub use remark::Remark;
pub use write::EarkWriter;

use sha2::{Digest, Sha256};

/// The top's table of contents.
const METS: &str = "METS.xml";
/// The folder of the documents, below the package's own.
const DATA: &str = "representations/rep1/data/";
/// The representation's table of contents.
const REPRESENTATION: &str = "representations/rep1/METS.xml";
/// The description for the archive's register.
const ERMS: &str = "metadata/descriptive/erms.xml";
/// Formats, checksums and how the package was made.
const PREMIS: &str = "metadata/preservation/premis.xml";
/// What the comment of the zip file begins with.
const SEAL: &str = "saklig-eark 1 METS.xml sha256 ";

/// SHA-256 as 64 lower-case hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text cannot fail.
        if write!(text, "{byte:02x}").is_err() {
            break;
        }
    }
    text
}
