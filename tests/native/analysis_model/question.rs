//! Questions: each has a key that means it, and the single run and ensembles answer what their own
//! tables say.

use headroom::analysis::evaluation::{Evaluation, Sample};
use headroom::analysis::question::Question;
use headroom::analysis::samplers::Samplers;
use headroom::analysis::study::Trial;
use headroom::ensemble::histogram::{FLOOR, RELATIVE_ERROR};
use headroom::ensemble::{Detail, Ensemble};
use headroom::model::figures::{FIGURES, figures};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;
use headroom::model::week::SERIES;

use super::{answer, question, realistic, sampled, set};

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
