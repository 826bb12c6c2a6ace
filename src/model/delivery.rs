//! Sections 2 and 4 of a week: which work is finished, and where this week's hours go.

use super::bounds::Bounds;
use super::calendar::unit;
use super::exponential::power;
use super::initiatives::{API, AVAILABILITY, COMPONENTS, CONVERSION, Initiative, Kind, PAGE};
use super::inputs::Inputs;
use super::parameters::{Capacity, Delivery, Parameters, Phase};

/// The number of phases.
pub const PHASES: usize = 3;

/// Slack in comparing finished work with its effort, in engineer-weeks: sums of hours round.
pub const WORK_TOLERANCE: f64 = 1e-9;

/// The architecture that the finished initiatives make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Architecture {
    /// Users that each component carries.
    pub carries: [f64; COMPONENTS],
    /// The share of each component that one user takes: 1 divided by what it carries.
    pub load_per_user: [f64; COMPONENTS],
    /// Page load at low load, seconds.
    pub page: f64,
    /// API response at low load, seconds.
    pub api: f64,
    /// Multiplier on conversion to Starter.
    pub lift: f64,
    /// Availability without overload.
    pub availability: f64,
    /// Whether single sign-on is live.
    pub single_sign_on: bool,
    /// Extracted services in operation.
    pub services: f64,
}

impl Architecture {
    /// Today's architecture.
    #[must_use]
    pub fn today(parameters: &Parameters) -> Self {
        let Capacity {
            connections,
            queries,
            app,
            bandwidth,
            jobs,
            analytics,
            ..
        } = parameters.capacity;
        let carries = [connections, queries, app, bandwidth, jobs, analytics];
        Self {
            carries,
            load_per_user: carries.map(f64::recip),
            page: parameters.performance.page,
            api: parameters.performance.api,
            lift: 1.0,
            availability: parameters.performance.availability,
            single_sign_on: false,
            services: 0.0,
        }
    }

    /// The architecture once `finished[k]` initiatives of phase k + 1 are done.
    #[must_use]
    pub fn after(inputs: &Inputs, finished: [usize; PHASES]) -> Self {
        let mut architecture = Self::today(&inputs.parameters);
        for (index, finished) in finished.into_iter().enumerate() {
            for initiative in of_phase(&inputs.initiatives, index).take(finished) {
                architecture.add(initiative, &inputs.parameters.capacity);
            }
        }
        architecture
    }

    /// Adds what a finished initiative brings. Capacity is never multiplied across components;
    /// load that grows as users^e needs gain^(1/e) more users.
    pub fn add(&mut self, initiative: &Initiative, capacity: &Capacity) {
        let effects = &initiative.effects;
        for (component, carries) in self.carries.iter_mut().enumerate() {
            *carries *= if component == super::load::QUERIES {
                root(effects[component], capacity.query_exponent)
            } else {
                effects[component]
            };
        }
        self.load_per_user = self.carries.map(f64::recip);
        self.page *= effects[PAGE];
        self.api *= effects[API];
        self.lift *= effects[CONVERSION];
        self.availability = self.availability.at_least(effects[AVAILABILITY]);
        self.single_sign_on |= initiative.kind == Kind::SingleSignOn;
        if initiative.kind != Kind::Plain {
            self.services += 1.0;
        }
    }

