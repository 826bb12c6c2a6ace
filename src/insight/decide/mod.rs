//! What to do: goal seek, plan search, stress tests.

mod found;
mod goal;
mod levers;
mod offer;
mod reached;
mod search;
mod stress;

use super::desk::News;
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use crate::analysis::work::Trials;
use crate::html::Form;
use goal::Goal;
use search::Search;
use stress::Stresses;

const PANEL: Panel = Panel::Decide;

/// The panel.
#[derive(Debug, Default)]
pub(super) struct Decide {
    goal: Goal,
    search: Search,
    stresses: Stresses,
}

/// Runs for each value that goal seek looks at, where only chance has an answer.
const RUNS: u32 = 2_000;

impl Sheet for Decide {
    fn skeleton(&self) -> String {
        format!(
            "{}{}{}",
            self.goal.skeleton(),
            self.search.skeleton(),
            self.stresses.skeleton()
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let mut regions = self.goal.regions(plans);
        regions.extend(self.search.regions(plans));
        regions.extend(self.stresses.regions(plans));
        regions
    }

    fn ask(&mut self, form: &Form, plans: &Plans, news: &mut Vec<News>) {
        match form.get("part") {
            Some("goal") => news.extend(self.goal.ask(form, plans)),
            Some("search") => news.extend(self.search.ask(form, plans)),
            Some("stress") => self.stresses.ask(form, plans),
            _ => {}
        }
    }

    fn prepare(&mut self, plans: &Plans) {
        self.goal.prepare(plans);
    }

    fn step(&mut self, runs: usize, now: f64) -> bool {
        let (goal, search) = (&mut self.goal.bench, &mut self.search.bench);
        search.tick(now);
        let more = goal.step(runs, now) || search.step(runs, now);
        more || goal.is_busy() || search.is_busy()
    }

    fn studies(&mut self) -> Vec<&mut dyn Trials> {
        let (goal, search) = (self.goal.bench.trials(), self.search.bench.trials());
        goal.into_iter().chain(search).collect()
    }

    fn leave(&mut self) {
        self.goal.bench.leave();
    }
}
