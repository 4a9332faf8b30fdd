//! The application: one store, one tenant, what this program has opened.

use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use saklig_case::{Authority, Moment};
use saklig_package::{Bundle, Package, Remark};
use saklig_store::{Store, TenantId};
use sha2::{Digest, Sha256};

use crate::convert::hex;
use crate::error::AppError;
use crate::packages::Opened;
use crate::secrets::Secrets;

/// The name of the secret that makes search rows and claims unreadable.
const SEARCH_KEY: &str = "sok.nyckel";
/// The setting that says which key a store was written with: its SHA-256.
const SEARCH_KEY_PRINT: &str = "sok.nyckel.sha256";

/// What an application is made of.
pub struct Setup {
    /// Where cases are kept.
    pub store: Arc<dyn Store>,
    /// Where secrets lie.
    pub secrets: Arc<dyn Secrets>,
    /// The authority whose cases these are, e.g. `demokommun`.
    pub tenant: String,
}

/// One store and tenant with the use cases on them. Shared between threads.
pub struct App {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) tenant: TenantId,
    pub(crate) opened: Opened,
    pub(crate) authority: Mutex<Arc<Authority>>,
    search_key: Vec<u8>,
}

impl App {
    /// Opens the application; makes the secrets that are missing.
    pub fn open(setup: Setup) -> Result<Self, AppError> {
        let tenant = setup.store.tenant(&setup.tenant)?;
        let search_key = search_key(setup.store.as_ref(), setup.secrets.as_ref())?;
        Ok(Self {
            store: setup.store,
            secrets: setup.secrets,
            tenant,
            opened: Opened::default(),
            authority: Mutex::new(Arc::new(Authority::default())),
            search_key,
        })
    }

    /// The store, for operators' questions about it (size, clock, checkpoints).
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The tenant.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// The moment of a command: the day in the tenant's zone beside the instant.
    pub fn moment(now: Timestamp) -> Moment {
        let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
        Moment { now, today: now.to_zoned(zone).date() }
    }

    /// An instant in the tenant's zone.
    pub(crate) fn local(at: Timestamp) -> DateTime {
        at.to_zoned(TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC)).datetime()
    }

    /// Puts a bundle into the store and opens it; refused when it has faults.
    pub fn deploy(&self, bundle: &Bundle, now: Timestamp) -> Result<(Arc<Package>, Vec<Remark>), AppError> {
        self.opened.deploy(self.store.as_ref(), self.tenant, bundle, now)
    }

    /// The package of a bundle in the store.
    pub fn package(&self, bundle: &str) -> Result<Arc<Package>, AppError> {
        self.opened.get(self.store.as_ref(), self.tenant, bundle)
    }

    /// The latest deployed package of a case type.
    pub fn latest(&self, case_type: &str) -> Result<Arc<Package>, AppError> {
        let rows = self.store.bundles(self.tenant)?;
        let row = rows.iter().rev().find(|row| row.case_type == case_type);
        let row = row.ok_or_else(|| AppError::NotFound { what: "package", name: case_type.to_owned() })?;
        self.package(&hex(&row.id.0))
    }

    /// A keyed hash: equal for equal texts, unreadable without the key. For search rows and claims.
    pub fn hidden(&self, kind: &str, text: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.search_key) else { return String::new() };
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

/// The key of search rows and claims. A store that was written with a key is only opened with that key: with another
/// one nobody would be found, and a month that is taken would look free.
fn search_key(store: &dyn Store, secrets: &dyn Secrets) -> Result<Vec<u8>, AppError> {
    let lost = || AppError::SecretLost(SEARCH_KEY.to_owned());
    let print = |key: &[u8]| hex(&Sha256::digest(key));
    let Some(known) = store.setting(SEARCH_KEY_PRINT)? else {
        let key = secret(secrets, SEARCH_KEY)?;
        store.set_setting(SEARCH_KEY_PRINT, &print(&key))?;
        return Ok(key);
    };
    let fail = |source| AppError::Secret { name: SEARCH_KEY.to_owned(), source };
    let key = secrets.read(SEARCH_KEY).map_err(fail)?.ok_or_else(lost)?;
    if print(&key) == known { Ok(key) } else { Err(lost()) }
}

/// The secret of a name; 32 random bytes the first time.
pub(crate) fn secret(secrets: &dyn Secrets, name: &str) -> Result<Vec<u8>, AppError> {
    let fail = |source| AppError::Secret { name: name.to_owned(), source };
    if let Some(found) = secrets.read(name).map_err(fail)? {
        return Ok(found);
    }
    let fresh = random32()?;
    match secrets.create(name, &fresh) {
        Ok(()) => Ok(fresh.to_vec()),
        // Another program was faster: its secret counts.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            secrets.read(name).map_err(fail)?.ok_or(AppError::NoRandomness)
        }
        Err(error) => Err(fail(error)),
    }
}

/// Thirty-two bytes from the operating system.
pub(crate) fn random32() -> Result<[u8; 32], AppError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| AppError::NoRandomness)?;
    Ok(bytes)
}
