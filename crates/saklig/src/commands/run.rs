//! `run`: takes in applications, or finished months of another system, from files or standard input.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use saklig_app::{App, AppError, CaseOutcome, Stage};
use saklig_connect::read;
use saklig_package::{Bundle, Package};
use saklig_text::Args as TextArgs;
use serde::Serialize;

use super::taking::{Submitted, Taken, applications, import, take_in, texts_at};
use crate::context::{Folder, Session, operator};
use crate::embedded;
use crate::faults::{Fault, Told};
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "TYPE")]
    case_type: String,
    #[arg(value_name = "PATH|-")]
    path: PathBuf,
    #[arg(long)]
    import: bool,
    #[arg(long, value_name = "DIR")]
    answers: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    overlay: Option<String>,
}

/// One application as it is shown.
#[derive(Debug, Serialize)]
struct Line {
    fil: String,
    rad: u32,
    utfall: &'static str,
    nummer: Option<String>,
    belopp: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skal: Vec<Arc<str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fel: Vec<Told>,
}

impl Args {
    /// Takes them in, one by one; whatever is wrong with one does not stop the others.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let files = texts_at(&self.path)?;
        let folder = session.open_or_make(self.overlay.as_deref().unwrap_or("kommun"))?;
        if let Some(answers) = &self.answers {
            folder.answer_from(answers)?;
        }
        folder.run_due(&|| {})?;
        let package = self.package(&folder.app, folder.now)?;
        if self.import {
            return months(session, &folder, &package, &files);
        }
        let submitted: Vec<Submitted> =
            files.iter().flat_map(|(file, text)| applications(file, text)).collect();
        let taken = take_in(&folder, &package, &submitted, session.out.texts(), &|| {})?;
        folder.run_due(&|| {})?;
        folder.checkpoint()?;
        show(session, &folder, &submitted, &taken)
    }

    /// The deployed package; the shipped one the first time, or when an overlay is named.
    fn package(&self, app: &App, now: Timestamp) -> anyhow::Result<Arc<Package>> {
        if self.overlay.is_none() {
            match app.latest(&self.case_type) {
                Ok(package) => return Ok(package),
                Err(AppError::NotFound { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        if !embedded::is_shipped(&self.case_type) {
            return Err(Fault::new("E0750", Exit::NotFound).with("type", &self.case_type).into());
        }
        let (bundle, _) = Bundle::gather(&embedded::packages(), &self.case_type, self.overlay.as_deref());
        Ok(app.deploy(&bundle, now)?.0)
    }
}

fn show(
    session: &Session,
    folder: &Folder,
    submitted: &[Submitted],
    taken: &[Taken],
) -> anyhow::Result<Exit> {
    let keys: Vec<_> = taken.iter().filter_map(Taken::case).collect();
    let outcomes = folder.app.outcomes(&keys, &operator(), "mottagning", folder.now)?;
    let mut outcomes = outcomes.iter();
    let lines: Vec<Line> = submitted
        .iter()
        .zip(taken)
        .map(|(one, taken)| {
            let outcome = taken.case().and_then(|_| outcomes.next());
            line(one, taken, outcome)
        })
        .collect();
    let rejected = lines.iter().any(|line| !line.fel.is_empty());
    let out = &session.out;
    if out.is_json() {
        out.json(&serde_json::json!({ "ansokningar": lines }))?;
    } else {
        let texts = out.texts();
        for line in &lines {
            out.line(sentence(line, texts))?;
            for told in &line.fel {
                out.line(told.lines(texts))?;
            }
        }
        let count = |word: &str| lines.iter().filter(|line| line.utfall == word).count();
        let args = TextArgs::new().with("all", lines.len()).with("rejected", count("avvisad_indata"));
        out.line(texts.get("run-sum", args.with("duplicates", count("dubblett"))))?;
        if count("pagar") > 0 && folder.ports()?.is_none() {
            out.line(texts.get("run-no-registers", ()))?;
        }
    }
    Ok(if rejected { Exit::Rejected } else { Exit::Done })
}

fn line(one: &Submitted, taken: &Taken, outcome: Option<&CaseOutcome>) -> Line {
    let ended = match (taken, outcome.map(|outcome| outcome.stage)) {
        (Taken::Rejected(_), _) => "avvisad_indata",
        (Taken::Before(_), _) => "dubblett",
        (Taken::New(_), Some(Stage::Automatic | Stage::ByPerson)) => "beslutad",
        (Taken::New(_), Some(Stage::HandedOver)) => "overlamnad",
        (Taken::New(_), Some(Stage::Cancelled)) => "avslutad",
        (Taken::New(_), Some(Stage::UnderWay) | None) => "pagar",
    };
    Line {
        fil: one.file.clone(),
        rad: one.line,
        utfall: ended,
        nummer: outcome.map(|outcome| outcome.number.clone()),
        belopp: outcome.and_then(|outcome| outcome.amount).map(|amount| amount.to_string()),
        skal: outcome.map(|outcome| outcome.reasons.clone()).unwrap_or_default(),
        fel: match taken {
            Taken::Rejected(told) => told.clone(),
            Taken::New(_) | Taken::Before(_) => Vec::new(),
        },
    }
}

fn sentence(line: &Line, texts: &saklig_text::Texts) -> String {
    let key = match line.utfall {
        "avvisad_indata" => "run-rejected",
        "dubblett" => "run-duplicate",
        "beslutad" => "run-decided",
        "overlamnad" => "run-handed-over",
        _ => "run-under-way",
    };
    let reasons: Vec<&str> = line.skal.iter().map(AsRef::as_ref).collect();
    let args = TextArgs::new()
        .with("file", line.fil.as_str())
        .with("line", line.rad)
        .with("number", line.nummer.clone().unwrap_or_default())
        .with("amount", line.belopp.clone().unwrap_or_else(|| "–".to_owned()))
        .with("reasons", reasons.join(", "));
    texts.get(key, args)
}

/// Finished months of another system.
fn months(
    session: &Session,
    folder: &Folder,
    package: &Arc<Package>,
    files: &[(String, String)],
) -> anyhow::Result<Exit> {
    let (out, texts) = (&session.out, session.out.texts());
    let mut months = Vec::new();
    let mut told = Vec::new();
    for (file, text) in files {
        let (found, remarks) = read::earlier(file, text, "tidigare");
        months.extend(found);
        told.extend(remarks.iter().map(|remark| Told::line(remark, texts)));
    }
    let imported = import(folder, package, &months, texts, &|| {})?;
    told.extend(imported.rejected);
    folder.checkpoint()?;
    if out.is_json() {
        out.json(&serde_json::json!({ "nya": imported.new, "fanns": imported.before, "fel": told }))?;
    } else {
        told.iter().try_for_each(|told| out.line(told.lines(texts)))?;
        let args = TextArgs::new().with("new", imported.new).with("before", imported.before);
        out.line(texts.get("run-imported", args.with("rejected", told.len())))?;
    }
    Ok(if told.is_empty() { Exit::Done } else { Exit::Rejected })
}
