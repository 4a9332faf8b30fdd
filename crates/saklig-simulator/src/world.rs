//! The world as one thing: its people, its clock, its faults, and what its post, bank and archive hold. Everything
//! that is held is the fold of the ledger.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::error::WorldError;
use crate::faults::{Fault, Faults, Source};
use crate::ledger::{Entry, Ledger, Payment};
use crate::registry::Registry;

/// The world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) registry: Registry,
    /// Where it keeps its files.
    pub(crate) folder: PathBuf,
    faults: Mutex<Faults>,
    held: Mutex<Held>,
}

/// What the world holds.
#[derive(Debug)]
pub(crate) struct Held {
    ledger: Ledger,
    pub(crate) now: Timestamp,
    pub(crate) letters: BTreeMap<String, Letter>,
    pub(crate) files: BTreeMap<String, BankFile>,
    /// The booked payments: the file of each by its `EndToEndId`.
    pub(crate) booked: BTreeMap<String, String>,
    pub(crate) deliveries: BTreeMap<String, Delivery>,
}

#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) case: String,
    pub(crate) reference: String,
    pub(crate) sha256: String,
    pub(crate) received: Timestamp,
    pub(crate) delivered: Option<Timestamp>,
}

#[derive(Debug, Clone)]
pub(crate) struct BankFile {
    pub(crate) received: Timestamp,
    pub(crate) count: usize,
    pub(crate) sum: String,
    pub(crate) payments: Vec<Payment>,
}

#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) reference: String,
    pub(crate) sha256: String,
    pub(crate) received: Timestamp,
}

impl World {
    /// The world in this folder, as its ledger left it.
    pub(crate) fn open(
        folder: PathBuf,
        registry: Registry,
        faults: Faults,
        now: Timestamp,
    ) -> Result<Self, WorldError> {
        let (ledger, entries) = Ledger::open(&folder.join("liggare.jsonl"))?;
        let mut held = Held {
            ledger,
            now,
            letters: BTreeMap::new(),
            files: BTreeMap::new(),
            booked: BTreeMap::new(),
            deliveries: BTreeMap::new(),
        };
        for entry in entries {
            held.fold(entry);
        }
        let world = Self { registry, folder, faults: Mutex::new(faults), held: Mutex::new(held) };
        world.settle().map_err(WorldError::file(&world.folder))?;
        Ok(world)
    }

    /// What is held, for one to read or change at a time.
    pub(crate) fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn faults_now(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The faults as they stand.
    pub(crate) fn faults(&self) -> Faults {
        self.faults_now().clone()
    }

    /// Puts other faults in their place.
    pub(crate) fn set_faults(&self, faults: Faults) {
        *self.faults_now() = faults;
    }

    /// The fault that strikes a register's answer now.
    pub(crate) fn fault(&self, source: Source, agency: Option<&str>, person: Option<&str>) -> Option<Fault> {
        self.strike(source, agency, person, true)
    }

    /// The fault that strikes what is sent to a receiver, or asked of it.
    pub(crate) fn strike(
        &self,
        source: Source,
        agency: Option<&str>,
        person: Option<&str>,
        sent: bool,
    ) -> Option<Fault> {
        let fault = self.faults_now().strike(source, agency, person, sent)?;
        let mut held = self.held();
        let entry = Entry::Storning {
            nu: held.now,
            kalla: source,
            slag: fault.kind,
            myndighet: agency.map(ToOwned::to_owned),
        };
        // That a fault was noted is for whoever reads the ledger; nothing rests on it.
        if held.add(entry, false).is_err() {
            return Some(fault);
        }
        Some(fault)
    }

    /// The code with which the bank refuses payments to an account.
    pub(crate) fn refuses(&self, account: &str) -> Option<String> {
        self.faults_now().refuses(account)
    }

    /// Notes that a register was asked; whether the note reaches the disk at once does not matter.
    pub(crate) fn asked(&self, source: Source, person: &str, case: &str, what: &[&str]) {
        let mut held = self.held();
        let entry = Entry::Fraga {
            nu: held.now,
            kalla: source,
            person: person.to_owned(),
            arende: case.to_owned(),
            vad: what.iter().map(|word| (*word).to_owned()).collect(),
        };
        drop(held.add(entry, false));
    }

    /// Moves the clock forward and settles what has fallen due. False when it would go backward.
    pub(crate) fn move_clock(&self, to: Timestamp) -> std::io::Result<bool> {
        {
            let mut held = self.held();
            if to < held.now {
                return Ok(false);
            }
            held.add(Entry::Klocka { nu: to }, true)?;
        }
        self.settle()?;
        Ok(true)
    }

    /// Delivers the letters and books the payments whose time has come.
    pub(crate) fn settle(&self) -> std::io::Result<()> {
        let times = self.faults().times;
        let after = |received: Timestamp, hours: i64| {
            received.checked_add(SignedDuration::from_hours(hours)).unwrap_or(received)
        };
        let mut held = self.held();
        let now = held.now;
        let mut due: Vec<Entry> = Vec::new();
        for (id, letter) in &held.letters {
            let at = after(letter.received, times.delivery_days * 24);
            if letter.delivered.is_none() && at <= now {
                due.push(Entry::Lamnat { nu: at, brevid: id.clone() });
            }
        }
        for (id, file) in &held.files {
            let at = after(file.received, times.booking_hours);
            let open = file.payments.iter().filter(|one| one.nekad.is_none());
            for payment in open.filter(|one| at <= now && !held.booked.contains_key(&one.endtoendid)) {
                due.push(Entry::Bokad {
                    nu: at,
                    msgid: id.clone(),
                    endtoendid: payment.endtoendid.clone(),
                    belopp: payment.belopp.clone(),
                    konto: payment.konto.clone(),
                });
            }
        }
        let last = due.len();
        for (at, entry) in due.into_iter().enumerate() {
            held.add(entry, at + 1 == last)?;
        }
        Ok(())
    }

    /// The whole ledger as text.
    pub(crate) fn ledger(&self) -> std::io::Result<String> {
        self.held().ledger.text()
    }
}

impl Held {
    /// Adds a line to the ledger; with `durable` it is on the disk before this returns.
    pub(crate) fn add(&mut self, entry: Entry, durable: bool) -> std::io::Result<()> {
        self.ledger.add(&entry, durable)?;
        self.fold(entry);
        Ok(())
    }

    fn fold(&mut self, entry: Entry) {
        self.now = self.now.max(entry.at());
        match entry {
            Entry::Fraga { .. } | Entry::Klocka { .. } | Entry::Storning { .. } => {}
            Entry::Brev { nu, brevid, arende, referens, sha256, .. } => {
                let letter =
                    Letter { case: arende, reference: referens, sha256, received: nu, delivered: None };
                self.letters.insert(brevid, letter);
            }
            Entry::Lamnat { nu, brevid } => {
                if let Some(letter) = self.letters.get_mut(&brevid) {
                    letter.delivered = Some(nu);
                }
            }
            Entry::Fil { nu, msgid, antal, summa, betalningar, .. } => {
                let file = BankFile { received: nu, count: antal, sum: summa, payments: betalningar };
                self.files.insert(msgid, file);
            }
            Entry::Bokad { msgid, endtoendid, .. } => {
                self.booked.insert(endtoendid, msgid);
            }
            Entry::Leverans { nu, nyckel, referens, sha256, .. } => {
                self.deliveries.insert(nyckel, Delivery { reference: referens, sha256, received: nu });
            }
        }
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        if write!(hex, "{byte:02x}").is_err() {
            hex.clear();
        }
        hex
    })
}
