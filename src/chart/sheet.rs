//! Everything on a chart's surface as plain shapes in CSS pixels, before any ink: what a test can
//! look at.

use super::frame::{Frame, PaneFrame};
use super::geometry::{Geometry, RIGHT, Rect};
use super::labels::{Anchor, text_box, text_width};
use super::theme::Role;
use crate::format;
use crate::model::calendar::WEEKS_PER_MONTH;

pub use super::labels::Anchor as TextAnchor;

/// Size of all words: a canvas takes longer to change its type than to draw a line.
pub(super) const TEXT: f64 = 11.0;
/// Room between the end of a line and its name.
pub(super) const NAME_GAP: f64 = 7.0;
/// The least room of a tick of the y-axis.
const TICK_HEIGHT: f64 = 15.0;

/// A point, y downwards.
pub type Point = (f64, f64);

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// A line.
    Line(Role),
    /// The uncertain range around a line.
    Band(Role),
    /// The name of a line.
    Name(Role),
    /// Ticks, captions, thresholds' names.
    Muted,
    /// The grid.
    Grid,
    /// Zero, thresholds, leaders.
    Rule,
    /// A phase.
    Phase,
    /// The page itself.
    Page,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Fill(Rect, Ink),
    /// A filled outline.
    Area(Vec<Point>, Ink),
    /// A line of a width, dashed if it says so.
    Path {
        /// Its corners.
        points: Vec<Point>,
        /// Its colour.
        ink: Ink,
        /// Its width.
        width: f64,
        /// Lengths of a dash and of the gap after it.
        dash: Option<(f64, f64)>,
    },
    /// A small disc.
    Dot {
        /// Its middle.
        at: Point,
        /// Its radius.
        radius: f64,
        /// Its colour.
        ink: Ink,
        /// Whether it is only a ring.
        hollow: bool,
    },
    /// A word or two.
    Text(Text),
}

/// A word or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they are held, and the middle of their height.
    pub at: Point,
    /// How they are held.
    pub anchor: Anchor,
    /// The size of the type.
    pub size: f64,
    /// The colour.
    pub ink: Ink,
}

impl Text {
    /// The box that the text is estimated to fill.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        text_box(&self.text, self.size, self.at.0, self.at.1, self.anchor)
    }
}

/// The number of layers.
pub const LAYERS: usize = Layer::ALL.len();

/// A part of a chart's shapes. A surface that has one above the other draws anew only what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// What lies behind and stands still while values move within the axes: the grid, the names of
    /// its ticks, compared lines.
    Ground,
    /// Uncertain ranges, which take many runs and come later than the founder's own.
    Bands,
    /// All that follows the founder's own run.
    Ink,
}

impl Layer {
    /// All, what lies behind first.
    pub const ALL: &'static [Self; 3] = &[Self::Ground, Self::Bands, Self::Ink];
}

/// A chart laid out.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Where the panes stand.
    pub geometry: Geometry,
    /// The shapes, what lies behind first.
    pub shapes: Vec<Shape>,
    layers: &'static [Layer],
}

impl Sheet {
    /// Lays a chart out on `width` × `height` CSS pixels.
    #[must_use]
    pub fn new(frame: &Frame, width: f64, height: f64) -> Self {
        Self::with_layers(Layer::ALL, frame, width, height)
    }

    /// The same with the shapes of some layers only.
    #[must_use]
    pub fn with_layers(layers: &'static [Layer], frame: &Frame, width: f64, height: f64) -> Self {
        let mut sheet = Self {
            geometry: Geometry::new(frame, width, height),
            shapes: Vec::with_capacity(64),
            layers,
        };
        if sheet.has(Layer::Ink) {
            sheet.phases(frame);
        }
        for (index, pane) in frame.panes.iter().enumerate() {
            sheet.pane(frame, index, pane);
        }
        if sheet.has(Layer::Ground) {
            sheet.months(frame);
        }
        sheet
    }

    pub(super) fn has(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }

    /// The texts of the sheet.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }

    pub(super) fn rule(&mut self, from: Point, to: Point, ink: Ink) {
        self.shapes.push(Shape::Path {
            points: vec![from, to],
            ink,
            width: 1.0,
            dash: None,
        });
    }

    pub(super) fn text(&mut self, text: String, at: Point, anchor: Anchor, size: f64, ink: Ink) {
        self.shapes.push(Shape::Text(Text {
            text,
            at,
            anchor,
            size,
            ink,
        }));
    }

    fn phases(&mut self, frame: &Frame) {
        let plot = self.geometry.plot;
        for phase in &frame.phases {
            let rect = Rect {
                left: self.geometry.x(phase.start),
                right: self.geometry.x(phase.end),
                ..plot
            };
            self.shapes.push(Shape::Fill(rect, Ink::Phase));
        }
    }

    /// The ticks of the x-axis: "now", then as many months as there is room for.
    #[allow(clippy::cast_precision_loss)] // weeks are few
    fn months(&mut self, frame: &Frame) {
        let plot = self.geometry.plot;
        let y = plot.bottom + 12.0;
        let months = frame.weeks as f64 / WEEKS_PER_MONTH;
        let month_width = plot.width() / months;
        let needed = text_width(&format::month_tick(12, None), TEXT) + 12.0;
        let step = [1, 2, 3, 4, 6, 12, 24, 36, 60]
            .into_iter()
            .find(|&step| f64::from(step) * month_width >= needed)
            .unwrap_or(120);
        let mut month: u32 = 0;
        while f64::from(month) <= months + 1e-6 {
            let x = self.geometry.x(f64::from(month) * WEEKS_PER_MONTH);
            let name = format::month_tick(month, month.checked_sub(step));
            self.text(name, (x, y), Anchor::Middle, TEXT, Ink::Muted);
            month += step;
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few ticks
    pub(super) fn grid(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        let room = (rect.height() / TICK_HEIGHT).floor().max(1.0) as usize + 1;
        for tick in pane.scale.ticks(room) {
            let y = self.geometry.y(frame, index, tick);
            let ink = if tick.abs() < 1e-9 * pane.scale.high.abs() {
                Ink::Rule
            } else {
                Ink::Grid
            };
            self.rule((rect.left, y), (rect.right, y), ink);
            let label = format::tick(pane.unit(), tick);
            self.text(label, (rect.left - 6.0, y), Anchor::End, TEXT, Ink::Muted);
        }
    }
}

#[allow(clippy::cast_precision_loss)] // what is counted here is few
pub(super) fn number(count: usize) -> f64 {
    count as f64
}

/// The width that a name at the end of a line can have.
#[must_use]
pub fn name_fits(name: &str) -> bool {
    text_width(name, TEXT) <= RIGHT - NAME_GAP - 1.0
}
