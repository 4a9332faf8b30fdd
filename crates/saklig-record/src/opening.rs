//! What the edge hands in when a case is opened.

use std::sync::Arc;

use saklig_case::spot_check::Draw;
use saklig_case::{ApplicationRef, Claim, HistoryRef, Opening as Handed, Party, Reason};
use serde::{Deserialize, Serialize};

use crate::atoms::{A, a, blank, is_blank};
use crate::facts::Batch;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Skal {
    kod: Arc<str>,
    #[serde(default = "blank", skip_serializing_if = "is_blank")]
    om: Arc<str>,
}

impl From<&Reason> for Skal {
    fn from(reason: &Reason) -> Self {
        Self { kod: reason.code.clone(), om: reason.subject.clone() }
    }
}

impl From<Skal> for Reason {
    fn from(skal: Skal) -> Self {
        Self { code: skal.kod, subject: skal.om }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    nyckel: Arc<str>,
    roll: A<saklig_case::Role>,
    nummer: Vec<(A<saklig_case::PersonId>, A<jiff::Timestamp>)>,
    namn: Vec<(Arc<str>, A<jiff::Timestamp>)>,
    skydd: A<saklig_case::Protection>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ansokan {
    kanal: Arc<str>,
    id: Arc<str>,
    sha256: Arc<str>,
    formular: Arc<str>,
    sprak: Arc<str>,
    inkommen: A<jiff::Timestamp>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ansprak {
    slag: Arc<str>,
    nyckel: Arc<str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dragning {
    period: Arc<str>,
    u: A<U64>,
}

/// 64 bits as a string: JSON readers keep 53.
#[derive(Clone)]
struct U64(u64);

impl crate::atoms::Atom for U64 {
    fn write(&self) -> String {
        self.0.to_string()
    }
    fn read(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Historik {
    system: Arc<str>,
    id: Arc<str>,
    sha256: Arc<str>,
}

impl From<&HistoryRef> for Historik {
    fn from(history: &HistoryRef) -> Self {
        Self {
            system: history.system.clone(),
            id: history.external_id.clone(),
            sha256: history.sha256.clone(),
        }
    }
}

impl From<Historik> for HistoryRef {
    fn from(historik: Historik) -> Self {
        Self { system: historik.system, external_id: historik.id, sha256: historik.sha256 }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    nyckel: A<saklig_case::CaseKey>,
    nummer: A<saklig_case::CaseNumber>,
    vid: A<jiff::Timestamp>,
    arendetyp: Arc<str>,
    paket: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manad: Option<A<saklig_case::Month>>,
    parter: Vec<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ansokan: Option<Ansokan>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ansprak: Vec<Ansprak>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ansprak_hos: Option<A<saklig_case::CaseKey>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dragning: Option<Dragning>,
    uppgifter: Vec<Batch>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    skal: Vec<Skal>,
}

impl From<&Handed> for Opening {
    fn from(opening: &Handed) -> Self {
        Self {
            nyckel: A(opening.key),
            nummer: a(&opening.number),
            vid: A(opening.at),
            arendetyp: opening.case_type.clone(),
            paket: opening.bundle.clone(),
            manad: opening.month.map(A),
            parter: opening.parties.iter().map(Part::from).collect(),
            ansokan: opening.application.as_ref().map(Ansokan::from),
            ansprak: opening
                .claims
                .iter()
                .map(|claim| Ansprak { slag: claim.kind.clone(), nyckel: claim.key.clone() })
                .collect(),
            ansprak_hos: opening.claim_held_by.map(A),
            dragning: opening
                .draw
                .as_ref()
                .map(|draw| Dragning { period: draw.period.clone(), u: A(U64(draw.u)) }),
            uppgifter: opening.facts.iter().map(Batch::from).collect(),
            skal: opening.reasons.iter().map(Skal::from).collect(),
        }
    }
}

impl From<Opening> for Handed {
    fn from(opening: Opening) -> Self {
        Self {
            key: opening.nyckel.0,
            number: opening.nummer.0,
            at: opening.vid.0,
            case_type: opening.arendetyp,
            bundle: opening.paket,
            month: opening.manad.map(|month| month.0),
            parties: opening.parter.into_iter().map(Party::from).collect(),
            application: opening.ansokan.map(ApplicationRef::from),
            claims: opening
                .ansprak
                .into_iter()
                .map(|claim| Claim { kind: claim.slag, key: claim.nyckel })
                .collect(),
            claim_held_by: opening.ansprak_hos.map(|key| key.0),
            draw: opening.dragning.map(|draw| Draw { period: draw.period, u: draw.u.0.0 }),
            facts: opening.uppgifter.into_iter().map(Into::into).collect(),
            reasons: opening.skal.into_iter().map(Reason::from).collect(),
        }
    }
}

impl From<&Party> for Part {
    fn from(party: &Party) -> Self {
        Self {
            nyckel: party.key.clone(),
            roll: A(party.role),
            nummer: party.numbers.iter().map(|(number, at)| (a(number), A(*at))).collect(),
            namn: party.names.iter().map(|(name, at)| (name.clone(), A(*at))).collect(),
            skydd: A(party.protection),
        }
    }
}

impl From<Part> for Party {
    fn from(part: Part) -> Self {
        Self {
            key: part.nyckel,
            role: part.roll.0,
            numbers: part.nummer.into_iter().map(|(number, at)| (number.0, at.0)).collect(),
            names: part.namn.into_iter().map(|(name, at)| (name, at.0)).collect(),
            protection: part.skydd.0,
        }
    }
}

impl From<&ApplicationRef> for Ansokan {
    fn from(application: &ApplicationRef) -> Self {
        Self {
            kanal: application.channel.clone(),
            id: application.external_id.clone(),
            sha256: application.sha256.clone(),
            formular: application.form.clone(),
            sprak: application.language.clone(),
            inkommen: A(application.received_at),
        }
    }
}

impl From<Ansokan> for ApplicationRef {
    fn from(ansokan: Ansokan) -> Self {
        Self {
            channel: ansokan.kanal,
            external_id: ansokan.id,
            sha256: ansokan.sha256,
            form: ansokan.formular,
            language: ansokan.sprak,
            received_at: ansokan.inkommen.0,
        }
    }
}
