//! Sobol indices of an answer of one run: how much of what is uncertain about it each uncertain input
//! explains, and each kind of luck. All of them are drawn from their own distributions, independently
//! of each other: what an ensemble knows of their correlations is left out.
//!
//! Luck is one more input of each kind: the number of the run that it is taken from. So are the times
//! that positions stay open, which are part of the input whose range they are drawn from.

use std::collections::VecDeque;
use std::ops::Range;

use crate::ensemble::copula::HIRING;
use crate::ensemble::{Draw, MAXIMUM_RUNS, Sampler, marginal::Marginal, normal};
use crate::model::luck::{Kind, Luck};
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::order::sorted;

use super::evaluation::{Sample, countable};
use super::question::Question;
use super::sobol::{Index, Sobol};
use super::study::{Study, Trial, only};

/// What explains a share of the variance.
#[derive(Clone, Copy, Debug)]
pub enum Factor {
    /// All uncertain inputs together.
    Inputs,
    /// All that is left to luck, together.
    Luck,
    /// An uncertain input.
    Input(&'static Parameter),
    /// A kind of luck.
    Kind(Kind),
}

/// Draws that a row asks for again and again: overruns and delays of A and of B.
const WANTED_AGAIN: usize = 4;

/// An estimation of Sobol indices under way.
#[derive(Debug)]
pub struct Sensitivity {
    question: [Question; 1],
    scenario: Scenario,
    /// The uncertain inputs, the time to hire the last.
    inputs: Vec<(&'static Parameter, Marginal)>,
    /// Whether positions have times of their own: a column after that of the time to hire.
    draws_delays: bool,
    kinds: Vec<Kind>,
    /// How many sums come before the single factors.
    sums: usize,
    sampler: Sampler,
    /// Draws whose luck is wanted again and again while a row is asked.
    draws: VecDeque<(u32, Draw)>,
    sobol: Sobol,
}

impl Sensitivity {
    /// An estimation for every uncertain input of a scenario and every kind of luck, from so many rows,
    /// each of two runs, one more for each of them, and two for all inputs and all luck. The same seed
    /// gives the same estimate.
    #[must_use]
    pub fn new(question: Question, scenario: Scenario, rows: usize, seed: u64) -> Self {
        let mut inputs: Vec<_> = Marginal::of(&scenario).collect();
        let sampler = Sampler::new(&scenario, MAXIMUM_RUNS, seed);
        let kinds: Vec<_> = Kind::ALL
            .into_iter()
            .filter(|kind| sampler.leaves(*kind))
            .collect();
        let draws_delays = sampler.draws_delays();
        if let Some(place) = inputs.iter().position(|(row, _)| row.key == HIRING) {
            inputs[place..].rotate_left(1);
        }
        let known = inputs.len() + usize::from(draws_delays);
        let all = known + kinds.len();
        // Of one that is alone, the sum says nothing more.
        let sums = [0..known, known..all];
        let sums: Vec<Range<usize>> = if sums.iter().any(Range::is_empty) {
            Vec::new()
        } else {
            sums.into()
        };
        let of_inputs = (0..inputs.len()).map(|input| {
            let is_last = input + 1 == inputs.len();
            input..if is_last { known } else { input + 1 }
        });
        let of_luck = (known..all).map(|kind| kind..kind + 1);
        let groups = sums.iter().cloned().chain(of_inputs).chain(of_luck);
        Self {
            question: [question],
            sums: sums.len(),
            sobol: Sobol::new(all, groups.collect(), rows, seed),
            scenario,
            inputs,
            draws_delays,
            kinds,
            sampler,
            draws: VecDeque::new(),
        }
    }

    /// The share of runs, each with inputs and luck of its own, in which the answer exists.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        self.sobol.coverage()
    }

    /// The indices from the rows answered so far: of all inputs and of all luck where there are both,
    /// then of each, the greatest total first. The estimate sharpens while the study goes on. None
    /// while there are fewer than two rows, or if the answer does not vary.
    #[must_use]
    pub fn indices(&self) -> Option<Vec<(Factor, Index)>> {
        let inputs = self.inputs.iter().map(|(row, _)| Factor::Input(row));
        let kinds = self.kinds.iter().copied().map(Factor::Kind);
        let (of_sums, of_each) = self.sobol.indices()?.split_at(self.sums);
        let sums = [Factor::Inputs, Factor::Luck].into_iter().zip(of_sums);
        let each = inputs.chain(kinds).zip(of_each).collect();
        let each = sorted(each, |a: &(_, &Index), b| {
            b.1.total.value.total_cmp(&a.1.total.value)
        });
        let all = sums.chain(each);
        Some(all.map(|(factor, index)| (factor, *index)).collect())
    }

    /// The luck of the run with this number.
    fn drawn(&mut self, number: u32) -> &Luck {
        let found = self.draws.iter().position(|(known, _)| *known == number);
        let place = found.unwrap_or_else(|| {
            self.draws.truncate(WANTED_AGAIN - 1);
            self.draws.push_front((number, self.sampler.draw(number)));
            0
        });
        &self.draws[place].1.luck
    }

    /// Luck of which each kind is that of a run of its own.
    fn luck(&mut self, shares: &[f64], engineers: f64) -> Luck {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the runs
        let number = |share: f64| (share * f64::from(MAXIMUM_RUNS)) as u32;
        let mut luck = Luck::default();
        let (delays, lucky) = shares.split_at(usize::from(self.draws_delays));
        if let Some(share) = delays.first() {
            luck.delays.clone_from(&self.drawn(number(*share)).delays);
        }
        for (place, share) in lucky.iter().enumerate() {
            match self.kinds[place] {
                Kind::Overruns => luck.overruns = self.drawn(number(*share)).overruns,
                Kind::Strikes => {
                    luck.strikes = self.sampler.strikes(number(*share), engineers);
                }
            }
        }
        luck
    }
}

impl Study for Sensitivity {
    fn questions(&self) -> &[Question] {
        &self.question
    }

    fn ask(&mut self) -> Option<Trial> {
        let point = self.sobol.ask()?;
        let (values, lucky) = point.split_at(self.inputs.len());
        let mut scenario = self.scenario.clone();
        for ((row, marginal), share) in self.inputs.iter().zip(values) {
            let value = marginal.at(normal::quantile(*share));
            (row.set)(&mut scenario.inputs.parameters, value);
        }
        let engineers = scenario.inputs.parameters.team.engineers;
        Some(Trial {
            sample: Sample::With(self.luck(lucky, engineers)),
            scenario,
        })
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        self.sobol.tell(countable(only(answers)));
    }

    fn is_finished(&self) -> bool {
        self.sobol.is_finished()
    }

    fn progress(&self) -> f64 {
        self.sobol.progress()
    }
}
