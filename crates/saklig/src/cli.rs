//! The command line as a whole: options that every command has, and the way from words to an exit code.

use std::path::PathBuf;

use clap::{ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser};
use saklig_text::{Lang, Texts};

use crate::commands::Command;
use crate::context::Session;
use crate::output::{Exit, Out};
use crate::surroundings::Surroundings;
use crate::{faults, help, usage};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "saklig", version, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command has. Their help is in `cli.ftl` under `help`.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) secrets: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) tenant: Option<String>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "sv|en")]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<String>,
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
}

/// Runs the command that the words say.
pub(crate) fn run(around: &Surroundings) -> Exit {
    let texts = Texts::of(language(around));
    let command = help::translated(Cli::command(), texts);
    let parsed = command
        .try_get_matches_from(&around.args)
        .and_then(|mut matches: ArgMatches| Cli::from_arg_matches_mut(&mut matches));
    match parsed {
        Ok(cli) => {
            let out = Out::new(texts, cli.global.json, around.colour && !cli.global.no_color, around.width);
            let session = Session::new(cli.global, out, around);
            match cli.command.run(&session) {
                Ok(exit) => exit,
                Err(error) => faults::report(&session.out, &error),
            }
        }
        Err(error) => usage::report(texts, &error),
    }
}

/// `--lang`, wherever it stands, else the locale's: also help and faults of usage speak it.
fn language(around: &Surroundings) -> Lang {
    let words: Vec<&str> = around.args.iter().filter_map(|word| word.to_str()).collect();
    let given = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang")? {
        "" => words.get(at + 1).copied(),
        rest => rest.strip_prefix('='),
    });
    given.and_then(|word| word.parse().ok()).unwrap_or(around.lang)
}

/// The command line, for the manual and the completions.
pub(crate) fn command(texts: &Texts) -> clap::Command {
    help::translated(Cli::command(), texts)
}
