//! When a certificate expires. Only the dates are read (RFC 5280 § 4.1.2.5); whether it is trusted is rustls' matter.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// A certificate whose last day cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("E1004: the file holds no certificate whose last day can be read")]
pub struct Unreadable;

/// When the first of the certificates in a PEM file expires: from then on the connection is refused.
pub fn certificate_expires(pem: &[u8]) -> Result<Timestamp, Unreadable> {
    let mut first: Option<Timestamp> = None;
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| Unreadable)?;
        let last = not_after(&certificate).ok_or(Unreadable)?;
        first = Some(first.map_or(last, |earlier| earlier.min(last)));
    }
    first.ok_or(Unreadable)
}

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// `notAfter` of a certificate: version, serial number, algorithm and issuer stand before the two dates.
fn not_after(der: &[u8]) -> Option<Timestamp> {
    let (certificate, _) = element(der, SEQUENCE)?;
    let (body, _) = element(certificate, SEQUENCE)?;
    let mut rest = match any(body)? {
        (VERSION, _, rest) => rest,
        _ => body,
    };
    for _ in 0..3 {
        rest = any(rest)?.2;
    }
    let (validity, _) = element(rest, SEQUENCE)?;
    let (_, _, rest) = any(validity)?;
    let (tag, text, _) = any(rest)?;
    instant(tag, std::str::from_utf8(text).ok()?)
}

fn element(der: &[u8], wanted: u8) -> Option<(&[u8], &[u8])> {
    let (tag, value, rest) = any(der)?;
    (tag == wanted).then_some((value, rest))
}

/// The first element of some DER: its tag, its value, and what comes after it.
fn any(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (size, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0_usize, |size, digit| size * 256 + usize::from(*digit)), rest)
    };
    let (value, rest) = rest.split_at_checked(size)?;
    Some((tag, value, rest))
}

/// `YYMMDDHHMMSSZ`, where years from 50 are in the 20th century, or `YYYYMMDDHHMMSSZ`.
fn instant(tag: u8, text: &str) -> Option<Timestamp> {
    let digits = text.strip_suffix('Z').filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    let full = match (tag, digits.len()) {
        (UTC_TIME, 12) if digits < "50" => format!("20{digits}"),
        (UTC_TIME, 12) => format!("19{digits}"),
        (GENERALIZED_TIME, 14) => digits.to_owned(),
        _ => return None,
    };
    let at = |from: usize, to: usize| full.get(from..to).and_then(|text| text.parse::<i8>().ok());
    let year: i16 = full.get(..4)?.parse().ok()?;
    let time = DateTime::new(year, at(4, 6)?, at(6, 8)?, at(8, 10)?, at(10, 12)?, at(12, 14)?, 0).ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(year: i32) -> String {
        let mut parameters = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        parameters.not_after = rcgen::date_time_ymd(year, 12, 24);
        let key = rcgen::KeyPair::generate().unwrap();
        parameters.self_signed(&key).unwrap().pem()
    }

    #[test]
    fn the_last_day_is_read_in_both_forms() {
        assert_eq!(certificate_expires(made(2026).as_bytes()).unwrap().to_string(), "2026-12-24T00:00:00Z");
        assert_eq!(certificate_expires(made(2063).as_bytes()).unwrap().to_string(), "2063-12-24T00:00:00Z");
    }

    #[test]
    fn of_several_certificates_the_first_to_expire_counts() {
        let chain = format!("{}{}{}", made(2031), made(2028), made(2040));
        assert_eq!(certificate_expires(chain.as_bytes()).unwrap().to_string(), "2028-12-24T00:00:00Z");
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        for text in ["", "hej", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"] {
            assert_eq!(certificate_expires(text.as_bytes()), Err(Unreadable), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = not_after(&bytes);
        }
    }
}
