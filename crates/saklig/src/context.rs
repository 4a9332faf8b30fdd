//! The data folder a command works on: store, secrets, clock, and what of the world is connected.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use saklig_app::{App, AppError, Ports, Progress, Setup};
use saklig_case::{Actor, ActorKind};
use saklig_connect::{FileRegisters, read};
use saklig_connect_se::connections::{Connections, Unconnected};
use saklig_connect_se::http::{Limits, Unusable};
use saklig_store::{ClockRow, Store};
use saklig_store_sqlite::{Options, SqliteStore};

use crate::cli::Global;
use crate::embedded;
use crate::faults::{Fault, Told};
use crate::folder_secrets::FolderSecrets;
use crate::output::{Exit, Out};
use crate::presence::Presence;
use crate::surroundings::Surroundings;

/// The setting that says where the registers' answers come from: [`EMBEDDED`], or a folder.
const ANSWERS: &str = "svar";
/// The answers of the demo, inside the program.
const EMBEDDED: &str = "demo";
/// How many threads carry out jobs: few, but enough to share a write to disk.
const THREADS: usize = 8;

/// One run of the program: its options, where it prints, what it has from around it.
pub(crate) struct Session {
    /// The options that every command has.
    pub(crate) global: Global,
    /// Where it prints.
    pub(crate) out: Out,
    /// Whether messages go to a terminal, so that progress can be shown.
    pub(crate) terminal: bool,
    data: Option<PathBuf>,
    secrets: Option<PathBuf>,
    home: Option<PathBuf>,
    account: Option<String>,
    user: Option<String>,
    real_now: Timestamp,
}

/// An open data folder with the application on it.
pub(crate) struct Folder {
    /// The use cases.
    pub(crate) app: App,
    /// The store beneath them, for operators' questions.
    pub(crate) store: Arc<dyn Store>,
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Where its secrets lie.
    pub(crate) secrets: PathBuf,
    /// The file beside it that every checkpoint is also written to, for another party to keep.
    pub(crate) checkpoints: PathBuf,
    /// Which time it is in it.
    pub(crate) now: Timestamp,
    /// That this program works in it, for other programs to see.
    presence: Presence,
}

impl Session {
    /// A session with these options.
    pub(crate) fn new(global: Global, out: Out, around: &Surroundings) -> Self {
        Self {
            global,
            out,
            terminal: around.terminal,
            data: around.data.clone(),
            secrets: around.secrets.clone(),
            home: around.home.clone(),
            account: around.account.clone(),
            user: around.user.clone(),
            real_now: around.now,
        }
    }

    /// The account of whoever works: `--as`, else `SAKLIG_AS`.
    pub(crate) fn account(&self, given: Option<&str>) -> anyhow::Result<String> {
        let account = given.map(ToOwned::to_owned).or_else(|| self.account.clone());
        account.ok_or_else(|| Fault::new("E0770", Exit::Usage).into())
    }

    /// The account of whoever only looks: the same, else the user of the operating system.
    pub(crate) fn looking(&self, given: Option<&str>) -> String {
        let account = given.map(ToOwned::to_owned).or_else(|| self.account.clone());
        account.or_else(|| self.user.clone()).unwrap_or_else(|| "okand".to_owned())
    }

    /// The data folder: `--data`, `SAKLIG_DATA`, else `saklig/data` in the user's folder for data.
    pub(crate) fn data_path(&self) -> anyhow::Result<PathBuf> {
        let chosen = self.global.data.clone().or_else(|| self.data.clone());
        let found = chosen.or_else(|| self.home.as_ref().map(|home| home.join("saklig").join("data")));
        found.ok_or_else(|| Fault::new("E0740", Exit::Usage).into())
    }

    /// The folder of secrets: `--secrets`, `SAKLIG_SECRETS`, else beside the data folder.
    pub(crate) fn secrets_path(&self, data: &Path) -> PathBuf {
        let chosen = self.global.secrets.clone().or_else(|| self.secrets.clone());
        chosen.unwrap_or_else(|| beside(data, "-hemligheter"))
    }

    /// Opens the folder for reading.
    pub(crate) fn open(&self) -> anyhow::Result<Folder> {
        let path = self.data_path()?;
        if !path.join("saklig.db").is_file() {
            return Err(Fault::new("E0741", Exit::NotFound).with("folder", path.display()).into());
        }
        self.open_at(&path, None)
    }

