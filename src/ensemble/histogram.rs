//! How often a number came up, counted by its leading bits: flat in memory however many there are,
//! and the same to the bit in whatever order they come and are put together.

use super::key::{BELOW_FLOOR, FRACTION_BITS, Key, NOTHING, SHIFT, key};
pub use super::key::{CEILING, FLOOR};
use super::packed::{pack, unpack};

/// A percentile is that of one of the runs within this share of its value.
pub const RELATIVE_ERROR: f64 = 1.0 / (1_u32 << FRACTION_BITS) as f64;

/// Cells of a page: numbers from one to a quarter more of it.
pub(super) const PAGE: usize = 64;

/// Pages that there is room for from the start, where there may be so many: most have fewer.
const USUAL: usize = 24;

/// Cells that are passed over together in search of a rank.
const AT_ONCE: usize = 8;

/// Which cells a page is of, at least one of them with a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its place among all pages that there could be.
    pub(super) number: u16,
    /// The sum of its counts.
    pub(super) sum: u32,
}

impl Page {
    /// The place of its first cell.
    fn first(self) -> i32 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // a few bits
        let key = i32::from(self.number) * PAGE as i32;
        key - i32::from(NOTHING)
    }
}

/// Counted numbers. Between those on both sides of nothing there are thousands of cells without any,
/// for which no room is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    lowest: f64,
    highest: f64,
    /// In ascending order; apart from their counts, most of which a percentile passes over.
    pages: Vec<Page>,
    /// Those of the first page, then those of the second, and so on.
    counts: Vec<u32>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            lowest: f64::INFINITY,
            highest: f64::NEG_INFINITY,
            pages: Vec::new(),
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
        self.widen(lowest, highest);
        let key = usize::from(key(lowest));
        let mut counts = [0_u32; PAGE];
        counts[key % PAGE] = numbers;
        #[allow(clippy::cast_possible_truncation)] // less than a key
        let page = Page {
            number: (key / PAGE) as u16,
            sum: numbers,
        };
        self.add_page(page, &counts, &mut 0);
    }

    /// Expects so many numbers between the least and the greatest of them. The keys of these, if the
    /// numbers are still to be counted: those that have one key are counted at once.
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
        self.widen(lowest, highest);
        if self.pages.is_empty() {
            let pages = usize::from(last) / PAGE - usize::from(first) / PAGE + 1;
            self.pages.reserve(pages.min(USUAL));
            self.counts.reserve(pages.min(USUAL) * PAGE);
        }
        Some((first, last))
    }

    /// Adds the counts of a page, which is made if there is none yet. Its place among the pages is no
    /// earlier than the one given, which becomes it.
    pub(super) fn add_page<Count: Copy + Into<u32>>(
        &mut self,
        added: Page,
        more: &[Count; PAGE],
        place: &mut usize,
    ) {
        let is_before = |page: &&Page| page.number < added.number;
        *place += self.pages[*place..].iter().take_while(is_before).count();
        let more = more.iter().map(|&count| count.into());
        let first = *place * PAGE;
        match self.pages.get_mut(*place) {
            None => {
                self.pages.push(added);
                self.counts.extend(more);
            }
            Some(page) if page.number > added.number => {
                self.pages.insert(*place, added);
                self.counts.splice(first..first, more);
            }
            Some(page) => {
                page.sum += added.sum;
                for (count, more) in self.counts[first..].iter_mut().zip(more) {
                    *count += more;
                }
            }
        }
    }

    /// Counts what another has counted.
    pub fn merge(&mut self, other: &Self) {
        self.widen(other.lowest, other.highest);
        let mut place = 0;
        for (page, counts) in other.pages() {
            self.add_page(page, counts, &mut place);
        }
    }

    /// The pages with their counts.
    pub(super) fn pages(&self) -> impl DoubleEndedIterator<Item = (Page, &[u32; PAGE])> + '_ {
        self.pages.iter().copied().zip(self.counts.as_chunks().0)
    }

    /// Widens the extremes to these.
    fn widen(&mut self, lowest: f64, highest: f64) {
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
    }

    /// Whether the first and the last cell are those of the extremes.
    fn is_consistent(&self) -> bool {
        let mut cells = self.filled();
        let first = cells.next();
        let last = cells.next_back().or(first);
        match first.zip(last) {
            Some(((first, _), (last, _))) => {
                (first, last) == (place(key(self.lowest)), place(key(self.highest)))
                    && self.lowest <= self.highest
            }
            None => (self.lowest, self.highest) == (f64::INFINITY, f64::NEG_INFINITY),
        }
    }

    /// The places of the cells that have counts, in ascending order, with these.
    fn filled(&self) -> impl DoubleEndedIterator<Item = (i32, u32)> + '_ {
        let cells = self.pages().flat_map(|(page, counts)| {
            let cells = counts.iter().enumerate();
            #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // a few bits
            cells.map(move |(cell, &count)| (page.first() + cell as i32, count))
        });
        cells.filter(|&(_, count)| count > 0)
    }

    /// How many have been counted.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.pages.iter().map(|page| page.sum).sum()
    }

    /// The numbers of these ranks, counted from 0 and given in ascending order, each within
    /// [`RELATIVE_ERROR`] of the number that has the rank.
    #[must_use]
    pub fn at_ranks<const COUNT: usize>(&self, ranks: [u32; COUNT]) -> [f64; COUNT] {
        let mut values = [self.highest; COUNT];
        let mut next = 0;
        let mut below = 0;
        for (page, counts) in self.pages() {
            let mut in_cells = below;
            below += page.sum;
            if next == COUNT {
                break;
            }
            if ranks[next] >= below {
                continue;
            }
            let groups = counts.as_chunks::<AT_ONCE>().0.iter();
            for (counts, first) in groups.zip((page.first()..).step_by(AT_ONCE)) {
                let sum: u32 = counts.iter().sum();
                if next == COUNT || ranks[next] >= in_cells + sum {
                    in_cells += sum;
                    continue;
                }
                for (&count, place) in counts.iter().zip(first..) {
                    while next < COUNT && ranks[next] < in_cells + count {
                        let share = (f64::from(ranks[next] - in_cells) + 0.5) / f64::from(count);
                        values[next] = self.within(place, share);
                        next += 1;
                    }
                    in_cells += count;
                }
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
        self.filled().map(|(place, count)| {
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
        (self.lowest, self.highest, pack(self)).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Histogram {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let (lowest, highest, bytes) = serde::Deserialize::deserialize(deserializer)?;
        let mut histogram = Self {
            lowest,
            highest,
            ..Self::default()
        };
        unpack(bytes, &mut histogram).ok_or_else(|| D::Error::custom("its counts"))?;
        if !histogram.is_consistent() {
            return Err(D::Error::custom("its extremes"));
        }
        Ok(histogram)
    }
}
