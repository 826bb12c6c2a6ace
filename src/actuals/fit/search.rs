//! The values that fit best: Levenberg and Marquardt's method within bounds, of the crate `basin`,
//! from several starts, for the sum of squares may have more than one valley.

use std::convert::Infallible;

use basin::{
    BoundedLevenbergMarquardt, BoxBounds, Constrained, ConstraintSet, DenseMatrix, Executor,
    Jacobian, PointState, Residual,
};

use crate::decimal;

use super::FITTED;
use super::objective::{Objective, scale};

/// Steps of one search at most.
const STEPS: u64 = 40;

/// Places that are tried before any search, spread over all sliders at once. The service breaks down
/// at some load and not below it, so that the error has valleys which no slope from elsewhere leads
/// to.
const SAMPLES: u32 = 512;

/// So many of these, the best ones, are where searches start.
const STARTS: usize = 12;

/// Bases of the spread places, one a parameter: no two have a common factor, so that no parameter
/// follows another one.
const BASES: [u32; FITTED.len()] = [2, 3, 5, 7, 11, 13, 17, 19];

/// Places on a slider at which a parameter is tried by itself.
const PLACES: u32 = 64;

/// Significant digits of a fitted value.
const DIGITS: usize = 4;

/// The best values that were found, which are at least as good as those before.
pub(super) fn best(objective: &Objective, before: &[f64]) -> Vec<f64> {
    let parameters = objective.parameters();
    let alone = (0..parameters.len()).map(|at| alone(objective, before, at));
    let starts = std::iter::once(before.to_vec())
        .chain(spread(objective))
        .chain(alone);
    let mut best = (objective.cost(before), before.to_vec());
    for start in starts {
        let found = descend(objective, &start);
        let cost = objective.cost(&found);
        if cost < best.0 {
            best = (cost, found);
        }
    }
    // Digits that nobody could know would only look exact.
    let rounded: Vec<f64> = best.1.iter().map(|&value| round(value)).collect();
    let is_possible = parameters.iter().zip(&rounded).all(|(row, value)| {
        let (low, high) = row.possible;
        (low..=high).contains(value)
    });
    if best.1 != before && is_possible && objective.cost(&rounded) < objective.cost(before) {
        return rounded;
    }
    best.1
}

/// The best of many places, all over the sliders.
fn spread(objective: &Objective) -> Vec<Vec<f64>> {
    let rows = || objective.parameters().iter().zip(BASES);
    let mut places: Vec<(f64, Vec<f64>)> = (1..=SAMPLES)
        .map(|number| {
            let values = rows().map(|(row, base)| {
                let (low, high) = row.range;
                low + (high - low) * mirrored(number, base)
            });
            let values: Vec<f64> = values.collect();
            (objective.cost(&values), values)
        })
        .collect();
    places.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    places.truncate(STARTS);
    places.into_iter().map(|(_, values)| values).collect()
}

/// The digits of a number in a base, mirrored at the point: Halton's sequence, which leaves no large
/// gaps however many of it are taken.
fn mirrored(mut number: u32, base: u32) -> f64 {
    let base_share = 1.0 / f64::from(base);
    let (mut share, mut place) = (0.0, base_share);
    while number > 0 {
        share += f64::from(number % base) * place;
        number /= base;
        place *= base_share;
    }
    share
}

/// The values before, with the best place of one of them.
fn alone(objective: &Objective, before: &[f64], at: usize) -> Vec<f64> {
    let (low, high) = objective.parameters()[at].range;
    let places = (0..=PLACES).map(|place| {
        let mut values = before.to_vec();
        values[at] = low + (high - low) * f64::from(place) / f64::from(PLACES);
        (objective.cost(&values), values)
    });
    let best = places.min_by(|(one, _), (other, _)| one.total_cmp(other));
    best.map_or_else(|| before.to_vec(), |(_, values)| values)
}

fn round(value: f64) -> f64 {
    // By text: a power of ten below 1 is not exact.
    decimal::parse(&format!("{value:.*e}", DIGITS - 1)).unwrap_or(value)
}

fn descend(objective: &Objective, start: &[f64]) -> Vec<f64> {
    let problem = Scaled { objective };
    let start = problem.to_shares(start);
    let ends = |end: fn((f64, f64)) -> f64| {
        let rows = objective.parameters().iter();
        Some(rows.map(|row| end(row.possible) / scale(row)).collect())
    };
    let bounds: BoxBounds<Vec<f64>> = BoxBounds::new(ends(|it| it.0), ends(|it| it.1));
    let problem = Constrained::new(problem, ConstraintSet::new().with_bounds(bounds));
    let solver = BoundedLevenbergMarquardt::<Vec<f64>, DenseMatrix>::new();
    let found = Executor::new(problem, solver, PointState::new(start.clone()))
        .max_iter(STEPS)
        .run();
    let problem = Scaled { objective };
    // The bounds are sound and the model cannot fail: should the crate refuse all the same, the
    // start is as good as it gets.
    found.map_or_else(
        |_| problem.to_values(&start),
        |found| problem.to_values(found.param()),
    )
}

/// The objective with every parameter in lengths of its slider.
struct Scaled<'search, 'fit> {
    objective: &'search Objective<'fit>,
}

impl Scaled<'_, '_> {
    fn to_shares(&self, values: &[f64]) -> Vec<f64> {
        let rows = self.objective.parameters().iter();
        rows.zip(values)
            .map(|(row, value)| value / scale(row))
            .collect()
    }

    fn to_values(&self, shares: &[f64]) -> Vec<f64> {
        let rows = self.objective.parameters().iter();
        rows.zip(shares)
            .map(|(row, share)| (share * scale(row)).clamp(row.possible.0, row.possible.1))
            .collect()
    }
}

impl Residual for Scaled<'_, '_> {
    type Param = Vec<f64>;
    type Output = Vec<f64>;
    type Error = Infallible;

    fn residual(&self, shares: &Vec<f64>) -> Result<Vec<f64>, Infallible> {
        Ok(self.objective.residuals(&self.to_values(shares)))
    }
}

impl Jacobian for Scaled<'_, '_> {
    type Jacobian = DenseMatrix;

    fn jacobian(&self, shares: &Vec<f64>) -> Result<DenseMatrix, Infallible> {
        let columns = self.objective.slopes(&self.to_values(shares));
        let scales: Vec<f64> = self
            .objective
            .parameters()
            .iter()
            .map(|row| scale(row))
            .collect();
        let rows = self.objective.residual_count();
        let entries: Vec<f64> = (0..rows)
            .flat_map(|row| {
                let columns = columns.iter().zip(&scales);
                columns
                    .map(move |(column, scale)| column[row] * scale)
                    .collect::<Vec<_>>()
            })
            .collect();
        Ok(DenseMatrix::from_row_slice(rows, columns.len(), &entries))
    }
}
