//! The panel of what to do.

mod asked;
mod funding;
mod goal;
mod prices;
mod search;
mod stress;

use headroom::insight::Panel;
use headroom::model::figures::{Figures, figures};
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;

use crate::insight_page::Page;

const PANEL: Panel = Panel::Decide;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn of(scenario: &Scenario) -> Figures {
    figures(&scenario.inputs, &run(&scenario.inputs))
}

/// A panel on whose goal seek nothing is left to do.
fn opened(changes: &[(&str, &str)]) -> Page {
    opened_of(&realistic(), changes)
}

fn opened_of(plan: &Scenario, changes: &[(&str, &str)]) -> Page {
    let mut page = Page::of(plan);
    page.open(PANEL);
    page.send(PANEL, "goal", changes, None);
    page.work();
    page
}

const NO_GAP: [(&str, &str); 3] = [
    ("question", "missing_funding"),
    ("side", "<="),
    ("bound", "$0"),
];

/// The text of the field of a bound as the page holds it.
fn bound(page: &mut Page, name: &str) -> String {
    let view = page.view(PANEL);
    let field = view
        .all("input")
        .find(|each| each.get("name") == Some(name));
    let value = field.and_then(|each| each.get("value"));
    value.expect("a field").to_owned()
}

/// A search of the single run, which takes moments.
const SEARCH: [(&str, &str); 3] = [
    ("first", "missing_funding"),
    ("first-side", "<="),
    ("first-bound", "0"),
];

/// The options of a menu in the form of this part.
fn options(page: &mut Page, part: &str, name: &str) -> Vec<String> {
    let view = page.view(PANEL);
    let form = view.form(part);
    let menu = view.0.iter().position(|each| {
        each.name == "select" && each.get("name") == Some(name) && each.around.contains(&form)
    });
    let menu = menu.expect("a menu");
    let options = view
        .all("option")
        .filter(|option| option.around.contains(&menu));
    let values = options.filter_map(|option| option.get("value"));
    values.map(str::to_owned).collect()
}

/// What goal seek says of a plan.
fn sought(plan: &Scenario, changes: &[(&str, &str)]) -> String {
    let view = opened_of(plan, changes).view(PANEL);
    view.by_id("insight-decide-goal-said").text.clone()
}

/// A plan that new funding can save.
fn early_money() -> Scenario {
    let mut plan = realistic();
    plan.set("finance.raise_month", 1.0).expect("possible");
    plan.set("finance.cash", 1_200_000.0).expect("possible");
    plan
}
