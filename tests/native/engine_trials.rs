//! Trials of studies done by helpers: whoever does them, in whatever order, a study comes to the
//! bits that it comes to by itself.

use std::collections::VecDeque;

use headroom::analysis::bound::Bound;
use headroom::analysis::dial::Dial;
use headroom::analysis::evaluation::Sample;
use headroom::analysis::goal::GoalSeek;
use headroom::analysis::question::Question;
use headroom::analysis::search::{Aim, Effort, PlanSearch, Problem, Requirement, Wish};
use headroom::analysis::sensitivity::Sensitivity;
use headroom::analysis::study::{Study, Trial};
use headroom::analysis::tornado::{Span, Tornado};
use headroom::analysis::work::{Trials, Work};
use headroom::engine::clerk::Clerk;
use headroom::engine::conductor::{Conductor, MOST_FAILURES, Order, Part};
use headroom::engine::helper::{Helper, Task};
use headroom::model::inputs::Hire;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::session::lever::Lever;
use proptest::prelude::*;

use crate::analysis_search::{CLOSE, close_call, funding};
use crate::engine::Random;
use crate::share_scenarios::scenario;

/// What becomes of a part that a helper is given.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Answers,
    /// It answers a second time, and so late that it has been replaced.
    Late,
    Fails,
    FallsSilent,
    Nonsense,
    /// The answer has the right form, and is that to no trial at all.
    Nothing,
}

/// Helpers around a conductor.
struct World {
    conductor: Conductor,
    helpers: Vec<Helper>,
    parts: Vec<(usize, Part, Fate)>,
    starting: Vec<usize>,
    random: Random,
    now: f64,
    /// Parts that were given, and those that were answered as they should be.
    given: usize,
    answered: usize,
}

impl World {
    fn new(helpers: usize, seed: u64) -> Self {
        Self {
            conductor: Conductor::new(helpers),
            helpers: (0..helpers).map(|_| Helper::default()).collect(),
            parts: Vec::new(),
            starting: Vec::new(),
            random: Random(seed),
            now: 0.0,
            given: 0,
            answered: 0,
        }
    }

    /// One turn of the engine before its own slice, in which some part is heard of.
    fn turn(&mut self, studies: &mut [&mut dyn Trials], fate: &mut dyn FnMut(usize) -> Fate) {
        self.now += 10.0;
        for seat in std::mem::take(&mut self.starting) {
            self.conductor.started(seat);
        }
        if !self.parts.is_empty() {
            let at = self.random.below(self.parts.len());
            let (seat, part, fate) = self.parts.swap_remove(at);
            self.hear(seat, part, fate);
        }
        for order in self.conductor.orders(self.now, studies) {
            match order {
                Order::Start(seat) => self.starting.push(seat),
                Order::Give(seat, part) => {
                    assert!(matches!(part.task, Task::Trials(_)));
                    self.given += 1;
                    self.parts.push((seat, part, fate(seat)));
                }
                Order::End(seat) => self
                    .parts
                    .retain(|(of, _, fate)| *of != seat || *fate == Fate::Late),
            }
        }
    }

    fn hear(&mut self, seat: usize, part: Part, fate: Fate) {
        let mut answer = |task| self.helpers[seat].work(task);
        let answer = match fate {
            Fate::Answers => {
                self.answered += 1;
                answer(part.task)
            }
            Fate::Late => {
                self.conductor.failed(seat);
                answer(part.task)
            }
            Fate::Nonsense => vec![7; 40],
            Fate::Nothing => answer(Task::Trials(Vec::new())),
            Fate::FallsSilent => return,
            Fate::Fails => {
                self.conductor.failed(seat);
                return;
            }
        };
        self.conductor
            .answered(seat, part.number, &answer, self.now);
    }

    /// Runs a study to its end, `runs` of each turn in the engine itself.
    fn finish<S: Study>(
        &mut self,
        study: S,
        runs: usize,
        mut fate: impl FnMut(usize) -> Fate,
    ) -> S {
        let mut work = Work::new(study);
        loop {
            self.turn(&mut [&mut work], &mut fate);
            if !work.step(runs) {
                return work.finish();
            }
        }
    }
}

