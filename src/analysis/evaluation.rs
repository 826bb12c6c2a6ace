//! One trial under way: the runs that answer its questions, in slices.

use crate::model::assessment::{Assessment, assess};
use crate::model::figures::{Figures, figures};
use crate::model::inputs::Inputs;
use crate::model::run::{Run, run_into};

use super::dial;
use super::question::{Event, Quantity, Question, is_met};
use super::study::Trial;

/// How often the model is run for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Once, with the inputs as they stand. Odds are then 0 or 1, means and percentiles the value.
    Single,
}

/// A trial under way.
#[derive(Debug)]
pub struct Evaluation {
    trial: Trial,
    questions: Vec<Question>,
    answers: Option<Vec<Option<f64>>>,
}

impl Evaluation {
    /// Prepares a trial. Nothing is run yet.
    #[must_use]
    pub fn new(trial: Trial, questions: &[Question]) -> Self {
        Self {
            trial,
            questions: questions.to_vec(),
            answers: None,
        }
    }

    /// Does at most so many runs, and says how many it did: at least one, so that a loop ends.
    pub fn step(&mut self, _runs: usize) -> usize {
        self.answers = Some(answer_once(&self.trial.scenario.inputs, &self.questions));
        1
    }

    /// The answers in the order of the questions, once all runs are done.
    pub fn answers(&mut self) -> Option<Vec<Option<f64>>> {
        self.answers.take()
    }
}

/// Answers questions from one run of these inputs.
#[must_use]
pub fn answer_once(inputs: &Inputs, questions: &[Question]) -> Vec<Option<f64>> {
    let mut once = Once::new(inputs);
    questions
        .iter()
        .map(|question| match question {
            Question::Value(quantity)
            | Question::Mean(quantity)
            | Question::Percentile(quantity, _) => once.quantity(quantity),
            Question::Odds(event) => Some(f64::from(u8::from(once.happens(event)))),
        })
        .collect()
}

/// A run of some inputs and what was drawn from it, each only if asked for.
struct Once<'inputs> {
    inputs: &'inputs Inputs,
    run: Option<Run>,
    figures: Option<Figures>,
    targets: Option<Vec<Assessment>>,
}

impl<'inputs> Once<'inputs> {
    const fn new(inputs: &'inputs Inputs) -> Self {
        Self {
            inputs,
            run: None,
            figures: None,
            targets: None,
        }
    }

    fn run(&mut self) -> &Run {
        self.run.get_or_insert_with(|| {
            let mut weeks = Vec::new();
            run_into(self.inputs, &mut weeks);
            Run { weeks }
        })
    }

    fn figures(&mut self) -> &Figures {
        self.run();
        let (inputs, run) = (self.inputs, &self.run);
        self.figures
            .get_or_insert_with(|| figures(inputs, run.as_ref().unwrap_or(&Run::default())))
    }

    fn target(&mut self, id: &str) -> Option<Assessment> {
        self.run();
        let (inputs, run) = (self.inputs, &self.run);
        self.targets
            .get_or_insert_with(|| assess(inputs, run.as_ref().unwrap_or(&Run::default())))
            .iter()
            .find(|assessment| assessment.target.id == id)
            .copied()
    }

    fn quantity(&mut self, quantity: &Quantity) -> Option<f64> {
        match quantity {
            Quantity::Series(row, week) => {
                let index = (*week as usize).checked_sub(1)?;
                self.run().weeks.get(index).map(row.get)
            }
            Quantity::Figure(row) => (row.get)(self.figures()),
            Quantity::Margin(target) => self.target(target.id).and_then(|found| found.margin),
            Quantity::Input(lever) => dial::read(*lever, self.inputs),
        }
    }

    fn happens(&mut self, event: &Event) -> bool {
        match event {
            Event::Survive => self.run().weeks.iter().all(|week| week.cash >= 0.0),
            Event::Met(target) => self
                .target(target.id)
                .is_some_and(|found| is_met(found.outcome)),
            Event::Holds(quantity, bound) => bound.holds(self.quantity(quantity)),
        }
    }
}
