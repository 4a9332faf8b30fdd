//! What stands in a data folder, in words that are the same in every folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use saklig_store::{CaseFilter, CaseKey, CaseRow, JobFilter, Store, TaskFilter, TenantId};
use saklig_store_sqlite::{Options, SqliteStore};
use serde_json::Value;

use super::cut::Cut;

const TENANT: &str = "demokommun";
/// More than there are.
const ALL: usize = 100_000;

/// Something that was told to somebody, or durable, before a kill.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Acknowledged {
    /// A case stood in the store with so many entries, the last with this hash.
    Durable { number: String, entries: u64, hash: String },
    /// A row was printed.
    Printed { id: String, row: String, number: String },
}

/// What stands in a folder.
pub(super) struct Picture {
    /// Number of each case.
    pub(super) cases: BTreeSet<String>,
    /// Per household and month what its applications came to; several applications for one claim stand together.
    households: BTreeMap<String, BTreeSet<String>>,
    /// Business keys of payments and letters, each as often as it is there.
    orders: BTreeMap<String, usize>,
    /// Rows that were printed last: id and row.
    printed: Vec<Acknowledged>,
    /// Number and hash of each entry.
    entries: BTreeMap<(String, u64), String>,
    lines: Vec<String>,
    /// What is wrong in itself.
    pub(super) faults: Vec<String>,
}

/// Opens the store of a folder.
fn open(data: &Path) -> anyhow::Result<(SqliteStore, TenantId)> {
    let store = SqliteStore::open(&Options::new(data.join("data"), data.join("hemligheter")))?;
    let tenant = store.tenant(TENANT)?;
    Ok((store, tenant))
}

fn all_cases(store: &SqliteStore, tenant: TenantId) -> anyhow::Result<Vec<CaseRow>> {
    Ok(store.cases(tenant, &CaseFilter { limit: ALL, ..CaseFilter::default() })?)
}

/// Everything that is durable in a folder now.
pub(super) fn durable(data: &Path) -> anyhow::Result<Vec<Acknowledged>> {
    if !data.join("data").join("saklig.db").is_file() {
        return Ok(Vec::new());
    }
    let (store, tenant) = open(data)?;
    let cases = all_cases(&store, tenant)?.into_iter();
    Ok(cases
        .map(|row| Acknowledged::Durable {
            number: row.number.to_string(),
            entries: row.seq.0,
            hash: row.head.to_string(),
        })
        .collect())
}

/// The rows that the program printed.
pub(super) fn printed(text: &str) -> anyhow::Result<Vec<Acknowledged>> {
    let value: Value = serde_json::from_str(text).context("what the program printed is no JSON")?;
    let rows = value.get("arenden").and_then(Value::as_array).context("no `arenden`")?;
    let text = |row: &Value, name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let row = |row: &Value| Acknowledged::Printed {
        id: text(row, "id"),
        row: ["utfall", "belopp", "skal"].map(|name| text(row, name)).join(" "),
        number: text(row, "nummer"),
    };
    Ok(rows.iter().map(row).collect())
}

impl Picture {
    /// Looks at a folder; `text` is what the program printed last about all applications.
    pub(super) fn of(data: &Path, cut: &Cut, text: &str) -> anyhow::Result<Self> {
        let (store, tenant) = open(data)?;
        let mut picture = Self {
            cases: BTreeSet::new(),
            households: BTreeMap::new(),
            orders: BTreeMap::new(),
            printed: printed(text)?,
            entries: BTreeMap::new(),
            lines: Vec::new(),
            faults: Vec::new(),
        };
        let report = store.verify(tenant, &[])?;
        if !report.is_green() {
            picture.faults.push(format!("verify: {:?}", report.findings));
        }
        for row in all_cases(&store, tenant)? {
            picture.look_at(&store, tenant, &row)?;
        }
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        for (one, row) in cut.applications.iter().zip(&picture.printed) {
            let Acknowledged::Printed { id, row, .. } = row else { continue };
            if *id != one.id {
                picture.faults.push(format!("printed {id} in the place of {}", one.id));
            }
            let found = store.case_by_intake(tenant, &one.channel, &one.id)?;
            let mut words = vec![row.clone()];
            if let Some((key, _)) = found
                && seen.insert((one.channel.clone(), one.id.clone()))
            {
                words.extend(work(&store, tenant, key)?);
            }
            picture.households.entry(one.household.clone()).or_default().insert(words.join(" | "));
        }
        picture.lines = picture.households.values().map(|came| format!("{came:?}")).collect();
        Ok(picture)
    }

