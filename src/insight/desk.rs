//! The desk: which plan, which panel, what is new.

use std::collections::BTreeMap;

use super::compare::Compare;
use super::decide::Decide;
use super::definitions::Definitions;
use super::matters::Matters;
use super::panel::Panel;
use super::plan_check::PlanCheck;
use super::plans::{Plans, nameless};
use super::sheet::Sheet;
use super::uncertainty::Uncertainty;
use crate::analysis::work::Trials;
use crate::ensemble::Tally;
use crate::html::Form;
use crate::model::scenario::Scenario;
use crate::share::link::from_link;

/// What is to be done on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Put this HTML into the element with this id.
    Html {
        /// The element's id.
        id: String,
        /// What it is to hold.
        html: String,
    },
    /// Take this scenario into the sliders, as one step that can be undone.
    Apply {
        /// The scenario as a link's fragment, and those beside it if it says which.
        link: String,
        /// What has been done, in a sentence.
        said: String,
        /// The link of the plan and those beside it that this was made from: what the founder has
        /// done to these since is not to be lost.
        before: String,
    },
}

/// The panels and the work behind them.
#[derive(Debug, Default)]
pub struct Desk {
    plans: Plans,
    open: Option<Panel>,
    compare: Compare,
    uncertainty: Uncertainty,
    matters: Matters,
    decide: Decide,
    plan_check: PlanCheck,
    definitions: Definitions,
    /// What the page holds, by id.
    sent: BTreeMap<String, String>,
    news: Vec<News>,
    /// The time that was told last, milliseconds.
    now: f64,
    /// Whether something may have changed since the last news.
    is_stale: bool,
    /// The plan that the founder has just made in a form: its controls show it already.
    made: Option<Scenario>,
    /// The plan that the controls on the page say, which hears of another a moment later.
    in_controls: Option<Scenario>,
}

