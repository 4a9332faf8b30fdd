//! The draw can be made again by anybody who has the seed, and the error rate has its interval.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use proptest::prelude::*;
use saklig_case::CaseKey;
use saklig_case::authority::Rates;
use saklig_case::spot_check::{Draw, Drawn, Finding, draw, effective_rates, error_rate, seed_hash};
use saklig_number::Number;

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn rates(before: &str, after: &str) -> Rates {
    Rates { before: number(before), after: number(after) }
}

fn drawn(u: u64, before: &str, after: &str) -> Drawn {
    Draw { period: "2025-11".into(), u }.meets(&rates(before, after))
}

/// The seed 00 01 … 1f.
fn seed() -> Vec<u8> {
    (0..32).collect()
}

#[test]
fn the_draw_is_the_first_64_bits_of_the_hmac_of_the_key() {
    // Computed with Python's hmac and hashlib.
    let period: Arc<str> = "2025-11".into();
    for (case, u) in
        [(1, 14_137_608_856_405_602_039), (2, 17_954_398_244_998_040_692), (42, 9_924_015_459_232_839_513)]
    {
        let drawn = draw(&seed(), &period, CaseKey::new(case).unwrap());
        assert_eq!(drawn, Draw { period: period.clone(), u }, "case {case}");
    }
    assert_eq!(seed_hash(&seed()), "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
}

#[test]
fn nobody_and_everybody() {
    for u in [0, 1, 1 << 63, u64::MAX] {
        assert_eq!(drawn(u, "0", "0"), Drawn::No);
        assert_eq!(drawn(u, "1", "0"), Drawn::Before);
        assert_eq!(drawn(u, "0", "1"), Drawn::After);
        assert_eq!(drawn(u, "1", "1"), Drawn::Before);
    }
}

#[test]
fn the_boundary_is_not_below() {
    let half = 1 << 63;
    assert_eq!((drawn(half - 1, "0.5", "0"), drawn(half, "0.5", "0")), (Drawn::Before, Drawn::No));
    assert_eq!(drawn(half, "0.5", "0.1"), Drawn::After);
    assert_eq!(drawn(half, "0.25", "0.25"), Drawn::No, "before and after are added");
}

#[test]
fn the_package_gives_a_minimum() {
    let both = effective_rates(Some(&rates("0.1", "0")), Some(&rates("0.02", "0.05")));
    assert_eq!(both, rates("0.1", "0.05"));
    assert_eq!(effective_rates(None, Some(&rates("0.02", "0.03"))), rates("0.02", "0.03"));
    assert_eq!(effective_rates(Some(&rates("0.2", "0.3")), None), rates("0.2", "0.3"));
    assert_eq!(effective_rates(None, None), rates("0", "0"));
}

proptest! {
    #[test]
    fn a_higher_rate_never_frees_a_case(u: u64, low in 0_i64..=100, more in 0_i64..=100, after in 0_i64..=100) {
        let share = |percent: i64| Number::from(percent.min(100)).checked_div(100.into()).unwrap();
        let draw = Draw { period: "p".into(), u };
        let of = |before: i64| draw.meets(&Rates { before: share(before), after: share(after) });
        let (small, large) = (of(low), of(low + more));
        prop_assert!(small != Drawn::Before || large == Drawn::Before);
        prop_assert!(small == Drawn::No || large != Drawn::No);
    }

    #[test]
    fn the_same_seed_and_key_give_the_same_draw(seed: Vec<u8>, case in 1_u64..1 << 41) {
        let (period, key) = ("p".into(), CaseKey::new(case).unwrap());
        prop_assert_eq!(draw(&seed, &period, key), draw(&seed, &period, key));
    }
}

#[test]
fn the_error_rate_has_wilsons_interval() {
    // Wilson's score interval, z = 1.959964, computed with Python's floats to six decimals.
    for (checked, wrong, low, high) in [
        (10, 0, "0", "0.277533"),
        (10, 10, "0.722467", "1"),
        (10, 5, "0.236593", "0.763407"),
        (100, 1, "0.001767", "0.054486"),
        (200, 7, "0.017056", "0.070471"),
    ] {
        let rate = error_rate(checked, wrong).unwrap();
        let six = |number| {
            saklig_number::rounding::round(number, 6, saklig_number::rounding::Rounding::HalfUp).unwrap()
        };
        assert_eq!((six(rate.low), six(rate.high)), (number(low), number(high)), "{wrong} of {checked}");
        assert!(rate.low <= rate.rate && rate.rate <= rate.high, "{rate:?}");
    }
    assert_eq!(error_rate(0, 0), None);
    assert_eq!(error_rate(3, 4), None);
}

#[test]
fn findings_have_codes_and_some_are_errors() {
    let errors: Vec<_> =
        Finding::ALL.into_iter().filter(|finding| finding.is_error()).map(Finding::word).collect();
    assert_eq!(errors, ["fel_till_fordel", "fel_till_nackdel", "misstankt_brott"]);
    for finding in Finding::ALL {
        assert_eq!(Finding::from_word(finding.word()), Some(finding));
    }
    for drawn in [Drawn::No, Drawn::Before, Drawn::After] {
        assert_eq!(Drawn::from_word(drawn.word()), Some(drawn));
    }
}
