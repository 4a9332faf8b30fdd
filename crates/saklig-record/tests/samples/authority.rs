//! The authority register.

use jiff::civil::date;
use saklig_case::authority::{Brake, Braked, Mandate, Mode, Principal, Rates};
use saklig_case::{AuthorityEvent, Outcome};

use super::{number, text};

const TYPE: &str = "forsorjningsstod-ateransokan";

/// Name of the golden file, and the event.
pub(crate) fn authority_events() -> Vec<(&'static str, AuthorityEvent)> {
    let mut events = mandates();
    events.extend(brakes());
    events.extend(the_rest());
    events
}

fn mandates() -> Vec<(&'static str, AuthorityEvent)> {
    let mandate = |principal, max: Option<&str>, to| {
        AuthorityEvent::MandateGiven(Mandate {
            id: text("M1"),
            principal,
            case_type: text(TYPE),
            outcomes: vec![Outcome::Granted, Outcome::PartlyRefused],
            max_amount: max.map(number),
            from: date(2025, 11, 1),
            to,
            delegation: text("SN 2025-10-15 § 112"),
        })
    };
    vec![
        (
            "mode-set",
            AuthorityEvent::ModeSet {
                case_type: text(TYPE),
                outcome: Outcome::Granted,
                mode: Mode::Automatic,
                reason: text("Beslut i nämnden."),
            },
        ),
        ("mandate-given", mandate(Principal::AutomatedFunction, Some("20000"), Some(date(2026, 10, 31)))),
        ("mandate-given-officer", mandate(Principal::Officer(text("handlaggare1")), None, None)),
        (
            "mandate-withdrawn",
            AuthorityEvent::MandateWithdrawn { id: text("M1"), reason: text("Ny delegation.") },
        ),
    ]
}

fn brakes() -> Vec<(&'static str, AuthorityEvent)> {
    let pulled = |case_type: Option<&str>, stops| AuthorityEvent::BrakePulled {
        id: text("B1"),
        brake: Brake { case_type: case_type.map(text), stops, reason: text("Fel i paketet.") },
    };
    vec![
        ("brake-pulled", pulled(Some(TYPE), Braked::ALL.to_vec())),
        ("brake-pulled-all", pulled(None, vec![Braked::Payments])),
        ("brake-released", AuthorityEvent::BrakeReleased { id: text("B1"), reason: text("Rättat.") }),
    ]
}

fn the_rest() -> Vec<(&'static str, AuthorityEvent)> {
    let two = |from_amount: Option<&str>| AuthorityEvent::TwoPersonsSet {
        case_type: text(TYPE),
        outcome: Outcome::Granted,
        from_amount: from_amount.map(number),
    };
    vec![
        (
            "rates-set",
            AuthorityEvent::RatesSet {
                case_type: text(TYPE),
                outcome: Outcome::Granted,
                rates: Rates { before: number("0.02"), after: number("0.05") },
                reason: text("Internkontroll."),
            },
        ),
        ("two-persons-set", two(Some("50000"))),
        ("two-persons-set-none", two(None)),
        (
            "source-stopped",
            AuthorityEvent::SourceStopped { source: text("fk"), reason: text("Fel i svaren.") },
        ),
        ("source-started", AuthorityEvent::SourceStarted { source: text("fk") }),
        (
            "period-started",
            AuthorityEvent::PeriodStarted { period: text("2025-11"), seed_hash: text("630dcd29") },
        ),
        ("period-ended", AuthorityEvent::PeriodEnded { period: text("2025-11"), seed: text("00010203") }),
    ]
}
