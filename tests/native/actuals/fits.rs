//! The model fitted to actuals: what they tell is found again, and what they do not tell is said.

use std::time::Instant;

use headroom::actuals::fit::{Doubt, FITTED, FitError, fit};
use headroom::model::actuals::TRACKED;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::week::Series;
use proptest::prelude::*;
use proptest::sample::subsequence;

/// The scenario with actuals of some series, at the ends of some weeks, taken from another one
/// and disturbed by shares of themselves.
fn measured(
    scenario: &Scenario,
    truth: &Scenario,
    places: &[usize],
    weeks: &[u16],
    noise: impl Fn(usize) -> f64,
) -> Scenario {
    let mut scenario = scenario.clone();
    let run = truth.run();
    let mut count = 0;
    for &place in places {
        let row = &TRACKED[place];
        let series = Series::by_key(row.series).expect("a series");
        for &week in weeks {
            let value = (series.get)(&run.weeks[usize::from(week) - 1]);
            let value = (value * (1.0 + noise(count))).clamp(row.possible.0, row.possible.1);
            count += 1;
            scenario
                .actuals
                .add(place, row.series, f64::from(week), value)
                .expect("possible");
        }
    }
    scenario
}

const MONTHS: [u16; 6] = [4, 9, 13, 17, 22, 26];
const USUAL: [&str; 4] = [
    "growth.viral",
    "churn.free",
    "conversion.starter",
    "tiers.starter.churn",
];

fn truth() -> Scenario {
    let mut truth = Scenario::preset(Preset::Realistic);
    for (key, value) in [
        ("growth.viral", 0.19),
        ("churn.free", 0.08),
        ("conversion.starter", 0.017),
        ("tiers.starter.churn", 0.06),
    ] {
        truth.set(key, value).expect("possible");
    }
    truth
}

#[test]
fn every_row_of_the_table_is_a_parameter() {
    for row in &FITTED {
        assert_eq!(row.parameter().key, row.key);
        assert!(row.series < TRACKED.len());
    }
}

#[test]
fn what_the_actuals_tell_alone_is_found_again() {
    for (key, value, place) in [
        ("growth.viral", 0.17, 0),
        ("conversion.starter", 0.02, 1),
        ("tiers.starter.churn", 0.09, 1),
        ("churn.free", 0.15, 0),
    ] {
        let start = Scenario::preset(Preset::Realistic);
        let mut truth = start.clone();
        truth.set(key, value).expect("possible");
        let scenario = measured(&start, &truth, &[place], &MONTHS, |_| 0.0);
        let fit = fit(&scenario, &[key]).expect("a fit");
        let found = fit.values[0].after;
        assert!(
            (found / value - 1.0).abs() < 1e-3,
            "{key}: {found}, not {value}"
        );
        assert_eq!(fit.values[0].doubt, None, "{key}");
        assert_eq!(fit.scenario.get(key), Ok(found));
        assert!(fit.errors[0].after < 1e-3 && fit.errors[0].before > 0.01);
    }
}

#[test]
fn two_numbers_are_found_again_across_the_valleys_between() {
    for (viral, churn) in [(0.2, 0.07), (0.2, 0.06), (0.15, 0.1), (0.27, 0.08)] {
        let start = Scenario::preset(Preset::Realistic);
        let mut truth = start.clone();
        truth.set("growth.viral", viral).expect("possible");
        truth.set("tiers.starter.churn", churn).expect("possible");
        let weeks: Vec<u16> = (1..=26).collect();
        let scenario = measured(&start, &truth, &[0, 1, 2], &weeks, |_| 0.0);
        let fit = fit(&scenario, &["growth.viral", "tiers.starter.churn"]).expect("a fit");
        let found: Vec<f64> = fit.values.iter().map(|value| value.after).collect();
        assert_eq!(found, [viral, churn]);
    }
}

#[test]
fn a_known_company_is_predicted_from_half_a_year_of_it() {
    let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
    let scenario = measured(&start, &truth, &[0, 1], &MONTHS, |_| 0.0);
    let fit = fit(&scenario, &USUAL).expect("a fit");
    for error in &fit.errors {
        assert!(error.after < 2e-3, "{error:?}");
    }
    let (found, run) = (fit.scenario.run(), truth.run());
    for week in 0..26 {
        for key in ["users", "arr"] {
            let get = Series::by_key(key).expect("a series").get;
            let (found, real) = (get(&found.weeks[week]), get(&run.weeks[week]));
            assert!(
                (found / real - 1.0).abs() < 0.02,
                "{key} in week {week}: {found}, {real}"
            );
        }
    }
}

