//! What a plan rests on, the most telling first.

use crate::format;
use crate::html::{each, escape};
use crate::model::inputs::Inputs;
use crate::model::parameters::{PARAMETERS, Panel, Parameter, Place};
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

/// An input as it is shown to others.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
    /// What the value rests on. Of one that was changed: what stood there before.
    pub basis: String,
    /// Whether the founder changed it.
    pub is_changed: bool,
}

/// All assumptions of a scenario: first those that were changed, the further from the preset in
/// spans of their sliders the sooner, then the main levers in the order of the page, then the rest.
#[must_use]
pub fn assumptions(scenario: &Scenario) -> Vec<Assumption> {
    let mut changed: Vec<(f64, Assumption)> = Vec::new();
    let preset = Inputs::preset(scenario.preset);
    if scenario.hires_differ() {
        let says = |inputs: &Inputs| {
            let pay: f64 = inputs.hires.iter().map(|hire| hire.salary).sum();
            format!("{}, {} a year", inputs.hires.len(), format::dollars(pay))
        };
        changed.push((f64::INFINITY, own("Hires", &scenario.inputs, &preset, says)));
    }
    if scenario.initiatives_differ() {
        let says = |inputs: &Inputs| {
            let effort: f64 = inputs.initiatives.iter().map(|each| each.effort).sum();
            format!(
                "{} pieces, {} engineer-weeks",
                inputs.initiatives.len(),
                format::short(effort)
            )
        };
        let row = own("Work of the phases", &scenario.inputs, &preset, says);
        changed.push((f64::INFINITY, row));
    }
    for (row, value) in scenario.differences() {
        let (low, high) = row.range;
        let before = row.in_preset(scenario.preset);
        let distance = ((value - before) / (high - low)).abs();
        changed.push((
            distance,
            Assumption {
                label: row.label.to_owned(),
                value: written(row, value),
                basis: format!(
                    "our own, not {} ({})",
                    format::plain(row.unit, before),
                    row.basis.word()
                ),
                is_changed: true,
            },
        ));
    }
    // Those of the same distance stay in the order of the table.
    changed.sort_by(|one, other| other.0.total_cmp(&one.0));
    let is_untouched = |row: &&Parameter| {
        let value = (row.get)(&scenario.inputs.parameters);
        value.to_bits() == row.in_preset(scenario.preset).to_bits() && row.panel != Panel::Horizon
    };
    let of = |place: Place| {
        PARAMETERS
            .iter()
            .filter(move |row| row.place == place)
            .filter(is_untouched)
            .map(|row| Assumption {
                label: row.label.to_owned(),
                value: written(row, (row.get)(&scenario.inputs.parameters)),
                basis: basis(row),
                is_changed: false,
            })
    };
    changed
        .into_iter()
        .map(|(_, row)| row)
        .chain(of(Place::Slider))
        .chain(of(Place::Listed))
        .collect()
}

/// A list that the founder changed.
fn own(
    label: &str,
    inputs: &Inputs,
    preset: &Inputs,
    says: impl Fn(&Inputs) -> String,
) -> Assumption {
    Assumption {
        label: label.to_owned(),
        value: says(inputs),
        basis: format!("our own, not {}", says(preset)),
        is_changed: true,
    }
}

fn basis(row: &Parameter) -> String {
    if row.note.is_empty() {
        row.basis.word().to_owned()
    } else {
        format!("{}: {}", row.basis.word(), row.note)
    }
}

fn written(row: &Parameter, value: f64) -> String {
    match row.unit {
        // A switch is on or off.
        Unit::YesNo if value > 0.5 => "yes".to_owned(),
        Unit::YesNo => "no".to_owned(),
        unit => format::with_unit(unit, value),
    }
}

/// So many of them in columns beside each other, and how many are left out.
pub(super) fn table(scenario: &Scenario, columns: usize, rows: usize) -> String {
    let all = assumptions(scenario);
    let shown = &all[..all.len().min(columns * rows)];
    let tables = each(shown.chunks(rows), |rows| {
        let rows = each(rows, |row| {
            format!(
                "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                if row.is_changed {
                    " class=\"changed\""
                } else {
                    ""
                },
                escape(&row.label),
                escape(&row.value),
                escape(&row.basis)
            )
        });
        format!(
            "<table class=\"assumed\"><thead><tr><th scope=\"col\">Assumption</th>\
             <th scope=\"col\">Value</th><th scope=\"col\">Rests on</th></tr></thead>\
             <tbody>{rows}</tbody></table>"
        )
    });
    format!(
        "<div class=\"assumed-columns\">{tables}</div><p class=\"left-out\">{}</p>",
        escape(&rest(&all, shown.len()))
    )
}

/// Which are shown, and how many are not.
fn rest(all: &[Assumption], shown: usize) -> String {
    let changed = all.iter().filter(|row| row.is_changed).count();
    let left = all.len() - shown;
    let unseen = changed.saturating_sub(shown);
    let rule = if changed > 0 {
        "Those most changed first, then the main levers"
    } else {
        "The main levers first"
    };
    if unseen > 0 {
        format!("{rule}; {left} more are left out here, {unseen} of them changed.")
    } else {
        format!("{rule}; {left} more are left out here, all as the preset has them.")
    }
}
