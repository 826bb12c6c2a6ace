//! A few columns of an ensemble on their way into their histograms.

use std::hint::black_box;

use super::key::{KEYS, Key, OF_NO_NUMBER};
use crate::model::breakdown::COLUMN_COUNT;
use crate::model::lanes::LANES;

/// Series that are counted together: the numbers of one often fall into the cell of the one before,
/// which those of the others give time to be counted.
pub(super) const TOGETHER: usize = 4;

/// Cells that are passed over together where nothing has been counted.
const AT_ONCE: usize = 8;

/// The keys of runs side by side: those of [`TOGETHER`] series fill a line of a processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct KeyRow(pub(super) [[Key; LANES]; COLUMN_COUNT]);

impl Default for KeyRow {
    fn default() -> Self {
        Self([[0; LANES]; COLUMN_COUNT])
    }
}

/// Room to count the numbers of a few columns in: counts for every possible key, so that the place
/// of each is known without asking for bounds. Those in use stay in a processor's nearest cache,
/// whereas the counts of all columns pass through it once for each batch.
#[derive(Clone, Debug)]
pub(super) struct Counting([Box<[u16; KEYS]>; TOGETHER]);

impl Default for Counting {
    fn default() -> Self {
        Self(std::array::from_fn(|_| {
            let counts: Result<Box<[_; KEYS]>, _> = vec![0; KEYS].try_into();
            counts.unwrap_or_else(|_| unreachable!("as many as there are keys"))
        }))
    }
}

/// Reads something of every line of keys, one after the other, which a processor foresees. What is
/// read of them afterwards, a few series at a time, is near then.
pub(super) fn fetch(keys: &[KeyRow]) {
    let lines = keys
        .iter()
        .flat_map(|KeyRow(keys)| keys.iter().step_by(TOGETHER));
    black_box(lines.fold(0, |all, keys| all ^ keys[0]));
}

impl Counting {
    /// Counts so many numbers of each of these series by their keys.
    #[inline(always)]
    #[allow(clippy::inline_always)] // into the one loop over all columns
    pub(super) fn add<const COUNT: usize>(
        &mut self,
        keys: &[KeyRow],
        numbers: usize,
        series: [usize; COUNT],
    ) {
        let mut add = |KeyRow(keys): &KeyRow, lane: usize| {
            for (counts, series) in self.0.iter_mut().zip(series) {
                counts[usize::from(keys[series][lane])] += 1;
            }
        };
        let (whole, rest) = keys.split_at(numbers / LANES);
        for keys in whole {
            for lane in 0..LANES {
                add(keys, lane);
            }
        }
        for keys in rest {
            for lane in 0..numbers % LANES {
                add(keys, lane);
            }
        }
    }

    /// Adds what has been counted of the series with this place among them, from the first to the
    /// last key, to other counts, and forgets it; what is no number is not counted.
    pub(super) fn take(&mut self, place: usize, (first, last): (Key, Key), into: &mut [u32]) {
        let counts = &mut self.0[place][usize::from(first)..=usize::from(last)];
        let (counts, rest) = counts.as_chunks_mut::<AT_ONCE>();
        let (into, into_rest) = into.as_chunks_mut::<AT_ONCE>();
        for (counts, into) in counts.iter_mut().zip(into.iter_mut()) {
            if *counts == [0; AT_ONCE] {
                continue;
            }
            for (into, count) in into.iter_mut().zip(*counts) {
                *into += u32::from(count);
            }
            *counts = [0; AT_ONCE];
        }
        // Fewer than a chunk, though there may be room for more.
        let into_rest = into[counts.len()..]
            .as_flattened_mut()
            .iter_mut()
            .chain(into_rest);
        for (into, count) in into_rest.zip(rest) {
            *into += u32::from(std::mem::take(count));
        }
        for key in OF_NO_NUMBER {
            self.0[place][usize::from(key)] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::key::key;

    /// The keys of so many numbers of each column, from this one on.
    fn rows(numbers: usize, of: impl Fn(usize) -> f64) -> Vec<KeyRow> {
        let mut rows = vec![KeyRow::default(); numbers.div_ceil(LANES)];
        for (place, KeyRow(keys)) in rows.iter_mut().enumerate() {
            for (lane, number) in (place * LANES..).take(LANES).enumerate() {
                for keys in keys.iter_mut() {
                    keys[lane] = key(of(number));
                }
            }
        }
        rows
    }

    /// What is counted of the first two columns between the keys of these numbers.
    fn counted(counting: &mut Counting, rows: &[KeyRow], numbers: usize) -> [Vec<u32>; 2] {
        counting.add(rows, numbers, [0, 1]);
        let ends = (key(-1.0), key(1.0));
        [0, 1].map(|place| {
            // There may be room for more.
            let mut counts = vec![0; usize::from(ends.1 - ends.0) + 21];
            counting.take(place, ends, &mut counts);
            counts
        })
    }

    #[test]
    #[allow(clippy::cast_precision_loss)] // few
    fn every_number_counts_once_and_is_forgotten() {
        let mut counting = Counting::default();
        for numbers in [1, 7, 8, 100] {
            let of = |number: usize| (number as f64 / 50.0 - 1.0).clamp(-1.0, 1.0);
            let mut expected = vec![0; usize::from(key(1.0) - key(-1.0)) + 21];
            for number in 0..numbers {
                expected[usize::from(key(of(number)) - key(-1.0))] += 1;
            }
            for counts in counted(&mut counting, &rows(numbers, of), numbers) {
                assert_eq!(counts, expected, "{numbers}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_neither_counted_nor_kept() {
        let mut counting = Counting::default();
        for none in [f64::NAN, -f64::NAN] {
            let of = |number| if number % 3 == 0 { none } else { 0.5 };
            for counts in counted(&mut counting, &rows(30, of), 30) {
                assert_eq!(counts.iter().sum::<u32>(), 20);
            }
        }
        assert!(
            counting
                .0
                .iter()
                .all(|counts| counts.iter().all(|&count| count == 0))
        );
    }
}
