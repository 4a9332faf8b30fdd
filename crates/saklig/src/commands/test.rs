//! `test`, also `package test`: runs the scenarios of a package and tells what differs.

use std::path::{Path, PathBuf};

use saklig_package::MemoryFiles;
use saklig_scenario::{Difference, Options, Report};
use saklig_text::{Args as TextArgs, Texts};
use serde_json::{Value as Json, json};

use super::package;
use crate::context::Session;
use crate::faults::{Fault, Told};
use crate::output::{Exit, Out};

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "PATH")]
    path: PathBuf,
    #[arg(long, value_name = "NAME")]
    overlay: Option<String>,
    #[arg(long)]
    allow_uncovered: bool,
}

/// A package with scenarios to run.
struct Tested {
    id: String,
    files: MemoryFiles,
    /// The only scenario file to run.
    only: Option<String>,
    /// What stands before the names of the files where the user reads them.
    folder: PathBuf,
}

impl Args {
    /// Runs the scenarios. One that differs, or a row of a rule table that none shows, ends with [`Exit::Found`].
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let out = &session.out;
        let mut good = true;
        let mut shown = Vec::new();
        for tested in tested(&self.path)? {
            if let Some(overlay) = &self.overlay {
                package::require_overlay(overlay, &tested.files, &tested.id)?;
            }
            let options = Options { overlay: self.overlay.as_deref(), only: tested.only.as_deref() };
            let mut report = saklig_scenario::run(&tested.files, &tested.id, &options);
            if self.allow_uncovered {
                report.uncovered.clear();
            }
            if tested.only.is_some() && report.files.is_empty() && report.remarks.is_empty() {
                return Err(Fault::new("E0754", Exit::NotFound).with("path", self.path.display()).into());
            }
            good &= report.is_good(false);
            if out.is_json() {
                shown.push(tested.json(&report, out.texts()));
            } else {
                tested.print(&report, out)?;
            }
        }
        if out.is_json() {
            out.json(&json!({ "paket": shown }))?;
        }
        Ok(if good { Exit::Done } else { Exit::Found })
    }
}

/// The packages at a path: a package's folder or name, a folder of packages, or one scenario file.
fn tested(path: &Path) -> anyhow::Result<Vec<Tested>> {
    if path.is_file() {
        let absolute = std::fs::canonicalize(path)?;
        let root = absolute.ancestors().find(|folder| folder.join("process.toml").is_file());
        let root = root.ok_or_else(|| Fault::new("E0754", Exit::NotFound).with("path", path.display()))?;
        let inner = absolute.strip_prefix(root)?;
        let mut found = one(root)?;
        found.only = Some(format!("{}/{}", found.id, inner.display()));
        let above = inner.components().count() + 1;
        found.folder = path.ancestors().nth(above).map(Path::to_owned).unwrap_or_default();
        return Ok(vec![found]);
    }
    if path.is_dir() && !path.join("process.toml").is_file() {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        folders.retain(|folder| folder.join("process.toml").is_file());
        folders.sort();
        if !folders.is_empty() {
            return folders.iter().map(|folder| one(folder)).collect();
        }
    }
    Ok(vec![one(path)?])
}

fn one(path: &Path) -> anyhow::Result<Tested> {
    let (files, id) = package::files(path)?;
    let named = path.file_name().is_some_and(|name| *name == *id);
    let folder = path.parent().filter(|_| named).map(Path::to_owned).unwrap_or_default();
    Ok(Tested { id, files, only: None, folder })
}

impl Tested {
    /// A file where the user finds it.
    fn file(&self, file: &str) -> String {
        self.folder.join(file).display().to_string()
    }

    fn print(&self, report: &Report, out: &Out) -> anyhow::Result<()> {
        let texts = out.texts();
        for file in &report.files {
            let args = TextArgs::new().with("file", self.file(&file.file));
            let args = args.with("passed", file.passed).with("all", file.passed + file.failed);
            out.line(texts.get("test-file", args))?;
        }
        for told in self.told(report, texts) {
            out.line(told.lines(texts))?;
        }
        let mut before: Option<&Difference> = None;
        for difference in &report.failed {
            if before.is_none_or(|one| (&one.file, one.line) != (&difference.file, difference.line)) {
                let place = format!("{}:{}", self.file(&difference.file), difference.line);
                out.heading(format!("{place} {}", difference.case))?;
            }
            before = Some(difference);
            for (number, line) in difference.lines(texts).iter().enumerate() {
                out.line(format!("{}{line}", if number == 0 { "  " } else { "    " }))?;
            }
        }
        let args = TextArgs::new().with("package", self.id.as_str()).with("passed", report.passed);
        out.line(texts.get("test-sum", args.with("failed", report.failures())))?;
        if report.covered > 0 {
            let all = report.covered + report.uncovered.len();
            out.line(texts.get("test-rows", TextArgs::new().with("shown", report.covered).with("all", all)))?;
        }
        Ok(())
    }

    /// The remarks, and the rows that no scenario shows.
    fn told(&self, report: &Report, texts: &Texts) -> Vec<Told> {
        let uncovered = report.uncovered.iter().map(saklig_scenario::Uncovered::remark);
        let remarks = report.remarks.iter().cloned().chain(uncovered);
        remarks
            .map(|remark| {
                let told = Told::remark(&remark, texts);
                Told { file: self.file(&told.file), ..told }
            })
            .collect()
    }

    fn json(&self, report: &Report, texts: &Texts) -> Json {
        let files = report.files.iter().map(|file| {
            json!({ "fil": self.file(&file.file), "godkanda": file.passed, "underkanda": file.failed })
        });
        let differences = report.failed.iter().map(|difference| {
            json!({
                "fil": self.file(&difference.file), "rad": difference.line, "fall": difference.case,
                "kolumn": difference.column, "vantat": difference.expected, "blev": difference.got,
                "varfor": difference.why.iter().map(|why| why.sentence(texts)).collect::<Vec<_>>(),
            })
        });
        json!({
            "paket": self.id, "godkanda": report.passed, "underkanda": report.failures(),
            "rader_visade": report.covered, "rader_ej_visade": report.uncovered.len(),
            "filer": files.collect::<Vec<_>>(), "skillnader": differences.collect::<Vec<_>>(),
            "anmarkningar": self.told(report, texts),
        })
    }
}
