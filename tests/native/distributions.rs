//! Uncertain values are distributed as they say: against closed forms, and against another
//! implementation of the beta distribution.

use headroom::ensemble::copula::{CORRELATIONS, OVERRUN, members, pearson};
use headroom::ensemble::marginal::{Marginal, lognormal_deviation, pert};
use headroom::ensemble::normal;
use headroom::ensemble::sampler::OVERRUN_DEVIATION;
use headroom::ensemble::{Draw, Sampler};
use headroom::model::luck::Strike;
use headroom::model::parameters::Parameter;
use headroom::model::preset::Preset;
use headroom::model::risks::{LIKELIHOODS, RISKS, Risk};
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{NORMAL_95, Shape, Spread, UncertaintyError};
use statrs::distribution::{Beta, ContinuousCDF};

const RUNS: u32 = 20_000;

fn pert_spread(low: f64, high: f64) -> Spread {
    Spread {
        low,
        high,
        shape: Shape::Pert,
    }
}

/// Mean and variance of a function of a standard normal value.
fn moments(value: impl Fn(f64) -> f64) -> (f64, f64) {
    let step = 1e-3;
    let grid = || (-8000..=8000).map(|step_| f64::from(step_) * step);
    let weight = |z: f64| (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * step;
    let mean: f64 = grid().map(|z| weight(z) * value(z)).sum();
    let variance = grid().map(|z| weight(z) * (value(z) - mean).powi(2)).sum();
    (mean, variance)
}

fn near(got: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (got - expected).abs() <= tolerance,
        "{what}: {got} instead of {expected}"
    );
}

#[test]
fn pert_has_the_moments_of_its_closed_form() {
    let (alpha, beta) = pert(2.0, 4.0, 12.0);
    near(alpha, 1.8, 1e-12, "α");
    near(beta, 4.2, 1e-12, "β");
    let marginal = Marginal::new(&pert_spread(2.0, 12.0), 4.0, (2.0, 12.0));
    let (mean, variance) = moments(|z| marginal.at(z));
    near(mean, 5.0, 1e-5, "mean");
    near(variance, 3.0, 1e-4, "variance");
}

#[test]
fn pert_agrees_with_another_beta_distribution_from_end_to_end() {
    for mode in [0.0, 0.01, 0.1, 0.25, 0.5, 0.7, 0.99, 1.0] {
        let marginal = Marginal::new(&pert_spread(0.0, 1.0), mode, (0.0, 1.0));
        let (alpha, beta) = pert(0.0, mode, 1.0);
        let beta = Beta::new(alpha, beta).expect("a distribution");
        let mut before = 0.0;
        for step in -580..=580 {
            let z = f64::from(step) / 100.0;
            let got = marginal.at(z);
            assert!(got >= before, "{mode}: falls at {z}");
            before = got;
            let expected = beta.inverse_cdf(normal::cumulative(z));
            near(got, expected, 2e-5, &format!("mode {mode}, z {z}"));
        }
    }
}

#[test]
fn the_normal_quantile_undoes_the_normal_distribution() {
    for step in -600..=600 {
        let z = f64::from(step) / 100.0;
        near(normal::quantile(normal::cumulative(z)), z, 1e-6, "z");
    }
    near(normal::quantile(0.95), NORMAL_95, 1e-14, "95th percentile");
    near(
        normal::quantile(0.1),
        -1.281_551_565_544_600_4,
        1e-14,
        "10th",
    );
}

#[test]
fn lognormal_values_have_their_percentiles_and_their_mean() {
    near(
        lognormal_deviation(4.0, normal::quantile(0.9)),
        0.540_866,
        5e-7,
        "σ of P90/P10 = 4",
    );
    near(OVERRUN_DEVIATION, 0.540_866, 1e-3, "σ of overruns");
    // σ 1 around 1: the mean is e^½ medians.
    let (low, high) = ((-NORMAL_95).exp(), NORMAL_95.exp());
    let spread = Spread {
        low,
        high,
        shape: Shape::Lognormal,
    };
    let marginal = Marginal::new(&spread, 7.0, (0.0, 1e12));
    let (mean, _) = moments(|z| marginal.at(z));
    near(mean, 1.648_721, 2e-4, "mean over median at σ 1");
    near(marginal.at(0.0), 1.0, 1e-9, "median");
    near(marginal.at(-NORMAL_95), low, 1e-5, "5th percentile");
    near(marginal.at(NORMAL_95), high, 1e-4, "95th percentile");
}

