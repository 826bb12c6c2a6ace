//! When the phases are under way: the faint bands behind every chart.

use super::frame::Subject;
use crate::model::delivery::{PHASES, WORK_TOLERANCE};
use crate::model::week::Week;

/// When a phase is under way, in weeks from now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseBand {
    /// 1 to 3.
    pub phase: usize,
    /// The planned start.
    pub start: f64,
    /// When the work is done, or the horizon if it is not.
    pub end: f64,
    /// Whether it is done within the horizon.
    pub done: bool,
}

/// When each phase is under way.
#[allow(clippy::cast_precision_loss)] // weeks are few
pub(super) fn phases(subject: &Subject) -> Vec<PhaseBand> {
    let shares: [fn(&Week) -> f64; PHASES] =
        [|week| week.phase1, |week| week.phase2, |week| week.phase3];
    let horizon = subject.run.weeks.len() as f64;
    subject
        .inputs
        .parameters
        .phases
        .iter()
        .zip(shares)
        .enumerate()
        .filter_map(|(index, (phase, share))| {
            let finished = subject
                .run
                .weeks
                .iter()
                .position(|week| share(week) >= 1.0 - WORK_TOLERANCE);
            let start = phase.start - 1.0;
            let end = finished.map_or(horizon, |week| week as f64 + 1.0);
            (start < end).then_some(PhaseBand {
                phase: index + 1,
                start,
                end,
                done: finished.is_some(),
            })
        })
        .collect()
}
