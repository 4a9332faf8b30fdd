//! Chores of the project: `cargo xtask check` runs every check, the same here and in CI.
#![allow(clippy::print_stdout, reason = "a chore reports on standard output")]

mod check;
mod fuzz;
mod kill;
mod samples;

use clap::{Parser, Subcommand};

/// Chores of the project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Format, spelling, the code itself, licences, lints, tests, documentation
    Check {
        /// Only these stages
        stages: Vec<String>,
    },
    /// Kill the program at random moments, start it again, and compare with a run that nobody disturbed
    Kill {
        /// The store
        #[arg(long, default_value = "sqlite", value_parser = ["sqlite"])]
        store: String,
        /// How many times
        #[arg(long, default_value_t = 15)]
        count: u64,
        /// What decides the moments
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Change the samples of a reader at random, and read them
    Fuzz {
        /// The reader
        target: String,
        /// For how long
        #[arg(long, default_value_t = 1)]
        minutes: u64,
        /// What decides the changes
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Write what the samples of SSBTEK in a folder become in a case
    Ssbtek {
        /// The samples
        folder: std::path::PathBuf,
    },
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Cli::parse().chore {
        Chore::Check { stages } => check::run(&stages),
        Chore::Fuzz { target, minutes, seed } => {
            let project = check::Project::find()?;
            fuzz::run(&project.root, &target, minutes, seed)?;
            Ok(std::process::ExitCode::SUCCESS)
        }
        Chore::Ssbtek { folder } => {
            let project = check::Project::find()?;
            std::fs::write(project.root.join(samples::PAGE), samples::page(&folder)?)?;
            println!("written: {}", samples::PAGE);
            Ok(std::process::ExitCode::SUCCESS)
        }
        Chore::Kill { store: _, count, seed } => {
            let project = check::Project::find()?;
            let tally = kill::run(&project.root, &project.cargo, count, seed)?;
            Ok(if tally.is_green() {
                std::process::ExitCode::SUCCESS
            } else {
                std::process::ExitCode::FAILURE
            })
        }
    }
}
