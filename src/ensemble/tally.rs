//! What some runs of an ensemble have come to. Tallies of different blocks can be put together in
//! any order, by any number of workers, and come to the same bits.

use serde::{Deserialize, Serialize};

use super::batch::Batch;
use super::causes::{CAUSES, Case};
use super::histogram::Histogram;
use super::sampler::Draw;
use super::sums::Sums;
use crate::model::assessment::{Outcome, assess};
use crate::model::breakdown::COLUMN_COUNT;
use crate::model::delivery::PHASES;
use crate::model::luck::Struck;
use crate::model::risks::RISK_COUNT;
use crate::model::run::Run;
use crate::model::slippage::{SlipTolerance, phase_outcomes};
use crate::model::targets::TARGETS;
use crate::model::week::SERIES;

/// How much is asked of each run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// Percentiles of every series and part, and the odds of survival: while a slider is dragged.
    Bands,
    /// The targets, the phases and what goes with failure as well, which takes half as long again.
    #[default]
    Everything,
}

/// How many of some runs, and of those that failed, something is true of. A run fails if its cash
/// falls below zero within the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Joint {
    pub(super) runs: u32,
    pub(super) failed: u32,
}

impl Joint {
    fn count(&mut self, is_so: bool, failed: bool) {
        self.runs += u32::from(is_so);
        self.failed += u32::from(is_so && failed);
    }

    fn merge(&mut self, other: Self) {
        self.runs += other.runs;
        self.failed += other.failed;
    }
}

/// What became of one phase in all runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PhaseTally {
    /// Runs that finish it in each week.
    pub(super) finished: Vec<u32>,
    /// Runs with each slip tolerance, from minus the horizon to the horizon.
    pub(super) tolerance: Vec<u32>,
    /// Runs that finish it and never pass the capacity that it replaces.
    pub(super) not_crossed: u32,
}

/// What the runs of some blocks have come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    pub(super) detail: Detail,
    pub(super) horizon: usize,
    pub(super) runs: u32,
    /// Every series of every week and the parts of these, week by week; uptime as downtime.
    pub(super) columns: Vec<Histogram>,
    pub(super) sums: Sums,
    /// Runs whose cash first falls below zero in each week.
    pub(super) cash_out: Vec<u32>,
    pub(super) missing: Histogram,
    /// Runs that meet each target, and that miss it.
    pub(super) targets: Vec<[u32; 2]>,
    pub(super) events: [Joint; RISK_COUNT],
    pub(super) causes: Vec<Joint>,
    pub(super) phases: [PhaseTally; PHASES],
}

/// Whether a series is counted by what is missing to 1: leading bits say little close below it.
pub(super) fn is_complement(series: usize) -> bool {
    series == UPTIME
}

/// The place of uptime among the series.
pub(super) const UPTIME: usize = {
    let mut series = 0;
    while !matches!(SERIES[series].key.as_bytes(), b"uptime") {
        series += 1;
    }
    series
};

/// How a run ends.
pub(super) struct Ending {
    /// The week, counted from 0, in which cash first falls below zero.
    pub(super) cash_out: Option<usize>,
    /// The funding that would have kept it from that, $.
    pub(super) missing: f64,
    pub(super) struck: Struck,
}

impl Tally {
    /// The tally of no runs over a horizon of so many weeks.
    #[must_use]
    pub fn new(horizon: usize, detail: Detail) -> Self {
        Self {
            detail,
            horizon,
            runs: 0,
            columns: vec![Histogram::default(); horizon * COLUMN_COUNT],
            sums: Sums::default(),
            cash_out: vec![0; horizon],
            missing: Histogram::default(),
            targets: vec![[0; 2]; TARGETS.len()],
            events: [Joint::default(); RISK_COUNT],
            causes: vec![Joint::default(); CAUSES.len()],
            phases: std::array::from_fn(|_| PhaseTally {
                finished: vec![0; horizon],
                tolerance: vec![0; 2 * horizon + 1],
                not_crossed: 0,
            }),
        }
    }

