//! Stress tests: what can go wrong, each switched on in a week of the founder's choice.

use leptos::prelude::*;
use web_sys::Event;

use super::store::store;
use crate::format;
use crate::model::risks::{RISKS, RiskEvent, STRESS_POSSIBLE, STRESS_WEEK};
use crate::model::units::Unit;
use crate::ui::derived::{derived, effect, memo, pieces};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The group of stress tests among the sliders.
#[component]
pub fn Stress() -> impl IntoView {
    let store = store();
    let reset = move || store.change(|scenario| scenario.stress = Default::default());
    let is_off = move || {
        store
            .stress
            .look(|stress| stress.iter().all(Option::is_none))
    };
    view! {
        <div class="group stress" role="group" aria-label="Stress test">
            <div class="group-head">
                <h2>"Stress test"</h2>
                <button
                    type="button"
                    class="quiet reset"
                    aria-label="Reset all of Stress test"
                    use:wired=wires().flag("hidden", is_off).on("click", reset)
                >
                    "↺ reset"
                </button>
            </div>
            <p class="hint">"What if it goes wrong: the lines show it, the bands draw their own luck."</p>
            {pieces(RISKS.iter().map(|event| view! { <Strike event /> }))}
        </div>
    }
}

#[component]
fn Strike(event: &'static RiskEvent) -> impl IntoView {
    let store = store();
    let key = format!("stress.{}", event.key);
    let (refused, refuse) = signal(false);
    let week = move || store.stress.look(|stress| stress[event.risk as usize]);
    let set = StoredValue::new(key);
    let set = move |week: f64| {
        let taken = set.with_value(|key| store.change(|scenario| scenario.set(key, week)));
        refuse.set(taken.is_err());
    };
    // A refusal is about the week in force: once that moves, it says nothing any more.
    let in_force = memo(week);
    effect(move || {
        in_force.track();
        refuse.set(false);
    });
    #[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
    let horizon = move || store.horizon.get() as f64;
    let toggle = move || {
        set(match week() {
            Some(_) => 0.0,
            None => f64::from(STRESS_WEEK).min(horizon()),
        });
    };
    let typed = move |event: Event| match format::number(Unit::Week, &event_target_value(&event)) {
        Ok(week) if week >= 1.0 => set(week),
        _ => refuse.set(true),
    };
    view! {
        <div class="strike" use:wired=wires().text("title", move || {
            store.follow_signs();
            format::with_sign(event.meaning)
        })>
            <button
                type="button"
                class="switch"
                role="switch"
                use:wired=wires()
                    .text("aria-checked", move || week().is_some().to_string())
                    .on("click", toggle)
            >
                {event.label}
            </button>
            <label use:wired=wires().flag("hidden", move || week().is_none())>
                "in week "
                <input
                    type="text"
                    use:wired=wires()
                        .fixed("inputmode", "numeric")
                        .fixed("aria-label", format!("Week in which it strikes: {}", event.label))
                        .text_or_none("aria-invalid", move || refused.get().then(|| "true".to_owned()))
                        .property("value", move || week().map(|week| week.to_string()).unwrap_or_default())
                        .on_event("change", typed)
                />
            </label>
            <span class="refusal" role="alert">
                {derived(move || {
                    if refused.get() {
                        format!("Not taken: weeks go from 1 to {}, and are whole.", STRESS_POSSIBLE.1)
                    } else if week().is_some_and(|week| f64::from(week) > horizon()) {
                        format!("After the last week {}: no effect.", horizon())
                    } else {
                        String::new()
                    }
                })}
            </span>
        </div>
    }
}
