//! Stress tests: in any week of the plan, of whatever a single run answers.

use headroom::analysis::question::Question;
use headroom::analysis::stress::{all_in_week, stress_each};
use headroom::format;
use headroom::model::currency::Currency;

use super::{NO_GAP, PANEL, opened, options, realistic};
use crate::insight_page::Page;

#[test]
fn a_stress_test_begins_within_the_horizon_until_a_week_is_typed() {
    let week = |page: &mut Page| {
        let view = page.view(PANEL);
        let field = view.within("insight-decide-stress-week", "input").next();
        field.expect("a field").attributes["value"].clone()
    };
    let mut short = realistic();
    short.set("run.weeks", 5.0).expect("possible");
    let mut page = Page::realistic();
    page.open(PANEL);
    assert_eq!(week(&mut page), "20");
    page.show(&short);
    assert_eq!(week(&mut page), "5");
    assert_eq!(
        page.view(PANEL).by_id("insight-decide-stress-refusal").text,
        ""
    );
    // Choosing a figure says nothing of the week.
    page.send(PANEL, "stress", &[("question", "arr")], None);
    page.show(&realistic());
    assert_eq!(week(&mut page), "20");
    page.send(PANEL, "stress", &[("strikes", "9")], None);
    page.show(&short);
    let refusal = page
        .view(PANEL)
        .by_id("insight-decide-stress-refusal")
        .text
        .clone();
    assert!(refusal.contains("week 1 to week 5"), "{refusal}");
}

#[test]
fn a_stress_test_in_no_week_of_the_plan_leaves_the_one_before_marked_as_old() {
    let mut page = Page::realistic();
    page.open(PANEL);
    page.send(PANEL, "stress", &[("strikes", "9")], None);
    let before = page.view(PANEL).rows("insight-decide-stress");
    assert!(before.len() > 5);
    for strikes in ["99", "0", "soon", ""] {
        page.send(PANEL, "stress", &[("strikes", strikes)], None);
        let view = page.view(PANEL);
        assert_eq!(view.rows("insight-decide-stress"), before, "{strikes}");
        assert!(
            view.within("insight-decide-stress", "div")
                .any(|it| it.has_class("old"))
        );
        assert_ne!(view.by_id("insight-decide-stress-refusal").text, "");
    }
    page.send(PANEL, "stress", &[("strikes", "10")], None);
    let view = page.view(PANEL);
    assert!(
        !view
            .within("insight-decide-stress", "div")
            .any(|it| it.has_class("old"))
    );
}

#[test]
fn stress_tests_are_those_of_the_model() {
    let mut page = opened(&NO_GAP);
    page.send(
        PANEL,
        "stress",
        &[("strikes", "9"), ("question", "missing_funding")],
        None,
    );
    let rows = page.view(PANEL).rows("insight-decide-stress");
    let question = Question::parse("missing_funding").expect("a figure");
    let (baseline, stresses) = stress_each(&realistic(), &question, &all_in_week(9));
    assert_eq!(rows[1][1], format::dollars(baseline.expect("a figure")));
    for (row, stress) in rows[2..].iter().zip(&stresses) {
        assert!(row[0].starts_with(stress.event.label));
        assert_eq!(row[1], format::dollars(stress.answer.expect("a figure")));
    }
    for (week, part) in [
        ("99", "only week 1 to week 52"),
        ("2.5", "only whole weeks from week 1 to week 52"),
        ("soon", "“soon”"),
    ] {
        page.send(PANEL, "stress", &[("strikes", week)], None);
        let view = page.view(PANEL);
        assert!(
            view.by_id("insight-decide-stress-refusal")
                .text
                .contains(part)
        );
    }
}

#[test]
fn what_an_event_costs_is_said_in_the_currency_of_the_plan() {
    let mut this = realistic();
    this.currency = Currency::new("GBP").expect("a currency");
    format::follow(&this);
    let mut page = Page::of(&this);
    page.open(PANEL);
    page.work();
    let rows = page.view(PANEL).rows("insight-decide-stress");
    let costs = |row: &&Vec<String>| row[0].contains("fallback costs £5K a month");
    assert_eq!(rows.iter().filter(costs).count(), 1, "{rows:?}");
}

#[test]
fn a_stress_test_is_asked_nothing_that_takes_many_runs() {
    let mut page = opened(&NO_GAP);
    let offered = options(&mut page, "stress", "question");
    assert!(offered.len() > 50 && offered.contains(&"lowest_cash".to_owned()));
    assert!(
        !offered.iter().any(|key| key.starts_with("odds:")),
        "{offered:?}"
    );
    // A form of before may still ask.
    page.desk
        .ask("decide", "part=stress&strikes=9&question=odds:survive");
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-decide-stress-refusal").text;
    for part in ["Odds of survival", "takes many runs", "This is Lowest cash"] {
        assert!(refusal.contains(part), "{refusal}");
    }
    let rows = view.rows("insight-decide-stress");
    assert!(rows[1][1].starts_with("−$"), "{rows:?}");
    page.send(PANEL, "stress", &[("strikes", "10")], None);
    let view = page.view(PANEL);
    assert_eq!(view.by_id("insight-decide-stress-refusal").text, "");
}

#[test]
fn the_caption_of_a_figure_that_is_a_week_is_english() {
    let mut page = opened(&NO_GAP);
    page.send(
        PANEL,
        "stress",
        &[("strikes", "30"), ("question", "phase3_week")],
        None,
    );
    let view = page.view(PANEL);
    let mut captions = view.within("insight-decide-stress", "caption");
    let caption = &captions.next().expect("a caption").text;
    assert_eq!(
        caption,
        "Phase 3 finished in which week if an event strikes in week 30"
    );
}
