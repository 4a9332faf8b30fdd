//! The demo's municipality in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use saklig_app::{App, MemorySecrets, Ports, Received, Setup, SubmittedText};
use saklig_case::authority::{Mandate, Mode, Principal, Rates};
use saklig_case::{Actor, ActorKind, AuthorityEvent, Case, CaseKey, Outcome};
use saklig_connect::{EarlierMonths, FileRegisters};
use saklig_package::{Bundle, MemoryFiles, Package};
use saklig_store::Store;
use saklig_store::memory::MemoryStore;

/// The case type of the demo.
const CASE_TYPE: &str = "forsorjningsstod-ateransokan";

/// When the demo begins.
pub fn start() -> Timestamp {
    "2025-11-24T08:00:00+01:00".parse().unwrap()
}

/// The demo's municipality: package with overlay, registers, earlier months, officers with mandates.
pub struct DemoWorld {
    /// The application on a store in memory.
    pub app: App,
    /// The package that is deployed.
    pub package: Arc<Package>,
    /// The registers as the demo's files say.
    pub registers: Arc<FileRegisters>,
    /// The earlier months.
    pub earlier: Arc<EarlierMonths>,
    secrets: Arc<MemorySecrets>,
}

impl DemoWorld {
    /// A new municipality on a store of its own; the function grants, everything else is proposed, nobody is drawn.
    pub fn new() -> Self {
        Self::on(Arc::new(MemoryStore::new()))
    }

    /// The same on a given store; two worlds on one store are two programs.
    pub fn on(store: Arc<dyn Store>) -> Self {
        let secrets = Arc::new(MemorySecrets::default());
        let app = open(store, &secrets);
        let (bundle, remarks) = Bundle::gather(&shipped(), CASE_TYPE, Some("demokommun"));
        assert!(remarks.is_empty(), "{remarks:?}");
        let (package, _) = app.deploy(&bundle, start()).unwrap();
        let (registers, remarks) = FileRegisters::open(&root().join("demo/answers"));
        assert!(remarks.is_empty(), "{remarks:?}");
        let (earlier, remarks) = EarlierMonths::open(&root().join("demo/earlier"), "tidigare");
        assert!(remarks.is_empty(), "{remarks:?}");
        let world =
            Self { app, package, registers: Arc::new(registers), earlier: Arc::new(earlier), secrets };
        if world.app.authority().unwrap().seq() == 0 {
            world.register();
        }
        world
    }

    /// Another program on the same store, with the same secrets.
    pub fn second(&self) -> App {
        open(Arc::clone(self.app.store()), &self.secrets)
    }

    fn register(&self) {
        let operator = Actor { kind: ActorKind::Operator, key: Arc::from("prov") };
        let mut events: Vec<AuthorityEvent> =
            Outcome::ALL.into_iter().map(|outcome| self.mode(outcome)).collect();
        events.extend(Outcome::ALL.into_iter().map(|outcome| AuthorityEvent::RatesSet {
            case_type: Arc::from(CASE_TYPE),
            outcome,
            rates: Rates { before: 0.into(), after: 0.into() },
            reason: Arc::from("prov"),
        }));
        events.push(mandate("automatik", Principal::AutomatedFunction, &[Outcome::Granted], Some(20_000)));
        events.push(mandate(
            "h1",
            Principal::Officer(Arc::from("handlaggare1")),
            &Outcome::ALL,
            Some(35_000),
        ));
        for event in events {
            self.app.record_authority(&event, &operator, start()).unwrap();
        }
        // The package's least rates draw a few cases; with this seed none of the first ones.
        self.app.start_period("2025-11", Some(&[7; 32]), &operator, start()).unwrap();
    }

    fn mode(&self, outcome: Outcome) -> AuthorityEvent {
        let mode = if outcome == Outcome::Granted { Mode::Automatic } else { Mode::Propose };
        AuthorityEvent::ModeSet {
            case_type: Arc::clone(self.package.id()),
            outcome,
            mode,
            reason: Arc::from("prov"),
        }
    }

    /// The world's ports: registers and earlier months; no post, no bank, no archive.
    pub fn ports(&self) -> Ports {
        Ports {
            persons: self.registers.clone(),
            benefits: self.registers.clone(),
            earlier: Some(self.earlier.clone()),
            mailer: None,
            payments: None,
            archive: None,
        }
    }

    /// Takes in an application and runs what follows through these ports.
    pub fn run(&self, text: &str, ports: &Ports) -> Case {
        let key = self.receive(text);
        self.app.run_due(ports, start(), 1, &|| {}).unwrap();
        self.app.case(key).unwrap()
    }

    /// Takes in an application.
    pub fn receive(&self, text: &str) -> CaseKey {
        let submitted = SubmittedText { text, file: "", line: 1 };
        match self.app.receive(&self.package, &submitted, Vec::new(), start()).unwrap() {
            Received::New(case) => case.key,
            Received::AlreadyThere(key) => key,
        }
    }
}

fn open(store: Arc<dyn Store>, secrets: &Arc<MemorySecrets>) -> App {
    let secrets = Arc::clone(secrets);
    App::open(Setup { store, secrets, tenant: "demokommun".to_owned() }).unwrap()
}

impl Default for DemoWorld {
    fn default() -> Self {
        Self::new()
    }
}

fn mandate(id: &str, principal: Principal, outcomes: &[Outcome], max: Option<i64>) -> AuthorityEvent {
    AuthorityEvent::MandateGiven(Mandate {
        id: Arc::from(id),
        principal,
        case_type: Arc::from(CASE_TYPE),
        outcomes: outcomes.to_vec(),
        max_amount: max.map(Into::into),
        from: "2025-01-01".parse().unwrap(),
        to: None,
        delegation: Arc::from("SN § 1"),
    })
}

/// The line of the demo's applications with this id.
pub fn line_of(id: &str) -> String {
    let folder = root().join("demo/ansokningar");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let wanted = format!("\"id\":\"{id}\"");
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        if let Some(line) = text.lines().find(|line| line.replace("\": \"", "\":\"").contains(&wanted)) {
            return line.to_owned();
        }
    }
    panic!("no application {id} in the demo")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shipped() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    read(&root().join("processes"), "", &mut files);
    files
}

fn read(folder: &Path, prefix: &str, files: &mut MemoryFiles) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
}
