//! What can be taken hold of: a slider along the axis for pointer and keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

use super::Band;
use crate::browser::is_chord;
use crate::session::lever::Lever;
use crate::session::timeline::{Drag, key_target, spoken};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// A part of the timeline that moves an input.
#[component]
pub fn Grip(
    /// The band that it is on.
    band: Band,
    /// The input.
    lever: Lever,
    /// Its name, for those who cannot see what it moves.
    #[prop(into)]
    name: Signal<String>,
    /// What is seen on pointing at it.
    #[prop(into)]
    title: Signal<String>,
    /// Where a length begins, in weeks from now; 0 for what is no length.
    #[prop(into)]
    begin: Signal<f64>,
    /// Its looks.
    class: &'static str,
    /// The element that says more.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// What is seen of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let store = band.store;
    let under_way = RwSignal::new(None::<Drag>);
    let value = store.value(lever);
    let set = move |target: f64| {
        #[allow(clippy::float_cmp)] // the same bits change nothing
        if target != value.get_untracked() {
            // The slider's range holds possible values only, and the hire is there while its
            // dot is.
            let _ = store.preview(|scenario| lever.set(scenario, target));
        }
    };
    let moment = move |event: &PointerEvent| {
        band.share(event)
            .map(|share| band.axis.glance(|axis| axis.moment(share)))
    };
    let grab = move |event: PointerEvent| {
        let element = event
            .current_target()
            .and_then(|it| it.dyn_into::<HtmlElement>().ok());
        let (Some(element), Some(moment)) = (element, moment(&event)) else {
            return;
        };
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        // A pointer that has gone meanwhile cannot be captured; then there is no drag.
        if element.set_pointer_capture(event.pointer_id()).is_ok() {
            let drag = Drag::new(
                lever,
                value.get_untracked(),
                moment,
                begin.get_untracked(),
                band.axis.get_untracked(),
            );
            under_way.set(Some(drag));
            // So that the keys, Escape above all, go to what is dragged.
            let _ = element.focus();
        }
    };
    let follow = move |event: PointerEvent| {
        if let (Some(drag), Some(moment)) = (under_way.get_untracked(), moment(&event)) {
            set(drag.value(moment));
        }
    };
    let release = move || {
        if under_way.get_untracked().is_some() {
            under_way.set(None);
            store.commit();
        }
    };
    let give_up = move || {
        if let Some(drag) = under_way.get_untracked() {
            under_way.set(None);
            set(drag.start());
            store.commit();
        }
    };
    let rest = move || {
        if under_way.get_untracked().is_none() {
            store.commit();
        }
    };
    let key_down = move |event: KeyboardEvent| {
        let key = event.key();
        if is_chord(&event) {
            // Undo, above all, finds the change made.
            rest();
        } else if under_way.get_untracked().is_some() {
            if key == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                give_up();
            }
        } else if let Some(target) = key_target(lever, value.get_untracked(), &key) {
            event.prevent_default();
            set(target);
        }
    };
    let (low, high) = lever.range();
    // A typed value may lie beyond the range of sliders.
    view! {
        <div
            class=class
            role="slider"
            tabindex="0"
            use:wired=wires()
                .class("dragged", move || under_way.get().is_some())
                .text("aria-label", move || name.get())
                .text_or_none("aria-describedby", move || described_by.clone())
                .text("aria-valuemin", move || low.min(value.get()).to_string())
                .text("aria-valuemax", move || high.max(value.get()).to_string())
                .text("aria-valuenow", move || value.get().to_string())
                .text("aria-valuetext", move || spoken(lever, value.get()))
                .text("title", move || title.get())
                .on_event("pointerdown", grab)
                .on_event("pointermove", follow)
                .on("pointerup", release)
                .on("pointercancel", give_up)
                .on("lostpointercapture", give_up)
                .on_event("keydown", key_down)
                .on("keyup", move || {
                    if under_way.get_untracked().is_none() {
                        store.commit_soon();
                    }
                })
                .on("blur", rest)
        >
            {children.map(|children| children())}
        </div>
    }
}
