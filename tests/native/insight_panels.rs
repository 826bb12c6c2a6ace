//! What holds for all panels: labels, tables, escaping, what is sent when.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use headroom::insight::{Panel, USUAL_RUNS};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;

use crate::insight_page::{Page, View};

fn moved() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    for (key, value) in [("growth.viral", 0.2), ("team.scaling", 0.6)] {
        scenario.set(key, value).expect("possible");
    }
    scenario
}

/// Each panel with all of its results.
fn full(this: &Scenario) -> Vec<(Panel, View)> {
    let mut page = Page::of(this);
    page.count(this, 256);
    Panel::ALL
        .into_iter()
        .map(|panel| {
            page.open(panel);
            if panel == Panel::Decide {
                // A question of the single run, which is quick to answer.
                page.send(
                    panel,
                    "goal",
                    &[
                        ("question", "missing_funding"),
                        ("side", "<="),
                        ("bound", "0"),
                    ],
                    None,
                );
                page.send(
                    panel,
                    "search",
                    &[
                        ("first", "missing_funding"),
                        ("first-side", "<="),
                        ("first-bound", "0"),
                    ],
                    Some(("search", "start")),
                );
            }
            page.work();
            (panel, page.view(panel))
        })
        .collect()
}

/// The panels of a plan that was moved: worked out once, looked at by several tests.
static FULL: LazyLock<Vec<(Panel, View)>> = LazyLock::new(|| full(&moved()));

#[test]
fn panels_have_keys_and_labels_of_their_own() {
    for panel in Panel::ALL {
        assert_eq!(Panel::from_key(panel.key()), Some(panel));
        assert_eq!(panel.id(), format!("insight-{}", panel.key()));
        assert!(!panel.label().is_empty());
    }
    assert_eq!(Panel::from_key("other"), None);
}

#[test]
fn every_control_is_labelled_and_every_table_has_its_headings() {
    for (panel, view) in FULL.iter() {
        let key = panel.key();
        for control in view.all("input").chain(view.all("select")) {
            if control.get("type") == Some("hidden") {
                continue;
            }
            let label = control
                .around
                .iter()
                .any(|&at| view.0[at].name == "label" && !view.0[at].text.trim().is_empty());
            let named = control
                .get("aria-label")
                .is_some_and(|label| !label.is_empty());
            assert!(label || named, "{key}: {control:?}");
        }
        for button in view.all("button") {
            assert!(!button.text.trim().is_empty(), "{key}: {button:?}");
            let kind = button.get("type").expect("a type");
            let opens = button.get("popovertarget");
            let leads = button.get("data-lever");
            assert_eq!(kind == "button", opens.or(leads).is_some());
            if let Some(id) = opens {
                assert!(view.by_id(id).get("popover").is_some(), "{key}: {id}");
            }
        }
        let tables = view.all("table").count();
        assert!(tables > 0, "{key}");
        assert_eq!(view.all("caption").count(), tables, "{key}");
        for heading in view.all("th") {
            assert!(heading.get("scope").is_some(), "{key}: {heading:?}");
        }
        for form in view.all("form") {
            assert_eq!(form.get("data-panel"), Some(key));
        }
        for drawing in view.all("svg") {
            let is_nested = drawing.around.iter().any(|&at| view.0[at].name == "svg");
            let is_hidden = drawing.get("aria-hidden") == Some("true");
            let is_named = drawing.get("role") == Some("img")
                && drawing
                    .get("aria-label")
                    .is_some_and(|label| !label.is_empty());
            assert!(is_nested || is_hidden || is_named, "{key}: {drawing:?}");
        }
        for progress in view.all("progress") {
            assert!(progress.get("aria-label").is_some(), "{key}");
        }
    }
}

#[test]
fn nothing_needs_what_the_content_security_policy_forbids() {
    for (panel, view) in FULL.iter() {
        let mut ids = BTreeSet::new();
        for element in &view.0 {
            let is_forbidden = matches!(element.name.as_str(), "script" | "style" | "link" | "img");
            assert!(!is_forbidden, "{}: {element:?}", panel.key());
            for attribute in element.attributes.keys() {
                let is_forbidden = attribute == "style" || attribute.starts_with("on");
                assert!(!is_forbidden, "{}: {element:?}", panel.key());
            }
            if let Some(id) = element.get("id") {
                assert!(ids.insert(id.to_owned()), "{id} stands there twice");
                assert!(id.starts_with(&panel.id()), "{id}");
            }
            if let Some(referred) = element.get("aria-describedby") {
                assert!(view.0.iter().any(|each| each.get("id") == Some(referred)));
            }
        }
    }
}

