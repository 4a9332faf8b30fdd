//! Runs whole-case scenarios: a base case with changes, handed to the engine with its registers' answers.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use saklig_case::{
    Actor, ActorKind, ApplicationRef, Case, CaseEvent, CaseKey, CaseNumber, Claim, Command, Moment, Month,
    Opening, Outcome, Party, PartyKey, PersonId, Provenance, Role, Source, StatedFact, Value as Fact,
};
use saklig_connect::{
    Agency, BenefitRegister, BenefitReply, FileRegisters, History, PersonRecord, PersonRegister, Question,
    Reply, facts, read,
};
use saklig_engine::{Packages, decide_owned, needs_continue};
use saklig_feel::remark::Remark;
use saklig_feel::{Number, Value};
use saklig_form::{Application, Checks, Submission, validate};
use saklig_package::Package;
use serde_json::Value as Json;

use crate::authority::Powers;
use crate::change::Given;
use crate::coverage::Coverage;

/// How often a case is told to go on before it counts as stuck.
const ROUNDS: usize = 50;
/// Purpose and provision of the questions of a scenario, which nobody is asked.
const ASKED: &str = "scenario";
/// The fact of own registers that another case holds the claim.
const TAKEN: &str = "ansprak_upptaget";

/// What holds for the cases of a section.
pub(crate) struct Stage<'a> {
    pub(crate) package: &'a Package,
    pub(crate) powers: Powers,
    pub(crate) at: Moment,
}

/// What became of a case.
#[derive(Debug)]
pub(crate) enum Became {
    /// The application was rejected.
    Rejected(Vec<Remark>),
    /// A case.
    Case(Box<Case>),
}

/// Why a case could not be run.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The base case has answers or earlier months that cannot be read.
    Base(String),
    /// The engine said no.
    Refused(String),
}

/// A moment as clocks in Sweden show it: `2025-11-24T08:00`.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let local: DateTime = text.parse().ok()?;
    let zoned = local.to_zoned(TimeZone::get("Europe/Stockholm").ok()?).ok()?;
    Some(Moment { now: zoned.timestamp(), today: zoned.date() })
}

/// The moment some days or hours later: `+14d`, `+36h`.
pub(crate) fn later(at: Moment, step: &str) -> Option<Moment> {
    let step = step.trim().strip_prefix('+')?;
    let hours = match (step.strip_suffix('d'), step.strip_suffix('h')) {
        (Some(days), _) => days.parse::<i64>().ok()?.checked_mul(24)?,
        (None, Some(hours)) => hours.parse().ok()?,
        (None, None) => return None,
    };
    let now = at.now.checked_add(SignedDuration::from_hours(hours)).ok()?;
    Some(Moment { now, today: now.to_zoned(TimeZone::get("Europe/Stockholm").ok()?).date() })
}

