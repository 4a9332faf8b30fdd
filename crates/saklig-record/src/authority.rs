//! One event of the authority register, `kind@version`.

use std::sync::Arc;

use saklig_case::AuthorityEvent;
use saklig_case::authority::{self as domain, Brake, Mandate, Principal, Rates};
use serde::{Deserialize, Serialize};

use crate::atoms::A;

type Number = A<saklig_number::Number>;
type Outcome = A<saklig_case::Outcome>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mandat {
    id: Arc<str>,
    /// The officer's account; none for the automated function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    till: Option<Arc<str>>,
    arendetyp: Arc<str>,
    utfall: Vec<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hogst: Option<Number>,
    fran: A<jiff::civil::Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    till_och_med: Option<A<jiff::civil::Date>>,
    delegering: Arc<str>,
}

/// An event as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Event {
    #[serde(rename = "mode-set@1")]
    ModeSet { arendetyp: Arc<str>, utfall: Outcome, lage: A<domain::Mode>, skal: Arc<str> },
    #[serde(rename = "mandate-given@1")]
    MandateGiven(Mandat),
    #[serde(rename = "mandate-withdrawn@1")]
    MandateWithdrawn { id: Arc<str>, skal: Arc<str> },
    #[serde(rename = "brake-pulled@1")]
    BrakePulled { id: Arc<str>, arendetyp: Option<Arc<str>>, stoppar: Vec<A<domain::Braked>>, skal: Arc<str> },
    #[serde(rename = "brake-released@1")]
    BrakeReleased { id: Arc<str>, skal: Arc<str> },
    #[serde(rename = "rates-set@1")]
    RatesSet { arendetyp: Arc<str>, utfall: Outcome, fore: Number, efter: Number, skal: Arc<str> },
    #[serde(rename = "two-persons-set@1")]
    TwoPersonsSet { arendetyp: Arc<str>, utfall: Outcome, fran_belopp: Option<Number> },
    #[serde(rename = "source-stopped@1")]
    SourceStopped { kalla: Arc<str>, skal: Arc<str> },
    #[serde(rename = "source-started@1")]
    SourceStarted { kalla: Arc<str> },
    #[serde(rename = "period-started@1")]
    PeriodStarted { period: Arc<str>, hash: Arc<str> },
    #[serde(rename = "period-ended@1")]
    PeriodEnded { period: Arc<str>, fro: Arc<str> },
}

impl From<&AuthorityEvent> for Event {
    fn from(event: &AuthorityEvent) -> Self {
        match event.clone() {
            AuthorityEvent::ModeSet { case_type, outcome, mode, reason } => {
                Self::ModeSet { arendetyp: case_type, utfall: A(outcome), lage: A(mode), skal: reason }
            }
            AuthorityEvent::MandateGiven(mandate) => Self::MandateGiven(mandate.into()),
            AuthorityEvent::MandateWithdrawn { id, reason } => Self::MandateWithdrawn { id, skal: reason },
            AuthorityEvent::BrakePulled { id, brake } => Self::BrakePulled {
                id,
                arendetyp: brake.case_type,
                stoppar: brake.stops.into_iter().map(A).collect(),
                skal: brake.reason,
            },
            AuthorityEvent::BrakeReleased { id, reason } => Self::BrakeReleased { id, skal: reason },
            AuthorityEvent::RatesSet { case_type, outcome, rates, reason } => Self::RatesSet {
                arendetyp: case_type,
                utfall: A(outcome),
                fore: A(rates.before),
                efter: A(rates.after),
                skal: reason,
            },
            AuthorityEvent::TwoPersonsSet { case_type, outcome, from_amount } => Self::TwoPersonsSet {
                arendetyp: case_type,
                utfall: A(outcome),
                fran_belopp: from_amount.map(A),
            },
            AuthorityEvent::SourceStopped { source, reason } => {
                Self::SourceStopped { kalla: source, skal: reason }
            }
            AuthorityEvent::SourceStarted { source } => Self::SourceStarted { kalla: source },
            AuthorityEvent::PeriodStarted { period, seed_hash } => {
                Self::PeriodStarted { period, hash: seed_hash }
            }
            AuthorityEvent::PeriodEnded { period, seed } => Self::PeriodEnded { period, fro: seed },
        }
    }
}

impl From<Event> for AuthorityEvent {
    fn from(event: Event) -> Self {
        match event {
            Event::ModeSet { arendetyp, utfall, lage, skal } => {
                Self::ModeSet { case_type: arendetyp, outcome: utfall.0, mode: lage.0, reason: skal }
            }
            Event::MandateGiven(mandat) => Self::MandateGiven(mandat.into()),
            Event::MandateWithdrawn { id, skal } => Self::MandateWithdrawn { id, reason: skal },
            Event::BrakePulled { id, arendetyp, stoppar, skal } => {
                let stops = stoppar.into_iter().map(|kind| kind.0).collect();
                Self::BrakePulled { id, brake: Brake { case_type: arendetyp, stops, reason: skal } }
            }
            Event::BrakeReleased { id, skal } => Self::BrakeReleased { id, reason: skal },
            Event::RatesSet { arendetyp, utfall, fore, efter, skal } => Self::RatesSet {
                case_type: arendetyp,
                outcome: utfall.0,
                rates: Rates { before: fore.0, after: efter.0 },
                reason: skal,
            },
            Event::TwoPersonsSet { arendetyp, utfall, fran_belopp } => Self::TwoPersonsSet {
                case_type: arendetyp,
                outcome: utfall.0,
                from_amount: fran_belopp.map(|amount| amount.0),
            },
            Event::SourceStopped { kalla, skal } => Self::SourceStopped { source: kalla, reason: skal },
            Event::SourceStarted { kalla } => Self::SourceStarted { source: kalla },
            Event::PeriodStarted { period, hash } => Self::PeriodStarted { period, seed_hash: hash },
            Event::PeriodEnded { period, fro } => Self::PeriodEnded { period, seed: fro },
        }
    }
}

impl From<Mandate> for Mandat {
    fn from(mandate: Mandate) -> Self {
        Self {
            id: mandate.id,
            till: match mandate.principal {
                Principal::AutomatedFunction => None,
                Principal::Officer(account) => Some(account),
            },
            arendetyp: mandate.case_type,
            utfall: mandate.outcomes.into_iter().map(A).collect(),
            hogst: mandate.max_amount.map(A),
            fran: A(mandate.from),
            till_och_med: mandate.to.map(A),
            delegering: mandate.delegation,
        }
    }
}

impl From<Mandat> for Mandate {
    fn from(mandat: Mandat) -> Self {
        Self {
            id: mandat.id,
            principal: mandat.till.map_or(Principal::AutomatedFunction, Principal::Officer),
            case_type: mandat.arendetyp,
            outcomes: mandat.utfall.into_iter().map(|outcome| outcome.0).collect(),
            max_amount: mandat.hogst.map(|amount| amount.0),
            from: mandat.fran.0,
            to: mandat.till_och_med.map(|day| day.0),
            delegation: mandat.delegering,
        }
    }
}
