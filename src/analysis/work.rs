//! Running a study on this thread, in slices.

use super::evaluation::Evaluation;
use super::samplers::Samplers;
use super::study::Study;

/// A study under way on this thread. A worker calls [`Work::step`] until it says that it is
/// finished, and looks between the slices whether it has been told to stop; to stop is to drop it.
#[derive(Debug)]
pub struct Work<S> {
    study: S,
    evaluation: Option<Evaluation>,
    samplers: Samplers,
}

impl<S: Study> Work<S> {
    /// Starts a study. Nothing is run yet.
    pub fn new(study: S) -> Self {
        Self {
            study,
            evaluation: None,
            samplers: Samplers::default(),
        }
    }

    /// Does about so many runs of the model, at least one, and says whether there is more to do.
    pub fn step(&mut self, runs: usize) -> bool {
        let mut left = runs.max(1);
        while left > 0 {
            let evaluation = match &mut self.evaluation {
                Some(evaluation) => evaluation,
                None => match self.study.ask() {
                    Some(trial) => self.evaluation.insert(Evaluation::new(
                        trial,
                        self.study.questions(),
                        &mut self.samplers,
                    )),
                    None => return false,
                },
            };
            left -= evaluation.step(left).min(left);
            if let Some(answers) = evaluation.answers() {
                self.study.tell_runs(&evaluation.happened());
                self.study.tell(&answers);
                self.evaluation = None;
            }
        }
        !self.study.is_finished()
    }

    /// What the study knows so far.
    pub const fn study(&self) -> &S {
        &self.study
    }

    /// Runs the study to its end.
    pub fn finish(mut self) -> S {
        while self.step(usize::MAX) {}
        self.study
    }
}
