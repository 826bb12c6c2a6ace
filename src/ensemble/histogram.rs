//! How often a number came up, counted by its leading bits: flat in memory however many there are,
//! and the same to the bit in whatever order they come and are put together.

use super::key::{BELOW_FLOOR, FRACTION_BITS, Key, NOTHING, SHIFT, key};
pub use super::key::{CEILING, FLOOR};
use super::packed::{pack, unpack};

/// A percentile is that of one of the runs within this share of its value.
pub const RELATIVE_ERROR: f64 = 1.0 / (1_u32 << FRACTION_BITS) as f64;

/// Cells that are looked at together.
const AT_ONCE: usize = 64;

/// Counted numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    lowest: f64,
    highest: f64,
    /// The place of the first count.
    base: i32,
    counts: Vec<u32>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            lowest: f64::INFINITY,
            highest: f64::NEG_INFINITY,
            base: 0,
            counts: Vec::new(),
        }
    }
}

/// The number as it is counted: none that is no number.
#[inline]
fn counted(value: f64) -> f64 {
    let magnitude = value.abs();
    if (FLOOR..=CEILING).contains(&magnitude) {
        value
    } else if magnitude > CEILING {
        CEILING.copysign(value)
    } else {
        0.0
    }
}

/// A key as a place on both sides of nothing, which has the place 0.
fn place(key: Key) -> i32 {
    i32::from(key) - i32::from(NOTHING)
}

/// The number closest to nothing that has this place.
#[allow(clippy::cast_sign_loss)] // without its sign
fn edge(place: i32) -> f64 {
    let magnitude = f64::from_bits(u64::from(place.unsigned_abs() + BELOW_FLOOR as u32) << SHIFT);
    if place < 0 { -magnitude } else { magnitude }
}

impl Histogram {
    /// Counts a number; what is none is not counted.
    pub fn add(&mut self, value: f64) {
        if !value.is_nan() {
            self.add_equal(value, value, 1);
        }
    }

    /// Counts so many numbers that have one key. The least and the greatest of them are given.
    fn add_equal(&mut self, lowest: f64, highest: f64, numbers: u32) {
        let (lowest, highest) = (counted(lowest), counted(highest));
        self.make_room(lowest, highest);
        #[allow(clippy::cast_sign_loss)] // there is room
        let index = (place(key(lowest)) - self.base) as usize;
        self.counts[index] += numbers;
    }

    /// Makes room for so many numbers between the least and the greatest of them. The keys of
    /// these, if the numbers are still to be counted: those that have one key are counted at once.
    pub(super) fn expect(
        &mut self,
        lowest: f64,
        highest: f64,
        numbers: usize,
    ) -> Option<(Key, Key)> {
        // There is none: it would be infinitely far up.
        if lowest == f64::INFINITY {
            return None;
        }
        let (lowest, highest) = (counted(lowest), counted(highest));
        let (first, last) = (key(lowest), key(highest));
        if first == last {
            self.add_equal(lowest, highest, u32::try_from(numbers).unwrap_or(u32::MAX));
            return None;
        }
        self.make_room(lowest, highest);
        Some((first, last))
    }

    /// The counts of the numbers from this key on, for which there is room.
    #[allow(clippy::cast_sign_loss)] // there is room
    pub(super) fn counts_from(&mut self, first: Key) -> &mut [u32] {
        &mut self.counts[(place(first) - self.base) as usize..]
    }

    /// Counts what another has counted.
    pub fn merge(&mut self, other: &Self) {
        if other.counts.is_empty() {
            return;
        }
        self.make_room(other.lowest, other.highest);
        #[allow(clippy::cast_sign_loss)] // there is room
        let counts = &mut self.counts[(other.base - self.base) as usize..];
        for (count, more) in counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// Widens the counts to hold these.
    #[inline]
    #[allow(clippy::cast_sign_loss)] // differences of ordered keys
    fn make_room(&mut self, lowest: f64, highest: f64) {
        // A negative nothing is no less than a positive one: which comes first would matter.
        self.lowest = if lowest < self.lowest {
            lowest
        } else {
            self.lowest
        };
        self.highest = if highest > self.highest {
            highest
        } else {
            self.highest
        };
        let (first, last) = (place(key(lowest)), place(key(highest)));
        if self.counts.is_empty() {
            self.base = first;
        }
        if first < self.base {
            let more = (self.base - first) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(0, more));
            self.base = first;
        }
        let length = (last - self.base) as usize + 1;
        if self.counts.len() < length {
            self.counts.resize(length, 0);
        }
    }

