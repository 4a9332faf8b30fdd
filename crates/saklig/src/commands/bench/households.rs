//! Households without end: those of the demo that are decided automatically, again and again with new adults.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{CaseKey, Month, PartyKey, PersonId, Provenance, StatedFact};
use saklig_connect::{
    Agency, Answered, BenefitRegister, BenefitReply, EarlierMonth, FileRegisters, History, PersonRecord,
    PersonRegister, Question, Reply, facts, read,
};
use serde::Deserialize;

use super::super::demo::DemoFiles;

/// What stands in the text where an adult's number shall be.
const PLACES: [&str; 2] = ["#sokande#", "#medsokande#"];
/// What stands in the text where the application's id shall be.
const ID: &str = "#id#";

/// One household of the demo.
struct Household {
    /// The application with places in it.
    text: String,
    month: Month,
    adults: Vec<(PartyKey, Reply<PersonRecord>, BenefitReply)>,
    children: Vec<(PartyKey, Reply<PersonRecord>)>,
    latest: EarlierMonth,
}

/// The households.
pub(super) struct Households {
    all: Vec<Household>,
    today: Date,
    now: Timestamp,
}

/// An application with what the registers answered.
pub(super) struct Made {
    pub(super) text: String,
    pub(super) answers: Vec<(Provenance, Vec<StatedFact>)>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    uppgifter: Given,
}

#[derive(Deserialize)]
struct Given {
    manad: String,
    sokande: Person,
    medsokande: Option<Person>,
    #[serde(default)]
    barn: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    #[serde(default)]
    id: String,
    personnummer: String,
}

impl Households {
    /// Reads the demo.
    pub(super) fn read(now: Timestamp) -> anyhow::Result<Self> {
        let files = DemoFiles::new(None);
        let today = saklig_app::App::moment(now).today;
        let mut lines = Vec::new();
        for (name, text) in files.folder("answers")? {
            lines.extend(read::answers(&name, &text).0);
        }
        let (registers, _) = FileRegisters::new(lines);
        let mut latest: BTreeMap<PersonId, EarlierMonth> = BTreeMap::new();
        for month in super::super::demo::earlier_months(&files)? {
            latest.insert(month.applicant.clone(), month);
        }
        let expected = files.file("expected.csv")?;
        let decided = |id: &str| {
            let mut rows = expected.lines().filter(|row| row.split(',').next() == Some(id));
            rows.next().is_some_and(|row| row.split(',').nth(2) == Some("beslutad")) && rows.next().is_none()
        };
        let mut all = Vec::new();
        for submitted in super::super::demo::applications(&files)? {
            let Ok(line) = serde_json::from_str::<Line>(&submitted.text) else { continue };
            if decided(&line.id) {
                let read = household(&line, &submitted.text, &registers, &latest, today, now)?;
                all.extend(read);
            }
        }
        anyhow::ensure!(!all.is_empty(), "no household of the demo is decided automatically");
        Ok(Self { all, today, now })
    }

    /// The household with this number, with adults of its own.
    pub(super) fn make(&self, number: usize) -> anyhow::Result<Made> {
        let household = self.all.get(number % self.all.len()).context("no household")?;
        let mut text = household.text.replace(ID, &format!("bench-{number}"));
        let mut adults = Vec::new();
        let mut benefits = Vec::new();
        for (at, (key, person, benefit)) in household.adults.iter().enumerate() {
            let id = PersonId::parse(&personnummer(number * 2 + at)?, self.today)?;
            text = text.replace(PLACES.get(at).copied().unwrap_or_default(), id.reveal());
            let mut person = person.clone();
            if let (Answered::Data(record), Some(born)) = (&mut person.answer, id.born()) {
                record.born = Some(born);
            }
            adults.push((Arc::clone(key), id, person));
            benefits.push((Arc::clone(key), benefit.clone()));
        }
        let mut latest = household.latest.clone();
        latest.co_applicant = None;
        for (at, (_, id, _)) in adults.iter().enumerate() {
            if at == 0 { latest.applicant = id.clone() } else { latest.co_applicant = Some(id.clone()) }
        }
        let people: Vec<_> = adults.iter().map(|(key, id, _)| (Arc::clone(key), id.clone())).collect();
        let replies: Vec<_> = adults.into_iter().map(|(key, _, reply)| (key, reply)).collect();
        let history = History::Months(vec![latest]);
        let mut answers = vec![facts::population_facts(&replies, &household.children)];
        answers.extend(facts::benefit_facts(&benefits));
        answers.push(facts::history_facts(&history, &people, household.month, self.now));
        Ok(Made {
            text,
            answers: answers.into_iter().map(|answer| (answer.provenance, answer.facts)).collect(),
        })
    }
}

fn household(
    line: &Line,
    text: &str,
    registers: &FileRegisters,
    latest: &BTreeMap<PersonId, EarlierMonth>,
    today: Date,
    now: Timestamp,
) -> anyhow::Result<Option<Household>> {
    let month: Month = line.uppgifter.manad.parse()?;
    let (purpose, lagrum) = (Arc::from("bench"), Arc::from("bench"));
    let period = (month.plus(-2).first_day(), month.plus(-1).last_day());
    let question = |person: &Person| -> anyhow::Result<Question> {
        let number = PersonId::parse(&person.personnummer, today)?;
        Ok(Question::new(CaseKey::new(1)?, &purpose, &lagrum, number, period)?)
    };
    let mut text = text.replace(&format!("\"id\":\"{}\"", line.id), &format!("\"id\":\"{ID}\""));
    let mut adults = Vec::new();
    let named =
        [("sokande", Some(&line.uppgifter.sokande)), ("medsokande", line.uppgifter.medsokande.as_ref())];
    for ((key, person), place) in named.into_iter().zip(PLACES) {
        let Some(person) = person else { continue };
        let question = question(person)?;
        text = text.replace(&person.personnummer, place);
        let benefits = BenefitRegister::ask(registers, &question, &Agency::ALL, now)?;
        adults.push((Arc::from(key), PersonRegister::ask(registers, &question, now)?, benefits));
    }
    let children = line
        .uppgifter
        .barn
        .iter()
        .map(|child| {
            Ok((Arc::from(child.id.as_str()), PersonRegister::ask(registers, &question(child)?, now)?))
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let applicant = PersonId::parse(&line.uppgifter.sokande.personnummer, today)?;
    // The latest month knows the adults by role.
    Ok(latest.get(&applicant).map(|latest| Household {
        text,
        month,
        adults,
        children,
        latest: latest.clone(),
    }))
}

/// A personnummer that is not given to anybody: birth number 980–999, born from 1960 on.
fn personnummer(number: usize) -> anyhow::Result<String> {
    let days = i64::try_from(number / 20)?;
    let born = Date::constant(1960, 1, 1).checked_add(jiff::Span::new().try_days(days)?)?;
    let digits = format!("{:02}{:02}{:02}{}", born.year() % 100, born.month(), born.day(), 980 + number % 20);
    let sum: u32 = digits
        .bytes()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, factor)| u32::from(digit - b'0') * factor)
        .map(|product| product / 10 + product % 10)
        .sum();
    Ok(format!("{:02}{digits}{}", born.year() / 100, (10 - sum % 10) % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_numbers_are_valid_and_different() {
        let today = Date::constant(2025, 11, 24);
        let mut made: Vec<String> = (0..1000).map(|number| personnummer(number).unwrap()).collect();
        assert!(made.iter().all(|text| PersonId::parse(text, today).is_ok_and(|id| id.is_person())));
        made.dedup();
        assert_eq!(made.len(), 1000);
    }
}
