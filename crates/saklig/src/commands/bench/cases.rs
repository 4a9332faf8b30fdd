//! Straight-through cases per second, durable: the answers come with the application, one command and one commit each.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use jiff::Timestamp;
use saklig_app::{App, Begun, InFlight, MemorySecrets, Received, Setup, SubmittedText};
use saklig_case::authority::Rates;
use saklig_case::{AuthorityEvent, Outcome};
use saklig_number::Number;
use saklig_package::Package;
use saklig_store::Store;
use saklig_store_sqlite::{Options, SqliteStore};
use serde::Serialize;

use super::super::demo::{self, DemoFiles};
use super::households::Households;
use super::rules::per_second;
use crate::context::operator;

/// How many cases each thread has on their way to the disk.
const IN_FLIGHT: usize = 128;
/// How many cases are counted before the clock is looked at.
const WARM: usize = 200;

/// What was measured.
#[derive(Debug, Serialize)]
pub(super) struct Cases {
    /// Cases decided and durable in a second.
    pub(super) per_sekund: u64,
    pub(super) antal: u64,
    /// Those that the automated function decided.
    pub(super) beslutade: u64,
    pub(super) tradar: usize,
    /// What is stored per case without documents: log, rows and indexes.
    pub(super) byte_per_arende: u64,
    /// The application as it came, and what belongs to it.
    pub(super) dokument_byte_per_arende: u64,
    /// From opening a folder to the first case that is durable.
    pub(super) forsta_arendet_ms: u64,
    /// How many times in a second the disk can make 4 kB durable, one by one.
    pub(super) fsync_per_sekund: u64,
    pub(super) tabeller: Vec<Table>,
}

/// What a table takes.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    namn: String,
    byte_per_arende: u64,
}

/// An open folder of the bench.
struct Bench {
    app: App,
    package: Arc<Package>,
    now: Timestamp,
}

/// Measures in a folder of its own.
pub(super) fn measure(place: &Path, time: Duration, threads: usize) -> anyhow::Result<Cases> {
    let now: Timestamp = demo::START.parse()?;
    let households = Households::read(now)?;
    let fsync = fsync(place)?;
    let secrets = Arc::new(MemorySecrets::default());
    drop(make(place, &secrets, now)?);
    let begin = Instant::now();
    let bench = open(place, &secrets, now)?;
    take_one(&bench, &households, 0)?;
    let first = begin.elapsed();
    let next = AtomicUsize::new(1);
    run(&bench, &households, &next, threads, &|number| number < WARM)?;
    let begin = Instant::now();
    let counted = run(&bench, &households, &next, threads, &|_| begin.elapsed() < time)?;
    let took = begin.elapsed();
    let all = u64::try_from(next.load(Ordering::Relaxed))?;
    let stats = bench.app.store().stats()?;
    let documents = |name: &str| name.starts_with("blob");
    let bytes = |wanted: bool| -> u64 {
        stats.tables.iter().filter(|table| documents(&table.name) == wanted).map(|table| table.bytes).sum()
    };
    Ok(Cases {
        per_sekund: per_second(counted.0, took),
        antal: counted.0,
        beslutade: counted.1,
        tradar: threads,
        byte_per_arende: bytes(false) / all,
        dokument_byte_per_arende: (bytes(true) + stats.blob_bytes) / all,
        forsta_arendet_ms: u64::try_from(first.as_millis())?,
        fsync_per_sekund: fsync,
        tabeller: stats
            .tables
            .iter()
            .map(|table| Table { namn: table.name.clone(), byte_per_arende: table.bytes / all })
            .filter(|table| table.byte_per_arende > 0)
            .collect(),
    })
}

fn app(place: &Path, secrets: &Arc<MemorySecrets>) -> anyhow::Result<App> {
    let options = Options::new(place.join("data"), place.join("hemligheter"));
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&options)?);
    let secrets = Arc::clone(secrets) as _;
    Ok(App::open(Setup { store, secrets, tenant: demo::TENANT.to_owned() })?)
}

