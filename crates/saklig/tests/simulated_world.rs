//! The demo's 200 applications ask the simulated world over sockets, and end as the rules say they must.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use common::{Place, shipped};

/// The world in a process of its own. It ends when its standard input does.
struct World {
    child: Child,
    port: u64,
    /// Kept open: the world may have more to say.
    _said: BufReader<ChildStdout>,
}

impl World {
    fn start(place: &Place) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_saklig"))
            .args(["simulate-world", "--with-input", "--json", "--data"])
            .arg(place.data())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It speaks when it answers.
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut String::new()).unwrap();
        let addresses = std::fs::read_to_string(place.data().join("varld/adresser.json")).unwrap();
        let addresses: serde_json::Value = serde_json::from_str(&addresses).unwrap();
        let own = addresses["varld"].as_str().unwrap();
        let port = own.trim_start_matches("https://localhost:").split('/').next().unwrap();
        Self { child, port: port.parse().unwrap(), _said: said }
    }

    fn end(mut self) -> i32 {
        drop(self.child.stdin.take());
        self.child.wait().unwrap().code().unwrap()
    }
}

/// Connects the data folder to the world.
fn connect(place: &Place, port: u64) {
    let text = format!(
        "[tls]\nca='varld/certifikat/ca.pem'\ncertifikat='varld/certifikat/klient.pem'\n\
         nyckel='varld/certifikat/klient.key'\n[kommun]\norganisationsnummer='162120009999'\nnamn='Demokommun'\n\
         [ssbtek]\nadress='https://localhost:{port}/ssbtek/v10'\nhandlaggare='saklig'\naktorsid='demo'\n\
         [navet]\nadress='https://localhost:{port}/navet/V4/personpostXML'\nbestallning='00000079-FO01-0001'\n"
    );
    std::fs::write(place.data().join("anslutningar.toml"), text).unwrap();
}

#[test]
fn the_demo_over_sockets_ends_as_expected() {
    let place = Place::new();
    let world = World::start(&place);
    connect(&place, world.port);
    let ended = place.run(&["demo", "--json"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let shown = ended.json();
    let written = |row: &serde_json::Value| {
        ["id", "slag", "utfall", "belopp", "skal"].map(|key| row[key].as_str().unwrap_or("?")).join(",")
    };
    let rows: Vec<String> = shown["arenden"].as_array().unwrap().iter().map(written).collect();
    let expected = shipped("demo/expected.csv");
    assert_eq!(rows, expected.lines().skip(1).collect::<Vec<_>>());
    let ledger = std::fs::read_to_string(place.data().join("varld/liggare.jsonl")).unwrap();
    assert!(ledger.lines().filter(|line| line.contains("\"kalla\":\"navet\"")).count() > 300);
    assert!(ledger.lines().filter(|line| line.contains("\"kalla\":\"ssbtek\"")).count() > 200);
    assert_eq!(world.end(), 0);
    assert!(!place.data().join("varld/adresser.json").exists());
}

#[test]
fn a_file_of_faults_that_cannot_be_used_is_told() {
    let place = Place::new();
    let faults = place.file("fel.toml", "[[fel]]\nkalla = \"tull\"\nslag = \"nere\"\n");
    let ended = place.run(&["simulate-world", "--faults", &faults.display().to_string()]);
    assert_ne!(ended.code, 0);
    assert!(ended.err.contains("E1054") && ended.err.contains("line 2"), "{}", ended.err);
}
