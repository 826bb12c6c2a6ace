//! The methods of analysis on the model itself: on the single run and on odds.

use headroom::analysis::bound::{Bound, Side};
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::{Evaluation, Sample, answer_once};
use headroom::analysis::goal::GoalSeek;
use headroom::analysis::paired::{Futures, SURVIVAL};
use headroom::analysis::question::Question;
use headroom::analysis::samplers::Samplers;
use headroom::analysis::seek::Finding;
use headroom::analysis::shapley::EXACT_PLAYERS;
use headroom::analysis::stress::{all_in_week, stress_each};
use headroom::analysis::study::{Study, Trial};
use headroom::analysis::tornado::{Span, Tornado};
use headroom::analysis::waterfall::{Group, Waterfall, groups};
use headroom::analysis::work::Work;
use headroom::ensemble::histogram::{FLOOR, RELATIVE_ERROR};
use headroom::ensemble::{Detail, Ensemble};
use headroom::model::figures::{FIGURES, figures};
use headroom::model::luck::Luck;
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::risks::{RISKS, Risk};
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::model::week::SERIES;
use headroom::session::lever::Lever;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn question(key: &str) -> Question {
    Question::parse(key).unwrap_or_else(|error| panic!("{error}"))
}

fn set(scenario: &Scenario, changes: &[(&str, f64)]) -> Scenario {
    let mut scenario = scenario.clone();
    for &(key, value) in changes {
        scenario.set(key, value).expect("a possible value");
    }
    scenario
}

/// The answer of the single run.
fn answer(scenario: &Scenario, key: &str) -> Option<f64> {
    answer_once(&scenario.inputs, &Luck::default(), &question(key))
}

/// The answers of an ensemble.
fn sampled(scenario: &Scenario, keys: &[&str], count: u32, seed: u64) -> Vec<Option<f64>> {
    let questions: Vec<Question> = keys.iter().map(|key| question(key)).collect();
    let sample = Sample::Runs { count, seed };
    let scenario = scenario.clone();
    let mut evaluation = Evaluation::new(
        Trial { scenario, sample },
        &questions,
        &mut Samplers::default(),
    );
    while evaluation.answers().is_none() {
        evaluation.step(7);
    }
    evaluation.answers().expect("all runs are done")
}

#[test]
fn every_question_of_the_menu_has_a_key_that_means_it() {
    let mut keys = std::collections::BTreeSet::new();
    for question in Question::menu(26) {
        let key = question.key();
        let again = Question::parse(&key).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.key(), key);
        assert_eq!(again.label(), question.label());
        assert_eq!(again.unit(), question.unit());
        assert!(keys.insert(key), "two questions with one key");
        assert!(!question.label().is_empty());
    }
    // Which component is the weakest is a name, not a number.
    assert!(!keys.contains("bottleneck@26"));
    assert_eq!(question("bottleneck@26").key(), "bottleneck@26");
    let all = 1 + FIGURES.len() + TARGETS.len() + SERIES.len();
    assert_eq!(keys.len(), all - 1);
    for key in [
        "margin:users_1m",
        "input:finance.raise",
        "input:hires.2.month",
        "mean:arr@26",
        "p90:missing_funding",
        "odds:arr@26>=3000000",
        "odds:peak_utilisation<=1.5",
    ] {
        assert_eq!(question(key).key(), key);
    }
}

#[test]
fn what_is_no_question_is_refused_with_its_name() {
    for key in [
        "",
        "signups",
        "arr@0",
        "arr@",
        "@3",
        "p101:arr@3",
        "p:arr@3",
        "odds:nothing",
        "odds:arr@26>=lots",
        "mean:odds:survive",
        "input:team.none",
        "input:hires.0.month",
        "margin:arr@3",
        "nonsense",
    ] {
        let error = Question::parse(key).expect_err(key);
        assert!(error.to_string().starts_with(&format!("{key}: ")));
    }
}

#[test]
fn the_single_run_answers_what_its_tables_say() {
    let scenario = realistic();
    let run = run(&scenario.inputs);
    let all = figures(&scenario.inputs, &run);
    for row in FIGURES {
        assert_eq!(answer(&scenario, row.key), (row.get)(&all), "{}", row.key);
    }
    for row in SERIES {
        let key = format!("{}@26", row.key);
        assert_eq!(answer(&scenario, &key), Some((row.get)(&run.weeks[25])));
    }
    assert_eq!(answer(&scenario, "arr@53"), None, "beyond the horizon");
    assert_eq!(
        answer(&scenario, "input:team.scaling"),
        Some(scenario.inputs.parameters.team.scaling)
    );
    assert_eq!(answer(&scenario, "odds:survive"), Some(0.0));
    assert_eq!(
        answer(&Scenario::preset(Preset::AsWritten), "odds:survive"),
        Some(1.0)
    );
    assert_eq!(answer(&scenario, "odds:users_1m"), Some(0.0));
}

