//! Runs on their way into a tally: each row is turned into keys as soon as it is there, which are a
//! quarter of its size, and the keys of many runs are counted together, series by series, so that
//! the counts that have just been looked up are still near.

#![allow(clippy::inline_always)] // compiled for what a machine can do, with the runs themselves

use super::BLOCK;
use super::counting::Counting;
use super::histogram::{Histogram, Key, key};
use super::tally::UPTIME;
use crate::model::lanes::{LANES, Lanes};
use crate::model::number::Number;
use crate::model::week::{SERIES_COUNT, Week};

/// Numbers of each series, in the order of [`crate::model::week::SERIES`]: those of runs with an
/// even and of runs with an odd number apart.
type Row = [[f64; 2]; SERIES_COUNT];

/// Runs that are counted together. Storage stays from one batch to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    runs: usize,
    first_block: u32,
    /// The keys of all runs in the first week, then in the second, and so on: of so many runs side
    /// by side at a time.
    keys: Vec<[[Key; LANES]; SERIES_COUNT]>,
    /// The least and the greatest values of each week.
    lowest: Vec<Row>,
    highest: Vec<Row>,
    /// The sums of each week, block by block.
    sums: Vec<Row>,
    counting: Counting,
}

impl Batch {
    /// Begins a batch of so many runs, which starts with this block.
    pub(super) fn begin(&mut self, first_block: u32, runs: usize, horizon: usize) {
        self.runs = runs;
        self.first_block = first_block;
        let groups = runs.div_ceil(LANES);
        self.keys
            .resize(groups * horizon, [[0; LANES]; SERIES_COUNT]);
        let fill = |rows: &mut Vec<Row>, count: usize, value: f64| {
            rows.clear();
            rows.resize(count, [[value; 2]; SERIES_COUNT]);
        };
        fill(&mut self.lowest, horizon, f64::INFINITY);
        fill(&mut self.highest, horizon, f64::NEG_INFINITY);
        fill(&mut self.sums, horizon * runs.div_ceil(BLOCK as usize), 0.0);
    }

    /// Adds a week of runs side by side, from this place of the batch on; as many of them as the
    /// batch still has room for count, and what is beside these repeats one of them. Runs come in
    /// their order.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn add(&mut self, place: usize, week: usize, row: &Week<Lanes>) {
        let horizon = self.lowest.len();
        let groups = self.runs.div_ceil(LANES);
        let keys = &mut self.keys[week * groups + place / LANES];
        let sums = &mut self.sums[place / BLOCK as usize * horizon + week];
        let (lowest, highest) = (&mut self.lowest[week], &mut self.highest[week]);
        let count = self.runs - place;
        for (series, &values) in row.places().into_iter().enumerate() {
            let summed = if count < LANES {
                values.first(count)
            } else {
                values
            };
            sums[series] = summed.add_to(sums[series]);
            let values = if series == UPTIME {
                values.rest()
            } else {
                values
            };
            lowest[series] = values.least(lowest[series]);
            highest[series] = values.greatest(highest[series]);
            keys[series] = values.numbers().map(key);
        }
    }

    /// Counts the runs into the columns of a tally: every series of every week, week by week.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn count(&mut self, columns: &mut [Histogram]) {
        let extremes = self.lowest.iter().zip(&self.highest);
        let groups = self.runs.div_ceil(LANES).max(1);
        let weeks = self.keys.chunks_exact(groups).zip(extremes);
        for (columns, (keys, (lowest, highest))) in
            columns.chunks_exact_mut(SERIES_COUNT).zip(weeks)
        {
            for (series, column) in columns.iter_mut().enumerate() {
                let [lowest, lowest_of_odd] = lowest[series];
                let [highest, highest_of_odd] = highest[series];
                column.add_keys(
                    lowest.min(lowest_of_odd),
                    highest.max(highest_of_odd),
                    self.runs,
                    keys.iter().map(|keys| keys[series]),
                    &mut self.counting,
                );
            }
        }
    }

    /// The sums of each block, week by week.
    pub(super) fn sums(&self) -> impl Iterator<Item = (u32, Vec<f64>)> + '_ {
        let horizon = self.lowest.len();
        (self.first_block..)
            .zip(self.sums.chunks_exact(horizon.max(1)))
            .map(|(block, rows)| {
                let sums = rows.as_flattened().iter();
                (block, sums.map(|[even, odd]| even + odd).collect())
            })
    }

    pub(super) fn runs(&self) -> usize {
        self.runs
    }
}
