//! The panel of plans side by side.

use headroom::analysis::paired::{Futures, MEASURES, Pairs, SURVIVAL};
use headroom::insight::{Panel, USUAL_RUNS};
use headroom::model::builtin::{BUILTINS, Builtin};
use headroom::model::figures::FIGURES;
use headroom::model::inputs::{Hire, MAXIMUM_HIRES};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::model::targets::TARGETS;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::session::lever::Lever;
use headroom::share::View;
use proptest::prelude::*;

use crate::insight_page::{Page, counted};
use crate::share_scenarios::scenario;

const PANEL: Panel = Panel::Compare;

fn builtin(key: &str) -> Scenario {
    Builtin::by_key(key).expect("a built-in plan").scenario()
}

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn opened(this: &Scenario, others: &[Scenario]) -> Page {
    let mut page = Page::realistic();
    page.show_beside(this, others);
    page.open(PANEL);
    page
}

/// What a button of the panel makes: the plan, those beside it, and what is said.
fn pressed(page: &mut Page, part: &str, name: &str, value: &str) -> (View, String) {
    page.send(PANEL, part, &[], Some((name, value)));
    page.look();
    page.links.pop().expect("something to take over")
}

/// Keys of the buttons that take something over from the plan at this place.
fn differences(page: &mut Page, place: usize) -> Vec<String> {
    let begin = format!("{place}:");
    let view = page.view(PANEL);
    let buttons = view
        .all("button")
        .filter(|each| each.get("name") == Some("take"));
    let keys = buttons.filter_map(|button| button.get("value"));
    keys.filter(|key| key.starts_with(&begin))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_figure_of_every_plan_stands_there_with_its_difference() {
    let others = [builtin("as-written"), builtin("bridge-round")];
    let rows = opened(&realistic(), &others)
        .view(PANEL)
        .rows("insight-compare-figures");
    assert_eq!(
        rows[0],
        [
            "Figure",
            "This plan",
            "Plan as written",
            "Raise a bridge round"
        ]
    );
    assert_eq!(rows.len(), FIGURES.len() + 1);
    let row = |label: &str| rows.iter().find(|row| row[0] == label).expect("a figure");
    assert_eq!(
        row("Lowest cash"),
        &["Lowest cash", "−$586K", "$153K+$739K", "$164K+$750K"]
    );
    // Where one of them has no such week there is nothing to subtract.
    assert_eq!(
        row("Cash runs out in")[1..],
        [
            "week 18",
            "not within the horizon",
            "not within the horizon"
        ]
    );
    assert_eq!(row("Runway at the horizon")[1], "out of cash");
    // Nor between yes and no.
    assert_eq!(row("Default alive")[1..], ["no", "yes", "yes"]);
    assert_eq!(
        row("Users at the horizon")[1],
        row("Users at the horizon")[3],
        "the same"
    );
}

#[test]
fn plans_are_compared_over_the_horizon_of_the_page() {
    let mut this = realistic();
    this.set("run.weeks", 26.0).expect("possible");
    let rows = opened(&this, &[realistic()])
        .view(PANEL)
        .rows("insight-compare-figures");
    for row in &rows[1..] {
        assert_eq!(row[1], row[2], "{row:?}");
    }
    assert!(differences(&mut opened(&this, &[realistic()]), 0).is_empty());
}

#[test]
fn odds_are_those_of_the_ensemble_and_their_difference_is_paired() {
    let (this, other) = (realistic(), builtin("bridge-round"));
    let mut page = opened(&this, std::slice::from_ref(&other));
    page.work();
    let view = page.view(PANEL);
    let rows = view.rows("insight-compare-odds");
    let [share, beside] = [&this, &other].map(|plan| {
        let odds = counted(plan, USUAL_RUNS).odds();
        let value = odds.survival.value().expect("runs");
        format!("{:.1} %", value * 100.0)
    });
    assert_eq!(rows[1][0], "Survival");
    assert!(
        rows[1][1].starts_with(&share),
        "{:?} is not {share}",
        rows[1]
    );
    assert!(
        rows[1][2].starts_with(&beside),
        "{:?} is not {beside}",
        rows[1]
    );
    // More money alone never costs a run its survival.
    assert_eq!(rows[1][4], "0.0 %");
    let number = |text: &str| -> f64 {
        let text = text
            .split([' ', '%'])
            .next()
            .expect("a number")
            .replace('−', "-");
        text.parse().expect("a number")
    };
    let difference = number(&beside) - number(&share);
    assert!(
        (number(&rows[1][5]) - difference).abs() < 0.11,
        "{:?}",
        rows[1]
    );
    assert!(
        (number(&rows[1][3]) + difference).abs() < 0.11,
        "{:?}",
        rows[1]
    );
}

#[test]
fn a_plan_differs_from_itself_by_nothing_in_any_run() {
    let mut one = Futures::new(&realistic(), 200, 7);
    let mut other = Futures::new(&realistic(), 200, 7);
    let mut third = Futures::new(&realistic(), 200, 8);
    for futures in [&mut one, &mut other, &mut third] {
        while !futures.is_finished() {
            futures.step(33);
        }
    }
    let none = Pairs {
        all: 200,
        ..Pairs::default()
    };
    for event in SURVIVAL..=TARGETS.len() {
        assert_eq!(one.events_against(&other, event), none);
    }
    for measure in 0..MEASURES.len() {
        assert_eq!(one.values_against(&other, measure), none);
        let luck = one.values_against(&third, measure);
        assert!(
            luck.first > 0 && luck.second > 0,
            "other luck is other luck"
        );
    }
    assert!(TARGETS.len() < 64, "a bit an event");
}

#[test]
fn pairs_have_the_moments_of_their_differences() {
    let pairs = [(3.0, 1.0), (1.0, 2.0), (5.0, 5.0), (4.0, 1.0)];
    let of = Pairs::of(pairs.into_iter());
    assert_eq!((of.all, of.first, of.second), (4, 2, 1));
    assert_eq!(of.shares(), (0.5, 0.25));
    assert!((of.difference - 1.0).abs() < 1e-15);
    // Differences 2, −1, 0, 3: variance 10/3, of the mean a quarter of it.
    assert!((of.standard_error - (10.0_f64 / 12.0).sqrt()).abs() < 1e-15);
    assert_eq!(Pairs::of(std::iter::empty()), Pairs::default());
    // A paired error is smaller than that of independent runs where luck is shared.
    let far = 1e9;
    let shifted = Pairs::of(pairs.into_iter().map(|(one, two)| (one + far, two + far)));
    assert!((shifted.standard_error - of.standard_error).abs() < 1e-6);
}

#[test]
fn the_odds_of_before_stay_until_new_ones_are_there_and_undo_brings_them_back() {
    let others = [builtin("do-nothing")];
    let mut page = opened(&realistic(), &others);
    page.work();
    let before = page.view(PANEL).rows("insight-compare-odds");
    assert!(before.len() > 2);
    page.show_beside(&builtin("hire-early"), &others);
    let view = page.view(PANEL);
    assert_eq!(view.rows("insight-compare-odds"), before);
    let marks = view.within("insight-compare-odds", "div");
    assert!(marks.into_iter().any(|each| each.has_class("old")));
    page.work();
    assert_ne!(page.view(PANEL).rows("insight-compare-odds"), before);
    page.show_beside(&realistic(), &others);
    assert!(!page.desk.step(1), "the plan of before is known");
    assert_eq!(page.view(PANEL).rows("insight-compare-odds"), before);
}

#[test]
fn long_work_shows_its_progress_and_is_dropped_on_request() {
    let mut page = opened(&realistic(), &[builtin("do-nothing")]);
    assert!(page.desk.step(100));
    let bars = |page: &mut Page| {
        let view = page.view(PANEL);
        view.within("insight-compare-odds-bar", "progress").count()
    };
    assert_eq!(bars(&mut page), 0, "it has only begun");
    page.desk.tell_time(200.0);
    assert!(page.desk.step(100));
    assert_eq!(bars(&mut page), 1);
    page.send(PANEL, "odds", &[], Some(("cancel", "odds")));
    assert!(!page.desk.step(100), "nothing is left to do");
    page.desk.stop(PANEL.key());
    page.open(PANEL);
    assert!(page.desk.step(100), "who opens it again asks again");
}

#[test]
fn a_difference_is_taken_over_alone_and_is_then_gone() {
    let other = builtin("hire-early");
    let mut this = realistic();
    this.set("team.scaling", 0.4).expect("possible");
    let mut page = opened(&this, std::slice::from_ref(&other));
    let keys = differences(&mut page, 0);
    let expected = [
        "0:team.scaling",
        "0:hire.0.DevOps%20engineer",
        "0:hire.0.Frontend%20engineer",
        "0:hire.0.Mid%2Dlevel%20backend%20engineer",
        "0:hire.0.QA%20engineer",
    ];
    assert_eq!(keys, expected);
    let (view, said) = pressed(&mut page, "differ", "take", expected[2]);
    assert_eq!(
        said,
        "Frontend engineer: month 1, $100K / yr, as in “Hire early”."
    );
    assert_eq!(view.compared, None, "the comparison stays as it is");
    assert_eq!(view.scenario.get("hires.3.month"), Ok(1.0));
    assert_eq!(view.scenario.get("hires.2.month"), Ok(2.0));
    assert_eq!(view.scenario.get("team.scaling"), Ok(0.4));
    page.show_beside(&view.scenario, &[other]);
    assert!(!differences(&mut page, 0).contains(&expected[2].to_owned()));
}

#[test]
fn a_value_is_taken_over_with_what_goes_with_it_and_what_plans_have_in_common_stays() {
    let lever = Lever::by_key("finance.overhead").expect("a lever");
    let mut this = realistic();
    lever.set_range(&mut this, (20e3, 40e3)).expect("possible");
    let mut other = this.clone();
    lever.set(&mut other, 35e3).expect("possible");
    let key = "0:finance.overhead";
    let mut page = opened(&this, std::slice::from_ref(&other));
    let (view, _) = pressed(&mut page, "differ", "take", key);
    assert_eq!(view.scenario, other);
    // Where both say the same range, it is not what they differ in.
    other.uncertainty = this.uncertainty.clone();
    let mut page = opened(&this, std::slice::from_ref(&other));
    let (view, _) = pressed(&mut page, "differ", "take", key);
    assert_eq!(view.scenario, other);
}

#[test]
fn what_there_is_no_room_for_is_shown_and_cannot_be_taken_over() {
    let mut this = realistic();
    let hire = this.inputs.hires[0].clone();
    this.hires_mut().resize(MAXIMUM_HIRES, hire.clone());
    let mut other = this.clone();
    other.hires_mut()[MAXIMUM_HIRES - 1] = Hire {
        role: "Pilot".into(),
        ..hire
    };
    let mut page = opened(&this, std::slice::from_ref(&other));
    let rows = page.view(PANEL).rows("insight-compare-differ");
    let row = rows
        .iter()
        .find(|row| row[0] == "Pilot")
        .expect("it differs");
    assert_eq!(row[1], "not hired");
    assert!(row[2].ends_with("no room: 40 at most"), "{row:?}");
    let buttons = differences(&mut page, 0);
    // Once somebody has made room, there is a button.
    let pilot = "0:hire.0.Pilot".to_owned();
    let [fewer] = &buttons[..] else {
        panic!("{buttons:?}");
    };
    let (view, _) = pressed(&mut page, "differ", "take", fewer);
    page.show_beside(&view.scenario, &[other]);
    assert_eq!(differences(&mut page, 0), [pilot]);
}

/// Takes everything over from the first of the compared plans, one by one.
fn taken_over(this: &Scenario, other: &Scenario) -> Scenario {
    let mut this = this.clone();
    let mut page = opened(&this, std::slice::from_ref(other));
    for _ in 0..1_000 {
        let Some(key) = differences(&mut page, 0).into_iter().next() else {
            return this;
        };
        let form = page.filled_in(PANEL, "differ", &[], Some(("take", &key)));
        page.desk.ask(PANEL.key(), &form);
        page.look();
        this = page.links.pop().expect("a plan").0.scenario;
        page.show_beside(&this, std::slice::from_ref(other));
    }
    panic!("there is no end to the differences");
}

#[test]
fn who_takes_everything_over_arrives_at_the_other_plan() {
    let mut edited = builtin("as-written");
    let spread = Spread {
        low: 0.1,
        high: 0.2,
        shape: Shape::Uniform,
    };
    edited
        .uncertainty
        .set_spread("growth.viral", spread)
        .expect("possible");
    edited.set("risk.database", 0.65).expect("possible");
    edited.set("stress.bill", 20.0).expect("possible");
    edited.inputs.initiatives.swap(0, 3);
    edited.inputs.initiatives.remove(5);
    edited.inputs.hires.swap(1, 2);
    let plans = BUILTINS
        .iter()
        .map(headroom::model::builtin::Builtin::scenario);
    for other in plans.chain([edited.clone()]) {
        for this in [realistic(), edited.clone()] {
            let arrived = taken_over(&this, &other);
            assert_eq!(arrived.inputs.parameters, other.inputs.parameters);
            assert_eq!(arrived.inputs.initiatives, other.inputs.initiatives);
            assert_eq!(arrived.uncertainty, other.uncertainty);
            assert_eq!(arrived.stress, other.stress);
            // Hires are known by their roles: their order changes nothing.
            let sorted = |plan: &Scenario| {
                let mut hires: Vec<_> = plan
                    .inputs
                    .hires
                    .iter()
                    .map(|hire| format!("{hire:?}"))
                    .collect();
                hires.sort();
                hires
            };
            assert_eq!(sorted(&arrived), sorted(&other));
        }
    }
}

#[test]
fn several_plans_stand_side_by_side_and_each_has_its_own_buttons() {
    let others = [
        builtin("as-written"),
        builtin("bridge-round"),
        builtin("slower-growth"),
    ];
    let mut page = opened(&realistic(), &others);
    let rows = page.view(PANEL).rows("insight-compare-differ");
    assert_eq!(
        rows[0][1..],
        [
            "This plan",
            "Plan as written",
            "Raise a bridge round",
            "Slower growth"
        ]
    );
    let raise = rows
        .iter()
        .find(|row| row[0] == "New funding")
        .expect("a row");
    assert_eq!(
        raise[1..],
        ["$0", "the same", "$750K take over", "the same"]
    );
    let (view, _) = pressed(&mut page, "differ", "take", "2:growth.viral");
    assert_eq!(view.scenario.get("growth.viral"), Ok(0.18));
    assert_eq!(view.scenario.get("finance.raise"), Ok(0.0));
}

#[test]
fn plans_are_added_taken_away_and_swapped() {
    let mut page = opened(&realistic(), &[builtin("as-written")]);
    let (view, said) = pressed(&mut page, "others", "add", "do-nothing");
    assert_eq!(view.scenario, realistic());
    assert_eq!(
        view.compared,
        Some(vec![builtin("as-written"), builtin("do-nothing")])
    );
    assert_eq!(said, "", "it is plain to see");

    page.show_beside(&view.scenario, &view.others());
    let (swapped, said) = pressed(&mut page, "chosen", "swap", "1");
    assert_eq!(swapped.scenario, builtin("do-nothing"));
    assert_eq!(
        swapped.compared,
        Some(vec![builtin("as-written"), realistic()])
    );
    assert_eq!(
        said,
        "You work on “Do nothing” now; “Realistic plan” is compared with it."
    );

    // No plan stands there twice.
    page.show_beside(&realistic(), &[realistic(), builtin("as-written")]);
    let (swapped, _) = pressed(&mut page, "chosen", "swap", "1");
    assert_eq!(swapped.compared, Some(vec![realistic()]));

    page.show_beside(&view.scenario, &view.others());
    let (view, _) = pressed(&mut page, "chosen", "remove", "0");
    assert_eq!(view.compared, Some(vec![builtin("do-nothing")]));
    page.show_beside(&view.scenario, &view.others());
    let (view, _) = pressed(&mut page, "chosen", "remove", "0");
    assert_eq!(view.compared, Some(vec![]));
    page.show_beside(&view.scenario, &[]);
    let shown = page.view(PANEL);
    assert!(
        shown
            .by_id("insight-compare-chosen")
            .text
            .contains("compared with no other")
    );
    assert!(!page.desk.step(1), "there is nothing to hold it against");
}

#[test]
fn three_plans_are_the_most() {
    let others = [
        builtin("as-written"),
        builtin("do-nothing"),
        builtin("hire-early"),
    ];
    let mut page = opened(&realistic(), &others);
    let view = page.view(PANEL);
    assert_eq!(
        view.all("button")
            .filter(|each| each.get("name") == Some("add"))
            .count(),
        0
    );
    assert!(
        view.by_id("insight-compare-others")
            .text
            .contains("3 plans are the most")
    );
    for form in [
        "part=others&add=features-first",
        "swap=3",
        "remove=x",
        "take=0:nothing",
        "take=9:team.scaling",
    ] {
        page.desk.ask(PANEL.key(), form);
        page.look();
        assert!(page.links.is_empty(), "{form}");
    }
}

#[test]
fn why_it_changed_is_asked_of_each_compared_plan() {
    let others = [builtin("as-written"), builtin("bridge-round")];
    let mut page = Page::realistic();
    page.show_beside(&realistic(), &others);
    page.open(Panel::Matters);
    page.send(Panel::Matters, "why", &[("since", "other-2")], None);
    page.work();
    let view = page.view(Panel::Matters);
    let said = &view.by_id("insight-matters-why").text;
    assert!(
        said.contains("in the compared plan (Raise a bridge round)"),
        "{said}"
    );
    // The plan is compared with it no longer: the preset takes its place.
    page.show_beside(&realistic(), &others[..1]);
    let view = page.view(Panel::Matters);
    let checked = view.all("input").find(|each| each.get("checked").is_some());
    assert_eq!(checked.and_then(|each| each.get("value")), Some("preset"));
    let choices = view
        .all("input")
        .filter(|each| each.get("name") == Some("since"));
    assert_eq!(choices.count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_plans_the_panel_is_sound_and_its_buttons_work(this in scenario(), other in scenario()) {
        let mut page = opened(&this, std::slice::from_ref(&other));
        let keys = differences(&mut page, 0);
        for key in keys.iter().take(12) {
            let (view, _) = pressed(&mut page, "differ", "take", key);
            prop_assert!(view.scenario != this, "{}", key);
        }
    }
}

#[test]
fn a_range_that_differs_is_written_in_full_at_both_ends() {
    let mut this = realistic();
    let ranges = [
        ("infra.per_user", (0.015, 0.05)),
        ("growth.window_month", (3.0, 8.0)),
    ];
    for (key, ends) in ranges {
        let lever = Lever::by_key(key).expect("an input");
        lever.set_range(&mut this, ends).expect("possible");
    }
    let rows = opened(&this, &[realistic()])
        .view(PANEL)
        .rows("insight-compare-differ");
    for text in ["$0.015 to $0.05 / user / mo", "month 3 to month 8"] {
        let is_there = rows
            .iter()
            .any(|row| row.iter().any(|cell| cell.starts_with(text)));
        assert!(is_there, "{text} in {rows:?}");
    }
}