    /// Users that the weakest component carries.
    #[must_use]
    pub fn capacity(&self) -> f64 {
        self.carries.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// The initiatives of the phase with this index, in their order.
fn of_phase(initiatives: &[Initiative], index: usize) -> impl Iterator<Item = &Initiative> {
    initiatives
        .iter()
        .filter(move |initiative| usize::from(initiative.phase) == index + 1)
}

/// gain^(1/exponent), without the power where nothing is gained.
#[allow(clippy::float_cmp)] // exactly 1 is what most initiatives gain
fn root(gain: f64, exponent: f64) -> f64 {
    if gain == 1.0 {
        1.0
    } else {
        power(gain, 1.0 / exponent)
    }
}

/// The planned work of one phase, overrun included.
#[derive(Clone, Debug, Default)]
pub struct PlannedPhase {
    /// The week in which it begins, counted from 0.
    pub start: f64,
    /// Effort of the whole phase, engineer-weeks.
    pub effort: f64,
    /// The most that is worked on it in a week: a phase never goes faster than planned.
    pub pace: f64,
    /// Work after which each initiative is finished, in order.
    milestones: Vec<f64>,
}

impl PlannedPhase {
    /// The phases of a run in which luck has no part.
    #[must_use]
    pub fn all(inputs: &Inputs) -> [Self; PHASES] {
        Self::with_overruns(inputs, [1.0; PHASES])
    }

    /// The phases of a run, with what the effort of each is multiplied by beside the overrun that
    /// is an input.
    #[must_use]
    pub fn with_overruns(inputs: &Inputs, factors: [f64; PHASES]) -> [Self; PHASES] {
        std::array::from_fn(|index| {
            let overrun = inputs.parameters.delivery.overrun * factors[index];
            let Phase { start, weeks } = inputs.parameters.phases[index];
            let mut estimate = 0.0;
            let milestones = of_phase(&inputs.initiatives, index)
                .map(|initiative| {
                    estimate += initiative.effort;
                    overrun * estimate - WORK_TOLERANCE
                })
                .collect();
            let effort = overrun * estimate;
            Self {
                start: start - 1.0,
                effort,
                pace: effort / weeks,
                milestones,
            }
        })
    }

    /// How many initiatives `done` engineer-weeks have finished, `known` of which are known to be.
    #[inline]
    #[must_use]
    pub fn finished(&self, done: f64, known: usize) -> usize {
        let mut count = known;
        while self
            .milestones
            .get(count)
            .is_some_and(|&milestone| done >= milestone)
        {
            count += 1;
        }
        count
    }

    /// Whether the phase has begun in a week and is not finished.
    #[inline]
    #[must_use]
    pub fn is_under_way(&self, week: f64, done: f64) -> bool {
        week >= self.start && done < self.effort - WORK_TOLERANCE
    }

    /// Adds work that comes before whatever is not finished. It is done at the planned pace.
    pub fn add_rework(&mut self, done: f64, effort: f64) {
        self.effort += effort;
        for milestone in &mut self.milestones {
            if done < *milestone {
                *milestone += effort;
            }
        }
    }

    /// Multiplies the work that remains. It is done at the planned pace.
    pub fn stretch(&mut self, done: f64, factor: f64) {
        let stretched = |effort: f64| done + (effort - done) * factor;
        self.effort = stretched(self.effort);
        for milestone in &mut self.milestones {
            if done < *milestone {
                *milestone = stretched(*milestone + WORK_TOLERANCE) - WORK_TOLERANCE;
            }
        }
    }

    /// Share of the phase that is done. A phase without work is done from the start.
    #[inline]
    #[must_use]
    pub fn share(&self, done: f64) -> f64 {
        if self.effort > 0.0 {
            done / self.effort
        } else {
            1.0
        }
    }
}

/// Adds to the architecture what the work done so far has finished since it was last asked.
#[inline]
pub fn deliver(
    inputs: &Inputs,
    phases: &[PlannedPhase; PHASES],
    done: &[f64; PHASES],
    finished: &mut [usize; PHASES],
    architecture: &mut Architecture,
) {
    for (index, phase) in phases.iter().enumerate() {
        let known = finished[index];
        let count = phase.finished(done[index], known);
        if count > known {
            for initiative in of_phase(&inputs.initiatives, index)
                .skip(known)
                .take(count - known)
            {
                architecture.add(initiative, &inputs.parameters.capacity);
            }
            finished[index] = count;
        }
    }
}

/// Share of engineering time that running the extracted services takes.
#[inline]
#[must_use]
pub fn operations(services: f64, delivery: &Delivery) -> f64 {
    (services * delivery.ops).at_most(0.5)
}

/// Spends a week's scaling hours on the phases that have begun, an earlier phase first, and
/// returns what they could not use: that goes to features.
#[inline]
#[must_use]
pub fn work(
    phases: &[PlannedPhase; PHASES],
    done: &mut [f64; PHASES],
    week: f64,
    hours: f64,
) -> f64 {
    let mut left = hours;
    for (phase, done) in phases.iter().zip(done) {
        if week >= phase.start {
            let spent = left
                .at_most(phase.pace)
                .at_most(phase.effort - *done)
                .at_least(0.0);
            *done += spent;
            left -= spent;
        }
    }
    left
}

/// Stagnation after a week of this velocity: it follows the lack of pace over a quarter.
#[inline]
#[must_use]
pub fn stagnation(before: f64, velocity: f64) -> f64 {
    before + (unit(1.0 - velocity * (1.0 / 0.7)) - before) * (1.0 / 13.0)
}
