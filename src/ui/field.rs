//! A number that can be typed, with the refusal beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::store::store;
use crate::format;
use crate::session::lever::{Lever, Refusal};
use crate::ui::derived::{derived, effect};
use crate::ui::wires::{wired, wires};

/// How many fields there have been: each gives its refusal an id of its own.
static FIELDS: AtomicUsize = AtomicUsize::new(0);

/// The value of a lever as a field. What cannot be taken is said below it, and the last good value
/// stays in force.
#[component]
pub fn Field(
    /// Which input.
    lever: Lever,
    /// What a screen reader calls it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let store = store();
    let input = StoredValue::new_local(None::<HtmlInputElement>);
    let (refusal, set_refusal) = signal(None::<Refusal>);
    let (typing, set_typing) = signal(false);
    let value = store.value(lever);
    let text = move || {
        if typing.get() {
            lever.editable(value.get())
        } else {
            format::plain(lever.unit(), value.get())
        }
    };
    let write = move |text: &str| {
        if let Some(input) = input.get_value() {
            input.set_value(text);
        }
    };
    // A refusal is about the value in force: once that moves, it says nothing any more.
    effect(move || {
        value.track();
        set_refusal.set(None);
    });
    // The same input may have a field in two places of the page.
    let describe = format!("refusal-{}", FIELDS.fetch_add(1, Ordering::Relaxed));

    let take = move || {
        let Some(typed) = input.get_value().map(|input| input.value()) else {
            return;
        };
        if typed == lever.editable(value.get_untracked()) {
            set_refusal.set(None);
            return;
        }
        match store.change(|scenario| lever.take(scenario, &typed)) {
            Ok(()) => {
                set_refusal.set(None);
                write(&lever.editable(value.get_untracked()));
            }
            Err(reason) => set_refusal.set(Some(reason)),
        }
    };
    let key_down = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => take(),
        "Escape" => {
            set_refusal.set(None);
            write(&lever.editable(value.get_untracked()));
        }
        _ => {}
    };
    let enter = move || {
        set_typing.set(true);
        // Written before it is selected: a text that changes afterwards would lose the selection,
        // and what is typed would be added to the old value.
        write(&lever.editable(value.get_untracked()));
        if let Some(input) = input.get_value() {
            input.select();
        }
    };
    let leave = move || {
        set_typing.set(false);
        // What was refused goes; the value in force is what is read.
        write(&format::plain(lever.unit(), value.get_untracked()));
    };

    view! {
        <span class="field">
            <input
                type="text"
                use:wired=wires()
                    .fixed("data-input", lever.key())
                    .fixed("inputmode", "decimal")
                    .fixed("autocomplete", "off")
                    .fixed("spellcheck", "false")
                    .fixed("aria-describedby", describe.clone())
                    .made(move |element| input.set_value(element.clone().dyn_into().ok()))
                    .text("aria-label", move || {
                        store.follow_signs();
                        format!("{}, {}", label.get(), format::unit_name(lever.unit()))
                    })
                    .text_or_none("aria-invalid", move || {
                        refusal.get().is_some().then(|| "true".to_owned())
                    })
                    .property("value", text)
                    .on("focus", enter)
                    .on("blur", leave)
                    .on("change", take)
                    .on_event("keydown", key_down)
            />
            <span class="refusal" id=describe role="alert">
                {derived(move || refusal.get().map(|reason| format!("Not taken: {reason}.")).unwrap_or_default())}
            </span>
        </span>
    }
}