impl Stage<'_> {
    /// Hands in a case and runs it as far as it goes; then lets time pass in these steps.
    pub(crate) fn run(
        &self,
        given: &Given,
        clock: &[Moment],
        coverage: &mut Coverage,
    ) -> Result<Became, Stopped> {
        let application = match self.application(&given.application) {
            Ok(application) => application,
            Err(remarks) => return Ok(Became::Rejected(remarks)),
        };
        let opening = self.opening(given, &application)?;
        let party =
            opening.parties.first().map_or_else(|| Arc::from("okand"), |party| Arc::clone(&party.key));
        let actor = Actor { kind: ActorKind::Party, key: party };
        let mut case = self.told(None, Command::Open(Box::new(opening)), &actor, &self.at, coverage)?;
        let system = Actor { kind: ActorKind::System, key: Arc::from("saklig") };
        case = self.go_on(case, &system, &self.at, coverage)?;
        for at in clock {
            for _ in 0..ROUNDS {
                let due = case
                    .timers
                    .iter()
                    .filter(|(_, (_, due))| *due <= at.now)
                    .min_by_key(|(_, (_, due))| *due);
                let Some((timer, _)) = due else { break };
                let fire = Command::FireTimer { timer: *timer };
                case = self.told(Some(case), fire, &system, at, coverage)?;
                case = self.go_on(case, &system, at, coverage)?;
            }
        }
        Ok(Became::Case(Box::new(case)))
    }

    fn go_on(
        &self,
        mut case: Case,
        actor: &Actor,
        at: &Moment,
        coverage: &mut Coverage,
    ) -> Result<Case, Stopped> {
        for _ in 0..ROUNDS {
            if !needs_continue(&case, &Packages::pinned(self.package)) {
                break;
            }
            case = self.told(Some(case), Command::Continue, actor, at, coverage)?;
        }
        Ok(case)
    }

    fn told(
        &self,
        case: Option<Case>,
        command: Command,
        actor: &Actor,
        at: &Moment,
        coverage: &mut Coverage,
    ) -> Result<Case, Stopped> {
        let packages = Packages::pinned(self.package);
        let (case, events) = decide_owned(case, &packages, &self.powers.register, command, actor, at)
            .map_err(|rejection| Stopped::Refused(rejection.to_string()))?;
        for event in &events {
            if let CaseEvent::Evaluated(evaluation) = event {
                coverage.evaluation(self.package, evaluation);
            }
        }
        Ok(case)
    }

    fn application(&self, json: &Json) -> Result<Application, Vec<Remark>> {
        let Some(form) = self.package.form() else { return Err(Vec::new()) };
        let today = self.at.today;
        let person = move |text: &str| {
            let id = PersonId::parse(text, today).ok().filter(PersonId::is_person)?;
            Some(id.reveal().to_owned())
        };
        let text = json.to_string();
        validate(
            &Submission { text: &text, file: "", first_line: 1 },
            form,
            &Checks { person_number: &person },
        )
    }

    fn opening(&self, given: &Given, application: &Application) -> Result<Opening, Stopped> {
        let refused = |error: &dyn std::fmt::Display| Stopped::Refused(error.to_string());
        let key = CaseKey::new(1).map_err(|error| refused(&error))?;
        let number = CaseNumber::new("SC-2000-000001").ok_or_else(|| refused(&"SC-2000-000001"))?;
        let received_at = application.received_at.unwrap_or(self.at.now);
        let month = self.package.month_of(application);
        let mut parties = self.package.parties_of(application, received_at, self.at.today);
        let mut facts = vec![(self.said(Source::Applicant), self.package.facts_of(application))];
        facts.push((self.said(Source::OwnRegister), own_facts(given)));
        self.answers(given, &mut parties, key, month, &mut facts)?;
        let taken = given.own.get(TAKEN) == Some(&Value::Boolean(true));
        let other = CaseKey::new(2).map_err(|error| refused(&error))?;
        let claims = if taken { Vec::new() } else { self.claims(&parties, month) };
        Ok(Opening {
            key,
            number,
            at: self.at.now,
            case_type: Arc::clone(self.package.id()),
            bundle: Arc::clone(self.package.bundle()),
            month,
            parties,
            application: Some(ApplicationRef {
                channel: Arc::clone(&application.channel),
                external_id: application.id.clone().unwrap_or_default(),
                sha256: Arc::default(),
                form: Arc::clone(&application.form),
                language: Arc::clone(&application.language),
                received_at,
            }),
            claims,
            claim_held_by: taken.then_some(other),
            draw: Some(self.powers.draw.clone()),
            facts,
            reasons: Vec::new(),
        })
    }

    /// One claim for each adult, where the package has claims.
    fn claims(&self, parties: &[Party], month: Option<Month>) -> Vec<Claim> {
        let (Some(claim), Some(month)) = (self.package.claim(), month) else { return Vec::new() };
        let adults = parties.iter().filter(|party| party.is_adult());
        let key = |party: &Party| Arc::from(format!("{}/{month}", party.key));
        adults.map(|party| Claim { kind: Arc::clone(&claim.kind), key: key(party) }).collect()
    }

    fn said(&self, source: Source) -> Provenance {
        Provenance { source, at: self.at.now, evidence: None }
    }

    /// What the sources of the package say, as facts, and about the parties' protection.
    fn answers(
        &self,
        given: &Given,
        parties: &mut [Party],
        key: CaseKey,
        month: Option<Month>,
        into: &mut Vec<(Provenance, Vec<StatedFact>)>,
    ) -> Result<(), Stopped> {
        let registers = Registers::read(given)?;
        let port =
            |name: &'static str| self.package.sources().iter().filter(move |source| &*source.port == name);
        let of = |adults: bool| -> Vec<(PartyKey, PersonId)> {
            let fits = |party: &&Party| if adults { party.is_adult() } else { party.role == Role::Child };
            let number = |party: &Party| Some((Arc::clone(&party.key), party.number()?.clone()));
            parties.iter().filter(fits).filter_map(number).collect()
        };
        let (adults, children) = (of(true), of(false));
        let mut answers = Vec::new();
        if port("PersonRegister").next().is_some() {
            let ask = |people: &[(PartyKey, PersonId)]| -> Vec<(PartyKey, Reply<PersonRecord>)> {
                let asked = people.iter();
                asked
                    .map(|(role, person)| (Arc::clone(role), registers.person(key, person, &self.at)))
                    .collect()
            };
            answers.push(facts::population_facts(&ask(&adults), &ask(&children)));
        }
        let agencies: Vec<Agency> =
            port("BenefitRegister").filter_map(|s| Agency::from_word(&s.id)).collect();
        if !agencies.is_empty() {
            let replies: Vec<(PartyKey, BenefitReply)> = adults
                .iter()
                .map(|(role, person)| {
                    (Arc::clone(role), registers.benefits(key, person, &agencies, &self.at))
                })
                .collect();
            answers.extend(agencies.iter().map(|agency| facts::agency_facts(*agency, &replies)));
        }
        if let (Some(month), true) = (month, port("BusinessSystem").next().is_some()) {
            answers.push(facts::history_facts(&registers.history, &adults, month, self.at.now));
        }
        for answer in answers {
            for (role, protection) in &answer.protection {
                for party in parties.iter_mut().filter(|party| party.key == *role) {
                    party.protection = *protection;
                }
            }
            into.push((answer.provenance, answer.facts));
        }
        Ok(())
    }
}

