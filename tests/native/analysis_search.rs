//! Plan search: on the realistic preset, on the single run and on odds.

use crate::bits;
use headroom::analysis::bound::Bound;
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::{Evaluation, Sample, answer_once};
use headroom::analysis::question::Question;
use headroom::analysis::samplers::Samplers;
use headroom::analysis::search::{
    Aim, Effort, Plan, PlanSearch, Problem, ProblemError, Reached, Requirement, Surety,
    USUAL_LEVERS, Wish, usual_dials,
};
use headroom::analysis::study::{Study, Trial};
use headroom::analysis::work::Work;
use headroom::engine::SEED;
use headroom::model::luck::Luck;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::Spread;
use headroom::session::lever::Lever;

fn question(key: &str) -> Question {
    Question::parse(key).unwrap_or_else(|error| panic!("{error}"))
}

fn problem(
    dials: &[(&str, f64, f64)],
    requirements: &[(&str, Bound)],
    aim: Aim,
    wish: &str,
) -> Problem {
    Problem {
        present: Scenario::preset(Preset::Realistic),
        dials: dials
            .iter()
            .map(|&(key, low, high)| {
                let lever = Lever::by_key(key).expect("a lever");
                Dial::between(lever, low, high).expect("possible bounds")
            })
            .collect(),
        requirements: requirements
            .iter()
            .map(|&(key, bound)| Requirement {
                question: question(key),
                bound,
            })
            .collect(),
        wish: Wish {
            aim,
            question: question(wish),
        },
    }
}

const LITTLE: Effort = Effort {
    population: 16,
    generations: 16,
    runs: 32,
    climb_runs: 128,
    check_runs: 256,
    plans: 2,
};

fn searched(problem: &Problem, effort: Effort, seed: u64) -> PlanSearch {
    let search = PlanSearch::new(problem.clone(), effort, seed).expect("a sound problem");
    Work::new(search).finish()
}

fn search(problem: &Problem, effort: Effort, seed: u64) -> Vec<Plan> {
    searched(problem, effort, seed).plans()
}

fn odds(scenario: &Scenario, count: u32, seed: u64) -> f64 {
    let trial = Trial {
        scenario: scenario.clone(),
        sample: Sample::Runs { count, seed },
    };
    let questions = [question("odds:survive")];
    let mut evaluation = Evaluation::new(trial, &questions, &mut Samplers::default());
    evaluation.step(usize::MAX);
    evaluation.answers().expect("all runs are done")[0].expect("odds")
}

/// The levers of a founder who wants to survive.
const SURVIVAL: [(&str, f64, f64); 10] = [
    ("finance.raise", 0.0, 3e6),
    ("finance.raise_month", 1.0, 12.0),
    ("hires.1.month", 1.0, 12.0),
    ("hires.5.month", 1.0, 12.0),
    ("phases.3.start", 4.0, 26.0),
    ("team.scaling", 0.3, 0.9),
    ("hires.2.month", 1.0, 12.0),
    ("hires.3.month", 1.0, 12.0),
    ("hires.4.month", 1.0, 12.0),
    ("phases.2.start", 1.0, 12.0),
];

#[test]
fn the_realistic_plan_survives_with_nine_in_ten_for_the_least_funding_found() {
    let bound = Bound::at_least(0.9);
    let problem = problem(
        &SURVIVAL,
        &[("odds:survive", bound)],
        Aim::Least,
        "input:finance.raise",
    );
    assert!(
        odds(&problem.present, 256, 99) < 0.1,
        "as it stands it dies"
    );
    let plans = search(&problem, LITTLE, 1);
    let best = plans.first().expect("a plan");
    assert!(best.holds);
    let raise = best.scenario.inputs.parameters.finance.raise;
    assert_eq!(best.reached.wish.value, Some(raise));
    // With other luck than the search has seen.
    let fresh = odds(&best.scenario, 2048, 4711);
    assert!(fresh >= 0.9, "{fresh} with ${raise}");
    assert!(raise > 0.0 && raise <= 1_500_000.0, "${raise}");
    let mut less = best.scenario.clone();
    less.set("finance.raise", raise / 2.0).expect("possible");
    assert!(odds(&less, 512, 4711) < 0.9, "${raise} is far too much");
    let mut money_alone = problem.present.clone();
    for key in ["finance.raise", "finance.raise_month"] {
        let value = best.scenario.get(key).expect("an input");
        money_alone.set(key, value).expect("possible");
    }
    assert!(
        odds(&money_alone, 512, 4711) < 0.9,
        "the other levers count"
    );
    for plan in &plans {
        assert!(plan.holds && plan.reached.wish.value >= best.reached.wish.value);
        let mut again = problem.present.clone();
        for step in &plan.moves {
            assert_ne!(step.from, step.to);
            assert_eq!(again.get(&step.lever.key()), Ok(step.from));
            again.set(&step.lever.key(), step.to).expect("possible");
        }
        assert_eq!(again, plan.scenario, "the moves are the whole difference");
        let (_, low, high) = SURVIVAL[0];
        assert!((low..=high).contains(&plan.scenario.inputs.parameters.finance.raise));
    }
}

