//! What a plan search has found.

use crate::ensemble::Share;
use crate::model::scenario::Scenario;
use crate::order::sorted;
use crate::session::lever::Lever;

use super::super::minimiser::{Point, Score};
use super::super::question::Question;
use super::{Asked, PlanSearch, Requirement, SPARE};

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
    /// Whether all holds that must in the runs by which the plan was found: odds with two standard
    /// errors to spare, as far as there is room for them.
    pub held: bool,
    /// Whether it has held and does so in as many runs that the search has not seen: there with
    /// nothing to spare.
    pub holds: bool,
}

/// How sure it is that odds keep their bound, in the runs by which a plan was found that keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surety {
    /// They have two standard errors to spare.
    ToSpare,
    /// There is no room for that between the bound and certainty: it is so in every run.
    EveryRun,
}

impl PlanSearch {
    /// The plans found so far, the best first: those in which all holds that must before others. None
    /// before the first has been cleaned.
    #[must_use]
    pub fn plans(&self) -> Vec<Plan> {
        let found = self.found.iter().filter_map(|point| {
            let score = self.found_score(point)?;
            Some((self.plan(point), score))
        });
        let found: Vec<(Plan, Score)> = found.collect();
        sorted(found, |a, b| {
            b.0.holds.cmp(&a.0.holds).then(a.1.order(&b.1))
        })
        .into_iter()
        .map(|(plan, _)| plan)
        .collect()
    }

    /// The best plan by the runs by which it was found, if all holds there that must and something of
    /// it is missed in those that the search has not seen. None of the others is the best, then.
    #[must_use]
    pub fn missed(&self) -> Option<Plan> {
        Some(self.plan(&self.found[self.missed_place()?]))
    }

    /// The place of that plan among those found.
    pub(super) fn missed_place(&self) -> Option<usize> {
        let scored = self.found.iter().enumerate();
        let scored = scored.filter_map(|(place, point)| Some((place, self.found_score(point)?)));
        let (best, score) = scored.min_by(|a, b| a.1.order(&b.1))?;
        (score.violation <= 0.0 && !self.is_confirmed(&self.found[best])).then_some(best)
    }

    /// How sure it is that odds keep this bound wherever a plan has held. None of what is not odds, and
    /// of a bound that all odds keep.
    #[must_use]
    pub fn surety(&self, requirement: &Requirement) -> Option<Surety> {
        let room = requirement.room().filter(|room| *room < 1.0)?;
        let spare = SPARE * requirement.standard_error(self.effort.check_runs);
        Some(if 0.0 < spare && spare <= room {
            Surety::ToSpare
        } else {
            Surety::EveryRun
        })
    }

    /// How good a point was in the runs of the cleaning.
    fn found_score(&self, point: &Point) -> Option<Score> {
        Some(self.check_score(self.checked.get(point)?))
    }

    /// Whether a point that was found has not been seen to miss anything in the last look.
    fn is_confirmed(&self, point: &Point) -> bool {
        let afresh = self.confirmed.get(&Asked::Point(point.clone()));
        afresh.is_none_or(|answers| self.keeps(answers))
    }

    /// What the plan as it stands has of what was asked, in the runs in which the plans found are
    /// looked at last. None before that, and without chance, where one run says it.
    #[must_use]
    pub fn present(&self) -> Option<Reached> {
        let answers = self.confirmed.get(&Asked::Present)?;
        Some(self.reached(answers))
    }

    fn plan(&self, point: &Point) -> Plan {
        let score = self.found_score(point);
        let held = score.is_some_and(|score| score.violation <= 0.0);
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
            held,
            holds: held && self.is_confirmed(point),
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
