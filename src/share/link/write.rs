//! From a scenario to a link.

use crate::decimal::shortest;
use crate::model::currency::Currency;
use crate::model::initiatives::{EFFECTS, Initiative};
use crate::model::inputs::{HIRE_FIELDS, Hire, Inputs};
use crate::model::preset::Preset;
use crate::model::risks::RISKS;
use crate::model::scenario::Scenario;
use crate::share::check;
use crate::share::compare::{same, same_hire, same_initiative, same_list};

use super::measured::write_measured;
use super::parts::encode;
use super::slides::write_slides;
use super::spreads::write_uncertainty;
use super::view::versioned;
use super::{INITIATIVE, NONE};

/// The scenario as a link's fragment, without the `#`: empty if it is the realistic preset
/// unchanged.
#[must_use]
pub fn to_link(scenario: &Scenario) -> String {
    versioned(write_scenario(scenario))
}

/// What differs from the preset, part by part.
pub(super) fn write_scenario(scenario: &Scenario) -> Vec<String> {
    let preset = Inputs::preset(scenario.preset);
    let mut parts = Vec::new();
    if scenario.preset != Preset::default() {
        parts.push(format!("preset={}", scenario.preset.key()));
    }
    if scenario.name != scenario.preset.label() {
        parts.push(format!("name={}", encode(&scenario.name)));
    }
    parts.extend(
        scenario
            .differences()
            .map(|(row, value)| format!("{}={}", row.key, shortest(value))),
    );
    write_hires(&scenario.inputs.hires, &preset.hires, &mut parts);
    write_initiatives(
        &scenario.inputs.initiatives,
        &preset.initiatives,
        &mut parts,
    );
    write_uncertainty(&scenario.uncertainty, &mut parts);
    for (event, week) in RISKS.iter().zip(scenario.stress) {
        parts.extend(week.map(|week| format!("stress.{}={week}", event.key)));
    }
    if let Some(month) = scenario.first_month {
        parts.push(format!("{}={month}", check::FIRST_MONTH));
    }
    if scenario.currency != Currency::default() {
        parts.push(format!(
            "{}={}",
            check::CURRENCY,
            encode(scenario.currency.key())
        ));
    }
    write_measured(&scenario.actuals, &mut parts);
    write_slides(&scenario.presentation, &mut parts);
    parts
}

fn write_hires(hires: &[Hire], preset: &[Hire], parts: &mut Vec<String>) {
    if same_list(hires, preset, same_hire) {
        return;
    }
    if !same_list(hires, preset, |left, right| left.role == right.role) {
        let list: Vec<String> = hires
            .iter()
            .map(|hire| {
                let mut entry: Vec<String> = HIRE_FIELDS
                    .iter()
                    .map(|field| shortest((field.get)(hire)))
                    .collect();
                entry.push(encode(&hire.role));
                entry.join(":")
            })
            .collect();
        parts.push(format!("hires={}", joined(&list)));
        return;
    }
    for (number, (hire, planned)) in (1..).zip(hires.iter().zip(preset)) {
        for field in &HIRE_FIELDS {
            let value = (field.get)(hire);
            if !same(value, (field.get)(planned)) {
                parts.push(format!("hires.{number}.{}={}", field.key, shortest(value)));
            }
        }
    }
}

fn write_initiatives(initiatives: &[Initiative], preset: &[Initiative], parts: &mut Vec<String>) {
    let planned = |id: &str| preset.iter().find(|initiative| initiative.id == id);
    let ids: Vec<&str> = initiatives.iter().map(|entry| entry.id.as_ref()).collect();
    // The order in which they come back if nothing is said about it.
    let expected = preset
        .iter()
        .map(|entry| entry.id.as_ref())
        .chain(ids.iter().copied().filter(|id| planned(id).is_none()));
    if !ids.iter().copied().eq(expected) {
        parts.push(format!("initiatives={}", joined(&ids)));
    }
    for initiative in initiatives {
        let planned = planned(&initiative.id);
        if !planned.is_some_and(|planned| same_initiative(planned, initiative)) {
            let value = initiative_value(initiative, planned);
            parts.push(format!("{INITIATIVE}{}={value}", initiative.id));
        }
    }
}

fn initiative_value(initiative: &Initiative, planned: Option<&Initiative>) -> String {
    let effects: Vec<String> = EFFECTS
        .iter()
        .zip(initiative.effects)
        .filter(|(effect, value)| !same(effect.neutral, *value))
        .map(|(effect, value)| format!("{}*{}", effect.key, shortest(value)))
        .collect();
    let mut fields = vec![
        initiative.phase.to_string(),
        shortest(initiative.effort),
        effects.join(","),
    ];
    let kind = planned.map(|planned| planned.kind).unwrap_or_default();
    let label = planned.map_or(initiative.id.as_ref(), |planned| planned.label.as_ref());
    if initiative.label != label {
        fields.push(initiative.kind.key().to_owned());
        fields.push(encode(&initiative.label));
    } else if initiative.kind != kind {
        fields.push(initiative.kind.key().to_owned());
    }
    fields.join(":")
}

fn joined<T: AsRef<str>>(entries: &[T]) -> String {
    if entries.is_empty() {
        return NONE.to_owned();
    }
    entries
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(",")
}
