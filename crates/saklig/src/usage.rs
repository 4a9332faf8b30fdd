//! Words of a command that are not understood: what is wrong, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use saklig_text::{Args, Lang, Texts};

use crate::output::{Exit, Out};

/// Prints help, version or what is wrong, and says how the program ends.
pub(crate) fn report(texts: &'static Texts, error: &clap::Error) -> Exit {
    let out = Out::new(texts, false, false, None);
    let shown = error.render().to_string();
    let (printed, exit) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (out.text(shown), Exit::Done),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (out.note(shown.trim_end()), Exit::Usage),
        _ if texts.lang() == Lang::En => (out.note(shown.trim_end()), Exit::Usage),
        _ => (out.note(sentence(texts, error).unwrap_or(shown).trim_end()), Exit::Usage),
    };
    if printed.is_ok() { exit } else { Exit::World }
}

/// The fault as a sentence; none for one without a text.
fn sentence(texts: &Texts, error: &clap::Error) -> Option<String> {
    let word = |kind| error.get(kind).map(shown).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::MissingSubcommand => "usage-missing-command",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "usage-values",
        _ => return None,
    };
    let args = Args::new()
        .with("arg", word(ContextKind::InvalidArg))
        .with("value", word(ContextKind::InvalidValue))
        .with("prior", word(ContextKind::PriorArg))
        .with("command", word(ContextKind::InvalidSubcommand));
    let mut text = texts.get(key, args);
    let valid = word(ContextKind::ValidValue);
    if !valid.is_empty() {
        text.push('\n');
        text.push_str(&texts.get("usage-valid", [("values", valid)]));
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .map(word)
        .concat();
    if !near.is_empty() {
        text.push('\n');
        text.push_str(&texts.get("usage-near", [("near", near)]));
    }
    text.push('\n');
    text.push_str(&texts.get("usage-help", ()));
    Some(text)
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