#[test]
fn an_ensemble_answers_what_its_own_tally_says() {
    let scenario = set(
        &realistic(),
        &[("finance.raise", 1e6), ("finance.raise_month", 3.0)],
    );
    let mut ensemble = Ensemble::new(&scenario, 256, 5, Detail::Everything);
    let mut tally = ensemble.tally();
    for block in 0..ensemble.blocks() {
        ensemble.add_block(block, &mut tally);
    }
    let odds = tally.odds();
    let found = sampled(
        &scenario,
        &[
            "odds:survive",
            "odds:arr_1m",
            "p50:arr@26",
            "mean:arr@26",
            "odds:default_alive>=1",
            "arr@26",
        ],
        256,
        5,
    );
    assert_eq!(found[0], odds.survival.value());
    let target = odds.targets.iter().find(|odds| odds.target.id == "arr_1m");
    assert_eq!(found[1], target.and_then(|odds| odds.met.value()));
    let arr = SERIES
        .iter()
        .position(|row| row.key == "arr")
        .expect("a row");
    let [median] = tally.percentiles(arr, 25, [0.5]);
    assert!((found[2].expect("a median") / median - 1.0).abs() < 0.02);
    let mean = tally.mean(arr, 25);
    assert!((found[3].expect("a mean") / mean - 1.0).abs() < 1e-9);
    assert_eq!(found[4], found[0], "two ways to ask for survival");
    assert_eq!(found[5], answer(&scenario, "arr@26"), "the single run");
}

#[test]
fn a_percentile_is_that_of_the_chart() {
    let scenario = realistic();
    let column = SERIES.iter().position(|row| row.key == "arr");
    let column = column.expect("a row");
    for runs in [20, 100, 255, 256] {
        let mut ensemble = Ensemble::new(&scenario, runs, 5, Detail::Bands);
        let mut tally = ensemble.tally();
        ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
        let shown = tally.percentiles(column, 25, [0.0, 0.1, 0.5, 0.9, 1.0]);
        let keys = [
            "p0:arr@26",
            "p10:arr@26",
            "p50:arr@26",
            "p90:arr@26",
            "p100:arr@26",
        ];
        for ((key, found), shown) in keys
            .iter()
            .zip(sampled(&scenario, &keys, runs, 5))
            .zip(shown)
        {
            let off = (found.expect("a percentile") - shown).abs();
            assert!(
                off <= RELATIVE_ERROR * shown.abs() + FLOOR,
                "{key} of {runs}: {off}"
            );
        }
    }
}

#[test]
fn a_part_of_odds_has_the_standard_error_of_its_own_runs() {
    let chance = Sample::Runs {
        count: 256,
        seed: 1,
    };
    let parts = |from: &Scenario, to: &Scenario, named: fn(&Parameter) -> String| {
        let study = Waterfall::new(
            question("odds:survive"),
            from.clone(),
            to.clone(),
            groups(from, to, named),
            chance.clone(),
            12,
            1,
        );
        let study = Work::new(study.expect("few groups")).finish();
        study.parts().expect("a division").parts
    };
    let from = realistic();
    // Of one change it is that of the difference run by run.
    let to = set(&from, &[("finance.cash", 1_500_000.0)]);
    let found = parts(&from, &to, by_panel);
    let [mut here, mut there] = [&to, &from].map(|plan| Futures::new(plan, 256, 1));
    here.step(256);
    there.step(256);
    let pairs = here.events_against(&there, SURVIVAL);
    assert_eq!(found.len(), 1);
    assert!((found[0].value - pairs.difference).abs() < 1e-12);
    assert!((found[0].standard_error - pairs.standard_error).abs() < 1e-12);
    assert!(pairs.standard_error > 0.0);
    // Several changes, told apart exactly and by drawn orders.
    let mut changes: Vec<(&str, f64)> = vec![
        ("finance.cash", 1_500_000.0),
        ("growth.viral", 0.2),
        ("team.scaling", 0.6),
    ];
    for is_drawn in [false, true] {
        if is_drawn {
            let known: Vec<&str> = changes.iter().map(|(key, _)| *key).collect();
            let more = PARAMETERS
                .iter()
                .filter(|row| row.spread.is_some() && !known.contains(&row.key) && row.step < 0.1);
            let value = |row: &Parameter| (row.get)(&from.inputs.parameters);
            let more = more.map(|row| (row.key, value(row) * 0.95));
            changes.extend(more.filter(|(_, value)| *value > 0.0).take(12));
        }
        let to = set(&from, &changes);
        let found = parts(&from, &to, |row| row.label.to_owned());
        assert_eq!(found.len() > EXACT_PLAYERS, is_drawn);
        let cash = found
            .iter()
            .map(|part| part.standard_error)
            .fold(0.0, f64::max);
        assert!(cash > 0.0 && cash < 0.1, "{found:?}");
    }
}

