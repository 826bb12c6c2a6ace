//! Edits of what is uncertain: each comes back as a plan, or is refused beside its field.

use headroom::insight::Panel;
use headroom::model::parameters::Parameter;
use headroom::model::risks::Risk;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::share::link::{Change, from_link, to_link};

use super::{PANEL, opened, realistic};
use crate::insight_page::Page;

#[test]
fn a_spread_that_is_edited_comes_back_as_a_plan_and_the_fields_stay_alone() {
    let mut page = opened();
    page.send(
        PANEL,
        "edits",
        &[
            ("growth.viral.high", "0.3"),
            ("churn.free.shape", "uniform"),
        ],
        None,
    );
    page.look();
    let (scenario, said) = page.applied.pop().expect("a plan");
    assert!(page.applied.is_empty());
    let spread = |key: &str| {
        scenario
            .uncertainty
            .spread(Parameter::by_key(key).expect("a row"))
    };
    assert_eq!(
        spread("growth.viral"),
        Spread {
            low: 0.18,
            high: 0.3,
            shape: Shape::Pert
        }
    );
    assert_eq!(spread("churn.free").shape, Shape::Uniform);
    assert!(
        said.contains("Word-of-mouth signups") && said.contains("0.3"),
        "{said}"
    );
    assert!(said.contains("Uniform"), "{said}");
    assert_eq!(scenario.inputs, realistic().inputs);
    page.show(&scenario);
    page.look();
    let inputs = "insight-uncertainty-inputs".to_owned();
    assert!(!page.sent.contains(&inputs), "the founder's caret is there");
    // Undone elsewhere: then the fields have to follow.
    page.show(&realistic());
    page.look();
    assert!(page.sent.contains(&inputs));
}

#[test]
fn an_input_can_be_fixed_and_made_uncertain_again() {
    let mut page = opened();
    page.send(PANEL, "edits", &[("growth.viral.shape", "fixed")], None);
    page.look();
    let (fixed, _) = page.applied.pop().expect("a plan");
    let row = Parameter::by_key("growth.viral").expect("a row");
    assert!(fixed.uncertainty.spread(row).is_fixed());
    let mut page = Page::of(&fixed);
    page.open(PANEL);
    page.look();
    page.send(PANEL, "edits", &[("growth.viral.shape", "pert")], None);
    page.look();
    let (again, _) = page.applied.pop().expect("a plan");
    assert_eq!(
        again.uncertainty,
        realistic().uncertainty,
        "the table's ends were at hand"
    );
}

#[test]
fn ends_that_are_typed_for_a_fixed_input_are_refused_and_taken_with_a_shape() {
    let mut fixed = realistic();
    let row = Parameter::by_key("growth.viral").expect("a row");
    let set = fixed.uncertainty.set_spread(row.key, Spread::FIXED);
    assert_eq!(set, Ok(()));
    let mut page = Page::of(&fixed);
    page.open(PANEL);
    let typed = [("growth.viral.low", "0.1"), ("growth.viral.high", "0.4")];
    page.send(PANEL, "edits", &typed, None);
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-uncertainty-refusal-growth.viral").text;
    for part in ["Word-of-mouth signups", "0.1 to 0.4", "choose a shape"] {
        assert!(refusal.contains(part), "{refusal}");
    }
    assert!(page.applied.is_empty());
    let shaped = [&typed[..], &[("growth.viral.shape", "pert")]].concat();
    page.send(PANEL, "edits", &shaped, None);
    let view = page.view(PANEL);
    let refusal = view.by_id("insight-uncertainty-refusal-growth.viral");
    assert_eq!(refusal.text, "");
    let (scenario, _) = page.applied.pop().expect("a plan");
    let spread = scenario.uncertainty.spread(row);
    assert_eq!((spread.low, spread.high), (0.1, 0.4));
}

