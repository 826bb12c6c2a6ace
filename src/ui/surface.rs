//! The canvases of the page. What follows a slider is drawn in one go, so that no frame shows half
//! a change; uncertain ranges, which come later, with the next frame.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::painter::Painter;
use super::store::Store;
use super::theme::Theme;
use crate::chart::{Bands, CHARTS, ChartSpec, Frame, LAYERS, Scene, Subject};
use crate::ui::derived::{effect, effect_at_once, memo_of_all};
use crate::ui::look::Look;

/// One chart of the page.
#[derive(Clone, Copy)]
pub struct Surface {
    /// What stands in it.
    pub spec: &'static ChartSpec,
    /// Where it is drawn: a canvas for each layer, what lies behind first.
    pub canvases: [NodeRef<html::Canvas>; LAYERS],
    /// Its width and height in CSS pixels, as the layout has it.
    pub size: RwSignal<(f64, f64)>,
    /// Whether it is on screen, or nearly.
    pub in_view: RwSignal<bool>,
    /// The uncertain ranges that it shows.
    bands: RwSignal<Bands>,
    frame: Memo<Arc<Frame>>,
}

impl Surface {
    fn new(spec: &'static ChartSpec, store: Store) -> Self {
        let bands = RwSignal::new(Bands::default());
        Self {
            spec,
            canvases: std::array::from_fn(|_| NodeRef::new()),
            size: RwSignal::new((0.0, 0.0)),
            in_view: RwSignal::new(false),
            bands,
            frame: memo_of_all(move || Arc::new(bands.look(|bands| frame(spec, store, bands)))),
        }
    }

    /// What the closure makes of its numbers. Whoever runs this follows them.
    pub fn look<Answer>(&self, read: impl FnOnce(&Frame) -> Answer) -> Answer {
        self.frame.look(|frame| read(frame))
    }

    /// Its numbers, without following them.
    #[must_use]
    pub fn frame(&self) -> Arc<Frame> {
        self.frame.get_untracked()
    }

    /// Shows other uncertain ranges.
    pub fn show_bands(&self, bands: &Bands) {
        if self.bands.glance(|now| !Arc::ptr_eq(now, bands)) {
            self.bands.set(bands.clone());
        }
    }
}

/// All charts of the page, in the order of the chart table.
#[must_use]
pub fn surfaces(store: Store) -> Vec<Surface> {
    CHARTS
        .iter()
        .map(|spec| Surface::new(spec, store))
        .collect()
}

/// The numbers of a chart as they stand. Whoever runs this follows them.
fn frame(spec: &'static ChartSpec, store: Store, bands: &Bands) -> Frame {
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
                bands,
                actuals: Some(&outcome.actuals),
            };
            Frame::new(spec, &scene)
        })
    })
}

/// Charts that are out of view are drawn once nothing has changed for so long: while a slider
/// moves, there is nothing that could come in its way.
const IDLE: Duration = Duration::from_millis(500);

/// Milliseconds that drawing charts out of view may take before the page looks whether there is
/// something else to do.
const SLICE: f64 = 2.0;

/// Draws the charts in view whenever a number, a size or the theme changes, in one go, and reports
/// how long it took from the event that changed it as the measure `headroom:redraw`. New uncertain
/// ranges are drawn in one go as well, once a frame: every frame costs more than what is drawn in
/// it. Charts out of view follow when the page has come to rest.
pub fn paint_all(surfaces: Vec<Surface>, store: Store, theme: Theme) {
    let easel = Rc::new(Easel {
        painters: RefCell::new(surfaces.iter().copied().map(Painter::new).collect()),
        theme,
        store,
        has_bands_to_draw: Cell::new(false),
        waiting: RefCell::default(),
    });
    let resting = easel.clone();
    let follow_up = Rc::new(RefCell::new(debounce(IDLE, move |()| {
        resting.turn_to_others();
    })));
    let (paper, numbers) = (easel.clone(), easel.clone());
    let (follow_numbers, follow_bands) = (follow_up.clone(), follow_up.clone());
    // Apart from the numbers, which change far more often: what an effect follows it takes up anew
    // at every run.
    effect(move || {
        theme.dark.track();
        for surface in &surfaces {
            surface.size.track();
            surface.in_view.track();
            surface.canvases.iter().for_each(|canvas| canvas.track());
        }
        paper.paint_in_view();
        follow_up.borrow_mut()(());
    });
    // Before the words of the page are written: a canvas asks for the type of its text, for which the
    // browser works out the style of whatever has changed on the page.
    effect_at_once(move || {
        store.outcome.track();
        store.baselines.track();
        numbers.paint_in_view();
        follow_numbers.borrow_mut()(());
        if let Some(start) = store.changed_at.try_update_value(Option::take).flatten() {
            report(start);
        }
    });
    effect(move || {
        store.forecast.track();
        easel.draw_bands_with_next_frame();
        follow_bands.borrow_mut()(());
    });
}

/// Everything that draws.
struct Easel {
    painters: RefCell<Vec<Painter>>,
    theme: Theme,
    store: Store,
    /// Whether the next frame is waited for.
    has_bands_to_draw: Cell<bool>,
    /// The places of charts out of view that may not be up to date.
    waiting: RefCell<VecDeque<usize>>,
}

impl Easel {
    /// Brings the charts in view up to date.
    fn paint_in_view(&self) {
        for painter in self.painters.borrow_mut().iter_mut() {
            if painter.is_in_view() {
                self.paint(painter);
            }
        }
    }

    fn draw_bands_with_next_frame(self: &Rc<Self>) {
        if !self.has_bands_to_draw.replace(true) {
            let easel = self.clone();
            request_animation_frame(move || {
                easel.has_bands_to_draw.set(false);
                easel.paint_in_view();
            });
        }
    }

    /// Brings the charts out of view up to date, a few at a time.
    fn turn_to_others(self: &Rc<Self>) {
        let all = (0..self.painters.borrow().len()).collect();
        // If some are waiting, there is a task to come.
        if self.waiting.replace(all).is_empty() {
            self.go_on_later();
        }
    }

    fn go_on_later(self: &Rc<Self>) {
        let easel = self.clone();
        set_timeout(move || easel.go_on(), Duration::ZERO);
    }

    fn go_on(self: &Rc<Self>) {
        let end = now() + SLICE;
        while let Some(index) = self.next() {
            self.paint(&mut self.painters.borrow_mut()[index]);
            if now() > end {
                break;
            }
        }
        if !self.waiting.borrow().is_empty() {
            self.go_on_later();
        }
    }

    fn next(&self) -> Option<usize> {
        self.waiting.borrow_mut().pop_front()
    }

    fn paint(&self, painter: &mut Painter) {
        let bands = self
            .store
            .forecast
            .glance(|forecast| forecast.bands.clone());
        painter.show_bands(&bands);
        painter.paint(
            window().device_pixel_ratio(),
            self.theme.dark.get_untracked(),
        );
    }
}

/// The page's clock, in milliseconds.
pub(super) fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
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
