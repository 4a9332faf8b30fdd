//! Chores of the project: `cargo xtask check` runs every check, the same here and in CI.
#![allow(clippy::print_stdout, reason = "a chore reports on standard output")]

mod check;

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
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Cli::parse().chore {
        Chore::Check { stages } => check::run(&stages),
    }
}
