//! The timeline below the charts: phases, hires, launches and messages on one axis of weeks, the
//! bars and dots of which can be dragged.

pub mod grip;
pub mod mark_row;
pub mod phase_row;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};

use self::mark_row::MarkRow;
use self::phase_row::PhaseRow;
use super::store::{Store, store};
use crate::model::delivery::PHASES;
use crate::session::timeline::{Axis, PhaseBar, ROWS, phase_bars};
use crate::ui::derived::{kept, memo, pieces, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// Room that words may take beyond the ends of the axis, in CSS pixels: less than what the
/// stylesheet leaves there.
const ROOM: (f64, f64) = (40.0, 12.0);

/// The width that is laid out for until the browser tells the real one, in CSS pixels.
const FIRST_WIDTH: f64 = 960.0;

/// The band on which everything stands: what its rows have in common.
#[derive(Clone, Copy)]
pub struct Band {
    store: Store,
    axis: RwSignal<Axis>,
    /// The element that the axis spans.
    plot: StoredValue<Option<Element>, LocalStorage>,
    /// Its width in CSS pixels.
    pixels: RwSignal<f64>,
}

impl Band {
    /// Where a pointer is along the axis: 0 at its left end, 1 at its right one.
    fn share(self, event: &PointerEvent) -> Option<f64> {
        let rect = self.plot.get_value()?.get_bounding_client_rect();
        (rect.width() > 0.0).then(|| (f64::from(event.client_x()) - rect.left()) / rect.width())
    }

    fn point(self, event: &PointerEvent) {
        if let Some(share) = self.share(event) {
            let week = self.axis.glance(|axis| axis.week(share));
            self.store.point_at(Some(week));
        }
    }

    /// The radius that a mark needs to be taken hold of, in CSS pixels.
    fn radius() -> f64 {
        let is_coarse = window()
            .match_media("(pointer: coarse)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches());
        if is_coarse { 22.0 } else { 12.0 }
    }
}

/// A share as the stylesheet takes it.
fn percent(share: f64) -> String {
    format!("{:.3}%", share * 100.0)
}

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let store = store();
    let band = Band {
        store,
        axis: kept(move || Axis::new(store.horizon.get())),
        plot: StoredValue::new_local(None),
        pixels: RwSignal::new(FIRST_WIDTH),
    };
    let bars = memo(move || {
        let bars = store
            .outcome
            .look(|outcome| phase_bars(&outcome.inputs, &outcome.run));
        store.forecast.look(|forecast| {
            let mut phase = forecast.slips.iter();
            bars.map(|bar| match phase.next() {
                Some(slips) => bar.with_odds(slips, forecast.slips_are_old),
                None => bar,
            })
        })
    });
    let leave = move |event: PointerEvent| {
        // A finger that lifts leaves the read-out standing; a mouse that goes takes it along.
        if event.pointer_type() == "mouse" {
            store.point_at(None);
        }
    };
    view! {
        <section class="timeline" aria-labelledby="timeline-title">
            <div class="timeline-head">
                <h2 id="timeline-title">"Timeline"</h2>
                <p class="hint">"drag a bar to move a phase, its end to stretch it"</p>
            </div>
            <div
                class="timeline-band"
                use:wired=wires()
                    .on_event("pointermove", move |event| band.point(&event))
                    .on_event("pointerdown", move |event| band.point(&event))
                    .on_event("pointerleave", leave)
            >
                <div
                    class="timeline-plot"
                    use:wired=wires().made(move |element| {
                        band.plot.set_value(Some(element.clone()));
                        follow_width(element, band.pixels);
                    })
                >
                    <Grid band />
                    <div class="timeline-row" role="group" aria-label="Phases">
                        {pieces((0..PHASES).map(|phase| {
                                let bar = kept(move || bars.look(|bars: &[PhaseBar; PHASES]| bars[phase].clone()));
                                view! { <PhaseRow band phase bar /> }
                            }))}
                    </div>
                    {pieces(ROWS.into_iter().map(|row| view! { <MarkRow band row /> }))}
                </div>
            </div>
        </section>
    }
}

/// The months as lines and labels, and the crosshair.
#[component]
fn Grid(band: Band) -> impl IntoView {
    let ticks = memo(move || {
        band.store.follow_signs();
        band.axis.get().ticks(band.pixels.get())
    });
    let cross = move || {
        #[allow(clippy::cast_precision_loss)] // a week
        let moment = band.store.crosshair.get()? as f64 + 1.0;
        Some(percent(band.axis.get().share(moment)))
    };
    view! {
        <div class="timeline-grid" aria-hidden="true">
            {shown(move || {
                pieces(ticks.get().into_iter().map(|tick| {
                        view! {
                            <div class="timeline-tick" use:wired=wires().style("left", move || percent(tick.share))>
                                <span>{tick.label}</span>
                            </div>
                        }
                    }))
            })}
            <div
                class="timeline-cross"
                use:wired=wires()
                    .flag("hidden", move || cross().is_none())
                    .style("left", move || cross().unwrap_or_default())
            ></div>
        </div>
    }
}

/// Keeps `pixels` at the width of the element.
fn follow_width(element: &Element, pixels: RwSignal<f64>) {
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let now = f64::from(observed.client_width());
        #[allow(clippy::float_cmp)] // whole pixels
        let is_new = now > 0.0 && pixels.get_untracked() != now;
        if is_new {
            pixels.set(now);
        }
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    // The timeline lives as long as the page.
    callback.forget();
}
