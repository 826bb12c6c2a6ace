//! A few columns of an ensemble on their way into their histograms.

use std::hint::black_box;

use super::histogram::{Histogram, PAGE, Page};
use super::key::{KEYS, Key, OF_NO_NUMBER};
use crate::model::breakdown::COLUMN_COUNT;
use crate::model::lanes::LANES;

/// Series that are counted together: the numbers of one often fall into the cell of the one before,
/// which those of the others give time to be counted.
pub(super) const TOGETHER: usize = 4;

/// Counts that fit into a register of WebAssembly.
const SIDE_BY_SIDE: usize = 8;

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
    /// last key, to a histogram, and forgets it; what is no number is not counted.
    pub(super) fn take(&mut self, place: usize, (first, last): (Key, Key), into: &mut Histogram) {
        for key in OF_NO_NUMBER {
            if !(first..=last).contains(&key) {
                self.0[place][usize::from(key)] = 0;
            }
        }
        let (pages, _) = self.0[place].as_chunks_mut::<PAGE>();
        let [first, last] = [first, last].map(|key| usize::from(key) / PAGE);
        let mut found = 0;
        for (counts, number) in pages[first..=last].iter_mut().zip(first..) {
            // Side by side, which the compiler makes of no plain sum. No batch is so large that one
            // overflows.
            let rows = counts.as_chunks().0.iter();
            let sums = rows.fold([0; SIDE_BY_SIDE], |sums, row: &[u16; SIDE_BY_SIDE]| {
                std::array::from_fn(|column| sums[column] + row[column])
            });
            let sum = sums.iter().copied().map(u32::from).sum();
            if sum == 0 {
                continue;
            }
            #[allow(clippy::cast_possible_truncation)] // less than a key
            let page = Page {
                number: number as u16,
                sum,
            };
            into.add_page(page, counts, &mut found);
            counts.fill(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::histogram::CEILING;
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

    /// What is counted of the first two columns, which have the same numbers, of which these are the
    /// least and the greatest.
    fn counted(
        counting: &mut Counting,
        rows: &[KeyRow],
        numbers: usize,
        (lowest, highest): (f64, f64),
    ) -> [Histogram; 2] {
        let mut histograms = [0, 1].map(|_| Histogram::default());
        let ends = histograms
            .each_mut()
            .map(|it| it.expect(lowest, highest, numbers));
        // What is the same in all runs has been counted by then.
        if let [Some(ends), _] = ends {
            counting.add(rows, numbers, [0, 1]);
            for (place, histogram) in histograms.iter_mut().enumerate() {
                counting.take(place, ends, histogram);
            }
        }
        histograms
    }

    #[test]
    #[allow(clippy::cast_precision_loss)] // few
    fn every_number_counts_once_and_is_forgotten() {
        let mut counting = Counting::default();
        for numbers in [1, 2, 7, 8, 100] {
            let of = |number: usize| (number as f64 / 50.0 - 1.0).clamp(-1.0, 1.0);
            let mut expected = Histogram::default();
            for number in 0..numbers {
                expected.add(of(number));
            }
            let ends = (of(0), of(numbers - 1));
            for histogram in counted(&mut counting, &rows(numbers, of), numbers, ends) {
                assert_eq!(histogram, expected, "{numbers}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_neither_counted_nor_kept() {
        let mut counting = Counting::default();
        for none in [f64::NAN, -f64::NAN] {
            let of = |number| match number % 3 {
                0 => none,
                1 => 0.5,
                _ => CEILING / 1.001,
            };
            let ends = (of(1), of(2));
            for histogram in counted(&mut counting, &rows(30, of), 30, ends) {
                assert_eq!(histogram.count(), 20);
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
