//! Which plans are beside the founder's own in all charts: a button that names them, and a menu
//! behind it.

use leptos::prelude::*;

use super::app::go_to;
use super::store::{Store, store};
use crate::model::builtin::BUILTINS;
use crate::model::scenario::Scenario;
use crate::share::Tab;
use crate::share::link::MAXIMUM_COMPARED;
use crate::story::Baseline;
use crate::ui::derived::{memo, pieces, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The menu's id.
const MENU: &str = "compare-menu";

/// What a plan is called that is kept as it stands.
const KEPT: &str = "Before";

/// The button and its menu.
#[component]
pub fn Compare() -> impl IntoView {
    let store = store();
    let others = memo(move || {
        store.preset.track();
        store.compared.track();
        store.others()
    });
    let keep = move || {
        let mut others = store.others();
        let mut kept = store.scenario.get_untracked();
        let before = others.iter().filter(|other| other.name.starts_with(KEPT));
        kept.name = match before.count() {
            0 => KEPT.to_owned(),
            count => format!("{KEPT} {}", count + 1),
        };
        others.push(kept);
        store.compare(others);
    };
    let is_full = move || others.look(Vec::len) >= MAXIMUM_COMPARED;
    view! {
        <button type="button" class="quiet against" use:wired=wires().fixed("popovertarget", MENU)>
            {shown(move || names(store))}
        </button>
        <div
            id=MENU
            class="menu"
            role="group"
            aria-label="Plans to compare with"
            use:wired=wires().fixed("popover", "auto")
        >
            {pieces(BUILTINS.iter().map(|row| choice(store, others, row.scenario())))}
            {shown(move || {
                let own = others.get().into_iter().filter(|other| {
                    BUILTINS.iter().all(|row| row.label != other.name || row.scenario() != *other)
                });
                pieces(own.map(|other| choice(store, others, other)))
            })}
            <button type="button" class="add" use:wired=wires().flag("disabled", is_full).on("click", keep)>
                "Keep this plan as it stands"
            </button>
            <button
                type="button"
                class="add"
                use:wired=wires()
                    .fixed("popovertarget", MENU)
                    .fixed("popovertargetaction", "hide")
                    .on("click", move || go_to(store, Tab::Compare))
            >
                "Figures, odds and differences"
            </button>
        </div>
    }
}

/// One plan to be compared with, or not.
fn choice(store: Store, others: Memo<Vec<Scenario>>, plan: Scenario) -> impl IntoView {
    let name = plan.name.clone();
    let plan = StoredValue::new(plan);
    let place = move || {
        others.look(|others| plan.with_value(|plan| others.iter().position(|each| each == plan)))
    };
    let toggle = move || {
        let mut others = store.others();
        match untrack(place) {
            Some(at) => {
                others.remove(at);
            }
            None => others.push(plan.get_value()),
        }
        store.compare(others);
    };
    let is_checked = move || place().map_or("", |_| "checked").to_owned();
    view! {
        <label class="choice">
            <input
                type="checkbox"
                use:wired=wires()
                    .property("checked", is_checked)
                    .flag("disabled", move || place().is_none() && others.look(Vec::len) >= MAXIMUM_COMPARED)
                    .on("change", toggle)
            />
            <span use:wired=wires().text("class", move || place().map_or_else(String::new, swatch))></span>
            {name}
        </label>
    }
}

/// The class of the dash that a compared plan is drawn with.
fn swatch(place: usize) -> String {
    format!("dash dash-{place}")
}

/// The dashes and what they stand for.
fn names(store: Store) -> Vec<AnyView> {
    store.baselines.look(|baselines| {
        let name = |(place, baseline): (usize, &Baseline)| {
            let name = baseline.short_name.clone();
            view! { <span class="of"><i class=swatch(place)></i><span>{name}</span></span> }
        };
        let mut all = vec![view! { <span class="hidden-text">"against "</span> }.into_any()];
        all.extend(pieces(baselines.iter().enumerate().map(name)));
        all.push(view! { <span class="more">"+ compare"</span> }.into_any());
        all
    })
}
