//! A lever on its grid: the values that the slider can stand at.

use crate::model::grid::without_dust;
use crate::model::parameters::OutOfRange;
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

/// Sets a lever to a value that is possible for it, the spread around it with it; nothing happens
/// if the hire is gone.
pub(super) fn write(lever: Lever, scenario: &mut Scenario, value: f64) {
    match lever {
        Lever::Parameter(row) => scenario.move_parameter(row, value),
        Lever::Hire(index, field) => {
            if let Some(hire) = scenario.inputs.hires.get_mut(index) {
                (field.set)(hire, value);
            }
        }
    }
}

/// What a value divided by its step may be off a whole number by, as binary fractions are.
const DUST: f64 = 1e-9;

/// A lever between two bounds, and the values on the grid of its steps.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    /// The lever.
    pub lever: Lever,
    /// The least value that may be tried.
    pub low: f64,
    /// The greatest value that may be tried.
    pub high: f64,
}

impl Dial {
    /// A lever over the whole range of its slider.
    #[must_use]
    pub fn whole(lever: Lever) -> Self {
        let (low, high) = lever.range();
        Self { lever, low, high }
    }

    /// A lever between two bounds, in any order, be they within the slider's range or beyond it.
    ///
    /// # Errors
    /// [`OutOfRange`] if a bound is not possible for this input.
    pub fn between(lever: Lever, one: f64, other: f64) -> Result<Self, OutOfRange> {
        let (one, other) = (lever.check(one)?, lever.check(other)?);
        Ok(Self {
            lever,
            low: one.min(other),
            high: one.max(other),
        })
    }

    /// How many steps it is from value to value between the bounds.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 100,000 at most
    pub fn steps(&self) -> usize {
        let last = (self.high / self.lever.step() - DUST).ceil();
        (last - self.first()).max(0.0) as usize
    }

    /// The value at a place: the low bound, the multiples of the step above it, and the high bound
    /// last.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // 100,000 at most
    pub fn step(&self, place: usize) -> f64 {
        if place == 0 {
            return self.low;
        }
        if place >= self.steps() {
            return self.high;
        }
        let value = (self.first() + place as f64) * self.lever.step();
        without_dust(value).clamp(self.low, self.high)
    }

    /// The place whose value is nearest to this one.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not below zero
    pub fn nearest(&self, value: f64) -> usize {
        let steps = self.steps();
        let below = (value / self.lever.step() + DUST).floor() - self.first();
        let below = (below.max(0.0) as usize).min(steps);
        let above = (below + 1).min(steps);
        if self.step(above) - value <= value - self.step(below) {
            above
        } else {
            below
        }
    }

    /// Which multiple of the step the low bound is, or lies above.
    fn first(&self) -> f64 {
        (self.low / self.lever.step() + DUST).floor()
    }
}
