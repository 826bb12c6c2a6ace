//! What the runs of an ensemble say of the company's fate.

use super::causes::{CAUSES, Cause};
use super::histogram::{Histogram, rank};
use super::tally::{Joint, PhaseTally, Tally};
use crate::model::delivery::PHASES;
use crate::model::risks::{RISKS, RiskEvent};
use crate::model::targets::{TARGETS, Target};

/// So many of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub of: u32,
    /// How many there are.
    pub all: u32,
}

impl Share {
    /// What a share says of so many runs.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
    pub fn of_runs(share: f64, runs: u32) -> Self {
        Self {
            of: (share * f64::from(runs)).round() as u32,
            all: runs,
        }
    }

    /// The share, none of nothing.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.of) / f64::from(self.all))
    }

    /// Its standard error as of independent runs, which overstates that of evenly spread ones. It
    /// is worked out for half a run more on either side, so that none and all of a few runs are
    /// not certain.
    #[must_use]
    pub fn standard_error(self) -> Option<f64> {
        let all = f64::from(self.all);
        (self.all > 0).then(|| {
            let share = (f64::from(self.of) + 0.5) / (all + 1.0);
            (share * (1.0 - share) / all).sqrt()
        })
    }
}

/// The odds of a target.
#[derive(Clone, Copy, Debug)]
pub struct TargetOdds {
    /// The target.
    pub target: &'static Target,
    /// Runs that meet it.
    pub met: Share,
    /// Runs that miss it; of the rest, the horizon ends before the answer is known.
    pub missed: Share,
}

/// How failure goes with something that is true of some runs. A run fails if its cash falls below
/// zero within the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Association {
    /// Runs of which it is true.
    pub runs: Share,
    /// Of these, the runs that fail.
    pub failed_with: Share,
    /// Of the others, the runs that fail.
    pub failed_without: Share,
}

impl Association {
    fn new(joint: Joint, runs: u32, failed: u32) -> Self {
        Self {
            runs: Share {
                of: joint.runs,
                all: runs,
            },
            failed_with: Share {
                of: joint.failed,
                all: joint.runs,
            },
            failed_without: Share {
                of: failed - joint.failed,
                all: runs - joint.runs,
            },
        }
    }

    /// How much more likely failure is with it than without, and the standard error of that.
    #[must_use]
    pub fn difference(&self) -> Option<(f64, f64)> {
        let difference = self.failed_with.value()? - self.failed_without.value()?;
        let with = self.failed_with.standard_error()?;
        let without = self.failed_without.standard_error()?;
        Some((difference, (with * with + without * without).sqrt()))
    }
}

/// Numbers of weeks, and of how many runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekCount {
    /// A week's number, or a number of weeks.
    pub weeks: i32,
    /// How many runs.
    pub runs: u32,
}

/// What becomes of a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseOdds {
    /// Runs by the week, counted from 1, in which the phase is finished, in ascending order.
    pub finished: Vec<WeekCount>,
    /// Runs that do not finish it within the horizon.
    pub unfinished: Share,
    /// Runs by the weeks that the phase may still slip, below zero the weeks that it is late.
    pub tolerance: Vec<WeekCount>,
    /// Runs that finish it and never pass the capacity that it replaces within the horizon.
    pub not_crossed: Share,
}

impl PhaseOdds {
    /// The week, counted from 1, by which this share of all runs finish the phase: none if so many do
    /// not within the horizon.
    #[must_use]
    pub fn finished_by(&self, share: f64) -> Option<i32> {
        percentile(&self.finished, self.unfinished.all, share)
    }

    /// Runs that show how far the phase may slip: they finish it, and pass the capacity that it
    /// replaces, within the horizon.
    #[must_use]
    pub fn tolerance_known(&self) -> Share {
        Share {
            of: self.tolerance.iter().map(|count| count.runs).sum(),
            all: self.unfinished.all,
        }
    }

    /// The weeks that this share of the runs which show how far it may slip do not exceed.
    #[must_use]
    pub fn tolerance_at(&self, share: f64) -> Option<i32> {
        percentile(&self.tolerance, self.tolerance_known().of, share)
    }
}

/// The number of weeks that this share of so many runs does not exceed. Those that are not counted
/// here have more weeks than any: none where one of them decides it.
fn percentile(counts: &[WeekCount], all: u32, share: f64) -> Option<i32> {
    let rank = rank(all, share);
    let mut below = 0;
    counts.iter().find_map(|count| {
        below += count.runs;
        (rank < below).then_some(count.weeks)
    })
}

