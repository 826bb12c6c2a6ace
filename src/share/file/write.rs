//! From a scenario to a file.

use serde::{Serialize, Serializer};

use crate::model::actuals::{Actual, Actuals};
use crate::model::currency::Currency;
use crate::model::initiatives::{EFFECTS, Initiative};
use crate::model::inputs::{Hire, Inputs};
use crate::model::presentation::{Presentation, Wording};
use crate::model::risks::RISKS;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::{Shape, Spread};
use crate::share::compare::{same, same_hire, same_initiative, same_list};
use crate::share::link::View;
use crate::share::version::VERSION;

/// A file, its fields in their order.
#[derive(Serialize)]
struct File<'scenario> {
    version: u64,
    name: &'scenario str,
    preset: &'static str,
    values: Entries,
    #[serde(skip_serializing_if = "Option::is_none")]
    hires: Option<Vec<HireEntry<'scenario>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiatives: Option<Vec<InitiativeEntry<'scenario>>>,
    #[serde(skip_serializing_if = "Spreads::is_empty")]
    uncertainty: Spreads,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    risks: Entries,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    stress: Entries,
    #[serde(rename = "calendar.start", skip_serializing_if = "Option::is_none")]
    first_month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'scenario str>,
    #[serde(skip_serializing_if = "ActualLists::is_empty")]
    actuals: ActualLists<'scenario>,
    #[serde(skip_serializing_if = "Option::is_none")]
    presentation: Option<Vec<PageEntry<'scenario>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Vec<File<'scenario>>>,
}

/// A page of the presentation, its place that in the list.
#[derive(Serialize)]
struct PageEntry<'scenario> {
    slide: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    headline: &'scenario str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'scenario str,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<u32>,
}

/// An object of spreads in the order of the input table.
struct Spreads(Vec<(&'static str, Spread)>);

impl Spreads {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Spreads {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|&(key, spread)| (key, entry(spread))))
    }
}

/// An object of the series that something was measured of.
struct ActualLists<'scenario>(&'scenario Actuals);

impl ActualLists<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for ActualLists<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let measured = self.0.each().filter(|(_, actuals)| !actuals.is_empty());
        serializer.collect_map(measured.map(|(row, actuals)| (row.series, Weeks(actuals))))
    }
}

/// An object of values under their weeks.
struct Weeks<'scenario>(&'scenario [Actual]);

impl Serialize for Weeks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|it| (it.week, Number(it.value))))
    }
}

#[derive(Serialize)]
struct SpreadEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'static str>,
}

fn entry(spread: Spread) -> SpreadEntry {
    let end = |value| (!spread.is_fixed()).then_some(Number(value));
    SpreadEntry {
        low: end(spread.low),
        high: end(spread.high),
        shape: (spread.shape != Shape::default()).then(|| spread.shape.key()),
    }
}

#[derive(Serialize)]
struct HireEntry<'scenario> {
    role: &'scenario str,
    month: Number,
    salary: Number,
}

#[derive(Serialize)]
struct InitiativeEntry<'scenario> {
    id: &'scenario str,
    label: &'scenario str,
    phase: u8,
    effort: Number,
    effects: Entries,
    kind: &'static str,
}

/// An object of numbers in the order of a table.
struct Entries(Vec<(&'static str, f64)>);

impl Entries {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|&(key, value)| (key, Number(value))))
    }
}

/// A number, whole ones without a fraction.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is exact.
        const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;
        if self.0.abs() <= LARGEST_WHOLE {
            #[allow(clippy::cast_possible_truncation)] // within ±2⁵³
            let whole = self.0 as i64;
            #[allow(clippy::cast_precision_loss)] // likewise
            // Bits, so that −0 stays a number with a fraction and keeps its sign.
            if same(whole as f64, self.0) {
                return serializer.serialize_i64(whole);
            }
        }
        serializer.serialize_f64(self.0)
    }
}

/// The scenario as a file: what differs from its preset, in the order of the tables, readable.
#[must_use]
pub fn to_json(scenario: &Scenario) -> String {
    pretty(&file(scenario))
}

/// The scenario as a file with those that it is compared with, unless that is as usual.
#[must_use]
pub fn view_to_json(view: &View) -> String {
    pretty(&file_of_view(view))
}

/// A scenario as a part of a larger file.
#[must_use]
pub fn to_value(scenario: &Scenario) -> impl Serialize {
    file(scenario)
}

/// The same with those that it is compared with.
#[must_use]
pub fn view_to_value(view: &View) -> impl Serialize {
    file_of_view(view)
}

fn pretty(file: &File) -> String {
    let mut text = serde_json::to_string_pretty(file)
        .unwrap_or_else(|_| unreachable!("every key is a string, and memory does not fail"));
    text.push('\n');
    text
}

fn file_of_view(view: &View) -> File<'_> {
    let compared = view.compared.as_ref();
    File {
        compared: compared.map(|compared| compared.iter().map(file).collect()),
        ..file(&view.scenario)
    }
}

fn file(scenario: &Scenario) -> File<'_> {
    let preset = Inputs::preset(scenario.preset);
    let hires = &scenario.inputs.hires;
    let initiatives = &scenario.inputs.initiatives;
    let values = scenario.differences().map(|(row, value)| (row.key, value));
    File {
        version: VERSION,
        name: &scenario.name,
        preset: scenario.preset.key(),
        values: Entries(values.collect()),
        hires: (!same_list(hires, &preset.hires, same_hire))
            .then(|| hires.iter().map(hire_entry).collect()),
        initiatives: (!same_list(initiatives, &preset.initiatives, same_initiative))
            .then(|| initiatives.iter().map(initiative_entry).collect()),
        uncertainty: Spreads(
            scenario
                .uncertainty
                .edited()
                .map(|(row, spread)| (row.key, spread))
                .collect(),
        ),
        risks: Entries(
            scenario
                .uncertainty
                .edited_probabilities()
                .map(|(risk, probability)| (risk.event().key, probability))
                .collect(),
        ),
        stress: Entries(
            RISKS
                .iter()
                .zip(scenario.stress)
                .filter_map(|(event, week)| Some((event.key, f64::from(week?))))
                .collect(),
        ),
        first_month: scenario.first_month.map(|month| month.to_string()),
        currency: (scenario.currency != Currency::default()).then(|| scenario.currency.key()),
        actuals: ActualLists(&scenario.actuals),
        presentation: pages(&scenario.presentation),
        compared: None,
    }
}

/// All pages in their order, unless nothing has been made of any.
fn pages(presentation: &Presentation) -> Option<Vec<PageEntry<'_>>> {
    if *presentation == Presentation::default() {
        return None;
    }
    let entries = presentation.pages().iter().map(|page| PageEntry {
        slide: page.slide().key(),
        hidden: page.hidden,
        headline: page.words(Wording::Headline),
        note: page.words(Wording::Note),
        figures: page.written_for,
    });
    Some(entries.collect())
}

fn hire_entry(hire: &Hire) -> HireEntry<'_> {
    HireEntry {
        role: &hire.role,
        month: Number(hire.month),
        salary: Number(hire.salary),
    }
}

fn initiative_entry(initiative: &Initiative) -> InitiativeEntry<'_> {
    let effects = EFFECTS
        .iter()
        .zip(initiative.effects)
        .filter(|(effect, value)| !same(effect.neutral, *value))
        .map(|(effect, value)| (effect.key, value));
    InitiativeEntry {
        id: &initiative.id,
        label: &initiative.label,
        phase: initiative.phase,
        effort: Number(initiative.effort),
        effects: Entries(effects.collect()),
        kind: initiative.kind.key(),
    }
}
