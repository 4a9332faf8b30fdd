//! What the demo came to: one row per application, and the sums in words.

use std::collections::{BTreeMap, HashSet};

use saklig_app::{CaseOutcome, Stage};
use saklig_case::spot_check::Drawn;
use saklig_case::{CaseKey, Outcome};
use saklig_number::Number;
use saklig_text::{Args, Texts};
use serde::Serialize;

use super::super::taking::Taken;
use super::{DemoFiles, Ran};
use crate::context::{Folder, Session, operator};

/// One application: the columns of `expected.csv`, and the number of its case.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: String,
    slag: String,
    utfall: &'static str,
    belopp: String,
    skal: String,
    nummer: Option<String>,
}

/// The demo as one object.
#[derive(Debug, Serialize)]
struct Shown {
    dag: String,
    mapp: String,
    importerade: usize,
    arenden: Vec<Row>,
    vantar: BTreeMap<String, usize>,
}

/// An application with what became of it.
struct Ended<'r> {
    row: Row,
    /// What became of its case; none for a duplicate and what was rejected.
    outcome: Option<&'r CaseOutcome>,
}

/// Prints it.
pub(super) fn show(session: &Session, folder: &Folder, files: &DemoFiles, ran: &Ran) -> anyhow::Result<()> {
    let mut keys: Vec<CaseKey> = ran.taken.iter().filter_map(|(_, taken)| taken.case()).collect();
    keys.sort_unstable();
    keys.dedup();
    let outcomes = folder.app.outcomes(&keys, &operator(), "demo", folder.now)?;
    let outcomes: BTreeMap<CaseKey, CaseOutcome> = outcomes.into_iter().map(|one| (one.key, one)).collect();
    let ended = rows(files, ran, &outcomes);
    let kinds = folder.ports()?.map(|ports| ports.kinds()).unwrap_or_default();
    let waiting: BTreeMap<String, usize> =
        folder.app.waiting_work(&kinds)?.into_iter().map(|work| (work.kind, work.jobs)).collect();
    if session.out.is_json() {
        session.out.json(&Shown {
            dag: saklig_app::App::moment(folder.now).today.to_string(),
            mapp: folder.path.display().to_string(),
            importerade: ran.imported + ran.imported_before,
            arenden: ended.into_iter().map(|one| one.row).collect(),
            vantar: waiting,
        })?;
        return Ok(());
    }
    tell(session, folder, ran, &ended, &waiting)
}

fn rows<'r>(files: &DemoFiles, ran: &Ran, outcomes: &'r BTreeMap<CaseKey, CaseOutcome>) -> Vec<Ended<'r>> {
    let kinds = kinds(files);
    let mut came = HashSet::new();
    let row = |at: usize, id: String, utfall, belopp: Option<Number>, skal: String, nummer| Row {
        slag: kinds.get(at).map_or_else(String::new, |(_, kind)| kind.clone()),
        id,
        utfall,
        belopp: belopp.map(|amount| amount.to_string()).unwrap_or_default(),
        skal,
        nummer,
    };
    let one = |(at, (submitted, taken)): (usize, &(super::Submitted, Taken))| {
        let id = id_of(&submitted.text);
        let outcome = taken.case().and_then(|key| outcomes.get(&key));
        let number = outcome.map(|outcome| outcome.number.clone());
        match (taken, outcome) {
            (Taken::Rejected(told), _) => {
                let code = told.first().map(|told| told.code.to_lowercase()).unwrap_or_default();
                Ended { row: row(at, id, "avvisad_indata", None, code, None), outcome: None }
            }
            (_, None) => Ended { row: row(at, id, "", None, String::new(), None), outcome: None },
            (_, Some(outcome)) if !came.insert(outcome.key) => {
                Ended { row: row(at, id, "dubblett", None, String::new(), number), outcome: None }
            }
            (_, Some(outcome)) => {
                let ended = match outcome.stage {
                    Stage::Automatic | Stage::ByPerson => "beslutad",
                    Stage::HandedOver => "overlamnad",
                    Stage::UnderWay => "pagar",
                    Stage::Cancelled => "avslutad",
                };
                let row = row(at, id, ended, outcome.amount, outcome.reasons.join("+"), number);
                Ended { row, outcome: Some(outcome) }
            }
        }
    };
    ran.taken.iter().enumerate().map(one).collect()
}

/// The kinds of application, a label each, in the order of the applications.
fn kinds(files: &DemoFiles) -> Vec<(String, String)> {
    let text = files.file("slag.csv").unwrap_or_default();
    let pair = |line: &str| line.split_once(',').map(|(id, kind)| (id.to_owned(), kind.to_owned()));
    text.lines().skip(1).filter_map(pair).collect()
}

fn id_of(text: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    value.as_ref().and_then(|value| value.get("id")?.as_str()).unwrap_or_default().to_owned()
}

