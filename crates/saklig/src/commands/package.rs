//! `package`: what a process owner does with a package; `check` is the short form.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use saklig_feel::remark::Severity;
use saklig_package::{Bundle, MemoryFiles, Package, Remark};
use saklig_text::Args as TextArgs;

use crate::context::Session;
use crate::embedded;
use crate::faults::{Fault, Told};
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Do,
}

/// A package and the overlay on it.
#[derive(Debug, clap::Args)]
pub(crate) struct Which {
    #[arg(value_name = "PATH")]
    path: PathBuf,
    #[arg(long, value_name = "NAME")]
    overlay: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Do {
    Check(Which),
    Test(super::test::Args),
    Build {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    Schema(Which),
    Deploy(Which),
}

impl Args {
    /// Carries it out.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self.command {
            Do::Check(which) => which.run(session),
            Do::Test(args) => args.run(session),
            Do::Build { which, out } => which.build(session, out),
            Do::Schema(which) => which.schema(session),
            Do::Deploy(which) => which.deploy(session),
        }
    }
}

impl Which {
    /// Checks the package: every remark with file, line and what to do.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let (package, remarks) = self.load()?;
        let faults = count(&remarks, Severity::Error);
        let out = &session.out;
        let told = remarks.iter().map(|remark| Told::remark(remark, out.texts()));
        let stops: Vec<Told> = package
            .may_run()
            .err()
            .unwrap_or_default()
            .iter()
            .map(|stop| Told::remark(stop, out.texts()))
            .collect();
        if out.is_json() {
            let told: Vec<Told> = told.collect();
            out.json(&serde_json::json!({
                "paket": package.id(), "utgava": package.bundle(), "kan_koras": stops.is_empty(),
                "anmarkningar": told, "hinder": stops,
            }))?;
        } else {
            for told in told {
                out.line(told.lines(out.texts()))?;
            }
            let args = TextArgs::new().with("package", package.id().as_ref()).with("faults", faults);
            let args = args.with("warnings", remarks.len() - faults).with("bundle", &package.bundle()[..12]);
            out.line(out.texts().get("package-checked", args))?;
            out.line(out.texts().get(runs(&package), ()))?;
            if faults == 0 {
                stops.iter().try_for_each(|stop| out.line(stop.lines(out.texts())))?;
            }
        }
        Ok(if faults > 0 { Exit::Found } else { Exit::Done })
    }

    /// Writes the bundle to a file.
    fn build(&self, session: &Session, to: Option<PathBuf>) -> anyhow::Result<Exit> {
        let bundle = self.bundle()?;
        let (package, remarks) = saklig_package::load_bundle(&bundle);
        if let Some(exit) = refuse(session, &remarks)? {
            return Ok(exit);
        }
        let name = match &self.overlay {
            Some(overlay) => format!("{}-{overlay}.paket", package.id()),
            None => format!("{}.paket", package.id()),
        };
        let to = to.unwrap_or_else(|| PathBuf::from(name));
        std::fs::write(&to, bundle.bytes()).map_err(|cause| {
            Fault::new("E0751", Exit::World).with("file", to.display()).with("cause", cause)
        })?;
        let out = &session.out;
        let file = to.display().to_string();
        if out.is_json() {
            out.json(
                &serde_json::json!({ "fil": file, "utgava": bundle.version(), "byte": bundle.bytes().len() }),
            )?;
        } else {
            let args = TextArgs::new().with("file", file).with("bundle", bundle.version());
            out.line(out.texts().get("package-built", args))?;
        }
        Ok(Exit::Done)
    }

    /// Prints the JSON Schema of an application.
    fn schema(&self, session: &Session) -> anyhow::Result<Exit> {
        let (package, remarks) = self.load()?;
        let Some(form) = package.form() else {
            refuse(session, &remarks)?;
            return Err(Fault::new("E0752", Exit::NotFound).with("package", package.id()).into());
        };
        session.out.json(&saklig_form::schema(form, session.out.lang().code()))?;
        Ok(Exit::Done)
    }

    /// Puts the package into the data folder: new cases use it from now on.
    fn deploy(&self, session: &Session) -> anyhow::Result<Exit> {
        let bundle = self.bundle()?;
        let (_, remarks) = saklig_package::load_bundle(&bundle);
        if let Some(exit) = refuse(session, &remarks)? {
            return Ok(exit);
        }
        let folder = session.open_or_make(self.overlay.as_deref().unwrap_or("kommun"))?;
        folder.run_due(&|| {})?;
        let (package, _): (Arc<Package>, _) = folder.app.deploy(&bundle, folder.now)?;
        let out = &session.out;
        if out.is_json() {
            out.json(&serde_json::json!({ "paket": package.id(), "utgava": package.bundle() }))?;
        } else {
            let args = TextArgs::new().with("package", package.id().as_ref());
            let args = args.with("bundle", package.bundle().as_ref());
            out.line(out.texts().get("package-deployed", args))?;
            out.line(out.texts().get(runs(&package), ()))?;
        }
        Ok(Exit::Done)
    }

    fn load(&self) -> anyhow::Result<(Package, Vec<Remark>)> {
        let (files, id) = files(&self.path)?;
        self.require_overlay(&files, &id)?;
        Ok(saklig_package::load(&files, &id, self.overlay.as_deref()))
    }

    fn bundle(&self) -> anyhow::Result<Bundle> {
        let (files, id) = files(&self.path)?;
        self.require_overlay(&files, &id)?;
        Ok(Bundle::gather(&files, &id, self.overlay.as_deref()).0)
    }

    fn require_overlay(&self, files: &MemoryFiles, id: &str) -> anyhow::Result<()> {
        self.overlay.as_ref().map_or(Ok(()), |overlay| require_overlay(overlay, files, id))
    }
}

