//! What a plan search is asked: levers between bounds, what must hold, and what is wished.

use crate::model::bounds::Bounds;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::units::Unit;
use crate::session::lever::Lever;

use super::super::bound::{Bound, Side};
use super::super::dial::{self, Dial};
use super::super::minimiser::{Point, Score};
use super::super::question::{Event, Quantity, Question};
use super::levers::usual_dials;

/// What must hold.
#[derive(Clone, Copy, Debug)]
pub struct Requirement {
    /// What is asked.
    pub question: Question,
    /// The bound that the answer has to keep.
    pub bound: Bound,
}

impl Requirement {
    /// How far odds can be on the right side of their bound: certainty is the end. None of what is
    /// not odds.
    pub(super) fn room(&self) -> Option<f64> {
        let certain = match self.bound.side {
            Side::AtLeast => 1.0,
            Side::AtMost => 0.0,
        };
        let is_odds = matches!(self.question, Question::Odds(_));
        is_odds.then(|| self.bound.margin(Some(certain)))
    }

    /// The standard error that odds of just the bound have in so many independent runs; 0 without
    /// chance, of no runs. That of odds that have been counted is
    /// [`crate::ensemble::Share::standard_error`].
    pub(super) fn standard_error(&self, runs: u32) -> f64 {
        let odds = self.bound.value;
        if runs == 0 {
            return 0.0;
        }
        (odds * (1.0 - odds)).max(0.0).sqrt() / f64::from(runs).sqrt()
    }
}

/// Which way a wish goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// As little as possible.
    Least,
    /// As much as possible.
    Most,
}

/// What is wished, among the plans in which all holds that must.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// As much or as little as possible.
    pub aim: Aim,
    /// Of what.
    pub question: Question,
}

/// What a plan search is asked.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The plan as it stands.
    pub present: Scenario,
    /// The levers that may be moved, and how far.
    pub dials: Vec<Dial>,
    /// What must hold.
    pub requirements: Vec<Requirement>,
    /// What is wished.
    pub wish: Wish,
}

/// A search cannot begin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// There is nothing to move.
    #[error("no lever is chosen; choose at least one that may be moved")]
    NoLevers,
    /// A lever is not there.
    #[error("{key}: the scenario has no such lever; choose one that it has")]
    NoSuchLever {
        /// The lever's key.
        key: String,
    },
    /// A lever is chosen twice.
    #[error("{key}: the lever is chosen twice; once is enough")]
    Twice {
        /// The lever's key.
        key: String,
    },
}

/// How much it weighs that there is no answer at all: more than any amount by which a bound is
/// missed.
const NO_ANSWER: f64 = 1e9;

impl Problem {
    /// The least new funding with which a plan survives with at least such odds, when money, the
    /// team and the phases may be moved. Prices stay: the model knows no customer who finds them
    /// too high.
    #[must_use]
    pub fn least_funding(present: Scenario, odds: f64) -> Self {
        let raise = Parameter::by_key("finance.raise")
            .unwrap_or_else(|| unreachable!("a row of the input table"));
        Self {
            dials: usual_dials(&present, |bounds| !bounds.is_price),
            present,
            requirements: vec![Requirement {
                question: Question::Odds(Event::Survive),
                bound: Bound::at_least(odds),
            }],
            wish: Wish {
                aim: Aim::Least,
                question: Question::Value(Quantity::Input(Lever::Parameter(raise))),
            },
        }
    }

    /// Checks that a search can begin.
    ///
    /// # Errors
    /// [`ProblemError`] that says what is wrong.
    pub fn check(&self) -> Result<(), ProblemError> {
        if self.dials.is_empty() {
            return Err(ProblemError::NoLevers);
        }
        let mut keys = Vec::new();
        for dial in &self.dials {
            let key = dial.lever.key();
            if dial.lever.read(&self.present.inputs).is_none() {
                return Err(ProblemError::NoSuchLever { key });
            }
            if keys.contains(&key) {
                return Err(ProblemError::Twice { key });
            }
            keys.push(key);
        }
        Ok(())
    }

