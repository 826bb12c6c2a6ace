//! A lever on its grid: the values that the slider can stand at.

use crate::model::inputs::{HIRE_FIELDS, Inputs};
use crate::model::parameters::{OutOfRange, Parameter, check_range};
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;

/// The lever of a key such as `team.scaling` or `hires.2.month`. Whether a scenario has that hire
/// shows when it is read.
#[must_use]
pub fn lever_by_key(key: &str) -> Option<Lever> {
    if let Some(row) = Parameter::by_key(key) {
        return Some(Lever::Parameter(row));
    }
    let (number, field) = key.strip_prefix("hires.")?.split_once('.')?;
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    let field = HIRE_FIELDS.iter().find(|row| row.key == field)?;
    Some(Lever::Hire(index, field))
}

/// The value of a lever, none if the hire is gone.
#[must_use]
pub(super) fn read(lever: Lever, inputs: &Inputs) -> Option<f64> {
    match lever {
        Lever::Parameter(row) => Some((row.get)(&inputs.parameters)),
        Lever::Hire(index, field) => inputs.hires.get(index).map(field.get),
    }
}

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
        let possible = match lever {
            Lever::Parameter(row) => row.possible,
            Lever::Hire(_, field) => field.possible,
        };
        let one = check_range(&lever.key(), one, possible)?;
        let other = check_range(&lever.key(), other, possible)?;
        Ok(Self {
            lever,
            low: one.min(other),
            high: one.max(other),
        })
    }

    /// How many steps there are between the bounds.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 100,000 at most
    pub fn steps(&self) -> usize {
        ((self.high - self.low) / self.lever.step() - 1e-9)
            .ceil()
            .max(0.0) as usize
    }

    /// The value so many steps above the low bound; the last is the high bound itself.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // 100,000 at most
    pub fn step(&self, index: usize) -> f64 {
        if index == 0 {
            return self.low;
        }
        if index >= self.steps() {
            return self.high;
        }
        self.snap(self.low + index as f64 * self.lever.step())
    }

    /// The place on the grid that is nearest to a value.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not below zero
    pub fn nearest(&self, value: f64) -> usize {
        let places = ((value - self.low) / self.lever.step()).max(0.0);
        (places.round() as usize).min(self.steps())
    }

    /// The nearest multiple of the step between the bounds, without the dust of binary fractions.
    fn snap(&self, value: f64) -> f64 {
        let step = self.lever.step();
        let snapped = (value / step).round() * step;
        ((snapped * 1e9).round() / 1e9).clamp(self.low, self.high)
    }
}
