//! Cleaning a plan: levers go back to where they stand now if nothing is lost by it, and the lever
//! that is wished for goes as far as what must hold allows.

use std::collections::VecDeque;

use super::super::minimiser::{Point, Score};
use super::super::seek::{Finding, Seek};
use super::problem::{Aim, Problem};

/// Values of the wished lever looked at first.
const LOOK: usize = 9;

/// What is being tried.
#[derive(Debug)]
enum Trying {
    /// The plan as it is.
    Itself,
    /// A lever back at its present place.
    Reset(Point),
    /// The wished lever elsewhere.
    Wished,
}

/// A plan that is being cleaned.
#[derive(Debug)]
pub(super) struct Polish {
    best: Point,
    score: Option<Score>,
    resets: VecDeque<(usize, usize)>,
    /// The lever that the wish is about, and its places from the most wished.
    wished: Option<(usize, Vec<usize>)>,
    seek: Option<Seek>,
    trying: Option<Trying>,
    is_finished: bool,
}

impl Polish {
    pub(super) fn new(point: Point, problem: &Problem) -> Self {
        let wished = problem.wished_lever().map(|place| {
            let steps = 0..=problem.dials[place].steps();
            let order: Vec<usize> = match problem.wish.aim {
                Aim::Least => steps.collect(),
                Aim::Most => steps.rev().collect(),
            };
            (place, order)
        });
        let resets = problem
            .present()
            .into_iter()
            .enumerate()
            .filter_map(|(place, present)| Some((place, present?)))
            .filter(|(place, _)| Some(*place) != wished.as_ref().map(|(place, _)| *place))
            .collect();
        Self {
            best: point,
            score: None,
            resets,
            wished,
            seek: None,
            trying: None,
            is_finished: false,
        }
    }

    /// The plan as clean as it is so far.
    pub(super) const fn point(&self) -> &Point {
        &self.best
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.is_finished
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // places of a list
    pub(super) fn ask(&mut self) -> Option<Point> {
        if self.trying.is_some() {
            return None;
        }
        // The wished lever first: what is left to spare after it is too little for another step of
        // it, and may go into levers that stay.
        if let Some((place, order)) = &self.wished {
            let seek = self.seek.get_or_insert_with(|| {
                let ranks = (0..order.len()).map(|rank| rank as f64).collect();
                Seek::new(ranks, 0.0, LOOK)
            });
            let rank = seek.ask()?;
            let mut point = self.best.clone();
            point[*place] = order[rank as usize];
            self.trying = Some(Trying::Wished);
            return Some(point);
        }
        if self.score.is_none() {
            self.trying = Some(Trying::Itself);
            return Some(self.best.clone());
        }
        while let Some((place, present)) = self.resets.pop_front() {
            if self.best[place] != present {
                let mut point = self.best.clone();
                point[place] = present;
                self.trying = Some(Trying::Reset(point.clone()));
                return Some(point);
            }
        }
        self.is_finished = true;
        None
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // places of a list
    pub(super) fn tell(&mut self, score: Score) {
        match self.trying.take() {
            Some(Trying::Itself) => self.score = Some(score),
            Some(Trying::Reset(point)) => {
                // What it takes from what there is to spare does not count.
                let keeps = |best: Score| {
                    score.violation <= best.violation && score.objective <= best.objective
                };
                if self.score.is_some_and(keeps) {
                    self.best = point;
                    self.score = Some(score);
                }
            }
            Some(Trying::Wished) => {
                let Some(seek) = &mut self.seek else { return };
                seek.tell(score.violation <= 0.0, -score.violation);
                let rank = match seek.finding() {
                    None => return,
                    Some(Finding::Holds) => 0,
                    Some(Finding::Found { value }) => value as usize,
                    Some(Finding::OutOfReach { closest, .. }) => closest as usize,
                };
                if let Some((place, order)) = self.wished.take() {
                    self.best[place] = order[rank];
                }
            }
            None => {}
        }
    }
}
