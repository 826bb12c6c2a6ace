//! Engineers to be hired: added, moved, renamed, removed.

use leptos::prelude::*;
use web_sys::Event;

use super::field::Field;
use super::slider::Slider;
use super::store::store;
use crate::model::inputs::{Hire, MAXIMUM_HIRES, MAXIMUM_NAME};
use crate::session::lever::Lever;
use crate::ui::derived::{derived, keyed, memo};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// What a new hire starts as: the plan's average engineer, one month after the last one.
fn next_hire(hires: &[Hire]) -> Hire {
    let last = hires.iter().map(|hire| hire.month).fold(0.0, f64::max);
    Hire {
        role: "Engineer".into(),
        month: (last + 1.0).min(36.0),
        salary: 100_000.0,
    }
}

/// The list of hires.
#[component]
pub fn Hires() -> impl IntoView {
    let store = store();
    let count = memo(move || store.hires.look(Vec::len));
    let full = memo(move || count.get() >= MAXIMUM_HIRES);
    let add = move || {
        store.change(|scenario| {
            let hire = next_hire(&scenario.inputs.hires);
            scenario.hires_mut().push(hire);
        });
    };
    view! {
        <div class="hires" role="group" aria-label="Hires">
            <h3>"Hires, month the position opens"</h3>
            {keyed(move || (0..count.get()).collect(), |index| view! { <HireRow index /> })}
            <button
                type="button"
                class="add"
                use:wired=wires().flag("disabled", move || full.get()).on("click", add)
            >
                "+ Add an engineer"
            </button>
            <p class="hint" use:wired=wires().flag("hidden", move || !full.get())>
                {format!("A scenario has at most {MAXIMUM_HIRES} hires.")}
            </p>
        </div>
    }
}

#[component]
fn HireRow(index: usize) -> impl IntoView {
    let store = store();
    let role = memo(move || {
        store.hires.look(|hires| {
            hires
                .get(index)
                .map(|hire| hire.role.to_string())
                .unwrap_or_default()
        })
    });
    let rename = move |event: Event| {
        let typed: String = event_target_value(&event)
            .chars()
            .take(MAXIMUM_NAME)
            .collect();
        store.change(|scenario| {
            if let Some(hire) = scenario.hires_mut().get_mut(index) {
                hire.role = typed.into();
            }
        });
    };
    let remove = move || {
        store.change(|scenario| {
            if index < scenario.inputs.hires.len() {
                scenario.hires_mut().remove(index);
            }
        });
    };
    let salary_label = derived(move || format!("{}, salary", role.get()));
    view! {
        <div class="hire">
            <div class="hire-head">
                <input
                    type="text"
                    class="role"
                    aria-label=format!("Role of hire {}", index + 1)
                    use:wired=wires()
                        .fixed("maxlength", MAXIMUM_NAME.to_string())
                        .property("value", move || role.get()).on_event("change", rename)
                />
                <Field lever=Lever::hire_salary(index) label=salary_label />
                <span class="unit">"/ year"</span>
                <button
                    type="button"
                    class="quiet remove"
                    use:wired=wires()
                        .fixed("title", "Remove")
                        .text("aria-label", move || format!("Remove {}", role.get()))
                        .on("click", remove)
                >
                    "×"
                </button>
            </div>
            <Slider lever=Lever::hire_month(index) label=derived(move || format!("{} hired", role.get())) />
        </div>
    }
}
