//! Samplers kept for later trials: to prepare one takes as long as a hundred runs, and most trials
//! of a study differ in nothing that it depends on.

use std::rc::Rc;

use crate::ensemble::Sampler;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Uncertainty;

/// Samplers that are kept at most: those of the values that one uncertain lever can have.
const KEPT: usize = 64;

/// What the draws of a scenario depend on. All other inputs are the same in every run.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    seed: u64,
    runs: u32,
    uncertainty: Uncertainty,
    hires: usize,
    /// Today's engineers, of whom each can leave, and the values of the uncertain inputs.
    values: Vec<u64>,
}

impl Key {
    fn new(scenario: &Scenario, runs: u32, seed: u64) -> Self {
        let parameters = &scenario.inputs.parameters;
        let uncertain = scenario.uncertainty.uncertain();
        Self {
            seed,
            runs,
            uncertainty: scenario.uncertainty.clone(),
            hires: scenario.inputs.hires.len(),
            values: std::iter::once(parameters.team.engineers)
                .chain(uncertain.map(|(row, _)| (row.get)(parameters)))
                .map(f64::to_bits)
                .collect(),
        }
    }
}

/// Samplers for trials, by what they depend on.
#[derive(Debug, Default)]
pub struct Samplers {
    /// The one used last is the last.
    kept: Vec<(Key, Rc<Sampler>)>,
}

impl Samplers {
    /// The sampler that draws a scenario's runs, into a draw that has the scenario's inputs.
    pub(super) fn of(&mut self, scenario: &Scenario, runs: u32, seed: u64) -> Rc<Sampler> {
        let key = Key::new(scenario, runs, seed);
        let found = self.kept.iter().position(|(kept, _)| *kept == key);
        let entry = match found {
            Some(place) => self.kept.remove(place),
            None => (key, Rc::new(Sampler::new(scenario, runs, seed))),
        };
        let sampler = Rc::clone(&entry.1);
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        self.kept.push(entry);
        sampler
    }
}
