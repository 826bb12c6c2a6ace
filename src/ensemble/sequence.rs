//! The numbers from 0 to 1 that runs are drawn with: for each purpose a sequence of its own, known
//! by the seed and the purpose's name, in which every run finds its number by itself.
//!
//! The sequence is a Latin hypercube's: of n runs each falls into another one of n equal cells, in
//! a shuffled order, somewhere in the cell. So the runs cover each uncertain input evenly, and a
//! scenario with other inputs shares the numbers of those that it has in common.

use rand::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

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
        // FNV-1a of seed and name.
        let hash = seed
            .to_le_bytes()
            .iter()
            .chain(purpose.as_bytes())
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let mut generator = SplitMix64::seed_from_u64(hash);
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
    #[allow(clippy::cast_precision_loss)] // 52 bits
    pub fn at(self, run: u32) -> f64 {
        const PARTS: f64 = 1.0 / (1_u64 << 52) as f64;
        let mut generator = SplitMix64::seed_from_u64(self.key.wrapping_add(u64::from(run)));
        let within = ((generator.next_u64() >> 12) as f64 + 0.5) * PARTS;
        (f64::from(self.cell(run)) + within) / f64::from(self.runs)
    }

    /// The cell of a run: a permutation of the runs by hashing, after Kensler. Each step can be
    /// undone within the mask; what falls beyond the runs is hashed again.
    #[inline]
    fn cell(self, run: u32) -> u32 {
        let Self {
            runs, mask, order, ..
        } = self;
        let mut x = if run < runs { run } else { run % runs };
        loop {
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
            if x < runs {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
