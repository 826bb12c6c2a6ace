//! Sums of numbers block by block, the same to the bit in whatever order the blocks come.
//!
//! A sum of floating-point numbers depends on its order. So blocks are added as neighbours in a
//! binary tree over their numbers: two that belong together are added once both are there.

use serde::{Deserialize, Serialize};

/// Sums over some blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sums {
    /// In the order of their blocks.
    parts: Vec<Part>,
}

/// Sums over 2^level neighbouring blocks, from block index·2^level on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Part {
    level: u32,
    index: u32,
    sums: Vec<f64>,
}

impl Part {
    fn first(&self) -> u32 {
        self.index << self.level
    }

    fn is_pair(&self, right: &Self) -> bool {
        self.level == right.level && self.index.is_multiple_of(2) && self.index + 1 == right.index
    }
}

impl Sums {
    /// Adds the sums of a block, each block once.
    pub(super) fn add(&mut self, block: u32, sums: Vec<f64>) {
        self.insert(Part {
            level: 0,
            index: block,
            sums,
        });
    }

    /// Adds sums over other blocks.
    pub(super) fn merge(&mut self, other: &Self) {
        for part in &other.parts {
            self.insert(part.clone());
        }
    }

    fn insert(&mut self, part: Part) {
        let mut at = self
            .parts
            .partition_point(|other| other.first() < part.first());
        self.parts.insert(at, part);
        loop {
            let left = if at + 1 < self.parts.len() && self.parts[at].is_pair(&self.parts[at + 1]) {
                at
            } else if at > 0 && self.parts[at - 1].is_pair(&self.parts[at]) {
                at - 1
            } else {
                return;
            };
            let right = self.parts.remove(left + 1);
            let part = &mut self.parts[left];
            part.level += 1;
            part.index /= 2;
            for (sum, more) in part.sums.iter_mut().zip(&right.sums) {
                *sum += more;
            }
            at = left;
        }
    }

    /// The sum at a place over all blocks.
    #[must_use]
    pub(super) fn total(&self, place: usize) -> f64 {
        self.parts.iter().map(|part| part.sums[place]).sum()
    }
}