/// Runs a study in many worlds, and holds what is seen of it against the same of the study by
/// itself.
fn assert_the_same<S: Study, Seen: PartialEq + std::fmt::Debug>(
    study: impl Fn() -> S,
    seen: impl Fn(&S) -> Seen,
) {
    let expected = seen(&Work::new(study()).finish());
    for helpers in [0, 1, 3] {
        for seed in 0..3 {
            let mut chance = Random(seed + 100);
            let mut world = World::new(helpers, seed);
            // The first part of every helper comes to nothing, in ways that differ by world.
            let fates = [
                Fate::Nonsense,
                Fate::Late,
                Fate::Fails,
                Fate::Nothing,
                Fate::FallsSilent,
            ];
            let mut parts = vec![0; helpers];
            let fate = |seat: usize| {
                parts[seat] += 1;
                if parts[seat] == 1 {
                    return fates[(seat + usize::try_from(seed).expect("few")) % fates.len()];
                }
                fates
                    .get(chance.below(20))
                    .copied()
                    .unwrap_or(Fate::Answers)
            };
            let study = world.finish(study(), 40, fate);
            let name = format!("{helpers} helpers, seed {seed}");
            assert_eq!(seen(&study), expected, "{name}");
            assert_eq!(world.answered > 0, helpers > 0, "{name}: somebody helped");
        }
    }
}

fn question(key: &str) -> Question {
    Question::parse(key).unwrap_or_else(|error| panic!("{error}"))
}

fn dial(key: &str, low: f64, high: f64) -> Dial {
    let lever = Lever::by_key(key).expect("a lever");
    Dial::between(lever, low, high).expect("possible bounds")
}

fn bits(answer: Option<f64>) -> Option<u64> {
    answer.map(f64::to_bits)
}

/// A company with a spread that goes with its value, and a hire that is no preset's.
fn company() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    let spread = Spread {
        low: 0.4,
        high: 0.9,
        shape: Shape::Uniform,
    };
    let set = scenario.uncertainty.set_spread("team.scaling", spread);
    set.expect("a possible spread");
    scenario.inputs.hires[1] = Hire {
        role: "Ops, part-time".into(),
        month: 2.5,
        salary: 90_000.0 + 0.1,
    };
    scenario.set("run.weeks", 20.0).expect("possible");
    scenario
}

fn search() -> PlanSearch {
    let problem = Problem {
        present: company(),
        dials: vec![
            dial("finance.raise", 0.0, 4e6),
            dial("team.scaling", 0.3, 0.9),
            dial("hires.2.month", 1.0, 12.0),
        ],
        requirements: vec![Requirement {
            question: question("odds:survive"),
            bound: Bound::at_least(0.4),
        }],
        wish: Wish {
            aim: Aim::Most,
            question: question("p50:arr@20"),
        },
    };
    let effort = Effort {
        population: 16,
        generations: 4,
        runs: 64,
        climb_runs: 100,
        check_runs: 150,
        plans: 2,
    };
    PlanSearch::new(problem, effort, 1).expect("a sound problem")
}

#[test]
fn a_plan_search_finds_the_same_plans_whoever_does_its_trials() {
    assert_the_same_plans(search);
    // The last look misses, and there is another one.
    assert_the_same_plans(|| {
        let effort = Effort {
            population: 24,
            runs: 64,
            climb_runs: 100,
            ..CLOSE
        };
        let search = close_call(&[funding(4e6)], "input:finance.raise", effort, 17);
        search.expect("a sound problem")
    });
}

fn assert_the_same_plans(search: impl Fn() -> PlanSearch) {
    assert_the_same(search, |search| {
        let plans = search.plans().into_iter().map(|plan| {
            let answers = plan
                .reached
                .kept
                .iter()
                .chain([&plan.reached.wish])
                .map(|it| it.value);
            let answers: Vec<Option<u64>> = answers.map(bits).collect();
            (plan.scenario, answers)
        });
        plans.collect::<Vec<_>>()
    });
}

#[test]
fn sobol_indices_come_to_the_same_bits_whoever_does_their_trials() {
    let study = || Sensitivity::new(question("arr@20"), company(), 64, 1);
    assert_the_same(study, |study| {
        let indices = study.indices().expect("ARR varies").into_iter();
        let bits = indices.flat_map(|(_, index)| {
            let estimates = [index.first, index.total].into_iter();
            estimates.flat_map(|it| [it.value, it.low, it.high].map(f64::to_bits))
        });
        bits.collect::<Vec<_>>()
    });
}