#[test]
fn what_a_founder_has_written_stays_text() {
    let evil = "<script>alert(1)</script>\"'&<img src=x onerror=y>";
    let mut scenario = moved();
    scenario.name = evil.to_owned();
    scenario.inputs.hires[0].role = evil.to_owned().into();
    let mut page = Page::realistic();
    page.show_beside(&moved(), &[scenario.clone()]);
    page.open(Panel::Matters);
    page.send(Panel::Matters, "why", &[("since", "other")], None);
    page.work();
    let view = page.view(Panel::Matters);
    assert!(
        view.0.iter().any(|each| each.text.contains(evil)),
        "the name is shown"
    );
    let mut views = full(&scenario);
    views.push((Panel::Matters, view));
    let mut mentions = 0;
    for (panel, view) in views {
        for element in &view.0 {
            let is_forbidden = matches!(element.name.as_str(), "script" | "img");
            assert!(!is_forbidden, "{}: {element:?}", panel.key());
            assert!(element.get("onerror").is_none());
        }
        mentions += view
            .all("option")
            .filter(|each| each.text.contains(evil))
            .count();
    }
    assert!(mentions > 0, "the hire's role is among the levers");
}

#[test]
fn a_form_that_is_sent_as_it_stands_changes_nothing() {
    let this = moved();
    let mut page = Page::of(&this);
    page.count(&this, 256);
    for (panel, parts) in [
        (Panel::Uncertainty, &["runs", "edits"][..]),
        (Panel::Matters, &["figure", "why"]),
        (Panel::Decide, &["goal", "search", "stress"]),
    ] {
        page.open(panel);
        if panel == Panel::Decide {
            page.send(
                panel,
                "goal",
                &[("question", "lowest_cash"), ("bound", "0")],
                None,
            );
        }
        page.work();
        page.look();
        for part in parts {
            // Menus remember what was chosen only in the browser: here they stand as they were sent.
            let changes: &[(&str, &str)] = if *part == "goal" {
                &[("question", "lowest_cash"), ("bound", "0")]
            } else {
                &[]
            };
            page.send(panel, part, changes, None);
            page.work();
            page.look();
            assert_eq!(page.sent, Vec::<String>::new(), "{} {part}", panel.key());
            assert!(page.applied.is_empty(), "{} {part}", panel.key());
        }
    }
}

#[test]
fn a_panel_that_is_opened_again_is_sent_whole_and_with_what_was_chosen() {
    let mut page = Page::of(&moved());
    page.open(Panel::Matters);
    page.send(
        Panel::Matters,
        "figure",
        &[("question", "arr@"), ("question-week", "40")],
        None,
    );
    page.work();
    page.look();
    page.open(Panel::Matters);
    page.work();
    let view = page.view(Panel::Matters);
    assert_eq!(
        page.sent.first().map(String::as_str),
        Some("insight-matters")
    );
    let chosen = view
        .all("option")
        .find(|each| each.get("selected").is_some());
    assert_eq!(chosen.and_then(|each| each.get("value")), Some("arr@"));
    let week = view
        .all("input")
        .find(|each| each.get("name") == Some("question-week"));
    assert_eq!(week.and_then(|each| each.get("value")), Some("40"));
    assert!(
        view.by_id("insight-matters-said")
            .text
            .contains("ARR in week 40")
    );
}

#[test]
fn only_the_open_panel_works_and_what_is_known_is_not_worked_out_again() {
    let this = moved();
    let mut page = Page::of(&this);
    assert!(!page.desk.step(1_000), "no panel is open");
    page.open(Panel::Matters);
    assert!(page.desk.step(1), "a run is not enough");
    page.desk.stop("matters");
    assert!(!page.desk.step(1_000), "it was closed");
    page.open(Panel::Matters);
    page.work();
    let first = page.view(Panel::Matters).rows("insight-matters-tornado");
    page.show(&Scenario::preset(Preset::Realistic));
    assert!(page.desk.step(1), "another plan");
    page.work();
    page.show(&this);
    assert!(!page.desk.step(1), "the plan of before is known");
    assert_eq!(
        page.view(Panel::Matters).rows("insight-matters-tornado"),
        first
    );
    let mut renamed = this.clone();
    renamed.name = "Another name".to_owned();
    page.show(&renamed);
    assert!(!page.desk.step(1), "a name changes no result");
}

