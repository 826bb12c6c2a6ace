//! The bar at the top: the plan to start from, the scenario's name, what it is compared with, the
//! rooms, and the colours.

use leptos::prelude::*;
use web_sys::Event;

use super::compare::Compare;
use super::store::store;
use super::theme::ThemeSwitch;
use crate::model::builtin::{BUILTINS, Builtin};
use crate::model::inputs::MAXIMUM_NAME;
use crate::model::scenario::Scenario;
use crate::ui::derived::{memo, pieces};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The bar at the top of the page.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="top">
            <span class="brand">"Headroom"</span>
            <PresetMenu />
            <Name />
            <Compare />
            <span class="spring"></span>
            <ResetAll />
            <Rooms />
            <ThemeSwitch />
        </header>
    }
}

#[component]
fn PresetMenu() -> impl IntoView {
    let store = store();
    // The plan that was started from, as long as the scenario has its name; else the preset.
    let current = memo(move || {
        store.scenario.look(|scenario| {
            let by_name = BUILTINS.iter().find(|row| row.label == scenario.name);
            by_name.map_or(scenario.preset.key(), |row| row.key)
        })
    });
    let choose = move |event: Event| {
        if let Some(row) = Builtin::by_key(&event_target_value(&event)) {
            store.change(|scenario| scenario.take_plan(row.scenario()));
        }
    };
    view! {
        <label class="preset">
            <span class="hidden-text">"Start from"</span>
            <select use:wired=wires()
                .property("value", move || current.get().to_owned())
                .on_event("change", choose)>
                {pieces(BUILTINS.iter().map(|row| {
                        view! {
                            <option
                                use:wired=wires()
                                    .fixed("value", row.key)
                                    .flag("selected", move || current.get() == row.key)
                            >
                                {row.label}
                            </option>
                        }
                    }))}
            </select>
        </label>
    }
}

#[component]
fn Name() -> impl IntoView {
    let store = store();
    let name = memo(move || store.scenario.look(|scenario| scenario.name.clone()));
    let rename = move |event: Event| {
        let typed: String = event_target_value(&event)
            .chars()
            .take(MAXIMUM_NAME)
            .collect();
        store.change(|scenario| scenario.name = typed);
    };
    view! {
        <input
            type="text"
            class="name"
            aria-label="Name of the scenario"
            use:wired=wires()
                .fixed("maxlength", MAXIMUM_NAME.to_string())
                .property("value", move || name.get()).on_event("change", rename)
        />
    }
}

#[component]
fn ResetAll() -> impl IntoView {
    let store = store();
    let changed = memo(move || store.scenario.look(Scenario::is_changed));
    let reset = move || {
        store.change(|scenario| {
            let untouched = Scenario::preset(scenario.preset);
            let before = scenario.clone();
            scenario.take_plan(untouched);
            // A name of the founder's own stays.
            if BUILTINS.iter().all(|row| row.label != before.name) {
                scenario.name = before.name;
            }
            scenario.presentation = before.presentation;
        });
    };
    view! {
        <button
            type="button"
            class="quiet"
            aria-label="Reset everything"
            title="Reset everything"
            use:wired=wires().flag("hidden", move || !changed.get()).on("click", reset)
        >
            "↺" <span class="wide">" Reset everything"</span>
        </button>
    }
}

/// What the studio's rooms are opened by: the program, which is loaded later, answers the clicks.
const ROOMS: [(&str, &str); 7] = [
    ("company", "Your company"),
    ("library", "Scenarios"),
    ("actuals", "Actuals"),
    ("share", "Share"),
    ("export", "Export"),
    ("present", "Present"),
    ("settings", "Settings"),
];

/// What it does without opening a room: a form for one, a sign, and what it is called.
const ERRANDS: [(&str, &str, &str); 2] = [("do=undo", "↶", "Undo"), ("do=redo", "↷", "Redo")];

#[component]
fn Rooms() -> impl IntoView {
    let errands = ERRANDS.into_iter().map(|(form, sign, label)| {
        let wires = wires()
            .fixed("data-studio-do", "history")
            .fixed("data-form", form)
            .fixed("aria-label", label)
            .fixed("disabled", "");
        view! { <button type="button" class="quiet" use:wired=wires>{sign}</button> }
    });
    let rooms = ROOMS.into_iter().map(|(room, label)| {
        let wires = wires().fixed("data-studio", room);
        view! { <button type="button" class="quiet" use:wired=wires>{label}</button> }
    });
    view! {
        <nav class="rooms" aria-label="Scenario">
            {pieces(errands)}
            {pieces(rooms)}
        </nav>
    }
}
