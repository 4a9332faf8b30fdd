//! Spot checks: the draw recomputed from the shown seed, and what checks have found.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_case::spot_check::{Draw, Drawn, Finding, draw, effective_rates, error_rate};
use saklig_case::{Authority, Case, CaseEvent, CaseKey, Outcome};
use saklig_number::Number;
use saklig_number::rounding::{Rounding, round};
use saklig_store::AuthoritySeq;

use crate::app::App;
use crate::convert::from_case_key;
use crate::error::AppError;
use crate::shown;
use crate::viewer::Look;
use crate::words::word;

/// Half the width, in shares, of the interval that the suggested rate aims at.
const HALF_WIDTH: &str = "0.05";

/// What is counted of one case type and outcome.
#[derive(Default)]
struct Count {
    cases: u32,
    before: u32,
    after: u32,
    checked: u32,
    wrong: u32,
    findings: BTreeMap<&'static str, u32>,
}

impl App {
    /// The draw of a case. While its period runs neither u nor the meaning is told. The read log is written first.
    pub fn show_spot_check(&self, look: &Look<'_>, number: &str) -> Result<shown::Check, AppError> {
        let key = self.find_case(number)?;
        let case = self.load(key)?.case;
        self.note_read(look.viewer, &[key], look.now)?;
        let authority = self.authority()?;
        let texts = look.texts;
        let mut check = shown::Check { number: case.number.to_string(), ..shown::Check::default() };
        let Some(drawn) = &case.draw else {
            check.text = texts.get("stickprov-ingen-dragning", ());
            return Ok(check);
        };
        let period = authority.periods().find(|(id, _, _)| *id == drawn.period.as_ref());
        check.period = Some(drawn.period.to_string());
        check.seed_hash = period.map(|(_, hash, _)| hash.to_owned()).unwrap_or_default();
        let Some(seed) = period.and_then(|(_, _, seed)| seed).and_then(bytes_of_hex) else {
            check.text = texts.get("stickprov-pagar", [("period", drawn.period.to_string())]);
            return Ok(check);
        };
        self.recompute(&case, drawn, &seed, &mut check)?;
        check.seed = period.and_then(|(_, _, seed)| seed).map(ToOwned::to_owned);
        check.text = match &check.drawn {
            Some(drawn) => word(texts, "stickprov-dragen", drawn),
            None => texts.get("stickprov-ej-avgjort", ()),
        };
        Ok(check)
    }

    fn recompute(
        &self,
        case: &Case,
        drawn: &Draw,
        seed: &[u8],
        check: &mut shown::Check,
    ) -> Result<(), AppError> {
        let again = draw(seed, &drawn.period, case.key);
        check.agrees = Some(again == *drawn);
        check.u = share(again.u);
        let Some(outcome) = outcome_of(case) else { return Ok(()) };
        // The rates as they stood when the outcome was known.
        let seq = case.decision().map(saklig_case::Decision::authority_seq);
        let then = self.authority_at(seq)?;
        let package = self.package(&case.bundle)?;
        let least = package.terms().least_rates.get(&outcome);
        let rates = effective_rates(then.rates(&case.case_type, outcome), least);
        check.stratum = Some(outcome.word().to_owned());
        check.drawn = Some(again.meets(&rates).word().to_owned());
        check.before = Some(rates.before.to_string());
        check.after = Some(rates.after.to_string());
        Ok(())
    }

    /// The register as it stood after an entry; as it stands now without one.
    fn authority_at(&self, seq: Option<u64>) -> Result<Arc<Authority>, AppError> {
        let Some(seq) = seq else { return self.authority() };
        let mut authority = Authority::default();
        for entry in self.store.authority_entries(self.tenant, AuthoritySeq(0))? {
            if entry.seq.0 <= seq {
                authority.apply(entry.seq.0, &saklig_record::decode_authority(&entry.body)?);
            }
        }
        Ok(Arc::new(authority))
    }

    /// What spot checks have found, per case type and outcome; of one period when it is named. The read log is written
    /// first.
    pub fn spot_check_report(
        &self,
        look: &Look<'_>,
        period: Option<&str>,
    ) -> Result<shown::Report, AppError> {
        let mut cases: Vec<CaseKey> = Vec::new();
        self.each_entry("draw-met", |entry, events| {
            if events.iter().any(|event| matches!(event, CaseEvent::DrawMet { .. })) {
                cases.push(from_case_key(entry.envelope.case)?);
            }
            Ok(())
        })?;
        cases.sort_unstable();
        cases.dedup();
        let mut counts: BTreeMap<(Arc<str>, Outcome), Count> = BTreeMap::new();
        for key in &cases {
            let case = self.load(*key)?.case;
            let in_period =
                period.is_none_or(|period| case.draw.as_ref().is_some_and(|d| d.period.as_ref() == period));
            if let (true, Some(outcome)) = (in_period, outcome_of(&case)) {
                counts.entry((Arc::clone(&case.case_type), outcome)).or_default().add(&case);
            }
        }
        self.note_read(look.viewer, &cases, look.now)?;
        let strata = counts.iter().map(|((case_type, outcome), count)| count.stratum(case_type, *outcome));
        Ok(shown::Report { period: period.map(ToOwned::to_owned), strata: strata.collect() })
    }
}

