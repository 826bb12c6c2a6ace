//! Scenarios under the same luck: what became of each run in one, held against the same run in
//! another. What luck decides in both falls out of such a difference.

use crate::ensemble::{Draw, Sampler};
use crate::model::assessment::assess;
use crate::model::run::{Run, run_with_into};
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

use super::question::is_met;

/// One number of a run of which more is better.
#[derive(Debug)]
pub struct Measure {
    /// The name that people read.
    pub label: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// Reads it from a run.
    of: fn(&Run) -> f64,
}

/// What runs are held against each other by, beside survival and the targets.
pub static MEASURES: [Measure; 3] = [
    Measure {
        label: "Lowest cash",
        unit: Unit::Dollars,
        of: Run::lowest_cash,
    },
    Measure {
        label: "ARR at the horizon",
        unit: Unit::DollarsPerYear,
        of: |run| run.weeks.last().map_or(0.0, |week| week.arr),
    },
    Measure {
        label: "Users at the horizon",
        unit: Unit::Users,
        of: |run| run.weeks.last().map_or(0.0, |week| week.users),
    },
];

/// The place of survival among the events of a run; the targets follow in their order.
pub const SURVIVAL: usize = 0;

/// The runs of a scenario, and what became of each.
#[derive(Debug)]
pub struct Futures {
    sampler: Sampler,
    draw: Box<Draw>,
    run: Run,
    runs: u32,
    /// What happened in each run, a bit an event.
    events: Vec<u64>,
    values: Vec<[f64; MEASURES.len()]>,
}

impl Futures {
    /// Prepares so many runs. Scenarios of the same seed and as many runs share their luck.
    #[must_use]
    pub fn new(scenario: &Scenario, runs: u32, seed: u64) -> Self {
        let sampler = Sampler::new(scenario, runs, seed);
        Self {
            draw: Box::new(sampler.room()),
            sampler,
            run: Run::default(),
            runs,
            events: Vec::new(),
            values: Vec::new(),
        }
    }

    /// How many runs have been made.
    #[must_use]
    pub fn made(&self) -> u32 {
        u32::try_from(self.events.len()).unwrap_or(u32::MAX)
    }

    /// Whether all of them have.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.made() == self.runs
    }

    /// Makes at most so many more.
    pub fn step(&mut self, runs: usize) {
        for _ in 0..runs {
            if self.is_finished() {
                return;
            }
            self.sampler.draw_into(self.made(), &mut self.draw);
            let Draw { inputs, luck, .. } = &*self.draw;
            run_with_into(inputs, luck, &mut self.run);
            let survives = self.run.cash_out().is_none();
            let met = assess(inputs, &self.run).into_iter();
            let met = met.map(|assessment| is_met(assessment.outcome));
            let events = std::iter::once(survives).chain(met).enumerate();
            self.events.push(
                events
                    .filter(|(_, happens)| *happens)
                    .fold(0, |bits, (place, _)| bits | 1 << place),
            );
            let values = MEASURES.each_ref().map(|measure| (measure.of)(&self.run));
            self.values.push(values);
        }
    }

    /// The share of the runs made in which an event happens.
    #[must_use]
    pub fn share(&self, event: usize) -> crate::ensemble::Share {
        let of = self.events.iter().filter(|bits| **bits >> event & 1 == 1);
        crate::ensemble::Share {
            of: u32::try_from(of.count()).unwrap_or(u32::MAX),
            all: self.made(),
        }
    }

    /// An event, run by run against the same runs of another scenario.
    #[must_use]
    pub fn events_against(&self, other: &Self, event: usize) -> Pairs {
        let bit = |bits: &u64| f64::from(u8::from(bits >> event & 1 == 1));
        let pairs = self.events.iter().zip(&other.events);
        Pairs::of(pairs.map(|(one, two)| (bit(one), bit(two))))
    }

    /// A measure, likewise.
    #[must_use]
    pub fn values_against(&self, other: &Self, measure: usize) -> Pairs {
        let pairs = self.values.iter().zip(&other.values);
        Pairs::of(pairs.map(|(one, two)| (one[measure], two[measure])))
    }
}

/// What pairs of numbers come to, one of each in a run of its own luck.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pairs {
    /// How many there are.
    pub all: u32,
    /// How often the first is greater.
    pub first: u32,
    /// How often the second is.
    pub second: u32,
    /// By how much the first is greater on average.
    pub difference: f64,
    /// The standard error of that.
    pub standard_error: f64,
}

impl Pairs {
    /// Counts pairs.
    #[must_use]
    pub fn of(pairs: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut so_far = Self::default();
        // The mean and the sum of squares around it, updated pair by pair after Welford: no digits
        // are lost to large numbers that hardly differ.
        let mut squares = 0.0;
        for (one, two) in pairs {
            so_far.all += 1;
            so_far.first += u32::from(one > two);
            so_far.second += u32::from(two > one);
            let away = one - two - so_far.difference;
            so_far.difference += away / f64::from(so_far.all);
            squares += away * (one - two - so_far.difference);
        }
        let all = f64::from(so_far.all);
        if so_far.all > 1 {
            so_far.standard_error = (squares / (all - 1.0) / all).sqrt();
        }
        so_far
    }

    /// The share of pairs whose first number is greater, and of those whose second is.
    #[must_use]
    pub fn shares(&self) -> (f64, f64) {
        let all = f64::from(self.all.max(1));
        (f64::from(self.first) / all, f64::from(self.second) / all)
    }
}
