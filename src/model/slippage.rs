//! When each phase is really finished, and how much later it could be.

use super::accounts::users_at_start;
use super::delivery::{Architecture, PHASES, PlannedPhase, WORK_TOLERANCE};
use super::inputs::Inputs;
use super::run::Run;
use super::week::Week;

/// How many more weeks a phase may slip before load passes the capacity that it replaces. That
/// is the capacity with all earlier phases finished and nothing of this or a later one. Weeks
/// count from 1; a crossing is the first week that starts with more users than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipTolerance {
    /// The phase is finished so many weeks before the crossing, or in that very week.
    Slack {
        /// Weeks from finishing to the crossing.
        weeks: u32,
        /// The week in which load passes the old capacity.
        crossing_week: u32,
    },
    /// The phase is finished so many weeks after the crossing.
    Late {
        /// Weeks from the crossing to finishing.
        weeks: u32,
        /// The week in which load passes the old capacity.
        crossing_week: u32,
    },
    /// The phase is finished, and load does not pass the old capacity within the horizon.
    NotCrossed,
    /// The phase is not finished within the horizon.
    Unfinished {
        /// The week in which load passes the old capacity, if it does within the horizon.
        crossing_week: Option<u32>,
    },
}

impl SlipTolerance {
    fn new(finished: Option<u32>, crossing: Option<u32>) -> Self {
        match (finished, crossing) {
            (None, crossing_week) => Self::Unfinished { crossing_week },
            (Some(_), None) => Self::NotCrossed,
            (Some(finished), Some(crossing_week)) if crossing_week >= finished => Self::Slack {
                weeks: crossing_week - finished,
                crossing_week,
            },
            (Some(finished), Some(crossing_week)) => Self::Late {
                weeks: finished - crossing_week,
                crossing_week,
            },
        }
    }

    /// The tolerance as one number, weeks: above zero slack, below zero late. None where the
    /// horizon does not show both weeks.
    #[must_use]
    pub fn weeks(self) -> Option<i32> {
        match self {
            Self::Slack { weeks, .. } => i32::try_from(weeks).ok(),
            Self::Late { weeks, .. } => i32::try_from(weeks).ok().map(|weeks| -weeks),
            Self::NotCrossed | Self::Unfinished { .. } => None,
        }
    }
}

/// What became of a phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseOutcome {
    /// The week at whose end all its work is done, counted from 1.
    pub finished: Option<u32>,
    /// The week in which the plan has it finished, counted from 1: start + length − 1.
    pub planned_end: f64,
    /// How much later it may be.
    pub tolerance: SlipTolerance,
}

impl PhaseOutcome {
    /// Weeks later than planned; below zero it is early.
    #[must_use]
    pub fn slip(&self) -> Option<f64> {
        self.finished.map(|week| f64::from(week) - self.planned_end)
    }
}

/// Share done of each phase at the end of a week.
fn shares(week: &Week) -> [f64; PHASES] {
    [week.phase1, week.phase2, week.phase3]
}

/// A week's number as people count it, from 1.
#[must_use]
pub(super) fn number(week: usize) -> u32 {
    u32::try_from(week + 1).unwrap_or(u32::MAX)
}

/// How many initiatives of each phase are finished at the end of a week.
#[must_use]
pub fn initiatives_finished(phases: &[PlannedPhase; PHASES], week: &Week) -> [usize; PHASES] {
    let shares = shares(week);
    std::array::from_fn(|k| phases[k].finished(shares[k] * phases[k].effort))
}

/// What became of the three phases.
#[must_use]
pub fn phase_outcomes(inputs: &Inputs, run: &Run) -> [PhaseOutcome; PHASES] {
    let planned = PlannedPhase::all(inputs);
    let at_start = users_at_start(inputs);
    std::array::from_fn(|k| {
        let effort = planned[k].effort;
        let finished = run
            .weeks
            .iter()
            .position(|week| shares(week)[k] * effort >= effort - WORK_TOLERANCE)
            .map(number);
        let capacity = Architecture::after(inputs, earlier_phases(inputs, k)).capacity();
        let crossing = std::iter::once(at_start)
            .chain(run.weeks.iter().map(|week| week.users))
            .take(run.weeks.len())
            .position(|users| users > capacity)
            .map(number);
        let dates = inputs.parameters.phases[k];
        PhaseOutcome {
            finished,
            planned_end: dates.start + dates.weeks - 1.0,
            tolerance: SlipTolerance::new(finished, crossing),
        }
    })
}

/// All initiatives of the phases before this one, none of it or a later one.
fn earlier_phases(inputs: &Inputs, phase: usize) -> [usize; PHASES] {
    let mut finished = [0; PHASES];
    for initiative in &inputs.initiatives {
        let index = usize::from(initiative.phase) - 1;
        if index < phase {
            finished[index] += 1;
        }
    }
    finished
}
