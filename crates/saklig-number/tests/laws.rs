//! The laws that every number obeys, against i128 arithmetic.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use saklig_number::{Number, NumberError, Rounding, rounding};

fn n(text: &str) -> Number {
    text.parse().unwrap()
}

fn hash(number: Number) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

/// Numbers of all sizes: any coefficient length, exponents around zero and far away.
fn any_number() -> impl Strategy<Value = Number> {
    (any::<i128>(), 0_u32..128, prop_oneof![4 => -20_i32..20, 1 => -400_i32..400]).prop_map(
        |(coefficient, shift, exponent)| Number::from_parts(coefficient >> shift, exponent).unwrap(),
    )
}

const MODES: [Rounding; 7] = [
    Rounding::HalfUp,
    Rounding::HalfEven,
    Rounding::HalfDown,
    Rounding::Up,
    Rounding::Down,
    Rounding::Ceiling,
    Rounding::Floor,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_calculate_as_integers(a in any::<i64>(), b in any::<i64>()) {
        let (x, y) = (Number::from(a), Number::from(b));
        let (a, b) = (i128::from(a), i128::from(b));
        prop_assert_eq!(x.checked_add(y).unwrap().to_i128(), Some(a + b));
        prop_assert_eq!(x.checked_sub(y).unwrap().to_i128(), Some(a - b));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        if (a * b).abs() < 10_i128.pow(34) {
            prop_assert_eq!(x.checked_mul(y).unwrap().to_i128(), Some(a * b));
        }
        if b != 0 {
            prop_assert_eq!(x.checked_rem(y).unwrap().to_i128(), Some(a - b * a.div_euclid(b) - if a.rem_euclid(b) != 0 && b < 0 { b.abs() } else { 0 }));
        }
    }

    #[test]
    fn what_is_written_is_read_again(a in any_number()) {
        prop_assert_eq!(n(&a.to_string()), a);
        prop_assert_eq!(hash(n(&a.to_string())), hash(a));
    }

    #[test]
    fn sums_and_products_commute(a in any_number(), b in any_number()) {
        prop_assert_eq!(a.checked_add(b).unwrap(), b.checked_add(a).unwrap());
        prop_assert_eq!(a.checked_mul(b).unwrap(), b.checked_mul(a).unwrap());
        prop_assert_eq!(a.checked_sub(b).unwrap(), b.checked_sub(a).unwrap().negated());
        prop_assert_eq!(a.checked_sub(b).unwrap().is_negative(), a < b);
    }

    #[test]
    fn a_quotient_times_its_divisor_is_near(a in any_number(), b in any_number()) {
        prop_assume!(!b.is_zero());
        let back = a.checked_div(b).unwrap().checked_mul(b).unwrap();
        let off = back.checked_sub(a).unwrap().abs();
        let ulp = a.abs().checked_mul(n("1e-32")).unwrap();
        prop_assert!(off <= ulp, "{} off {}", a, off);
    }

    #[test]
    fn an_exact_product_divides_back(a in any::<i64>(), b in 1_i64..1_000_000_000) {
        let product = Number::from(a).checked_mul(b.into()).unwrap();
        prop_assert_eq!(product.checked_div(b.into()).unwrap(), Number::from(a));
    }

    #[test]
    fn a_root_squared_is_near(a in any_number()) {
        let a = a.abs();
        let root = a.checked_sqrt().unwrap();
        let off = root.checked_mul(root).unwrap().checked_sub(a).unwrap().abs();
        prop_assert!(off <= a.checked_mul(n("1e-32")).unwrap());
    }

    #[test]
    fn a_square_has_an_exact_root(a in 0_i64..i64::MAX) {
        let square = Number::from(a % 100_000_000_000_000_000).checked_pow(2).unwrap();
        prop_assert_eq!(square.checked_sqrt().unwrap(), Number::from(a % 100_000_000_000_000_000));
    }

    #[test]
    fn rounding_moves_less_than_one_step(a in any_number(), scale in -6_i32..12) {
        let step = Number::from_parts(1, -scale).unwrap();
        for mode in MODES {
            let rounded = rounding::round(a, scale, mode).unwrap();
            prop_assert!(rounded.checked_sub(a).unwrap().abs() <= step);
            prop_assert_eq!(rounding::round(rounded, scale, mode).unwrap(), rounded);
        }
        let floor = rounding::round(a, scale, Rounding::Floor).unwrap();
        let ceiling = rounding::round(a, scale, Rounding::Ceiling).unwrap();
        prop_assert!(floor <= a && a <= ceiling);
    }

    #[test]
    fn rounding_agrees_with_integers(a in -1_000_000_i64..1_000_000) {
        let thousandth = Number::from_parts(i128::from(a), -3).unwrap();
        let floor = rounding::round(thousandth, 0, Rounding::Floor).unwrap();
        prop_assert_eq!(floor.to_i64(), Some(a.div_euclid(1000)));
        let half_up = rounding::round(thousandth, 0, Rounding::HalfUp).unwrap();
        prop_assert_eq!(half_up.to_i64(), Some(a.signum() * ((a.abs() + 500) / 1000)));
    }

    #[test]
    fn order_follows_the_scaled_integers(a in any::<i32>(), b in any::<i32>(), ea in 0_u32..9, eb in 0_u32..9) {
        let x = Number::from_parts(i128::from(a), -i32::try_from(ea).unwrap()).unwrap();
        let y = Number::from_parts(i128::from(b), -i32::try_from(eb).unwrap()).unwrap();
        let (sa, sb) = (i128::from(a) * 10_i128.pow(9 - ea), i128::from(b) * 10_i128.pow(9 - eb));
        prop_assert_eq!(x.cmp(&y), sa.cmp(&sb));
        prop_assert_eq!(x == y, hash(x) == hash(y));
    }
}

