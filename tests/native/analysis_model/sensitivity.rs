//! Sensitivity: what inputs explain of an answer, and what luck does.

use std::collections::BTreeMap;

use headroom::analysis::evaluation::{Sample, answer_once};
use headroom::analysis::random::Random;
use headroom::analysis::sensitivity::{Factor, Sensitivity};
use headroom::analysis::sobol::Index;
use headroom::analysis::study::Study;
use headroom::analysis::work::Work;
use headroom::ensemble::marginal::Marginal;
use headroom::ensemble::sampler::OVERRUN_DEVIATION;
use headroom::ensemble::{Sampler, normal};
use headroom::model::luck::{Kind, Strike};
use headroom::model::parameters::Parameter;
use headroom::model::risks::{RISKS, Risk};
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};

use super::{question, realistic};

fn estimated(scenario: Scenario, key: &str, rows: usize) -> Sensitivity {
    Work::new(Sensitivity::new(question(key), scenario, rows, 1)).finish()
}

/// What a factor is called here: the key of an input, or the label of a kind of luck.
fn name(factor: Factor) -> &'static str {
    match factor {
        Factor::Inputs => "inputs",
        Factor::Luck => "luck",
        Factor::Input(row) => row.key,
        Factor::Kind(kind) => kind.label(),
    }
}

fn by_name(study: &Sensitivity) -> BTreeMap<&'static str, Index> {
    let indices = study.indices().expect("an answer that varies").into_iter();
    indices
        .map(|(factor, index)| (name(factor), index))
        .collect()
}

/// The scenario with every input known.
fn known(mut scenario: Scenario) -> Scenario {
    let keys: Vec<&str> = scenario
        .uncertainty
        .uncertain()
        .map(|(row, _)| row.key)
        .collect();
    for key in keys {
        let fixed = scenario.uncertainty.set_spread(key, Spread::FIXED);
        fixed.expect("possible");
    }
    scenario
}

/// The scenario without risk events.
fn safe(mut scenario: Scenario) -> Scenario {
    for event in &RISKS {
        let set = scenario.uncertainty.set_probability(event.risk, 0.0);
        set.expect("possible");
    }
    scenario
}

#[test]
fn sensitivity_agrees_with_what_the_equations_cannot_use() {
    let study = estimated(realistic(), "users@26", 128);
    assert_eq!(study.coverage(), 1.0);
    let index = by_name(&study);
    for key in ["finance.raise_month", "infra.stage1"] {
        assert_eq!(index[key].total.value, 0.0, "money draws no users: {key}");
    }
    let indices = study.indices().expect("users vary");
    let names: Vec<&str> = indices.iter().map(|(factor, _)| name(*factor)).collect();
    assert_eq!(names[..2], ["inputs", "luck"]);
    let overruns = Kind::Overruns.label();
    assert!(
        names[2..4].contains(&"delivery.overrun") && names[2..4].contains(&overruns),
        "late work is what keeps users away most: {names:?}"
    );
    let totals = indices[2..].iter().map(|(_, index)| index.total.value);
    assert!(totals.is_sorted_by(|a, b| a >= b));
}

#[test]
fn what_inputs_explain_alone_and_what_luck_has_to_do_with_are_the_whole() {
    let index = by_name(&estimated(realistic(), "lowest_cash", 1_024));
    let (inputs, luck) = (index["inputs"], index["luck"]);
    for (alone, with) in [(inputs.first, luck.total), (luck.first, inputs.total)] {
        let error = (alone.high - alone.low).hypot(with.high - with.low) / 2.0;
        let rest = alone.value + with.value - 1.0;
        assert!(rest.abs() <= 1.5 * error, "{alone:?} and {with:?}");
    }
    // Alone, the parts of luck explain no more than all of it.
    let parts = Kind::ALL.map(|kind| index[kind.label()].first);
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let error: f64 = parts.iter().map(|part| part.high - part.value).sum();
    assert!(sum > 0.3 && sum <= luck.first.high + error, "{sum}");
}

