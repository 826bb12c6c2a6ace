//! Seeking the value nearest to the present one at which something holds.
//!
//! Nothing is taken for granted about how the answer depends on the value. The values are looked at
//! far and wide first; between the nearest that holds and its neighbour on the way back the border
//! is closed in on by halving; where none holds, the surroundings of the best are looked at ever
//! more closely. What an island narrower than the first look hides stays hidden, unless that look
//! was at every value.

use std::collections::{BTreeMap, VecDeque};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// It holds at the present value already.
    Holds,
    /// It holds at this value, and at none nearer to the present one that was looked at.
    Found {
        /// The value.
        value: f64,
    },
    /// It holds nowhere that was looked at.
    OutOfReach {
        /// The value that comes closest.
        closest: f64,
        /// How far it is on the wrong side there, below zero; infinitely where there is no answer
        /// anywhere.
        margin: f64,
    },
}

/// A value that has been looked at.
#[derive(Clone, Copy, Debug)]
struct Seen {
    holds: bool,
    margin: f64,
}

/// A seek under way.
#[derive(Debug)]
pub struct Seek {
    values: Vec<f64>,
    present: usize,
    seen: BTreeMap<usize, Seen>,
    wanted: VecDeque<usize>,
    awaited: VecDeque<usize>,
    finding: Option<Finding>,
}

impl Seek {
    /// A seek among these values and the present one. The first look is at all of them if they are
    /// no more than `look`, and otherwise at so many evenly over the list, and at others ever
    /// further from the present one.
    #[must_use]
    pub fn new(mut values: Vec<f64>, present: f64, look: usize) -> Self {
        values.push(present);
        values.sort_unstable_by(f64::total_cmp);
        values.dedup();
        let present = values
            .iter()
            .position(|value| value.total_cmp(&present).is_eq())
            .unwrap_or(0);
        let mut seek = Self {
            values,
            present,
            seen: BTreeMap::new(),
            wanted: VecDeque::new(),
            awaited: VecDeque::new(),
            finding: None,
        };
        // Alone: where it holds already, nothing else needs to be looked at.
        seek.want(present);
        let last = seek.values.len() - 1;
        if last < look {
            (0..=last).for_each(|index| seek.want(index));
            return seek;
        }
        let mut distance = 1;
        while distance <= last {
            if let Some(below) = present.checked_sub(distance) {
                seek.want(below);
            }
            if present + distance <= last {
                seek.want(present + distance);
            }
            distance *= 2;
        }
        let gaps = look.max(2) - 1;
        (0..=gaps).for_each(|place| seek.want(place * last / gaps));
        seek
    }

    fn want(&mut self, index: usize) {
        if !self.wanted.contains(&index) && !self.seen.contains_key(&index) {
            self.wanted.push_back(index);
        }
    }

    /// The next value to look at.
    pub fn ask(&mut self) -> Option<f64> {
        // The answer for the present value may settle everything.
        if self.seen.is_empty() && !self.awaited.is_empty() {
            return None;
        }
        let index = self.wanted.pop_front()?;
        self.awaited.push_back(index);
        Some(self.values[index])
    }

    /// Takes whether it holds at the earliest value that has no answer, and by how much.
    pub fn tell(&mut self, holds: bool, margin: f64) {
        let Some(index) = self.awaited.pop_front() else {
            return;
        };
        let margin = if margin.is_nan() {
            f64::NEG_INFINITY
        } else {
            margin
        };
        self.seen.insert(index, Seen { holds, margin });
        if index == self.present && holds {
            self.wanted.clear();
            self.finding = Some(Finding::Holds);
        } else if self.wanted.is_empty() && self.awaited.is_empty() {
            self.decide();
        }
    }

    /// What came of it, once it is known.
    #[must_use]
    pub const fn finding(&self) -> Option<Finding> {
        self.finding
    }

    /// How many values have been looked at, and how many are sure to be.
    #[must_use]
    pub fn looks(&self) -> (usize, usize) {
        let seen = self.seen.len();
        (seen, seen + self.wanted.len() + self.awaited.len())
    }

    fn decide(&mut self) {
        let holding = |seen: &(&usize, &Seen)| seen.1.holds;
        let below = self.seen.range(..self.present).rev().find(holding);
        let above = self.seen.range(self.present + 1..).find(holding);
        let nearest: Vec<usize> = [below, above]
            .into_iter()
            .flatten()
            .map(|(&index, _)| index)
            .collect();
        if nearest.is_empty() {
            self.approach();
            return;
        }
        let mut settled: Option<usize> = None;
        for index in nearest {
            let middle = self.between(index, self.present);
            if let Some(middle) = middle {
                self.want(middle);
            }
            let distance = |index: usize| (self.values[index] - self.values[self.present]).abs();
            if settled.is_none_or(|other| distance(index) < distance(other)) {
                settled = Some(index);
            }
        }
        if let Some(index) = settled.filter(|_| self.wanted.is_empty()) {
            self.finding = Some(Finding::Found {
                value: self.values[index],
            });
        }
    }

    /// The middle between a value that has been looked at and the next such one towards another
    /// place. None where they are neighbours.
    fn between(&self, index: usize, towards: usize) -> Option<usize> {
        let neighbour = if towards < index {
            *self.seen.range(..index).next_back()?.0
        } else {
            *self.seen.range(index + 1..).next()?.0
        };
        (index.abs_diff(neighbour) > 1).then(|| usize::midpoint(index, neighbour))
    }

    /// Nothing holds so far: looks around the best, or gives up where there is nothing left to look
    /// at.
    fn approach(&mut self) {
        let distance = |index: usize| (self.values[index] - self.values[self.present]).abs();
        let best = self
            .seen
            .iter()
            .max_by(|a, b| {
                (a.1.margin.total_cmp(&b.1.margin)).then(distance(*b.0).total_cmp(&distance(*a.0)))
            })
            .map(|(&index, seen)| (index, seen.margin));
        let Some((index, margin)) = best else { return };
        for towards in [0, self.values.len()] {
            if let Some(middle) = self.between(index, towards) {
                self.want(middle);
            }
        }
        if self.wanted.is_empty() {
            self.finding = Some(Finding::OutOfReach {
                closest: self.values[index],
                margin,
            });
        }
    }
}