#[test]
fn slices_and_seeds_give_the_same_bits_and_nothing_changed_differs_by_nothing() {
    let scenario = realistic();
    let keys = ["odds:cash@26>=-200000", "p90:missing_funding"];
    let once = sampled(&scenario, &keys, 100, 3);
    assert_eq!(once, sampled(&scenario, &keys, 100, 3));
    let questions = keys.map(question);
    let sample = Sample::Runs {
        count: 100,
        seed: 3,
    };
    let mut whole = Evaluation::new(
        Trial { scenario, sample },
        &questions,
        &mut Samplers::default(),
    );
    assert_eq!(whole.step(usize::MAX), 100);
    assert_eq!(whole.answers(), Some(once));
}

#[test]
fn a_tornado_has_both_ends_of_every_uncertain_input_sorted_by_swing() {
    let scenario = realistic();
    let spans = Span::all(&scenario);
    let uncertain = PARAMETERS.iter().filter(|row| row.spread.is_some()).count();
    assert_eq!(spans.len(), uncertain);
    let tornado = Tornado::new(question("arr@52"), scenario.clone(), spans, Sample::Single);
    let tornado = Work::new(tornado).finish();
    assert_eq!(tornado.baseline(), answer(&scenario, "arr@52"));
    let bars = tornado.bars();
    assert_eq!(bars.len(), uncertain);
    let swings: Vec<f64> = bars
        .iter()
        .map(|bar| bar.swing(tornado.baseline()).expect("a number"))
        .collect();
    assert!(swings.is_sorted_by(|a, b| a >= b));
    assert!(swings[0] > 0.0);
    for bar in &bars {
        let key = bar.span.parameter.key;
        for (value, at) in [(bar.span.low, bar.at_low), (bar.span.high, bar.at_high)] {
            let moved = set(&scenario, &[(key, value)]);
            assert_eq!(at, answer(&moved, "arr@52"), "{key} at {value}");
        }
    }
    // The raise is of no money: when it comes cannot matter.
    let raise = bars
        .iter()
        .find(|bar| bar.span.parameter.key == "finance.raise_month");
    assert_eq!(
        raise.and_then(|bar| bar.swing(tornado.baseline())),
        Some(0.0)
    );
}

#[test]
fn a_value_outside_its_spread_widens_the_bar_and_an_edited_spread_counts() {
    let mut scenario = set(&realistic(), &[("growth.viral", 0.3)]);
    scenario
        .uncertainty
        .set_spread("churn.free", Spread::FIXED)
        .expect("a spread");
    let spans = Span::all(&scenario);
    let span = |key: &str| spans.iter().find(|span| span.parameter.key == key);
    assert_eq!(span("growth.viral").map(|span| span.high), Some(0.3));
    assert!(span("churn.free").is_none());
}