/// The search that the page offers, with all of its effort.
#[test]
fn the_least_funding_of_the_realistic_plan_is_neither_too_little_nor_too_much() {
    let present = Scenario::preset(Preset::Realistic);
    let problem = Problem::least_funding(present, 0.9);
    let plans = search(&problem, Effort::default(), SEED);
    let best = plans.first().expect("a plan");
    assert!(best.holds);
    let raise = best.scenario.inputs.parameters.finance.raise;
    assert_eq!(best.reached.wish.value, Some(raise));
    // With luck that the search has seen nothing of.
    let fresh = |scenario: &Scenario| odds(scenario, 4096, 4711);
    let survives = fresh(&best.scenario);
    let mut less = best.scenario.clone();
    less.set("finance.raise", 0.9 * raise).expect("possible");
    let fails = fresh(&less);
    assert!(survives >= 0.9, "{survives} with ${raise}");
    assert!(fails < 0.9, "{fails} with a tenth less than ${raise}");
    // A plain climb by random steps, of another program and ten times as long, ended at a plan for
    // $950K; none was found for less.
    assert!(raise <= 1_000_000.0, "${raise}");
    assert!(plans.len() > 1, "there are other ways");
}

#[test]
fn what_is_told_of_a_plan_is_of_luck_that_the_search_has_not_seen() {
    let bound = Bound::at_least(0.5);
    let problem = problem(
        &SURVIVAL[..3],
        &[("odds:survive", bound)],
        Aim::Least,
        "input:finance.raise",
    );
    let search = searched(&problem, LITTLE, 7);
    let plans = search.plans();
    let best = plans.first().expect("a plan");
    // The plan as it stands has its odds beside them, of the same luck.
    let present = search.present().expect("the last look is at it as well");
    let raise = problem.present.get("finance.raise").expect("an input");
    assert_eq!(present.wish.value, Some(raise));
    for (scenario, reached) in [
        (&best.scenario, &best.reached),
        (&problem.present, &present),
    ] {
        let fresh = odds(scenario, LITTLE.check_runs, 7 + 3);
        assert_eq!(reached.kept[0].value, Some(fresh));
        assert!(reached.kept[0].standard_error > 0.0);
    }
}

/// A search of few runs on a plan whose funding is there from the start: odds of survival that leave no
/// room for two standard errors, so that now and then the last look misses them.
pub(crate) fn close_call(
    dials: &[(&str, f64, f64)],
    wish: &str,
    effort: Effort,
    seed: u64,
) -> Result<PlanSearch, ProblemError> {
    let survives = [("odds:survive", Bound::at_least(0.95))];
    let mut problem = problem(dials, &survives, Aim::Least, wish);
    let present = &mut problem.present;
    for (key, value) in [("run.weeks", 26.0), ("finance.raise_month", 1.0)] {
        present.set(key, value).expect("possible");
    }
    let taken = present
        .uncertainty
        .set_spread("finance.raise_month", Spread::FIXED);
    taken.expect("possible");
    PlanSearch::new(problem, effort, seed)
}

/// The effort of such a search.
pub(crate) const CLOSE: Effort = Effort {
    population: 6,
    generations: 2,
    runs: 16,
    climb_runs: 32,
    check_runs: 32,
    plans: 2,
};

