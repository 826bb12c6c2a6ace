//! What can be taken hold of: a slider along the axis for pointer and keyboard.

use leptos::prelude::*;
use leptos::{ev, html};

use super::Band;
use crate::session::lever::Lever;
use crate::session::timeline::{Drag, key_target, spoken};
use crate::ui::derived::derived;
use crate::ui::look::Look;

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
    let element = NodeRef::<html::Div>::new();
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
    let moment = move |event: &ev::PointerEvent| {
        band.share(event)
            .map(|share| band.axis.glance(|axis| axis.moment(share)))
    };
    let grab = move |event: ev::PointerEvent| {
        let (Some(element), Some(moment)) = (element.get_untracked(), moment(&event)) else {
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
    let follow = move |event: ev::PointerEvent| {
        if let (Some(drag), Some(moment)) = (under_way.get_untracked(), moment(&event)) {
            set(drag.value(moment));
        }
    };
    let release = move |_| {
        if under_way.get_untracked().is_some() {
            under_way.set(None);
            store.commit();
        }
    };
    let give_up = move || {
        if let Some(drag) = under_way.get_untracked() {
            under_way.set(None);
            set(drag.start());
        }
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        if under_way.get_untracked().is_some() {
            if key == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                give_up();
            }
            return;
        }
        if let Some(target) = key_target(lever, value.get_untracked(), &key) {
            event.prevent_default();
            set(target);
        }
    };
    let (low, high) = lever.range();
    // A typed value may lie beyond the range of sliders.
    let lowest = move || low.min(value.get()).to_string();
    let highest = move || high.max(value.get()).to_string();
    view! {
        <div
            node_ref=element
            class=class
            class:dragged=derived(move || under_way.get().is_some())
            role="slider"
            tabindex="0"
            aria-label=name
            aria-describedby=described_by
            aria-valuemin=lowest
            aria-valuemax=highest
            aria-valuenow=derived(move || value.get().to_string())
            aria-valuetext=derived(move || spoken(lever, value.get()))
            title=title
            on:pointerdown=grab
            on:pointermove=follow
            on:pointerup=release
            on:pointercancel=move |_| give_up()
            on:lostpointercapture=move |_| give_up()
            on:keydown=key_down
            on:keyup=move |_| {
                if under_way.get_untracked().is_none() {
                    store.commit();
                }
            }
            on:blur=move |_| {
                if under_way.get_untracked().is_none() {
                    store.commit();
                }
            }
        >
            {children.map(|children| children())}
        </div>
    }
}
