//! What stands inside a pane and at its edge: thresholds, lines, moments, and their names.

use super::clip::clipped;
use super::frame::{Frame, LineFrame, PaneFrame};
use super::geometry::{GAP, RIGHT, Rect};
use super::labels::{Anchor, Obstacles, fitted, spread, text_box, text_width};
use super::sheet::{Ink, Layer, NAME_GAP, Point, Shape, Sheet, TEXT, number};
use super::theme::Role;
use crate::format;

/// The least distance between the middles of two names.
const NAME_DISTANCE: f64 = 13.0;
/// How far names may stand above and below their pane.
const NAME_OVERHANG: f64 = 5.0;
/// What it costs to cover the founder's own line, a compared one, a threshold.
const OWN_LINE: f64 = 10.0;
const COMPARED_LINE: f64 = 3.0;
/// The median of uncertain runs: dots and gaps, in CSS pixels.
pub(super) const MEDIAN_DASH: (f64, f64) = (2.0, 3.0);
const THRESHOLD_LINE: f64 = 1.0;
/// The most that a place costs without a line of the founder's own.
const FREE: f64 = 9.0;

impl Sheet {
    pub(super) fn pane(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        if self.has(Layer::Ground) {
            if index > 0 {
                let y = rect.top - GAP / 2.0 + 2.0;
                let caption = fitted(&format::with_sign(pane.spec.caption), TEXT, rect.width());
                self.text(caption, (rect.left, y), Anchor::Start, TEXT, Ink::Muted);
            }
            self.grid(frame, index, pane);
        }
        if self.has(Layer::Bands) {
            for line in &pane.lines {
                self.band(frame, index, line);
            }
        }
        let mut obstacles = Obstacles::default();
        if !self.has(Layer::Ink) {
            if self.has(Layer::Ground) {
                for line in pane.lines.iter().filter(|line| line.compared.is_some()) {
                    self.line(frame, index, line, &mut obstacles);
                }
            }
            return;
        }

        let thresholds = self.thresholds(frame, index, pane, &mut obstacles);
        for line in &pane.lines {
            self.line(frame, index, line, &mut obstacles);
        }
        self.milestones(frame, index, pane);
        self.actuals(frame, index, pane, &mut obstacles);
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
            // Rather the short word in a free place than the long one across a line.
            let tries = [
                (&mark.label, FREE),
                (&mark.short, FREE),
                (&mark.short, f64::INFINITY),
            ];
            let found = tries.into_iter().find_map(|(label, limit)| {
                let place = obstacles.best(&rect, limit, around_point(label, at))?;
                Some((label.clone(), place))
            });
            if let Some((label, (at, anchor))) = found {
                self.text(label, at, anchor, TEXT, Ink::Name(mark.role));
            }
        }
        for (label, from, until, y) in thresholds {
            let places = along(&label, from, until, y);
            // Across a line only where the threshold is long enough to show what is meant.
            let is_long = until - from > 1.5 * text_width(&label, TEXT);
            let limit = if is_long { f64::INFINITY } else { FREE };
            if let Some((at, anchor)) = obstacles.best(&rect, limit, places) {
                self.text(label, at, anchor, TEXT, Ink::Muted);
            }
        }
        self.names(frame, index, pane);
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
            obstacles.line(vec![(from, y), (until, y)], THRESHOLD_LINE);
            let mut label = threshold.name();
            if let Some(met) = threshold.met {
                obstacles.take(around((until, y), 4.0));
                if met {
                    label.push_str(" ✓");
                }
            }
            names.push((label, from, until, y));
        }
        names
    }

    /// The ends of milestones: full where they were met, rings where not.
    fn milestones(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        for threshold in &pane.thresholds {
            let y = self.geometry.y(frame, index, threshold.value);
            if let Some(met) = threshold.met
                && y >= rect.top - 0.5
                && y <= rect.bottom + 0.5
            {
                self.shapes.push(Shape::Dot {
                    at: (self.geometry.x(threshold.until), y),
                    radius: 3.0,
                    ink: Ink::Muted,
                    hollow: !met,
                });
            }
        }
    }

    /// What was measured, as rings on the page's colour, so that they are seen on their line too.
    fn actuals(
        &mut self,
        frame: &Frame,
        index: usize,
        pane: &PaneFrame,
        obstacles: &mut Obstacles,
    ) {
        for line in &pane.lines {
            for actual in &line.actuals {
                let at = (
                    self.geometry.x(f64::from(actual.week)),
                    self.geometry.y(frame, index, actual.value),
                );
                let rect = self.geometry.panes[index];
                if at.1 >= rect.top - 0.5 && at.1 <= rect.bottom + 0.5 {
                    self.shapes.push(Shape::Dot {
                        at,
                        radius: 3.0,
                        ink: Ink::Line(line.role()),
                        hollow: true,
                    });
                    obstacles.take(around(at, 3.0));
                }
            }
        }
    }

    /// The uncertain range of a line, and the middle of it.
    fn band(&mut self, frame: &Frame, index: usize, line: &LineFrame) {
        let Some(band) = &line.band else {
            return;
        };
        let rect = self.geometry.panes[index];
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
        let middle = edge(&band.middle);
        self.shapes
            .push(Shape::Area(outline, Ink::Band(line.role())));
        self.shapes.push(Shape::Path {
            points: middle,
            ink: Ink::Line(line.role()),
            width: 1.0,
            dash: Some(MEDIAN_DASH),
        });
    }

    fn line(&mut self, frame: &Frame, index: usize, line: &LineFrame, obstacles: &mut Obstacles) {
        let rect = self.geometry.panes[index];
        let points: Vec<Point> = line
            .points()
            .map(|(week, value)| (self.geometry.x(week), self.geometry.y(frame, index, value)))
            .collect();
        let (width, dash, cost) = match line.stroke() {
            Some(stroke) => (1.5, Some(stroke.dash), COMPARED_LINE),
            None => (2.0, None, OWN_LINE),
        };
        // The names of the ink stand clear of compared lines, whichever layer those are on.
        let is_drawn = line.compared.is_none() || self.has(Layer::Ground);
        for points in clipped(&points, rect.top, rect.bottom) {
            if is_drawn {
                self.shapes.push(Shape::Path {
                    points: points.clone(),
                    ink: Ink::Line(line.role()),
                    width,
                    dash,
                });
            }
            obstacles.line(points, cost);
        }
    }

    /// The names of the lines, at their ends.
    fn names(&mut self, frame: &Frame, index: usize, pane: &PaneFrame) {
        let rect = self.geometry.panes[index];
        let is_last = index + 1 == frame.panes.len();
        let low = (rect.top - NAME_OVERHANG).max(6.0);
        let high = rect.bottom + if is_last { -1.0 } else { NAME_OVERHANG };
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
                    Ink::Rule,
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
                format::reading(pane.unit(), last)
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
    let beside = [
        ((7.0, 10.0), Anchor::Start),
        ((-7.0, 10.0), Anchor::End),
        ((0.0, 13.0), Anchor::Middle),
        ((9.0, 0.0), Anchor::Start),
        ((-9.0, 0.0), Anchor::End),
        ((0.0, 20.0), Anchor::Middle),
        ((0.0, 28.0), Anchor::Middle),
    ];
    beside
        .into_iter()
        .flat_map(move |((across, away), anchor)| {
            [away, -away].map(|down| ((x + across, y - down), anchor))
        })
        .map(|(at, anchor)| (text_box(label, TEXT, at.0, at.1, anchor), (at, anchor)))
}

/// Places for words along a level line, the best first.
fn along(
    label: &str,
    from: f64,
    until: f64,
    y: f64,
) -> impl Iterator<Item = (Rect, (Point, Anchor))> {
    let middle = f64::midpoint(from, until);
    let part = |share: f64| from + (until - from) * share;
    let columns = [
        (from + 4.0, Anchor::Start),
        (until - 5.0, Anchor::End),
        (middle, Anchor::Middle),
        (part(0.125), Anchor::Start),
        (part(0.25), Anchor::Start),
        (part(0.375), Anchor::Start),
        (part(0.875), Anchor::End),
        (part(0.75), Anchor::End),
        (part(0.625), Anchor::End),
        (until + 6.0, Anchor::Start),
    ];
    let rows = [y - 7.5, y + 7.5];
    rows.into_iter()
        .flat_map(move |y| columns.map(|(x, anchor)| ((x, y), anchor)))
        .chain([((until + 7.0, y), Anchor::Start)])
        .map(|(at, anchor)| (text_box(label, TEXT, at.0, at.1, anchor), (at, anchor)))
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
