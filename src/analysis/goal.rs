//! Goal seek: one lever, and what it has to be for an answer to keep a bound.

use crate::ensemble::Share;
use crate::model::scenario::Scenario;
use crate::order::sorted;

use super::bound::{Bound, Side};
use super::dial::{self, Dial};
use super::evaluation::Sample;
use super::question::Question;
use super::search::SPARE;
use super::seek::{Finding, Seek};
use super::study::{Study, Trial, only};

/// Values looked at first in a single run, which costs microseconds, and in an ensemble.
const LOOK_SINGLE: usize = 1000;
const LOOK_CHANCE: usize = 17;

/// The lever is not in the scenario: its hire is gone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: the scenario has no such lever; choose one that it has")]
pub struct NoSuchLever {
    /// The lever's key.
    pub key: String,
}

/// A goal seek under way.
#[derive(Debug)]
pub struct GoalSeek {
    question: [Question; 1],
    bound: Bound,
    dial: Dial,
    scenario: Scenario,
    sample: Sample,
    seek: Seek,
    /// Values asked for in order, and the answers so far.
    trail: Vec<(f64, Option<f64>)>,
    answered: usize,
}

impl GoalSeek {
    /// Seeks the value of a lever, on the grid of its slider and nearest to the present one, at
    /// which the answer keeps the bound. In an ensemble every value is tried with the same luck.
    ///
    /// # Errors
    /// [`NoSuchLever`] if the scenario has no such hire.
    pub fn new(
        question: Question,
        bound: Bound,
        dial: Dial,
        scenario: Scenario,
        sample: Sample,
    ) -> Result<Self, NoSuchLever> {
        let present = dial
            .lever
            .read(&scenario.inputs)
            .ok_or_else(|| NoSuchLever {
                key: dial.lever.key(),
            })?;
        let look = if matches!(sample, Sample::Single) || !question.needs_chance() {
            LOOK_SINGLE
        } else {
            LOOK_CHANCE
        };
        let values = (0..=dial.steps()).map(|index| dial.step(index)).collect();
        Ok(Self {
            question: [question],
            bound,
            dial,
            scenario,
            sample,
            seek: Seek::new(values, present, look),
            trail: Vec::new(),
            answered: 0,
        })
    }

    /// What came of it, once it is known.
    #[must_use]
    pub const fn finding(&self) -> Option<Finding> {
        self.seek.finding()
    }

    /// The answer at a value that was looked at.
    #[must_use]
    pub fn answer_at(&self, value: f64) -> Option<f64> {
        self.trail[..self.answered]
            .iter()
            .find(|(tried, _)| tried.total_cmp(&value).is_eq())
            .and_then(|(_, answer)| *answer)
    }

    /// The scenario as it stands.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The answer at the value that the lever has in the scenario, once it was looked at.
    #[must_use]
    pub fn answer_now(&self) -> Option<f64> {
        self.answer_at(self.now()?)
    }

    /// [`GoalSeek::is_sure`] at that value.
    #[must_use]
    pub fn is_sure_now(&self) -> Option<bool> {
        self.is_sure(self.now()?)
    }

    fn now(&self) -> Option<f64> {
        self.dial.lever.read(&self.scenario.inputs)
    }

    /// Whether the odds at a value that was looked at keep the bound with two standard errors to spare:
    /// with fewer, those of other futures may well miss it. True of a bound that all odds keep, none
    /// without chance and of what is not odds.
    #[must_use]
    pub fn is_sure(&self, value: f64) -> Option<bool> {
        let runs = match self.sample {
            Sample::Runs { count, .. } if matches!(self.question[0], Question::Odds(_)) => count,
            _ => return None,
        };
        let odds = self.answer_at(value)?;
        let error = Share::of_runs(odds, runs).standard_error()?;
        let worst = match self.bound.side {
            Side::AtLeast => 0.0,
            Side::AtMost => 1.0,
        };
        Some(self.bound.holds(Some(worst)) || self.bound.margin(Some(odds)) >= SPARE * error)
    }

    /// Of the values that were looked at and whose odds have two standard errors to spare, the one
    /// nearest to this.
    #[must_use]
    pub fn nearest_sure(&self, value: f64) -> Option<f64> {
        let looked_at = self.trail[..self.answered].iter().map(|(tried, _)| *tried);
        looked_at
            .filter(|tried| self.is_sure(*tried) == Some(true))
            .min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
    }

    /// The scenario with the lever at a value, the spread around it moved with it.
    #[must_use]
    pub fn scenario_at(&self, value: f64) -> Scenario {
        let mut scenario = self.scenario.clone();
        dial::write(self.dial.lever, &mut scenario, value);
        scenario
    }

    /// Every value that was looked at and its answer, by value: the curve behind the finding.
    #[must_use]
    pub fn curve(&self) -> Vec<(f64, Option<f64>)> {
        let trail = self.trail[..self.answered].to_vec();
        sorted(trail, |a, b| a.0.total_cmp(&b.0))
    }
}

impl Study for GoalSeek {
    fn questions(&self) -> &[Question] {
        &self.question
    }

    fn ask(&mut self) -> Option<Trial> {
        let value = self.seek.ask()?;
        self.trail.push((value, None));
        Some(Trial {
            scenario: self.scenario_at(value),
            sample: self.sample.clone(),
        })
    }

    fn tell(&mut self, answers: &[Option<f64>]) {
        let answer = only(answers);
        if let Some(place) = self.trail.get_mut(self.answered) {
            place.1 = answer;
            self.answered += 1;
            let weeks = self.scenario.inputs.weeks();
            let judged = self.question[0].judged(answer, self.bound.side, weeks);
            self.seek
                .tell(self.bound.holds(judged), self.bound.margin(judged));
        }
    }

    fn is_finished(&self) -> bool {
        self.finding().is_some()
    }

    #[allow(clippy::cast_precision_loss)] // some thousand
    fn progress(&self) -> f64 {
        if self.is_finished() {
            return 1.0;
        }
        let (seen, sure) = self.seek.looks();
        // Closing in takes a few more looks than are known yet.
        seen as f64 / (sure + 8) as f64
    }
}
