//! The authority's decision, and the grounds without which there is none.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_number::Number;

use crate::{Attestation, Confidence, Key, Month, Path};

/// What a decision says.
#[doc(alias = "utgång")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Bifall: all that was applied for.
    Granted,
    /// Delavslag: part of it.
    PartlyRefused,
    /// Avslag: nothing of it.
    Refused,
    /// Avvisning: the matter is not tried.
    Dismissed,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::Granted, Self::PartlyRefused, Self::Refused, Self::Dismissed];

    /// The word in packages and logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Granted => "bifall",
            Self::PartlyRefused => "delavslag",
            Self::Refused => "avslag",
            Self::Dismissed => "avvisning",
        }
    }

    /// The outcome a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }

    /// Whether it goes against the party at least in part (förvaltningslagen 25 §).
    pub fn is_against_party(self) -> bool {
        !matches!(self, Self::Granted)
    }

    /// Whether an amount belongs to it.
    pub fn carries_amount(self) -> bool {
        matches!(self, Self::Granted | Self::PartlyRefused)
    }
}

/// What a rule says. Unclear is an answer, never a silent null.
#[doc(alias = "utfall")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleResult {
    /// The condition is met.
    Met,
    /// The condition is not met.
    NotMet,
    /// It cannot be told from what is known.
    Unclear,
}

/// A provision and how sure somebody is of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lagrum {
    /// As it is cited, e.g. `SoF (2025:468) 12 kap. 2 §`.
    pub text: Arc<str>,
    /// How sure.
    pub confidence: Confidence,
}

/// Why the authority decides as it does (förvaltningslagen 32 §).
#[doc(alias = "skäl")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Rule table and row, or a word for a person's assessment: `norm/barn_4_6`.
    pub rule: Arc<str>,
    /// The evaluation that gave it; none for an assessment without a rule.
    pub evaluation: Option<Key>,
    /// What the rule said.
    pub result: RuleResult,
    /// The provisions it rests on.
    pub lagrum: Vec<Lagrum>,
    /// The sentence for the party, in Swedish.
    pub motivation: Arc<str>,
    /// The facts it was read from, for an assessment; a rule's are those of its evaluation.
    pub facts: Vec<Path>,
    /// A person's assessment in place of an unclear result, or on its own.
    pub assessment: Option<Assessment>,
}

/// A person's assessment.
#[doc(alias = "bedömning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Account of the officer.
    pub by: Arc<str>,
    /// Why.
    pub reason: Arc<str>,
    /// What the person holds to be the case.
    pub result: RuleResult,
    /// When.
    pub at: Timestamp,
}

impl Ground {
    /// Whether nobody could read from it why: a rule without provision and sentence, a person without a reason.
    fn says_nothing(&self) -> bool {
        match &self.assessment {
            Some(assessment) => assessment.reason.trim().is_empty(),
            None => self.lagrum.is_empty() && self.motivation.trim().is_empty(),
        }
    }

    /// What stands: the person's assessment, else the rule's result.
    pub fn standing(&self) -> RuleResult {
        self.assessment.as_ref().map_or(self.result, |assessment| assessment.result)
    }
}

/// One thing that was applied for, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id of the calculation's line or of the application's element.
    pub id: Arc<str>,
    /// The text shown.
    pub text: Arc<str>,
    /// Applied for, in kronor.
    pub applied: Option<Number>,
    /// Granted, in kronor.
    pub granted: Number,
}

/// What the rules, or a person, want to decide.
#[doc(alias = "förslag till beslut")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The outcome.
    pub outcome: Outcome,
    /// The amount in kronor; zero when the outcome carries none.
    pub amount: Number,
    /// The month it concerns, where it concerns one.
    pub month: Option<Month>,
    /// Where the money goes, e.g. clearing and account; none when nothing is paid.
    pub payee: Option<Arc<str>>,
    /// What was applied for and what came of it.
    pub items: Vec<Item>,
}

