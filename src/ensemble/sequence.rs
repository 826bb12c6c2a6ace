//! The numbers from 0 to 1 that runs are drawn with: for each purpose a sequence of its own, known
//! by the seed and the purpose's name, in which every run finds its number by itself.
//!
//! A sequence is van der Corput's, scrambled and shuffled after Owen: its first 2^k numbers fall
//! into 2^k equal cells, one into each, for every k. So any number of runs covers each uncertain
//! input evenly, more runs keep the earlier ones, and a scenario with other inputs shares the
//! numbers of those that it has in common.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// The sequence of one purpose.
#[derive(Clone, Copy, Debug)]
pub struct Sequence {
    shuffle: u32,
    scramble: u32,
}

impl Sequence {
    /// The sequence of a purpose, such as the key of a parameter. The two numbers that scramble it
    /// are xoshiro256++'s for the seed and the name.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // two halves
    pub fn new(seed: u64, purpose: &str) -> Self {
        // FNV-1a of the name, begun with the seed.
        let hash = seed
            .to_le_bytes()
            .iter()
            .chain(purpose.as_bytes())
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let bits = Xoshiro256PlusPlus::seed_from_u64(hash).next_u64();
        Self {
            shuffle: bits as u32,
            scramble: (bits >> 32) as u32,
        }
    }

    /// The number of a run, above 0 and below 1.
    #[inline]
    #[must_use]
    pub fn at(self, run: u32) -> f64 {
        let place = scrambled(run.reverse_bits(), self.shuffle).reverse_bits();
        let bits = scrambled(place, self.scramble).reverse_bits();
        (f64::from(bits) + 0.5) * (1.0 / 4_294_967_296.0)
    }
}

/// Owen's scrambling of the bits from the lowest up, by Vegdahl's improvement of the hash of Laine
/// and Karras: each bit is flipped or not by the seed and the bits below it.
#[inline]
fn scrambled(bits: u32, seed: u32) -> u32 {
    let mut x = bits;
    x ^= x.wrapping_mul(0x3d20_adea);
    x = x.wrapping_add(seed);
    x = x.wrapping_mul((seed >> 16) | 1);
    x ^= x.wrapping_mul(0x0552_6c56);
    x ^= x.wrapping_mul(0x53a2_2864);
    x
}
