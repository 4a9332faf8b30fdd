//! Facts and who said them.

use std::sync::Arc;

use saklig_case::{Answer, FactState, Path, Provenance, Source, StatedFact, Value};
use serde::{Deserialize, Serialize};

use crate::atoms::{A, a};

/// The value of a fact; the tag keeps a date from being read as a text.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Written {
    #[serde(rename = "b")]
    Boolean(bool),
    #[serde(rename = "n")]
    Number(A<saklig_number::Number>),
    #[serde(rename = "t")]
    Text(Arc<str>),
    #[serde(rename = "d")]
    Date(A<jiff::civil::Date>),
    #[serde(rename = "m")]
    Month(A<saklig_case::Month>),
    #[serde(rename = "i")]
    Instant(A<jiff::Timestamp>),
    #[serde(rename = "l")]
    Items(Vec<Arc<str>>),
}

impl From<&Value> for Written {
    fn from(value: &Value) -> Self {
        match value {
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Number(number) => Self::Number(A(*number)),
            Value::Text(text) => Self::Text(text.clone()),
            Value::Date(date) => Self::Date(A(*date)),
            Value::Month(month) => Self::Month(A(*month)),
            Value::Instant(at) => Self::Instant(A(*at)),
            Value::Items(items) => Self::Items(items.clone()),
        }
    }
}

impl From<Written> for Value {
    fn from(written: Written) -> Self {
        match written {
            Written::Boolean(value) => Self::Boolean(value),
            Written::Number(number) => Self::Number(number.0),
            Written::Text(text) => Self::Text(text),
            Written::Date(date) => Self::Date(date.0),
            Written::Month(month) => Self::Month(month.0),
            Written::Instant(at) => Self::Instant(at.0),
            Written::Items(items) => Self::Items(items),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum State {
    #[serde(rename = "v")]
    Known(Written),
    #[serde(rename = "tom")]
    Empty,
    #[serde(rename = "okand")]
    Unknown {
        skal: A<saklig_case::UnknownReason>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        del: Option<Written>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stated {
    p: A<Path>,
    s: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    g: Option<(A<jiff::civil::Date>, Option<A<jiff::civil::Date>>)>,
}

impl From<&StatedFact> for Stated {
    fn from(fact: &StatedFact) -> Self {
        let s = match &fact.state {
            FactState::Known(value) => State::Known(value.into()),
            FactState::Empty => State::Empty,
            FactState::Unknown { reason, part } => {
                State::Unknown { skal: A(*reason), del: part.as_ref().map(Written::from) }
            }
        };
        Self { p: a(&fact.path), s, g: fact.valid.map(|(from, to)| (A(from), to.map(A))) }
    }
}

impl From<Stated> for StatedFact {
    fn from(stated: Stated) -> Self {
        let state = match stated.s {
            State::Known(value) => FactState::Known(value.into()),
            State::Empty => FactState::Empty,
            State::Unknown { skal, del } => FactState::Unknown { reason: skal.0, part: del.map(Value::from) },
        };
        Self { path: stated.p.0, state, valid: stated.g.map(|(from, to)| (from.0, to.map(|to| to.0))) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Said {
    #[serde(rename = "ansokan")]
    Applicant,
    #[serde(rename = "register")]
    Register(Arc<str>),
    #[serde(rename = "egna")]
    OwnRegister,
    #[serde(rename = "import")]
    Import(Arc<str>),
    #[serde(rename = "regel")]
    Rule(A<saklig_case::Key>),
    #[serde(rename = "arbetare")]
    Worker(Arc<str>, A<saklig_case::Key>),
    #[serde(rename = "robot")]
    Robot(Arc<str>, A<saklig_case::Key>),
    #[serde(rename = "handlaggare")]
    Officer(Arc<str>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Origin {
    av: Said,
    vid: A<jiff::Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    underlag: Option<Arc<str>>,
}

impl From<&Provenance> for Origin {
    fn from(provenance: &Provenance) -> Self {
        let av = match &provenance.source {
            Source::Applicant => Said::Applicant,
            Source::Register(name) => Said::Register(name.clone()),
            Source::OwnRegister => Said::OwnRegister,
            Source::Import(system) => Said::Import(system.clone()),
            Source::Rule(key) => Said::Rule(A(*key)),
            Source::Worker(kind, job) => Said::Worker(kind.clone(), A(*job)),
            Source::Robot(name, job) => Said::Robot(name.clone(), A(*job)),
            Source::Officer(account) => Said::Officer(account.clone()),
        };
        Self { av, vid: A(provenance.at), underlag: provenance.evidence.clone() }
    }
}

impl From<Origin> for Provenance {
    fn from(from: Origin) -> Self {
        let source = match from.av {
            Said::Applicant => Source::Applicant,
            Said::Register(name) => Source::Register(name),
            Said::OwnRegister => Source::OwnRegister,
            Said::Import(system) => Source::Import(system),
            Said::Rule(key) => Source::Rule(key.0),
            Said::Worker(kind, job) => Source::Worker(kind, job.0),
            Said::Robot(name, job) => Source::Robot(name, job.0),
            Said::Officer(account) => Source::Officer(account),
        };
        Self { source, at: from.vid.0, evidence: from.underlag }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    fran: Origin,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ersatter: Vec<Arc<str>>,
    uppgifter: Vec<Stated>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    skydd: Vec<(Arc<str>, A<saklig_case::Protection>)>,
}

impl From<&Answer> for Answered {
    fn from(answer: &Answer) -> Self {
        Self {
            fran: (&answer.provenance).into(),
            ersatter: answer.replaces.clone(),
            uppgifter: answer.facts.iter().map(Stated::from).collect(),
            skydd: answer.protection.iter().map(|(party, state)| (party.clone(), A(*state))).collect(),
        }
    }
}

impl From<Answered> for Answer {
    fn from(answered: Answered) -> Self {
        Self {
            provenance: answered.fran.into(),
            replaces: answered.ersatter,
            facts: answered.uppgifter.into_iter().map(StatedFact::from).collect(),
            protection: answered.skydd.into_iter().map(|(party, state)| (party, state.0)).collect(),
        }
    }
}

/// A batch of facts from one source, as an opening hands them in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    fran: Origin,
    uppgifter: Vec<Stated>,
}

impl From<&(Provenance, Vec<StatedFact>)> for Batch {
    fn from((provenance, facts): &(Provenance, Vec<StatedFact>)) -> Self {
        Self { fran: provenance.into(), uppgifter: facts.iter().map(Stated::from).collect() }
    }
}

impl From<Batch> for (Provenance, Vec<StatedFact>) {
    fn from(batch: Batch) -> Self {
        (batch.fran.into(), batch.uppgifter.into_iter().map(StatedFact::from).collect())
    }
}
