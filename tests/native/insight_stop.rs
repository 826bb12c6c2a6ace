//! Work that is cancelled: it stays so until it is asked for again, and what was there before stays,
//! marked as what it is.

use headroom::insight::Panel;
use headroom::model::builtin::BUILTINS;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;

use crate::insight_page::Page;

/// Controls of a form with their values.
type Changes = &'static [(&'static str, &'static str)];

const SURVIVAL: Changes = &[("question", "odds:survive")];
const MILLION_USERS: Changes = &[("question", "odds:users_1m")];

/// A study of a panel that can be cancelled.
struct Case {
    panel: Panel,
    /// What `cancel` and `again` are sent with; the panel's regions have this name.
    name: &'static str,
    /// The form that holds these buttons.
    part: &'static str,
    /// The form that asks for it.
    asks: &'static str,
    asked: Changes,
    /// Something else that can be asked there.
    other: Changes,
    /// The button that asks, if a choice is not enough.
    button: Option<(&'static str, &'static str)>,
}

/// Every study that can be cancelled but the ensemble and the runs of compared plans.
const CASES: [Case; 5] = [
    Case {
        panel: Panel::Decide,
        name: "goal",
        part: "goal",
        asks: "goal",
        asked: SURVIVAL,
        other: MILLION_USERS,
        button: None,
    },
    Case {
        panel: Panel::Decide,
        name: "search",
        part: "search",
        asks: "search",
        asked: &[
            ("first", "missing_funding"),
            ("first-side", "<="),
            ("first-bound", "0"),
        ],
        other: &[
            ("first", "missing_funding"),
            ("first-side", "<="),
            ("first-bound", "1"),
        ],
        button: Some(("search", "start")),
    },
    Case {
        panel: Panel::Matters,
        name: "tornado",
        part: "tornado",
        asks: "figure",
        asked: SURVIVAL,
        other: MILLION_USERS,
        button: None,
    },
    Case {
        panel: Panel::Matters,
        name: "waterfall",
        part: "waterfall",
        asks: "figure",
        asked: SURVIVAL,
        other: MILLION_USERS,
        button: None,
    },
    Case {
        panel: Panel::Matters,
        name: "indices",
        part: "indices",
        asks: "indices",
        asked: &[],
        other: &[],
        button: Some(("indices", "start")),
    },
];

fn case(name: &str) -> &'static Case {
    let case = CASES.iter().find(|case| case.name == name);
    case.expect("a case")
}

fn moved() -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    // With this cash survival is neither hopeless nor certain.
    for (key, value) in [
        ("growth.viral", 0.2),
        ("team.scaling", 0.6),
        ("finance.cash", 1_900_000.0),
    ] {
        scenario.set(key, value).expect("possible");
    }
    scenario
}

impl Case {
    /// A page on which this has been under way for a while, and all that comes before it is done.
    fn under_way(&self) -> Page {
        let mut page = Page::of(&moved());
        page.open(self.panel);
        if self.panel == Panel::Decide {
            // A question of the single run, which is quick to answer.
            let quick = [("question", "lowest_cash")];
            page.send(self.panel, "goal", &quick, None);
        }
        page.work();
        self.ask(&mut page, self.asked);
        if self.name == "waterfall" {
            self.press(&mut page, "tornado", "cancel");
        }
        self.see(&mut page);
        page
    }

    fn ask(&self, page: &mut Page, changes: &[(&str, &str)]) {
        page.send(self.panel, self.asks, changes, self.button);
    }

    /// Sends a button of the work of this name, whether it is to be seen or not.
    fn press(&self, page: &mut Page, name: &str, button: &str) {
        let form = page.filled_in(self.panel, self.part, self.asked_here(), None);
        page.desk
            .ask(self.panel.key(), &format!("{form}&{button}={name}"));
    }

    /// What stands in the controls of the form with the buttons.
    fn asked_here(&self) -> Changes {
        if self.part == self.asks {
            self.asked
        } else {
            &[]
        }
    }

    fn cancel(&self, page: &mut Page) {
        assert!(self.has(page, "cancel", "button"), "{}", self.name);
        self.press(page, self.name, "cancel");
    }

    fn again(&self, page: &mut Page) {
        assert!(self.has(page, "stopped", "button"), "{}", self.name);
        self.press(page, self.name, "again");
    }

