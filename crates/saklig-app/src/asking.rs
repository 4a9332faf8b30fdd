//! Questions to registers: who is asked about whom, for which purpose and by which provision; what the answers say.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{Answer, Case, Party, PartyKey, PersonId, Role};
use saklig_connect::{
    Agency, BenefitReply, Failure, HistoryQuestion, PersonRecord, Question, Received, Reply, evidence, facts,
};
use saklig_engine::View;
use saklig_feel::Env;
use saklig_package::{Package, SourceDecl};

use crate::app::App;
use crate::error::AppError;
use crate::worker::Ports;

/// What came of a question: the facts, and the raw answers to keep.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) answers: Vec<Answer>,
    /// Raw answers, one text per person.
    pub(crate) raw: Vec<String>,
    /// A source could not be reached: its code.
    pub(crate) failed: Option<Arc<str>>,
    /// Whether asking again may help; an answer that was refused, e.g. about somebody else, stays refused.
    pub(crate) again: bool,
}

impl Said {
    fn failed_by(&mut self, failure: &Failure) {
        self.failed = Some(Arc::from(failure.code()));
        self.again |= failure.may_be_repeated();
    }
}

/// A party that is asked about.
type Asked = (PartyKey, PersonId);

impl App {
    /// Asks all sources of one question of a package about the people of a case.
    pub(crate) fn ask(
        &self,
        ports: &Ports,
        package: &Package,
        case: &Case,
        question: &str,
        now: Timestamp,
    ) -> Result<Said, AppError> {
        let mut said = Said::default();
        let sources: Vec<&SourceDecl> =
            package.sources().iter().filter(|s| s.question.as_ref() == question).collect();
        let of = |port: &str| sources.iter().copied().filter(|s| s.port.as_ref() == port).collect::<Vec<_>>();
        let mut view = View::new(package, case.month, Self::moment(now).today);
        let slots = view.slots(case);
        if let Some(source) = of("PersonRegister").first() {
            population(ports, case, source, &slots, now, &mut said);
        }
        let benefits = of("BenefitRegister");
        if !benefits.is_empty() {
            agencies(ports, case, &benefits, &slots, now, &mut said);
        }
        if let Some(source) = of("BusinessSystem").first() {
            self.earlier_months(ports, case, source, now, &mut said)?;
        }
        Ok(said)
    }

    fn earlier_months(
        &self,
        ports: &Ports,
        case: &Case,
        source: &SourceDecl,
        now: Timestamp,
        said: &mut Said,
    ) -> Result<(), AppError> {
        let adults = people(case, true);
        let Some(month) = case.month else { return Ok(()) };
        let numbers = adults.iter().map(|(_, number)| number.clone()).collect();
        let answer = match HistoryQuestion::new(case.key, &source.purpose, &source.lagrum, numbers, month) {
            Ok(question) => {
                let history = self.history(ports.earlier.as_deref(), &question, now)?;
                facts::history_facts(&history, &adults, month, now)
            }
            Err(error) => {
                said.failed = Some(Arc::from(error.to_string()));
                facts::history_failed(now)
            }
        };
        said.answers.push(answer);
        Ok(())
    }
}

/// The adults, or the children, of a case with their numbers.
fn people(case: &Case, adults: bool) -> Vec<Asked> {
    let fits = |party: &&Party| if adults { party.is_adult() } else { party.role == Role::Child };
    let number = |party: &Party| Some((Arc::clone(&party.key), party.number()?.clone()));
    case.parties.iter().filter(fits).filter_map(number).collect()
}

/// The period a source is asked about; the case's month and the two before it when the package does not say.
fn period(case: &Case, source: &SourceDecl, slots: &[saklig_feel::Value], now: Timestamp) -> (Date, Date) {
    let day = |program: Option<&saklig_feel::Program>| {
        let evaluation = program?.evaluate(slots, &Env::new()).ok()?;
        evaluation.value.as_date()
    };
    let month = case.month.unwrap_or_else(|| saklig_case::Month::of(App::moment(now).today));
    let from = day(source.from.as_ref()).unwrap_or_else(|| month.plus(-2).first_day());
    let to = day(source.to.as_ref()).unwrap_or_else(|| month.last_day());
    (from, to)
}

