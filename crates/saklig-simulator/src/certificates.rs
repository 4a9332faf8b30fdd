//! The world's own authority, its server's certificate and the one its clients show.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};

use crate::error::WorldError;

/// The last day of the certificates in a folder, as text.
const UNTIL: &str = "giltig_till";
/// How long new certificates are valid.
const VALID_DAYS: i32 = 365;
/// With fewer days left than this they are made anew.
const LEFT_DAYS: i32 = 30;

fn wrong(what: impl std::fmt::Display) -> WorldError {
    WorldError::Certificates { what: what.to_string() }
}

/// Makes the certificates unless there are some that last: clients go on with them when the world starts again.
pub(crate) fn make(folder: &Path, now: Timestamp) -> Result<(), WorldError> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let last = fs::read_to_string(folder.join(UNTIL)).ok().and_then(|text| text.trim().parse::<Date>().ok());
    let enough = today.checked_add(LEFT_DAYS.days()).map_err(wrong)?;
    if last.is_some_and(|last| last > enough) {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(WorldError::file(folder))?;
    let until = today.checked_add(VALID_DAYS.days()).map_err(wrong)?;
    let from = today.checked_sub(1.day()).map_err(wrong)?;
    let key = KeyPair::generate().map_err(wrong)?;
    let mut authority = params(&[], "Saklig: den simulerade världen", (from, until))?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let root = authority.self_signed(&key).map_err(wrong)?;
    let issuer = Issuer::new(authority, key);
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let server = (params(&names, "localhost", (from, until))?, ExtendedKeyUsagePurpose::ServerAuth, "server");
    let client = (params(&[], "Demokommun", (from, until))?, ExtendedKeyUsagePurpose::ClientAuth, "klient");
    write(&folder.join("ca.pem"), root.pem().as_bytes())?;
    for (mut params, usage, name) in [server, client] {
        params.extended_key_usages = vec![usage];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let key = KeyPair::generate().map_err(wrong)?;
        let certificate = params.signed_by(&key, &issuer).map_err(wrong)?;
        write(&folder.join(format!("{name}.pem")), certificate.pem().as_bytes())?;
        write_secret(&folder.join(format!("{name}.key")), key.serialize_pem().as_bytes())?;
    }
    write(&folder.join(UNTIL), until.to_string().as_bytes())
}

fn params(
    names: &[String],
    common: &str,
    (from, until): (Date, Date),
) -> Result<CertificateParams, WorldError> {
    let mut params = CertificateParams::new(names.to_vec()).map_err(wrong)?;
    params.distinguished_name.push(DnType::CommonName, common);
    let moment = |day: Date| {
        let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        date_time_ymd(i32::from(day.year()), month, day_of_month)
    };
    params.not_before = moment(from);
    params.not_after = moment(until);
    Ok(params)
}

fn write(path: &Path, content: &[u8]) -> Result<(), WorldError> {
    fs::write(path, content).map_err(WorldError::file(path))
}

/// A key: only its owner may read it.
fn write_secret(path: &Path, content: &[u8]) -> Result<(), WorldError> {
    let mut options = fs::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(WorldError::file(path))?;
    file.write_all(content).map_err(WorldError::file(path))
}

/// How the server speaks TLS: its own certificate, and only clients that show one of ours.
pub(crate) fn server(folder: &Path) -> Result<Arc<ServerConfig>, WorldError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certificate = |name: &str| CertificateDer::from_pem_file(folder.join(name)).map_err(wrong);
    let mut roots = RootCertStore::empty();
    roots.add(certificate("ca.pem")?).map_err(wrong)?;
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(wrong)?;
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).map_err(wrong)?;
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(wrong)?
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate("server.pem")?], key)
        .map_err(wrong)?;
    Ok(Arc::new(config))
}
