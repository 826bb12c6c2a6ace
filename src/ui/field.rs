//! A number that can be typed, with the refusal beside it.

use leptos::prelude::*;
use leptos::{ev, html};

use super::store::store;
use crate::format;
use crate::session::lever::{Lever, Refusal};
use crate::ui::derived::derived;

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
    let describe = format!("refusal-{}", lever.key().replace('.', "-"));

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
                        input.select();
                    }
                }
                on:blur=move |_| set_typing.set(false)
                on:change=move |_| take()
                on:keydown=key_down
            />
            <span class="refusal" id=describe role="alert">
                {derived(move || refusal.get().map(|reason| format!("Not taken: {reason}.")).unwrap_or_default())}
            </span>
        </span>
    }
}