#[test]
fn a_goal_seek_comes_to_the_same_bits_whoever_does_its_trials() {
    let study = || {
        GoalSeek::new(
            question("odds:survive"),
            Bound::at_least(0.9),
            dial("finance.raise", 0.0, 4e6),
            company(),
            Sample::Runs {
                count: 200,
                seed: 7,
            },
        )
        .expect("a lever of this company")
    };
    assert_the_same(study, |study| {
        let curve = study.curve().into_iter();
        let curve = curve.map(|(value, answer)| (value.to_bits(), bits(answer)));
        (study.finding(), curve.collect::<Vec<_>>())
    });
}

#[test]
fn a_tornado_is_told_what_happened_in_each_run_whoever_made_it() {
    let study = || {
        let sample = Sample::Runs {
            count: 150,
            seed: 3,
        };
        let spans = Span::all(&company());
        Tornado::new(question("odds:arr@20>=100000"), company(), spans, sample)
    };
    assert_the_same(study, |study| {
        let bars = study.bars().into_iter().map(|bar| {
            let (low, high) = bar.standard_errors.expect("chance has a part in them");
            let ends = [bar.at_low, bar.at_high, Some(low), Some(high)];
            (bar.span.parameter.key, ends.map(bits))
        });
        bars.collect::<Vec<_>>()
    });
}

/// What happened in the runs of a trial, and the bits of its answers.
type Told = (Vec<Vec<bool>>, Vec<Option<u64>>);

/// A study that asks for what it is given, and keeps what it is told.
#[derive(Clone, Debug)]
struct Given {
    questions: Vec<Question>,
    open: VecDeque<Trial>,
    trials: usize,
    told: Vec<Told>,
    happened: Vec<Vec<bool>>,
}

impl Given {
    fn new(trials: Vec<Trial>) -> Self {
        let questions = ["odds:survive", "arr@4", "mean:lowest_cash", "odds:users_1m"];
        Self {
            questions: questions.map(question).into(),
            trials: trials.len(),
            open: trials.into(),
            told: Vec::new(),
            happened: Vec::new(),
        }
    }
}

impl Study for Given {
    fn questions(&self) -> &[Question] {
        &self.questions
    }

    fn ask(&mut self) -> Option<Trial> {
        self.open.pop_front()
    }

    fn tell_runs(&mut self, happened: &[Vec<bool>]) {
        self.happened = happened.to_vec();
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        let happened = std::mem::take(&mut self.happened);
        let answers = answers.iter().copied().map(bits).collect();
        self.told.push((happened, answers));
    }

    fn is_finished(&self) -> bool {
        self.told.len() == self.trials
    }

    fn progress(&self) -> f64 {
        0.0
    }
}

fn trials(scenarios: impl IntoIterator<Item = Scenario>) -> Vec<Trial> {
    let sample = Sample::Runs {
        count: 260,
        seed: 1 << 60,
    };
    let trials = scenarios.into_iter();
    let of = |scenario| Trial {
        scenario,
        sample: sample.clone(),
    };
    trials.map(of).collect()
}

/// Has all but the first of some trials done by a helper, if they can be sent to one.
fn told_by_helper(trials: Vec<Trial>) -> (Given, usize) {
    let mut world = World::new(1, 1);
    // The engine does next to nothing itself.
    let study = world.finish(Given::new(trials), 1, |_| Fate::Answers);
    (study, world.given)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 24,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_a_trial_contains_arrives(first in scenario(), second in scenario()) {
        let [mut first, mut second] = [first, second];
        for scenario in [&mut first, &mut second] {
            scenario.set("run.weeks", 8.0).expect("possible");
        }
        // Numbers that no link would take, and one that differs in nothing else.
        let mut third = second.clone();
        third.inputs.parameters.growth.viral = f64::from_bits(second.inputs.parameters.growth.viral.to_bits() + 1);
        third.inputs.parameters.finance.cash = -1.0 / 3.0;
        let trials = trials([first.clone(), first, second.clone(), third, second]);
        let alone = Work::new(Given::new(trials.clone())).finish();
        let (together, given) = told_by_helper(trials);
        prop_assert_eq!(together.told, alone.told);
        prop_assert!(given > 0);
    }
}

#[test]
fn what_would_not_arrive_as_it_is_stays_with_the_engine() {
    // A role as long as this is in no link.
    let mut wordy = company();
    wordy.inputs.hires[0].role = "engineer ".repeat(1000).into();
    let trials = trials(vec![wordy; 4]);
    let alone = Work::new(Given::new(trials.clone())).finish();
    let (together, given) = told_by_helper(trials);
    assert_eq!(together.told, alone.told);
    assert_eq!(given, 0);
}