fn population(
    ports: &Ports,
    case: &Case,
    source: &SourceDecl,
    slots: &[saklig_feel::Value],
    now: Timestamp,
    said: &mut Said,
) {
    let period = period(case, source, slots, now);
    let mut received: Vec<Received> = Vec::new();
    let mut ask = |(role, number): &Asked| -> (PartyKey, Reply<PersonRecord>) {
        let question = Question::new(case.key, &source.purpose, &source.lagrum, number.clone(), period);
        let reply = match question.map_err(|error| error.to_string()) {
            Ok(question) => {
                let (answer, kept) = ports.persons.ask_kept(&question, now);
                received.extend(kept);
                answer.unwrap_or_else(|failure| {
                    said.failed_by(&failure);
                    Reply::failed(failure.code(), now)
                })
            }
            Err(error) => {
                said.failed = Some(Arc::from(error.as_str()));
                Reply::failed(&error, now)
            }
        };
        (Arc::clone(role), reply)
    };
    let adults: Vec<_> = people(case, true).iter().map(&mut ask).collect();
    let children: Vec<_> = people(case, false).iter().map(&mut ask).collect();
    let masked = facts::household_is_masked(adults.iter().chain(&children).map(|(_, reply)| reply));
    for ((_, number), (_, reply)) in
        people(case, true).iter().chain(&people(case, false)).zip(adults.iter().chain(&children))
    {
        said.raw.push(evidence::line(number, period, &reply.answer, &BenefitReply::not_asked(now), masked));
    }
    said.raw.extend(received.iter().map(|received| received.line(masked)));
    said.answers.push(facts::population_facts(&adults, &children));
}

fn agencies(
    ports: &Ports,
    case: &Case,
    sources: &[&SourceDecl],
    slots: &[saklig_feel::Value],
    now: Timestamp,
    said: &mut Said,
) {
    let mut replies: Vec<(PartyKey, BenefitReply)> = Vec::new();
    let asked: Vec<Agency> = sources.iter().filter_map(|source| Agency::from_word(&source.id)).collect();
    for (role, number) in people(case, true) {
        let mut reply = BenefitReply::not_asked(now);
        // Sources with the same period go in one question, as SSBTEK takes them.
        let mut periods: Vec<(Date, Date)> = sources.iter().map(|s| period(case, s, slots, now)).collect();
        periods.sort_unstable();
        periods.dedup();
        for span in periods {
            let group: Vec<&SourceDecl> =
                sources.iter().copied().filter(|s| period(case, s, slots, now) == span).collect();
            ask_group(ports, case, &group, &number, span, now, &mut reply, said);
        }
        let unanswered = saklig_connect::Answered::NotAsked;
        let masked = case.is_masked();
        let span = sources.first().map_or((now_day(now), now_day(now)), |s| period(case, s, slots, now));
        said.raw.push(evidence::line(&number, span, &unanswered, &reply, masked));
        replies.push((role, reply));
    }
    said.answers.extend(asked.into_iter().map(|agency| facts::agency_facts(agency, &replies)));
}

fn now_day(now: Timestamp) -> Date {
    App::moment(now).today
}

#[allow(clippy::too_many_arguments, reason = "one question, and where its answer goes")]
fn ask_group(
    ports: &Ports,
    case: &Case,
    group: &[&SourceDecl],
    number: &PersonId,
    span: (Date, Date),
    now: Timestamp,
    reply: &mut BenefitReply,
    said: &mut Said,
) {
    let Some(first) = group.first() else { return };
    let agencies: Vec<Agency> = group.iter().filter_map(|source| Agency::from_word(&source.id)).collect();
    let question = Question::new(case.key, &first.purpose, &first.lagrum, number.clone(), span);
    let code = match question {
        Ok(question) => {
            let (answer, kept) = ports.benefits.ask_kept(&question, &agencies, now);
            said.raw.extend(kept.map(|received| received.line(case.is_masked())));
            match answer {
                Ok(answer) => return take_over(reply, &answer, &agencies),
                Err(failure) => {
                    said.failed_by(&failure);
                    failure.code().to_owned()
                }
            }
        }
        Err(error) => {
            said.failed = Some(Arc::from(error.to_string()));
            error.to_string()
        }
    };
    for agency in agencies {
        reply.fail(agency, &code, now);
    }
}

/// Puts the answers of some agencies beside those of the others.
fn take_over(reply: &mut BenefitReply, from: &BenefitReply, agencies: &[Agency]) {
    for agency in agencies {
        match agency {
            Agency::Af => reply.af.clone_from(&from.af),
            Agency::Csn => reply.csn.clone_from(&from.csn),
            Agency::Fk => reply.fk.clone_from(&from.fk),
            Agency::Skv => reply.skv.clone_from(&from.skv),
            Agency::So => reply.so.clone_from(&from.so),
            Agency::Tns => reply.tns.clone_from(&from.tns),
            Agency::Miv => reply.miv.clone_from(&from.miv),
        }
    }
}