impl Desk {
    /// A desk for the realistic preset, with no panel open.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn sheet(&mut self, panel: Panel) -> (&mut dyn Sheet, &Plans) {
        let sheet: &mut dyn Sheet = match panel {
            Panel::Compare => &mut self.compare,
            Panel::Uncertainty => &mut self.uncertainty,
            Panel::Matters => &mut self.matters,
            Panel::Decide => &mut self.decide,
            Panel::PlanCheck => &mut self.plan_check,
            Panel::Definitions => &mut self.definitions,
        };
        (sheet, &self.plans)
    }

    /// The plan on the page, and those it is compared with. Results of the earlier plan stay,
    /// marked as old, until new ones are there.
    pub fn show(&mut self, scenario: Scenario, others: Vec<Scenario>) {
        let plans = Plans {
            this: scenario,
            others,
        };
        let is_another = nameless(&plans.this) != nameless(&self.plans.this);
        self.plans = plans;
        let is_made_here = self.made.take().as_ref() == Some(&self.plans.this);
        if is_another {
            self.uncertainty.expect_another();
            if !is_made_here {
                self.uncertainty.forget_refusals();
            }
        }
        if is_made_here {
            self.settle_controls(&self.plans.clone());
            self.in_controls = Some(self.plans.this.clone());
        }
        if let Some(panel) = self.open {
            let (sheet, plans) = self.sheet(panel);
            sheet.prepare(plans);
        }
        self.is_stale = true;
    }

    /// The founder opened a panel (an empty form: all of its HTML is sent anew) or changed or
    /// submitted one of its forms: the urlencoded pairs of the form's controls and of the clicked
    /// button. The panel of another name is asked nothing.
    pub fn ask(&mut self, panel: &str, form: &str) {
        let Some(panel) = Panel::from_key(panel) else {
            return;
        };
        if let Some(other) = self.open.filter(|open| *open != panel) {
            self.sheet(other).0.leave();
        }
        self.open = Some(panel);
        self.is_stale = true;
        let form = Form::parse(form);
        let id = panel.id();
        let mut news = Vec::new();
        let mut filled_in = self.plans.clone();
        // There a form says all of the plan that its controls were sent for.
        if panel == Panel::Uncertainty
            && let Some(plan) = &self.in_controls
        {
            filled_in.this = plan.clone();
        }
        let (sheet, plans) = self.sheet(panel);
        if !form.is_empty() {
            sheet.ask(&form, &filled_in, &mut news);
        }
        sheet.prepare(plans);
        if form.is_empty() || !self.sent.contains_key(&id) {
            self.sent.retain(|known, _| !known.starts_with(&id));
            let html = self.sheet(panel).0.skeleton();
            self.send(id, html);
        } else {
            self.settle_controls(&filled_in);
        }
        // There a plan is made by controls, which show it already; elsewhere by buttons.
        if panel == Panel::Uncertainty {
            for each in &news {
                if let News::Apply { link, .. } = each {
                    self.made = Some(from_link(link).0);
                }
            }
        }
        self.news.append(&mut news);
    }

    /// The founder has sent this form to a desk that is gone. Work under way is begun again once the
    /// panel is opened; what was done to the plan is done, or has been taken back since.
    pub fn resume(&mut self, panel: &str, form: &str) {
        if let Some(panel) = Panel::from_key(panel) {
            let (sheet, plans) = self.sheet(panel);
            sheet.recall(&Form::parse(form), plans);
        }
    }

    /// A panel was closed: what it is doing waits until it is asked again.
    pub fn stop(&mut self, panel: &str) {
        let Some(panel) = Panel::from_key(panel) else {
            return;
        };
        self.sheet(panel).0.leave();
        if self.open == Some(panel) {
            self.refresh();
            self.open = None;
        }
    }

    /// It is so many milliseconds by whatever clock. How far work is, is shown once it has taken a
    /// fifth of a second: never, where nobody tells the time.
    pub fn tell_time(&mut self, now: f64) {
        self.now = now;
    }

    /// The ensemble of the plan on the page has so many of its runs.
    pub fn tally(&mut self, tally: &Tally, runs: u32, of: u32) {
        self.uncertainty.tally(tally, (runs, of), self.now);
        self.is_stale |= self.open == Some(Panel::Uncertainty);
    }

    /// How many runs the ensemble behind the odds is to have.
    #[must_use]
    pub fn runs(&self) -> u32 {
        self.uncertainty.runs()
    }

    /// Works for about so many runs of the model; false when there is nothing left to do.
    pub fn step(&mut self, runs: usize) -> bool {
        let Some(panel) = self.open else {
            return false;
        };
        self.is_stale = true;
        let now = self.now;
        self.sheet(panel).0.step(runs, now)
    }

    /// The studies that are under way: those of the open panel in the order of its work, then those
    /// of the others, which wait. What was dealt of these before is still taken.
    pub fn studies(&mut self) -> Vec<&mut dyn Trials> {
        let mut sheets: [(Panel, &mut dyn Sheet); 6] = [
            (Panel::Compare, &mut self.compare),
            (Panel::Uncertainty, &mut self.uncertainty),
            (Panel::Matters, &mut self.matters),
            (Panel::Decide, &mut self.decide),
            (Panel::PlanCheck, &mut self.plan_check),
            (Panel::Definitions, &mut self.definitions),
        ];
        let open = self.open;
        // The one in view first.
        let first = sheets.iter().position(|(panel, _)| Some(*panel) == open);
        sheets[..=first.unwrap_or(0)].rotate_right(1);
        let mut all = Vec::new();
        for (panel, sheet) in sheets {
            for study in sheet.studies() {
                study.wait(Some(panel) != open);
                all.push(study);
            }
        }
        all
    }

    /// What is to be put onto the page since the last call.
    pub fn news(&mut self) -> Vec<News> {
        if std::mem::take(&mut self.is_stale) {
            self.refresh();
        }
        std::mem::take(&mut self.news)
    }

    /// Sends the regions of the open panel that differ from what the page holds.
    fn refresh(&mut self) {
        let Some(panel) = self.open else { return };
        let (sheet, plans) = self.sheet(panel);
        for region in sheet.regions(plans) {
            if self.sent.get(&region.id) != Some(&region.html) {
                self.send(region.id, region.html);
            }
        }
        if panel == Panel::Uncertainty {
            self.in_controls = Some(self.plans.this.clone());
        }
    }

    /// Controls that the page holds for these plans are as the founder left them.
    fn settle_controls(&mut self, plans: &Plans) {
        let Some(panel) = self.open else { return };
        let (sheet, _) = self.sheet(panel);
        for region in sheet.regions(plans) {
            if region.is_control
                && let Some(sent) = self.sent.get_mut(&region.id)
            {
                *sent = region.html;
            }
        }
    }

    fn send(&mut self, id: String, html: String) {
        // The places in it are empty again, whatever they held.
        let inside = html.split("id=\"").skip(1);
        for place in inside.filter_map(|rest| rest.split('"').next()) {
            if let Some(held) = self.sent.get_mut(place) {
                held.clear();
            }
        }
        self.sent.insert(id.clone(), html.clone());
        self.news.push(News::Html { id, html });
    }
}
