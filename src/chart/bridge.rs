//! A bridge: how one amount becomes another, as bars that hang on each other.

use super::draw::document;
use super::geometry::{LEFT, Rect};
use super::labels::{Anchor, fitted, text_width};
use super::scale::{Extent, Scale};
use super::sheet::{Ink, Shape, Text, number};
use super::spec::Axis;
use super::theme::{Role, Theme};
use crate::format;
use crate::model::units::Unit;

/// Size of the amounts above the bars.
const AMOUNT: f64 = 13.0;
/// Size of what stands below them.
const NAME: f64 = 11.0;
/// The distance of lines of text.
const LINE: f64 = 15.0;
/// Room above the plot, for an amount above its highest bar.
const TOP: f64 = 24.0;
/// The share of its column that a bar fills.
const FILLED: f64 = 0.62;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// The amount; below zero it is taken away.
    pub value: f64,
    /// Whether it stands on zero, as beginning and end do, or hangs on the bar before it.
    pub is_total: bool,
    /// Its colour.
    pub role: Role,
    /// The amounts of compared runs: what each is called, and its amount.
    pub compared: Vec<(String, f64)>,
}

impl Bar {
    /// The amount as it is written: what is won or lost with its sign.
    fn amount(&self, unit: Unit, value: f64) -> String {
        let text = format::value(unit, value);
        if self.is_total || value <= 0.0 {
            text
        } else {
            format!("+{text}")
        }
    }
}

/// Bars with what is drawn of them.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// The title that people read.
    pub title: String,
    /// The unit of all amounts.
    pub unit: Unit,
    /// The bars from left to right.
    pub bars: Vec<Bar>,
}

impl Bridge {
    /// Where each bar begins and ends.
    fn levels(&self) -> Vec<(f64, f64)> {
        let mut level = 0.0;
        let mut levels = Vec::with_capacity(self.bars.len());
        for bar in &self.bars {
            let from = if bar.is_total { 0.0 } else { level };
            level = from + bar.value;
            levels.push((from, level));
        }
        levels
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn describe(&self) -> String {
        let parts: Vec<String> = self
            .bars
            .iter()
            .map(|bar| format!("{} {}", bar.label, bar.amount(self.unit, bar.value)))
            .collect();
        format!("{}: {}.", self.title, parts.join(", "))
    }

    /// Everything on a surface of `width` × `height` CSS pixels.
    #[must_use]
    pub fn shapes(&self, width: f64, height: f64) -> Vec<Shape> {
        let levels = self.levels();
        let mut extent = Extent::EMPTY;
        for &(from, to) in &levels {
            extent.include(from);
            extent.include(to);
        }
        let scale = Scale::new(Axis::Linear { reach: 0.0 }, extent);
        let compared = self.bars.iter().map(|bar| bar.compared.len()).max();
        let right = (width - 8.0).max(LEFT + 1.0);
        let column = (right - LEFT) / number(self.bars.len().max(1));
        // Where columns are narrower than names, every other name stands a line lower.
        let is_staggered = self
            .bars
            .iter()
            .any(|bar| text_width(&bar.label, NAME) > column - 4.0);
        let lines = 1.0 + number(compared.unwrap_or(0) + usize::from(is_staggered));
        let plot = Rect {
            left: LEFT,
            top: TOP,
            right,
            bottom: (height - LINE * lines - 6.0).max(TOP + 1.0),
        };
        let y = |value: f64| plot.bottom - plot.height() * scale.height(value);
        let mut shapes = Vec::new();
        let text = |text: String, at, anchor, size, ink| {
            Shape::Text(Text {
                text,
                at,
                anchor,
                size,
                ink,
            })
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few ticks
        let room = (plot.height() / 24.0).max(2.0) as usize;
        for tick in scale.ticks(room) {
            let is_zero = tick.abs() < 1e-9 * scale.high.abs();
            shapes.push(rule(
                (plot.left, y(tick)),
                (plot.right, y(tick)),
                if is_zero { Ink::Rule } else { Ink::Grid },
            ));
            let name = format::tick(self.unit, tick);
            let at = (plot.left - 6.0, y(tick));
            shapes.push(text(name, at, Anchor::End, NAME, Ink::Muted));
        }
        for (at, (bar, &(from, to))) in self.bars.iter().zip(&levels).enumerate() {
            let middle = plot.left + column * (number(at) + 0.5);
            let half = column * FILLED / 2.0;
            let rect = Rect {
                left: middle - half,
                right: middle + half,
                top: y(from.max(to)),
                // What is next to nothing is a line all the same.
                bottom: y(from.min(to)).max(y(from.max(to)) + 1.5),
            };
            if at + 1 < self.bars.len() {
                shapes.push(rule(
                    (rect.right, y(to)),
                    (middle + column - half, y(to)),
                    Ink::Rule,
                ));
            }
            shapes.push(Shape::Fill(rect, Ink::Line(bar.role)));
            let amount = bar.amount(self.unit, bar.value);
            let place = (middle, rect.top - 10.0);
            shapes.push(text(
                amount,
                place,
                Anchor::Middle,
                AMOUNT,
                Ink::Name(bar.role),
            ));
            let mut line = plot.bottom + 12.0;
            let mut room = column - 4.0;
            if is_staggered {
                line += LINE * number(at % 2);
                room += column;
            }
            let name = fitted(&bar.label, NAME, room);
            let ink = Ink::Name(Role::Fourth);
            shapes.push(text(name, (middle, line), Anchor::Middle, NAME, ink));
            for (label, value) in &bar.compared {
                line += LINE;
                let amount = bar.amount(self.unit, *value);
                let whole = format!("{label} {amount}");
                // The amount says more than whose it is.
                let said = if text_width(&whole, NAME) <= column - 4.0 {
                    whole
                } else {
                    let room = column - 8.0 - text_width(&amount, NAME);
                    format!("{} {amount}", fitted(label, NAME, room))
                };
                let ink = Ink::Name(Role::Rival);
                shapes.push(text(said, (middle, line), Anchor::Middle, NAME, ink));
            }
        }
        shapes
    }

    /// As an SVG document of `width` × `height` CSS pixels, on the theme's page.
    #[must_use]
    pub fn svg(&self, theme: &Theme, width: u32, height: u32) -> String {
        let shapes = self.shapes(f64::from(width), f64::from(height));
        let description = self.describe();
        document(&self.title, &description, &shapes, theme, (width, height))
    }
}

fn rule(from: (f64, f64), to: (f64, f64), ink: Ink) -> Shape {
    Shape::Path {
        points: vec![from, to],
        ink,
        width: 1.0,
        dash: None,
    }
}
