//! The tables in which the founder says how uncertain things are.

use super::super::html::{
    Group, bare_field, bare_select, each, escape, lever, place, refusal, table,
};
use super::super::panel::Panel as Sheet;
use super::super::words;
use super::edits::{Shown, probability};
use crate::format;
use crate::model::parameters::Parameter;
use crate::model::risks::{LIKELIHOODS, RISKS, RiskEvent};
use crate::model::scenario::Scenario;
use crate::model::uncertainty::Shape;
use crate::session::lever::Lever;

const PANEL: Sheet = Sheet::Uncertainty;

/// The inputs that are uncertain, or could be.
pub(super) fn html(scenario: &Scenario) -> String {
    let rows = each(super::edits::rows(scenario), |row| input(row, scenario));
    let table = table(
        "Uncertain inputs. PERT and uniform: the least and the greatest value; lognormal: about nine in \
         ten lie between. The value of the plan is the most likely of a PERT; the others move with it when it \
         is moved.",
        "edits",
        &["Input", "Plan", "Low", "High", "Shape"],
        &rows,
    );
    format!(
        "<p class=\"hint\">A range typed into the field of an input’s value, such as 3K to 8K, makes it as \
         uncertain as that: nine in ten lie between, or a few more where an end is close to the limit of what is \
         possible. In 3 to 8K the K counts for both.</p>{table}"
    )
}

/// How many inputs are uncertain, in words.
pub(super) fn count(scenario: &Scenario) -> String {
    let count = scenario.uncertainty.uncertain().count();
    match count {
        0 => "inputs, all of them certain".to_owned(),
        1 => "one uncertain input".to_owned(),
        _ => format!("{count} uncertain inputs"),
    }
}

fn input(row: &'static Parameter, scenario: &Scenario) -> String {
    let Shown { low, high, shape } = Shown::of(row, scenario);
    let value = (row.get)(&scenario.inputs.parameters);
    let shapes = Shape::ALL.map(|shape| (shape.key().to_owned(), shape.label().to_owned()));
    let named = |part: &str| {
        format!(
            "aria-label=\"{}: {part}\" aria-describedby=\"insight-uncertainty-refusal-{}\"",
            escape(row.label),
            row.key
        )
    };
    format!(
        "<tr><th scope=\"row\">{}{}{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        lever(row.key, row.label),
        place(PANEL, &format!("widened-{}", row.key)),
        refusal(PANEL, &format!("refusal-{}", row.key)),
        escape(&words::input(row.unit, value)),
        bare_field(&format!("{}.low", row.key), &named("low"), &low),
        bare_field(&format!("{}.high", row.key), &named("high"), &high),
        bare_select(
            &format!("{}.shape", row.key),
            &named("shape"),
            &[Group::new("", shapes.into())],
            shape.key()
        ),
    )
}

/// The risk events and their probabilities.
pub(super) fn risks(scenario: &Scenario) -> String {
    let rows = each(&RISKS, |event| risk(event, scenario));
    let words = LIKELIHOODS.map(|(word, share)| format!("{word} is {}", format::percent(share, 0)));
    format!(
        "<p class=\"hint\">{}; or a number of your own.</p>{}",
        words.join(", "),
        table(
            "Risk events and their probabilities",
            "edits",
            &["Event", "Basis", "Probability"],
            &rows
        )
    )
}

fn risk(event: &RiskEvent, scenario: &Scenario) -> String {
    let key = format!("risk.{}", event.key);
    let more = format!(
        "aria-label=\"{}: probability\" aria-describedby=\"insight-uncertainty-refusal-{key}\"",
        escape(event.label)
    );
    format!(
        "<tr><th scope=\"row\">{}<small>{} It can happen {}.</small>{}</th><td>{}</td><td>{} <small>in {} weeks</small></td></tr>",
        event.label,
        escape(&format::with_sign(event.meaning)),
        event.when,
        refusal(PANEL, &format!("refusal-{key}")),
        escape(event.basis),
        bare_field(&key, &more, &probability(scenario, event)),
        format::full(event.period),
    )
}

/// A field's text for a value.
pub(super) fn editable(row: &'static Parameter, value: f64) -> String {
    words::typed(&Lever::Parameter(row), value)
}
