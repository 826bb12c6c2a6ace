//! `headroom summary`: the figures of merit.

use std::cell::RefCell;

use crate::model::figures::{Figures, figures};
use crate::model::run::Run;
use crate::model::scenario::Scenario;

/// The figures for people and programs.
pub(super) fn pretty(scenario: &Scenario) -> String {
    serialized(scenario, serde_json::to_string_pretty)
}

/// The figures in one line.
pub(super) fn line(scenario: &Scenario) -> String {
    serialized(scenario, serde_json::to_string)
}

fn serialized(
    scenario: &Scenario,
    serialize: fn(&Figures) -> serde_json::Result<String>,
) -> String {
    thread_local! {
        // The rows of a run, used again by the next run of the same thread.
        static RUN: RefCell<Run> = RefCell::default();
    }
    RUN.with_borrow_mut(|run| {
        scenario.run_into(run);
        let mut text = serialize(&figures(&scenario.inputs, run))
            .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
        text.push('\n');
        text
    })
}