#[test]
fn an_earlier_result_stays_and_is_marked_as_old_until_there_is_a_new_one() {
    let mut page = Page::of(&moved());
    page.open(Panel::Matters);
    page.work();
    let is_old = |page: &mut Page| {
        let view = page.view(Panel::Matters);
        let mut marks = view.within("insight-matters-tornado", "div");
        marks.any(|each| {
            each.has_class("old")
                && each.get("aria-busy") == Some("true")
                && each.text.contains("Of the plan before this change")
        })
    };
    let before = page.view(Panel::Matters).rows("insight-matters-tornado");
    assert!(!is_old(&mut page));
    page.show(&Scenario::preset(Preset::Realistic));
    assert!(is_old(&mut page));
    assert_eq!(
        page.view(Panel::Matters).rows("insight-matters-tornado"),
        before
    );
    page.work();
    assert!(!is_old(&mut page));
    let whole = Panel::Matters.id();
    assert!(!page.sent.contains(&whole), "what is unfolded stays so");
    assert_ne!(
        page.view(Panel::Matters).rows("insight-matters-tornado"),
        before
    );
}

#[test]
fn long_work_shows_its_progress_and_is_dropped_on_request() {
    let mut page = Page::realistic();
    page.open(Panel::Decide);
    page.send(
        Panel::Decide,
        "goal",
        &[
            ("question", "missing_funding"),
            ("side", "<="),
            ("bound", "0"),
        ],
        None,
    );
    page.work();
    page.send(Panel::Decide, "search", &[], Some(("search", "start")));
    assert!(page.desk.step(1));
    let bars = |page: &mut Page| {
        let view = page.view(Panel::Decide);
        view.within("insight-decide-search-bar", "progress").count()
    };
    // However fast the machine is: what counts is how long it takes.
    page.desk.tell_time(199.0);
    assert!(page.desk.step(15_000));
    assert_eq!(bars(&mut page), 0);
    page.desk.tell_time(200.0);
    assert!(page.desk.step(1));
    assert_eq!(bars(&mut page), 1);
    page.send(Panel::Decide, "search", &[], Some(("cancel", "search")));
    assert!(!page.desk.step(1), "nothing is left to do");
    assert_eq!(bars(&mut page), 0);
}

#[test]
fn more_runs_are_asked_for_once() {
    let this = moved();
    let mut page = Page::of(&this);
    assert_eq!(page.desk.runs(), USUAL_RUNS);
    page.open(Panel::Uncertainty);
    page.send(Panel::Uncertainty, "runs", &[], Some(("runs", "100000")));
    assert_eq!(page.desk.runs(), 100_000);
    page.show(&this);
    assert_eq!(page.desk.runs(), 100_000, "the plan is the same");
    page.show(&Scenario::preset(Preset::Realistic));
    assert_eq!(
        page.desk.runs(),
        USUAL_RUNS,
        "not for every step of a slider"
    );
    for (asked, given) in [
        ("7", USUAL_RUNS),
        ("4000000000", 1_000_000),
        ("x", 1_000_000),
    ] {
        page.desk
            .ask("uncertainty", &format!("part=runs&runs={asked}"));
        assert_eq!(page.desk.runs(), given, "{asked}");
    }
}

#[test]
fn what_is_no_panel_or_no_form_is_ignored() {
    let mut page = Page::realistic();
    page.desk.ask("other", "a=b");
    page.desk.stop("other");
    assert!(!page.desk.step(1));
    assert!(page.desk.news().is_empty());
    for form in [
        "part=goal&lever=nothing",
        "part=search&search=start&first=x",
        "=&&%&part",
        "use=a=b",
    ] {
        page.desk.ask("decide", form);
        page.desk.ask("matters", form);
        page.desk.ask("uncertainty", form);
    }
}

