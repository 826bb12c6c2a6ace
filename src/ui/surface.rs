//! The canvases of the page. All charts are drawn in one go, so that no frame shows half a change.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;

use super::store::Store;
use super::theme::Theme;
use crate::chart::{self, CHARTS, ChartSpec, DARK, Frame, LIGHT, Scene, Subject};
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
            frame: Memo::new_with_compare(move |_| Arc::new(frame(store, spec)), |_, _| true),
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

/// Draws every chart whenever a number, a size or the theme changes, and reports how long it took
/// from the event that changed it as the measure `headroom:redraw`.
pub fn paint_all(surfaces: Vec<Surface>, store: Store, theme: Theme) {
    Effect::new(move |_| {
        let dark = theme.dark.get();
        for surface in &surfaces {
            let size = surface.size.get();
            if let Some(canvas) = surface.canvas.get() {
                paint(&canvas, &surface.frame.get(), size, dark);
            }
        }
        if let Some(start) = store.changed_at.try_update_value(Option::take).flatten() {
            report(start);
        }
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