#[test]
fn the_value_counts_and_not_the_way_it_is_written() {
    assert_eq!(n("1.0"), n("1.00"));
    assert_eq!(hash(n("1.0")), hash(n("1.00")));
    assert_eq!(hash(n("1200")), hash(n("1.2e3")));
    assert_eq!(n("-0"), n("0.000"));
    assert!(n("0.1") < n("0.11") && n("-0.1") > n("-0.11"));
}

#[test]
fn numbers_are_written_plainly() {
    for (source, plain) in [
        ("1.50", "1.5"),
        ("1e3", "1000"),
        (".5", "0.5"),
        ("-0.00100", "-0.001"),
        ("100", "100"),
        ("1e-7", "0.0000001"),
        ("1e100", "1e100"),
        ("1.5e-100", "15e-101"),
        ("0.00", "0"),
    ] {
        assert_eq!(n(source).to_string(), plain);
    }
}

#[test]
fn more_than_34_digits_are_rounded_half_to_even() {
    assert_eq!(n("1234567890123456789012345678901234.5").to_string(), "1234567890123456789012345678901234");
    assert_eq!(n("1234567890123456789012345678901235.5").to_string(), "1234567890123456789012345678901236");
    assert_eq!(
        n("1234567890123456789012345678901234.50000001").to_string(),
        "1234567890123456789012345678901235"
    );
    assert_eq!(n("9999999999999999999999999999999999.9"), n("1e34"));
    assert_eq!(
        Number::ONE.checked_div(3.into()).unwrap().to_string(),
        "0.3333333333333333333333333333333333"
    );
    assert_eq!(
        Number::from(2).checked_div(3.into()).unwrap().to_string(),
        "0.6666666666666666666666666666666667"
    );
    assert_eq!(n("1e34").checked_add(n("0.6")).unwrap(), n("1e34"));
    assert_eq!(n("1e33").checked_sub(n("1e-50")).unwrap(), n("1e33"));
}

#[test]
fn what_cannot_be_said_is_an_error() {
    assert_eq!(n("9e6144").checked_mul(10.into()), Err(NumberError::Overflow));
    assert_eq!(n("9e6144").checked_add(n("9e6144")), Err(NumberError::Overflow));
    assert_eq!(Number::ONE.checked_div(Number::ZERO), Err(NumberError::DivisionByZero));
    assert_eq!(Number::ONE.checked_rem(Number::ZERO), Err(NumberError::DivisionByZero));
    assert_eq!(n("-1").checked_sqrt(), Err(NumberError::NegativeRoot));
    assert_eq!(Number::from(10).checked_pow(7000), Err(NumberError::Overflow));
    for text in ["", "-", ".", "1.", "1..2", "1e", "e5", "1 000", "0x1", "1,5", "∞"] {
        assert_eq!(text.parse::<Number>(), Err(NumberError::NotANumber), "{text}");
    }
    assert_eq!(n("1e-7000"), Number::ZERO);
    assert_eq!("1e7000".parse::<Number>(), Err(NumberError::Overflow));
}

#[test]
fn powers_and_roots() {
    assert_eq!(Number::from(2).checked_pow(10).unwrap(), 1024.into());
    assert_eq!(Number::from(2).checked_pow(-2).unwrap(), n("0.25"));
    assert_eq!(n("1.05").checked_pow(3).unwrap(), n("1.157625"));
    assert_eq!(n("6.25").checked_sqrt().unwrap(), n("2.5"));
    assert_eq!(Number::from(2).checked_sqrt().unwrap(), n("1.414213562373095048801688724209698"));
    assert_eq!(n("4e-3").checked_sqrt().unwrap(), n("0.06324555320336758663997787088865437"));
}

#[test]
fn every_mode_at_the_half() {
    let at = |text: &str| MODES.map(|mode| rounding::round(n(text), 0, mode).unwrap().to_string()).join(" ");
    assert_eq!(at("2.5"), "3 2 2 3 2 3 2");
    assert_eq!(at("-2.5"), "-3 -2 -2 -3 -2 -2 -3");
    assert_eq!(at("2.4"), "2 2 2 3 2 3 2");
    assert_eq!(rounding::round(n("1250"), -2, Rounding::HalfEven).unwrap().to_string(), "1200");
    assert_eq!(rounding::round(n("1e-300"), 2, Rounding::Up).unwrap().to_string(), "0.01");
}