    /// Works until its progress is to be seen.
    fn see(&self, page: &mut Page) {
        assert!(self.is_worked_on(page), "{}", self.name);
    }

    /// Works on what is left until the progress of this is to be seen, or nothing is left.
    fn is_worked_on(&self, page: &mut Page) -> bool {
        let mut now = 0.0;
        loop {
            page.desk.tell_time(now);
            let more = page.desk.step(50);
            if self.has(page, "bar", "progress") {
                return true;
            }
            if !more {
                return false;
            }
            now += 200.0;
        }
    }

    fn id(&self, part: &str) -> String {
        format!("{}-{}-{part}", self.panel.id(), self.name)
    }

    /// Whether a part of what is said of the work holds such an element.
    fn has(&self, page: &mut Page, part: &str, element: &'static str) -> bool {
        let view = page.view(self.panel);
        view.within(&self.id(part), element).next().is_some()
    }

    fn is_stopped(&self, page: &mut Page) -> bool {
        let view = page.view(self.panel);
        view.by_id(&self.id("stopped")).text.contains("Stopped.")
    }
}

#[test]
fn what_is_cancelled_does_not_begin_again_by_itself() {
    for case in &CASES {
        let mut page = case.under_way();
        case.cancel(&mut page);
        assert!(case.is_stopped(&mut page), "{}", case.name);
        assert!(!case.has(&mut page, "bar", "progress"), "{}", case.name);
        assert!(!case.has(&mut page, "cancel", "button"), "{}", case.name);
        assert!(!case.is_worked_on(&mut page), "{}", case.name);
        // Nor when the page says the same again.
        page.show(&moved());
        assert!(!case.is_worked_on(&mut page), "{}", case.name);
        assert!(case.is_stopped(&mut page), "{}", case.name);
    }
}

#[test]
fn what_was_cancelled_begins_again_when_it_is_asked_for() {
    for case in &CASES {
        let mut page = case.under_way();
        case.cancel(&mut page);
        case.again(&mut page);
        assert!(!case.is_stopped(&mut page), "{}", case.name);
        case.see(&mut page);
    }
    let goal = case("goal");
    let mut page = goal.under_way();
    goal.cancel(&mut page);
    page.send(goal.panel, goal.asks, goal.asked, Some(("goal", "seek")));
    goal.see(&mut page);
}

#[test]
fn another_question_or_plan_is_not_what_was_cancelled() {
    for name in ["goal", "search", "tornado", "waterfall"] {
        let case = case(name);
        let mut page = case.under_way();
        case.cancel(&mut page);
        case.ask(&mut page, case.other);
        assert!(!case.is_stopped(&mut page), "{name}");
        case.see(&mut page);
    }
    // Of every plan, without having been asked.
    for name in ["goal", "tornado", "waterfall"] {
        let case = case(name);
        let mut page = case.under_way();
        case.cancel(&mut page);
        let mut other = moved();
        other.set("finance.raise", 1e6).expect("possible");
        page.show(&other);
        assert!(!case.is_stopped(&mut page), "{name}");
        case.see(&mut page);
    }
}

#[test]
fn a_panel_that_is_opened_again_asks_again() {
    let tornado = case("tornado");
    let mut page = tornado.under_way();
    tornado.cancel(&mut page);
    page.desk.stop(tornado.panel.key());
    page.open(tornado.panel);
    tornado.see(&mut page);
}

impl Case {
    /// How far the work is said to be, as far as it is said.
    fn progress(&self, page: &mut Page) -> Option<f64> {
        let view = page.view(self.panel);
        let bar = view.within(&self.id("bar"), "progress").next()?;
        bar.get("value")?.parse().ok()
    }
}

#[test]
fn what_is_left_waits_and_goes_on_when_the_panel_is_opened_again() {
    for case in &CASES {
        for is_closed in [false, true] {
            let mut page = case.under_way();
            let before = case.progress(&mut page);
            assert!(before.is_some(), "{}", case.name);
            if is_closed {
                page.desk.stop(case.panel.key());
            } else {
                page.open(Panel::PlanCheck);
            }
            assert!(!page.desk.step(50), "{}: nobody looks", case.name);
            page.open(case.panel);
            assert!(!case.is_stopped(&mut page), "{}", case.name);
            assert_eq!(case.progress(&mut page), before, "{}", case.name);
            assert!(page.desk.step(50), "{}", case.name);
        }
    }
}