/// The registers that answer out of a base case.
struct Registers {
    lines: Vec<saklig_connect::AnswerLine>,
    files: FileRegisters,
    history: History,
}

impl Registers {
    fn read(given: &Given) -> Result<Self, Stopped> {
        let text = |lines: &[Json]| lines.iter().map(Json::to_string).collect::<Vec<_>>().join("\n");
        let fault = |remark: &saklig_connect::Remark| {
            Stopped::Base(format!("{} {}: {}", remark.code, remark.path, remark.what))
        };
        let (lines, remarks) = read::answers("svar", &text(&given.answers));
        let (files, overlaps) = FileRegisters::new(lines.clone());
        let (months, unread) = read::earlier("tidigare", &text(&given.earlier), "tidigare");
        if let Some(remark) = remarks.iter().chain(&overlaps).chain(&unread).next() {
            return Err(fault(remark));
        }
        let history = if months.is_empty() { History::Silent } else { History::Months(months) };
        Ok(Self { lines, files, history })
    }

    /// A question about the whole time that the base case has answers for.
    fn question(&self, key: CaseKey, person: &PersonId) -> Option<Question> {
        let own = || self.lines.iter().filter(|line| line.person == *person);
        let (from, to) = (own().map(|line| line.from).min()?, own().map(|line| line.to).max()?);
        let why = Arc::from(ASKED);
        Question::new(key, &why, &why, person.clone(), (from, to)).ok()
    }

    fn person(&self, key: CaseKey, person: &PersonId, at: &Moment) -> Reply<PersonRecord> {
        let asked = self
            .question(key, person)
            .and_then(|question| PersonRegister::ask(&self.files, &question, at.now).ok());
        asked.unwrap_or_else(|| Reply::not_asked(at.now))
    }

    fn benefits(&self, key: CaseKey, person: &PersonId, agencies: &[Agency], at: &Moment) -> BenefitReply {
        let question = self.question(key, person);
        let asked =
            question.and_then(|question| BenefitRegister::ask(&self.files, &question, agencies, at.now).ok());
        asked.unwrap_or_else(|| BenefitReply::not_asked(at.now))
    }
}

/// The facts of own registers: nobody else holds the month, nothing is decided, unless the scenario says so.
fn own_facts(given: &Given) -> Vec<StatedFact> {
    let usual = [
        (TAKEN, Fact::Boolean(false)),
        ("beslut_for_manaden", Fact::Boolean(false)),
        ("liknande", Fact::Number(Number::from(0))),
    ];
    let said = given.own.iter().filter_map(|(name, value)| Some((name.as_str(), fact(value)?)));
    let usual = usual.into_iter().filter(|(name, _)| !given.own.contains_key(*name));
    let all = usual.chain(said);
    all.filter_map(|(name, value)| Some(StatedFact::known(format!("eget.{name}").parse().ok()?, value)))
        .collect()
}

fn fact(value: &Value) -> Option<Fact> {
    match value {
        Value::Boolean(value) => Some(Fact::Boolean(*value)),
        Value::Number(value) => Some(Fact::Number(*value)),
        Value::String(value) => Some(Fact::Text(Arc::clone(value))),
        Value::Date(value) => Some(Fact::Date(*value)),
        _ => None,
    }
}

/// What is decided or proposed: outcome and amount, also where the gate was not reached.
pub(crate) fn proposed(package: &Package, case: &Case) -> Option<(Outcome, Number)> {
    let decided = case.decision().map(saklig_case::Decision::proposal);
    let standing = case.standing.as_ref().and_then(|standing| standing.proposal.as_ref());
    if let Some(proposal) = decided.or(standing) {
        return Some((proposal.outcome, proposal.amount));
    }
    let root = &package.decision_paths()?.proposal;
    let value = |name: &str| case.facts.value(&format!("{root}.{name}"));
    let outcome = value("utfall").and_then(|value| Outcome::from_word(value.as_text()?))?;
    Some((outcome, value("belopp").and_then(Fact::as_number).unwrap_or_else(|| Number::from(0))))
}
