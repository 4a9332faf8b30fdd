//! A world in a folder of its own and a client that shares nothing with our connectors: HTTP/1.1 written by hand.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot reach the world has failed")]

pub(crate) mod check;
pub(crate) mod questions;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use saklig_simulator::{Running, Settings, start};

pub(crate) struct Side {
    pub(crate) folder: tempfile::TempDir,
    running: Option<Running>,
    faults: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The demo's answers, as the program hands them over.
pub(crate) fn answers() -> Vec<(String, String)> {
    let folder = root().join("demo/answers");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| (file.display().to_string(), fs::read_to_string(file).unwrap())).collect()
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The people of the demo's answers: number, and whether the agencies are asked about them.
pub(crate) fn people() -> Vec<(String, bool)> {
    let lines = |text: String| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>();
    let all = answers().into_iter().flat_map(|(_, text)| lines(text));
    let one = |line: String| {
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        (line["person"].as_str().unwrap().to_owned(), line["svar"].get("af").is_some())
    };
    all.map(one).collect()
}

impl Side {
    pub(crate) fn new(faults: &str) -> Self {
        let mut side =
            Self { folder: tempfile::tempdir().unwrap(), running: None, faults: faults.to_owned() };
        side.start();
        side
    }

    pub(crate) fn start(&mut self) {
        let settings = Settings {
            folder: self.folder.path().to_owned(),
            answers: answers(),
            seed: 7,
            faults: Some(("fel.toml".to_owned(), self.faults.clone())),
            port: 0,
            now: "2025-11-24T07:00:00Z".parse().unwrap(),
            real_now: "2026-11-24T07:00:00Z".parse().unwrap(),
        };
        self.running = Some(start(&settings).unwrap());
    }

    pub(crate) fn stop(&mut self) {
        self.running.take().unwrap().stop();
    }

    pub(crate) fn varld(&self) -> PathBuf {
        self.folder.path().join("varld")
    }

    fn client(&self, certificate: bool) -> Arc<ClientConfig> {
        let keys = self.varld().join("certifikat");
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(keys.join("ca.pem")).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots);
        Arc::new(if certificate {
            let own = CertificateDer::from_pem_file(keys.join("klient.pem")).unwrap();
            let key = PrivateKeyDer::from_pem_file(keys.join("klient.key")).unwrap();
            builder.with_client_auth_cert(vec![own], key).unwrap()
        } else {
            builder.with_no_client_auth()
        })
    }

    /// Sends a request; the error when the connection is cut before the answer is whole.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        self.send_as(true, method, path, headers, body)
    }

    pub(crate) fn send_as(
        &self,
        certificate: bool,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        let port = self.running.as_ref().unwrap().port();
        let connection =
            ClientConnection::new(self.client(certificate), "localhost".try_into().unwrap()).unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        let mut tls = StreamOwned::new(connection, stream);
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
            body.len()
        );
        tls.write_all(head.as_bytes())?;
        tls.write_all(body)?;
        tls.flush()?;
        let mut all = Vec::new();
        let ended = tls.read_to_end(&mut all);
        let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let at = all.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(cut)?;
        let head = String::from_utf8_lossy(&all[..at]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = all[at + 4..].to_vec();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if length.and_then(|length| length.parse().ok()) != Some(body.len()) {
            return Err(ended.err().unwrap_or_else(cut));
        }
        Ok(Answer { status, body })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", b"").unwrap()
    }

    pub(crate) fn put(&self, path: &str, body: &str) -> std::io::Result<Answer> {
        self.send("PUT", path, "Content-Type: application/json\r\n", body.as_bytes())
    }

    pub(crate) fn soap(&self, path: &str, body: &str) -> std::io::Result<Answer> {
        self.send("POST", path, "Content-Type: text/xml\r\nSOAPAction: \"\"\r\n", body.as_bytes())
    }

    pub(crate) fn ssbtek(&self, person: &str) -> std::io::Result<Answer> {
        self.soap("/ssbtek/v10", &questions::ssbtek(person, "2025-09-01", "2025-10-31", [true; 7]))
    }

    pub(crate) fn navet(&self, person: &str) -> std::io::Result<Answer> {
        self.soap("/navet/V4/personpostXML", &questions::navet(person, "00000100-FO01-0001"))
    }

    /// The lines of the ledger of one kind.
    pub(crate) fn ledger(&self, kind: &str) -> Vec<serde_json::Value> {
        let text = fs::read_to_string(self.varld().join("liggare.jsonl")).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.filter(|line| line["post"] == kind).collect()
    }
}
