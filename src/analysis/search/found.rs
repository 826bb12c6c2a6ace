//! What a plan search has found.

use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

use super::super::dial;
use super::super::minimiser::{Point, Score};
use super::super::question::Question;
use super::{PlanSearch, standard_error};

/// How far apart plans must be to be shown both: some lever by so much of its bounds.
const APART: f64 = 0.2;

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

/// A plan that was found.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The levers that it moves; all others stay.
    pub moves: Vec<Move>,
    /// The whole plan.
    pub scenario: Scenario,
    /// What was wished.
    pub wished: Option<f64>,
    /// The answers to what must hold, in the order of the requirements.
    pub answers: Vec<Option<f64>>,
    /// The standard error of each answer, for odds; 0 otherwise.
    pub standard_errors: Vec<f64>,
    /// Whether all holds that must, odds with two standard errors to spare.
    pub holds: bool,
}

impl PlanSearch {
    /// The plans found so far, the best first: those in which all holds that must before others.
    /// While the search goes on, what is best so far of the second search.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        let mut found: Vec<(Score, &Point)> = self
            .found
            .iter()
            .filter_map(|point| Some((self.check_score(self.checked.get(point)?), point)))
            .collect();
        found.sort_by(|a, b| a.0.order(&b.0));
        found
            .into_iter()
            .map(|(score, point)| self.plan(point, score))
            .collect()
    }

    fn plan(&self, point: &Point, score: Score) -> Plan {
        let values = self.problem.values(point);
        let answers = self.checked.get(point).cloned().unwrap_or_default();
        let (wished, answers) = answers
            .split_first()
            .map_or((None, Vec::new()), |(wished, kept)| {
                (*wished, kept.to_vec())
            });
        let moves = self.problem.dials.iter().zip(&values);
        Plan {
            moves: moves
                .filter_map(|(dial, &to)| {
                    let from = dial::read(dial.lever, &self.problem.present.inputs)?;
                    (from.to_bits() != to.to_bits()).then_some(Move {
                        lever: dial.lever,
                        from,
                        to,
                    })
                })
                .collect(),
            scenario: self.problem.scenario(&values),
            wished,
            standard_errors: self
                .problem
                .requirements
                .iter()
                .zip(&answers)
                .map(
                    |(requirement, answer)| match (requirement.question, answer) {
                        (Question::Odds(_), Some(odds)) if self.has_chance => {
                            standard_error(*odds, self.effort.check_runs)
                        }
                        _ => 0.0,
                    },
                )
                .collect(),
            answers,
            holds: score.violation <= 0.0,
        }
    }

    /// Whether a point differs from others enough to be shown beside them.
    pub(super) fn is_apart(&self, point: &Point, others: &[Point]) -> bool {
        // Plans that differ in nothing but how much of the wish they get are one plan.
        let wished = self.problem.wished_lever();
        others.iter().all(|other| {
            self.problem.dials.iter().enumerate().any(|(place, dial)| {
                #[allow(clippy::cast_precision_loss)] // some thousand steps
                let distance =
                    point[place].abs_diff(other[place]) as f64 / dial.steps().max(1) as f64;
                Some(place) != wished && distance >= APART
            })
        })
    }
}