impl Proposal {
    /// Whether it goes against the party at least in part, whatever it is called: what was applied for is not granted
    /// in full.
    pub fn is_against_party(&self) -> bool {
        let cut = |item: &Item| item.applied.is_some_and(|applied| item.granted < applied);
        self.outcome.is_against_party() || self.items.iter().any(cut)
    }
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionKind {
    /// The automated function.
    Automatic,
    /// An officer, by account.
    Person(Arc<str>),
}

/// A decision of the authority. It cannot be made without grounds.
#[doc(alias = "beslut")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    key: Key,
    proposal: Proposal,
    grounds: Vec<Ground>,
    kind: DecisionKind,
    mandate: Arc<str>,
    delegation: Arc<str>,
    authority_seq: u64,
    bundle: Arc<str>,
    at: Timestamp,
    attestation: Option<Attestation>,
}

/// Why a decision cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreasoned {
    /// No ground at all.
    #[error("a decision needs at least one ground (FL 32 §)")]
    NoGrounds,
    /// A ground that is unclear and that nobody has assessed.
    #[error("the ground `{0}` is unclear and nobody has assessed it")]
    Unclear(Arc<str>),
    /// A ground without sentence or provision, or an assessment without a reason.
    #[error("the ground `{0}` gives no reason")]
    Empty(Arc<str>),
    /// A refusal cannot carry an amount, and an amount cannot be negative.
    #[error("the amount does not fit the outcome")]
    Amount,
    /// No mandate is named.
    #[error("a decision needs a mandate")]
    NoMandate,
}

impl Unreasoned {
    /// What is lacking, as a word of the text files, and the ground it is about (empty when about none).
    pub fn lack(&self) -> (&'static str, &str) {
        match self {
            Self::NoGrounds => ("skal", ""),
            Self::Unclear(ground) => ("oklart", ground),
            Self::Empty(ground) => ("tomt", ground),
            Self::Amount => ("belopp", ""),
            Self::NoMandate => ("mandat", ""),
        }
    }
}

/// Under what authority a decision is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warrant {
    /// The mandate's id in the authority register.
    pub mandate: Arc<str>,
    /// The delegation decision it rests on.
    pub delegation: Arc<str>,
    /// The authority register's sequence when it was read.
    pub authority_seq: u64,
}

impl Decision {
    /// Makes a decision, or says why there can be none.
    pub fn new(
        key: Key,
        proposal: Proposal,
        grounds: Vec<Ground>,
        kind: DecisionKind,
        warrant: Warrant,
        bundle: Arc<str>,
        at: Timestamp,
    ) -> Result<Self, Unreasoned> {
        if grounds.is_empty() {
            return Err(Unreasoned::NoGrounds);
        }
        for ground in &grounds {
            if ground.standing() == RuleResult::Unclear {
                return Err(Unreasoned::Unclear(Arc::clone(&ground.rule)));
            }
            if ground.says_nothing() {
                return Err(Unreasoned::Empty(Arc::clone(&ground.rule)));
            }
        }
        let zero = Number::from(0);
        let amount = proposal.amount;
        if amount < zero || (!proposal.outcome.carries_amount() && amount != zero) {
            return Err(Unreasoned::Amount);
        }
        if warrant.mandate.is_empty() {
            return Err(Unreasoned::NoMandate);
        }
        let Warrant { mandate, delegation, authority_seq } = warrant;
        let attestation = None;
        Ok(Self { key, proposal, grounds, kind, mandate, delegation, authority_seq, bundle, at, attestation })
    }

    /// The same decision with the second officer who took part in it.
    #[must_use]
    pub fn attested(mut self, attestation: Attestation) -> Self {
        self.attestation = Some(attestation);
        self
    }

    /// The second officer who took part, where two persons were required.
    pub fn attestation(&self) -> Option<&Attestation> {
        self.attestation.as_ref()
    }

    /// The decision's own key.
    pub fn key(&self) -> Key {
        self.key
    }

    /// What is decided.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Why.
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// Who decided.
    pub fn kind(&self) -> &DecisionKind {
        &self.kind
    }

    /// The mandate's id.
    pub fn mandate(&self) -> &str {
        &self.mandate
    }

    /// The delegation decision.
    pub fn delegation(&self) -> &str {
        &self.delegation
    }

    /// The authority register's sequence at the moment of decision.
    pub fn authority_seq(&self) -> u64 {
        self.authority_seq
    }

    /// The bundle (SHA-256) whose rules were used.
    pub fn bundle(&self) -> &Arc<str> {
        &self.bundle
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}
