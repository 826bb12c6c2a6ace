//! How likely: the odds of the ensemble, and how uncertain the inputs are taken to be.

mod chances;
mod edits;
mod fate;
mod inputs;
mod phases;
mod together;
mod with_failure;

use std::collections::BTreeMap;

use super::desk::News;
use super::html::{Age, dated, details, details_under, escape, form, place, status, toggle};
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use super::under_way::{self, UnderWay, Watch};
use super::{SEED, USUAL_RUNS};
use crate::ensemble::histogram::RELATIVE_ERROR;
use crate::ensemble::{Detail, MAXIMUM_RUNS, Odds, Tally};
use crate::format;
use crate::html::Form;
use crate::model::scenario::Scenario;

const PANEL: Panel = Panel::Uncertainty;

/// Numbers of runs that can be asked for.
const RUNS: [u32; 3] = [USUAL_RUNS, 20_000, 100_000];

/// What the ensemble says.
#[derive(Debug)]
struct Counted {
    odds: Odds,
    detail: Detail,
    runs: u32,
}

/// The panel.
#[derive(Debug, Default)]
pub(super) struct Uncertainty {
    /// Runs asked for; none asked for are the usual ones.
    runs: Option<u32>,
    /// The last ensemble that was made to its end.
    whole: Option<Counted>,
    /// One that is under way, once it says more than the whole one.
    partial: Option<Counted>,
    /// Whether what was counted is of an earlier plan.
    is_old: bool,
    /// How many runs the one under way has, and is to have.
    made: Option<(u32, u32)>,
    watch: Watch,
    /// The same of one that was stopped.
    stopped: Option<(u32, u32)>,
    /// Runs that were being made when the panel was left: they are made when it is opened again.
    left: Option<u32>,
    /// What is wrong with the fields of an input or a risk event, by its key.
    refusals: BTreeMap<String, String>,
    /// What the fields of inputs say that were fixed with them.
    left_ends: edits::LeftEnds,
}

impl Uncertainty {
    /// The fields say what the plan says: refusals were of what stood in them before.
    pub(super) fn forget_refusals(&mut self) {
        self.refusals.clear();
    }

    /// Another plan is on the page.
    pub(super) fn expect_another(&mut self) {
        self.is_old = self.counted().is_some();
        // Many runs are asked for once, not for every step of a slider.
        self.runs = None;
        self.made = None;
        self.stopped = None;
        self.left = None;
    }

    /// An ensemble of the plan has so many of its runs, at this time in milliseconds.
    pub(super) fn tally(&mut self, tally: &Tally, (runs, of): (u32, u32), now: f64) {
        if self.is_old {
            (self.whole, self.partial) = (None, None);
            self.is_old = false;
        }
        if self.made.is_none_or(|(_, before)| before != of) {
            self.watch = Watch::default();
        }
        self.watch.tick(now);
        let is_whole = runs >= of;
        self.made = (!is_whole).then_some((runs, of));
        // Fewer runs than are shown would be a step back, unless they were asked for: those of the
        // charts are made all the same.
        let (shown, is_wanted) = if is_whole {
            (self.whole.as_ref(), self.runs == Some(of))
        } else {
            (self.counted(), false)
        };
        if shown.is_some_and(|shown| shown.runs > runs) && !is_wanted {
            return;
        }
        let counted = Some(Counted {
            odds: tally.odds(),
            detail: tally.detail(),
            runs,
        });
        if is_whole {
            (self.whole, self.partial) = (counted, None);
        } else {
            self.partial = counted;
        }
    }

    /// What is shown.
    fn counted(&self) -> Option<&Counted> {
        self.partial.as_ref().or(self.whole.as_ref())
    }

    /// Wants no more runs than have been made to their end, or the usual ones, if more are being made.
    /// What is shown then is that ensemble, in the charts as well: a part of one is dropped for it.
    fn drop_more(&mut self) -> Option<(u32, u32)> {
        let many = self.runs.filter(|runs| *runs > USUAL_RUNS)?;
        if !self.is_counting() {
            return None;
        }
        let whole = self.whole.as_ref().filter(|_| !self.is_old);
        self.runs = whole.map(|whole| whole.runs.max(USUAL_RUNS));
        if self.whole.is_some() {
            self.partial = None;
        }
        let made = self.made.take().filter(|(_, of)| *of == many);
        Some(made.unwrap_or((0, many)))
    }

    /// How far the runs are. The usual ones are those of the charts, and are made in any case.
    fn under_way(&self) -> UnderWay {
        // What is made once more for the charts says nothing new here.
        let made = self
            .made
            .filter(|_| self.watch.is_long() && !self.is_old && self.is_counting());
        UnderWay {
            progress: made.map(|(runs, of)| f64::from(runs) / f64::from(of.max(1))),
            can_stop: made.is_some_and(|(_, of)| of > USUAL_RUNS),
            stopped: self.stopped.map(|(runs, of)| {
                format!(
                    "Stopped at {} of {} runs.",
                    format::full(f64::from(runs)),
                    format::full(f64::from(of))
                )
            }),
        }
    }

    pub(super) fn runs(&self) -> u32 {
        self.runs.unwrap_or(USUAL_RUNS)
    }

    fn is_counting(&self) -> bool {
        let whole = self.whole.as_ref().filter(|_| !self.is_old);
        whole.is_none_or(|whole| whole.runs < self.runs())
    }

