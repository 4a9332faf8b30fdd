//! A small part of the demo: some applications of many kinds with their households' answers and latest months.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// The kinds of application, and how many of each in their order: pairs for one claim, and duplicates, are two.
const KINDS: [(&str, usize); 22] = [
    ("ensam_utan_inkomst", 2),
    ("csn_studiemedel", 1),
    ("barn_4_6_hemma", 1),
    ("barn_vaxelvis", 1),
    ("hushallsgemenskap", 1),
    ("jobbstimulans", 1),
    ("fk_dagersattning", 1),
    ("so_akassa", 1),
    ("par_utan_barn", 1),
    ("bada_vuxna_samtidigt", 4),
    ("andra_ansokan_samma_manad", 2),
    ("dubblett", 4),
    ("felaktig_indata", 1),
    ("ofullstandig", 1),
    ("kalla_saknas", 1),
    ("delvist_svar", 1),
    ("skyddad_identitet", 1),
    ("nytt_fordon", 1),
    ("kostnad_over_tak", 1),
    ("avslag_inkomst_over_norm", 1),
    ("olistad_inkomst", 1),
    ("belopp_over_mandat", 1),
];
/// How many of a household's latest months are read in.
const MONTHS: usize = 2;
/// The secret that makes business keys unreadable: shared between folders, so that they can be compared.
const SEARCH_KEY: &str = "sok.nyckel";

/// One application.
pub(super) struct Application {
    pub(super) id: String,
    pub(super) channel: String,
    /// The adults of the household, and the month.
    pub(super) household: String,
    line: String,
}

/// The part of the demo, as two folders: the first applications, and all of them.
pub(super) struct Cut {
    pub(super) applications: Vec<Application>,
    first: PathBuf,
    all: PathBuf,
    key: PathBuf,
}

impl Cut {
    /// Cuts it out into folders at `place`.
    pub(super) fn of_demo(demo: &Path, place: &Path) -> anyhow::Result<Self> {
        let kinds = std::fs::read_to_string(demo.join("slag.csv"))?;
        let mut wanted: BTreeMap<&str, usize> = KINDS.into_iter().collect();
        let mut applications = Vec::new();
        let lines = lines_of(&demo.join("ansokningar"))?;
        for (line, kind) in lines.into_iter().zip(kinds.lines().skip(1)) {
            let kind = kind.split_once(',').map_or("", |(_, kind)| kind);
            if let Some(left) = wanted.get_mut(kind)
                && *left > 0
            {
                *left -= 1;
                applications.push(application(line)?);
            }
        }
        ensure!(wanted.values().all(|left| *left == 0), "the demo has fewer kinds: {wanted:?}");
        let cut = Self {
            applications,
            first: place.join("forst"),
            all: place.join("allt"),
            key: place.join(SEARCH_KEY),
        };
        let half = cut.applications.len() / 2;
        cut.write(demo, &cut.first, &cut.applications[..half])?;
        cut.write(demo, &cut.all, &cut.applications)?;
        Ok(cut)
    }

    /// The folders, in the order they are run.
    pub(super) fn parts(&self) -> [&Path; 2] {
        [&self.first, &self.all]
    }

    /// Keeps the key of a folder, for the folders to come.
    pub(super) fn share_search_key(&self, data: &Path) -> anyhow::Result<()> {
        std::fs::copy(data.join("hemligheter").join(SEARCH_KEY), &self.key)?;
        Ok(())
    }

    /// Lays the key into a folder that is to be.
    pub(super) fn lay_search_key(&self, data: &Path) -> anyhow::Result<()> {
        let secrets = data.join("hemligheter");
        std::fs::create_dir_all(&secrets)?;
        only_mine(&secrets)?;
        let key = secrets.join(SEARCH_KEY);
        std::fs::copy(&self.key, &key)?;
        Ok(())
    }

    fn write(&self, demo: &Path, to: &Path, applications: &[Application]) -> anyhow::Result<()> {
        let people: BTreeSet<&str> =
            self.applications.iter().flat_map(|application| numbers(&application.line)).collect();
        let of_ours = |line: &String| numbers(line).any(|number| people.contains(number));
        for folder in ["ansokningar", "answers", "earlier"] {
            std::fs::create_dir_all(to.join(folder))?;
        }
        let sent: Vec<&str> = applications.iter().map(|application| application.line.as_str()).collect();
        write_lines(&to.join("ansokningar/a.jsonl"), &sent)?;
        let mut answers = lines_of(&demo.join("answers"))?;
        answers.retain(of_ours);
        write_lines(&to.join("answers/a.jsonl"), &answers)?;
        let mut by_household: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines_of(&demo.join("earlier"))?.into_iter().filter(of_ours) {
            let household = numbers(&line).next().unwrap_or_default().to_owned();
            by_household.entry(household).or_default().push(line);
        }
        let months: Vec<String> = by_household
            .into_values()
            .flat_map(|mut all| all.split_off(all.len().saturating_sub(MONTHS)))
            .collect();
        write_lines(&to.join("earlier/a.jsonl"), &months)?;
        // Nobody is drawn: the draw rests on the key, which may differ.
        let register = std::fs::read_to_string(demo.join("authority.toml"))?;
        let register =
            register.replace("fore = \"0.02\"", "fore = \"0\"").replace("efter = \"0.05\"", "efter = \"0\"");
        ensure!(!register.contains("= \"0.0"), "the demo's rates are others");
        std::fs::write(to.join("authority.toml"), register)?;
        package(&demo.with_file_name("processes"), &to.join("processes"))?;
        let kinds: Vec<String> = applications.iter().map(|one| format!("{},", one.id)).collect();
        std::fs::write(to.join("slag.csv"), format!("id,slag\n{}\n", kinds.join("\n")))?;
        Ok(())
    }
}

/// The shipped package, which draws nobody.
fn package(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let to = to.join(&name);
        if from.is_dir() {
            package(&from, &to)?;
        } else if name == "process.toml" {
            let text = std::fs::read_to_string(&from)?;
            let text =
                text.replace("fore = \"0.02\"", "fore = \"0\"").replace("efter = \"0.02\"", "efter = \"0\"");
            std::fs::write(to, text)?;
        } else {
            std::fs::copy(&from, to)?;
        }
    }
    Ok(())
}

fn application(line: String) -> anyhow::Result<Application> {
    let value: Value = serde_json::from_str(&line).context("an application of the demo")?;
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let given = value.get("uppgifter").cloned().unwrap_or_default();
    let mut adults: Vec<String> = ["sokande", "medsokande"]
        .iter()
        .filter_map(|role| given.get(role))
        .map(|adult| text(adult, "personnummer"))
        .collect();
    adults.sort();
    let household = format!("{} {}", adults.join("+"), text(&given, "manad"));
    Ok(Application { id: text(&value, "id"), channel: text(&value, "kanal"), household, line })
}

/// The personnummer in a line: twelve digits between quotation marks.
fn numbers(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').filter(|part| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn lines_of(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut files =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    Ok(lines)
}

fn write_lines(file: &Path, lines: &[impl AsRef<str>]) -> anyhow::Result<()> {
    let text = lines.iter().fold(String::new(), |text, line| text + line.as_ref() + "\n");
    Ok(std::fs::write(file, text)?)
}

/// The store wants secrets that nobody else can read.
#[cfg(unix)]
fn only_mine(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn only_mine(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
