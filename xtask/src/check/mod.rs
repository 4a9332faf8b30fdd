//! `cargo xtask check`: one stage after the other, the cheap ones first, a failed one does not stop the rest.

mod count;
mod packages;
mod stages;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

pub(crate) use count::Count;
use stages::STAGES;

/// What the stages know.
pub(crate) struct Project {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// The Cargo that runs us.
    pub(crate) cargo: PathBuf,
}

impl Project {
    pub(crate) fn find() -> anyhow::Result<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no parent folder")?
            .to_owned();
        let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        Ok(Self { root, cargo })
    }
}

struct Report {
    name: &'static str,
    took: Duration,
    count: Count,
}

/// Runs the named stages, or all, and ends with one line `N passed, N failed`.
pub(crate) fn run(only: &[String]) -> anyhow::Result<ExitCode> {
    if let Some(unknown) = only.iter().find(|name| !STAGES.iter().any(|stage| stage.name == name.as_str())) {
        let known: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        bail!("no stage `{unknown}`; there are {}", known.join(", "));
    }
    let project = Project::find()?;
    let mut reports = Vec::new();
    for stage in STAGES.iter().filter(|stage| only.is_empty() || only.iter().any(|name| name == stage.name)) {
        println!("── {} · {}", stage.name, stage.what);
        let start = Instant::now();
        let count = (stage.run)(&project).unwrap_or_else(|error| {
            println!("{error:#}");
            Count::FAILED
        });
        reports.push(Report { name: stage.name, took: start.elapsed(), count });
    }
    let total = reports.iter().fold(Count::default(), |sum, report| sum + report.count);
    print(&reports, total);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(reports: &[Report], total: Count) {
    println!("\nstage       minutes");
    for report in reports {
        let verdict = if report.count.failed == 0 { "" } else { "  FAILED" };
        println!("{:<12}{:>6}{verdict}", report.name, minutes(report.took));
    }
    let took = reports.iter().map(|report| report.took).sum();
    println!("{:<12}{:>6}\n", "together", minutes(took));
    println!("{total}");
}

/// Minutes with one decimal.
fn minutes(took: Duration) -> String {
    let tenths = (took.as_secs() + 3) / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}
