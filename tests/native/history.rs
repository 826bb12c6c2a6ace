//! Undo, redo, and what each step is called.

use headroom::model::inputs::Hire;
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::session::changes::{changes, in_short};
use headroom::session::history::{Arrival, History, MAXIMUM_STEPS};
use headroom::share::{from_link, to_link};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::share_scenarios::{bits, scenario};

/// A page and its history: it takes the links that it is asked to.
struct Page {
    shown: Scenario,
    history: History,
}

impl Page {
    fn new(scenario: Scenario) -> Self {
        Self {
            history: History::new(scenario.clone(), to_link(&scenario), 0.0),
            shown: scenario,
        }
    }

    fn show(&mut self, scenario: Scenario, arrival: Arrival) {
        // A page that shows the same says nothing.
        if to_link(&scenario) != to_link(&self.shown) {
            self.history
                .follow(&scenario, &to_link(&scenario), arrival, 0.0);
            self.shown = scenario;
        }
    }

    fn take(&mut self, link: Option<String>) {
        if let Some(link) = link {
            self.show(from_link(&link).0, Arrival::Changed);
        }
    }

    fn undo(&mut self) {
        let link = self.history.undo();
        self.take(link);
    }

    fn redo(&mut self) {
        let link = self.history.redo();
        self.take(link);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_lead_through_the_same_bits(
        plans in vec(scenario(), 1..8),
        back in 0_usize..10,
    ) {
        let mut page = Page::new(Scenario::preset(Preset::Realistic));
        let mut shown = vec![bits(&page.shown)];
        for plan in plans {
            page.show(plan, Arrival::Changed);
            shown.push(bits(&page.shown));
        }
        shown.dedup();
        let last = shown.len() - 1;
        for step in 1..=back {
            page.undo();
            prop_assert_eq!(&bits(&page.shown), &shown[last.saturating_sub(step)]);
        }
        for step in 1..=back {
            page.redo();
            let at = (last.saturating_sub(back) + step).min(last);
            prop_assert_eq!(&bits(&page.shown), &shown[at]);
        }
    }

    #[test]
    fn any_step_can_be_gone_to_and_what_is_undone_is_replaced_by_a_change(
        plans in vec(scenario(), 2..8),
        to in any::<prop::sample::Index>(),
        other in scenario(),
    ) {
        let mut page = Page::new(Scenario::preset(Preset::Realistic));
        for plan in plans {
            page.show(plan, Arrival::Changed);
        }
        let to = to.index(page.history.steps().len());
        let link = page.history.go(to);
        page.take(link);
        prop_assert_eq!(page.history.position(), to);
        prop_assert_eq!(&to_link(&page.shown), &page.history.steps()[to].link);
        let is_new = to_link(&other) != to_link(&page.shown);
        page.show(other, Arrival::Changed);
        prop_assert_eq!(page.history.steps().len(), if is_new { to + 2 } else { page.history.steps().len() });
        prop_assert!(!is_new || page.history.redoable().is_none());
    }

    #[test]
    fn every_difference_has_words(before in scenario(), after in scenario()) {
        let lines = changes(&before, &after);
        prop_assert_eq!(lines.is_empty(), before == after);
        prop_assert!(lines.iter().all(|line| !line.trim().is_empty()));
    }
}

fn with(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = Scenario::preset(Preset::Realistic);
    change(&mut scenario);
    scenario
}

#[test]
fn steps_are_told_in_the_words_of_the_tables() {
    let plain = Scenario::preset(Preset::Realistic);
    let set = |key: &'static str, value: f64| {
        with(|scenario| scenario.set(key, value).expect("possible"))
    };
    for (after, words) in [
        (
            set("team.scaling", 0.6),
            "Engineering on scaling 70 % → 60 %",
        ),
        (
            set("hires.1.month", 3.0),
            "Senior backend engineer hired in month 1 → month 3",
        ),
        (
            set("hires.2.salary", 140_000.0),
            "DevOps engineer salary $130K → $140K",
        ),
        (
            set("stress.database", 20.0),
            "Stress test: “Database scaling fails” in week 20",
        ),
        (
            set("risk.database", 0.65),
            "Odds of “Database scaling fails” 35 % → 65 %",
        ),
        (
            Scenario::preset(Preset::AsWritten),
            "Preset: plan as written",
        ),
        (
            with(|it| it.name = "Base case".to_owned()),
            "Renamed “Base case”",
        ),
        (
            with(|it| {
                it.inputs.hires.remove(2);
            }),
            "Frontend engineer no longer hired",
        ),
        (
            with(|it| {
                it.inputs.hires.push(Hire {
                    role: "Designer".into(),
                    month: 2.5,
                    salary: 9e4,
                });
            }),
            "Designer to be hired in month 2.5",
        ),
        (
            with(|it| {
                it.inputs.initiatives.remove(0);
            }),
            "no longer built",
        ),
        (
            with(|it| it.inputs.initiatives[0].effort = 9.0),
            "9 engineer-weeks",
        ),
    ] {
        let line = in_short(&changes(&plain, &after));
        assert!(line.contains(words), "{line}");
    }
    let changed = set("team.scaling", 0.6);
    assert_eq!(changes(&changed, &plain), ["Everything reset"]);
}

#[test]
fn back_and_forward_of_the_browser_walk_the_same_steps() {
    let mut page = Page::new(Scenario::preset(Preset::Realistic));
    let first = page.shown.clone();
    let second = with(|it| it.set("team.scaling", 0.6).expect("possible"));
    let third = with(|it| it.set("team.scaling", 0.5).expect("possible"));
    page.show(second.clone(), Arrival::Changed);
    page.show(third.clone(), Arrival::Changed);
    page.undo();
    assert_eq!(page.history.position(), 1);
    // The undo is an address of its own: back shows what was before it.
    page.show(third, Arrival::Led);
    assert_eq!(page.history.position(), 2);
    page.show(second.clone(), Arrival::Led);
    page.show(first, Arrival::Led);
    assert_eq!(page.history.position(), 0);
    assert_eq!(page.history.steps().len(), 3, "none of that is a new step");
    page.redo();
    assert_eq!(page.shown, second);
}

#[test]
fn quick_undos_are_all_done_even_if_the_page_is_late() {
    let mut page = Page::new(Scenario::preset(Preset::Realistic));
    for share in [0.6, 0.5, 0.4] {
        page.show(
            with(|it| it.set("team.scaling", share).expect("possible")),
            Arrival::Changed,
        );
    }
    let asked = [
        page.history.undo(),
        page.history.undo(),
        page.history.redo(),
    ];
    for link in asked {
        page.take(link);
    }
    assert_eq!(page.history.position(), 2);
    assert_eq!(page.history.steps().len(), 4);
    assert_eq!(page.shown.get("team.scaling"), Ok(0.5));
}

#[test]
fn the_oldest_steps_go_first() {
    let mut page = Page::new(Scenario::preset(Preset::Realistic));
    for number in 0..MAXIMUM_STEPS + 20 {
        page.show(
            with(|it| {
                it.set("cash.start", 1e6 + number as f64)
                    .unwrap_or_else(|_| {
                        it.set("tiers.starter.price", 1.0 + number as f64)
                            .expect("possible");
                    });
            }),
            Arrival::Changed,
        );
    }
    assert_eq!(page.history.steps().len(), MAXIMUM_STEPS);
    assert!(page.history.is_cut());
    assert_eq!(page.history.position(), MAXIMUM_STEPS - 1);
}
