//! The commands. A new one is a module with `Args` and `Args::run`, a line in each of the two lists below, and its help
//! in `cli.ftl`: key `help-<command>-<subcommand>`, an attribute per argument.

mod authority;
mod bench;
mod case;
mod code;
mod config;
mod demo;
mod feel;
mod incident;
mod manual;
mod package;
mod rules;
mod run;
mod search;
mod simulate_world;
mod spot_check;
mod stuck;
mod taking;
mod task;
mod test;
mod verify;
mod work;
mod world;

use clap::Subcommand;

use crate::context::Session;
use crate::output::Exit;

/// Makes the enum that clap reads and the call of each command.
macro_rules! commands {
    ($($name:ident => $module:ident::$args:ident),+ $(,)?) => {
        /// Every command.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($name($module::$args),)+
        }

        impl Command {
            /// Carries it out.
            pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
                match self {
                    $(Self::$name(args) => args.run(session),)+
                }
            }
        }
    };
}

commands! {
    Bench => bench::Args,
    Demo => demo::Args,
    Run => run::Args,
    SimulateWorld => simulate_world::Args,
    World => world::Args,
    Case => case::Args,
    Task => task::Args,
    Incident => incident::Args,
    Search => search::Args,
    SpotCheck => spot_check::Args,
    Authority => authority::Args,
    Package => package::Args,
    Check => package::Which,
    Test => test::Args,
    Rules => rules::Args,
    Feel => feel::Args,
    Code => code::Args,
    Stuck => stuck::Args,
    Verify => verify::Args,
    Config => config::Args,
    Completions => manual::Completions,
    Man => manual::Man,
}
