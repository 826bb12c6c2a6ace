//! The model's own exponential and power: as accurate as the best, smooth, and the same everywhere.

use headroom::model::exponential::{exponential, power};
use proptest::prelude::*;

use crate::bits;

/// How many numbers lie between two of the same sign.
fn steps_apart(a: f64, b: f64) -> u64 {
    a.to_bits().abs_diff(b.to_bits())
}

#[test]
fn runs_have_the_bits_that_the_browser_is_tested_for() {
    assert_eq!(bits::of_runs(), bits::OF_RUNS, "see common/bits.rs");
}

#[test]
fn ensembles_have_the_bits_that_the_browser_is_tested_for() {
    assert_eq!(bits::of_ensembles(), bits::OF_ENSEMBLES);
}

#[test]
fn functions_have_the_bits_that_the_browser_is_tested_for() {
    assert_eq!(
        bits::of_functions(),
        bits::OF_FUNCTIONS,
        "see common/bits.rs"
    );
}

#[test]
fn exponential_is_exact_where_it_can_be() {
    assert_eq!(exponential(0.0), 1.0);
    assert_eq!(exponential(-0.0), 1.0);
    assert_eq!(exponential(f64::INFINITY), f64::INFINITY);
    assert_eq!(exponential(f64::NEG_INFINITY), 0.0);
    assert!(exponential(f64::NAN).is_nan());
    assert_eq!(exponential(710.0), f64::INFINITY);
    assert_eq!(exponential(-746.0), 0.0);
    // The smallest arguments, normal and not, must not be lost against 1 in the wrong direction.
    for tiny in [f64::MIN_POSITIVE, 5e-324, 1e-17] {
        assert_eq!((exponential(tiny), exponential(-tiny)), (1.0, 1.0));
    }
}

#[test]
fn exponential_is_right_on_both_sides_of_every_step_of_its_table() {
    for step in -130_000..130_000_i32 {
        let x = (f64::from(step) + 0.5) / 128.0 * std::f64::consts::LN_2;
        for x in [x.next_down(), x, x.next_up()] {
            assert!(steps_apart(exponential(x), libm::exp(x)) <= 1, "{x}");
        }
    }
}

#[test]
fn power_has_the_values_of_the_standard_where_there_is_no_logarithm() {
    for base in [0.0, f64::INFINITY, 5e-324, 1.0] {
        for exponent in [-1.5, 0.0, 1.0, 1.5, f64::INFINITY] {
            assert_eq!(
                power(base, exponent),
                libm::pow(base, exponent),
                "{base}^{exponent}"
            );
        }
    }
    assert!(power(f64::NAN, 1.5).is_nan());
    assert!(power(-1.0, 1.5).is_nan());
    assert_eq!(power(7.0, 0.0), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn exponential_is_within_one_unit_in_the_last_place(x in -750.0..712.0_f64, small in -4.0..4.0_f64) {
        for x in [x, small] {
            prop_assert!(steps_apart(exponential(x), libm::exp(x)) <= 1, "{x}");
        }
    }

    #[test]
    fn exponential_never_falls(x in -750.0..712.0_f64, by in 1e-12..1.0_f64) {
        prop_assert!(exponential(x + by) >= exponential(x));
    }

    #[test]
    fn power_is_accurate_over_all_bases(logarithm in -708.0..709.0_f64, share in -1.0..1.0_f64) {
        let base = libm::exp(logarithm);
        prop_assume!(base.is_normal());
        let exact = libm::pow(base, share);
        let tolerance = 1e-15 * (2.0 + (share * logarithm).abs());
        prop_assert!((power(base, share) / exact - 1.0).abs() <= tolerance, "{base}^{share}");
    }

    #[test]
    fn power_is_accurate_near_full_load(base in 0.5..2.0_f64, exponent in 0.1..3.0_f64) {
        let exact = libm::pow(base, exponent);
        prop_assert!((power(base, exponent) / exact - 1.0).abs() <= 2e-15);
    }

    #[test]
    fn power_does_not_jump_at_a_round_exponent(
        base in 1e-3..1e3_f64, round in prop::sample::select(vec![0.5, 1.0, 1.5, 2.0])
    ) {
        let at = power(base, round);
        for near in [round - 1e-12, round + 1e-12] {
            prop_assert!((power(base, near) / at - 1.0).abs() <= 1.5e-11);
        }
    }
}