/// The dial of the funding of a close call, up to so much.
pub(crate) const fn funding(most: f64) -> (&'static str, f64, f64) {
    ("finance.raise", 0.0, most)
}

#[test]
fn what_misses_in_the_last_look_is_given_more_of_its_lever_until_it_holds() {
    let mut steps = Vec::new();
    for seed in [11, 17, 20, 22, 31, 36] {
        let search = close_call(&[funding(4e6)], "input:finance.raise", CLOSE, seed);
        let mut work = Work::new(search.expect("a sound problem"));
        let mut before = 0.0;
        while work.step(20) {
            let progress = work.study().progress();
            assert!((before..=1.0).contains(&progress), "{progress} {before}");
            before = progress;
        }
        let search = work.finish();
        assert!(search.missed().is_none());
        let plans = search.plans();
        let best = &plans[0];
        assert!(best.holds && best.held, "seed {seed}");
        let raise = best.scenario.inputs.parameters.finance.raise;
        assert_eq!(best.reached.wish.value, Some(raise));
        // The least that does in the runs of the cleaning.
        let with = |raise: f64, luck: u64| {
            let mut plan = best.scenario.clone();
            plan.set("finance.raise", raise).expect("possible");
            odds(&plan, CLOSE.check_runs, seed + luck)
        };
        let mut step = 0_u32;
        while with(raise - 50e3 * f64::from(step + 1), 2) == 1.0 {
            step += 1;
        }
        let at_first = raise - 50e3 * f64::from(step);
        assert!(with(at_first, 3) < 0.95, "seed {seed} misses at first");
        steps.push(step);
        // Each look has luck of its own, and what is told is of the last one.
        assert!((step + 1).is_power_of_two(), "a step, three, or seven");
        let looked = 3 + u64::from((step + 1).ilog2());
        let told = |reached: &Reached| reached.kept[0].value;
        assert_eq!(told(&best.reached), Some(with(raise, looked)));
        let present = search.present().expect("looked at as well");
        assert_eq!(told(&present), Some(with(0.0, looked)));
    }
    assert!(steps.contains(&1) && steps.contains(&3), "{steps:?}");
}

#[test]
fn a_plan_that_still_misses_is_told_as_one_that_was_found_and_misses() {
    // At the end of its bounds there is no step left, and of a wish that is no lever none at all.
    let both = [funding(4e6), ("team.scaling", 0.3, 0.9)];
    for (dials, wish, seed) in [
        (&[funding(450e3)][..], "input:finance.raise", 17),
        (&both, "cash@26", 11),
    ] {
        let search = close_call(dials, wish, CLOSE, seed).expect("a sound problem");
        let search = Work::new(search).finish();
        let plans = search.plans();
        let missed = search.missed().expect("a plan that misses");
        assert_eq!(missed.scenario, plans[0].scenario);
        assert!(missed.held && plans.iter().all(|plan| !plan.holds));
        assert!(missed.reached.kept[0].value < Some(0.95));
        assert_eq!(odds(&missed.scenario, CLOSE.check_runs, seed + 2), 1.0);
    }
}

#[test]
fn another_plan_that_holds_comes_before_a_better_one_that_misses() {
    let dials = [funding(4e6), ("team.scaling", 0.3, 0.9)];
    let search = close_call(&dials, "cash@26", CLOSE, 108).expect("a sound problem");
    let search = Work::new(search).finish();
    let plans = search.plans();
    let missed = search.missed().expect("a plan that misses");
    assert!(plans[0].holds && !plans[1].holds);
    assert_eq!(missed.scenario, plans[1].scenario);
    assert!(missed.reached.wish.value < plans[0].reached.wish.value);
}

#[test]
fn odds_are_said_to_have_something_to_spare_only_where_there_is_room() {
    let survive = question("odds:survive");
    let search = searched(
        &problem(&SURVIVAL[..1], &[], Aim::Least, "input:finance.raise"),
        Effort {
            generations: 0,
            ..LITTLE
        },
        1,
    );
    let surety = |question, bound| search.surety(&Requirement { question, bound });
    let (least, most) = (Bound::at_least, Bound::at_most);
    for (bound, expected) in [
        (least(0.9), Some(Surety::ToSpare)),
        (most(0.1), Some(Surety::ToSpare)),
        // Two standard errors of 256 runs are 1.75 points.
        (least(0.98), Some(Surety::ToSpare)),
        (least(0.995), Some(Surety::EveryRun)),
        (least(1.0), Some(Surety::EveryRun)),
        (most(0.0), Some(Surety::EveryRun)),
        (least(0.0), None),
        (most(1.0), None),
    ] {
        assert_eq!(surety(survive, bound), expected, "{bound:?}");
    }
    assert_eq!(surety(question("lowest_cash"), least(0.0)), None);
}

