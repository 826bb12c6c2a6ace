//! Every bit of many results in one number, to be compared between a native build and a browser.
//!
//! The numbers below are what a native build gives; its own test says so. They change with
//! every equation of the model: take over what the native test reports, and see that the browser's
//! test agrees.

use headroom::analysis::bound::Bound;
use headroom::analysis::dial::Dial;
use headroom::analysis::question::Question;
use headroom::analysis::search::{Aim, Effort, PlanSearch, Problem, Requirement, Wish};
use headroom::analysis::sensitivity::Sensitivity;
use headroom::analysis::work::Work;
use headroom::engine::conductor::{Conductor, Order};
use headroom::engine::helper::Helper;
use headroom::engine::report::numbers_into;
use headroom::ensemble::{Detail, Ensemble};
use headroom::model::breakdown::COLUMN_COUNT;
use headroom::model::exponential::{exponential, power};
use headroom::model::parameters::PARAMETERS;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::model::week::SERIES;
use headroom::session::lever::Lever;
use headroom::share::to_link;

/// [`of_runs`] in a native build.
pub(crate) const OF_RUNS: u64 = 11_517_152_367_894_428_122;

/// [`of_functions`] in a native build.
pub(crate) const OF_FUNCTIONS: u64 = 11_264_797_710_801_245_443;

/// [`of_helpers`] in a native build, for any number of helpers.
pub(crate) const OF_HELPERS: u64 = 2_443_581_056_480_469_948;

/// [`of_analysis`] in a native build.
pub(crate) const OF_ANALYSIS: u64 = 14_288_090_506_234_718_459;

/// [`of_ensembles`] in a native build.
pub(crate) const OF_ENSEMBLES: u64 = 2_392_811_598_990_619_890;

/// How many companies are drawn at random beside the presets.
const COMPANIES: usize = 200;

/// All bits seen so far (FNV-1a).
struct Digest(u64);

impl Digest {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    fn add(&mut self, value: f64) {
        for byte in value.to_bits().to_le_bytes() {
            self.add_byte(byte);
        }
    }

    fn add_byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// The same numbers from 0 to 1 on every machine (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // The upper 53 bits as a number from 1 to 2, less 1.
        f64::from_bits(((bits ^ (bits >> 31)) >> 12) | 1.0_f64.to_bits()) - 1.0
    }

    fn between(&mut self, (low, high): (f64, f64)) -> f64 {
        low + self.next() * (high - low)
    }
}

/// Every series of every week of both presets, and of companies drawn from the sliders' ranges.
pub(crate) fn of_runs() -> u64 {
    let mut digest = Digest::EMPTY;
    let mut random = Random(1);
    let mut scenarios: Vec<Scenario> = Preset::ALL.map(Scenario::preset).into();
    scenarios.extend((0..COMPANIES).map(|_| {
        let mut scenario = Scenario::preset(Preset::Realistic);
        for row in PARAMETERS {
            (row.set)(&mut scenario.inputs.parameters, random.between(row.range));
        }
        for hire in &mut scenario.inputs.hires {
            hire.month = random.between((1.0, 36.0));
        }
        scenario
    }));
    for scenario in &scenarios {
        for week in &run(&scenario.inputs).weeks {
            for series in SERIES {
                digest.add((series.get)(week));
            }
        }
    }
    digest.0
}

/// Every percentile and mean, and the whole tally, of ensembles with spreads of every shape.
pub(crate) fn of_ensembles() -> u64 {
    let mut digest = Digest::EMPTY;
    for preset in Preset::ALL {
        let mut scenario = Scenario::preset(preset);
        let shapes = [Shape::Uniform, Shape::Lognormal, Shape::Fixed];
        for (row, shape) in PARAMETERS
            .iter()
            .filter(|row| row.spread.is_some())
            .zip(shapes)
        {
            let spread = Spread {
                shape,
                ..Spread::of(row)
            };
            let _ = scenario.uncertainty.set_spread(row.key, spread);
        }
        let mut ensemble = Ensemble::new(&scenario, 300, 5, Detail::Everything);
        let mut tally = ensemble.tally();
        ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
        for column in 0..COLUMN_COUNT {
            let band = tally.band(column);
            for values in [band.p10, band.p50, band.p90, band.mean] {
                for value in values {
                    digest.add(value);
                }
            }
        }
        tally
            .to_bytes()
            .into_iter()
            .for_each(|byte| digest.add_byte(byte));
    }
    digest.0
}

