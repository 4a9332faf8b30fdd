//! A base case, and the changes that a row of a whole-case scenario makes in it.

use std::collections::BTreeMap;

use saklig_case::Month;
use saklig_feel::{Mark, Value};
use serde_json::{Value as Json, json};

use crate::cell;
use crate::json::{self, Step};

/// A case before it is handed in: the application, what registers answer, earlier months, facts of own registers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    pub(crate) application: Json,
    pub(crate) answers: Vec<Json>,
    pub(crate) earlier: Vec<Json>,
    /// Facts of own registers, by the name below `eget`.
    pub(crate) own: BTreeMap<String, Value>,
    /// The number of each role in the base.
    people: BTreeMap<String, String>,
}

impl Given {
    /// Reads a base case; the error says why it cannot be read.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut base: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let application = base.get_mut("ansokan").map(Json::take).ok_or("ansokan")?;
        let mut lines = |name: &str| match base.get_mut(name).map(Json::take) {
            Some(Json::Array(lines)) => Ok(lines),
            None => Ok(Vec::new()),
            Some(_) => Err(name.to_owned()),
        };
        let (answers, earlier) = (lines("svar")?, lines("tidigare")?);
        let people = people(&application);
        Ok(Self { application, answers, earlier, own: BTreeMap::new(), people })
    }

    /// Makes one change: `path = value`. None when it cannot be made.
    pub(crate) fn change(&mut self, change: &str) -> Option<()> {
        let (path, text) = change.split_once('=')?;
        let (path, text) = (path.trim(), text.trim());
        if (path, text) == ("tidigare", "ingen") {
            self.earlier.clear();
            return Some(());
        }
        let (first, rest) = path.split_once('.')?;
        match first {
            "ansokan" => {
                let mut steps = vec![Step::Field("uppgifter".to_owned())];
                steps.extend(json::steps(rest)?);
                json::set(&mut self.application, &steps, value(text)?).then_some(())
            }
            "senaste" => {
                let latest = self.earlier.last_mut()?;
                json::set(latest, &json::steps(rest)?, value(text)?).then_some(())
            }
            "eget" => {
                let value = cell::value(text, Mark(0)).ok().filter(|value| !value.has_marks())?;
                self.own.insert(rest.to_owned(), value);
                Some(())
            }
            "svar" => self.answer(rest, text),
            _ => None,
        }
    }

    /// A change of what a source says of a person: its state, or a part of its data.
    fn answer(&mut self, path: &str, text: &str) -> Option<()> {
        let mut parts = path.splitn(3, '.');
        let (role, source, below) = (parts.next()?, parts.next()?, parts.next());
        let number = self.people.get(role)?;
        let mut changed = None;
        let lines = self.answers.iter_mut().filter(|line| line["person"].as_str() == Some(number));
        for line in lines {
            let sources = line.get_mut("svar")?.as_object_mut()?;
            match below {
                Some(below) => {
                    let answer = sources.entry(source).or_insert_with(|| json!({}));
                    if answer.get("uppgifter").is_none() {
                        *answer = json!({"lage": "data", "uppgifter": empty(source)});
                    }
                    let data = answer.get_mut("uppgifter")?;
                    json::set(data, &json::steps(below)?, value(text)?).then_some(())?;
                }
                None => match text {
                    "fel" => {
                        sources.insert(source.to_owned(), json!({"lage": "error", "orsak": "fel"}));
                    }
                    "delvis" => {
                        let data = sources.get_mut(source).and_then(|answer| answer.get_mut("uppgifter"));
                        let data = data.map_or_else(|| empty(source), Json::take);
                        let partly = json!({"lage": "partial", "orsak": "delvis", "uppgifter": data});
                        sources.insert(source.to_owned(), partly);
                    }
                    "inget" => drop(sources.insert(source.to_owned(), json!({"lage": "none"}))),
                    "ej_fragad" => drop(sources.remove(source)),
                    _ => return None,
                },
            }
            changed = Some(());
        }
        changed
    }
}

/// What a source says that answers and has nothing.
fn empty(source: &str) -> Json {
    match source {
        "csn" | "fk" => json!({"utbetalningar": []}),
        "skv" => json!({"kapital": [], "aterbetalning": []}),
        "so" | "miv" => json!({"svar": []}),
        "tns" => json!({"fordon": []}),
        _ => json!({}),
    }
}

/// The value of a change; a month stays a month.
fn value(text: &str) -> Option<Json> {
    if text.parse::<Month>().is_ok() {
        return Some(Json::from(text));
    }
    let value = cell::value(text, Mark(0)).ok().filter(|value| !value.has_marks())?;
    Some(json::of(&value))
}

/// Role and number of the people of an application.
fn people(application: &Json) -> BTreeMap<String, String> {
    let facts = &application["uppgifter"];
    let number = |person: &Json| person["personnummer"].as_str().map(str::to_owned);
    let adults = ["sokande", "medsokande"].into_iter().map(|role| (role.to_owned(), number(&facts[role])));
    let children = facts["barn"].as_array().into_iter().flatten();
    let children = children.map(|child| (child["id"].as_str().unwrap_or_default().to_owned(), number(child)));
    adults.chain(children).filter_map(|(role, number)| Some((role, number?))).collect()
}

/// The parts of a text between the `;` that stand outside brackets and quotation marks.
pub(crate) fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0_i32, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ';' if !quoted && depth == 0 => {
                parts.extend(text.get(from..at));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
