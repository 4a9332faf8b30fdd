//! The authority register as the fold of its log.
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};
use saklig_case::authority::{Brake, Braked, Mandate, Mode, NoMandate, Principal, Rates};
use saklig_case::{Authority, AuthorityEvent, Outcome};

const TYPE: &str = "a";

fn fold(events: &[AuthorityEvent]) -> Authority {
    let mut authority = Authority::default();
    for (seq, event) in (1..).zip(events) {
        authority.apply(seq, event);
    }
    authority
}

fn given(id: &str, max: Option<i64>, from: Date, to: Option<Date>) -> AuthorityEvent {
    AuthorityEvent::MandateGiven(Mandate {
        id: id.into(),
        principal: Principal::AutomatedFunction,
        case_type: TYPE.into(),
        outcomes: vec![Outcome::Granted, Outcome::PartlyRefused],
        max_amount: max.map(Into::into),
        from,
        to,
        delegation: "SN § 1".into(),
    })
}

fn withdrawn(id: &str) -> AuthorityEvent {
    AuthorityEvent::MandateWithdrawn { id: id.into(), reason: "slut".into() }
}

fn asked(authority: &Authority, outcome: Outcome, amount: i64, today: Date) -> Result<String, NoMandate> {
    let function = Principal::AutomatedFunction;
    authority
        .mandate_for(TYPE, &function, outcome, amount.into(), today)
        .map(|mandate| mandate.id.to_string())
}

const DAY: Date = date(2025, 11, 24);

#[test]
fn a_mandate_holds_from_its_first_to_its_last_day() {
    let register = fold(&[given("M", None, date(2025, 11, 1), Some(date(2025, 11, 30)))]);
    let on = |day| asked(&register, Outcome::Granted, 1, day);
    assert_eq!(on(date(2025, 10, 31)), Err(NoMandate::None));
    assert_eq!(on(date(2025, 11, 1)), Ok("M".into()));
    assert_eq!(on(date(2025, 11, 30)), Ok("M".into()));
    assert_eq!(on(date(2025, 12, 1)), Err(NoMandate::None));
    let open_ended = fold(&[given("M", None, date(2025, 11, 1), None)]);
    assert_eq!(asked(&open_ended, Outcome::Granted, 1, date(2099, 1, 1)), Ok("M".into()));
}

#[test]
fn it_covers_outcomes_and_amounts_and_the_one_that_covers_is_found() {
    let register = fold(&[given("M1", Some(100), DAY, None), given("M2", Some(200), DAY, None)]);
    assert_eq!(asked(&register, Outcome::Granted, 100, DAY), Ok("M1".into()));
    assert_eq!(asked(&register, Outcome::PartlyRefused, 101, DAY), Ok("M2".into()));
    assert_eq!(asked(&register, Outcome::Granted, 201, DAY), Err(NoMandate::AmountAbove));
    assert_eq!(asked(&register, Outcome::Refused, 0, DAY), Err(NoMandate::None));
    let officer = Principal::Officer("handlaggare1".into());
    assert_eq!(register.mandate_for(TYPE, &officer, Outcome::Granted, 1.into(), DAY), Err(NoMandate::None));
    assert_eq!(
        register.mandate_for("b", &Principal::AutomatedFunction, Outcome::Granted, 1.into(), DAY),
        Err(NoMandate::None)
    );
}

#[test]
fn a_withdrawn_mandate_is_gone_and_may_be_given_again() {
    let (give, take) = (given("M", None, DAY, None), withdrawn("M"));
    let of = |events: &[AuthorityEvent]| asked(&fold(events), Outcome::Granted, 1, DAY);
    assert_eq!(of(&[give.clone(), take.clone()]), Err(NoMandate::None));
    assert_eq!(of(&[give.clone(), take.clone(), give.clone()]), Ok("M".into()));
    assert_eq!(of(&[take, give]), Ok("M".into()), "withdrawing what was never given is nothing");
}

