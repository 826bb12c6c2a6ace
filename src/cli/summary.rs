//! `headroom summary`: the figures of merit.

use std::cell::RefCell;

use crate::model::figures::{Figures, figures};
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::share::{figures_json, figures_line};

/// The figures for people and programs.
pub(super) fn pretty(scenario: &Scenario) -> String {
    serialized(scenario, figures_json)
}

/// The figures in one line.
pub(super) fn line(scenario: &Scenario) -> String {
    serialized(scenario, figures_line)
}

fn serialized(scenario: &Scenario, write: fn(&Figures) -> String) -> String {
    thread_local! {
        // The rows of a run, used again by the next run of the same thread.
        static RUN: RefCell<Run> = RefCell::default();
    }
    RUN.with_borrow_mut(|run| {
        scenario.run_into(run);
        write(&figures(&scenario.inputs, run))
    })
}
