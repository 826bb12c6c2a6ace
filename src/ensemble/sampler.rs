//! From a scenario to the inputs and the luck of each of its runs.

use super::copula::{Copula, HIRING, MEMBERS, OVERRUN, member, members};
use super::marginal::Marginal;
use super::normal;
use super::sequence::Sequence;
use crate::model::delivery::PHASES;
use crate::model::exponential::exponential;
use crate::model::inputs::Inputs;
use crate::model::luck::{Luck, Strike};
use crate::model::parameters::Parameter;
use crate::model::risks::{RISK_COUNT, RISKS};
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
    /// 1 divided by the hazard of a week; 0 where there is none.
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
    /// The standard normal values that it is made of.
    normal: Vec<f64>,
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
        let variables: Vec<Variable> = uncertainty
            .uncertain()
            .map(|(row, spread)| {
                let value = (row.get)(&inputs.parameters);
                Variable {
                    row,
                    marginal: Marginal::new(&spread, value, spread.ends(row, value)),
                    source: member(row.key).map_or_else(
                        || Source::Own(Sequence::new(seed, row.key, runs)),
                        Source::Member,
                    ),
                }
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
                let exposed = event.risk.exposed(inputs.parameters.team.engineers);
                let hazard = exposed * event.weekly_hazard(uncertainty.probability(event.risk));
                Chance {
                    sequence: Sequence::new(seed, &format!("risk.{}", event.key), runs),
                    weeks: if hazard > 0.0 { 1.0 / hazard } else { 0.0 },
                }
            }),
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
            normal: Vec::new(),
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
        let own = self.variables.iter().filter_map(Variable::sequence);
        let sequences = self.members.iter().chain(own).chain(&self.hires);
        draw.normal.clear();
        draw.normal
            .extend(sequences.map(|sequence| sequence.at(run)));
        normal::quantiles(&mut draw.normal);
        let mut values = draw.normal.iter().copied();
        let mut next = || {
            values
                .next()
                .unwrap_or_else(|| unreachable!("one for each sequence"))
        };
        let independent: [f64; MEMBERS] = std::array::from_fn(|_| next());
        let correlated: [f64; MEMBERS] = std::array::from_fn(|index| {
            self.copula.expected(index, &independent) + self.copula.own(index) * independent[index]
        });
        for variable in &self.variables {
            let z = match variable.source {
                Source::Own(_) => next(),
                Source::Member(index) => correlated[index],
            };
            (variable.row.set)(&mut draw.inputs.parameters, variable.marginal.at(z));
        }
        let luck = &mut draw.luck;
        if self.overruns {
            luck.overruns = std::array::from_fn::<f64, PHASES, _>(|phase| {
                exponential(OVERRUN_DEVIATION * correlated[phase])
            });
        }
        luck.delays.clear();
        if let Some((member, marginal)) = &self.hiring {
            let expected = self.copula.expected(*member, &independent);
            let own = self.copula.own(*member);
            let delay = |_| marginal.at(expected + own * next());
            luck.delays.extend(self.hires.iter().map(delay));
        }
        luck.strikes = self.chances.map(|chance| chance.strike(run));
    }
}

impl Chance {
    /// The week among those in which the event can strike whose cumulative hazard passes the
    /// run's threshold.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
    fn strike(self, run: u32) -> Strike {
        if self.weeks <= 0.0 {
            return Strike::Never;
        }
        let threshold = -libm::log(self.sequence.at(run));
        Strike::After((threshold * self.weeks) as u32)
    }
}
