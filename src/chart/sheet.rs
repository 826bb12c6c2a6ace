//! Everything on a chart's surface as plain shapes in CSS pixels, before any ink: what a test can
//! look at.

use super::frame::{Frame, LineFrame, PaneFrame};
use super::geometry::{GAP, Geometry, RIGHT, Rect};
use super::labels::{self, Anchor, Obstacles, fitted, spread, text_box, text_width};
use super::theme::Role;
use crate::format;
use crate::model::calendar::WEEKS_PER_MONTH;

pub use super::labels::Anchor as TextAnchor;

/// Size of the names of lines and ticks.
const TEXT: f64 = 11.0;
/// Size of words inside a pane.
const SMALL: f64 = 10.5;
/// The least distance between the middles of two names.
const NAME_DISTANCE: f64 = 13.0;
/// Room between the end of a line and its name.
const NAME_GAP: f64 = 7.0;
/// How far names may stand above and below their pane.
const NAME_OVERHANG: f64 = 5.0;
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

/// A chart laid out.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Where the panes stand.
    pub geometry: Geometry,
    /// The shapes, what lies behind first.
    pub shapes: Vec<Shape>,
}

impl Sheet {
    /// Lays a chart out on `width` × `height` CSS pixels.
    #[must_use]
    pub fn new(frame: &Frame, width: f64, height: f64) -> Self {
        let mut sheet = Self {
            geometry: Geometry::new(frame, width, height),
            shapes: Vec::with_capacity(64),
        };
        sheet.phases(frame);
        for (index, pane) in frame.panes.iter().enumerate() {
            sheet.pane(frame, index, pane);
        }
        sheet.months(frame);
        sheet
    }

    /// The texts of the sheet.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }

    fn rule(&mut self, from: Point, to: Point, ink: Ink) {
        self.shapes.push(Shape::Path {
            points: vec![from, to],
            ink,
            width: 1.0,
            dash: None,
        });
    }

    fn text(&mut self, text: String, at: Point, anchor: Anchor, size: f64, ink: Ink) {
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
        let y = plot.bottom + 11.0;
        let months = frame.weeks as f64 / WEEKS_PER_MONTH;
        let month_width = plot.width() / months;
        let needed = text_width("M12", TEXT) + 12.0;
        let step = [1, 2, 3, 4, 6, 12, 24, 36, 60]
            .into_iter()
            .find(|&step| f64::from(step) * month_width >= needed)
            .unwrap_or(120);
        let mut month = 0;
        while f64::from(month) <= months + 1e-6 {
            let x = self.geometry.x(f64::from(month) * WEEKS_PER_MONTH);
            let name = if month == 0 {
                "now".to_owned()
            } else {
                format!("M{month}")
            };
            self.text(name, (x, y), Anchor::Middle, TEXT, Ink::Muted);
            month += step;
        }
    }

    fn pane(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        if index > 0 {
            let y = rect.top - GAP / 2.0 + 2.0;
            let caption = fitted(pane.spec.caption, SMALL, rect.width());
            self.text(caption, (rect.left, y), Anchor::Start, SMALL, Ink::Muted);
        }
        self.grid(frame, index, pane);

        let mut obstacles = Obstacles::default();
        let thresholds = self.thresholds(frame, index, pane, &mut obstacles);
        for line in &pane.lines {
            self.line(frame, index, line, &mut obstacles);
        }
        for mark in &pane.marks {
            let at = (
                self.geometry.x(mark.at),
                self.geometry.y(frame, index, mark.value),
            );
            if at.1 < rect.top || at.1 > rect.bottom {
                continue;
            }
            self.shapes.push(Shape::Dot {
                at,
                radius: 3.5,
                ink: Ink::Line(mark.role),
                hollow: false,
            });
            obstacles.take(around(at, 4.0));
        }
        for mark in &pane.marks {
            let at = (
                self.geometry.x(mark.at),
                self.geometry.y(frame, index, mark.value),
            );
            let places = around_point(&mark.label, at);
            if let Some((at, anchor)) = obstacles.best(&rect, places) {
                let ink = Ink::Name(mark.role);
                self.text(mark.label.clone(), at, anchor, SMALL, ink);
            }
        }
        for (label, from, until, y) in thresholds {
            let places = along(&label, from, until, y, &rect);
            if let Some((at, anchor)) = obstacles.best(&rect, places) {
                self.text(label, at, anchor, SMALL, Ink::Muted);
            }
        }
        self.names(frame, index, pane);
    }

