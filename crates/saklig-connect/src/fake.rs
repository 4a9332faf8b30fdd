//! Receivers in memory: each keeps a ledger of its own, takes a key once, and fails when it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use saklig_case::Key;

use crate::{
    Archive, ArchivePackage, Deposited, Failure, Letter, Mailer, Payment, PaymentGateway, PaymentStatus,
    Receipt,
};

/// A fault that a fake shows once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing happens; the sender hears it.
    Unreachable,
    /// It happens, and the sender does not hear it.
    AnswerLost,
    /// The receiver says no: the code.
    Refuses(Arc<str>),
}

/// What was taken, in order, and the faults to come.
#[derive(Debug)]
struct Ledger<T> {
    taken: BTreeMap<Key, (T, Receipt)>,
    order: Vec<Key>,
    faults: VecDeque<Fault>,
}

impl<T> Default for Ledger<T> {
    fn default() -> Self {
        Self { taken: BTreeMap::new(), order: Vec::new(), faults: VecDeque::new() }
    }
}

impl<T: Clone> Ledger<T> {
    fn take(&mut self, key: Key, thing: &T, now: Timestamp, name: &str) -> Result<Receipt, Failure> {
        if let Some((_, receipt)) = self.taken.get(&key) {
            return Ok(receipt.clone());
        }
        let fault = self.faults.pop_front();
        match fault {
            Some(Fault::Unreachable) => return Err(Failure::Unreachable(Arc::from("otillganglig"))),
            Some(Fault::Refuses(code)) => return Err(Failure::Refused(code)),
            Some(Fault::AnswerLost) | None => {}
        }
        let receipt = Receipt { reference: Arc::from(format!("{name}-{}", self.order.len() + 1)), at: now };
        self.taken.insert(key, (thing.clone(), receipt.clone()));
        self.order.push(key);
        if fault.is_some() { Err(Failure::InDoubt(Arc::from("svar_forlorat"))) } else { Ok(receipt) }
    }

    fn receipt(&self, key: Key) -> Option<Receipt> {
        self.taken.get(&key).map(|(_, receipt)| receipt.clone())
    }

    fn all(&self) -> Vec<T> {
        self.order.iter().filter_map(|key| self.taken.get(key)).map(|(thing, _)| thing.clone()).collect()
    }
}

fn open<T>(ledger: &Mutex<T>) -> MutexGuard<'_, T> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

macro_rules! fake {
    ($(#[$doc:meta])* $name:ident, $thing:ident) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $name {
            ledger: Mutex<Ledger<$thing>>,
        }

        impl $name {
            /// A receiver that has taken nothing.
            pub fn new() -> Self {
                Self::default()
            }

            /// What was taken, in order.
            pub fn taken(&self) -> Vec<$thing> {
                open(&self.ledger).all()
            }

            /// Shows a fault at the next thing that is new to it.
            pub fn fail_next(&self, fault: Fault) {
                open(&self.ledger).faults.push_back(fault);
            }
        }
    };
}

fake!(
    /// Post in memory.
    FakePost,
    Letter
);
fake!(
    /// An archive in memory.
    FakeArchive,
    ArchivePackage
);

impl Mailer for FakePost {
    fn send(&self, letter: &Letter, now: Timestamp) -> Result<Receipt, Failure> {
        open(&self.ledger).take(letter.key, letter, now, "post")
    }

    fn sent(&self, key: Key) -> Result<Option<Receipt>, Failure> {
        Ok(open(&self.ledger).receipt(key))
    }
}

impl Archive for FakeArchive {
    fn deposit(&self, package: &ArchivePackage, now: Timestamp) -> Result<Deposited, Failure> {
        let mut ledger = open(&self.ledger);
        if ledger.taken.get(&package.key).is_some_and(|(held, _)| held.sha256 != package.sha256) {
            return Err(Failure::Refused(Arc::from("nyckel_upptagen")));
        }
        let receipt = ledger.take(package.key, package, now, "arkiv")?;
        Ok(Deposited { receipt, sha256: Arc::clone(&package.sha256) })
    }

    fn holds(&self, key: Key) -> Result<Option<Deposited>, Failure> {
        let ledger = open(&self.ledger);
        let held = ledger.taken.get(&key);
        Ok(held.map(|(package, receipt)| Deposited {
            receipt: receipt.clone(),
            sha256: Arc::clone(&package.sha256),
        }))
    }
}

/// What the bank has said about a payment it took.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Confirmed,
    Refused(Arc<str>),
}

/// A bank in memory: takes payments, and confirms or refuses them when it is told to.
#[derive(Debug, Default)]
pub struct FakeBank {
    ledger: Mutex<Ledger<Payment>>,
    verdicts: Mutex<BTreeMap<Key, Verdict>>,
}

impl FakeBank {
    /// A bank that has taken nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The payments that were taken, in order.
    pub fn taken(&self) -> Vec<Payment> {
        open(&self.ledger).all()
    }

    /// Shows a fault at the next payment that is new to it.
    pub fn fail_next(&self, fault: Fault) {
        open(&self.ledger).faults.push_back(fault);
    }

    /// Confirms every payment it has taken and said nothing about.
    pub fn confirm_all(&self) {
        let taken: Vec<Key> = open(&self.ledger).order.clone();
        let mut verdicts = open(&self.verdicts);
        for key in taken {
            verdicts.entry(key).or_insert(Verdict::Confirmed);
        }
    }

    /// Refuses a payment it has taken.
    pub fn refuse(&self, key: Key, code: &str) {
        open(&self.verdicts).insert(key, Verdict::Refused(Arc::from(code)));
    }
}

impl PaymentGateway for FakeBank {
    fn order(&self, payment: &Payment, now: Timestamp) -> Result<Receipt, Failure> {
        open(&self.ledger).take(payment.key, payment, now, "bank")
    }

    fn status(&self, key: Key, _now: Timestamp) -> Result<PaymentStatus, Failure> {
        let Some(receipt) = open(&self.ledger).receipt(key) else { return Ok(PaymentStatus::Unseen) };
        Ok(match open(&self.verdicts).get(&key) {
            None => PaymentStatus::Accepted(receipt),
            Some(Verdict::Confirmed) => PaymentStatus::Confirmed(receipt),
            Some(Verdict::Refused(code)) => PaymentStatus::Refused(Arc::clone(code)),
        })
    }
}
