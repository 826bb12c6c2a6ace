//! A slider: the input's name, its value as a field, where it stands and where the preset stood.

use leptos::prelude::*;
use leptos::{ev, html};

use super::field::Field;
use super::store::store;
use crate::format;
use crate::session::lever::Lever;
use crate::session::timeline::key_target;
use crate::ui::derived::{derived, memo, shown};

/// The resolution of the slider's track. Steps of the input lie on it through [`Lever::at`].
const TRACK: f64 = 1000.0;

/// Inputs that are a split between two ends, with the names of the ends.
const SPLITS: &[(&str, &str, &str)] = &[("team.scaling", "features", "scaling")];

/// What stands beside the field: the two shares of a split, or the unit.
fn side_text(lever: Lever, value: f64) -> String {
    let key = lever.key();
    if let Some((_, low, high)) = SPLITS.iter().find(|(split, ..)| *split == key) {
        return format!("{high} · {} {low}", format::percent(1.0 - value, 2));
    }
    lever.unit().suffix().to_owned()
}

/// A lever as a slider.
#[component]
pub fn Slider(
    /// Which input.
    lever: Lever,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let store = store();
    let input = NodeRef::<html::Input>::new();
    let (explained, explain) = signal(false);
    let value = store.value(lever);
    let preset = store.preset_value(lever);
    let moved = memo(move || {
        preset
            .get()
            .is_some_and(|preset| preset.to_bits() != value.get().to_bits())
    });
    let percent = |position: f64| format!("{:.2}%", position * 100.0);
    let at = move || percent(lever.position(value.get()));
    let at_preset = move || percent(lever.position(preset.get().unwrap_or_else(|| value.get())));

    let set = move |target: f64| {
        // A slider offers possible values only, and the hire is there while its slider is.
        let _ = store.preview(|scenario| lever.set(scenario, target));
    };
    let reset = move || {
        if let Some(preset) = preset.get_untracked() {
            let _ = store.change(|scenario| lever.set(scenario, preset));
        }
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if let Some(target) = key_target(lever, value.get_untracked(), &event.key()) {
            event.prevent_default();
            set(target);
        }
    };
    let drag = move |_| {
        if let Some(input) = input.get_untracked() {
            set(lever.at(input.value_as_number() / TRACK));
        }
    };
    let id = format!("explain-{}", lever.key().replace('.', "-"));

    view! {
        <div class="slider" class:moved=moved>
            <div class="slider-head">
                <span class="slider-label">
                    {label} " "
                    <button
                        type="button"
                        class="quiet help"
                        aria-label=derived(move || format!("What {} means", label.get()))
                        aria-expanded=derived(move || explained.get().to_string())
                        aria-controls=id.clone()
                        on:click=move |_| explain.update(|open| *open = !*open)
                    >
                        "?"
                    </button>
                    <button
                        type="button"
                        class="quiet reset"
                        hidden=derived(move || !moved.get())
                        aria-label=derived(move || format!("Reset {}", label.get()))
                        title="Back to the preset's value"
                        on:click=move |_| reset()
                    >
                        "↺"
                    </button>
                </span>
                <span class="slider-value">
                    <Field lever label />
                    <span class="unit">{derived(move || side_text(lever, value.get()))}</span>
                </span>
            </div>
            <div
                class="track"
                style:--at=at
                style:--preset=at_preset
                style:--low=derived(move || {
                    percent(lever.position(value.get()).min(lever.position(preset.get().unwrap_or_else(|| value.get()))))
                })
                style:--high=derived(move || {
                    percent(lever.position(value.get()).max(lever.position(preset.get().unwrap_or_else(|| value.get()))))
                })
            >
                <input
                    node_ref=input
                    type="range"
                    min="0"
                    max=TRACK.to_string()
                    step="any"
                    aria-label=label
                    aria-valuetext=derived(move || format::with_unit(lever.unit(), value.get()))
                    prop:value=derived(move || (lever.position(value.get()) * TRACK).to_string())
                    on:input=drag
                    on:change=move |_| store.commit()
                    on:keydown=key_down
                    on:keyup=move |_| store.commit()
                    on:blur=move |_| store.commit()
                    on:dblclick=move |_| reset()
                />
            </div>
            <div class="explanation" id=id hidden=derived(move || !explained.get())>
                {shown(move || explained.get().then(|| explanation(lever, preset.get())))}
            </div>
        </div>
    }
}

/// What an input means, where its value comes from, and its range.
pub fn explanation(lever: Lever, preset: Option<f64>) -> impl IntoView {
    let (low, high) = lever.range();
    let unit = lever.unit();
    let spread = match lever {
        Lever::Parameter(row) => row.spread,
        Lever::Hire(..) => None,
    };
    view! {
        <p>{lever.meaning()}</p>
        <p>
            {preset.map(|value| {
                format!("Preset: {} ({}). ", format::with_unit(unit, value), lever.basis())
            })}
            {format!(
                "Slider: {} to {}; other possible values can be typed.",
                format::plain(unit, low),
                format::plain(unit, high),
            )}
            {spread.map(|(low, high)| {
                format!(
                    " Plausible range: {} to {}.",
                    format::plain(unit, low),
                    format::plain(unit, high),
                )
            })}
        </p>
    }
}
