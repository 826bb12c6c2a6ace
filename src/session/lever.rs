//! A lever: one input that can be moved, be it a parameter or a number of a hire.

use crate::format::{self, Misread, Typed};
use crate::model::grid::without_dust;
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
    /// It is not a number of the input's unit.
    #[error(transparent)]
    Misread(#[from] Misread),
    /// It is not possible for this input.
    #[error("possible is {low} to {high}")]
    OutOfRange {
        /// The least possible value, as it is written.
        low: String,
        /// The greatest possible value, as it is written.
        high: String,
    },
    /// The low end of a range is not below the high one.
    #[error("the low end {low} is not below the high end {high}")]
    Empty {
        /// The low end, as it is written.
        low: String,
        /// The high end, as it is written.
        high: String,
    },
    /// A range, where this input cannot have one.
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

    /// The lever of a key such as `team.scaling` or `hires.2.month`. Whether a scenario has that hire
    /// shows when it is read.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        if let Some(row) = Parameter::by_key(key) {
            return Some(Self::Parameter(row));
        }
        let (number, field) = key.strip_prefix("hires.")?.split_once('.')?;
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        let field = HIRE_FIELDS.iter().find(|row| row.key == field)?;
        Some(Self::Hire(index, field))
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

    /// The value among inputs, none if the hire is gone.
    #[must_use]
    pub fn read(&self, inputs: &Inputs) -> Option<f64> {
        match self {
            Self::Parameter(row) => Some((row.get)(&inputs.parameters)),
            Self::Hire(index, field) => inputs.hires.get(*index).map(field.get),
        }
    }

    /// A value, if it is possible for this input.
    ///
    /// # Errors
    /// [`OutOfRange`] with the limits.
    pub fn check(&self, value: f64) -> Result<f64, OutOfRange> {
        match self {
            Self::Parameter(row) => row.check(value),
            Self::Hire(_, field) => check_range(&self.key(), value, field.possible),
        }
    }

    /// Sets the value; the spread around it moves with it. Nothing changes if it is refused.
    ///
    /// # Errors
    /// [`Refusal`] with the limits as they are written.
    pub fn set(&self, scenario: &mut Scenario, value: f64) -> Result<(), Refusal> {
        let value = self.check(value).map_err(|error| self.beyond(&error))?;
        match self {
            Self::Parameter(row) => scenario.move_parameter(row, value),
            Self::Hire(index, field) => {
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
            // The others are of spreads that no typed range becomes.
            UncertaintyError::Empty { .. }
            | UncertaintyError::NotPositive { .. }
            | UncertaintyError::UnknownParameter { .. } => Refusal::Empty {
                low: format::plain(row.unit, low),
                high: format::plain(row.unit, high),
            },
        };
        let (value, spread) = Spread::of_interval(row, low, high).map_err(refusal)?;
        self.set(scenario, value)?;
        scenario
            .uncertainty
            .set_spread(row.key, spread)
            .map_err(refusal)
    }

    /// Takes what was typed into the field: a value, as [`Lever::set`] does, or a range, as
    /// [`Lever::set_range`] does.
    ///
    /// # Errors
    /// [`Refusal`] that says why it is not taken.
    pub fn take(&self, scenario: &mut Scenario, text: &str) -> Result<(), Refusal> {
        match format::typed(self.unit(), text)? {
            Typed::Number(value) => self.set(scenario, value),
            Typed::Range(low, high) => self.set_range(scenario, (low, high)),
        }
    }

    /// Whether it is uncertain in another way than the table of inputs says.
    #[must_use]
    pub fn has_own_spread(&self, scenario: &Scenario) -> bool {
        match self {
            Self::Parameter(row) => scenario.uncertainty.is_edited(row),
            Self::Hire(..) => false,
        }
    }

    /// Takes it back to the preset, with how uncertain it is. What the preset does not have stays.
    pub fn reset(&self, scenario: &mut Scenario) {
        match self {
            Self::Parameter(row) => scenario.reset(row),
            Self::Hire(index, field) => {
                let preset = self.preset_value(scenario);
                let hire = scenario.inputs.hires.get_mut(*index);
                if let Some((hire, value)) = hire.zip(preset) {
                    (field.set)(hire, value);
                }
            }
        }
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

    /// The nearest multiple of the step. The ends of the range are reached even off that grid.
    fn snap(&self, value: f64) -> f64 {
        let (low, high) = self.range();
        if value <= low || value >= high {
            return value;
        }
        without_dust((value / self.step()).round() * self.step()).clamp(low, high)
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
                let text = lever.editable(value);
                let parsed = format::number(lever.unit(), &text).expect("a number");
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
    fn a_range_that_is_none_is_refused_by_its_ends_and_changes_nothing() {
        let users = Lever::Parameter(Parameter::by_key("start.users").expect("a row"));
        for (text, says) in [
            ("8K to 3K", "the low end 8K is not below the high end 3K"),
            ("3K to 3K", "the low end 3K is not below the high end 3K"),
            ("10%", "“10%” is a percentage, but here the unit is users"),
            ("2 to 5 weeks", "but here the unit is users"),
            ("many", "“many” is not a number"),
        ] {
            let mut scenario = Scenario::preset(Preset::Realistic);
            let refusal = users.take(&mut scenario, text).expect_err(text).to_string();
            assert!(refusal.contains(says), "{text}: {refusal}");
            assert_eq!(scenario, Scenario::preset(Preset::Realistic));
        }
    }

    #[test]
    fn resetting_takes_back_a_range_that_was_typed() {
        let untouched = Scenario::preset(Preset::Realistic);
        for row in PARAMETERS.iter().filter(|row| row.key != "run.weeks") {
            let lever = Lever::Parameter(row);
            let mut scenario = untouched.clone();
            assert!(!scenario.differs(row), "{}", row.key);
            let taken = lever.set_range(&mut scenario, lever.range());
            assert_eq!(taken, Ok(()), "{}", row.key);
            // The value may be the preset's all the same.
            let preset = lever.preset_value(&scenario).expect("a value");
            lever.set(&mut scenario, preset).expect("possible");
            assert!(lever.has_own_spread(&scenario), "{}", row.key);
            assert!(scenario.differs(row), "{}", row.key);
            lever.reset(&mut scenario);
            assert_eq!(scenario, untouched, "{}", row.key);
        }
        let hire = Lever::hire_month(0);
        let mut scenario = untouched.clone();
        hire.set(&mut scenario, 30.0).expect("possible");
        assert_ne!(scenario, untouched);
        hire.reset(&mut scenario);
        assert_eq!(scenario, untouched);
    }
}