#[test]
fn modes_are_per_case_type_and_outcome_and_off_until_set() {
    let set =
        |outcome, mode| AuthorityEvent::ModeSet { case_type: TYPE.into(), outcome, mode, reason: "r".into() };
    let register = fold(&[set(Outcome::Granted, Mode::Automatic), set(Outcome::Granted, Mode::Batch)]);
    assert_eq!(register.mode(TYPE, Outcome::Granted), Mode::Batch, "the latest counts");
    assert_eq!(register.mode(TYPE, Outcome::Refused), Mode::Off);
    assert_eq!(register.mode("b", Outcome::Granted), Mode::Off);
    assert!(
        Mode::ALL.is_sorted() && Mode::ALL.iter().all(|mode| Mode::from_word(mode.word()) == Some(*mode))
    );
}

#[test]
fn a_brake_has_a_scope_and_each_is_released_by_its_id() {
    let pulled = |id: &str, case_type: Option<&str>, stops: &[Braked]| AuthorityEvent::BrakePulled {
        id: id.into(),
        brake: Brake { case_type: case_type.map(Into::into), stops: stops.to_vec(), reason: "r".into() },
    };
    let released = |id: &str| AuthorityEvent::BrakeReleased { id: id.into(), reason: "r".into() };
    let two = [
        pulled("1", Some(TYPE), &[Braked::Payments]),
        pulled("2", None, &[Braked::Payments, Braked::Letters]),
    ];
    let register = fold(&two);
    let stopped = |register: &Authority, case_type: &str| {
        Braked::ALL.into_iter().filter(|kind| register.is_braked(case_type, *kind)).collect::<Vec<_>>()
    };
    assert_eq!(stopped(&register, TYPE), [Braked::Payments, Braked::Letters]);
    assert_eq!(stopped(&register, "b"), [Braked::Payments, Braked::Letters]);
    let [one, other] = two;
    let register = fold(&[one, other, released("2")]);
    assert_eq!(stopped(&register, TYPE), [Braked::Payments]);
    assert_eq!(stopped(&register, "b"), []);
    for kind in Braked::ALL {
        assert_eq!(Braked::from_word(kind.word()), Some(kind));
    }
    assert_eq!(Braked::of_work("saklig.betala"), Some(Braked::Payments));
    assert_eq!(Braked::of_work("saklig.arkivera"), None);
}

#[test]
fn two_persons_from_an_amount_and_not_any_more() {
    let set = |from_amount: Option<i64>| AuthorityEvent::TwoPersonsSet {
        case_type: TYPE.into(),
        outcome: Outcome::Granted,
        from_amount: from_amount.map(Into::into),
    };
    let needs = |events: &[AuthorityEvent], amount: i64| {
        fold(events).needs_two_persons(TYPE, Outcome::Granted, amount.into())
    };
    assert!(!needs(&[], 1_000_000));
    assert!(!needs(&[set(Some(10_000))], 9_999));
    assert!(needs(&[set(Some(10_000))], 10_000));
    assert!(!needs(&[set(Some(10_000)), set(None)], 10_000));
}

#[test]
fn rates_sources_and_periods() {
    let register = fold(&[
        AuthorityEvent::RatesSet {
            case_type: TYPE.into(),
            outcome: Outcome::Granted,
            rates: Rates { before: "0.02".parse().unwrap(), after: "0.05".parse().unwrap() },
            reason: "r".into(),
        },
        AuthorityEvent::SourceStopped { source: "fk".into(), reason: "fel i svaren".into() },
        AuthorityEvent::SourceStopped { source: "csn".into(), reason: "underhåll".into() },
        AuthorityEvent::SourceStarted { source: "csn".into() },
        AuthorityEvent::PeriodStarted { period: "2025-10".into(), seed_hash: "aa".into() },
        AuthorityEvent::PeriodEnded { period: "2025-10".into(), seed: "00".into() },
        AuthorityEvent::PeriodStarted { period: "2025-11".into(), seed_hash: "bb".into() },
    ]);
    assert_eq!(register.rates(TYPE, Outcome::Granted).unwrap().after.to_string(), "0.05");
    assert_eq!(register.rates(TYPE, Outcome::Refused), None);
    assert_eq!(register.stopped_sources().collect::<Vec<_>>(), [("fk", "fel i svaren")]);
    assert_eq!(register.current_period().map(AsRef::as_ref), Some("2025-11"));
    let periods: Vec<_> = register.periods().collect();
    assert_eq!(
        periods,
        [("2025-10", "aa", Some("00")), ("2025-11", "bb", None)],
        "a seed is shown only when it is over"
    );
    assert_eq!(register.seq(), 7);
}
