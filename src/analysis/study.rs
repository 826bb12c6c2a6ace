//! A method as a state machine: it asks for trials and is told their answers.

use crate::model::scenario::Scenario;

use super::evaluation::Sample;
use super::question::Question;

/// One thing to be tried: a scenario, and how often.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The scenario to run.
    pub scenario: Scenario,
    /// Once as they stand, or many times with chance.
    pub sample: Sample,
}

/// The answer of a study that asks one question.
pub(super) fn only(answers: &[Option<f64>]) -> Option<f64> {
    answers.first().copied().flatten()
}

/// A method that asks for trials. It does nothing by itself, holds no thread and can be dropped at
/// any moment; what it has learnt so far can be read at any moment as well.
pub trait Study {
    /// What every trial is asked.
    fn questions(&self) -> &[Question];

    /// The next trial wanted, of which several can be had before the first is answered. None while
    /// answers to earlier ones are awaited, and once the study is finished.
    fn ask(&mut self) -> Option<Trial>;

    /// Takes what happened in each run of the earliest trial that has not been answered, before
    /// [`Study::tell`] does its answers: for every question about odds a truth a run, for the others
    /// none. So a study can hold trials of the same luck against each other run by run.
    fn tell_runs(&mut self, _happened: &[Vec<bool>]) {}

    /// Takes the answers to the earliest trial that has not been answered, in the order of
    /// [`Study::questions`].
    fn tell(&mut self, answers: &[Option<f64>]);

    /// Whether all is known that the study set out to find.
    fn is_finished(&self) -> bool;

    /// How much of the work is done, 0 to 1, as far as it can be foreseen.
    fn progress(&self) -> f64;
}
