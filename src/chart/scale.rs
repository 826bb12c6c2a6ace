//! Axes: round ranges that stand still while values move inside them, and their ticks.

use super::spec::Axis;
use crate::order::ascending;

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

/// How much further apart ticks can stand where there is little room.
const FACTORS: [f64; 7] = [1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0];

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
    /// The distance of the ticks, in decades on a logarithmic scale.
    step: f64,
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

    /// Where the ticks are, upwards: round values, `most` of them at the most, with the ends of the
    /// axis among them if it can be.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let (low, high) = if self.logarithmic {
            (self.low.log10(), self.high.log10())
        } else {
            (self.low, self.high)
        };
        // Ticks hang on zero, on the bottom of a logarithmic scale, or on the top if it is 100 %.
        let origin = if self.logarithmic {
            low
        } else if self.low > 0.0 {
            high
        } else {
            0.0
        };
        // Decades are not broken, and steps of 5 do not become 12.5.
        let starts_with_5 = (self.step.log10().rem_euclid(1.0) - 5_f64.log10()).abs() < 1e-6;
        let factors = FACTORS
            .into_iter()
            .filter(|&factor| is_whole(factor) || !(self.logarithmic || starts_with_5));
        let candidates = factors.map(|factor| {
            let step = self.step * factor;
            let (down, up) = ((low - origin) / step, (high - origin) / step);
            let first = (down - SLACK).ceil();
            let ticks: Vec<f64> = whole_numbers(first, up + SLACK)
                .map(|n| origin + n * step)
                .collect();
            let misses = [down, up].iter().filter(|end| !is_whole(**end)).count();
            (ticks, misses)
        });
        let room = most.max(2);
        let mut best: Option<(Vec<f64>, usize)> = None;
        for (ticks, misses) in candidates {
            let fits = ticks.len() <= room && ticks.len() >= 2;
            if fits && best.as_ref().is_none_or(|(_, least)| misses < *least) {
                best = Some((ticks, misses));
            }
        }
        let mut ticks = best.map_or_else(|| vec![low, high], |(ticks, _)| ticks);
        if self.logarithmic {
            let decades = ticks.len();
            ticks = ticks
                .into_iter()
                .map(|tick| libm::pow(10.0, tick))
                .collect();
            // Two decades leave room for a tick in the middle of each.
            if decades <= 3 && decades * 2 <= room && self.high / self.low < 1001.0 {
                let between: Vec<f64> = ticks[1..].iter().map(|tick| tick * 0.3).collect();
                ticks.extend(between);
                ticks = ascending(&ticks).into_iter().map(|at| ticks[at]).collect();
            }
        }
        ticks
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
    let decade = libm::pow(10.0, value.log10().floor());
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
    Scale {
        low: -down * step,
        high: up * step,
        logarithmic: false,
        step,
    }
}

fn logarithmic(low: f64, high: f64) -> Scale {
    let first = (low.log10() + SLACK).floor();
    let last = (high.log10() - SLACK).ceil().max(first + 1.0);
    Scale {
        low: libm::pow(10.0, first),
        high: libm::pow(10.0, last),
        logarithmic: true,
        step: 1.0,
    }
}

fn below_one(distance: f64) -> Scale {
    let (bound, step) = round_above(distance);
    let bound = bound.min(1.0);
    Scale {
        low: 1.0 - bound,
        high: 1.0,
        logarithmic: false,
        step,
    }
}

fn whole_numbers(first: f64, last: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(first), |n| Some(n + 1.0)).take_while(move |&n| n <= last)
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(values: &[f64]) -> Extent {
        let mut extent = Extent::EMPTY;
        for &value in values {
            extent.include(value);
        }
        extent
    }

    #[test]
    fn an_axis_stands_still_up_to_its_reach_and_then_takes_round_steps() {
        let axis = Axis::Linear { reach: 10e6 };
        for (highest, top) in [
            (0.0, 10e6),
            (10e6, 10e6),
            (10.1e6, 15e6),
            (15.1e6, 20e6),
            (99e6, 100e6),
        ] {
            let scale = Scale::new(axis, extent(&[0.0, highest]));
            assert!((scale.high - top).abs() < 1.0, "{highest}: {scale:?}");
        }
    }

    #[test]
    fn the_top_of_an_axis_never_falls_while_values_rise() {
        for axis in [
            Axis::Linear { reach: 1.0 },
            Axis::LinearOfSubject { reach: 500.0 },
            Axis::Logarithmic { reach: (1.0, 10.0) },
        ] {
            for lowest in [0.0, -0.3, -7.0, -100.0, -4321.0] {
                let mut before = 0.0;
                for step in 0..4000 {
                    let highest = 1.003_f64.powi(step);
                    let scale = Scale::new(axis, extent(&[lowest, highest]));
                    // The side that reaches further from zero rules the axis.
                    if highest >= -lowest {
                        assert!(scale.high >= before - 1e-9 * before, "{axis:?} {highest}");
                        before = scale.high;
                    }
                    assert!(scale.high >= highest * (1.0 - 1e-8));
                    assert!(scale.logarithmic || scale.low <= lowest);
                }
            }
        }
    }

    #[test]
    fn ticks_are_round_and_few_and_include_the_ends_where_there_is_room() {
        let full = Scale::new(Axis::Linear { reach: 1.0 }, extent(&[0.0]));
        for (most, expected) in [
            (8, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (4, vec![0.0, 0.5, 1.0]),
            (2, vec![0.0, 1.0]),
        ] {
            let ticks = full.ticks(most);
            assert_eq!(ticks.len(), expected.len());
            for (tick, expected) in ticks.iter().zip(expected) {
                assert!((tick - expected).abs() < 1e-12);
            }
        }
        let uptime = Scale::new(Axis::BelowOne { reach: 0.01 }, extent(&[0.96]));
        assert_eq!(uptime.ticks(6).len(), 5);
        let users = Scale::new(
            Axis::Logarithmic {
                reach: (10_000.0, 10_000_000.0),
            },
            extent(&[20_000.0]),
        );
        assert_eq!(users.ticks(8).len(), 4);
    }

    #[test]
    fn any_values_make_a_finite_scale_with_at_least_two_ticks() {
        let values = [-1e15, -1.0, -1e-9, 0.0, 1e-9, 1.0, 1e15];
        for axis in [
            Axis::Linear { reach: 1.0 },
            Axis::LinearOfSubject { reach: 1e6 },
            Axis::Logarithmic { reach: (0.01, 1.0) },
            Axis::BelowOne { reach: 0.01 },
        ] {
            for one in values {
                for other in values {
                    let scale = Scale::new(axis, extent(&[one, other]));
                    assert!(scale.low < scale.high && (scale.high - scale.low).is_finite());
                    for most in [0, 2, 3, 5, 9] {
                        let ticks = scale.ticks(most);
                        assert!((2..=most.max(2)).contains(&ticks.len()), "{scale:?} {most}");
                        for tick in ticks {
                            let height = scale.height(tick);
                            assert!((-1e-6..=1.0 + 1e-6).contains(&height), "{scale:?} {tick}");
                        }
                    }
                }
            }
        }
    }
}
