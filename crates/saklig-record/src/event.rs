//! One event of a case, `kind@version`.

use std::sync::Arc;

use saklig_case::{self as domain, CaseEvent, Reason};
use serde::{Deserialize, Serialize};

use crate::Unreadable;
use crate::atoms::{A, a, blank, is_blank, is_false};
use crate::decision::{Beslut, Forberett, Forslag};
use crate::facts::{Answered, Stated};
use crate::opening::{Historik, Opening, Skal};
use crate::process::{self, Armed, Instance, Task, Token, Waiting, Work};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Traff {
    t: Arc<str>,
    r: Vec<Arc<str>>,
    #[serde(default, skip_serializing_if = "is_false")]
    oklar: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evaluation {
    nyckel: A<domain::Key>,
    #[serde(default = "blank", skip_serializing_if = "is_blank")]
    element: Arc<str>,
    regel: Arc<str>,
    paket: Arc<str>,
    vid: A<jiff::Timestamp>,
    till: A<domain::Path>,
    tabeller: Vec<Traff>,
    last: Vec<A<domain::Path>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    okant: Vec<A<domain::Path>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    antaget: Vec<(Arc<str>, Arc<str>)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parametrar: Vec<(Arc<str>, Arc<str>, A<domain::Confidence>)>,
    #[serde(default, skip_serializing_if = "is_false")]
    oklar: bool,
    resultat: Vec<Stated>,
}

impl From<&domain::Evaluation> for Evaluation {
    fn from(evaluation: &domain::Evaluation) -> Self {
        let hit =
            |hit: &domain::TableHit| Traff { t: hit.table.clone(), r: hit.rules.clone(), oklar: !hit.clear };
        let read = |read: &domain::ParameterRead| (read.path.clone(), read.value.clone(), A(read.confidence));
        Self {
            nyckel: A(evaluation.key),
            element: evaluation.element.clone(),
            regel: evaluation.decision.clone(),
            paket: evaluation.bundle.clone(),
            vid: A(evaluation.at),
            till: a(&evaluation.target),
            tabeller: evaluation.tables.iter().map(hit).collect(),
            last: evaluation.facts.iter().map(a).collect(),
            okant: evaluation.unknown.iter().map(a).collect(),
            antaget: evaluation.assumed.clone(),
            parametrar: evaluation.parameters.iter().map(read).collect(),
            oklar: !evaluation.clear,
            resultat: evaluation.result.iter().map(Stated::from).collect(),
        }
    }
}

impl From<Evaluation> for domain::Evaluation {
    fn from(written: Evaluation) -> Self {
        let hit = |hit: Traff| domain::TableHit { table: hit.t, rules: hit.r, clear: !hit.oklar };
        Self {
            key: written.nyckel.0,
            element: written.element,
            decision: written.regel,
            bundle: written.paket,
            at: written.vid.0,
            target: written.till.0,
            tables: written.tabeller.into_iter().map(hit).collect(),
            facts: written.last.into_iter().map(|path| path.0).collect(),
            unknown: written.okant.into_iter().map(|path| path.0).collect(),
            assumed: written.antaget,
            parameters: written
                .parametrar
                .into_iter()
                .map(|(path, value, confidence)| domain::ParameterRead {
                    path,
                    value,
                    confidence: confidence.0,
                })
                .collect(),
            clear: !written.oklar,
            result: written.resultat.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rad {
    slag: Arc<str>,
    text: Arc<str>,
    belopp: A<saklig_number::Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ansokt: Option<A<saklig_number::Number>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Handrad {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    belopp: Option<A<saklig_number::Number>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tillagd: Option<(Arc<str>, Arc<str>)>,
    av: Arc<str>,
    skal: Arc<str>,
}

/// An event as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Event {
    #[serde(rename = "opened@1")]
    Opened(Box<Opening>),
    #[serde(rename = "imported@1")]
    Imported {
        oppning: Box<Opening>,
        ur: Historik,
        utfall: A<domain::Outcome>,
        belopp: A<saklig_number::Number>,
    },
    #[serde(rename = "evaluated@1")]
    Evaluated(Box<Evaluation>),
    #[serde(rename = "work-ordered@1")]
    WorkOrdered(Box<Work>),
    #[serde(rename = "decided@1")]
    Decided(Box<Beslut>),
    /// Version 2 has the second officer who took part; a decision by one is still written as version 1.
    #[serde(rename = "decided@2")]
    DecidedByTwo(Box<Beslut>),
    #[serde(rename = "decision-prepared@1")]
    DecisionPrepared(Box<Forberett>),
    #[serde(rename = "decision-returned@1")]
    DecisionReturned { uppgift: A<domain::Key>, av: Arc<str>, skal: Arc<str> },
    #[serde(rename = "task-opened@1")]
    TaskOpened(Box<Task>),
    #[serde(rename = "resumed@1")]
    Resumed,
    #[serde(rename = "ended@1")]
    Ended,
    #[serde(rename = "facts-stated@1")]
    FactsStated {
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        skal: Arc<str>,
        svar: Vec<Answered>,
    },
    #[serde(rename = "passed@1")]
    Passed {
        e: Arc<str>,
        #[serde(rename = "in")]
        in_: Vec<Token>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ut: Vec<Token>,
    },
    #[serde(rename = "entered@1")]
    Entered {
        nyckel: A<domain::Key>,
        #[serde(rename = "in", default, skip_serializing_if = "Vec::is_empty")]
        in_: Vec<Token>,
        instans: Instance,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ut: Vec<Token>,
    },
    #[serde(rename = "wait-changed@1")]
    WaitChanged {
        nyckel: A<domain::Key>,
        vantar: Waiting,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kant: Armed,
    },
    #[serde(rename = "left@1")]
    Left {
        nyckel: A<domain::Key>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        over: Arc<str>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ut: Vec<Token>,
    },
    #[serde(rename = "branched@1")]
    Branched { nyckel: A<domain::Key>, kant: Arc<str>, ut: Vec<Token> },
    #[serde(rename = "work-done@1")]
    WorkDone {
        uppdrag: A<domain::Key>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        kvitto: Arc<str>,
        vid: A<jiff::Timestamp>,
    },
    #[serde(rename = "work-failed@1")]
    WorkFailed {
        uppdrag: A<domain::Key>,
        kod: Arc<str>,
        #[serde(default, skip_serializing_if = "is_false")]
        verksamhet: bool,
    },
    #[serde(rename = "work-cancelled@1")]
    WorkCancelled { uppdrag: A<domain::Key> },
    #[serde(rename = "timer-set@1")]
    TimerSet { nyckel: A<domain::Key>, instans: A<domain::Key>, vid: A<jiff::Timestamp> },
    #[serde(rename = "timer-ended@1")]
    TimerEnded {
        nyckel: A<domain::Key>,
        #[serde(default, skip_serializing_if = "is_false")]
        utlost: bool,
    },
    #[serde(rename = "rows-reconciled@1")]
    RowsReconciled {
        blad: Arc<str>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        nya: Vec<(Arc<str>, Rad)>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        borta: Vec<Arc<str>>,
    },
    #[serde(rename = "row-changed@1")]
    RowChanged {
        blad: Arc<str>,
        rad: Arc<str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        satt: Option<Handrad>,
    },
    #[serde(rename = "warning-opened@1")]
    WarningOpened {
        typ: Arc<str>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        om: Arc<str>,
        niva: A<domain::Severity>,
        text: Arc<str>,
    },
    #[serde(rename = "warning-closed@1")]
    WarningClosed {
        typ: Arc<str>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        om: Arc<str>,
    },
    #[serde(rename = "warning-acknowledged@1")]
    WarningAcknowledged {
        typ: Arc<str>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        om: Arc<str>,
        av: Arc<str>,
        skal: Arc<str>,
        vid: A<jiff::Timestamp>,
    },
    #[serde(rename = "referred@1")]
    Referred {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        forslag: Option<Box<Forslag>>,
        skal: Vec<Skal>,
    },
    #[serde(rename = "draw-met@1")]
    DrawMet { dragen: A<domain::spot_check::Drawn> },
    #[serde(rename = "communicated@1")]
    Communicated {
        given: A<jiff::Timestamp>,
        satt: Arc<str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        till: Option<A<jiff::Timestamp>>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        av: Arc<str>,
    },
    #[serde(rename = "replied@1")]
    Replied { vid: A<jiff::Timestamp>, text: Arc<str> },
    #[serde(rename = "task-taken@1")]
    TaskTaken { uppgift: A<domain::Key>, av: Arc<str> },
    #[serde(rename = "task-returned@1")]
    TaskReturned { uppgift: A<domain::Key>, av: Arc<str>, skal: Arc<str> },
    #[serde(rename = "task-ended@1")]
    TaskEnded {
        uppgift: A<domain::Key>,
        #[serde(default = "blank", skip_serializing_if = "is_blank")]
        av: Arc<str>,
        #[serde(rename = "not", default = "blank", skip_serializing_if = "is_blank")]
        not_: Arc<str>,
    },
    #[serde(rename = "assessed@1")]
    Assessed {
        uppgift: A<domain::Key>,
        av: Arc<str>,
        fynd: A<domain::spot_check::Finding>,
        #[serde(rename = "not")]
        not_: Arc<str>,
    },
    #[serde(rename = "suspended@1")]
    Suspended { skal: Arc<str> },
    #[serde(rename = "cancelled@1")]
    Cancelled { skal: Arc<str> },
}

impl From<&CaseEvent> for Event {
    #[allow(clippy::too_many_lines, reason = "a table: one arm per kind of event")]
    fn from(event: &CaseEvent) -> Self {
        match event {
            CaseEvent::Opened(opening) => Self::Opened(Box::new((&**opening).into())),
            CaseEvent::Imported { opening, history, outcome, amount } => Self::Imported {
                oppning: Box::new((&**opening).into()),
                ur: history.into(),
                utfall: A(*outcome),
                belopp: A(*amount),
            },
            CaseEvent::Evaluated(evaluation) => Self::Evaluated(Box::new((&**evaluation).into())),
            CaseEvent::WorkOrdered { work, job } => Self::WorkOrdered(Box::new((&**work, &**job).into())),
            CaseEvent::Decided(decision) if decision.attestation().is_some() => {
                Self::DecidedByTwo(Box::new((&**decision).into()))
            }
            CaseEvent::Decided(decision) => Self::Decided(Box::new((&**decision).into())),
            CaseEvent::DecisionPrepared(prepared) => Self::DecisionPrepared(Box::new((&**prepared).into())),
            CaseEvent::DecisionReturned { task, by, reason } => {
                Self::DecisionReturned { uppgift: A(*task), av: by.clone(), skal: reason.clone() }
            }
            CaseEvent::TaskOpened(task) => Self::TaskOpened(Box::new((&**task).into())),
            CaseEvent::Resumed => Self::Resumed,
            CaseEvent::Ended => Self::Ended,
            CaseEvent::FactsStated { reason, answers } => Event::FactsStated {
                skal: reason.clone(),
                svar: answers.iter().map(Answered::from).collect(),
            },
            CaseEvent::Passed { element, taken, given } => {
                Event::Passed { e: element.clone(), in_: process::tokens(taken), ut: process::tokens(given) }
            }
            CaseEvent::Entered { key, taken, instance, given } => Event::Entered {
                nyckel: A(*key),
                in_: process::tokens(taken),
                instans: (&**instance).into(),
                ut: process::tokens(given),
            },
            CaseEvent::WaitChanged { key, waiting, boundary } => {
                Event::WaitChanged { nyckel: A(*key), vantar: waiting.into(), kant: process::armed(boundary) }
            }
            CaseEvent::Left { key, over, given } => {
                Event::Left { nyckel: A(*key), over: over.clone(), ut: process::tokens(given) }
            }
            CaseEvent::Branched { key, event, given } => {
                Event::Branched { nyckel: A(*key), kant: event.clone(), ut: process::tokens(given) }
            }
            CaseEvent::WorkDone { job, receipt, at } => {
                Event::WorkDone { uppdrag: A(*job), kvitto: receipt.clone(), vid: A(*at) }
            }
            CaseEvent::WorkFailed { job, failure } => Event::WorkFailed {
                uppdrag: A(*job),
                kod: failure.code.clone(),
                verksamhet: failure.business,
            },
            CaseEvent::WorkCancelled { job } => Event::WorkCancelled { uppdrag: A(*job) },
            CaseEvent::TimerSet { key, instance, due } => {
                Event::TimerSet { nyckel: A(*key), instans: A(*instance), vid: A(*due) }
            }
            CaseEvent::TimerEnded { key, fired } => Event::TimerEnded { nyckel: A(*key), utlost: *fired },
            CaseEvent::RowsReconciled { sheet, change } => Event::RowsReconciled {
                blad: sheet.clone(),
                nya: rows(change),
                borta: change.withdrawn.clone(),
            },
            CaseEvent::RowChanged { sheet, row, change } => {
                Event::RowChanged { blad: sheet.clone(), rad: row.clone(), satt: by_hand(change) }
            }
            CaseEvent::WarningOpened { key, severity, text } => Event::WarningOpened {
                typ: key.kind.clone(),
                om: key.subject.clone(),
                niva: A(*severity),
                text: text.clone(),
            },
            CaseEvent::WarningClosed { key } => {
                Event::WarningClosed { typ: key.kind.clone(), om: key.subject.clone() }
            }
            CaseEvent::WarningAcknowledged { key, by, reason, at } => Event::WarningAcknowledged {
                typ: key.kind.clone(),
                om: key.subject.clone(),
                av: by.clone(),
                skal: reason.clone(),
                vid: A(*at),
            },
            CaseEvent::Referred { proposal, reasons } => Event::Referred {
                forslag: proposal.as_deref().map(|p| Box::new(p.into())),
                skal: reasons.iter().map(Skal::from).collect(),
            },
            CaseEvent::DrawMet { drawn } => Event::DrawMet { dragen: A(*drawn) },
            CaseEvent::Communicated { given_at, manner, until, by } => Event::Communicated {
                given: A(*given_at),
                satt: manner.clone(),
                till: until.map(A),
                av: by.clone(),
            },
            CaseEvent::Replied { at, text } => Event::Replied { vid: A(*at), text: text.clone() },
            CaseEvent::TaskTaken { task, by } => Event::TaskTaken { uppgift: A(*task), av: by.clone() },
            CaseEvent::TaskReturned { task, by, reason } => {
                Event::TaskReturned { uppgift: A(*task), av: by.clone(), skal: reason.clone() }
            }
            CaseEvent::TaskEnded { task, by, note } => {
                Event::TaskEnded { uppgift: A(*task), av: by.clone(), not_: note.clone() }
            }
            CaseEvent::Assessed { task, by, finding, note } => {
                Event::Assessed { uppgift: A(*task), av: by.clone(), fynd: A(*finding), not_: note.clone() }
            }
            CaseEvent::Suspended { reason } => Event::Suspended { skal: reason.clone() },
            CaseEvent::Cancelled { reason } => Event::Cancelled { skal: reason.clone() },
        }
    }
}

impl TryFrom<Event> for CaseEvent {
    type Error = Unreadable;

    #[allow(clippy::too_many_lines, reason = "a table: one arm per kind of event")]
    fn try_from(event: Event) -> Result<Self, Unreadable> {
        Ok(match event {
            Event::Opened(opening) => Self::Opened(Box::new((*opening).into())),
            Event::Imported { oppning, ur, utfall, belopp } => Self::Imported {
                opening: Box::new((*oppning).into()),
                history: ur.into(),
                outcome: utfall.0,
                amount: belopp.0,
            },
            Event::Evaluated(evaluation) => Self::Evaluated(Box::new((*evaluation).into())),
            Event::WorkOrdered(work) => {
                let (work, job) = (*work).into();
                Self::WorkOrdered { work: Box::new(work), job: Box::new(job) }
            }
            Event::Decided(decision) if decision.attest.is_none() => {
                Self::Decided(Box::new((*decision).try_into()?))
            }
            Event::DecidedByTwo(decision) if decision.attest.is_some() => {
                Self::Decided(Box::new((*decision).try_into()?))
            }
            Event::Decided(_) | Event::DecidedByTwo(_) => {
                let wrong = "the second officer stands in decided@2, and only there";
                return Err(Unreadable::Json(serde::de::Error::custom(wrong)));
            }
            Event::DecisionPrepared(prepared) => Self::DecisionPrepared(Box::new((*prepared).into())),
            Event::DecisionReturned { uppgift, av, skal } => {
                Self::DecisionReturned { task: uppgift.0, by: av, reason: skal }
            }
            Event::TaskOpened(task) => Self::TaskOpened(Box::new((*task).into())),
            Event::Resumed => Self::Resumed,
            Event::Ended => Self::Ended,
            Event::FactsStated { skal, svar } => {
                CaseEvent::FactsStated { reason: skal, answers: svar.into_iter().map(Into::into).collect() }
            }
            Event::Passed { e, in_, ut } => CaseEvent::Passed {
                element: e,
                taken: process::domain_tokens(in_),
                given: process::domain_tokens(ut),
            },
            Event::Entered { nyckel, in_, instans, ut } => CaseEvent::Entered {
                key: nyckel.0,
                taken: process::domain_tokens(in_),
                instance: Box::new(instans.into()),
                given: process::domain_tokens(ut),
            },
            Event::WaitChanged { nyckel, vantar, kant } => CaseEvent::WaitChanged {
                key: nyckel.0,
                waiting: vantar.into(),
                boundary: process::domain_armed(kant),
            },
            Event::Left { nyckel, over, ut } => {
                CaseEvent::Left { key: nyckel.0, over, given: process::domain_tokens(ut) }
            }
            Event::Branched { nyckel, kant, ut } => {
                CaseEvent::Branched { key: nyckel.0, event: kant, given: process::domain_tokens(ut) }
            }
            Event::WorkDone { uppdrag, kvitto, vid } => {
                CaseEvent::WorkDone { job: uppdrag.0, receipt: kvitto, at: vid.0 }
            }
            Event::WorkFailed { uppdrag, kod, verksamhet } => CaseEvent::WorkFailed {
                job: uppdrag.0,
                failure: domain::WorkFailure { code: kod, business: verksamhet },
            },
            Event::WorkCancelled { uppdrag } => CaseEvent::WorkCancelled { job: uppdrag.0 },
            Event::TimerSet { nyckel, instans, vid } => {
                CaseEvent::TimerSet { key: nyckel.0, instance: instans.0, due: vid.0 }
            }
            Event::TimerEnded { nyckel, utlost } => CaseEvent::TimerEnded { key: nyckel.0, fired: utlost },
            Event::RowsReconciled { blad, nya, borta } => {
                CaseEvent::RowsReconciled { sheet: blad, change: reconciled(nya, borta) }
            }
            Event::RowChanged { blad, rad, satt } => {
                CaseEvent::RowChanged { sheet: blad, row: rad, change: row_change(satt) }
            }
            Event::WarningOpened { typ, om, niva, text } => CaseEvent::WarningOpened {
                key: domain::WarningKey { kind: typ, subject: om },
                severity: niva.0,
                text,
            },
            Event::WarningClosed { typ, om } => {
                CaseEvent::WarningClosed { key: domain::WarningKey { kind: typ, subject: om } }
            }
            Event::WarningAcknowledged { typ, om, av, skal, vid } => CaseEvent::WarningAcknowledged {
                key: domain::WarningKey { kind: typ, subject: om },
                by: av,
                reason: skal,
                at: vid.0,
            },
            Event::Referred { forslag, skal } => CaseEvent::Referred {
                proposal: forslag.map(|p| Box::new((*p).into())),
                reasons: skal.into_iter().map(Reason::from).collect(),
            },
            Event::DrawMet { dragen } => CaseEvent::DrawMet { drawn: dragen.0 },
            Event::Communicated { given, satt, till, av } => CaseEvent::Communicated {
                given_at: given.0,
                manner: satt,
                until: till.map(|at| at.0),
                by: av,
            },
            Event::Replied { vid, text } => CaseEvent::Replied { at: vid.0, text },
            Event::TaskTaken { uppgift, av } => CaseEvent::TaskTaken { task: uppgift.0, by: av },
            Event::TaskReturned { uppgift, av, skal } => {
                CaseEvent::TaskReturned { task: uppgift.0, by: av, reason: skal }
            }
            Event::TaskEnded { uppgift, av, not_ } => {
                CaseEvent::TaskEnded { task: uppgift.0, by: av, note: not_ }
            }
            Event::Assessed { uppgift, av, fynd, not_ } => {
                CaseEvent::Assessed { task: uppgift.0, by: av, finding: fynd.0, note: not_ }
            }
            Event::Suspended { skal } => CaseEvent::Suspended { reason: skal },
            Event::Cancelled { skal } => CaseEvent::Cancelled { reason: skal },
        })
    }
}

fn rows(change: &domain::Reconciled) -> Vec<(Arc<str>, Rad)> {
    let row = |row: &domain::RobotRow| Rad {
        slag: row.kind.clone(),
        text: row.text.clone(),
        belopp: A(row.amount),
        ansokt: row.applied.map(A),
    };
    change.refreshed.iter().map(|(id, there)| (id.clone(), row(there))).collect()
}

fn reconciled(new: Vec<(Arc<str>, Rad)>, gone: Vec<Arc<str>>) -> domain::Reconciled {
    let row = |row: Rad| domain::RobotRow {
        kind: row.slag,
        text: row.text,
        amount: row.belopp.0,
        applied: row.ansokt.map(|amount| amount.0),
    };
    domain::Reconciled {
        refreshed: new.into_iter().map(|(id, there)| (id, row(there))).collect(),
        withdrawn: gone,
    }
}

fn by_hand(change: &domain::RowChange) -> Option<Handrad> {
    match change {
        domain::RowChange::Set(human) => Some(Handrad {
            belopp: human.amount.map(A),
            tillagd: human.added.clone(),
            av: human.by.clone(),
            skal: human.reason.clone(),
        }),
        domain::RowChange::Undo => None,
    }
}

fn row_change(row: Option<Handrad>) -> domain::RowChange {
    row.map_or(domain::RowChange::Undo, |row| {
        domain::RowChange::Set(domain::HumanRow {
            amount: row.belopp.map(|amount| amount.0),
            added: row.tillagd,
            by: row.av,
            reason: row.skal,
        })
    })
}
