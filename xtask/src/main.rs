//! Chores of the project: `cargo xtask check` runs every check, the same here and in CI.
#![allow(clippy::print_stdout, reason = "a chore reports on standard output")]

mod check;
mod kill;

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
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Cli::parse().chore {
        Chore::Check { stages } => check::run(&stages),
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
