//! From a scenario to the inputs and the luck of each of its runs.

#![allow(clippy::inline_always)] // compiled for what a machine can do

use std::ops::Range;

use super::copula::{Copula, HIRING, MEMBERS, OVERRUN, member, members};
use super::marginal::Marginal;
use super::normal;
use super::sequence::Sequence;
use crate::model::delivery::PHASES;
use crate::model::exponential::exponential;
use crate::model::inputs::Inputs;
use crate::model::luck::{Kind, Luck, Strike};
use crate::model::parameters::Parameter;
use crate::model::risks::{RISK_COUNT, RISKS, Risk};
use crate::model::scenario::Scenario;

/// Standard deviation of the logarithm of what a phase's effort is multiplied by, whose median
/// is 1: nine in ten phases take between two fifths and two and a half times their estimate.
pub const OVERRUN_DEVIATION: f64 = 0.54;

/// An uncertain parameter.
#[derive(Clone, Debug)]
struct Variable {
    row: &'static Parameter,
    marginal: Marginal,
    source: Source,
}

/// Where the normal value of a parameter comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    Own(Sequence),
    Member(usize),
}

impl Variable {
    /// The sequence that the parameter has for itself.
    fn sequence(&self) -> Option<&Sequence> {
        match &self.source {
            Source::Own(sequence) => Some(sequence),
            Source::Member(_) => None,
        }
    }
}

/// A risk event that can strike.
#[derive(Clone, Copy, Debug)]
struct Chance {
    sequence: Sequence,
    risk: Risk,
    /// The hazard of a week for each who takes the risk.
    hazard: f64,
    /// 1 divided by the hazard of a week in the plan; 0 where there is none.
    weeks: f64,
}

/// What one run is given.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The inputs, with every uncertain one drawn.
    pub inputs: Inputs,
    /// What no input says.
    pub luck: Luck,
    /// The time to hire of the scenario, weeks.
    pub planned_delay: f64,
    /// What it is made of, if it is drawn by itself.
    stretch: Stretch,
}

/// What neighbouring runs are made of, purpose by purpose: the numbers of all runs for the first
/// one, then those for the second. So a machine works on many runs at once, and needs the tables
/// of one purpose at a time.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    runs: usize,
    /// Standard normal values: of the members of the copula as if they were independent, of other
    /// parameters, and of positions.
    normal: Vec<f64>,
    /// Those of the members, correlated.
    correlated: Vec<f64>,
    /// The values of the uncertain parameters.
    values: Vec<f64>,
    /// After how many weeks each event strikes.
    strikes: Vec<f64>,
}

impl Stretch {
    /// The independent values of the members in a run.
    #[inline(always)]
    fn independent(&self, run: usize) -> [f64; MEMBERS] {
        let mut independent = [0.0; MEMBERS];
        for (value, row) in independent
            .iter_mut()
            .zip(self.normal.chunks_exact(self.runs))
        {
            *value = row[run];
        }
        independent
    }
}

/// Draws the runs of a scenario: each by its number alone, the same on every machine.
#[derive(Clone, Debug)]
pub struct Sampler {
    inputs: Inputs,
    variables: Vec<Variable>,
    members: [Sequence; MEMBERS],
    copula: Copula,
    overruns: bool,
    hiring: Option<(usize, Marginal)>,
    hires: Vec<Sequence>,
    chances: [Chance; RISK_COUNT],
    /// The place of today's engineers among the variables, if they are uncertain.
    engineers: Option<usize>,
}

