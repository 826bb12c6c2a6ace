//! The whole page.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

use super::address;
use super::assumptions::Assumptions;
use super::chart_view::ChartView;
use super::engine::Engine;
use super::header::Header;
use super::insight::{Insight, focus_input, has_slider};
use super::notices::Notices;
use super::sliders::Sliders;
use super::store::{Store, store};
use super::studio;
use super::surface::{Surface, paint_all, surfaces};
use super::table_view::TableDialog;
use super::theme::Theme;
use super::timeline::Timeline;
use super::verdict::Verdict;
use crate::browser::is_chord;
use crate::chart::Row;
use crate::share::Tab;
use crate::ui::derived::{derived, pieces};
use crate::ui::wires::{wired, wires};

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let (view, problems) = address::read();
    let store = Store::new(view);
    provide_context(store);
    let theme = Theme::new();
    provide_context(theme);
    address::follow(store);
    address::report(store, problems);
    provide_context(Engine::new(store));

    let surfaces = surfaces(store);
    paint_all(surfaces.clone(), store, theme);
    let in_table = RwSignal::new(None::<Surface>);
    let on_table = Callback::new(move |surface| in_table.set(Some(surface)));
    let charts = move |row: Row| {
        let of_row = surfaces
            .iter()
            .filter(move |surface| surface.spec.row == row);
        pieces(of_row.map(|&surface| view! { <ChartView surface on_table /> }))
    };
    let tab = store.tab;
    let sheet_open = RwSignal::new(false);
    let reveal = Callback::new(move |key: String| {
        // On a phone the sliders are in a sheet.
        let has_slider = has_slider(&key);
        sheet_open.set(has_slider);
        if !has_slider {
            store.open(Tab::Assumptions);
        }
        // Once the sheet or the panel is shown: what is hidden takes no focus.
        set_timeout(move || focus_input(&key), Duration::ZERO);
    });

    studio::follow(store, theme.dark, reveal);

    view! {
        <SkipLink />
        <Header />
        <div class="layout">
            <aside class="side" aria-label="Inputs" use:wired=wires().class("closed", move || !sheet_open.get())>
                <button
                    type="button"
                    class="sheet-toggle"
                    use:wired=wires()
                        .text("aria-expanded", move || sheet_open.get().to_string())
                        .on("click", move || sheet_open.update(|open| *open = !*open))
                >
                    {derived(move || if sheet_open.get() { "Close the sliders" } else { "Change the plan" }.to_owned())}
                </button>
                <div class="side-body">
                    <Sliders />
                    <button
                        type="button"
                        class="add"
                        use:wired=wires().on("click", move || {
                            sheet_open.set(false);
                            go_to(store, Tab::Assumptions);
                        })
                    >
                        "All assumptions"
                    </button>
                </div>
            </aside>
            <main class="main" id="main" tabindex="-1">
                <Verdict />
                <div class="charts primary">{charts(Row::Primary)}</div>
                <Timeline />
                <Tabs />
                <Panel tab this=Tab::Explore>
                    <div class="charts secondary">{charts(Row::Secondary)}</div>
                </Panel>
                {pieces(Tab::OF_ENGINE.into_iter().map(|this| {
                    view! {
                        <Panel tab this>
                            <Insight panel=this.key() in_view=derived(move || tab.get() == this) reveal />
                        </Panel>
                    }
                }))}
                <Panel tab this=Tab::Assumptions>
                    <Assumptions />
                </Panel>
            </main>
        </div>
        <TableDialog in_table />
        <Notices />
    }
}

/// Leads the keyboard past the sliders. It leaves the address bar alone, which carries the scenario.
#[component]
fn SkipLink() -> impl IntoView {
    let skip = move |event: MouseEvent| {
        event.prevent_default();
        focus("main");
    };
    view! {
        <a class="skip" use:wired=wires().fixed("href", "#main").on_event("click", skip)>
            "Skip to the results"
        </a>
    }
}

/// Opens a part of the page and brings it into view.
pub fn go_to(store: Store, tab: Tab) {
    store.open(tab);
    if let Some(tabs) = document().get_element_by_id("tabs") {
        tabs.scroll_into_view();
    }
}

/// Gives the focus to the element with this id, if it is there and takes it.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// What a tab shows.
#[component]
fn Panel(tab: RwSignal<Tab>, this: Tab, children: Children) -> impl IntoView {
    view! {
        <div
            class="tab-body"
            role="tabpanel"
            id=format!("panel-{}", this.key())
            aria-labelledby=format!("tab-{}", this.key())
            use:wired=wires().flag("hidden", move || tab.get() != this)
        >
            {children()}
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let store = store();
    let tab = store.tab;
    let last = Tab::ALL.len() - 1;
    let lead = move |event: KeyboardEvent| {
        if is_chord(&event) {
            return;
        }
        let now = Tab::ALL
            .iter()
            .position(|&each| each == tab.get_untracked())
            .unwrap_or(0);
        let place = match event.key().as_str() {
            "ArrowRight" => now + 1,
            "ArrowLeft" => now + last,
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        // Or the page would scroll.
        event.prevent_default();
        let next = Tab::ALL[place % Tab::ALL.len()];
        store.open(next);
        // Focus follows the selection; where it cannot, the selection stands all the same.
        focus(&format!("tab-{}", next.key()));
    };
    view! {
        <div
            class="tabs"
            id="tabs"
            role="tablist"
            aria-label="More"
            use:wired=wires().on_event("keydown", lead)
        >
            {pieces(Tab::ALL.into_iter().map(|each| {
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=format!("tab-{}", each.key())
                            use:wired=wires()
                                .fixed("aria-controls", format!("panel-{}", each.key()))
                                .text("aria-selected", move || (tab.get() == each).to_string())
                                .text("tabindex", move || if tab.get() == each { "0" } else { "-1" }.to_owned())
                                .on("click", move || store.open(each))
                        >
                            {each.label()}
                        </button>
                    }
                }))}
        </div>
    }
}
