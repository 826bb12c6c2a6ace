//! A few columns of an ensemble on their way into their histograms.

use super::key::{KEYS, Key};
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
    /// last key, to other counts, and forgets it.
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
    }

    /// Forgets everything, also what has a key beyond those that are taken, as what is no number.
    pub(super) fn clear(&mut self) {
        for counts in &mut self.0 {
            counts.fill(0);
        }
    }
}