/// The share of the variance that luck alone explains, by the definition: the variance of the means
/// over the inputs, each mean with the same luck.
#[test]
fn the_share_of_luck_is_the_variance_of_what_is_expected_once_luck_is_known() {
    const LUCKS: usize = 400;
    const INPUTS: usize = 60;
    let scenario = realistic();
    let asked = question("lowest_cash");
    #[allow(clippy::cast_possible_truncation)]
    let sampler = Sampler::new(&scenario, LUCKS as u32, 5);
    let mut random = Random::new(5, "inputs");
    let marginals: Vec<_> = scenario
        .uncertainty
        .uncertain()
        .map(|(row, spread)| {
            let value = (row.get)(&scenario.inputs.parameters);
            let ends = spread.ends(row, value);
            (row, Marginal::new(&spread, value, ends))
        })
        .collect();
    let (mut within, mut means) = (0.0, Vec::new());
    for run in 0..u32::try_from(LUCKS).expect("few") {
        let luck = sampler.draw(run).luck;
        let answers: Vec<f64> = (0..INPUTS)
            .map(|_| {
                let mut inputs = scenario.inputs.clone();
                for (row, marginal) in &marginals {
                    let value = marginal.at(normal::quantile(random.unit()));
                    (row.set)(&mut inputs.parameters, value);
                }
                answer_once(&inputs, &luck, &asked).expect("there is a lowest cash")
            })
            .collect();
        let (mean, variance) = moments(&answers);
        means.push(mean);
        within += variance / f64::from(u32::try_from(LUCKS).expect("few"));
    }
    #[allow(clippy::cast_precision_loss)]
    let of_means = moments(&means).1 - within / INPUTS as f64;
    let expected = of_means / (of_means + within);
    let found = by_name(&estimated(scenario, "lowest_cash", 1_024))["luck"].first;
    // Some 400 values tell their variance to within 15 %.
    let error = 0.15 * expected * (1.0 - expected);
    assert!(
        found.low - 2.0 * error <= expected && expected <= found.high + 2.0 * error,
        "{found:?}, not {expected}"
    );
}

#[allow(clippy::cast_precision_loss)] // few
fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares = values.iter().map(|value| (value - mean).powi(2));
    (mean, squares.sum::<f64>() / (count - 1.0))
}

#[test]
fn the_only_thing_that_is_left_to_luck_explains_all() {
    let scenario = known(realistic());
    let study = estimated(scenario.clone(), "lowest_cash", 512);
    let indices = study.indices().expect("events cost money");
    // Inputs that are known leave no phase to luck.
    let [(factor, index)] = indices[..] else {
        panic!("{indices:?}");
    };
    assert_eq!(name(factor), Kind::Strikes.label());
    assert_eq!(index.first.value, 1.0);
    assert!((index.total.value - 1.0).abs() < 0.1, "{index:?}");
    let nothing = estimated(safe(scenario), "lowest_cash", 16);
    assert!(nothing.indices().is_none(), "nothing varies");
}

#[test]
fn only_luck_that_there_is_has_a_share() {
    let mut scenario = realistic();
    let mut kinds = |change: fn(&mut Scenario)| {
        change(&mut scenario);
        let study = estimated(scenario.clone(), "users@20", 8);
        let names: Vec<&str> = by_name(&study).into_keys().collect();
        Kind::ALL.map(|kind| names.contains(&kind.label()))
    };
    assert_eq!(kinds(|_| {}), [true, true]);
    let without_risks = |scenario: &mut Scenario| *scenario = safe(scenario.clone());
    assert_eq!(kinds(without_risks), [true, false]);
    let with_estimates_that_hold = |scenario: &mut Scenario| {
        let fixed = Spread::FIXED;
        let set = scenario.uncertainty.set_spread("delivery.overrun", fixed);
        set.expect("possible");
    };
    assert_eq!(kinds(with_estimates_that_hold), [false, false]);
}

#[test]
fn times_to_hire_of_positions_are_part_of_the_input_that_they_are_drawn_from() {
    let mut scenario = safe(known(realistic()));
    let spread = Spread {
        low: 2.0,
        high: 14.0,
        shape: Shape::Uniform,
    };
    let set = scenario.uncertainty.set_spread("team.delay", spread);
    set.expect("possible");
    let study = estimated(scenario.clone(), "lowest_cash", 256);
    let indices = study
        .indices()
        .expect("whoever starts late costs less and builds less");
    let [(Factor::Input(row), index)] = indices[..] else {
        panic!("{indices:?}");
    };
    assert_eq!(row.key, "team.delay");
    assert_eq!(index.first.value, 1.0);
    // Beside others as well: it is the last of the inputs wherever the table has it.
    let viral = Parameter::by_key("growth.viral").expect("a key");
    scenario.uncertainty.reset_spread(viral);
    let found = by_name(&estimated(scenario.clone(), "lowest_cash", 256));
    assert_eq!(found.len(), 2);
    let shares = ["team.delay", "growth.viral"].map(|key| found[key].first.value);
    assert!(shares.iter().all(|share| *share > 0.02), "{shares:?}");
    let whole: f64 = shares.iter().sum();
    assert!((whole - 1.0).abs() < 0.15, "{shares:?}");
    // Without positions nobody is waited for.
    scenario.hires_mut().clear();
    let found = by_name(&estimated(scenario, "lowest_cash", 256));
    assert_eq!(found["team.delay"].total.value, 0.0);
}

