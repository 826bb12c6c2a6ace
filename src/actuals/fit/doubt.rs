//! What the actuals cannot tell: parameters that they say nothing about, and some that do the same
//! to every series that was measured.

use super::objective::{Objective, scale};

/// Why a fitted value should not be relied upon.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// The actuals say nothing about it.
    NothingSaid,
    /// Others can make up for it: the one that does so best.
    MadeUpFor {
        /// Its key.
        by: &'static str,
    },
    /// Its standard error is as large as its value.
    Vague,
}

/// A whole slider that changes no series by more than this says nothing.
const SILENT: f64 = 1e-6;

/// By how much more the variance of a value grows than if it were fitted alone, from where on
/// others make up for it: 99 % of what it does can be done by them.
const INFLATION: f64 = 100.0;

/// The standard error and the doubt about every value.
#[allow(clippy::cast_precision_loss)] // some hundred actuals
pub(super) fn doubts(objective: &Objective, values: &[f64]) -> Vec<(Option<f64>, Option<Doubt>)> {
    let rows = objective.parameters();
    let slopes = objective.slopes(values);
    let lengths: Vec<f64> = slopes
        .iter()
        .map(|column| column.iter().map(|slope| slope * slope).sum::<f64>().sqrt())
        .collect();
    let heard: Vec<usize> = (0..rows.len())
        .filter(|&at| lengths[at] * scale(rows[at]) > SILENT)
        .collect();
    // Directions only: what is left is how much alike they are.
    let alike = |one: usize, other: usize| {
        let pairs = slopes[one].iter().zip(&slopes[other]);
        pairs.map(|(one, other)| one * other).sum::<f64>() / (lengths[one] * lengths[other])
    };
    let matrix: Vec<Vec<f64>> = heard
        .iter()
        .map(|&one| heard.iter().map(|&other| alike(one, other)).collect())
        .collect();
    let inflation = inverse_diagonal(&matrix);
    let free = objective.residual_count().saturating_sub(rows.len());
    let variance = (free > 0).then(|| objective.cost(values) / free as f64);

    let mut doubts = vec![(None, Some(Doubt::NothingSaid)); rows.len()];
    for (place, &at) in heard.iter().enumerate() {
        let is_made_up_for = inflation[place] > INFLATION;
        let error = variance
            .filter(|_| !is_made_up_for)
            .map(|variance| (variance * inflation[place]).sqrt() / lengths[at]);
        let others = heard.iter().filter(|&&other| other != at);
        let nearest =
            others.max_by(|&&one, &&other| alike(at, one).abs().total_cmp(&alike(at, other).abs()));
        let doubt = match nearest {
            Some(&by) if is_made_up_for => Some(Doubt::MadeUpFor { by: rows[by].key }),
            _ if error.is_some_and(|error| error > values[at].abs()) => Some(Doubt::Vague),
            _ => None,
        };
        doubts[at] = (error, doubt);
    }
    doubts
}

/// The diagonal of the inverse of a matrix of likenesses, by the method of Cholesky; infinite where
/// there is none.
fn inverse_diagonal(matrix: &[Vec<f64>]) -> Vec<f64> {
    let count = matrix.len();
    let mut root = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..=row {
            let done: f64 = (0..column).map(|at| root[row][at] * root[column][at]).sum();
            let rest: f64 = matrix[row][column] - done;
            root[row][column] = if row == column {
                // A hair above nothing: what is wholly alike comes out as huge instead of as none.
                rest.max(1e-12).sqrt()
            } else {
                rest / root[column][column]
            };
        }
    }
    (0..count)
        .map(|unit| {
            // A column of the inverse of the root; the diagonal is the square of its length.
            let mut solution = vec![0.0; count];
            for row in unit..count {
                let wanted = if row == unit { 1.0 } else { 0.0 };
                let done: f64 = (unit..row).map(|at| root[row][at] * solution[at]).sum();
                solution[row] = (wanted - done) / root[row][row];
            }
            solution.iter().map(|part| part * part).sum()
        })
        .collect()
}
