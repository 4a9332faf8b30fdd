//! The authority register and the draw of a scenario, from a sentence: `bifall automatiskt högst 20000; avslag förslag;
//! inget stickprov`.

use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::authority::{Mandate, Mode, Principal};
use saklig_case::spot_check::Draw;
use saklig_case::{Authority, AuthorityEvent, Outcome};
use saklig_feel::Number;

/// The sentence when the file has none.
pub(crate) const USUAL: &str = "bifall automatiskt; delavslag, avslag och avvisning förslag; inget stickprov";

/// Who may decide what, and whether the case is drawn for a spot check.
#[derive(Debug, Clone)]
pub(crate) struct Powers {
    pub(crate) register: Authority,
    pub(crate) draw: Draw,
}

/// What a sentence says; none when it cannot be read. A case is not drawn unless the sentence says `stickprov`.
pub(crate) fn read(text: &str, case_type: &Arc<str>) -> Option<Powers> {
    let mut events = Vec::new();
    let mut drawn = false;
    for clause in text.split(';').map(str::trim).filter(|clause| !clause.is_empty()) {
        match clause {
            "inget stickprov" => drawn = false,
            "stickprov" => drawn = true,
            _ => modes(clause, case_type, &mut events)?,
        }
    }
    let mut register = Authority::default();
    for (seq, event) in (1..).zip(&events) {
        register.apply(seq, event);
    }
    // The lowest number is drawn whenever a rate is set, the highest never is.
    let draw = Draw { period: Arc::from("scenario"), u: if drawn { 0 } else { u64::MAX } };
    Some(Powers { register, draw })
}

fn modes(clause: &str, case_type: &Arc<str>, events: &mut Vec<AuthorityEvent>) -> Option<()> {
    let (mut outcomes, mut mode, mut limit) = (Vec::new(), None, None);
    let mut words = clause.split([' ', ',']).filter(|word| !word.is_empty() && *word != "och");
    while let Some(word) = words.next() {
        match (Outcome::from_word(word), word) {
            (Some(outcome), _) => outcomes.push(outcome),
            (None, "automatiskt") => mode = Some(Mode::Automatic),
            (None, "förslag") => mode = Some(Mode::Propose),
            (None, "skugga") => mode = Some(Mode::Shadow),
            (None, "bunt") => mode = Some(Mode::Batch),
            (None, "av") => mode = Some(Mode::Off),
            (None, "högst") => limit = Some(words.next()?.parse::<Number>().ok()?),
            (None, _) => return None,
        }
    }
    let mode = mode.filter(|_| !outcomes.is_empty())?;
    for outcome in &outcomes {
        events.push(AuthorityEvent::ModeSet {
            case_type: Arc::clone(case_type),
            outcome: *outcome,
            mode,
            reason: Arc::from("scenario"),
        });
    }
    if mode == Mode::Automatic {
        events.push(AuthorityEvent::MandateGiven(Mandate {
            id: Arc::from(format!("m{}", events.len())),
            principal: Principal::AutomatedFunction,
            case_type: Arc::clone(case_type),
            outcomes,
            max_amount: limit,
            from: Date::MIN,
            to: None,
            delegation: Arc::from("scenario"),
        }));
    }
    Some(())
}
