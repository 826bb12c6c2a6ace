//! The money that saves futures: how much, and when what the plan raises arrives.

use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::Spread;

use super::{PANEL, opened, opened_of, realistic};
use crate::insight_page::Page;

#[test]
fn the_funding_of_a_plan_without_a_gap_is_a_sentence() {
    let mut rich = realistic();
    rich.set("finance.cash", 1e9).expect("possible");
    let mut page = Page::of(&rich);
    page.open(PANEL);
    page.count(&rich, 512);
    let view = page.view(PANEL);
    let funding = view.by_id("insight-uncertainty-funding");
    assert_eq!(funding.text, "No future misses money.");
    assert_eq!(view.within("insight-uncertainty-funding", "svg").count(), 0);
    let headline = &view.by_id("insight-uncertainty-fate").text;
    assert!(
        headline.contains("Nine in ten survive without more funding."),
        "{headline}"
    );
}

#[test]
fn the_money_that_saves_futures_is_said_to_be_there_from_the_start() {
    let mut page = opened();
    let view = page.view(PANEL);
    let headline = &view.by_id("insight-uncertainty-fate").text;
    assert!(
        headline.contains("more in the bank from the start, 90 % would."),
        "{headline}"
    );
    let rows = view.rows("insight-uncertainty-funding");
    assert!(!rows.iter().flatten().any(|cell| cell.starts_with("$0")));
}

#[test]
fn the_funding_of_the_plan_is_said_to_arrive_when_it_does() {
    let arrival = |plan: &Scenario| {
        let mut page = opened_of(plan);
        let view = page.view(PANEL);
        view.by_id("insight-uncertainty-arrival").text.clone()
    };
    let mut plan = realistic();
    assert_eq!(
        arrival(&plan),
        "New funding of the plan would arrive between month 3 and month 12, most likely in month 6; \
         say below that it is fixed if it is committed."
    );
    plan.set("finance.raise", 500_000.0).expect("possible");
    plan.set("finance.raise_month", 2.5).expect("possible");
    assert!(
        arrival(&plan)
            .starts_with("New funding of the plan arrives between month 2.5 and month 12, most")
    );
    let fixed = plan
        .uncertainty
        .set_spread("finance.raise_month", Spread::FIXED);
    assert_eq!(fixed, Ok(()));
    assert_eq!(
        arrival(&plan),
        "New funding of the plan arrives in month 2.5."
    );
    // Nobody asks for money that is not missing.
    plan.set("finance.cash", 1e9).expect("possible");
    assert_eq!(arrival(&plan), "");
}
