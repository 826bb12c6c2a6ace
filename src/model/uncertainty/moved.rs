//! What becomes of a spread when the value that it is around is moved.

use super::{Shape, Spread};
use crate::model::parameters::Parameter;

/// How near a value counts to an end of what is possible, in steps of its slider: at the end itself
/// nothing would be left to come back from.
const NEAR: f64 = 1e-3;

impl Spread {
    /// The spread after the value of the scenario has been moved, so that what can happen moves
    /// with it. A PERT stays, because the value itself is its most likely one.
    ///
    /// The ends of a lognormal are multiplied by what the value is multiplied by, as far as both
    /// stay possible; where that was not all the way, they stay until the value comes back to the
    /// middle of them. Of a uniform spread each end keeps its share of the way from the value to
    /// the end of what is possible on its side: below much that is possible this is a shift, and
    /// an end of what is possible stays one. A value next to an end of what is possible counts as
    /// a thousandth of the slider's step away from it. So moving a value away and back leaves the
    /// spread as it was, but for the last digits.
    ///
    /// A uniform spread that the value was outside moves as it was used, widened by it: ends on one
    /// side of the value would never hold it again. It holds the value afterwards, to the same
    /// thousandth of a step.
    #[must_use]
    pub fn moved(self, row: &Parameter, from: f64, to: f64) -> Self {
        let Self { low, high, shape } = self;
        if from.to_bits() == to.to_bits() {
            return self;
        }
        let (least, most) = row.possible;
        let near = row.step * NEAR;
        let [from, to] = [from, to].map(|value| value.min(most - near).max(least + near));
        let ends = match shape {
            Shape::Pert | Shape::Fixed => return self,
            Shape::Lognormal => {
                let ratio = to / from;
                let to_middle = to / (low * high).sqrt();
                let is_at = |end: f64, limit: f64| (end - limit).abs() <= 1e-12 * limit;
                let factor = if ratio < 1.0 && is_at(high, most) {
                    ratio.max(to_middle).min(1.0)
                } else if ratio > 1.0 && is_at(low, least) {
                    ratio.min(to_middle).max(1.0)
                } else {
                    ratio
                };
                let factor = factor.max(least / low).min(most / high);
                (low * factor, high * factor)
            }
            Shape::Uniform => {
                let Self { low, high, .. } = self.around(from);
                let carried = |end: f64| {
                    if end < from {
                        least + (end - least) * ((to - least) / (from - least))
                    } else if end < most {
                        to + (end - from) * ((most - to) / (most - from))
                    } else {
                        most
                    }
                };
                // What is worked out may be beside the value by its last digit.
                (carried(low).min(to), carried(high).max(to))
            }
        };
        Self {
            low: ends.0.max(least),
            high: ends.1.min(most),
            shape,
        }
    }
}
