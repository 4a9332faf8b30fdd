//! Which services a data folder is connected to: `anslutningar.toml`. Paths in it are from the folder of the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use saklig_connect::{BenefitRegister, PersonRegister};
use serde::Deserialize;

use crate::certificate::certificate_expires;
use crate::http::{Client, Identity, Limits, Unusable};
use crate::steady::{Attempts, Machine, Steady};
use crate::{navet, ssbtek};

/// The file's name in a data folder.
pub const FILE: &str = "anslutningar.toml";

/// Why the connections cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unconnected {
    /// E1031: the file cannot be read or does not say what it must.
    #[error("E1031: {path} cannot be used: {what}")]
    File {
        /// The file.
        path: String,
        /// What is wrong, and where.
        what: String,
    },
    /// A certificate or key cannot be used.
    #[error(transparent)]
    Unusable(#[from] Unusable),
}

/// Connections as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connections {
    tls: Tls,
    kommun: Municipality,
    ssbtek: SsbtekAt,
    navet: NavetAt,
    #[serde(skip)]
    folder: PathBuf,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tls {
    ca: PathBuf,
    certifikat: PathBuf,
    nyckel: PathBuf,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Municipality {
    organisationsnummer: String,
    namn: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SsbtekAt {
    adress: String,
    handlaggare: String,
    aktorsid: String,
    #[serde(default)]
    utan_formansgrupper: Vec<String>,
    /// Statuses by which a fund says that it has answered.
    akassa_har_svarat: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct NavetAt {
    adress: String,
    bestallning: String,
}

impl Connections {
    /// Reads the file of a data folder; none when there is no such file.
    pub fn of(folder: &Path) -> Result<Option<Self>, Unconnected> {
        let path = folder.join(FILE);
        let wrong = |what: String| Unconnected::File { path: path.display().to_string(), what };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(error.to_string())),
        };
        let read: Self = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        let digits = &read.kommun.organisationsnummer;
        if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong("kommun.organisationsnummer: twelve digits, 16 first".to_owned()));
        }
        Ok(Some(Self { folder: folder.to_owned(), ..read }))
    }

    /// The client that they all use.
    pub fn client(&self, limits: Limits) -> Result<Client, Unconnected> {
        let at = |path: &Path| self.folder.join(path);
        let own = (at(&self.tls.certifikat), at(&self.tls.nyckel));
        let identity = Identity::read(&at(&self.tls.ca), Some((&own.0, &own.1)))?;
        Ok(Client::new(&identity, limits)?)
    }

    /// The population register, asked again when it does not answer.
    pub fn persons(&self, client: &Client) -> Arc<dyn PersonRegister> {
        let settings = navet::Settings {
            url: self.navet.adress.clone(),
            organisation: self.kommun.organisationsnummer.clone(),
            order: self.navet.bestallning.clone(),
        };
        let register = navet::Navet::new(client.clone(), settings);
        Arc::new(Steady::new(register, "navet", Attempts::default(), Arc::new(Machine::default())))
    }

    /// The benefit agencies, asked again when the service does not answer.
    pub fn benefits(&self, client: &Client) -> Arc<dyn BenefitRegister> {
        let answered = self.ssbtek.akassa_har_svarat.clone();
        let settings = ssbtek::Settings {
            url: self.ssbtek.adress.clone(),
            organisation: self.kommun.organisationsnummer.clone(),
            name: self.kommun.namn.clone(),
            officer: self.ssbtek.handlaggare.clone(),
            lefi_actor: self.ssbtek.aktorsid.clone(),
            groups_left_out: self.ssbtek.utan_formansgrupper.clone(),
            fund_has_answered: answered
                .unwrap_or_else(|| ssbtek::FUND_HAS_ANSWERED.map(str::to_owned).to_vec()),
        };
        let register = ssbtek::Ssbtek::new(client.clone(), settings);
        Arc::new(Steady::new(register, "ssbtek", Attempts::default(), Arc::new(Machine::default())))
    }

    /// The certificates with their last days; none for one that cannot be read.
    pub fn certificates(&self) -> Vec<(PathBuf, Option<Timestamp>)> {
        [&self.tls.ca, &self.tls.certifikat]
            .into_iter()
            .map(|path| self.folder.join(path))
            .map(|path| {
                let last = std::fs::read(&path).ok().and_then(|pem| certificate_expires(&pem).ok());
                (path, last)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[tls]\nca='ca.pem'\ncertifikat='klient.pem'\nnyckel='klient.key'\n\
        [kommun]\norganisationsnummer='162120002411'\nnamn='Demokommun'\n\
        [ssbtek]\nadress='https://localhost:1/'\nhandlaggare='saklig'\naktorsid='demo'\n\
        [navet]\nadress='https://localhost:2/'\nbestallning='00000079-FO01-0001'\n";

    fn told(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), text).unwrap();
        match Connections::of(folder.path()) {
            Ok(Some(connections)) => match connections.client(Limits::default()) {
                Ok(_) => "connected".to_owned(),
                Err(error) => error.to_string(),
            },
            Ok(None) => "none".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_folder_without_the_file_is_not_connected() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Connections::of(folder.path()).unwrap().is_none());
    }

    #[test]
    fn what_is_wrong_in_the_file_is_named() {
        assert!(told(TEXT).starts_with("E1001"), "the certificates are not there");
        assert!(told(&TEXT.replace("162120002411", "1")).contains("kommun.organisationsnummer"));
        assert!(told(&TEXT.replace("aktorsid", "aktor")).starts_with("E1031"));
    }
}
