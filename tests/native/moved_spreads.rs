//! Spreads that go with their values: what a founder said of how uncertain an input is moves with
//! the slider, and with whatever a search tries.

use headroom::analysis::bound::Bound;
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::Sample;
use headroom::analysis::goal::GoalSeek;
use headroom::analysis::question::Question;
use headroom::analysis::search::{Aim, Effort, PlanSearch, Problem, Requirement, Wish};
use headroom::analysis::seek::Finding;
use headroom::analysis::waterfall::{Waterfall, groups};
use headroom::analysis::work::Work;
use headroom::ensemble::{Detail, Ensemble};
use headroom::model::parameters::{PARAMETERS, Parameter};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::session::changes::changes;
use headroom::session::lever::Lever;
use headroom::share::{from_json, from_link, to_json, to_link};
use proptest::prelude::*;

const CASH: f64 = 1_600_000.0;

fn row(key: &str) -> &'static Parameter {
    Parameter::by_key(key).expect("a row")
}

fn spread(low: f64, high: f64, shape: Shape) -> Spread {
    Spread { low, high, shape }
}

/// The realistic plan with the range of an input as it is typed into its field.
fn typed(key: &str, low: f64, high: f64) -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    // Enough that survival is neither certain nor hopeless.
    scenario.set("finance.cash", CASH).expect("possible");
    Lever::Parameter(row(key))
        .set_range(&mut scenario, (low, high))
        .expect("possible");
    scenario
}

fn moved(scenario: &Scenario, key: &str, value: f64) -> Scenario {
    let mut scenario = scenario.clone();
    let lever = Lever::by_key(key).expect("a lever");
    lever.set(&mut scenario, value).expect("possible");
    scenario
}

fn near(is: f64, expected: f64, what: &str) {
    assert!(
        (is - expected).abs() <= 1e-9 * expected.abs().max(1e-9),
        "{what}: {is}, not {expected}"
    );
}

fn survival(scenario: &Scenario) -> f64 {
    let mut ensemble = Ensemble::new(scenario, 512, 3, Detail::Bands);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    tally.odds().survival.value().expect("odds")
}

#[test]
fn a_lognormal_is_multiplied_by_what_its_value_is_multiplied_by() {
    let before = typed("finance.overhead", 50e3, 90e3);
    let overhead = row("finance.overhead");
    assert_eq!(before.uncertainty.spread(overhead).shape, Shape::Lognormal);
    let value = before.get("finance.overhead").expect("a value");
    let after = moved(&before, "finance.overhead", value * 1.5);
    let is = after.uncertainty.spread(overhead);
    near(is.low, 75e3, "low");
    near(is.high, 135e3, "high");
    assert_eq!(is.shape, Shape::Lognormal);
}

#[test]
fn odds_move_with_the_value_of_what_was_said_as_a_range() {
    for (key, low, high, to) in [
        ("finance.overhead", 20e3, 40e3, 400e3),
        ("growth.viral", 0.2, 0.3, 0.02),
    ] {
        let before = typed(key, low, high);
        let after = moved(&before, key, to);
        let (was, is) = (survival(&before), survival(&after));
        assert!((was - is).abs() > 0.1, "{key}: {was} and {is}");
    }
}

#[test]
fn moving_there_and_back_leaves_the_ends_as_they_were() {
    for row in PARAMETERS.iter().filter(|row| row.key != "run.weeks") {
        let (least, most) = row.possible;
        let lever = Lever::Parameter(row);
        let (from, to) = row.range;
        let value = lever.at(0.4);
        let near_least = least + 0.2 * (value - least);
        let wide = value + 0.5 * (most.min(2.0 * value - least) - value);
        let said = [
            spread(near_least, wide, Shape::Uniform),
            spread(least, wide, Shape::Uniform),
            spread(value, value + 0.5 * (wide - value), Shape::Uniform),
            spread(value / 1.2, (value * 1.2).min(most), Shape::Lognormal),
            spread(value / 1.1, (value * 1.3).min(most), Shape::Lognormal),
        ];
        for said in said.into_iter().filter(|said| said.check(row).is_ok()) {
            let mut scenario = Scenario::preset(Preset::Realistic);
            (row.set)(&mut scenario.inputs.parameters, value);
            scenario
                .uncertainty
                .set_spread(row.key, said)
                .expect("possible");
            // A lognormal that reached the end of what is possible comes back by its middle.
            let is_lognormal = said.shape == Shape::Lognormal;
            for place in [from, to, lever.at(0.1), lever.at(0.9), least] {
                let there = moved(&scenario, row.key, place);
                let ends = there.uncertainty.spread(row);
                assert_eq!(ends.check(row), Ok(ends), "{} at {place}", row.key);
                let is_limited = is_lognormal
                    && (ends.high >= most * (1.0 - 1e-9)
                        || (least > 0.0 && ends.low <= least * (1.0 + 1e-9)));
                let is_centred = (said.low * said.high / (value * value) - 1.0).abs() < 1e-9;
                if is_limited && !is_centred {
                    continue;
                }
                let back = moved(&there, row.key, value).uncertainty.spread(row);
                let what = format!("{} by {place}: {said:?}, {ends:?}", row.key);
                near(back.low, said.low, &what);
                near(back.high, said.high, &what);
            }
        }
    }
}

