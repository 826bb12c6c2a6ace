//! What a plan search has found.

use crate::ensemble::Share;
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

use super::super::minimiser::{Point, Score};
use super::super::question::Question;
use super::PlanSearch;

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
    /// What was wished; where chance has a part in it, of runs that the search has not seen.
    pub wished: Option<f64>,
    /// The answers to what must hold, in the order of the requirements, likewise.
    pub answers: Vec<Option<f64>>,
    /// The standard error of each answer, for odds; 0 otherwise.
    pub standard_errors: Vec<f64>,
    /// Whether all holds that must: odds with two standard errors to spare in the runs by which the
    /// plan was found, and by themselves in as many that the search has not seen.
    pub holds: bool,
}

impl PlanSearch {
    /// The plans found so far, the best first: those in which all holds that must before others. None
    /// before the first has been cleaned.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        let mut found: Vec<(bool, Score, &Point)> = self
            .found
            .iter()
            .filter_map(|point| {
                let score = self.check_score(self.checked.get(point)?);
                let afresh = self.confirmed.get(point);
                let is_confirmed = afresh.is_none_or(|answers| self.keeps(answers));
                Some((score.violation <= 0.0 && is_confirmed, score, point))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.order(&b.1)));
        found
            .into_iter()
            .map(|(holds, _, point)| self.plan(point, holds))
            .collect()
    }

    fn plan(&self, point: &Point, holds: bool) -> Plan {
        let values = self.problem.values(point);
        let answers = self.confirmed.get(point).or(self.checked.get(point));
        let answers = answers.cloned().unwrap_or_default();
        let (wished, answers) = answers
            .split_first()
            .map_or((None, Vec::new()), |(wished, kept)| {
                (*wished, kept.to_vec())
            });
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
            wished,
            standard_errors: self
                .problem
                .requirements
                .iter()
                .zip(&answers)
                .map(
                    |(requirement, answer)| match (requirement.question, answer) {
                        (Question::Odds(_), Some(odds)) if self.has_chance => {
                            let share = Share::of_runs(*odds, self.effort.check_runs);
                            share.standard_error().unwrap_or(0.0)
                        }
                        _ => 0.0,
                    },
                )
                .collect(),
            answers,
            holds,
        }
    }
}
