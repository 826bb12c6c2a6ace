//! Ensembles: the same bits however they are worked out, percentiles against a sort, and odds
//! against a count.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // ranks are few

use headroom::ensemble::histogram::{FLOOR, RELATIVE_ERROR};
use headroom::ensemble::{BLOCK, Detail, Draw, Ensemble, PERCENTILES, Sampler, Tally};
use headroom::model::breakdown::{PARTS, breakdown, columns};
use headroom::model::figures::figures;
use headroom::model::inputs::Inputs;
use headroom::model::luck::Strike;
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::risks::RISKS;
use headroom::model::run::{Run, run, run_with};
use headroom::model::scenario::Scenario;
use headroom::model::targets::{Outcome, TARGETS, assess};
use headroom::model::uncertainty::Spread;
use headroom::model::week::SERIES;

const RUNS: u32 = 5 * BLOCK + 17;
const SEED: u64 = 11;

fn whole(scenario: &Scenario, runs: u32) -> Tally {
    let mut ensemble = Ensemble::new(scenario, runs, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    tally
}

/// Every run of the ensemble by itself, with what it was run from.
fn with_inputs(scenario: &Scenario, runs: u32) -> Vec<(Inputs, Run)> {
    let sampler = Sampler::new(scenario, runs, SEED);
    (0..runs)
        .map(|number| {
            let draw = sampler.draw(number);
            let run = run_with(&draw.inputs, &draw.luck);
            (draw.inputs, run)
        })
        .collect()
}

/// Every number of every week of a run, in the order of [`columns`].
pub(crate) fn numbers(inputs: &Inputs, run: &Run) -> Vec<Vec<f64>> {
    let weeks = run.weeks.iter().zip(breakdown(inputs, run));
    weeks
        .map(|(week, parts)| {
            let series = SERIES.iter().map(|series| (series.get)(week));
            let parts = PARTS.iter().map(|part| (part.get)(&parts));
            series.chain(parts).collect()
        })
        .collect()
}

/// A scenario of which everything is certain.
fn certain(preset: Preset) -> Scenario {
    let mut scenario = Scenario::preset(preset);
    for row in PARAMETERS {
        scenario
            .uncertainty
            .set_spread(row.key, Spread::FIXED)
            .expect("possible");
    }
    for event in &RISKS {
        scenario
            .set(&format!("risk.{}", event.key), 0.0)
            .expect("possible");
    }
    scenario
}

#[test]
fn blocks_come_to_the_same_bits_in_any_order_and_by_any_number_of_workers() {
    let scenario = Scenario::preset(Preset::Realistic);
    let expected = whole(&scenario, RUNS);
    assert_eq!(expected.runs(), RUNS);
    for workers in [1_usize, 2, 3, 4] {
        for order in [
            [0_u32, 1, 2, 3, 4, 5],
            [5, 3, 1, 4, 2, 0],
            [2, 5, 0, 4, 1, 3],
        ] {
            let mut ensembles: Vec<Ensemble> = (0..workers)
                .map(|_| Ensemble::new(&scenario, RUNS, SEED, Detail::Everything))
                .collect();
            let mut tallies: Vec<Tally> = ensembles.iter().map(Ensemble::tally).collect();
            for (index, block) in order.into_iter().enumerate() {
                let worker = index % workers;
                ensembles[worker].add_block(block, &mut tallies[worker]);
            }
            // The last worker finishes first, and its result comes as a message.
            let mut merged = ensembles[0].tally();
            for tally in tallies.iter().rev() {
                let message = Tally::from_bytes(&tally.to_bytes()).expect("a tally");
                merged.merge(&message).expect("the same ensemble");
            }
            assert_eq!(
                merged.to_bytes(),
                expected.to_bytes(),
                "{workers} workers, {order:?}"
            );
        }
    }
}

#[test]
fn tallies_of_other_ensembles_and_broken_messages_are_refused() {
    let scenario = Scenario::preset(Preset::Realistic);
    let mut tally = whole(&scenario, 3);
    let bytes = tally.to_bytes();
    assert!(tally.merge(&Tally::new(26, Detail::Everything)).is_err());
    assert!(tally.merge(&Tally::new(52, Detail::Bands)).is_err());
    assert_eq!(tally.to_bytes(), bytes);
    assert!(Tally::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Tally::from_bytes(&[]).is_err());
}

#[test]
fn percentiles_are_those_of_a_sorted_list_and_means_those_of_a_sum() {
    let scenario = Scenario::preset(Preset::Realistic);
    let tally = whole(&scenario, RUNS);
    let runs: Vec<Vec<Vec<f64>>> = with_inputs(&scenario, RUNS)
        .iter()
        .map(|(inputs, run)| numbers(inputs, run))
        .collect();
    for (column, key) in columns().enumerate() {
        let band = tally.band(column);
        for week in 0..tally.horizon() {
            let mut sorted: Vec<f64> = runs.iter().map(|run| run[week][column]).collect();
            sorted.sort_by(f64::total_cmp);
            for (got, share) in [&band.p10, &band.p50, &band.p90].iter().zip(PERCENTILES) {
                let rank = (share * f64::from(RUNS - 1)).round() as usize;
                let expected = sorted[rank];
                let scale = if key == "uptime" {
                    1.0 - expected
                } else {
                    expected
                };
                let got = got[week];
                assert!(
                    (got - expected).abs() <= RELATIVE_ERROR * scale.abs() + FLOOR,
                    "{key} in week {week}: {got} instead of {expected}",
                );
            }
            let mean = sorted.iter().sum::<f64>() / f64::from(RUNS);
            let size = sorted.iter().map(|value| value.abs()).fold(0.0, f64::max);
            assert!((band.mean[week] - mean).abs() <= 1e-12 * size, "{key}");
        }
    }
}

#[test]
fn odds_are_what_counting_the_runs_gives() {
    let scenario = Scenario::preset(Preset::Realistic);
    let sampler = Sampler::new(&scenario, RUNS, SEED);
    let odds = whole(&scenario, RUNS).odds();
    let mut met = vec![0; TARGETS.len()];
    let mut missing = Vec::new();
    let mut cash_out = vec![0; 52];
    let mut events = [[0_u32; 4]; 5];
    let mut finished = [const { Vec::new() }; 3];
    for number in 0..RUNS {
        let draw = sampler.draw(number);
        let run = run_with(&draw.inputs, &draw.luck);
        let struck = run.struck;
        for (count, assessment) in met.iter_mut().zip(assess(&draw.inputs, &run)) {
            *count += u32::from(assessment.outcome == Outcome::Met);
        }
        let figures = figures(&draw.inputs, &run);
        missing.push(figures.missing_funding);
        if let Some(week) = figures.cash_out_week {
            cash_out[week as usize - 1..]
                .iter_mut()
                .for_each(|count| *count += 1);
        }
        for (counts, struck) in events.iter_mut().zip(struck) {
            counts[2 * usize::from(struck.is_some())
                + usize::from(figures.cash_out_week.is_some())] += 1;
        }
        for (weeks, week) in finished.iter_mut().zip([
            figures.phase1_week,
            figures.phase2_week,
            figures.phase3_week,
        ]) {
            weeks.extend(week);
        }
    }
    assert_eq!(
        odds.targets
            .iter()
            .map(|odds| odds.met.of)
            .collect::<Vec<_>>(),
        met
    );
    assert_eq!(
        odds.cash_out_by
            .iter()
            .map(|odds| odds.of)
            .collect::<Vec<_>>(),
        cash_out
    );
    assert_eq!(odds.survival.of, RUNS - cash_out[51]);
    for ((_, association), [calm, calm_failed, struck, struck_failed]) in
        odds.events.iter().zip(events)
    {
        assert_eq!(
            (association.failed_with.of, association.failed_with.all),
            (struck_failed, struck + struck_failed)
        );
        assert_eq!(
            (
                association.failed_without.of,
                association.failed_without.all
            ),
            (calm_failed, calm + calm_failed)
        );
    }
    for (phase, weeks) in odds.phases.iter().zip(&finished) {
        let counted: u32 = phase.finished.iter().map(|count| count.runs).sum();
        assert_eq!(counted as usize, weeks.len());
        assert_eq!(phase.unfinished.of + counted, RUNS);
    }
    missing.sort_by(f64::total_cmp);
    for survival in [0.5, 0.9, 1.0] {
        let needed = missing[(survival * f64::from(RUNS)).ceil() as usize - 1];
        let raise = odds.raise_for(survival).expect("an amount");
        assert!(
            raise >= needed - FLOOR && raise <= needed * (1.0 + RELATIVE_ERROR) + FLOOR,
            "{raise} for {needed}"
        );
    }
}

/// What goes with failure, worked out from the rows of a run by what each condition is said to mean.
fn conditions(scenario: &Scenario, draw: &Draw, run: &Run) -> [(&'static str, bool); 7] {
    let value = |key: &str| {
        let row = Parameter::by_key(key).expect("an input");
        (row.get)(&draw.inputs.parameters)
    };
    let figures = figures(&draw.inputs, run);
    let late = |phase: &str, finished: Option<u32>| {
        let planned = value(&format!("{phase}.start")) + value(&format!("{phase}.weeks")) - 1.0;
        finished.is_none_or(|week| f64::from(week) > planned + 4.0)
    };
    let window = value("growth.window_month");
    let at_window = (1..=run.weeks.len())
        .filter(|&week| week as f64 * 12.0 <= window * 52.0)
        .max()
        .map_or(&run.weeks[0], |week| &run.weeks[week - 1]);
    let overloaded = run.weeks.iter().filter(|week| week.utilisation > 1.0);
    let planned_delay = scenario.get("team.delay").expect("an input");
    let delays = &draw.luck.delays;
    let open = delays.iter().sum::<f64>();
    [
        ("phase1_late", late("phases.1", figures.phase1_week)),
        ("phase2_late", late("phases.2", figures.phase2_week)),
        ("phase3_late", late("phases.3", figures.phase3_week)),
        ("overload", overloaded.count() >= 5),
        ("swamped", !run.weeks.iter().all(|week| week.wait < 2.0)),
        ("rival_larger", at_window.competitor > at_window.users),
        (
            "slow_hiring",
            open > 1.5 * planned_delay * delays.len() as f64,
        ),
    ]
}

#[test]
fn what_goes_with_failure_is_what_counting_the_runs_by_its_meaning_gives() {
    let realistic = Scenario::preset(Preset::Realistic);
    let with = |changes: &[(&str, f64)]| {
        let mut scenario = realistic.clone();
        for (key, value) in changes {
            scenario.set(key, *value).expect("possible");
        }
        scenario
    };
    let scenarios = [
        realistic.clone(),
        with(&[("finance.cash", 2_000_000.0), ("support.agents", 400.0)]),
        // The window closes after the last week, and as early as it can.
        with(&[("run.weeks", 20.0)]),
        with(&[("growth.window_month", 1.0)]),
        Scenario::preset(Preset::AsWritten),
    ];
    let mut seen = [[false; 2]; 7];
    for scenario in &scenarios {
        let sampler = Sampler::new(scenario, 300, SEED);
        // By condition: how many runs have it, and how many of these and of the others fail.
        let mut counts = [[0_u32; 3]; 7];
        for number in 0..300 {
            let draw = sampler.draw(number);
            let run = run_with(&draw.inputs, &draw.luck);
            let fails = run.weeks.iter().any(|week| week.cash < 0.0);
            for (at, (_, holds)) in conditions(scenario, &draw, &run).into_iter().enumerate() {
                seen[at][usize::from(holds)] = true;
                counts[at][0] += u32::from(holds);
                counts[at][if holds { 1 } else { 2 }] += u32::from(fails);
            }
        }
        let odds = whole(scenario, 300).odds();
        let draw = sampler.draw(0);
        let names = conditions(scenario, &draw, &run_with(&draw.inputs, &draw.luck));
        assert_eq!(odds.causes.len(), names.len());
        for ((cause, association), ((key, _), [with, failed_with, failed_without])) in
            odds.causes.iter().zip(names.iter().zip(counts))
        {
            assert_eq!(cause.key, *key);
            let told = [
                association.runs.of,
                association.failed_with.of,
                association.failed_without.of,
            ];
            assert_eq!(told, [with, failed_with, failed_without], "{key}");
        }
    }
    assert_eq!(seen, [[true; 2]; 7], "each is seen to hold and not to hold");
}

#[test]
fn where_all_is_certain_every_run_is_the_single_one() {
    for preset in Preset::ALL {
        let scenario = certain(preset);
        let tally = whole(&scenario, 40);
        let single = numbers(&scenario.inputs, &run(&scenario.inputs));
        for (column, key) in columns().enumerate() {
            let band = tally.band(column);
            for (week, row) in single.iter().enumerate() {
                let expected = row[column];
                for values in [&band.p10, &band.p50, &band.p90, &band.mean] {
                    // Uptime goes through what is missing to 1, and means through a sum.
                    assert!(
                        (values[week] - expected).abs() <= 1e-12 * expected.abs().max(1.0) + FLOOR,
                        "{key} in week {week}: {} instead of {expected}",
                        values[week]
                    );
                }
            }
        }
    }
}

#[test]
fn a_scenario_that_was_changed_and_changed_back_differs_by_nothing_in_any_run() {
    let scenario = Scenario::preset(Preset::Realistic);
    let mut back = scenario.clone();
    for key in ["growth.viral", "finance.raise", "team.delay"] {
        let before = scenario.get(key).expect("an input");
        back.set(key, before + 1.0).expect("possible");
        assert_ne!(back.inputs.parameters, scenario.inputs.parameters, "{key}");
        back.set(key, before).expect("possible");
    }
    let runs = with_inputs(&scenario, 100);
    for ((_, left), (_, right)) in runs.iter().zip(with_inputs(&back, 100)) {
        for (left, right) in left.weeks.iter().zip(&right.weeks) {
            for series in SERIES {
                assert_eq!((series.get)(left) - (series.get)(right), 0.0);
            }
        }
    }
}

#[test]
fn scenarios_share_the_luck_of_what_they_have_in_common() {
    let scenario = Scenario::preset(Preset::Realistic);
    let mut dearer = scenario.clone();
    dearer.set("tiers.starter.price", 39.0).expect("possible");
    dearer
        .uncertainty
        .set_spread("growth.content", Spread::FIXED)
        .expect("possible");
    dearer.set("risk.bill", 0.65).expect("possible");
    dearer.inputs.hires.pop();
    let (one, other) = (
        Sampler::new(&scenario, 200, 1),
        Sampler::new(&dearer, 200, 1),
    );
    for run in 0..200 {
        let (one, other) = (one.draw(run), other.draw(run));
        assert_eq!(one.luck.overruns, other.luck.overruns);
        assert_eq!(one.luck.delays[..4], other.luck.delays[..]);
        for row in PARAMETERS {
            if !["tiers.starter.price", "growth.content"].contains(&row.key) {
                assert_eq!(
                    (row.get)(&one.inputs.parameters),
                    (row.get)(&other.inputs.parameters),
                    "{}",
                    row.key
                );
            }
        }
        for (event, (one, other)) in RISKS
            .iter()
            .zip(one.luck.strikes.iter().zip(&other.luck.strikes))
        {
            if event.key == "bill" {
                // What is more likely comes no later.
                assert!(matches!((one, other), (Strike::After(a), Strike::After(b)) if a >= b));
            } else {
                assert_eq!(one, other, "{}", event.key);
            }
        }
    }
}

#[test]
fn another_seed_is_other_luck() {
    let scenario = Scenario::preset(Preset::Realistic);
    let viral = |seed| {
        let draw = Sampler::new(&scenario, 100, seed).draw(0);
        draw.inputs.parameters.growth.viral
    };
    assert_eq!(viral(1), viral(1));
    assert_ne!(viral(1), viral(2));
}
