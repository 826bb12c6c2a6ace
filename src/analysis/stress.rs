//! Stress tests: what each risk event by itself would do to an answer of the single run, if it
//! struck in a given week.

use crate::model::luck::Luck;
use crate::model::risks::{RISKS, Risk, RiskEvent};
use crate::model::run::run_with;
use crate::model::scenario::Scenario;

use super::evaluation::answer_once;
use super::question::Question;

/// What one risk event would do.
#[derive(Clone, Copy, Debug)]
pub struct Stress {
    /// The event.
    pub event: &'static RiskEvent,
    /// The week in which it strikes, counted from 1. None beyond the horizon.
    pub week: Option<u32>,
    /// The answer with it.
    pub answer: Option<f64>,
}

/// The answer when nothing strikes, and when each risk event by itself strikes in its week,
/// counted from 1.
#[must_use]
pub fn stress_each(
    scenario: &Scenario,
    question: &Question,
    events: &[(Risk, u32)],
) -> (Option<f64>, Vec<Stress>) {
    let inputs = &scenario.inputs;
    let baseline = answer_once(inputs, &Luck::default(), question);
    let stresses = events.iter().map(|&event| {
        let luck = Luck::stress([event]);
        let run = run_with(inputs, &luck);
        Stress {
            event: event.0.event(),
            week: run.struck[event.0 as usize],
            answer: answer_once(inputs, &luck, question),
        }
    });
    (baseline, stresses.collect())
}

/// Every risk event in the same week, counted from 1.
#[must_use]
pub fn all_in_week(week: u32) -> Vec<(Risk, u32)> {
    RISKS.iter().map(|event| (event.risk, week)).collect()
}