#[test]
fn a_slider_moves_in_steps_and_comes_to_the_same() {
    for (key, low, high) in [
        ("growth.viral", 0.1, 0.2),
        ("growth.partner", 0.0, 900.0),
        ("churn.relief", 0.2, 0.9),
    ] {
        let start = typed(key, low, high);
        let value = start.get(key).expect("a value");
        let lever = Lever::by_key(key).expect("a lever");
        let mut scenario = start.clone();
        for place in (0..=20).chain((0..20).rev()) {
            let target = lever.at(f64::from(place) / 20.0);
            lever.set(&mut scenario, target).expect("possible");
        }
        lever.set(&mut scenario, value).expect("possible");
        let (was, is) = [&start, &scenario]
            .map(|scenario| scenario.uncertainty.spread(row(key)))
            .into();
        near(is.low, was.low, key);
        near(is.high, was.high, key);
    }
}

#[test]
fn a_uniform_spread_is_shifted_and_stays_possible() {
    let market = row("growth.market");
    let before = spread(2e6, 3e6, Shape::Uniform);
    let after = before.moved(market, 2.5e6, 2.6e6);
    assert!((after.high - 3.1e6).abs() < 1.0, "a shift: {after:?}");
    assert!((after.low - 2e6 * 1.04).abs() < 1.0, "its share: {after:?}");
    let churn = row("churn.relief");
    let from_nothing = spread(0.0, 0.4, Shape::Uniform).moved(churn, 0.2, 0.6);
    near(from_nothing.low, 0.0, "what begins at nothing still does");
    near(
        from_nothing.high,
        0.7,
        "half of the way from the value to all",
    );
}

#[test]
fn a_pert_and_what_is_certain_stay() {
    for key in ["growth.viral", "team.scaling"] {
        let before = Scenario::preset(Preset::Realistic);
        let after = moved(&before, key, 0.3);
        assert_eq!(after.uncertainty, before.uncertainty);
    }
    let pert = typed("churn.relief", 0.5, 0.8);
    assert_eq!(
        pert.uncertainty.spread(row("churn.relief")).shape,
        Shape::Pert
    );
    let after = moved(&pert, "churn.relief", 0.75);
    assert_eq!(after.uncertainty, pert.uncertainty);
}

#[test]
fn goal_seek_on_odds_finds_a_value_of_what_was_said_as_a_range() {
    let scenario = typed("finance.overhead", 50e3, 90e3);
    let question = Question::parse("odds:survive").expect("a question");
    let sample = Sample::Runs {
        count: 128,
        seed: 4,
    };
    let bound = Bound::at_least(survival(&scenario) + 0.1);
    let dial = Dial::whole(Lever::by_key("finance.overhead").expect("a lever"));
    let study = GoalSeek::new(question, bound, dial, scenario.clone(), sample).expect("there");
    let study = Work::new(study).finish();
    let Some(Finding::Found { value }) = study.finding() else {
        panic!("{:?}", study.finding());
    };
    assert!(value < scenario.get("finance.overhead").expect("a value"));
    let answers: Vec<_> = study
        .curve()
        .into_iter()
        .map(|(_, answer)| answer)
        .collect();
    assert_ne!(answers.first(), answers.last());
    // What was tried is what the slider does.
    let used = moved(&scenario, "finance.overhead", value);
    assert!(survival(&used) > survival(&scenario));
}

#[test]
fn plan_search_hands_out_plans_whose_spreads_have_moved() {
    let present = typed("finance.overhead", 50e3, 90e3);
    let lever = Lever::by_key("finance.overhead").expect("a lever");
    let search = PlanSearch::new(
        Problem {
            dials: vec![Dial::whole(lever)],
            requirements: vec![Requirement {
                question: Question::parse("odds:survive").expect("a question"),
                bound: Bound::at_least(survival(&present) + 0.1),
            }],
            wish: Wish {
                aim: Aim::Most,
                question: Question::parse("input:finance.overhead").expect("a question"),
            },
            present: present.clone(),
        },
        Effort {
            population: 8,
            generations: 8,
            runs: 64,
            climb_runs: 128,
            check_runs: 256,
            plans: 1,
        },
        1,
    )
    .expect("a problem");
    let found = Work::new(search).finish().plans();
    let plan = found.first().expect("a plan");
    assert!(plan.holds, "{plan:?}");
    assert_eq!(
        plan.scenario,
        moved(&present, "finance.overhead", plan.moves[0].to)
    );
}

