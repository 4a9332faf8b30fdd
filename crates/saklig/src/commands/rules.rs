//! `rules`: a DMN file by itself, without a package.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use saklig_feel::Env;
use saklig_feel::remark::{Remark, Severity};
use saklig_rules::{InputTypes, Inputs, Model, Rules, json};

use super::taking::texts_at;
use crate::context::Session;
use crate::faults::{Fault, Told};
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Do,
}

#[derive(Debug, Subcommand)]
enum Do {
    Check {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Eval {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(value_name = "DECISION")]
        decision: Option<String>,
        #[arg(long = "in", value_name = "JSON|FILE|-")]
        inputs: Option<String>,
        #[arg(long)]
        trace: bool,
    },
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Do::Check { file } => check(session, &file),
            Do::Eval { file, decision, inputs, trace } => {
                eval(session, &file, decision.as_deref(), inputs.as_deref(), trace)
            }
        }
    }
}

/// The model in a file with everything that is remarked about it.
fn open(path: &Path) -> anyhow::Result<(Model, Rules, Vec<Remark>)> {
    let files = texts_at(path)?;
    let (name, text) =
        files.first().ok_or_else(|| Fault::new("E0755", Exit::NotFound).with("path", path.display()))?;
    let (model, mut remarks) = Model::read(text, name);
    let (rules, found) = model.compile(&InputTypes::default());
    remarks.extend(found);
    Ok((model, rules, remarks))
}

fn check(session: &Session, file: &Path) -> anyhow::Result<Exit> {
    let (_, _, remarks) = open(file)?;
    let (out, texts) = (&session.out, session.out.texts());
    let told: Vec<Told> = remarks.iter().map(|remark| Told::remark(remark, texts)).collect();
    let faults = remarks.iter().filter(|remark| remark.severity == Severity::Error).count();
    if out.is_json() {
        out.json(&serde_json::json!({ "anmarkningar": told }))?;
    } else {
        told.iter().try_for_each(|told| out.line(told.lines(texts)))?;
        let args = saklig_text::Args::new().with("faults", faults).with("warnings", told.len() - faults);
        out.line(texts.get("rules-checked", args))?;
    }
    Ok(if faults > 0 { Exit::Found } else { Exit::Done })
}

fn eval(
    session: &Session,
    file: &Path,
    decision: Option<&str>,
    given: Option<&str>,
    traced: bool,
) -> anyhow::Result<Exit> {
    let (model, rules, remarks) = open(file)?;
    if let Some(remark) = remarks.iter().find(|remark| remark.severity == Severity::Error) {
        let told = Told::remark(remark, session.out.texts());
        session.out.note(told.lines(session.out.texts()))?;
        return Ok(Exit::Rejected);
    }
    let last = model.decisions.last().map(|decision| decision.id.to_string()).unwrap_or_default();
    let decision = decision.unwrap_or(&last);
    let zoned = session.now()?.in_tz("Europe/Stockholm")?;
    let env = Env { now: Some(&zoned), ..Env::new() };
    let outcome = rules.evaluate(decision, &inputs(given)?, &env)?;
    let out = &session.out;
    if out.is_json() || traced {
        let trace = json::TraceJson::new(&outcome.trace, &|mark| mark.0.to_string());
        out.json(&serde_json::json!({
            "varde": json::to_json(&outcome.value), "klart": outcome.clear, "saknas": outcome.missing, "spar": trace,
        }))?;
    } else {
        out.line(outcome.value.to_string())?;
        if !outcome.clear {
            out.note(out.texts().get("rules-unclear", [("names", outcome.missing.join(", "))]))?;
        }
    }
    Ok(if outcome.clear { Exit::Done } else { Exit::Found })
}

/// Inputs as JSON on the command line, in a file, or on standard input.
pub(super) fn inputs(given: Option<&str>) -> anyhow::Result<Inputs> {
    let Some(given) = given else { return Ok(Inputs::new()) };
    let text = if given.trim_start().starts_with('{') {
        given.to_owned()
    } else {
        texts_at(Path::new(given))?.into_iter().map(|(_, text)| text).collect()
    };
    let wrong = |cause: String| Fault::new("E0756", Exit::Rejected).with("cause", cause);
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    Ok(json::inputs_from_json(&value).map_err(|error| wrong(error.to_string()))?)
}
