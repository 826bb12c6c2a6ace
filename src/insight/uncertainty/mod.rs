//! How likely: the odds of the ensemble, and how uncertain the inputs are taken to be.

mod chances;
mod edits;
mod fate;
mod inputs;
mod phases;
mod with_failure;

use std::collections::BTreeMap;

use super::desk::News;
use super::html::{button, dated, details, form, place, progress, status};
use super::panel::Panel;
use super::plans::Plans;
use super::sheet::{Region, Sheet};
use super::{SEED, USUAL_RUNS};
use crate::ensemble::histogram::RELATIVE_ERROR;
use crate::ensemble::{Detail, MAXIMUM_RUNS, Odds, Tally};
use crate::format;
use crate::html::Form;

const PANEL: Panel = Panel::Uncertainty;

/// Numbers of runs that can be asked for.
const RUNS: [u32; 3] = [USUAL_RUNS, 20_000, 100_000];

/// What the ensemble says.
#[derive(Debug)]
struct Counted {
    odds: Odds,
    detail: Detail,
    /// How many runs it has, and is to have.
    runs: u32,
    of: u32,
}

/// The panel.
#[derive(Debug, Default)]
pub(super) struct Uncertainty {
    /// Runs asked for; none asked for are the usual ones.
    runs: Option<u32>,
    counted: Option<Counted>,
    /// Whether what was counted is of an earlier plan.
    is_old: bool,
    /// What is wrong with the fields of an input or a risk event, by its key.
    refusals: BTreeMap<String, String>,
}

impl Uncertainty {
    /// Another plan is on the page.
    pub(super) fn expect_another(&mut self) {
        self.is_old = self.counted.is_some();
        // Many runs are asked for once, not for every step of a slider.
        self.runs = None;
    }

    pub(super) fn tally(&mut self, tally: &Tally, runs: u32, of: u32) {
        self.counted = Some(Counted {
            odds: tally.odds(),
            detail: tally.detail(),
            runs,
            of,
        });
        self.is_old = false;
    }

    pub(super) fn runs(&self) -> u32 {
        self.runs.unwrap_or(USUAL_RUNS)
    }

    fn is_counting(&self) -> bool {
        self.counted
            .as_ref()
            .is_some_and(|counted| counted.runs < counted.of)
    }

    fn said(&self) -> String {
        let Some(counted) = &self.counted else {
            return "The runs are being made.".to_owned();
        };
        format!(
            "{} runs, seed {SEED}. A percentile is that of a run within {} of its value; ± is one \
             standard error.",
            format::full(f64::from(counted.runs)),
            format::percent(RELATIVE_ERROR, 1),
        )
    }

    fn odds(&self, name: &str, html: impl Fn(&Odds) -> String) -> Region {
        Region::result(PANEL, name, self.result(|counted| html(&counted.odds)))
    }

    fn result(&self, html: impl Fn(&Counted) -> String) -> String {
        self.counted.as_ref().map_or_else(String::new, |counted| {
            dated(&html(counted), self.is_old, true)
        })
    }
}

impl Sheet for Uncertainty {
    fn skeleton(&self, plans: &Plans) -> String {
        let buttons = super::html::each(RUNS, |runs| {
            let text = format!("{} runs", format::full(f64::from(runs)));
            button("runs", &runs.to_string(), &text)
        });
        let runs = format!(
            "<div class=\"buttons\">{buttons}</div>{}{}",
            status(PANEL, "said"),
            place(PANEL, "progress")
        );
        let regions =
            super::html::each(["phases", "failure", "targets"], |name| place(PANEL, name));
        let uncertain = plans.this.uncertainty.uncertain().count();
        let edits = format!(
            "{}{}",
            details(
                &format!("The {uncertain} uncertain inputs: how far, and in what shape"),
                &place(PANEL, "inputs")
            ),
            details("The five risk events: how likely", &place(PANEL, "risks"))
        );
        format!(
            "{}{}{regions}<h3>What is uncertain</h3>{}{}",
            form(PANEL, "runs", &runs),
            fate::skeleton(),
            form(PANEL, "edits", &edits),
            details("What goes together", &inputs::correlations())
        )
    }

    fn regions(&self, plans: &Plans) -> Vec<Region> {
        let counted = self.counted.as_ref();
        let under_way = counted
            .filter(|counted| counted.runs < counted.of && !self.is_old)
            .map(|counted| {
                let share = f64::from(counted.runs) / f64::from(counted.of.max(1));
                progress(share, "Runs made", "runs")
            });
        let mut regions = vec![
            Region::result(PANEL, "said", self.said()),
            Region::result(PANEL, "progress", under_way.unwrap_or_default()),
            self.odds("fate", fate::verdict),
            self.odds("cash", fate::cash_out),
            self.odds("cash-table", fate::cash_out_table),
            self.odds("funding", fate::funding),
            Region::result(PANEL, "phases", self.result(phases::html)),
            self.odds("failure", with_failure::html),
            Region::result(PANEL, "targets", self.result(chances::html)),
            Region::control(PANEL, "inputs", inputs::html(&plans.this)),
            Region::control(PANEL, "risks", inputs::risks(&plans.this)),
        ];
        regions.extend(edits::keys(&plans.this).map(|key| {
            let refusal = self.refusals.get(&key);
            let text = refusal.map_or_else(String::new, |text| super::html::escape(text));
            Region::result(PANEL, &format!("refusal-{key}"), text)
        }));
        regions
    }

    fn ask(&mut self, form: &Form, plans: &Plans, news: &mut Vec<News>) {
        if let Some(runs) = form.get("runs").and_then(|runs| runs.parse().ok()) {
            self.runs = Some(u32::clamp(runs, USUAL_RUNS, MAXIMUM_RUNS));
        }
        if form.has("cancel", "runs") {
            self.runs = None;
        }
        if form.has("part", "edits") {
            let (scenario, said, refusals) = edits::take(form, &plans.this);
            self.refusals = refusals;
            if !said.is_empty() {
                news.push(News::Apply {
                    link: crate::share::to_link(&scenario),
                    said: said.join(" "),
                });
            }
        }
    }

    fn prepare(&mut self, _: &Plans) {}

    fn step(&mut self, _: usize) -> bool {
        false
    }

    fn stop(&mut self) {
        if self.is_counting() {
            self.runs = None;
        }
    }
}
