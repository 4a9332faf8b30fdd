//! Earlier months: Saklig's own closed cases, months read in from another system, and systems that can be asked.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::{Case, FactState, Month, Outcome, Role, Value};
use saklig_connect::{
    Account, BusinessSystem, EarlierChild, EarlierCost, EarlierHousing, EarlierIncome, EarlierMonth,
    EarlierStanding, History, HistoryQuestion, Stimulus, read,
};
use saklig_number::Number;
use saklig_store as store;

use crate::app::App;
use crate::convert::from_case_key;
use crate::error::AppError;

/// The retention class of a month that was read in.
pub(crate) const EARLIER: &str = "tidigare_manad";

impl App {
    /// All that is known of a household's earlier months. Silence is unknown, never "none".
    pub(crate) fn history(
        &self,
        other: Option<&dyn BusinessSystem>,
        question: &HistoryQuestion,
        now: Timestamp,
    ) -> Result<History, AppError> {
        let mut months = self.own_months(question)?;
        let mut complete = false;
        if let Some(other) = other {
            match other.earlier(question, now) {
                Ok(History::Months(found)) => months.extend(found),
                Ok(History::None) => complete = true,
                Ok(History::Silent) | Err(_) => {}
            }
        }
        months.retain(|month| month.month < question.before());
        Ok(match (months.is_empty(), complete) {
            (false, _) => History::Months(months),
            (true, true) => History::None,
            (true, false) => History::Silent,
        })
    }

    fn own_months(&self, question: &HistoryQuestion) -> Result<Vec<EarlierMonth>, AppError> {
        let mut keys: Vec<store::CaseKey> = Vec::new();
        for adult in question.adults() {
            let value = self.hidden("person", adult.reveal());
            keys.extend(
                self.store
                    .search(self.tenant, "person", &value, false, 1_000)?
                    .into_iter()
                    .map(|hit| hit.case),
            );
        }
        keys.sort_unstable();
        keys.dedup();
        let mut months = Vec::new();
        for key in keys {
            let row = self.store.case(self.tenant, key)?;
            if row.is_none_or(|row| row.state != store::CaseState::Closed || row.outcome.is_none()) {
                continue;
            }
            match self.imported_month(key)? {
                Some(month) => months.push((key, month)),
                None => months.extend(own_month(&self.case(from_case_key(key)?)?).map(|month| (key, month))),
            }
        }
        self.name_system(&mut months, question.before())?;
        let mut months: Vec<EarlierMonth> = months.into_iter().map(|(_, month)| month).collect();
        months.retain(|month| month.month < question.before());
        Ok(months)
    }

    /// The months that facts can come from say which system they were read from.
    fn name_system(
        &self,
        months: &mut [(store::CaseKey, EarlierMonth)],
        before: Month,
    ) -> Result<(), AppError> {
        let latest = months.iter().map(|(_, month)| month.month).filter(|month| *month < before).max();
        for (key, month) in months.iter_mut().filter(|(_, month)| Some(month.month) == latest) {
            if month.system.is_some() {
                let case = self.case(from_case_key(*key)?)?;
                month.system = case.history.map(|(history, ..)| history.system);
            }
        }
        Ok(())
    }

    fn imported_month(&self, key: store::CaseKey) -> Result<Option<EarlierMonth>, AppError> {
        for address in self.store.blobs(self.tenant, key)? {
            if let Some(blob) = self.store.blob(self.tenant, key, address)?
                && blob.retention == EARLIER
                && let Ok(text) = std::str::from_utf8(&blob.content)
            {
                return Ok(read::earlier("", text, "").0.into_iter().next());
            }
        }
        Ok(None)
    }
}

/// A case that Saklig has decided and closed, as an earlier month.
fn own_month(case: &Case) -> Option<EarlierMonth> {
    let decision = case.decision()?;
    let facts = Facts(case);
    let outcome = decision.proposal().outcome;
    let adult =
        |role| case.parties.iter().find(|party| party.role == role).and_then(|party| party.number().cloned());
    let granted = decision.proposal().amount > Number::from(0);
    let before = facts.number("historik.manader_i_rad").unwrap_or_else(|| Number::from(0));
    let row = if granted { before.checked_add(Number::from(1)).unwrap_or(before) } else { Number::from(0) };
    Some(EarlierMonth {
        system: None,
        id: Arc::from(case.number.as_str()),
        month: case.month?,
        decided: App::moment(decision.at()).today,
        outcome,
        amount: decision.proposal().amount,
        standing: EarlierStanding { state: Arc::from("pagaende"), closed: None },
        applicant: adult(Role::Applicant)?,
        co_applicant: adult(Role::CoApplicant),
        civil_status: facts.text("ansokan.civilstand").unwrap_or_default(),
        shared_household: facts.boolean("ansokan.hushallsgemenskap").unwrap_or(false),
        children: children(case, &facts),
        housing: facts.text("ansokan.boende.form").map(|form| EarlierHousing {
            form,
            rooms: facts.number("ansokan.boende.rum"),
            persons: facts.number("ansokan.boende.personer"),
        }),
        incomes: incomes(&facts),
        costs: costs(case, &facts),
        surplus: surplus(outcome, &facts),
        account: account(&facts),
        vehicles: facts.texts("ssbtek.tns.fordon", "regnr"),
        assets: facts.texts("ansokan.tillgangar", "slag"),
        months_in_a_row: row,
        stimulus: stimulus(&facts),
    })
}

