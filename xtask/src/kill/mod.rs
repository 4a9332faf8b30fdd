//! `cargo xtask kill`: the real program on a real folder is killed at random moments and started again until it is
//! done; what it came to is compared with a run that nobody disturbed.

mod cut;
mod folder;
mod full;
mod program;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};

use cut::Cut;
use folder::Picture;
use program::Program;

/// What the rounds came to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) rounds: u64,
    pub(crate) equal: u64,
    /// What was acknowledged, or durable, and is gone.
    pub(crate) lost: u64,
    /// What is there twice.
    pub(crate) double: u64,
}

impl Tally {
    /// Whether nothing is wrong.
    pub(crate) fn is_green(&self) -> bool {
        self.equal == self.rounds && self.lost == 0 && self.double == 0
    }
}

/// Kills so many times; the seed decides where. Ends with one line.
pub(crate) fn run(root: &Path, cargo: &Path, count: u64, seed: u64) -> anyhow::Result<Tally> {
    let place = tempfile::tempdir()?;
    let program = Program::build(root, cargo)?;
    let cut = Cut::of_demo(&root.join("demo"), place.path())?;
    let (undisturbed, took) = undisturbed(&program, &cut, &place.path().join("ostord"))?;
    println!(
        "undisturbed: {} applications, {} cases, {} tasks, {} jobs, {:.1?} + {:.1?}",
        cut.applications.len(),
        undisturbed.cases.len(),
        undisturbed.tasks(),
        undisturbed.jobs(),
        took[0],
        took[1]
    );
    let mut tally = Tally::default();
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for number in 1..=count {
        let data = place.path().join(format!("omgang-{number}"));
        let moment = random.moment(took[0] + took[1]);
        let found = round(&program, &cut, &undisturbed, &data, moment, took)?;
        found.tell(number, moment);
        tally.rounds += 1;
        tally.equal += u64::from(found.differences.is_empty());
        tally.lost += found.lost;
        tally.double += found.double;
        std::fs::remove_dir_all(&data)?;
    }
    match full::check(&program, &cut, &undisturbed, place.path())? {
        full::Full::Equal(what) => println!("full disk: {what}"),
        full::Full::NotChecked(why) => println!("not checked: the full disk ({why})"),
        full::Full::Wrong(found) => {
            println!("full disk: {}", found.join("; "));
            tally.rounds += 1;
        }
    }
    println!("kill {}/{} equal, {} lost, {} double", tally.equal, tally.rounds, tally.lost, tally.double);
    Ok(tally)
}

/// What a round came to.
#[derive(Debug, Default)]
struct Found {
    kills: u32,
    differences: Vec<String>,
    lost: u64,
    double: u64,
}

impl Found {
    fn tell(&self, number: u64, moment: Duration) {
        let verdict = if self.differences.is_empty() { "equal" } else { "DIFFERENT" };
        println!("{number:>4}  killed after {moment:>8.1?}  {verdict}");
        for difference in self.differences.iter().take(20) {
            println!("      {difference}");
        }
    }
}

fn undisturbed(program: &Program, cut: &Cut, data: &Path) -> anyhow::Result<(Picture, [Duration; 2])> {
    let mut took = [Duration::ZERO; 2];
    let mut printed = String::new();
    for (from, took) in cut.parts().into_iter().zip(&mut took) {
        let begin = std::time::Instant::now();
        let ended = program.demo(from, data, None)?;
        ensure!(ended.success, "the undisturbed run failed: {}", ended.errors);
        printed = ended.printed;
        *took = begin.elapsed();
    }
    let picture = Picture::of(data, cut, &printed)?;
    ensure!(picture.faults.is_empty(), "the undisturbed run: {:?}", picture.faults);
    cut.share_search_key(data)?;
    Ok((picture, took))
}

/// One kill: the first part, then all, killed after `moment` of working time and started again.
fn round(
    program: &Program,
    cut: &Cut,
    undisturbed: &Picture,
    data: &Path,
    moment: Duration,
    took: [Duration; 2],
) -> anyhow::Result<Found> {
    let mut found = Found::default();
    cut.lay_search_key(data)?;
    let mut left = Some(moment);
    let mut acknowledged = Vec::new();
    let mut printed = String::new();
    for (from, took) in cut.parts().into_iter().zip(took) {
        let here = left.filter(|left| *left < took);
        let mut ended = program.demo(from, data, here)?;
        if ended.killed {
            found.kills += 1;
            left = None;
            acknowledged.extend(folder::durable(data)?);
            ended = program.demo(from, data, None)?;
        } else {
            left = left.map(|left| left.saturating_sub(took));
        }
        ensure!(ended.success, "started again after {moment:?} it failed: {}", ended.errors);
        acknowledged.extend(folder::printed(&ended.printed)?);
        printed = ended.printed;
    }
    let picture = Picture::of(data, cut, &printed).context("the folder after the round")?;
    found.lost = picture.missing(&acknowledged);
    found.double = picture.double(undisturbed);
    found.differences = picture.differences(undisturbed);
    Ok(found)
}

/// Numbers that look random and are the same for the same seed (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn moment(&mut self, within: Duration) -> Duration {
        let micros = u64::try_from(within.as_micros()).unwrap_or(u64::MAX).max(1);
        Duration::from_micros(self.next() % micros)
    }
}
