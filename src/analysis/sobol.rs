//! Sobol indices: the share of an answer's variance that each input explains alone (first order),
//! and with all its interactions (total).
//!
//! Rows of two independent sets of inputs A and B, and of A with one input at a time taken from B
//! (Saltelli), give both indices after Jansen. Each input's column is a Latin hypercube, which
//! settles the estimates sooner than plain chance. Confidence intervals come from bootstrapping
//! the rows. Inputs are drawn independently of each other: the indices are not defined otherwise.

use std::cell::OnceCell;

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

/// What one input explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Alone.
    pub first: Estimate,
    /// With all its interactions.
    pub total: Estimate,
}

/// One answered row: f(A), f(B), and f(A with input i from B) for each i.
type Row = Vec<f64>;

/// Replicates of the bootstrap.
const REPLICATES: usize = 200;

/// An estimation under way.
#[derive(Debug)]
pub struct Sobol {
    inputs: usize,
    seed: u64,
    /// Sets A and B: for each row, the inputs of A and then those of B.
    base: Vec<Vec<f64>>,
    asked: usize,
    awaited: usize,
    partial: Vec<Option<f64>>,
    rows: Vec<Row>,
    answered: usize,
    /// What the rows come to, which takes a while, once it has been asked for.
    indices: OnceCell<Option<Vec<Index>>>,
}

impl Sobol {
    /// An estimation for so many inputs from so many rows, each of inputs + 2 answers. The same
    /// seed gives the same rows.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand rows
    pub fn new(inputs: usize, rows: usize, seed: u64) -> Self {
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
            seed,
            base,
            asked: 0,
            awaited: 0,
            partial: Vec::new(),
            rows: Vec::new(),
            answered: 0,
            indices: OnceCell::new(),
        }
    }

    const fn width(&self) -> usize {
        self.inputs + 2
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
                mixed[more - 2] = b[more - 2];
                mixed
            }
        };
        self.asked += 1;
        self.awaited += 1;
        Some(point)
    }

    /// Takes the answer at the earliest point that has none. A row with an answer missing does not
    /// count.
    pub fn tell(&mut self, answer: Option<f64>) {
        let Some(awaited) = self.awaited.checked_sub(1) else {
            return;
        };
        self.awaited = awaited;
        self.partial.push(answer.filter(|value| value.is_finite()));
        if self.partial.len() == self.width() {
            self.answered += 1;
            let row: Option<Row> = self.partial.drain(..).collect();
            self.rows.extend(row);
            self.indices.take();
        }
    }

    /// Whether all rows are answered.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.answered == self.base.len()
    }

    /// How much of the work is done, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn progress(&self) -> f64 {
        self.answered as f64 / self.base.len().max(1) as f64
    }

    /// The share of answered rows that count, because every answer in them exists.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // some thousand
    pub fn coverage(&self) -> f64 {
        if self.answered == 0 {
            return 1.0;
        }
        self.rows.len() as f64 / self.answered as f64
    }

    /// The indices of all inputs from the rows answered so far. None while there are fewer than
    /// two, or if the answer does not vary.
    #[must_use]
    pub fn indices(&self) -> Option<&[Index]> {
        self.indices.get_or_init(|| self.bootstrapped()).as_deref()
    }

    /// The indices with their intervals.
    fn bootstrapped(&self) -> Option<Vec<Index>> {
        let all: Vec<usize> = (0..self.rows.len()).collect();
        let (first, total) = self.estimates(&all)?;
        let mut random = Random::new(self.seed, "sobol bootstrap");
        let mut replicates = vec![(Vec::new(), Vec::new()); self.inputs];
        for _ in 0..REPLICATES {
            let drawn: Vec<usize> = all.iter().map(|_| random.below(all.len())).collect();
            let Some((first, total)) = self.estimates(&drawn) else {
                continue;
            };
            for (input, kept) in replicates.iter_mut().enumerate() {
                kept.0.push(first[input]);
                kept.1.push(total[input]);
            }
        }
        let indices = replicates
            .iter_mut()
            .enumerate()
            .map(|(input, kept)| Index {
                first: interval(first[input], &mut kept.0),
                total: interval(total[input], &mut kept.1),
            });
        Some(indices.collect())
    }

    /// First and total index of every input from these rows, after Jansen.
    #[allow(clippy::cast_precision_loss)] // some thousand rows
    fn estimates(&self, rows: &[usize]) -> Option<(Vec<f64>, Vec<f64>)> {
        if rows.len() < 2 {
            return None;
        }
        let count = rows.len() as f64;
        let pooled = || rows.iter().flat_map(|&row| &self.rows[row][..2]);
        let mean = pooled().sum::<f64>() / (2.0 * count);
        let variance =
            pooled().map(|value| square(value - mean)).sum::<f64>() / (2.0 * count - 1.0);
        if variance <= f64::EPSILON * mean * mean {
            return None;
        }
        let mut first = vec![0.0; self.inputs];
        let mut total = vec![0.0; self.inputs];
        for &row in rows {
            let (ends, mixed) = self.rows[row].split_at(2);
            for (input, value) in mixed.iter().enumerate() {
                first[input] += square(ends[1] - value);
                total[input] += square(ends[0] - value);
            }
        }
        for input in 0..self.inputs {
            first[input] = 1.0 - first[input] / (2.0 * count * variance);
            total[input] /= 2.0 * count * variance;
        }
        Some((first, total))
    }
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