#[test]
fn inputs_at_whose_ends_the_answer_ceases_to_exist_come_first() {
    // With so much in the bank the week of running out exists for some ends only.
    let scenario = set(&realistic(), &[("finance.cash", 1_100_000.0)]);
    let tornado = Tornado::new(
        question("cash_out_week"),
        scenario.clone(),
        Span::all(&scenario),
        Sample::Single,
    );
    let tornado = Work::new(tornado).finish();
    let bars = tornado.bars();
    let broken: Vec<bool> = bars
        .iter()
        .map(|bar| bar.is_broken(tornado.baseline()))
        .collect();
    assert!(broken[0], "some end survives or fails");
    assert!(!broken[bars.len() - 1]);
    assert!(broken.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_tornado_of_odds_keeps_its_luck() {
    let scenario = set(&realistic(), &[("finance.cash", 1e6)]);
    let sample = Sample::Runs { count: 64, seed: 2 };
    let spans: Vec<Span> = Span::all(&scenario)
        .into_iter()
        .filter(|span| {
            [
                "churn.stale",
                "growth.viral",
                "finance.raise_month",
                "delivery.overrun",
            ]
            .contains(&span.parameter.key)
        })
        .collect();
    let tornado = Work::new(Tornado::new(
        question("odds:survive"),
        scenario.clone(),
        spans,
        sample,
    ))
    .finish();
    assert_eq!(
        tornado.baseline(),
        sampled(&scenario, &["odds:survive"], 64, 2)[0]
    );
    let bars = tornado.bars();
    let raise = bars
        .iter()
        .find(|bar| bar.span.parameter.key == "finance.raise_month");
    assert_eq!(
        raise.and_then(|bar| bar.swing(tornado.baseline())),
        Some(0.0),
        "what has no effect has none in the same luck, to the bit"
    );
    assert!(bars[0].swing(tornado.baseline()).expect("odds") > 0.0);
}

#[test]
fn an_overrun_that_is_known_in_a_tornado_leaves_each_phase_its_own() {
    let scenario = set(&realistic(), &[("finance.cash", 1.5e6)]);
    let sample = Sample::Runs {
        count: 512,
        seed: 2,
    };
    let span = Span::all(&scenario)
        .into_iter()
        .find(|span| span.parameter.key == "delivery.overrun")
        .expect("it is uncertain");
    let high = span.high;
    let odds = question("odds:survive");
    let tornado = Work::new(Tornado::new(odds, scenario.clone(), vec![span], sample)).finish();
    // A spread so narrow that the overrun is known as well.
    let mut known = set(&scenario, &[("delivery.overrun", high)]);
    let narrow = Spread {
        low: high - 1e-6,
        high,
        shape: Shape::Uniform,
    };
    known
        .uncertainty
        .set_spread("delivery.overrun", narrow)
        .expect("possible");
    let expected = sampled(&known, &["odds:survive"], 512, 2)[0];
    assert_eq!(tornado.bars()[0].at_high, expected);
    let mut sure = set(&scenario, &[("delivery.overrun", high)]);
    sure.uncertainty
        .set_spread("delivery.overrun", Spread::FIXED)
        .expect("possible");
    assert_ne!(sampled(&sure, &["odds:survive"], 512, 2)[0], expected);
}

fn by_panel(row: &Parameter) -> String {
    row.panel.label().to_owned()
}

fn waterfall(
    from: &Scenario,
    to: &Scenario,
    key: &str,
    named: fn(&Parameter) -> String,
    pairs: usize,
) -> Waterfall {
    let groups = groups(from, to, named);
    let study = Waterfall::new(
        question(key),
        from.clone(),
        to.clone(),
        groups,
        Sample::Single,
        pairs,
        1,
    );
    Work::new(study.expect("few groups")).finish()
}

#[test]
fn a_waterfall_between_the_presets_sums_to_the_bit() {
    let (from, to) = (Scenario::preset(Preset::AsWritten), realistic());
    for key in ["lowest_cash", "arr@52", "users@26", "downtime_hours"] {
        let study = waterfall(&from, &to, key, by_panel, 1);
        let parts = study.parts().expect("numbers");
        assert_eq!(Some(parts.from), answer(&from, key));
        assert_eq!(Some(parts.to), answer(&to, key));
        assert_eq!(parts.parts.len(), study.groups().len());
        let sum: f64 = parts.parts.iter().map(|part| part.value).sum();
        assert_eq!(sum + parts.rounding, parts.difference());
        let scale: f64 = parts.parts.iter().map(|part| part.value.abs()).sum();
        assert!(
            parts.rounding.abs() <= 1e-9 * scale,
            "{key}: {}",
            parts.rounding
        );
        assert!(parts.parts.iter().all(|part| part.standard_error == 0.0));
    }
}

#[test]
fn many_groups_are_drawn_and_stay_within_their_errors() {
    let (from, to) = (Scenario::preset(Preset::AsWritten), realistic());
    let study = waterfall(&from, &to, "lowest_cash", |row| row.key.to_owned(), 60);
    assert!(study.groups().len() > 10, "each input by itself");
    let parts = study.parts().expect("numbers");
    let sum: f64 = parts.parts.iter().map(|part| part.value).sum();
    assert_eq!(sum + parts.rounding, parts.difference());
    assert!(parts.rounding.abs() < 1e-6);
    assert!(parts.parts.iter().any(|part| part.standard_error > 0.0));
    // Salaries of founders are paid whatever else happens: exactly that much, in every order.
    let at = |label: &str| {
        study
            .groups()
            .iter()
            .position(|group: &Group| group.label == label)
    };
    let overhead = parts.parts[at("finance.overhead").expect("it differs")];
    assert!(overhead.value < 0.0);
    assert!(overhead.standard_error < 0.2 * overhead.value.abs());
}

#[test]
fn hires_initiatives_and_uncertainty_are_groups_of_their_own() {
    let from = realistic();
    let mut to = set(
        &from,
        &[
            ("hires.1.month", 3.0),
            ("team.scaling", 0.5),
            ("risk.bill", 0.5),
        ],
    );
    to.inputs.initiatives[0].effort *= 2.0;
    let study = waterfall(&from, &to, "arr@52", by_panel, 1);
    let labels: Vec<&str> = study
        .groups()
        .iter()
        .map(|group| group.label.as_str())
        .collect();
    assert_eq!(
        labels,
        ["Team and split", "Hires", "Initiatives", "Uncertainty"]
    );
    let parts = study.parts().expect("numbers");
    assert_eq!(
        parts.parts[3].value, 0.0,
        "chance has no part in a single run"
    );
    assert!(parts.parts[..3].iter().all(|part| part.value != 0.0));
    let nothing = waterfall(&from, &from, "arr@52", by_panel, 1);
    let parts = nothing.parts().expect("numbers");
    assert_eq!(
        (parts.parts.len(), parts.difference(), parts.rounding),
        (0, 0.0, 0.0)
    );
}

fn goal(scenario: &Scenario, key: &str, bound: Bound, lever: &str, sample: Sample) -> GoalSeek {
    let dial = Dial::whole(Lever::by_key(lever).expect("a lever"));
    let study = GoalSeek::new(question(key), bound, dial, scenario.clone(), sample);
    Work::new(study.expect("the lever is there")).finish()
}

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
fn what_never_happens_is_later_than_any_week_within_the_horizon() {
    let scenario = realistic();
    // Cash is lowest in week 40: who is not out of it by then is not until the horizon.
    let alive = Bound::at_least(45.0);
    let cash = "finance.cash";
    let study = goal(&scenario, "cash_out_week", alive, cash, Sample::Single);
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    assert_eq!(
        answer(&set(&scenario, &[(cash, value)]), "cash_out_week"),
        None
    );
    // As odds it is the same event as survival.
    let saved = set(&scenario, &[(cash, 1.5e6)]);
    let odds = sampled(&saved, &["odds:cash_out_week>=53", "odds:survive"], 200, 1);
    assert_eq!(odds[0], odds[1]);
    assert!(odds[0].is_some_and(|share| share > 0.0));
    // What lies beyond the horizon is not known.
    let beyond = Bound::at_least(60.0);
    let study = goal(&scenario, "cash_out_week", beyond, cash, Sample::Single);
    assert!(matches!(study.finding(), Some(Finding::OutOfReach { .. })));
    // Nor is what never happens in time for anything.
    let slow = set(&scenario, &[("growth.viral", 0.0)]);
    let early = Bound::at_most(52.0);
    let study = goal(
        &slow,
        "users_1m_week",
        early,
        "team.scaling",
        Sample::Single,
    );
    assert!(
        matches!(study.finding(), Some(Finding::OutOfReach { margin, .. }) if margin == f64::NEG_INFINITY)
    );
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
fn what_no_number_is_large_enough_for_is_more_than_any_bound() {
    // The old capacity lasts, and the company earns what it spends.
    let calm = set(&realistic(), &[("growth.viral", 0.09)]);
    let earning = set(
        &realistic(),
        &[
            ("run.weeks", 30.0),
            ("finance.cash", 3_000_000.0),
            ("tiers.starter.price", 120.0),
        ],
    );
    let cases = [
        (&calm, "phase3_slip_tolerance", 25.0, "growth.viral"),
        (&earning, "runway_months", 24.0, "tiers.starter.price"),
    ];
    for (scenario, key, bound, lever) in cases {
        let question = question(key);
        assert_eq!(answer(scenario, key), Some(f64::INFINITY), "{key}");
        assert!(question.boundless().is_some(), "{key}");
        let holds = goal(scenario, key, Bound::at_least(bound), lever, Sample::Single);
        assert_eq!(holds.finding(), Some(Finding::Holds), "{key}");
        // It is above whatever is not to be passed.
        assert!(!Bound::at_most(bound).holds(answer(scenario, key)), "{key}");
        // Odds count the runs in which it is, means and percentiles do not.
        let keys = [
            format!("odds:{key}>={bound}"),
            format!("mean:{key}"),
            format!("p50:{key}"),
        ];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let answers = sampled(scenario, &keys, 200, 1);
        assert!(answers[0].expect("odds") > 0.0, "{key}");
        assert!(
            answers.iter().flatten().all(|answer| answer.is_finite()),
            "{answers:?}"
        );
    }
    // Word of mouth at which load never passes the old capacity is found from where it does.
    let study = goal(
        &realistic(),
        "phase3_slip_tolerance",
        Bound::at_least(25.0),
        "growth.viral",
        Sample::Single,
    );
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    let tolerance = |viral| {
        answer(
            &set(&realistic(), &[("growth.viral", viral)]),
            "phase3_slip_tolerance",
        )
    };
    assert_eq!(tolerance(value), Some(f64::INFINITY));
    assert!(tolerance(value + 0.005).is_some_and(|weeks| weeks < 25.0));
    // A phase that is not finished tolerates nothing, and spent cash is no runway.
    let unfinished = set(&realistic(), &[("run.weeks", 8.0)]);
    assert_eq!(answer(&unfinished, "phase3_slip_tolerance"), None);
    assert_eq!(answer(&realistic(), "runway_months"), None);
}

#[test]
fn tornados_waterfalls_and_indices_count_with_numbers_only() {
    let scenario = set(&realistic(), &[("growth.viral", 0.095)]);
    let asked = question("phase3_slip_tolerance");
    let spans = Span::all(&scenario);
    let study = Work::new(Tornado::new(asked, scenario.clone(), spans, Sample::Single)).finish();
    assert!(
        study
            .bars()
            .iter()
            .any(|bar| bar.at_high.is_some_and(f64::is_finite))
    );
    for bar in study.bars() {
        let swing = bar.swing(study.baseline());
        assert!(swing.is_none_or(f64::is_finite), "{bar:?}");
    }
    let known = answer(&realistic(), "phase3_slip_tolerance");
    assert!(known.is_some_and(f64::is_finite));
    let study = Waterfall::new(
        asked,
        realistic(),
        scenario.clone(),
        groups(&realistic(), &scenario, by_panel),
        Sample::Single,
        12,
        1,
    );
    let study = Work::new(study.expect("few groups")).finish();
    assert!(!study.is_defined(), "from a number to none there is no way");
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

#[test]
fn a_stress_test_strikes_in_its_week_and_shows_what_it_does() {
    let scenario = realistic();
    let cash = question("lowest_cash");
    let (baseline, stresses) = stress_each(&scenario, &cash, &all_in_week(10));
    assert_eq!(baseline, answer(&scenario, "lowest_cash"));
    assert_eq!(stresses.len(), RISKS.len());
    for stress in &stresses {
        assert_eq!(stress.week, Some(10), "{}", stress.event.label);
        assert_ne!(
            stress.answer, baseline,
            "{} does something",
            stress.event.label
        );
    }
    let (_, late) = stress_each(&scenario, &cash, &[(Risk::Bill, 60)]);
    assert_eq!(
        (late[0].week, late[0].answer),
        (None, baseline),
        "after the horizon"
    );
}

#[test]
fn work_in_slices_comes_to_the_same_and_can_be_dropped() {
    let scenario = realistic();
    let study = || {
        Tornado::new(
            question("odds:survive"),
            scenario.clone(),
            Span::all(&scenario)[..3].to_vec(),
            Sample::Runs { count: 40, seed: 1 },
        )
    };
    let mut work = Work::new(study());
    let mut before = -1.0;
    let mut slices = 0;
    while work.step(9) {
        let progress = work.study().progress();
        assert!(progress >= before && progress <= 1.0);
        before = progress;
        slices += 1;
        assert!(slices < 1000);
    }
    assert!(slices > 20, "slices are as small as they were asked to be");
    let whole = Work::new(study()).finish();
    let answers = |tornado: &Tornado| -> Vec<(Option<f64>, Option<f64>)> {
        tornado
            .bars()
            .iter()
            .map(|bar| (bar.at_low, bar.at_high))
            .collect()
    };
    assert_eq!(answers(work.study()), answers(&whole));
}
