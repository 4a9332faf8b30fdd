//! Payloads inside an answer: base64 (CSN, Försäkringskassan) and XML as text (Skatteverket).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::budget::MOST_BYTES;

/// The bytes of `xsd:base64Binary`, which may be broken over lines; nothing when it is not that, or too much.
pub(crate) fn decoded(text: &str) -> Option<Vec<u8>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let plain: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).ok()
}
