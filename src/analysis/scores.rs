//! The points that a search wants scored, and the scores that it knows.

use std::collections::{BTreeMap, VecDeque};

use crate::order::sorted;

use super::grid::Point;

/// How good a point is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How far it is from keeping what must be kept: 0 where it keeps all.
    pub violation: f64,
    /// What is to be as small as possible among those that keep all.
    pub objective: f64,
    /// How much there is to spare of what must be kept, which settles ties: on a grid many points
    /// have the same objective, and those with something to spare lead on.
    pub slack: f64,
}

impl Score {
    /// The order of scores: the better one is less.
    #[must_use]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.violation
            .total_cmp(&other.violation)
            .then(self.objective.total_cmp(&other.objective))
            .then(other.slack.total_cmp(&self.slack))
    }
}

/// Scores that come in the order in which they are asked for, each point's once.
#[derive(Debug, Default)]
pub(super) struct Scores {
    known: BTreeMap<Point, Score>,
    wanted: VecDeque<Point>,
    awaited: VecDeque<Point>,
}

impl Scores {
    /// Wants these points scored, but for those that are known or wanted already.
    pub(super) fn want(&mut self, points: impl IntoIterator<Item = Point>) {
        for point in points {
            if !self.known.contains_key(&point) && !self.wanted.contains(&point) {
                self.wanted.push_back(point);
            }
        }
    }

    /// The next point to be scored.
    pub(super) fn ask(&mut self) -> Option<Point> {
        let point = self.wanted.pop_front()?;
        self.awaited.push_back(point.clone());
        Some(point)
    }

    /// Takes the score of the earliest point that has been asked for and has none. Whether there is
    /// such a point.
    pub(super) fn tell(&mut self, score: Score) -> bool {
        let point = self.awaited.pop_front();
        let is_awaited = point.is_some();
        self.known.extend(point.map(|point| (point, score)));
        is_awaited
    }

    /// How many points are wanted and have no score yet.
    pub(super) fn missing(&self) -> usize {
        self.wanted.len() + self.awaited.len()
    }

    /// The score of a point, if it is known.
    pub(super) fn of(&self, point: &Point) -> Option<Score> {
        self.known.get(point).copied()
    }

    /// How many scores are known.
    pub(super) fn known(&self) -> usize {
        self.known.len()
    }

    /// Every point with its score, the best first.
    pub(super) fn ranking(&self) -> Vec<(&Point, Score)> {
        let known = self.known.iter();
        let ranking = known.map(|(point, score)| (point, *score)).collect();
        sorted(ranking, |a: &(_, Score), b| a.1.order(&b.1))
    }
}
