//! What a helper does: parts of ensembles, one after the other.

use std::ops::Range;

use super::SEED;
use crate::ensemble::{Detail, Ensemble, Tally};
use crate::model::scenario::Scenario;
use crate::share::from_link;

/// The ensemble that a part belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The scenario.
    pub link: String,
    /// The runs of the whole ensemble.
    pub runs: u32,
    /// What is asked of each.
    pub detail: Detail,
}

impl Whole {
    /// The scenario of the link. What cannot be read of it has been told where it was read first.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        from_link(&self.link).0
    }

    /// The ensemble itself.
    #[must_use]
    pub fn ensemble(&self) -> Ensemble {
        Ensemble::new(&self.scenario(), self.runs, SEED, self.detail)
    }
}

/// Does parts of ensembles. What one part has prepared is there for the next of the same ensemble.
#[derive(Debug, Default)]
pub struct Helper {
    prepared: Option<(Whole, Ensemble)>,
}

impl Helper {
    /// Makes the runs of some blocks.
    pub fn work(&mut self, whole: Whole, blocks: Range<u32>) -> Tally {
        let known = self.prepared.take().filter(|(known, _)| *known == whole);
        let (whole, mut ensemble) = known.unwrap_or_else(|| {
            let ensemble = whole.ensemble();
            (whole, ensemble)
        });
        let mut tally = ensemble.tally();
        ensemble.add_blocks(blocks, &mut tally);
        self.prepared = Some((whole, ensemble));
        tally
    }
}
