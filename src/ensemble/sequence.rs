//! The numbers from 0 to 1 that runs are drawn with: for each purpose a sequence of its own, known
//! by the seed and the purpose's name, in which every run finds its number by itself.
//!
//! The sequence is a Latin hypercube's: of n runs each falls into another one of n equal cells, in
//! a shuffled order, somewhere in the cell. So the runs cover each uncertain input evenly, and a
//! scenario with other inputs shares the numbers of those that it has in common.

#![allow(clippy::inline_always)] // compiled for what a machine can do

use rand::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

use crate::model::bounds::Bounds;

/// Numbers that are worked out together.
const TOGETHER: usize = 64;

/// What a purpose's name is known by: FNV-1a.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The sequence of one purpose.
#[derive(Clone, Copy, Debug)]
pub struct Sequence {
    runs: u32,
    /// All bits of the number of runs less one, and those below.
    mask: u32,
    order: u32,
    key: u64,
}

impl Sequence {
    /// The sequence of a purpose, such as the key of a parameter, for so many runs. What shuffles
    /// it comes from `SplitMix64`.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // the upper half
    pub fn new(seed: u64, purpose: &str, runs: u32) -> Self {
        let named = seed.to_le_bytes().into_iter().chain(purpose.bytes());
        let mut generator = SplitMix64::seed_from_u64(hash(named));
        let runs = runs.max(1);
        Self {
            runs,
            mask: u32::MAX
                .checked_shr((runs - 1).leading_zeros())
                .unwrap_or(0),
            order: (generator.next_u64() >> 32) as u32,
            key: generator.next_u64(),
        }
    }

    /// The number of a run, above 0 and below 1. Beyond the runs it is prepared for, they begin
    /// again.
    #[inline]
    #[must_use]
    pub fn at(self, run: u32) -> f64 {
        self.within(run, self.cell(run))
    }

    /// The numbers of neighbouring runs from the first on, to the bit as [`Sequence::at`] has them.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)] // few
    pub fn fill(self, first: u32, numbers: &mut [f64]) {
        let mut first = first;
        for numbers in numbers.chunks_mut(TOGETHER) {
            match <&mut [f64; TOGETHER]>::try_from(&mut *numbers) {
                Ok(numbers) if self.runs.saturating_sub(first) as usize >= TOGETHER => {
                    self.fill_together(first, numbers);
                }
                _ => {
                    for (number, run) in numbers.iter_mut().zip(first..) {
                        *number = self.at(run);
                    }
                }
            }
            first = first.wrapping_add(TOGETHER as u32);
        }
    }

    /// All cells are hashed at once, then again those beyond the runs, of which a list is kept
    /// without a branch: which they are cannot be foreseen.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)] // places are few
    fn fill_together(self, first: u32, numbers: &mut [f64; TOGETHER]) {
        let mut cells = [0; TOGETHER];
        for (cell, run) in cells.iter_mut().zip(first..) {
            *cell = self.hash(run);
        }
        let mut beyond = [0_u8; TOGETHER];
        let mut count = 0;
        for (place, &cell) in cells.iter().enumerate() {
            beyond[count % TOGETHER] = place as u8;
            count += usize::from(cell >= self.runs);
        }
        while count > 0 {
            let mut left = 0;
            for index in 0..count {
                let place = beyond[index];
                let cell = &mut cells[usize::from(place) % TOGETHER];
                *cell = self.hash(*cell);
                beyond[left % TOGETHER] = place;
                left += usize::from(*cell >= self.runs);
            }
            count = left;
        }
        for ((number, &cell), run) in numbers.iter_mut().zip(&cells).zip(first..) {
            *number = self.within(run, cell);
        }
    }

    /// The number of a run that has this cell.
    #[inline(always)]
    fn within(self, run: u32, cell: u32) -> f64 {
        let mut generator = SplitMix64::seed_from_u64(self.key.wrapping_add(u64::from(run)));
        inside(cell, generator.next_u64() >> 12, self.runs)
    }