    fn grid(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        let ticks = &pane.scale.ticks;
        let room = (rect.height() / TICK_HEIGHT).floor().max(1.0);
        // Ticks are thinned out evenly, from zero or else from the end that the values hang on.
        let stride = (1..)
            .find(|&stride| number(ticks.len().saturating_sub(1) / stride) <= room)
            .unwrap_or(1);
        let anchor =
            ticks
                .iter()
                .position(|&tick| tick == 0.0)
                .unwrap_or(if pane.scale.logarithmic {
                    0
                } else {
                    ticks.len() - 1
                });
        for (position, &tick) in ticks.iter().enumerate() {
            if position % stride != anchor % stride {
                continue;
            }
            let y = self.geometry.y(frame, index, tick);
            let is_zero = tick == 0.0;
            let ink = if is_zero { Ink::Rule } else { Ink::Grid };
            self.rule((rect.left, y), (rect.right, y), ink);
            let label = format::tick(pane.unit(), tick);
            self.text(label, (rect.left - 6.0, y), Anchor::End, TEXT, Ink::Muted);
        }
    }

    /// Draws the thresholds and returns what their names need: label, from, until, height.
    fn thresholds(
        &mut self,
        frame: &Frame,
        index: usize,
        pane: &PaneFrame,
        obstacles: &mut Obstacles,
    ) -> Vec<(String, f64, f64, f64)> {
        let rect = self.geometry.panes[index];
        let mut names = Vec::new();
        for threshold in &pane.thresholds {
            let y = self.geometry.y(frame, index, threshold.value);
            if y < rect.top - 0.5 || y > rect.bottom + 0.5 {
                continue;
            }
            let (from, until) = (
                self.geometry.x(threshold.from),
                self.geometry.x(threshold.until),
            );
            self.rule((from, y), (until, y), Ink::Rule);
            obstacles.line(vec![(from, y), (until, y)], 1.0);
            let mut label = threshold.label.to_owned();
            if let Some(met) = threshold.met {
                self.shapes.push(Shape::Dot {
                    at: (until, y),
                    radius: 3.0,
                    ink: Ink::Rule,
                    hollow: !met,
                });
                obstacles.take(around((until, y), 4.0));
                if met {
                    label.push_str(" ✓");
                }
            }
            names.push((label, from, until, y));
        }
        names
    }

    fn line(&mut self, frame: &Frame, index: usize, line: &LineFrame, obstacles: &mut Obstacles) {
        let rect = self.geometry.panes[index];
        if let Some(band) = &line.band {
            let edge = |values: &[f64]| -> Vec<Point> {
                values
                    .iter()
                    .enumerate()
                    .map(|(week, &value)| {
                        let y = self.geometry.y(frame, index, value);
                        (
                            self.geometry.x(number(week + 1)),
                            y.clamp(rect.top, rect.bottom),
                        )
                    })
                    .collect()
            };
            let mut outline = edge(&band.lower);
            outline.extend(edge(&band.upper).into_iter().rev());
            self.shapes
                .push(Shape::Area(outline, Ink::Band(line.role())));
        }
        let points: Vec<Point> = line
            .points()
            .map(|(week, value)| (self.geometry.x(week), self.geometry.y(frame, index, value)))
            .collect();
        let (width, dash, cost) = if line.compared.is_some() {
            // Compared runs differ in the length of their dashes.
            let dash = (7.0 + 4.0 * number(line.order), 5.0);
            (1.5, Some(dash), 3.0)
        } else {
            (2.0, None, 10.0)
        };
        for points in clipped(&points, rect.top, rect.bottom) {
            obstacles.line(points.clone(), cost);
            self.shapes.push(Shape::Path {
                points,
                ink: Ink::Line(line.role()),
                width,
                dash,
            });
        }
    }

    /// The names of the lines, at their ends.
    fn names(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        let is_last = index + 1 == frame.panes.len();
        let low = rect.top - NAME_OVERHANG + 2.0;
        let high = rect.bottom + if is_last { 0.0 } else { NAME_OVERHANG };
        let mut names: Vec<(String, f64, Role)> = named(pane)
            .into_iter()
            .map(|(name, value, role)| {
                let y = self.geometry.y(frame, index, value);
                let name = fitted(&name, TEXT, RIGHT - NAME_GAP - 1.0);
                (name, y.clamp(rect.top, rect.bottom), role)
            })
            .collect();
        // The least important names stand last and go first where there is no room.
        let room = (1..=names.len())
            .take_while(|&count| number(count - 1) * NAME_DISTANCE <= high - low)
            .count();
        names.truncate(room);
        let wanted: Vec<f64> = names.iter().map(|&(_, y, _)| y).collect();
        let places = spread(&wanted, NAME_DISTANCE, low, high);
        for ((name, y, role), place) in names.into_iter().zip(places) {
            if (place - y).abs() > 4.0 {
                self.rule(
                    (rect.right + 1.5, y),
                    (rect.right + NAME_GAP - 1.5, place),
                    Ink::Grid,
                );
            }
            let at = (rect.right + NAME_GAP, place);
            self.text(name, at, Anchor::Start, TEXT, Ink::Name(role));
        }
    }
}

