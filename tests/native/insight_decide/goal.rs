//! Goal seek: a value that reaches what is asked, or how close any comes to it, and how sure that is.

use headroom::format;

use super::{NO_GAP, PANEL, early_money, of, opened, realistic, sought};

#[test]
fn goal_seek_finds_a_value_that_can_be_used() {
    let mut changes = NO_GAP.to_vec();
    changes.push(("lever", "finance.cash"));
    let mut page = opened(&changes);
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-goal-said").text;
    assert!(
        said.contains("Cash at the start: $") && said.contains("reaches it"),
        "{said}"
    );
    assert_eq!(view.within("insight-decide-goal", "path").count(), 1);
    let button = view
        .within("insight-decide-goal-said", "button")
        .find(|button| button.get("name") == Some("use"))
        .and_then(|button| button.get("value"))
        .expect("a value to use")
        .to_owned();
    page.send(PANEL, "goal", &changes, Some(("use", &button)));
    page.look();
    let (scenario, said) = page.applied.pop().expect("a plan");
    assert!(of(&realistic()).missing_funding > 0.0);
    assert_eq!(of(&scenario).missing_funding, 0.0);
    assert!(said.starts_with("Cash at the start: $"), "{said}");
    // A step less does not do: it is the value nearest to the present one.
    let mut less = scenario.clone();
    let cash = less.get("finance.cash").expect("an input");
    less.set("finance.cash", cash - 10_000.0).expect("possible");
    assert!(of(&less).missing_funding > 0.0);
    // Once it is in the sliders, it holds.
    page.show(&scenario);
    page.work();
    let view = page.view(PANEL);
    assert!(
        view.by_id("insight-decide-goal-said")
            .text
            .contains("holds already")
    );
}

#[test]
fn goal_seek_says_when_nothing_reaches_it_and_how_close_it_gets() {
    let mut changes = NO_GAP.to_vec();
    changes.push(("lever", "infra.spot"));
    let mut page = opened(&changes);
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-goal-said").text;
    assert!(
        said.contains("No value reaches it") && said.contains("short"),
        "{said}"
    );
    assert!(said.contains("0 %") && said.contains("100 %"), "{said}");
    let mut best = realistic();
    best.set("infra.spot", 1.0).expect("possible");
    let missing = format::dollars(of(&best).missing_funding);
    assert!(said.contains(&missing), "{said} {missing}");
    assert!(
        !view
            .within("insight-decide-goal-said", "button")
            .any(|_| true)
    );
}

#[test]
fn where_nothing_reaches_it_what_is_shown_goes_from_end_to_end() {
    let mut changes = NO_GAP.to_vec();
    changes.push(("lever", "finance.csm_month"));
    let view = opened(&changes).view(PANEL);
    let said = &view.by_id("insight-decide-goal-said").text;
    assert!(said.contains("from month 1 to month 36"), "{said}");
    let rows = view.rows("insight-decide-goal-table");
    let ends = [&rows[1], &rows[rows.len() - 1]].map(|row| row[0].as_str());
    assert_eq!(ends, ["month 1", "month 36"]);
}

#[test]
fn a_goal_that_makes_no_sense_is_refused_and_the_last_result_stays() {
    let mut page = opened(&NO_GAP);
    let before = page
        .view(PANEL)
        .by_id("insight-decide-goal-said")
        .text
        .clone();
    page.send(
        PANEL,
        "goal",
        &[
            ("question", "missing_funding"),
            ("side", "<="),
            ("bound", "lots"),
        ],
        None,
    );
    assert!(!page.desk.step(1));
    let view = page.view(PANEL);
    assert!(
        view.by_id("insight-decide-goal-refusal")
            .text
            .contains("“lots”")
    );
    assert!(
        view.by_id("insight-decide-goal-said")
            .text
            .contains(&before)
    );
}

#[test]
fn a_hire_that_is_gone_is_no_lever_any_more() {
    let mut page = opened(&NO_GAP);
    let mut changes = NO_GAP.to_vec();
    changes.push(("lever", "hires.5.month"));
    page.send(PANEL, "goal", &changes, None);
    page.work();
    let mut fewer = realistic();
    fewer.hires_mut().pop();
    page.show(&fewer);
    let view = page.view(PANEL);
    assert!(
        view.by_id("insight-decide-goal-refusal")
            .text
            .contains("hires.5.month")
    );
    let levers = view.within("insight-decide-levers", "input");
    assert!(
        !levers
            .into_iter()
            .any(|each| each.get("value") == Some("hires.5.month"))
    );
}

#[test]
fn odds_that_chance_may_have_decided_are_said_to_be_so() {
    let close = "That is so close to the bound that chance may have decided it";
    let said = sought(&early_money(), &[("bound", "60 %")]);
    let (_, surer) = said.split_once(close).expect("a sentence");
    assert!(
        surer.starts_with("; of the values tried, $") && surer.contains(" is the nearest with two"),
        "{said}"
    );
    let said = sought(
        &early_money(),
        &[("bound", "100 %"), ("lever", "finance.cash")],
    );
    assert!(said.contains("reaches it"), "{said}");
    let none = "; no value tried has two standard errors to spare.";
    assert!(said.contains(&format!("{close}{none}")), "{said}");
    // What holds already may do so by chance as well, or by far.
    let mut safe = early_money();
    safe.set("finance.cash", 20e6).expect("possible");
    for (bound, is_close) in [("100 %", true), ("40 %", false)] {
        let said = sought(&safe, &[("bound", bound)]);
        assert!(said.starts_with("It holds already"), "{said}");
        assert_eq!(said.contains(&format!("{close}.")), is_close, "{said}");
    }
}

#[test]
fn goal_seek_on_odds_says_of_how_many_runs_they_are_and_how_sure_it_is() {
    let caveat = "Each value tried has 2,000 runs with the same luck, so these odds are not quite those of \
                  the verdict.";
    let mut safe = early_money();
    safe.set("finance.cash", 4_000_000.0).expect("possible");
    for (plan, bound, begins) in [
        (&safe, "40 %", "It holds already: Odds of survival ≥ 40 %: "),
        (&early_money(), "60 %", "New funding: $"),
        (&realistic(), "99 %", "No value reaches it."),
    ] {
        let said = sought(plan, &[("bound", bound)]);
        assert!(said.starts_with(begins), "{said}");
        assert!(said.contains(" % ±") && said.contains(caveat), "{said}");
    }
    // What no chance has a part in is as it is.
    for lever in ["finance.cash", "infra.spot"] {
        let said = sought(&realistic(), &[&NO_GAP[..], &[("lever", lever)]].concat());
        assert!(!said.contains("runs") && !said.contains('±'), "{said}");
    }
    let said = sought(&safe, &NO_GAP);
    assert_eq!(
        said,
        "It holds already: Missing funding ≤ $0: $0. Nothing has to move."
    );
}
