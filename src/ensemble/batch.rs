//! Runs on their way into a tally: each row is turned into keys as soon as it is there, which are a
//! quarter of its size, and the keys of many runs are counted together, series by series, so that
//! the counts that have just been looked up are still near.

use super::BLOCK;
use super::histogram::{Histogram, Key, key};
use super::tally::UPTIME;
use crate::model::week::{SERIES_COUNT, Week};

/// The values of a week, in the order of [`crate::model::week::SERIES`].
type Row = [f64; SERIES_COUNT];

/// Runs that are counted together. Storage stays from one batch to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    runs: usize,
    first_block: u32,
    /// The keys of all runs in the first week, then in the second, and so on.
    keys: Vec<[Key; SERIES_COUNT]>,
    /// The least and the greatest values of each week.
    lowest: Vec<Row>,
    highest: Vec<Row>,
    /// The sums of each week, block by block.
    sums: Vec<Row>,
}

impl Batch {
    /// Begins a batch of so many runs, which starts with this block.
    pub(super) fn begin(&mut self, first_block: u32, runs: usize, horizon: usize) {
        self.runs = runs;
        self.first_block = first_block;
        self.keys.resize(runs * horizon, [0; SERIES_COUNT]);
        let fill = |rows: &mut Vec<Row>, count: usize, value: f64| {
            rows.clear();
            rows.resize(count, [value; SERIES_COUNT]);
        };
        fill(&mut self.lowest, horizon, f64::INFINITY);
        fill(&mut self.highest, horizon, f64::NEG_INFINITY);
        fill(&mut self.sums, horizon * runs.div_ceil(BLOCK as usize), 0.0);
    }

    /// Adds the weeks of the run at this place of the batch. Runs come in their order.
    pub(super) fn add(&mut self, place: usize, weeks: &[Week]) {
        let sums = self.sums[place / BLOCK as usize * weeks.len()..].iter_mut();
        let extremes = self.lowest.iter_mut().zip(&mut self.highest);
        let keys = self.keys[place..].iter_mut().step_by(self.runs);
        for (((week, sums), (lowest, highest)), keys) in
            weeks.iter().zip(sums).zip(extremes).zip(keys)
        {
            let mut row = week.values();
            for (sum, &value) in sums.iter_mut().zip(&row) {
                *sum += value;
            }
            row[UPTIME] = 1.0 - row[UPTIME];
            for (lowest, &value) in lowest.iter_mut().zip(&row) {
                *lowest = if value < *lowest { value } else { *lowest };
            }
            for (highest, &value) in highest.iter_mut().zip(&row) {
                *highest = if value > *highest { value } else { *highest };
            }
            for (key, &value) in keys.iter_mut().zip(&row) {
                *key = self::key(value);
            }
        }
    }

    /// Counts the runs into the columns of a tally: every series of every week, week by week.
    pub(super) fn count(&self, columns: &mut [Histogram]) {
        let extremes = self.lowest.iter().zip(&self.highest);
        let weeks = self.keys.chunks_exact(self.runs.max(1)).zip(extremes);
        for (columns, (keys, (lowest, highest))) in
            columns.chunks_exact_mut(SERIES_COUNT).zip(weeks)
        {
            for (series, column) in columns.iter_mut().enumerate() {
                let keys = keys.iter().map(|row| row[series]);
                column.add_keys(lowest[series], highest[series], keys);
            }
        }
    }

    /// The sums of each block, week by week.
    pub(super) fn sums(&self) -> impl Iterator<Item = (u32, Vec<f64>)> + '_ {
        let horizon = self.lowest.len();
        (self.first_block..)
            .zip(self.sums.chunks_exact(horizon.max(1)))
            .map(|(block, rows)| (block, rows.as_flattened().to_vec()))
    }

    pub(super) fn runs(&self) -> usize {
        self.runs
    }
}