/// Reading known facts by path.
struct Facts<'c>(&'c Case);

impl Facts<'_> {
    fn value(&self, path: &str) -> Option<&Value> {
        self.0.facts.value(path)
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.value(path)?.as_text().map(Arc::from)
    }

    fn number(&self, path: &str) -> Option<Number> {
        self.value(path)?.as_number()
    }

    fn boolean(&self, path: &str) -> Option<bool> {
        self.value(path)?.as_boolean()
    }

    fn ids(&self, list: &str) -> Vec<Arc<str>> {
        match self.0.facts.get(list).map(|fact| &fact.state) {
            Some(FactState::Known(value)) => value.as_items().map(<[Arc<str>]>::to_vec).unwrap_or_default(),
            Some(FactState::Empty | FactState::Unknown { .. }) | None => Vec::new(),
        }
    }

    fn texts(&self, list: &str, name: &str) -> Vec<Arc<str>> {
        self.ids(list).iter().filter_map(|id| self.text(&format!("{list}[{id}].{name}"))).collect()
    }
}

fn children(case: &Case, facts: &Facts<'_>) -> Vec<EarlierChild> {
    let child = |party: &saklig_case::Party| {
        let at = format!("ansokan.barn[{}]", party.key);
        Some(EarlierChild {
            number: party.number()?.clone(),
            living: facts.text(&format!("{at}.boende")).unwrap_or_else(|| Arc::from("hela")),
            days: facts.number(&format!("{at}.dagar")),
        })
    };
    case.parties.iter().filter(|party| party.role == Role::Child).filter_map(child).collect()
}

fn incomes(facts: &Facts<'_>) -> Vec<EarlierIncome> {
    let list = "inkomster.poster";
    let income = |id: &Arc<str>| {
        let at = format!("{list}[{id}]");
        Some(EarlierIncome {
            id: Arc::clone(id),
            source: facts.text(&format!("{at}.kalla"))?,
            code: facts.text(&format!("{at}.kod"))?,
            person: facts.text(&format!("{at}.person"))?,
            amount: facts.number(&format!("{at}.belopp"))?,
        })
    };
    facts.ids(list).iter().filter_map(income).collect()
}

fn costs(case: &Case, facts: &Facts<'_>) -> Vec<EarlierCost> {
    let list = "ansokan.kostnader";
    let cost = |id: &Arc<str>| {
        let at = format!("{list}[{id}]");
        let row = format!("kostnad_{id}");
        let approved =
            case.sheets.values().find_map(|sheet| sheet.get(&row)).and_then(saklig_case::Row::amount);
        Some(EarlierCost {
            id: Arc::clone(id),
            kind: facts.text(&format!("{at}.slag"))?,
            applied: facts.number(&format!("{at}.belopp"))?,
            approved: approved.unwrap_or_else(|| Number::from(0)),
        })
    };
    facts.ids(list).iter().filter_map(cost).collect()
}

/// What was left over when the income was higher than the need.
fn surplus(outcome: Outcome, facts: &Facts<'_>) -> Number {
    let zero = Number::from(0);
    let need = facts.number("berakning.summa.behov").unwrap_or(zero);
    if outcome == Outcome::Refused && need < zero { zero.checked_sub(need).unwrap_or(zero) } else { zero }
}

fn account(facts: &Facts<'_>) -> Option<Account> {
    let at = |root: &str| {
        Some(Account {
            clearing: facts.text(&format!("{root}.clearing"))?,
            number: facts.text(&format!("{root}.konto"))?,
        })
    };
    at("ansokan.betalning").or_else(|| at("historik.senaste.betalning"))
}

fn stimulus(facts: &Facts<'_>) -> Vec<Stimulus> {
    let list = "historik.jobbstimulans";
    let one = |id: &Arc<str>| match facts.value(&format!("{list}[{id}].start"))? {
        Value::Date(day) => Some(Stimulus { person: Arc::clone(id), start: Month::of(*day) }),
        Value::Month(month) => Some(Stimulus { person: Arc::clone(id), start: *month }),
        Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::Instant(_) | Value::Items(_) => None,
    };
    facts.ids(list).iter().filter_map(one).collect()
}
