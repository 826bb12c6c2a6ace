//! Runs on their way into a tally: each row is turned into keys as soon as it is there, which are a
//! quarter of its size, and the keys of many runs are counted together, a few series at a time, so
//! that the counts that have just been looked up are still near.

#![allow(clippy::inline_always)] // compiled for what a machine can do, with the runs themselves

use super::BLOCK;
use super::counting::{Counting, KeyRow, TOGETHER, fetch};
use super::histogram::Histogram;
use super::key::Keys;
use super::tally::UPTIME;
use crate::model::breakdown::{Breakdown, COLUMN_COUNT};
use crate::model::lanes::{LANES, Lanes};
use crate::model::number::Number;
use crate::model::week::{SERIES_COUNT, Week};

/// A number of runs with an even and one of runs with an odd number.
type Halves = [f64; 2];

/// The least and the greatest number of a column; of what is missing to 1, where it is counted so.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    lowest: Halves,
    highest: Halves,
}

const NONE: Bounds = Bounds {
    lowest: [f64::INFINITY; 2],
    highest: [f64::NEG_INFINITY; 2],
};

/// Runs that are counted together. Storage stays from one batch to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    runs: usize,
    first_block: u32,
    horizon: usize,
    /// The keys of all runs in the first week, then in the second, and so on: of so many runs side
    /// by side at a time.
    keys: Vec<KeyRow>,
    /// Of every week.
    bounds: Vec<[Bounds; COLUMN_COUNT]>,
    /// The sums of every week, block by block.
    sums: Vec<[Halves; COLUMN_COUNT]>,
    counting: Counting,
}

impl Batch {
    /// The room that the keys of so many runs take, in bytes.
    pub(super) fn room_for(runs: usize, horizon: usize) -> usize {
        runs.div_ceil(LANES) * horizon * size_of::<KeyRow>()
    }

    /// Begins a batch of so many runs, which starts with this block.
    pub(super) fn begin(&mut self, first_block: u32, runs: usize, horizon: usize) {
        self.runs = runs;
        self.first_block = first_block;
        self.horizon = horizon;
        let groups = runs.div_ceil(LANES);
        self.keys.resize(groups * horizon, KeyRow::default());
        let blocks = runs.div_ceil(BLOCK as usize);
        self.bounds.clear();
        self.bounds.resize(horizon, [NONE; COLUMN_COUNT]);
        self.sums.clear();
        self.sums.resize(blocks * horizon, [[0.0; 2]; COLUMN_COUNT]);
    }

    /// Adds a week of runs side by side, from this place of the batch on; as many of them as the
    /// batch still has room for count, and what is beside these repeats one of them. Runs come in
    /// their order.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn add(
        &mut self,
        place: usize,
        week: usize,
        row: &Week<Lanes>,
        parts: &Breakdown<Lanes>,
    ) {
        let count = self.runs - place;
        if count < LANES {
            self.add_row(place, week, row, parts, |values| values.first(count));
        } else {
            self.add_row(place, week, row, parts, |values| values);
        }
    }

    /// The same, with what of the numbers is summed.
    #[inline(always)]
    fn add_row(
        &mut self,
        place: usize,
        week: usize,
        row: &Week<Lanes>,
        parts: &Breakdown<Lanes>,
        summed: impl Fn(Lanes) -> Lanes,
    ) {
        let groups = self.runs.div_ceil(LANES);
        let keys = &mut self.keys[week * groups + place / LANES];
        let bounds = &mut self.bounds[week];
        let sums = &mut self.sums[place / BLOCK as usize * self.horizon + week];
        let uptime = summed(row.uptime).add_to(sums[UPTIME]);
        let downtime = row.uptime.rest();
        let mut numbers = [&downtime; COLUMN_COUNT];
        let (whole, apart) = numbers.split_at_mut(SERIES_COUNT);
        whole.copy_from_slice(&row.places());
        apart.copy_from_slice(&parts.places());
        numbers[UPTIME] = &downtime;
        let into = Keys::new();
        let places = keys.0.iter_mut().zip(bounds).zip(&mut *sums);
        for (((key, bounds), sum), &values) in places.zip(numbers) {
            *sum = summed(values).add_to(*sum);
            bounds.lowest = values.least(bounds.lowest);
            bounds.highest = values.greatest(bounds.highest);
            *key = into.of(values);
        }
        sums[UPTIME] = uptime;
    }

    /// Counts the runs into the columns of a tally, week by week.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn count(&mut self, columns: &mut [Histogram]) {
        let groups = self.runs.div_ceil(LANES).max(1);
        let counting = &mut self.counting;
        let columns = columns.chunks_exact_mut(COLUMN_COUNT);
        for (week, (columns, keys)) in columns.zip(self.keys.chunks_exact(groups)).enumerate() {
            // What is the same in all runs is counted at once.
            let mut differing = [(0, (0, 0)); COLUMN_COUNT];
            let mut count = 0;
            for (place, (column, bounds)) in columns.iter_mut().zip(&self.bounds[week]).enumerate()
            {
                let lowest = bounds.lowest[0].min(bounds.lowest[1]);
                let highest = bounds.highest[0].max(bounds.highest[1]);
                if let Some(ends) = column.expect(lowest, highest, self.runs) {
                    differing[count] = (place, ends);
                    count += 1;
                }
            }
            fetch(keys);
            for group in differing[..count].chunks(TOGETHER) {
                match *group {
                    [(a, _), (b, _), (c, _), (d, _)] => counting.add(keys, self.runs, [a, b, c, d]),
                    [(a, _), (b, _), (c, _)] => counting.add(keys, self.runs, [a, b, c]),
                    [(a, _), (b, _)] => counting.add(keys, self.runs, [a, b]),
                    _ => counting.add(keys, self.runs, [group[0].0]),
                }
                for (place, &(column, ends)) in group.iter().enumerate() {
                    counting.take(place, ends, &mut columns[column]);
                }
            }
        }
    }

    /// The sums of each block, week by week.
    pub(super) fn sums(&self) -> impl Iterator<Item = (u32, Vec<f64>)> + '_ {
        let sum = |[even, odd]: &Halves| even + odd;
        (self.first_block..)
            .zip(self.sums.chunks_exact(self.horizon.max(1)))
            .map(move |(block, rows)| (block, rows.as_flattened().iter().map(sum).collect()))
    }

    pub(super) fn runs(&self) -> usize {
        self.runs
    }
}
