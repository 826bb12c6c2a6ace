//! A slider: the input's name, its value as a field, where it stands and where the preset stood.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::field::Field;
use super::store::{Store, store};
use crate::format;
use crate::session::lever::Lever;
use crate::session::timeline::key_target;
use crate::ui::derived::{derived, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The resolution of the slider's track. Steps of the input lie on it through [`Lever::at`].
const TRACK: f64 = 1000.0;

/// Inputs that are a split between two ends, with the names of the ends.
const SPLITS: &[(&str, &str, &str)] = &[("team.scaling", "features", "scaling")];

/// How ranges are typed, behind that of the table.
const RANGES: &str =
    ". A range that holds nine times in ten can be typed too: 3 to 8K is 3K to 8K.";

/// What stands beside the field: the two shares of a split, or the unit.
fn side_text(lever: Lever, value: f64) -> String {
    let key = lever.key();
    if let Some((_, low, high)) = SPLITS.iter().find(|(split, ..)| *split == key) {
        return format!("{high} · {} {low}", format::percent(1.0 - value, 2));
    }
    format::beside(lever.unit(), value).to_owned()
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
    let (explained, explain) = signal(false);
    let value = store.value(lever);
    let preset = store.preset_value(lever);
    let moved = store.moved(lever, preset);
    let percent = |position: f64| format!("{:.2}%", position * 100.0);
    let at = move || lever.position(value.get());
    let at_preset = move || lever.position(preset.get().unwrap_or_else(|| value.get()));

    let set = move |target: f64| {
        // A slider offers possible values only, and the hire is there while its slider is.
        let _ = store.preview(|scenario| lever.set(scenario, target));
    };
    let reset = move || store.change(|scenario| lever.reset(scenario));
    let key_down = move |event: KeyboardEvent| {
        if let Some(target) = key_target(lever, value.get_untracked(), &event.key()) {
            event.prevent_default();
            set(target);
        } else {
            // Whatever else the key does, undo above all, finds the change made.
            store.commit();
        }
    };
    let drag = move |event: Event| {
        let input: HtmlInputElement = event.target().unwrap_throw().unchecked_into();
        set(lever.at(input.value_as_number() / TRACK));
    };
    let id = format!("explain-{}", lever.key().replace('.', "-"));

    view! {
        <div class="slider" use:wired=wires().class("moved", move || moved.get())>
            <div class="slider-head">
                <span class="slider-label">
                    <span>{label}</span>
                    <button
                        type="button"
                        class="quiet help"
                        use:wired=wires()
                            .fixed("aria-controls", id.clone())
                            .text("aria-label", move || format!("What {} means", label.get()))
                            .text("aria-expanded", move || explained.get().to_string())
                            .on("click", move || explain.update(|open| *open = !*open))
                    >
                        "?"
                    </button>
                    <button
                        type="button"
                        class="quiet reset"
                        use:wired=wires()
                            .fixed("title", "Back to the preset")
                            .flag("hidden", move || !moved.get())
                            .text("aria-label", move || format!("Reset {}", label.get()))
                            .on("click", reset)
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
                use:wired=wires()
                    .style("--at", move || percent(at()))
                    .style("--preset", move || percent(at_preset()))
                    .style("--low", move || percent(at().min(at_preset())))
                    .style("--high", move || percent(at().max(at_preset())))
            >
                <input
                    type="range"
                    use:wired=wires()
                        .fixed("data-input", lever.key())
                        .fixed("min", "0")
                        .fixed("max", TRACK.to_string())
                        .fixed("step", "any")
                        .text("aria-label", move || label.get())
                        .text("aria-valuetext", move || format::with_unit(lever.unit(), value.get()))
                        .property("value", move || (at() * TRACK).to_string())
                        .on_event("input", drag)
                        .on("change", move || store.commit())
                        // Where a slider is dragged away and back there is no change.
                        .on("pointerup", move || store.commit())
                        .on_event("keydown", key_down)
                        .on("keyup", move || store.commit_soon())
                        .on("blur", move || store.commit())
                        .on("dblclick", reset)
                />
            </div>
            <div class="explanation" id=id use:wired=wires().flag("hidden", move || !explained.get())>
                {shown(move || explained.get().then(|| explanation(store, lever, preset.get()).into_any()))}
            </div>
        </div>
    }
}

/// What an input means, where its value comes from, its range, and how it is drawn in this plan if that
/// is not how it usually is.
fn explanation(store: Store, lever: Lever, preset: Option<f64>) -> impl IntoView {
    let unit = lever.unit();
    let spread = match lever {
        Lever::Parameter(row) => row.spread,
        Lever::Hire(..) => None,
    };
    let preset = preset.map(|value| {
        let value = format::with_unit(unit, value);
        format!("Preset: {value} ({}). ", lever.basis())
    });
    let range = |name: &str, (low, high): (f64, f64)| {
        format!(
            "{name}: {} to {}",
            format::plain(unit, low),
            format::plain(unit, high)
        )
    };
    let drawn = store.scenario.look(|scenario| match lever {
        Lever::Parameter(row) if lever.has_own_spread(scenario) => {
            let spread = scenario.uncertainty.spread(row);
            Some(if spread.is_fixed() {
                " In this plan it is the same in all futures.".to_owned()
            } else {
                range(" In this plan", (spread.low, spread.high)) + ", drawn anew in every future."
            })
        }
        _ => None,
    });
    let said = [
        preset.unwrap_or_default(),
        range("Slider", lever.range()),
        "; other possible values can be typed.".to_owned(),
        spread
            .map(|spread| range(" Plausible range", spread) + RANGES)
            .unwrap_or_default(),
        drawn.unwrap_or_default(),
    ]
    .concat();
    view! {
        <p>{lever.meaning()}</p>
        <p>
            {said}
        </p>
    }
}