#[test]
fn a_search_that_was_cancelled_is_said_to_be_so_when_the_panel_is_opened_again() {
    let search = case("search");
    let mut page = search.under_way();
    search.cancel(&mut page);
    page.open(Panel::PlanCheck);
    page.open(search.panel);
    assert!(search.is_stopped(&mut page));
    search.again(&mut page);
    search.see(&mut page);
}

#[test]
fn runs_under_the_same_luck_wait_and_go_on() {
    let mut page = Page::of(&moved());
    let other = BUILTINS.first().expect("a plan").scenario();
    page.show_beside(&moved(), &[other]);
    page.open(Panel::Compare);
    assert!(page.desk.step(5_000));
    page.open(Panel::PlanCheck);
    assert!(!page.desk.step(100));
    page.open(Panel::Compare);
    // 5,000 runs of either plan.
    assert!(!page.desk.step(5_000));
    let view = page.view(Panel::Compare);
    assert!(view.rows("insight-compare-odds").len() > 2);
}

/// The mark of an old result in a region; none if it is current.
fn mark(page: &mut Page, panel: Panel, region: &str) -> Option<String> {
    let view = page.view(panel);
    let old = view
        .within(region, "div")
        .find(|each| each.has_class("old"))?;
    assert!(old.get("aria-busy").is_none(), "nothing is on its way");
    view.within(region, "p")
        .next()
        .map(|mark| mark.text.clone())
}

#[test]
fn the_result_before_stays_marked_with_what_it_is_of() {
    let search = case("search");
    let panel = search.panel;
    let region = "insight-decide-search";
    let mut page = search.under_way();
    page.work();
    let before = page.view(panel).rows(region);
    assert!(before.len() > 2);
    assert_eq!(mark(&mut page, panel, region), None);
    search.ask(&mut page, search.other);
    search.press(&mut page, "search", "cancel");
    assert_eq!(page.view(panel).rows(region), before);
    let said = mark(&mut page, panel, region);
    assert_eq!(said.as_deref(), Some("Of what was asked before:"));
    let mut other = moved();
    other.set("finance.raise", 1e6).expect("possible");
    page.show(&other);
    let said = mark(&mut page, panel, region);
    assert_eq!(said.as_deref(), Some("Of the plan before this change:"));

    let tornado = case("tornado");
    let region = "insight-matters-tornado";
    let mut page = tornado.under_way();
    page.work();
    let before = page.view(tornado.panel).rows(region);
    page.show(&other);
    assert!(page.desk.step(1));
    tornado.press(&mut page, "tornado", "cancel");
    page.work();
    assert_eq!(page.view(tornado.panel).rows(region), before);
    let said = mark(&mut page, tornado.panel, region);
    assert_eq!(said.as_deref(), Some("Of the plan before this change:"));
}

#[test]
fn the_button_is_not_written_again_while_the_bar_is() {
    for case in &CASES {
        let mut page = case.under_way();
        let mut bars = 0;
        while bars < 3 && page.desk.step(20) {
            page.look();
            let sent = page.sent.clone();
            // At the end both go.
            if sent.contains(&case.id("bar")) && case.has(&mut page, "bar", "progress") {
                assert!(!sent.contains(&case.id("cancel")), "{}", case.name);
                bars += 1;
            }
        }
        assert!(bars > 0, "{}", case.name);
    }
}

#[test]
fn runs_under_the_same_luck_stop_and_go_on() {
    let panel = Panel::Compare;
    let mut page = Page::of(&moved());
    let other = BUILTINS.first().expect("a plan").scenario();
    page.show_beside(&moved(), &[other]);
    page.open(panel);
    assert!(page.desk.step(100));
    page.desk.ask("compare", "part=odds&cancel=odds");
    assert!(!page.desk.step(100));
    let view = page.view(panel);
    let stopped = &view.by_id("insight-compare-odds-stopped").text;
    assert!(stopped.contains("Stopped."), "{stopped}");
    page.send(panel, "odds", &[], Some(("again", "odds")));
    assert!(page.desk.step(100));
    page.work();
    let view = page.view(panel);
    assert!(view.rows("insight-compare-odds").len() > 2);
    assert_eq!(view.by_id("insight-compare-odds-stopped").text, "");
}