#[test]
fn a_refusal_goes_with_what_was_refused() {
    let mut page = opened();
    let typed = [("growth.viral.low", "0.9")];
    let refusal = |page: &mut Page| {
        page.view(PANEL)
            .by_id("insight-uncertainty-refusal-growth.viral")
            .text
            .clone()
    };
    page.send(PANEL, "edits", &typed, None);
    assert_ne!(refusal(&mut page), "");
    // Another edit makes another plan, and the fields stay as they are.
    let both = [&typed[..], &[("support.rate.low", "90")]].concat();
    page.send(PANEL, "edits", &both, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    assert_ne!(refusal(&mut page), "");
    // It is taken back: the fields say what the plan says.
    page.show(&realistic());
    assert_eq!(refusal(&mut page), "");
    page.send(PANEL, "edits", &typed, None);
    assert_ne!(refusal(&mut page), "");
    page.open(Panel::Matters);
    page.open(PANEL);
    assert_eq!(refusal(&mut page), "");
}

#[test]
fn ends_that_an_input_had_before_it_was_fixed_are_nothing_new() {
    let mut page = opened();
    let ends = [("growth.viral.low", "0.1"), ("growth.viral.high", "0.4")];
    page.send(PANEL, "edits", &ends, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    let fixed = [&ends[..], &[("growth.viral.shape", "fixed")]].concat();
    page.send(PANEL, "edits", &fixed, None);
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    page.show(&scenario);
    // The fields still say what they said; another edit is sent with them.
    let other = [&fixed[..], &[("support.rate.low", "90")]].concat();
    page.send(PANEL, "edits", &other, None);
    let view = page.view(PANEL);
    let refusal = view.by_id("insight-uncertainty-refusal-growth.viral");
    assert_eq!(refusal.text, "");
    assert_eq!(page.applied.len(), 1);
}

#[test]
fn an_impossible_edit_is_refused_beside_its_field_and_the_others_are_taken() {
    for (changes, key, parts) in [
        (
            &[("growth.viral.low", "abc")][..],
            "growth.viral",
            &["Word-of-mouth signups", "“abc”", "not a number"][..],
        ),
        (
            &[("growth.viral.low", "0.9")],
            "growth.viral",
            &["0.9", "not below", "0.28"],
        ),
        (
            &[("growth.viral.high", "11")],
            "growth.viral",
            &["11", "0 ", "10 "],
        ),
        (
            &[("churn.free.high", "120 %")],
            "churn.free",
            &["120 %", "0 %", "99 %"],
        ),
        (
            &[("growth.partner.shape", "lognormal")],
            "growth.partner",
            &["Partner signups", "above 0"],
        ),
        (
            &[("risk.bill", "often")],
            "risk.bill",
            &["“often”", "LOW, MEDIUM, HIGH"],
        ),
        (
            &[("risk.bill", "100 %")],
            "risk.bill",
            &["100 %", "0 %", "99 %"],
        ),
    ] {
        let mut page = opened();
        let mut all = changes.to_vec();
        all.push(("support.rate.low", "90"));
        page.send(PANEL, "edits", &all, None);
        let view = page.view(PANEL);
        let beside = view.by_id(&format!("insight-uncertainty-refusal-{key}"));
        for part in parts {
            assert!(
                beside.text.contains(part),
                "{:?} in {:?}",
                part,
                beside.text
            );
        }
        assert_eq!(beside.get("role"), Some("alert"));
        let (scenario, _) = page.applied.pop().expect("the other edit");
        let rate = Parameter::by_key("support.rate").expect("a row");
        assert_eq!(scenario.uncertainty.spread(rate).low, 90.0);
        let mut without = scenario.clone();
        without.uncertainty.reset_spread(rate);
        assert_eq!(without, realistic(), "the last good value stays");
        // What is mended is refused no more.
        page.send(PANEL, "edits", &[], None);
        let view = page.view(PANEL);
        assert_eq!(
            view.by_id(&format!("insight-uncertainty-refusal-{key}"))
                .text,
            ""
        );
    }
}

#[test]
fn probabilities_are_words_or_numbers() {
    for (text, expected) in [
        ("high", Some(0.65)),
        ("40 %", Some(0.4)),
        ("40", Some(0.4)),
        ("LOW", None),
        ("12 %", None),
    ] {
        let mut page = opened();
        page.send(PANEL, "edits", &[("risk.bill", text)], None);
        page.look();
        let applied = page
            .applied
            .pop()
            .map(|(scenario, _)| scenario.uncertainty.probability(Risk::Bill));
        assert_eq!(applied, expected, "{text}");
    }
}

#[test]
fn a_form_says_the_plan_that_it_was_filled_in_for() {
    let row = |key| Parameter::by_key(key).expect("a row");
    let mut before = realistic();
    let uniform = Spread {
        low: 0.2,
        high: 0.3,
        shape: Shape::Uniform,
    };
    before
        .uncertainty
        .set_spread("growth.viral", uniform)
        .expect("possible");
    let mut page = super::opened_of(&before);
    let form = page.filled_in(PANEL, "edits", &[("churn.free.shape", "uniform")], None);
    // Meanwhile a slider moves the ends of an input with it.
    let mut now = before.clone();
    now.move_parameter(row("growth.viral"), 0.1);
    assert_ne!(now.uncertainty, before.uncertainty);
    page.show(&now);
    page.desk.ask(PANEL.key(), &form);
    page.look();
    let (made, _) = page.applied.pop().expect("a plan");
    let before = page.befores.pop().expect("the plan before");
    let link = Change::between(&before, &to_link(&made)).carried_to(&to_link(&now));
    now.uncertainty
        .set_spread("churn.free", made.uncertainty.spread(row("churn.free")))
        .expect("possible");
    assert_eq!(from_link(&link).0, now);
    // The fields follow.
    let view = page.view(PANEL);
    let low = view
        .all("input")
        .find(|each| each.get("name") == Some("growth.viral.low"));
    let low = low.and_then(|low| low.get("value")).expect("a value");
    assert!(low.starts_with("0.0"), "{low}");
}
