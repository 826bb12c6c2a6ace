//! What can be asked for: a figure brings its better side and a bound in its own unit, and what was
//! typed stays.

use headroom::model::figures::FIGURES;
use headroom::model::units::Unit;

use super::{NO_GAP, PANEL, bound, of, opened, options, realistic};
use crate::insight_page::Page;

#[test]
fn a_figure_brings_a_bound_of_its_own_unit_unless_one_was_typed() {
    let figures = of(&realistic());
    let horizon = u32::try_from(realistic().inputs.weeks()).expect("weeks");
    for (question, offered) in [
        ("lowest_cash", "$0".to_owned()),
        ("missing_funding", "$0".to_owned()),
        ("default_alive", "yes".to_owned()),
        // $1,497,028: rounded, it would be missed.
        ("arr_month_6", "$1.49M".to_owned()),
        (
            "break_even_week",
            figures.break_even_week.unwrap_or(horizon).to_string(),
        ),
        ("odds:users_1m", "90 %".to_owned()),
    ] {
        let mut page = opened(&NO_GAP[..0]);
        page.send(PANEL, "goal", &[("question", question)], None);
        assert_eq!(bound(&mut page, "bound"), offered, "{question}");
        let view = page.view(PANEL);
        let refusal = &view.by_id("insight-decide-goal-refusal").text;
        assert_eq!(refusal, "", "{question}");
        // The same form again: nothing is new.
        page.send(PANEL, "goal", &[("question", question)], None);
        page.look();
        assert!(!page.sent.contains(&"insight-decide-bound".to_owned()));
        page.send(PANEL, "goal", &[("question", "odds:survive")], None);
        assert_eq!(bound(&mut page, "bound"), "90 %", "{question}");
    }
}

#[test]
fn a_percentage_of_what_is_no_share_is_refused_and_stays_in_its_field() {
    let mut page = opened(&NO_GAP);
    page.send(
        PANEL,
        "goal",
        &[("question", "lowest_cash"), ("bound", "90%")],
        None,
    );
    page.look();
    assert!(
        !page.sent.contains(&"insight-decide-bound".to_owned()),
        "who has typed keeps the field"
    );
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-decide-goal-refusal").text;
    for part in ["Bound", "“90%”", "percentage", "the unit is $", "without %"] {
        assert!(refusal.contains(part), "{part} in {refusal}");
    }
    page.open(PANEL);
    assert_eq!(bound(&mut page, "bound"), "90%", "and finds it again");
}

#[test]
fn what_must_hold_in_a_search_brings_bounds_likewise() {
    let mut page = opened(&NO_GAP);
    page.send(
        PANEL,
        "search",
        &[("first", "lowest_cash"), ("second", "odds:users_1m")],
        None,
    );
    assert_eq!(bound(&mut page, "first-bound"), "$0");
    assert_eq!(bound(&mut page, "second-bound"), "90 %");
    page.send(
        PANEL,
        "search",
        &[("first", "lowest_cash"), ("first-bound", "5 %")],
        Some(("search", "start")),
    );
    assert!(!page.desk.step(1));
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-decide-search-refusal").text;
    assert!(refusal.contains("“5 %” is a percentage"), "{refusal}");
}

#[test]
fn odds_are_asked_to_be_none_that_cannot_be() {
    let asks = [
        ("goal", "question", "bound", None, "goal-refusal"),
        (
            "search",
            "first",
            "first-bound",
            Some(("search", "start")),
            "search-refusal",
        ),
    ];
    for (part, menu, field, button, refusal) in asks {
        for impossible in ["150 %", "-5", "1e99"] {
            let mut page = Page::realistic();
            page.open(PANEL);
            let changes = [(menu, "odds:survive"), (field, impossible)];
            page.send(PANEL, part, &changes, button);
            let view = page.view(PANEL);
            let said = &view.by_id(&format!("insight-decide-{refusal}")).text;
            assert!(
                said.contains("is not possible, only 0 % to 100 %"),
                "{part} {impossible}: {said}"
            );
        }
        // The ends are: certain survival can be asked for.
        for possible in ["0 %", "100 %"] {
            let mut page = Page::realistic();
            page.open(PANEL);
            let changes = [(menu, "odds:survive"), (field, possible)];
            page.send(PANEL, part, &changes, button);
            let view = page.view(PANEL);
            assert_eq!(view.by_id(&format!("insight-decide-{refusal}")).text, "");
        }
    }
}

