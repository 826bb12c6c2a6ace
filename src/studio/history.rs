//! The steps that led to the plan on the page: undo, redo, and back to any of them.

use super::ago::ago;
use super::effect::Effect;
use super::room::{Region, Room, Sent};
use super::world::World;
use crate::html::{Form, each, escape};
use crate::session::history::{Arrival, History, Step};
use crate::share::Tab;
use crate::share::link::{View, usual};

/// The forms of undo and redo, as the page's buttons send them.
const UNDO: &str = "do=undo";
const REDO: &str = "do=redo";

/// The room. It has no history until the page has said what is on it.
#[derive(Debug, Default)]
pub(super) struct HistoryRoom {
    history: Option<History>,
    /// Whether undo and redo can be used on the page.
    able: [bool; 2],
}

impl HistoryRoom {
    /// Lets the page's buttons be used as far as they would do anything.
    fn able(&mut self) -> Vec<Effect> {
        let history = self.history.as_ref();
        let able = [
            history.is_some_and(|history| history.undoable().is_some()),
            history.is_some_and(|history| history.redoable().is_some()),
        ];
        let before = std::mem::replace(&mut self.able, able);
        [UNDO, REDO]
            .into_iter()
            .zip(before.into_iter().zip(able))
            .filter(|(_, (before, now))| before != now)
            .map(|(what, (_, is_able))| Effect::Able { what, is_able })
            .collect()
    }
}

impl Room for HistoryRoom {
    fn title(&self, _world: &World) -> String {
        "History".to_owned()
    }

    fn open(&mut self, _world: &World) -> String {
        "<p class=\"hint\">Every change of the plan since this tab was opened. A click goes back to \
         it, or forward again; the address bar follows.</p>\
         <form id=\"history-errands\" class=\"controls\"></form>\
         <form id=\"history-steps\"></form>"
            .to_owned()
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        let Some(history) = &self.history else {
            return Vec::new();
        };
        vec![
            Region::shown("history-errands", errands(history)),
            Region::shown("history-steps", steps(history, world.now)),
        ]
    }

    fn act(&mut self, form: &Form, _sent: Sent, world: &World) -> Vec<Effect> {
        let Some(history) = &mut self.history else {
            return Vec::new();
        };
        let link = match form.get("do") {
            Some("undo") => history.undo(),
            Some("redo") => history.redo(),
            Some(other) => other
                .strip_prefix("go:")
                .and_then(|step| step.parse().ok())
                .and_then(|step| history.go(step)),
            None => None,
        };
        let said = String::new();
        let apply = link.map(|link| Effect::Apply {
            link: to_take(&link, world),
            said,
        });
        let mut effects: Vec<Effect> = apply.into_iter().collect();
        effects.extend(self.able());
        effects
    }

    fn follow(&mut self, world: &World) -> Vec<Effect> {
        let World { scenario, now, .. } = world;
        let link = link_of(world);
        let arrival = if world.is_led {
            Arrival::Led
        } else {
            Arrival::Changed
        };
        match &mut self.history {
            Some(history) => history.follow(scenario, &link, arrival, *now),
            None => self.history = Some(History::new(scenario.clone(), link, *now)),
        }
        self.able()
    }
}

/// What tells a step from others: the plan and what it is compared with, but not which part of the
/// page is open.
fn link_of(world: &World) -> String {
    let view = View::from_link(&world.link).0;
    let others = view.others();
    let is_usual = others == usual(&world.scenario);
    let view = View {
        scenario: world.scenario.clone(),
        compared: (!is_usual).then_some(others),
        tab: Tab::default(),
    };
    view.to_link()
}

/// The link for the page to take: the usual comparison has to be asked for where there is another.
fn to_take(step: &str, world: &World) -> String {
    let mut view = View::from_link(step).0;
    if View::from_link(&world.link).0.compared.is_some() {
        view.compared = Some(view.others());
    }
    view.to_link()
}

/// The buttons for one step back and one step on, which say what that would be.
fn errands(history: &History) -> String {
    let button = |what: &str, sign: &str, label: &str, step: Option<&Step>| {
        let disabled = if step.is_some() { "" } else { " disabled" };
        let step = step.map_or_else(
            || "nothing".to_owned(),
            |step| format!("“{}”", step.title()),
        );
        format!(
            "<button type=\"submit\" class=\"button\" name=\"do\" value=\"{what}\" \
             title=\"{label} {step}\"{disabled}>{sign} {label}</button>",
            step = escape(&step)
        )
    };
    button("undo", "↶", "Undo", history.undoable())
        + &button("redo", "↷", "Redo", history.redoable())
}

/// All steps, the newest first.
fn steps(history: &History, now: f64) -> String {
    let at = history.position();
    let steps = history.steps().iter().enumerate().rev();
    let items = each(steps, |(place, step)| {
        let (class, current) = match place.cmp(&at) {
            std::cmp::Ordering::Less => ("", ""),
            std::cmp::Ordering::Equal => ("", " aria-current=\"step\""),
            std::cmp::Ordering::Greater => (" class=\"undone\"", ""),
        };
        let undone = if place > at {
            " <small>undone</small>"
        } else {
            ""
        };
        let lines = each(&step.lines, |line| format!("<span>{}</span>", escape(line)));
        format!(
            "<li{class}{current}><button type=\"submit\" class=\"step\" name=\"do\" value=\"go:{place}\">\
             <span class=\"lines\">{lines}</span>{undone}<small>{}</small></button></li>",
            ago(step.at, now)
        )
    });
    let cut = if history.is_cut() {
        "<p class=\"hint\">Older steps are no longer kept.</p>"
    } else {
        ""
    };
    format!("<ol class=\"steps\" reversed aria-label=\"Steps\">{items}</ol>{cut}")
}