#[test]
fn links_files_and_history_say_value_and_ends_as_they_are() {
    let before = typed("growth.content", 3e3, 8e3);
    let after = moved(&before, "growth.content", 6e3);
    let content = row("growth.content");
    let ends = after.uncertainty.spread(content);
    assert_ne!(ends, before.uncertainty.spread(content));
    let (read, problems) = from_link(&to_link(&after));
    assert_eq!((&read, problems.len()), (&after, 0));
    assert_eq!(from_json(&to_json(&after)).as_ref(), Ok(&after));
    // A link that says both means both, in either order.
    for link in [
        "v=1&growth.content=6000&uncertain.growth.content=3000:8000:lognormal",
        "v=1&uncertain.growth.content=3000:8000:lognormal&growth.content=6000",
    ] {
        let (read, problems) = from_link(link);
        assert_eq!(problems.len(), 0);
        assert_eq!(read.get("growth.content"), Ok(6e3));
        assert_eq!(
            read.uncertainty.spread(content),
            spread(3e3, 8e3, Shape::Lognormal)
        );
    }
    let lines = changes(&before, &after);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[1].starts_with("Range of Content signups"),
        "{lines:?}"
    );
}

#[test]
fn a_waterfall_of_odds_gives_the_part_of_a_moved_value_to_the_value() {
    let from = typed("finance.overhead", 50e3, 90e3);
    let mut to = moved(&from, "finance.overhead", 400e3);
    let divided = |to: &Scenario| {
        let sample = Sample::Runs {
            count: 256,
            seed: 1,
        };
        let question = Question::parse("odds:survive").expect("a question");
        let groups = groups(&from, to, |row| row.label.to_owned());
        let study = Waterfall::new(question, from.clone(), to.clone(), groups, sample, 1, 1);
        Work::new(study.expect("few groups")).finish()
    };
    let study = divided(&to);
    assert_eq!(study.groups().len(), 1, "{:?}", study.groups());
    let parts = study.parts().expect("numbers");
    assert!(parts.difference() < -0.1, "{parts:?}");
    // Who edits the range as well has two reasons.
    let overhead = row("finance.overhead");
    let ends = to.uncertainty.spread(overhead);
    let wider = spread(ends.low * 0.5, ends.high, ends.shape);
    to.uncertainty
        .set_spread(overhead.key, wider)
        .expect("possible");
    let study = divided(&to);
    let parts = study.parts().expect("numbers");
    assert_eq!(parts.parts.len(), 2);
    assert!(parts.parts[0].value < -0.1, "{parts:?}");
    assert!(parts.parts[1].value > 0.0, "{parts:?}");
    assert_eq!(
        parts.parts[0].value + parts.parts[1].value + parts.rounding,
        parts.difference()
    );
}

#[test]
fn a_uniform_spread_that_its_value_was_outside_moves_as_it_was_used() {
    let viral = row("growth.viral");
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario = moved(&scenario, viral.key, 3.0);
    scenario
        .uncertainty
        .set_spread(viral.key, spread(0.18, 0.28, Shape::Uniform))
        .expect("possible");
    for value in [0.0, 0.25] {
        scenario = moved(&scenario, viral.key, value);
    }
    let ends = scenario.uncertainty.spread(viral);
    assert!(ends.low < 0.25 && ends.high >= 0.25, "{ends:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_uniform_spread_holds_the_value_wherever_that_is_moved(
        place in 0..PARAMETERS.len(),
        ends in (0.0_f64..1.0, 0.0_f64..1.0),
        at_first in 0.0_f64..1.0,
        moves in proptest::collection::vec(
            prop_oneof![0.0_f64..1.0, Just(0.0), Just(1.0)], 1..8
        ),
    ) {
        let row = &PARAMETERS[place];
        prop_assume!(row.key != "run.weeks");
        let (least, most) = row.possible;
        // What is possible is often a million times what is usual.
        let at = |share: f64| least + (most - least) * share * share * share;
        let said = spread(at(ends.0.min(ends.1)), at(ends.0.max(ends.1)), Shape::Uniform);
        prop_assume!((ends.0 - ends.1).abs() > 0.01);
        let mut scenario = Scenario::preset(Preset::Realistic);
        (row.set)(&mut scenario.inputs.parameters, at(at_first));
        scenario.uncertainty.set_spread(row.key, said).expect("possible");
        for share in moves {
            let value = at(share);
            scenario.move_parameter(row, value);
            let ends = scenario.uncertainty.spread(row);
            prop_assert_eq!(ends.check(row), Ok(ends), "{} at {}", row.key, value);
            let near = row.step * 1e-3;
            prop_assert!(
                ends.low <= value + near && ends.high >= value - near,
                "{} at {}: {:?}", row.key, value, ends
            );
        }
    }
}