    /// Opens the folder for writing: what has fallen due is done first, when it is known whom to ask.
    pub(crate) fn open_to_write(&self) -> anyhow::Result<Folder> {
        let folder = self.open()?;
        folder.run_due(&|| {})?;
        Ok(folder)
    }

    /// Opens the folder; makes it when it is not there. `tenant` is the authority of a folder without one.
    pub(crate) fn open_or_make(&self, tenant: &str) -> anyhow::Result<Folder> {
        let path = self.data_path()?;
        self.open_at(&path, Some(tenant))
    }

    fn open_at(&self, path: &Path, tenant: Option<&str>) -> anyhow::Result<Folder> {
        let secrets = self.secrets_path(path);
        // New secrets would know neither the claims that are held nor the checkpoints that are signed.
        if path.join("saklig.db").is_file() && !secrets.is_dir() {
            let source = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(AppError::Secret { name: secrets.display().to_string(), source }.into());
        }
        let checkpoints = beside(path, "-kontrollpunkter.txt");
        let mut options = Options::new(path, &secrets);
        options.checkpoint_file = Some(checkpoints.clone());
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&options)?);
        let tenant = self.tenant_of(store.as_ref(), tenant)?;
        let now = self.now_in(store.as_ref())?;
        let own = Arc::new(FolderSecrets::new(&secrets));
        let app = App::open(Setup { store: Arc::clone(&store), secrets: own, tenant })?;
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let presence = Presence::show(&path)?;
        Ok(Folder { app, store, path, secrets, checkpoints, now, presence })
    }

    /// The authority: `--tenant`, the only one there is, or the one the command brings with it.
    fn tenant_of(&self, store: &dyn Store, brought: Option<&str>) -> anyhow::Result<String> {
        let names: Vec<String> = store.tenants()?.into_iter().map(|(_, name)| name).collect();
        let known = names.join(", ");
        match (&self.global.tenant, brought, names.as_slice()) {
            (Some(given), Some(_), _) => Ok(given.clone()),
            (Some(given), None, names) if names.contains(given) => Ok(given.clone()),
            (Some(given), None, _) => {
                Err(Fault::new("E0742", Exit::NotFound).with("tenant", given).with("known", known).into())
            }
            (None, _, [only]) => Ok(only.clone()),
            (None, Some(brought), _) => Ok(brought.to_owned()),
            (None, None, _) => Err(Fault::new("E0743", Exit::Usage).with("known", known).into()),
        }
    }

    /// The time: `--now`, else what the clock of the folder says.
    fn now_in(&self, store: &dyn Store) -> anyhow::Result<Timestamp> {
        if let Some(given) = &self.global.now {
            return moment(given);
        }
        Ok(match store.clock()? {
            ClockRow::Real => self.real_now,
            ClockRow::Demo(now) => now,
        })
    }

    /// The real time, whatever the folder's clock shows.
    pub(crate) fn real_now(&self) -> Timestamp {
        self.real_now
    }

    /// What the demo clock of a folder shows; none when the folder is not there or has real time.
    pub(crate) fn demo_time(&self, path: &Path) -> anyhow::Result<Option<Timestamp>> {
        if !path.join("saklig.db").is_file() {
            return Ok(None);
        }
        let store = SqliteStore::open(&Options::new(path, self.secrets_path(path)))?;
        Ok(match store.clock()? {
            ClockRow::Demo(now) => Some(now),
            ClockRow::Real => None,
        })
    }

    /// The time without a folder: `--now`, else the real one.
    pub(crate) fn now(&self) -> anyhow::Result<Timestamp> {
        self.global.now.as_deref().map_or(Ok(self.real_now), moment)
    }
}

impl Folder {
    /// Runs what has fallen due; nothing when it is not known whom to ask. `seen` is told after each job.
    pub(crate) fn run_due(&self, seen: &(dyn Fn() + Sync)) -> anyhow::Result<Progress> {
        match self.ports()? {
            Some(ports) => {
                self.app.take_back(&|worker| self.presence.is_gone(worker), self.now)?;
                Ok(self.app.run_due(&ports, self.now, THREADS, seen)?)
            }
            None => Ok(Progress::default()),
        }
    }

    /// Signs what has happened since the last checkpoint.
    pub(crate) fn checkpoint(&self) -> anyhow::Result<()> {
        self.store.make_checkpoint(self.app.tenant(), self.now)?;
        Ok(())
    }

