//! Climbing from a plan: each lever a little up and a little down, whatever helps put together, and
//! with shorter and shorter steps until nothing helps any more. Where the wish is about a lever, that
//! is then taken a step further than what must hold allows, and the others are to make up for it.
//!
//! It is the pattern search of Hooke and Jeeves, by rounds instead of lever by lever: all that is
//! tried in a round can be asked for at once, and be answered by many workers.

use crate::order::sorted;

use super::super::dial::Dial;
use super::super::minimiser::{Point, Score};
use super::super::scores::Scores;
use super::problem::{Aim, Problem};

/// The first steps are such a part of a lever's bounds …
const FIRST_STEP: usize = 4;

/// … and such a part of those of the wished lever: a plan that just fails is to be mended by the
/// others before the wish is given up.
const FIRST_STEP_OF_WISH: usize = 16;

/// Points that are asked for at most.
const MOST: usize = 1_500;

/// Points that a climb takes, more or less, for its progress to be told.
const USUAL: usize = 300;

/// What is being tried.
#[derive(Debug)]
enum Round {
    /// Where the climb starts, or goes on after the wish was taken further.
    Start,
    /// Each lever to both sides.
    Poll,
    /// The moves that help, from the best to the worst: the first two together, the first three …
    Together(Vec<Point>),
}

/// A climb under way.
#[derive(Debug)]
pub(super) struct Climb {
    /// Steps between the bounds of each lever.
    most: Vec<usize>,
    wished: Option<(usize, Aim)>,
    best: Point,
    sizes: Vec<usize>,
    round: Round,
    /// A lever that stays where it is.
    held: Option<usize>,
    /// Where the climb stood before the wish was taken further than what must hold allows so far.
    push: Option<Point>,
    scores: Scores,
    is_finished: bool,
}

impl Climb {
    /// A climb from a plan, in which a lever can be held where it is.
    pub(super) fn new(start: Point, problem: &Problem, held: Option<usize>) -> Self {
        let most: Vec<usize> = problem.dials.iter().map(Dial::steps).collect();
        let mut climb = Self {
            wished: problem
                .wished_lever()
                .map(|place| (place, problem.wish.aim)),
            sizes: Vec::new(),
            most,
            best: start.clone(),
            round: Round::Start,
            held,
            push: None,
            scores: Scores::default(),
            is_finished: false,
        };
        climb.scores.want([start]);
        climb.lengthen();
        climb
    }

    /// The first steps again.
    fn lengthen(&mut self) {
        let wished = self.wished.map(|(place, _)| place);
        let sizes = self.most.iter().enumerate().map(|(place, steps)| {
            let part = if Some(place) == wished {
                FIRST_STEP_OF_WISH
            } else {
                FIRST_STEP
            };
            (steps / part).max(1)
        });
        self.sizes = sizes.collect();
    }

    /// The best point so far.
    pub(super) const fn point(&self) -> &Point {
        &self.best
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.is_finished
    }

    /// How much of the work is done, 0 to 1.
    #[allow(clippy::cast_precision_loss)] // some hundred
    pub(super) fn progress(&self) -> f64 {
        self.scores.known().min(USUAL) as f64 / USUAL as f64
    }

    /// The next point to be scored.
    pub(super) fn ask(&mut self) -> Option<Point> {
        self.scores.ask()
    }

    /// Takes the score of the earliest point that has none.
    pub(super) fn tell(&mut self, score: Score) {
        if self.scores.tell(score) {
            while self.scores.missing() == 0 && !self.is_finished {
                self.advance();
            }
        }
    }

    /// Takes the best of a round, and wants the next one.
    fn advance(&mut self) {
        match std::mem::replace(&mut self.round, Round::Poll) {
            Round::Start => self.poll(),
            Round::Poll => {
                let moves = self.helpful();
                match moves.len() {
                    0 => self.shorten(),
                    1 => self.take(&moves),
                    _ => {
                        let together = self.together(&moves);
                        self.scores.want(together.clone());
                        self.round = Round::Together([moves, together].concat());
                    }
                }
            }
            Round::Together(points) => self.take(&points),
        }
        if self.scores.known() >= MOST {
            self.finish();
        }
    }