#[test]
fn a_lognormal_leaves_out_what_is_not_possible() {
    let spread = Spread {
        low: 0.1,
        high: 0.9,
        shape: Shape::Lognormal,
    };
    let marginal = Marginal::new(&spread, 0.3, (0.0, 1.0));
    let far = marginal.at(6.0);
    assert!(far > 0.95 && far <= 1.0, "{far}");
    // The rest keeps its proportions: half of what is possible lies below the median of that.
    let median = marginal.at(0.0);
    assert!(median < 0.3, "{median}");
}

#[test]
fn uniform_values_are_uniform() {
    let spread = Spread {
        low: 2.0,
        high: 6.0,
        shape: Shape::Uniform,
    };
    let marginal = Marginal::new(&spread, 3.0, (2.0, 6.0));
    let (mean, variance) = moments(|z| marginal.at(z));
    near(mean, 4.0, 1e-6, "mean");
    near(variance, 16.0 / 12.0, 1e-5, "variance");
}

#[test]
fn ninety_per_cent_of_what_somebody_says_lie_where_they_say() {
    for (key, low, high, shape) in [
        ("growth.content", 3e3, 8e3, Shape::Lognormal),
        ("churn.relief", 0.3, 0.8, Shape::Pert),
        ("churn.relief", 0.2, 0.9, Shape::Uniform),
        ("growth.partner", 0.0, 900.0, Shape::Uniform),
        ("churn.relief", 0.1, 1.0, Shape::Uniform),
    ] {
        let row = Parameter::by_key(key).expect("a row");
        let (value, spread) = Spread::of_interval(row, low, high).expect("possible");
        assert_eq!(spread.shape, shape, "{key}");
        assert_eq!(spread.check(row), Ok(spread), "{key}");
        let ends = spread.ends(row, value);
        let marginal = Marginal::new(&spread, value, ends);
        // Nobody said so many digits, and the value is within what was said.
        let hundredths = value / libm::pow(10.0, libm::log10((high - low) / 100.0).floor());
        near(hundredths, hundredths.round(), 1e-9 * hundredths, key);
        assert!((low..=high).contains(&value), "{key}: {value}");
        // The end of what is possible is no percentile.
        if low > row.possible.0 {
            near(marginal.at(-NORMAL_95), low, 1e-3 * low, key);
        }
        if high < row.possible.1 {
            near(marginal.at(NORMAL_95), high, 1e-3 * high, key);
        }
    }
    let row = Parameter::by_key("churn.relief").expect("a row");
    assert!(matches!(
        Spread::of_interval(row, 0.5, 1.5),
        Err(UncertaintyError::OutOfRange(_))
    ));
}

#[test]
fn ranks_and_normal_values_correlate_by_the_formula() {
    near(pearson(0.6), 0.618_034, 5e-7, "Spearman 0.6");
    near(pearson(0.0), 0.0, 0.0, "none");
    near(pearson(1.0), 1.0, 1e-15, "perfect");
}

/// Every run's draw.
fn draws(scenario: &Scenario) -> Vec<Draw> {
    let sampler = Sampler::new(scenario, RUNS, 7);
    (0..RUNS).map(|run| sampler.draw(run)).collect()
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, index) in order.into_iter().enumerate() {
        ranks[index] = rank as f64;
    }
    ranks
}

fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let count = left.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (a, b) = (mean(left), mean(right));
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        left.iter().zip(right).map(|(&x, &y)| f(x - a, y - b)).sum()
    };
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}

