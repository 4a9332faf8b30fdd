//! The authority register: modes, mandates, brakes, spot-check rates, stopped sources. A log of its own,
//! per tenant, outside every package; its state is the fold of its events.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use saklig_number::Number;

use crate::Outcome;

/// How far the automated function may go for one outcome.
#[doc(alias = "läge")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Mode {
    /// Nothing is automated.
    #[default]
    Off,
    /// It computes silently beside people.
    Shadow,
    /// It proposes, a person decides.
    Propose,
    /// A person signs a list.
    Batch,
    /// It decides.
    Automatic,
}

impl Mode {
    /// All modes, lowest first.
    pub const ALL: [Self; 5] = [Self::Off, Self::Shadow, Self::Propose, Self::Batch, Self::Automatic];

    /// The word in packages and commands.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "av",
            Self::Shadow => "skugga",
            Self::Propose => "forslag",
            Self::Batch => "bunt",
            Self::Automatic => "automatiskt",
        }
    }

    /// The mode a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// Who or what a mandate is given to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principal {
    /// The automated function of the mandate's case type (KL 6 kap. 37 §).
    AutomatedFunction,
    /// An officer, by account.
    Officer(Arc<str>),
}

/// Who or what may decide which outcome up to which amount, from when to when, by which delegation decision.
#[doc(alias = "mandat")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Id, unique in the register.
    pub id: Arc<str>,
    /// To whom.
    pub principal: Principal,
    /// Case type.
    pub case_type: Arc<str>,
    /// Outcomes it covers.
    pub outcomes: Vec<Outcome>,
    /// Highest amount in kronor; none is without limit.
    pub max_amount: Option<Number>,
    /// First day.
    pub from: Date,
    /// Last day; none is until withdrawn.
    pub to: Option<Date>,
    /// The board's decision, e.g. `SN 2025-10-15 § 112`.
    pub delegation: Arc<str>,
}

impl Mandate {
    fn holds(&self, case_type: &str, principal: &Principal, outcome: Outcome, today: Date) -> bool {
        self.case_type.as_ref() == case_type
            && &self.principal == principal
            && self.outcomes.contains(&outcome)
            && self.from <= today
            && self.to.is_none_or(|to| today <= to)
    }
}

/// What a brake stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Braked {
    /// Automatic decisions.
    Decisions,
    /// Unsent payments.
    Payments,
    /// Unsent letters.
    Letters,
    /// Unsent permits.
    Permits,
    /// Unsent write-backs.
    WriteBacks,
}

impl Braked {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Decisions, Self::Payments, Self::Letters, Self::Permits, Self::WriteBacks];

    /// The word in commands.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decisions => "beslut",
            Self::Payments => "betalning",
            Self::Letters => "brev",
            Self::Permits => "tillstand",
            Self::WriteBacks => "aterskrivning",
        }
    }

    /// The kind a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind of work a task type is, if a brake can hold it.
    pub fn of_work(task_type: &str) -> Option<Self> {
        match task_type {
            "saklig.betala" => Some(Self::Payments),
            "saklig.brev.beslut" => Some(Self::Letters),
            "saklig.tillstand" => Some(Self::Permits),
            "saklig.aterskrivning" => Some(Self::WriteBacks),
            _ => None,
        }
    }
}

/// A pulled brake.
#[doc(alias = "broms")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brake {
    /// Case type; none stops all.
    pub case_type: Option<Arc<str>>,
    /// What it stops.
    pub stops: Vec<Braked>,
    /// Why.
    pub reason: Arc<str>,
}

/// Shares of cases drawn for a check, per case type and outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// Share drawn before decision, 0 to 1.
    pub before: Number,
    /// Share drawn after payment, 0 to 1, on top of `before`.
    pub after: Number,
}

