//! How far the model is from what was measured, as a function of the parameters that are fitted.

use std::cell::{Cell, RefCell};

use crate::model::actuals::{Actual, TRACKED};
use crate::model::inputs::Inputs;
use crate::model::luck::Luck;
use crate::model::parameters::Parameter;
use crate::model::run::{Run, run_with_into};
use crate::model::scenario::Scenario;
use crate::model::week::{Series, Week};

/// The shortest run that the model makes, in weeks.
const SHORTEST_RUN: u16 = 4;

/// A series with what was measured of it.
struct Measured {
    get: fn(&Week) -> f64,
    actuals: Vec<Actual>,
    /// What its errors are divided by: the root mean square of its actuals.
    size: f64,
}

/// The parameters and what they are held against.
pub(super) struct Objective<'fit> {
    parameters: &'fit [&'static Parameter],
    measured: Vec<Measured>,
    luck: Luck,
    inputs: RefCell<Inputs>,
    run: RefCell<Run>,
    runs: Cell<usize>,
}

#[allow(clippy::cast_precision_loss)] // some hundred values
fn mean_square(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.map(|value| value * value).sum::<f64>() / count
}

impl<'fit> Objective<'fit> {
    pub(super) fn new(scenario: &Scenario, parameters: &'fit [&'static Parameter]) -> Self {
        let measured: Vec<Measured> = scenario
            .actuals
            .each()
            .filter_map(|(row, actuals)| {
                let size = mean_square(actuals.iter().map(|actual| actual.value)).sqrt();
                Some(Measured {
                    get: Series::by_key(row.series)?.get,
                    actuals: actuals.to_vec(),
                    // What has always been nothing has no size of its own.
                    size: if size > 0.0 { size } else { 1.0 },
                })
            })
            .collect();
        let mut inputs = scenario.inputs.clone();
        // As long as it takes to reach the last of them, within or beyond the plan's horizon.
        let weeks = measured.iter().flat_map(|series| &series.actuals);
        let last = weeks.map(|actual| actual.week).max().unwrap_or_default();
        inputs.parameters.run.weeks = f64::from(last.max(SHORTEST_RUN));
        Self {
            parameters,
            measured,
            luck: scenario.luck(),
            inputs: RefCell::new(inputs),
            run: RefCell::default(),
            runs: Cell::new(0),
        }
    }

    pub(super) fn parameters(&self) -> &[&'static Parameter] {
        self.parameters
    }

    pub(super) fn values_of(&self, scenario: &Scenario) -> Vec<f64> {
        let inputs = &scenario.inputs.parameters;
        self.parameters
            .iter()
            .map(|row| (row.get)(inputs))
            .collect()
    }

    pub(super) fn residual_count(&self) -> usize {
        self.measured
            .iter()
            .map(|series| series.actuals.len())
            .sum()
    }

    /// How often the model has been run.
    pub(super) fn runs(&self) -> usize {
        self.runs.get()
    }

    /// The error of every actual, such that the sum of their squares is that of the series' mean
    /// squares.
    #[allow(clippy::cast_precision_loss)] // some hundred values
    pub(super) fn residuals(&self, values: &[f64]) -> Vec<f64> {
        let mut inputs = self.inputs.borrow_mut();
        for (row, &value) in self.parameters.iter().zip(values) {
            (row.set)(&mut inputs.parameters, value);
        }
        let mut run = self.run.borrow_mut();
        run_with_into(&inputs, &self.luck, &mut run);
        self.runs.set(self.runs.get() + 1);
        let each = self.measured.iter().flat_map(|series| {
            let weight = 1.0 / (series.size * (series.actuals.len() as f64).sqrt());
            let error = move |actual: &Actual, run: &Run| {
                let week = run.weeks.get(usize::from(actual.week) - 1);
                week.map_or(0.0, |week| ((series.get)(week) - actual.value) * weight)
            };
            series
                .actuals
                .iter()
                .map(|actual| error(actual, &run))
                .collect::<Vec<_>>()
        });
        each.collect()
    }

    /// The sum of the squares of all errors.
    pub(super) fn cost(&self, values: &[f64]) -> f64 {
        self.residuals(values)
            .iter()
            .map(|error| error * error)
            .sum()
    }

    /// The error of each tracked series: the root of its mean square.
    pub(super) fn errors(&self, values: &[f64]) -> [f64; TRACKED.len()] {
        let residuals = self.residuals(values);
        let mut rest = residuals.iter();
        let mut errors = [0.0; TRACKED.len()];
        for (error, series) in errors.iter_mut().zip(&self.measured) {
            let own = rest.by_ref().take(series.actuals.len());
            *error = own.map(|error| error * error).sum::<f64>().sqrt();
        }
        errors
    }

    /// How the errors change with each parameter, a column for each, at values that are possible.
    pub(super) fn slopes(&self, values: &[f64]) -> Vec<Vec<f64>> {
        const STEP: f64 = 1e-5;
        let slope = |(at, row): (usize, &&Parameter)| {
            let (low, high) = row.possible;
            let step = STEP * scale(row);
            let moved = |by: f64| {
                let mut values = values.to_vec();
                values[at] = (values[at] + by).clamp(low, high);
                (values[at], self.residuals(&values))
            };
            let ((from, before), (to, after)) = (moved(-step), moved(step));
            let pairs = before.iter().zip(&after);
            pairs
                .map(|(before, after)| (after - before) / (to - from))
                .collect()
        };
        self.parameters.iter().enumerate().map(slope).collect()
    }
}

/// What a step of a parameter is measured by: the length of its slider.
pub(super) fn scale(row: &Parameter) -> f64 {
    let (low, high) = row.range;
    high - low
}
