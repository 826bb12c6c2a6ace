//! When new funding arrives is said beside all that rests on it.

use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};

use super::{NO_GAP, PANEL, SEARCH, early_money, opened, realistic, sought};
use crate::insight_page::Page;

#[test]
fn funding_that_comes_too_late_is_said_to_arrive_when_it_does() {
    let changes = [
        ("question", "missing_funding"),
        ("side", "<="),
        ("bound", "$0"),
        ("lever", "finance.raise"),
    ];
    // The cash is gone in week 18.
    let mut page = opened(&changes);
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-goal-said").text;
    assert!(said.contains("No value reaches it"), "{said}");
    assert!(
        said.ends_with("In this plan the money arrives in month 6."),
        "{said}"
    );
}

#[test]
fn odds_are_said_to_be_of_futures_in_which_the_money_arrives_in_some_month() {
    let this = realistic();
    let fixed = "; say in Uncertainty that it is fixed if it is committed.";
    let between = |months: &str| format!("In these futures the money arrives {months}{fixed}");
    let spread = |low, high, shape| {
        let mut plan = this.clone();
        let spread = Spread { low, high, shape };
        let taken = plan.uncertainty.set_spread("finance.raise_month", spread);
        taken.expect("possible");
        plan
    };
    let mut early = this.clone();
    early.set("finance.raise_month", 2.0).expect("possible");
    for (plan, expected) in [
        (
            this.clone(),
            between("between month 3 and month 12, most likely in month 6"),
        ),
        // The value widens the range.
        (
            early,
            between("between month 2 and month 12, most likely in month 2"),
        ),
        (
            spread(4.0, 9.0, Shape::Uniform),
            between("between month 4 and month 9, each as likely as any other"),
        ),
        (
            spread(4.0, 9.0, Shape::Lognormal),
            between("nine times in ten between month 4 and month 9"),
        ),
        (
            spread(0.0, 0.0, Shape::Fixed),
            "In this plan the money arrives in month 6.".to_owned(),
        ),
    ] {
        let said = sought(&plan, &[("bound", "99 %")]);
        assert!(said.starts_with("No value reaches it"), "{said}");
        assert!(said.contains(&expected), "{said}");
    }
    // What was found rests on it as well.
    let said = sought(&early_money(), &[("bound", "60 %")]);
    assert!(said.contains("reaches it"), "{said}");
    assert!(
        said.contains("In these futures the money arrives between month 1 and month 12"),
        "{said}"
    );
}

#[test]
fn an_uncertain_input_that_is_sought_for_odds_is_said_to_stay_uncertain() {
    let sure = "; say in Uncertainty that it is fixed if you are sure of it.";
    for (lever, range) in [
        ("finance.raise_month", "most likely in month "),
        (
            "team.delay",
            "between 3 weeks and 39 weeks, most likely 39 weeks",
        ),
        ("growth.viral", " / user / wk, most likely "),
    ] {
        let changes = [("lever", lever), ("bound", "99 %")];
        let said = sought(&realistic(), &changes);
        assert!(
            said.contains("In these futures it stays uncertain: between "),
            "{said}"
        );
        assert!(said.contains(range) && said.contains(sure), "{said}");
        let single = [&changes[..1], &NO_GAP].concat();
        let said = sought(&realistic(), &single);
        assert!(!said.contains("futures"), "{said}");
    }
    // What is certain has no range, and neither has a hire.
    let mut plan = realistic();
    let fixed = plan.uncertainty.set_spread("team.delay", Spread::FIXED);
    fixed.expect("possible");
    for lever in ["team.delay", "hires.2.month"] {
        let said = sought(&plan, &[("lever", lever), ("bound", "99 %")]);
        assert!(!said.contains("stays uncertain"), "{said}");
    }
}

#[test]
fn a_range_that_moves_with_the_value_is_told_as_it_is_at_the_value_found() {
    let mut plan = early_money();
    let spread = Spread {
        low: 900e3,
        high: 1.5e6,
        shape: Shape::Lognormal,
    };
    let taken = plan.uncertainty.set_spread("finance.cash", spread);
    taken.expect("possible");
    let said = sought(&plan, &[("bound", "60 %"), ("lever", "finance.cash")]);
    assert!(said.contains("reaches it"), "{said}");
    assert!(
        said.contains("stays uncertain: nine times in ten between $"),
        "{said}"
    );
    assert!(!said.contains("between $900K"), "{said}");
}

/// A search of few plans: one lever and its bounds, and odds that must hold.
fn searched(plan: &Scenario, changes: &[(&str, &str)]) -> Page {
    let mut page = Page::of(plan);
    page.open(PANEL);
    page.send(PANEL, "search", changes, Some(("search", "start")));
    page.work();
    page
}

#[test]
fn plans_that_are_found_for_odds_say_when_their_money_arrives() {
    let mut plan = early_money();
    plan.set("run.weeks", 13.0).expect("possible");
    let odds = [
        ("first", "odds:survive"),
        ("first-bound", "20 %"),
        ("lever", "finance.raise"),
        ("finance.raise.low", "$1M"),
        ("finance.raise.high", "$1.1M"),
    ];
    let hint = |page: &mut Page| {
        let view = page.view(PANEL);
        let mut hints = view.within("insight-decide-search", "p");
        let hint = hints.find(|each| each.text.contains("the money arrives"));
        hint.map(|hint| hint.text.clone())
    };
    assert_eq!(
        hint(&mut searched(&plan, &odds)).as_deref(),
        Some(
            "In these futures the money arrives between month 1 and month 12, most likely in month 1; \
             say in Uncertainty that it is fixed if it is committed."
        )
    );
    let single = [&odds[2..], &SEARCH].concat();
    assert_eq!(hint(&mut searched(&plan, &single)), None);
    let fixed = plan
        .uncertainty
        .set_spread("finance.raise_month", Spread::FIXED);
    fixed.expect("possible");
    assert_eq!(hint(&mut searched(&plan, &odds)), None);
}
