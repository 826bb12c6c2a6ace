//! What goes with failure: what does most comes first, and next to nothing says nothing.

use headroom::insight::USUAL_RUNS;
use headroom::model::risks::Risk;
use headroom::model::scenario::Scenario;

use super::{PANEL, number, opened, opened_of, realistic};
use crate::insight_page::Page;

/// A plan that is neither lost nor safe.
fn undecided() -> Scenario {
    let mut scenario = realistic();
    scenario.set("finance.cash", 1_500_000.0).expect("possible");
    scenario
}

#[test]
fn what_goes_with_failure_most_comes_first() {
    let mut page = opened_of(&undecided());
    let rows = page.view(PANEL).rows("insight-uncertainty-failure");
    let differences: Vec<f64> = rows[1..]
        .iter()
        .map(|row| row[3].as_str())
        .take_while(|cell| *cell != "–")
        .map(number)
        .collect();
    assert!(differences.len() > 5);
    assert!(differences.is_sorted_by(|a, b| a >= b), "{differences:?}");
}

#[test]
fn where_every_future_fails_nothing_goes_with_failure() {
    for (cash, part) in [(0.0, "Every future fails"), (1e9, "No future fails")] {
        let mut scenario = realistic();
        scenario.set("finance.cash", cash).expect("possible");
        let mut page = opened_of(&scenario);
        let view = page.view(PANEL);
        assert!(view.rows("insight-uncertainty-failure").is_empty());
        let text: String = view
            .within("insight-uncertainty-failure", "p")
            .map(|each| each.text.clone())
            .collect();
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn a_difference_of_next_to_nothing_has_a_bar_of_next_to_nothing() {
    // Nearly all futures of the realistic plan fail, whatever happens in them.
    let mut page = opened();
    page.count(&realistic(), USUAL_RUNS);
    let view = page.view(PANEL);
    let widths: Vec<f64> = view
        .within("insight-uncertainty-failure", "rect")
        .filter_map(|bar| bar.get("width")?.parse().ok())
        .collect();
    assert!(!widths.is_empty());
    assert!(widths.iter().all(|width| *width < 20.0), "{widths:?}");
}

#[test]
fn next_to_no_futures_say_nothing() {
    let mut this = undecided();
    let rare = this.uncertainty.set_probability(Risk::Database, 0.01);
    assert_eq!(rare, Ok(()));
    let mut page = Page::of(&this);
    page.open(PANEL);
    page.count(&this, 512);
    let rows = page.view(PANEL).rows("insight-uncertainty-failure");
    let few = rows.iter().filter(|row| row[4] == "too few futures");
    let few: Vec<_> = few.map(|row| (&row[0], &row[3])).collect();
    assert!(few.iter().any(|(label, _)| label.starts_with("Database")));
    assert!(few.iter().all(|(_, difference)| *difference == "–"));
    let first = rows.iter().position(|row| row[3] == "–");
    let first = first.expect("a row without a difference");
    assert!(
        rows[first..].iter().all(|row| row[3] == "–"),
        "they come last"
    );
}
