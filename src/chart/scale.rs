//! Axes: round ranges that stand still while values move inside them, and their ticks.

use super::spec::Axis;

/// Round maxima and the distance of their ticks, for one decade: three to five steps each.
const LADDER: [(f64, f64); 10] = [
    (1.0, 0.2),
    (1.5, 0.5),
    (2.0, 0.5),
    (2.5, 0.5),
    (3.0, 1.0),
    (4.0, 1.0),
    (5.0, 1.0),
    (6.0, 2.0),
    (8.0, 2.0),
    (10.0, 2.0),
];

/// The most steps between the ticks of an axis that has values on both sides of zero.
const MOST_STEPS: f64 = 6.0;

/// Slack so that a value that is a round maximum itself does not need the next one.
const SLACK: f64 = 1e-9;

/// The range of values that an axis shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The value at the bottom.
    pub low: f64,
    /// The value at the top.
    pub high: f64,
    /// Whether equal distances are equal factors.
    pub logarithmic: bool,
    /// Where the ticks are, upwards.
    pub ticks: Vec<f64>,
}

/// The extremes of the values that an axis has to show.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// The least value.
    pub low: f64,
    /// The least value above zero.
    pub least_positive: f64,
    /// The greatest value.
    pub high: f64,
}

impl Extent {
    /// No value yet.
    pub const EMPTY: Self = Self {
        low: f64::INFINITY,
        least_positive: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };

    /// Takes in a value. What is not finite has no place on an axis.
    pub fn include(&mut self, value: f64) {
        if value.is_finite() {
            self.low = self.low.min(value);
            self.high = self.high.max(value);
            if value > 0.0 {
                self.least_positive = self.least_positive.min(value);
            }
        }
    }
}

impl Scale {
    /// The scale of an axis for values of this extent.
    #[must_use]
    pub fn new(axis: Axis, extent: Extent) -> Self {
        match axis {
            Axis::Linear { reach } | Axis::LinearOfSubject { reach } => {
                linear(extent.low.min(0.0), extent.high.max(reach))
            }
            Axis::Logarithmic { reach: (low, high) } => logarithmic(
                extent.least_positive.min(low).max(low.min(1.0)),
                extent.high.max(high),
            ),
            Axis::BelowOne { reach } => below_one((1.0 - extent.low).clamp(reach, 1.0)),
        }
    }

    /// The height of a value: 0 at the bottom, 1 at the top, outside of that beyond the axis.
    #[must_use]
    pub fn height(&self, value: f64) -> f64 {
        if self.logarithmic {
            // What is nothing is below every decade.
            let value = value.max(f64::MIN_POSITIVE);
            (value / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }
}

/// The first round maximum at or above a positive value, with the distance of its ticks.
fn round_above(value: f64) -> (f64, f64) {
    let decade = 10_f64.powf(value.log10().floor());
    let (bound, step) = LADDER
        .into_iter()
        .find(|&(bound, _)| value <= bound * decade * (1.0 + SLACK))
        .unwrap_or((15.0, 5.0));
    (bound * decade, step * decade)
}

fn linear(low: f64, high: f64) -> Scale {
    let (high, below) = (high.max(0.0), -low);
    let larger = high.max(below);
    let (bound, mut step) = round_above(if larger > 0.0 { larger } else { 1.0 });
    let steps = |value: f64, step: f64| (value / step - SLACK).ceil().max(0.0);
    let (mut up, mut down) = (steps(high, step), steps(below, step));
    // A maximum such as 2.5 is whole in its steps, and so is a coarser step above it.
    if high >= below {
        up = steps(bound, step);
    } else {
        down = steps(bound, step);
    }
    while up + down > MOST_STEPS {
        let (_, coarser) = round_above(step * 5.5);
        step = coarser;
        (up, down) = (steps(high, step), steps(below, step));
    }
    let ticks = whole_numbers(-down, up).map(|n| n * step).collect();
    Scale {
        low: -down * step,
        high: up * step,
        logarithmic: false,
        ticks,
    }
}

fn logarithmic(low: f64, high: f64) -> Scale {
    let first = (low.log10() + SLACK).floor();
    let last = (high.log10() - SLACK).ceil().max(first + 1.0);
    let decades = whole_numbers(first, last);
    let ticks = if last - first <= 2.0 {
        decades
            .flat_map(|exponent| [1.0, 3.0].map(|n| n * 10_f64.powf(exponent)))
            .filter(|&tick| tick <= 10_f64.powf(last) * (1.0 + SLACK))
            .collect()
    } else {
        decades.map(|exponent| 10_f64.powf(exponent)).collect()
    };
    Scale {
        low: 10_f64.powf(first),
        high: 10_f64.powf(last),
        logarithmic: true,
        ticks,
    }
}

fn below_one(distance: f64) -> Scale {
    let (bound, step) = round_above(distance);
    let bound = bound.min(1.0);
    let steps = (bound / step + SLACK).floor();
    Scale {
        low: 1.0 - bound,
        high: 1.0,
        logarithmic: false,
        ticks: whole_numbers(-steps, 0.0).map(|n| 1.0 + n * step).collect(),
    }
}

fn whole_numbers(first: f64, last: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(first), |n| Some(n + 1.0)).take_while(move |&n| n <= last)
}
