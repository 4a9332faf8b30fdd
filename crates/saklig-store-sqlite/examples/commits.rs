//! Commits per second with a realistic set of rows, one by one and in groups, beside what the disk can sync.
//!
//! `cargo run --release -p saklig-store-sqlite --example commits [COUNT]`
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement, read by a person"
)]

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use saklig_store::{
    Actor, CaseState, Claim, Commit, EntrySeq, Hash, Intake, JobKey, NewCase, NewEntry, NewJob, Salt,
    SearchRow, StateChange, Store, TenantId,
};
use saklig_store_sqlite::{Options, SqliteStore};

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let place = tempfile::tempdir_in(".").unwrap();
    println!("fsync of 4 kB    {:>8.0} /s", probe(place.path()));
    let store = SqliteStore::open(&Options::new(place.path().join("d"), place.path().join("s"))).unwrap();
    let tenant = store.tenant("bench").unwrap();

    let alone = count / 20;
    let commits: Vec<_> = (0..alone).map(|number| case(&store, tenant, number)).collect();
    let begin = Instant::now();
    for commit in commits {
        store.submit(commit).wait().unwrap();
    }
    println!("one by one       {:>8.0} cases/s", alone as f64 / begin.elapsed().as_secs_f64());

    let commits: Vec<_> = (0..count).map(|number| case(&store, tenant, alone + number)).collect();
    let written = bytes_written();
    let cpu = cpu_seconds();
    let begin = Instant::now();
    let pending: Vec<_> = commits.into_iter().map(|commit| store.submit(commit)).collect();
    for answer in pending {
        answer.wait().unwrap();
    }
    println!("in groups        {:>8.0} cases/s", count as f64 / begin.elapsed().as_secs_f64());
    println!("processor        {:>8.0} µs/case", (cpu_seconds() - cpu) * 1e6 / count as f64);
    println!("to the disk      {:>8} bytes/case", (bytes_written() - written) / count as u64);

    let stats = store.stats().unwrap();
    let cases = (alone + count) as u64;
    let bytes: u64 = stats.tables.iter().map(|table| table.bytes).sum();
    println!("stored           {:>8} bytes/case", bytes / cases);
    for table in stats.tables.iter().filter(|table| table.bytes / cases > 0) {
        println!("  {:<20} {:>5}", table.name, table.bytes / cases);
    }
    let begin = Instant::now();
    let report = store.verify(tenant, &[]).unwrap();
    println!("verify           {:>8.0} entries/s", report.entries as f64 / begin.elapsed().as_secs_f64());
    assert!(report.is_green());
}

/// What this process has handed to the file system, where the system says so.
fn bytes_written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let line = io.lines().find_map(|line| line.strip_prefix("wchar: "));
    line.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Seconds of processor time of all threads, where the system says so.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.split(' ').skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn probe(folder: &Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("probe")).unwrap();
    let begin = Instant::now();
    for _ in 0..200 {
        file.write_all(&[1; 4096]).unwrap();
        file.sync_data().unwrap();
    }
    200.0 / begin.elapsed().as_secs_f64()
}

/// A case from application to decision in one commit: entry of 3 kB, two jobs, claim, intake, five search rows.
fn case(store: &SqliteStore, tenant: TenantId, number: usize) -> Commit {
    let key = store.new_key(tenant).unwrap();
    let now = Timestamp::from_second(1_764_000_000).unwrap();
    let seed = Hash::of(&[&number.to_be_bytes()]);
    let mut entry = NewEntry::new(
        &["submitted@1", "asked@1", "decided@1", "job@1"],
        Actor::new("party", "p1"),
        seed.to_string(),
        body(number),
    );
    entry.bundle = Some(Hash::of(&[b"bundle"]));
    let mut commit = Commit::new(tenant, key, now).with_entry(EntrySeq::NONE, entry);
    commit.new_case = Some(NewCase {
        number: store.new_number(tenant, "FS", 2025).unwrap(),
        case_type: "forsorjningsstod-ateransokan".to_owned(),
        salt: Salt(seed.0),
        opened_at: now,
    });
    commit.state = Some(StateChange { state: CaseState::Open, outcome: Some("bifall".to_owned()) });
    commit.intake =
        Some(Intake { channel: "fil".to_owned(), external_id: format!("a-{number}"), content: seed });
    commit.take_claims = vec![Claim(format!("hushall:{seed}:2025-11"))];
    commit.jobs = (1..=2)
        .map(|counter| NewJob {
            key: JobKey::in_case(key, counter).unwrap(),
            kind: if counter == 1 { "saklig.betala" } else { "saklig.brev.beslut" }.to_owned(),
            // A payment is unique per payee and month, a letter per decision.
            business_key: Some(if counter == 1 { format!("{seed}:2025-11") } else { format!("{key}:1") }),
            payload_hash: seed,
            priority: 0,
            not_before: None,
            hold: None,
        })
        .collect();
    let hashed = |salt: u8| Hash::of(&[&seed.0, &[salt]]).to_string();
    let number_text = commit.new_case.as_ref().unwrap().number.to_string();
    commit.search = Some(vec![
        SearchRow::new("person", hashed(1)),
        SearchRow::new("person", hashed(2)),
        SearchRow::new("namn", hashed(3)),
        SearchRow::new("nummer", number_text),
        SearchRow::new("typ", "forsorjningsstod-ateransokan"),
    ]);
    commit
}

/// Something like the JSON of a case: words that come back, numbers that do not.
fn body(number: usize) -> Vec<u8> {
    let mut text = String::from("[");
    let mut row = 0;
    while text.len() < 3000 {
        let hash = Hash::of(&[&number.to_be_bytes(), &[row]]).to_string();
        let hash = &hash[..16];
        text += r#"{"uppgift":"hushall.barn[b"#;
        text += &row.to_string();
        text += r#"].fodd","varde":""#;
        text += hash;
        text += r#"","kalla":"register","lage":"kand"},"#;
        row += 1;
    }
    text.into_bytes()
}
