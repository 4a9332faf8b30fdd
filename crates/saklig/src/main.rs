//! `saklig`: the command line. The only crate that knows all others.

mod cli;
mod commands;
mod context;
mod embedded;
mod faults;
mod folder_secrets;
mod help;
mod output;
mod presence;
mod surroundings;
mod usage;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(&surroundings::Surroundings::read()).into()
}