    /// The score of the best point, once it has one.
    fn score(&self) -> Option<Score> {
        self.scores.of(&self.best)
    }

    /// Goes to the best of these points.
    fn take(&mut self, points: &[Point]) {
        let scored = points
            .iter()
            .filter_map(|point| Some((point, self.scores.of(point)?)));
        if let Some((point, score)) = scored.min_by(|a, b| a.1.order(&b.1)) {
            self.best.clone_from(point);
            if score.violation <= 0.0 {
                self.push = None;
            }
        }
        self.poll();
    }

    /// The levers that may be moved: not the one that is held, nor the wished one while it is pushed.
    fn levers(&self) -> impl Iterator<Item = usize> + use<> {
        let held = self.held;
        let pushed = self.wished.filter(|_| self.push.is_some());
        let pushed = pushed.map(|(place, _)| place);
        (0..self.best.len()).filter(move |place| ![held, pushed].contains(&Some(*place)))
    }

    /// Wants each lever moved to both sides.
    fn poll(&mut self) {
        let moved: Vec<Point> = self.levers().flat_map(|place| self.beside(place)).collect();
        self.scores.want(moved);
    }

    /// The best point with a lever moved to either side.
    fn beside(&self, place: usize) -> impl Iterator<Item = Point> + use<'_> {
        let (here, size) = (self.best[place], self.sizes[place]);
        let sides = [
            here.saturating_sub(size),
            (here + size).min(self.most[place]),
        ];
        let moved = sides.into_iter().filter(move |there| *there != here);
        moved.map(move |there| {
            let mut point = self.best.clone();
            point[place] = there;
            point
        })
    }

    /// The moves of single levers that help, the best first: one a lever.
    fn helpful(&self) -> Vec<Point> {
        let Some(score) = self.score() else {
            return Vec::new();
        };
        let moves: Vec<(Point, Score)> = self
            .levers()
            .filter_map(|place| {
                let scored = self.beside(place).filter_map(|point| {
                    let score = self.scores.of(&point)?;
                    Some((point, score))
                });
                scored
                    .filter(|(_, moved)| moved.order(&score).is_lt())
                    .min_by(|a, b| a.1.order(&b.1))
            })
            .collect();
        let moves = sorted(moves, |a, b| a.1.order(&b.1));
        moves.into_iter().map(|(point, _)| point).collect()
    }

    /// The first two of the moves made together, the first three, and so on.
    fn together(&self, moves: &[Point]) -> Vec<Point> {
        let mut point = self.best.clone();
        let mut points = Vec::new();
        for moved in moves {
            for (place, (there, here)) in point.iter_mut().zip(&self.best).enumerate() {
                if moved[place] != *here {
                    *there = moved[place];
                }
            }
            points.push(point.clone());
        }
        points.split_off(1.min(points.len()))
    }

    /// Nothing helps with steps of this size.
    fn shorten(&mut self) {
        if self.sizes.iter().any(|&size| size > 1) {
            for size in &mut self.sizes {
                *size = (*size / 2).max(1);
            }
            self.poll();
        } else {
            self.push();
        }
    }

    /// Nothing helps at all: takes the wish a step further, unless that has just been tried.
    fn push(&mut self) {
        let further = self.wished.and_then(|(place, aim)| {
            let mut point = self.best.clone();
            point[place] = match aim {
                Aim::Least => point[place].checked_sub(1)?,
                Aim::Most => point[place] + 1,
            };
            (point[place] <= self.most[place]).then_some(point)
        });
        match (self.score(), further) {
            (Some(score), Some(point)) if self.push.is_none() && score.violation <= 0.0 => {
                self.push = Some(std::mem::replace(&mut self.best, point.clone()));
                self.lengthen();
                self.round = Round::Start;
                self.scores.want([point]);
            }
            _ => self.finish(),
        }
    }

    fn finish(&mut self) {
        if let Some(before) = self.push.take() {
            self.best = before;
        }
        self.is_finished = true;
    }
}