    /// How many cells there are from the least to the greatest number; none if these cannot be.
    fn cells_needed(&self) -> Option<usize> {
        if self.lowest > self.highest {
            return Some(0);
        }
        let (first, last) = (place(key(self.lowest)), place(key(self.highest)));
        let cells = usize::try_from(last - first).ok()? + 1;
        (first == self.base).then_some(cells)
    }

    /// How many have been counted.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The least number, none before any was counted.
    #[must_use]
    pub fn lowest(&self) -> Option<f64> {
        (!self.counts.is_empty()).then_some(self.lowest)
    }

    /// The greatest number, none before any was counted.
    #[must_use]
    pub fn highest(&self) -> Option<f64> {
        (!self.counts.is_empty()).then_some(self.highest)
    }

    /// The numbers of these ranks, counted from 0 and given in ascending order, each within
    /// [`RELATIVE_ERROR`] of the number that has the rank.
    #[must_use]
    pub fn at_ranks<const COUNT: usize>(&self, ranks: [u32; COUNT]) -> [f64; COUNT] {
        let mut values = [self.highest; COUNT];
        let mut next = 0;
        let mut below = 0;
        // Numbers on both sides of nothing have thousands of cells between them: many are passed
        // over at once.
        for (counts, base) in self
            .counts
            .chunks(AT_ONCE)
            .zip((self.base..).step_by(AT_ONCE))
        {
            let all: u32 = counts.iter().sum();
            let mut in_cells = below;
            below += all;
            if next == COUNT {
                break;
            }
            if ranks[next] >= below {
                continue;
            }
            for (&count, place) in counts.iter().zip(base..) {
                while next < COUNT && ranks[next] < in_cells + count {
                    let share = (f64::from(ranks[next] - in_cells) + 0.5) / f64::from(count);
                    values[next] = self.within(place, share);
                    next += 1;
                }
                in_cells += count;
            }
        }
        values
    }

    /// A number with this place, as far into its numbers as the share says.
    fn within(&self, place: i32, share: f64) -> f64 {
        let (low, high) = bounds(place);
        (low + (high - low) * share)
            .max(self.lowest)
            .min(self.highest)
    }

    /// What has been counted, in ascending order: numbers from the first up to the second, and how
    /// many there were. Cells without numbers are left out.
    pub fn cells(&self) -> impl Iterator<Item = (f64, f64, u32)> + '_ {
        self.counts
            .iter()
            .zip(self.base..)
            .filter(|(count, _)| **count > 0)
            .map(|(&count, place)| {
                let (low, high) = bounds(place);
                (low.max(self.lowest), high.min(self.highest), count)
            })
    }
}

/// The numbers with this place.
fn bounds(place: i32) -> (f64, f64) {
    match place {
        0 => (0.0, 0.0),
        1.. => (edge(place), edge(place + 1)),
        _ => (edge(place - 1), edge(place)),
    }
}

/// The rank, counted from 0, of the number below which about this share of so many lies.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the count
pub fn rank(count: u32, share: f64) -> u32 {
    (share * f64::from(count.saturating_sub(1)) + 0.5) as u32
}

impl serde::Serialize for Histogram {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = pack(&self.counts);
        (self.lowest, self.highest, self.base, bytes).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Histogram {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let (lowest, highest, base, bytes) = serde::Deserialize::deserialize(deserializer)?;
        let mut histogram = Self {
            lowest,
            highest,
            base,
            counts: Vec::new(),
        };
        let cells = histogram
            .cells_needed()
            .ok_or_else(|| D::Error::custom("its extremes"))?;
        histogram.counts = unpack(bytes, cells).ok_or_else(|| D::Error::custom("its counts"))?;
        Ok(histogram)
    }
}
