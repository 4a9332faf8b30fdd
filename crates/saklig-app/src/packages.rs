//! Bundles: put into the store once, opened once per program.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use saklig_package::{Bundle, Package, Remark, Severity};
use saklig_store::{Store, TenantId};

use crate::convert::hash_of_hex;
use crate::error::AppError;

/// The bundles that this program has opened.
#[derive(Default)]
pub(crate) struct Opened(Mutex<BTreeMap<String, Arc<Package>>>);

impl Opened {
    /// The package of a bundle in the store.
    pub(crate) fn get(
        &self,
        store: &dyn Store,
        tenant: TenantId,
        bundle: &str,
    ) -> Result<Arc<Package>, AppError> {
        if let Some(package) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(bundle) {
            return Ok(Arc::clone(package));
        }
        let missing = || AppError::NotFound { what: "bundle", name: bundle.to_owned() };
        let hash = hash_of_hex(bundle).ok_or_else(missing)?;
        let archive = store.bundle(tenant, hash)?.ok_or_else(missing)?;
        let opened = Bundle::from_bytes(&archive).map_err(|_| AppError::Bundle(bundle.to_owned()))?;
        let (package, _) = saklig_package::load_bundle(&opened);
        let package = Arc::new(package);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(bundle.to_owned(), Arc::clone(&package));
        Ok(package)
    }

    /// Puts a bundle into the store, if it loads without errors, and opens it.
    pub(crate) fn deploy(
        &self,
        store: &dyn Store,
        tenant: TenantId,
        bundle: &Bundle,
        now: Timestamp,
    ) -> Result<(Arc<Package>, Vec<Remark>), AppError> {
        let (package, remarks) = saklig_package::load_bundle(bundle);
        if remarks.iter().any(|remark| remark.severity == Severity::Error) {
            return Err(AppError::Faulty(remarks));
        }
        store.put_bundle(tenant, package.id(), bundle.bytes(), now)?;
        let package = Arc::new(package);
        let name = package.bundle().to_string();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, Arc::clone(&package));
        Ok((package, remarks))
    }
}