/// What has happened in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorityEvent {
    /// A mode was set.
    ModeSet {
        /// Case type.
        case_type: Arc<str>,
        /// Outcome.
        outcome: Outcome,
        /// The mode from now.
        mode: Mode,
        /// Why.
        reason: Arc<str>,
    },
    /// A mandate was given.
    MandateGiven(Mandate),
    /// A mandate was withdrawn.
    MandateWithdrawn {
        /// Its id.
        id: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// A brake was pulled.
    BrakePulled {
        /// Its id.
        id: Arc<str>,
        /// What it stops.
        brake: Brake,
    },
    /// A brake was released.
    BrakeReleased {
        /// Its id.
        id: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// Spot-check rates were set for a stratum.
    RatesSet {
        /// Case type.
        case_type: Arc<str>,
        /// The stratum: an outcome.
        outcome: Outcome,
        /// The shares.
        rates: Rates,
        /// Why.
        reason: Arc<str>,
    },
    /// Two persons are required for an outcome from an amount on.
    TwoPersonsSet {
        /// Case type.
        case_type: Arc<str>,
        /// Outcome.
        outcome: Outcome,
        /// From this amount in kronor; none takes the requirement away.
        from_amount: Option<Number>,
    },
    /// A source was stopped: it is not asked.
    SourceStopped {
        /// Its name in the packages.
        source: Arc<str>,
        /// Why.
        reason: Arc<str>,
    },
    /// A source may be asked again.
    SourceStarted {
        /// Its name.
        source: Arc<str>,
    },
    /// A spot-check period began; its seed's hash is fixed, the seed unseen.
    PeriodStarted {
        /// The period's id, e.g. `2025-11`.
        period: Arc<str>,
        /// SHA-256 of the seed, hex.
        seed_hash: Arc<str>,
    },
    /// A spot-check period ended; its seed is shown.
    PeriodEnded {
        /// The period's id.
        period: Arc<str>,
        /// The seed, hex.
        seed: Arc<str>,
    },
}

/// A spot-check period: the seed's hash, and the seed once shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Period {
    seed_hash: Arc<str>,
    seed: Option<Arc<str>>,
}

/// The register as it stands after the entry `seq`.
#[doc(alias = "behörighetsregister")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authority {
    seq: u64,
    modes: BTreeMap<(Arc<str>, Outcome), Mode>,
    mandates: BTreeMap<Arc<str>, Mandate>,
    brakes: BTreeMap<Arc<str>, Brake>,
    rates: BTreeMap<(Arc<str>, Outcome), Rates>,
    two_persons: BTreeMap<(Arc<str>, Outcome), Number>,
    stopped: BTreeMap<Arc<str>, Arc<str>>,
    periods: BTreeMap<Arc<str>, Period>,
    current_period: Option<Arc<str>>,
}

impl Authority {
    /// The number of the last entry read.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Takes in the entry `seq`.
    pub fn apply(&mut self, seq: u64, event: &AuthorityEvent) {
        self.seq = self.seq.max(seq);
        match event.clone() {
            AuthorityEvent::ModeSet { case_type, outcome, mode, .. } => {
                self.modes.insert((case_type, outcome), mode);
            }
            AuthorityEvent::MandateGiven(mandate) => {
                self.mandates.insert(Arc::clone(&mandate.id), mandate);
            }
            AuthorityEvent::MandateWithdrawn { id, .. } => {
                self.mandates.remove(&id);
            }
            AuthorityEvent::BrakePulled { id, brake } => {
                self.brakes.insert(id, brake);
            }
            AuthorityEvent::BrakeReleased { id, .. } => {
                self.brakes.remove(&id);
            }
            AuthorityEvent::RatesSet { case_type, outcome, rates, .. } => {
                self.rates.insert((case_type, outcome), rates);
            }
            AuthorityEvent::TwoPersonsSet { case_type, outcome, from_amount } => match from_amount {
                Some(amount) => {
                    self.two_persons.insert((case_type, outcome), amount);
                }
                None => {
                    self.two_persons.remove(&(case_type, outcome));
                }
            },
            AuthorityEvent::SourceStopped { source, reason } => {
                self.stopped.insert(source, reason);
            }
            AuthorityEvent::SourceStarted { source } => {
                self.stopped.remove(&source);
            }
            AuthorityEvent::PeriodStarted { period, seed_hash } => {
                self.current_period = Some(Arc::clone(&period));
                self.periods.insert(period, Period { seed_hash, seed: None });
            }
            AuthorityEvent::PeriodEnded { period, seed } => {
                if self.current_period.as_ref() == Some(&period) {
                    self.current_period = None;
                }
                if let Some(entry) = self.periods.get_mut(&period) {
                    entry.seed = Some(seed);
                }
            }
        }
    }

