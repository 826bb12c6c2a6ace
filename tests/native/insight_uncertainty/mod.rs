//! The panel of odds and of what is uncertain.

mod edits;
mod failure;
mod funding;
mod inputs;
mod odds;
mod runs;

use headroom::insight::Panel;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;

use crate::insight_page::Page;

const PANEL: Panel = Panel::Uncertainty;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn opened() -> Page {
    opened_of(&realistic())
}

fn opened_of(scenario: &Scenario) -> Page {
    let mut page = Page::of(scenario);
    page.open(PANEL);
    page.count(scenario, 512);
    page.look();
    page
}

fn number(cell: &str) -> f64 {
    let figure: String = cell
        .replace('−', "-")
        .chars()
        .skip_while(|c| !c.is_ascii_digit() && *c != '-')
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect();
    figure
        .parse()
        .unwrap_or_else(|_| panic!("no number in {cell:?}"))
}