#[test]
fn odds_next_to_certainty_can_be_kept() {
    let mut problem = problem(
        &[("team.scaling", 0.3, 0.9)],
        &[("odds:survive", Bound::at_least(0.9999))],
        Aim::Most,
        "arr@52",
    );
    problem.present.set("finance.cash", 1e9).expect("possible");
    let plans = search(&problem, LITTLE, 1);
    assert_eq!(plans[0].reached.kept[0].value, Some(1.0));
    assert!(plans[0].holds);
    assert!(
        plans[0].reached.kept[0].standard_error > 0.0,
        "no sample is certain"
    );
}

#[test]
fn the_same_seed_finds_the_same_plans_in_any_slices() {
    let problem = problem(
        &SURVIVAL[..3],
        &[("odds:survive", Bound::at_least(0.5))],
        Aim::Least,
        "input:finance.raise",
    );
    let effort = Effort {
        generations: 3,
        check_runs: 64,
        ..LITTLE
    };
    let once = search(&problem, effort, 3);
    let mut work = Work::new(PlanSearch::new(problem, effort, 3).expect("a sound problem"));
    let mut before = 0.0;
    while work.step(50) {
        let progress = work.study().progress();
        assert!((0.0..=1.0).contains(&progress));
        assert!(progress >= before - 1e-9, "{progress} after {before}");
        before = progress;
    }
    let sliced = work.study().plans();
    assert_eq!(once.len(), sliced.len());
    for (one, other) in once.iter().zip(&sliced) {
        assert_eq!(one.scenario, other.scenario);
        assert_eq!(one.reached.kept, other.reached.kept);
    }
}

#[test]
fn on_the_single_run_the_best_of_all_combinations_is_found() {
    // Few enough combinations to try each.
    let dials = [("team.scaling", 0.4, 0.9), ("hires.1.month", 1.0, 6.0)];
    let bound = Bound::at_least(-480_000.0);
    let problem = problem(&dials, &[("lowest_cash", bound)], Aim::Most, "arr@52");
    let ask = |scenario: &Scenario, key: &str| {
        answer_once(&scenario.inputs, &Luck::default(), &question(key))
    };
    let mut best: Option<f64> = None;
    for split in 0..=problem.dials[0].steps() {
        for month in 0..=problem.dials[1].steps() {
            let mut plan = problem.present.clone();
            plan.set("team.scaling", problem.dials[0].step(split))
                .expect("possible");
            plan.set("hires.1.month", problem.dials[1].step(month))
                .expect("possible");
            if bound.holds(ask(&plan, "lowest_cash")) {
                let arr = ask(&plan, "arr@52").expect("a number");
                best = Some(best.map_or(arr, |best| best.max(arr)));
            }
        }
    }
    let plans = search(
        &problem,
        Effort {
            generations: 40,
            ..LITTLE
        },
        2,
    );
    assert!(best.is_some(), "some combination keeps the bound");
    assert!(plans[0].holds);
    assert_eq!(plans[0].reached.wish.value, best);
    assert_eq!(
        plans[0].reached.wish.value,
        ask(&plans[0].scenario, "arr@52")
    );
    assert_eq!(plans[0].reached.kept[0].standard_error, 0.0);
}

#[test]
fn plans_that_are_shown_differ_in_more_than_how_much_of_the_wish_they_get() {
    let problem = problem(
        &SURVIVAL[..6],
        &[("default_alive", Bound::at_least(1.0))],
        Aim::Least,
        "input:finance.raise",
    );
    let plans = search(&problem, Effort { plans: 3, ..LITTLE }, 5);
    assert!(plans.len() > 1, "there is more than one way");
    for (index, plan) in plans.iter().enumerate() {
        for other in &plans[..index] {
            let apart = problem.dials[1..].iter().any(|dial| {
                let value = |plan: &Plan| plan.scenario.get(&dial.lever.key()).expect("a lever");
                (value(plan) - value(other)).abs() >= 0.19 * (dial.high - dial.low)
            });
            assert!(apart, "{:?} and {:?}", plan.moves, other.moves);
        }
    }
}

