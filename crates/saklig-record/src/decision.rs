//! Decisions, proposals and grounds.

use std::sync::Arc;

use saklig_case::{
    Attestation, Decision, DecisionKind, Ground, HumanDecision, Item, Lagrum, PersonRuling, Prepared,
    Proposal, Unreasoned, Warrant,
};
use serde::{Deserialize, Serialize};

use crate::atoms::{A, a, blank, is_blank};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Post {
    id: Arc<str>,
    text: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ansokt: Option<A<saklig_number::Number>>,
    beviljat: A<saklig_number::Number>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forslag {
    utfall: A<saklig_case::Outcome>,
    belopp: A<saklig_number::Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manad: Option<A<saklig_case::Month>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mottagare: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    poster: Vec<Post>,
}

impl From<&Proposal> for Forslag {
    fn from(proposal: &Proposal) -> Self {
        Self {
            utfall: A(proposal.outcome),
            belopp: A(proposal.amount),
            manad: proposal.month.map(A),
            mottagare: proposal.payee.clone(),
            poster: proposal
                .items
                .iter()
                .map(|item| Post {
                    id: item.id.clone(),
                    text: item.text.clone(),
                    ansokt: item.applied.map(A),
                    beviljat: A(item.granted),
                })
                .collect(),
        }
    }
}

impl From<Forslag> for Proposal {
    fn from(forslag: Forslag) -> Self {
        Self {
            outcome: forslag.utfall.0,
            amount: forslag.belopp.0,
            month: forslag.manad.map(|month| month.0),
            payee: forslag.mottagare,
            items: forslag
                .poster
                .into_iter()
                .map(|post| Item {
                    id: post.id,
                    text: post.text,
                    applied: post.ansokt.map(|amount| amount.0),
                    granted: post.beviljat.0,
                })
                .collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bedomning {
    av: Arc<str>,
    skal: Arc<str>,
    utfall: A<saklig_case::RuleResult>,
    vid: A<jiff::Timestamp>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grund {
    regel: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provning: Option<A<saklig_case::Key>>,
    utfall: A<saklig_case::RuleResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lagrum: Vec<(Arc<str>, A<saklig_case::Confidence>)>,
    #[serde(default = "blank", skip_serializing_if = "is_blank")]
    motivering: Arc<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    uppgifter: Vec<A<saklig_case::Path>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bedomning: Option<Bedomning>,
}

impl From<&Ground> for Grund {
    fn from(ground: &Ground) -> Self {
        Self {
            regel: ground.rule.clone(),
            provning: ground.evaluation.map(A),
            utfall: A(ground.result),
            lagrum: ground.lagrum.iter().map(|lagrum| (lagrum.text.clone(), A(lagrum.confidence))).collect(),
            motivering: ground.motivation.clone(),
            uppgifter: ground.facts.iter().map(a).collect(),
            bedomning: ground.assessment.as_ref().map(|assessment| Bedomning {
                av: assessment.by.clone(),
                skal: assessment.reason.clone(),
                utfall: A(assessment.result),
                vid: A(assessment.at),
            }),
        }
    }
}

impl From<Grund> for Ground {
    fn from(grund: Grund) -> Self {
        Self {
            rule: grund.regel,
            evaluation: grund.provning.map(|key| key.0),
            result: grund.utfall.0,
            lagrum: grund
                .lagrum
                .into_iter()
                .map(|(text, confidence)| Lagrum { text, confidence: confidence.0 })
                .collect(),
            motivation: grund.motivering,
            facts: grund.uppgifter.into_iter().map(|path| path.0).collect(),
            assessment: grund.bedomning.map(|bedomning| saklig_case::Assessment {
                by: bedomning.av,
                reason: bedomning.skal,
                result: bedomning.utfall.0,
                at: bedomning.vid.0,
            }),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beslut {
    nyckel: A<saklig_case::Key>,
    forslag: Forslag,
    grunder: Vec<Grund>,
    /// The officer's account; none for the automated function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    av: Option<Arc<str>>,
    mandat: Arc<str>,
    delegering: Arc<str>,
    behorighet: u64,
    paket: Arc<str>,
    vid: A<jiff::Timestamp>,
    /// The second officer; written since version 2 of the event, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) attest: Option<Attest>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attest {
    av: Arc<str>,
    mandat: Arc<str>,
    delegering: Arc<str>,
    vid: A<jiff::Timestamp>,
}

impl From<&Decision> for Beslut {
    fn from(decision: &Decision) -> Self {
        Self {
            nyckel: A(decision.key()),
            forslag: decision.proposal().into(),
            grunder: decision.grounds().iter().map(Grund::from).collect(),
            av: match decision.kind() {
                DecisionKind::Automatic => None,
                DecisionKind::Person(account) => Some(account.clone()),
            },
            mandat: Arc::from(decision.mandate()),
            delegering: Arc::from(decision.delegation()),
            behorighet: decision.authority_seq(),
            paket: decision.bundle().clone(),
            vid: A(decision.at()),
            attest: decision.attestation().map(|attestation| Attest {
                av: attestation.by.clone(),
                mandat: attestation.mandate.clone(),
                delegering: attestation.delegation.clone(),
                vid: A(attestation.at),
            }),
        }
    }
}

impl TryFrom<Beslut> for Decision {
    type Error = Unreasoned;

    fn try_from(beslut: Beslut) -> Result<Self, Unreasoned> {
        let warrant = Warrant {
            mandate: beslut.mandat,
            delegation: beslut.delegering,
            authority_seq: beslut.behorighet,
        };
        let grounds = beslut.grunder.into_iter().map(Ground::from).collect();
        let kind = beslut.av.map_or(DecisionKind::Automatic, DecisionKind::Person);
        let attest = beslut.attest;
        let made = Self::new(
            beslut.nyckel.0,
            beslut.forslag.into(),
            grounds,
            kind,
            warrant,
            beslut.paket,
            beslut.vid.0,
        )?;
        Ok(match attest {
            Some(Attest { av, mandat, delegering, vid }) => {
                made.attested(Attestation { by: av, mandate: mandat, delegation: delegering, at: vid.0 })
            }
            None => made,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Avgorande {
    regel: Arc<str>,
    utfall: A<saklig_case::RuleResult>,
    lagrum: Arc<str>,
    skal: Arc<str>,
}

/// A decision that waits for a second officer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forberett {
    uppgift: A<saklig_case::Key>,
    av: Arc<str>,
    vid: A<jiff::Timestamp>,
    utfall: A<saklig_case::Outcome>,
    belopp: A<saklig_number::Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mottagare: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    avgoranden: Vec<Avgorande>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undantag: Option<Arc<str>>,
}

impl From<&Prepared> for Forberett {
    fn from(prepared: &Prepared) -> Self {
        let HumanDecision { outcome, amount, payee, rulings, exception } = &prepared.decision;
        let ruling = |ruling: &PersonRuling| Avgorande {
            regel: ruling.rule.clone(),
            utfall: A(ruling.result),
            lagrum: ruling.lagrum.clone(),
            skal: ruling.reason.clone(),
        };
        Self {
            uppgift: A(prepared.task),
            av: prepared.by.clone(),
            vid: A(prepared.at),
            utfall: A(*outcome),
            belopp: A(*amount),
            mottagare: payee.clone(),
            avgoranden: rulings.iter().map(ruling).collect(),
            undantag: exception.clone(),
        }
    }
}

impl From<Forberett> for Prepared {
    fn from(written: Forberett) -> Self {
        let ruling = |ruling: Avgorande| PersonRuling {
            rule: ruling.regel,
            result: ruling.utfall.0,
            lagrum: ruling.lagrum,
            reason: ruling.skal,
        };
        Self {
            task: written.uppgift.0,
            by: written.av,
            at: written.vid.0,
            decision: HumanDecision {
                outcome: written.utfall.0,
                amount: written.belopp.0,
                payee: written.mottagare,
                rulings: written.avgoranden.into_iter().map(ruling).collect(),
                exception: written.undantag,
            },
        }
    }
}