    /// The cell of a run: a permutation of the runs by hashing. What falls beyond the runs is
    /// hashed again.
    #[inline]
    fn cell(self, run: u32) -> u32 {
        let run = if run < self.runs {
            run
        } else {
            run % self.runs
        };
        let mut cell = self.hash(run);
        while cell >= self.runs {
            cell = self.hash(cell);
        }
        cell
    }

    /// A permutation of the numbers that the mask holds, after Kensler: each step can be undone.
    #[inline(always)]
    fn hash(self, number: u32) -> u32 {
        let Self { mask, order, .. } = self;
        let mut x = number;
        x ^= order;
        x = x.wrapping_mul(0xe170_893d);
        x ^= order >> 16;
        x ^= (x & mask) >> 4;
        x ^= order >> 8;
        x = x.wrapping_mul(0x0929_eb3f);
        x ^= order >> 23;
        x ^= (x & mask) >> 1;
        x = x.wrapping_mul(1 | (order >> 27));
        x = x.wrapping_mul(0x6935_fa69);
        x ^= (x & mask) >> 11;
        x = x.wrapping_mul(0x74dc_b303);
        x ^= (x & mask) >> 2;
        x = x.wrapping_mul(0x9e50_1cc3);
        x ^= (x & mask) >> 2;
        x = x.wrapping_mul(0xc860_a3df);
        x &= mask;
        x ^= x >> 5;
        x
    }
}

/// The number in a cell of so many that 52 bits of a fraction stand for: in their middle, so that it
/// is above 0. In the last cell the sum can be rounded to the number of runs, which is 1, of which no
/// distribution has a value.
#[inline(always)]
fn inside(cell: u32, bits: u64, runs: u32) -> f64 {
    const ONE: u64 = 1.0_f64.to_bits();
    const BELOW_ONE: f64 = 1.0 - 0.5 * f64::EPSILON;
    let within = f64::from_bits(bits | ONE) - BELOW_ONE;
    ((f64::from(cell) + within) / f64::from(runs)).at_most(BELOW_ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_first_and_the_last_cell_are_neither_0_nor_1() {
        for runs in [1, 2, 128, 500, 5_000, 10_000, 1_000_000] {
            assert!(inside(0, 0, runs) > 0.0, "{runs}");
            assert!(inside(runs - 1, (1 << 52) - 1, runs) < 1.0, "{runs}");
        }
    }

    #[test]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // cells are few
    fn every_run_has_a_cell_of_its_own_and_orders_differ() {
        for runs in [1, 2, 3, 7, 100, 128, 500, 5000, 65_537] {
            let mut orders = Vec::new();
            for purpose in ["growth.viral", "growth.market", "risk.bill"] {
                let sequence = Sequence::new(3, purpose, runs);
                let mut order = Vec::new();
                let mut seen = vec![false; runs as usize];
                for run in 0..runs {
                    let value = sequence.at(run);
                    assert!(value > 0.0 && value < 1.0);
                    let cell = (value * f64::from(runs)) as usize;
                    assert!(!seen[cell], "{runs} {purpose} {run}");
                    seen[cell] = true;
                    order.push(cell);
                }
                assert!(runs < 100 || !orders.contains(&order));
                orders.push(order);
            }
        }
    }

    #[test]
    fn runs_find_the_same_numbers_together_as_by_themselves() {
        let together = u32::try_from(TOGETHER).expect("few");
        for runs in [1, together - 1, together, 3 * together + 5, 10_000] {
            let sequence = Sequence::new(3, "growth.viral", runs);
            for first in [0, 1, together, runs - 1] {
                let mut numbers = vec![0.0; 2 * TOGETHER + 3];
                sequence.fill(first, &mut numbers);
                for (run, number) in (first..).zip(numbers) {
                    let alone = sequence.at(run);
                    assert_eq!(number.to_bits(), alone.to_bits(), "{run} of {runs}");
                }
            }
        }
    }
}
