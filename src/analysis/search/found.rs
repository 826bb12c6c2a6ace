//! What a plan search has found.

use crate::ensemble::Share;
use crate::model::scenario::Scenario;
use crate::order::sorted;
use crate::session::lever::Lever;

use super::super::minimiser::{Point, Score};
use super::super::question::Question;
use super::{Asked, PlanSearch};

/// A lever that a plan moves.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The lever.
    pub lever: Lever,
    /// Its value in the plan as it stands.
    pub from: f64,
    /// Its value in the plan that was found.
    pub to: f64,
}

/// The answer to a question.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answer {
    /// In the question's unit; none if there is no such number.
    pub value: Option<f64>,
    /// Of odds, likewise; 0 of anything else.
    pub standard_error: f64,
}

/// What a plan has of the wish and of what must hold; where chance has a part in it, in runs that
/// the search has not seen.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Of the wish.
    pub wish: Answer,
    /// Of what must hold, in the order of the requirements.
    pub kept: Vec<Answer>,
}

/// A plan that was found.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The levers that it moves; all others stay.
    pub moves: Vec<Move>,
    /// The whole plan.
    pub scenario: Scenario,
    /// What it has of what was asked.
    pub reached: Reached,
    /// Whether all holds that must: odds with two standard errors to spare in the runs by which the
    /// plan was found, and by themselves in as many that the search has not seen.
    pub holds: bool,
}

impl PlanSearch {
    /// The plans found so far, the best first: those in which all holds that must before others. None
    /// before the first has been cleaned.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        let found: Vec<(bool, Score, &Point)> = self
            .found
            .iter()
            .filter_map(|point| {
                let score = self.check_score(self.checked.get(point)?);
                let afresh = self.confirmed.get(&Asked::Point(point.clone()));
                let is_confirmed = afresh.is_none_or(|answers| self.keeps(answers));
                Some((score.violation <= 0.0 && is_confirmed, score, point))
            })
            .collect();
        sorted(found, |a, b| b.0.cmp(&a.0).then(a.1.order(&b.1)))
            .into_iter()
            .map(|(holds, _, point)| self.plan(point, holds))
            .collect()
    }

    /// What the plan as it stands has of what was asked, in the runs in which the plans found are
    /// looked at last. None before that, and without chance, where one run says it.
    #[must_use]
    pub fn present(&self) -> Option<Reached> {
        let answers = self.confirmed.get(&Asked::Present)?;
        Some(self.reached(answers))
    }

    fn plan(&self, point: &Point, holds: bool) -> Plan {
        let values = self.problem.values(point);
        let afresh = self.confirmed.get(&Asked::Point(point.clone()));
        let answers = afresh.or_else(|| self.checked.get(point));
        let moves = self.problem.dials.iter().zip(&values);
        Plan {
            moves: moves
                .filter_map(|(dial, &to)| {
                    let from = dial.lever.read(&self.problem.present.inputs)?;
                    (from.to_bits() != to.to_bits()).then_some(Move {
                        lever: dial.lever,
                        from,
                        to,
                    })
                })
                .collect(),
            scenario: self.problem.scenario(&values),
            reached: self.reached(answers.map_or(&[], Vec::as_slice)),
            holds,
        }
    }

    /// Of answers to the wish and to what must hold.
    fn reached(&self, answers: &[Option<f64>]) -> Reached {
        let mut answers = self
            .questions
            .iter()
            .zip(answers)
            .map(|(question, &value)| {
                let odds = value.filter(|_| matches!(question, Question::Odds(_)));
                let share = odds.map(|odds| Share::of_runs(odds, self.effort.check_runs));
                Answer {
                    value,
                    standard_error: share.and_then(Share::standard_error).unwrap_or(0.0),
                }
            });
        Reached {
            wish: answers.next().unwrap_or_default(),
            kept: answers.collect(),
        }
    }
}
