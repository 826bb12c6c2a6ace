//! Sobol indices: the share of an answer's variance that each input, or a group of them, explains
//! alone (first order), and with all its interactions (total).
//!
//! Both come from rows of two independent sets of inputs A and B, and of A with one group at a time
//! taken from B (Saltelli): the total index after Jansen, the first order after whichever of two is
//! surer of the group (`First`). Each input's column is a Latin hypercube, which settles the
//! estimates sooner than plain chance. Confidence intervals come from bootstrapping the rows. Inputs
//! are drawn independently of each other: the indices are not defined otherwise.

use std::cell::OnceCell;
use std::ops::Range;

use super::random::Random;
use crate::ensemble::histogram::rank;
use crate::model::bounds::Bounds;

/// An estimate between its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The lower end of its 95 % confidence interval.
    pub low: f64,
    /// The upper end of its 95 % confidence interval.
    pub high: f64,
}

/// What a group of inputs explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Alone.
    pub first: Estimate,
    /// With all its interactions.
    pub total: Estimate,
}

/// One answered row: f(A), f(B), and f(A with a group from B) for each group; NaN where there is no
/// answer.
type Row = Vec<f64>;

/// How the variance that a group explains alone is estimated. Both are right on average; how much they
/// vary from row to row depends on the group.
#[derive(Clone, Copy, Debug)]
enum First {
    /// After Jansen: all of the variance less half of the square by which f(B) differs from f(A with
    /// the group from B). Without error for a group that explains all.
    Rest,
    /// After Saltelli: f(B) less the mean, times what the group changes in f(A). Without error for a
    /// group that changes nothing.
    Change,
}

impl First {
    /// The share of the variance of which one row speaks.
    fn term(self, row: &Row, group: usize, mean: f64, variance: f64) -> f64 {
        let (a, b, mixed) = (row[0], row[1], row[2 + group]);
        match self {
            Self::Rest => 1.0 - square(b - mixed) / (2.0 * variance),
            Self::Change => (b - mean) * (mixed - a) / variance,
        }
    }
}

/// Replicates of the bootstrap.
const REPLICATES: usize = 200;

/// An estimation under way.
#[derive(Debug)]
pub struct Sobol {
    inputs: usize,
    /// Of which inputs each group consists.
    groups: Vec<Range<usize>>,
    seed: u64,
    /// Sets A and B: for each row, the inputs of A and then those of B.
    base: Vec<Vec<f64>>,
    asked: usize,
    awaited: usize,
    partial: Row,
    rows: Vec<Row>,
    /// What the rows come to, which takes a while, once it has been asked for.
    indices: OnceCell<Option<Vec<Index>>>,
}

impl Sobol {
    /// An estimation for groups of so many inputs, each of them one input or several neighbours, from
    /// so many rows, each of groups + 2 answers. The same seed gives the same rows.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand rows
    pub fn new(inputs: usize, groups: Vec<Range<usize>>, rows: usize, seed: u64) -> Self {
        let mut random = Random::new(seed, "sobol rows");
        let mut base = vec![vec![0.0; 2 * inputs]; rows];
        for column in 0..2 * inputs {
            let strata = random.permutation(rows);
            for (row, stratum) in base.iter_mut().zip(strata) {
                let share = (stratum as f64 + random.unit()) / rows as f64;
                row[column] = share
                    .at_least(f64::MIN_POSITIVE)
                    .at_most(1.0 - f64::EPSILON);
            }
        }
        Self {
            inputs,
            groups,
            seed,
            base,
            asked: 0,
            awaited: 0,
            partial: Vec::new(),
            rows: Vec::new(),
            indices: OnceCell::new(),
        }
    }

    const fn width(&self) -> usize {
        self.groups.len() + 2
    }

    /// The next point that is wanted: for each input a number above 0 and below 1, the probability
    /// of a value no greater.
    pub fn ask(&mut self) -> Option<Vec<f64>> {
        let row = self.base.get(self.asked / self.width())?;
        let (a, b) = row.split_at(self.inputs);
        let point = match self.asked % self.width() {
            0 => a.to_vec(),
            1 => b.to_vec(),
            more => {
                let mut mixed = a.to_vec();
                let group = self.groups[more - 2].clone();
                mixed[group.clone()].copy_from_slice(&b[group]);
                mixed
            }
        };
        self.asked += 1;
        self.awaited += 1;
        Some(point)
    }

    /// Takes the answer at the earliest point that has none. A row in which one is missing does not
    /// count for the groups that need it.
    pub fn tell(&mut self, answer: Option<f64>) {
        let Some(awaited) = self.awaited.checked_sub(1) else {
            return;
        };
        self.awaited = awaited;
        self.partial.push(answer.unwrap_or(f64::NAN));
        if self.partial.len() == self.width() {
            self.rows.push(std::mem::take(&mut self.partial));
            self.indices.take();
        }
    }

