//! The canvases of the page. All charts are drawn in one go, so that no frame shows half a change.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::painter::Painter;
use super::store::Store;
use super::theme::Theme;
use crate::chart::{CHARTS, ChartSpec, Frame, Scene, Subject};
use crate::ui::derived::{effect, memo_of_all};
use crate::ui::look::Look;

/// One chart of the page.
#[derive(Clone, Copy)]
pub struct Surface {
    /// What stands in it.
    pub spec: &'static ChartSpec,
    /// Where it is drawn: the ground, and the ink above it.
    pub canvases: [NodeRef<html::Canvas>; 2],
    /// Its width and height in CSS pixels, as the layout has it.
    pub size: RwSignal<(f64, f64)>,
    /// Whether it is on screen, or nearly.
    pub in_view: RwSignal<bool>,
    /// Its place among all charts.
    index: usize,
    frames: Memo<Frames>,
}

/// The numbers of all charts, in the order of the chart table.
type Frames = Arc<[Arc<Frame>]>;

impl Surface {
    /// What the closure makes of its numbers. Whoever runs this follows them.
    pub fn look<Answer>(&self, read: impl FnOnce(&Frame) -> Answer) -> Answer {
        self.frames.look(|frames| read(&frames[self.index]))
    }

    /// Its numbers, without following them.
    #[must_use]
    pub fn frame(&self) -> Arc<Frame> {
        self.frames.glance(|frames| frames[self.index].clone())
    }
}

/// All charts of the page, in the order of the chart table.
#[must_use]
pub fn surfaces(store: Store) -> Vec<Surface> {
    let frames = memo_of_all(move || frames(store));
    CHARTS
        .iter()
        .enumerate()
        .map(|(index, spec)| Surface {
            spec,
            canvases: [NodeRef::new(), NodeRef::new()],
            size: RwSignal::new((0.0, 0.0)),
            in_view: RwSignal::new(false),
            index,
            frames,
        })
        .collect()
}

/// The numbers of all charts as they stand. Whoever runs this follows them.
fn frames(store: Store) -> Frames {
    let forecast = store.forecast.get();
    store.outcome.look(|outcome| {
        store.baselines.look(|baselines| {
            let compared = baselines.iter().map(|baseline| Subject {
                label: &baseline.short_name,
                inputs: &baseline.inputs,
                run: &baseline.run,
            });
            let compared: Vec<Subject> = compared.collect();
            let scene = Scene {
                subject: Subject {
                    label: "this plan",
                    inputs: &outcome.inputs,
                    run: &outcome.run,
                },
                compared: &compared,
                bands: &forecast.bands,
                actuals: Some(&outcome.actuals),
            };
            let frame = |spec| Arc::new(Frame::new(spec, &scene));
            CHARTS.iter().map(frame).collect()
        })
    })
}

/// Charts that are out of view are drawn once nothing has changed for so long.
const IDLE: Duration = Duration::from_millis(120);

/// Draws the charts in view whenever a number, a size or the theme changes, in one go, and reports
/// how long it took from the event that changed it as the measure `headroom:redraw`. The others
/// follow when the change has come to rest.
pub fn paint_all(surfaces: Vec<Surface>, store: Store, theme: Theme) {
    let Some(frames) = surfaces.first().map(|surface| surface.frames) else {
        return;
    };
    let painters: Vec<Painter> = surfaces.iter().copied().map(Painter::new).collect();
    let painters = Rc::new(RefCell::new(painters));
    let paint = move |in_view: bool| {
        let (scale, dark) = (window().device_pixel_ratio(), theme.dark.get_untracked());
        for painter in painters.borrow_mut().iter_mut() {
            if painter.is_in_view() == in_view {
                painter.paint(scale, dark);
            }
        }
    };
    let paint: Rc<dyn Fn(bool)> = Rc::new(paint);
    let paint_others = paint.clone();
    let follow_up = Rc::new(RefCell::new(debounce(IDLE, move |()| paint_others(false))));
    let paint = move || {
        paint(true);
        follow_up.borrow_mut()(());
    };
    let paint_numbers = paint.clone();
    // Apart from the numbers, which change far more often: what an effect follows it takes up anew
    // at every run.
    effect(move || {
        theme.dark.track();
        for surface in &surfaces {
            surface.size.track();
            surface.in_view.track();
            surface.canvases.iter().for_each(|canvas| canvas.track());
        }
        paint();
    });
    effect(move || {
        frames.track();
        paint_numbers();
        if let Some(start) = store.changed_at.try_update_value(Option::take).flatten() {
            report(start);
        }
    });
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
