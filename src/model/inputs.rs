//! Everything a run needs: parameters, hires and initiatives.

use std::borrow::Cow;

use super::initiatives::{self, Initiative};
use super::parameters::Parameters;
use super::preset::Preset;
use super::units::Unit;

/// An engineer to be hired.
#[derive(Clone, Debug, PartialEq)]
pub struct Hire {
    /// What the engineer will do.
    pub role: Cow<'static, str>,
    /// The month at whose start the position opens.
    pub month: f64,
    /// Pay, $ a year.
    pub salary: f64,
}

/// The most hires a scenario can have.
pub const MAXIMUM_HIRES: usize = 40;

/// The longest role, label or scenario name, in characters.
pub const MAXIMUM_NAME: usize = 80;

/// One number of a hire: the second part of the keys `hires.1.month` and so on.
#[derive(Debug)]
pub struct HireField {
    /// The last part of the key.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// The slider's range.
    pub range: (f64, f64),
    /// The slider's step.
    pub step: f64,
    /// The values that are possible at all.
    pub possible: (f64, f64),
    /// Reads the value.
    pub get: fn(&Hire) -> f64,
    /// Writes the value as it is.
    pub set: fn(&mut Hire, f64),
}

/// The numbers of a hire.
pub static HIRE_FIELDS: [HireField; 2] = [
    HireField {
        key: "month",
        label: "Month",
        meaning: "The month in which the position opens; the first working day follows after the time to hire.",
        unit: Unit::Month,
        range: (1.0, 36.0),
        step: 0.5,
        possible: Unit::Month.possible(),
        get: |hire| hire.month,
        set: |hire, value| hire.month = value,
    },
    HireField {
        key: "salary",
        label: "Salary",
        meaning: "What the engineer earns in a year, before the loaded cost.",
        unit: Unit::DollarsPerYear,
        range: (20_000.0, 400_000.0),
        step: 5_000.0,
        possible: Unit::DollarsPerYear.possible(),
        get: |hire| hire.salary,
        set: |hire, value| hire.salary = value,
    },
];

/// The five hires of the plan: role, month, pay.
const PLANNED_HIRES: [(&str, f64, f64); 5] = [
    ("Senior backend engineer", 1.0, 120_000.0),
    ("DevOps engineer", 2.0, 130_000.0),
    ("Frontend engineer", 3.0, 100_000.0),
    ("Mid-level backend engineer", 4.0, 90_000.0),
    ("QA engineer", 5.0, 80_000.0),
];

/// Everything a run needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// The value of every parameter.
    pub parameters: Parameters,
    /// Engineers to be hired, up to [`MAXIMUM_HIRES`].
    pub hires: Vec<Hire>,
    /// Work of the three phases, each phase in the order of this list.
    pub initiatives: Vec<Initiative>,
}

impl Inputs {
    /// The inputs of a preset. Hires and initiatives are the plan's in both.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        Self {
            parameters: Parameters::preset(preset),
            hires: PLANNED_HIRES
                .iter()
                .map(|&(role, month, salary)| Hire {
                    role: role.into(),
                    month,
                    salary,
                })
                .collect(),
            initiatives: initiatives::planned(),
        }
    }

    /// The horizon in whole weeks.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // possible values are 4 to 520
    pub fn weeks(&self) -> usize {
        self.parameters.run.weeks.round() as usize
    }
}
