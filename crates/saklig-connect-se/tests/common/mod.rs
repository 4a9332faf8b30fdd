//! A server on a loopback socket that does what a test says, with certificates made for the test.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part; a test that cannot set up has failed"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use saklig_connect_se::http::Identity;

/// What the server does with one request.
pub(crate) enum Does {
    /// Answers.
    Answer(u16, Vec<u8>),
    /// Cuts the connection after the request.
    Cut,
    /// Promises more than it sends, and cuts.
    CutInTheMiddle,
    /// Takes the request and says nothing until the client has gone.
    Silent,
    /// Sends a byte at a time for ever.
    Drips,
    /// Answers without end.
    Floods,
}

/// Certificates: an authority, a server's and a client's.
pub(crate) struct Papers {
    ca: String,
    server: (String, String),
    client: (String, String),
}

impl Papers {
    pub(crate) fn new() -> Self {
        let ca_key = rcgen::KeyPair::generate().unwrap();
        let mut parameters = rcgen::CertificateParams::new(Vec::new()).unwrap();
        parameters.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let ca = parameters.self_signed(&ca_key).unwrap().pem();
        let issuer = rcgen::Issuer::new(parameters, ca_key);
        let issue = |name: &str| {
            let key = rcgen::KeyPair::generate().unwrap();
            let parameters = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
            (parameters.signed_by(&key, &issuer).unwrap().pem(), key.serialize_pem())
        };
        let (server, client) = (issue("localhost"), issue("klient"));
        Self { ca, server, client }
    }

    pub(crate) fn client(&self) -> Identity {
        let (certificate, key) = self.client.clone();
        Identity::new(self.ca.clone().into_bytes(), Some((certificate.into_bytes(), key.into_bytes())))
    }

    pub(crate) fn stranger(&self) -> Identity {
        Identity::new(self.ca.clone().into_bytes(), None)
    }

    fn config(&self) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.ca.as_bytes()).unwrap()).unwrap();
        let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .build()
            .unwrap();
        let chain = vec![CertificateDer::from_pem_slice(self.server.0.as_bytes()).unwrap()];
        let key = PrivateKeyDer::from_pem_slice(self.server.1.as_bytes()).unwrap();
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = builder.unwrap().with_client_cert_verifier(clients);
        Arc::new(builder.with_single_cert(chain, key).unwrap())
    }
}

/// A server that does what `does` says of each request in turn (its number, its text).
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) asked: Arc<AtomicUsize>,
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start(papers: &Papers, does: impl Fn(usize, &str) -> Does + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let (asked, heard) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (config, does) = (papers.config(), Arc::new(does));
        let (count, kept) = (Arc::clone(&asked), Arc::clone(&heard));
        std::thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let (config, does) = (Arc::clone(&config), Arc::clone(&does));
                let (count, kept) = (Arc::clone(&count), Arc::clone(&kept));
                std::thread::spawn(move || {
                    let connection = ServerConnection::new(config).unwrap();
                    let mut stream = StreamOwned::new(connection, socket);
                    while let Some(text) = request(&mut stream) {
                        let number = count.fetch_add(1, Ordering::SeqCst);
                        let what = does(number, &text);
                        kept.lock().unwrap().push(text);
                        if !act(&mut stream, &what) {
                            return;
                        }
                    }
                });
            }
        });
        Self { url, asked, heard }
    }
}

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// A whole request, or nothing when the client has gone.
fn request(stream: &mut Tls) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0_u8; 1];
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        bytes.push(byte[0]);
    }
    let head = String::from_utf8(bytes).ok()?;
    let size = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok());
    let mut body = vec![0; size.unwrap_or(0)];
    stream.read_exact(&mut body).ok()?;
    Some(head + &String::from_utf8_lossy(&body))
}

/// Whether the connection goes on.
fn act(stream: &mut Tls, what: &Does) -> bool {
    let mut say = |bytes: &[u8]| stream.write_all(bytes).and_then(|()| stream.flush()).is_ok();
    match what {
        Does::Answer(status, body) => {
            say(format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes())
                && say(body)
        }
        Does::Cut => false,
        Does::CutInTheMiddle => !say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalv"),
        Does::Silent => stream.read(&mut [0_u8; 1]).is_err(),
        Does::Drips => {
            say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            while say(b".") {}
            false
        }
        Does::Floods => {
            say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            let part = [b"2000\r\n".to_vec(), vec![b'.'; 0x2000], b"\r\n".to_vec()].concat();
            while say(&part) {}
            false
        }
    }
}
