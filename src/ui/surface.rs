//! The canvases of the page. What follows a slider is drawn in one go, so that no frame shows half
//! a change; uncertain ranges, which come later, chart by chart.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::forecast::Bands;
use super::painter::Painter;
use super::store::Store;
use super::theme::Theme;
use crate::chart::{CHARTS, ChartSpec, Frame, LAYERS, Scene, Subject};
use crate::ui::derived::{effect, memo_of_all};
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
            };
            Frame::new(spec, &scene)
        })
    })
}

/// Charts that are out of view are drawn once nothing has changed for so long.
const IDLE: Duration = Duration::from_millis(120);

/// Milliseconds that drawing uncertain ranges may take before the page looks whether there is
/// something else to do: a slider is never to wait for them.
const SLICE: f64 = 2.0;

/// Draws the charts in view whenever a number, a size or the theme changes, in one go, and reports
/// how long it took from the event that changed it as the measure `headroom:redraw`. The others
/// follow when the change has come to rest, and uncertain ranges when there is time.
pub fn paint_all(surfaces: Vec<Surface>, store: Store, theme: Theme) {
    let easel = Rc::new(Easel {
        painters: RefCell::new(surfaces.iter().copied().map(Painter::new).collect()),
        theme,
        store,
        waiting: RefCell::default(),
    });
    let others = easel.clone();
    let follow_up = Rc::new(RefCell::new(debounce(IDLE, move |()| others.paint(false))));
    let (paper, numbers) = (easel.clone(), easel.clone());
    let follow_numbers = follow_up.clone();
    // Apart from the numbers, which change far more often: what an effect follows it takes up anew
    // at every run.
    effect(move || {
        theme.dark.track();
        for surface in &surfaces {
            surface.size.track();
            surface.in_view.track();
            surface.canvases.iter().for_each(|canvas| canvas.track());
        }
        paper.paint(true);
        follow_up.borrow_mut()(());
    });
    effect(move || {
        store.outcome.track();
        store.baselines.track();
        numbers.paint(true);
        follow_numbers.borrow_mut()(());
        if let Some(start) = store.changed_at.try_update_value(Option::take).flatten() {
            report(start);
        }
    });
    effect(move || {
        store.forecast.track();
        easel.take_bands();
    });
}

/// Everything that draws.
struct Easel {
    painters: RefCell<Vec<Painter>>,
    theme: Theme,
    store: Store,
    /// The places of charts that have not been given the newest uncertain ranges.
    waiting: RefCell<VecDeque<usize>>,
}

impl Easel {
    /// Brings the charts in view up to date, or those out of view.
    fn paint(&self, in_view: bool) {
        for painter in self.painters.borrow_mut().iter_mut() {
            if painter.is_in_view() == in_view {
                self.paint_one(painter);
            }
        }
    }

    /// Has all charts given the newest uncertain ranges, those in view first. Charts that were
    /// still to be given earlier ones never get those.
    fn take_bands(self: &Rc<Self>) {
        let painters = self.painters.borrow();
        let in_order = |in_view| {
            let painters = painters.iter().enumerate();
            painters
                .filter(move |(_, painter)| painter.is_in_view() == in_view)
                .map(|(index, _)| index)
        };
        let all = in_order(true).chain(in_order(false)).collect();
        // If some are waiting, there is a task to come.
        if self.waiting.replace(all).is_empty() {
            self.give_later();
        }
    }

    fn give_later(self: &Rc<Self>) {
        let easel = self.clone();
        set_timeout(move || easel.give_bands(), Duration::ZERO);
    }

    /// Gives charts the newest uncertain ranges for the time of a slice.
    fn give_bands(self: &Rc<Self>) {
        let bands = self
            .store
            .forecast
            .glance(|forecast| forecast.bands.clone());
        let end = now() + SLICE;
        while let Some(index) = self.next() {
            let painter = &mut self.painters.borrow_mut()[index];
            painter.show_bands(&bands);
            if painter.is_in_view() {
                self.paint_one(painter);
            }
            if now() > end {
                break;
            }
        }
        if !self.waiting.borrow().is_empty() {
            self.give_later();
        }
    }

    fn next(&self) -> Option<usize> {
        self.waiting.borrow_mut().pop_front()
    }

    fn paint_one(&self, painter: &mut Painter) {
        painter.paint(
            window().device_pixel_ratio(),
            self.theme.dark.get_untracked(),
        );
    }
}

/// The page's clock, in milliseconds.
fn now() -> f64 {
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
