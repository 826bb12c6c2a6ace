//! Points of a grid, as places and as shares of its bounds.

/// A point: for each dimension, the number of steps above the low bound.
pub type Point = Vec<usize>;

/// How many points there are, if that is a number.
pub(super) fn places(steps: &[usize]) -> Option<usize> {
    steps
        .iter()
        .try_fold(1_usize, |places, steps| places.checked_mul(steps + 1))
}

/// The point of the grid nearest to a member of the population.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // a share of some thousand steps
pub(super) fn point(steps: &[usize], member: &[f64]) -> Point {
    steps
        .iter()
        .zip(member)
        .map(|(&steps, share)| (share * steps as f64).round() as usize)
        .collect()
}

/// The points of a grid, counted through.
pub(super) fn nth(steps: &[usize], mut place: usize) -> Point {
    steps
        .iter()
        .map(|steps| {
            let coordinate = place % (steps + 1);
            place /= steps + 1;
            coordinate
        })
        .collect()
}

/// A point as shares of its bounds.
#[allow(clippy::cast_precision_loss)] // some thousand steps
pub(super) fn shares(steps: &[usize], point: &[usize]) -> Vec<f64> {
    steps
        .iter()
        .zip(point)
        .map(|(&steps, &place)| {
            if steps == 0 {
                0.0
            } else {
                (place as f64 / steps as f64).min(1.0)
            }
        })
        .collect()
}