/// The names at the ends of a pane's lines, with their values, the most important first. A line
/// that stands alone needs no name: the caption says it, and the name's place says the value.
fn named(pane: &PaneFrame) -> Vec<(String, f64, Role)> {
    let alone = pane.spec.lines.len() == 1;
    let own = pane
        .lines
        .iter()
        .rev()
        .filter(|line| line.compared.is_none());
    let mut names: Vec<(String, f64, Role)> = own
        .filter_map(|line| {
            let last = line.last()?;
            let name = if alone {
                format::value(pane.unit(), last)
            } else {
                line.spec.label.to_owned()
            };
            Some((name, last, line.role()))
        })
        .collect();
    // A compared run is named once, at the line of the pane that matters most.
    let first = pane.spec.lines.iter().find(|line| line.compared);
    let compared = pane.lines.iter().filter(|line| {
        line.compared.is_some() && first.is_some_and(|first| first.key == line.spec.key)
    });
    names.extend(
        compared.filter_map(|line| Some((line.compared.clone()?, line.last()?, line.role()))),
    );
    names
}

/// Places for words beside a point, the best first.
fn around_point(label: &str, at: Point) -> impl Iterator<Item = (Rect, (Point, Anchor))> {
    let (x, y) = at;
    [
        ((x + 7.0, y - 10.0), Anchor::Start),
        ((x - 7.0, y - 10.0), Anchor::End),
        ((x + 7.0, y + 10.0), Anchor::Start),
        ((x - 7.0, y + 10.0), Anchor::End),
        ((x, y + 13.0), Anchor::Middle),
        ((x, y - 13.0), Anchor::Middle),
        ((x + 9.0, y), Anchor::Start),
        ((x - 9.0, y), Anchor::End),
        ((x + 7.0, y + 22.0), Anchor::Start),
        ((x - 7.0, y + 22.0), Anchor::End),
        ((x + 7.0, y - 22.0), Anchor::Start),
        ((x - 7.0, y - 22.0), Anchor::End),
    ]
    .into_iter()
    .map(|(at, anchor)| (text_box(label, SMALL, at.0, at.1, anchor), (at, anchor)))
}

/// Places for words along a level line, the best first.
fn along(
    label: &str,
    from: f64,
    until: f64,
    y: f64,
    rect: &Rect,
) -> impl Iterator<Item = (Rect, (Point, Anchor))> {
    let middle = f64::midpoint(from, until);
    let columns = [
        (from + 4.0, Anchor::Start),
        (until - 5.0, Anchor::End),
        (middle, Anchor::Middle),
        (until + 6.0, Anchor::Start),
        (rect.right - 4.0, Anchor::End),
    ];
    let rows = [y - 7.5, y + 7.5];
    rows.into_iter()
        .flat_map(move |y| columns.map(|(x, anchor)| ((x, y), anchor)))
        .chain([((until + 7.0, y), Anchor::Start)])
        .map(|(at, anchor)| (text_box(label, SMALL, at.0, at.1, anchor), (at, anchor)))
}

/// The square around a point.
fn around(at: Point, radius: f64) -> Rect {
    Rect {
        left: at.0,
        top: at.1,
        right: at.0,
        bottom: at.1,
    }
    .grown(radius)
}

/// The stretches of a line between two heights.
fn clipped(points: &[Point], top: f64, bottom: f64) -> Vec<Vec<Point>> {
    let inside = |point: &Point| point.1 >= top - 0.5 && point.1 <= bottom + 0.5;
    if points.iter().all(inside) {
        return vec![points.to_vec()];
    }
    let mut stretches = Vec::new();
    let mut current: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        // The part of the stretch, from 0 to 1, that is between the heights.
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        let rise = y1 - y0;
        if rise == 0.0 {
            if y0 < top || y0 > bottom {
                to = -1.0;
            }
        } else {
            let (one, other) = ((top - y0) / rise, (bottom - y0) / rise);
            from = from.max(one.min(other));
            to = to.min(one.max(other));
        }
        if from > to {
            if current.len() > 1 {
                stretches.push(std::mem::take(&mut current));
            }
            current.clear();
            continue;
        }
        let at = |part: f64| (x0 + (x1 - x0) * part, y0 + rise * part);
        if current.is_empty() {
            current.push(at(from));
        }
        current.push(at(to));
        if to < 1.0 {
            stretches.push(std::mem::take(&mut current));
        }
    }
    if current.len() > 1 {
        stretches.push(current);
    }
    stretches
}

#[allow(clippy::cast_precision_loss)] // what is counted here is few
fn number(count: usize) -> f64 {
    count as f64
}

/// The width that a name at the end of a line can have.
#[must_use]
pub fn name_fits(name: &str) -> bool {
    labels::text_width(name, TEXT) <= RIGHT - NAME_GAP - 1.0
}