/// The transcendental functions of the model over all their ranges.
pub(crate) fn of_functions() -> u64 {
    let mut digest = Digest::EMPTY;
    let mut random = Random(2);
    for _ in 0..10_000 {
        digest.add(exponential(random.between((-750.0, 712.0))));
        digest.add(exponential(random.between((-3.0, 3.0))));
        let base = exponential(random.between((-700.0, 700.0)));
        digest.add(power(base, random.between((-1.0, 1.0))));
        digest.add(power(
            random.between((0.0, 4.0)),
            random.between((0.0, 3.0)),
        ));
        digest.add(libm::log(base));
    }
    digest.0
}

/// What the engine makes of a request with so many helpers, who are asked in turn.
pub(crate) fn of_helpers(helpers: usize) -> u64 {
    let mut conductor = Conductor::new(helpers);
    let mut helpers: Vec<Helper> = (0..helpers).map(|_| Helper::default()).collect();
    let link = to_link(&Scenario::preset(Preset::Realistic));
    let shown = conductor.show(1, link, 3000);
    shown.expect("a possible number of runs");
    let mut now = 0.0;
    while conductor.tally().is_none() {
        now += 1.0;
        for order in conductor.orders(now, &mut []) {
            match order {
                Order::Start(seat) => conductor.started(seat),
                Order::Give(seat, part) => {
                    let answer = helpers[seat].work(part.task);
                    conductor.answered(seat, part.number, &answer, now);
                }
                Order::End(_) => {}
            }
        }
        conductor.work();
    }
    let tally = conductor.tally().expect("all runs");
    let mut numbers = Vec::new();
    numbers_into(tally, &mut numbers);
    let mut digest = Digest::EMPTY;
    for number in numbers {
        digest.add(number);
    }
    tally
        .to_bytes()
        .into_iter()
        .for_each(|byte| digest.add_byte(byte));
    digest.0
}

/// Everything that a small plan search on odds has tried and found, and Sobol indices with their
/// bootstrap.
pub(crate) fn of_analysis() -> u64 {
    let question = |key: &str| Question::parse(key).expect("a question");
    let present = Scenario::preset(Preset::Realistic);
    let dials = [
        ("finance.raise", 0.0, 4e6),
        ("team.scaling", 0.3, 0.9),
        ("hires.2.month", 1.0, 12.0),
    ];
    let problem = Problem {
        present: present.clone(),
        dials: dials
            .map(|(key, low, high)| {
                let lever = Lever::by_key(key).expect("a lever");
                Dial::between(lever, low, high).expect("possible bounds")
            })
            .into(),
        requirements: vec![Requirement {
            question: question("odds:survive"),
            bound: Bound::at_least(0.2),
        }],
        wish: Wish {
            aim: Aim::Most,
            question: question("p50:arr@52"),
        },
    };
    let effort = Effort {
        population: 8,
        generations: 3,
        runs: 16,
        climb_runs: 24,
        check_runs: 32,
        plans: 2,
    };
    let mut digest = Digest::EMPTY;
    let search = PlanSearch::new(problem, effort, 1).expect("a sound problem");
    for plan in Work::new(search).finish().plans() {
        for step in &plan.moves {
            digest.add(step.to);
        }
        for answer in plan.reached.kept.iter().chain([&plan.reached.wish]) {
            digest.add(answer.value.unwrap_or(f64::NAN));
        }
    }
    let study = Work::new(Sensitivity::new(question("arr@52"), present, 16, 1)).finish();
    for (_, index) in study.indices().expect("ARR varies") {
        for estimate in [index.first, index.total] {
            digest.add(estimate.value);
            digest.add(estimate.low);
            digest.add(estimate.high);
        }
    }
    digest.0
}
