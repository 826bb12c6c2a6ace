//! The panel of sliders: every main lever in its group.

use leptos::prelude::*;

use super::hires::Hires;
use super::slider::Slider;
use super::store::store;
use super::stress::Stress;
use crate::model::inputs::Inputs;
use crate::model::parameters::{PARAMETERS, Panel, Parameter, Place};
use crate::session::lever::Lever;
use crate::ui::derived::{memo, pieces};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// The main levers, group by group.
#[component]
pub fn Sliders() -> impl IntoView {
    let panels = Panel::ALL
        .into_iter()
        .filter(|panel| rows(*panel).any(|row| row.place == Place::Slider));
    view! {
        {pieces(panels.map(|panel| view! { <Group panel /> }))}
        <Stress />
    }
}

fn rows(panel: Panel) -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS.iter().filter(move |row| row.panel == panel)
}

/// Whether the list of hires stands in this group.
fn has_hires(panel: Panel) -> bool {
    panel == Panel::Team
}

#[component]
fn Group(panel: Panel) -> impl IntoView {
    let store = store();
    let moved = memo(move || {
        store.scenario.look(|scenario| {
            rows(panel).any(|row| scenario.differs(row))
                || (has_hires(panel) && scenario.hires_differ())
        })
    });
    let reset = move || {
        store.change(|scenario| {
            let preset = Inputs::preset(scenario.preset);
            for row in rows(panel) {
                scenario.reset(row);
            }
            if has_hires(panel) {
                scenario.inputs.hires = preset.hires;
            }
        });
    };
    view! {
        <div class="group" role="group" aria-label=panel.label()>
            <div class="group-head">
                <h2>{panel.label()}</h2>
                <button
                    type="button"
                    class="quiet reset"
                    aria-label=format!("Reset all of {}", panel.label())
                    use:wired=wires().flag("hidden", move || !moved.get()).on("click", reset)
                >
                    "↺ reset"
                </button>
            </div>
            {pieces(
                rows(panel)
                    .filter(|row| row.place == Place::Slider)
                    .map(|row| view! { <Slider lever=Lever::Parameter(row) label=row.label /> }),
            )}
            {has_hires(panel).then(|| view! { <Hires /> }.into_any())}
        </div>
    }
}
