//! The state of the page: one scenario, what the model makes of it, and what is pointed at.
//! Everything else on the page is derived from these signals.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::forecast::Forecast;
use crate::format;
use crate::model::actuals::Actuals;
use crate::model::figures::{Figures, figures};
use crate::model::inputs::{Hire, Inputs};
use crate::model::luck::Luck;
use crate::model::parameters::PARAMETERS;
use crate::model::preset::Preset;
use crate::model::risks::RISK_COUNT;
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::session::lever::Lever;
use crate::share::Tab;
use crate::share::link::{MAXIMUM_COMPARED, View, usual};
use crate::story::Baseline;
use crate::ui::derived::{derived, keep, memo};
use crate::ui::look::Look;

/// Inputs and what the model makes of them.
#[derive(Debug)]
pub struct Outcome {
    /// What went in.
    pub inputs: Inputs,
    /// The stress test, which went in as well.
    pub luck: Luck,
    /// What came out.
    pub run: Run,
    /// What is drawn from it.
    pub figures: Figures,
    /// What has really been measured.
    pub actuals: Actuals,
}

impl Outcome {
    fn of(scenario: &Scenario) -> Arc<Self> {
        let run = scenario.run();
        let inputs = scenario.inputs.clone();
        Arc::new(Self {
            figures: figures(&inputs, &run),
            inputs,
            luck: scenario.luck(),
            run,
            actuals: scenario.actuals.clone(),
        })
    }
}

/// A change by keys has come to rest when none has been pressed for so long.
const REST: Duration = Duration::from_millis(400);

/// Something the founder should know, shown once until dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: usize,
    /// Whether it only says what has been done, all of it: the next change has it go.
    pub is_receipt: bool,
    /// What happened, in a sentence.
    pub title: String,
    /// One line for each part concerned.
    pub details: Vec<String>,
}

/// The signals of the page. A copy is a handle to the same state.
#[derive(Clone, Copy)]
pub struct Store {
    /// The scenario as it stands, a slider under the finger included.
    pub scenario: RwSignal<Scenario>,
    /// What the model makes of it. Follows every change at once.
    pub outcome: RwSignal<Arc<Outcome>>,
    /// The scenarios it is compared with, as a link tells them: none is the other preset.
    pub compared: RwSignal<Option<Vec<Scenario>>>,
    /// Their runs over the horizon on the page: the dashed lines.
    pub baselines: RwSignal<Arc<Vec<Baseline>>>,
    /// The part of the page that is open below the timeline.
    pub tab: RwSignal<Tab>,
    /// What the engine says of the scenario's futures, or of those of the scenario before.
    pub forecast: RwSignal<Arc<Forecast>>,
    /// Tells that all runs of a plan at rest have been made.
    pub foretold: Trigger,
    /// The last request to the engine: a forecast of another one is old.
    pub asked: RwSignal<u32>,
    /// The week under the crosshair, counted from 0.
    pub crosshair: RwSignal<Option<usize>>,
    /// What the founder should know.
    pub notices: RwSignal<Vec<Notice>>,
    /// When the change that is being drawn was made, in the clock of events.
    pub changed_at: StoredValue<Option<f64>>,
    /// Tells that a change has come to rest: what need not follow a slider at once follows this.
    pub settled: Trigger,
    /// The preset that the scenario starts from.
    pub preset: RwSignal<Preset>,
    /// The hires as they stand.
    pub hires: RwSignal<Vec<Hire>>,
    /// The weeks of a stress test.
    pub stress: RwSignal<[Option<u32>; RISK_COUNT]>,
    /// The number of weeks on the x-axis.
    pub horizon: RwSignal<usize>,
    /// One signal a parameter, in the order of the table. A slider moves one of them; if all fields
    /// followed the scenario itself, each would be asked at every step whether it had changed.
    values: StoredValue<Vec<RwSignal<f64>>>,
    committed: StoredValue<Scenario>,
    /// Whether anything was shown that has not come to rest.
    is_moving: StoredValue<bool>,
    /// What will commit soon, if anything.
    resting: StoredValue<Option<TimeoutHandle>>,
    on_commit: StoredValue<Option<Callback<()>>>,
}

