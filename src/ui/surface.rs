//! The canvases of the page. All charts are drawn in one go, so that no frame shows half a change.

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;

use super::store::Store;
use super::theme::Theme;
use crate::chart::{self, CHARTS, ChartSpec, DARK, Frame, LIGHT, Scene, Subject};
use crate::ui::derived::memo_of_all;
use crate::ui::look::Look;

/// The least number of device pixels a CSS pixel: a backend's coordinates are whole numbers, and
/// lines would wobble on a coarser grid.
const LEAST_SCALE: f64 = 2.0;

/// One chart of the page.
#[derive(Clone, Copy)]
pub struct Surface {
    /// What stands in it.
    pub spec: &'static ChartSpec,
    /// Where it is drawn.
    pub canvas: NodeRef<html::Canvas>,
    /// Its width and height in CSS pixels, as the layout has it.
    pub size: RwSignal<(f64, f64)>,
    /// Whether it is on screen, or nearly.
    pub in_view: RwSignal<bool>,
    /// Its numbers.
    pub frame: Memo<Arc<Frame>>,
}

/// All charts of the page, in the order of the chart table.
#[must_use]
pub fn surfaces(store: Store) -> Vec<Surface> {
    CHARTS
        .iter()
        .map(|spec| Surface {
            spec,
            canvas: NodeRef::new(),
            size: RwSignal::new((0.0, 0.0)),
            in_view: RwSignal::new(false),
            frame: memo_of_all(move || Arc::new(frame(store, spec))),
        })
        .collect()
}

fn frame(store: Store, spec: &'static ChartSpec) -> Frame {
    store.outcome.look(|outcome| {
        store.baseline.look(|baseline| {
            let compared = [Subject {
                label: &baseline.short_name,
                inputs: &baseline.inputs,
                run: &baseline.run,
            }];
            Frame::new(
                spec,
                &Scene {
                    subject: Subject {
                        label: "this plan",
                        inputs: &outcome.inputs,
                        run: &outcome.run,
                    },
                    compared: &compared,
                    bands: &[],
                },
            )
        })
    })
}

/// Charts that are out of view are drawn once nothing has changed for so long.
const IDLE: Duration = Duration::from_millis(120);

/// Draws the charts in view whenever a number, a size or the theme changes, in one go, and reports
/// how long it took from the event that changed it as the measure `headroom:redraw`. The others
/// follow when the change has come to rest.
pub fn paint_all(surfaces: Vec<Surface>, store: Store, theme: Theme) {
    let others = surfaces.clone();
    let mut follow_up = debounce(IDLE, move |dark: bool| {
        for surface in &others {
            if !surface.in_view.get_untracked()
                && let Some(canvas) = surface.canvas.get_untracked()
            {
                let frame = surface.frame.get_untracked();
                paint(&canvas, &frame, surface.size.get_untracked(), dark);
            }
        }
    });
    Effect::new(move |_| {
        let dark = theme.dark.get();
        store.outcome.track();
        for surface in &surfaces {
            let size = surface.size.get();
            if let Some(canvas) = surface.canvas.get()
                && surface.in_view.get()
            {
                paint(&canvas, &surface.frame.get(), size, dark);
            }
        }
        if let Some(start) = store.changed_at.try_update_value(Option::take).flatten() {
            report(start);
        }
        follow_up(dark);
    });
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes of canvases
fn paint(canvas: &web_sys::HtmlCanvasElement, frame: &Frame, size: (f64, f64), dark: bool) {
    let (width, height) = size;
    if width < 1.0 || height < 1.0 {
        return;
    }
    let scale = window().device_pixel_ratio().max(LEAST_SCALE);
    let (columns, rows) = (
        (width * scale).round() as u32,
        (height * scale).round() as u32,
    );
    // Setting the size empties the canvas and is slow, so it is done only when it changed.
    let resized = canvas.width() != columns || canvas.height() != rows;
    if resized {
        canvas.set_width(columns);
        canvas.set_height(rows);
    }
    if let Some(context) = context(canvas) {
        if resized {
            // Steps would grow spikes where they turn.
            context.set_line_join("round");
        } else {
            context.clear_rect(0.0, 0.0, f64::from(columns), f64::from(rows));
        }
    }
    let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) else {
        return;
    };
    let root = backend.into_drawing_area();
    let theme = if dark { &DARK } else { &LIGHT };
    // A canvas takes every stroke; there is nothing to tell the founder.
    let _ = chart::draw(&root, frame, theme, scale);
}

fn context(canvas: &web_sys::HtmlCanvasElement) -> Option<web_sys::CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// Leaves the latest redraw in the page's performance entries, the one before is dropped.
fn report(start: f64) {
    const NAME: &str = "headroom:redraw";
    if let Some(performance) = window().performance() {
        performance.clear_measures_with_measure_name(NAME);
        // web-sys has no stable binding of a measure from a moment. Browsers that are too old for
        // one are not measured.
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"start".into(), &start.into());
        if let Ok(measure) = js_sys::Reflect::get(&performance, &"measure".into())
            && let Some(measure) = measure.dyn_ref::<js_sys::Function>()
        {
            let _ = measure.call2(&performance, &NAME.into(), &options);
        }
    }
}
