//! A chart on the page: title, read-out, canvas, crosshair, and the table behind it.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};

use super::store::store;
use super::surface::Surface;
use crate::chart::{self, Geometry};
use crate::format;
use crate::ui::derived::{derived, pieces, shown};
use crate::ui::look::Look;
use crate::ui::wires::{wired, wires};

/// A chart on the page.
#[component]
pub fn ChartView(
    /// Which one.
    surface: Surface,
    /// Opens the table behind it.
    on_table: Callback<Surface>,
) -> impl IntoView {
    let store = store();
    let spec = surface.spec;
    let alternative_text = alternative_text(surface);

    let geometry = move || {
        let (width, height) = surface.size.get();
        surface.look(|frame| Geometry::new(frame, width, height))
    };
    let point = move |event: PointerEvent| {
        let Some(plot) = event.current_target() else {
            return;
        };
        let plot: Element = plot.unchecked_into();
        let x = f64::from(event.client_x()) - plot.get_bounding_client_rect().left();
        let week = untrack(geometry).week(x);
        store.point_at(Some(week));
    };
    let leave = move |event: PointerEvent| {
        // A finger that lifts leaves the read-out standing; a mouse that goes takes it along.
        if event.pointer_type() == "mouse" {
            store.point_at(None);
        }
    };
    let cross = move || {
        #[allow(clippy::cast_precision_loss)] // a week
        store
            .crosshair
            .get()
            .map(|week| format!("{:.1}px", geometry().x(week as f64 + 1.0)))
    };
    // As the sentence below: it follows the crosshair at once, and a change once it is committed.
    // Otherwise it would have the numbers of charts out of view worked out at every step.
    let spoken = move || {
        store.settled.track();
        let week = store
            .crosshair
            .get()
            .unwrap_or_else(|| store.horizon.get_untracked().saturating_sub(1));
        let values = chart::readout(&surface.frame(), week)
            .into_iter()
            .map(|reading| format!("{} {}", reading.name, reading.text))
            .collect::<Vec<_>>()
            .join(", ");
        format!("week {}: {values}", dated(week))
    };
    let alternative = format!("about-{}", spec.id);

    view! {
        <section class="chart" aria-labelledby=format!("chart-{}", spec.id)>
            <div class="chart-head">
                <h2 id=format!("chart-{}", spec.id)>{spec.title}</h2>
                <span class="subtitle">{derived(move || surface.look(|_| format::with_sign(spec.subtitle)))}</span>
                <button
                    type="button"
                    class="quiet"
                    aria-label=format!("{} as a table", spec.title)
                    use:wired=wires().on("click", move || on_table.run(surface))
                >
                    "table"
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-label=format!("Export {}", spec.title)
                    use:wired=wires()
                        .fixed("data-studio", "export")
                        .fixed("data-form", format!("chart={}", spec.id))
                >
                    "export"
                </button>
            </div>
            <p class="hidden-text" id=alternative.clone()>
                {alternative_text}
            </p>
            <div
                class="plot"
                tabindex="0"
                role="slider"
                aria-label=format!("{}: week to read", spec.title)
                use:wired=wires()
                    .fixed("aria-describedby", alternative)
                    .made(move |element| {
                        follow_size(element, surface.size);
                        follow_view(element, surface.in_view);
                    })
                    .fixed("aria-valuemin", "1")
                    .text("aria-valuemax", move || store.horizon.get().to_string())
                    .text("aria-valuenow", move || {
                        store.crosshair.get().map_or_else(|| store.horizon.get(), |week| week + 1).to_string()
                    })
                    .text("aria-valuetext", spoken)
                    .on_event("pointermove", point)
                    .on_event("pointerdown", point)
                    .on_event("pointerleave", leave)
                    .on_event("keydown", move |event| store.point_by_key(&event))
                    .on("blur", move || store.point_at(None))
            >
                {pieces(surface.canvases.into_iter().map(|canvas| view! { <canvas node_ref=canvas aria-hidden="true"></canvas> }))}
                <div
                    class="cross"
                    use:wired=wires()
                        .flag("hidden", move || store.crosshair.get().is_none())
                        .style("left", move || cross().unwrap_or_default())
                ></div>
                <Readout surface geometry=derived(geometry) />
            </div>
        </section>
    }
}

/// Every value of the week under the crosshair, beside it. It covers a part of the plot rather than
/// moving what is below.
#[component]
fn Readout(surface: Surface, geometry: Signal<Geometry>) -> impl IntoView {
    let store = store();
    #[allow(clippy::cast_precision_loss)] // a week
    let x = move |week: usize| geometry.look(|geometry| geometry.x(week as f64 + 1.0));
    let rows = move |week: usize| {
        let readings = surface.look(|frame| chart::readout(frame, week));
        pieces(readings.into_iter().map(|reading| {
            let others = reading
                .compared
                .into_iter()
                .map(|(name, text)| view! { <i>{format!("{name} {text}")}</i> });
            view! {
                <span>{reading.name}</span>
                <b>{reading.text}</b>
                {pieces(others)}
            }
        }))
    };
    shown(move || {
        store.crosshair.get().map(|week| {
            let before = week * 2 > store.horizon.get();
            let (left, right) = if before {
                let (width, _) = surface.size.get();
                ("auto".to_owned(), format!("{:.0}px", width - x(week) + 8.0))
            } else {
                (format!("{:.0}px", x(week) + 8.0), "auto".to_owned())
            };
            view! {
                <div
                    class="readout"
                    aria-hidden="true"
                    use:wired=wires().style("left", move || left.clone()).style("right", move || right.clone())
                >
                    <strong>{format!("Week {}", dated(week))}</strong>
                    {rows(week)}
                </div>
            }
            .into_any()
        })
    })
}

/// The number of a week, counted from 0, as people read it.
#[allow(clippy::cast_possible_truncation)] // weeks are few
pub(super) fn dated(week: usize) -> String {
    format::dated(week as u32 + 1)
}

/// The chart in a sentence. It follows a change once it is committed, and its possible futures once all
/// are there: nobody listens to it while a slider is under the finger, and twelve sentences a frame are
/// not free.
fn alternative_text(surface: Surface) -> Signal<String> {
    let store = store();
    derived(move || {
        store.settled.track();
        store.foretold.track();
        // A chart out of view shows them later.
        surface.show_bands(&store.forecast.glance(|forecast| forecast.bands.clone()));
        chart::describe(&surface.frame())
    })
}

/// How far from the screen a chart counts as in view, so that scrolling finds it drawn.
const NEAR: &str = "200px";

/// Keeps `in_view` true while the element is on screen, or nearly.
fn follow_view(element: &Element, in_view: RwSignal<bool>) {
    let callback = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let Ok(entry) = entries
            .pop()
            .dyn_into::<web_sys::IntersectionObserverEntry>()
        else {
            return;
        };
        if in_view.get_untracked() != entry.is_intersecting() {
            in_view.set(entry.is_intersecting());
        }
    });
    let options = web_sys::IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    if let Ok(observer) =
        web_sys::IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options)
    {
        observer.observe(element);
    }
    // The charts live as long as the page.
    callback.forget();
}

/// Keeps `size` at the size of the element's content.
fn follow_size(element: &Element, size: RwSignal<(f64, f64)>) {
    let observed = element.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        let now = (
            f64::from(observed.client_width()),
            f64::from(observed.client_height()),
        );
        if size.get_untracked() != now {
            size.set(now);
        }
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    // The charts live as long as the page.
    callback.forget();
}
