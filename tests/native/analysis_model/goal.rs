//! Goal seek and its dial: the nearest value that does, of all on the grid, or none.

use headroom::analysis::bound::{Bound, Side};
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::Sample;
use headroom::analysis::goal::GoalSeek;
use headroom::analysis::seek::Finding;
use headroom::session::lever::Lever;

use super::{answer, goal, question, realistic, sampled, set};

#[test]
fn the_cash_that_is_missing_is_the_cash_that_goal_seek_finds() {
    let scenario = realistic();
    let missing = answer(&scenario, "missing_funding").expect("a number");
    let study = goal(
        &scenario,
        "lowest_cash",
        Bound::at_least(0.0),
        "finance.cash",
        Sample::Single,
    );
    // Cash has a slider with steps of $10,000.
    let expected =
        ((scenario.inputs.parameters.finance.cash + missing) / 10_000.0).ceil() * 10_000.0;
    assert_eq!(study.finding(), Some(Finding::Found { value: expected }));
    assert!(
        study
            .answer_at(expected)
            .is_some_and(|cash| (0.0..10_000.0).contains(&cash))
    );
}

#[test]
fn goal_seek_finds_the_nearest_value_that_a_scan_of_every_step_finds() {
    let scenario = realistic();
    for (key, bound, lever) in [
        ("arr@26", Bound::at_least(2e6), "growth.viral"),
        ("arr@52", Bound::at_least(8e6), "tiers.professional.price"),
        ("peak_utilisation", Bound::at_most(1.0), "team.scaling"),
        (
            "missing_funding",
            Bound::at_most(550_000.0),
            "hires.2.month",
        ),
        ("phase3_week", Bound::at_most(28.0), "phases.3.start"),
        ("users@52", Bound::at_most(500_000.0), "churn.free"),
    ] {
        let dial = Dial::whole(Lever::by_key(lever).expect("a lever"));
        let present = scenario.get(lever).expect("a value");
        let mut nearest: Option<f64> = None;
        for index in 0..=dial.steps() {
            let value = dial.step(index);
            let at = answer(&set(&scenario, &[(lever, value)]), key);
            let is_nearer =
                nearest.is_none_or(|best| (value - present).abs() < (best - present).abs());
            if bound.holds(at) && is_nearer {
                nearest = Some(value);
            }
        }
        if bound.holds(answer(&scenario, key)) {
            nearest = Some(present);
        }
        let study = goal(&scenario, key, bound, lever, Sample::Single);
        let found = match study.finding().expect("a finding") {
            Finding::Holds => Some(present),
            Finding::Found { value } => Some(value),
            Finding::OutOfReach { .. } => None,
        };
        assert_eq!(found, nearest, "{key} by {lever}");
    }
}

