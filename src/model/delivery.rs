//! Sections 2 and 4 of a week: which work is finished, and where this week's hours go.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::bounds::Bounds;
use super::calendar::unit;
use super::initiatives::{API, AVAILABILITY, COMPONENTS, CONVERSION, Initiative, Kind, PAGE};
use super::inputs::Inputs;
use super::load::QUERIES;
use super::number::{Number, Truth};
use super::parameters::{Capacity, Delivery, Parameters, Phase};

/// The number of phases.
pub const PHASES: usize = 3;

/// Slack in comparing finished work with its effort, in engineer-weeks: sums of hours round.
pub const WORK_TOLERANCE: f64 = 1e-9;

/// The architecture that the finished initiatives make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Architecture<N: Number = f64> {
    /// Users that each component carries.
    pub carries: [N; COMPONENTS],
    /// The share of each component that one user takes: 1 divided by what it carries.
    pub load_per_user: [N; COMPONENTS],
    /// Page load at low load, seconds.
    pub page: N,
    /// API response at low load, seconds.
    pub api: N,
    /// Multiplier on conversion to Starter.
    pub lift: N,
    /// Availability without overload.
    pub availability: N,
    /// Whether single sign-on is live.
    pub single_sign_on: N::Truth,
    /// Extracted services in operation.
    pub services: N,
}

impl Architecture {
    /// The architecture once `finished[k]` initiatives of phase k + 1 are done.
    #[must_use]
    pub fn after(inputs: &Inputs, finished: [usize; PHASES]) -> Self {
        let mut architecture = Self::today(&inputs.parameters);
        for (index, finished) in finished.into_iter().enumerate() {
            for (_, initiative) in of_phase(&inputs.initiatives, index).take(finished) {
                let exponent = inputs.parameters.capacity.query_exponent;
                architecture.add(0, initiative, query_gain(initiative, exponent));
            }
        }
        architecture
    }

    /// Users that the weakest component carries.
    #[must_use]
    pub fn capacity(&self) -> f64 {
        self.carries.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

impl<N: Number> Architecture<N> {
    /// Today's architecture.
    #[inline(always)]
    #[must_use]
    pub fn today(parameters: &Parameters<N>) -> Self {
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
            load_per_user: carries.map(N::reciprocal),
            page: parameters.performance.page,
            api: parameters.performance.api,
            lift: N::from(1.0),
            availability: parameters.performance.availability,
            single_sign_on: N::Truth::from(false),
            services: N::from(0.0),
        }
    }

    /// Adds what an initiative brings to the run with this place, which has finished it. Capacity is
    /// never multiplied across components; what the queries gain is `query_gain`.
    #[inline(always)]
    fn add(&mut self, run: usize, initiative: &Initiative, query_gain: f64) {
        let effects = &initiative.effects;
        let grow = |number: &mut N, factor: f64| number.put(run, number.of(run) * factor);
        // What is not changed is multiplied by 1: asking first would take longer.
        let each = self.carries.iter_mut().zip(&mut self.load_per_user);
        for (component, (carries, load_per_user)) in each.enumerate() {
            let factor = match component {
                QUERIES => query_gain,
                _ => effects[component],
            };
            grow(carries, factor);
            load_per_user.put(run, carries.of(run).reciprocal());
        }
        grow(&mut self.page, effects[PAGE]);
        grow(&mut self.api, effects[API]);
        grow(&mut self.lift, effects[CONVERSION]);
        let availability = self.availability.of(run).at_least(effects[AVAILABILITY]);
        self.availability.put(run, availability);
        if initiative.kind == Kind::SingleSignOn {
            self.single_sign_on.put(run, true);
        }
        let service = f64::from(initiative.kind != Kind::Plain);
        self.services.put(run, self.services.of(run) + service);
    }
}

/// How many times as many users the queries carry after an initiative: load that grows as users^e
/// needs gain^(1/e).
#[inline(always)]
fn query_gain<N: Number>(initiative: &Initiative, exponent: N) -> N {
    let gain = initiative.effects[QUERIES];
    if gain.is(1.0) {
        N::from(1.0)
    } else {
        N::from(gain).power(exponent.reciprocal())
    }
}

/// The initiatives of the phase with this index, in their order, each with its place among all.
fn of_phase(
    initiatives: &[Initiative],
    index: usize,
) -> impl Iterator<Item = (usize, &Initiative)> {
    initiatives
        .iter()
        .enumerate()
        .filter(move |(_, initiative)| usize::from(initiative.phase) == index + 1)
}

/// The planned work of one phase, overrun included.
#[derive(Clone, Debug)]
pub struct PlannedPhase<N: Number = f64> {
    /// The week in which it begins, counted from 0.
    pub start: N,
    /// Effort of the whole phase, engineer-weeks.
    pub effort: N,
    /// The most that is worked on it in a week: a phase never goes faster than planned.
    pub pace: N,
    milestones: Vec<Milestone<N>>,
    /// How many milestones are reached in each run.
    reached: N,
    /// The work at which each run reaches its next milestone; infinite after the last.
    next: N,
}

/// Work after which an initiative is finished.
#[derive(Clone, Copy, Debug)]
struct Milestone<N> {
    work: N,
    /// The initiative's place among all.
    initiative: usize,
    /// What it lets the queries gain.
    query_gain: N,
}

impl PlannedPhase {
    /// The phases of a run in which luck has no part.
    #[must_use]
    pub fn all(inputs: &Inputs) -> [Self; PHASES] {
        Self::with_overruns(&inputs.parameters, &inputs.initiatives, [1.0; PHASES])
    }

