//! The panels: the work behind them in slices, and when the page is told what is new there.

use crate::analysis::work::Trials;
use crate::ensemble::Tally;
use crate::insight::{Desk, News};
use crate::model::scenario::Scenario;
use crate::protocol::{NEWS_INTERVAL, QUICK_RUNS};

/// Runs of the model in a slice of the panels' work, about.
const SLICE: usize = 200;

/// Drives the desk: like it without browser or clock.
#[derive(Debug, Default)]
pub struct Clerk {
    desk: Desk,
    /// When the page was last told something.
    told: Option<f64>,
    /// Whether there may be something new.
    is_behind: bool,
    /// Whether somebody waits for an answer.
    is_urgent: bool,
    /// Whether there may be work to do.
    is_busy: bool,
}

impl Clerk {
    /// The scenario on the page, and those that it is compared with.
    pub fn show(&mut self, scenario: Scenario, others: Vec<Scenario>) {
        self.desk.show(scenario, others);
        self.is_behind = true;
        self.is_busy = true;
    }

    /// A panel asks.
    pub fn ask(&mut self, panel: &str, form: &str) {
        self.desk.ask(panel, form);
        self.begin();
    }

    /// A panel has asked this of an engine that is gone.
    pub fn resume(&mut self, panel: &str, form: &str) {
        self.desk.resume(panel, form);
        self.begin();
    }

    fn begin(&mut self) {
        self.is_urgent = true;
        self.is_busy = true;
    }

    /// A panel asks no longer.
    pub fn stop(&mut self, panel: &str) {
        self.desk.stop(panel);
        self.is_urgent = true;
    }

    /// The ensemble has been told to the page, of so many runs, at this time in milliseconds.
    pub fn tally(&mut self, tally: &Tally, of: u32, now: f64) {
        self.desk.tell_time(now);
        self.desk.tally(tally, tally.runs(), of);
        self.is_behind = true;
    }

    /// How many runs an ensemble is to have of which the page wants so many: the panel of odds can
    /// ask for more, once the sliders rest.
    #[must_use]
    pub fn runs(&self, wanted: u32) -> u32 {
        if wanted > QUICK_RUNS {
            wanted.max(self.desk.runs())
        } else {
            wanted
        }
    }

    /// The studies under way, of which others can do trials: what comes first, first.
    pub fn studies(&mut self) -> Vec<&mut dyn Trials> {
        self.desk.studies()
    }

    /// Does a slice of the work, at this time in milliseconds. Whether there is more.
    pub fn work(&mut self, now: f64) -> bool {
        if self.is_busy {
            self.desk.tell_time(now);
            self.is_busy = self.desk.step(SLICE);
            self.is_behind = true;
        }
        self.is_busy
    }

    /// What is to be told the page now: answers at once, progress every [`NEWS_INTERVAL`].
    pub fn news(&mut self, now: f64) -> Vec<News> {
        let is_time = self.is_urgent || self.due().is_some_and(|due| now >= due);
        if !is_time {
            return Vec::new();
        }
        self.told = Some(now);
        self.is_behind = false;
        self.is_urgent = false;
        self.desk.news()
    }

    /// When [`Clerk::news`] is to be asked again even if nothing happens.
    #[must_use]
    pub fn due(&self) -> Option<f64> {
        let due = self.told.map_or(0.0, |told| told + NEWS_INTERVAL);
        self.is_behind.then_some(due)
    }
}