#[test]
fn goal_seek_is_honest_about_what_no_value_reaches() {
    let scenario = realistic();
    // No split of the team makes a million users in ten weeks.
    let bound = Bound::at_least(1e6);
    let study = goal(&scenario, "users@10", bound, "team.scaling", Sample::Single);
    let Some(Finding::OutOfReach { closest, margin }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    let best = study
        .curve()
        .iter()
        .filter_map(|(_, answer)| *answer)
        .fold(f64::MIN, f64::max);
    assert_eq!(study.answer_at(closest), Some(best));
    assert_eq!(margin, best - 1e6);
    assert_eq!(
        answer(&set(&scenario, &[("team.scaling", closest)]), "users@10"),
        Some(best)
    );
}

#[test]
fn goal_seek_on_odds_finds_the_least_cash_of_the_same_luck() {
    let scenario = realistic();
    let sample = Sample::Runs {
        // Nine in ten of them are a whole number of runs.
        count: 120,
        seed: 4,
    };
    let study = goal(
        &scenario,
        "odds:survive",
        Bound::at_least(0.9),
        "finance.cash",
        sample,
    );
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    let odds = |cash: f64| {
        sampled(
            &set(&scenario, &[("finance.cash", cash)]),
            &["odds:survive"],
            120,
            4,
        )[0]
        .expect("odds")
    };
    assert!(odds(value) >= 0.9);
    assert!(odds(value - 10_000.0) < 0.9, "a step less is not enough");
    // Survival grows with cash in the same luck: the 90 % of missing funding says the same.
    let missing = sampled(&scenario, &["p90:missing_funding"], 120, 4)[0].expect("a percentile");
    let needed = scenario.inputs.parameters.finance.cash + missing;
    assert!((value - needed).abs() <= 10_000.0, "{value} {needed}");
    assert!(study.curve().len() < 60, "{} looks", study.curve().len());
}

#[test]
fn odds_that_hardly_keep_their_bound_are_not_sure_and_the_nearest_that_are_is_known() {
    let scenario = realistic();
    let sample = |count| Sample::Runs { count, seed: 4 };
    let seek = |bound, count| {
        goal(
            &scenario,
            "odds:survive",
            bound,
            "finance.cash",
            sample(count),
        )
    };
    let study = seek(Bound::at_least(0.9), 120);
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    assert_eq!(study.is_sure(value), Some(false));
    let sure = study.nearest_sure(value).expect("more cash is surer");
    // Nine in ten of 120 runs have a standard error of 2.7 points.
    let odds = |cash: f64| study.answer_at(cash).expect("odds");
    assert!(sure > value && odds(sure) >= 0.93, "{sure}");
    for (cash, _) in study.curve() {
        assert!(cash <= value || cash >= sure || odds(cash) < 0.96, "{cash}");
    }
    // Nothing is surer than certain, and of what is always so everything is sure.
    assert_eq!(seek(Bound::at_least(1.0), 120).nearest_sure(value), None);
    let always = seek(Bound::at_least(0.0), 120);
    assert_eq!(always.finding(), Some(Finding::Holds));
    assert_eq!(always.is_sure_now(), Some(true));
    // Without chance there is nothing to be sure of.
    let once = goal(
        &scenario,
        "lowest_cash",
        Bound::at_least(0.0),
        "finance.cash",
        Sample::Single,
    );
    assert_eq!(once.is_sure_now(), None);
}

#[test]
fn a_lever_that_is_gone_is_refused() {
    let dial = Dial::whole(Lever::by_key("hires.9.month").expect("a key"));
    let study = GoalSeek::new(
        question("arr@26"),
        Bound {
            side: Side::AtLeast,
            value: 1.0,
        },
        dial,
        realistic(),
        Sample::Single,
    );
    assert!(study.is_err_and(|error| error.to_string().contains("hires.9.month")));
}

#[test]
fn bounds_beyond_what_is_possible_are_refused_and_steps_stay_on_the_grid() {
    let split = Lever::by_key("team.scaling").expect("a lever");
    assert!(Dial::between(split, 0.2, 1.5).is_err());
    let dial = Dial::between(split, 0.62, 0.2).expect("possible");
    let values: Vec<f64> = (0..=dial.steps()).map(|index| dial.step(index)).collect();
    assert_eq!((values[0], values[values.len() - 1]), (0.2, 0.62));
    assert!(values.is_sorted_by(|a, b| a < b));
    for value in &values[1..values.len() - 1] {
        let steps = value / split.step();
        assert!((steps - steps.round()).abs() < 1e-9, "{value}");
    }
}

#[test]
fn every_multiple_of_a_step_between_the_bounds_is_on_the_grid_once() {
    // Half of a price lies between two steps, and so may either bound.
    let price = Lever::by_key("tiers.starter.price").expect("a lever");
    for (low, high) in [
        (14.5, 43.5),
        (14.5, 15.0),
        (0.5, 0.75),
        (14.0, 43.5),
        (29.0, 29.0),
    ] {
        let dial = Dial::between(price, low, high).expect("possible");
        let values: Vec<f64> = (0..=dial.steps()).map(|place| dial.step(place)).collect();
        let mut expected: Vec<f64> = (0..=50)
            .map(f64::from)
            .filter(|value| (low..=high).contains(value))
            .chain([low, high])
            .collect();
        expected.sort_by(f64::total_cmp);
        expected.dedup();
        assert_eq!(values, expected);
        for (place, value) in values.iter().enumerate() {
            assert_eq!(dial.nearest(*value), place, "{value}");
        }
        assert_eq!(dial.nearest(low - 100.0), 0);
        assert_eq!(dial.nearest(high + 100.0), dial.steps());
    }
}
