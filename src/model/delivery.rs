//! Sections 2 and 4 of a week: which work is finished, and where this week's hours go.

use super::bounds::Bounds;
use super::calendar::unit;
use super::exponential::power;
use super::initiatives::{API, AVAILABILITY, COMPONENTS, CONVERSION, Kind, PAGE};
use super::inputs::Inputs;
use super::parameters::{Delivery, Phase};

/// The number of phases.
pub const PHASES: usize = 3;

/// Slack in comparing finished work with its effort, in engineer-weeks: sums of hours round.
pub const WORK_TOLERANCE: f64 = 1e-9;

/// The architecture that the finished initiatives make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Architecture {
    /// Users that each component carries.
    pub carries: [f64; COMPONENTS],
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
    /// The architecture once `finished[k]` initiatives of phase k + 1 are done. Capacity is never
    /// multiplied across components; load that grows as users^e needs gain^(1/e) more users.
    #[must_use]
    pub fn after(inputs: &Inputs, finished: [usize; PHASES]) -> Self {
        let p = &inputs.parameters;
        let mut gain = [1.0; COMPONENTS];
        let mut architecture = Self {
            carries: [
                p.capacity.connections,
                p.capacity.queries,
                p.capacity.app,
                p.capacity.bandwidth,
                p.capacity.jobs,
                p.capacity.analytics,
            ],
            page: p.performance.page,
            api: p.performance.api,
            lift: 1.0,
            availability: p.performance.availability,
            single_sign_on: false,
            services: 0.0,
        };
        let mut seen = [0; PHASES];
        for initiative in &inputs.initiatives {
            let phase = usize::from(initiative.phase) - 1;
            seen[phase] += 1;
            if seen[phase] > finished[phase] {
                continue;
            }
            for (gain, effect) in gain.iter_mut().zip(&initiative.effects) {
                *gain *= effect;
            }
            architecture.page *= initiative.effects[PAGE];
            architecture.api *= initiative.effects[API];
            architecture.lift *= initiative.effects[CONVERSION];
            architecture.availability = architecture
                .availability
                .max(initiative.effects[AVAILABILITY]);
            architecture.single_sign_on |= initiative.kind == Kind::SingleSignOn;
            if initiative.kind != Kind::Plain {
                architecture.services += 1.0;
            }
        }
        for (component, carries) in architecture.carries.iter_mut().enumerate() {
            *carries *= if component == super::load::QUERIES {
                root(gain[component], p.capacity.query_exponent)
            } else {
                gain[component]
            };
        }
        architecture
    }

    /// Users that the weakest component carries.
    #[must_use]
    pub fn capacity(&self) -> f64 {
        self.carries.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// gain^(1/exponent), without the power where nothing was gained.
#[allow(clippy::float_cmp)] // exactly 1 is the case in which nothing has been done yet
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
    /// The phases of a run.
    #[must_use]
    pub fn all(inputs: &Inputs) -> [Self; PHASES] {
        let overrun = inputs.parameters.delivery.overrun;
        std::array::from_fn(|index| {
            let Phase { start, weeks } = inputs.parameters.phases[index];
            let mut estimate = 0.0;
            let milestones = inputs
                .initiatives
                .iter()
                .filter(|initiative| usize::from(initiative.phase) == index + 1)
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
    before + (unit(1.0 - velocity / 0.7) - before) / 13.0
}