impl Sampler {
    /// Prepares the draws of so many runs of a scenario. Two scenarios with the same seed and as
    /// many runs share the luck of each run in everything that they have in common.
    #[must_use]
    pub fn new(scenario: &Scenario, runs: u32, seed: u64) -> Self {
        let Scenario {
            inputs,
            uncertainty,
            ..
        } = scenario;
        let variables: Vec<Variable> = Marginal::of(scenario)
            .map(|(row, marginal)| Variable {
                row,
                marginal,
                source: member(row.key).map_or_else(
                    || Source::Own(Sequence::new(seed, row.key, runs)),
                    Source::Member,
                ),
            })
            .collect();
        let names = members();
        let hiring = variables
            .iter()
            .find(|variable| variable.row.key == HIRING)
            .zip(member(HIRING))
            .map(|(variable, member)| (member, variable.marginal.clone()));
        let hires = if hiring.is_some() {
            inputs.hires.len()
        } else {
            0
        };
        Self {
            members: std::array::from_fn(|index| match names[index] {
                OVERRUN => Sequence::new(seed, &format!("{OVERRUN}.{}", index + 1), runs),
                key => Sequence::new(seed, key, runs),
            }),
            copula: Copula::new(),
            // Whoever is sure of the overrun is sure of every phase's.
            overruns: variables
                .iter()
                .any(|variable| variable.row.key == "delivery.overrun"),
            hires: (1..=hires)
                .map(|number| Sequence::new(seed, &format!("hires.{number}.delay"), runs))
                .collect(),
            hiring,
            chances: RISKS.each_ref().map(|event| {
                let mut chance = Chance {
                    sequence: Sequence::new(seed, &format!("risk.{}", event.key), runs),
                    risk: event.risk,
                    hazard: event.weekly_hazard(uncertainty.probability(event.risk)),
                    weeks: 0.0,
                };
                chance.weeks = chance.weeks(inputs.parameters.team.engineers);
                chance
            }),
            engineers: variables
                .iter()
                .position(|variable| variable.row.key == "team.engineers"),
            variables,
            inputs: inputs.clone(),
        }
    }

    /// The scenario's own inputs: room for [`Sampler::draw_into`].
    #[must_use]
    pub fn room(&self) -> Draw {
        Draw {
            inputs: self.inputs.clone(),
            luck: Luck::default(),
            planned_delay: self.inputs.parameters.team.delay,
            stretch: Stretch::default(),
        }
    }

    /// The inputs and the luck of a run.
    #[must_use]
    pub fn draw(&self, run: u32) -> Draw {
        let mut draw = self.room();
        self.draw_into(run, &mut draw);
        draw
    }

    /// The same, into a draw of this sampler that is already there.
    pub fn draw_into(&self, run: u32, draw: &mut Draw) {
        let mut stretch = std::mem::take(&mut draw.stretch);
        self.prepare(run..run + 1, &mut stretch);
        self.take(0, &stretch, draw);
        draw.stretch = stretch;
    }

    /// Whether anything of this kind is left to luck.
    #[must_use]
    pub fn leaves(&self, kind: Kind) -> bool {
        match kind {
            Kind::Overruns => self.overruns,
            Kind::Strikes => self.chances.iter().any(|chance| chance.weeks > 0.0),
        }
    }

    /// Whether how long positions stay open is drawn for each by itself.
    #[must_use]
    pub fn draws_delays(&self) -> bool {
        !self.hires.is_empty()
    }

    /// When the events strike in a run, had it so many engineers at its start.
    #[must_use]
    pub fn strikes(&self, run: u32, engineers: f64) -> [Strike; RISK_COUNT] {
        self.chances.each_ref().map(|chance| {
            let mut share = [0.5];
            chance.sequence.fill(run, &mut share);
            chance.strike(wait(share[0], chance.weeks(engineers)))
        })
    }

    /// Draws neighbouring runs, with the widest instructions that this machine has.
    pub(super) fn prepare(&self, runs: Range<u32>, stretch: &mut Stretch) {
        let filling = Filling {
            sampler: self,
            runs,
            stretch,
        };
        #[cfg(not(target_arch = "wasm32"))]
        pulp::Arch::new().dispatch(filling);
        #[cfg(target_arch = "wasm32")]
        filling.fill();
    }

    /// The run with this place among those that have been drawn.
    pub(super) fn take(&self, place: usize, stretch: &Stretch, draw: &mut Draw) {
        let runs = stretch.runs;
        for (variable, values) in self.variables.iter().zip(stretch.values.chunks_exact(runs)) {
            (variable.row.set)(&mut draw.inputs.parameters, values[place]);
        }
        let luck = &mut draw.luck;
        if self.overruns {
            luck.overruns = std::array::from_fn::<f64, PHASES, _>(|phase| {
                exponential(OVERRUN_DEVIATION * stretch.correlated[phase * runs + place])
            });
        }
        luck.delays.clear();
        if let Some((member, marginal)) = &self.hiring {
            let expected = self.copula.expected(*member, &stretch.independent(place));
            let own = self.copula.own(*member);
            let rows = stretch.normal.chunks_exact(runs);
            let before = rows.len() - self.hires.len();
            let positions = rows.skip(before);
            luck.delays
                .extend(positions.map(|row| marginal.at(expected + own * row[place])));
        }
        for (event, strike) in luck.strikes.iter_mut().enumerate() {
            *strike = self.chances[event].strike(stretch.strikes[event * runs + place]);
        }
    }
}