    /// What of the world is connected in this folder; none when nobody has said where the registers answer.
    pub(crate) fn ports(&self) -> anyhow::Result<Option<Ports>> {
        if let Some(connections) = Connections::of(&self.path).map_err(|error| unconnected(&error))? {
            let client = connections.client(Limits::default()).map_err(|error| unconnected(&error))?;
            return Ok(Some(Ports {
                persons: connections.persons(&client),
                benefits: connections.benefits(&client),
                earlier: None,
                mailer: None,
                payments: None,
                archive: None,
            }));
        }
        let Some(answers) = self.store.setting(ANSWERS)? else { return Ok(None) };
        let (registers, remarks) =
            if answers == EMBEDDED { embedded_registers() } else { FileRegisters::open(Path::new(&answers)) };
        if let Some(remark) = remarks.first() {
            let told = Told::line(remark, saklig_text::Texts::of(saklig_text::Lang::En));
            let fault = Fault::new("E0744", Exit::Rejected);
            return Err(fault
                .with("place", &told.file)
                .with("line", told.line)
                .with("what", &told.what)
                .into());
        }
        let registers = Arc::new(registers);
        Ok(Some(Ports {
            persons: Arc::clone(&registers) as _,
            benefits: registers,
            earlier: None,
            mailer: None,
            payments: None,
            archive: None,
        }))
    }

    /// The registers of this folder answer out of the demo from now on.
    pub(crate) fn answer_from_demo(&self) -> anyhow::Result<()> {
        Ok(self.store.set_setting(ANSWERS, EMBEDDED)?)
    }

    /// The registers of this folder answer out of the files in another folder from now on.
    pub(crate) fn answer_from(&self, folder: &Path) -> anyhow::Result<()> {
        let folder = std::path::absolute(folder)?;
        Ok(self.store.set_setting(ANSWERS, &folder.to_string_lossy())?)
    }

    /// Whether this is a folder with a demo clock, and what it shows.
    pub(crate) fn demo_clock(&self) -> anyhow::Result<Option<Timestamp>> {
        Ok(match self.store.clock()? {
            ClockRow::Demo(now) => Some(now),
            ClockRow::Real => None,
        })
    }
}

/// A name beside the data folder.
fn beside(data: &Path, end: &str) -> PathBuf {
    let mut name = data.file_name().unwrap_or(data.as_os_str()).to_owned();
    name.push(end);
    data.with_file_name(name)
}

/// The registers that the demo's answers are served by.
fn embedded_registers() -> (FileRegisters, Vec<saklig_connect::Remark>) {
    let mut lines = Vec::new();
    let mut remarks = Vec::new();
    for (name, text) in embedded::demo_folder("answers") {
        let (found, said) = read::answers(&name, &text);
        lines.extend(found);
        remarks.extend(said);
    }
    let (registers, overlaps) = FileRegisters::new(lines);
    remarks.extend(overlaps);
    (registers, remarks)
}

/// A time as it is written on the command line: with an offset, or as the clocks in Sweden show it.
pub(crate) fn moment(text: &str) -> anyhow::Result<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let local = text.parse::<DateTime>().ok();
    let zone = TimeZone::get("Europe/Stockholm").ok();
    let zoned = local.zip(zone).and_then(|(local, zone)| local.to_zoned(zone).ok());
    zoned
        .map(|zoned| zoned.timestamp())
        .ok_or_else(|| Fault::new("E0745", Exit::Usage).with("text", text).into())
}

/// Whoever runs an operator's command.
pub(crate) fn operator() -> Actor {
    Actor { kind: ActorKind::System, key: Arc::from("saklig") }
}

/// What is wrong with the connections, in words.
pub(crate) fn unconnected(error: &Unconnected) -> anyhow::Error {
    let (code, args) = match error {
        Unconnected::File { path, what } => {
            // The first line says what; the rest is a picture of the file.
            let what = what.lines().next().unwrap_or_default();
            ("E1031", vec![("fil", path.clone()), ("orsak", what.to_owned())])
        }
        Unconnected::Unusable(Unusable::File { path, .. }) => ("E1001", vec![("fil", path.clone())]),
        Unconnected::Unusable(Unusable::Certificate { what, .. }) => {
            ("E1002", vec![("slag", (*what).to_owned())])
        }
        Unconnected::Unusable(Unusable::Start(_)) => ("E1003", Vec::new()),
    };
    let fault = Fault::new(code, Exit::Rejected);
    args.into_iter().fold(fault, |fault, (name, value)| fault.with(name, value)).into()
}
