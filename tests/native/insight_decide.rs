//! The panel of what to do.

use headroom::analysis::question::Question;
use headroom::analysis::stress::{all_in_week, stress_each};
use headroom::format;
use headroom::insight::Panel;
use headroom::model::calendar::YearMonth;
use headroom::model::currency::Currency;
use headroom::model::figures::{FIGURES, Figures, figures};
use headroom::model::parameters::Parameter;
use headroom::model::preset::Preset;
use headroom::model::run::run;
use headroom::model::scenario::Scenario;
use headroom::model::uncertainty::{Shape, Spread};
use headroom::model::units::Unit;
use headroom::model::week::SERIES;

use crate::insight_page::Page;

const PANEL: Panel = Panel::Decide;

fn realistic() -> Scenario {
    Scenario::preset(Preset::Realistic)
}

fn of(scenario: &Scenario) -> Figures {
    figures(&scenario.inputs, &run(&scenario.inputs))
}

/// A panel on whose goal seek nothing is left to do.
fn opened(changes: &[(&str, &str)]) -> Page {
    let mut page = Page::realistic();
    page.open(PANEL);
    page.send(PANEL, "goal", changes, None);
    page.work();
    page
}

const NO_GAP: [(&str, &str); 3] = [
    ("question", "missing_funding"),
    ("side", "<="),
    ("bound", "$0"),
];

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

/// The text of the field of a bound as the page holds it.
fn bound(page: &mut Page, name: &str) -> String {
    let view = page.view(PANEL);
    let field = view
        .all("input")
        .find(|each| each.get("name") == Some(name));
    let value = field.and_then(|each| each.get("value"));
    value.expect("a field").to_owned()
}

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

/// A search of the single run, which takes moments.
const SEARCH: [(&str, &str); 3] = [
    ("first", "missing_funding"),
    ("first-side", "<="),
    ("first-bound", "0"),
];

/// The plan of this place among those that a search has found.
fn page_plan(page: &mut Page, place: usize) -> Scenario {
    let place = place.to_string();
    page.send(PANEL, "search", &SEARCH, Some(("take", &place)));
    page.look();
    page.applied.pop().expect("a plan").0
}

#[test]
fn plan_search_finds_plans_and_one_click_takes_one() {
    let mut page = opened(&NO_GAP);
    page.send(PANEL, "search", &SEARCH, Some(("search", "start")));
    page.work();
    let view = page.view(PANEL);
    let said = view.by_id("insight-decide-search-said").text.clone();
    assert!(said.starts_with("Least new funding: $"), "{said}");
    let rows = view.rows("insight-decide-search");
    assert_eq!(rows[0][1..3], ["Now", "Plan 1"]);
    assert_eq!(rows[1][0], "New funding");
    assert!(rows[2][0].contains("Missing funding ≤ $0"), "{rows:?}");
    // What it costs elsewhere is told beside it, now and then.
    let first = page_plan(&mut page, 0);
    let last = |label: &str| rows.iter().rfind(|row| row[0] == label).expect(label);
    let [now, then] = [&realistic(), &first].map(of);
    assert_eq!(
        last("Lowest cash")[1..3],
        [now.lowest_cash, then.lowest_cash].map(format::dollars)
    );
    assert_eq!(
        last("ARR in month 6")[1..3],
        [now.arr_month_6, then.arr_month_6].map(|arr| format::dollars(arr.expect("a year")))
    );
    assert_eq!(last("1M users in")[1], "week 40");
    page.send(PANEL, "search", &SEARCH, Some(("take", "0")));
    page.look();
    let (scenario, told) = page.applied.pop().expect("a plan");
    assert_eq!(of(&scenario).missing_funding, 0.0);
    assert!(
        scenario.name.starts_with("Least new funding: $"),
        "{}",
        scenario.name
    );
    assert_eq!(told, format!("Plan taken: {}.", scenario.name));
    assert!(scenario.get("finance.raise").expect("an input") <= 1_000_000.0);
    // Prices are not moved unless they were chosen.
    assert_eq!(scenario.get("tiers.starter.price"), Ok(29.0));
    // Once it is in the sliders, the levers stand there now.
    page.show(&scenario);
    let rows = page.view(PANEL).rows("insight-decide-levers");
    let raise = rows
        .iter()
        .find(|row| row[0] == "New funding")
        .expect("a lever");
    assert_eq!(
        raise[1],
        format::dollars(scenario.get("finance.raise").expect("an input"))
    );
    // Taking a plan that was found for another one says what becomes of the changes since.
    page.send(PANEL, "search", &SEARCH, Some(("take", "0")));
    page.look();
    let (again, told) = page.applied.pop().expect("a plan");
    assert_eq!(again.inputs, scenario.inputs);
    assert!(told.ends_with("undo brings that back."), "{told}");
}

