//! Help in the reader's language: the sentences stand in `cli.ftl`, the words of the commands in the code.

use clap::{Arg, ArgAction, Command};
use saklig_text::Texts;

/// The command line with its help. Keys: `help` for the whole, `help-demo`, `help-world-clock`; an attribute per
/// argument, `long` for more about the command, `after` for what stands last.
pub(crate) fn translated(command: Command, texts: &Texts) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_help_flag(true).disable_version_flag(true).arg(help).arg(version);
    named(command, "help", texts)
}

fn named(command: Command, key: &str, texts: &Texts) -> Command {
    let mut command = command
        .mut_args(|arg| match texts.find_attr(key, arg.get_id().as_str(), ()) {
            Some(help) => arg.help(help),
            None => arg,
        })
        .disable_help_subcommand(true);
    if texts.has(key) {
        command = command.about(texts.get(key, ()));
    }
    if let Some(long) = texts.find_attr(key, "long", ()) {
        let about = texts.get(key, ());
        command = command.long_about(format!("{about}\n\n{long}"));
    }
    // An argument may be called the same: its sentence is its own.
    if command.get_arguments().all(|arg| arg.get_id() != "after")
        && let Some(after) = texts.find_attr(key, "after", ())
    {
        command = command.after_help(after);
    }
    let template = template(&command, texts);
    command.help_template(template).mut_subcommands(|sub| {
        let key = format!("{key}-{}", sub.get_name());
        named(sub, &key, texts)
    })
}

/// The parts that this command has, under headings in the language.
fn template(command: &Command, texts: &Texts) -> String {
    let mut template = format!("{{about-with-newline}}\n{} {{usage}}\n", texts.get("help-word-usage", ()));
    let mut part = |heading: &str, content: &str| {
        template.extend(["\n", &texts.get(heading, ()), "\n", content, "\n"]);
    };
    if command.has_subcommands() {
        part("help-word-commands", "{subcommands}");
    }
    if command.get_positionals().next().is_some() {
        part("help-word-arguments", "{positionals}");
    }
    part("help-word-options", "{options}");
    template.push_str("{after-help}");
    template
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use saklig_text::Lang;

    use super::*;
    use crate::cli::Cli;
    use crate::output::Exit;

    fn missing(command: &Command, key: &str, texts: &Texts, found: &mut Vec<String>) {
        if !texts.has(key) {
            found.push(key.to_owned());
        }
        for arg in command.get_arguments() {
            if texts.find_attr(key, arg.get_id().as_str(), ()).is_none() {
                found.push(format!("{key}.{}", arg.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            missing(sub, &format!("{key}-{}", sub.get_name()), texts, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for lang in Lang::ALL {
            let mut found = Vec::new();
            missing(&Cli::command(), "help", Texts::of(lang), &mut found);
            assert!(found.is_empty(), "{lang}: {found:#?}");
        }
    }

    #[test]
    fn the_help_tells_every_way_to_end() {
        for texts in Lang::ALL.map(Texts::of) {
            let told = texts.attr("help", "after", ());
            for exit in Exit::ALL {
                assert!(told.contains(&format!("{} ", exit.code())), "{exit:?}: {told}");
            }
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        translated(Cli::command(), Texts::of(Lang::Sv)).debug_assert();
    }
}
