//! People out of a seed. A household is made as a whole, so that what one register says of one of them agrees with
//! what another says of the next: spouses name each other, a child's allowance goes to a parent, a car stands once.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answers::{
    Address, Af, Amount, Csn, CsnPayment, Fk, FkDetail, FkPayment, Fund, FundPayment, OtherNumber, Permit,
    Person, Registered, Said, Sources, Tns, Vehicle,
};
use crate::answers::{Miv, So};
use crate::chance::Chance;
use crate::number;

const FAMILY_NAMES: [&str; 12] = [
    "Attrappe",
    "Blåkopia",
    "Demosson",
    "Fantasihed",
    "Fiktivsson",
    "Hittepåberg",
    "Kulissman",
    "Låtsasqvist",
    "Modellin",
    "Påhittsson",
    "Simulin",
    "Utkast",
];
const GIVEN_NAMES: [&str; 16] = [
    "Alex", "Billie", "Charlie", "Dana", "Eden", "Frej", "Ivo", "Jamie", "Kim", "Love", "Mika", "Noa",
    "Robin", "Sam", "Toni", "Ulla",
];
const MAKES: [(&str, &str); 5] =
    [("FORD", "FOCUS"), ("SAAB", "9-3"), ("SKODA", "FABIA"), ("TOYOTA", "YARIS"), ("VOLVO", "V50")];
const FUND: &str = "Demokassans arbetslöshetskassa";
/// The municipality they live in, which does not exist.
const MUNICIPALITY: &str = "9999";

/// A household: what its members have in common.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    at: u32,
    adults: Vec<String>,
    children: Vec<String>,
    married: bool,
    family_name: &'static str,
    protection: &'static str,
    /// The old number of the first adult, when the number was changed.
    old_number: Option<String>,
    /// Whose car it is, if there is one.
    car: Option<(usize, Car)>,
}

#[derive(Debug, Clone)]
struct Car {
    plate: String,
    make: (&'static str, &'static str),
    year: i64,
}

impl Household {
    /// The household with this number. `free` tells whether a personal number is still nobody's.
    pub(crate) fn make(seed: u64, at: u32, free: &dyn Fn(&str) -> bool) -> Self {
        let mut chance = Chance::of(seed, &format!("hushall {at}"));
        let mut taken: Vec<String> = Vec::new();
        let couple = chance.once_in(2);
        let youngest = chance.between(1962, 2003);
        let mut adults = Vec::new();
        for _ in 0..=u8::from(couple) {
            let year = youngest - chance.between(0, 5);
            adults.push(new_number(&mut chance, year, &mut taken, free));
        }
        let mut children = Vec::new();
        for _ in 0..chance.between(0, 4) {
            let year = chance.between((youngest + 19).min(2024), 2024);
            children.push(new_number(&mut chance, year, &mut taken, free));
        }
        let car = chance.once_in(4).then(|| {
            let make = usize::try_from(chance.between(0, 4)).ok().and_then(|at| MAKES.get(at)).copied();
            let car = Car {
                plate: format!("SIM{:03}", at % 1000),
                make: make.unwrap_or(MAKES[0]),
                year: chance.between(2001, 2016),
            };
            (0, car)
        });
        let protection = match chance.between(1, 80) {
            1 => "sekretessmarkering",
            2 => "skyddad_folkbokforing",
            _ => "inget",
        };
        let old_number = chance.once_in(150).then(|| {
            let year = youngest - 1;
            new_number(&mut chance, year, &mut taken, free)
        });
        let family_name = chance.one(&FAMILY_NAMES);
        let married = couple && !chance.once_in(3);
        // Plates are three digits: only the first thousand households have cars of their own.
        let car = car.filter(|_| at < 1000);
        Self { at, adults, children, married, family_name, protection, old_number, car }
    }

    pub(crate) fn adults(&self) -> &[String] {
        &self.adults
    }

    pub(crate) fn children(&self) -> &[String] {
        &self.children
    }

    pub(crate) fn married(&self) -> bool {
        self.married
    }