impl Store {
    /// The state for what a link shows.
    #[must_use]
    pub fn new(view: View) -> Self {
        let baselines = baselines(&view);
        let View {
            scenario,
            compared,
            tab,
        } = view;
        let committed = StoredValue::new(scenario.clone());
        let parameters = &scenario.inputs.parameters;
        let values = PARAMETERS
            .iter()
            .map(|row| RwSignal::new((row.get)(parameters)));
        let values = StoredValue::new(values.collect());
        format::follow(&scenario);
        let Scenario { preset, inputs, .. } = &scenario;
        Self {
            outcome: RwSignal::new(Outcome::of(&scenario)),
            compared: RwSignal::new(compared),
            baselines: RwSignal::new(baselines),
            tab: RwSignal::new(tab),
            forecast: RwSignal::new(Arc::new(Forecast::default())),
            foretold: Trigger::new(),
            asked: RwSignal::new(0),
            crosshair: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            changed_at: StoredValue::new(None),
            settled: Trigger::new(),
            preset: RwSignal::new(*preset),
            hires: RwSignal::new(inputs.hires.clone()),
            stress: RwSignal::new(scenario.stress),
            horizon: RwSignal::new(inputs.weeks()),
            values,
            committed,
            is_moving: StoredValue::new(false),
            resting: StoredValue::new(None),
            on_commit: StoredValue::new(None),
            scenario: RwSignal::new(scenario),
        }
    }

    /// Runs `callback` after every commit: the address bar follows.
    pub fn on_commit(&self, callback: Callback<()>) {
        self.on_commit.set_value(Some(callback));
    }

    /// Shows a change at once, without making it a step of the history. Nobody hears of one that
    /// changes nothing.
    pub fn preview<T>(&self, change: impl FnOnce(&mut Scenario) -> T) -> T {
        let result = self.scenario.try_maybe_update(|scenario| {
            let before = scenario.clone();
            let result = change(scenario);
            let is_changed = *scenario != before;
            (is_changed, (is_changed, result))
        });
        let (is_changed, result) =
            result.unwrap_or_else(|| unreachable!("the scenario lives as long as the page"));
        if is_changed {
            self.is_moving.set_value(true);
        }
        // Drawn a moment later, if there is anything to draw.
        if self.spread() {
            self.changed_at.set_value(event_time());
        }
        result
    }

    /// Makes what is shown a step of the history, if it differs from the last step. What has moved
    /// and is back where it was has come to rest all the same.
    pub fn commit(&self) {
        self.stop_waiting();
        let scenario = self.scenario.get_untracked();
        if self
            .committed
            .with_value(|committed| *committed != scenario)
        {
            self.committed.set_value(scenario);
            self.settle();
        } else if self.is_moving.get_value() {
            self.rest();
        }
    }

    /// The same once no key has been pressed for a moment: keys pressed one after the other are one
    /// change, and a step of the browser's history takes longer than drawing all charts.
    pub fn commit_soon(self) {
        self.stop_waiting();
        // Where there are no timers, a change by keys is a step when the focus leaves.
        let timer = set_timeout_with_handle(move || self.commit(), REST).ok();
        self.resting.set_value(timer);
    }

