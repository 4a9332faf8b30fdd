//! Runs the scenario files of a package, each with the overlay it names.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_feel::remark::Remark;
use saklig_package::{Files, Package, load};

use crate::cases::Cases;
use crate::coverage::Coverage;
use crate::document::{Document, Said, Section, Table};
use crate::remark;
use crate::report::{Difference, FileReport, Report};
use crate::table::Tables;
use crate::target::Models;

/// Which scenarios are run; all when nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// Only files that name this overlay, or none.
    pub overlay: Option<&'o str>,
    /// Only this file, by its path among the files.
    pub only: Option<&'o str>,
}

/// A package with one overlay, loaded.
struct Loaded {
    package: Package,
    models: Models,
}

/// What is under way.
struct Runner<'f> {
    files: &'f dyn Files,
    id: &'f str,
    loaded: BTreeMap<Option<String>, Loaded>,
    coverage: Coverage,
    report: Report,
}

/// Runs the scenarios of the package `id`. Paths are as in [`Files`]: `<package>/scenarier/barnnorm.md`.
pub fn run(files: &dyn Files, id: &str, options: &Options<'_>) -> Report {
    let mut runner = Runner {
        files,
        id,
        loaded: BTreeMap::new(),
        coverage: Coverage::default(),
        report: Report::default(),
    };
    runner.load(None);
    let overlays = saklig_package::overlays(files, id);
    let mut paths: Vec<String> = files.list().into_iter().filter(|path| is_scenario(path, id)).collect();
    paths.sort();
    for path in paths.iter().filter(|path| options.only.is_none_or(|only| only == path.as_str())) {
        runner.file(path, &overlays, options);
    }
    if options.overlay.is_none() && options.only.is_none() {
        for overlay in &overlays {
            runner.load(Some(overlay));
        }
        let packages = runner.loaded.values().map(|loaded| &loaded.package);
        (runner.report.covered, runner.report.uncovered) = runner.coverage.rows(packages);
    }
    runner.report
}

fn is_scenario(path: &str, id: &str) -> bool {
    let Some(inner) = path.strip_prefix(id).and_then(|rest| rest.strip_prefix('/')) else { return false };
    let (folder, name) = inner.rsplit_once('/').unwrap_or_default();
    let here = folder == "scenarier" || (folder.starts_with("overlay/") && folder.ends_with("/scenarier"));
    here && std::path::Path::new(name).extension().is_some_and(|end| end == "md")
}

impl Runner<'_> {
    fn load(&mut self, overlay: Option<&str>) {
        let key = overlay.map(str::to_owned);
        if self.loaded.contains_key(&key) {
            return;
        }
        let (package, remarks) = load(self.files, self.id, overlay);
        for remark in remarks.into_iter().filter(Remark::is_error) {
            if !self.report.remarks.contains(&remark) {
                self.report.remarks.push(remark);
            }
        }
        let models = Models::of(&package);
        self.loaded.insert(key, Loaded { package, models });
    }

    fn file(&mut self, path: &str, overlays: &[String], options: &Options<'_>) {
        let file: Arc<str> = Arc::from(path);
        let content = self.files.read(path).and_then(|content| String::from_utf8(content).ok());
        let Some(text) = content else {
            self.report.remarks.push(remark::nothing_to_run(remark::at(&file, 1)));
            return;
        };
        let (document, remarks) = Document::read(&file, &text);
        self.report.remarks.extend(remarks);
        let (mut passed, mut failed) = (0, 0);
        for (section, table) in document.scenarios() {
            let overlay = match overlay_of(&document, section, overlays) {
                Ok(overlay) => overlay,
                Err(remark) => {
                    self.report.remarks.push(*remark);
                    failed += table.rows.len();
                    continue;
                }
            };
            if options.overlay.is_some() && overlay.is_some() && overlay != options.overlay {
                continue;
            }
            self.load(overlay);
            let (good, bad) = self.section(&document, section, table, overlay);
            passed += good;
            failed += table.rows.len() - good;
            self.report.failed.extend(bad.into_iter().flatten());
        }
        if passed + failed > 0 {
            self.report.passed += passed;
            self.report.files.push(FileReport { file, passed, failed });
        }
    }

    fn section(
        &mut self,
        document: &Document,
        section: &Section,
        table: &Table,
        overlay: Option<&str>,
    ) -> (usize, Vec<Vec<Difference>>) {
        let Some(loaded) = self.loaded.get(&overlay.map(str::to_owned)) else { return (0, Vec::new()) };
        let remarks = &mut self.report.remarks;
        if let Some(said) = document.said(section, "Tabell") {
            let tables = Tables { document, section, package: &loaded.package, models: &loaded.models };
            return tables.run(table, &said.value, said.line, &mut self.coverage, remarks);
        }
        let place = remark::at(&document.file, section.line);
        let Some(base) = document.said(section, "Grund") else {
            remarks.push(remark::no_target(place, &section.title));
            return (0, Vec::new());
        };
        let cases = Cases { document, section, package: &loaded.package, files: self.files };
        cases.run(table, base, &mut self.coverage, remarks)
    }
}

/// The overlay of a section; an error when the package has no such.
fn overlay_of<'d>(
    document: &'d Document,
    section: &'d Section,
    overlays: &[String],
) -> Result<Option<&'d str>, Box<Remark>> {
    let unreadable = |said: &Said| {
        let place = remark::at(&document.file, said.line);
        Box::new(remark::unreadable_line(place, said.key, &said.value))
    };
    if let Some(said) = document.said(section, "Parametrar") {
        return if said.value == "bas" { Ok(None) } else { Err(unreadable(said)) };
    }
    match document.said(section, "Overlay") {
        Some(said) if overlays.contains(&said.value) => Ok(Some(&said.value)),
        Some(said) => Err(unreadable(said)),
        None => Ok(None),
    }
}
