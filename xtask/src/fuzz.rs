//! `cargo xtask fuzz TARGET --minutes N`: samples with bytes changed, doubled, cut and joined, through a reader. The reader
//! must never panic and never take long; what it believed must stand in the answer. The seed of a case is printed.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use saklig_connect::{Agency, PaymentState};
use saklig_connect_se::{navet, ssbtek};

/// The longest that one answer may take; the samples take less than a millisecond.
const LONGEST: Duration = Duration::from_secs(2);
/// The most bytes that a case grows to.
const MOST: usize = 256 * 1024;

/// A reader: its name, its corpus, and what is done with bytes.
pub(crate) struct Target {
    /// Its name on the command line.
    pub(crate) name: &'static str,
    /// Folders below the project, or beside it, whose files are the corpus; those that are not there are left out.
    pub(crate) corpus: &'static [&'static str],
    /// Reads the bytes. Whatever it says is well; a panic is not.
    pub(crate) read: fn(&[u8]),
}

/// All readers.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "ssbtek",
        corpus: &["crates/saklig-connect-se/tests/answers", "../shared/formats/ssbtek/samples"],
        read: read_ssbtek,
    },
    Target {
        name: "navet",
        corpus: &["crates/saklig-connect-se/tests/answers", "../shared/formats/navet/samples"],
        read: read_navet,
    },
    Target { name: "pain002", corpus: &["crates/saklig-files/tests/svar"], read: read_pain002 },
];

fn read_ssbtek(bytes: &[u8]) {
    for person in ["199001011234", "199001029827"] {
        let asked =
            ssbtek::Asked { person, agencies: &Agency::ALL, correlation: None, fund_has_answered: &[] };
        std::hint::black_box(ssbtek::read(bytes, &asked, jiff::Timestamp::UNIX_EPOCH).ok());
        std::hint::black_box(saklig_connect_se::table(bytes, person));
        std::hint::black_box(saklig_connect_se::table(&as_payload(bytes), person));
    }
}

/// The bytes as the payload of CSN and of Försäkringskassan, which stand in base64.
fn as_payload(bytes: &[u8]) -> Vec<u8> {
    let payload = STANDARD.encode(bytes);
    format!(
        "<Envelope><Body><hamtaBastjanstInformationResponse><svarsdata><CSN><data><svar>{payload}</svar></data></CSN>\
         <FK><data><lefiJsonSvar>{payload}</lefiJsonSvar></data></FK></svarsdata></hamtaBastjanstInformationResponse></Body></Envelope>"
    )
    .into_bytes()
}

fn read_navet(bytes: &[u8]) {
    for person in ["199012119948", "198807099844", "195705749959"] {
        std::hint::black_box(navet::read(bytes, person).ok());
    }
}

/// What is believed to be paid or refused is something the bytes name.
fn read_pain002(bytes: &[u8]) {
    let Ok(report) = saklig_files::pain002::read(bytes) else { return };
    let text = String::from_utf8_lossy(bytes);
    for one in &report.payments {
        let code = match &one.state {
            PaymentState::Paid => "ACSC",
            PaymentState::Refused(code) | PaymentState::OnItsWay(code) | PaymentState::Other(code) => code,
        };
        let said = |word: &str| text.contains(word) || text.contains("ACCC") || text.contains('&');
        assert!(said(&one.end_to_end) && said(code), "a payment or a status that nobody named");
    }
}

/// Runs one target for some minutes.
pub(crate) fn run(root: &Path, name: &str, minutes: u64, seed: u64) -> anyhow::Result<()> {
    let target = TARGETS.iter().find(|target| target.name == name);
    let Some(target) = target else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        bail!("no target `{name}`; there are {}", names.join(", "));
    };
    let corpus = corpus(root, target)?;
    let until = Instant::now() + Duration::from_mins(minutes);
    let (mut number, mut slowest) = (0_u64, Duration::ZERO);
    while Instant::now() < until {
        let case = mutated(&corpus, seed.wrapping_add(number));
        let started = Instant::now();
        if std::panic::catch_unwind(AssertUnwindSafe(|| (target.read)(&case))).is_err() {
            bail!("{name}: a panic at seed {}", seed.wrapping_add(number));
        }
        slowest = slowest.max(started.elapsed());
        if slowest > LONGEST {
            bail!("{name}: {slowest:?} at seed {}", seed.wrapping_add(number));
        }
        number += 1;
    }
    println!("fuzz {name}: {number} answers, 0 panics, slowest {slowest:?}");
    Ok(())
}

fn corpus(root: &Path, target: &Target) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut texts = Vec::new();
    for folder in target.corpus {
        let folder = root.join(folder);
        if !folder.is_dir() {
            println!("not there: {}", folder.display());
            continue;
        }
        let mut files = Vec::new();
        crate::samples::find(&folder, &["xml", "json"], &mut files)?;
        files.sort();
        for file in files {
            texts.push(std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
        }
    }
    if texts.is_empty() {
        bail!("{}: no corpus", target.name);
    }
    Ok(texts)
}

/// Numbers from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % (most.max(1) as u64)).unwrap_or(0)
    }
}

/// Pieces that have broken readers before.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"&",
    b"&x;",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE a>",
    b"<a>",
    b"</a>",
    b"<?",
    b"\"",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"00000000",
    b"20269999",
    b"{",
    b"[",
    b"=",
    b"xsi:nil=\"true\"",
];

fn mutated(corpus: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut chance = Chance(seed);
    let mut case = corpus.get(chance.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=chance.below(8) {
        let at = chance.below(case.len() + 1);
        match chance.below(6) {
            0 => {
                let byte = chance.next().to_le_bytes()[0];
                if let Some(place) = case.get_mut(at) {
                    *place = byte;
                }
            }
            1 => {
                let end = (at + chance.below(200)).min(case.len());
                case.drain(at..end);
            }
            2 => {
                let end = (at + chance.below(400)).min(case.len());
                let part = case.get(at..end).unwrap_or_default().repeat(chance.below(5));
                case.splice(at..at, part);
            }
            3 => {
                let piece = PIECES.get(chance.below(PIECES.len())).copied().unwrap_or_default();
                case.splice(at..at, piece.iter().copied());
            }
            4 => case.truncate(at),
            _ => {
                let other = corpus.get(chance.below(corpus.len())).map(Vec::as_slice).unwrap_or_default();
                let from = chance.below(other.len() + 1);
                let end = (from + chance.below(600)).min(other.len());
                case.splice(at..at, other.get(from..end).unwrap_or_default().iter().copied());
            }
        }
    }
    case.truncate(MOST);
    case
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_thousand_cases_of_each_reader() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for target in TARGETS {
            let corpus = corpus(root, target).unwrap();
            for seed in 0..3_000 {
                (target.read)(&mutated(&corpus, seed));
            }
        }
    }

    #[test]
    fn the_table_in_the_docs_is_what_the_samples_say() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let samples = root.join("../shared/formats/ssbtek/samples");
        if !samples.is_dir() {
            println!("not checked: the samples of ssbtek are not here");
            return;
        }
        let page = std::fs::read_to_string(root.join(crate::samples::PAGE)).unwrap();
        assert!(page == crate::samples::page(&samples).unwrap(), "run `cargo xtask ssbtek` on the samples");
    }
}