    /// Whether all rows are answered.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.rows.len() == self.base.len()
    }

    /// How much of the work is done, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn progress(&self) -> f64 {
        self.rows.len() as f64 / self.base.len().max(1) as f64
    }

    /// The share of points drawn at random, those of A and of B, that have an answer.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn coverage(&self) -> f64 {
        if self.rows.is_empty() {
            return 1.0;
        }
        let exists = |value: &&f64| value.is_finite();
        let found = self.rows.iter().flat_map(|row| &row[..2]).filter(exists);
        found.count() as f64 / (2 * self.rows.len()) as f64
    }

    /// The indices of all groups from the rows answered so far. None while there are too few with an
    /// answer, or if it does not vary.
    #[must_use]
    pub fn indices(&self) -> Option<&[Index]> {
        self.indices.get_or_init(|| self.bootstrapped()).as_deref()
    }

    /// The indices with their intervals.
    fn bootstrapped(&self) -> Option<Vec<Index>> {
        let all: Vec<usize> = (0..self.rows.len()).collect();
        let surer = self.surer(&all)?;
        let found = self.estimates(&all, &surer)?;
        if !found.iter().all(is_known) {
            return None;
        }
        let mut random = Random::new(self.seed, "sobol bootstrap");
        let mut replicates = vec![(Vec::new(), Vec::new()); self.groups.len()];
        for _ in 0..REPLICATES {
            let drawn: Vec<usize> = all.iter().map(|_| random.below(all.len())).collect();
            let Some(estimates) = self.estimates(&drawn, &surer) else {
                continue;
            };
            let estimates = replicates.iter_mut().zip(estimates);
            for (kept, (first, total)) in estimates.filter(|(_, found)| is_known(found)) {
                kept.0.push(first);
                kept.1.push(total);
            }
        }
        let indices = replicates.iter_mut().zip(found);
        let indices = indices.map(|(kept, (first, total))| Index {
            first: interval(first, &mut kept.0),
            total: interval(total, &mut kept.1),
        });
        Some(indices.collect())
    }

    /// Mean and variance of f(A) and f(B) in these rows. None if there are too few, or nothing varies.
    fn moments(&self, rows: &[usize]) -> Option<(f64, f64)> {
        let pooled = || rows.iter().flat_map(|&row| &self.rows[row][..2]).copied();
        let (mean, count) = average(pooled());
        let (squares, _) = average(pooled().map(|value| square(value - mean)));
        let variance = squares * count / (count - 1.0);
        (count > 3.0 && variance > f64::EPSILON * mean * mean).then_some((mean, variance))
    }

    /// Which estimator of the first order is the surer one of each group.
    fn surer(&self, rows: &[usize]) -> Option<Vec<First>> {
        let (mean, variance) = self.moments(rows)?;
        let surer = (0..self.groups.len()).map(|group| {
            let spread = |first: First| {
                let term = |&row: &usize| first.term(&self.rows[row], group, mean, variance);
                let terms = || rows.iter().map(term);
                let (middle, _) = average(terms());
                average(terms().map(|term| square(term - middle))).0
            };
            if spread(First::Change) < spread(First::Rest) {
                First::Change
            } else {
                First::Rest
            }
        });
        Some(surer.collect())
    }

    /// First and total index of every group from these rows.
    fn estimates(&self, rows: &[usize], surer: &[First]) -> Option<Vec<(f64, f64)>> {
        let (mean, variance) = self.moments(rows)?;
        let groups = surer.iter().enumerate().map(|(group, first)| {
            let rows = || rows.iter().map(|&row| &self.rows[row]);
            let (alone, _) = average(rows().map(|row| first.term(row, group, mean, variance)));
            let (with, _) = average(rows().map(|row| square(row[0] - row[2 + group])));
            (alone, with / (2.0 * variance))
        });
        Some(groups.collect())
    }
}

/// The mean of those numbers that exist, and how many these are; NaN of none.
fn average(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let existing = values.filter(|value| value.is_finite());
    let (sum, count) = existing.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (sum / count, count)
}

/// Whether there were rows to say both indices from.
fn is_known((first, total): &(f64, f64)) -> bool {
    first.is_finite() && total.is_finite()
}

/// The middle 95 % of the replicates around an estimate.
fn interval(value: f64, replicates: &mut [f64]) -> Estimate {
    replicates.sort_unstable_by(f64::total_cmp);
    let count = u32::try_from(replicates.len()).unwrap_or(u32::MAX);
    let at = |share: f64| {
        let place = rank(count, share) as usize;
        replicates.get(place).copied().unwrap_or(value)
    };
    Estimate {
        value,
        low: at(0.025),
        high: at(0.975),
    }
}

fn square(value: f64) -> f64 {
    value * value
}
