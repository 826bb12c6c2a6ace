//! Sobol indices of an answer of the single run: how much of what is uncertain about it each
//! uncertain input explains. Inputs are drawn from their own distributions, independently of each
//! other, and nothing but the inputs is left to luck.

use crate::ensemble::{marginal::Marginal, normal};
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;

use super::evaluation::{Sample, countable};
use super::question::Question;
use super::sobol::{Index, Sobol};
use super::study::{Study, Trial};

/// An estimation of Sobol indices under way.
#[derive(Debug)]
pub struct Sensitivity {
    question: [Question; 1],
    scenario: Scenario,
    inputs: Vec<(&'static Parameter, Marginal)>,
    sobol: Sobol,
}

impl Sensitivity {
    /// An estimation for every uncertain input of a scenario, from so many rows, each of two runs
    /// and one more for each input. The same seed gives the same estimate.
    #[must_use]
    pub fn new(question: Question, scenario: Scenario, rows: usize, seed: u64) -> Self {
        let inputs: Vec<_> = scenario
            .uncertainty
            .uncertain()
            .map(|(row, spread)| {
                let value = (row.get)(&scenario.inputs.parameters);
                let ends = spread.ends(row, value);
                (row, Marginal::new(&spread, value, ends))
            })
            .collect();
        Self {
            question: [question],
            sobol: Sobol::new(inputs.len(), rows, seed),
            scenario,
            inputs,
        }
    }

    /// The share of rows that count, because the answer exists in all their runs.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        self.sobol.coverage()
    }

    /// The indices from the rows answered so far, the greatest total first: the estimate sharpens
    /// while the study goes on. None while there are fewer than two rows, or if the answer does
    /// not vary.
    #[must_use]
    pub fn indices(&self) -> Option<Vec<(&'static Parameter, Index)>> {
        let mut indices: Vec<_> = self
            .inputs
            .iter()
            .map(|(row, _)| *row)
            .zip(self.sobol.indices()?.iter().copied())
            .collect();
        indices.sort_by(|a, b| b.1.total.value.total_cmp(&a.1.total.value));
        Some(indices)
    }
}

impl Study for Sensitivity {
    fn questions(&self) -> &[Question] {
        &self.question
    }

    fn ask(&mut self) -> Option<Trial> {
        let point = self.sobol.ask()?;
        let mut scenario = self.scenario.clone();
        for ((row, marginal), share) in self.inputs.iter().zip(point) {
            let value = marginal.at(normal::quantile(share));
            (row.set)(&mut scenario.inputs.parameters, value);
        }
        Some(Trial {
            scenario,
            sample: Sample::Single,
        })
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        self.sobol
            .tell(countable(answers.first().copied().flatten()));
    }

    fn is_finished(&self) -> bool {
        self.sobol.is_finished()
    }

    fn progress(&self) -> f64 {
        self.sobol.progress()
    }
}
