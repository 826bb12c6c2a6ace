//! Distributions of uncertain values, as functions of a standard normal value: a copula has one to
//! give, and such a function is smooth to its ends, so that a small table holds it.

use std::sync::LazyLock;

use super::normal;
use crate::model::bounds::Bounds;
use crate::model::exponential::{exponential, power};
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{NORMAL_95, Shape, Spread};

/// How far the table reaches on both sides: beyond are one value in 10¹⁰.
const REACH: f64 = 6.5;
/// Intervals of the table for each unit.
const DENSITY: f64 = 8.0;
/// Intervals of the table.
const INTERVALS: usize = 104;

/// A distribution: between the nodes of its table the value is a cubic.
#[derive(Clone, Debug)]
pub struct Marginal {
    low: f64,
    high: f64,
    /// Value and slope (for an interval's length) at each node.
    nodes: Box<[(f64, f64); INTERVALS + 1]>,
}

/// Standard normal values at the nodes, and the probabilities up to them.
static NODES: LazyLock<[(f64, f64); INTERVALS + 1]> = LazyLock::new(|| {
    std::array::from_fn(|node| {
        #[allow(clippy::cast_precision_loss)] // about a hundred
        let z = node as f64 / DENSITY - REACH;
        (z, normal::cumulative(z))
    })
});

impl Marginal {
    /// The distribution of a value with this spread around the scenario's value `mode`, between
    /// these ends ([`Spread::ends`]). The value itself where nothing is uncertain.
    #[must_use]
    pub fn new(spread: &Spread, mode: f64, (low, high): (f64, f64)) -> Self {
        let width = high - low;
        if spread.is_fixed() || width <= 0.0 {
            return Self::tabulate((mode, mode), |_| mode);
        }
        match spread.shape {
            Shape::Fixed => Self::tabulate((mode, mode), |_| mode),
            Shape::Uniform => Self::tabulate((low, high), |(_, p)| low + width * p),
            Shape::Pert => {
                let mut beta = Beta::new(pert(low, mode, high));
                Self::tabulate((low, high), |(_, p)| low + width * beta.quantile(p))
            }
            Shape::Lognormal => {
                let (from, to) = (libm::log(spread.low), libm::log(spread.high));
                let middle = f64::midpoint(from, to);
                let deviation = lognormal_deviation(spread.high / spread.low, NORMAL_95);
                let least = if low > 0.0 {
                    normal::cumulative((libm::log(low) - middle) / deviation)
                } else {
                    0.0
                };
                let most = normal::cumulative((libm::log(high) - middle) / deviation);
                Self::tabulate((low, high), |(z, p)| {
                    // What is not possible is left out; where that is next to nothing, z is
                    // better than the round trip through its probability.
                    let share = least + p * (most - least);
                    let z = if (share - p).abs() < 1e-12 || !(share > 0.0 && share < 1.0) {
                        z
                    } else {
                        normal::quantile(share)
                    };
                    exponential(middle + deviation * z)
                })
            }
        }
    }

    /// The uncertain inputs of a scenario, in the order of the table, each with its distribution.
    pub fn of(scenario: &Scenario) -> impl Iterator<Item = (&'static Parameter, Self)> {
        scenario.uncertainty.uncertain().map(|(row, spread)| {
            let value = (row.get)(&scenario.inputs.parameters);
            (row, Self::new(&spread, value, spread.ends(row, value)))
        })
    }

    fn tabulate((low, high): (f64, f64), mut quantile: impl FnMut((f64, f64)) -> f64) -> Self {
        let values: [f64; INTERVALS + 1] =
            std::array::from_fn(|node| quantile(NODES[node]).at_least(low).at_most(high));
        let at =
            |node: usize, offset: isize| values[node.saturating_add_signed(offset).min(INTERVALS)];
        let nodes = std::array::from_fn(|node| {
            let slope = if (2..=INTERVALS - 2).contains(&node) {
                (8.0 * (at(node, 1) - at(node, -1)) - (at(node, 2) - at(node, -2))) / 12.0
            } else {
                (at(node, 1) - at(node, -1)) / 2.0
            };
            // A cubic whose slopes are at most three times the secant's never turns back.
            let before = values[node] - at(node, -1);
            let after = at(node, 1) - values[node];
            let steepest = 3.0 * before.at_most(after);
            (values[node], slope.at_least(0.0).at_most(steepest))
        });
        Self {
            low,
            high,
            nodes: Box::new(nodes),
        }
    }

