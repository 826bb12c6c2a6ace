//! What makes one plan different from another, in words from the table of inputs: "Engineering on
//! scaling 70 % → 60 %".

use std::collections::BTreeSet;

use crate::format;
use crate::model::initiatives::{EFFECTS, Initiative};
use crate::model::inputs::{HIRE_FIELDS, Hire};
use crate::model::parameters::PARAMETERS;
use crate::model::risks::RISKS;
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Spread;
use crate::model::units::{Notation, Unit};

/// Between what was and what is.
const ARROW: &str = "→";

/// Everything that a step changed, one line for each part, the most telling first; empty if nothing
/// did. A step to another plan altogether is one line.
#[must_use]
pub fn changes(before: &Scenario, after: &Scenario) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    if before.preset != after.preset && !after.is_changed() {
        return vec![format!(
            "Preset: {}",
            after.preset.label().to_ascii_lowercase()
        )];
    }
    if is_another(before, after) {
        return vec![format!("Another plan: {}", titled(&after.name))];
    }
    if before.is_changed() && !after.is_changed() {
        return vec!["Everything reset".to_owned()];
    }
    let mut lines = Vec::new();
    if before.name != after.name {
        lines.push(format!("Renamed {}", titled(&after.name)));
    }
    parameters(before, after, &mut lines);
    hires(&before.inputs.hires, &after.inputs.hires, &mut lines);
    initiatives(
        &before.inputs.initiatives,
        &after.inputs.initiatives,
        &mut lines,
    );
    uncertainty(before, after, &mut lines);
    stress(before, after, &mut lines);
    if before.currency != after.currency {
        lines.push(format!("Amounts in {}", after.currency.key()));
    }
    if before.first_month != after.first_month {
        lines.push(match &after.first_month {
            Some(month) => format!("Month 1 is {month}"),
            None => "Month 1 is no calendar month".to_owned(),
        });
    }
    if before.actuals != after.actuals {
        lines.push("What has been measured".to_owned());
    }
    if before.presentation != after.presentation {
        lines.push("Presentation edited".to_owned());
    }
    lines
}

/// Whether a step led to another plan rather than changed the one there was: it starts from another
/// preset, or is called otherwise and has other inputs. Nothing on the page does that to a plan in
/// one step.
#[must_use]
pub fn is_another(before: &Scenario, after: &Scenario) -> bool {
    before.preset != after.preset
        || before.name != after.name
            && (before.inputs != after.inputs
                || before.uncertainty != after.uncertainty
                || before.stress != after.stress)
}

/// The lines of a step as one: the first two, and how many more there are.
#[must_use]
pub fn in_short(lines: &[String]) -> String {
    const SHOWN: usize = 2;
    match lines.len() {
        0 => "Nothing changed".to_owned(),
        count if count <= SHOWN => lines.join("; "),
        count => format!("{}; {} more", lines[..SHOWN].join("; "), count - SHOWN),
    }
}

/// A scenario's name in quotes, or that it has none.
#[must_use]
pub fn titled(name: &str) -> String {
    if name.trim().is_empty() {
        "without a name".to_owned()
    } else {
        format!("“{}”", name.trim())
    }
}

/// A value before and after, as briefly as tells them apart.
fn from_to(unit: Unit, before: f64, after: f64) -> String {
    let brief = |value| {
        if unit.notation() == Notation::Place {
            format::with_unit(unit, value)
        } else {
            format::plain(unit, value)
        }
    };
    let full = |value: f64| match unit.notation() {
        Notation::Percent => format!("{} %", format::full(value * 100.0)),
        _ => format::full(value),
    };
    let (mut old, mut new) = (brief(before), brief(after));
    if old == new {
        (old, new) = (full(before), full(after));
    }
    format!("{old} {ARROW} {new}")
}

fn parameters(before: &Scenario, after: &Scenario, lines: &mut Vec<String>) {
    for row in PARAMETERS {
        let old = (row.get)(&before.inputs.parameters);
        let new = (row.get)(&after.inputs.parameters);
        if old.to_bits() != new.to_bits() {
            lines.push(format!("{} {}", row.label, from_to(row.unit, old, new)));
        }
    }
}

