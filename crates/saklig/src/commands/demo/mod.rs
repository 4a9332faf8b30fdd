//! `demo`: Demokommun's November 2025, from the earlier months to the decisions.

mod files;
pub(super) mod register;
mod summary;

use std::path::PathBuf;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use saklig_app::App;
use saklig_connect::{EarlierMonth, read};
use saklig_package::{Bundle, Package};
use saklig_store::ClockRow;

use super::taking::{Submitted, Taken, import, take_in};
use crate::context::{Folder, Session};
use crate::faults::{Fault, Told};
use crate::output::Exit;
pub(super) use files::DemoFiles;

/// The case type that the demo shows.
pub(super) const CASE_TYPE: &str = "forsorjningsstod-ateransokan";
/// The fictional municipality.
pub(super) const TENANT: &str = "demokommun";
/// The other system that the earlier months come from.
const EARLIER_SYSTEM: &str = "tidigare";
/// When the demo begins: 24 November 2025, 08:00 in Sweden.
pub(super) const START: &str = "2025-11-24T07:00:00Z";

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

/// What the demo did this time.
pub(super) struct Ran {
    pub(super) taken: Vec<(Submitted, Taken)>,
    pub(super) imported: usize,
    pub(super) imported_before: usize,
    pub(super) jobs: usize,
}

impl Args {
    /// Makes the demo folder, or goes on with it.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let files = DemoFiles::new(self.from);
        let mut folder = session.open_or_make(TENANT)?;
        begin(&mut folder, &files)?;
        let package = deploy(&folder.app, &files, folder.now)?;
        register::enter(&folder.app, &register::read(&files)?, folder.now)?;
        let ran = carry_out(session, &folder, &package, &files)?;
        folder.checkpoint()?;
        summary::show(session, &folder, &files, &ran)?;
        Ok(Exit::Done)
    }
}

/// Sets the demo's clock and its registers; refused in a folder that is used for something else.
fn begin(folder: &mut Folder, files: &DemoFiles) -> anyhow::Result<()> {
    if folder.demo_clock()?.is_some() {
        return Ok(());
    }
    if !folder.store.bundles(folder.app.tenant())?.is_empty() {
        return Err(Fault::new("E0749", Exit::Rejected).with("folder", folder.path.display()).into());
    }
    let start: Timestamp = START.parse()?;
    match files.answers() {
        Some(answers) => folder.answer_from(&answers)?,
        None => folder.answer_from_demo()?,
    }
    folder.store.set_clock(ClockRow::Demo(start))?;
    folder.now = start;
    Ok(())
}

/// The package as Demokommun uses it.
pub(super) fn deploy(app: &App, files: &DemoFiles, now: Timestamp) -> anyhow::Result<Arc<Package>> {
    let (bundle, _) = Bundle::gather(&files.packages()?, CASE_TYPE, Some(TENANT));
    Ok(app.deploy(&bundle, now)?.0)
}

fn carry_out(
    session: &Session,
    folder: &Folder,
    package: &Arc<Package>,
    files: &DemoFiles,
) -> anyhow::Result<Ran> {
    let texts = session.out.texts();
    let months = earlier_months(files)?;
    let submitted = applications(files)?;
    let bar = progress(session, months.len() + submitted.len());
    bar.set_message(texts.get("demo-importing", ()));
    let imported = import(folder, package, &months, texts, &|| bar.inc(1))?;
    if let Some(told) = imported.rejected.first() {
        anyhow::bail!("{}: {}", told.code, told.what);
    }
    bar.set_message(texts.get("demo-receiving", ()));
    let taken = take_in(folder, package, &submitted, texts, &|| bar.inc(1))?;
    bar.set_message(texts.get("demo-working", ()));
    let done = folder.run_due(&|| {
        bar.inc_length(1);
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    Ok(Ran {
        taken: submitted.into_iter().zip(taken).collect(),
        imported: imported.new,
        imported_before: imported.before,
        jobs: done.jobs,
    })
}

/// A bar on a terminal, nothing otherwise.
fn progress(session: &Session, steps: usize) -> ProgressBar {
    if !session.terminal || session.out.is_json() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}

/// The earlier months, in the order of the files.
pub(super) fn earlier_months(files: &DemoFiles) -> anyhow::Result<Vec<EarlierMonth>> {
    let mut months = Vec::new();
    for (name, text) in files.folder("earlier")? {
        let (found, remarks) = read::earlier(&name, &text, EARLIER_SYSTEM);
        if let Some(remark) = remarks.first() {
            let told = Told::line(remark, saklig_text::Texts::of(saklig_text::Lang::En));
            anyhow::bail!("{}: {}:{}: {}", told.code, told.file, told.line, told.what);
        }
        months.extend(found);
    }
    Ok(months)
}

/// The applications, in the order of the files.
pub(super) fn applications(files: &DemoFiles) -> anyhow::Result<Vec<Submitted>> {
    let files = files.folder("ansokningar")?;
    Ok(files.iter().flat_map(|(name, text)| super::taking::applications(name, text)).collect())
}