    /// The value that belongs to a standard normal one.
    #[inline]
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    pub fn at(&self, z: f64) -> f64 {
        let place = ((z + REACH) * DENSITY)
            .at_least(0.0)
            .at_most(INTERVALS as f64);
        let index = (place as usize).min(INTERVALS - 1);
        let t = place - index as f64;
        let ((from, leaving), (to, arriving)) = (self.nodes[index], self.nodes[index + 1]);
        let rise = to - from;
        let value = from
            + t * (leaving
                + t * ((3.0 * rise - 2.0 * leaving - arriving)
                    + t * (leaving + arriving - 2.0 * rise)));
        value.at_least(self.low).at_most(self.high)
    }
}

/// α and β of the beta distribution that PERT is.
#[must_use]
pub fn pert(low: f64, mode: f64, high: f64) -> (f64, f64) {
    let share = (mode - low) / (high - low);
    (1.0 + 4.0 * share, 1.0 + 4.0 * (1.0 - share))
}

/// The standard deviation of the logarithm of a lognormal value of which two percentiles have this
/// ratio, `z` standard deviations on either side of the median.
#[must_use]
pub fn lognormal_deviation(ratio: f64, z: f64) -> f64 {
    libm::log(ratio) / (2.0 * z)
}

/// Cells of the angle by which a beta distribution is integrated.
const CELLS: usize = 128;
/// The last of them.
const LAST: usize = CELLS - 1;

/// ln sin and ln cos of half the angle, and their product sin·cos, at the ends and in the middle
/// of each cell.
static ANGLES: LazyLock<Vec<(f64, f64, f64)>> = LazyLock::new(|| {
    (0..=2 * CELLS)
        .map(|step| {
            #[allow(clippy::cast_precision_loss)] // some hundred
            let half = step as f64 / (4 * CELLS) as f64 * std::f64::consts::PI;
            let (sine, cosine) = (libm::sin(half), libm::cos(half));
            (libm::log(sine), libm::log(cosine), sine * cosine)
        })
        .collect()
});

/// A beta distribution with α and β of at least 1. With x = sin²(θ/2) its density by θ is smooth
/// to both ends: sin^(2α − 1)·cos^(2β − 1) of half the angle.
struct Beta {
    /// Integral up to the end of each cell and the density there, for a cell's length.
    cells: Vec<(f64, f64)>,
    cell: usize,
    /// α and β.
    exponents: (f64, f64),
}

impl Beta {
    fn new((alpha, beta): (f64, f64)) -> Self {
        let density = |step: usize| {
            let (sine, cosine, product) = ANGLES[step];
            if step == 0 || step == 2 * CELLS {
                return 0.0; // ln 0 times nothing would be none
            }
            product * exponential(2.0 * ((alpha - 1.0) * sine + (beta - 1.0) * cosine))
        };
        let mut integral = 0.0;
        let mut before = density(0);
        let mut cells = vec![(integral, before)];
        for cell in 0..CELLS {
            let after = density(2 * cell + 2);
            integral += (before + 4.0 * density(2 * cell + 1) + after) / 6.0;
            cells.push((integral, after));
            before = after;
        }
        for (sum, density) in &mut cells {
            *sum /= integral;
            *density /= integral;
        }
        Self {
            cells,
            cell: 0,
            exponents: (alpha, beta),
        }
    }

    /// The value below which this share lies. Shares have to be asked for in ascending order.
    fn quantile(&mut self, share: f64) -> f64 {
        while self.cell < CELLS - 1 && self.cells[self.cell + 1].0 < share {
            self.cell += 1;
        }
        let t = match self.cell {
            // At an end the integral is a power of the angle.
            0 => power(share / self.cells[1].0, 0.5 / self.exponents.0),
            LAST => {
                let left = (1.0 - share) / (1.0 - self.cells[LAST].0);
                1.0 - power(left, 0.5 / self.exponents.1)
            }
            cell => self.within(cell, share),
        };
        #[allow(clippy::cast_precision_loss)] // some hundred
        let half = (self.cell as f64 + t) / (2 * CELLS) as f64 * std::f64::consts::PI;
        let sine = libm::sin(half);
        sine * sine
    }

    /// Where in a cell its cubic reaches a share, by Newton's method from the straight line. Away
    /// from the ends a cell is so short that it is nearly straight.
    fn within(&self, cell: usize, share: f64) -> f64 {
        let ((from, leaving), (to, arriving)) = (self.cells[cell], self.cells[cell + 1]);
        let rise = to - from;
        let (square, cube) = (
            3.0 * rise - 2.0 * leaving - arriving,
            leaving + arriving - 2.0 * rise,
        );
        let mut t = if rise > 0.0 {
            (share - from) / rise
        } else {
            0.0
        };
        for _ in 0..4 {
            let value = from + t * (leaving + t * (square + t * cube));
            let slope = leaving + t * (2.0 * square + 3.0 * t * cube);
            if slope > 0.0 {
                t = (t - (value - share) / slope).at_least(0.0).at_most(1.0);
            }
        }
        t
    }
}
