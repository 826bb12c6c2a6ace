//! The figures of merit of all plans, side by side.

use super::super::panel::Panel;
use super::super::plans::Plans;
use super::super::words;
use crate::analysis::evaluation::countable;
use crate::format;
use crate::html::{each, escape, table};
use crate::model::figures::{FIGURES, Figure, Figures, figures};
use crate::model::scenario::Scenario;
use crate::model::units::Unit;

fn of(plan: &Scenario) -> Figures {
    figures(&plan.inputs, &plan.run())
}

/// A row for each figure; the differences are those of the other plans to this one.
pub(super) fn html(plans: &Plans) -> String {
    let this = of(&plans.this);
    let others: Vec<Figures> = (0..plans.others.len())
        .filter_map(|place| plans.other(place))
        .map(|plan| of(&plan))
        .collect();
    let names: Vec<String> = plans.others.iter().enumerate().map(heading).collect();
    let mut headings = vec!["Figure", "This plan"];
    headings.extend(names.iter().map(String::as_str));
    let rows = each(FIGURES, |row| {
        let value = row.value(&this);
        let cells = each(&others, |other| cell(row, value, row.value(other)));
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td>{cells}</tr>",
            name(row),
            words::figure(row, value)
        )
    });
    let definitions = each(FIGURES, definition);
    let table = table(
        "Figures of merit, and by how much the others differ from this plan",
        "numbers figures",
        &headings,
        &rows,
    );
    table + &definitions
}

/// The name of a figure, which opens its definition.
fn name(row: &Figure) -> String {
    format!(
        "<button type=\"button\" class=\"term\" popovertarget=\"{}\">{}</button>",
        id(row),
        row.label
    )
}

/// The id of its definition.
fn id(row: &Figure) -> String {
    format!("{}-means-{}", Panel::Compare.id(), row.key)
}

fn definition(row: &Figure) -> String {
    format!(
        "<p id=\"{}\" class=\"definition\" popover><strong>{}</strong> {}</p>",
        id(row),
        row.label,
        escape(&format::with_sign(row.meaning()))
    )
}

/// The heading of a compared plan's column.
pub(super) fn heading((place, plan): (usize, &Scenario)) -> String {
    format!("<i class=\"dash dash-{place}\"></i>{}", escape(&plan.name))
}

fn cell(row: &Figure, this: Option<f64>, other: Option<f64>) -> String {
    let difference = countable(this)
        .zip(countable(other))
        .map(|(this, other)| other - this);
    // Between yes and no there is nothing to count.
    let difference = difference.filter(|value| *value != 0.0 && row.unit != Unit::YesNo);
    let difference =
        difference.map(|value| format!("<small>{}</small>", words::difference(row.unit, value)));
    let is_same = this == other;
    format!(
        "<td{}>{}{}</td>",
        if is_same { " class=\"same\"" } else { "" },
        words::figure(row, other),
        difference.unwrap_or_default()
    )
}