    /// Whether nothing is under the finger. Keys that were pressed are waited for no longer.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        if self.resting.with_value(Option::is_some) {
            self.commit();
        }
        !self.is_moving.get_value()
    }

    fn stop_waiting(self) {
        if let Some(timer) = self.resting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// A change has come to rest, and is a step of the history.
    fn settle(&self) {
        self.rest();
        self.record();
    }

    fn rest(&self) {
        self.is_moving.set_value(false);
        self.throw_receipt_away();
        self.settled.notify();
    }

    /// A step of the browser's history: the address says what is shown.
    fn record(&self) {
        if let Some(callback) = self.on_commit.get_value() {
            callback.run(());
        }
    }

    /// What is shown, as a link tells it.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            scenario: self.scenario.get_untracked(),
            compared: self.compared.get_untracked(),
            tab: self.tab.get_untracked(),
        }
    }

    /// The same as of the last step: without what is still under the finger.
    #[must_use]
    pub fn at_rest(&self) -> View {
        View {
            scenario: self.committed.get_value(),
            ..self.view()
        }
    }

    /// The scenarios on the page beside the founder's own.
    #[must_use]
    pub fn others(&self) -> Vec<Scenario> {
        self.view().others()
    }

    /// Compares with these scenarios, the first of them if they are too many: a step of the
    /// history.
    pub fn compare(&self, others: Vec<Scenario>) {
        if self.hold_against(others) {
            self.settle();
        }
    }

    /// The same without a step: whether anything is new.
    fn hold_against(&self, mut others: Vec<Scenario>) -> bool {
        others.truncate(MAXIMUM_COMPARED);
        // What is usual goes without saying, and follows the preset.
        let is_usual = self.scenario.glance(|scenario| usual(scenario) == others);
        let others = (!is_usual).then_some(others);
        if self.compared.glance(|now| *now == others) {
            return false;
        }
        self.compared.set(others);
        self.baselines.set(baselines(&self.view()));
        true
    }

    /// Takes over a scenario, and those beside it if the view says which: one step of the history.
    fn take(&self, view: View) {
        let View {
            scenario, compared, ..
        } = view;
        self.preview(|now| *now = scenario);
        if compared.is_some_and(|others| self.hold_against(others)) {
            self.committed.set_value(self.scenario.get_untracked());
            self.settle();
        } else {
            self.commit();
        }
    }

    /// Opens a part of the page: a step of the history.
    pub fn open(&self, tab: Tab) {
        if self.tab.get_untracked() != tab {
            self.tab.set(tab);
            self.record();
        }
    }

    /// A change that is a step of the history by itself.
    pub fn change<T>(&self, change: impl FnOnce(&mut Scenario) -> T) -> T {
        let result = self.preview(change);
        self.commit();
        result
    }

    /// Goes to what the history already knows: no new step.
    pub fn show(&self, view: View) {
        self.committed.set_value(view.scenario.clone());
        keep(self.tab, view.tab);
        if self.compared.glance(|now| *now != view.compared) {
            self.baselines.set(baselines(&view));
            self.compared.set(view.compared);
        }
        self.scenario.set(view.scenario);
        self.spread();
        self.rest();
    }

    /// The value of a lever; 0 for a hire that is gone, until its row is gone too.
    #[must_use]
    pub fn value(&self, lever: Lever) -> Signal<f64> {
        match lever {
            Lever::Parameter(row) => self.values.with_value(|values| values[row.index()]).into(),
            Lever::Hire(index, field) => {
                let hires = self.hires;
                derived(move || {
                    hires.look(|hires| hires.get(index).map_or(0.0, |hire| (field.get)(hire)))
                })
            }
        }
    }

    /// Whoever runs this is run again when currency or first month change: for what is written in
    /// their signs without a number that would be set anew.
    pub fn follow_signs(&self) {
        self.horizon.track();
    }

    /// The value of a lever in the preset; none for a hire that the preset does not have.
    #[must_use]
    pub fn preset_value(&self, lever: Lever) -> Memo<Option<f64>> {
        let preset = self.preset;
        memo(move || lever.in_preset(preset.get()))
    }

    /// Whether a lever differs from its value in the preset, as [`Store::preset_value`] has it, or is
    /// uncertain in another way than the table says, which is asked once that has come to rest.
    #[must_use]
    pub fn moved(&self, lever: Lever, preset: Memo<Option<f64>>) -> Memo<bool> {
        let Self {
            scenario, settled, ..
        } = *self;
        let value = self.value(lever);
        memo(move || {
            settled.track();
            let is_moved = |preset: f64| preset.to_bits() != value.get().to_bits();
            preset.get().is_some_and(is_moved)
                || scenario.glance(|scenario| lever.has_own_spread(scenario))
        })
    }

    /// Passes the scenario on to the signals of its parts, as far as those changed. They are not
    /// memos of it: all that hangs on a memo is asked at every step whether it has changed. Says
    /// whether the charts are to be drawn anew.
    fn spread(&self) -> bool {
        self.scenario.glance(|scenario| {
            let Scenario { preset, inputs, .. } = scenario;
            // Only the preset and the horizon touch the others: a slider does not run them again.
            let before = self.outcome.get_untracked();
            // What is written differently is written anew everywhere, though no number changed.
            let anew = format::follow(scenario);
            if anew
                || self.preset.get_untracked() != *preset
                || before.inputs.parameters.run != inputs.parameters.run
            {
                self.baselines.set(baselines(&self.view()));
            }
            let stress = self.stress.glance(|stress| *stress == scenario.stress);
            let is_new =
                anew || before.inputs != *inputs || before.actuals != scenario.actuals || !stress;
            if is_new {
                self.stress.set(scenario.stress);
                self.outcome.set(Outcome::of(scenario));
            }
            keep(self.preset, *preset);
            if anew || self.horizon.get_untracked() != inputs.weeks() {
                self.horizon.set(inputs.weeks());
            }
            if anew || self.hires.glance(|hires| *hires != inputs.hires) {
                self.hires.set(inputs.hires.clone());
            }
            self.values.with_value(|values| {
                for (row, signal) in PARAMETERS.iter().zip(values) {
                    let value = (row.get)(&inputs.parameters);
                    if anew || signal.get_untracked().to_bits() != value.to_bits() {
                        signal.set(value);
                    }
                }
            });
            is_new
        })
    }

    /// Takes the scenario of a link, and those beside it if it says which, as one step, and tells
    /// what was done and what of the link could not be taken. What a panel has done is told in a
    /// receipt; a room may have done what is to be known for longer.
    pub fn apply(&self, link: &str, said: String, by_panel: bool) {
        let (view, problems) = View::from_link(link);
        self.take(view);
        let is_receipt = by_panel && problems.is_empty();
        if is_receipt {
            self.throw_receipt_away();
        }
        if !said.is_empty() || !problems.is_empty() {
            let details = problems.iter().map(ToString::to_string).collect();
            self.tell(said, details, is_receipt);
        }
    }

    /// What was done before the last change says nothing of what is shown.
    fn throw_receipt_away(&self) {
        self.withdraw(|notice| notice.is_receipt);
    }

    /// Takes back notices that are over.
    pub fn withdraw(&self, is_over: fn(&Notice) -> bool) {
        if self.notices.glance(|notices| notices.iter().any(is_over)) {
            self.notices
                .update(|notices| notices.retain(|notice| !is_over(notice)));
        }
    }

    /// Tells that parts of the site do not belong together.
    pub fn outdated(&self) {
        self.notify(
            "Reload the page: the browser has kept a part of an older version.",
            vec![],
        );
    }

    /// Tells the founder something.
    pub fn notify(&self, title: impl Into<String>, details: Vec<String>) {
        self.tell(title.into(), details, false);
    }

    fn tell(&self, title: String, details: Vec<String>, is_receipt: bool) {
        // Never one of before: what replaces another is not taken for it.
        static TOLD: AtomicUsize = AtomicUsize::new(0);
        let id = TOLD.fetch_add(1, Ordering::Relaxed);
        self.notices.update(|notices| {
            notices.push(Notice {
                id,
                is_receipt,
                title,
                details,
            });
        });
    }

    /// Moves the crosshair of all charts, or takes it away.
    pub fn point_at(&self, week: Option<usize>) {
        if self.crosshair.get_untracked() != week {
            self.crosshair.set(week);
        }
    }

    /// Moves the crosshair by key: arrows by a week, Page Up and Down by four, Home and End to the
    /// ends, Escape takes it away.
    pub fn point_by_key(&self, event: &web_sys::KeyboardEvent) {
        let last = self.horizon.get_untracked().saturating_sub(1);
        let now = self.crosshair.get_untracked();
        let from = now.unwrap_or(last).min(last);
        let week = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => Some(now.map_or(0, |_| (from + 1).min(last))),
            "ArrowLeft" | "ArrowDown" => Some(from.saturating_sub(usize::from(now.is_some()))),
            "PageUp" => Some((from + 4).min(last)),
            "PageDown" => Some(from.saturating_sub(4)),
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        self.point_at(week);
    }
}

fn baselines(view: &View) -> Arc<Vec<Baseline>> {
    let inputs = &view.scenario.inputs;
    let others = view.others();
    Arc::new(
        others
            .iter()
            .map(|each| Baseline::of(each, inputs))
            .collect(),
    )
}

/// The store of the page, from any component.
#[must_use]
pub fn store() -> Store {
    expect_context()
}

/// When the event under way happened, in milliseconds of the page's clock.
fn event_time() -> Option<f64> {
    let event = window().event();
    (!event.is_undefined()).then(|| event.unchecked_ref::<web_sys::Event>().time_stamp())
}