    /// How many initiatives `done` engineer-weeks finish.
    #[must_use]
    pub fn finished(&self, done: f64) -> usize {
        let each = self.milestones.iter();
        each.take_while(|milestone| done >= milestone.work).count()
    }
}

impl<N: Number> PlannedPhase<N> {
    /// The phases of a run, with what the effort of each is multiplied by beside the overrun that
    /// is an input.
    #[inline(always)]
    #[must_use]
    pub fn with_overruns(
        parameters: &Parameters<N>,
        initiatives: &[Initiative],
        factors: [N; PHASES],
    ) -> [Self; PHASES] {
        std::array::from_fn(|index| {
            let overrun = parameters.delivery.overrun * factors[index];
            let Phase { start, weeks } = parameters.phases[index];
            let mut estimate = 0.0;
            let mut milestones = Vec::with_capacity(initiatives.len());
            for (place, initiative) in of_phase(initiatives, index) {
                estimate += initiative.effort;
                milestones.push(Milestone {
                    work: overrun * estimate - WORK_TOLERANCE,
                    initiative: place,
                    query_gain: query_gain(initiative, parameters.capacity.query_exponent),
                });
            }
            let effort = overrun * estimate;
            let mut phase = Self {
                start: start - 1.0,
                effort,
                pace: effort / weeks,
                milestones,
                reached: N::from(0.0),
                next: N::from(0.0),
            };
            phase.look_ahead();
            phase
        })
    }

    /// Finds the next milestone of each run.
    #[inline(always)]
    fn look_ahead(&mut self) {
        self.next = N::from_runs(|run| self.next_work(run));
    }

    /// The work at which a run reaches its next milestone; infinite after the last.
    #[inline(always)]
    fn next_work(&self, run: usize) -> f64 {
        self.next_of(run)
            .map_or(f64::INFINITY, |next| next.work.of(run))
    }

    /// The next milestone of a run.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
    fn next_of(&self, run: usize) -> Option<&Milestone<N>> {
        self.milestones.get(self.reached.of(run) as usize)
    }

    /// Whether the phase has begun in a week and is not finished.
    #[inline(always)]
    #[must_use]
    pub fn is_under_way(&self, week: f64, done: N) -> N::Truth {
        N::from(week).reaches(self.start) & done.is_below(self.effort - WORK_TOLERANCE)
    }

    /// Adds work that comes before whatever is not finished, in the runs that it happens to. It is
    /// done at the planned pace.
    #[inline(always)]
    pub fn add_rework(&mut self, done: N, effort: f64, happens: N::Truth) {
        let more = N::choose(happens, effort, 0.0);
        self.effort += more;
        for Milestone { work, .. } in &mut self.milestones {
            *work = N::choose(done.is_below(*work), *work + more, *work);
        }
        self.look_ahead();
    }

    /// Multiplies the work that remains, in the runs that it happens to. It is done at the planned
    /// pace.
    #[inline(always)]
    pub fn stretch(&mut self, done: N, factor: f64, happens: N::Truth) {
        let stretched = |effort: N| done + (effort - done) * factor;
        self.effort = N::choose(happens, stretched(self.effort), self.effort);
        for Milestone { work, .. } in &mut self.milestones {
            let later = stretched(*work + WORK_TOLERANCE) - WORK_TOLERANCE;
            *work = N::choose(happens & done.is_below(*work), later, *work);
        }
        self.look_ahead();
    }

    /// Share of the phase that is done. A phase without work is done from the start.
    #[inline(always)]
    #[must_use]
    pub fn share(&self, done: N) -> N {
        N::choose(self.effort.is_above(0.0), done / self.effort, 1.0)
    }
}

/// Adds to the architecture what the work done so far has finished since it was last asked.
#[inline(always)]
pub fn deliver<N: Number>(
    initiatives: &[Initiative],
    phases: &mut [PlannedPhase<N>; PHASES],
    done: &[N; PHASES],
    architecture: &mut Architecture<N>,
) {
    for (phase, done) in phases.iter_mut().zip(done) {
        // Run by run: hardly two finish the same in the same week.
        for run in done.reaches(phase.next).places() {
            while done.of(run) >= phase.next.of(run) {
                let Some(milestone) = phase.next_of(run) else {
                    break;
                };
                let initiative = &initiatives[milestone.initiative];
                architecture.add(run, initiative, milestone.query_gain.of(run));
                phase.reached.put(run, phase.reached.of(run) + 1.0);
                phase.next.put(run, phase.next_work(run));
            }
        }
    }
}

/// Share of engineering time that running the extracted services takes.
#[inline(always)]
#[must_use]
pub fn operations<N: Number>(services: N, delivery: &Delivery<N>) -> N {
    (services * delivery.ops).at_most(0.5)
}

/// Spends a week's scaling hours on the phases that have begun, an earlier phase first, and
/// returns what they could not use: that goes to features.
#[inline(always)]
#[must_use]
pub fn work<N: Number>(
    phases: &[PlannedPhase<N>; PHASES],
    done: &mut [N; PHASES],
    week: f64,
    hours: N,
) -> N {
    let mut left = hours;
    for (phase, done) in phases.iter().zip(done) {
        let has_begun = N::from(week).reaches(phase.start);
        if has_begun.any() {
            let spent = left
                .at_most(phase.pace)
                .at_most(phase.effort - *done)
                .at_least(0.0);
            let spent = N::choose(has_begun, spent, 0.0);
            *done += spent;
            left -= spent;
        }
    }
    left
}

/// Stagnation after a week of this velocity: it follows the lack of pace over a quarter.
#[inline(always)]
#[must_use]
pub fn stagnation<N: Number>(before: N, velocity: N) -> N {
    before + (unit((velocity * (1.0 / 0.7)).rest()) - before) * (1.0 / 13.0)
}
