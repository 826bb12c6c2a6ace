//! Draws one chart: onto a canvas for each layer, and of these only what looks different from the
//! last time.

use leptos::prelude::*;
use plotters::prelude::IntoDrawingArea;

use std::sync::Arc;

use super::canvas::Canvas;
use super::surface::Surface;
use crate::chart::{self, Bands, DARK, Frame, LAYERS, LIGHT, Layer};

/// The least number of a backend's units to a CSS pixel: its coordinates are whole numbers, and
/// lines would wobble on a coarser grid.
const LEAST_UNITS: f64 = 2.0;

/// A chart's canvases, with what stands on them.
pub struct Painter {
    surface: Surface,
    canvases: Option<[Canvas; LAYERS]>,
    painted: Option<Painted>,
}

/// What the canvases show.
struct Painted {
    frame: Arc<Frame>,
    paper: Paper,
}

/// What the canvases are: anything else than the same has to be drawn from the start.
#[derive(Clone, Copy, PartialEq)]
struct Paper {
    width: f64,
    height: f64,
    /// Device pixels to a CSS pixel.
    pixels: f64,
    dark: bool,
}

impl Painter {
    /// The painter of a chart that has not been drawn yet.
    #[must_use]
    pub fn new(surface: Surface) -> Self {
        Self {
            surface,
            canvases: None,
            painted: None,
        }
    }

    /// Whether the chart is on screen, or nearly.
    #[must_use]
    pub fn is_in_view(&self) -> bool {
        self.surface.in_view.get_untracked()
    }

    /// Has the chart show other uncertain ranges from the next painting on.
    pub fn show_bands(&self, bands: &Bands) {
        self.surface.show_bands(bands);
    }

    /// Brings the canvases up to date, on a screen of so many device pixels to a CSS pixel.
    pub fn paint(&mut self, pixels: f64, dark: bool) {
        let (width, height) = self.surface.size.get_untracked();
        if width < 1.0 || height < 1.0 {
            return;
        }
        if self.canvases.is_none() {
            self.canvases = self.open();
        }
        let Some(canvases) = &mut self.canvases else {
            return;
        };
        let paper = Paper {
            width,
            height,
            pixels,
            dark,
        };
        let frame = self.surface.frame();
        let before = self.painted.take().filter(|before| before.paper == paper);
        for (layer, canvas) in Layer::ALL.chunks(1).zip(canvases) {
            if before
                .as_ref()
                .is_none_or(|before| !frame.draws_same(layer[0], &before.frame))
            {
                paper.draw(&frame, layer, canvas);
            }
        }
        self.painted = Some(Painted { frame, paper });
    }

    fn open(&self) -> Option<[Canvas; LAYERS]> {
        let canvas = |at: usize| Canvas::new(self.surface.canvases[at].get_untracked()?);
        Some([canvas(0)?, canvas(1)?, canvas(2)?])
    }
}

impl Paper {
    fn draw(&self, frame: &Frame, layers: &'static [Layer], canvas: &mut Canvas) {
        let units = self.pixels.max(LEAST_UNITS);
        canvas.clear((self.width, self.height), self.pixels, units);
        let theme = if self.dark { &DARK } else { &LIGHT };
        let area = canvas.into_drawing_area();
        // A canvas takes every stroke; there is nothing to tell the founder.
        let _ = chart::draw(&area, frame, layers, theme, units);
    }
}