#[test]
fn noise_is_averaged_out() {
    let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
    let weeks: Vec<u16> = (1..=26).collect();
    // Three per cent, up and down without a pattern.
    let noise = |at: usize| 0.03 * (((at * 7919 + 13) % 101) as f64 / 50.0 - 1.0);
    let scenario = measured(&start, &truth, &[0, 1], &weeks, noise);
    let fit = fit(&scenario, &["growth.viral", "conversion.starter"]).expect("a fit");
    for value in &fit.values {
        let error = value.standard_error.expect("more actuals than parameters");
        assert!(error > 0.0 && error < 0.2 * value.after, "{value:?}");
    }
    let (found, run) = (fit.scenario.run(), truth.run());
    let real = run.weeks[25].users;
    assert!((found.weeks[25].users / real - 1.0).abs() < 0.05);
    assert!(fit.errors.iter().all(|error| error.after < 0.05));
}

#[test]
fn what_cannot_be_told_apart_is_said() {
    let (start, truth) = (Scenario::preset(Preset::Realistic), truth());
    // Content and word of mouth in the first weeks, as users alone tell them.
    let scenario = measured(&start, &truth, &[0], &[1, 2], |_| 0.0);
    let both = fit(&scenario, &["growth.viral", "churn.free", "growth.content"]).expect("a fit");
    assert!(both.is_underdetermined);
    assert!(
        both.values
            .iter()
            .any(|value| matches!(value.doubt, Some(Doubt::MadeUpFor { .. })))
    );
    assert!(
        both.values
            .iter()
            .all(|value| value.standard_error.is_none())
    );
    // Where nobody is on Starter, nobody can move up from it.
    let mut start = start;
    for key in ["tiers.starter.accounts", "conversion.starter"] {
        start.set(key, 0.0).expect("possible");
    }
    let scenario = measured(&start, &start, &[0], &MONTHS, |_| 0.0);
    let other = fit(&scenario, &["conversion.professional"]).expect("a fit");
    assert_eq!(other.values[0].doubt, Some(Doubt::NothingSaid));
    assert!(!other.is_change());
}

#[test]
fn without_actuals_or_parameters_there_is_no_fit() {
    let start = Scenario::preset(Preset::Realistic);
    assert_eq!(fit(&start, &USUAL).err(), Some(FitError::NoActuals));
    let scenario = measured(&start, &start, &[0], &MONTHS, |_| 0.0);
    assert_eq!(fit(&scenario, &[]).err(), Some(FitError::NoParameter));
    let same = fit(&scenario, &USUAL).expect("a fit");
    assert!(!same.is_change(), "nothing fits better than what made them");
}

#[test]
fn actuals_beyond_the_horizon_count() {
    let mut start = Scenario::preset(Preset::Realistic);
    let scenario = measured(&start, &truth(), &[0], &[40, 52], |_| 0.0);
    start = scenario;
    start.set("run.weeks", 26.0).expect("possible");
    let fit = fit(&start, &["growth.viral"]).expect("a fit");
    assert!(fit.errors[0].after < fit.errors[0].before);
    assert_eq!(fit.scenario.get("run.weeks"), Ok(26.0));
}

#[test]
fn a_fit_takes_some_thousand_runs() {
    let scenario = measured(
        &Scenario::preset(Preset::Realistic),
        &truth(),
        &[0, 1, 2, 3],
        &MONTHS,
        |at| 0.1 * ((at % 3) as f64 - 1.0),
    );
    let keys = FITTED.each_ref().map(|row| row.key);
    let start = Instant::now();
    let all = fit(&scenario, &keys).expect("a fit");
    println!("{} runs in {:?}", all.runs, start.elapsed());
    let usual = fit(&scenario, &USUAL).expect("a fit");
    println!("{} runs with the usual ones", usual.runs);
    assert!(
        usual.runs < 4_000 && all.runs < 8_000,
        "{} {}",
        usual.runs,
        all.runs
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fit_never_worsens_the_error_and_stays_within_what_is_possible(
        keys in subsequence(FITTED.each_ref().map(|row| row.key).to_vec(), 1..5),
        places in subsequence(vec![0_usize, 1, 2, 3], 1..4),
        noise in proptest::collection::vec(-0.9_f64..3.0, 40),
    ) {
        let start = Scenario::preset(Preset::Realistic);
        let scenario = measured(&start, &truth(), &places, &MONTHS, |at| noise[at % noise.len()]);
        let fit = fit(&scenario, &keys).expect("a fit");
        let cost = |of: fn(&headroom::actuals::fit::SeriesError) -> f64| {
            fit.errors.iter().map(|error| of(error).powi(2)).sum::<f64>()
        };
        prop_assert!(cost(|error| error.after) <= cost(|error| error.before));
        for value in &fit.values {
            let (low, high) = value.parameter.possible;
            prop_assert!((low..=high).contains(&value.after), "{:?}", value);
        }
    }
}