impl Count {
    fn add(&mut self, case: &Case) {
        self.cases += 1;
        match case.drawn {
            Some(Drawn::Before) => self.before += 1,
            Some(Drawn::After) => self.after += 1,
            Some(Drawn::No) | None => {}
        }
        let assessed = case.findings.last().map(|(_, finding)| *finding);
        if let Some(finding) = assessed.or_else(|| by_decision(case)) {
            self.checked += 1;
            self.wrong += u32::from(finding.is_error());
            *self.findings.entry(finding.word()).or_default() += 1;
        }
    }

    fn stratum(&self, case_type: &str, outcome: Outcome) -> shown::Stratum {
        let rate = error_rate(self.checked, self.wrong);
        let percent = |share: Number| percent(share).unwrap_or_default();
        shown::Stratum {
            case_type: case_type.to_owned(),
            outcome: outcome.word().to_owned(),
            cases: self.cases,
            before: self.before,
            after: self.after,
            checked: self.checked,
            wrong: self.wrong,
            findings: self.findings.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect(),
            rate: rate.map(|rate| percent(rate.rate)),
            low: rate.map(|rate| percent(rate.low)),
            high: rate.map(|rate| percent(rate.high)),
            suggested: rate.and_then(|rate| suggested(rate.high, self.cases)),
        }
    }
}

/// What a person's decision says about the proposal of a case drawn before decision.
fn by_decision(case: &Case) -> Option<Finding> {
    let proposal = case.standing.as_ref().and_then(|standing| standing.proposal.as_ref())?;
    let decided = case.decision().filter(|_| case.drawn == Some(Drawn::Before))?.proposal();
    Some(if decided.outcome == proposal.outcome && decided.amount == proposal.amount {
        Finding::Right
    } else if decided.amount < proposal.amount {
        Finding::InFavour
    } else if decided.amount > proposal.amount {
        Finding::Against
    } else {
        Finding::Minor
    })
}

/// The outcome that is, or was to be, decided: the stratum of the draw is what the robot proposed.
fn outcome_of(case: &Case) -> Option<Outcome> {
    let proposed = case.standing.as_ref().and_then(|standing| standing.proposal.as_ref());
    let decided = case.decision().map(saklig_case::Decision::proposal);
    match case.drawn {
        Some(Drawn::Before) => proposed.or(decided),
        Some(Drawn::No | Drawn::After) | None => decided.or(proposed),
    }
    .map(|proposal| proposal.outcome)
}

/// The share that checks enough of `cases` for an interval of ten percentage points: n = z² p (1 − p) / d², with the
/// upper end of the error rate as p, at most one half.
fn suggested(high: Number, cases: u32) -> Option<String> {
    let one = Number::from(1);
    let p = high.min("0.5".parse().ok()?);
    let z: Number = "1.959964".parse().ok()?;
    let d: Number = HALF_WIDTH.parse().ok()?;
    let spread = p.checked_mul(one.checked_sub(p).ok()?).ok()?.checked_mul(z.checked_mul(z).ok()?).ok()?;
    let needed = spread.checked_div(d.checked_mul(d).ok()?).ok()?;
    let share = needed.checked_div(Number::from(i64::from(cases))).ok()?.min(one);
    Some(round(share, 3, Rounding::Ceiling).ok()?.to_string())
}

fn percent(share: Number) -> Option<String> {
    let percent = share.checked_mul(Number::from(100)).ok()?;
    Some(round(percent, 1, Rounding::HalfUp).ok()?.to_string())
}

/// u of 2^64 as a share with nine decimals.
fn share(u: u64) -> Option<String> {
    let half = Number::from(1_i64 << 32);
    let high = Number::from(i64::try_from(u >> 32).ok()?);
    let low = Number::from(i64::try_from(u & 0xffff_ffff).ok()?);
    let share = high.checked_add(low.checked_div(half).ok()?).ok()?.checked_div(half).ok()?;
    Some(round(share, 9, Rounding::Down).ok()?.to_string())
}

fn bytes_of_hex(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
