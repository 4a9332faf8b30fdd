//! Demokommun's authority register when the demo begins: read from `demo/authority.toml`, entered once.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use saklig_app::App;
use saklig_case::authority::{Mandate, Mode, Principal, Rates};
use saklig_case::{AuthorityEvent, Outcome};
use saklig_number::Number;
use serde::Deserialize;

use super::DemoFiles;
use crate::context::operator;

const FILE: &str = "authority.toml";

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    #[serde(default)]
    lage: Vec<ModeLine>,
    #[serde(default)]
    mandat: Vec<MandateLine>,
    #[serde(default)]
    stickprov: Vec<RatesLine>,
    stickprovsperiod: Option<PeriodLine>,
    #[serde(default)]
    tva_personer: Vec<TwoPersonsLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeLine {
    arendetyp: Arc<str>,
    utfall: String,
    lage: String,
    motiv: Arc<str>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MandateLine {
    id: Arc<str>,
    till: String,
    arendetyp: Arc<str>,
    utfall: Vec<String>,
    hogst: Option<String>,
    fran: toml::value::Datetime,
    till_dag: Option<toml::value::Datetime>,
    delegeringsbeslut: Arc<str>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RatesLine {
    arendetyp: Arc<str>,
    utfall: String,
    fore: String,
    efter: String,
    motiv: Arc<str>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodLine {
    id: String,
    fro: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TwoPersonsLine {
    arendetyp: Arc<str>,
    utfall: String,
    fran_belopp: String,
}

/// What the register begins with.
pub(in crate::commands) struct Beginning {
    events: Vec<AuthorityEvent>,
    period: Option<(String, Vec<u8>)>,
}

/// Reads the register's file.
pub(in crate::commands) fn read(files: &DemoFiles) -> anyhow::Result<Beginning> {
    let text = files.file(FILE)?;
    let register: Register = toml::from_str(&text).context(FILE)?;
    let mut events = Vec::new();
    for line in register.lage {
        let mode = Mode::from_word(&line.lage).with_context(|| format!("{FILE}: lage = {}", line.lage))?;
        let outcome = outcome(&line.utfall)?;
        events.push(AuthorityEvent::ModeSet { case_type: line.arendetyp, outcome, mode, reason: line.motiv });
    }
    for line in register.mandat {
        events.push(AuthorityEvent::MandateGiven(mandate(line)?));
    }
    for line in register.stickprov {
        let rates = Rates { before: number(&line.fore)?, after: number(&line.efter)? };
        let outcome = outcome(&line.utfall)?;
        events.push(AuthorityEvent::RatesSet {
            case_type: line.arendetyp,
            outcome,
            rates,
            reason: line.motiv,
        });
    }
    for line in register.tva_personer {
        let (outcome, from_amount) = (outcome(&line.utfall)?, Some(number(&line.fran_belopp)?));
        events.push(AuthorityEvent::TwoPersonsSet { case_type: line.arendetyp, outcome, from_amount });
    }
    let period = match register.stickprovsperiod {
        Some(line) => Some((line.id, unhex(&line.fro)?)),
        None => None,
    };
    Ok(Beginning { events, period })
}

/// Enters what is not there yet. The period comes last: once it has begun the register is people's to change.
pub(in crate::commands) fn enter(app: &App, beginning: &Beginning, now: Timestamp) -> anyhow::Result<()> {
    if app.authority()?.periods().next().is_some() {
        return Ok(());
    }
    let entered = usize::try_from(app.authority()?.seq())?;
    for event in beginning.events.iter().skip(entered) {
        app.record_authority(event, &operator(), now)?;
    }
    if let Some((period, seed)) = &beginning.period {
        app.start_period(period, Some(seed), &operator(), now)?;
    }
    Ok(())
}

fn mandate(line: MandateLine) -> anyhow::Result<Mandate> {
    let principal = match line.till.split_once(':') {
        None if line.till == "automatisk funktion" => Principal::AutomatedFunction,
        Some(("handlaggare", account)) => Principal::Officer(Arc::from(account)),
        _ => bail!("{FILE}: till = {}", line.till),
    };
    Ok(Mandate {
        id: line.id,
        principal,
        case_type: line.arendetyp,
        outcomes: line.utfall.iter().map(|word| outcome(word)).collect::<anyhow::Result<_>>()?,
        max_amount: line.hogst.as_deref().map(number).transpose()?,
        from: day(&line.fran)?,
        to: line.till_dag.as_ref().map(day).transpose()?,
        delegation: line.delegeringsbeslut,
    })
}

fn outcome(word: &str) -> anyhow::Result<Outcome> {
    Outcome::from_word(word).with_context(|| format!("{FILE}: utfall = {word}"))
}

fn number(text: &str) -> anyhow::Result<Number> {
    text.parse().map_err(|_| anyhow::anyhow!("{FILE}: {text} is no number"))
}

fn day(value: &toml::value::Datetime) -> anyhow::Result<Date> {
    value.to_string().parse().with_context(|| format!("{FILE}: {value}"))
}

fn unhex(text: &str) -> anyhow::Result<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect::<Option<Vec<u8>>>().with_context(|| format!("{FILE}: fro"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_register_can_be_read() {
        let beginning = super::read(&super::DemoFiles::new(None)).unwrap();
        assert_eq!(beginning.events.len(), 10);
        assert_eq!(beginning.period.unwrap().1.len(), 32);
    }
}
