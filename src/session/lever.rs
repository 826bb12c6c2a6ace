//! A lever: one input that can be moved, be it a parameter or a number of a hire.

use crate::format;
use crate::model::inputs::{HIRE_FIELDS, HireField, Inputs};
use crate::model::parameters::{OutOfRange, Parameter, Place, check_range};
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{Spread, UncertaintyError};
use crate::model::units::{Notation, Unit};

/// One input that can be moved.
#[derive(Clone, Copy, Debug)]
pub enum Lever {
    /// A row of the input table.
    Parameter(&'static Parameter),
    /// A number of the hire at this index.
    Hire(usize, &'static HireField),
}

/// Why a typed value was not taken: shown beside the field.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// It is not a number.
    #[error("“{0}” is not a number")]
    NotANumber(String),
    /// It is not possible for this input.
    #[error("possible is {low} to {high}")]
    OutOfRange {
        /// The least possible value, as it is written.
        low: String,
        /// The greatest possible value, as it is written.
        high: String,
    },
    /// A range whose ends are the wrong way round, or that this input cannot have.
    #[error("{0}")]
    Range(&'static str),
    /// The input is gone: a hire was removed meanwhile.
    #[error("this input is no longer there")]
    Gone,
}

impl Lever {
    /// The month of the hire at this index.
    #[must_use]
    pub fn hire_month(index: usize) -> Self {
        Self::Hire(index, &HIRE_FIELDS[0])
    }

    /// The salary of the hire at this index.
    #[must_use]
    pub fn hire_salary(index: usize) -> Self {
        Self::Hire(index, &HIRE_FIELDS[1])
    }

    /// The key in links and files.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Parameter(row) => row.key.to_owned(),
            Self::Hire(index, field) => format!("hires.{}.{}", index + 1, field.key),
        }
    }

