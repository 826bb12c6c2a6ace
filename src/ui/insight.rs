//! The panels that the engine fills: it sends their content, the page forwards what is done in
//! them.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, MouseEvent, NodeList, SubmitEvent};

use super::engine::Engine;
use crate::browser::filled_in;
use crate::ui::derived::effect;
use crate::ui::wires::{wired, wires};

/// A panel of the engine's.
#[component]
pub fn Insight(
    /// Its key, as the engine knows it.
    panel: &'static str,
    /// Whether it is in view: only then the engine works on it.
    in_view: Signal<bool>,
    /// Brings an input into view, by its key.
    reveal: Callback<String>,
) -> impl IntoView {
    let engine: Engine = expect_context();
    let was_in_view = StoredValue::new(false);
    effect(move || {
        let is_in_view = in_view.get();
        if is_in_view {
            engine.ask(panel, "", false);
        } else if was_in_view.get_value() {
            engine.leave(panel);
        }
        was_in_view.set_value(is_in_view);
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|it| it.dyn_into().ok());
        let button = event.submitter().and_then(|it| it.dyn_into().ok());
        if let Some(form) = form {
            engine.ask(panel, &filled_in(&form, button.as_ref()), button.is_some());
        }
    };
    let change = move |event: Event| {
        let field: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
        let form = field.and_then(|field| field.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into().ok()) {
            engine.ask(panel, &filled_in(&form, None), false);
        }
    };
    let click = move |event: MouseEvent| {
        let element: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
        let lever = element
            .and_then(|element| element.closest("[data-lever]").ok().flatten())
            .and_then(|element| element.get_attribute("data-lever"));
        if let Some(key) = lever {
            reveal.run(key);
        }
    };
    view! {
        <div
            class="insight"
            id=format!("insight-{panel}")
            use:wired=wires()
                .on_event("submit", submit)
                .on_event("change", change)
                .on_event("click", click)
        >
            <p class="hint" role="status">
                "This is computed by a program of its own, and shown once that has been loaded."
            </p>
        </div>
    }
}

/// Inputs of this key: sliders, or with the fields in which it is typed.
const SLIDERS: &str = "[type=range]";

fn inputs(kind: &str, key: &str) -> Option<NodeList> {
    let selector = format!("{kind}[data-input='{key}']");
    document().query_selector_all(&selector).ok()
}

/// Whether the page has a slider for an input, in view or not.
pub fn has_slider(key: &str) -> bool {
    inputs(SLIDERS, key).is_some_and(|all| all.length() > 0)
}

/// Brings the slider of an input into view and gives it the focus; if none is shown, its row among
/// all assumptions.
pub fn focus_input(key: &str) {
    for kind in [SLIDERS, ""] {
        let Some(all) = inputs(kind, key) else {
            continue;
        };
        for input in (0..all.length()).filter_map(|at| all.item(at)) {
            let input: HtmlElement = input.unchecked_into();
            // What is hidden has no box.
            if input.offset_parent().is_some() {
                // With its name above it.
                let block = input.closest(".slider").ok().flatten();
                block.as_ref().unwrap_or(&input).scroll_into_view();
                // It takes the focus unless it is disabled, which none is.
                let _ = input.focus();
                return;
            }
        }
    }
}
