//! The one HTTP client: TLS with a certificate of our own, time limits, and an answer that may not be larger than said.
//!
//! What went wrong is told by what may have happened at the other end. Before the request went out nothing has:
//! [`Failure::Unreachable`]. When it went out and no whole answer came back, nobody knows: [`Failure::InDoubt`]; for a
//! mere question that is Unreachable too, since asking changes nothing. The codes are words of our own
//! ([`code`]), `http-` and the status, or the code that the receiver gave.

use std::error::Error;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client as Inner, Response};
use reqwest::{Method, redirect};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{AlertDescription, ClientConfig, RootCertStore};
use saklig_connect::Failure;

/// The codes of a connection that failed.
pub mod code {
    /// No connection came about.
    pub const CONNECTION: &str = "anslutning";
    /// The time ran out.
    pub const TIME: &str = "tidsgrans";
    /// The certificates do not fit: ours, or theirs.
    pub const TLS: &str = "tls";
    /// The connection was cut.
    pub const CUT: &str = "avbrott";
    /// The answer is larger than it may be.
    pub const TOO_LARGE: &str = "for_stort";
    /// The address cannot be used.
    pub const ADDRESS: &str = "adress";
}

/// Why no client can be made.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// E1001: a file with a certificate or a key cannot be read.
    #[error("E1001: cannot read {path}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// E1002: a certificate or key cannot be used.
    #[error("E1002: the {what} cannot be used")]
    Certificate {
        /// Which one: `ca`, `certificate` or `key`.
        what: &'static str,
        /// What is wrong with it, if it is known.
        source: Option<rustls::Error>,
    },
    /// E1003: the client cannot be started.
    #[error("E1003: the HTTP client cannot be started")]
    Start(#[source] reqwest::Error),
}

/// Whom we trust, and who we are. All of it as PEM.
#[derive(Clone)]
pub struct Identity {
    ca: Vec<u8>,
    own: Option<(Vec<u8>, Vec<u8>)>,
}

impl Identity {
    /// Trusts the authorities in `ca`; `own` is our certificate (with its chain) and its key.
    pub fn new(ca: Vec<u8>, own: Option<(Vec<u8>, Vec<u8>)>) -> Self {
        Self { ca, own }
    }

    /// The same from files.
    pub fn read(ca: &Path, own: Option<(&Path, &Path)>) -> Result<Self, Unusable> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|source| Unusable::File { path: path.display().to_string(), source })
        };
        let own = own.map(|(certificate, key)| Ok((read(certificate)?, read(key)?))).transpose()?;
        Ok(Self { ca: read(ca)?, own })
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// How long we wait, and how much we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection, TLS included.
    pub connect: Duration,
    /// Until the whole answer is there.
    pub total: Duration,
    /// Size of the largest answer.
    pub answer_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(30),
            answer_bytes: 8 * 1024 * 1024,
        }
    }
}

/// Headers: name and value.
pub type Headers<'a> = &'a [(&'a str, &'a str)];