    /// The mode for a case type and outcome; off when nobody has set one.
    pub fn mode(&self, case_type: &str, outcome: Outcome) -> Mode {
        self.modes.get(&(Arc::from(case_type), outcome)).copied().unwrap_or_default()
    }

    /// All modes that are set.
    pub fn modes(&self) -> impl Iterator<Item = (&str, Outcome, Mode)> {
        self.modes.iter().map(|((case_type, outcome), mode)| (case_type.as_ref(), *outcome, *mode))
    }

    /// All mandates in force or to come, by id.
    pub fn mandates(&self) -> impl Iterator<Item = &Mandate> {
        self.mandates.values()
    }

    /// The mandate that covers an outcome and amount today, or whether one covers the outcome but not the amount.
    pub fn mandate_for(
        &self,
        case_type: &str,
        principal: &Principal,
        outcome: Outcome,
        amount: Number,
        today: Date,
    ) -> Result<&Mandate, NoMandate> {
        let mut found = NoMandate::None;
        for mandate in self.mandates.values().filter(|m| m.holds(case_type, principal, outcome, today)) {
            if mandate.max_amount.is_none_or(|max| amount <= max) {
                return Ok(mandate);
            }
            found = NoMandate::AmountAbove;
        }
        Err(found)
    }

    /// All pulled brakes, by id.
    pub fn brakes(&self) -> impl Iterator<Item = (&str, &Brake)> {
        self.brakes.iter().map(|(id, brake)| (id.as_ref(), brake))
    }

    /// Whether a brake stops this kind of thing for a case type.
    pub fn is_braked(&self, case_type: &str, kind: Braked) -> bool {
        self.brakes.values().any(|brake| {
            brake.stops.contains(&kind)
                && brake.case_type.as_ref().is_none_or(|stopped| stopped.as_ref() == case_type)
        })
    }

    /// The spot-check rates of a stratum, if set.
    pub fn rates(&self, case_type: &str, outcome: Outcome) -> Option<&Rates> {
        self.rates.get(&(Arc::from(case_type), outcome))
    }

    /// Whether two persons are required for an outcome and amount.
    pub fn needs_two_persons(&self, case_type: &str, outcome: Outcome, amount: Number) -> bool {
        self.two_persons.get(&(Arc::from(case_type), outcome)).is_some_and(|from| amount >= *from)
    }

    /// Why a source is stopped, if it is.
    pub fn stopped(&self, source: &str) -> Option<&str> {
        self.stopped.get(source).map(AsRef::as_ref)
    }

    /// All stopped sources with the reason.
    pub fn stopped_sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.stopped.iter().map(|(source, reason)| (source.as_ref(), reason.as_ref()))
    }

    /// The spot-check period under way.
    pub fn current_period(&self) -> Option<&Arc<str>> {
        self.current_period.as_ref()
    }

    /// All spot-check periods: id, seed hash, and the seed once shown.
    pub fn periods(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        self.periods
            .iter()
            .map(|(id, period)| (id.as_ref(), period.seed_hash.as_ref(), period.seed.as_deref()))
    }
}

/// Why no mandate was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMandate {
    /// None covers the outcome today.
    None,
    /// One covers the outcome, but not the amount.
    AmountAbove,
}
