//! What a helper does: parts of ensembles and trials of studies, one after the other.

use std::ops::Range;

use super::{SEED, batch};
use crate::analysis::samplers::Samplers;
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

/// What a helper is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Blocks of an ensemble.
    Blocks {
        /// The ensemble.
        whole: Whole,
        /// Its blocks that are to be done.
        blocks: Range<u32>,
    },
    /// Trials, as they are written.
    Trials(Vec<u8>),
}

/// Does what it is given. What one task has prepared is there for the next like it.
#[derive(Debug, Default)]
pub struct Helper {
    prepared: Option<(Whole, Ensemble)>,
    samplers: Samplers,
}

impl Helper {
    /// Does a task, and says what it has come to in bytes for the conductor.
    pub fn work(&mut self, task: Task) -> Vec<u8> {
        match task {
            Task::Blocks { whole, blocks } => self.runs(whole, blocks).to_bytes(),
            Task::Trials(trials) => batch::done(&trials, &mut self.samplers),
        }
    }

    /// Makes the runs of some blocks.
    fn runs(&mut self, whole: Whole, blocks: Range<u32>) -> Tally {
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