    fn look_at(&mut self, store: &SqliteStore, tenant: TenantId, row: &CaseRow) -> anyhow::Result<()> {
        let number = row.number.to_string();
        for entry in store.entries(tenant, row.key, saklig_store::EntrySeq::NONE)? {
            self.entries.insert((number.clone(), entry.envelope.seq.0), entry.hash.to_string());
        }
        for job in
            store.jobs(tenant, &JobFilter { case: Some(row.key), limit: ALL, ..JobFilter::default() })?
        {
            if ["saklig.betala", "saklig.brev.beslut"].contains(&job.kind.as_str()) {
                let key = format!("{} {}", job.kind, job.business_key.unwrap_or_default());
                *self.orders.entry(key).or_default() += 1;
            }
        }
        self.cases.insert(number);
        Ok(())
    }

    /// How many tasks there are.
    pub(super) fn tasks(&self) -> usize {
        self.lines.iter().map(|line| line.matches("task ").count()).sum()
    }

    /// How many jobs there are.
    pub(super) fn jobs(&self) -> usize {
        self.lines.iter().map(|line| line.matches("job ").count()).sum()
    }

    /// How much of what was acknowledged is not there any more.
    pub(super) fn missing(&self, acknowledged: &[Acknowledged]) -> u64 {
        let is_there = |one: &&Acknowledged| match one {
            Acknowledged::Durable { number, entries, hash } => {
                self.cases.contains(number) && self.entries.get(&(number.clone(), *entries)) == Some(hash)
            }
            // A row said before stands as it was said, under the same number.
            printed @ Acknowledged::Printed { .. } => self.printed.contains(printed),
        };
        acknowledged.iter().filter(|one| !is_there(one)).count() as u64
    }

    /// How much is there more often than it should be: cases, payments, letters.
    pub(super) fn double(&self, undisturbed: &Self) -> u64 {
        let cases = self.cases.len().saturating_sub(undisturbed.cases.len());
        let orders: usize = self.orders.values().map(|count| count - 1).sum();
        (cases + orders) as u64
    }

    /// What is different from the undisturbed run, and what is wrong in itself.
    pub(super) fn differences(&self, undisturbed: &Self) -> Vec<String> {
        let mut all = self.faults.clone();
        if self.cases.len() != undisturbed.cases.len() {
            all.push(format!("{} cases instead of {}", self.cases.len(), undisturbed.cases.len()));
        }
        for (household, came) in &undisturbed.households {
            let here = self.households.get(household);
            if here != Some(came) {
                all.push(format!("household {household}: {here:?} instead of {came:?}"));
            }
        }
        all
    }
}

/// The tasks and jobs of a case, without what may differ.
fn work(store: &SqliteStore, tenant: TenantId, case: CaseKey) -> anyhow::Result<Vec<String>> {
    let mut words = Vec::new();
    for task in store.tasks(tenant, &TaskFilter { case: Some(case), limit: ALL, ..TaskFilter::default() })? {
        let mut reasons = task.reasons;
        reasons.sort();
        let state = task.state.as_str();
        words.push(format!("task {} {} {state} {}", task.kind, task.queue, reasons.join("+")));
    }
    for job in store.jobs(tenant, &JobFilter { case: Some(case), limit: ALL, ..JobFilter::default() })? {
        let key = job.business_key.unwrap_or_default();
        words.push(format!("job {} {} {}", job.kind, without_keys(&key), job.state.as_str()));
    }
    words.sort();
    Ok(words)
}

/// A business key without the numbers that a folder gave.
fn without_keys(key: &str) -> String {
    let parts = key.split(':').map(|part| {
        if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) { "#" } else { part }
    });
    parts.collect::<Vec<_>>().join(":")
}