#[test]
fn what_the_trials_of_a_dropped_study_come_to_is_of_no_use_to_the_next() {
    let mut world = World::new(2, 1);
    let other = Scenario::preset(Preset::AsWritten);
    let mut dropped = Work::new(Given::new(trials(vec![other; 12])));
    while world.given < 2 {
        world.turn(&mut [&mut dropped], &mut |_| Fate::Answers);
    }
    drop(dropped);
    let trials = trials(vec![company(); 12]);
    let alone = Work::new(Given::new(trials.clone())).finish();
    let study = world.finish(Given::new(trials), 1, |_| Fate::Answers);
    assert_eq!(study.told, alone.told);
    assert!(world.given > 2);
}

#[test]
fn a_study_ends_though_every_helper_is_silent_or_fails() {
    for fate in [Fate::FallsSilent, Fate::Nonsense] {
        let mut world = World::new(2, 1);
        let trials = trials(vec![company(); 12]);
        let study = world.finish(Given::new(trials), 100, |_| fate);
        assert!(study.is_finished());
        assert!(world.given <= 2 * MOST_FAILURES as usize);
    }
}

#[test]
fn an_ensemble_comes_before_trials_and_little_work_troubles_no_helper() {
    let mut conductor = Conductor::new(2);
    let little = &mut Work::new(Given::new(trials([company(), company()])));
    assert_eq!(conductor.orders(0.0, &mut [little]), []);

    let much = &mut Work::new(Given::new(trials(vec![company(); 20])));
    let shown = conductor.show(1, String::new(), 100_000);
    shown.expect("a possible number of runs");
    let started = conductor.orders(1.0, &mut [&mut *much]);
    assert_eq!(started, [Order::Start(0), Order::Start(1)]);
    conductor.started(0);
    let given = conductor.orders(2.0, &mut [&mut *much]);
    assert!(
        matches!(&given[..], [Order::Give(0, part)] if matches!(part.task, Task::Blocks { .. }))
    );
    // What the ensemble leaves to do is too little to be shared out.
    let shown = conductor.show(2, String::new(), 500);
    shown.expect("a possible number of runs");
    conductor.started(1);
    let given = conductor.orders(3.0, &mut [much]);
    assert!(matches!(&given[..], [Order::Give(1, part)] if matches!(part.task, Task::Trials(_))));
}

#[test]
fn the_panels_have_their_studies_done_by_helpers_until_they_are_left() {
    let mut clerk = Clerk::default();
    clerk.show(Scenario::preset(Preset::Realistic), Vec::new());
    clerk.ask("decide", "");
    assert_eq!(clerk.studies().len(), 1, "a goal is sought at once");
    clerk.ask("decide", "part=search&search=start");
    let mut world = World::new(2, 1);
    while world.answered == 0 {
        world.turn(&mut clerk.studies(), &mut |_| Fate::Answers);
        assert!(clerk.work(world.now), "the search goes on");
    }
    // Out of view nothing is computed any more, here or elsewhere; what is out there is heard of.
    clerk.stop("decide");
    let given = world.given;
    for _ in 0..50 {
        world.turn(&mut clerk.studies(), &mut |_| Fate::Answers);
        assert!(!clerk.work(world.now));
    }
    assert_eq!(world.given, given);
    assert!(world.parts.is_empty());
    clerk.ask("decide", "");
    while world.given == given {
        world.turn(&mut clerk.studies(), &mut |_| Fate::Answers);
        assert!(clerk.work(world.now), "the search goes on");
    }
}

#[test]
fn a_study_that_waits_deals_nothing_and_takes_what_it_has_dealt() {
    let mut world = World::new(2, 1);
    let trials = trials(vec![company(); 12]);
    let alone = Work::new(Given::new(trials.clone())).finish();
    let mut work = Work::new(Given::new(trials));
    while world.given < 2 {
        world.turn(&mut [&mut work], &mut |_| Fate::Answers);
    }
    let left = work.left();
    work.wait(true);
    for _ in 0..20 {
        world.turn(&mut [&mut work], &mut |_| Fate::Answers);
    }
    assert_eq!((world.given, world.answered), (2, 2));
    assert_eq!(work.left(), 0);
    work.wait(false);
    assert_eq!(work.left(), left, "what was dealt has not to be done again");
    assert_eq!(work.finish().told, alone.told);
}
