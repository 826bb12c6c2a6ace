//! Tornados: every uncertain input at both of its ends, with the same luck.

use headroom::analysis::evaluation::Sample;
use headroom::analysis::paired::{Futures, SURVIVAL};
use headroom::analysis::study::Study;
use headroom::analysis::tornado::{Span, Tornado};
use headroom::analysis::work::Work;
use headroom::model::parameters::PARAMETERS;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};

use super::{answer, question, realistic, sampled, set, tornado};

#[test]
fn a_tornado_has_both_ends_of_every_uncertain_input_sorted_by_swing() {
    let scenario = realistic();
    let spans = Span::all(&scenario);
    let uncertain = PARAMETERS.iter().filter(|row| row.spread.is_some()).count();
    assert_eq!(spans.len(), uncertain);
    let tornado = tornado(&scenario, "arr@52", spans, Sample::Single);
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
    let spans = Span::all(&scenario);
    let tornado = tornado(&scenario, "cash_out_week", spans, Sample::Single);
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
    let tornado = tornado(&scenario, "odds:survive", spans, sample);
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
fn each_end_of_a_tornado_of_odds_has_the_standard_error_of_its_own_runs() {
    let scenario = set(&realistic(), &[("finance.cash", 1.5e6)]);
    let spans = Span::all(&scenario)
        .into_iter()
        .filter(|span| ["delivery.overrun", "conversion.starter"].contains(&span.parameter.key));
    let sample = Sample::Runs {
        count: 256,
        seed: 2,
    };
    let study = tornado(&scenario, "odds:survive", spans.collect(), sample);
    let futures = |plan: &Scenario| {
        let mut futures = Futures::new(plan, 256, 2);
        futures.step(256);
        futures
    };
    let baseline = futures(&scenario);
    let bars = study.bars();
    assert_eq!(bars.len(), 2);
    for bar in bars {
        let row = bar.span.parameter;
        let [low, high] = [bar.span.low, bar.span.high].map(|value| {
            let mut end = scenario.clone();
            (row.set)(&mut end.inputs.parameters, value);
            let narrow = Spread::narrowest(row, value);
            let set = end.uncertainty.set_spread(row.key, narrow);
            set.expect("possible");
            let pairs = futures(&end).events_against(&baseline, SURVIVAL);
            pairs.standard_error
        });
        let (at_low, at_high) = bar.standard_errors.expect("chance has a part in odds");
        assert!((at_low - low).abs() < 1e-12 && (at_high - high).abs() < 1e-12);
        assert!(
            low > 0.0 && (low - high).abs() > 1e-3,
            "the ends differ: {low}, {high}"
        );
    }
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
    let tornado = tornado(&scenario, "odds:survive", vec![span], sample);
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
