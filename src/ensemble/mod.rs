//! Many runs of one scenario, each with its own draw of everything uncertain, and what they say
//! together: bands, and odds.
//!
//! ```
//! use headroom::ensemble::{Detail, Ensemble};
//! use headroom::model::{preset::Preset, scenario::Scenario};
//!
//! let scenario = Scenario::preset(Preset::Realistic);
//! let mut ensemble = Ensemble::new(&scenario, 256, 1, Detail::Everything);
//! let mut tally = ensemble.tally();
//! ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
//! assert_eq!(tally.odds().survival.all, 256);
//! ```

mod abreast;
mod batch;
pub mod causes;
pub mod copula;
mod counting;
pub mod histogram;
mod key;
pub mod marginal;
pub mod normal;
pub mod odds;
mod packed;
mod reading;
pub mod sampler;
pub mod sequence;
mod sums;
mod tally;

pub use odds::{Odds, Share};
pub use reading::{Band, PERCENTILES};
pub use sampler::{Draw, Sampler};
pub use tally::{Detail, Mismatch, Tally};

use crate::model::scenario::Scenario;
use abreast::Abreast;
use batch::Batch;

/// Runs in a block: the part of an ensemble that one worker does at a time.
pub const BLOCK: u32 = 128;

/// Blocks that are counted together, at most: the more they are, the less often the counts of all
/// weeks pass through a processor's caches, and the more room the keys of their runs take.
const BLOCKS_AT_ONCE: usize = 16;
// As small as counts of them are while they are counted.
const _: () = assert!(BLOCKS_AT_ONCE * BLOCK as usize <= u16::MAX as usize);

/// The room that these keys may take, in bytes, however far the runs look ahead.
const ROOM_FOR_KEYS: usize = 24 << 20;

/// Runs whose inputs are drawn together.
const DRAWN_AT_ONCE: u32 = 64;

/// Runs of an ensemble unless others are asked for.
pub const USUAL_RUNS: u32 = 5_000;

/// The most runs of an ensemble.
pub const MAXIMUM_RUNS: u32 = 1_000_000;

/// The runs of a scenario. Each run depends on the scenario, the seed, how many runs there are and
/// its own number alone.
#[derive(Clone, Debug)]
pub struct Ensemble {
    sampler: Sampler,
    runs: u32,
    horizon: usize,
    detail: Detail,
    batch: Batch,
    abreast: Abreast,
}

impl Ensemble {
    /// Prepares so many runs of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, runs: u32, seed: u64, detail: Detail) -> Self {
        let sampler = Sampler::new(scenario, runs, seed);
        Self {
            abreast: Abreast::new(&sampler),
            sampler,
            runs,
            horizon: scenario.inputs.weeks(),
            detail,
            batch: Batch::default(),
        }
    }

    /// How many blocks there are; they are counted from 0.
    #[must_use]
    pub fn blocks(&self) -> u32 {
        self.runs.div_ceil(BLOCK)
    }

    /// The tally to count into: of none of the runs yet.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::new(self.horizon, self.detail)
    }

    /// Makes the runs of a block and counts them. Each block is to be counted once, in any order
    /// and into any tally of this ensemble.
    pub fn add_block(&mut self, block: u32, tally: &mut Tally) {
        self.add_blocks(block..block + 1, tally);
    }

    /// Makes the runs of neighbouring blocks and counts them, which is faster than one by one.
    pub fn add_blocks(&mut self, blocks: std::ops::Range<u32>, tally: &mut Tally) {
        let end = blocks.end.min(self.blocks());
        let room = ROOM_FOR_KEYS / Batch::room_for(BLOCK as usize, self.horizon.max(1));
        let at_once = room.clamp(1, BLOCKS_AT_ONCE);
        for block in (blocks.start..end).step_by(at_once) {
            #[allow(clippy::cast_possible_truncation)] // few
            let next = (block + at_once as u32).min(end);
            self.add(block, next, tally);
        }
    }

    fn add(&mut self, block: u32, end: u32, tally: &mut Tally) {
        let numbers = block * BLOCK..(end * BLOCK).min(self.runs);
        self.batch.begin(block, numbers.len(), self.horizon);
        let at_once = DRAWN_AT_ONCE as usize;
        for (place, first) in numbers.clone().enumerate().step_by(at_once) {
            let runs = first..numbers.end.min(first + DRAWN_AT_ONCE);
            self.abreast
                .make(&self.sampler, runs, place, &mut self.batch, tally);
        }
        tally.count_weeks(&mut self.batch);
    }
}
