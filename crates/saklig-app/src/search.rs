//! Finds cases by a person's number, a case number or a name.

use std::collections::BTreeSet;

use saklig_case::{CaseKey, PersonId, Role};

use crate::app::App;
use crate::convert::from_case_key;
use crate::error::AppError;
use crate::show_case::state;
use crate::shown;
use crate::viewer::Look;
use crate::words::instant;

/// The longest list.
const MOST: usize = 1_000;

impl App {
    /// Cases that a number of a person, a case number or the beginning of a name finds. Numbers are looked for by keyed
    /// hash; a protected party is not found by name, and shown without it. The read log is written first.
    pub fn search(&self, look: &Look<'_>, words: &str) -> Result<Vec<shown::Found>, AppError> {
        let words = words.trim();
        let keys: Vec<CaseKey> = self.matching(words, look)?.into_iter().collect();
        let mut found = Vec::with_capacity(keys.len());
        for key in &keys {
            let row = self.store.case(self.tenant, crate::convert::case_key(*key)?)?;
            let Some(row) = row else { continue };
            let case = self.load(*key)?.case;
            let applicant = case.parties.iter().find(|party| party.role == Role::Applicant);
            let name = match applicant {
                Some(_) if case.is_masked() => look.texts.get("visa-sarskild", ()),
                Some(party) => party.shown_name().unwrap_or_default().to_owned(),
                None => String::new(),
            };
            found.push(shown::Found {
                number: row.number.to_string(),
                case_type: row.case_type,
                month: case.month.map(|month| month.to_string()),
                state: state(&case.state).to_owned(),
                outcome: row.outcome,
                opened: instant(row.opened_at),
                name,
            });
        }
        self.note_read(look.viewer, &keys, look.now)?;
        Ok(found)
    }

    fn matching(&self, words: &str, look: &Look<'_>) -> Result<BTreeSet<CaseKey>, AppError> {
        let person = PersonId::parse(words, Self::moment(look.now).today).ok();
        let (kind, value, prefix) = match person {
            Some(person) => ("person", self.hidden("person", person.reveal()), false),
            None if words.parse::<saklig_store::CaseNumber>().is_ok() => ("nummer", words.to_owned(), false),
            None => ("namn", words.to_lowercase(), true),
        };
        if value.is_empty() {
            return Ok(BTreeSet::new());
        }
        let hits = self.store.search(self.tenant, kind, &value, prefix, MOST)?;
        hits.into_iter().map(|hit| from_case_key(hit.case)).collect()
    }
}
