//! A scenario: a name, the preset it starts from, and every input as it stands now.

use super::actuals::Actuals;
use super::calendar::YearMonth;
use super::currency::Currency;
use super::inputs::{HIRE_FIELDS, Hire, HireField, Inputs};
use super::luck::Luck;
use super::parameters::{OutOfRange, PARAMETERS, Parameter, check_range};
use super::presentation::Presentation;
use super::preset::Preset;
use super::risks::{RISK_COUNT, RISKS, Risk, STRESS_POSSIBLE};
use super::run::{Run, run_with_into};
use super::uncertainty::Uncertainty;

/// One possible future of the company.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The name that the founder gave it.
    pub name: String,
    /// The preset it starts from: what differs from it is what is stored and shared.
    pub preset: Preset,
    /// Every input as it stands.
    pub inputs: Inputs,
    /// How uncertain they are, where that is not as in the tables.
    pub uncertainty: Uncertainty,
    /// The week, counted from 1, in which each risk event strikes the single run, in the order of
    /// [`super::risks::RISKS`]: a stress test. Ensembles draw their own.
    pub stress: [Option<u32>; RISK_COUNT],
    /// What has really been measured.
    pub actuals: Actuals,
    /// The calendar month that month 1 is, if that is settled.
    pub first_month: Option<YearMonth>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What the founder made of the presentation.
    pub presentation: Presentation,
}

/// A value cannot be taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InputError {
    /// There is no input of that name.
    #[error("{key}: there is no such input")]
    Unknown {
        /// What was asked for.
        key: String,
    },
    /// The scenario has fewer hires than that.
    #[error("{key}: the scenario has {count} hires")]
    NoSuchHire {
        /// What was asked for.
        key: String,
        /// How many there are.
        count: usize,
    },
    /// A week is a whole number.
    #[error("{key}: weeks are whole numbers, and {value} is none")]
    Fraction {
        /// What was to be set.
        key: String,
        /// The number.
        value: f64,
    },
    /// The value is not possible.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

/// What a key stands for.
enum Target {
    Parameter(&'static Parameter),
    Hire(usize, &'static HireField),
    Risk(Risk),
    Stress(Risk),
}

impl Scenario {
    /// The scenario that a preset is.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        Self {
            name: preset.label().to_owned(),
            preset,
            inputs: Inputs::preset(preset),
            uncertainty: Uncertainty::default(),
            stress: [None; RISK_COUNT],
            actuals: Actuals::default(),
            first_month: None,
            currency: Currency::default(),
            presentation: Presentation::default(),
        }
    }

    /// Becomes another plan of the same company: what has been measured, the first month and the
    /// currency stay.
    pub fn take_plan(&mut self, plan: Self) {
        *self = Self {
            actuals: std::mem::take(&mut self.actuals),
            first_month: self.first_month,
            currency: std::mem::take(&mut self.currency),
            ..plan
        };
    }

    /// Reads the input of a key such as `team.scaling` or `hires.2.month`, the probability of a
    /// risk event, such as `risk.database`, or the week in which it strikes in a stress test, such
    /// as `stress.database`: 0 for never.
    ///
    /// # Errors
    /// [`InputError::Unknown`] or [`InputError::NoSuchHire`] if there is none.
    pub fn get(&self, key: &str) -> Result<f64, InputError> {
        Ok(match self.target(key)? {
            Target::Parameter(row) => (row.get)(&self.inputs.parameters),
            Target::Hire(index, field) => (field.get)(&self.inputs.hires[index]),
            Target::Risk(risk) => self.uncertainty.probability(risk),
            Target::Stress(risk) => self.stress[risk as usize].map_or(0.0, f64::from),
        })
    }

    /// Sets the input of a key as for [`Scenario::get`], and nothing else: a spread stays as it is,
    /// as in a link that says both. Nothing is changed unless the value is possible.
    ///
    /// # Errors
    /// [`InputError`] that names the key, the value and the limit.
    pub fn set(&mut self, key: &str, value: f64) -> Result<(), InputError> {
        match self.target(key)? {
            Target::Parameter(row) => (row.set)(&mut self.inputs.parameters, row.check(value)?),
            Target::Hire(index, field) => {
                let value = check_range(key, value, field.possible)?;
                (field.set)(&mut self.inputs.hires[index], value);
            }
            Target::Risk(risk) => self.uncertainty.set_probability(risk, value)?,
            Target::Stress(risk) => {
                let week = check_range(key, value, STRESS_POSSIBLE)?;
                if week.fract() != 0.0 {
                    return Err(InputError::Fraction {
                        key: key.to_owned(),
                        value,
                    });
                }
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 520
                let week = week as u32;
                self.stress[risk as usize] = (week > 0).then_some(week);
            }
        }
        Ok(())
    }