    /// Every number that somebody of it has or had.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = String> {
        self.adults.iter().chain(&self.children).chain(&self.old_number).cloned()
    }

    /// What the registers know about one of its numbers in a period.
    pub(crate) fn person(&self, seed: u64, number: &str, period: (Date, Date)) -> Option<Person> {
        if self.old_number.as_deref() == Some(number) {
            let new = self.adults.first()?.clone();
            return Some(Person {
                number: number.to_owned(),
                other_number: Some(OtherNumber::ReplacedBy(new)),
                ..Person::default()
            });
        }
        let mut person = Person {
            number: number.to_owned(),
            registered: Some(self.registered(seed, number)),
            ..Person::default()
        };
        if let Some(at) = self.adults.iter().position(|one| one == number) {
            if at == 0 {
                person.other_number = self.old_number.clone().map(OtherNumber::Replaces);
            }
            person.sources = self.sources(seed, at, number, period);
        }
        Some(person)
    }

    fn registered(&self, seed: u64, number: &str) -> Registered {
        let mut chance = Chance::of(seed, number);
        let other = |one: &&String| one.as_str() != number;
        let spouse = if self.married && self.adults.iter().any(|one| one == number) {
            self.adults.iter().find(other).cloned()
        } else {
            None
        };
        let address = Address {
            gata: format!("Låtsasgatan {}", self.at + 1),
            postnummer: format!("999 {:02}", 20 + self.at % 60),
            postort: "Demo".to_owned(),
        };
        Registered {
            fodd: number::born(number).unwrap_or_default(),
            fornamn: chance.one(&GIVEN_NAMES).to_owned(),
            efternamn: self.family_name.to_owned(),
            kommun: MUNICIPALITY.to_owned(),
            skydd: self.protection.to_owned(),
            civilstand: if spouse.is_some() { "G" } else { "OG" }.to_owned(),
            maka: spouse,
            adress: (self.protection != "skyddad_folkbokforing").then_some(address),
            avregistrerad: None,
        }
    }

    fn sources(&self, seed: u64, at: usize, number: &str, period: (Date, Date)) -> Sources {
        let mut sources = incomes(seed, number, period);
        // The child allowance goes to the first adult.
        let minors =
            self.children.iter().filter(|child| number::born(child) > Some(Date::constant(2008, 1, 1)));
        let minors = i64::try_from(minors.count()).unwrap_or(0);
        if at == 0 && minors > 0 {
            let amount = Chance::of(seed, "barnbidrag").between(1_200, 1_300) * minors;
            let allowance =
                months(period).map(|month| fk_payment(on(month, 20), "1001", "FK:ABB", "Barnbidrag", amount));
            match &mut sources.fk {
                Said::Data(fk) | Said::Partial(fk) => fk.utbetalningar.extend(allowance),
                said => *said = Said::Data(Fk { utbetalningar: allowance.collect() }),
            }
        }
        if let Some((owner, car)) = &self.car
            && *owner == at
        {
            let vehicle = Vehicle {
                regnr: car.plate.clone(),
                fabrikat: Some(car.make.0.to_owned()),
                fordonsar: Some(car.year),
                fordonsslag: Some("PERSONBIL".to_owned()),
                handelsbeteckning: Some(car.make.1.to_owned()),
            };
            sources.tns = Said::Data(Tns { resultat: Some("OK".to_owned()), fordon: vec![vehicle] });
        }
        sources
    }
}

/// Somebody with no family, for a synthetic number of no household.
pub(crate) fn alone(seed: u64, number: &str, period: (Date, Date)) -> Person {
    let mut chance = Chance::of(seed, &format!("ensam {number}"));
    let address = Address {
        gata: format!("Ensamvägen {}", chance.between(1, 900)),
        postnummer: format!("999 {:02}", chance.between(80, 99)),
        postort: "Demo".to_owned(),
    };
    let registered = Registered {
        fodd: number::born(number).unwrap_or_default(),
        fornamn: chance.one(&GIVEN_NAMES).to_owned(),
        efternamn: chance.one(&FAMILY_NAMES).to_owned(),
        kommun: MUNICIPALITY.to_owned(),
        skydd: "inget".to_owned(),
        civilstand: "OG".to_owned(),
        maka: None,
        adress: Some(address),
        avregistrerad: None,
    };
    Person {
        number: number.to_owned(),
        registered: Some(registered),
        sources: incomes(seed, number, period),
        other_number: None,
    }
}

