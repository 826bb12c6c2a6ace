//! Which blocks of an ensemble are still to be done, and by whom.

use std::ops::Range;

/// Blocks that nobody is doing. Those given back are the next to be taken.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    open: Vec<Range<u32>>,
}

impl Parts {
    /// All blocks of an ensemble.
    #[must_use]
    pub fn new(blocks: u32) -> Self {
        let mut parts = Self::default();
        parts.give_back(0..blocks);
        parts
    }

    /// Takes up to so many neighbouring blocks; none if there are none left.
    pub fn take(&mut self, most: u32) -> Option<Range<u32>> {
        let last = self.open.last_mut()?;
        let end = last.end.min(last.start.saturating_add(most.max(1)));
        let part = last.start..end;
        last.start = end;
        if end == last.end {
            self.open.pop();
        }
        Some(part)
    }

    /// Gives blocks back that were not done after all.
    pub fn give_back(&mut self, blocks: Range<u32>) {
        if !blocks.is_empty() {
            self.open.push(blocks);
        }
    }

    /// How many blocks nobody is doing.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.open.iter().map(|range| range.end - range.start).sum()
    }
}