fn hires(before: &[Hire], after: &[Hire], lines: &mut Vec<String>) {
    // One in the midst that came or went: the others are told apart by what comes after.
    if before.len() != after.len() {
        let same_at_start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let same_at_end = before.iter().rev().zip(after.iter().rev());
        let shorter = before.len().min(after.len());
        let same_at_end = same_at_end
            .take_while(|(a, b)| a == b)
            .count()
            .min(shorter - same_at_start);
        for hire in &before[same_at_start..before.len() - same_at_end] {
            lines.push(format!("{} no longer hired", hire.role));
        }
        for hire in &after[same_at_start..after.len() - same_at_end] {
            lines.push(format!(
                "{} to be hired in {}",
                hire.role,
                format::with_unit(Unit::Month, hire.month)
            ));
        }
        return;
    }
    for (old, new) in before.iter().zip(after) {
        if old.role != new.role {
            lines.push(format!("{} {ARROW} {}", old.role, new.role));
        }
        for field in &HIRE_FIELDS {
            let (was, is) = ((field.get)(old), (field.get)(new));
            if was.to_bits() == is.to_bits() {
                continue;
            }
            let what = if field.unit == Unit::Month {
                "hired in".to_owned()
            } else {
                field.label.to_lowercase()
            };
            lines.push(format!(
                "{} {what} {}",
                new.role,
                from_to(field.unit, was, is)
            ));
        }
    }
}

fn initiatives(before: &[Initiative], after: &[Initiative], lines: &mut Vec<String>) {
    let count = lines.len();
    for old in before {
        if !after.iter().any(|new| new.id == old.id) {
            lines.push(format!("{} no longer built", old.label));
        }
    }
    for new in after {
        let Some(old) = before.iter().find(|old| old.id == new.id) else {
            lines.push(format!("{} to be built", new.label));
            continue;
        };
        if old.label != new.label {
            lines.push(format!("{} {ARROW} {}", old.label, new.label));
        }
        if old.phase != new.phase {
            lines.push(format!(
                "{} phase {} {ARROW} {}",
                new.label, old.phase, new.phase
            ));
        }
        if old.effort.to_bits() != new.effort.to_bits() {
            let effort = from_to(Unit::EngineerWeeks, old.effort, new.effort);
            lines.push(format!("{} effort {effort} engineer-weeks", new.label));
        }
        for (effect, (was, is)) in EFFECTS.iter().zip(old.effects.iter().zip(new.effects)) {
            if was.to_bits() != is.to_bits() {
                let unit = Unit::Factor;
                lines.push(format!(
                    "{}: {} {}",
                    new.label,
                    effect.label.to_lowercase(),
                    from_to(unit, *was, is)
                ));
            }
        }
        if old.kind != new.kind {
            lines.push(format!("{} is of another kind", new.label));
        }
    }
    let order = |list: &[Initiative]| -> Vec<_> { list.iter().map(|it| it.id.clone()).collect() };
    if lines.len() == count && order(before) != order(after) {
        lines.push("Initiatives in another order".to_owned());
    }
}

fn spread(spread: &Spread, unit: Unit) -> String {
    if spread.is_fixed() {
        return "certain".to_owned();
    }
    format!(
        "{} to {}",
        format::plain(unit, spread.low),
        format::plain(unit, spread.high)
    )
}

fn uncertainty(before: &Scenario, after: &Scenario, lines: &mut Vec<String>) {
    let edited = |scenario: &Scenario| -> BTreeSet<&'static str> {
        scenario
            .uncertainty
            .edited()
            .map(|(row, _)| row.key)
            .collect()
    };
    let touched: BTreeSet<_> = edited(before).union(&edited(after)).copied().collect();
    for row in PARAMETERS.iter().filter(|row| touched.contains(row.key)) {
        let old = before.uncertainty.spread(row);
        let new = after.uncertainty.spread(row);
        if old != new {
            let (mut was, mut is) = (spread(&old, row.unit), spread(&new, row.unit));
            if was == is {
                was = format!("{was}, {}", old.shape.label());
                is = format!("{is}, {}", new.shape.label());
            }
            lines.push(format!("Range of {}: {was} {ARROW} {is}", row.label));
        }
    }
    for event in &RISKS {
        let old = before.uncertainty.probability(event.risk);
        let new = after.uncertainty.probability(event.risk);
        if old.to_bits() != new.to_bits() {
            lines.push(format!(
                "Odds of “{}” {}",
                event.label,
                from_to(Unit::Share, old, new)
            ));
        }
    }
}

fn stress(before: &Scenario, after: &Scenario, lines: &mut Vec<String>) {
    for (event, (old, new)) in RISKS.iter().zip(before.stress.iter().zip(after.stress)) {
        match (old, new) {
            (_, Some(week)) if *old != new => {
                lines.push(format!("Stress test: “{}” in week {week}", event.label));
            }
            (Some(_), None) => lines.push(format!("Stress test: no “{}”", event.label)),
            _ => {}
        }
    }
}