/// What an adult lives on: the same kind of income every month.
fn incomes(seed: u64, number: &str, period: (Date, Date)) -> Sources {
    let mut chance = Chance::of(seed, &format!("inkomst {number}"));
    let amount = chance.between(2_000, 12_000);
    let mut sources = Sources::default();
    let registered = Date::constant(2022, 1, 1).checked_add(chance.between(0, 1_000).days());
    let seeker = |fund: Option<&str>| {
        Said::Data(Af {
            arbetssokande: true,
            skat: Some("Öppet arbetslös".to_owned()),
            registrerad: registered.ok(),
            omfattning: Some(100),
            avaktualiserad: None,
            aktivitetsrapport: Some(on(last_month(period), 9)),
            sekretess: false,
            akassa: fund.map(ToOwned::to_owned),
            statuskod: Some("0".to_owned()),
            beslut: Vec::new(),
        })
    };
    match chance.between(1, 10) {
        1 => {
            let paid = months(period)
                .map(|month| fk_payment(on(month, 25), "1001", "FK:SJP", "Sjukpenning", amount));
            sources.fk = Said::Data(Fk { utbetalningar: paid.collect() });
        }
        2 => {
            let paid = months(period)
                .map(|month| fk_payment(on(month, 18), "1003", "PM:AP", "Allmän pension", amount));
            sources.fk = Said::Data(Fk { utbetalningar: paid.collect() });
        }
        3 => {
            sources.af = seeker(Some(FUND));
            sources.so = Said::Data(So { svar: vec![fund(period, amount)] });
        }
        4 => {
            let paid = months(period).map(|month| student(month, amount));
            sources.csn = Said::Data(Csn { utbetalningar: paid.collect() });
        }
        5 => {
            sources.af = seeker(None);
            let decided = Date::constant(2022, 3, 1).checked_add(chance.between(0, 900).days()).ok();
            let permit = Permit {
                arendetyp: "PUT".to_owned(),
                beslutskod: Some("BIF".to_owned()),
                beslutstyp: Some("Permanent uppehållstillstånd".to_owned()),
                beslutsdatum: decided,
                fran: decided,
                tom: None,
                giltighetstid: Some("PERMANENT".to_owned()),
            };
            sources.miv = Said::Data(Miv { svar: vec![permit] });
        }
        _ => sources.af = seeker(None),
    }
    sources
}

fn fk_payment(on: Date, company: &str, family: &str, benefit: &str, amount: i64) -> FkPayment {
    let amount = Amount(amount.to_string());
    FkPayment {
        datum: on,
        netto: amount.clone(),
        foretag: company.to_owned(),
        formansfamilj: family.to_owned(),
        typ: Some("1".to_owned()),
        preliminar: false,
        avser_fran: None,
        detaljer: vec![FkDetail {
            forman: benefit.to_owned(),
            beloppstyp: "BB".to_owned(),
            belopp: amount,
            avdrag: false,
        }],
    }
}

fn fund(period: (Date, Date), amount: i64) -> Fund {
    let paid = months(period).map(|month| FundPayment {
        datum: on(month, 27),
        netto_efter_skatt: Amount(amount.to_string()),
        netto_efter_avdrag: Amount(amount.to_string()),
        dagar: Some(Amount("20".to_owned())),
        avser_fran: Some(month),
        avser_tom: Some(on(month, 25)),
    });
    Fund {
        svarande: FUND.to_owned(),
        status: "all clear".to_owned(),
        utbetalningar: paid.collect(),
        avstangningar: Vec::new(),
        ansokt: Some(true),
    }
}

fn student(month: Date, amount: i64) -> CsnPayment {
    let monday = month.nth_weekday_of_month(1, jiff::civil::Weekday::Monday).unwrap_or(month);
    let week = |date: Date| {
        let iso = date.iso_week_date();
        format!("{:04}{:02}", iso.year(), iso.week())
    };
    CsnPayment {
        stodform: "GRUND".to_owned(),
        beloppstyp: "GRUNDB".to_owned(),
        belopp: Amount(amount.to_string()),
        utbetdatum: Some(on(month, 24)),
        utbetstatus: Some("Utbetald".to_owned()),
        startvecka: Some(week(monday)),
        slutvecka: Some(week(monday.checked_add(3.weeks()).unwrap_or(monday))),
        fran: Some(monday),
    }
}

fn new_number(
    chance: &mut Chance,
    year: i64,
    taken: &mut Vec<String>,
    free: &dyn Fn(&str) -> bool,
) -> String {
    let male = chance.once_in(2);
    let start = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok()).unwrap_or_default();
    let mut born = start.checked_add(chance.between(0, 360).days()).unwrap_or(start);
    loop {
        let found = number::numbers(born, male).find(|number| free(number) && !taken.contains(number));
        if let Some(number) = found {
            taken.push(number.clone());
            return number;
        }
        born = born.tomorrow().unwrap_or(start);
    }
}

/// The first day of each month that a period touches.
fn months((from, to): (Date, Date)) -> impl Iterator<Item = Date> {
    let next = |month: &Date| month.checked_add(1.month()).ok();
    std::iter::successors(Some(from.first_of_month()), next).take_while(move |month| *month <= to).take(36)
}

fn last_month((from, to): (Date, Date)) -> Date {
    if to < from { from.first_of_month() } else { to.first_of_month() }
}

fn on(month: Date, day: i8) -> Date {
    Date::new(month.year(), month.month(), day).unwrap_or(month)
}
