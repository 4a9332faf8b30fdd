//! Everybody the world's registers know: the demo's people, and the ones that a seed gives.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answers::{self, Person};
use crate::error::WorldError;
use crate::generate::{self, Household};
use crate::number;

/// How many households are made beside the demo's people.
const HOUSEHOLDS: u32 = 2_000;
/// The age at which custody ends.
const OF_AGE: i16 = 18;

/// The people of the world.
#[derive(Debug)]
pub(crate) struct Registry {
    seed: u64,
    people: BTreeMap<String, Person>,
    /// Who lives together, of the demo's people: number by street and postal code.
    together: BTreeMap<(String, String), Vec<String>>,
    households: Vec<Household>,
    /// The household of each generated number, old ones too.
    by_number: BTreeMap<String, usize>,
}

/// How two people belong together in the population register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) number: String,
    /// The register's code: `B`, `FA`, `MO`, `V`, `VF`, `M`.
    pub(crate) kind: &'static str,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

impl Registry {
    /// The people of these answers (name and text of each file), and the ones of the seed.
    pub(crate) fn new(files: &[(String, String)], seed: u64) -> Result<Self, WorldError> {
        let mut people = BTreeMap::new();
        let mut together: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (name, text) in files {
            for person in answers::read(name, text)? {
                people.insert(person.number.clone(), person);
            }
        }
        for person in people.values() {
            if let Some(address) = person.registered.as_ref().and_then(|known| known.adress.as_ref()) {
                let place = (address.gata.clone(), address.postnummer.clone());
                together.entry(place).or_default().push(person.number.clone());
            }
        }
        let (mut households, mut by_number) = (Vec::new(), BTreeMap::new());
        for at in 0..HOUSEHOLDS {
            let free = |number: &str| !people.contains_key(number) && !by_number.contains_key(number);
            let household = Household::make(seed, at, &free);
            for number in household.numbers() {
                by_number.insert(number, households.len());
            }
            households.push(household);
        }
        Ok(Self { seed, people, together, households, by_number })
    }

    /// What the registers know about a number in a period; none when nobody has it.
    pub(crate) fn person(&self, number: &str, period: (Date, Date)) -> Option<Person> {
        if let Some(person) = self.people.get(number) {
            return Some(person.clone());
        }
        if let Some(household) = self.by_number.get(number).and_then(|at| self.households.get(*at)) {
            return household.person(self.seed, number, period);
        }
        number::is_synthetic(number).then(|| generate::alone(self.seed, number, period))
    }

    /// Spouse, parents, children and custody of somebody, as they stand on a day.
    pub(crate) fn relations(&self, person: &Person, today: Date) -> Vec<Relation> {
        if let Some(household) = self.by_number.get(&person.number).and_then(|at| self.households.get(*at)) {
            return family(
                &person.number,
                household.adults(),
                household.children(),
                household.married(),
                today,
            );
        }
        let Some(registered) = &person.registered else { return Vec::new() };
        let spouse = registered.maka.as_deref();
        let Some(address) = &registered.adress else {
            return spouse.into_iter().map(married).collect();
        };
        let place = (address.gata.clone(), address.postnummer.clone());
        let at_home = self.together.get(&place).map(Vec::as_slice).unwrap_or_default();
        // At home with the demo's people lives one family: whoever has answers from the agencies is an adult.
        let (adults, children): (Vec<_>, Vec<_>) =
            at_home.iter().cloned().partition(|number| age(number, today) > Some(20));
        let mut relations = family(&person.number, &adults, &children, false, today);
        relations.extend(spouse.map(married));
        relations
    }

    /// The households that the seed gives, for whoever wishes to apply on their behalf.
    pub(crate) fn households(&self) -> impl Iterator<Item = &Household> {
        self.households.iter()
    }

    /// A person to put in place of somebody else: never the one asked for.
    pub(crate) fn somebody_else(&self, number: &str) -> String {
        let mut others = self.people.keys().chain(self.by_number.keys());
        others.find(|other| *other != number).cloned().unwrap_or_default()
    }
}

fn married(spouse: &str) -> Relation {
    Relation { number: spouse.to_owned(), kind: "M", from: None, to: None }
}

fn age(number: &str, today: Date) -> Option<i16> {
    let born = number::born(number)?;
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    Some(today.year() - born.year() - i16::from(!had_birthday))
}

/// The day custody ends by age.
fn of_age(number: &str) -> Option<Date> {
    let born = number::born(number)?;
    Date::new(born.year() + OF_AGE, born.month(), born.day())
        .or_else(|_| {
            // Born on a leap day.
            Date::new(born.year() + OF_AGE, 3, 1)
        })
        .ok()
}

fn family(number: &str, adults: &[String], children: &[String], couple: bool, today: Date) -> Vec<Relation> {
    let is = |list: &[String]| list.iter().any(|one| one == number);
    let mut relations = Vec::new();
    let custody = |kind, other: &str, child: &str| {
        let end = of_age(child).filter(|end| *end <= today);
        Relation { number: other.to_owned(), kind, from: number::born(child), to: end }
    };
    if is(adults) {
        for child in children {
            relations.push(Relation { number: child.clone(), kind: "B", from: None, to: None });
        }
        relations.extend(children.iter().map(|child| custody("VF", child, child)));
        if couple {
            relations.extend(adults.iter().filter(|one| *one != number).map(|one| married(one)));
        }
    }
    if is(children) {
        for parent in adults {
            let kind = if number::is_male(parent) { "FA" } else { "MO" };
            relations.push(Relation { number: parent.clone(), kind, from: None, to: None });
        }
        relations.extend(adults.iter().map(|parent| custody("V", parent, number)));
    }
    relations
}