#[test]
fn levers_that_do_not_matter_stay_where_they_are() {
    let dials = [
        ("finance.raise", 0.0, 3e6),
        ("growth.window_month", 13.0, 24.0),
        ("support.ramp", 4.0, 12.0),
        ("finance.csm_month", 1.0, 6.0),
    ];
    let mut problem = problem(
        &dials,
        &[("default_alive", Bound::at_least(1.0))],
        Aim::Least,
        "input:finance.raise",
    );
    problem
        .present
        .set("growth.window_month", 20.0)
        .expect("possible");
    problem
        .present
        .set("finance.raise_month", 1.0)
        .expect("possible");
    let plans = search(&problem, LITTLE, 1);
    // The window closes after the horizon wherever it is put.
    let moved: Vec<String> = plans[0].moves.iter().map(|step| step.lever.key()).collect();
    assert!(
        !moved.contains(&"growth.window_month".to_owned()),
        "{moved:?}"
    );
    assert!(moved.contains(&"finance.raise".to_owned()));
    assert!(plans[0].holds);
}

#[test]
fn where_nothing_holds_the_closest_is_shown_and_said_not_to_hold() {
    let problem = problem(
        &[("team.scaling", 0.3, 0.9)],
        &[("users@10", Bound::at_least(1e6))],
        Aim::Most,
        "arr@52",
    );
    let plans = search(&problem, LITTLE, 1);
    assert_eq!(plans.len(), 1);
    assert!(!plans[0].holds);
    assert!(
        plans[0].reached.kept[0]
            .value
            .is_some_and(|users| users < 1e6)
    );
}

#[test]
fn the_usual_levers_hold_the_presets_within_possible_bounds() {
    for preset in Preset::ALL {
        let mut scenario = Scenario::preset(preset);
        let dials = usual_dials(&scenario, |_| true);
        assert_eq!(
            dials.len(),
            USUAL_LEVERS.len() + scenario.inputs.hires.len()
        );
        for dial in &dials {
            let value = scenario.get(&dial.lever.key()).expect("a lever");
            assert!(dial.low < dial.high, "{}", dial.lever.key());
            assert!(
                (dial.low..=dial.high).contains(&value),
                "{}",
                dial.lever.key()
            );
        }
        scenario.set("finance.raise", 8e6).expect("possible");
        let widened = usual_dials(&scenario, |bounds| bounds.key == "finance.raise");
        assert_eq!(widened[0].high, 8e6);
        let problem = Problem::least_funding(scenario, 0.9);
        assert_eq!(problem.check(), Ok(()));
        assert_eq!(problem.wished_lever(), Some(0));
        let keys: Vec<String> = problem.dials.iter().map(|dial| dial.lever.key()).collect();
        assert!(!keys.iter().any(|key| key.ends_with("price")), "{keys:?}");
    }
}

#[test]
fn problems_that_cannot_be_solved_are_refused() {
    let sound = problem(&SURVIVAL[..2], &[], Aim::Most, "arr@52");
    let refused = |dials: Vec<Dial>| {
        let problem = Problem {
            dials,
            ..sound.clone()
        };
        PlanSearch::new(problem, LITTLE, 1)
            .map(|_| ())
            .expect_err("refused")
    };
    assert_eq!(refused(Vec::new()), ProblemError::NoLevers);
    let twice = vec![sound.dials[0], sound.dials[0]];
    assert!(matches!(refused(twice), ProblemError::Twice { key } if key == "finance.raise"));
    let gone = vec![Dial::whole(Lever::by_key("hires.30.month").expect("a key"))];
    assert!(matches!(refused(gone), ProblemError::NoSuchLever { key } if key == "hires.30.month"));
}

#[test]
fn the_bits_that_a_browser_has_to_agree_with() {
    assert_eq!(
        bits::of_analysis(),
        bits::OF_ANALYSIS,
        "analysis has changed: take over the number on the left"
    );
}