#[test]
fn the_name_of_a_component_is_no_number_to_reach() {
    let mut page = opened(&NO_GAP);
    for (part, name) in [
        ("goal", "question"),
        ("stress", "question"),
        ("search", "wish"),
    ] {
        let offered = options(&mut page, part, name);
        assert!(!offered.contains(&"bottleneck@".to_owned()), "{part}");
        assert!(offered.contains(&"utilisation@".to_owned()), "{part}");
    }
    page.desk
        .ask("decide", "part=stress&strikes=9&question=bottleneck@");
    let rows = page.view(PANEL).rows("insight-decide-stress");
    assert!(rows[1][1].starts_with("−$"), "{rows:?}");
}

/// What is chosen in a menu, by its name.
fn chosen(page: &mut Page, menu: &str) -> Option<String> {
    let view = page.view(PANEL);
    let id = format!("insight-decide-{menu}");
    let mut options = view.within(&id, "option");
    let chosen = options.find(|option| option.get("selected").is_some());
    chosen
        .and_then(|option| option.get("value"))
        .map(str::to_owned)
}

#[test]
fn the_better_side_is_offered_unless_another_was_chosen() {
    let better_sides = [
        ("lowest_cash", ">="),
        ("missing_funding", "<="),
        ("worst_uptime", ">="),
        ("longest_wait", "<="),
        ("cost@", "<="),
        ("users@", ">="),
        ("odds:churn_crisis", ">="),
    ];
    let menus = [
        ("goal", "question", "side"),
        ("search", "first", "first-side"),
        ("search", "second", "second-side"),
    ];
    for ((part, menu, side), (question, better)) in menus
        .into_iter()
        .flat_map(|menu| better_sides.map(|question| (menu, question)))
    {
        let mut page = Page::realistic();
        page.open(PANEL);
        let is = |page: &mut Page, expected: &str| {
            assert_eq!(
                chosen(page, side).as_deref(),
                Some(expected),
                "{menu} {question}"
            );
        };
        page.send(PANEL, part, &[(menu, question)], None);
        is(&mut page, better);
        let other = if better == ">=" { "<=" } else { ">=" };
        // The rest of the form is as it was.
        page.send(PANEL, part, &[(menu, question), (side, other)], None);
        page.look();
        assert!(!page.sent.contains(&format!("insight-decide-{side}")));
        page.open(PANEL);
        is(&mut page, other);
        page.send(PANEL, part, &[(menu, "odds:survive")], None);
        is(&mut page, ">=");
    }
}

#[test]
fn a_bound_that_was_typed_stays_with_its_unit() {
    let mut page = opened(&NO_GAP[..0]);
    page.send(PANEL, "goal", &[("question", "users_1m_week")], None);
    // A form sends all that stands in it.
    let send = |page: &mut Page, question: &str, bound: &str| {
        page.open(PANEL);
        let changes = [("question", question), ("bound", bound)];
        page.send(PANEL, "goal", &changes, None);
    };
    send(&mut page, "users_1m_week", "30");
    // Another week may come by the same one.
    send(&mut page, "sso_week", "30");
    page.open(PANEL);
    assert_eq!(bound(&mut page, "bound"), "30");
    send(&mut page, "worst_uptime", "30");
    // 92.1786 %: rounded, it would be missed.
    assert_eq!(bound(&mut page, "bound"), "92.17 %");
    send(&mut page, "worst_uptime", "99 %");
    send(&mut page, "default_alive", "99 %");
    assert_eq!(bound(&mut page, "bound"), "yes");
}

#[test]
fn a_bound_that_is_offered_is_none_that_the_plan_misses_by_a_digit() {
    let figures = of(&realistic());
    let mut looked_at = 0;
    for row in FIGURES {
        // Of money that is there or missing nothing is asked for, of yes and no yes.
        let is_wished = matches!(row.key, "lowest_cash" | "missing_funding" | "cash");
        if is_wished || row.unit == Unit::YesNo || (row.get)(&figures).is_none() {
            continue;
        }
        let mut page = opened(&[("question", row.key)]);
        let view = page.view(PANEL);
        let said = &view.by_id("insight-decide-goal-said").text;
        assert!(said.starts_with("It holds already"), "{}: {said}", row.key);
        looked_at += 1;
    }
    assert!(looked_at > 30);
}

#[test]
fn yes_is_asked_for_in_a_word_and_nothing_is_counted_to_it() {
    let question = [("question", "default_alive"), ("lever", "finance.overhead")];
    let mut page = opened(&question);
    assert_eq!(bound(&mut page, "bound"), "yes");
    let said = page
        .view(PANEL)
        .by_id("insight-decide-goal-said")
        .text
        .clone();
    assert!(said.starts_with("No value reaches it"), "{said}");
    assert!(
        said.contains("Default alive: yes at none") && said.contains("with no."),
        "{said}"
    );
    let no = [&question[..], &[("bound", "No")]].concat();
    page.send(PANEL, "goal", &no, None);
    page.work();
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-goal-said").text;
    assert!(said.starts_with("It holds already"), "{said}");
}