    /// Counts the weeks of a batch of runs.
    pub(super) fn count_weeks(&mut self, batch: &mut Batch) {
        self.runs += u32::try_from(batch.runs()).unwrap_or(u32::MAX);
        batch.count(&mut self.columns);
        for (block, sums) in batch.sums() {
            self.sums.add(block, sums);
        }
    }

    /// Counts how a run ends.
    pub(super) fn count_ending(&mut self, ending: &Ending) {
        if let Some(week) = ending.cash_out {
            self.cash_out[week] += 1;
        }
        self.missing.add(ending.missing);
        for (joint, struck) in self.events.iter_mut().zip(ending.struck) {
            joint.count(struck.is_some(), ending.cash_out.is_some());
        }
    }

    /// Counts what else is asked of a run as a whole.
    pub(super) fn count_run(&mut self, draw: &Draw, run: &Run, ending: &Ending) {
        let inputs = &draw.inputs;
        for (counts, assessment) in self.targets.iter_mut().zip(assess(inputs, run)) {
            match assessment.outcome {
                Outcome::Met => counts[0] += 1,
                Outcome::Missed => counts[1] += 1,
                Outcome::NotWithinHorizon => {}
            }
        }
        let outcomes = phase_outcomes(inputs, run);
        for (phase, outcome) in self.phases.iter_mut().zip(&outcomes) {
            if let Some(week) = outcome.finished {
                phase.finished[week as usize - 1] += 1;
            }
            match outcome.tolerance.weeks() {
                Some(weeks) => {
                    let place = usize::try_from(weeks + i32::try_from(self.horizon).unwrap_or(0));
                    phase.tolerance[place.unwrap_or(0)] += 1;
                }
                None => {
                    phase.not_crossed +=
                        u32::from(matches!(outcome.tolerance, SlipTolerance::NotCrossed));
                }
            }
        }
        let case = Case {
            draw,
            run,
            phases: &outcomes,
        };
        for (joint, cause) in self.causes.iter_mut().zip(CAUSES) {
            joint.count((cause.holds)(&case), ending.cash_out.is_some());
        }
    }

    /// Adds the tally of other blocks of the same ensemble.
    ///
    /// # Errors
    /// [`Mismatch`] if it is of another horizon or detail; nothing is changed then.
    pub fn merge(&mut self, other: &Self) -> Result<(), Mismatch> {
        if (self.horizon, self.detail) != (other.horizon, other.detail) {
            return Err(Mismatch);
        }
        self.runs += other.runs;
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            column.merge(more);
        }
        self.sums.merge(&other.sums);
        add(&mut self.cash_out, &other.cash_out);
        self.missing.merge(&other.missing);
        for (counts, more) in self.targets.iter_mut().zip(&other.targets) {
            add(counts, more);
        }
        let joints = self.events.iter_mut().chain(&mut self.causes);
        for (joint, more) in joints.zip(other.events.iter().chain(&other.causes)) {
            joint.merge(*more);
        }
        for (phase, more) in self.phases.iter_mut().zip(&other.phases) {
            add(&mut phase.finished, &more.finished);
            add(&mut phase.tolerance, &more.tolerance);
            phase.not_crossed += more.not_crossed;
        }
        Ok(())
    }

    /// The tally as bytes, for a message between workers of the same build.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self)
            .unwrap_or_else(|_| unreachable!("lengths are known, and memory does not fail"))
    }

    /// The tally of a message.
    ///
    /// # Errors
    /// [`Mismatch`] if the bytes are not those of a tally of this build.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Mismatch> {
        postcard::from_bytes(bytes).map_err(|_| Mismatch)
    }

    /// How many runs have been counted.
    #[must_use]
    pub fn runs(&self) -> u32 {
        self.runs
    }

    /// How many weeks the runs look ahead.
    #[must_use]
    pub fn horizon(&self) -> usize {
        self.horizon
    }

    /// What was asked of each run.
    #[must_use]
    pub fn detail(&self) -> Detail {
        self.detail
    }
}

/// Two tallies do not belong to the same ensemble, or bytes are not those of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tally belongs to another ensemble")]
pub struct Mismatch;

fn add(counts: &mut [u32], more: &[u32]) {
    for (count, more) in counts.iter_mut().zip(more) {
        *count += more;
    }
}