#[test]
fn a_desk_in_the_place_of_another_goes_on_and_leaves_the_plan_alone() {
    let this = Scenario::preset(Preset::Realistic);
    let mut page = Page::of(&this);
    page.open(Panel::Decide);
    let goal = [
        ("question", "missing_funding"),
        ("side", "<="),
        ("bound", "0"),
        ("lever", "finance.cash"),
    ];
    page.send(Panel::Decide, "goal", &goal, None);
    page.work();
    let view = page.view(Panel::Decide);
    let value = view
        .all("button")
        .find(|each| each.get("name") == Some("use"))
        .and_then(|each| each.get("value"))
        .expect("a value that reaches it");
    let form = page.filled_in(Panel::Decide, "goal", &goal, Some(("use", value)));
    page.desk.ask(Panel::Decide.key(), &form);
    page.look();
    assert_eq!(page.applied.len(), 1);

    let mut page = Page::of(&this);
    page.desk.resume(Panel::Decide.key(), &form);
    page.open(Panel::Decide);
    page.work();
    let view = page.view(Panel::Decide);
    assert!(page.applied.is_empty(), "{:?}", page.applied);
    let chosen = view
        .all("option")
        .find(|each| each.get("selected").is_some());
    assert_eq!(
        chosen.and_then(|each| each.get("value")),
        Some("missing_funding")
    );
    assert!(
        view.by_id("insight-decide-goal-said")
            .text
            .contains("reaches it")
    );
}

#[test]
fn a_desk_in_the_place_of_another_knows_what_was_said_in_every_form() {
    let this = Scenario::preset(Preset::Realistic);
    let mut page = Page::of(&this);
    page.open(Panel::Decide);
    let bound = [("first-bound", "70 %")];
    let forms = [
        page.filled_in(
            Panel::Decide,
            "goal",
            &[("question", "missing_funding"), ("bound", "5000")],
            None,
        ),
        page.filled_in(Panel::Decide, "search", &bound, Some(("search", "start"))),
        page.filled_in(Panel::Decide, "stress", &[("strikes", "9")], None),
    ];

    let mut page = Page::of(&this);
    for form in &forms {
        page.desk.resume(Panel::Decide.key(), form);
    }
    page.look();
    assert!(
        page.sent.is_empty() && !page.desk.step(1),
        "nobody looks at it"
    );
    page.open(Panel::Decide);
    let value = |page: &mut Page, name: &str| {
        let view = page.view(Panel::Decide);
        let field = view.all("input").find(|it| it.get("name") == Some(name));
        field.and_then(|field| field.get("value").map(str::to_owned))
    };
    assert_eq!(value(&mut page, "first-bound").as_deref(), Some("70 %"));
    assert_eq!(value(&mut page, "bound").as_deref(), Some("5000"));
    assert_eq!(value(&mut page, "strikes").as_deref(), Some("9"));
    // Both the goal and the search are under way.
    assert_eq!(page.desk.studies().len(), 2);
}

#[test]
fn what_was_cancelled_stays_so_behind_another_desk() {
    let this = Scenario::preset(Preset::Realistic);
    let mut page = Page::of(&this);
    page.open(Panel::Matters);
    let odds = [("question", "odds:survive")];
    let figure = page.filled_in(Panel::Matters, "figure", &odds, None);
    page.desk.ask(Panel::Matters.key(), &figure);
    page.open(Panel::Decide);
    let mut goal = page.filled_in(Panel::Decide, "goal", &odds, None);
    goal.push_str("&cancel=goal");
    for (panel, forms) in [
        (
            Panel::Matters,
            vec![figure, "part=tornado&cancel=tornado".to_owned()],
        ),
        (Panel::Decide, vec![goal]),
    ] {
        let mut page = Page::of(&this);
        for form in &forms {
            page.desk.resume(panel.key(), form);
        }
        page.open(panel);
        assert!(!page.desk.step(1), "{panel:?}");
        let name = if panel == Panel::Decide {
            "goal"
        } else {
            "tornado"
        };
        let stopped = format!("{}-{name}-stopped", panel.id());
        let view = page.view(panel);
        assert!(view.by_id(&stopped).text.contains("Stopped."), "{panel:?}");
    }
}

#[test]
fn edits_that_were_made_are_not_made_again_and_refuse_nothing() {
    let this = Scenario::preset(Preset::Realistic);
    let mut page = Page::of(&this);
    page.open(Panel::Uncertainty);
    let panel = Panel::Uncertainty;
    let many = page.filled_in(panel, "edits", &[("growth.viral.low", "many")], None);
    let runs = page.filled_in(panel, "runs", &[], Some(("runs", "20000")));
    let mut page = Page::of(&this);
    for form in [many, runs] {
        page.desk.resume(panel.key(), &form);
    }
    page.open(panel);
    let view = page.view(panel);
    assert!(page.applied.is_empty());
    assert_eq!(
        view.by_id("insight-uncertainty-refusal-growth.viral").text,
        ""
    );
    assert_eq!(page.desk.runs(), 20_000);
}
