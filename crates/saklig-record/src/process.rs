//! Tokens, instances, work and tasks.

use std::sync::Arc;

use saklig_case::{self as domain, Reason};
use serde::{Deserialize, Serialize};

use crate::atoms::{A, blank, is_blank, is_false};
use crate::opening::Skal;

/// A token: scope and flow.
pub(crate) type Token = (Option<A<domain::Key>>, Arc<str>);

pub(crate) fn tokens(tokens: &[domain::Token]) -> Vec<Token> {
    tokens.iter().map(|token| (token.scope.map(A), token.flow.clone())).collect()
}

pub(crate) fn domain_tokens(tokens: Vec<Token>) -> Vec<domain::Token> {
    tokens
        .into_iter()
        .map(|(scope, flow)| domain::Token { scope: scope.map(|scope| scope.0), flow })
        .collect()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Waiting {
    #[serde(rename = "uppdrag")]
    Work(A<domain::Key>),
    #[serde(rename = "uppgift")]
    Task(A<domain::Key>),
    #[serde(rename = "tid")]
    Timer(A<domain::Key>),
    #[serde(rename = "meddelande")]
    Message(Arc<str>, Arc<str>),
    #[serde(rename = "villkor")]
    Condition(bool),
    #[serde(rename = "inuti")]
    Inside,
    #[serde(rename = "stopp")]
    Incident(A<domain::Key>),
}

impl From<&domain::Waiting> for Waiting {
    fn from(waiting: &domain::Waiting) -> Self {
        match waiting {
            domain::Waiting::Work(key) => Self::Work(A(*key)),
            domain::Waiting::Task(key) => Self::Task(A(*key)),
            domain::Waiting::Timer(key) => Self::Timer(A(*key)),
            domain::Waiting::Message(name, key) => Self::Message(name.clone(), key.clone()),
            domain::Waiting::Condition(last) => Self::Condition(*last),
            domain::Waiting::Inside => Self::Inside,
            domain::Waiting::Incident(key) => Self::Incident(A(*key)),
        }
    }
}

impl From<Waiting> for domain::Waiting {
    fn from(waiting: Waiting) -> Self {
        match waiting {
            Waiting::Work(key) => Self::Work(key.0),
            Waiting::Task(key) => Self::Task(key.0),
            Waiting::Timer(key) => Self::Timer(key.0),
            Waiting::Message(name, key) => Self::Message(name, key),
            Waiting::Condition(last) => Self::Condition(last),
            Waiting::Inside => Self::Inside,
            Waiting::Incident(key) => Self::Incident(key.0),
        }
    }
}

/// Boundary events and what each waits for.
pub(crate) type Armed = Vec<(Arc<str>, Waiting)>;

pub(crate) fn armed(boundary: &[(Arc<str>, domain::Waiting)]) -> Armed {
    boundary.iter().map(|(element, waiting)| (element.clone(), waiting.into())).collect()
}

pub(crate) fn domain_armed(boundary: Armed) -> Vec<(Arc<str>, domain::Waiting)> {
    boundary.into_iter().map(|(element, waiting)| (element, waiting.into())).collect()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instance {
    element: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inuti: Option<A<domain::Key>>,
    vantar: Waiting,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kant: Armed,
    sedan: A<jiff::Timestamp>,
}

impl From<&domain::Instance> for Instance {
    fn from(instance: &domain::Instance) -> Self {
        Self {
            element: instance.element.clone(),
            inuti: instance.scope.map(A),
            vantar: (&instance.waiting).into(),
            kant: armed(&instance.boundary),
            sedan: A(instance.since),
        }
    }
}

impl From<Instance> for domain::Instance {
    fn from(instance: Instance) -> Self {
        Self {
            element: instance.element,
            scope: instance.inuti.map(|scope| scope.0),
            waiting: instance.vantar.into(),
            boundary: domain_armed(instance.kant),
            since: instance.sedan.0,
        }
    }
}

/// Work that is ordered, with what the job row needs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Work {
    nyckel: A<domain::Key>,
    arende: A<domain::CaseKey>,
    typ: Arc<str>,
    instans: A<domain::Key>,
    affarsnyckel: Arc<str>,
    #[serde(default = "blank", skip_serializing_if = "is_blank")]
    mal: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beslut: Option<A<domain::Key>>,
    vid: A<jiff::Timestamp>,
    #[serde(default)]
    prioritet: i32,
    tidigast: A<jiff::Timestamp>,
    #[serde(default, skip_serializing_if = "is_false")]
    hallet: bool,
}

impl From<(&domain::Work, &domain::NewJob)> for Work {
    fn from((work, job): (&domain::Work, &domain::NewJob)) -> Self {
        Self {
            nyckel: A(work.key),
            arende: A(job.case),
            typ: work.kind.clone(),
            instans: A(work.instance),
            affarsnyckel: work.business_key.clone(),
            mal: work.target.clone(),
            beslut: work.decision.map(A),
            vid: A(work.ordered_at),
            prioritet: job.priority,
            tidigast: A(job.not_before),
            hallet: job.held,
        }
    }
}

impl From<Work> for (domain::Work, domain::NewJob) {
    fn from(work: Work) -> Self {
        let job = domain::NewJob {
            key: work.nyckel.0,
            case: work.arende.0,
            kind: work.typ.clone(),
            business_key: work.affarsnyckel.clone(),
            priority: work.prioritet,
            not_before: work.tidigast.0,
            held: work.hallet,
        };
        let ordered = domain::Work {
            key: work.nyckel.0,
            kind: work.typ,
            instance: work.instans.0,
            business_key: work.affarsnyckel,
            target: work.mal,
            decision: work.beslut.map(|key| key.0),
            state: domain::WorkState::Ordered,
            ordered_at: work.vid.0,
        };
        (ordered, job)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Task {
    nyckel: A<domain::Key>,
    slag: A<domain::TaskKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instans: Option<A<domain::Key>>,
    ko: Arc<str>,
    skal: Vec<Skal>,
    vid: A<jiff::Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    senast: Option<A<jiff::Timestamp>>,
}

impl From<&domain::Task> for Task {
    fn from(task: &domain::Task) -> Self {
        Self {
            nyckel: A(task.key),
            slag: A(task.kind),
            instans: task.instance.map(A),
            ko: task.queue.clone(),
            skal: task.reasons.iter().map(Skal::from).collect(),
            vid: A(task.opened_at),
            senast: task.deadline.map(A),
        }
    }
}

impl From<Task> for domain::Task {
    fn from(task: Task) -> Self {
        Self {
            key: task.nyckel.0,
            kind: task.slag.0,
            instance: task.instans.map(|key| key.0),
            queue: task.ko,
            reasons: task.skal.into_iter().map(Reason::from).collect(),
            opened_at: task.vid.0,
            deadline: task.senast.map(|at| at.0),
            state: domain::TaskState::Open,
        }
    }
}