#[test]
fn drawn_values_have_the_means_and_variances_of_their_spreads() {
    let scenario = Scenario::preset(Preset::Realistic);
    let draws = draws(&scenario);
    for (row, spread) in scenario.uncertainty.uncertain() {
        let mode = (row.get)(&scenario.inputs.parameters);
        let (low, high) = spread.ends(row, mode);
        let (alpha, beta) = pert(low, mode, high);
        let (sum, width) = (alpha + beta, high - low);
        let mean = low + width * alpha / sum;
        let variance = width * width * alpha * beta / (sum * sum * (sum + 1.0));
        let values: Vec<f64> = draws
            .iter()
            .map(|draw| (row.get)(&draw.inputs.parameters))
            .collect();
        assert!(values.iter().all(|&value| value >= low && value <= high));
        let count = f64::from(RUNS);
        let got = values.iter().sum::<f64>() / count;
        let spread_ = values.iter().map(|v| (v - got).powi(2)).sum::<f64>() / count;
        near(got, mean, 3.0 * (variance / count).sqrt(), row.key);
        // The kurtosis of these distributions is below 4: the variance's error below √3/√n.
        near(
            spread_,
            variance,
            3.0 * variance * (3.0 / count).sqrt(),
            row.key,
        );
    }
}

#[test]
fn drawn_values_correlate_as_the_table_says_and_others_do_not() {
    let scenario = Scenario::preset(Preset::Realistic);
    let draws = draws(&scenario);
    let column = |name: &str, other: bool| -> Vec<f64> {
        let value = |draw: &Draw| match name {
            OVERRUN => draw.luck.overruns[usize::from(other)],
            key => (Parameter::by_key(key).expect("a row").get)(&draw.inputs.parameters),
        };
        ranks(&draws.iter().map(value).collect::<Vec<f64>>())
    };
    // Of independent runs; evenly spread ones are closer.
    let error = 1.0 / f64::from(RUNS).sqrt();
    for row in &CORRELATIONS {
        let got = correlation(&column(row.first, false), &column(row.second, true));
        near(got, row.spearman, 3.0 * error, row.first);
    }
    let members = members();
    assert!(
        CORRELATIONS
            .iter()
            .all(|row| members.contains(&row.first) && members.contains(&row.second))
    );
    let apart = correlation(
        &column("growth.viral", false),
        &column("churn.support", false),
    );
    near(apart, 0.0, 3.0 * error, "viral and support");
}

#[test]
fn each_position_stays_open_for_a_time_of_its_own_and_longer_where_work_overruns() {
    let scenario = Scenario::preset(Preset::Realistic);
    let draws = draws(&scenario);
    let delay =
        |hire: usize| -> Vec<f64> { draws.iter().map(|draw| draw.luck.delays[hire]).collect() };
    assert!(
        draws
            .iter()
            .all(|draw| draw.luck.delays.len() == scenario.inputs.hires.len())
    );
    let overrun: Vec<f64> = draws.iter().map(|draw| draw.luck.overruns[2]).collect();
    let error = 1.0 / f64::from(RUNS).sqrt();
    let with_work = correlation(&ranks(&delay(1)), &ranks(&overrun));
    near(with_work, 0.3, 3.0 * error, "delay and overrun");
    // What the overruns have in common is all that two positions do: 3c²/(1 + 2r).
    let common = 3.0 * pearson(0.3).powi(2) / (1.0 + 2.0 * pearson(0.6));
    let together = correlation(&ranks(&delay(0)), &ranks(&delay(1)));
    near(
        together,
        common * 3.0 / std::f64::consts::PI,
        0.01 + 3.0 * error,
        "two positions",
    );
}

#[test]
fn overruns_are_lognormal_around_one() {
    let draws = draws(&Scenario::preset(Preset::AsWritten));
    for phase in 0..3 {
        let logs: Vec<f64> = draws
            .iter()
            .map(|draw| draw.luck.overruns[phase].ln())
            .collect();
        let count = f64::from(RUNS);
        let mean = logs.iter().sum::<f64>() / count;
        let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / count;
        near(mean, 0.0, 3.0 * OVERRUN_DEVIATION / count.sqrt(), "mean");
        let expected = OVERRUN_DEVIATION * OVERRUN_DEVIATION;
        near(
            variance,
            expected,
            3.0 * expected * (2.0 / count).sqrt(),
            "variance",
        );
    }
}

