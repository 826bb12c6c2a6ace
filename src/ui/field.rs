//! A number that can be typed, with the refusal beside it.

use leptos::prelude::*;
use leptos::{ev, html};

use super::store::store;
use crate::format;
use crate::session::lever::{Lever, Refusal};
use crate::ui::derived::derived;
use crate::ui::look::Look;

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
    let value = Memo::new(move |_| store.scenario.look(|scenario| lever.value(scenario)));
    let text = move || match value.get() {
        None => String::new(),
        Some(value) if typing.get() => lever.editable(value),
        Some(value) => format::plain(lever.unit(), value),
    };
    let describe = format!("refusal-{}", lever.key().replace('.', "-"));

    let take = move || {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let typed = input.value();
        if value
            .get_untracked()
            .is_some_and(|value| typed == lever.editable(value))
        {
            set_refusal.set(None);
            return;
        }
        let result = lever
            .parse(&typed)
            .and_then(|number| store.change(|scenario| lever.set(scenario, number)));
        match result {
            Ok(()) => {
                set_refusal.set(None);
                if let Some(value) = value.get_untracked() {
                    input.set_value(&lever.editable(value));
                }
            }
            Err(reason) => set_refusal.set(Some(reason)),
        }
    };
    let key_down = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => take(),
        "Escape" => {
            set_refusal.set(None);
            if let (Some(input), Some(value)) = (input.get_untracked(), value.get_untracked()) {
                input.set_value(&lever.editable(value));
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
