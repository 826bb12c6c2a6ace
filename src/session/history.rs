//! The steps that led to the plan on the page, for undo and redo.
//!
//! A step is known by its link, which gives back every bit of the plan, so that a thousand steps
//! need some hundred kilobytes. The page goes to a step by taking its link; where it has arrived is
//! found out from the plan that it then shows. So undo, the browser's back and an address that was
//! typed all end in the same place.

use crate::model::scenario::Scenario;

use super::changes::{changes, in_short};

/// Steps that are kept; the oldest go first.
pub const MAXIMUM_STEPS: usize = 500;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The plan after it, as a link's fragment.
    pub link: String,
    /// What it changed, one line for each part.
    pub lines: Vec<String>,
    /// When it was made: milliseconds since 1970.
    pub at: f64,
}

impl Step {
    /// What it changed, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        in_short(&self.lines)
    }
}

/// How the page came to show a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By a change that was made on it.
    Changed,
    /// The browser led there: back, forward, an address.
    Led,
}

/// The steps, and which of them the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    steps: Vec<Step>,
    /// Which step the page shows.
    at: usize,
    /// The steps that the page has been asked for and has not shown yet, in order.
    asked: Vec<usize>,
    /// The plan of the step that the page shows.
    shown: Scenario,
    /// Whether steps before the first have been dropped.
    is_cut: bool,
}

impl History {
    /// A history that begins with a plan.
    #[must_use]
    pub fn new(scenario: Scenario, link: String, at: f64) -> Self {
        let first = Step {
            link,
            lines: vec!["As the page was opened".to_owned()],
            at,
        };
        Self {
            steps: vec![first],
            at: 0,
            asked: Vec::new(),
            shown: scenario,
            is_cut: false,
        }
    }

    /// All steps, the oldest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Which of them the page shows.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether older steps had to be dropped.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The step that would be undone, if there is one.
    #[must_use]
    pub fn undoable(&self) -> Option<&Step> {
        (self.at > 0).then(|| &self.steps[self.at])
    }

    /// The step that would be done again, if there is one.
    #[must_use]
    pub fn redoable(&self) -> Option<&Step> {
        self.steps.get(self.at + 1)
    }

    /// Asks for the plan before the last step: its link, for the page to take.
    pub fn undo(&mut self) -> Option<String> {
        self.ask(self.goal().checked_sub(1)?)
    }

    /// Asks for the plan after the next step, as [`History::undo`] does.
    pub fn redo(&mut self) -> Option<String> {
        self.ask(self.goal() + 1)
    }

    /// Asks for the plan after a step. None if there is no such step, or the page shows it already.
    pub fn go(&mut self, step: usize) -> Option<String> {
        if step == self.goal() {
            return None;
        }
        self.ask(step)
    }

    /// Where the page is, or will be once it has taken what it was asked to.
    fn goal(&self) -> usize {
        self.asked.last().copied().unwrap_or(self.at)
    }

    fn ask(&mut self, step: usize) -> Option<String> {
        let link = self.steps.get(step)?.link.clone();
        if link == self.steps[self.goal()].link {
            // Nothing would change on the page, so nothing would be heard of it.
            match self.asked.last_mut() {
                Some(last) => *last = step,
                None => self.at = step,
            }
            return None;
        }
        self.asked.push(step);
        Some(link)
    }

    /// The page shows this plan now, `link` being what tells it from others.
    pub fn follow(&mut self, scenario: &Scenario, link: &str, arrival: Arrival, at: f64) {
        let has_link = |step: usize| self.steps[step].link == link;
        if let Some(arrived) = self.asked.iter().position(|&step| has_link(step)) {
            self.at = self.asked[arrived];
            self.asked.drain(..=arrived);
        } else {
            // Whatever else was asked for, the page went elsewhere.
            self.asked.clear();
            if has_link(self.at) {
                // Nothing of the plan has changed.
            } else if let Some(step) = self.led_to(link, arrival) {
                self.at = step;
            } else {
                self.push(scenario, link, at);
            }
        }
        self.shown = scenario.clone();
    }

    /// The nearest step with this link, if the browser led there.
    fn led_to(&self, link: &str, arrival: Arrival) -> Option<usize> {
        if arrival == Arrival::Changed {
            return None;
        }
        (0..self.steps.len())
            .filter(|&step| self.steps[step].link == link)
            .min_by_key(|step| step.abs_diff(self.at))
    }

    fn push(&mut self, scenario: &Scenario, link: &str, at: f64) {
        self.steps.truncate(self.at + 1);
        let mut lines = changes(&self.shown, scenario);
        if lines.is_empty() {
            lines.push("Compared with other plans".to_owned());
        }
        self.steps.push(Step {
            link: link.to_owned(),
            lines,
            at,
        });
        if self.steps.len() > MAXIMUM_STEPS {
            self.steps.remove(0);
            self.is_cut = true;
        }
        self.at = self.steps.len() - 1;
    }
}