    /// Moves a parameter to a value that is possible for it, and what is said of how uncertain it
    /// is with it: what a slider, a search and a fit do.
    pub fn move_parameter(&mut self, row: &Parameter, value: f64) {
        let before = (row.get)(&self.inputs.parameters);
        self.uncertainty.follow(row, before, value);
        (row.set)(&mut self.inputs.parameters, value);
    }

    /// The parameters whose value differs from the preset's, in the order of the table.
    pub fn differences(&self) -> impl Iterator<Item = (&'static Parameter, f64)> + '_ {
        PARAMETERS.iter().filter_map(|row| {
            let value = (row.get)(&self.inputs.parameters);
            // Bits, not closeness: what the founder typed is kept as typed.
            (value.to_bits() != row.in_preset(self.preset).to_bits()).then_some((row, value))
        })
    }

    /// Whether a parameter differs from the preset: in its value, or in how uncertain it is.
    #[must_use]
    pub fn differs(&self, row: &Parameter) -> bool {
        let value = (row.get)(&self.inputs.parameters);
        value.to_bits() != row.in_preset(self.preset).to_bits() || self.uncertainty.is_edited(row)
    }

    /// Takes a parameter back to the preset, with how uncertain it is: a spread that was edited went
    /// with a value that is no more.
    pub fn reset(&mut self, row: &Parameter) {
        (row.set)(&mut self.inputs.parameters, row.in_preset(self.preset));
        self.uncertainty.reset_spread(row);
    }

    /// Whether the hires are not the preset's.
    #[must_use]
    pub fn hires_differ(&self) -> bool {
        self.inputs.hires != Inputs::preset(self.preset).hires
    }

    /// Whether the initiatives are not the preset's.
    #[must_use]
    pub fn initiatives_differ(&self) -> bool {
        self.inputs.initiatives != Inputs::preset(self.preset).initiatives
    }

    /// Whether anything but the name and the presentation differs from the preset.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.differences().next().is_some()
            || self.hires_differ()
            || self.initiatives_differ()
            || !self.uncertainty.is_default()
            || self.is_stressed()
    }

    /// Whether a stress test is on.
    #[must_use]
    pub fn is_stressed(&self) -> bool {
        self.stress.iter().any(Option::is_some)
    }

    /// The single run of the scenario, with its stress test.
    #[must_use]
    pub fn run(&self) -> Run {
        let mut run = Run::default();
        self.run_into(&mut run);
        run
    }

    /// The same into a run that is already allocated.
    pub fn run_into(&self, run: &mut Run) {
        run_with_into(&self.inputs, &self.luck(), run);
    }

    /// The same runs, told as another scenario is: its name, its signs, what was measured and said of
    /// it, on all of which no run depends.
    #[must_use]
    pub fn told_as(&self, other: &Self) -> Self {
        Self {
            name: other.name.clone(),
            actuals: other.actuals.clone(),
            first_month: other.first_month,
            currency: other.currency.clone(),
            presentation: other.presentation.clone(),
            ..self.clone()
        }
    }

    /// The luck of the single run: its stress test, and nothing else.
    #[must_use]
    pub fn luck(&self) -> Luck {
        let events = RISKS.iter().zip(self.stress);
        Luck::stress(events.filter_map(|(event, week)| Some((event.risk, week?))))
    }

    /// The hires, for adding, moving and removing.
    pub fn hires_mut(&mut self) -> &mut Vec<Hire> {
        &mut self.inputs.hires
    }

    fn target(&self, key: &str) -> Result<Target, InputError> {
        if let Some(row) = Parameter::by_key(key) {
            return Ok(Target::Parameter(row));
        }
        let unknown = || InputError::Unknown {
            key: key.to_owned(),
        };
        if let Some(risk) = key.strip_prefix("risk.") {
            return Risk::by_key(risk).map(Target::Risk).ok_or_else(unknown);
        }
        if let Some(risk) = key.strip_prefix("stress.") {
            return Risk::by_key(risk).map(Target::Stress).ok_or_else(unknown);
        }
        let mut parts = key.split('.');
        let (Some("hires"), Some(number), Some(field), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(unknown());
        };
        let field = HIRE_FIELDS
            .iter()
            .find(|row| row.key == field)
            .ok_or_else(unknown)?;
        let number: usize = number.parse().map_err(|_| unknown())?;
        let count = self.inputs.hires.len();
        if number == 0 || number > count {
            return Err(InputError::NoSuchHire {
                key: key.to_owned(),
                count,
            });
        }
        Ok(Target::Hire(number - 1, field))
    }
}