/// All odds of an ensemble. Those of targets, causes and phases are of no runs unless
/// [`super::Detail::Everything`] was asked for.
#[derive(Clone, Debug)]
pub struct Odds {
    /// Runs whose cash never falls below zero within the horizon.
    pub survival: Share,
    /// Runs that have run out of cash by the end of each week.
    pub cash_out_by: Vec<Share>,
    /// The funding that each run misses: nothing for those that survive.
    pub missing: Histogram,
    /// The targets, in their order.
    pub targets: Vec<TargetOdds>,
    /// The risk events, in their order, and how failure goes with them.
    pub events: Vec<(&'static RiskEvent, Association)>,
    /// Other conditions and how failure goes with them.
    pub causes: Vec<(&'static Cause, Association)>,
    /// The phases.
    pub phases: [PhaseOdds; PHASES],
}

impl Odds {
    /// The funding with which this share of the runs survives, as if it were there before it is
    /// needed; nothing if so many survive without. Within
    /// [`super::histogram::RELATIVE_ERROR`] above what the run needs that decides it.
    #[must_use]
    pub fn raise_for(&self, share: f64) -> Option<f64> {
        let runs = self.missing.count();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not above the count
        let needed = (share * f64::from(runs) - 1e-9).ceil().max(0.0) as u32;
        let mut covered = 0;
        self.missing.cells().find_map(|(_, high, count)| {
            covered += count;
            (covered >= needed).then_some(high)
        })
    }

    /// The standard error of [`Odds::raise_for`] this share of the runs, in dollars: half of what
    /// lies between the funding for a standard error of the share less and for one more, as of
    /// independent runs, or as much of it for what there is between none and all. Runs are taken to
    /// lie evenly within a cell of the histogram: many runs know better than its cells are wide. Nothing
    /// where so many survive without; none of a single run, which says nothing of others.
    #[must_use]
    pub fn raise_error(&self, share: f64) -> Option<f64> {
        let runs = self.missing.count();
        if runs < 2 {
            return None;
        }
        let error = (share * (1.0 - share) / f64::from(runs)).sqrt();
        let (low, high) = ((share - error).max(0.0), (share + error).min(1.0));
        if high <= low {
            return None;
        }
        let between = self.funding_at(high)? - self.funding_at(low)?;
        Some(between * error / (high - low))
    }

    /// The funding with which this share of the runs survives, were they spread evenly within the cells
    /// of the histogram.
    fn funding_at(&self, share: f64) -> Option<f64> {
        let needed = share * f64::from(self.missing.count());
        let mut below = 0.0;
        self.missing.cells().find_map(|(low, high, count)| {
            let within = (needed - below) / f64::from(count);
            below += f64::from(count);
            (needed <= below).then(|| low + (high - low) * within.max(0.0))
        })
    }
}

impl Tally {
    /// The odds of the runs counted so far.
    #[must_use]
    pub fn odds(&self) -> Odds {
        let all = self.runs;
        let mut failed = 0;
        let cash_out_by: Vec<Share> = self
            .cash_out
            .iter()
            .map(|&count| {
                failed += count;
                Share { of: failed, all }
            })
            .collect();
        let asked = match self.detail {
            super::Detail::Everything => all,
            super::Detail::Bands => 0,
        };
        Odds {
            survival: Share {
                of: all - failed,
                all,
            },
            cash_out_by,
            missing: self.missing.clone(),
            targets: TARGETS
                .iter()
                .zip(&self.targets)
                .map(|(target, &[met, missed])| TargetOdds {
                    target,
                    met: Share {
                        of: met,
                        all: asked,
                    },
                    missed: Share {
                        of: missed,
                        all: asked,
                    },
                })
                .collect(),
            events: RISKS
                .iter()
                .zip(self.events)
                .map(|(event, joint)| (event, Association::new(joint, all, failed)))
                .collect(),
            causes: CAUSES
                .iter()
                .zip(&self.causes)
                .map(|(cause, &joint)| {
                    let failed = failed.min(asked);
                    (cause, Association::new(joint, asked, failed))
                })
                .collect(),
            phases: self.phases.each_ref().map(|phase| phase_odds(phase, asked)),
        }
    }
}

fn phase_odds(phase: &PhaseTally, all: u32) -> PhaseOdds {
    let counted = |counts: &[u32], first: i32| -> Vec<WeekCount> {
        (first..)
            .zip(counts)
            .filter(|(_, runs)| **runs > 0)
            .map(|(weeks, &runs)| WeekCount { weeks, runs })
            .collect()
    };
    let finished: u32 = phase.finished.iter().sum();
    let horizon = i32::try_from(phase.finished.len()).unwrap_or(i32::MAX);
    PhaseOdds {
        finished: counted(&phase.finished, 1),
        unfinished: Share {
            of: all.saturating_sub(finished),
            all,
        },
        tolerance: counted(&phase.tolerance, -horizon),
        not_crossed: Share {
            of: phase.not_crossed,
            all,
        },
    }
}
