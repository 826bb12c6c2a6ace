//! Growth and churn fitted to what has been measured: least squares within the possible range of
//! each parameter.
//!
//! Errors of a series are told in shares of the root mean square of its actuals, and each series
//! counts the same however many values it has: what is made as small as possible is the sum of the
//! mean squares.

mod doubt;
mod objective;
mod search;

pub use doubt::Doubt;

use crate::model::actuals::TRACKED;
use crate::model::parameters::Parameter;
use crate::model::scenario::Scenario;
use objective::Objective;

/// A parameter that can be fitted.
#[derive(Debug)]
pub struct Fitted {
    /// The key of the parameter.
    pub key: &'static str,
    /// The series that says most about it, as its place among those that are tracked.
    pub series: usize,
    /// Whether it is fitted unless the founder says otherwise.
    pub is_usual: bool,
}

const fn fitted(key: &'static str, series: usize, is_usual: bool) -> Fitted {
    Fitted {
        key,
        series,
        is_usual,
    }
}

/// What can be fitted.
pub static FITTED: [Fitted; 8] = [
    fitted("growth.viral", 0, true),
    fitted("churn.free", 0, true),
    fitted("growth.content", 0, false),
    fitted("growth.market", 0, false),
    fitted("conversion.starter", 1, true),
    fitted("tiers.starter.churn", 1, true),
    fitted("conversion.professional", 1, false),
    fitted("tiers.professional.churn", 1, false),
];

impl Fitted {
    /// Its row of the input table.
    ///
    /// # Panics
    /// If the table names a parameter that there is not; a test sees to it that it does not.
    #[must_use]
    pub fn parameter(&self) -> &'static Parameter {
        Parameter::by_key(self.key).expect("a parameter of the input table")
    }
}

/// Why nothing can be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// There is nothing to fit to.
    #[error("there are no actuals to fit to: choose a file first")]
    NoActuals,
    /// Nothing is to be fitted.
    #[error("choose at least one number to be fitted")]
    NoParameter,
}

/// A parameter before and after.
#[derive(Clone, Debug)]
pub struct FittedValue {
    /// The row of the input table.
    pub parameter: &'static Parameter,
    /// Its value before.
    pub before: f64,
    /// Its value after.
    pub after: f64,
    /// The standard error of the value after, where there are more actuals than parameters.
    pub standard_error: Option<f64>,
    /// Why it should not be relied upon, if so.
    pub doubt: Option<Doubt>,
}

/// The error of a series before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesError {
    /// The key of the series.
    pub series: &'static str,
    /// How many actuals it has.
    pub count: usize,
    /// Root mean square error before, as a share of the root mean square of the actuals.
    pub before: f64,
    /// The same after.
    pub after: f64,
}

/// A fit.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Each parameter, in the order of [`FITTED`].
    pub values: Vec<FittedValue>,
    /// Each series with actuals, in the order of [`TRACKED`].
    pub errors: Vec<SeriesError>,
    /// Whether there are fewer actuals than parameters.
    pub is_underdetermined: bool,
    /// How often the model was run.
    pub runs: usize,
    /// The scenario with the values after.
    pub scenario: Scenario,
}

impl Fit {
    /// Whether any value is another one than before.
    #[must_use]
    pub fn is_change(&self) -> bool {
        let mut values = self.values.iter();
        values.any(|value| value.before.to_bits() != value.after.to_bits())
    }
}

/// Fits the parameters with these keys of [`FITTED`] to the scenario's actuals. The error of the
/// result is never larger than before.
///
/// # Errors
/// [`FitError`] if there is nothing to fit, or nothing to fit to.
pub fn fit(scenario: &Scenario, keys: &[&str]) -> Result<Fit, FitError> {
    if scenario.actuals.is_empty() {
        return Err(FitError::NoActuals);
    }
    let rows = FITTED.iter().filter(|row| keys.contains(&row.key));
    let parameters: Vec<&'static Parameter> = rows.map(Fitted::parameter).collect();
    if parameters.is_empty() {
        return Err(FitError::NoParameter);
    }
    let objective = Objective::new(scenario, &parameters);
    let before = objective.values_of(scenario);
    let after = search::best(&objective, &before);
    let doubts = doubt::doubts(&objective, &after);
    let values = parameters.iter().enumerate().map(|(at, &parameter)| {
        let (standard_error, doubt) = &doubts[at];
        FittedValue {
            parameter,
            before: before[at],
            after: after[at],
            standard_error: *standard_error,
            doubt: doubt.clone(),
        }
    });
    let (was, is) = (objective.errors(&before), objective.errors(&after));
    let errors = TRACKED.iter().zip(was.iter().zip(&is));
    Ok(Fit {
        values: values.collect(),
        errors: errors
            .filter_map(|(row, (&before, &after))| {
                let count = scenario.actuals.of(row.series).len();
                (count > 0).then_some(SeriesError {
                    series: row.series,
                    count,
                    before,
                    after,
                })
            })
            .collect(),
        is_underdetermined: objective.residual_count() < parameters.len(),
        runs: objective.runs(),
        scenario: {
            let mut fitted = scenario.clone();
            for (parameter, &value) in parameters.iter().zip(&after) {
                fitted.move_parameter(parameter, value);
            }
            fitted
        },
    })
}