#[test]
fn an_even_chance_in_half_a_year_is_a_weekly_one_and_comes_up_as_often() {
    let event = Risk::Database.event();
    near(event.weekly_probability(0.5), 0.026_307_3, 5e-8, "weekly");
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.set("risk.database", 0.5).expect("possible");
    let sampler = Sampler::new(&scenario, RUNS, 3);
    let within = |weeks: u32| {
        let strikes = |run: &u32| {
            let strike = sampler.draw(*run).luck.strikes[Risk::Database as usize];
            matches!(strike, Strike::After(waited) if waited < weeks)
        };
        (0..RUNS).filter(strikes).count() as f64 / f64::from(RUNS)
    };
    for (weeks, expected) in [(1, 0.026_307_3), (26, 0.5)] {
        let error = (expected * (1.0 - expected) / f64::from(RUNS)).sqrt();
        near(
            within(weeks),
            expected,
            3.0 * error,
            &format!("{weeks} weeks"),
        );
    }
}

#[test]
fn each_of_todays_engineers_can_leave() {
    let scenario = Scenario::preset(Preset::Realistic);
    let sampler = Sampler::new(&scenario, RUNS, 3);
    let leave = |run: &u32| matches!(sampler.draw(*run).luck.strikes[Risk::Departure as usize], Strike::After(weeks) if weeks < 52);
    let got = (0..RUNS).filter(leave).count() as f64 / f64::from(RUNS);
    let expected: f64 = 1.0 - 0.85_f64.powi(5);
    near(
        got,
        expected,
        3.0 * (expected * (1.0 - expected) / f64::from(RUNS)).sqrt(),
        "a year",
    );
}

#[test]
fn an_event_with_no_chance_never_strikes_and_words_stand_for_probabilities() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for event in &RISKS {
        scenario
            .set(&format!("risk.{}", event.key), 0.0)
            .expect("possible");
    }
    let draw = Sampler::new(&scenario, 10, 1).draw(5);
    assert_eq!(draw.luck.strikes, [Strike::Never; 5]);
    assert_eq!(
        LIKELIHOODS.map(|(_, probability)| probability),
        [0.12, 0.35, 0.65]
    );
    assert!(scenario.set("risk.database", 1.0).is_err());
    assert!(scenario.set("risk.flood", 0.5).is_err());
}

#[test]
fn spreads_that_make_no_sense_are_refused_and_change_nothing() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    let before = scenario.clone();
    let spread = |low, high, shape| Spread { low, high, shape };
    for (key, spread) in [
        ("growth.viral", spread(0.3, 0.2, Shape::Pert)),
        ("growth.viral", spread(0.2, 0.2, Shape::Uniform)),
        ("growth.viral", spread(-1.0, 0.2, Shape::Pert)),
        ("growth.viral", spread(0.0, 0.2, Shape::Lognormal)),
        ("growth.viral", spread(f64::NAN, 0.2, Shape::Pert)),
        ("run.weeks", spread(26.0, 52.0, Shape::Uniform)),
        ("no.such", spread(1.0, 2.0, Shape::Pert)),
    ] {
        let error = scenario.uncertainty.set_spread(key, spread).expect_err(key);
        assert!(error.to_string().starts_with(key), "{error}");
        assert_eq!(scenario, before);
    }
    // The table's own spread is no difference.
    scenario
        .uncertainty
        .set_spread("growth.viral", Spread::FIXED)
        .expect("possible");
    assert!(scenario.is_changed());
    scenario
        .uncertainty
        .set_spread("growth.viral", pert_spread(0.18, 0.28))
        .expect("possible");
    assert_eq!(scenario, before);
}

#[test]
fn each_engineer_of_a_run_may_leave_not_each_of_the_plan() {
    let row = Parameter::by_key("team.engineers").expect("a row");
    let with = |engineers: f64, spread: Spread| {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.set(row.key, engineers).expect("possible");
        let set = scenario.uncertainty.set_spread(row.key, spread);
        assert_eq!(set, Ok(()));
        scenario
    };
    let spread = Spread {
        shape: Shape::Uniform,
        ..pert_spread(2.0, 12.0)
    };
    let leaves = |draw: &Draw| draw.luck.strikes[Risk::Departure as usize];
    for (run, draw) in (0..).zip(draws(&with(6.0, spread))).take(50) {
        let engineers = draw.inputs.parameters.team.engineers;
        let sure = with(engineers, Spread::FIXED);
        assert_eq!(leaves(&draw), leaves(&draws(&sure)[run]), "{engineers}");
    }
}