/// Runs that are to be drawn.
struct Filling<'room> {
    sampler: &'room Sampler,
    runs: Range<u32>,
    stretch: &'room mut Stretch,
}

impl Filling<'_> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn fill(self) {
        let Self {
            sampler,
            runs,
            stretch,
        } = self;
        let count = runs.len();
        stretch.runs = count;
        let own = sampler.variables.iter().filter_map(Variable::sequence);
        let sequences = sampler.members.iter().chain(own).chain(&sampler.hires);
        stretch.normal.clear();
        for sequence in sequences {
            let from = stretch.normal.len();
            stretch.normal.resize(from + count, 0.0);
            sequence.fill(runs.start, &mut stretch.normal[from..]);
        }
        normal::quantiles(&mut stretch.normal);

        stretch.correlated.resize(MEMBERS * count, 0.0);
        for run in 0..count {
            let independent = stretch.independent(run);
            for (member, &value) in independent.iter().enumerate() {
                let expected = sampler.copula.expected(member, &independent);
                let own = sampler.copula.own(member) * value;
                stretch.correlated[member * count + run] = expected + own;
            }
        }

        stretch.values.resize(sampler.variables.len() * count, 0.0);
        let mut own = stretch.normal.chunks_exact(count).skip(MEMBERS);
        let rows = stretch.values.chunks_exact_mut(count);
        for (variable, values) in sampler.variables.iter().zip(rows) {
            let normal = match variable.source {
                Source::Own(_) => own
                    .next()
                    .unwrap_or_else(|| unreachable!("one for each sequence")),
                Source::Member(index) => &stretch.correlated[index * count..][..count],
            };
            for (value, &z) in values.iter_mut().zip(normal) {
                *value = variable.marginal.at(z);
            }
        }

        stretch.strikes.resize(RISK_COUNT * count, 0.0);
        let rows = stretch.strikes.chunks_exact_mut(count);
        for (chance, strikes) in sampler.chances.iter().zip(rows) {
            if chance.weeks <= 0.0 {
                continue;
            }
            chance.sequence.fill(runs.start, strikes);
            let engineers = sampler.engineers.filter(|_| chance.is_of_engineers());
            if let Some(variable) = engineers {
                // As many as there are in the run.
                let engineers = &stretch.values[variable * count..][..count];
                for (strike, &engineers) in strikes.iter_mut().zip(engineers) {
                    *strike = wait(*strike, chance.weeks(engineers));
                }
            } else {
                for strike in strikes {
                    *strike = wait(*strike, chance.weeks);
                }
            }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl pulp::NullaryFnOnce for Filling<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.fill();
    }
}

/// After how many of its weeks an event strikes: when their hazard adds up to −ln of a share drawn.
#[inline(always)]
fn wait(share: f64, weeks: f64) -> f64 {
    -libm::log(share) * weeks
}

impl Chance {
    /// 1 divided by the hazard of a week with so many engineers; 0 where there is none.
    fn weeks(&self, engineers: f64) -> f64 {
        let hazard = self.risk.exposed(engineers) * self.hazard;
        if hazard > 0.0 { 1.0 / hazard } else { 0.0 }
    }

    /// Whether it depends on how many engineers there are.
    fn is_of_engineers(&self) -> bool {
        self.risk.exposed(2.0) > self.risk.exposed(1.0)
    }

    /// When the event strikes: in the week among those in which it can whose cumulative hazard
    /// passes the run's threshold, which comes after so many of them.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
    fn strike(self, weeks: f64) -> Strike {
        if self.weeks <= 0.0 {
            return Strike::Never;
        }
        Strike::After(weeks as u32)
    }
}