#[test]
fn the_luck_of_a_row_is_distributed_as_that_of_an_ensemble() {
    let scenario = realistic();
    let rows = 400;
    let mut study = Sensitivity::new(question("arr@20"), scenario.clone(), rows, 3);
    let (mut overruns, mut delays) = (BTreeMap::new(), BTreeMap::new());
    let mut strikes = 0;
    let mut trials = 0;
    let database = Risk::Database as usize;
    while let Some(trial) = study.ask() {
        let Sample::With(luck) = trial.sample else {
            panic!("{:?}", trial.sample);
        };
        assert_eq!(luck.delays.len(), scenario.inputs.hires.len());
        overruns.insert(luck.overruns[1].to_bits(), libm::log(luck.overruns[1]));
        delays.insert(luck.delays[2].to_bits(), luck.delays[2]);
        strikes += u32::from(matches!(luck.strikes[database], Strike::After(0..26)));
        trials += 1;
        study.tell(&[Some(0.0)]);
    }
    // One of A and one of B a row, whatever else is mixed.
    assert_eq!((overruns.len(), delays.len()), (2 * rows, 2 * rows));
    let (mean, variance) = moments(&overruns.into_values().collect::<Vec<_>>());
    let count = f64::from(u32::try_from(2 * rows).expect("few"));
    let error = OVERRUN_DEVIATION / count.sqrt();
    assert!(mean.abs() <= 3.0 * error, "{mean}");
    let spread = variance.sqrt() / OVERRUN_DEVIATION - 1.0;
    assert!(spread.abs() <= 3.0 / (2.0 * count).sqrt(), "{spread}");
    let ensemble = Sampler::new(&scenario, 4_000, 9);
    let drawn: Vec<f64> = (0..4_000)
        .map(|run| ensemble.draw(run).luck.delays[2])
        .collect();
    let (expected, variance) = moments(&drawn);
    let (mean, _) = moments(&delays.into_values().collect::<Vec<_>>());
    let error = (variance / count + variance / 4_000.0).sqrt();
    assert!(
        (mean - expected).abs() <= 3.0 * error,
        "{mean}, not {expected}"
    );
    // Most trials of a row share the strikes of A: as many are independent as there are rows.
    let probability = scenario.uncertainty.probability(Risk::Database);
    let share = f64::from(strikes) / f64::from(trials);
    let rows = f64::from(u32::try_from(rows).expect("few"));
    let error = (probability * (1.0 - probability) / rows).sqrt();
    assert!((share - probability).abs() <= 3.0 * error, "{share}");
}

#[test]
fn events_strike_in_a_run_as_they_would_with_its_engineers() {
    let mut scenario = realistic();
    let spread = Spread {
        low: 3.0,
        high: 12.0,
        shape: Shape::Uniform,
    };
    let set = scenario.uncertainty.set_spread("team.engineers", spread);
    set.expect("possible");
    let sampler = Sampler::new(&scenario, 300, 4);
    let departure = Risk::Departure as usize;
    let mut sooner = 0;
    for run in 0..300 {
        let draw = sampler.draw(run);
        let engineers = draw.inputs.parameters.team.engineers;
        assert_eq!(sampler.strikes(run, engineers), draw.luck.strikes);
        let many = sampler.strikes(run, 100.0);
        let weeks = |strike| match strike {
            Strike::After(weeks) => weeks,
            other => panic!("{other:?}"),
        };
        assert!(weeks(many[departure]) <= weeks(draw.luck.strikes[departure]));
        sooner += u32::from(weeks(many[departure]) < weeks(draw.luck.strikes[departure]));
        assert_eq!(many[..departure], draw.luck.strikes[..departure]);
    }
    assert!(sooner > 250, "{sooner} of 300");
}