fn tell(
    session: &Session,
    folder: &Folder,
    ran: &Ran,
    ended: &[Ended<'_>],
    waiting: &BTreeMap<String, usize>,
) -> anyhow::Result<()> {
    let (out, texts) = (&session.out, session.out.texts());
    out.heading(texts.get("demo-title", [("date", texts.date(saklig_app::App::moment(folder.now).today))]))?;
    let new = ran.taken.iter().filter(|(_, taken)| matches!(taken, Taken::New(_))).count();
    if ran.imported == 0 && new == 0 {
        out.line(
            texts.get("demo-all-there", [("applications", ran.taken.len()), ("months", ran.imported_before)]),
        )?;
    } else {
        let args = Args::new().with("applications", ran.taken.len()).with("new", new);
        let args = args.with("months", ran.imported).with("jobs", ran.jobs);
        out.line(texts.get("demo-came", args))?;
    }
    out.blank()?;
    decided(session, ended)?;
    handed_over(session, ended)?;
    let of = |word: &str| ended.iter().filter(|one| one.row.utfall == word).count();
    out.line(texts.get("demo-rejected", [("n", of("avvisad_indata"))]))?;
    out.line(texts.get("demo-duplicates", [("n", of("dubblett"))]))?;
    if of("pagar") > 0 {
        out.line(texts.get("demo-under-way", [("n", of("pagar"))]))?;
    }
    let incidents = ended.iter().filter(|one| one.outcome.is_some_and(|outcome| outcome.incident)).count();
    if incidents > 0 {
        out.line(texts.get("demo-incidents", [("n", incidents)]))?;
    }
    for (kind, jobs) in waiting {
        let key = match kind.as_str() {
            "saklig.betala" => "demo-waits-payment",
            "saklig.brev.beslut" => "demo-waits-letter",
            "saklig.arkivera" => "demo-waits-archive",
            _ => "demo-waits-other",
        };
        out.line(texts.get(key, Args::new().with("n", *jobs).with("kind", kind.as_str())))?;
    }
    out.blank()?;
    out.line(texts.get("demo-where", [("folder", folder.path.display().to_string())]))?;
    next(session, ended)
}

/// How many were decided automatically, by outcome, with the sum.
fn decided(session: &Session, ended: &[Ended<'_>]) -> anyhow::Result<()> {
    let (out, texts) = (&session.out, session.out.texts());
    let of = |stage| ended.iter().filter_map(|one| one.outcome).filter(move |outcome| outcome.stage == stage);
    out.heading(texts.get("demo-automatic", [("n", of(Stage::Automatic).count())]))?;
    for (outcome, (count, sum)) in sums(of(Stage::Automatic)) {
        let args = Args::new().with("outcome", outcome_word(texts, outcome));
        out.line(texts.get("demo-automatic-line", args.with("n", count).with("sum", texts.amount(sum))))?;
    }
    let people = of(Stage::ByPerson).count();
    if people > 0 {
        out.line(texts.get("demo-by-person", [("n", people)]))?;
    }
    let after = of(Stage::Automatic).filter(|outcome| outcome.drawn == Some(Drawn::After)).count();
    out.line(texts.get("demo-drawn-after", [("n", after)]))?;
    Ok(out.blank()?)
}

fn sums<'o>(outcomes: impl Iterator<Item = &'o CaseOutcome>) -> BTreeMap<Outcome, (usize, Number)> {
    let mut sums: BTreeMap<Outcome, (usize, Number)> = BTreeMap::new();
    for one in outcomes {
        let Some(outcome) = one.outcome else { continue };
        let (count, sum) = sums.entry(outcome).or_insert((0, Number::from(0)));
        *count += 1;
        let amount = one.amount.unwrap_or_else(|| Number::from(0));
        *sum = sum.checked_add(amount).unwrap_or(*sum);
    }
    sums
}

fn outcome_word(texts: &Texts, outcome: Outcome) -> String {
    texts.get(&format!("outcome-{}", outcome.word()), ())
}

/// How many went to a person, with a proposal or without, and for which reasons.
fn handed_over(session: &Session, ended: &[Ended<'_>]) -> anyhow::Result<()> {
    let (out, texts) = (&session.out, session.out.texts());
    let handed: Vec<&CaseOutcome> =
        ended.iter().filter_map(|one| one.outcome).filter(|one| one.stage == Stage::HandedOver).collect();
    let proposed = sums(handed.iter().copied());
    let with_proposal: usize = proposed.values().map(|(count, _)| count).sum();
    let args = Args::new().with("n", handed.len()).with("proposed", with_proposal);
    out.heading(texts.get("demo-handed-over", args.with("without", handed.len() - with_proposal)))?;
    let lines: Vec<String> = proposed
        .iter()
        .map(|(outcome, (count, _))| format!("{count} {}", outcome_word(texts, *outcome)))
        .collect();
    if !lines.is_empty() {
        out.line(texts.get("demo-proposed", [("list", texts.list(&lines))]))?;
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for code in handed.iter().flat_map(|one| &one.reasons) {
        *reasons.entry(code.as_ref()).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    let head = ["demo-head-count", "demo-head-reason", "demo-head-meaning"].map(|key| texts.get(key, ()));
    let sentence = |code: &str| {
        texts.find(&format!("skal-{code}"), [("avser", "…")]).unwrap_or_default().replace(": ….", ".")
    };
    let rows = reasons
        .iter()
        .map(|(code, count)| vec![count.to_string(), (*code).to_owned(), sentence(code)])
        .collect();
    out.table(&head, rows)?;
    Ok(out.blank()?)
}

/// Real commands with real numbers.
fn next(session: &Session, ended: &[Ended<'_>]) -> anyhow::Result<()> {
    let (out, texts) = (&session.out, session.out.texts());
    let number = |stage| {
        let found = ended.iter().filter_map(|one| one.outcome).find(|outcome| outcome.stage == stage);
        found.map(|outcome| outcome.number.clone()).unwrap_or_default()
    };
    out.heading(texts.get("demo-next", ()))?;
    let data = match &session.global.data {
        Some(folder) => format!(" --data {}", folder.display()),
        None => String::new(),
    };
    let lines = [
        ("demo-next-decided", number(Stage::Automatic)),
        ("demo-next-handed-over", number(Stage::HandedOver)),
        ("demo-next-clock", String::new()),
    ];
    for (key, number) in lines {
        let args = Args::new().with("number", number).with("data", data.as_str());
        out.line(texts.get(key, args))?;
    }
    Ok(())
}
