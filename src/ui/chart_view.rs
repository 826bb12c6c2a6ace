//! A chart on the page: title, read-out, canvas, crosshair, and the table behind it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::store::store;
use super::surface::Surface;
use crate::chart::{self, Geometry};

/// A chart on the page.
#[component]
pub fn ChartView(
    /// Which one.
    surface: Surface,
    /// Opens the table behind it.
    on_table: Callback<Surface>,
) -> impl IntoView {
    let store = store();
    let plot = NodeRef::<html::Div>::new();
    let spec = surface.spec;
    follow_size(plot, surface.size);

    let geometry = move || {
        let (width, height) = surface.size.get();
        surface
            .frame
            .with(|frame| Geometry::new(frame, width, height))
    };
    let point = move |event: ev::PointerEvent| {
        let Some(plot) = plot.get_untracked() else {
            return;
        };
        let x = f64::from(event.client_x()) - plot.get_bounding_client_rect().left();
        let week = untrack(geometry).week(x);
        store.point_at(Some(week));
    };
    let leave = move |event: ev::PointerEvent| {
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
    let readings = move || {
        store
            .crosshair
            .get()
            .map(|week| surface.frame.with(|frame| chart::readout(frame, week)))
    };
    let spoken = move || {
        let week = store
            .crosshair
            .get()
            .unwrap_or_else(|| store.weeks().saturating_sub(1));
        let values = surface.frame.with(|frame| {
            chart::readout(frame, week)
                .into_iter()
                .map(|reading| format!("{} {}", reading.name, reading.text))
                .collect::<Vec<_>>()
                .join(", ")
        });
        format!("week {}: {values}", week + 1)
    };
    let alternative = format!("about-{}", spec.id);

    view! {
        <section class="chart" aria-labelledby=format!("chart-{}", spec.id)>
            <div class="chart-head">
                <h2 id=format!("chart-{}", spec.id)>{spec.title}</h2>
                <span class="subtitle">{spec.subtitle}</span>
                <button
                    type="button"
                    class="quiet"
                    aria-label=format!("{} as a table", spec.title)
                    on:click=move |_| on_table.run(surface)
                >
                    "table"
                </button>
            </div>
            <p class="hidden-text" id=alternative.clone()>
                {move || surface.frame.with(|frame| chart::describe(frame))}
            </p>
            <div
                node_ref=plot
                class="plot"
                tabindex="0"
                role="slider"
                aria-label=format!("{}: week to read", spec.title)
                aria-describedby=alternative
                aria-valuemin="1"
                aria-valuemax=move || store.weeks().to_string()
                aria-valuenow=move || {
                    store.crosshair.get().map_or_else(|| store.weeks(), |week| week + 1).to_string()
                }
                aria-valuetext=spoken
                on:pointermove=point
                on:pointerdown=point
                on:pointerleave=leave
                on:keydown=move |event| store.point_by_key(&event)
                on:blur=move |_| store.point_at(None)
            >
                <canvas node_ref=surface.canvas aria-hidden="true"></canvas>
                <div
                    class="cross"
                    hidden=move || store.crosshair.get().is_none()
                    style:left=move || cross().unwrap_or_default()
                ></div>
            </div>
            <div class="readout" aria-hidden="true">
                {move || {
                    readings()
                        .into_iter()
                        .flatten()
                        .map(|reading| {
                            let others = reading
                                .compared
                                .iter()
                                .map(|(name, text)| format!("({name} {text})"))
                                .collect::<Vec<_>>()
                                .join(" ");
                            view! {
                                <span>{reading.name} " " <b>{reading.text}</b> " " {others}</span>
                            }
                        })
                        .collect_view()
                }}
            </div>
        </section>
    }
}

/// Keeps `size` at the size of the element's content.
fn follow_size(element: NodeRef<html::Div>, size: RwSignal<(f64, f64)>) {
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
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
            observer.observe(&element);
        }
        // The charts live as long as the page.
        callback.forget();
    });
}