    /// The unit of the value.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Self::Parameter(row) => row.unit,
            Self::Hire(_, field) => field.unit,
        }
    }

    /// What it means, in a sentence.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Parameter(row) => row.meaning(),
            Self::Hire(_, field) => field.meaning,
        }
    }

    /// What the preset's value rests on, in words.
    #[must_use]
    pub fn basis(&self) -> String {
        match self {
            Self::Parameter(row) if row.note.is_empty() => row.basis.word().to_owned(),
            Self::Parameter(row) => {
                format::with_sign(&format!("{}: {}", row.basis.word(), row.note))
            }
            Self::Hire(..) => "plan".to_owned(),
        }
    }

    /// The slider's range.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        match self {
            Self::Parameter(row) => row.range,
            Self::Hire(_, field) => field.range,
        }
    }

    /// The slider's step.
    #[must_use]
    pub fn step(&self) -> f64 {
        match self {
            Self::Parameter(row) => row.step,
            Self::Hire(_, field) => field.step,
        }
    }

    /// Whether it stands among the main levers.
    #[must_use]
    pub fn is_main(&self) -> bool {
        match self {
            Self::Parameter(row) => row.place == Place::Slider,
            Self::Hire(..) => true,
        }
    }

    /// The value in a scenario, none if the hire is gone.
    #[must_use]
    pub fn value(&self, scenario: &Scenario) -> Option<f64> {
        self.read(&scenario.inputs)
    }

    /// The value in the preset that a scenario starts from, none for an added hire.
    #[must_use]
    pub fn preset_value(&self, scenario: &Scenario) -> Option<f64> {
        self.in_preset(scenario.preset)
    }

    /// The value in a preset, none for an added hire.
    #[must_use]
    pub fn in_preset(&self, preset: Preset) -> Option<f64> {
        match self {
            Self::Parameter(row) => Some(row.in_preset(preset)),
            Self::Hire(..) => self.read(&Inputs::preset(preset)),
        }
    }

    fn read(&self, inputs: &Inputs) -> Option<f64> {
        match self {
            Self::Parameter(row) => Some((row.get)(&inputs.parameters)),
            Self::Hire(index, field) => inputs.hires.get(*index).map(field.get),
        }
    }

    /// Sets the value; the spread around it moves with it. Nothing changes if it is refused.
    ///
    /// # Errors
    /// [`Refusal`] with the limits as they are written.
    pub fn set(&self, scenario: &mut Scenario, value: f64) -> Result<(), Refusal> {
        match self {
            Self::Parameter(row) => {
                let value = row.check(value).map_err(|error| self.beyond(&error))?;
                scenario.move_parameter(row, value);
            }
            Self::Hire(index, field) => {
                let value = check_range(field.key, value, field.possible)
                    .map_err(|error| self.beyond(&error))?;
                let hire = scenario.inputs.hires.get_mut(*index);
                (field.set)(hire.ok_or(Refusal::Gone)?, value);
            }
        }
        Ok(())
    }

    fn beyond(&self, range: &OutOfRange) -> Refusal {
        Refusal::OutOfRange {
            low: format::with_unit(self.unit(), range.low),
            high: format::with_unit(self.unit(), range.high),
        }
    }

    /// Takes a range that holds the value nine times in ten: the value becomes its middle, and the
    /// input as uncertain as that. Nothing is changed unless all of it can be taken.
    ///
    /// # Errors
    /// [`Refusal`] that says why not.
    pub fn set_range(
        &self,
        scenario: &mut Scenario,
        (low, high): (f64, f64),
    ) -> Result<(), Refusal> {
        let Self::Parameter(row) = self else {
            return Err(Refusal::Range("a hire takes one number, not a range"));
        };
        let refusal = |error| match error {
            UncertaintyError::OutOfRange(range) => self.beyond(&range),
            UncertaintyError::Certain { .. } => {
                Refusal::Range("this is the same in every run, so it takes one number")
            }
            UncertaintyError::Empty { .. }
            | UncertaintyError::NotPositive { .. }
            | UncertaintyError::UnknownParameter { .. } => {
                Refusal::Range("the first number of a range has to be the smaller one")
            }
        };
        let (value, spread) = Spread::of_interval(row, low, high).map_err(refusal)?;
        self.set(scenario, value)?;
        scenario
            .uncertainty
            .set_spread(row.key, spread)
            .map_err(refusal)
    }

    /// Understands what was typed into the field. In a field of percentages a bare number is one.
    ///
    /// # Errors
    /// [`Refusal::NotANumber`] if it is none.
    pub fn parse(&self, text: &str) -> Result<f64, Refusal> {
        let value =
            format::parse(text).ok_or_else(|| Refusal::NotANumber(text.trim().to_owned()))?;
        let bare_percentage = self.unit().notation() == Notation::Percent && !text.contains('%');
        Ok(if bare_percentage {
            value / 100.0
        } else {
            value
        })
    }

    /// Understands a range that was typed into the field: "3K to 8K". In a field of percentages
    /// bare numbers are some. None if it is no range.
    #[must_use]
    pub fn parse_range(&self, text: &str) -> Option<(f64, f64)> {
        let (low, high) = format::parse_range(text)?;
        let bare_percentages = self.unit().notation() == Notation::Percent && !text.contains('%');
        let scale = if bare_percentages { 100.0 } else { 1.0 };
        Some((low / scale, high / scale))
    }

    /// The value as it stands in the field while it is typed: every digit.
    #[must_use]
    pub fn editable(&self, value: f64) -> String {
        if self.unit().notation() == Notation::Percent {
            format!("{} %", format::full(value * 100.0))
        } else {
            format::full(value)
        }
    }

    /// Where a value stands on the slider, 0 to 1. Ranges of more than a thousand steps are
    /// stretched at their low end by a cube, or the usual values would share a few pixels.
    #[must_use]
    pub fn position(&self, value: f64) -> f64 {
        let (low, high) = self.range();
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        if self.is_wide() { share.cbrt() } else { share }
    }

    /// The value at a position of the slider, on the grid of its steps.
    #[must_use]
    pub fn at(&self, position: f64) -> f64 {
        let (low, high) = self.range();
        let position = position.clamp(0.0, 1.0);
        let share = if self.is_wide() {
            position.powi(3)
        } else {
            position
        };
        self.snap(low + (high - low) * share)
    }

    /// The value so many steps away, within the slider's range unless it is outside already.
    #[must_use]
    pub fn stepped(&self, value: f64, steps: f64) -> f64 {
        let (low, high) = self.range();
        let steps = if self.is_wide() {
            // A step of a wide range grows with the value, or arrow keys would never arrive.
            steps * (value.abs() * 0.02 / self.step()).round().max(1.0)
        } else {
            steps
        };
        let target = value + steps * self.step();
        let bounded = if steps > 0.0 {
            target.min(high.max(value))
        } else {
            target.max(low.min(value))
        };
        self.snap(bounded)
    }

    fn is_wide(&self) -> bool {
        let (low, high) = self.range();
        (high - low) / self.step() > 1000.0
    }

    /// The nearest multiple of the step, without the dust of binary fractions: 0.15, not
    /// 0.15000000000000002. The ends of the range are reached even off that grid.
    fn snap(&self, value: f64) -> f64 {
        let (low, high) = self.range();
        if value <= low || value >= high {
            return value;
        }
        let snapped = (value / self.step()).round() * self.step();
        ((snapped * 1e9).round() / 1e9).clamp(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::PARAMETERS;

    #[test]
    fn every_slider_reaches_its_ends_and_its_preset_values() {
        for lever in PARAMETERS.iter().map(Lever::Parameter) {
            let (low, high) = lever.range();
            assert!((lever.at(0.0) - low).abs() < 1e-9, "{}", lever.key());
            assert!(
                (lever.at(1.0) - high).abs() < 1e-9 * high.max(1.0),
                "{}",
                lever.key()
            );
            for preset in Preset::ALL {
                let value = lever
                    .preset_value(&Scenario::preset(preset))
                    .expect("a value");
                let back = lever.at(lever.position(value));
                assert!(
                    (back - value).abs() <= lever.step() / 2.0 + 1e-9,
                    "{}",
                    lever.key()
                );
            }
        }
    }

    #[test]
    fn a_step_moves_and_stops_at_the_end() {
        for lever in PARAMETERS.iter().map(Lever::Parameter) {
            let (low, high) = lever.range();
            assert!(lever.stepped(low, 1.0) > low, "{}", lever.key());
            assert!(lever.stepped(high, -1.0) < high, "{}", lever.key());
            assert!((lever.stepped(high, 10.0) - high).abs() < 1e-9 * high.max(1.0));
            assert!((lever.stepped(low, -10.0) - low).abs() < 1e-9);
        }
    }

    #[test]
    fn what_stands_in_the_field_is_understood_as_the_same_value() {
        for lever in PARAMETERS.iter().map(Lever::Parameter) {
            for value in [lever.range().0, lever.range().1] {
                let parsed = lever.parse(&lever.editable(value)).expect("a number");
                assert!(
                    (parsed - value).abs() <= 1e-12 * value.abs(),
                    "{}",
                    lever.key()
                );
            }
        }
    }

    #[test]
    fn a_value_beyond_the_slider_is_taken_and_an_impossible_one_refused() {
        let price = Lever::Parameter(Parameter::by_key("tiers.starter.price").expect("a row"));
        let mut scenario = Scenario::preset(Preset::Realistic);
        price
            .set(&mut scenario, 5000.0)
            .expect("possible, though beyond the slider");
        assert_eq!(price.value(&scenario), Some(5000.0));
        let refusal = price
            .set(&mut scenario, -1.0)
            .expect_err("no price is negative");
        assert!(refusal.to_string().contains("$0"), "{refusal}");
        assert_eq!(
            price.value(&scenario),
            Some(5000.0),
            "the last good value stays"
        );
    }

    #[test]
    fn a_bare_number_in_a_field_of_percentages_is_a_percentage() {
        let split = Lever::Parameter(Parameter::by_key("team.scaling").expect("a row"));
        assert_eq!(split.parse("70"), Ok(0.7));
        assert_eq!(split.parse("70 %"), Ok(0.7));
        assert_eq!(split.parse("x"), Err(Refusal::NotANumber("x".to_owned())));
    }
}