/// Refuses an overlay that the package does not have.
pub(super) fn require_overlay(overlay: &str, files: &MemoryFiles, id: &str) -> anyhow::Result<()> {
    let known = saklig_package::overlays(files, id);
    if known.iter().any(|name| name == overlay) {
        return Ok(());
    }
    let fault = Fault::new("E0753", Exit::NotFound).with("overlay", overlay).with("package", id);
    Err(fault.with("known", known.join(", ")).into())
}

/// A package that has the named faults refuses to be built or deployed.
fn refuse(session: &Session, remarks: &[Remark]) -> anyhow::Result<Option<Exit>> {
    let faults: Vec<Told> = remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Error)
        .map(|remark| Told::remark(remark, session.out.texts()))
        .collect();
    if faults.is_empty() {
        return Ok(None);
    }
    if session.out.is_json() {
        session.out.note(serde_json::json!({ "fel": faults }).to_string())?;
    } else {
        faults.iter().try_for_each(|told| session.out.note(told.lines(session.out.texts())))?;
    }
    Ok(Some(Exit::Rejected))
}

fn count(remarks: &[Remark], severity: Severity) -> usize {
    remarks.iter().filter(|remark| remark.severity == severity).count()
}

fn runs(package: &Package) -> &'static str {
    if package.may_run().is_ok() { "package-runs" } else { "package-does-not-run" }
}

/// The files around a package, and its id: a folder with `process.toml`, or the name of a shipped package.
pub(super) fn files(path: &Path) -> anyhow::Result<(MemoryFiles, String)> {
    let missing = || Fault::new("E0754", Exit::NotFound).with("path", path.display());
    if path.join("process.toml").is_file() {
        let absolute = std::fs::canonicalize(path)?;
        let id = absolute.file_name().and_then(|name| name.to_str()).ok_or_else(missing)?.to_owned();
        let root = absolute.parent().ok_or_else(missing)?;
        let mut files = MemoryFiles::new();
        gather(root, &id, &mut files)?;
        gather(root, "gemensamt", &mut files)?;
        return Ok((files, id));
    }
    let id = path.to_str().ok_or_else(missing)?;
    if !embedded::is_shipped(id) {
        return Err(missing().into());
    }
    Ok((embedded::packages(), id.to_owned()))
}

/// Every file below a folder, named from the root; a folder that is not there has none.
fn gather(root: &Path, below: &str, files: &mut MemoryFiles) -> anyhow::Result<()> {
    let folder = root.join(below);
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(&folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(|name| format!("{below}/{name}")) else { continue };
        if entry.file_type()?.is_dir() {
            gather(root, &name, files)?;
        } else {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}
