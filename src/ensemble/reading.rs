//! Percentiles and means of a tally.

use super::histogram::rank;
use super::tally::{Tally, is_complement};
use crate::model::breakdown::COLUMN_COUNT;
use crate::model::units::Unit;
use crate::model::week::SERIES;

/// The percentiles of a band, as shares.
pub const PERCENTILES: [f64; 3] = [0.1, 0.5, 0.9];

/// One series over the weeks. Percentiles are those of a run within
/// [`super::histogram::RELATIVE_ERROR`] of its value (of what is missing to 1, for uptime);
/// empty before any run was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// One run in ten is below.
    pub p10: Vec<f64>,
    /// Half of the runs are below.
    pub p50: Vec<f64>,
    /// One run in ten is above.
    pub p90: Vec<f64>,
    /// The mean of all runs.
    pub mean: Vec<f64>,
}

impl Tally {
    /// The band of a series or part, by its place among all [`columns`](crate::model::breakdown::columns).
    #[must_use]
    pub fn band(&self, column: usize) -> Band {
        let mut band = Band::default();
        if self.runs == 0 {
            return band;
        }
        for week in 0..self.horizon {
            let [p10, p50, p90] = self.percentiles(column, week, PERCENTILES);
            band.p10.push(p10);
            band.p50.push(p50);
            band.p90.push(p90);
            band.mean.push(self.mean(column, week));
        }
        band
    }

    /// Percentiles of a series or part at the end of a week, counted from 0; the shares in ascending
    /// order. Numbers that are no measure, such as which component is the bottleneck, are whole.
    #[must_use]
    pub fn percentiles<const COUNT: usize>(
        &self,
        column: usize,
        week: usize,
        shares: [f64; COUNT],
    ) -> [f64; COUNT] {
        let counts = &self.columns[week * COLUMN_COUNT + column];
        let runs = self.runs.max(1);
        if is_complement(column) {
            let mut ranks = shares.map(|share| runs - 1 - rank(runs, share));
            ranks.reverse();
            let mut values = counts.at_ranks(ranks);
            values.reverse();
            return values.map(|value| 1.0 - value);
        }
        let values = counts.at_ranks(shares.map(|share| rank(runs, share)));
        match SERIES.get(column).map(|series| series.unit) {
            Some(Unit::YesNo | Unit::Component) => values.map(f64::round),
            _ => values,
        }
    }

    /// The mean of a series or part at the end of a week, counted from 0.
    #[must_use]
    pub fn mean(&self, column: usize, week: usize) -> f64 {
        self.sums.total(week * COLUMN_COUNT + column) / f64::from(self.runs.max(1))
    }
}