/// What came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The answer if its status says that it went well, 404 as nothing, and otherwise the failure that the status is:
    /// 4xx a no with the code of the JSON field `fel`, 5xx a receiver that could not.
    pub fn found(self) -> Result<Option<Self>, Failure> {
        match self.status {
            404 => Ok(None),
            _ => self.accepted().map(Some),
        }
    }

    /// The answer if its status says that it went well.
    pub fn accepted(self) -> Result<Self, Failure> {
        match self.status {
            200..=299 => Ok(self),
            500..=599 => Err(Failure::Unreachable(self.code())),
            _ => Err(Failure::Refused(self.code())),
        }
    }

    /// The receiver's own code (`fel` in JSON: a short word), or the status.
    fn code(&self) -> Arc<str> {
        let said = serde_json::from_slice::<serde_json::Value>(&self.body).ok();
        let word = |text: &&str| {
            (1..=40).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        match said.as_ref().and_then(|said| said.get("fel")?.as_str()).filter(word) {
            Some(code) => Arc::from(code),
            None => Arc::from(format!("http-{}", self.status)),
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

/// An HTTP client for one receiver. It keeps its connections and may be used from several threads.
#[derive(Debug, Clone)]
pub struct Client {
    inner: Inner,
    limits: Limits,
}

impl Client {
    /// A client that trusts and is trusted as `identity` says. It speaks only HTTPS and follows no redirection.
    pub fn new(identity: &Identity, limits: Limits) -> Result<Self, Unusable> {
        let inner = Inner::builder()
            .tls_backend_preconfigured(config(identity)?)
            .https_only(true)
            .http1_only()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .connect_timeout(limits.connect.min(limits.total))
            .timeout(limits.total)
            .build()
            .map_err(Unusable::Start)?;
        Ok(Self { inner, limits })
    }

    /// Asks for something. Nothing happens at the other end, so it is never in doubt.
    pub fn get(&self, url: &str, headers: Headers<'_>) -> Result<Answer, Failure> {
        asked(self.send(Method::GET, url, headers, None))
    }

    /// Asks a question that needs a body (SOAP). Nothing happens at the other end, so it is never in doubt.
    pub fn ask(&self, url: &str, headers: Headers<'_>, body: Vec<u8>) -> Result<Answer, Failure> {
        asked(self.send(Method::POST, url, headers, Some(body)))
    }

    /// Sends something that is to happen.
    pub fn post(&self, url: &str, headers: Headers<'_>, body: Vec<u8>) -> Result<Answer, Failure> {
        self.send(Method::POST, url, headers, Some(body))
    }

    /// Puts something where it is to be.
    pub fn put(&self, url: &str, headers: Headers<'_>, body: Vec<u8>) -> Result<Answer, Failure> {
        self.send(Method::PUT, url, headers, Some(body))
    }

    fn send(
        &self,
        method: Method,
        url: &str,
        headers: Headers<'_>,
        body: Option<Vec<u8>>,
    ) -> Result<Answer, Failure> {
        let started = Instant::now();
        let mut request = self.inner.request(method, url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().map_err(|error| not_answered(&error))?;
        self.read(response, started)
    }

    /// Reads the body, and stops when it is too much or too late: a body that drips must not hold us for ever.
    fn read(&self, mut response: Response, started: Instant) -> Result<Answer, Failure> {
        let most = self.limits.answer_bytes;
        let too_large = || Failure::InDoubt(Arc::from(code::TOO_LARGE));
        if response.content_length().is_some_and(|size| size > most as u64) {
            return Err(too_large());
        }
        let status = response.status().as_u16();
        let mut body = Vec::new();
        let mut part = [0_u8; 16 * 1024];
        loop {
            match response.read(&mut part) {
                Ok(0) => return Ok(Answer { status, body }),
                Ok(size) => body.extend_from_slice(part.get(..size).unwrap_or_default()),
                Err(error) => {
                    let late = error.kind() == std::io::ErrorKind::TimedOut
                        || error
                            .get_ref()
                            .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
                            .is_some_and(reqwest::Error::is_timeout);
                    return Err(Failure::InDoubt(Arc::from(if late { code::TIME } else { code::CUT })));
                }
            }
            if body.len() > most {
                return Err(too_large());
            }
            if started.elapsed() > self.limits.total {
                return Err(Failure::InDoubt(Arc::from(code::TIME)));
            }
        }
    }
}

fn config(identity: &Identity) -> Result<ClientConfig, Unusable> {
    let wrong = |what| move |source| Unusable::Certificate { what, source: Some(source) };
    let unread = |what| move |_| Unusable::Certificate { what, source: None };
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&identity.ca) {
        roots.add(certificate.map_err(unread("ca"))?).map_err(wrong("ca"))?;
    }
    if roots.is_empty() {
        return Err(Unusable::Certificate { what: "ca", source: None });
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(wrong("ca"))?
        .with_root_certificates(roots);
    let Some((certificate, key)) = &identity.own else {
        return Ok(builder.with_no_client_auth());
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
    let key = PrivateKeyDer::from_pem_slice(key).map_err(unread("key"))?;
    builder.with_client_auth_cert(chain.map_err(unread("certificate"))?, key).map_err(wrong("certificate"))
}

/// A question that failed has changed nothing.
fn asked(answer: Result<Answer, Failure>) -> Result<Answer, Failure> {
    answer.map_err(|failure| match failure {
        Failure::InDoubt(code) => Failure::Unreachable(code),
        other => other,
    })
}

/// What it means that no answer began to come.
fn not_answered(error: &reqwest::Error) -> Failure {
    if error.is_builder() {
        return Failure::NotConnected(Arc::from(code::ADDRESS));
    }
    let late = error.is_timeout();
    match tls(error) {
        // Their certificate is not trusted, or they do not trust ours: refused before anything was read.
        Some(true) => Failure::Unreachable(Arc::from(code::TLS)),
        _ if error.is_connect() => {
            Failure::Unreachable(Arc::from(if late { code::TIME } else { code::CONNECTION }))
        }
        _ => Failure::InDoubt(Arc::from(if late { code::TIME } else { code::CUT })),
    }
}

/// Whether TLS failed in a way that comes before any request is read.
fn tls(error: &reqwest::Error) -> Option<bool> {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(one) = cause {
        if let Some(found) = one.downcast_ref::<rustls::Error>() {
            return Some(match found {
                rustls::Error::AlertReceived(alert) => certificate_alert(*alert),
                rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => true,
                _ => false,
            });
        }
        // An I/O error names its cause's cause as its own, so the cause is asked for directly.
        cause = match one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => one.source(),
        };
    }
    None
}

fn certificate_alert(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::HandshakeFailure
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateRequired
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::AccessDenied
    )
}