/// A folder with the package and the register of the demo; drawn for a spot check is what the package demands at least.
fn make(place: &Path, secrets: &Arc<MemorySecrets>, now: Timestamp) -> anyhow::Result<App> {
    let app = app(place, secrets)?;
    let files = DemoFiles::new(None);
    demo::deploy(&app, &files, now)?;
    demo::register::enter(&app, &demo::register::read(&files)?, now)?;
    let none = Rates { before: Number::from(0), after: Number::from(0) };
    let (case_type, reason) = (Arc::from(demo::CASE_TYPE), Arc::from("bench"));
    let event = AuthorityEvent::RatesSet { case_type, outcome: Outcome::Granted, rates: none, reason };
    app.record_authority(&event, &operator(), now)?;
    Ok(app)
}

fn open(place: &Path, secrets: &Arc<MemorySecrets>, now: Timestamp) -> anyhow::Result<Bench> {
    let app = app(place, secrets)?;
    let package = app.latest(demo::CASE_TYPE)?;
    Ok(Bench { app, package, now })
}

fn begin(bench: &Bench, households: &Households, number: usize) -> anyhow::Result<InFlight> {
    let made = households.make(number)?;
    let text = SubmittedText { text: &made.text, file: "", line: 1 };
    match bench.app.begin_intake(&bench.package, &text, made.answers, bench.now)? {
        Begun::InFlight(in_flight) => Ok(in_flight),
        Begun::AlreadyThere(case) => anyhow::bail!("case {case} was there already"),
    }
}

/// Waits for one; says whether the automated function decided it.
fn finish(bench: &Bench, in_flight: InFlight) -> anyhow::Result<bool> {
    match bench.app.finish_intake(in_flight)? {
        Received::New(case) => Ok(case.decision().is_some()),
        Received::AlreadyThere(case) => anyhow::bail!("case {case} was there already"),
    }
}

fn take_one(bench: &Bench, households: &Households, number: usize) -> anyhow::Result<bool> {
    finish(bench, begin(bench, households, number)?)
}

/// Takes in cases on some threads as long as `goes_on` says; how many, and how many of them were decided.
fn run(
    bench: &Bench,
    households: &Households,
    next: &AtomicUsize,
    threads: usize,
    goes_on: &(dyn Fn(usize) -> bool + Sync),
) -> anyhow::Result<(u64, u64)> {
    let one = || -> anyhow::Result<(u64, u64)> {
        let mut under_way = VecDeque::with_capacity(IN_FLIGHT);
        let (mut all, mut decided) = (0, 0);
        let mut note = |in_flight: InFlight| -> anyhow::Result<()> {
            decided += u64::from(finish(bench, in_flight)?);
            all += 1;
            Ok(())
        };
        while goes_on(next.load(Ordering::Relaxed)) {
            under_way.push_back(begin(bench, households, next.fetch_add(1, Ordering::Relaxed))?);
            if under_way.len() >= IN_FLIGHT
                && let Some(first) = under_way.pop_front()
            {
                note(first)?;
            }
        }
        for last in under_way {
            note(last)?;
        }
        Ok((all, decided))
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(one)).collect();
        let mut sum = (0, 0);
        for worker in workers {
            let (all, decided) = worker.join().ok().context("a thread broke off")??;
            sum = (sum.0 + all, sum.1 + decided);
        }
        Ok(sum)
    })
}

/// How many times in a second 4 kB can be made durable, one by one.
fn fsync(place: &Path) -> anyhow::Result<u64> {
    let path = place.join("fsync");
    let mut file = std::fs::File::create(&path)?;
    let begin = Instant::now();
    let mut count = 0;
    while count < 200 && begin.elapsed() < Duration::from_secs(2) {
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    let speed = per_second(count, begin.elapsed());
    std::fs::remove_file(path)?;
    Ok(speed)
}
