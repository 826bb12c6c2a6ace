//! The scenario at hand with everything that the pages show of it, worked out once.

use crate::chart::{DARK, LIGHT, Ranges, Theme};
use crate::model::calendar::WEEKS_PER_MONTH;
use crate::model::figures::{Figures, figures};
use crate::model::inputs::Inputs;
use crate::model::risks::{RISKS, RiskEvent};
use crate::model::run::Run;
use crate::model::scenario::Scenario;
use crate::story::Baseline;

/// The colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Dark ink on white.
    Light,
    /// Light ink on near black.
    Dark,
}

impl Look {
    /// The word for it in attributes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(super) const fn theme(self) -> &'static Theme {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// What a risk event does by itself in a run that is otherwise as planned.
#[derive(Clone, Debug)]
pub(super) struct Blow {
    pub(super) event: &'static RiskEvent,
    /// The lowest cash, against that without it, $.
    pub(super) lowest_cash: f64,
    /// ARR at the horizon, against that without it, $ a year.
    pub(super) arr: f64,
    /// Weeks over capacity, against those without it.
    pub(super) weeks_over_capacity: i64,
}

/// The scenario at hand with everything that the pages show of it.
#[derive(Debug)]
pub struct Deck<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its run, with its stress test.
    pub run: Run,
    /// The figures of the run.
    pub figures: Figures,
    /// What it is compared with.
    pub compared: Vec<Baseline>,
    /// The odds in a sentence; empty where they are not known.
    pub odds: &'a str,
    /// The uncertain ranges of its lines; none where they are not known.
    pub ranges: Ranges,
    /// The colours.
    pub look: Look,
    /// The week in which risk events strike on the page about them, counted from 1.
    pub(super) blow_week: u32,
    pub(super) blows: Vec<Blow>,
}

impl<'a> Deck<'a> {
    /// Works out what the pages show.
    #[must_use]
    pub fn new(scenario: &'a Scenario, compared: &[Scenario], odds: &'a str, look: Look) -> Self {
        let run = scenario.run();
        let inputs = &scenario.inputs;
        let compared = compared
            .iter()
            .map(|other| baseline(other, inputs))
            .collect();
        let blow_week = blow_week(inputs);
        Self {
            figures: figures(inputs, &run),
            blows: blows(scenario, blow_week),
            scenario,
            run,
            compared,
            odds,
            ranges: Ranges::default(),
            look,
            blow_week,
        }
    }

    /// With the uncertain ranges of the scenario in its charts.
    #[must_use]
    pub fn with_ranges(mut self, ranges: &Ranges) -> Self {
        self.ranges = ranges.clone();
        self
    }

    pub(super) fn inputs(&self) -> &Inputs {
        &self.scenario.inputs
    }

    pub(super) fn horizon(&self) -> usize {
        self.run.weeks.len()
    }
}

/// What a scenario is compared with. A preset has a short name of its own.
fn baseline(other: &Scenario, inputs: &Inputs) -> Baseline {
    let mut baseline = Baseline::of(other, inputs);
    if baseline.short_name == other.name {
        baseline.name.clone_from(&other.name);
    }
    baseline
}

/// Month 6, or the middle of a shorter horizon: late enough for all that can be hit to be there.
fn blow_week(inputs: &Inputs) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // some weeks
    let month_6 = (5.0 * WEEKS_PER_MONTH).ceil() as u32;
    let middle = u32::try_from(inputs.weeks() / 2).unwrap_or(month_6);
    month_6.min(middle).max(1)
}

/// What each risk event by itself would do, against a run in which none strikes.
fn blows(scenario: &Scenario, week: u32) -> Vec<Blow> {
    let mut struck = scenario.clone();
    struck.stress = Default::default();
    let mut figures_of = |at: Option<usize>| {
        struck.stress = Default::default();
        if let Some(at) = at {
            struck.stress[at] = Some(week);
        }
        figures(&struck.inputs, &struck.run())
    };
    let calm = figures_of(None);
    let arr = |figures: &Figures| figures.arr.unwrap_or(0.0);
    RISKS
        .iter()
        .enumerate()
        .map(|(at, event)| {
            let hit = figures_of(Some(at));
            Blow {
                event,
                lowest_cash: hit.lowest_cash - calm.lowest_cash,
                arr: arr(&hit) - arr(&calm),
                weeks_over_capacity: i64::from(hit.weeks_over_capacity)
                    - i64::from(calm.weeks_over_capacity),
            }
        })
        .collect()
}
