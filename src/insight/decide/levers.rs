//! The levers of a plan search: which may be moved, and how far.

use super::super::html::{bare_field, each, escape, table};
use super::super::menu::{self, lever_label};
use super::super::plans::Plans;
use super::super::refusal::Refusal;
use super::super::words;
use crate::analysis::dial::Dial;
use crate::analysis::search::{USUAL_LEVERS, usual_dials};
use crate::html::Form;
use crate::model::parameters::OutOfRange;
use crate::session::lever::Lever;

/// Said wherever a price may be recommended.
pub(super) const OF_PRICES: &str = "No customer in this model stays away or leaves because of a price, so a higher one looks better \
     than it is.";

/// The id of that sentence in the table of levers.
const NOTE: &str = "insight-decide-prices";

/// Whether a lever is the price of a tier.
pub(super) fn is_price(lever: &Lever) -> bool {
    let key = lever.key();
    USUAL_LEVERS
        .iter()
        .any(|bounds| bounds.is_price && bounds.key == key)
}

/// Whether a lever is moved unless the founder says otherwise. Prices are not: [`OF_PRICES`].
fn is_usual(lever: &Lever) -> bool {
    !is_price(lever)
}

/// The name under which [`typed`] keeps the levers whose boxes have no tick: no control has it.
const UNTICKED: &str = "unticked";

fn is_chosen(form: &Form, lever: &Lever) -> bool {
    let key = lever.key();
    form.has("lever", &key) || is_usual(lever) && !form.has(UNTICKED, &key)
}

/// A form that was sent as what the founder has said in it: a bound that stands as it was offered,
/// or a box as it was, follows the plan, as does a lever that is there only later.
pub(super) fn typed(form: &Form, plans: &Plans) -> Form {
    let mut said = form.clone();
    for dial in usual_dials(&plans.this, |_| true) {
        let lever = dial.lever;
        let key = lever.key();
        for (part, value) in [("low", dial.low), ("high", dial.high)] {
            let name = format!("{key}.{part}");
            if form.has(&name, &words::typed(&lever, value)) {
                said.remove(&name);
            }
        }
        if !form.has("lever", &key) {
            said.add(UNTICKED, &key);
        }
    }
    said
}

/// The table of levers with their bounds.
pub(super) fn html(form: &Form, plans: &Plans) -> String {
    let mut has_note = false;
    let rows = each(usual_dials(&plans.this, |_| true), |dial| {
        let lever = dial.lever;
        let is_price = is_price(&lever);
        let note = if is_price && !has_note {
            has_note = true;
            format!(
                "<tr><td colspan=\"4\"><small id=\"{NOTE}\">Prices are not ticked at first. \
                 {OF_PRICES}</small></td></tr>"
            )
        } else {
            String::new()
        };
        let described = if is_price {
            format!(" aria-describedby=\"{NOTE}\"")
        } else {
            String::new()
        };
        let key = lever.key();
        let label = escape(&lever_label(&lever, &plans.this));
        let checked = if is_chosen(form, &lever) {
            " checked"
        } else {
            ""
        };
        let end = |part: &str, value: f64| {
            let name = format!("{key}.{part}");
            let more = format!("aria-label=\"{label}: {part}\"");
            bare_field(
                &name,
                &more,
                form.get_or(&name, &words::typed(&lever, value)),
            )
        };
        format!(
            "{note}<tr><th scope=\"row\"><label class=\"choice\"><input type=\"checkbox\" name=\"lever\" \
             value=\"{key}\"{checked}{described}> {label}</label></th><td>{}</td><td>{}</td><td>{}</td></tr>",
            lever
                .value(&plans.this)
                .map(|value| escape(&words::input(lever.unit(), value)))
                .unwrap_or_default(),
            end("low", dial.low),
            end("high", dial.high),
        )
    });
    table(
        "What may be moved, and how far",
        "edits",
        &["Lever", "Now", "From", "To"],
        &rows,
    )
}

/// The levers that were chosen, between their bounds.
pub(super) fn dials(form: &Form, plans: &Plans) -> Result<Vec<Dial>, Refusal> {
    let chosen = usual_dials(&plans.this, |_| true);
    chosen
        .into_iter()
        .filter(|dial| is_chosen(form, &dial.lever))
        .map(|dial| {
            let lever = dial.lever;
            let label = lever_label(&lever, &plans.this);
            let end = |part: &str, value: f64| match form.get(&format!("{}.{part}", lever.key())) {
                Some(text) => menu::number(&format!("{label}, {part}"), lever.unit(), text),
                None => Ok(value),
            };
            let (low, high) = (end("low", dial.low)?, end("high", dial.high)?);
            if low > high {
                return Err(Refusal::Reversed {
                    label,
                    low: words::input(lever.unit(), low),
                    high: words::input(lever.unit(), high),
                });
            }
            Dial::between(lever, low, high).map_err(|error| explained(label, &lever, &error))
        })
        .collect()
}

fn explained(label: String, lever: &Lever, error: &OutOfRange) -> Refusal {
    let written = |value: f64| words::input(lever.unit(), value);
    Refusal::OutOfRange {
        label,
        value: written(error.value),
        low: written(error.low),
        high: written(error.high),
    }
}
