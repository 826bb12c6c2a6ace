//! A number that can be typed, with the refusal beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use leptos::{ev, html};

use super::store::store;
use crate::format;
use crate::session::lever::{Lever, Refusal};
use crate::ui::derived::{derived, effect};

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
    let input = NodeRef::<html::Input>::new();
    let (refusal, set_refusal) = signal(None::<Refusal>);
    let (typing, set_typing) = signal(false);
    let value = store.value(lever);
    let text = derived(move || {
        if typing.get() {
            lever.editable(value.get())
        } else {
            format::plain(lever.unit(), value.get())
        }
    });
    // A refusal is about the value in force: once that moves, it says nothing any more.
    effect(move || {
        value.track();
        set_refusal.set(None);
    });
    // The same input may have a field in two places of the page.
    let describe = format!("refusal-{}", FIELDS.fetch_add(1, Ordering::Relaxed));

    let take = move || {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let typed = input.value();
        if typed == lever.editable(value.get_untracked()) {
            set_refusal.set(None);
            return;
        }
        let result = lever
            .parse(&typed)
            .and_then(|number| store.change(|scenario| lever.set(scenario, number)));
        match result {
            Ok(()) => {
                set_refusal.set(None);
                input.set_value(&lever.editable(value.get_untracked()));
            }
            Err(reason) => set_refusal.set(Some(reason)),
        }
    };
    let key_down = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => take(),
        "Escape" => {
            set_refusal.set(None);
            if let Some(input) = input.get_untracked() {
                input.set_value(&lever.editable(value.get_untracked()));
            }
        }
        _ => {}
    };

    view! {
        <span class="field">
            <input
                node_ref=input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                aria-label=derived(move || format!("{}, {}", label.get(), lever.unit().name()))
                aria-invalid=derived(move || refusal.get().is_some().then_some("true"))
                aria-describedby=describe.clone()
                prop:value=text
                on:focus=move |_| {
                    set_typing.set(true);
                    if let Some(input) = input.get_untracked() {
                        // Written before it is selected: a text that changes afterwards would
                        // lose the selection, and what is typed would be added to the old value.
                        input.set_value(&lever.editable(value.get_untracked()));
                        input.select();
                    }
                }
                on:blur=move |_| {
                    set_typing.set(false);
                    // What was refused goes; the value in force is what is read.
                    if let Some(input) = input.get_untracked() {
                        input.set_value(&format::plain(lever.unit(), value.get_untracked()));
                    }
                }
                on:change=move |_| take()
                on:keydown=key_down
            />
            <span class="refusal" id=describe role="alert">
                {derived(move || refusal.get().map(|reason| format!("Not taken: {reason}.")).unwrap_or_default())}
            </span>
        </span>
    }
}