    /// The wish's question first, then those of the requirements.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        std::iter::once(self.wish.question)
            .chain(self.requirements.iter().map(|each| each.question))
            .collect()
    }

    /// The lever that the wish is about, as the funding of "the least funding", by its place.
    #[must_use]
    pub fn wished_lever(&self) -> Option<usize> {
        let Question::Value(Quantity::Input(wished)) = self.wish.question else {
            return None;
        };
        self.dials
            .iter()
            .position(|dial| dial.lever.key() == wished.key())
    }

    /// The point of the plan as it stands: for each lever, the place on the grid that is nearest
    /// to its value. None for a lever that stands outside its bounds.
    pub(super) fn present(&self) -> Vec<Option<usize>> {
        self.dials
            .iter()
            .map(|dial| {
                let value = dial.lever.read(&self.present.inputs)?;
                (dial.low <= value && value <= dial.high).then(|| dial.nearest(value))
            })
            .collect()
    }

    /// The value of each lever at a point. Where a lever stays, it keeps its value to the bit, be
    /// it on the grid or not.
    pub(super) fn values(&self, point: &Point) -> Vec<f64> {
        self.dials
            .iter()
            .zip(self.present())
            .zip(point)
            .map(|((dial, present), &place)| {
                dial.lever
                    .read(&self.present.inputs)
                    .filter(|_| present == Some(place))
                    .unwrap_or_else(|| dial.step(place))
            })
            .collect()
    }

    /// The scenario with its levers at these values.
    pub(super) fn scenario(&self, values: &[f64]) -> Scenario {
        let mut scenario = self.present.clone();
        for (dial, &value) in self.dials.iter().zip(values) {
            dial::write(dial.lever, &mut scenario, value);
        }
        scenario
    }

    /// How far two places of a lever are apart, as a share of its bounds.
    #[allow(clippy::cast_precision_loss)] // some thousand steps
    pub(super) fn distance(&self, place: usize, one: usize, other: usize) -> f64 {
        one.abs_diff(other) as f64 / self.dials[place].steps().max(1) as f64
    }

    /// How good answers are. Odds have to keep their bound with so many standard errors to spare,
    /// of a sample of so many runs, as far as there is room for them: otherwise the search would find
    /// plans that had luck.
    pub(super) fn score(&self, answers: &[Option<f64>], runs: u32, spare: f64) -> Score {
        let (wish, kept) = answers
            .split_first()
            .map_or((None, &[][..]), |(wish, kept)| (*wish, kept));
        let weeks = self.present.inputs.weeks();
        let side = match self.wish.aim {
            Aim::Least => Side::AtMost,
            Aim::Most => Side::AtLeast,
        };
        let wish = self.wish.question.judged(wish, side, weeks);
        let mut violation = if wish.is_some() { 0.0 } else { NO_ANSWER };
        let mut slack = f64::INFINITY;
        for (requirement, answer) in self.requirements.iter().zip(kept) {
            let bound = requirement.bound.value;
            let (scale, spare) = if let Some(room) = requirement.room() {
                (
                    1.0,
                    (spare * requirement.standard_error(runs)).at_most(room),
                )
            } else if requirement.question.unit() == Unit::Share {
                (1.0, 0.0)
            } else {
                (bound.abs().max(1.0), 0.0)
            };
            let judged = requirement
                .question
                .judged(*answer, requirement.bound.side, weeks);
            let short = spare - requirement.bound.margin(judged);
            slack = slack.min(-short / scale);
            if short > 1e-12 * scale {
                violation += (short / scale).min(NO_ANSWER);
            }
        }
        let wish = wish.unwrap_or(0.0);
        Score {
            violation,
            objective: match self.wish.aim {
                Aim::Least => wish,
                Aim::Most => -wish,
            },
            slack,
        }
    }
}