#[test]
fn a_search_that_waits_for_a_goal_seek_is_under_way_as_well() {
    let mut page = Page::realistic();
    page.open(PANEL);
    page.send(PANEL, "search", &SEARCH, Some(("search", "start")));
    for time in [0.0, 150.0, 300.0] {
        page.desk.tell_time(time);
        assert!(page.desk.step(1));
    }
    let view = page.view(PANEL);
    let mut bars = view.all("progress");
    assert!(bars.any(|bar| bar.get("aria-label") == Some("Plan search")));
    let mut buttons = view.all("button");
    assert!(
        buttons
            .any(|each| each.is("button", "name", "cancel") && each.get("value") == Some("search"))
    );
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
fn a_search_moves_what_was_chosen_within_its_bounds() {
    let mut page = opened(&NO_GAP);
    let mut changes = SEARCH.to_vec();
    // The boxes have one name: only that of this value keeps its tick.
    changes.extend([
        ("lever", "finance.raise"),
        ("finance.raise.low", "$2M"),
        ("finance.raise.high", "3M"),
    ]);
    page.send(PANEL, "search", &changes, Some(("search", "start")));
    page.work();
    let rows = page.view(PANEL).rows("insight-decide-search");
    let raise = rows.iter().find(|row| row[0] == "New funding");
    assert_eq!(raise.expect("the wish")[2], "$2M", "{rows:?}");
    page.desk.ask("decide", "part=search&take=0");
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    let mut expected = realistic();
    expected.set("finance.raise", 2e6).expect("possible");
    assert_eq!(scenario.inputs, expected.inputs);
}

#[test]
fn a_search_that_cannot_begin_says_why() {
    for (changes, parts) in [
        (&[("first-bound", "x")][..], &["“x”"][..]),
        (&[("lever", "none of them")], &["no lever"]),
        (
            &[("finance.raise.low", "-1")],
            &["New funding", "−$1", "$0"],
        ),
        (
            &[("team.scaling.high", "120")],
            &["Engineering on scaling", "120 %", "100 %"],
        ),
    ] {
        let mut page = opened(&NO_GAP);
        page.send(PANEL, "search", changes, Some(("search", "start")));
        assert!(!page.desk.step(1));
        let view = page.view(PANEL);
        let refusal = view.by_id("insight-decide-search-refusal");
        for part in parts {
            assert!(
                refusal.text.contains(part),
                "{part:?} in {:?}",
                refusal.text
            );
        }
    }
}

#[test]
fn a_search_out_of_reach_shows_how_close_it_comes() {
    let mut page = opened(&NO_GAP);
    let mut changes = SEARCH.to_vec();
    changes.extend([("lever", "finance.raise"), ("finance.raise.high", "100K")]);
    page.send(PANEL, "search", &changes, Some(("search", "start")));
    page.work();
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-search-said").text;
    assert!(
        said.contains("No plan was found within these bounds")
            && said.contains("One of the closest is shown (Least new funding: $"),
        "{said}"
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

/// The options of a menu in the form of this part.
fn options(page: &mut Page, part: &str, name: &str) -> Vec<String> {
    let view = page.view(PANEL);
    let marker = view
        .0
        .iter()
        .find(|each| each.is("input", "name", "part") && each.get("value") == Some(part));
    let form = *marker.expect("a form").around.last().expect("its form");
    let menu = view.0.iter().position(|each| {
        each.name == "select" && each.get("name") == Some(name) && each.around.contains(&form)
    });
    let menu = menu.expect("a menu");
    let options = view
        .all("option")
        .filter(|option| option.around.contains(&menu));
    let values = options.filter_map(|option| option.get("value"));
    values.map(str::to_owned).collect()
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

/// What goal seek says of a plan.
fn sought(plan: &Scenario, changes: &[(&str, &str)]) -> String {
    let mut page = Page::of(plan);
    page.open(PANEL);
    page.send(PANEL, "goal", changes, None);
    page.work();
    let view = page.view(PANEL);
    view.by_id("insight-decide-goal-said").text.clone()
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

/// A plan that new funding can save.
fn early_money() -> Scenario {
    let mut plan = realistic();
    plan.set("finance.raise_month", 1.0).expect("possible");
    plan.set("finance.cash", 1_200_000.0).expect("possible");
    plan
}

#[test]
fn a_month_that_is_sought_for_odds_is_said_to_stay_uncertain() {
    let changes = [("lever", "finance.raise_month")];
    let said = sought(&realistic(), &changes);
    assert!(
        said.contains("In these futures the month stays as uncertain as the plan has it"),
        "{said}"
    );
    let single = [&changes[..], &NO_GAP].concat();
    let said = sought(&realistic(), &single);
    assert!(!said.contains("futures"), "{said}");
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

const OF_PRICES: &str = "No customer in this model stays away or leaves because of a price, so a higher \
                         one looks better than it is.";

#[test]
fn a_price_that_is_sought_is_said_to_cost_no_customer() {
    for (key, is_said) in [
        ("tiers.starter.price", true),
        ("tiers.custom.price", true),
        ("finance.cash", false),
    ] {
        let said = sought(&realistic(), &[&NO_GAP[..], &[("lever", key)]].concat());
        assert_eq!(said.contains(OF_PRICES), is_said, "{key}: {said}");
    }
}

#[test]
fn the_table_of_levers_says_why_prices_are_not_ticked_at_first() {
    let mut page = opened(&NO_GAP);
    let view = page.view(PANEL);
    let rows = view.rows("insight-decide-levers");
    let first = rows.iter().position(|row| row[0] == "Starter price");
    let note = &rows[first.expect("a price") - 1];
    assert_eq!(
        note[..],
        [format!("Prices are not ticked at first. {OF_PRICES}")]
    );
    let notes = rows.iter().filter(|row| row[0].contains(OF_PRICES));
    assert_eq!(notes.count(), 1);
    let id = "insight-decide-prices";
    assert!(view.by_id(id).text.contains(OF_PRICES));
    for field in view.within("insight-decide-levers", "input") {
        let Some(key) = field
            .get("value")
            .filter(|_| field.get("name") == Some("lever"))
        else {
            continue;
        };
        let expected = key.contains(".price").then_some(id);
        assert_eq!(field.get("aria-describedby"), expected, "{key}");
    }
}

#[test]
fn no_customer_minds_a_price_and_its_definition_says_so() {
    let mut dear = realistic();
    for tier in ["starter", "professional", "enterprise", "custom"] {
        let key = format!("tiers.{tier}.price");
        let row = Parameter::by_key(&key).expect("a parameter");
        assert!(
            row.meaning()
                .ends_with("In this model no customer stays away or leaves because of it."),
            "{key}"
        );
        dear.set(&key, 2.0 * realistic().get(&key).expect("an input"))
            .expect("possible");
    }
    let [now, then] = [realistic(), dear].map(|plan| run(&plan.inputs));
    let counted = SERIES
        .iter()
        .filter(|row| matches!(row.unit, Unit::Users | Unit::Accounts));
    let mut looked_at = 0;
    for row in counted {
        for (one, other) in now.weeks.iter().zip(&then.weeks) {
            assert_eq!((row.get)(one), (row.get)(other), "{}", row.key);
        }
        looked_at += 1;
    }
    assert!(looked_at > 2, "{looked_at}");
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

#[test]
fn bounds_of_a_lever_that_are_the_wrong_way_round_are_refused() {
    let mut page = opened(&NO_GAP);
    let mut changes = SEARCH.to_vec();
    changes.extend([("finance.raise.low", "$5M"), ("finance.raise.high", "0")]);
    page.send(PANEL, "search", &changes, Some(("search", "start")));
    assert!(!page.desk.step(1));
    let view = page.view(PANEL);
    let refusal = &view.by_id("insight-decide-search-refusal").text;
    assert_eq!(
        refusal,
        "New funding: $5M is above $0; type the lesser value first"
    );
}

#[test]
fn bounds_of_prices_are_amounts_with_their_cents() {
    let mut page = opened(&NO_GAP);
    let view = page.view(PANEL);
    let fields: Vec<&str> = view
        .within("insight-decide-levers", "input")
        .filter(|field| {
            field
                .get("name")
                .is_some_and(|name| name.contains("price."))
        })
        .filter_map(|field| field.get("value"))
        .collect();
    assert!(fields.len() >= 6, "{fields:?}");
    assert!(
        fields.iter().all(|text| text.starts_with('$')),
        "{fields:?}"
    );
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

#[test]
fn what_is_offered_to_a_search_follows_the_plan_and_what_was_said_stays() {
    let mut page = opened(&NO_GAP);
    let said = [("finance.raise_month.high", "10"), ("first", "arr_month_6")];
    page.send(PANEL, "search", &said, None);
    page.look();
    let field = |page: &mut Page, name: &str| bound(page, name);
    assert_eq!(field(&mut page, "finance.raise.high"), "$5M");
    let mut this = realistic();
    this.set("finance.raise", 7e6).expect("possible");
    let hire = this.inputs.hires[0].clone();
    this.inputs.hires.push(hire);
    page.show(&this);
    assert_eq!(field(&mut page, "finance.raise.high"), "$7M");
    assert_eq!(field(&mut page, "finance.raise_month.high"), "10");
    let view = page.view(PANEL);
    let ticks = |key: &str| {
        let boxes = view.within("insight-decide-levers", "input");
        let mut boxes = boxes.filter(|each| each.get("value") == Some(key));
        boxes.next().map(|each| each.get("checked").is_some())
    };
    assert_eq!(ticks("hires.6.month"), Some(true), "a hire that is new");
    assert_eq!(ticks("tiers.starter.price"), Some(false));
}

#[test]
fn what_no_run_depends_on_makes_no_result_old_and_stays_when_a_plan_is_taken() {
    let mut page = opened(&NO_GAP);
    page.send(PANEL, "search", &SEARCH, Some(("search", "start")));
    page.work();
    let mut this = realistic();
    this.currency = Currency::new("EUR").expect("a currency");
    this.first_month = YearMonth::parse("2027-01");
    page.show(&this);
    let view = page.view(PANEL);
    let said = &view.by_id("insight-decide-search-said").text;
    assert!(said.starts_with("Least new funding: "), "{said}");
    page.send(PANEL, "search", &SEARCH, Some(("take", "0")));
    page.look();
    let (scenario, _) = page.applied.pop().expect("a plan");
    assert_eq!(
        (scenario.currency, scenario.first_month),
        (this.currency, this.first_month)
    );
}