    fn said(&self) -> String {
        let Some(counted) = self.counted() else {
            return "The runs are being made.".to_owned();
        };
        format!(
            "{} runs, seed {SEED}. ± is one standard error: four times the runs halve it. Percentiles \
             are counted to within {} of their value.",
            format::full(f64::from(counted.runs)),
            format::percent(RELATIVE_ERROR, 1),
        )
    }

    fn odds(&self, name: &str, html: impl Fn(&Odds) -> String) -> Region {
        Region::result(PANEL, name, self.result(|counted| html(&counted.odds)))
    }

    /// Of the plan as it stands, not of what was counted: nothing to be marked as old.
    fn arrival(&self, plan: &Scenario) -> String {
        self.counted()
            .map_or_else(String::new, |counted| fate::arrival(&counted.odds, plan))
    }

    fn result(&self, html: impl Fn(&Counted) -> String) -> String {
        let age = if self.is_old {
            Age::OtherPlan
        } else {
            Age::Current
        };
        self.counted()
            .map_or_else(String::new, |counted| dated(&html(counted), age, true))
    }
}

impl Sheet for Uncertainty {
    fn skeleton(&self) -> String {
        let runs = format!(
            "<div class=\"buttons\">{}</div>{}{}",
            place(PANEL, "counts"),
            status(PANEL, "said"),
            under_way::place(PANEL, "runs")
        );
        let regions =
            super::html::each(["phases", "failure", "targets"], |name| place(PANEL, name));
        let edits = format!(
            "{}{}",
            details_under(
                &format!(
                    "The <span id=\"{}-count\"></span>: how far, and in what shape",
                    PANEL.id()
                ),
                &place(PANEL, "inputs")
            ),
            details("The five risk events: how likely", &place(PANEL, "risks"))
        );
        format!(
            "{}{}{regions}<h3>What is uncertain</h3>{}{}",
            form(PANEL, "runs", &runs),
            fate::skeleton(),
            form(PANEL, "edits", &edits),
            together::html()
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let counts = super::html::each(RUNS, |runs| {
            let text = format!("{} runs", format::full(f64::from(runs)));
            toggle("runs", &runs.to_string(), &text, runs == self.runs())
        });
        let mut regions = vec![
            // As it is: the engine knows better than the page which of them holds.
            Region::result(PANEL, "counts", counts),
            Region::result(PANEL, "said", self.said()),
            self.odds("fate", fate::verdict),
            self.odds("cash", fate::cash_out),
            self.odds("cash-table", fate::cash_out_table),
            self.odds("funding", fate::funding),
            Region::result(PANEL, "arrival", self.arrival(&plans.this)),
            Region::result(PANEL, "phases", self.result(phases::html)),
            self.odds("failure", with_failure::html),
            Region::result(PANEL, "targets", self.result(chances::html)),
            Region::result(PANEL, "count", inputs::count(&plans.this)),
            Region::control(PANEL, "inputs", inputs::html(&plans.this)),
            Region::control(PANEL, "risks", inputs::risks(&plans.this)),
        ];
        regions.extend(self.under_way().regions(PANEL, "runs", "Runs made"));
        regions.extend(edits::rows(&plans.this).into_iter().map(|row| {
            let hint = edits::widened(row, &plans.this).map(|text| escape(&text));
            let hint = hint.map_or_else(String::new, |text| format!("<small>{text}</small>"));
            Region::result(PANEL, &format!("widened-{}", row.key), hint)
        }));
        regions.extend(edits::keys(&plans.this).map(|key| {
            let refusal = self.refusals.get(&key);
            let text = refusal.map_or_else(String::new, |text| escape(text));
            Region::result(PANEL, &format!("refusal-{key}"), text)
        }));
        regions
    }

    fn ask(&mut self, form: &Form, plans: &Plans, news: &mut Vec<News>) {
        let again = self.stopped.filter(|_| form.has("again", "runs"));
        let asked = form.get("runs").and_then(|runs| runs.parse().ok());
        if let Some(runs) = again.map(|(_, of)| of).or(asked) {
            self.runs = Some(u32::clamp(runs, USUAL_RUNS, MAXIMUM_RUNS));
            self.stopped = None;
        }
        if form.has("cancel", "runs") {
            self.stopped = self.drop_more().or(self.stopped);
        }
        if form.has("part", "edits") {
            let (scenario, said, refusals) = edits::take(form, &plans.this, &mut self.left_ends);
            self.refusals = refusals;
            if !said.is_empty() {
                news.push(News::Apply {
                    link: crate::share::to_link(&scenario),
                    said: said.join(" "),
                    before: plans.to_link(),
                });
            }
        }
    }

    fn recall(&mut self, form: &Form, plans: &Plans) {
        // What was said of the inputs is in the plan, or was refused and is in no field any more.
        if !form.has("part", "edits") {
            self.ask(form, plans, &mut Vec::new());
        }
    }

    fn prepare(&mut self, _: &Plans) {
        self.runs = self.left.take().or(self.runs);
    }

    fn step(&mut self, _: usize, _: f64) -> bool {
        false
    }

    fn leave(&mut self) {
        self.left = self.drop_more().map(|(_, of)| of).or(self.left);
        self.stopped = None;
        self.forget_refusals();
    }
}
