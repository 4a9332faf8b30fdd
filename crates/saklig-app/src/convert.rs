//! Between the words of a case and the rows of a store.

use saklig_case::{CaseKey, CaseNumber, Key};
use saklig_store as store;

use crate::error::AppError;

/// A case's key in the store.
pub(crate) fn case_key(key: CaseKey) -> Result<store::CaseKey, AppError> {
    store::CaseKey::of_number(key.get()).ok_or_else(|| not_a_key(&key.to_string()))
}

/// A case's key from the store.
pub(crate) fn from_case_key(key: store::CaseKey) -> Result<CaseKey, AppError> {
    CaseKey::new(key.number()).map_err(|_| not_a_key(&key.to_string()))
}

/// A case's number from the store.
pub(crate) fn from_number(number: &store::CaseNumber) -> Result<CaseNumber, AppError> {
    CaseNumber::new(number.as_str()).ok_or_else(|| not_a_key(number.as_str()))
}

macro_rules! things {
    ($($name:ident: $kind:ty),*) => {$(
        /// The key of a thing of a case in the store.
        pub(crate) fn $name(key: Key) -> Result<$kind, AppError> {
            <$kind>::new(key.get()).ok_or_else(|| not_a_key(&key.to_string()))
        }
    )*};
}

things!(
    job_key: store::JobKey,
    task_key: store::TaskKey,
    timer_key: store::TimerKey,
    subscription_key: store::SubscriptionKey
);

/// A thing's key from the store.
pub(crate) fn from_key(value: u64) -> Result<Key, AppError> {
    Key::new(value).map_err(|_| not_a_key(&value.to_string()))
}

fn not_a_key(name: &str) -> AppError {
    AppError::NotFound { what: "key", name: name.to_owned() }
}

/// A hash from hex.
pub(crate) fn hash_of_hex(hex: &str) -> Option<store::Hash> {
    let mut bytes = [0_u8; 32];
    if hex.len() != 64 {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(store::Hash(bytes))
}

/// Bytes as hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.extend([byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(half.into(), 16)));
        text
    })
}
